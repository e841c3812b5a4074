import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn } from './action';

const run = promisify(execFile);

it('no key but the configured one is offered, whatever agent and configuration the user has', async () => {
  await using hosts = await startHosts(2, { sshd: ['LogLevel VERBOSE'] });
  const jump = hosts.at(1);
  await using user = await User.at(hosts);
  const cluster = {
    factories_ips: [],
    ssh_jump: `${hosts.user}@${jump.host}:${jump.port}`,
  };
  await using step = stepOn(hosts, { command: 'true' }, cluster, user.environment);
  step.write('large', 'x'.repeat(100_000));
  const { code, log } = await step.main();
  expect({ code, log }).toMatchObject({ code: 0 });
  expect(await step.post()).toMatchObject({ code: 0 });
  const configured = fingerprint(hosts.keyFile);
  for (const host of hosts.list) expect(offeredKeys(host.log)).toEqual([configured]);
  expect(user.wasRead).toBe(false);

  // The user's own ssh does otherwise, and that would have been seen.
  await user.logIn().catch(() => {});
  expect(offeredKeys(hosts.at(0).log)).toContain(fingerprint(user.agentKey));
  expect(offeredKeys(hosts.at(0).log)).toContain(fingerprint(user.otherKey));
  expect(user.wasRead).toBe(true);
});

/** Of every key that was tried, also in vain (sshd_config(5), `LogLevel VERBOSE`). */
function offeredKeys(log: string): readonly string[] {
  const tried = log.matchAll(/(?:Accepted|Failed|Postponed) (?:publickey|key) .*(SHA256:\S+)/g);
  return [...new Set([...tried].map(([, print]) => print as string))];
}

function fingerprint(keyFile: string): string {
  const [, print = ''] = execFileSync('ssh-keygen', ['-lf', keyFile], { encoding: 'utf8' }).split(
    ' ',
  );
  return print;
}

/** Who has another key in an agent, one more in `~/.ssh/config`, and trusts every host there. */
class User implements AsyncDisposable {
  readonly agentKey: string;
  readonly otherKey: string;
  readonly #hosts: Hosts;
  readonly #home: string;
  readonly #bin: string;
  readonly #socket: string;
  readonly #agent: ReturnType<typeof spawn>;

  static async at(hosts: Hosts): Promise<User> {
    const user = new User(hosts);
    await expect.poll(() => existsSync(user.#socket), { timeout: 10_000 }).toBe(true);
    await run('ssh-add', ['-q', user.agentKey], { env: user.environment });
    return user;
  }

  private constructor(hosts: Hosts) {
    this.#hosts = hosts;
    this.#home = join(hosts.dir, 'home');
    this.#bin = join(hosts.dir, 'bin');
    this.#socket = join(hosts.dir, 'agent');
    mkdirSync(join(this.#home, '.ssh'), { recursive: true });
    this.agentKey = this.#makeKey('in-agent');
    this.otherKey = this.#makeKey('id_ed25519');
    this.#writeConfig();
    this.#writeSsh();
    this.#agent = spawn('ssh-agent', ['-D', '-a', this.#socket], { stdio: 'ignore' });
  }

  get environment(): Readonly<Record<string, string>> {
    return { PATH: `${this.#bin}:${process.env.PATH}`, SSH_AUTH_SOCK: this.#socket };
  }

  /** Whether anything has read `~/.ssh/config`. */
  get wasRead(): boolean {
    return existsSync(join(this.#home, 'read'));
  }

  async logIn(): Promise<void> {
    const { host, port } = this.#hosts.at(0);
    const args = ['-o', 'BatchMode=yes', '-o', 'ProxyCommand=none', '-p', String(port), host];
    await run('ssh', [...args, 'true'], { env: this.environment });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.kill();
    if (this.#agent.exitCode === null && this.#agent.signalCode === null)
      await once(this.#agent, 'exit');
  }

  #makeKey(name: string): string {
    const file = join(this.#home, '.ssh', name);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    return file;
  }

  #writeConfig(): void {
    const lines = [
      `Match exec "touch ${join(this.#home, 'read')}"`,
      'Host *',
      `User ${this.#hosts.user}`,
      'ProxyCommand false',
      `IdentityFile ${this.otherKey}`,
      'StrictHostKeyChecking no',
      'UserKnownHostsFile /dev/null',
      'SendEnv *',
      'PermitLocalCommand yes',
      'LocalCommand false',
    ];
    writeFileSync(join(this.#home, '.ssh/config'), `${lines.join('\n')}\n`, { mode: 0o600 });
  }

  /** OpenSSH takes the home from the user database, whatever `$HOME` is. */
  #writeSsh(): void {
    const { username, uid, gid } = userInfo();
    const passwd = join(this.#hosts.dir, 'passwd');
    const own = `${username}:x:${uid}:${gid}::${this.#home}:/bin/sh\n`;
    writeFileSync(passwd, own + readFileSync('/etc/passwd', 'utf8'));
    const real = execFileSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).trim();
    const inside = `bwrap --bind / / --dev /dev --proc /proc --ro-bind '${passwd}' /etc/passwd --die-with-parent`;
    mkdirSync(this.#bin);
    writeFileSync(join(this.#bin, 'ssh'), `#!/bin/sh\nexec ${inside} '${real}' "$@"\n`, {
      mode: 0o755,
    });
  }
}
