import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Collection, collectResults } from '../../src/job/collect';
import { layout } from '../../src/plan/layout';
import { formatProblem, type Problem } from '../../src/problem';
import { disconnect, type Fleet } from '../../src/remote/fleet';
import type { RunDeps } from '../../src/run-job';
import { collect as bringHome } from '../../src/stages/collect-home';
import { connectHosts } from '../hosts/fleet';
import { type Hosts, startHosts } from '../hosts/hosts';

let hosts: Hosts;
let dir: string;
let fleet: Fleet;
beforeAll(async () => {
  hosts = await startHosts(1);
  dir = mkdtempSync(join(tmpdir(), 'collect-'));
  fleet = await connectHosts(hosts, dir, AbortSignal.timeout(60_000));
});
afterAll(async () => {
  await disconnect(fleet);
  await hosts[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true, force: true });
});

let resultsPath: string;
beforeEach(() => {
  resultsPath = mkdtempSync(join(dir, 'home-'));
});
afterEach(() => onHost('cd ~ && rm -rf run ckpt scratch'));

function onHost(script: string) {
  const signal = AbortSignal.timeout(60_000);
  return fleet.orchestrator.check('do what the test says', script, { signal });
}

/** What a job does, in its workdir; then what comes home of it. */
async function collect(job: string, globs: readonly string[]): Promise<Collection> {
  const { stdout } = await onHost(
    `set -e; mkdir -p ~/run/workdir ~/run/results; cd ~/run/workdir; echo $HOME/run; results=~/run/results\n${job}`,
  );
  const [runDir = ''] = stdout.split('\n');
  const signal = AbortSignal.timeout(60_000);
  return collectResults(fleet, { layout: layout(runDir, ''), globs, resultsPath, signal });
}

