import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { environmentOf, runningProcesses } from '../../src/providers/local/processes';
import { encodings, findSecrets } from '../hosts/find-secrets';
import { type HostProcess, hostProcess } from '../hosts/host-process';
import { type ActionStep, token } from './action';

/** Hosts of either kind, as far as it takes to see what a run left on them. */
export interface Watched {
  /** The user's private key, which never leaves the runner. */
  readonly key: string;
  readonly list: readonly WatchedHost[];
}

interface WatchedHost {
  readonly name: string;
  readonly home: string;
  /** Undefined when it has nothing of its own but a home, or is dead. */
  outside(path: string): string | undefined;
  folders(): readonly string[];
  processes(): readonly HostProcess[];
}

interface After {
  readonly step: ActionStep;
  /** That may stand nowhere. */
  readonly secrets: readonly string[];
}

/** Everything a run could change on hosts: what lies where, with its mode and content; what runs. */
export type Picture = ReadonlySet<string>;

/** Milliseconds that what ends may take to be gone; as many looks are taken, however long one lasts. */
const patience = 3000;
const fewestLooks = 5;

export function takePicture({ list }: Watched): Picture {
  const lines = list.flatMap((host) => [
    ...watchedFolders(host).flatMap(([name, folder]) => fileLines(`${host.name}:${name}`, folder)),
    ...processLines(host),
  ]);
  return new Set(lines);
}

/** What stays for a while on hosts where a run is going on: its loops start programs that are gone at once. */
export async function takeLastingPicture(hosts: Watched): Promise<Picture> {
  let lasting = takePicture(hosts);
  for (let look = 0; look < 3; look++) {
    await delay(300);
    const now = takePicture(hosts);
    lasting = new Set([...lasting].filter((line) => now.has(line)));
  }
  return lasting;
}

/**
 * What is not as it was before a run: files and processes of the hosts, the runner's folder and
 * processes; and every place where a secret or the user's key stands now.
 */
export function leftSince(
  before: Picture,
  hosts: Watched,
  after: After,
): Promise<readonly string[]> {
  return untilNothing(async () => [
    ...changes(before, hosts),
    ...leftOnRunner(after),
    ...(await secretPlaces(hosts, after)),
  ]);
}

/** What is not as it was before a run on the hosts alone. */
export function leftOnHosts(before: Picture, hosts: Watched): Promise<readonly string[]> {
  return untilNothing(() => changes(before, hosts));
}

/** What is left of an embedded local cluster; of this machine's folders, too, which nodes may share. */
export async function leftOfLocal(step: ActionStep): Promise<readonly string[]> {
  const id = step.output('cluster-id');
  const shared = ['/dev/shm', '/var/tmp'].flatMap((folder) => readdirSync(folder));
  return [
    ...shared.filter((name) => id !== undefined && name.includes(id)),
    ...(await leftSince(new Set(), { key: '', list: [] }, { step, secrets: [token] })),
  ];
}

function changes(before: Picture, hosts: Watched): readonly string[] {
  const now = takePicture(hosts);
  return [
    ...[...now].filter((line) => !before.has(line)).map((line) => `left: ${line}`),
    ...[...before].filter((line) => !now.has(line)).map((line) => `lost: ${line}`),
  ];
}

async function untilNothing(
  look: () => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  const deadline = performance.now() + patience;
  for (let looks = 1; ; looks++) {
    const left = await look();
    if (left.length === 0 || (looks >= fewestLooks && performance.now() > deadline)) return left;
    await delay(100);
  }
}

/** Every place where a secret or the user's key still stands when it should be nowhere. */
export function secretsLeft(hosts: Watched, after: After): Promise<readonly string[]> {
  return untilNothing(() => secretPlaces(hosts, after));
}

/** Where a value still stands on hosts, in a folder of this machine or with a process that names it. */
export function secretsLeftAfter(
  hosts: Watched,
  values: readonly string[],
  dir: string,
): Promise<readonly string[]> {
  return untilNothing(() => placesOf(values, hosts, dir, processesIn(dir)));
}

function processesIn(dir: string): readonly HostProcess[] {
  const isMark = (variable: string) => variable.includes(dir);
  return runningProcesses()
    .filter(({ pid }) => environmentOf(pid).some(isMark))
    .map(hostProcess);
}

/**
 * Where a secret stands while the job runs: in a file or its name, or with any process of a host or
 * of the runner but main itself, to which the runner has given it.
 */
