import { type Tags, tagNames } from '../../plan/tags';
import type { AwsRecord, RunRecord } from '../../teardown/record';
import { aliveStates } from './alive-states';
import { asking } from './asking';
import type { Ec2Clients } from './clients';
import { type Ec2Instance, taggedInstances } from './instances';
import { ownName } from './key-pair';

/** Records of runs that have machines at AWS, by nothing but what their tags say. */
export async function findAws(
  { ec2 }: Ec2Clients,
  { id = '*' }: { readonly id?: string },
  aws: AwsRecord,
): Promise<readonly RunRecord[]> {
  const { signal } = new AbortController();
  const instances = await asking('ec2:DescribeInstances', signal, () =>
    taggedInstances(ec2, 'id', [id], aliveStates),
  );
  const runs = Map.groupBy(instances, (instance) => tagsOf(instance)[tagNames.id] ?? '');
  return [...runs].map(([found, of]) => recordOf(found, of, aws));
}

function recordOf(id: string, of: readonly Ec2Instance[], aws: AwsRecord): RunRecord {
  const [first] = of;
  const tags = first ? tagsOf(first) : {};
  return {
    version: 1,
    id,
    name: tags['Cluster-Name'] ?? '',
    run: tags[tagNames.run] ?? '',
    provider: 'aws',
    startedAt: first?.LaunchTime?.toISOString() ?? '',
    expiresAt: tags[tagNames.expiresAt] ?? '',
    teardown: 'always',
    keyFile: undefined,
    resultsPath: '',
    results: [],
    // Where it has none of its own, there is nothing of these names.
    aws: {
      ...{ ...aws, keyPair: ownName(id), securityGroup: ownName(id) },
      instances: of.map(({ InstanceId }) => InstanceId),
    },
  };
}

function tagsOf({ Tags = [] }: Ec2Instance): Tags {
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
