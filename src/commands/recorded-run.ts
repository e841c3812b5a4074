import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileFor } from '../end-run';
import { givenText } from '../inputs/given-text';
import type { PrivateKey } from '../inputs/inputs';
import { didYouMean } from '../inputs/nearest-name';
import { keyLimit, readPrivateKey } from '../inputs/private-key';
import type { RawInputs } from '../inputs/raw-inputs';
import { processContext } from '../inputs/user-file';
import { ExitCode, UserError } from '../problem';
import { disconnect, type Fleet, reconnect } from '../remote/fleet';
import { stateRoot } from '../state-root';
import { RecordFile } from '../teardown/record';
import type { CommandDeps } from './deps';

/**
 * The record of a run that was started on this machine and is not undone.
 *
 * @throws UserError (64) that names the runs there are
 */
export function openRecord(id: string, { environment }: CommandDeps): RecordFile {
  const root = stateRoot(environment);
  const file = RecordFile.open(join(root, id));
  if (file) return file;
  throw unknownRun(id, root);
}

function unknownRun(id: string, root: string): UserError {
  const known = knownRuns(root);
  const message = `No run \`${id}\` is known on this machine, or it is undone.`;
  const there = known.length > 0 ? `Known: ${known.join(', ')}.` : 'No run is known here.';
  return new UserError(
    { field: 'CLUSTER-ID', message, fix: didYouMean(id, known) ?? there },
    ExitCode.wrongUse,
  );
}

function knownRuns(root: string): readonly string[] {
  try {
    return readdirSync(root).filter((name) => RecordFile.open(join(root, name)));
  } catch {
    return [];
  }
}

/** A key that the user names again for a run that was given one as text. */
export function givenKey(raw: RawInputs): PrivateKey | undefined {
  const given = givenText(raw, 'ssh-private-key', keyLimit, processContext());
  return given && readPrivateKey(given.text, { origin: given.origin, file: given.file });
}

/** The machines of a run, and the run's folder on them. */
export interface OpenFleet extends AsyncDisposable {
  readonly fleet: Fleet;
  readonly runDir: string;
}

/** @throws UserError (64) when the run is not known, has no hosts yet, or its key is not at hand */
export async function openFleet(id: string, raw: RawInputs, deps: CommandDeps): Promise<OpenFleet> {
  const file = openRecord(id, deps);
  const { hosts, remote } = file.record;
  if (!hosts || !remote) {
    const message = `The run \`${id}\` has not reached its hosts.`;
    throw new UserError({ field: 'CLUSTER-ID', message }, ExitCode.wrongUse);
  }
  const dir = mkdtempSync(join(file.dir, 'open-'));
  const close = () => rmSync(dir, { recursive: true, force: true });
  try {
    const keyFile = keyFileFor(file, givenKey(raw), join(dir, 'ssh_key'));
    if (!keyFile) throw keyWanted();
    const fleet = await reconnect(hosts, keyFile, { runId: id, stateDir: dir });
    const dispose = async () => {
      await disconnect(fleet);
      close();
    };
    return { fleet, runDir: remote.runDir, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    close();
    throw error;
  }
}

function keyWanted(): UserError {
  const message = 'The run was given its private key as text, and has not kept it.';
  const fix = 'Name the key again with --ssh-private-key FILE.';
  return new UserError({ field: '--ssh-private-key', message, fix }, ExitCode.wrongUse);
}
