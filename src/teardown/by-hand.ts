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

/** What a host still has of a run that could not be taken away. */
export function leftoverOn(record: RunRecord, node: ClusterNode, why: string): Leftover {
  return {
    what: `files, processes and the cluster's key of ${record.id} on ${node.name} (${node.host})`,
    why,
    command: releaseCommand(record, node),
  };
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

function sshCommand({ hosts, keyFile }: RunRecord, node: ClusterNode, remote: readonly string[]) {
  const { jump, inside = [], nodes = [] } = hosts ?? {};
  const orchestrator = inside.includes(node.name) ? nodes[0] : undefined;
  const hops = [jump, orchestrator].filter((hop) => hop !== undefined);
  return shellCommand([
    'ssh',
    ...(keyFile === undefined ? [] : ['-i', keyFile]),
    ...(hops.length > 0 ? ['-J', hops.map(destination).join(',')] : []),
    ...['-p', String(node.port)],
    `${node.user}@${orchestrator ? node.privateHost : node.host}`,
    ...remote,
  ]);
}

function destination({ user, host, port }: { user: string; host: string; port: number }): string {
  return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}`;
}
