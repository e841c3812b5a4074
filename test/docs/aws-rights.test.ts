import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionsOf, readPolicy, rightsOf } from './calls';

// The sweep has a role of its own, also when it is started by the command line.
const withoutSweep = ['src/run-sweep.ts'];

const ofRuns = rightsOf(['src/main.ts', 'src/post.ts', 'src/cli.ts'], withoutSweep);
// On buckets that nobody but the user can name.
const onBuckets = ofRuns.filter((right) => right.startsWith('s3:'));

const policies = {
  'run-policy.json': ofRuns.filter((right) => !onBuckets.includes(right)),
  'sweep-policy.json': rightsOf(['src/sweep.ts']),
} as const;

it('docs/aws-setup.md has the rights on buckets that users add themselves', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../docs/aws-setup.md'), 'utf8');
  const blocks = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);
  const policy = JSON.parse(blocks.find((json) => json.includes('s3:')) ?? '{}');
  expect(policy.Statement.map(({ Action }: { Action: string }) => Action)).toEqual(onBuckets);
});

describe.each(Object.keys(policies) as (keyof typeof policies)[])('docs/aws/%s', (name) => {
  const policy = readPolicy(name);

  it('allows the calls that the source makes, and no other', () => {
    expect(actionsOf(policy)).toEqual(policies[name]);
  });

  it('lets change only what carries our tag, or gets it in the same call', () => {
    const changing = policy.Statement.filter(({ Action }) =>
      Action.some((one) => !/:(Describe|Get)/.test(one)),
    );
    const loose = changing.filter(({ Condition }) => {
      const keys = Object.values(Condition ?? {}).flatMap(Object.keys);
      return !keys.some((key) =>
        /^(aws:(Resource|Request)Tag\/flambe-action:id|ec2:CreateAction)$/.test(key),
      );
    });
    // What is used to make something, and stays as it is.
    const used = ['LaunchFrom', 'MakeGroupInVpc'];
    expect(loose.map(({ Sid }) => Sid)).toEqual(name === 'run-policy.json' ? used : []);
  });

  it('allows tags only while making something, or on what is ours', () => {
    const tagging = policy.Statement.filter(({ Action }) => Action.includes('ec2:CreateTags'));
    for (const { Condition } of tagging) expect(Condition).toBeDefined();
    const made = tagging.flatMap(
      ({ Condition }) => Condition?.StringEquals?.['ec2:CreateAction'] ?? [],
    );
    for (const action of made) expect(actionsOf(policy)).toContain(`ec2:${action}`);
  });
});

describe('docs/aws/flambe-clusters-policy.json', () => {
  const { Statement } = readPolicy('flambe-clusters-policy.json');

  it('allows no call that runs do not make, and none that ends anything', () => {
    const allowed = Statement.flatMap(({ Action }) => Action);
    for (const action of allowed) expect(policies['run-policy.json']).toContain(action);
    expect(allowed.filter((action) => /Terminate|Delete/.test(action))).toEqual([]);
  });

  it('names instances that flambé has started alone', () => {
    for (const { Condition, Resource } of Statement) {
      expect(Condition?.StringEquals).toEqual({ 'aws:ResourceTag/Purpose': 'flambe' });
      expect(Resource).toEqual(['arn:aws:ec2:*:*:instance/*']);
    }
  });
});
