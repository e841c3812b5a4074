import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectionLost } from '../../src/remote/connection';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import { connectHosts } from '../hosts/fleet';
import { type Hosts, startHosts } from '../hosts/hosts';

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
