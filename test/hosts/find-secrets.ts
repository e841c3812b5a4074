import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostProcess } from './host-process';

/**
 * Where any of `values` stands: in a file, in its name or where a link points, below `folders`; in
 * the command line or the environment of `processes`. Places are named, values are not.
 *
 * @throws when something cannot be read: what was not searched proves nothing
 */
export async function findSecrets(
  values: readonly string[],
  folders: readonly string[],
  processes: readonly HostProcess[] = [],
): Promise<readonly string[]> {
  const needles = values.map((value) => Buffer.from(value));
  if (needles.some((needle) => needle.length < 4)) throw new Error('A value is too short to tell.');
  const places: string[] = [];
  for (const { pid, command, environment } of processes) {
    const who = `process ${pid} (${command[0]})`;
    if (contains(command.join('\0'), needles)) places.push(`command line of ${who}`);
    if (contains(environment.join('\0'), needles)) places.push(`environment of ${who}`);
  }
  for (const folder of folders) places.push(...(await searchFolder(folder, needles)));
  return places;
}

/** A value as it is, in hexadecimal, in a URI, and within a longer text in base64. */
export function encodings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const within = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Of the characters at its ends a part stands for what is around it.
    return text.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [...new Set([value, encodeURIComponent(value), bytes.toString('hex'), ...within])];
}

async function searchFolder(folder: string, needles: readonly Buffer[]): Promise<string[]> {
  const places: string[] = [];
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name);
    if (contains(entry.name, needles)) places.push(`name of ${path}`);
    if (await searchEntry(entry, path, needles)) places.push(path);
    if (entry.isDirectory() && !packages.test(path)) {
      places.push(...(await searchFolder(path, needles)));
    }
  }
  return places;
}

/** Gigabytes of a Python environment that come from the package index as they are. */
const packages =
  /\/site-packages\/(ray|torch|torchvision|caffe2|scipy|numpy|pandas|sklearn|pyarrow|nltk|grpc|tensorboard|[^/]+\.libs)$/;

async function searchEntry(entry: Dirent, path: string, needles: readonly Buffer[]) {
  if (entry.isSymbolicLink()) return contains(await unlessGone(readlink(path), ''), needles);
  return entry.isFile() && unlessGone(searchFile(path, needles), false);
}

/** Files in which nothing was found, by the values: a Python environment has gigabytes that stay as they are. */
const searched = new Map<string, Set<string>>();

async function searchFile(path: string, needles: readonly Buffer[]): Promise<boolean> {
  const values = Buffer.concat(needles).toString('latin1');
  const known = searched.get(values) ?? new Set();
  searched.set(values, known);
  // Whatever changes a file changes its ctime (inode(7)).
  const { dev, ino, size, ctimeNs } = await stat(path, { bigint: true });
  const file = [dev, ino, size, ctimeNs].join(' ');
  if (known.has(file)) return false;
  const isThere = await streamContains(path, needles);
  if (!isThere) known.add(file);
  return isThere;
}

async function streamContains(path: string, needles: readonly Buffer[]): Promise<boolean> {
  const longest = Math.max(...needles.map((needle) => needle.length));
  let kept = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const window = Buffer.concat([kept, chunk as Buffer]);
    if (contains(window, needles)) return true;
    kept = window.subarray(Math.max(0, window.length - longest));
  }
  return false;
}

function contains(text: string | Buffer, needles: readonly Buffer[]): boolean {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return needles.some((needle) => bytes.includes(needle));
}

/** Files come and go while they are searched. */
async function unlessGone<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return otherwise;
    throw error;
  }
}
