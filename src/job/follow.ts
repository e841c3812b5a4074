import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitCode, UserError } from '../problem';
import { ConnectionLost } from '../remote/connection';
import type { Machine } from '../remote/machine';

export interface JobEnd {
  /** The job's own, 128 + n after signal n. */
  readonly exitCode: number;
  readonly reason: 'exited' | 'timed-out';
}

export interface FollowOptions {
  readonly runDir: string;
  readonly signal: AbortSignal;
  /** Takes the log's bytes in order, each once; the next come when its promise has resolved. */
  readonly take: (chunk: Buffer) => Promise<void>;
  /** Bytes of the log that were taken before. */
  readonly offset?: number;
}

interface Status {
  readonly size: number;
  readonly alive: boolean;
  readonly exit: string | undefined;
  readonly freeKiB: number;
}

/**
 * Shows the job's log from its first byte to its last through any number of lost connections.
 *
 * @throws UserError when the host is lost (75), or the job ended and nobody knows how
 */
export async function followJob(machine: Machine, options: FollowOptions): Promise<JobEnd> {
  const { runDir, signal, take } = options;
  const script = readFileSync(join(__dirname, 'follow.sh'), 'utf8');
  let offset = options.offset ?? 0;
  const onStdout = async (chunk: Buffer) => {
    // Counted before it is shown: what was begun is never shown again.
    offset += chunk.length;
    await take(chunk);
  };
  for (;;) {
    const before = offset;
    // A connection that breaks is tried anew here, so that the offset is that of the last byte.
    await machine
      .attempt(script, { args: [runDir, String(offset)], onStdout, signal })
      .catch((error: unknown) => {
        if (!(error instanceof ConnectionLost)) throw error;
      });
    const status = await jobStatus(machine, runDir, signal);
    const complete = offset >= status.size;
    if (status.exit !== undefined && complete) return jobEnd(status.exit, machine);
    if (!status.alive && status.exit === undefined && offset === before && complete) {
      throw vanished(machine, status);
    }
    if (offset === before) await sleep(200, undefined, { signal });
  }
}

async function jobStatus(machine: Machine, runDir: string, signal: AbortSignal): Promise<Status> {
  const script = readFileSync(join(__dirname, 'status.sh'), 'utf8');
  const { stdout } = await machine.run(script, { args: [runDir], signal });
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(stdout)?.[1];
  return {
    size: Number(value('size')) || 0,
    alive: value('alive') === 'yes',
    exit: value('exit'),
    freeKiB: Number(value('free') || Number.NaN),
  };
}

function jobEnd(exit: string, machine: Machine): JobEnd {
  const [code, reason] = exit.split(' ');
  if (reason === 'disk-full') throw diskFull(machine, `the job ended with exit code ${code}`);
  return { exitCode: Number(code), reason: reason === 'timed-out' ? 'timed-out' : 'exited' };
}

function vanished(machine: Machine, { freeKiB }: Status): UserError {
  if (freeKiB < 4) return diskFull(machine, 'its exit code could not be written');
  return new UserError(
    {
      field: machine.title,
      message:
        'The job is gone and left no exit code: the host was restarted, or what watched over the job was killed.',
    },
    ExitCode.lost,
  );
}

function diskFull(machine: Machine, what: string): UserError {
  return new UserError(
    {
      field: machine.title,
      message: `The disk of the host is full; ${what}, and its log and results may be cut short.`,
      fix: 'Make room on the host, or let the job write less.',
    },
    ExitCode.lost,
  );
}
