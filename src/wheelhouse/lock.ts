import { readdir, readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parse } from 'smol-toml';
import { cannotBring } from './refusal';
import type { Uv } from './uv';
import type { Target } from './wheel-tags';
import type { WheelSet } from './wheelhouse';

export interface RemoteFile {
  readonly name: string;
  readonly url: string;
  /** Undefined where the index does not say. */
  readonly sha256: string | undefined;
  readonly size: number;
}

/** A package in the one version that was chosen. */
export interface LockedPackage {
  readonly name: string;
  readonly wheels: readonly RemoteFile[];
  readonly sdist: RemoteFile | undefined;
  /** Absolute path of its source on this machine. */
  readonly folder: string | undefined;
}

interface Tools {
  readonly uv: Uv;
  /** Path of what builds. */
  readonly python: string | undefined;
  /** A folder of this run. */
  readonly work: string;
}

/**
 * All packages that a set needs on a node and that are not there, in versions that fit each other.
 * Its folders are copies of this run's own.
 *
 * @throws UserError
 */
export async function lockPackages(
  { wanted, before, have }: WheelSet,
  target: Target,
  { uv, python, work }: Tools,
): Promise<readonly LockedPackage[]> {
  const input = join(work, 'wanted.in');
  const pinned = join(work, 'pinned.txt');
  const lock = join(work, 'pylock.toml');
  const options = [
    ...['--no-header', '--no-annotate'],
    ...['--python-version', target.python, '--python-platform', platformOf(target)],
    ...(python === undefined ? [] : ['--python', python]),
  ];
  const cannot = `The packages for Python ${target.python} cannot be had on this machine either`;
  await Promise.all(wanted.filter(isAbsolute).map(makeBuildable));
  await writeFile(input, lines(wanted));
  // What an output file has, uv prefers: a node keeps what it has, wherever that is good enough.
  await writeFile(pinned, lines(have));
  await uv.runBefore(before, cannot, [
    'pip',
    'compile',
    ...options,
    input,
    '--output-file',
    pinned,
  ]);
  await uv.runBefore(before, cannot, [
    ...['pip', 'compile', ...options, '--no-deps'],
    ...[pinned, '--format', 'pylock.toml', '--output-file', lock],
  ]);
  const there = new Set(have.map(canonical));
  return readLock(await readFile(lock, 'utf8'), work).filter(
    ({ name, version }) => !there.has(canonical(`${name}==${version}`)),
  );
}

/** setuptools needs no more than a setup.cfg, uv does. */
async function makeBuildable(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.includes('setup.py') || names.includes('pyproject.toml')) return;
  await writeFile(join(folder, 'setup.py'), 'import setuptools; setuptools.setup()\n');
}

interface Entry {
  readonly name: string;
  readonly version?: string;
  readonly wheels?: readonly FileEntry[];
  readonly sdist?: FileEntry;
  readonly archive?: FileEntry;
  readonly directory?: { readonly path: string };
  readonly vcs?: object;
}

interface FileEntry {
  readonly url: string;
  readonly size?: number | bigint;
  readonly hashes?: { readonly sha256?: string };
}

/** packaging.python.org, "pylock.toml Specification". */
function readLock(text: string, work: string): readonly (LockedPackage & { version: string })[] {
  const { packages = [] } = parse(text) as unknown as { packages?: readonly Entry[] };
  return packages.map(({ name, version = '', wheels = [], sdist, archive, directory, vcs }) => {
    if (vcs) {
      throw cannotBring(
        `${name} comes from a repository, which nodes without a package index cannot have.`,
        'Give it as an extension, or put it into a package index.',
      );
    }
    const archives = archive ? [remoteFile(archive)] : [];
    const source = sdist ? remoteFile(sdist) : archives.find((file) => !isWheel(file));
    const path = directory?.path;
    return {
      ...{ name, version },
      wheels: [...wheels.map(remoteFile), ...archives.filter(isWheel)],
      sdist: source,
      folder: path === undefined || isAbsolute(path) ? path : join(work, path),
    };
  });
}

function isWheel({ name }: RemoteFile): boolean {
  return name.endsWith('.whl');
}

function remoteFile({ url, size = 0, hashes = {} }: FileEntry): RemoteFile {
  const { pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  return { name, url, size: Number(size), sha256: hashes.sha256 };
}

/** The nearest of those that uv knows (`uv pip compile --help`, 0.6). */
function platformOf({ arch, glibc }: Target): string {
  const minor = Number(glibc?.split('.')[1] ?? 17);
  const known = [17, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40];
  return `${arch}-manylinux_2_${known.findLast((one) => one <= minor) ?? 17}`;
}

/** A package's name as PEP 503 compares it, with its version. */
function canonical(pin: string): string {
  const [name = '', version = ''] = pin.split('==');
  return `${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}==${version}`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
