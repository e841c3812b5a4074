import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Findings } from '../inputs/findings';
import type { RawInputs } from '../inputs/raw-inputs';
import { type Hosts, readHosts } from '../inputs/read-hosts';
import { processContext } from '../inputs/user-file';
import { UserError } from '../problem';
import { clusterOf } from '../providers/ssh/ssh-provider';
import { runChild } from '../remote/child';
import { connect, disconnect } from '../remote/fleet';
import { formatBytes, formatCount } from '../report/format';
import type { CommandDeps } from './deps';

/** Programs that a run needs on this machine, and how each says its version. */
const tools = [
  ['ssh', ['-V']],
  ['ssh-keygen', ['-?']],
  ['rsync', ['--version']],
  ['git', ['--version']],
] as const;

/**
 * Says what this machine, and the hosts of `--cluster`, have or lack for a run. Nothing is changed.
 *
 * @returns 0 when a run could start
 */
export async function doctor(raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, signal } = deps;
  const checks = [
    ...tools.map(([tool, args]) => async () => {
      const { stdout, stderr } = await runChild(tool, args, { signal });
      const [version = ''] = (stdout || stderr).split('\n');
      surface.info(`${tool}: ${tool === 'ssh-keygen' ? 'is there' : version}`);
    }),
    () => checkHosts(raw, deps),
  ];
  let exitCode = 0;
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const problem of error.problems) surface.error(problem);
      exitCode ||= error.exitCode;
    }
  }
  return exitCode;
}

async function checkHosts(raw: RawInputs, deps: CommandDeps): Promise<void> {
  if (!raw.values.has('cluster')) return;
  const findings = new Findings();
  const { cluster, privateKey, knownHosts } = readHosts(raw, processContext(), findings);
  if (findings.problems.length > 0 || !cluster || !knownHosts) {
    throw new UserError(findings.problems);
  }
  if (cluster.kind !== 'ssh') {
    deps.surface.info('The cluster file is fine; its nodes are made when a run starts.');
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), 'flambe-action-doctor-'));
  try {
    await reachHosts({ cluster, privateKey, knownHosts }, dir, deps);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function reachHosts(
  { cluster, privateKey, knownHosts }: Hosts,
  dir: string,
  { surface, signal }: CommandDeps,
): Promise<void> {
  if (cluster.kind !== 'ssh' || !privateKey) throw new Error('Read hosts have a key.');
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text, { mode: 0o600 });
    return join(dir, name);
  };
  const made = clusterOf(cluster, {
    keyFile: privateKey.file ?? file('key', privateKey.text),
    knownHostsFile: knownHosts.kind === 'text' ? file('pinned', knownHosts.text) : knownHosts.path,
  });
  const { fleet, facts } = await connect(made, {
    runId: 'doctor',
    stateDir: dir,
    pinnedIn: knownHosts.kind === 'text' ? '`--ssh-known-hosts`' : knownHosts.path,
    signal,
    onVerified: () => {},
  });
  await disconnect(fleet);
  for (const { name, node } of fleet.machines) {
    const { cores = 0, freeKiB = 0, memory = false } = facts.get(name) ?? {};
    const secrets = memory ? 'secrets in memory' : 'no memory-backed folder: secrets on disk, 0600';
    const room = `${formatCount(cores, 'core')}, ${formatBytes(freeKiB * 1024)} free`;
    surface.info(`${name} (${node.host}): verified and fit; ${room}; ${secrets}`);
  }
}
