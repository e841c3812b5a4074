import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { secrets, stepOn } from '../../test/scenarios/action';
import { flambeBegan, type Lab, upTime } from './lab';

/** The Experiment of both sides: an extension, a resource, a grid. */
const experiment = join(import.meta.dirname, '../../test/data/flambe');
const mended = join(import.meta.dirname, 'mended');

/** Seconds in which flambé must be there once the command has ended. */
const patience = 60;

/** From the start of the command until flambé began on the orchestrator. */
export interface Began {
  /** Milliseconds. */
  readonly took: number;
  /** Seconds of processor on the hosts. */
  readonly processor: number;
  /** Milliseconds of what is in `stages`, in its order, and of what came after. */
  readonly stages: readonly number[];
}

/** What our log shows at the end of a stage. */
export const stages = {
  connect: '✓ connect',
  upload: '✓ upload',
  prepare: '✓ prepare',
} as const;

/** Starts our step, and ends it once flambé runs. */
export async function ours(lab: Lab, size: number): Promise<Began> {
  await using step = stepOn(lab.first(size), { secrets });
  cpSync(experiment, step.workspace, { recursive: true });
  const before = lab.processorTime();
  const start = upTime();
  const main = step.begin();
  const seen = new Map<string, number>();
  const look = () => {
    for (const [name, words] of Object.entries(stages)) {
      if (!seen.has(name) && main.log().includes(words)) seen.set(name, upTime());
    }
  };
  const began = await flambeRuns(lab, main.ended, look);
  const processor = lab.processorTime() - before;
  main.kill('SIGTERM');
  await main.ended;
  const post = await step.post();
  if (post.code !== 0) throw new Error(post.log);
  const ends = [...Object.keys(stages).map((name) => seen.get(name) ?? Number.NaN), began];
  const took = ends.map((end, i) => (end - (ends[i - 1] ?? start)) * 1000);
  return { took: (began - start) * 1000, processor, stages: took };
}

/** Starts flambé's own `--cluster`, and waits until it has ended, once flambé runs. */
export async function upstream(lab: Lab, size: number): Promise<Began> {
  const dir = mkdtempSync(join(tmpdir(), 'upstream-'));
  try {
    cpSync(experiment, dir, { recursive: true });
    writeFileSync(join(dir, 'secrets.ini'), secrets);
    writeFileSync(join(dir, 'cluster.yaml'), clusterFile(lab, size));
    const before = lab.processorTime();
    const start = upTime();
    const { ended } = startUpstream(lab, dir);
    const began = await flambeRuns(lab, ended, () => {});
    const processor = lab.processorTime() - before;
    const { code, log } = await ended;
    if (code !== 0) throw new Error(log);
    return { took: (began - start) * 1000, processor, stages: [] };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function clusterFile(lab: Lab, size: number): string {
  const { user, list } = lab.first(size);
  const [orchestrator, ...factories] = list.map(({ host }) => host);
  return [
    '!SSHCluster',
    'name: lab',
    `orchestrator_ip: ${orchestrator}`,
    `factories_ips: [${factories.join(', ')}]`,
    `key: ${lab.hosts.keyFile}`,
    `username: ${user}\n`,
  ].join('\n');
}

function startUpstream({ bin }: Lab, dir: string) {
  // Its rsync would note host keys in the home of who runs this.
  const path = join(dir, 'bin');
  mkdirSync(path);
  const ssh = `exec /usr/bin/ssh -o UserKnownHostsFile=${join(dir, 'known_hosts')} "$@"`;
  writeFileSync(join(path, 'ssh'), `#!/bin/sh\n${ssh}\n`, { mode: 0o755 });
  const options = ['--cluster', 'cluster.yaml', '--secrets', 'secrets.ini', '--force'];
  const child = spawn(join(bin, 'flambe'), ['experiment.yaml', ...options], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      HOME: dir,
      PATH: [path, bin, process.env.PATH].join(':'),
      PYTHONPATH: mended,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, log }));
  });
  return { ended };
}

interface Ended {
  readonly code: number | null;
  readonly log: string;
}

/** When flambé began on the orchestrator, as `upTime` counts. */
async function flambeRuns(lab: Lab, ended: Promise<Ended>, look: () => void): Promise<number> {
  let over: (Ended & { readonly at: number }) | undefined;
  void ended.then((end) => {
    over = { ...end, at: upTime() };
  });
  for (;;) {
    look();
    const began = flambeBegan(lab.hosts.at(0));
    if (began !== undefined) return began;
    // What starts it by tmux ends before it is there.
    if (over && (over.code !== 0 || upTime() - over.at > patience)) throw new Error(over.log);
    await delay(100);
  }
}
