import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FlambeRun, jobLine } from '../flambe-run';
import { jobFiles } from '../job/launch';
import { environmentScript, hostfile, jobScript } from '../plan/job-script';
import type { Layout } from '../plan/layout';
import { type Settlement, settle, spread } from '../prepare/settle';
import type { Problem } from '../problem';
import { type FirstContact, knownHostsText } from '../remote/fleet';
import { knownHostsInside } from '../remote/known-hosts';
import type { Machine } from '../remote/machine';
import { type Transfer, unlessIn, upload } from '../remote/rsync';
import { nodeSshConfig } from '../remote/ssh-config';
import { filesFrom } from '../remote/workdir/list-folder';
import { listWorkdir } from '../remote/workdir/list-workdir';
import { formatBytes, formatCount } from '../report/format';
import { uploadExtensions } from '../run-flambe';
import type { RunDeps } from '../run-job';
import { releaseFile, releasePath } from '../teardown/release-script';

/** Makes the run's folder on all nodes, and carries there what it needs: over the uplink once. */
export async function uploadFiles(
  contact: FirstContact,
  places: Layout,
  flambe: FlambeRun | undefined,
  deps: RunDeps,
): Promise<void> {
  const { inputs, surface, signal } = deps;
  const { fleet } = contact;
  const { orchestrator, sshConfigFile } = fleet;
  const settlement = settlementOf(contact, places, flambe, deps);
  const { workdir: root } = inputs;
  const [workdir, { onDisk, kept }] = await Promise.all([
    root === undefined ? undefined : listWorkdir({ root, never: deps.neverCarried, signal }),
    settle(fleet, settlement),
  ]);
  for (const warning of workdir?.warnings ?? []) surface.warning(warning);
  if (inputs.secrets) for (const machine of onDisk) surface.warning(secretsOnDisk(machine));
  const transfer = { machine: orchestrator, sshConfigFile, signal };
  if (workdir) {
    await upload(`${root}/`, `${places.workdir}/`, {
      ...transfer,
      options: kept === undefined ? [] : unlessIn(`${kept}/workdir`),
      files: filesFrom(workdir.files),
      onProgress: (fraction, detail) => surface.progress('upload', fraction, detail),
    });
    const files = formatCount(workdir.files.length, 'file');
    surface.info(`${files}, ${formatBytes(workdir.bytes)} to orchestrator`);
  }
  // flambé's goes later, to the orchestrator alone: as it stands it may hold what opens an address.
  if (flambe) await uploadExtensions(flambe, deps);
  else await uploadRunnable(places, transfer, deps);
  await spread(fleet, settlement, kept);
  for (const { name } of fleet.factories) surface.info(`${name}: from orchestrator`);
}

/** As it was read and checked: what lies at its path may be a link or a pipe, or have changed. */
async function uploadRunnable(places: Layout, transfer: Transfer, { inputs, file }: RunDeps) {
  const here = join(file.dir, 'runnable');
  await writeFile(here, inputs.runnable.bytes, { mode: 0o644 });
  try {
    await upload(here, places.runnable, transfer);
  } finally {
    await rm(here, { force: true });
  }
}

function secretsOnDisk({ name, node }: Machine): Problem {
  return {
    field: `${name} (${node.host})`,
    message:
      'The host has no room for the secrets in memory-backed storage (/dev/shm): their file lies on its disk until the job ends.',
    fix: 'Mount a tmpfs there, or make room in it.',
  };
}

function settlementOf(
  contact: FirstContact,
  places: Layout,
  flambe: FlambeRun | undefined,
  deps: RunDeps,
): Settlement {
  const { inputs, plan, signal } = deps;
  const { nodes } = contact.known;
  const [orchestrator, ...factories] = nodes.map(({ privateHost }) => privateHost);
  const environment = environmentScript({
    layout: places,
    clusterName: plan.name,
    orchestrator: orchestrator ?? '',
    factories,
    env: inputs.env,
  });
  const sshConfig = nodeSshConfig({
    nodes,
    keyFile: places.clusterKey,
    knownHostsFile: places.knownHosts,
  });
  const cores = (name: string) => contact.facts.get(name)?.cores ?? 1;
  const workers = nodes.map(({ name, privateHost }) => ({
    address: privateHost,
    cores: cores(name),
  }));
  const undo = releaseFile(plan.id, places);
  const files = new Map([
    // Before there is anything that it could have to take away.
    [releasePath(places), undo],
    ...jobFiles(places),
    [places.environment, environment],
    [places.sshConfig, sshConfig],
    [places.knownHosts, knownHostsText(contact.known)],
    ...(mayBeTaken(deps) ? [[places.laterHosts, knownHostsInside(contact.known)] as const] : []),
    [places.hostfile, hostfile(workers)],
    [`${places.job}/job.sh`, jobScript(jobLine(flambe, places, orchestrator ?? '', deps), places)],
  ]);
  const secretsBytes = inputs.secrets?.ini.length ?? 0;
  const { id, startedAt } = plan;
  return { id, startedAt, layout: places, files, undo, secretsBytes, signal };
}

/** Whether the machines are left for other runs. */
function mayBeTaken({ plan, provider }: RunDeps): boolean {
  return provider.endsMachines && provider.keep !== undefined && plan.teardown === 'never';
}
