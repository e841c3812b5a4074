import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { secrets, stepOn, token } from './action';
import { expectNowhere, secretsLeft } from './left';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(1);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('results', () => {
  it('are what the globs find, whatever the names are', async () => {
    await using step = stepOn(hosts, {
      command: `mkdir -p out/deep; for name in 'a file' "it's" 'käse' '$(odd)' '*'; do echo "$name" >"out/$name"; done
echo d >out/deep/d; echo log >~/absolute.log; echo kept >{results}/kept`,
      results: 'out/*\n~/absolute.log\nnothing/*.txt',
    });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    const home = join(step.workspace, 'flambe-results');
    expect(readdirSync(home).sort()).toEqual(['absolute.log', 'job.log', 'kept', 'out']);
    expect(readdirSync(join(home, 'out')).sort()).toEqual([
      '$(odd)',
      '*',
      'a file',
      'deep',
      "it's",
      'käse',
    ]);
    expect(step.summary).toContain('käse');
    expect(step.read('flambe-results/out/deep/d')).toBe('d\n');
    expect(log).toMatch(/::warning.*`nothing\/\*\.txt` .*nothing/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('leave what was in their folder before', async () => {
    await using step = stepOn(hosts, { command: 'echo new >{results}/new' });
    mkdirSync(join(step.workspace, 'flambe-results'));
    step.write('flambe-results/old', 'old\n');
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/old')).toBe('old\n');
    expect(step.read('flambe-results/new')).toBe('new\n');
    expect(step.summary).not.toContain('>old<');
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/new')).toBe('new\n');
  });

  it('go on without the log where there is no room for it, and say so', async () => {
    await using step = stepOn(hosts, { command: 'echo shown; echo kept >{results}/kept' });
    mkdirSync(join(step.workspace, 'flambe-results'));
    symlinkSync('/dev/full', join(step.workspace, 'flambe-results/job.log'));
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0, log: expect.stringContaining('\nshown\n') });
    expect(log).toMatch(/::warning.*results-path.*could not be kept.*ENOSPC/);
    expect(step.read('flambe-results/kept')).toBe('kept\n');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('that are links lead nowhere outside of their folder', async () => {
    await using step = stepOn(hosts, {
      command:
        'echo x >{results}/there; ln -s there {results}/inside; ln -s /etc/passwd {results}/outside',
    });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/inside')).toBe('x\n');
    expect(readdirSync(join(step.workspace, 'flambe-results'))).not.toContain('outside');
    expect(log).toMatch(/::warning.*A link leads to what did not come home: `outside`/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('that are called as the log of the job are beside it, which is told', async () => {
    await using step = stepOn(hosts, { command: 'echo shown; echo mine >{results}/job.log' });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe('shown\n');
    expect(step.read('flambe-results/same-name/job.log')).toBe('mine\n');
    expect(log).toMatch(/::warning.*`job\.log` came home as `same-name\/job\.log`/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('come with a log that shows no secret, brought home by post', async () => {
    await using step = stepOn(hosts, {
      command: 'echo kept >{results}/kept; echo begun; sleep 3; cat $FLAMBE_SECRETS; sleep 60',
    });
    await step.main((log, kill) => log.includes('begun') && kill('SIGKILL'));
    const job = join('.flambe-action', step.output('cluster-id') ?? '', 'job/job.log');
    const log = () => readFileSync(join(hosts.at(0).home, job), 'utf8');
    await expect.poll(log, { timeout: 20_000 }).toContain(token);
    symlinkSync('/dev/full', join(step.workspace, 'flambe-results/job.log.new'));
    expect(await step.post()).toMatchObject({ code: 1, log: expect.stringContaining('ENOSPC') });
    expect(step.read('flambe-results/job.log')).toMatch(/^(begun\n)?$/);
    expectNowhere(await secretsLeft({ key: '', list: [] }, { step, secrets: [token] }));
    expect(await step.post()).toMatchObject({ code: 0 });
    const shown = `begun\n${secrets.replace(token, '***')}`;
    expect(step.read('flambe-results/job.log')).toBe(shown);
  });

  it('of a run that was killed are beside its log, too', async () => {
    await using step = stepOn(hosts, {
      command: 'echo mine >{results}/job.log; echo begun; sleep 60',
    });
    await step.main((log, kill) => log.includes('begun') && kill('SIGKILL'));
    expect(await step.post()).toMatchObject({
      code: 0,
      log: expect.stringContaining('came home as `same-name/job.log`'),
    });
    expect(step.read('flambe-results/job.log')).toBe('begun\n');
    expect(step.read('flambe-results/same-name/job.log')).toBe('mine\n');
  });
});
