import type { Ec2 } from './ec2';
import type { AwsError } from './faults';
import type { Instance, StateName } from './instances';
import { deleteKeyPair, describeKeyPairs, withFingerprints } from './key-pairs';
import {
  type Answer,
  type AwsRequest,
  ec2Answer,
  errorAnswer,
  type Filter,
  filters,
  list,
  withFilters,
} from './protocol';
import { cancelSpotInstanceRequests, describeSpotInstanceRequests } from './spot-requests';
import { type Element, parseXml } from './xml';

type Handler = (ec2: Ec2, request: AwsRequest) => Promise<Answer>;

/** Actions that AWS does otherwise than moto. */
export const stricter: Readonly<Record<string, Handler>> = {
  DescribeInstances: describeInstances,
  DescribeImages: describeImages,
  DescribeInstanceStatus: describeInstanceStatus,
  TerminateInstances: (ec2, request) => endInstances(ec2, request, 'terminate'),
  StopInstances: (ec2, request) => endInstances(ec2, request, 'stop'),
  StartInstances: startInstances,
  RebootInstances: rebootInstances,
  GetConsoleOutput: getConsoleOutput,
  DeleteSecurityGroup: deleteSecurityGroup,
  DescribeKeyPairs: describeKeyPairs,
  ImportKeyPair: withFingerprints,
  DeleteKeyPair: deleteKeyPair,
  DescribeInstanceTypeOfferings: describeOfferings,
  DescribeSpotInstanceRequests: describeSpotInstanceRequests,
  CancelSpotInstanceRequests: cancelSpotInstanceRequests,
};

/** Filters that moto does not know, or answers from its own idea of an instance's state. */
const ownFilters: Readonly<Record<string, (instance: Instance) => string>> = {
  'instance-state-name': ({ state }) => state,
  'instance-state-code': ({ stateCode }) => String(stateCode),
  'client-token': ({ launch }) => launch.clientToken,
  'instance-lifecycle': ({ launch }) => (launch.spot ? 'spot' : ''),
  'spot-instance-request-id': ({ launch }) => launch.spotRequestId ?? '',
};

async function describeInstances(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const asked = filters(params);
  const isOwn = ([name]: Filter) => ownFilters[name] !== undefined;
  const { MaxResults: size, NextToken: start = '0', ...others } = params;
  const forMoto = withFilters(
    others,
    asked.filter((filter) => !isOwn(filter)),
  );
  const all = list(params, 'InstanceId').length > 0 ? {} : { MaxResults: '1000' };
  const answer = await ec2.moto(region, { ...forMoto, ...all });
  if (answer.status !== 200) return answer;
  const root = parseXml(answer.body);
  const fits = (item: Element) => {
    const instance = ec2.instance(item.at('instanceId'));
    if (!instance || instance.isHidden) return false;
    return asked.filter(isOwn).every(([name, values]) => {
      return values.includes(ownFilters[name]?.(instance) ?? '');
    });
  };
  const set = root.child('reservationSet');
  const first = Number(start);
  const most = ec2.options.pageSize ?? Number.POSITIVE_INFINITY;
  const last = first + Math.min(Number(size ?? Number.POSITIVE_INFINITY), most);
  let count = 0;
  // AWS counts instances, and parts a reservation between two pages.
  const isOnPage = () => {
    count += 1;
    return count > first && count <= last;
  };
  for (const reservation of set?.children ?? []) {
    const instances = reservation.child('instancesSet');
    if (instances) instances.children = instances.children.filter(fits).filter(isOnPage);
  }
  const filled = (set?.children ?? []).filter((one) => one.child('instancesSet')?.children.length);
  if (set) set.children = filled;
  root.children = root.children.filter(({ name }) => name !== 'nextToken');
  if (last < count) root.set('nextToken', String(last));
  return { ...answer, body: String(root) };
}

async function describeImages(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const answer = await ec2.moto(region, params);
  if (answer.status !== 200) return answer;
  const root = parseXml(answer.body);
  const { platformDetails = 'Linux/UNIX' } = ec2.options;
  for (const item of root.child('imagesSet')?.children ?? []) {
    item.set('platformDetails', platformDetails);
  }
  return { ...answer, body: String(root) };
}

async function describeInstanceStatus(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const isHealth = ([name]: Filter) => /^(instance|system)-status\.status$/.test(name);
  const asked = filters(params).filter(isHealth);
  const forMoto = withFilters(
    params,
    filters(params).filter((filter) => !isHealth(filter)),
  );
  const answer = await ec2.moto(region, { ...forMoto, IncludeAllInstances: 'true' });
  if (answer.status !== 200) return answer;
  const root = parseXml(answer.body);
  const set = root.child('instanceStatusSet');
  const isAskedHealth = params['Filter.1.Name'] === 'instance-status.status';
  if (!set) return answer;
  set.children = set.children.filter((item) => {
    const instance = ec2.instance(item.at('instanceId'));
    const isShown = params.IncludeAllInstances === 'true' || instance?.state === 'running';
    if (!instance || instance.isHidden || !isShown) return false;
    const health = instance.state === 'running' ? instance.health : 'not-applicable';
    // moto does not know this filter, and answers with all.
    if (isAskedHealth && health !== params['Filter.1.Value.1']) return false;
    for (const part of ['instanceStatus', 'systemStatus']) {
      item.child(part)?.set('status', health);
      const [reachability] = item.child(part)?.child('details')?.children ?? [];
      if (health !== 'impaired' || !instance.impairedSince) continue;
      reachability?.set('status', 'failed');
      reachability?.set('impairedSince', instance.impairedSince.toISOString());
    }
    return asked.every(([, values]) => values.includes(health));
  });
  return { ...answer, body: String(root) };
}

