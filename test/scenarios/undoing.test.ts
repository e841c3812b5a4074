import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshProvider } from '../../src/providers/ssh/ssh-provider';
import { RecordFile } from '../../src/teardown/record';
import { type TeardownOptions, tearDown } from '../../src/teardown/teardown';
import type { Host } from '../hosts/host';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type ActionStep, stepOn, token } from './action';
import { leftOnHosts, leftSince, type Picture, takePicture } from './left';
import { closeHome, killedStep, longCommand, namedCommands, typeIn, withoutHost } from './undoing';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('post', { retry: 0 }, () => {
  it('has nothing to undo when main was killed before it wrote a record', async () => {
    await using step = stepOn(hosts, { command: 'true' });
    const dir = join(step.temp, 'flambe-action', 'lab-0123456789');
    step.saveState('dir', dir);
    expect(await step.post()).toMatchObject({ code: 0 });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'record.json.new'), '{"version": 1, "id": "lab-01');
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('succeeds a second time', async () => {
    await using step = await killedStep(hosts);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
  });

  it('goes on without a host that is down, and names the command that removes what is there', async () => {
    await using step = await killedStep(hosts);
    const down = hosts.at(1);
    await down.kill();
    const began = performance.now();
    const { code, log } = await step.post();
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(code).toBe(1);
    expect(log).toMatch(/Left behind: .* on factory-1 /);
    expect(await leftOnHosts(...withoutHost(before, hosts, down))).toEqual([]);
    const commands = namedCommands(log);
    expect(commands).toHaveLength(1);

    await down.start();
    await typeIn(hosts, commands[0] as string);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('uses the key that the cluster file names, mended as main has mended it', async () => {
    const key = join(hosts.dir, 'key with CRLF, for all to read');
    writeFileSync(key, hosts.key.replaceAll('\n', '\r\n'), { mode: 0o644 });
    await using step = await killedStep(hosts, { 'ssh-private-key': '' }, { key });
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    rmSync(key);
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('names what it could not do when the private key is not given again', async () => {
    await using step = await killedStep(hosts);
    const { code, log } = await step.post({ 'ssh-private-key': '' });
    expect(code).toBe(1);
    expect(log).toContain('the private key was not given again');
    for (const command of namedCommands(log)) await typeIn(hosts, command);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });
});

describe('where the disk of this machine is full', { retry: 0 }, () => {
  const fill = (step: ActionStep, name: string) => {
    const file = join(step.temp, 'flambe-action', step.output('cluster-id') ?? '', name);
    rmSync(file, { force: true });
    symlinkSync('/dev/full', file);
    return file;
  };

  it.each(['ssh_key.again', 'known_hosts'])(
    'post names what is there when %s cannot be written',
    async (name) => {
      await using step = await killedStep(hosts);
      const file = fill(step, name);
      const { code, log } = await step.post();
      expect(code, log).toBe(1);
      expect(log).toMatch(/::error.*ENOSPC/);
      expect(log).not.toContain('not your fault');
      const commands = namedCommands(log);
      expect(commands).toHaveLength(3);
      for (const command of commands) await typeIn(hosts, command);
      expect(await leftOnHosts(before, hosts)).toEqual([]);
      rmSync(file, { force: true });
      expect(await step.post()).toMatchObject({ code: 0 });
      expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
    },
  );

  it('a good job is one, and its results are at home', async () => {
    await using step = stepOn(hosts, { command: 'echo kept >{results}/kept; echo begun; sleep 3' });
    let full = false;
    const { code, log } = await step.main((log) => {
      if (full || !log.includes('begun')) return;
      full = true;
      fill(step, 'record.json.new');
    });
    expect(code, log).toBe(0);
    expect(log).toMatch(/::warning.*record of the run could not be written: ENOSPC/);
    expect(step.read('flambe-results/kept')).toBe('kept\n');
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });
});

/** What a trial of an Experiment has written on a factory. */
function writeTrial({ home, homeInside }: Host, file: RecordFile): void {
  const { id } = file.record;
  const output = 'trial/output__trial';
  mkdirSync(join(home, output, '_resources'), { recursive: true });
  writeFileSync(join(home, output, 'one'), '1\n');
  writeFileSync(join(home, '.flambe-action', id, 'made-output'), `${homeInside}/${output}\n`);
  file.save({ output: `${homeInside}/${output}`, trialsIn: `${homeInside}/${output}` });
}

describe('results that do not come home', { retry: 0 }, () => {
  const inRunFolder = () => {
    const [id = ''] = readdirSync(join(hosts.at(0).home, '.flambe-action'));
    return readdirSync(join(hosts.at(0).home, '.flambe-action', id)).sort();
  };

  it('stay on the host, alone, and a command is named that fetches and removes them', async () => {
    const command = `${longCommand.replace('echo begun', 'echo more >out; mkdir {results}/closed; chmod 0 {results}/closed; echo begun')}`;
    await using step = await killedStep(hosts, { command, results: 'o*' });
    closeHome(step);
    const { code, log } = await step.post();
    expect(code, log).toBe(1);
    expect(log).toMatch(
      /Left behind: the results of .* on orchestrator .*could not be brought home/,
    );
    expect(inRunFolder()).toEqual(['began', 'bin', 'job', 'results', 'workdir']);
    const there = await leftOnHosts(before, hosts);
    expect(there.filter((line) => !line.startsWith('left: host-1:~/.flambe-action'))).toEqual([]);
    expect(await step.post()).toMatchObject({ code: 1 });

    const commands = namedCommands(log);
    expect(commands).toHaveLength(1);
    await typeIn(hosts, commands[0] as string);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    const brought = join(hosts.dir, step.output('cluster-id') ?? '');
    expect(readFileSync(join(brought, 'results/half.txt'), 'utf8')).toBe('half\n');
    expect(readFileSync(join(brought, 'workdir/out'), 'utf8')).toBe('more\n');
    expect(readFileSync(join(brought, 'job/job.log'), 'utf8')).toContain('begun\n');
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('keep nothing there when there are none', async () => {
    await using step = await killedStep(hosts, { command: 'echo begun; sleep 600' });
    closeHome(step);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('because time is short come home once there is more of it, those of trials by hand', async () => {
    await using step = await killedStep(hosts);
    const dir = join(step.temp, 'flambe-action', step.output('cluster-id') ?? '');
    const undoIn = (limits: Partial<TeardownOptions>) =>
      tearDown({
        file: RecordFile.open(dir) as RecordFile,
        ...{ keyFile: hosts.keyFile, noKey: '' },
        provider: sshProvider({ keyFile: '', knownHostsFile: '' }),
        ...{ down: '', stateStays: true, hidden: [], info: () => {}, warning: () => {} },
        signal: AbortSignal.timeout(50_000),
        ...limits,
      });
    writeTrial(hosts.at(1), RecordFile.open(dir) as RecordFile);
    const left = await undoIn({ rescueTime: 1 });
    expect(left).toMatchObject([
      {
        what: expect.stringMatching(/^the results of .* on orch/),
        why: expect.stringContaining('too long'),
      },
      { what: expect.stringMatching(/^the results of .* on factory-1 /) },
    ]);
    expect(inRunFolder()).toEqual(['began', 'bin', 'job', 'results', 'workdir']);
    expect(await undoIn({})).toMatchObject([{ what: left[1]?.what }]);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await typeIn(hosts, left[1]?.command ?? '');
    const brought = join(hosts.dir, step.output('cluster-id') ?? '', 'output__trial/one');
    expect(readFileSync(brought, 'utf8')).toBe('1\n');
    expect(await undoIn({})).toEqual([]);
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });
});
