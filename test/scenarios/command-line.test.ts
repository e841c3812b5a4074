import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { token } from './action';
import { Shell, writeCluster } from './shell';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(2);
});
afterAll(() => hosts[Symbol.asyncDispose]());

function shellAtLab(): Shell {
  const shell = new Shell(hosts);
  writeCluster(shell, hosts);
  return shell;
}

/** Presses Ctrl-C, once, when these words are shown. */
function interruptAt(words: string): Parameters<Shell['run']>[1] {
  let pressed = false;
  return (shown, { kill }) => {
    if (pressed || !shown.includes(words)) return;
    pressed = true;
    kill('SIGINT');
  };
}

const onLab = ['experiment.yaml', '-c', 'lab.yaml'];

describe('flambe-action run', () => {
  it("shows the job's lines on stdout alone, ends with its exit code and leaves no run", async () => {
    await using shell = shellAtLab();
    shell.write('.flambe/secrets.ini', '[A]\nb = opensesame\n');
    const command = 'cat $FLAMBE_SECRETS; exit 3';
    const { code, stdout, stderr } = await shell.run([...onLab, '--command', command]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '[A]\nb = opensesame\n' });
    expect(stderr).not.toContain('\x1b');
    expect(stderr).toContain('teardown');
    // The file is for others, too.
    expect(shell.read('work/flambe-results/job.log')).toBe('[A]\nb = ***\n');
    expect(shell.runs).toEqual([]);
  });

  it('tells all that is wrong at once, touches nothing, and ends with 65', async () => {
    await using shell = new Shell();
    shell.write('work/bad.yaml', '!SSHCluster\nname: lab\norchestrator_ip: 1.2.3.4\nusrname: me\n');
    const args = [
      'run',
      'none.yaml',
      '-c',
      'bad.yaml',
      '--max-runtime',
      '5',
      '--artifact-name',
      'a',
    ];
    const { code, stderr } = await shell.run([...args, '--command', 'true']);
    expect(code).toBe(65);
    expect(stderr).toMatch(/none\.yaml/);
    expect(stderr).toMatch(/bad\.yaml:4.*usrname/);
    expect(stderr).toMatch(/--max-runtime/);
    expect(stderr).toMatch(/--artifact-name: No artifact can be kept here: only a workflow/);
    expect(shell.runs).toEqual([]);
  });
});

const hidden = /^begun\n\[SERVICE\]\ntoken = \*\*\*\n$/;

