import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets } from '../hosts/find-secrets';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type ActionStep, stepOn } from './action';

const token = 'token-that-nobody-may-see';
const secrets = `[SERVICE]\ntoken = ${token}\n`;

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(3);
});
afterAll(() => hosts[Symbol.asyncDispose]());

/** Everything on the hosts that a run could have left. */
async function leftOnHosts(): Promise<string[]> {
  const left = hosts.list.flatMap((host) => [
    ...readdirSync(host.home).filter((name) => name === '.flambe-action'),
    ...host
      .processes()
      .filter(({ environment }) =>
        environment.some((one) => /^FLAMBE_ACTION_(ID|NODE)=lab-/.test(one)),
      )
      .map(({ command }) => command.join(' ')),
  ]);
  const folders = hosts.list.flatMap((host) => host.folders());
  const processes = hosts.list.flatMap((host) => host.processes());
  return [...left, ...(await findSecrets([token], folders, processes)).map(String)];
}

async function endedByPost(step: ActionStep): Promise<void> {
  expect(await step.post()).toMatchObject({ code: 0 });
  expect(await leftOnHosts()).toEqual([]);
  expect(await findSecrets([token, hosts.key.split('\n')[2] ?? ''], [step.temp])).toEqual([]);
}

describe('a run on hosts that are there', () => {
  it('runs the command with secrets on every node, and brings the result home', async () => {
    const command = `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'wc -c <$FLAMBE_SECRETS'; done >{results}/sizes.txt; echo "ran"`;
    await using step = stepOn(hosts, { secrets, command });
    const { code, log } = await step.main();
    expect(log).toContain('ran');
    expect(code).toBe(0);
    const size = String(Buffer.byteLength(secrets));
    expect(step.read('flambe-results/sizes.txt').split('\n').slice(0, 3)).toEqual([
      size,
      size,
      size,
    ]);
    expect(step.read('flambe-results/job.log')).toBe('ran\n');
    expect(step.output('exit-code')).toBe('0');
    expect(log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(token);
    await endedByPost(step);
  });

  it("ends with the job's exit code, and brings home what it wrote", async () => {
    await using step = stepOn(hosts, { command: 'echo half >{results}/half.txt; exit 7' });
    expect(await step.main()).toMatchObject({ code: 7 });
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await endedByPost(step);
  });

  it('counts 128 + n for a job that signal n ended', async () => {
    await using step = stepOn(hosts, { command: 'kill -KILL $$' });
    expect(await step.main()).toMatchObject({ code: 137 });
    await endedByPost(step);
  });

  it('ends a job at max-runtime and says so', async () => {
    await using step = stepOn(hosts, {
      command: 'echo early >{results}/early.txt; sleep 600',
      'max-runtime': '2s',
    });
    const { code, log } = await step.main();
    expect(log).toContain('max-runtime');
    expect(code).not.toBe(0);
    expect(step.read('flambe-results/early.txt')).toBe('early\n');
    await endedByPost(step);
  });

  it('shows no line of the job as a command', async () => {
    await using step = stepOn(hosts, { command: 'echo "::set-output name=a::b"' });
    const { log } = await step.main();
    const before = log.slice(0, log.indexOf('::set-output name=a::b'));
    expect(before).toMatch(/::stop-commands::\S+\n$/);
    await endedByPost(step);
  });

  it('talks to no host that is not pinned, and shows the key it offered', async () => {
    await using step = stepOn(hosts, {
      command: 'true',
      'ssh-known-hosts': hosts.at(0).knownHostsLine(),
    });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/factory-1 .*is not pinned in `ssh-known-hosts`; it offered .*SHA256:/);
    expect(log).toMatch(/factory-2 .*is not pinned/);
    await endedByPost(step);
  });

  it('leaves nothing when main is killed in the middle of the job, by post alone', async () => {
    await using step = stepOn(hosts, {
      secrets,
      command: 'ssh -F $FLAMBE_SSH_CONFIG factory-1 sleep 600 & echo begun; sleep 600',
    });
    const { code } = await step.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    expect(code).toBe(null);
    await endedByPost(step);
  });

  it('leaves main within five seconds of a cancel, and post does the rest', async () => {
    await using step = stepOn(hosts, {
      secrets,
      command: 'echo kept >{results}/kept.txt; echo begun; sleep 600',
    });
    let cancelled = 0;
    const { code } = await step.main((log, kill) => {
      if (cancelled > 0 || !log.includes('begun')) return;
      cancelled = performance.now();
      kill('SIGINT');
    });
    expect(performance.now() - cancelled).toBeLessThan(5000);
    expect(code).toBe(130);
    await endedByPost(step);
    expect(step.read('flambe-results/kept.txt')).toBe('kept\n');
  });

  it('lets two runs go on beside each other', async () => {
    await using one = stepOn(hosts, { secrets, command: 'sleep 2; cat $FLAMBE_SECRETS | wc -l' });
    await using two = stepOn(hosts, { secrets, command: 'sleep 1; echo two' });
    const [first, second] = await Promise.all([one.main(), two.main()]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(await one.post()).toMatchObject({ code: 0 });
    await endedByPost(two);
  });
});