const at = (name: string) => join(resultsPath, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const words = ({ warnings }: Collection) => warnings.map(formatProblem);

describe('matches of a glob', () => {
  it('come home all, however long their list is', async () => {
    const { files, warnings } = await collect(
      `deep=many; name=$(printf '%0200d' 0); for i in 1 2 3 4 5 6 7 8; do deep=$deep/$name; done
mkdir -p $deep; cd $deep; seq 700 | xargs touch`,
      ['many/*/*/*/*/*/*/*/*/*'],
    );
    expect({ warnings, count: files.length }).toEqual({ warnings: [], count: 700 });
  }, 60_000);

  it('come home together, also from outside of the workdir', async () => {
    await collect('mkdir ~/ckpt; cd ~/ckpt; seq 1001 | xargs touch', ['~/ckpt/*']);
    expect(readdirSync(resultsPath)).toHaveLength(1001);
  }, 60_000);

  it('come home with the folders that its wildcards stand for', async () => {
    await collect(
      'mkdir -p ~/scratch/a/b ~/scratch/c/d; echo ab >~/scratch/a/b/m; echo cd >~/scratch/c/d/m; echo m >~/scratch/m',
      ['~/scratch/*/?/m', '~/scratch/m'],
    );
    expect([read('a/b/m'), read('c/d/m'), read('m')]).toEqual(['ab\n', 'cd\n', 'm\n']);
    expect(readdirSync(resultsPath).sort()).toEqual(['a', 'c', 'm']);
  });

  it('come home without the resources that an Experiment was given', async () => {
    const { files } = await collect(
      'mkdir -p ~/scratch/output__a/_resources; cd ~/scratch/output__a; echo x >_resources/x; echo y >y',
      ['~/scratch/output__a'],
    );
    expect(files.map(({ path }) => path)).toEqual(['output__a/y']);
  });

  it('may have names that are not UTF-8', async () => {
    await collect(`echo x >"$(printf 'k\\344se')"`, ['k*']);
    expect(readdirSync(resultsPath, 'latin1')).toEqual(['käse']);
  });

  it('that have the same name at home as others are told of, with all of them', async () => {
    const job = `mkdir -p ~/ckpt/a ~/ckpt/b
      echo 1 >~/ckpt/a/x; echo 2 >~/ckpt/b/x; echo 3 >$results/x; echo 4 >~/ckpt/b/y`;
    const [told, ...others] = words(await collect(job, ['~/ckpt/a/x', '~/ckpt/b/*']));
    expect(others).toEqual([]);
    expect(told).toMatch(
      /the name `x` at home, .*: `\/\S+\/run\/results\/x`, `\/\S+\/ckpt\/a\/x`, `\/\S+\/ckpt\/b\/x`/,
    );
  });

  it('that are found by several globs are not', async () => {
    const job = 'mkdir ~/ckpt; echo 1 >~/ckpt/x; echo 2 >y';
    expect(words(await collect(job, ['~/ckpt/x', '~/ckpt/*', 'y', '~/run/workdir/y']))).toEqual([]);
  });

  it('are not the folder itself and the one above it', async () => {
    const { files } = await collect('echo x >.hidden; echo y >seen', ['.*']);
    expect(files.map(({ path }) => path)).toEqual(['.hidden']);
  });
});

describe('a match that is a link', () => {
  it('comes home as the folder that it leads to', async () => {
    const { warnings } = await collect(
      'mkdir -p ~/scratch/7; echo 7 >~/scratch/7/loss; ln -s ~/scratch/7 latest; ln -s ~/scratch ~/ckpt',
      ['latest', '~/ckpt'],
    );
    expect([read('latest/loss'), read('ckpt/7/loss')]).toEqual(['7\n', '7\n']);
    expect(warnings).toEqual([]);
  });

  it('comes home as the file that it leads to', async () => {
    const { files, warnings } = await collect(
      'mkdir out ~/scratch; echo best >~/scratch/7.pt; ln -s ~/scratch/7.pt out/best.pt; ln -s 7.pt ~/scratch/last.pt',
      ['out/*', '~/scratch/last.pt'],
    );
    expect([read('out/best.pt'), read('last.pt')]).toEqual(['best\n', 'best\n']);
    expect(files.map(({ path }) => path)).toEqual(['last.pt', 'out/best.pt']);
    expect(warnings).toEqual([]);
  });

  it('leads to what others in its folder do not: they stay behind, which is said once', async () => {
    const result = await collect(
      `mkdir -p ~/scratch/7; cd ~/scratch/7; ln -s /etc/passwd users; ln -s /etc etc; ln -s ../../../x up
echo 7 >loss; ln -s loss same; cd - >/dev/null; ln -s ~/scratch/7 latest; ln -s /etc/passwd $results/users`,
      ['latest'],
    );
    expect(readdirSync(at('latest')).sort()).toEqual(['loss', 'same']);
    expect(readlinkSync(at('latest/same'))).toBe('loss');
    expect(existsSync(at('users'))).toBe(false);
    expect(words(result)).toEqual([
      expect.stringMatching(
        /^results: 4 links lead to what did not come home: `users` and others\. Name that/,
      ),
    ]);
  });

  it('and leads to nothing is told of', async () => {
    const result = await collect('ln -s ~/scratch/gone latest', ['latest']);
    expect(words(result)).toEqual([
      expect.stringMatching(/^results: A link leads to what did not come home: `latest`\./),
    ]);
  });

  it('and comes without what it leads to is told of', async () => {
    const result = await collect('mkdir out; echo 7 >7.pt; ln -s ../7.pt out/best.pt', ['out']);
    expect(words(result)).toEqual([expect.stringContaining('`out/best.pt`')]);
  });
});

describe('a result called as the job’s log', () => {
  const beside =
    'results: A result called `job.log` came home as `same-name/job.log`, since `job.log` is the log of the job. Give it another name.';

  beforeEach(() => writeFileSync(at('job.log'), 'shown\n'));

  it.each([
    ['in {results}', 'echo mine >$results/job.log', []],
    ['in the workdir', 'echo mine >job.log', ['*.log']],
    ['in a workdir that comes home as a whole', 'echo mine >job.log', ['.']],
    ['elsewhere', 'mkdir ~/scratch; echo mine >~/scratch/job.log', ['~/scratch/job.log']],
    ['as a link', 'echo mine >real; ln -s real job.log', ['./job.log']],
  ])('comes home beside it: %s', async (_, job, globs) => {
    const result = await collect(job, globs);
    expect([read('job.log'), read('same-name/job.log')]).toEqual(['shown\n', 'mine\n']);
    expect(words(result)).toEqual([beside]);
    const names = result.files.map(({ path }) => path);
    expect(names).toContain('job.log');
    expect(names).toContain('same-name/job.log');
  });

  it.each([
    ['in {results}', 'mkdir $results/job.log; echo mine >$results/job.log/a', []],
    ['of which files are asked for', 'mkdir job.log; echo mine >job.log/a', ['job.log/*']],
  ])('comes home beside it also as a folder: %s', async (_, job, globs) => {
    await collect(job, globs);
    expect([read('job.log'), read('same-name/job.log/a')]).toEqual(['shown\n', 'mine\n']);
  });

  it('in a folder has its place there', async () => {
    const result = await collect('mkdir out; echo mine >out/job.log', ['out']);
    expect([read('job.log'), read('out/job.log')]).toEqual(['shown\n', 'mine\n']);
    expect(words(result)).toEqual([]);
  });
});

describe('what trials have written on a factory', () => {
  it('is told of when it cannot be brought together, and all else comes home', async () => {
    const { stdout } = await onHost(
      'mkdir -p ~/run/results ~/run/workdir ~/run/output; echo here >~/run/output/here; cd ~/run; pwd',
    );
    const runDir = stdout.trim();
    const told: string[] = [];
    // A factory that nobody knows.
    const factories = [{ name: 'factory-1', title: 'factory-1 (10.0.0.1)' }];
    const files = await bringHome({ ...fleet, factories } as unknown as Fleet, layout(runDir, ''), {
      inputs: { resultsPath },
      surface: {
        warning: (problem: Problem) => told.push(formatProblem(problem)),
        ...{ progress: () => {}, info: () => {} },
      },
      file: {
        record: { results: [`${runDir}/output`], trialsIn: `${runDir}/output` },
        save: () => {},
      },
      signal: AbortSignal.timeout(60_000),
    } as unknown as RunDeps);
    expect(files.map(({ path }) => path)).toEqual(['output/here']);
    expect(told).toEqual([
      expect.stringMatching(
        /^factory-1 \(10\.0\.0\.1\): Not all that its trials have written could be brought together: rsync ended with \d+ \(.*ssh\/config.*\)\. What is missing lies in \S+\/output there/,
      ),
    ]);
  });
});
