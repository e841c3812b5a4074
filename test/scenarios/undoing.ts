import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Host } from '../hosts/host';
import type { Hosts } from '../hosts/hosts';
import { type ActionStep, stepOn } from './action';
import type { Picture } from './left';

/** Runs on every node until somebody ends it. */
export const longCommand = `for node in factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'setsid sleep 600 >/dev/null 2>&1 &'
done
echo half >{results}/half.txt; echo begun; setsid sleep 600 & sleep 600`;

/** A step whose main was killed in the middle of a job that runs everywhere. */
export async function killedStep(
  hosts: Hosts,
  inputs: Readonly<Record<string, string>> = {},
  cluster: Readonly<Record<string, unknown>> = {},
): Promise<ActionStep> {
  const step = stepOn(hosts, { command: longCommand, ...inputs }, cluster);
  await step.main((log, kill) => {
    if (log.includes('begun')) kill('SIGKILL');
  });
  return step;
}

/** Nothing can be brought home any more: a file is where the folder for results was. */
export function closeHome(step: ActionStep): void {
  rmSync(join(step.workspace, 'flambe-results'), { recursive: true });
  step.write('flambe-results', '');
}

/** A picture without some of the hosts in it, and the hosts without them. */
export function withoutHost(before: Picture, { key, list }: Hosts, { name }: Host) {
  const others = { key, list: list.filter((host) => host.name !== name) };
  const isTheirs = (line: string) => !line.startsWith(`${name}:`) && !line.startsWith(`${name} `);
  return [new Set([...before].filter(isTheirs)), others] as const;
}

/** The commands that a log names against what was left behind. */
export function namedCommands(log: string): readonly string[] {
  const errors = log.split('\n').filter((line) => line.startsWith('::error'));
  const named = errors.flatMap((line) => /Remove it with: (.*)$/.exec(line)?.[1] ?? []);
  return named.map((command) => command.replaceAll('%25', '%'));
}

/** Types a command as the user would, in `hosts.dir`; his own ssh knows hosts and key. */
export async function typeIn(hosts: Hosts, command: string): Promise<string> {
  const bin = join(hosts.dir, 'bin');
  const config = join(hosts.dir, 'ssh_config');
  const pins = join(hosts.dir, 'known_hosts');
  mkdirSync(bin, { recursive: true });
  writeFileSync(pins, hosts.knownHosts);
  writeFileSync(
    config,
    `Host *\n  IdentityFile ${hosts.keyFile}\n  UserKnownHostsFile ${pins}\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  BatchMode yes\n`,
  );
  const path = process.env['PATH'];
  const own = `#!/bin/sh\nPATH='${path}'\nexec ssh -F '${config}' "$@"\n`;
  writeFileSync(join(bin, 'ssh'), own, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${path}` };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env, cwd: hosts.dir });
  return stdout;
}
