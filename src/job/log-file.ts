import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** The job's log as a file of this machine. A disk that is full must not end a run. */
export interface LogFile {
  /** Resolves when the system has taken the bytes, or never will. */
  write(chunk: Buffer): Promise<void>;
  /** @returns why the file is not whole */
  close(): Promise<Error | undefined>;
}

export function openLogFile(path: string): LogFile {
  const stream = createWriteStream(path);
  let failure: Error | undefined;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    write: (chunk) => new Promise((resolve) => stream.write(chunk, () => resolve())),
    close: () => new Promise((resolve) => stream.end(() => resolve(failure))),
  };
}

/** Bytes that a log's last lines may have. */
const mostTail = 256 * 1024;

/**
 * The last lines of a log of any size; none that began before them, of which a secret could be only
 * the end. Empty when there is no log.
 */
export async function readLogTail(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - mostTail);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(size - start),
      0,
      size - start,
      start,
    );
    const bytes = buffer.subarray(0, bytesRead);
    const firstLine = start === 0 ? 0 : bytes.indexOf('\n') + 1 || bytes.length;
    return bytes.toString('utf8', firstLine);
  } finally {
    await file.close();
  }
}
