import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatProblem, UserError } from '../../src/problem';
import type { ClusterNode } from '../../src/providers/provider';
import type { FirstContact } from '../../src/remote/fleet';
import { tellIPv4Inside } from '../../src/remote/inside-addresses';
import { Machine, type RunOptions } from '../../src/remote/machine';

/** What names are on each host, as the files and servers behind getent(1) would say it. */
const names = {
  orchestrator: { head: '127.0.1.1', one: '10.0.0.2', two: '10.0.0.3' },
  'factory-1': { head: '10.0.0.1', one: '127.0.1.1' },
};

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'hosts-file-'));
  for (const [host, known] of Object.entries(names)) {
    mkdirSync(join(dir, host));
    const cases = Object.entries(known).map(([name, address]) => {
      return `${name}) printf '%s STREAM ${name}\\n%s DGRAM\\n' ${address} ${address} ;;\n`;
    });
    const text = `#!/bin/sh\ncase $2 in\n${cases.join('')}*) exit 2 ;;\nesac\n`;
    writeFileSync(join(dir, host, 'getent'), text, { mode: 0o755 });
  }
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A host whose shell is this machine's, with names of its own. */
class Host extends Machine {
  override async run(script: string, { args = [] }: RunOptions) {
    const env = { ...process.env, PATH: `${join(dir, this.name)}:${process.env.PATH}` };
    const { status, stdout, stderr } = spawnSync('sh', ['-s', '--', ...args], {
      ...{ input: script, env, encoding: 'utf8' as const },
    });
    return { code: status ?? 1, stdout, stderr };
  }
}

async function told(...privateHosts: readonly string[]) {
  const machines = privateHosts.map((privateHost, i) => {
    const name = i === 0 ? 'orchestrator' : `factory-${i}`;
    const role = i === 0 ? 'orchestrator' : 'factory';
    const node: ClusterNode = { name, role, host: name, privateHost, port: 22, user: 'me' };
    return new Host(node, { endpoint: {} as never, through: undefined }, '', 'lab-1');
  });
  const [orchestrator, ...factories] = machines;
  const contact = { fleet: { orchestrator, factories, machines }, known: {} };
  const { known } = await tellIPv4Inside(
    contact as unknown as FirstContact,
    new AbortController().signal,
  );
  expect(machines.map(({ node }) => node)).toEqual(known.nodes);
  return known.nodes.map(({ privateHost }) => privateHost);
}

describe('the address by which nodes are told of each other for Ray', () => {
  it('is what another of them finds for the name that the user gave', async () => {
    expect(await told('head', 'one', 'two')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(await told('10.1.1.1', 'one')).toEqual(['10.1.1.1', '10.0.0.2']);
  });

  it('may be a loopback address that the user gave: such nodes are on one machine', async () => {
    expect(await told('127.7.0.1', '127.7.0.2')).toEqual(['127.7.0.1', '127.7.0.2']);
  });

  it('is asked for where there is none that Ray could use, for all of them at once', async () => {
    const refusal = await told('nowhere', 'head', 'fd00::1').catch((error) => error);
    expect(refusal).toBeInstanceOf(UserError);
    const fix = 'Give its private address in the cluster file as IPv4: [public, private].';
    expect((refusal as UserError).problems.map(formatProblem)).toEqual([
      `orchestrator (orchestrator): Ray wants an address that the other nodes reach: for factory-1 \`nowhere\` is no IPv4 address. ${fix}`,
      `factory-1 (factory-1): Ray wants an address that the other nodes reach: for orchestrator \`head\` is 127.0.1.1. ${fix}`,
      `factory-2 (factory-2): Ray wants an address that the other nodes reach: for orchestrator \`fd00::1\` is no IPv4 address. ${fix}`,
    ]);
  });
});
