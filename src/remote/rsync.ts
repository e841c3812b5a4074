import { ExitCode, UserError } from '../problem';
import { runChild } from './child';
import type { Machine } from './machine';

export interface Transfer {
  readonly machine: Machine;
  readonly sshConfigFile: string;
  /** Arguments of rsync(1) before source and destination. */
  readonly options?: readonly string[];
  /** NUL-separated names for `--files-from=-`. */
  readonly files?: Buffer;
  readonly signal: AbortSignal;
  /** Fraction 0…1 of what rsync knows so far, and its own words for it. */
  readonly onProgress?: (fraction: number, detail: string) => void;
}

/** Owner, group and devices stay behind: accounts differ between the two sides. */
const always = ['-rlptz', '--partial', '--timeout=60'] as const;
const attempts = 3;
/** rsync(1), EXIT VALUES: protocol stream, socket I/O, timeouts, and ssh's own 255. */
const worthAnotherTry = new Set([10, 12, 30, 35, 255]);
/** "Partial transfer due to vanished source files": the rest is there. */
const vanished = 24;

/** Sends files or a folder (`source/`) to a folder of the machine, with the user's key. */
export function upload(source: string, destination: string, transfer: Transfer): Promise<void> {
  return rsync(source, `${transfer.machine.name}:${destination}`, transfer);
}

/** Brings files or a folder (`source/`) of the machine to a folder here, with the user's key. */
export function download(source: string, destination: string, transfer: Transfer): Promise<void> {
  const options = ['--no-perms', ...(transfer.options ?? [])];
  return rsync(`${transfer.machine.name}:${source}`, destination, { ...transfer, options });
}

async function rsync(source: string, destination: string, transfer: Transfer): Promise<void> {
  const { machine, sshConfigFile, options = [], files, signal, onProgress } = transfer;
  const args = [
    ...always,
    // Without it a remote shell would expand what stands in a path.
    '--protect-args',
    '-e',
    `ssh -F "${sshConfigFile}"`,
    ...(onProgress ? ['--info=progress2', '--no-inc-recursive'] : []),
    ...(files ? ['--from0', '--files-from=-'] : []),
    ...options,
    source,
    destination,
  ];
  const onStdout = onProgress && ((text: string) => reportProgress(text, onProgress));
  for (let attempt = 1; ; attempt++) {
    const { code, stderr } = await runChild('rsync', args, {
      signal,
      input: files,
      ...(onStdout && { onStdout }),
    });
    if (code === 0 || code === vanished) return;
    if (attempt === attempts || !worthAnotherTry.has(code ?? 0)) {
      throw new UserError(
        {
          field: `${machine.name} (${machine.node.host})`,
          message: `rsync failed (exit code ${code ?? 'none'}): ${stderr.trim().split('\n').slice(-5).join('\n')}`,
        },
        ExitCode.clusterUnavailable,
      );
    }
  }
}

function reportProgress(text: string, report: (fraction: number, detail: string) => void): void {
  const [, bytes, percent, speed] =
    text
      .split(/[\r\n]/)
      .map((line) => /^\s*([\d,.]+[KMGT]?)\s+(\d+)%\s+(\S+)/.exec(line))
      .findLast(Boolean) ?? [];
  if (percent !== undefined) report(Number(percent) / 100, `${bytes} B, ${speed}`);
}
