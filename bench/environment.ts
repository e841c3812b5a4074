// How flambé's environment comes to all hosts: installed on each at the same time, as a run does it, or
// made on one and sent on by rsync. Real PyPI; all hosts share this machine, its processors and its way
// out, so that what it says of real ones is told apart: seconds of processor, and bytes.

import { execFile, execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { flambeEnvironment } from '../src/prepare/flambe-environment';
import { cpython } from '../test/hosts/flambe/flambe-home';
import type { Host } from '../test/hosts/host';
import { type Hosts, startHosts } from '../test/hosts/hosts';
import { trustAsHere } from '../test/scenarios/package-index';
import { showMarkdown } from './measure/samples';

/** Hosts: an orchestrator, and factories. */
const sizes = [3, 5];
const folder = '.flambe-action-envs';
const { name, script, args } = flambeEnvironment('0.4.18', '3.7');

interface Took {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of all processors, on the one host that was looked at. */
  readonly processor: number;
}

const prefix = cpython();
if (prefix?.includes('/.pyenv/')) await measure(prefix);
else console.log('not measured: there is no CPython 3.7 of pyenv');

async function measure(python: string): Promise<void> {
  await using hosts = await startHosts(Math.max(...sizes));
  for (const host of hosts.list) {
    const there = join(host.home, python.slice(python.indexOf('.pyenv')));
    cpSync(python, there, { recursive: true, verbatimSymlinks: true });
    trustAsHere(host);
  }
  const one = hosts.at(0);
  const cold = await install(hosts, one, 'keep its cache');
  forget(one, 'but its cache');
  const warm = await install(hosts, one);
  const made = join(one.home, folder, name);
  const [megabytes = ''] = execFileSync('du', ['-sm', made], { encoding: 'utf8' }).split('\t');
  showMarkdown([
    ['one host', 'seconds', 'of processor'],
    ['installed, nothing in uv’s cache', cold.wall.toFixed(0), cold.processor.toFixed(0)],
    ['installed, all in uv’s cache', warm.wall.toFixed(0), warm.processor.toFixed(0)],
  ]);
  console.log(`\nOn disk: ${megabytes} MB\n`);

  const rows = [];
  for (const size of sizes) {
    const others = hosts.list.slice(1, size);
    const sent = await timed(() => Promise.all(others.map((host) => send(hosts, made, host))));
    for (const host of others) forget(host);
    const ofAll = await timed(() => Promise.all(others.map((host) => install(hosts, host))));
    for (const host of others) forget(host);
    rows.push([`1+${others.length}`, ofAll.toFixed(0), sent.toFixed(0)]);
  }
  showMarkdown([
    ['for all factories at the same time', 'installed on each, s', 'sent on once it is made, s'],
    ...rows,
  ]);
}

/** @param cache whether what was downloaded stays, which a run removes */
async function install(hosts: Hosts, host: Host, cache?: 'keep its cache'): Promise<Took> {
  const remove = 'rm -rf "$UV_CACHE_DIR"\n';
  if (!script.includes(remove)) throw new Error('The script no longer removes its cache.');
  const input = `{\n${cache ? script.replace(remove, '') : script}\n} </dev/null\n`;
  const command = `bash -c 'time -p sh -s -- ${args.map((arg) => `"${arg}"`).join(' ')}'`;
  const running = promisify(execFile)('ssh', [...login(hosts, host), command]);
  running.child.stdin?.end(input);
  const { stderr } = await running;
  const [wall = 0, user = 0, system = 0] = ['real', 'user', 'sys'].map((what) =>
    Number(new RegExp(`^${what} ([\\d.]+)$`, 'm').exec(stderr)?.[1]),
  );
  return { wall, processor: user + system };
}

async function send(hosts: Hosts, made: string, host: Host): Promise<void> {
  const [to = '', ...options] = login(hosts, host).toReversed();
  const shell = ['ssh', ...options.toReversed()].join(' ');
  await promisify(execFile)('ssh', [...login(hosts, host), `mkdir -p ${folder}`]);
  await promisify(execFile)('rsync', ['-a', '-e', shell, `${made}/`, `${to}:${folder}/${name}/`]);
}

function login({ dir, keyFile, knownHosts, user }: Hosts, { host, port }: Host): string[] {
  const pinned = join(dir, 'bench-known_hosts');
  writeFileSync(pinned, knownHosts);
  const options = ['-F', 'none', '-o', `UserKnownHostsFile=${pinned}`, '-i', keyFile];
  return [...options, '-p', String(port), `${user}@${host}`];
}

function forget({ home }: Host, except?: 'but its cache'): void {
  const all = readdirSync(join(home, folder));
  for (const entry of all) {
    if (except && entry.endsWith('.cache')) continue;
    rmSync(join(home, folder, entry), { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
