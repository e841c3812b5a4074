import { randomUUID } from 'node:crypto';
import { countOf, type Demand } from './capacity';
import type { Ec2 } from './ec2';
import type { AwsError } from './faults';
import type { Launch } from './instances';
import type { CloudOptions } from './options';
import {
  type Answer,
  type AwsRequest,
  ec2Answer,
  errorAnswer,
  numbered,
  tagsFor,
} from './protocol';
import { type Element, parseXml } from './xml';

/** RunInstances as AWS does it: once per ClientToken, up to MaxCount, within capacity and quota. */
export class RunInstances {
  readonly #byToken = new Map<string, { readonly params: string; answer: Promise<Answer> }>();

  constructor(
    private readonly ec2: Ec2,
    private readonly options: CloudOptions,
  ) {}

  async answer(request: AwsRequest): Promise<Answer> {
    const { ClientToken: token, ...others } = request.params;
    if (!token) return this.#run(request);
    const params = JSON.stringify(Object.entries(others).sort());
    const earlier = this.#byToken.get(token);
    // One that moto has failed with 500 has started nothing.
    const first = await earlier?.answer.catch(() => undefined);
    if (earlier && first?.status === 200) {
      if (earlier.params !== params) return errorAnswer('ec2', idempotentParameterMismatch);
      return this.#again(request, first);
    }
    const answer = this.#run(request);
    this.#byToken.set(token, { params, answer });
    return answer;
  }

  /** The instances of the first call, in the state they are in by now. */
  async #again(request: AwsRequest, first: Answer): Promise<Answer> {
    const items = parseXml(first.body).child('instancesSet')?.children ?? [];
    const ids = items.map((item) => item.at('instanceId'));
    const found = await this.ec2.moto(request.region, {
      Action: 'DescribeInstances',
      ...numbered('InstanceId', ids),
    });
    const isOver = (id: string) => this.ec2.instance(id)?.state === 'terminated';
    if (ids.every(isOver)) return errorAnswer('ec2', idempotentInstanceTerminated);
    const reservation = parseXml(found.body).child('reservationSet')?.child('item');
    return ec2Answer('RunInstances', (reservation?.children ?? []).join(''));
  }

  async #run(request: AwsRequest): Promise<Answer> {
    const { region, params } = request;
    const demand = await this.#demand(request);
    if ('code' in demand) return errorAnswer('ec2', demand);
    const count = countOf(demand, this.ec2.live(region), this.options);
    if (typeof count !== 'number') return errorAnswer('ec2', count);
    const counts = { MinCount: String(count), MaxCount: String(count) };
    const disks = this.#imageDisks(params);
    const answer = await this.ec2.moto(region, { ...params, ...disks, ...counts });
    if (answer.status !== 200) return answer;
    const items = parseXml(answer.body).child('instancesSet')?.children ?? [];
    const launches = items.map((item) => launchOf(item, request, demand));
    const interfaces = launches.flatMap(({ networkInterfaceIds }) => networkInterfaceIds);
    await this.#tag(request, 'network-interface', interfaces);
    for (const launch of launches) this.ec2.add(launch);
    return answer;
  }

  /** What the image brings, and the call does not say anew. */
  #imageDisks(params: AwsRequest['params']): Readonly<Record<string, string>> {
    const named = (index: number) => params[`BlockDeviceMapping.${index}.DeviceName`];
    let next = 1;
    while (named(next) !== undefined) next++;
    const said = Array.from({ length: next - 1 }, (_, index) => named(index + 1));
    const others = this.options.imageDisks?.filter(({ device }) => !said.includes(device)) ?? [];
    const words = others.flatMap(({ device, gb, type }, index) => {
      const mapping = `BlockDeviceMapping.${next + index}`;
      return [
        [`${mapping}.DeviceName`, device],
        [`${mapping}.Ebs.VolumeSize`, String(gb)],
        [`${mapping}.Ebs.VolumeType`, type],
        [`${mapping}.Ebs.DeleteOnTermination`, 'false'],
      ];
    });
    return Object.fromEntries(words);
  }

  /** What AWS looks up, and refuses, before it starts anything. */
  async #demand({ region, params }: AwsRequest): Promise<Demand | AwsError> {
    const type = params.InstanceType ?? '';
    const subnetId = params.SubnetId ?? params['NetworkInterface.1.SubnetId'] ?? '';
    const [min, max] = [Number(params.MinCount), Number(params.MaxCount)];
    if (!(min >= 1 && max >= min)) return invalid(`MinCount ${min}, MaxCount ${max}`);
    if (Buffer.from(params.UserData ?? '', 'base64').length > 16_384)
      return invalid('User data is limited to 16384 bytes');
    const [typeItem, subnet, image] = await Promise.all([
      this.ec2.look(region, 'DescribeInstanceTypes', 'InstanceType.1', type),
      this.ec2.look(region, 'DescribeSubnets', 'SubnetId.1', subnetId),
      this.ec2.look(region, 'DescribeImages', 'ImageId.1', params.ImageId ?? ''),
    ]);
    if (!typeItem) return invalid(`Invalid value '${type}' for InstanceType.`);
    const mismatch = architectureMismatch(typeItem, image);
    if (mismatch) return mismatch;
    return {
      type,
      vcpus: Number(typeItem.at('vCpuInfo', 'defaultVCpus')),
      subnetId,
      zone: subnet?.at('availabilityZone') ?? `${region}a`,
      spot: params['InstanceMarketOptions.MarketType'] === 'spot',
      min,
      max,
    };
  }

  /** Gives the tags of the call, which moto forgets. */
  async #tag({ region, params }: AwsRequest, kind: string, ids: readonly string[]): Promise<void> {
    const tags = tagsFor(params, kind);
    if (tags.length === 0) return;
    const words = tags.flatMap(([key, value], index) => [
      [`Tag.${index + 1}.Key`, key],
      [`Tag.${index + 1}.Value`, value],
    ]);
    await this.ec2.moto(region, {
      Action: 'CreateTags',
      ...numbered('ResourceId', ids),
      ...Object.fromEntries(words),
    });
  }
}