export function secretsDuring(
  hosts: Watched,
  { step, secrets }: After,
): Promise<readonly string[]> {
  return placesOf(secrets, hosts, step.dir, startedBy(step));
}

/** Where a secret or the user's key stands when the job is over. */
function secretPlaces(hosts: Watched, { step, secrets }: After): Promise<readonly string[]> {
  return placesOf([...secrets, ...keyLines(hosts.key)], hosts, step.dir, startedBy(step));
}

async function placesOf(
  values: readonly string[],
  { list }: Watched,
  dir: string,
  started: readonly HostProcess[],
): Promise<readonly string[]> {
  const folders = list.flatMap((host) => host.folders());
  const processes = list.flatMap((host) => host.processes());
  const forms = values.flatMap(encodings);
  const places = await findSecrets(forms, [...folders, dir], [...processes, ...started]);
  // Hosts that are not apart have folders in common.
  return [...new Set(places)];
}

/**
 * Fails when a secret stands anywhere: in a test softly, so that it does not hide what failed before.
 * A bench, which is no test, is stopped.
 */
export function expectNowhere(places: readonly string[]): void {
  const isInTest = expect.getState().currentTestName !== undefined;
  (isInTest ? expect.soft : expect)(places).toEqual([]);
}

/** The lines of a log, besides those that mask it, in which a secret can be read, encoded or not. */
export function shownSecrets(log: string, secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap(encodings);
  return log
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .filter((line) => forms.some((form) => line.includes(form)));
}

/** Each line of a key is as good as half of it; its armour is no secret, nor what all keys begin with. */
function keyLines(key: string): readonly string[] {
  const [, , ...lines] = key.split('\n');
  return lines.filter((line) => line.length > 40 && !line.startsWith('-----'));
}

function leftOnRunner({ step }: After): readonly string[] {
  return [
    ...readdirSync(step.temp).map((name) => `left: RUNNER_TEMP/${name}`),
    ...startedBy(step).map(({ command }) => `left: process ${command.join(' ')}`),
  ];
}

/** What main and post have started, here and on hosts of this machine, and what that has started. */
function startedBy(step: ActionStep): readonly HostProcess[] {
  const id = step.output('cluster-id');
  const marks = [`FLAMBE_ACTION_ID=${id}`, `FLAMBE_ACTION_NODE=${id}`];
  const isMark = (variable: string) => marks.includes(variable) || variable.includes(step.temp);
  return runningProcesses()
    .filter(({ pid }) => environmentOf(pid).some(isMark))
    .map(hostProcess)
    .filter((one) => !isStep(one));
}

/** Main and post themselves are given the inputs as variables. */
function isStep({ command, environment }: HostProcess): boolean {
  const isOurs = command.some((word) => /\/dist\/(main|post)\.js$/.test(word));
  return isOurs && environment.some((variable) => variable.startsWith('INPUT_'));
}

function watchedFolders(host: WatchedHost): readonly [string, string][] {
  const seen = ['/dev/shm', '/tmp', '/var/tmp'].map((path) => [path, host.outside(path)] as const);
  const own = seen.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return [['~', host.home], ...own];
}

function processLines(host: WatchedHost): readonly string[] {
  const programs = host.processes().map(({ command }) => command.join(' '));
  // What sshd and logind have for a connection comes and goes with it, and a pause of a loop by itself.
  const passing =
    /^(sshd(-session|-auth)?:|\(sd-pam\)|(\/usr)?\/lib\/systemd\/systemd --user|sleep (0\.\d+|[1-3])$)/;
  const lasting = programs.filter((line) => line !== '' && !passing.test(line));
  return lasting.map((line) => `${host.name} $ ${line}`);
}

function fileLines(name: string, path: string): readonly string[] {
  try {
    const stat = lstatSync(path);
    const mode = stat.mode.toString(8);
    if (stat.isSymbolicLink()) return [`${name} ${mode} ${readlinkSync(path)}`];
    if (!stat.isDirectory()) return [`${name} ${mode} ${stat.isFile() ? digest(path) : ''}`];
    const inside = readdirSync(path).flatMap((entry) =>
      fileLines(`${name}/${entry}`, join(path, entry)),
    );
    return [`${name} ${mode}`, ...inside];
  } catch (error) {
    if (!existsSync(path)) return [];
    throw error;
  }
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
