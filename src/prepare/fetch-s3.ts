import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Machine } from '../remote/machine';
import { onLines } from '../remote/on-lines';

export interface WantedObject {
  /** `s3://bucket/key`. */
  readonly address: string;
  /** Where it goes on the node. */
  readonly path: string;
}

export interface NodeFetch {
  readonly layout: Layout;
  /** Has boto3, as flambé's environment does. */
  readonly python: string;
  readonly signal: AbortSignal;
  /** At most four times for each. */
  readonly onBytes: (wanted: WantedObject, done: number, total: number) => void;
}

/**
 * Has a machine bring objects of S3 by its own rights, those of its instance profile. What it cannot
 * have is told, not thrown.
 *
 * @returns why, for each that it could not bring
 */
export async function fetchByNode(
  machine: Machine,
  wanted: readonly WantedObject[],
  { layout, python, signal, onBytes }: NodeFetch,
): Promise<ReadonlyMap<WantedObject, string>> {
  const script = readFileSync(join(__dirname, 'fetch-s3.sh'), 'utf8');
  const words = wanted.flatMap(({ address, path }) => [address, path]);
  const failed = new Map<WantedObject, string>();
  const read = onLines((line) => {
    const [, what, number, said = ''] = /^(bytes|failed)=(\d+) (.*)$/.exec(line) ?? [];
    const one = wanted[Number(number)];
    const [done = 0, total = 0] = said.split(' ').map(Number);
    if (one && what === 'failed') failed.set(one, said);
    else if (one) onBytes(one, done, total);
  });
  const onStdout = (chunk: Buffer) => read(chunk.toString());
  const args = [layout.runDir, python, ...words];
  await machine.check('bring resources from S3', script, { args, signal, onStdout });
  return failed;
}
