import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource } from '../../src/inputs/resources';
import { UserError } from '../../src/problem';
import { bringResources, lookAtResources } from '../../src/resources/bring-resources';
import type { Patience } from '../../src/resources/download';
import type { S3Reader } from '../../src/resources/s3';

const quick: Patience = { attempts: 3, pause: 1, silence: 5000 };

/** A machine that brings resources, with a folder for what it keeps. */
export class Machine implements Disposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'resources-'));
  readonly cacheDir = join(this.dir, 'kept');
  readonly infos: string[] = [];
  readonly progress: string[] = [];
  s3: S3Reader | undefined;

  bring(
    addresses: Readonly<Record<string, string>>,
    patience: Partial<Patience> = {},
    signal = new AbortController().signal,
  ): Promise<ReadonlyMap<string, string>> {
    return bringResources(resourcesOf(addresses), {
      ...{ cacheDir: this.cacheDir, s3: this.s3, signal },
      patience: { ...quick, ...patience },
      info: (line) => void this.infos.push(line),
      progress: (label, fraction) => void this.progress.push(`${label} ${fraction.toFixed(2)}`),
    });
  }

  look(addresses: Readonly<Record<string, string>>) {
    const { signal } = new AbortController();
    return lookAtResources(resourcesOf(addresses), { s3: this.s3, signal, patience: quick });
  }

  [Symbol.dispose](): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function resourcesOf(addresses: Readonly<Record<string, string>>): ReadonlyMap<string, Resource> {
  return new Map(
    Object.entries(addresses).map(([name, value], i) => {
      const place = { file: 'run.yaml', line: i + 4, column: 5 };
      return [name, { kind: value.startsWith('s3:') ? 's3' : 'http', value, place }];
    }),
  );
}

export async function failureOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error('There is no UserError.', { cause: error });
}

/** Bytes that are the same nowhere else. */
export function someBytes(length: number): Buffer {
  return randomBytes(length);
}