async function endInstances(ec2: Ec2, request: AwsRequest, how: 'terminate' | 'stop') {
  const instances = named(ec2, request);
  const before = new Map(instances.map((one) => [one, one.state]));
  const code = 'Client.UserInitiatedShutdown';
  const reason = { code, message: `${code}: User initiated shutdown` };
  await Promise.all(instances.map((one) => ec2.end(one, how, reason)));
  return changes(request.action, instances, before);
}

async function startInstances(ec2: Ec2, request: AwsRequest): Promise<Answer> {
  const instances = named(ec2, request);
  const wrong = instances.find(({ state }) => !['stopped', 'running', 'pending'].includes(state));
  if (wrong)
    return errorAnswer('ec2', {
      status: 400,
      code: 'IncorrectInstanceState',
      message: `The instance '${wrong.id}' is not in a state from which it can be started.`,
    });
  const before = new Map(instances.map((one) => [one, one.state]));
  await ec2.moto(request.region, request.params);
  for (const instance of instances.filter(({ state }) => state === 'stopped')) {
    instance.start();
    ec2.machines?.changed(instance, 'started');
  }
  return changes(request.action, instances, before);
}

async function rebootInstances(ec2: Ec2, request: AwsRequest): Promise<Answer> {
  for (const instance of named(ec2, request)) ec2.machines?.changed(instance, 'rebooted');
  return ec2Answer(request.action, '<return>true</return>');
}

function named(ec2: Ec2, { params }: AwsRequest): readonly Instance[] {
  return list(params, 'InstanceId').flatMap((id) => ec2.instance(id) ?? []);
}

function changes(
  action: string,
  instances: readonly Instance[],
  before: ReadonlyMap<Instance, StateName>,
): Answer {
  const items = instances.map((instance) => {
    const current = `<code>${instance.stateCode}</code><name>${instance.state}</name>`;
    const previous = `<name>${before.get(instance)}</name>`;
    return `<item><instanceId>${instance.id}</instanceId><currentState>${current}</currentState><previousState>${previous}</previousState></item>`;
  });
  return ec2Answer(action, `<instancesSet>${items.join('')}</instancesSet>`);
}

async function getConsoleOutput(ec2: Ec2, { region, action, params }: AwsRequest): Promise<Answer> {
  const id = params.InstanceId ?? '';
  const { launch, launchedAt = 0 } = ec2.instance(id) ?? {};
  const type = await ec2.look(
    region,
    'DescribeInstanceTypes',
    'InstanceType.1',
    launch?.type ?? '',
  );
  const isLive = params.Latest === 'true';
  if (isLive && type?.at('hypervisor') !== 'nitro') return errorAnswer('ec2', notOnNitro);
  const isPosted = Date.now() >= launchedAt + (ec2.options.postedMs ?? 0);
  const said = isLive || isPosted ? await ec2.machines?.consoleOf(id) : undefined;
  // AWS keeps the last 64 kB.
  const output = Buffer.from(said ?? '').subarray(-65_536);
  const content = `<instanceId>${id}</instanceId><timestamp>${new Date().toISOString()}</timestamp>`;
  return ec2Answer(action, `${content}<output>${output.toString('base64')}</output>`);
}

const notOnNitro: AwsError = {
  status: 400,
  code: 'UnsupportedOperation',
  message:
    'This instance type does not support retrieving the latest console logs. Only Nitro-based instances support it.',
};

async function deleteSecurityGroup(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const id = params.GroupId ?? '';
  const isUsed = ec2.live(region).some(({ launch }) => launch.groupIds.includes(id));
  if (!isUsed) return ec2.moto(region, params);
  return errorAnswer('ec2', {
    status: 400,
    code: 'DependencyViolation',
    message: `resource ${id} has a dependent object`,
  });
}

/** Without what the test says that a zone does not offer. */
async function describeOfferings(ec2: Ec2, { region, params }: AwsRequest): Promise<Answer> {
  const answer = await ec2.moto(region, params);
  if (answer.status !== 200) return answer;
  const root = parseXml(answer.body);
  const set = root.child('instanceTypeOfferingSet');
  const isOffered = (item: Element) => {
    const [type, zone] = [item.at('instanceType'), item.at('location')];
    return !ec2.options.unsupported?.some((one) => one.type === type && one.zone === zone);
  };
  if (set) set.children = set.children.filter(isOffered);
  return { ...answer, body: String(root) };
}
