import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterNode, WarmCluster } from '../providers/provider';
import { connect, disconnect, type Fleet, type KnownHosts, reconnect } from './fleet';
import { knownHostsHost } from './known-hosts';
import { renewLease } from './lease';

export interface ClaimOptions {
  readonly runId: string;
  /** 0700 folder of this run on the runner. */
  readonly stateDir: string;
  /** Seconds after which its orchestrator ends itself when this run does not live. */
  readonly leaseSeconds: number;
  /** Told before the orchestrator is asked whether the cluster is free. */
  readonly onKnown: (orchestrator: KnownHosts) => void;
  readonly signal: AbortSignal;
}

/** A warm cluster that is this run's. */
export interface Claimed {
  /** Public host keys by node; a factory that the orchestrator does not know has none. */
  readonly hostKeys: ReadonlyMap<string, string>;
  /** Stops renewing its lease from here: somebody else does. */
  leave(): Promise<void>;
}

/**
 * Asks the orchestrator of a warm cluster for it, once it is verified by the host key that it has to
 * have. Of two runs that ask one gets it.
 *
 * @returns undefined when another run has it
 * @throws UserError (69) when it is not reached, shows another host key or does not accept the key
 */
export async function claimWarm(
  warm: WarmCluster,
  options: ClaimOptions,
): Promise<Claimed | undefined> {
  const { runId, leaseSeconds, onKnown, signal } = options;
  const stateDir = join(options.stateDir, 'claim');
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const [orchestrator] = warm.nodes;
  const knownHostsFile = join(stateDir, 'tagged_hosts');
  const line = `${knownHostsHost(orchestrator.host, orchestrator.port)} ${warm.hostKey}\n`;
  await writeFile(knownHostsFile, line, { mode: 0o600 });
  const { fleet, known } = await connect(
    { ...warm, nodes: [orchestrator], knownHostsFile },
    {
      runId,
      stateDir,
      pinnedIn: warm.hostKeys ? 'its console' : 'the tag of its instance',
      onVerified: () => {},
      signal,
    },
  );
  try {
    onKnown(known);
    const claim = join(__dirname, 'claim.sh');
    const claimFlambe = join(__dirname, 'claim-flambe.sh');
    const script = readFileSync(warm.hostKeys ? claimFlambe : claim, 'utf8');
    const { stdout } = await fleet.orchestrator.check('claim the cluster', script, {
      args: [runId, String(leaseSeconds)],
      signal,
    });
    if (!stdout.startsWith('claimed\n')) {
      await disconnect(fleet);
      return undefined;
    }
    const over = new AbortController();
    void renewLease(fleet, { leaseSeconds, spot: false }, AbortSignal.any([signal, over.signal]));
    return {
      hostKeys: warm.hostKeys ?? hostKeysOf(warm, stdout),
      async leave() {
        over.abort();
        await disconnect(fleet);
      },
    };
  } catch (error) {
    await disconnect(fleet);
    throw error;
  }
}

/** Makes a cluster that a run has claimed, and not used, free again; one that it never got stays as it is. */
export async function giveBack(
  orchestrator: KnownHosts,
  keyFile: string,
  { runId, stateDir, signal }: Pick<ClaimOptions, 'runId' | 'stateDir' | 'signal'>,
): Promise<void> {
  const fleet: Fleet = await reconnect(orchestrator, keyFile, { runId, stateDir });
  try {
    const script = readFileSync(join(__dirname, 'give-back.sh'), 'utf8');
    const options = { args: [runId], signal, patience: 10, unmarked: true };
    await fleet.orchestrator.check('give the cluster back', script, options);
  } finally {
    await disconnect(fleet);
  }
}

/** Those of the factories as the orchestrator was told them when they were verified. */
function hostKeysOf({ nodes, hostKey }: WarmCluster, known: string): ReadonlyMap<string, string> {
  const keys = new Map(
    known.split('\n').map((line) => {
      const [host = '', ...key] = line.split(' ');
      return [host, key.join(' ')] as const;
    }),
  );
  const keyOf = ({ role, privateHost, port }: ClusterNode) =>
    role === 'orchestrator' ? hostKey : keys.get(knownHostsHost(privateHost, port));
  return new Map(
    nodes.flatMap((node) => {
      const key = keyOf(node);
      return key && /^[\w@.-]+ [A-Za-z0-9+/=]+$/.test(key) ? [[node.name, key] as const] : [];
    }),
  );
}
