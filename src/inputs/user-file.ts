import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../problem';
import { whyNoArtifacts } from './artifact-name';
import { shown } from './shown';

/** Where the user's words are read: what a path is relative to. */
export interface ReadContext {
  /** Absolute. */
  readonly cwd: string;
  /** Absolute. */
  readonly home: string;
  /** Region that the environment names, as every AWS tool reads it. */
  readonly awsRegion?: string | undefined;
  /** Why no workflow artifact can be kept; undefined where one can. */
  readonly noArtifacts?: string | undefined;
}

/** This process's own. */
export function processContext(): ReadContext {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return {
    cwd: process.cwd(),
    home: homedir(),
    awsRegion: AWS_REGION || AWS_DEFAULT_REGION || undefined,
    noArtifacts: whyNoArtifacts(process.env),
  };
}

/** Absolute path of what the user wrote; `~` is the home. */
export function absolutePath(path: string, { cwd, home }: ReadContext): string {
  if (path === '~' || path.startsWith('~/')) return join(home, path.slice(1));
  return isAbsolute(path) ? path : resolve(cwd, path);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder, not a file',
  ELOOP: 'is a symbolic link that leads to itself',
  ENAMETOOLONG: 'is too long for a path',
};

export interface NamedFile {
  /** As the user wrote it. */
  readonly path: string;
  /** Input or option that names it. */
  readonly field: string;
}

/**
 * Reads a file that the user named, pipes (`<(command)`) included.
 *
 * @param limit bytes that it may have at most
 * @throws UserError that names the file and what keeps it from being read
 */
export function readUserFile(
  { path, field }: NamedFile,
  limit: number,
  context: ReadContext,
): Buffer {
  const refuse = (message: string, cause?: unknown) =>
    new UserError({ field, message: `${shown(path)} ${message}.` }, undefined, { cause });
  if (path.includes('\0')) throw refuse('holds a NUL byte, which no path does');
  let bytes: Buffer;
  try {
    bytes = readAtMost(absolutePath(path, context), limit + 1);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw refuse(reasons[code] ?? `cannot be read (${code})`, cause);
  }
  if (bytes.length > limit) throw refuse(`is larger than ${limit / 1024} KiB`);
  return bytes;
}

function readAtMost(path: string, limit: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let left = limit; left > 0; ) {
      const chunk = Buffer.alloc(Math.min(left, 64 * 1024));
      const length = readSync(file, chunk);
      if (length === 0) break;
      chunks.push(chunk.subarray(0, length));
      left -= length;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** What is at a path, if anything that can be looked at is. */
export function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}
