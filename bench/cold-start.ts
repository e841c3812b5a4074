// How long the action takes to say that an input is wrong, from the start of its process to its end:
// beside an empty script, which is Node's own share, and beside other actions that do the same.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateKey } from '../src/providers/keys';
import { fetchPeer, type Peer, peers } from './measure/peers';
import { interleave, type Subject, showTable } from './measure/samples';

const rounds = 40;
/** Milliseconds that main.js may take. */
const goal = 90;

const root = resolve(import.meta.dirname, '..');
const workspace = mkdtempSync(join(tmpdir(), 'cold-start-'));
try {
  await main();
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const empty = write('empty.js', '');
  const subjects = new Map<string, Subject>([['an empty script', starts(empty, {}, false)]]);
  const dist = (name: string) => join(root, 'dist', name);
  subjects.set('main.js, one input wrong', starts(dist('main.js'), await inputsWithOneWrong()));
  subjects.set('main.js, no input given', starts(dist('main.js'), {}));
  subjects.set('post.js, its key unreadable', starts(dist('post.js'), stateOfARun()));
  subjects.set('post.js, nothing to undo', starts(dist('post.js'), {}, false));
  for (const peer of peers) {
    const subject = peerSubject(peer);
    if (subject) subjects.set(peer.name, subject);
  }

  const results = await interleave(subjects, rounds);
  const base = results.get('an empty script')?.median ?? Number.NaN;
  const ours = results.get('main.js, one input wrong')?.median ?? Number.NaN;
  showTable([
    [`until the first input error (${rounds} starts each)`, 'median ms', 'quartiles', 'to empty'],
    ...[...results].map(([name, { median, lowerQuartile, upperQuartile }]) => [
      name,
      median.toFixed(0),
      `${lowerQuartile.toFixed(0)}–${upperQuartile.toFixed(0)}`,
      (median / base).toFixed(1),
    ]),
  ]);
  console.log(`goal for main.js: ${goal} ms; ${ours <= goal ? 'reached' : 'missed here'}`);
}

/** @param refuses whether it must end with an error: what is measured is what was meant */
function starts(script: string, environment: NodeJS.ProcessEnv, refuses = true): Subject {
  const env = {
    PATH: process.env.PATH,
    HOME: workspace,
    RUNNER_TEMP: join(workspace, 'temp'),
    RUNNER_TOOL_CACHE: join(workspace, 'tools'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_RUN_ID: '1',
    ...environment,
  };
  return () => {
    const start = performance.now();
    const child = spawnSync(process.execPath, [script], { cwd: workspace, env, encoding: 'utf8' });
    const took = performance.now() - start;
    const refused = /^::error/m.test(child.stdout) && child.status !== 0;
    if (refused !== refuses) throw new Error(`${script}: ${child.stdout}${child.stderr}`);
    return took;
  };
}

function peerSubject(peer: Peer): Subject | undefined {
  try {
    return starts(fetchPeer(peer, join(root, '.cache/bench')), asInputs(peer.inputs));
  } catch (error) {
    const words = String((error as { stderr?: unknown }).stderr ?? (error as Error).message);
    console.log(`${peer.name}: not to be had from here (${words.trim().split('\n').at(-1)})`);
    return undefined;
  }
}

/** Everything that a step on own hosts gives, and a policy that there is not. */
async function inputsWithOneWrong(): Promise<NodeJS.ProcessEnv> {
  write('experiment.yaml', '!Experiment\nname: trial\npipeline:\n  one: 1\n');
  const addresses = ['203.0.113.10', '203.0.113.11', '203.0.113.12'];
  const [orchestrator, ...factories] = addresses;
  const hosts = `orchestrator_ip: ${orchestrator}\nfactories_ips: [${factories.join(', ')}]\n`;
  write('cluster.yaml', `!SSHCluster\nname: lab\n${hosts}username: ubuntu\n`);
  const publicKey = await generateKey('ssh-keygen', join(workspace, 'key'), 'lab');
  return asInputs({
    runnable: 'experiment.yaml',
    cluster: 'cluster.yaml',
    secrets: '[SERVICE]\ntoken = a-token-of-some-length\n',
    'ssh-private-key': readFileSync(join(workspace, 'key'), 'utf8'),
    'ssh-known-hosts': addresses.map((address) => `${address} ${publicKey}`).join('\n'),
    command: 'python3 train.py',
    teardown: 'allways',
  });
}

/** As main left it for the post step, which is given another key. */
function stateOfARun(): NodeJS.ProcessEnv {
  const dir = join(workspace, 'state');
  mkdirSync(dir);
  write(
    'state/record.json',
    JSON.stringify({ version: 1, id: 'lab-1', provider: 'ssh', teardown: 'always', results: [] }),
  );
  return { STATE_dir: dir, ...asInputs({ 'ssh-private-key': 'no key' }) };
}

function asInputs(inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const entries = Object.entries(inputs);
  return Object.fromEntries(entries.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

function write(name: string, text: string): string {
  const path = join(workspace, name);
  writeFileSync(path, text);
  return path;
}
