import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn } from './action';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(2);
});
afterAll(() => hosts[Symbol.asyncDispose]());

const command = 'ssh -F $FLAMBE_SSH_CONFIG factory-1 true';

describe('a host key', () => {
  it('is found by a hashed name', async () => {
    await using step = stepOn(hosts, { command, 'ssh-known-hosts': hashed(hosts.knownHosts) });
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it("is found in the runner's own known_hosts when the input is empty", async () => {
    await using step = stepOn(hosts, { command, 'ssh-known-hosts': '' });
    mkdirSync(join(step.dir, '.ssh'));
    writeFileSync(join(step.dir, '.ssh/known_hosts'), hosts.knownHosts);
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('that is revoked ends the run before anything is sent', async () => {
    const [type, key] = hosts.at(1).hostKey.split(' ');
    const pinned = `${hosts.knownHosts}@revoked * ${type} ${key}\n`;
    await using step = stepOn(hosts, { command, 'ssh-known-hosts': pinned });
    expect(await step.main()).toMatchObject({
      code: 69,
      log: expect.stringMatching(/factory-1 .*is revoked in/),
    });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('is trusted by the signature of an authority', async () => {
    await using signed = await startHosts(2, { authority: true });
    expect(signed.knownHosts).toContain('@cert-authority');
    await using step = stepOn(signed, { command });
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('that is not the pinned one ends the run before anything is sent', async () => {
    await using changed = await startHosts(2);
    const pinned = changed.knownHosts;
    await changed.at(1).changeHostKey();
    await using step = stepOn(changed, { command, 'ssh-known-hosts': pinned });
    expect(await step.main()).toMatchObject({
      code: 69,
      log: expect.stringMatching(/factory-1 .*pins another/),
    });
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(changed.at(1).log).not.toContain('Accepted');
  });

  it('is not what a jump host says that it is', async () => {
    const banner = `/tmp/banner-${randomUUID()}`;
    await using reached = await startHosts(2, { only: { 1: { sshd: [`Banner ${banner}`] } } });
    const jump = reached.at(1);
    const file = jump.outside(banner) ?? banner;
    const shown = ['Server host key: ssh-ed25519 SHA256:AAAA', 'Entering interactive session.'];
    writeFileSync(file, shown.map((line) => `debug1: ${line}\n`).join(''));
    try {
      const ssh_jump = `${reached.user}@${jump.host}:${jump.port}`;
      await using step = stepOn(reached, { command: 'true' }, { factories_ips: [], ssh_jump });
      expect(await step.main()).toMatchObject({ code: 69 });
      expect(await step.post()).toMatchObject({ code: 0 });
    } finally {
      rmSync(file);
    }
  });

  it('that changes during the run is trusted by no other node', async () => {
    await using changing = await startHosts(2);
    await using step = stepOn(changing, {
      command: `echo ready; until [ -e ../go ]; do sleep 0.1; done; ${command} || echo "refused: $?"`,
    });
    const changeKey = async () => {
      await changing.at(1).changeHostKey();
      const runDir = join(changing.at(0).home, '.flambe-action', step.output('cluster-id') ?? '');
      writeFileSync(join(runDir, 'go'), '');
    };
    let changed: Promise<void> | undefined;
    const { log } = await step.main((text) => {
      if (text.includes('ready')) changed ??= changeKey();
    });
    await changed;
    expect(log).toContain('Host key verification failed');
    expect(log).toContain('refused: 255');
    // Nor by teardown, which says what it could not reach.
    expect(await step.post()).toMatchObject({ code: 1, log: expect.stringContaining('factory-1') });
  });
});

function hashed(lines: string): string {
  const file = join(hosts.dir, 'hashed');
  writeFileSync(file, lines);
  execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^\|1\|/);
  return text;
}
