import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn } from './action';
import { leftOnHosts, takePicture } from './left';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(2);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('before the job', () => {
  it('every tool that is missing is named with its host, and nothing is sent', async () => {
    await using bare = await startHosts(2, {
      only: { 0: { without: ['setsid', 'chmod'] }, 1: { without: ['rsync', 'ssh-keygen'] } },
    });
    await using step = stepOn(bare, { command: 'true' });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*has no `setsid`, `coreutils`/);
    expect(log).toMatch(/factory-1 .*has no `ssh-keygen`, `rsync`/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('a host that fails ends the run, whatever is under way on the others', async () => {
    await using slow = await startHosts(2);
    writeFileSync(join(slow.at(0).home, '.flambe-action'), 'in the way');
    // Read by the shell that sshd starts for a command, where that is bash.
    writeFileSync(join(slow.at(1).home, '.bashrc'), 'sleep 2\n');
    await using step = stepOn(slow, { command: 'true' });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*Failed to make the run folder/);
    rmSync(join(slow.at(0).home, '.flambe-action'));
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it("setup_cmds run on every node, in order, in the user's own shell", async () => {
    const setup_cmds = ['echo one >~/set-up', 'ps -o comm= -p $$ >>~/set-up'];
    const command = `for node in orchestrator factory-1; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat ~/set-up; rm ~/set-up'; done`;
    await using step = stepOn(hosts, { command }, { setup_cmds });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(
      `one\n${basename(userInfo().shell ?? '')}\n`.repeat(2),
    );
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('the first of setup_cmds that fails ends the run, with node, command and what it said', async () => {
    const setup_cmds = ['true', 'echo such a pity >&2; exit 3', 'touch ~/never'];
    await using step = stepOn(hosts, { command: 'true' }, { setup_cmds });
    mkdirSync(join(step.workspace, 'flambe-results'));
    step.write('flambe-results/job.log', 'of an earlier run\n');
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(step.summary).not.toContain('of an earlier run');
    expect(log).toMatch(/setup_cmds on factory-1.*`echo such a pity.*exit code 3: such a pity/);
    expect(log).toMatch(/setup_cmds on orchestrator/);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(
      hosts.list.flatMap(({ home }) => execFileSync('ls', [home], { encoding: 'utf8' })),
    ).not.toContain('never');
  });

  it('the workdir is carried without what git ignores, and without keys and secrets', async () => {
    await using step = stepOn(hosts, {
      command: 'ssh -F $FLAMBE_SSH_CONFIG factory-1 "cd $PWD && find . -type f" | sort',
      secrets: '[A]\nb = carried by accident\n',
    });
    step.write('.gitignore', 'ignored\n');
    step.write('ignored', '');
    step.write('train.py', '');
    step.write('copy-of-secrets.ini', '[A]\nb = carried by accident\n');
    step.write('key-of-the-run', hosts.key);
    const key = join(step.workspace, 'another-key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    execFileSync('git', ['init', '-q'], { cwd: step.workspace });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log).toMatch(/::warning.*another-key/);
    expect(step.read('flambe-results/job.log').split('\n').filter(Boolean)).toEqual([
      './.gitignore',
      './another-key.pub',
      './cluster.yaml',
      './experiment.yaml',
      './train.py',
    ]);
    for (const name of ['copy-of-secrets.ini', 'key-of-the-run'])
      rmSync(join(step.workspace, name));
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('a shell that talks without a terminal is named with its host, and nothing is changed there', async () => {
    await using talking = await startHosts(2, { only: { 1: { without: ['setsid'] } } });
    // Read by the shell that sshd starts for a command, where that is bash.
    const rc = (line: string) => writeFileSync(join(talking.at(1).home, '.bashrc'), line);
    rc('echo Welcome to this host\n');
    const before = takePicture(talking);
    await using step = stepOn(talking, { command: 'true' });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 69 });
    expect(log).toMatch(/factory-1 .*prints `Welcome to this host`.*case \$- in \*i\*\)/);
    expect(log).toMatch(/factory-1 .*has no `setsid`/);
    expect(await leftOnHosts(before, talking)).toEqual([]);

    rc("trap 'echo Good bye' EXIT\n");
    expect((await step.main()).log).toMatch(/factory-1 .*prints `Good bye`/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('a login shell that talks does no harm', async () => {
    await using talking = await startHosts(2);
    for (const { home } of talking.list) {
      appendFileSync(join(home, '.profile'), 'echo welcome to this host\n');
    }
    await using step = stepOn(talking, {
      command: 'ssh -F $FLAMBE_SSH_CONFIG factory-1 true && echo done',
    });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toMatch(/done\n$/);
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
