import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type ActionStep, stepOn } from './action';
import { leftOnHosts, type Picture, takePicture } from './left';
import { typeIn } from './undoing';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(2);
  before = takePicture(hosts);
});
afterEach(async () => {
  expect(await leftOnHosts(before, hosts)).toEqual([]);
});
afterAll(() => hosts[Symbol.asyncDispose]());

/** Shows that nothing but the folder is there, and takes it away by the commands that post named. */
async function staysForALook(step: ActionStep): Promise<void> {
  const { code, log } = await step.post();
  expect(code, log).toBe(0);
  const id = step.output('cluster-id') ?? '';
  for (const host of hosts.list) {
    const run = join(host.home, '.flambe-action', id);
    expect(readFileSync(join(run, 'workdir/here'), 'utf8')).toBe('as it was\n');
    for (const gone of ['secrets', 'ssh']) expect(readdirSync(run)).not.toContain(gone);
  }
  const left = await leftOnHosts(before, hosts);
  expect(left.filter((line) => !line.includes(':~/.flambe-action'))).toEqual([]);
  expect(log).toMatch(/look at it by `ssh /);
  const named = [...log.matchAll(/take it away by `(.*)`$/gm)].map(([, command]) => command);
  expect(named).toHaveLength(2);
  for (const command of named) await typeIn(hosts, command as string);
}

describe('the files of a run', { retry: 0 }, () => {
  it('stay with `teardown: never`, without secrets and keys', async () => {
    await using step = stepOn(hosts, { teardown: 'never', command: 'cat $FLAMBE_SECRETS | wc -l' });
    step.write('here', 'as it was\n');
    expect(await step.main()).toMatchObject({ code: 0 });
    await staysForALook(step);
  });

  it('stay with `teardown: on-success` when the job failed', async () => {
    await using step = stepOn(hosts, { teardown: 'on-success', command: 'exit 3' });
    step.write('here', 'as it was\n');
    expect(await step.main()).toMatchObject({ code: 3 });
    await staysForALook(step);
  });

  it('go with `teardown: on-success` when it went well', async () => {
    await using step = stepOn(hosts, { teardown: 'on-success', command: 'true' });
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(existsSync(join(hosts.at(0).home, '.flambe-action'))).toBe(false);
  });

  it('stay with `teardown: never` also when main was killed, by post alone', async () => {
    await using step = stepOn(hosts, { teardown: 'never', command: 'echo begun; sleep 600' });
    step.write('here', 'as it was\n');
    await step.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    await staysForALook(step);
  });
});