describe('a run that stays', () => {
  it('is followed by logs from its first line to its exit code, and ended by down', async () => {
    await using shell = shellAtLab();
    const command = 'echo begun; until [ -e ../go ]; do sleep 0.1; done; echo over; exit 4';
    const args = [...onLab, '--teardown', 'never', '--command', command];
    let followed: ReturnType<Shell['run']> | undefined;
    const main = await shell.run(args, (shown) => {
      const [id = ''] = shell.runs;
      if (!shown.includes('begun') || followed) return;
      followed = shell.run(['logs', id], (log) => {
        if (log.includes('begun'))
          writeFileSync(join(hosts.at(0).home, '.flambe-action', id, 'go'), '');
      });
    });
    expect(main.code).toBe(4);
    expect(await followed).toMatchObject({ code: 4, stdout: 'begun\nover\n' });

    const [id = ''] = shell.runs;
    expect(await shell.run(['logs', id])).toMatchObject({ code: 4, stdout: 'begun\nover\n' });
    const onNode = await shell.runInTerminal(['ssh', id, 'factory-1'], (shown, { type }) => {
      if (/[$#] $/.test(shown)) type('ls ~/.flambe-action; exit 5\r');
    });
    expect(onNode).toMatchObject({ code: 5, stdout: expect.stringContaining(id) });
    expect(await shell.run(['ssh', id, 'factory-7'])).toMatchObject({ code: 64 });
    expect(await shell.run(['down', id])).toMatchObject({ code: 0 });
    expect(shell.runs).toEqual([]);
    expect(leftInHomes()).toEqual([]);
  });

  it('is followed for as long as somebody wants to: until Ctrl-C, or until nobody reads', async () => {
    await using shell = shellAtLab();
    const job = 'while sleep 0.1; do echo line; done';
    let followed: ReturnType<typeof follow> | undefined;
    const follow = (id: string) =>
      Promise.all([
        shell.run(['logs', id], interruptAt('line')),
        shell.runLine(`flambe-action logs ${id} | head -n 1`),
      ]);
    const main = await shell.run([...onLab, '--command', job], (shown, { kill }) => {
      if (!shown.includes('line') || followed) return;
      followed = follow(shell.runs[0] ?? '');
      void followed.finally(() => kill('SIGINT'));
    });
    const [interrupted, unread] = (await followed) ?? [];
    expect(interrupted).toMatchObject({ code: 130, stderr: 'error: Interrupted.\n' });
    expect(unread).toEqual({ code: 0, stdout: 'line\n', stderr: '' });
    expect(main.code).toBe(130);
  });

  it('says what is left when its end is interrupted', async () => {
    await using shell = shellAtLab();
    await shell.run([...onLab, '--teardown', 'never', '--command', 'true']);
    const [id = ''] = shell.runs;
    await hosts.at(0).freeze();
    const { code, stderr } = await shell.run(['down', id], interruptAt('▸ teardown'));
    hosts.at(0).thaw();
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringMatching(/Left behind/) });
    expect(await shell.run(['down', id])).toMatchObject({ code: 0 });
    expect(leftInHomes()).toEqual([]);
  });

  it('has no log to follow before its job has started', async () => {
    await using shell = shellAtLab();
    const wait = ': >~/begun; until [ -e ~/set ]; do sleep 0.1; done';
    shell.write('work/lab.yaml', `${shell.read('work/lab.yaml')}setup_cmds: ["${wait}"]\n`);
    const main = shell.run([...onLab, '--command', 'true']);
    const begun = () => existsSync(join(hosts.at(0).home, 'begun'));
    await expect.poll(begun, { timeout: 30_000 }).toBe(true);
    const { code, stderr } = await shell.run(['logs', shell.runs[0] ?? '']);
    for (const { home } of hosts.list) writeFileSync(join(home, 'set'), '');
    expect(code).toBe(64);
    expect(stderr).toContain('has not started its job yet');
    expect(await main).toMatchObject({ code: 0 });
    for (const { home } of hosts.list) {
      for (const name of ['begun', 'set']) rmSync(join(home, name));
    }
  });

  it('can be ended from another shell while its job runs', async () => {
    await using shell = shellAtLab();
    let ended: ReturnType<Shell['run']> | undefined;
    const main = await shell.run([...onLab, '--command', 'echo begun; sleep 600'], (shown) => {
      if (shown.includes('begun')) ended ??= shell.run(['down', shell.runs[0] ?? '']);
    });
    expect(await ended).toMatchObject({ code: 0 });
    expect(main.code).not.toBe(0);
    expect(/not your fault.*/.exec(main.stderr)?.[0]).toBeUndefined();
    expect(shell.runs).toEqual([]);
  });

  it.each([
    { secrets: 'as they were', shown: hidden },
    // Main may have been killed before the line was written.
    {
      secrets: 'changed',
      shown: /^(begun\n)?$/,
      told: /job\.log is as it was when .*--secrets FILE/s,
    },
    { secrets: 'given again', shown: hidden, again: true },
  ])('has a log that shows no secret, ended by down with secrets $secrets', async (one) => {
    await using shell = shellAtLab();
    const command =
      'echo begun; until [ -e ../go ]; do sleep 0.1; done; cat $FLAMBE_SECRETS; sleep 60';
    await shell.run([...onLab, '--command', command], (shown, { kill }) => {
      if (shown.includes('begun')) kill('SIGKILL');
    });
    const [id = ''] = shell.runs;
    const there = join(hosts.at(0).home, '.flambe-action', id);
    writeFileSync(join(there, 'go'), '');
    const log = () => readFileSync(join(there, 'job/job.log'), 'utf8');
    await expect.poll(log, { timeout: 20_000 }).toContain(token);
    if (one.secrets !== 'as they were') {
      shell.write('.flambe/old.ini', shell.read('.flambe/secrets.ini'));
      shell.write('.flambe/secrets.ini', '[SERVICE]\ntoken = another\n');
    }
    const again = one.again ? ['--secrets', '../.flambe/old.ini'] : [];
    const { code, stderr } = await shell.run(['down', id, ...again]);
    expect(code, stderr).toBe(0);
    if (one.told) expect(stderr).toMatch(one.told);
    expect(shell.read('work/flambe-results/job.log')).toMatch(one.shown);
    expect(leftInHomes()).toEqual([]);
  });

  it('is asked for by its id; those that are known are named', async () => {
    await using shell = new Shell();
    const { code, stderr } = await shell.run(['down', 'lab-0123456789']);
    expect(code).toBe(64);
    expect(stderr).toMatch(/lab-0123456789.* is known/);
  });
});

describe('flambe-action doctor', () => {
  it('names the tools of this machine, and what each host has', async () => {
    await using shell = shellAtLab();
    const { code, stderr } = await shell.run(['doctor', '-c', 'lab.yaml']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    for (const words of ['ssh: OpenSSH', 'rsync: rsync', 'git: git', 'orchestrator', 'factory-1']) {
      expect(stderr).toContain(words);
    }
    expect(leftInHomes()).toEqual([]);
  });

  it('says of every host what keeps a run from it', async () => {
    await using shell = shellAtLab();
    shell.write('.ssh/known_hosts', hosts.at(0).knownHostsLine());
    const { code, stderr } = await shell.run(['doctor', '-c', 'lab.yaml']);
    expect(code).toBe(69);
    expect(stderr).toMatch(/factory-1 .*is not pinned/);
  });
});

/** What runs have left in the homes of the hosts. */
function leftInHomes(): readonly string[] {
  return hosts.list.flatMap(({ home }) => readdirSync(home).filter((name) => /flambe/.test(name)));
}
