import type { RayOptions } from './inputs/inputs';
import { rayDir, rayPort } from './plan/flambe-places';
import type { Layout } from './plan/layout';
import { longest } from './plan/plan';
import type { Hardware } from './prepare/hardware';
import { makeOverlays } from './prepare/overlay';
import { lockNodes, startRay } from './prepare/ray';
import { rayEnvironments } from './prepare/ray-environment';
import type { Fleet } from './remote/fleet';
import type { Machine } from './remote/machine';
import type { RunDeps } from './run-job';
import { suppliesOf } from './run-supplies';

/** Ray of the user's version for a command: its Python on all nodes, and one for this run on top. */
export async function prepareRay(
  fleet: Fleet,
  layout: Layout,
  { version, pythonVersion }: RayOptions,
  deps: RunDeps,
): Promise<void> {
  const { plan, inputs, surface, signal } = deps;
  const { force } = inputs.flambe;
  await lockNodes(fleet, layout, { force, seconds: longest(plan), signal });
  const onProgress = (machine: Machine, words: string) => surface.info(`${machine.name}: ${words}`);
  const supplies = suppliesOf(fleet, layout, deps);
  const wanted = { version, pythonVersion, supplies, signal, onProgress };
  const pythons = await rayEnvironments(fleet, wanted);
  await makeOverlays(fleet, {
    ...{ layout, pythons, supplies, signal, onProgress },
    ...{ modules: [], sources: [], sourcesHere: [], install: false },
  });
}

/** Processes of the job, which end with it. */
export async function startRayFor(
  fleet: Fleet,
  layout: Layout,
  { version, hardware }: RayOptions & { readonly hardware: ReadonlyMap<string, Hardware> },
  { plan, surface, signal }: RunDeps,
): Promise<void> {
  const places = { python: `${layout.runDir}/venv/bin/python3`, rayDir: rayDir(plan.id) };
  // CPUs, GPUs and their type Ray finds itself.
  const resources = (name: string) => {
    const type = hardware.get(name)?.instanceType;
    return type === undefined ? {} : { [`instance_type:${type}`]: 1 };
  };
  await startRay(fleet, {
    ...{ id: plan.id, layout, places, version, resources, signal },
    port: rayPort,
  });
  surface.info(`Ray ${version}: ${fleet.machines.length} nodes`);
}
