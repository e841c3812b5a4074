import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layout } from '../../src/plan/layout';
import { fetchByNode } from '../../src/prepare/fetch-s3';
import { Machine } from '../../src/remote/machine';
import { type Moto, startMoto } from '../aws/moto';
import { type Hosts, startHosts } from '../hosts/hosts';
import { CuttingProxy } from '../resources/cutting-proxy';

const runDir = '/tmp/run';
const Bucket = 'resources-of-nodes';
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
// flambé's environment has boto3, too.
const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';

let moto: Moto;
let proxy: CuttingProxy;
let hosts: Hosts;
let machine: Machine;
beforeAll(async () => {
  [moto, hosts] = await Promise.all([startMoto(), startHosts(1)]);
  proxy = await CuttingProxy.start(moto.url);
  const s3 = new S3Client({
    ...{ endpoint: moto.url, region: 'us-east-1', credentials, forcePathStyle: true },
  });
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of [
    "odd 'name' ö.txt",
    'folder/',
    'folder/a.txt',
    'folder/sub/b.txt',
    'bad/../x',
    'cut.txt',
  ]) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  }
  s3.destroy();
  const { name, host, port, hostKey } = hosts.at(0);
  const [type = '', blob = ''] = hostKey.split(' ');
  const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  const key = { type, fingerprint: `SHA256:${hash.replace(/=+$/, '')}` };
  const node = {
    name,
    role: 'orchestrator',
    host,
    privateHost: host,
    port,
    user: hosts.user,
  } as const;
  const endpoint = { name, host, port, user: hosts.user, key };
  machine = new Machine(node, { endpoint, through: undefined }, hosts.key, 'run');
  // In place of the rights of an instance profile, which moto does not look at.
  const rights = `AWS_ENDPOINT_URL_S3=${proxy.url} AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=y`;
  await onNode('mkdir "$1" && printf "export %s\\n" "$2" >"$1/environment.sh"', runDir, rights);
});
afterAll(async () => {
  await machine?.close();
  await hosts?.[Symbol.asyncDispose]();
  await proxy?.[Symbol.asyncDispose]();
  await moto?.[Symbol.asyncDispose]();
});

/** What a script prints there. */
async function onNode(script: string, ...args: string[]): Promise<string> {
  const options = { args, signal: AbortSignal.timeout(20_000) };
  return (await machine.check('set the scene', script, options)).stdout;
}

describe('resources in S3 that a node reads by its own rights', () => {
  it('come to it as files and folders; what cannot be had is told, each by itself', async () => {
    const address = (key: string) => `s3://${Bucket}/${key}`;
    const path = (name: string) => join(runDir, 'resources', name);
    proxy.cutAfter(
      '/cut.txt',
      Array.from({ length: 20 }, () => 3),
    );
    const [odd, folder, gone, bad, cut] = [
      { address: address("odd 'name' ö.txt"), path: path("a 'b'__odd 'name' ö.txt") },
      { address: address('folder'), path: path('f__folder') },
      { address: address('nothing'), path: path('g__nothing') },
      { address: address('bad/'), path: path('h__bad') },
      { address: address('cut.txt'), path: path('i__cut.txt') },
    ] as const;
    const told: string[] = [];
    const failed = await fetchByNode(machine, [odd, gone, cut, folder, bad], {
      ...{ python, signal: AbortSignal.timeout(60_000) },
      layout: layout(runDir, '/dev/shm/none', 'run.yaml'),
      onBytes: ({ address }, done, total) => void told.push(`${address} ${done}/${total}`),
    });
    expect(await onNode('cat "$1"', odd.path)).toBe("odd 'name' ö.txt");
    expect(await onNode('cat "$1"/sub/b.txt', folder.path)).toBe('folder/sub/b.txt');
    expect([...failed]).toEqual([
      [gone, 'there is no such object, and none below it'],
      [cut, expect.stringContaining('Max Retries Exceeded')],
      [bad, 'it holds an object whose key is no path of a file'],
    ]);
    expect(told).toContain(`${folder.address} 28/28`);
  });
});
