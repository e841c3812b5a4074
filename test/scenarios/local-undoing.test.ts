import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { environmentOf, runningProcesses } from '../../src/providers/local/processes';
import { linkPrograms } from '../hosts/host-files';
import { signalIfThere } from '../hosts/process-tree';
import { processesNaming } from '../providers/processes-of';
import { ActionStep } from './action';
import { leftOfLocal } from './left';
import { closeHome, longCommand, namedCommands } from './undoing';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function killedStep(): Promise<ActionStep> {
  const step = new ActionStep({ command: longCommand });
  await step.main((log, kill) => {
    if (log.includes('begun')) kill('SIGKILL');
  });
  return step;
}

describe('a local cluster whose main was killed', { retry: 0 }, () => {
  it('is ended by post alone, and its results are at home', async () => {
    await using step = await killedStep();
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    expect(await leftOfLocal(step)).toEqual([]);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
  });

  it('is ended by post alone, which warns when its results do not come home', async () => {
    await using step = await killedStep();
    closeHome(step);
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    expect(log).toMatch(/::warning.*The results of .* are lost with its machines/);
    expect(await leftOfLocal(step)).toEqual([]);
  });

  it('is ended by post alone when one of its nodes is dead', async () => {
    await using step = await killedStep();
    await killNode(step, 'factory-1');
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    expect(await leftOfLocal(step)).toEqual([]);
  });

  it('is ended by post alone where nodes share the machine, one of them dead', async () => {
    const bin = mkdtempSync(join(tmpdir(), 'without-bwrap-'));
    try {
      linkPrograms((process.env['PATH'] ?? '').split(delimiter), ['bwrap'], bin);
      vi.stubEnv('PATH', bin);
      await using step = await killedStep();
      await killNode(step, 'factory-1');
      const { code, log } = await step.post();
      expect(code, log).toBe(0);
      expect(await leftOfLocal(step)).toEqual([]);
    } finally {
      rmSync(bin, { recursive: true });
    }
  });

  const obstacle = whyNoObstacle();
  const reason = obstacle === undefined ? '' : ` (${obstacle})`;
  it.skipIf(obstacle)(`names the command that removes what post could not${reason}`, async () => {
    await using step = await killedStep();
    const dir = clusterDir(step);
    const fixed = join(dir, 'fixed');
    writeFileSync(fixed, '');
    execFileSync('chattr', ['+i', fixed]);
    const { code, log } = await step.post().finally(() => execFileSync('chattr', ['-i', fixed]));
    expect(code).toBe(1);
    const commands = namedCommands(log);
    expect(commands).toHaveLength(1);
    execFileSync('sh', ['-c', commands[0] as string]);
    expect(existsSync(dir)).toBe(false);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftOfLocal(step)).toEqual([]);
  });
});

describe('a local cluster that stays', () => {
  it('is ended by the command that post names, in a shell without the job', async () => {
    await using step = new ActionStep({ command: 'true', teardown: 'never' });
    expect(await step.main()).toMatchObject({ code: 0 });
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    expect(await leftOfLocal(step)).not.toEqual([]);
    const [, command = ''] =
      /The hosts end at \S+, on a runner with the job, or by `(.*)`\.$/m.exec(log) ?? [];
    execFileSync('sh', ['-c', command], { env: { PATH: '/usr/bin:/bin', HOME: step.dir } });
    expect(await leftOfLocal(step)).toEqual([]);
  });
});

function clusterDir(step: ActionStep): string {
  const id = step.output('cluster-id') ?? '';
  return join(step.temp, 'flambe-action', id, `local-${id}`);
}

async function killNode(step: ActionStep, name: string): Promise<void> {
  const mark = join(step.temp, 'flambe-action');
  const isOfNode = (variable: string) =>
    variable.startsWith(`FLAMBE_ACTION_NODE=${mark}`) && variable.endsWith(`/${name}`);
  const node = runningProcesses().filter(({ pid }) => environmentOf(pid).some(isOfNode));
  expect(node).not.toEqual([]);
  // What a sandbox has started ends with it.
  for (const { pid } of node) signalIfThere(pid, 'SIGKILL');
  const left = () => processesNaming(join(clusterDir(step), name, 'etc/ssh'));
  await expect.poll(left, { timeout: 10_000 }).toEqual([]);
}

/** Why there cannot be a file here that nobody may remove (chattr(1)). */
function whyNoObstacle(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'obstacle-'));
  try {
    writeFileSync(join(dir, 'file'), '');
    execFileSync('chattr', ['+i', join(dir, 'file')], { stdio: 'ignore' });
    execFileSync('chattr', ['-i', join(dir, 'file')]);
    return undefined;
  } catch {
    return 'only root can make a file that nobody may remove, and not on every file system';
  } finally {
    rmSync(dir, { recursive: true });
  }
}
