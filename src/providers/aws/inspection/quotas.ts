import type { AwsClusterFile } from '../../../inputs/cluster-file';
import { type AwsAccess, clientDefaults } from '../clients';
import { errorKind } from '../errors';
import { insisting } from '../insisting';
import { type AccountFindings, throwIfNoAccess } from './findings';
import type { TypesFacts } from './instance-types';

/** Codes of Service Quotas for the vCPUs of all instances of a family together: on demand, spot. */
const codes = {
  standard: ['L-1216C47A', 'L-34B43A08'],
  g: ['L-DB2E81BA', 'L-3819A6DF'],
  p: ['L-417A185B', 'L-7212CCBC'],
  p5: ['L-417A185B', 'L-C4BD4855'],
  // Nobody says clearly under which quota their spot instances are.
  newerP: ['L-417A185B', undefined],
  x: ['L-7295265B', 'L-E3A00192'],
  f: ['L-74FC7D96', 'L-88CF9481'],
  inf: ['L-1945791B', 'L-B5D1601B'],
  trn: ['L-2C3B7624', 'L-6B0D517C'],
  dl: ['L-6E869C2A', 'L-85EED4F7'],
} as const;

/** Families that share a quota (EC2 User Guide, "Amazon EC2 On-Demand Instances quotas"). */
const families: readonly (readonly [RegExp, keyof typeof codes])[] = [
  [/^(g|gr|vt)\d/, 'g'],
  [/^p[234]/, 'p'],
  [/^p5/, 'p5'],
  [/^p\d/, 'newerP'],
  [/^x\d/, 'x'],
  [/^f\d/, 'f'],
  [/^inf\d/, 'inf'],
  [/^trn\d/, 'trn'],
  [/^dl\d/, 'dl'],
  [/^[acdhimrtz]\d|^(im|is)\d/, 'standard'],
];

/** Service Quotas' code of the vCPUs of this type; undefined where it is not known here. */
export function quotaCode(type: string, spot: boolean): string | undefined {
  const [, family] = families.find(([pattern]) => pattern.test(type)) ?? [];
  return family && codes[family][spot ? 1 : 0];
}

interface Need {
  readonly code: string;
  readonly vcpus: number;
  readonly fields: readonly string[];
}

/** vCPUs that are asked for under each quota: for factories of the first type, as tried first. */
export function quotaNeeds(
  { orchestratorType, factoriesTypes, minFactories, spot }: AwsClusterFile,
  types: TypesFacts,
): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (field: string, type: string, count: number, isSpot: boolean) => {
    const code = quotaCode(type, isSpot);
    const vcpus = count * (types.get(type)?.vcpus ?? 0);
    if (code === undefined || vcpus === 0) return;
    const { vcpus: before = 0, fields = [] } = needs.get(code) ?? {};
    needs.set(code, { code, vcpus: before + vcpus, fields: [...fields, field] });
  };
  add('orchestrator_type', orchestratorType, 1, false);
  add('factories_type', factoriesTypes[0], minFactories, spot !== false);
  return [...needs.values()];
}

/** Compares what is asked for with the quotas, where the role may read them; what runs already is not counted. */
export async function checkQuotas(
  access: AwsAccess,
  cluster: AwsClusterFile,
  types: TypesFacts,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<void> {
  const needs = quotaNeeds(cluster, types);
  if (needs.length === 0) return;
  const { GetServiceQuotaCommand, ServiceQuotasClient } = await import(
    '@aws-sdk/client-service-quotas'
  );
  const quotas = insisting(new ServiceQuotasClient({ ...access, ...clientDefaults }));
  const checked = needs.map(async ({ code, vcpus, fields }) => {
    const request = new GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: code });
    const { Quota } = await quotas.send(request, { abortSignal });
    const limit = Quota?.Value;
    if (limit === undefined || vcpus <= limit) return;
    const field = fields.join(', ');
    const message = `${vcpus} vCPUs are asked for, and the quota of this account is ${limit} (${code}).`;
    const fix = `Ask for more: https://${access.region}.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/${code}`;
    // Other types, or on demand, may be under another quota.
    const more = fields.includes('factories_type') && hasFallback(cluster);
    if (more) findings.warn({ field, message, fix });
    else findings.lacks({ field, message, fix });
  });
  for (const result of await Promise.allSettled(checked)) {
    if (result.status === 'fulfilled') continue;
    throwIfNoAccess(result.reason);
    const why = errorKind(result.reason) === 'denied' ? 'this role may not' : 'AWS gave no answer';
    findings.infos.push(`The vCPU quota was not read: ${why} (servicequotas:GetServiceQuota).`);
  }
}

function hasFallback({ factoriesTypes, spot }: AwsClusterFile): boolean {
  return factoriesTypes.length > 1 || spot === 'prefer';
}
