import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Download, downloadFile } from './download';
import { type FileStore, fileKey } from './file-store';
import type { LockedPackage } from './lock';
import { cannotBring } from './refusal';
import type { Uv } from './uv';
import { type Target, wheelFit } from './wheel-tags';

interface Building {
  readonly uv: Uv;
  /** Path of what builds; undefined where this machine has no Python. */
  readonly python: string | undefined;
  readonly target: Target;
  /** What it is built with is as it was before that day; empty: as it is. */
  readonly before: string;
  readonly store: FileStore;
  readonly download: Download;
}

/**
 * Builds the wheel of a package of which there is none that fits.
 *
 * @returns its path
 * @throws UserError also when what is built here does not fit the node
 */
export async function buildWheel(one: LockedPackage, building: Building): Promise<string> {
  const { uv, python, target, before, store, download } = building;
  const { name, sdist, folder } = one;
  const build = (source: string, out: string) =>
    uv.runBefore(before, `${name} cannot be built on this machine`, [
      ...['build', '--wheel', '--out-dir', out, ...(python ? ['--python', python] : []), source],
    ]);
  const wheelIn = async (out: string) => {
    const wheels = (await readdir(out)).filter((file) => file.endsWith('.whl'));
    const fitting = wheels.find((file) => wheelFit(file, target) !== undefined);
    if (fitting !== undefined) return join(out, fitting);
    throw cannotBring(
      `${name} has no wheel for Python ${target.python} on ${target.arch}, and what this machine builds of it (${wheels.join(', ')}) does not fit there.`,
      `Let this machine have Python ${target.python} and be of that architecture, or put a wheel into a package index.`,
    );
  };
  if (folder !== undefined) {
    const out = `${folder}.wheel`;
    await build(folder, out);
    return wheelIn(out);
  }
  if (!sdist) {
    throw cannotBring(
      `${name} has neither a wheel for Python ${target.python} on ${target.arch} nor a source distribution.`,
    );
  }
  const { python: version, arch } = target;
  const minor = version.split('.').slice(0, 2).join('.');
  const built = await store.take(`built-${fileKey(sdist)}-${minor}-${arch}`, async (part) => {
    const archive = join(part, sdist.name);
    await downloadFile(sdist.url, sdist.sha256, archive, download);
    await build(archive, part);
    // Another machine may do better.
    await wheelIn(part);
  });
  return wheelIn(built);
}
