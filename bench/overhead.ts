// What a run costs besides its job: main and post with an empty job, on 1, 4 and 16 hosts of this
// machine (a real sshd each), beside what a user would type instead: one ssh and one rsync of the
// same folder, to one host, and to every host at the same time.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Host } from '../test/hosts/host';
import { type Hosts, startHosts } from '../test/hosts/hosts';
import { type ActionStep, stepOn } from '../test/scenarios/action';
import { interleave, ratioOf, type Spread, showMarkdown } from './measure/samples';

const sizes = [1, 4, 16];
const rounds = 5;

const call = promisify(execFile);
let copies = 0;

const rows = [];
for (const size of sizes) rows.push(await measure(size));
showMarkdown([
  [
    `hosts (${rounds} rounds, median, quartiles)`,
    'run with an empty job',
    'ssh + rsync, one host',
    'ssh + rsync, each host at once',
    'run ÷ one',
    'run ÷ each',
    'logins: orchestrator, each factory',
  ],
  ...rows,
]);

async function measure(size: number): Promise<readonly string[]> {
  await using hosts = await startHosts(size);
  await using step = stepOn(hosts, { command: 'true' });
  writeFileSync(knownHostsOf(hosts), hosts.knownHosts);
  const logins = new Map<Host, number>();
  const subjects = {
    run: () => run(hosts, logins),
    one: () => timed(() => byHand(hosts, hosts.at(0), step)),
    each: () => timed(() => Promise.all(hosts.list.map((host) => byHand(hosts, host, step)))),
  };
  const results = await interleave(new Map(Object.entries(subjects)), rounds);
  const of = (name: keyof typeof subjects) => results.get(name) as Spread;
  const [orchestrator, factory] = hosts.list.map((host) => logins.get(host));
  return [
    String(size),
    show(of('run'), 1000, 1, ' s'),
    show(of('one'), 1000, 2, ' s'),
    show(of('each'), 1000, 2, ' s'),
    show(ratioOf(of('run'), of('one'))),
    show(ratioOf(of('run'), of('each'))),
    `${orchestrator}, ${factory ?? '–'}`,
  ];
}

/** @param logins is told how often the run was let in by each host */
async function run(hosts: Hosts, logins: Map<Host, number>): Promise<number> {
  await using step = stepOn(hosts, { command: 'true' });
  const before = hosts.list.map(loginsSoFar);
  const took = await timed(async () => {
    for (const part of [await step.main(), await step.post()]) {
      if (part.code !== 0) throw new Error(part.log);
    }
  });
  for (const [i, host] of hosts.list.entries()) {
    logins.set(host, loginsSoFar(host) - (before[i] ?? 0));
  }
  return took;
}

function loginsSoFar({ log }: Host): number {
  return log.match(/^Accepted publickey /gm)?.length ?? 0;
}

function knownHostsOf({ dir }: Hosts): string {
  return join(dir, 'by-hand-known_hosts');
}

async function byHand(hosts: Hosts, { host, port }: Host, { workspace }: ActionStep) {
  const pinned = `UserKnownHostsFile=${knownHostsOf(hosts)}`;
  const options = ['-F', 'none', '-o', pinned, '-i', hosts.keyFile];
  const ssh = [...options, '-p', String(port)];
  copies += 1;
  await call('ssh', [...ssh, `${hosts.user}@${host}`, 'true']);
  const to = `${hosts.user}@${host}:by-hand-${copies}/`;
  await call('rsync', ['-az', '-e', ['ssh', ...ssh].join(' '), `${workspace}/`, to]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function show(spread: Spread, unit = 1, digits = 1, name = ''): string {
  const { median, lowerQuartile, upperQuartile } = spread;
  const [middle, low, high] = [median, lowerQuartile, upperQuartile].map((value) =>
    (value / unit).toFixed(digits),
  );
  return `${middle}${name} (${low}–${high})`;
}
