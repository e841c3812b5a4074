import { describe, expect, it } from 'vitest';
import { embeddedCluster } from '../../src/inputs/cluster-file';
import { Findings } from '../../src/inputs/findings';
import type { InputName, RawInputs } from '../../src/inputs/raw-inputs';
import { readAws } from '../../src/inputs/read-aws';
import { readClusterFile } from '../../src/inputs/read-cluster-file';
import { goodInputs, goodRunnable, textOf, User } from './user';

const role = 'arn:aws:iam::123456789012:role/team/flambe-ci';
const file = `!AWSCluster
name: lab
factories_num: 1
factories_type: g4dn.xlarge
orchestrator_type: m6i.large
subnet_id: subnet-1
security_group: sg-1
creator: me
`;

interface Said {
  readonly values?: Partial<Record<InputName, string>>;
  /** region_name in the cluster file. */
  readonly named?: string;
  /** AWS_REGION. */
  readonly awsRegion?: string;
  readonly form?: RawInputs['form'];
}

/** What is read for an `!AWSCluster` and what is wrong with it. */
function read({ values = {}, named, awsRegion, form = 'action' }: Said) {
  const context = { cwd: '/', home: '/', awsRegion };
  const text = named === undefined ? file : `${file}region_name: ${named}\n`;
  const { cluster } = readClusterFile(Buffer.from(text), 'aws.yaml', context);
  const findings = new Findings();
  const given = Object.entries(values) as [InputName, string][];
  const raw = { form, values: new Map(given) };
  const { aws } = readAws(raw, cluster, false, context, findings);
  return { aws, problems: findings.problems, text: textOf(findings.problems) };
}

describe('who a run is at AWS', () => {
  it('is the standard chain in the region of the cluster when nothing is said', () => {
    expect(read({ named: 'eu-central-1' })).toMatchObject({
      problems: [],
      aws: {
        region: 'eu-central-1',
        identity: {
          role: undefined,
          stsRegion: 'eu-central-1',
          audience: 'sts.amazonaws.com',
          sessionName: undefined,
          durationSeconds: 3600,
        },
      },
    });
  });

  it('is what the inputs say', () => {
    const values = {
      'role-to-assume': ` ${role}\n`,
      'aws-region': 'us-gov-west-1',
      audience: 'sts.amazonaws.com.cn',
      'role-session-name': 'a+=,.@-_9',
      'role-duration-seconds': '43200',
    };
    expect(read({ values })).toMatchObject({
      problems: [],
      aws: {
        region: 'us-gov-west-1',
        identity: {
          role,
          stsRegion: 'us-gov-west-1',
          audience: 'sts.amazonaws.com.cn',
          sessionName: 'a+=,.@-_9',
          durationSeconds: 43_200,
        },
      },
    });
  });
});

describe('the regions', () => {
  const [named, given, env] = ['eu-central-1', 'us-east-1', 'ap-south-1'] as const;
  it.each([
    { named, given, awsRegion: env, region: named, stsRegion: given },
    { named, awsRegion: env, region: named, stsRegion: env },
    { named, given, region: named, stsRegion: given },
    { named, region: named, stsRegion: named },
    { given, awsRegion: env, region: given, stsRegion: given },
    { given, region: given, stsRegion: given },
    { awsRegion: env, region: env, stsRegion: env },
    // Of the European Sovereign Cloud.
    { named: 'eusc-de-east-1', region: 'eusc-de-east-1', stsRegion: 'eusc-de-east-1' },
    { given: 'eusc-de-east-1', region: 'eusc-de-east-1', stsRegion: 'eusc-de-east-1' },
  ])(
    'of $named (file), $given (aws-region), $awsRegion (AWS_REGION) are $region and $stsRegion',
    ({ region, stsRegion, given, ...said }) => {
      const { aws, problems } = read({ ...said, values: given ? { 'aws-region': given } : {} });
      expect(problems).toEqual([]);
      expect(aws?.region).toBe(region);
      expect(aws?.identity.stsRegion).toBe(stsRegion);
    },
  );

  it('are missing, by the name of the input and of the field', () => {
    const { aws, text } = read({});
    expect(aws).toBeUndefined();
    expect(text).toMatch(/^aws-region: No region is known.*`region_name`/);
    expect(read({ form: 'command-line' }).text).toMatch(/^--aws-region: /);
  });

  it('are refused with the name of the variable when that of the environment is none', () => {
    const { text } = read({ named: 'eu-central-1', awsRegion: 'Frankfurt' });
    expect(text).toMatch(/^AWS_REGION: `Frankfurt`.*`eu-central-1`/);
  });

  it('of the environment may be anything where aws-region is given', () => {
    const values = { 'aws-region': 'us-east-1' };
    expect(read({ values, awsRegion: 'Frankfurt' })).toMatchObject({
      problems: [],
      aws: { region: 'us-east-1' },
    });
  });

  it('that are misspelled are told as misspelled, not as missing', () => {
    const { text, problems } = read({ values: { 'aws-region': 'frankfurt' } });
    expect(problems).toHaveLength(1);
    expect(text).toMatch(/^aws-region: `frankfurt` was given/);
  });
});

