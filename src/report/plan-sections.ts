import { formatDollars } from '../plan/cost';
import type { Right } from '../plan/rights';
import { formatBytes, formatCount, formatDuration } from './format';
import type { AwsPlanFacts, PlanFacts, PlannedMachines } from './plan-facts';

export interface PlanSection {
  readonly title: string;
  /** What it is, and what is said of it; plain text. */
  readonly rows: readonly (readonly [string, string])[];
}

/** A plan as sections of rows, for a terminal and for a web page alike. */
export function planSections(facts: PlanFacts): readonly PlanSection[] {
  const { aws } = facts;
  const sections = [
    { title: 'Job', rows: jobRows(facts) },
    ...(aws ? awsSections(aws) : [{ title: 'Nodes', rows: nodeRows(facts) }]),
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

export function planTitle({ name, nodes, cluster, aws }: PlanFacts): string {
  const kind = { aws: `on EC2 in ${aws?.region}`, ssh: 'on hosts that are there', local: 'here' };
  return `${name} would run on ${formatCount(nodes.length, 'node')} ${kind[cluster]}`;
}

function jobRows(facts: PlanFacts): PlanSection['rows'] {
  const { command, workdir, maxRuntimeSeconds, setupCmds } = facts;
  return [
    ['command', command],
    ...(workdir ? [['workdir', carried(workdir)] as const] : []),
    ['max-runtime', formatDuration(maxRuntimeSeconds)],
    ...setupCmds.map((line) => ['on every node first', line] as const),
  ];
}

function carried({ path, files, bytes }: NonNullable<PlanFacts['workdir']>): string {
  return `${path}: ${formatCount(files, 'file')}, ${formatBytes(bytes)} to every node`;
}

function nodeRows({ nodes }: PlanFacts): PlanSection['rows'] {
  return nodes.map(({ name, host }) => [name, host ?? 'made on this machine']);
}

function awsSections(aws: AwsPlanFacts): readonly PlanSection[] {
  const { cost } = aws;
  const hour = (hourly: number | undefined) =>
    hourly === undefined ? 'price not known' : `${formatDollars(hourly)}/h`;
  const lacking = cost.unknown.length > 0 ? ', without what has no known price' : '';
  return [
    { title: 'Machines', rows: aws.machines.flatMap(machineRows) },
    {
      title: 'Where',
      rows: [
        ['VPC', aws.vpc],
        ...aws.subnets.map(({ id, zone }) => ['subnet', `${id} (${zone})`] as const),
        ['security group', aws.securityGroup],
        ['key pair', aws.keyPair],
        ['end by themselves', aws.expiresAt],
      ],
    },
    {
      title: 'Cost',
      rows: [
        ...cost.lines.map(({ what, hourly }) => [what, hour(hourly)] as const),
        ['together', `${hour(cost.hourly)}${lacking}`],
        [
          'at worst',
          `${formatDollars(cost.worstCase)} in ${formatDuration(cost.seconds)}${lacking}`,
        ],
        ...cost.notes.map((note) => ['note', note] as const),
        ['prices of', cost.asOf],
      ],
    },
    { title: 'Tags', rows: Object.entries(aws.tags) },
    {
      title: 'Calls and rights',
      rows: aws.rights.map(({ action, calls }) => [action, said(calls)]),
    },
  ];
}

function said(calls: Right['calls']): string {
  if (typeof calls === 'number') return formatCount(calls, 'call');
  return {
    each: 'a call for each factory, for its name',
    polled: 'every few seconds while the run waits',
    'in need': 'when something goes wrong',
    implied: 'no call, but a right',
  }[calls];
}

function machineRows(machines: PlannedMachines): PlanSection['rows'] {
  const { role, count, least, types, market, tenancy, image, volume } = machines;
  if (count === 0) return [];
  const type = ({ name, vcpus, memoryMiB, gpus }: PlannedMachines['types'][number]) =>
    `${name} (${[formatCount(vcpus, 'vCPU'), `${memoryMiB / 1024} GiB`, gpus].filter(Boolean).join(', ')})`;
  const atLeast = least < count ? `, ${least} at least` : '';
  const shared = tenancy === 'shared' ? '' : ', dedicated';
  return [
    [role, `${count} × ${types.map(type).join(' or ')}, ${market}${shared}${atLeast}`],
    ['image', `${image.id} (${image.name}, ${image.architecture})`],
    ['volume', `${volume.gb} GB ${volume.type}, encrypted, as ${volume.device}`],
  ];
}
