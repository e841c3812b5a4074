import { createReadStream, type Dirent, readFileSync, statSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostProcess } from './host-process';
import { Needles } from './needles';

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
  if (values.some((value) => value.length < 4)) throw new Error('A value is too short to tell.');
  const needles = new Needles(values.map((value) => Buffer.from(value)));
  const places: string[] = [];
  for (const { pid, command, environment } of processes) {
    const who = `process ${pid} (${command[0]})`;
    if (contains(command.join('\0'), needles)) places.push(`command line of ${who}`);
    if (contains(environment.join('\0'), needles)) places.push(`environment of ${who}`);
  }
  const known = searchedFor(values);
  for (const folder of folders) places.push(...(await searchFolder(folder, needles, known)));
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

async function searchFolder(
  folder: string,
  needles: Needles,
  known: Set<string>,
): Promise<string[]> {
  const places: string[] = [];
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name);
    if (contains(entry.name, needles)) places.push(`name of ${path}`);
    if (await searchEntry(entry, path, needles, known)) places.push(path);
    if (entry.isDirectory()) places.push(...(await searchFolder(path, needles, known)));
  }
  return places;
}

async function searchEntry(entry: Dirent, path: string, needles: Needles, known: Set<string>) {
  if (entry.isSymbolicLink()) return contains(await unlessGone(readlink(path), ''), needles);
  return entry.isFile() && unlessGone(searchFile(path, needles, known), false);
}

/** Files in which nothing was found, by the values: a Python environment has gigabytes that stay as they are. */
const searched = new Map<string, Set<string>>();

function searchedFor(values: readonly string[]): Set<string> {
  const all = values.join('\0');
  const known = searched.get(all) ?? new Set();
  searched.set(all, known);
  return known;
}

async function searchFile(path: string, needles: Needles, known: Set<string>): Promise<boolean> {
  // Whatever changes a file changes its ctime (inode(7)).
  const { dev, ino, size, ctimeNs } = statSync(path, { bigint: true });
  const file = [dev, ino, size, ctimeNs].join(' ');
  if (known.has(file)) return false;
  const isThere =
    size <= piece ? needles.areIn(readFileSync(path)) : await areInPieces(path, needles);
  if (!isThere) known.add(file);
  return isThere;
}

/** Bytes of a large file that are looked at together. With a stream or a promise for each small one it takes ten times as long. */
const piece = 1 << 20;

async function areInPieces(path: string, needles: Needles): Promise<boolean> {
  let kept = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: piece })) {
    const window = Buffer.concat([kept, chunk as Buffer]);
    if (needles.areIn(window)) return true;
    kept = window.subarray(Math.max(0, window.length - needles.longest));
  }
  return false;
}

function contains(text: string, needles: Needles): boolean {
  return needles.areIn(Buffer.from(text));
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
