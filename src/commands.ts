import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endRun } from './end-run';
import { givenText } from './inputs/given-text';
import type { PrivateKey } from './inputs/inputs';
import { keyLimit, readPrivateKey } from './inputs/private-key';
import type { RawInputs } from './inputs/raw-inputs';
import { readInputs } from './inputs/read-inputs';
import { processContext } from './inputs/user-file';
import { followJob } from './job/follow';
import { ExitCode, UserError } from './problem';
import { childEnvironment, runChild } from './remote/child';
import { disconnect, reconnect } from './remote/fleet';
import { startRun } from './start-run';
import { stateRoot } from './state-root';
import type { Surface } from './surfaces/surface';
import { RecordFile } from './teardown/record';

export interface CommandDeps {
  readonly surface: Surface;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Runs a job and takes everything down, also after Ctrl-C. */
export async function run(raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, environment, signal } = deps;
  const { inputs, warnings } = readInputs(raw, processContext());
  let file: RecordFile | undefined;
  const onRecord = (made: RecordFile) => {
    file = made;
  };
  const root = stateRoot(environment);
  try {
    return await startRun({
      inputs,
      warnings,
      surface,
      stateRoot: root,
      environment,
      signal,
      onRecord,
    });
  } finally {
    // A second Ctrl-C does not stop it: what is left then costs more than the wait.
    if (file) {
      const { privateKey } = inputs;
      await endRun({ file, privateKey, surface, signal: AbortSignal.timeout(120_000) });
    }
  }
}

/** Ends a run that is under way or was left, by its record. */
export async function down(id: string, raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, signal } = deps;
  const file = openRecord(id, deps);
  file.save({ teardown: 'always' });
  const done = await endRun({ file, privateKey: givenKey(raw), surface, signal });
  return done ? 0 : ExitCode.clusterUnavailable;
}

/** Shows a job's log from its first byte, and ends with its exit code. */
export async function logs(id: string, raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, signal } = deps;
  const { fleet, runDir } = await fleetOf(id, raw, deps);
  const log = surface.openJobLog();
  try {
    const take = (chunk: Buffer) => log.write(chunk);
    return (await followJob(fleet.orchestrator, { runDir, signal, take })).exitCode;
  } finally {
    await log.close();
    await disconnect(fleet);
  }
}

/** A shell on a node, by the configuration of the run. */
export async function ssh(id: string, node: string, raw: RawInputs, deps: CommandDeps) {
  const { fleet } = await fleetOf(id, raw, deps);
  const child = spawn('ssh', ['-F', fleet.sshConfigFile, node], {
    stdio: 'inherit',
    env: childEnvironment(deps.environment),
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? ExitCode.lost;
}

/** Says what this machine lacks for a run. */
export async function doctor({ surface, signal }: Omit<CommandDeps, 'environment'>) {
  const tools = [
    ['ssh', '-V'],
    ['ssh-keygen', '-?'],
    ['rsync', '--version'],
    ['git', '--version'],
  ] as const;
  const problems = [];
  for (const [tool, flag] of tools) {
    try {
      await runChild(tool, [flag], { signal });
      surface.info(`${tool} is there`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  for (const problem of problems) surface.error(problem);
  return problems.length > 0 ? ExitCode.wrongUse : 0;
}

async function fleetOf(id: string, raw: RawInputs, deps: CommandDeps) {
  const { record, dir } = openRecord(id, deps);
  const keyFile = givenKey(raw)?.file ?? record.keyFile;
  if (!record.hosts || !record.remote || !keyFile) {
    throw new UserError(
      {
        field: id,
        message:
          'There is nobody to ask: the run had not reached its hosts, or its key is not known.',
        fix: 'Name the key with --ssh-private-key FILE.',
      },
      ExitCode.wrongUse,
    );
  }
  const fleet = await reconnect(record.hosts, keyFile, { runId: id, stateDir: dir });
  return { fleet, runDir: record.remote.runDir };
}

function openRecord(id: string, { environment }: CommandDeps): RecordFile {
  const file = RecordFile.open(join(stateRoot(environment), id));
  if (file) return file;
  throw new UserError(
    { field: id, message: 'No run of this id is known on this machine, or it is undone.' },
    ExitCode.wrongUse,
  );
}

function givenKey(raw: RawInputs): PrivateKey | undefined {
  const given = givenText(raw, 'ssh-private-key', keyLimit, processContext());
  return given && readPrivateKey(given.text, { origin: given.origin, file: given.file });
}
