import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectionLost } from '../../src/remote/connection';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import { Machine } from '../../src/remote/machine';
import { connectHosts } from '../hosts/fleet';
import { type Hosts, startHosts } from '../hosts/hosts';
import { silentPort } from '../hosts/silent-port';

const withinAMinute = () => AbortSignal.timeout(60_000);

let hosts: Hosts;
let dir: string;
let fleet: Fleet;
beforeAll(async () => {
  hosts = await startHosts(1);
  dir = mkdtempSync(join(tmpdir(), 'machine-'));
  fleet = await connectHosts(hosts, dir, withinAMinute());
});
afterAll(async () => {
  await disconnect(fleet);
  await hosts[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});
afterEach(() => void vi.useRealTimers());

/** What is done over a connection that breaks each time, after so many seconds; the last one lasts. */
function breaking(afterSeconds: readonly number[]): Promise<string> {
  // The clock alone: waiting minutes shows nothing more.
  vi.useFakeTimers({ toFake: ['performance'] });
  const left = [...afterSeconds];
  return fleet.orchestrator.persist(async () => {
    const seconds = left.shift();
    if (seconds === undefined) return 'done';
    vi.advanceTimersByTime(seconds * 1000);
    throw new ConnectionLost('cut');
  }, withinAMinute());
}

describe('a machine whose connection breaks while something is done', () => {
  it('is asked again, however long ago the one before broke', async () => {
    expect(await breaking([60, 300, 300])).toBe('done');
  });

  it('is lost when each connection breaks again soon, for two minutes', async () => {
    const breaks = Array<number>(9).fill(29);
    await expect(breaking(breaks)).rejects.toThrow(/has not answered for 145 s: cut/);
  });
});

describe('a script', () => {
  it('has its arguments whatever they hold, and no login shell has read them', async () => {
    const args = ["it's", 'a\\\\b', '$HOME `id`', 'two\nlines', '', '!x #'];
    const script = `printf '%s|' "$@"; tr '\\0' ' ' </proc/$$/cmdline`;
    const { stdout } = await fleet.orchestrator.run(script, { args, signal: withinAMinute() });
    expect(stdout).toBe(`${args.join('|')}|sh -s `);
  });
});

describe('a machine that says nothing, behind another', () => {
  it('is waited for no longer than wanted, and not at all once it is left', async () => {
    await using silent = await silentPort();
    const { node } = fleet.orchestrator;
    const key = { type: 'ssh-ed25519', fingerprint: 'SHA256:never-seen' };
    const endpoint = { name: 'factory-1', ...silent, user: hosts.user, key };
    const route = { endpoint, through: fleet.orchestrator };
    const machine = new Machine(node, route, hosts.key, 'lab-1');
    const first = expect(machine.connect(withinAMinute())).rejects.toThrow('no longer talked to');
    const second = machine.connect(AbortSignal.timeout(200));
    await expect(second).rejects.toThrow('aborted due to timeout');
    await machine.close();
    await first;
  });
});
