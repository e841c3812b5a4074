import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsClusterFile } from '../../inputs/cluster-file';
import type { RunPlan } from '../../plan/plan';
import { armingScript, userData } from '../../plan/user-data';
import { generateKey } from '../keys';
import type { Role } from '../provider';
import type { MachineOrder } from './machine-order';

/**
 * User-data of one call's machines: their bootstrap host key, made anew for the call and kept in the
 * run's folder, so that a call that is asked again asks for the same; and what ends them.
 */
export async function firstBoot(
  stateDir: string,
  plan: RunPlan,
  { role, idleHours }: MachineOrder,
  call: number,
): Promise<{ readonly userData: string; readonly bootstrapKey: string }> {
  const file = join(stateDir, `bootstrap-${role}-${call}`);
  if (!existsSync(`${file}.pub`)) await generateKey('ssh-keygen', file, 'bootstrap');
  const bootstrapKey = {
    privateKey: readFileSync(file, 'utf8'),
    publicKey: readFileSync(`${file}.pub`, 'utf8').trim(),
  };
  const boot = { ...endOf(plan, role, idleHours), bootstrapKey };
  return { userData: userData(boot), bootstrapKey: bootstrapKey.publicKey };
}

/** What user-data would run first on machines of each role, for those that have run none. */
export function armingScripts(
  plan: RunPlan,
  { orchestratorTimeout, factoriesTimeout }: AwsClusterFile,
): Readonly<Record<Role, string>> {
  return {
    orchestrator: armingScript(endOf(plan, 'orchestrator', orchestratorTimeout)),
    factory: armingScript(endOf(plan, 'factory', factoriesTimeout)),
  };
}

/** What ends a machine by itself. */
function endOf({ expiresAt, leaseSeconds }: RunPlan, role: Role, idleHours: number) {
  return {
    ...{ expiresAt, leaseSeconds, idleHours, role },
    arm: readFileSync(join(__dirname, 'arm.sh'), 'utf8'),
    guard: readFileSync(join(__dirname, 'guard.sh'), 'utf8'),
  };
}
