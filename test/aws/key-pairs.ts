import { createHash } from 'node:crypto';
import type { Ec2 } from './ec2';
import { notAllowed } from './faults';
import {
  type Answer,
  type AwsRequest,
  ec2Answer,
  errorAnswer,
  filters,
  list,
  withFilters,
} from './protocol';
import { parseXml } from './xml';

/** moto does not find key pairs by id. */
export async function describeKeyPairs(ec2: Ec2, request: AwsRequest): Promise<Answer> {
  const ids = list(request.params, 'KeyPairId');
  if (ids.length === 0) return withFingerprints(ec2, request);
  const others = Object.entries(request.params).filter(([name]) => !name.startsWith('KeyPairId.'));
  const asked = [...filters(request.params), ['key-pair-id', ids] as const];
  const params = withFilters(Object.fromEntries(others), asked);
  const answer = await withFingerprints(ec2, { ...request, params });
  const found = parseXml(answer.body).all('keyPairId');
  if (found.length === ids.length) return answer;
  return errorAnswer('ec2', {
    status: 400,
    code: 'InvalidKeyPair.NotFound',
    message: `The key pair ID '${ids.join(', ')}' does not exist`,
  });
}

/** moto's fingerprint of an ed25519 key is neither AWS's nor OpenSSH's. */
export async function withFingerprints(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const answer = await ec2.moto(region, { ...params, IncludePublicKey: 'true' });
  if (answer.status !== 200) return answer;
  const root = parseXml(answer.body);
  const material = Buffer.from(params.PublicKeyMaterial ?? '', 'base64').toString();
  for (const item of [root, ...root.all('item')]) {
    const [type, blob = ''] = (item.at('publicKey') || material).split(' ');
    if (type !== 'ssh-ed25519' || !item.child('keyFingerprint')) continue;
    const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
    item.set('keyFingerprint', digest);
  }
  return { ...answer, body: String(root) };
}

/** By its id moto deletes nothing. */
export async function deleteKeyPair(
  ec2: Ec2,
  { action, region, params }: AwsRequest,
): Promise<Answer> {
  const id = params.KeyPairId;
  const all = parseXml((await ec2.moto(region, { Action: 'DescribeKeyPairs' })).body);
  const item = all.all('item').find((one) => one.at('keyPairId') === id);
  const name = params.KeyName ?? item?.at('keyName');
  const isThere = all.all('keyName').some(({ text }) => text === name);
  if (ec2.options.byTag && !isThere) return errorAnswer('ec2', notAllowed);
  if (name) await ec2.moto(region, { Action: action, KeyName: name });
  return ec2Answer(action, '<return>true</return>');
}
