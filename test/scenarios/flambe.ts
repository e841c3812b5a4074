import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { flambeOnMachines, whyNoFlambe } from '../hosts/flambe/flambe-home';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { type SystemdHosts, startSystemdHosts } from '../hosts/systemd/systemd-hosts';
import { type ActionStep, stepOn } from './action';

const data = join(import.meta.dirname, '../data/flambe');

/** Why real flambé cannot run on real hosts here; undefined when it can. */
export function whyNoFlambeHosts(): string | undefined {
  return whyNoSystemdHosts() ?? whyNoFlambe();
}

/** An orchestrator and two factories, each with a network of its own: Ray 0.7.6 wants that. */
export function startFlambeHosts(): Promise<SystemdHosts> {
  return startSystemdHosts(3, flambeOnMachines());
}

/** A step that runs flambé itself; the workspace holds `experiment.yaml` and what it names. */
export function flambeStep(
  hosts: SystemdHosts,
  inputs: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): ActionStep {
  const step = stepOn(hosts, inputs, {}, environment);
  cpSync(data, step.workspace, { recursive: true });
  return step;
}

/** Folders of the trials that are at home. @param stage `EXPERIMENT/STAGE` */
export function trialsIn(step: ActionStep, stage: string): readonly string[] {
  const folder = join(step.workspace, `flambe-results/output__${stage}`);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Paths of all files in a folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String);
}
