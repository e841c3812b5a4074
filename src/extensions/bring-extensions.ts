import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseExtension } from '../inputs/extensions';
import type { GitAddress } from '../inputs/git-address';
import { extensionFolder, packageFault } from '../inputs/package-folder';
import { shown } from '../inputs/shown';
import type { Place } from '../inputs/yaml-places';
import { openRunCache, type RunCache } from '../kept/run-cache';
import { pruneStores } from '../kept/store';
import { type Problem, UserError } from '../problem';
import { bringRepository } from './bring-repository';
import type { GitSettings } from './git';
import { settingsAround } from './git-settings';
import { moduleFault } from './modules';
import { Refusal } from './refusal';

/** A pip-installable package that a runnable names in its header. */
export interface Extension {
  /** The key of the header. */
  readonly module: string;
  /** As written; a URL may hold credentials. */
  readonly source: string;
  /** Absolute path of its folder on this machine; undefined for a PyPI requirement. */
  readonly dir: string | undefined;
  readonly requirement: string | undefined;
}

export interface NamedBy {
  /** Path of the runnable: relative extensions start from its folder. */
  readonly runnablePath: string;
  /** Where each extension stands in the runnable, for problems. */
  readonly places?: ReadonlyMap<string, Place>;
}

export interface BringOptions extends NamedBy {
  /** Folder of this machine in which repositories are kept from one run to the next. */
  readonly cacheDir: string;
  readonly signal: AbortSignal;
  info(line: string): void;
}

/**
 * Brings the extensions of a runnable to this machine, with the user's own git: configuration,
 * credentials and agent.
 *
 * @param extensions header of the runnable: module → local path, git address or PyPI requirement
 * @returns in the order of the header
 * @throws UserError with what is wrong with any of them
 */
export async function bringExtensions(
  extensions: ReadonlyMap<string, string>,
  options: BringOptions,
): Promise<readonly Extension[]> {
  const run = await startBringing(extensions, options);
  const brought = await Promise.allSettled(
    [...extensions].map(([module, source]) => bring(module, source, run)),
  );
  options.signal.throwIfAborted();
  await pruneStores(options.cacheDir);
  return allOrProblems(brought);
}

/**
 * Those that need not be brought: all but repositories.
 *
 * @throws UserError with what is wrong with any of them, as from `bringExtensions`
 */
export async function extensionsHere(
  extensions: ReadonlyMap<string, string>,
  named: NamedBy,
): Promise<readonly Extension[]> {
  const here = [...extensions].filter(([, source]) => addressOf(source) === undefined);
  const found = here.map(async ([module, source]) => extensionHere(module, source, named));
  return allOrProblems(await Promise.allSettled(found));
}

function allOrProblems(results: readonly PromiseSettledResult<Extension>[]): readonly Extension[] {
  const problems: Problem[] = [];
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    if (!(result.reason instanceof UserError)) throw result.reason;
    problems.push(...result.reason.problems);
  }
  if (problems.length > 0) throw new UserError(problems);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** What all extensions of a run have in common. */
export interface Bringing extends BringOptions {
  /** Of the repository that holds the runnable. */
  readonly settings: GitSettings;
  readonly cache: RunCache | undefined;
}

async function startBringing(
  extensions: ReadonlyMap<string, string>,
  options: BringOptions,
): Promise<Bringing> {
  const fromGit = [...extensions.values()].map(addressOf);
  if (fromGit.every((address) => address === undefined))
    return { ...options, settings: [], cache: undefined };
  const { runnablePath, signal, info } = options;
  return {
    ...options,
    settings: await settingsAround(dirname(resolve(runnablePath)), signal),
    cache: await openRunCache('extensions', process.env, info),
  };
}

async function bring(module: string, source: string, run: Bringing): Promise<Extension> {
  const address = addressOf(source);
  if (address === undefined) return extensionHere(module, source, run);
  const dir = await fromGit(address, module, run, refuser(module, run));
  return { module, source, dir, requirement: undefined };
}

function addressOf(source: string): GitAddress | undefined {
  const read = parseExtension(source);
  return 'kind' in read && read.kind === 'git' ? read.address : undefined;
}

function extensionHere(module: string, source: string, named: NamedBy): Extension {
  const refuse = refuser(module, named);
  const read = parseExtension(source);
  if ('fault' in read) throw refuse({ message: `${read.fault}.` });
  const dir = extensionFolder(source, resolve(named.runnablePath), homedir());
  if (dir === undefined) return { module, source, dir, requirement: source };
  checkPackage(dir, module, shown(source), refuse);
  return { module, source, dir, requirement: undefined };
}

type Refuse = (problem: Pick<Problem, 'message' | 'fix'>) => UserError;

function refuser(module: string, { places, runnablePath }: NamedBy): Refuse {
  const place = places?.get(module) ?? { file: runnablePath };
  return (problem) => new UserError({ ...place, field: module, ...problem });
}

async function fromGit(
  address: GitAddress,
  module: string,
  run: Bringing,
  refuse: Refuse,
): Promise<string> {
  try {
    const dir = await bringRepository(address, module, run);
    checkPackage(dir, module, address.shown, refuse);
    return dir;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problem } = error;
    throw refuse({ ...problem, message: `${address.shown} ${problem.message}` });
  }
}

function checkPackage(dir: string, module: string, name: string, refuse: Refuse): void {
  const fault = packageFault(dir) ?? moduleFault(dir, module);
  if (fault) throw refuse({ ...fault, message: `${name} ${fault.message}` });
}
