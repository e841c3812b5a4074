import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import { ExitCode, type Problem, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';

export interface RayCluster {
  readonly id: string;
  readonly layout: Layout;
  readonly places: RayPlaces;
  /** `0.7.6`, that of flambé 0.4, has other options than those since 1.0. */
  readonly version: string;
  /** Where the head listens. */
  readonly port: number;
  /** What a node has besides what Ray finds itself, by the node's name: resource → how many. */
  readonly resources?: (node: string) => Readonly<Record<string, number>>;
  readonly signal: AbortSignal;
}

/** Where Ray's things lie on the nodes. */
export interface RayPlaces {
  readonly python: string;
  readonly rayDir: string;
}

export interface Lock {
  /** Ends another run that has a node. */
  readonly force: boolean;
  /** After this time the run has ended, whatever happened to it. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

const held = 3;

/**
 * Takes all nodes for this run: ports of Ray and of flambé's sites are the same in every run.
 *
 * @throws UserError naming the run that has a node
 */
export async function lockNodes(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  { force, seconds, signal }: Lock,
): Promise<void> {
  const script = readFileSync(join(__dirname, 'flambe-lock.sh'), 'utf8');
  const lock = async (machine: Machine): Promise<Problem[]> => {
    const args = [runDir, force ? 'yes' : 'no', String(seconds)];
    const { code, stdout, stderr } = await machine.run(script, { args, signal });
    if (code === 0) return [];
    const holder = /^held=(.+)$/m.exec(stdout)?.[1];
    if (code !== held || !holder) return [{ field: machine.title, message: stderr.trim() }];
    return [
      {
        field: machine.title,
        message: `Run ${holder} has this host: the ports of flambé and Ray are the same in every run.`,
        fix: `Wait for it, end it with \`flambe-action down ${holder}\`, or take its hosts over with \`force\`.`,
      },
    ];
  };
  // The orchestrator first, so that of two that start together one gets all.
  const first = await lock(orchestrator);
  const problems = first.length > 0 ? first : (await Promise.all(factories.map(lock))).flat();
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
}

/**
 * Starts Ray on all nodes at the same time, a head without CPUs on the orchestrator and workers on
 * the factories, and sees that all are in.
 *
 * @throws UserError naming each node that is not, with the end of its log
 */
export async function startRay(fleet: Fleet, ray: RayCluster): Promise<void> {
  const { id, layout, places, version, port, signal } = ray;
  const { orchestrator, machines } = fleet;
  const script = readFileSync(join(__dirname, 'ray-node.sh'), 'utf8');
  const head = orchestrator.node.privateHost;
  const start = async (machine: Machine): Promise<Problem[]> => {
    const { python, rayDir } = places;
    const words = [layout.runDir, id, python, rayDir, machine.node.privateHost, head];
    words.push(String(port), version);
    // The orchestrator works only where there is nobody else.
    const isHead = machine === orchestrator;
    if (isHead && machines.length > 1) words.push('--num-cpus=0');
    const own = ray.resources?.(machine.name) ?? {};
    if (Object.keys(own).length > 0) words.push(`--resources=${JSON.stringify(own)}`);
    const { code, stderr } = await machine.run(script, { args: words, signal });
    if (code === 0) return [];
    return [{ field: machine.title, message: `Ray did not start: ${stderr.trim()}` }];
  };
  const [starting, ...workers] = machines.map(start);
  const joining = Promise.all(workers);
  joining.catch(() => {});
  // Without a head workers wait for it, and would then tell of that alone.
  const ofHead = (await starting) ?? [];
  const problems = ofHead.length > 0 ? ofHead : (await joining).flat();
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  await countNodes(fleet, ray);
}

async function countNodes({ orchestrator, machines }: Fleet, ray: RayCluster): Promise<void> {
  const { layout, places, version, port, signal } = ray;
  const head = `${orchestrator.node.privateHost}:${port}`;
  const script = readFileSync(join(__dirname, 'ray-count.sh'), 'utf8');
  const addresses = machines.map(({ node }) => node.privateHost);
  const { stdout } = await orchestrator.check('count the nodes of Ray', script, {
    args: [layout.runDir, places.python, version, head, ...addresses],
    signal,
  });
  const missing = new Set([...stdout.matchAll(/^missing=(.+)$/gm)].map(([, address]) => address));
  const absent = machines.filter(({ node }) => missing.has(node.privateHost));
  const problems = await Promise.all(
    absent.map(async (machine) => {
      const words = await rayLog(machine, ray);
      return { field: machine.title, message: `It has not joined the Ray cluster: ${words}` };
    }),
  );
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
}

async function rayLog(machine: Machine, { layout, places, signal }: RayCluster): Promise<string> {
  const script = 'tail -n 10 "$1/ray.log" "$2"/s/session*/logs/raylet.* 2>&1';
  const { stdout } = await machine.run(script, { args: [layout.runDir, places.rayDir], signal });
  return stdout.trim();
}
