import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { ActionStep, stepOn } from './action';
import { leftOfLocal, leftOnHosts, type Picture, takePicture } from './left';
import { Shell, writeCluster } from './shell';
import { typeIn } from './undoing';

let hosts: Hosts;
let before: Picture;
beforeEach(async () => {
  hosts = await startHosts(2);
  before = takePicture(hosts);
});
afterEach(() => hosts[Symbol.asyncDispose]());

/** Does something else the second time that it runs on a host. */
const command = `if [ -e ~/once ]; then rm ~/once; echo second; exit 5; fi
touch ~/once; echo first`;
const lasting = `${command}; setsid sleep 600 & sleep 600`;

function runsOn(index: number): readonly string[] {
  const folder = join(hosts.at(index).home, '.flambe-action');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** As in a container that is made anew. */
function forgetRun(step: ActionStep): void {
  rmSync(join(step.temp, 'flambe-action'), { recursive: true });
}

async function killedWhenBegun(step: ActionStep): Promise<void> {
  const { code, log } = await step.main((shown, kill) => {
    if (shown.includes('first\n')) kill('SIGKILL');
  });
  expect(code, log).toBe(null);
}

async function runsItsOwnJob(step: ActionStep): Promise<void> {
  const { code, log } = await step.main();
  expect(code, log).toBe(5);
  expect(step.read('flambe-results/job.log')).toBe('second\n');
  expect(await step.post()).toMatchObject({ code: 0 });
}

describe("a workflow's step that is started again", () => {
  it.each([
    ['whose files make room', () => {}],
    ['of which the runner has no record', forgetRun],
  ])('runs its job anew after one that stayed, %s', async (_, meanwhile) => {
    await using step = stepOn(hosts, { command, teardown: 'never' });
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
    meanwhile(step);
    const { code, log } = await step.main();
    expect(code, log).toBe(5);
    expect(step.read('flambe-results/job.log')).toBe('second\n');
    const { log: named } = await step.post();
    for (const [, line] of named.matchAll(/take it away by `(.*)`$/gm)) {
      await typeIn(hosts, line as string);
    }
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('ends the job of one that was killed, and runs its own', async () => {
    await using step = stepOn(hosts, { command: lasting });
    await killedWhenBegun(step);
    await runsItsOwnJob(step);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('does not touch the job of one that the runner knows nothing of, and names the way', async () => {
    await using step = stepOn(hosts, { command: lasting });
    await killedWhenBegun(step);
    forgetRun(step);
    const { code, log } = await step.main();
    expect(code, log).toBe(69);
    const named = [...log.matchAll(/end what it has left there with: (sh \S+)/g)];
    expect(named.length, log).toBeGreaterThanOrEqual(2);
    expect(await step.post()).toMatchObject({ code: 0 });
    const sleeping = hosts
      .at(0)
      .processes()
      .filter(({ command }) => command.includes('600'));
    expect(sleeping.length).toBeGreaterThanOrEqual(2);
    const { port } = hosts.at(0);
    for (const { host } of hosts.list) {
      await typeIn(hosts, `ssh -p ${port} ${hosts.user}@${host} '${named[0]?.[1]}'`);
    }
    await runsItsOwnJob(step);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('ends the local cluster of one that was killed, and has its own', async () => {
    const once =
      'if [ -e $OLDPWD/once ]; then exit 6; fi; touch $OLDPWD/once; echo first; sleep 600';
    await using step = new ActionStep({ command: once });
    await killedWhenBegun(step);
    const id = step.output('cluster-id');
    let folders: readonly string[] = [];
    const { log } = await step.main((shown, kill) => {
      if (!shown.includes('first\n')) return;
      folders = readdirSync(join(step.temp, 'flambe-action'));
      kill('SIGTERM');
    });
    expect(log).toContain('Ending what an earlier process of this run began');
    expect(folders).toEqual([id]);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftOfLocal(step)).toEqual([]);
  });
});

describe('a command line in a step of a workflow', () => {
  const workflow = { GITHUB_REPOSITORY: 'org/repo', GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1' };

  it('is a run of its own each time', async () => {
    await using shell = new Shell(hosts);
    writeCluster(shell, hosts);
    const args = ['experiment.yaml', '-c', 'lab.yaml', '--teardown', 'never', '--command', command];
    expect(await shell.run(args, undefined, workflow)).toMatchObject({
      code: 0,
      stdout: 'first\n',
    });
    expect(await shell.run(args, undefined, workflow)).toMatchObject({
      code: 5,
      stdout: 'second\n',
    });
    expect(shell.runs).toHaveLength(2);
    expect(runsOn(0)).toHaveLength(2);
    for (const id of shell.runs) expect(await shell.run(['down', id])).toMatchObject({ code: 0 });
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });
});
