import type { Writable } from 'node:stream';

/**
 * Resolves when the system has taken the bytes. A pipe whose reader is gone takes everything: the
 * run goes on without being seen, since its machines must be taken down all the same.
 */
export function write(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    stream.write(bytes, () => resolve());
  });
}
