import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cluster, ClusterNode, Ephemeral } from '../../src/providers/provider';
import { connect, disconnect, type FirstContact } from '../../src/remote/fleet';
import type { SaidKeys } from '../../src/remote/said-keys';
import { Keys } from '../aws/keys';
import { type Hosts, startHosts } from '../hosts/hosts';

const withinAMinute = () => AbortSignal.timeout(60_000);
const keys = new Keys();
let hosts: Hosts;
let dir: string;
beforeAll(async () => {
  hosts = await startHosts(1);
});
afterAll(async () => {
  keys[Symbol.dispose]();
  await hosts[Symbol.asyncDispose]();
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'said-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Type and base64. */
function plain(key: string): string {
  return key.split(' ').slice(0, 2).join(' ');
}

/** A host that was given another key than it shows, and says these. */
async function come(
  said: readonly string[] | undefined,
  taken: Ephemeral['taken'] = new Map(),
): Promise<{ readonly contact: FirstContact; readonly asked: readonly string[] }> {
  const { host, port } = hosts.at(0);
  const node: ClusterNode = {
    ...{ name: 'orchestrator', role: 'orchestrator', host, privateHost: host, port },
    user: hosts.user,
  };
  const knownHostsFile = join(dir, 'given');
  writeFileSync(knownHostsFile, `[${host}]:${port} ${plain(keys.publicOf('other'))}\n`);
  const times = { bootWithin: 5, expiresAt: '2030-01-01T00:00:00Z', leaseSeconds: 600 };
  const ephemeral: Ephemeral = {
    ...{ ...times, jumpHosts: undefined, spot: false, taken, unarmed: new Set() },
    arming: { orchestrator: '', factory: '' },
  };
  const cluster: Cluster = {
    ...{ nodes: [node], jump: undefined, keyFile: hosts.keyFile, knownHostsFile, ephemeral },
  };
  const asked: string[] = [];
  const hostKeysSaid = async (names: readonly string[]): Promise<SaidKeys> => {
    asked.push(...names);
    return new Map(said && names.map((name) => [name, said]));
  };
  const told = { runId: 'lab-1', stateDir: dir, pinnedIn: 'what is known', onVerified: () => {} };
  try {
    const contact = await connect(cluster, { ...told, hostKeysSaid, signal: withinAMinute() });
    return { contact, asked };
  } catch (error) {
    throw Object.assign(error as Error, { asked });
  }
}

function ownKey(): string {
  return plain(hosts.at(0).hostKey);
}

describe('a machine that shows another host key than it was given', () => {
  it('is held to the one that it has said', async () => {
    const { contact, asked } = await come([plain(keys.publicOf('rsa')), ownKey()]);
    expect(contact.known.keys.orchestrator?.line).toBe(ownKey());
    expect(asked).toEqual(['orchestrator']);
    await disconnect(contact.fleet);
  });

  it('is refused when it has said none', async () => {
    await expect(come(undefined)).rejects.toThrow(/cloud-init has not run there/);
  });

  it('is refused when it has said others', async () => {
    await expect(come([plain(keys.publicOf('ed25519'))])).rejects.toThrow(
      /its console says others\. Somebody may be in between/,
    );
  });

  it('is refused when it has said the one that it was given, whatever else', async () => {
    const said = [plain(keys.publicOf('other')), ownKey()];
    await expect(come(said)).rejects.toThrow(/its console says others/);
  });

  it('is refused, and not asked, when it was taken from an earlier run', async () => {
    const refused = come([ownKey()], new Map([['orchestrator', '']]));
    await expect(refused).rejects.toMatchObject({ asked: [] });
    await expect(refused).rejects.toThrow(/Somebody may be in between/);
  });
});
