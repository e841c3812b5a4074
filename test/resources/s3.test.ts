import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../aws/moto';
import { CuttingProxy } from './cutting-proxy';
import { failureOf, Machine, someBytes } from './setting';

const credentials = async () => ({ accessKeyId: 'AKIATEST', secretAccessKey: 'secret' });
const Bucket = 'resources-of-tests';
const small = someBytes(1000);
const body = someBytes(6 * 1024 * 1024);

let moto: Moto;
let proxy: CuttingProxy;
let s3: S3Client;
let machine: Machine;
beforeAll(async () => {
  moto = await startMoto();
  proxy = await CuttingProxy.start(moto.url);
  process.env.AWS_ENDPOINT_URL_S3 = proxy.url;
  s3 = new S3Client({ region: 'us-east-1', credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [Key, Body] of [
    ['data/words.txt', small],
    ['data/large', body],
    ['folder/', Buffer.alloc(0)],
    ['folder/a.txt', small],
    ["folder/sub/ö (1) '2'.txt", small],
    ['folder-2/no.txt', small],
    ['bad/a/../../../escape', small],
  ] as const) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }
});
afterAll(async () => {
  delete process.env.AWS_ENDPOINT_URL_S3;
  s3?.destroy();
  await proxy?.[Symbol.asyncDispose]();
  await moto?.[Symbol.asyncDispose]();
});
beforeEach(() => {
  machine = new Machine();
  machine.s3 = { region: 'us-east-1', credentials };
});
afterEach(() => machine[Symbol.dispose]());

describe('a resource in S3 that this machine reads', () => {
  it('comes as a file under its own name, and is kept', async () => {
    const it = { it: `s3://${Bucket}/data/words.txt` };
    const file = (await machine.bring(it)).get('it') ?? '';
    expect(file).toMatch(/\/words\.txt$/);
    expect(readFileSync(file)).toEqual(small);
    await machine.bring(it);
    expect(machine.infos.at(-1)).toContain('1.0 kB, kept from before');
  });

  it.each(['folder', 'folder/'])('comes as a folder where it is a prefix: %s', async (prefix) => {
    const folder = (await machine.bring({ it: `s3://${Bucket}/${prefix}` })).get('it') ?? '';
    expect(folder).toMatch(/\/folder$/);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
      'a.txt',
      'sub',
      "sub/ö (1) '2'.txt",
    ]);
    expect(readFileSync(join(folder, "sub/ö (1) '2'.txt"))).toEqual(small);
  });

  it('goes on where the connection was cut', async () => {
    proxy.cutAfter('/data/large', [undefined, 2_000_000, 1_000_000]);
    const file = (await machine.bring({ it: `s3://${Bucket}/data/large` })).get('it') ?? '';
    expect(readFileSync(file).equals(body)).toBe(true);
    expect(proxy.ranges.at(-1)).toMatch(/^bytes=[1-9]/);
  });

  it('of several parts has an ETag that is no checksum of it', async () => {
    const Key = 'parts';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = { Bucket, Key, UploadId, PartNumber: 1 };
    const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: body }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
    const file = (await machine.bring({ it: `s3://${Bucket}/parts` })).get('it') ?? '';
    expect(readFileSync(file).equals(body)).toBe(true);
  });

  it('is refused when other bytes arrive than its checksum says', async () => {
    proxy.spoil('/data/words.txt');
    const error = await failureOf(machine.bring({ it: `s3://${Bucket}/data/words.txt` }));
    proxy.spoil(undefined);
    expect(error.message).toContain('checksum');
  });

  it.each([
    [`s3://${Bucket}/data/nothing`, 'has no such object, and none below it'],
    ['s3://no-such-bucket-here/x', 'no bucket `no-such-bucket-here` is known'],
    [`s3://${Bucket}/bad`, 'an object whose key is no path of a file'],
  ])('is told when it cannot be had: %s', async (address, words) => {
    const error = await failureOf(machine.look({ it: address }));
    expect(error.problems).toMatchObject([{ file: 'run.yaml', line: 4, field: 'resources.it' }]);
    expect(error.message).toContain(words);
  });

  it('is told when these credentials may not read it', async () => {
    // From here on moto looks who asks.
    await fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: '0' });
    const error = await failureOf(machine.look({ it: `s3://${Bucket}/data/words.txt` }));
    await fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: 'inf' });
    expect(error.message).toMatch(/may not be read \(\w+: .*\)\. Allow `s3:GetObject` on it/);
  });
});
