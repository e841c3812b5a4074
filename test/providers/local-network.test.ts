import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { candidateAddresses } from '../../src/providers/local/addresses';
import { linkPrograms } from '../hosts/host-files';
import { itKeepsTheContract, ssh } from './contract';
import { crashAfter } from './local-crash';
import { obstacle, reason } from './network';
import { processesNaming } from './processes-of';
import { localTrial, rayJob } from './trial';

const { signal } = new AbortController();
const start = (factories: number, seconds?: number) => localTrial(factories, seconds, rayJob);

// Python environments stay in the home of whoever calls.
const home = mkdtempSync(join(tmpdir(), 'home-'));
beforeAll(() => void vi.stubEnv('HOME', home));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

describe.skipIf(obstacle)(`a local cluster with its own network${reason}`, () => {
  itKeepsTheContract('localProvider for Ray', start);

  it('gives each node a network of its own, with one address and the same ports as the others', async () => {
    await using trial = await start(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const look = "ip -o -4 address | awk '{ print $4 }'; cat /etc/resolv.conf";
    const [orchestrator, factory] = await Promise.all(
      cluster.nodes.map((node) => ssh(cluster, node, look)),
    );
    expect(orchestrator).toBe('127.0.0.1/8\n10.0.2.16/24\nnameserver 10.0.2.3');
    expect(factory).toBe('127.0.0.1/8\n10.0.2.17/24\nnameserver 10.0.2.3');
    const hello = `python3 -m http.server 6379 --bind 0.0.0.0 >/dev/null 2>&1 &
      trap 'kill $!' EXIT; curl -s --retry 30 --retry-delay 1 --retry-connrefused -o /dev/null -w '%{http_code}' http://NODE:6379/`;
    const both = cluster.nodes.map(({ name }, i) => {
      const other = cluster.nodes[1 - i];
      if (!other) throw new Error('There are two nodes.');
      return ssh(
        cluster,
        other,
        hello.replace('NODE', name === 'orchestrator' ? 'factory-1' : 'localhost'),
      );
    });
    expect(await Promise.all(both)).toEqual(['200', '200']);
  });

  it('takes other addresses where somebody else listens', async () => {
    await using trial = await start(1);
    const [first] = candidateAddresses(trial.plan.id);
    const server = createServer();
    server.listen(first?.(1));
    try {
      const cluster = await trial.provider.acquire(trial.plan, signal);
      expect(cluster.nodes[0].port).not.toBe(first?.(0).port);
      expect(await ssh(cluster, cluster.nodes[0], 'echo in')).toBe('in');
    } finally {
      server.close();
    }
  });

  it('leaves the network of this machine as it was, and no process', async () => {
    // Other tests' networks come and go.
    const links = () => {
      const lines = execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' }).split('\n');
      return lines.filter((line) => !line.startsWith('fl-'));
    };
    const before = links();
    await using trial = await start(1);
    await trial.provider.acquire(trial.plan, signal);
    expect(links()).toEqual(before);
    await trial.provider.release(trial.record);
    expect(processesNaming(trial.stateDir)).toEqual([]);
  });

  it('ends by itself when its time is over', async () => {
    await using trial = await start(1, 12);
    await trial.provider.acquire(trial.plan, signal);
    expect(processesNaming(trial.stateDir)).not.toEqual([]);
    await expect.poll(() => processesNaming(trial.stateDir), { timeout: 30_000 }).toEqual([]);
  });

  it('has the Python environments of the caller on all nodes', async () => {
    await using trial = await start(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const [orchestrator, factory] = cluster.nodes;
    await ssh(cluster, orchestrator, 'touch ~/.flambe-action-envs/one');
    if (factory) expect(await ssh(cluster, factory, 'ls ~/.flambe-action-envs')).toBe('one');
    await trial.provider.release(trial.record);
    expect(readdirSync(join(home, '.flambe-action-envs'))).toEqual(['one']);
  });

  it('whose maker is killed is gone after a release by its record alone', async () => {
    const whole = await crashAfter(undefined, rayJob);
    for (let moment = 0; moment < 2; moment++) {
      await crashAfter(whole * Math.random() * 1.05, rayJob);
    }
  });
});

describe('a local cluster that cannot have its own network', () => {
  it('says in one line what is missing, before anything is made', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'without-slirp-'));
    linkPrograms((process.env.PATH ?? '').split(delimiter), ['slirp4netns'], bin);
    linkPrograms(['/usr/sbin', '/sbin'], ['slirp4netns'], bin);
    const path = process.env.PATH;
    process.env.PATH = bin;
    try {
      await using trial = await start(1);
      const acquiring = trial.provider.acquire(trial.plan, signal);
      await expect(acquiring).rejects.toThrow(
        /network of its own.*slirp4netns is not installed\. /,
      );
      expect(trial.record.local).toBeUndefined();
      expect(readdirSync(trial.stateDir)).toEqual([]);
    } finally {
      process.env.PATH = path;
      rmSync(bin, { recursive: true });
    }
  });
});
