import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backOff } from './backoff';
import { runChild } from './child';
import { diskIsFull, hostFailure, isDiskFull } from './host-failure';
import type { Machine } from './machine';
import { onLines } from './on-lines';
import { byConfig, sharedLogin } from './ssh-config';

export interface Transfer {
  readonly machine: Machine;
  readonly sshConfigFile: string;
  /** Arguments of rsync(1) before source and destination. */
  readonly options?: readonly string[];
  /** NUL-separated names for `--files-from`; what an upload does not find any more is left out. */
  readonly files?: Buffer;
  readonly signal: AbortSignal;
  /** Fraction 0…1 of what rsync knows so far, and its own words for it. */
  readonly onProgress?: (fraction: number, detail: string) => void;
  /** Told of every file of the source, by its path in the destination, also if it was there. */
  readonly onFile?: (path: string, bytes: number) => void;
  /** Told likewise of every link, also if `--safe-links` leaves it behind. */
  readonly onLink?: (path: string) => void;
}

/** Owner, group and devices stay behind: accounts differ between the two sides. */
const always = ['-rlptz', '--partial', '--timeout=60'] as const;
const attempts = 10;
/** rsync(1), EXIT VALUES: protocol stream, socket I/O, timeouts, and ssh's own 255. */
const worthAnotherTry = new Set([10, 12, 30, 35, 255]);
/** "Error in file I/O", on the other side, whose own words are often lost with it. */
const fileError = 11;
/** "Partial transfer due to vanished source files": the rest is there. */
const vanished = 24;

/**
 * rsync's options for what need not be sent because it lies in `folder` on the other side already. It
 * is copied, not linked, so that nobody changes both; and compared by content: size and time say
 * nothing of files that different runs unpacked with a fixed time.
 */
export function unlessIn(folder: string): readonly string[] {
  return ['--checksum', `--copy-dest=${folder}`];
}

/** Sends files or a folder (`source/`, absolute) to a folder of the machine, with the user's key. */
export function upload(source: string, destination: string, transfer: Transfer): Promise<void> {
  return rsync(source, `${transfer.machine.name}:${destination}`, transfer);
}

/** Brings files or a folder (`source/`) of the machine to an absolute path here, with the user's key. */
export async function download(
  source: string,
  destination: string,
  { files, ...transfer }: Transfer,
): Promise<void> {
  const from = `${transfer.machine.name}:${source}`;
  const options = ['--no-perms', ...(transfer.options ?? [])];
  if (!files) return rsync(from, destination, { ...transfer, options });
  // From a pipe rsync may read a list piece by piece, and then takes a name in three pieces for one
  // that nobody asked for (io.c, forward_filesfrom_data).
  const list = `names-${randomUUID()}`;
  const file = join(dirname(transfer.sshConfigFile), list);
  await writeFile(file, files);
  try {
    const given = ['--from0', `--files-from=${list}`];
    await rsync(from, destination, { ...transfer, options: [...given, ...options] });
  } finally {
    await rm(file, { force: true });
  }
}

async function rsync(source: string, destination: string, transfer: Transfer): Promise<void> {
  const { machine, sshConfigFile, options = [], files, signal } = transfer;
  const { onProgress, onFile, onLink } = transfer;
  const { cwd, config } = byConfig(sshConfigFile);
  const args = [
    ...always,
    // A transfer that loses its other end is to be found by teardown.
    `--rsync-path=env ${machine.mark} rsync`,
    // Without it a remote shell would expand what stands in a path.
    '--protect-args',
    '-e',
    ['ssh', ...config, ...sharedLogin(machine.name)].join(' '),
    ...(onProgress ? ['--info=progress2', '--no-inc-recursive'] : []),
    ...(onFile ? ['-ii', `--out-format=${itemFormat}`] : []),
    ...(onLink ? ['--info=name1'] : []),
    // As it forgives what vanishes later.
    ...(files ? ['--from0', '--files-from=-', '--ignore-missing-args'] : []),
    ...options,
    source,
    destination,
  ];
  const onStdout = onLines((line) => {
    if (onProgress) reportProgress(line, onProgress);
    if (onFile) reportFile(line, onFile);
    if (onLink) reportLink(line, onLink);
  });
  for (let attempt = 1; ; attempt++) {
    const { code, stderr } = await runChild('rsync', args, {
      signal,
      input: files,
      onStdout,
      cwd,
    });
    if (code === 0 || code === vanished) return;
    if (attempt === attempts || !worthAnotherTry.has(code ?? 0) || isDiskFull(stderr)) {
      const full = code === fileError && (await isFull(machine, destination, signal));
      const words = full ? diskIsFull : stderr.trim().split('\n').slice(-5).join('\n');
      const message = `rsync failed (exit code ${code ?? 'none'}): ${words}`;
      throw hostFailure(machine.title, message);
    }
    await backOff(attempt, signal);
    // A host that is away is waited for; what has arrived stays there (`--partial`).
    await machine.run(':', { signal });
  }
}

/** Whether nothing more fits where `destination` lies, a folder of this machine or of `machine`. */
async function isFull(machine: Machine, destination: string, signal: AbortSignal) {
  const there = destination.startsWith(`${machine.name}:`);
  if (!there) return false;
  const folder = destination.slice(machine.name.length + 1);
  const { stdout } = await machine.run('df -Pk "$1" | tail -n 1', { args: [folder], signal });
  return Number(stdout.split(/\s+/)[3] ?? Number.NaN) < 4;
}

function reportProgress(line: string, report: (fraction: number, detail: string) => void): void {
  const [, bytes, percent, speed] = /^\s*([\d,.]+[KMGT]?)\s+(\d+)%\s+(\S+)/.exec(line) ?? [];
  if (percent !== undefined) report(Number(percent) / 100, `${bytes} B, ${speed}`);
}

/** rsync(1), `--out-format`: what is done, length, name. */
const itemFormat = '%i %l %n';

function reportFile(line: string, report: (path: string, bytes: number) => void): void {
  const [, bytes, name] = /^[<>ch.*]f\S* +(\d+) (.*)$/.exec(line) ?? [];
  if (name !== undefined) report(unescaped(name), Number(bytes));
}

function reportLink(line: string, report: (path: string) => void): void {
  const [, came, left] =
    /^[c.]L\S* +\d+ (.*)$|^ignoring unsafe symlink "(.*)" -> "/.exec(line) ?? [];
  const name = came ?? left;
  if (name !== undefined) report(unescaped(name));
}

/** In the C locale rsync writes every byte that is not ASCII, or no character, as `\#` and octal. */
function unescaped(name: string): string {
  const bytes = name.replaceAll(/\\#([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