describe('what is wrong', () => {
  const wrong = {
    'role-to-assume': 'flambe-ci',
    'aws-region': 'us_east_1',
    audience: 'two words',
    'role-session-name': 'a/b',
    'role-duration-seconds': '899',
  } as const;

  it('is told all at once, each by the name of its input', () => {
    const { problems } = read({ values: wrong, named: 'eu-central-1' });
    expect(problems.map(({ field }) => field)).toEqual(Object.keys(wrong));
    for (const { message } of problems) expect(message).toContain('accepted is ');
  });

  it.each([
    ['role-to-assume', 'arn:aws:iam::12345678901:role/ci'],
    ['role-to-assume', 'arn:aws:iam::123456789012:user/ci'],
    ['role-to-assume', 'arn:aws:iam::123456789012:role/'],
    ['role-session-name', 'a'],
    ['role-session-name', 'a'.repeat(65)],
    ['role-duration-seconds', '43201'],
    ['role-duration-seconds', '1h'],
    ['role-duration-seconds', '3600.5'],
    ['role-duration-seconds', '-3600'],
  ] as const)('is %s: %s', (name, value) => {
    const { problems } = read({ values: { [name]: value }, named: 'eu-central-1' });
    expect(problems.map(({ field }) => field)).toEqual([name]);
  });

  it('is told together with what is wrong elsewhere, and as a missing region', () => {
    using user = new User({ 'run.yaml': goodRunnable, 'aws.yaml': file });
    const said = {
      ...goodInputs,
      cluster: 'aws.yaml',
      'role-to-assume': 'ci',
      'ssh-known-hosts': 'what',
    };
    const fields = user.problemsWith(said).map(({ field }) => field);
    expect(fields).toEqual(['ssh-known-hosts (line 1)', 'role-to-assume', 'aws-region']);
  });
});

describe('a cluster that is no !AWSCluster', () => {
  const readLocal = (values: Partial<Record<InputName, string>>, readsS3 = false) => {
    const findings = new Findings();
    const given = Object.entries(values) as [InputName, string][];
    const raw = { form: 'action', values: new Map(given) } as const;
    const context = { cwd: '/', home: '/' };
    return { ...readAws(raw, embeddedCluster, readsS3, context, findings), findings };
  };

  it('has no identity at AWS, and needs no region', () => {
    const { aws, findings } = readLocal({});
    expect(aws).toBeUndefined();
    expect(findings.problems).toEqual([]);
  });

  it('has one for resources in S3 that this machine reads', () => {
    const { aws, s3, findings } = readLocal({ 'role-to-assume': role }, true);
    expect(aws).toBeUndefined();
    expect(s3).toMatchObject({ region: 'us-east-1', identity: { role } });
    expect(findings.problems).toEqual([]);
  });

  it('may be given a role, as a matrix of clusters does: it is not used', () => {
    const { aws, findings } = readLocal({ 'role-to-assume': role });
    expect(aws).toBeUndefined();
    expect(findings.problems).toEqual([]);
  });

  it('has what is given checked all the same', () => {
    const { findings } = readLocal({ 'role-to-assume': 'ci' });
    expect(findings.problems.map(({ field }) => field)).toEqual(['role-to-assume']);
  });
});
