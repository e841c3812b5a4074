import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivateKey } from './inputs/inputs';
import type { Leftover, Provider } from './providers/provider';
import { providers } from './providers/registry';
import type { Surface } from './surfaces/surface';
import type { RecordFile } from './teardown/record';
import { tearDown } from './teardown/teardown';

export interface EndDeps {
  readonly file: RecordFile;
  /** Given again; a run never keeps the text of a key. */
  readonly privateKey: PrivateKey | undefined;
  readonly surface: Surface;
  readonly signal: AbortSignal;
}

/**
 * Undoes a run by its record, in whatever process.
 *
 * @returns whether nothing is left; what is left is shown with the command that removes it
 */
export async function endRun({ file, privateKey, surface, signal }: EndDeps): Promise<boolean> {
  const keyFile = keyFileFor(file, privateKey);
  const left = await surface.stage('teardown', () =>
    tearDown({
      file,
      keyFile,
      provider: providerOf(file, surface),
      signal,
      info: (line) => surface.info(line),
    }),
  );
  for (const leftover of left) surface.error(problemOf(leftover));
  return left.length === 0;
}

/** The key of a local cluster and a key named by path are where they were. */
function keyFileFor(file: RecordFile, privateKey: PrivateKey | undefined): string | undefined {
  const recorded = file.record.keyFile;
  if (recorded && existsSync(recorded)) return recorded;
  if (!privateKey) return undefined;
  if (privateKey.file) return privateKey.file;
  const path = join(file.dir, 'ssh_key.again');
  writeFileSync(path, privateKey.text, { mode: 0o600 });
  return path;
}

function providerOf(file: RecordFile, surface: Surface): Provider {
  const { provider } = file.record;
  if (provider === 'aws') throw new Error('This version starts no !AWSCluster.');
  return providers[provider]({
    stateDir: file.dir,
    save: (patch) => file.save(patch),
    info: (line) => surface.info(line),
    keyFile: '',
    knownHostsFile: '',
  });
}

function problemOf({ what, why, command }: Leftover) {
  return { message: `Left behind: ${what}: ${why}.`, fix: `Remove it with: ${command}` };
}
