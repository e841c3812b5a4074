import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { stepOn } from './action';

describe('never a success, but an error that says what is known', () => {
  it('when the disk of the host is full at the end of the job', async () => {
    await using hosts = await startHosts(1, { homeSize: 2 << 20 });
    const command = 'echo begun; cat /dev/zero >fills-the-disk; true';
    await using step = stepOn(hosts, { command });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringMatching(/orchestrator .*disk of the host is full.* exit code 0/),
    });
    expect(step.read('flambe-results/job.log')).toContain('begun');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('when the disk is so full that the exit code cannot be written', async () => {
    await using hosts = await startHosts(1, { homeSize: 2 << 20 });
    // Without the room that was kept for it.
    const command = 'echo begun; rm ../job/exit.new; cat /dev/zero >fills-the-disk; true';
    await using step = stepOn(hosts, { command });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringMatching(/orchestrator .*disk of the host is full.*could not be written/),
    });
    expect(step.read('flambe-results/job.log')).toContain('begun');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it("when the job's own log fills the disk of the host", async () => {
    await using hosts = await startHosts(1, { homeSize: 2 << 20 });
    await using step = stepOn(hosts, { command: 'echo begun; yes; true' });
    const { code, log } = await step.main();
    expect({ code, log: log.slice(-5000) }).toMatchObject({
      code: 75,
      log: expect.stringMatching(/orchestrator .*disk of the host is full.* exit code 0/),
    });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('when the disk of a host has no room for the workdir', async () => {
    await using hosts = await startHosts(2, { only: { 1: { homeSize: 1 << 20 } } });
    await using step = stepOn(hosts, { command: 'true' });
    step.write('large', 'x'.repeat(3 << 20));
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringMatching(/factory-1.*No space left on device/),
    });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('when what watches over the job is killed, though the job itself ends well', async () => {
    await using hosts = await startHosts(1);
    const command = 'echo begun; kill -KILL "$(cat ../job/supervisor)"; sleep 1; echo over';
    await using step = stepOn(hosts, { command });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringContaining('The job is gone and left no exit code'),
    });
    // Who looks for what went wrong needs them now.
    expect(step.output('orchestrator-host')).toBe(hosts.at(0).host);
    expect(step.output('factory-hosts')).toBe('[]');
    expect(step.output('log-path')).toBe(join(step.workspace, 'flambe-results/job.log'));
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});

describe('a success stays one', () => {
  it('where df(1) knows of no room, and there is some', async () => {
    await using hosts = await startHosts(1);
    const { home } = hosts.at(0);
    mkdirSync(join(home, 'own'));
    // What a disk looks like of which root alone has the rest, to root, and many a FUSE mount.
    const says = ['Filesystem 1024-blocks Used Available Capacity Mounted', 'disk 9 9 0 100% /'];
    writeFileSync(join(home, 'own/df'), `#!/bin/sh\nprintf '%s\\n' '${says.join("' '")}'\n`, {
      mode: 0o755,
    });
    // Read by the shell that sshd starts for a command, where that is bash.
    writeFileSync(join(home, '.bashrc'), 'PATH=~/own:$PATH\n');
    await using step = stepOn(hosts, { command: 'true' });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