function launchOf(item: Element, { region, params }: AwsRequest, demand: Demand): Launch {
  const interfaces = item.child('networkInterfaceSet')?.children ?? [];
  const groups = item.child('groupSet')?.children ?? [];
  return {
    ...demand,
    id: item.at('instanceId'),
    region,
    imageId: params.ImageId ?? '',
    groupIds: groups.map((group) => group.at('groupId')),
    networkInterfaceIds: interfaces.map((one) => one.at('networkInterfaceId')),
    privateAddress: item.at('privateIpAddress'),
    clientToken: params.ClientToken ?? '',
    keyName: params.KeyName,
    userData: Buffer.from(params.UserData ?? '', 'base64').toString(),
    shutdownBehavior: params.InstanceInitiatedShutdownBehavior ?? 'stop',
    httpTokens: params['MetadataOptions.HttpTokens'] === 'required' ? 'required' : 'optional',
    spotRequestId: demand.spot ? `sir-${randomUUID().slice(0, 8)}` : undefined,
    spotRequestTags: tagsFor(params, 'spot-instances-request'),
  };
}

/** An image that does not exist is moto's to refuse. */
function architectureMismatch(type: Element, image: Element | undefined): AwsError | undefined {
  const wanted = image?.at('architecture');
  const supported = type.child('processorInfo')?.child('supportedArchitectures')?.children ?? [];
  const names = supported.map(({ text }) => text);
  if (!wanted || names.includes(wanted)) return undefined;
  return invalid(
    `The architecture '${names.join(',')}' of the specified instance type does not match the architecture '${wanted}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.`,
  );
}

const idempotentParameterMismatch: AwsError = {
  status: 400,
  code: 'IdempotentParameterMismatch',
  message:
    'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
};

const idempotentInstanceTerminated: AwsError = {
  status: 400,
  code: 'IdempotentInstanceTerminated',
  message:
    'The request uses the same client token as a previous request for which the instance has been terminated.',
};

function invalid(message: string): AwsError {
  return { status: 400, code: 'InvalidParameterValue', message };
}
