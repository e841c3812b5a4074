import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GitHubApi } from '../aws/github-api';
import type { World } from '../aws/world';

const dist = resolve(import.meta.dirname, '../../dist');

export interface Swept {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  /** The output `ended`. */
  readonly ended: readonly {
    readonly region: string;
    readonly kind: string;
    readonly ids: readonly string[];
    readonly cluster: string;
    readonly why: string;
  }[];
}

export interface SweepOptions {
  readonly regions?: string;
  readonly dryRun?: boolean;
  /** Seconds; none by default, so that what was just made goes. */
  readonly margin?: number | 'default';
  readonly env?: Readonly<Record<string, string>>;
}

/** The step of a workflow that sweeps: the built bundle as a process of its own. */
export async function sweepStep(
  world: World,
  github: GitHubApi,
  { regions = world.region, dryRun = false, margin = 0, env = {} }: SweepOptions = {},
): Promise<Swept> {
  const dir = mkdtempSync(join(tmpdir(), 'sweep-'));
  const file = (name: string) => join(dir, name);
  for (const name of ['output', 'summary']) writeFileSync(file(name), '');
  try {
    const { code, log } = await run(join(dist, 'sweep.js'), [], {
      ...world.env,
      HOME: dir,
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      'INPUT_AWS-REGION': regions,
      'INPUT_DRY-RUN': String(dryRun),
      'INPUT_GITHUB-TOKEN': GitHubApi.token,
      ...shared(github, margin),
      ...env,
    });
    const [, , json = '[]'] =
      /^ended<<(\S+)\n(.*)\n/m.exec(readFileSync(file('output'), 'utf8')) ?? [];
    return { code, log, summary: readFileSync(file('summary'), 'utf8'), ended: JSON.parse(json) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** `flambe-action sweep` in a shell. */
export function sweepCommand(world: World, github: GitHubApi, args: readonly string[]) {
  const environment = { ...world.env, GITHUB_TOKEN: GitHubApi.token, ...shared(github, 0) };
  return runCommand(['sweep', ...args], environment);
}

/** A command line of ours in a shell with this environment. */
export function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv) {
  return run(join(dist, 'cli.js'), args, environment);
}

function shared(github: GitHubApi, margin: number | 'default'): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github.url,
    ...(margin !== 'default' && { FLAMBE_ACTION_SWEEP_MARGIN_SECONDS: String(margin) }),
  };
}

async function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, log };
}
