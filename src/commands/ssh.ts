import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from '../child-environment';
import type { RawInputs } from '../inputs/raw-inputs';
import { ExitCode, UserError } from '../problem';
import { byConfig } from '../remote/ssh-config';
import type { CommandDeps } from './deps';
import { openFleet } from './recorded-run';

/** A shell on a node, by the configuration of the run. */
export async function ssh(
  id: string,
  node: string,
  raw: RawInputs,
  deps: CommandDeps,
): Promise<number> {
  await using opened = await openFleet(id, raw, deps);
  const { fleet } = opened;
  const names = fleet.machines.map(({ name }) => name);
  if (!names.includes(node)) {
    const message = `\`${id}\` has no ${node}; it has ${names.join(', ')}.`;
    throw new UserError({ field: 'NODE', message }, ExitCode.wrongUse);
  }
  const { cwd, config } = byConfig(fleet.sshConfigFile);
  const child = spawn('ssh', [...config, node], {
    stdio: 'inherit',
    cwd,
    env: childEnvironment(deps.environment),
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? ExitCode.lost;
}
