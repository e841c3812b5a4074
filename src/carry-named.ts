import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { type Extension, extensionsHere } from './extensions/bring-extensions';
import type { Inputs } from './inputs/inputs';
import { resourcePath } from './inputs/resources';
import { lastLines } from './last-lines';
import { UserError } from './problem';
import { runChild } from './remote/child';
import type { Fleet } from './remote/fleet';
import { upload } from './remote/rsync';
import { filesFrom } from './remote/workdir/list-folder';
import { checkNamed, listNamed, type Named } from './remote/workdir/list-named';
import type { Never } from './remote/workdir/never';
import type { RunDeps } from './run-job';

/** A resource that lies on this machine, at `path`. */
export function namedResource(name: string, path: string, { runnable }: Inputs): Named {
  return { path, place: { ...runnable.resources.get(name)?.place, field: `resources.${name}` } };
}

/** The folder of an extension; undefined for a PyPI requirement. */
export function namedExtension(
  { module, dir }: Extension,
  { runnable }: Inputs,
): Named | undefined {
  const place = { ...runnable.extensionPlaces.get(module), field: module };
  return dir === undefined ? undefined : { path: dir, place };
}

/** Resources of this machine, by name: absolute path. */
export function localResources({ runnable }: Inputs): ReadonlyMap<string, string> {
  const local = [...runnable.resources].filter(([, { kind }]) => kind === 'local');
  return new Map(
    local.map(([name, resource]) => {
      return [name, resourcePath(resource, runnable.absolutePath, homedir())] as const;
    }),
  );
}

/** @throws UserError for each that is itself never carried */
export function checkLocalResources(inputs: Inputs, never: Never, signal: AbortSignal) {
  const named = [...localResources(inputs)].map(([name, path]) =>
    namedResource(name, path, inputs),
  );
  return checkNamed(named, never, signal);
}

/** @throws UserError for each that is no package, or is itself never carried */
export async function checkLocalExtensions(inputs: Inputs, never: Never, signal: AbortSignal) {
  const { runnable, flambe } = inputs;
  if (!flambe.installExtensions) return;
  const extensions = await extensionsHere(runnable.extensions, {
    runnablePath: runnable.absolutePath,
    places: runnable.extensionPlaces,
  });
  const named = extensions.flatMap((one) => namedExtension(one, inputs) ?? []);
  await checkNamed(named, never, signal);
}

/**
 * Sends what the user names to the orchestrator, without what is never carried.
 *
 * @param there its path on the nodes; for a file in a folder that is there
 * @throws UserError when it is itself never carried
 */
export async function carryNamed(
  { orchestrator: machine, sshConfigFile }: Fleet,
  named: Named,
  there: string,
  { neverCarried, surface, signal }: RunDeps,
): Promise<void> {
  const { field } = named.place;
  const { path, folder } = await listNamed(named, neverCarried, signal);
  const transfer = {
    ...{ machine, sshConfigFile, signal },
    onProgress: (fraction: number, detail: string) => surface.progress(field, fraction, detail),
  };
  if (folder === undefined) return upload(path, there, transfer);
  for (const warning of folder.warnings) surface.warning(warning);
  if (folder.leftOut !== '')
    surface.info(`${field}: never carried, so left out: ${folder.leftOut}`);
  // rsync makes no folder for no files.
  await machine.check('make a folder', 'mkdir -p "$1"', { args: [there], signal });
  await upload(`${path}/`, `${there}/`, { ...transfer, files: filesFrom(folder.files) });
}

/**
 * Copies a folder that the user names on this machine, for a build that packs what lies there: of it
 * what `carryNamed` sends, and no link that leads out of it, which here has an end.
 *
 * @throws UserError when it is itself never carried, or cannot be copied
 */
export async function copyNamed(
  { path, place }: Named,
  there: string,
  never: Never,
  signal: AbortSignal,
): Promise<void> {
  const { path: real, folder } = await listNamed({ path, place }, never, signal);
  const options = ['-rlpt', '--safe-links', '--from0', '--files-from=-'];
  const input = filesFrom(folder?.files ?? []);
  await mkdir(there);
  const { code, stderr } = await runChild('rsync', [...options, `${real}/`, there], {
    ...{ input, signal },
  });
  if (code !== 0)
    throw new UserError({ ...place, message: `It cannot be copied: ${lastLines(stderr)}` });
}
