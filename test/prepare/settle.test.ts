import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layout } from '../../src/plan/layout';
import { settle } from '../../src/prepare/settle';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import { connectHosts } from '../hosts/fleet';
import { type Hosts, startHosts } from '../hosts/hosts';

const withinAMinute = () => AbortSignal.timeout(60_000);
const id = 'lab-1';

let hosts: Hosts;
let dir: string;
let fleet: Fleet;
beforeEach(async () => {
  hosts = await startHosts(1);
  dir = mkdtempSync(join(tmpdir(), 'settle-'));
  fleet = await connectHosts(hosts, dir, withinAMinute());
});
afterEach(async () => {
  await disconnect(fleet);
  await hosts[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

describe("the cluster's own key", () => {
  it('is admitted by one line, restricted, whatever a shell that has begun to talk says', async () => {
    const { home, homeInside } = hosts.at(0);
    const file = join(home, '.ssh/authorized_keys');
    const before = readFileSync(file, 'utf8');
    writeFileSync(join(home, '.bashrc'), 'echo Welcome; trap "echo Good bye" EXIT\n');
    const runDir = join(homeInside, '.flambe-action', id);
    const places = layout(runDir, join(runDir, 'memory'));
    const settlement = {
      ...{ id, layout: places, files: new Map(), secretsBytes: 10, signal: withinAMinute() },
      ...{ startedAt: '2026-11-27T09:00:00.000Z', undo: '' },
    };
    const { kept } = await settle(fleet, settlement);
    expect(kept).toBeUndefined();
    const after = readFileSync(file, 'utf8');
    expect(after.endsWith(before)).toBe(true);
    const added = after.slice(0, after.length - before.length);
    expect(added).toMatch(
      /^command="exec sh '[^'\n]+enter\.sh' lab-1",no-agent-forwarding,no-X11-forwarding ssh-ed25519 \S+ flambe-action:lab-1\n$/,
    );
  });
});
