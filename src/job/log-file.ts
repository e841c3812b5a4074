import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { redactor } from '../secrets/redactor';

/** The job's log as a file of this machine. A disk that is full must not end a run. */
export interface LogFile {
  /** Resolves when the system has taken the bytes, or never will. */
  write(chunk: Buffer): Promise<void>;
  /** @returns why the file is not whole */
  close(): Promise<Error | undefined>;
}

/** @param hidden secrets, which do not stand in it: others may read it as an artifact */
export function openLogFile(path: string, hidden: readonly string[]): LogFile {
  const stream = createWriteStream(path);
  const { next, end } = redactor(hidden);
  let failure: Error | undefined;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    write: (chunk) => new Promise((resolve) => stream.write(next(chunk), () => resolve())),
    close: () => new Promise((resolve) => stream.end(end(), () => resolve(failure))),
  };
}

/** Puts a log without secrets where another one may be: that stays until this one is whole. */
export async function copyHidden(from: string, to: string, hidden: readonly string[]) {
  const log = openLogFile(`${to}.new`, hidden);
  try {
    for await (const chunk of createReadStream(from)) await log.write(chunk);
    const failure = await log.close();
    if (failure) throw failure;
    await rename(`${to}.new`, to);
  } catch (error) {
    await log.close();
    await rm(`${to}.new`, { force: true });
    throw error;
  }
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
