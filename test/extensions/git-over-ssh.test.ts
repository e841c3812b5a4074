import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { asOwner, packageOf, pushTo } from './repositories';
import { User } from './user';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(1);
  const trees = { trunk: packageOf('ext', 'trunk'), 'feature/x': packageOf('ext', 'feature/x') };
  pushTo(join(hosts.at(0).home, 'user/repo.git'), trees);
});
afterAll(() => hosts[Symbol.asyncDispose]());

const version = 'ext/__init__.py';

/** A user whose `~/.ssh/config` of sorts says where github.com is. */
function sshUser({ keyFile = 'none', agent = true, known = true } = {}): User {
  const user = new User();
  const { host, port } = hosts.at(0);
  const pinned = known ? hosts.at(0).knownHostsLine() : '';
  const [config, knownHosts] = [join(user.home, 'ssh_config'), join(user.home, 'known_hosts')];
  writeFileSync(knownHosts, pinned);
  writeFileSync(
    config,
    [
      `Host github.com\n  HostName ${host}\n  Port ${port}`,
      `Host *\n  UserKnownHostsFile ${knownHosts}\n  GlobalKnownHostsFile /dev/null`,
      `  IdentityFile ${keyFile}${agent ? '' : '\n  IdentityAgent none'}\n`,
    ].join('\n'),
  );
  user.configure(`[core]\n\tsshCommand = ssh -F ${config}\n`);
  return user;
}

/** The user's agent, which holds the key that opens the host. */
async function startAgent(user: User): Promise<void> {
  const socket = join(user.root, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  onTestFinished(async () => {
    agent.kill();
    if (agent.exitCode === null && agent.signalCode === null) await once(agent, 'exit');
  });
  for (let tries = 0; !existsSync(socket) && tries < 200; tries++) await delay(25);
  vi.stubEnv('SSH_AUTH_SOCK', socket);
  execFileSync('ssh-add', ['-q', hosts.keyFile]);
}

describe('an extension from a repository over SSH', () => {
  it.each([
    ['ssh://USER@github.com:user/repo.git', 'trunk'],
    ['USER@github.com:user/repo.git', 'trunk'],
    ['ssh://USER@github.com:user/repo.git/tree/feature/x', 'feature/x'],
    ['ssh://USER@HOST:PORT/HOME/user/repo.git', 'trunk'],
  ])("comes by the user's agent: %s", async (form, text) => {
    const { host, port, homeInside } = hosts.at(0);
    const source = form
      .replace('USER', hosts.user)
      .replace('HOST', host)
      .replace('PORT', String(port))
      .replace('/HOME', homeInside);
    const user = sshUser();
    await startAgent(user);
    expect(await user.brought(source, version)).toBe(`version = '${text}'\n`);
  });

  it("comes by the key that the user's ssh uses", async () => {
    const user = sshUser({ keyFile: hosts.keyFile, agent: false });
    const source = `ssh://${hosts.user}@github.com:user/repo.git`;
    expect(await user.brought(source, version)).toBe("version = 'trunk'\n");
  });

  it('comes by the ssh that the workspace names, as actions/checkout leaves it', async () => {
    const user = sshUser({ keyFile: hosts.keyFile, agent: false });
    const command = asOwner(user.home, 'config', '--file', '.gitconfig', 'core.sshCommand');
    user.configure('');
    await user.checkout(['core.sshCommand', command]);
    const source = `ssh://${hosts.user}@github.com:user/repo.git`;
    expect(await user.brought(source, version)).toBe("version = 'trunk'\n");
  });

  it('comes for an https address that url.insteadOf leads to SSH', async () => {
    const user = sshUser({ keyFile: hosts.keyFile, agent: false });
    const own = [
      'url.SSH.insteadOf'.replace('SSH', `${hosts.user}@github.com:`),
      'https://github.com/',
    ];
    asOwner(user.home, 'config', '--file', '.gitconfig', ...own);
    expect(await user.brought('https://github.com/user/repo.git', version)).toBe(
      "version = 'trunk'\n",
    );
  });

  it('is refused without a key', async () => {
    const user = sshUser({ agent: false });
    const [problem] = await user.refusal({ ext: `ssh://${hosts.user}@github.com:user/repo.git` });
    expect(problem).toContain('Permission denied (publickey)');
    expect(problem).toContain('may read it (docs/extensions.md)');
  });

  it('is refused at once, without a question, by a key with a passphrase', async () => {
    const user = sshUser({ keyFile: '~/locked', agent: false });
    const file = join(user.home, 'locked');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'a passphrase', '-f', file]);
    const config = join(user.home, '.gitconfig');
    const command = asOwner(user.home, 'config', '--file', config, 'core.sshCommand');
    asOwner(user.home, 'config', '--file', config, 'core.sshCommand', `${command} -i ${file}`);
    // Would ask in a window, and wait.
    vi.stubEnv('SSH_ASKPASS', '/bin/cat');
    vi.stubEnv('DISPLAY', ':0');
    const [problem] = await user.refusal({ ext: `ssh://${hosts.user}@github.com:user/repo.git` });
    expect(problem).toContain('Permission denied');
  });

  it('is refused at once, without a question, by a host that is not pinned', async () => {
    const user = sshUser({ keyFile: hosts.keyFile, agent: false, known: false });
    const [problem] = await user.refusal({ ext: `ssh://${hosts.user}@github.com:user/repo.git` });
    expect(problem).toContain('Host key verification failed');
    expect(problem).toContain('Add the host to known_hosts');
  });

  it('is refused when there is no such repository', async () => {
    const user = sshUser({ keyFile: hosts.keyFile, agent: false });
    const [problem] = await user.refusal({ ext: `${hosts.user}@github.com:user/none.git` });
    expect(problem).toContain('github.com/user/none.git cannot be read; git says: ');
    expect(problem).toContain('does not appear to be a git repository');
  });
});
