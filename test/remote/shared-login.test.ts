import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runningProcesses } from '../../src/providers/local/processes';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import { upload } from '../../src/remote/rsync';
import { connectHosts } from '../hosts/fleet';
import { hostProcess } from '../hosts/host-process';
import { type Hosts, startHosts } from '../hosts/hosts';

const withinAMinute = () => AbortSignal.timeout(60_000);

let hosts: Hosts;
let dir: string;
let before: readonly number[];
let fleet: Fleet;
beforeAll(async () => {
  hosts = await startHosts(2);
});
afterAll(() => hosts[Symbol.asyncDispose]());
beforeEach(async () => {
  // A socket of a path this long could not be made (unix(7)).
  dir = mkdtempSync(join(tmpdir(), `${'long-'.repeat(20)}-`));
  before = logins();
  fleet = await connectHosts(hosts, dir, withinAMinute());
});
afterEach(async () => {
  await disconnect(fleet);
  rmSync(dir, { recursive: true, force: true });
});

function logins(): readonly number[] {
  return hosts.list.map(({ log }) => log.match(/^Accepted publickey /gm)?.length ?? 0);
}

function loginsSince(): readonly number[] {
  return logins().map((now, i) => now - (before[i] ?? 0));
}

async function send(text: string): Promise<readonly string[]> {
  const source = join(dir, 'file');
  writeFileSync(source, text);
  const { sshConfigFile } = fleet;
  await Promise.all(
    fleet.machines.map((machine) =>
      upload(source, 'sent', { machine, sshConfigFile, signal: withinAMinute() }),
    ),
  );
  return hosts.list.map(({ home }) => readFileSync(join(home, 'sent'), 'utf8'));
}

/** OpenSSH's own, here, that have to do with these machines. */
function sshProcesses(): readonly string[] {
  return runningProcesses()
    .filter(({ pid }) => workingFolder(pid) === dir)
    .map((process) => hostProcess(process).command[0] ?? '');
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

describe('the login by which a host was verified', () => {
  it('is the one by which files are sent', async () => {
    expect(await send('once')).toEqual(['once', 'once']);
    // That one, and the connection that commands go over.
    expect(loginsSince()).toEqual([2, 2]);
  });

  it('is made anew when it is gone', async () => {
    for (const login of fleet.logins) login.kill();
    await Promise.all(fleet.logins.map(({ ended }) => ended));
    expect(await send('again')).toEqual(['again', 'again']);
    expect(loginsSince()).toEqual([3, 3]);
  });

  it('ends with the others, and leaves no way in', async () => {
    const sockets = fleet.machines.map(({ name }) => join(dir, `${name}.socket`));
    expect(sockets.map(existsSync)).toEqual([true, true]);
    expect(sshProcesses()).toEqual(['ssh', 'ssh']);
    await disconnect(fleet);
    expect(sockets.map(existsSync)).toEqual([false, false]);
    await expect.poll(sshProcesses, { timeout: 10_000 }).toEqual([]);
  });
});
