import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/providers/provider';
import { RecordFile, type RunRecord } from '../../src/teardown/record';
import { tearDown } from '../../src/teardown/teardown';
import { emptyRecord, localCluster, planFor } from '../providers/trial';

const dir = mkdtempSync(join(tmpdir(), 'staying-'));
afterAll(() => rmSync(dir, { recursive: true }));

const provider: Provider = {
  acquire: () => Promise.reject(new Error('Nothing is acquired here.')),
  endsMachines: true,
  keep: async () => [],
  release: async () => [],
  find: async () => [],
};

/** What is told of a machine of EC2 that stays. */
async function told(record: Partial<RunRecord>, stateStays: boolean): Promise<string> {
  const name = 'orchestrator';
  const hosts = { host: '192.0.2.1', privateHost: '10.0.0.1' };
  const node = { name, role: name, ...hosts, port: 22, user: 'me' } as const;
  const file = RecordFile.create(join(dir, 'run'), {
    ...emptyRecord(planFor(localCluster(0)), 'aws'),
    teardown: 'never',
    hosts: { nodes: [node], jump: undefined, keys: {}, inside: [] },
    remote: { runDir: '/home/me/run', memoryDir: '/dev/shm/run' },
    ...record,
  });
  const lines: string[] = [];
  const info = (line: string) => lines.push(line);
  const { signal } = new AbortController();
  const down = 'flambe-action down lab-1';
  const warning = () => {};
  const left = await tearDown({
    file,
    keyFile: undefined,
    noKey: '',
    provider,
    down,
    stateStays,
    hidden: [],
    signal,
    info,
    warning,
  });
  return [...lines, ...left.map(({ what }) => `left: ${what}`)].join('\n');
}

const identity = { role: undefined, stsRegion: '', audience: '', sessionName: undefined };
const aws = { region: 'us-east-1', identity: { ...identity, durationSeconds: 3600 } };
const ownKey = { aws, keyFile: join(dir, 'run/run_key') };
const ownGroup = { aws: { ...aws, securityGroup: 'flambe-action-lab' }, keyFile: '/home/me/key' };

describe('machines that stay for a look', () => {
  it.each([
    ['their key goes with the runner', ownKey, /give `key_name` and `ssh-private-key`/],
    ['they let in the runner alone', ownGroup, /name one that lets you in/],
  ])('are not said to let anybody in when %s', async (_, record, words) => {
    const lines = await told(record, false);
    expect(lines).toMatch(/^Nobody can log in to them: /m);
    expect(lines).toMatch(words);
    expect(lines).not.toContain('look at it by');
  });

  it.each([
    ['this machine keeps their key', ownKey, true],
    ['the user has their key', { aws, keyFile: '/home/me/key' }, false],
  ])('are named with the way in when %s', async (_, record, stateStays) => {
    const lines = await told(record, stateStays);
    expect(lines).toContain(`look at it by \`ssh -i ${record.keyFile} `);
    expect(lines).not.toContain('Nobody can log in');
  });

  it('are named without a key that ssh would not take as it is', async () => {
    const record = { aws, keyFile: '/home/me/key', keyMended: true };
    expect(await told(record, false)).toMatch(/look at it by `ssh -p 22 /);
  });

  it('are not looked for where one has ended itself', async () => {
    const lines = await told({ aws, keyFile: '/home/me/key', ended: ['orchestrator'] }, false);
    expect(lines).not.toMatch(/look at it by|^left: /m);
  });
});
