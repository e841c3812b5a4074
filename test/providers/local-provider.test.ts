import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { candidateAddresses } from '../../src/providers/local/addresses';
import { itKeepsTheContract, ssh } from './contract';
import { processesNaming } from './processes-of';
import { localTrial } from './trial';

const { signal } = new AbortController();

itKeepsTheContract('localProvider', localTrial);

describe('a local cluster', () => {
  it('has the caller’s programs on every node, in a login shell, too', async () => {
    await using trial = await localTrial(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const command = 'python3 --version && bash -lc "python3 --version"';
    const answers = await Promise.all(cluster.nodes.map((node) => ssh(cluster, node, command)));
    for (const answer of answers) expect(answer).toMatch(/^Python 3\.\S+\nPython 3\.\S+$/);
  });

  it('knows its nodes by name', async () => {
    await using trial = await localTrial(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const [orchestrator, factory] = cluster.nodes;
    const answer = await ssh(cluster, orchestrator, 'hostname; getent hosts factory-1');
    expect(answer).toContain('trial-orchestrator');
    expect(answer).toContain(factory?.host);
  });

  it('has terminals', async () => {
    await using trial = await localTrial(0);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    expect(await ssh(cluster, cluster.nodes[0], 'tty', true)).toMatch(/^\/dev\/pts\/\d+/);
  });

  it('gives nodes a home, memory, /tmp and processes of their own, and shows nothing of the run', async () => {
    await using trial = await localTrial(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const [first, second] = cluster.nodes;
    if (!second) throw new Error('A factory is missing.');
    await ssh(
      cluster,
      first,
      'touch ~/mine /tmp/mine /var/tmp/mine /dev/shm/mine; setsid -f sleep 65 >/dev/null 2>&1 </dev/null',
    );
    const look = [
      'ls -A ~ /tmp /var/tmp /dev/shm',
      `ls ${trial.stateDir} 2>&1`,
      `cat ${cluster.keyFile} 2>&1`,
      'cat /proc/[0-9]*/cmdline | tr "\\0" " "',
    ];
    const seen = await ssh(cluster, second, look.join(';'));
    expect(seen).not.toMatch(/mine|sleep 65|PRIVATE KEY/);
    expect(seen.match(/No such file/g)).toHaveLength(2);
  });

  it('leaves the user’s own authorized_keys alone', async () => {
    const file = join(homedir(), '.ssh', 'authorized_keys');
    const before = existsSync(file) && readFileSync(file, 'utf8');
    await using trial = await localTrial(0);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await ssh(cluster, cluster.nodes[0], 'echo line >>"$HOME/.ssh/authorized_keys"');
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(before);
  });

  it('ends by itself when its time is over', async () => {
    await using trial = await localTrial(0, 10);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await ssh(cluster, cluster.nodes[0], 'setsid -f sleep 66 >/dev/null 2>&1 </dev/null');
    expect(processesNaming(trial.stateDir)).not.toEqual([]);
    await expect.poll(() => processesNaming(trial.stateDir), { timeout: 30_000 }).toEqual([]);
    expect(processesNaming('sleep\u000066')).toEqual([]);
  });

  it('takes other addresses where somebody else listens', async () => {
    await using trial = await localTrial(1);
    const [first] = candidateAddresses(trial.plan.id);
    const server = createServer((socket) => socket.end('SSH-2.0-somebody-else\r\n'));
    server.listen(first?.(1));
    try {
      const cluster = await trial.provider.acquire(trial.plan, signal);
      expect(cluster.nodes.map(({ port }) => port)).toEqual([2223, 2223]);
      expect(trial.record.local?.processes).toHaveLength(2);
    } finally {
      server.close();
    }
  });

  it('is found while it runs, by what it needs to be released', async () => {
    await using trial = await localTrial(0);
    await trial.provider.acquire(trial.plan, signal);
    const [found] = await trial.provider.find({ id: trial.plan.id });
    expect(found).toMatchObject({ id: trial.plan.id, keyFile: trial.record.keyFile });
    if (found) await trial.provider.release(found);
    expect(processesNaming(trial.stateDir)).toEqual([]);
  });

  it('saves the folder before there is one, and the processes as soon as they are there', async () => {
    await using trial = await localTrial(1);
    await trial.provider.acquire(trial.plan, signal);
    const { local } = trial.record;
    expect(local?.processes).toHaveLength(2);
    expect(local?.dir.startsWith(trial.stateDir)).toBe(true);
  });

  it('is released with folders that the job has closed', async () => {
    await using trial = await localTrial(0);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const close = 'mkdir -p ~/a/b && touch ~/a/b/c && chmod 500 ~/a/b && chmod 0 ~/a';
    await ssh(cluster, cluster.nodes[0], close);
    expect(await trial.provider.release(trial.record)).toEqual([]);
    expect(existsSync(trial.record.local?.dir ?? '')).toBe(false);
  });

  it('names a folder that is not the run’s own instead of removing it', async () => {
    await using trial = await localTrial(0);
    const dir = join(trial.stateDir, 'other');
    writeFileSync(dir, '');
    const record = { ...trial.record, local: { dir, processes: [] } };
    expect(await trial.provider.release(record)).toMatchObject([{ what: `folder ${dir}` }]);
    expect(existsSync(dir)).toBe(true);
  });
});
