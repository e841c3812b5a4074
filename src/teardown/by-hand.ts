import { uploadedResources } from '../plan/flambe-places';
import { shellCommand } from '../plan/quote';
import type { Problem } from '../problem';
import { keyPairLeft, machinesByTag, securityGroupLeft } from '../providers/aws/by-hand';
import type { ClusterNode, Leftover } from '../providers/provider';
import type { RunRecord } from './record';
import { releasePath } from './release-script';

/** For whoever has to remove it now. */
export function leftoverProblem({ what, why, command }: Leftover): Problem {
  return { message: `Left behind: ${what}: ${why}.`, fix: `Remove it with: ${command}` };
}

/**
 * All that a run may still have where nobody can be asked, by its record alone.
 *
 * @param down the command line that ends a run by its record
 */
export function leftoversUnasked(
  record: RunRecord,
  why: string,
  down: string,
): readonly Leftover[] {
  const { id, provider, hosts, remote, local, aws } = record;
  if (provider === 'local' && local) return [{ what: `the nodes of ${id}`, why, command: down }];
  if (provider === 'aws' && aws) {
    const { region, keyPair, securityGroup } = aws;
    return [
      machinesByTag(record, why),
      ...(keyPair === undefined ? [] : [keyPairLeft(region, keyPair, why)]),
      ...(securityGroup === undefined ? [] : [securityGroupLeft(region, securityGroup, why)]),
    ];
  }
  if (provider === 'ssh' && hosts && remote) {
    return hosts.nodes.map((node) => leftoverOn(record, node, why));
  }
  return [];
}

/**
 * What a host still has of a run that could not be taken away.
 *
 * @param results whether there may be some that are nowhere else: they come home first
 */
export function leftoverOn(
  record: RunRecord,
  node: ClusterNode,
  why: string,
  results = node.role === 'orchestrator' && mayHaveResults(record),
): Leftover {
  return {
    what: `files, processes and the cluster's key of ${record.id} on ${node.name} (${node.host})`,
    why: results ? `${why}; ${comesFirst(record)}` : why,
    command: results ? fetchAndRelease(record, node) : releaseCommand(record, node),
  };
}

/** What stays on a host of the user's because it could not be brought home. */
export function resultsLeft(record: RunRecord, node: ClusterNode, why: string): Leftover {
  return {
    what: `the results of ${record.id} on ${node.name} (${node.host}): ${resultPlaces(record, node).join(', ')}`,
    why: `they could not be brought home (${why}); ${comesFirst(record)}`,
    command: fetchAndRelease(record, node),
  };
}

/** Whether a job may have made what is not at home. */
export function mayHaveResults({ job, collected, remote }: RunRecord): boolean {
  return remote !== undefined && job !== undefined && collected !== true;
}

/** Whether results are looked for where the job works, and not in a folder for them alone. */
export function hasResultsInWorkdir({ results }: RunRecord): boolean {
  return results.some((glob) => !/^[~/]/.test(glob));
}

/** Folders that go with the run, and what is in them. The log is in `job` of the orchestrator. */
function resultPlaces(record: RunRecord, { role }: ClusterNode): readonly string[] {
  const { remote, output } = record;
  if (!remote || role === 'factory') return output === undefined ? [] : [output];
  const names = ['results', 'job', ...(hasResultsInWorkdir(record) ? ['workdir'] : [])];
  const inRun = names.map((name) => `${remote.runDir}/${name}`);
  return output === undefined ? inRun : [...inRun, output];
}

function comesFirst({ id }: RunRecord): string {
  return `the command brings results and log to the folder ${id} first`;
}

function fetchAndRelease(record: RunRecord, node: ClusterNode): string {
  const { options, user, host } = wayTo(record, node);
  const fetch = shellCommand([
    ...['rsync', '-rlt', '--partial', '--protect-args', `--exclude=${uploadedResources}`],
    ...['-e', shellCommand(['ssh', ...options])],
    ...resultPlaces(record, node).map((place) => `${user}@${bracketed(host)}:${place}`),
    `${record.id}/`,
  ]);
  return `${fetch} && ${releaseCommand(record, node)}`;
}

/** The command line that takes a run away from a host, for its user to type. */
export function releaseCommand(record: RunRecord, node: ClusterNode): string {
  const { remote } = record;
  return remote ? sshCommand(record, node, [shellCommand(['sh', releasePath(remote)])]) : '';
}

/** The command line that logs in to a host where the user's own ssh does. */
export function loginCommand(record: RunRecord, node: ClusterNode): string {
  return sshCommand(record, node, []);
}

function sshCommand(record: RunRecord, node: ClusterNode, remote: readonly string[]) {
  const { options, user, host } = wayTo(record, node);
  return shellCommand(['ssh', ...options, `${user}@${host}`, ...remote]);
}

/** Options of ssh(1), and where they lead. */
function wayTo({ hosts, keyFile, keyMended }: RunRecord, node: ClusterNode) {
  const { jump, inside = [], nodes = [] } = hosts ?? {};
  const orchestrator = inside.includes(node.name) ? nodes[0] : undefined;
  const hops = [jump, orchestrator].filter((hop) => hop !== undefined);
  const options = [
    ...(keyFile === undefined || keyMended ? [] : ['-i', keyFile]),
    ...(hops.length > 0 ? ['-J', hops.map(hopName).join(',')] : []),
    ...['-p', String(node.port)],
  ];
  return {
    options,
    user: node.user,
    host: orchestrator ? (node.privateName ?? node.privateHost) : node.host,
  };
}

function hopName({ user, host, port }: { user: string; host: string; port: number }): string {
  return `${user}@${bracketed(host)}:${port}`;
}

/** An address with colons where something stands behind another colon. */
function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
