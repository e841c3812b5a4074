import { basename } from 'node:path';
import { carryNamed, namedResource } from './carry-named';
import type { FlambeRun } from './flambe-run';
import { readsOnNodes } from './inputs/resources';
import { fetchByNode } from './prepare/fetch-s3';
import { spreadFolder } from './prepare/spread-folder';
import { ExitCode, UserError } from './problem';
import { formatBytes } from './report/format';
import type { RunDeps } from './run-job';

/**
 * Puts the resources of this machine on all nodes, under flambé's own names for them: to the
 * orchestrator, and from there to the others.
 *
 * @returns where each lies
 */
export async function carryResources(
  run: FlambeRun,
  deps: RunDeps,
): Promise<ReadonlyMap<string, string>> {
  if (run.resources.size === 0) return new Map();
  await makeFolder(run, deps.signal);
  const carried = await carry(run, deps);
  await spread(run, deps.signal);
  return carried;
}

/**
 * Puts those that the machines read from S3 by their own rights on all nodes, likewise; with the
 * Python of the environment.
 *
 * @returns where each lies
 * @throws UserError for what the machines may not read
 */
export async function fetchResources(
  run: FlambeRun,
  deps: RunDeps,
): Promise<ReadonlyMap<string, string>> {
  const own = ownObjects(run, deps);
  if (own.length === 0) return new Map();
  await makeFolder(run, deps.signal);
  await fetchOwn(run, own, deps);
  await spread(run, deps.signal);
  return new Map(own.map(({ name, path }) => [name, path]));
}

async function makeFolder({ fleet, places }: FlambeRun, signal: AbortSignal): Promise<void> {
  const args = [places.resources];
  await fleet.orchestrator.check('make a folder', 'mkdir -p "$1"', { args, signal });
}

async function spread(run: FlambeRun, signal: AbortSignal): Promise<void> {
  const { fleet, layout, places, onRay } = run;
  if (onRay) await spreadFolder(fleet, layout, places.resources, signal);
}

async function carry(run: FlambeRun, deps: RunDeps) {
  const carried = new Map<string, string>();
  for (const [name, here] of run.resources) {
    const there = pathOf(run, name, basename(here));
    await carryNamed(run.fleet, namedResource(name, here, deps.inputs), there, deps);
    deps.surface.info(`resource ${name}: ${there}`);
    carried.set(name, there);
  }
  return carried;
}

function pathOf({ places }: FlambeRun, name: string, base: string): string {
  return `${places.resources}/${name}__${base}`;
}

/** What the orchestrator brings itself. */
function ownObjects(run: FlambeRun, { inputs }: RunDeps) {
  const { runnable, cluster } = inputs;
  if (!readsOnNodes(cluster)) return [];
  return [...runnable.resources]
    .filter(([, { kind }]) => kind === 's3')
    .map(([name, { value: address, place }]) => {
      const base = basename(address.replace(/\/+$/, ''));
      return { name, address, place, path: pathOf(run, name, base) };
    });
}

async function fetchOwn(
  { fleet, layout, places }: FlambeRun,
  own: ReturnType<typeof ownObjects>,
  { surface, signal }: RunDeps,
): Promise<void> {
  const { orchestrator } = fleet;
  const nameOf = new Map(own.map((one) => [one.path, one.name]));
  const failed = await fetchByNode(orchestrator, own, {
    ...{ layout, python: places.python, signal },
    onBytes: ({ path }, done, total) =>
      surface.info(
        `resource ${nameOf.get(path)}: ${formatBytes(done)} of ${formatBytes(total)}, by ${orchestrator.name} from S3`,
      ),
  });
  if (failed.size === 0) return;
  const problems = own.flatMap((one) => {
    const words = failed.get(one);
    if (words === undefined) return [];
    return {
      ...one.place,
      field: `resources.${one.name}`,
      message: `${orchestrator.title} cannot bring ${one.address} by the rights of its \`instance_profile\`: ${words}.`,
      fix: 'Allow its role `s3:GetObject`, and `s3:ListBucket` for a folder; without an `instance_profile` the machine that starts the run reads it.',
    };
  });
  throw new UserError(problems, ExitCode.clusterUnavailable);
}
