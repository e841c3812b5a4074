import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../aws/moto';
import { type Policy, readPolicy } from './calls';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';
/** A folder of providers, as `terraform providers mirror` makes it: Terraform's registry is not for tests. */
const plugins = process.env.FLAMBE_TEST_TERRAFORM_PLUGINS;

const provider = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const node = 'arn:aws:iam::123456789012:role/node';

interface Stack {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly roles: Readonly<
    Record<string, { readonly trust: Policy; readonly policies: Readonly<Record<string, Policy>> }>
  >;
}

/** Trust in jobs of these subjects, and in no others. */
function trustIn(...subjects: readonly string[]) {
  return [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: provider },
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: { 'token.actions.githubusercontent.com:sub': subjects },
      },
    },
  ];
}

describe('the CloudFormation template', () => {
  async function apply(parameters: Readonly<Record<string, string>>): Promise<Stack> {
    const { stdout } = await run(python, [
      join(import.meta.dirname, 'apply-cloudformation.py'),
      join(root, 'docs/aws/cloudformation.yaml'),
      ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
    ]);
    return JSON.parse(stdout);
  }

  it('makes a role for runs and one for the sweep, with their policies', async () => {
    const { status, outputs, roles } = await apply({
      ...{ Repository: 'org/repo', RepositoryWithIds: 'org@1/repo@2', OidcProviderArn: provider },
      ...{ RunsFrom: 'environment:gpu', InstanceRoleArn: node },
    });
    expect(status).toBe('CREATE_COMPLETE');
    expect(outputs).toEqual({
      RunRole: 'arn:aws:iam::123456789012:role/flambe-ci',
      SweepRole: 'arn:aws:iam::123456789012:role/flambe-sweep',
    });
    const { 'flambe-ci': runs, 'flambe-sweep': sweep } = roles;
    expect(runs?.trust.Statement).toEqual(
      trustIn('repo:org/repo:environment:gpu', 'repo:org@1/repo@2:environment:gpu'),
    );
    expect(sweep?.trust.Statement).toEqual(
      trustIn('repo:org/repo:ref:refs/heads/main', 'repo:org@1/repo@2:ref:refs/heads/main'),
    );
    expect(runs?.policies['flambe-action']).toEqual(readPolicy('run-policy.json'));
    expect(runs?.policies['flambe-action-instance-role']?.Statement).toEqual([passRole]);
    expect(sweep?.policies).toEqual({ 'flambe-action-sweep': readPolicy('sweep-policy.json') });
  }, 60_000);

  it('passes no role to instances, and trusts one form of the name, unless told more', async () => {
    const { roles } = await apply({ Repository: 'org/repo', OidcProviderArn: provider });
    expect(Object.keys(roles['flambe-ci']?.policies ?? {})).toEqual(['flambe-action']);
    const subject = 'repo:org/repo:ref:refs/heads/main';
    expect(roles['flambe-ci']?.trust.Statement).toEqual(trustIn(subject));
  }, 60_000);
});

const passRole = {
  Sid: 'GiveInstancesTheirRole',
  Effect: 'Allow',
  Action: ['iam:PassRole'],
  Resource: [node],
  Condition: {
    StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] },
  },
};

describe('the Terraform configuration', () => {
  it('is HCL, and takes the policies from the files that CloudFormation has them from', async () => {
    const script = 'import hcl2, json, sys; print(json.dumps(hcl2.load(open(sys.argv[1]))))';
    const { stdout } = await run(python, ['-c', script, join(root, 'docs/aws/terraform/main.tf')]);
    const { locals, resource } = JSON.parse(stdout);
    expect(JSON.stringify(locals)).toMatch(/run-policy\.json.*sweep-policy\.json/);
    expect(JSON.stringify(resource)).toContain('file(');
  });

  it.skipIf(!plugins)(
    'makes the provider and the roles, with their policies',
    async () => {
      await using moto = await startMoto();
      await using applied = await applyTerraform(moto, {
        ...{ repository: 'org/repo', repository_with_ids: 'org@1/repo@2' },
        ...{ runs_from: 'environment:gpu', instance_role_arn: node },
      });
      const made = new Map(applied.resources.map((one) => [one.address, one.values]));
      const text = (address: string, field: string) =>
        JSON.parse(made.get(address)?.[field] ?? 'null');
      expect(made.get('aws_iam_openid_connect_provider.github[0]')).toMatchObject({
        client_id_list: ['sts.amazonaws.com'],
        arn: provider,
      });
      expect(text('aws_iam_role.this["flambe-ci"]', 'assume_role_policy').Statement).toEqual(
        trustIn('repo:org/repo:environment:gpu', 'repo:org@1/repo@2:environment:gpu'),
      );
      expect(text('aws_iam_role.this["flambe-sweep"]', 'assume_role_policy').Statement).toEqual(
        trustIn('repo:org/repo:ref:refs/heads/main', 'repo:org@1/repo@2:ref:refs/heads/main'),
      );
      const policies = { 'flambe-ci': 'run-policy.json', 'flambe-sweep': 'sweep-policy.json' };
      for (const [role, file] of Object.entries(policies)) {
        expect(text(`aws_iam_role_policy.this["${role}"]`, 'policy')).toEqual(readPolicy(file));
      }
      expect(text('aws_iam_role_policy.instance_role[0]', 'policy').Statement).toEqual([passRole]);
    },
    120_000,
  );
});

interface Applied extends AsyncDisposable {
  readonly resources: readonly {
    readonly address: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
}

async function applyTerraform(
  moto: Moto,
  variables: Readonly<Record<string, string>>,
): Promise<Applied> {
  const dir = mkdtempSync(join(tmpdir(), 'terraform-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    cpSync(join(root, 'docs/aws'), dir, { recursive: true });
    const cwd = join(dir, 'terraform');
    const env = {
      PATH: process.env.PATH,
      HOME: dir,
      AWS_ENDPOINT_URL: moto.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      CHECKPOINT_DISABLE: 'true',
    };
    const terraform = (...args: string[]) => run('terraform', args, { cwd, env });
    await terraform('init', `-plugin-dir=${plugins}`);
    const given = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    await terraform('apply', '-auto-approve', ...given);
    const { stdout } = await terraform('show', '-json');
    const resources = JSON.parse(stdout).values.root_module.resources;
    return { resources, [Symbol.asyncDispose]: async () => remove() };
  } catch (error) {
    remove();
    throw error;
  }
}

it('the templates name resources in whatever partition the account is', () => {
  const template = readFileSync(join(root, 'docs/aws/cloudformation.yaml'), 'utf8');
  expect(template).not.toContain('arn:aws');
  expect(template).toContain('arn:${AWS::Partition}:ec2:');
  const terraform = readFileSync(join(root, 'docs/aws/terraform/main.tf'), 'utf8');
  expect(terraform).toContain('"arn:${data.aws_partition.current.partition}:"');
});

describe('the guide', () => {
  it('has the trust that the templates write, and explains every statement of the policies', () => {
    const guide = readFileSync(join(root, 'docs/aws-setup.md'), 'utf8');
    const [, trust = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(JSON.parse(trust).Statement).toEqual(
      trustIn('repo:org/repo:ref:refs/heads/main', 'repo:org@123/repo@456:ref:refs/heads/main'),
    );
    const named = [...guide.matchAll(/^\| (`[\w`, ]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    for (const name of ['run-policy.json', 'sweep-policy.json', 'flambe-clusters-policy.json']) {
      for (const { Sid } of readPolicy(name).Statement) expect(named).toContain(Sid);
    }
  });
});
