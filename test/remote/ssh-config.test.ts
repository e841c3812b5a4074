import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ClusterNode } from '../../src/providers/provider';
import { nodeSshConfig, runnerSshConfig } from '../../src/remote/ssh-config';

const dir = mkdtempSync(join(tmpdir(), 'ssh-config-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Where OpenSSH goes to, by this configuration. */
function goesTo(name: string, config: string): string | undefined {
  const file = join(dir, 'config');
  writeFileSync(file, config);
  const said = execFileSync('ssh', ['-G', '-F', file, name], { encoding: 'utf8' });
  return /^hostname (.*)$/m.exec(said)?.[1];
}

it('leads to a node by the name that the user gave, also where an address stands for it by now', () => {
  const node: ClusterNode = {
    ...{ name: 'factory-1', role: 'factory', host: '203.0.113.1', privateHost: '10.0.0.1' },
    ...{ privateName: 'worker.internal', port: 2222, user: 'me' },
  };
  const files = { keyFile: join(dir, 'key'), knownHostsFile: join(dir, 'known_hosts') };
  const config = nodeSshConfig({ nodes: [node], ...files });
  for (const name of ['factory-1', '203.0.113.1', '10.0.0.1', 'worker.internal']) {
    expect(goesTo(name, config)).toBe('10.0.0.1');
  }
});

describe('an address with a zone', () => {
  const address = 'fe80::1%eth0';
  const node: ClusterNode = {
    ...{ name: 'orchestrator', role: 'orchestrator', host: address, privateHost: address },
    ...{ port: 22, user: 'me' },
  };
  const files = { keyFile: join(dir, 'key'), knownHostsFile: join(dir, 'known_hosts') };

  it('is the same for OpenSSH, here and on a node', () => {
    const jump = { host: 'fe80::2%eth1', port: 22, user: 'me' };
    const inside = new Set<string>();
    const here = runnerSshConfig({ nodes: [node], jump, inside, pinnedBy: 'run', ...files });
    expect(goesTo('orchestrator', here)).toBe(address);
    expect(goesTo('jump', here)).toBe(jump.host);
    expect(goesTo('orchestrator', nodeSshConfig({ nodes: [node], ...files }))).toBe(address);
  });
});
