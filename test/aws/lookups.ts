import { amis, type MotoAccount } from './moto';
import type { CloudOptions } from './options';
import { type Answer, type AwsRequest, json } from './protocol';

const canonical =
  /^\/aws\/service\/canonical\/ubuntu\/server\/(?:24\.04|noble)\/stable\/current\/(amd64|arm64)\/hvm\/ebs-gp3\/ami-id$/;

/** SSM: moto's, and Canonical's public parameters, which moto neither has nor takes. */
export async function parameterStore(account: MotoAccount, request: AwsRequest): Promise<Answer> {
  const { action, params, region, headers, body } = request;
  if (action === 'GetParameter') {
    const parameter = publicParameter(params.Name ?? '');
    if (parameter) return json(200, { Parameter: parameter });
  }
  if (action !== 'GetParameters') return account.send('ssm', region, headers, body);
  const names = JSON.parse(params.Names ?? '[]') as readonly string[];
  const found = names.flatMap((name) => publicParameter(name) ?? []);
  const others = names.filter((name) => !publicParameter(name));
  if (others.length === 0) return json(200, { Parameters: found, InvalidParameters: [] });
  const asked = JSON.stringify({ ...JSON.parse(body), Names: others });
  const answer = await account.send('ssm', region, headers, asked);
  if (answer.status !== 200) return answer;
  const own = JSON.parse(answer.body) as { Parameters: unknown[]; InvalidParameters: string[] };
  return json(200, { ...own, Parameters: [...found, ...own.Parameters] });
}

function publicParameter(name: string): Record<string, unknown> | undefined {
  const architecture = canonical.exec(name)?.[1] as keyof typeof amis | undefined;
  if (!architecture) return undefined;
  return {
    Name: name,
    Type: 'String',
    Value: amis[architecture],
    Version: 1,
    DataType: 'aws:ec2:image',
  };
}

/** Service Quotas: moto's, and the two of EC2 that count vCPUs. */
export async function serviceQuotas(
  account: MotoAccount,
  options: CloudOptions,
  { action, params, region, headers, body }: AwsRequest,
): Promise<Answer> {
  const values: Readonly<Record<string, number>> = {
    'L-1216C47A': options.vcpuQuota ?? 1000,
    'L-34B43A08': options.spotVcpuQuota ?? 1000,
  };
  const code = params.QuotaCode ?? '';
  const value = params.ServiceCode === 'ec2' ? values[code] : undefined;
  if (action !== 'GetServiceQuota' || value === undefined)
    return account.send('servicequotas', region, headers, body);
  return json(200, { Quota: { ServiceCode: 'ec2', QuotaCode: code, Value: value, Unit: 'None' } });
}
