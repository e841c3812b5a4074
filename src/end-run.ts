import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessAgain } from './aws-access';
import type { PrivateKey } from './inputs/inputs';
import { readPrivateKey } from './inputs/private-key';
import type { Leftover, Provider } from './providers/provider';
import { providers } from './providers/registry';
import { downCommand, stateStays } from './state-root';
import type { Surface } from './surfaces/surface';
import { leftoverProblem } from './teardown/by-hand';
import type { RecordFile } from './teardown/record';
import { tearDown } from './teardown/teardown';

export interface EndDeps {
  readonly file: RecordFile;
  /** Given again; a run never keeps the text of a key. */
  readonly privateKey: PrivateKey | undefined;
  readonly surface: Surface;
  readonly environment: NodeJS.ProcessEnv;
  /** Secrets in all forms that no log may show; undefined where there are some that are not known. */
  readonly hidden: readonly string[] | undefined;
  /** Milliseconds in which a job is to be ended and its results brought home; without it, no limit. */
  readonly rescueTime?: number;
  readonly signal: AbortSignal;
}

/**
 * Undoes a run by its record, in whatever process.
 *
 * @returns what is left; it is shown, with the command that removes it
 */
export async function endRun(deps: EndDeps): Promise<readonly Leftover[]> {
  const { file, privateKey, surface, environment, hidden, rescueTime, signal } = deps;
  const given = join(file.dir, 'ssh_key.again');
  const key = keyAgain(file, privateKey, given);
  const provider = await providerOf(deps);
  const left = await surface
    .stage('teardown', () =>
      tearDown({
        file,
        ...key,
        provider,
        down: downCommand(file.record.id, environment),
        stateStays: stateStays(environment),
        hidden,
        rescueTime,
        signal,
        info: (line) => surface.info(line),
        warning: (problem) => surface.warning(problem),
      }),
    )
    .finally(() => rmSync(given, { force: true }));
  for (const leftover of left) surface.error(leftoverProblem(leftover));
  return left;
}

/** Hosts that no key opens are named, and machines end without one. */
function keyAgain(...given: Parameters<typeof keyFileFor>) {
  try {
    return { keyFile: keyFileFor(...given), noKey: 'the private key was not given again' };
  } catch (error) {
    const noKey = `the private key cannot be used: ${(error as Error).message}`;
    return { keyFile: undefined, noKey };
  }
}

/** The key of a local cluster and a key named by path are where they were, and are mended as before. */
export function keyFileFor(
  file: RecordFile,
  privateKey: PrivateKey | undefined,
  otherwise: string,
): string | undefined {
  const path = file.record.keyFile;
  const key = path && existsSync(path) ? readKeyAt(path) : privateKey;
  if (!key || key.file) return key?.file;
  writeFileSync(otherwise, key.text, { mode: 0o600 });
  return otherwise;
}

function readKeyAt(path: string): PrivateKey {
  return readPrivateKey(readFileSync(path, 'utf8'), { origin: path, file: path });
}

async function providerOf({ file, surface, environment }: EndDeps): Promise<Provider> {
  const { provider, run, aws } = file.record;
  const access = aws && accessAgain(aws, { run, environment, surface });
  // Asked for beside all that comes before the end of the machines, which leaves little time to wait.
  access?.credentials().catch(() => {});
  return providers[provider]({
    stateDir: file.dir,
    save: (patch) => file.save(patch),
    info: (line) => surface.info(line),
    warning: (problem) => surface.warning(problem),
    environment,
    keyFile: '',
    knownHostsFile: '',
    userKeyFile: undefined,
    aws,
    access,
  });
}
