import { posix } from 'node:path';

/**
 * A path, one character per byte (latin1): a name on Linux is bytes, and need not be UTF-8.
 * Absolute unless said otherwise.
 */
export type BytePath = string;

export function toBytePath(path: string | Buffer): BytePath {
  return Buffer.from(path as string).toString('latin1');
}

/** The path as `fs` takes it. */
export function onDisk(path: BytePath): Buffer {
  return Buffer.from(path, 'latin1');
}

export function within(folder: BytePath, name: BytePath): BytePath {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** `path` and the folders it lies in, up to `/`. */
export function* withParents(path: BytePath): Generator<BytePath> {
  for (let here = path; ; here = posix.dirname(here)) {
    yield here;
    if (here === '/' || here === '.') return;
  }
}

/** The path as a string that stands for the same bytes; undefined when none does. */
export function asText(path: BytePath): string | undefined {
  const text = onDisk(path).toString('utf8');
  return toBytePath(text) === path ? text : undefined;
}

/** For people, on one line: bytes that are no UTF-8 show as `�`. */
export function shown(path: BytePath): string {
  return onDisk(path)
    .toString('utf8')
    .replace(
      /[\x00-\x1f\x7f-\x9f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
