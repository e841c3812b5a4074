import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const run = resolve(__dirname, '../../scripts/run.cjs');

/** A machine on which there is Node and nothing else, not even apt. */
async function bareMachine(): Promise<{ PATH: string; HOME: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'flambe-bare-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await symlink(process.execPath, join(dir, 'node'));
  return { PATH: dir, HOME: dir };
}

async function runBare(...words: readonly string[]) {
  const env = await bareMachine();
  return new Promise<{ code: unknown; output: string }>((done) => {
    execFile(process.execPath, [run, ...words], { env }, (error, stdout, stderr) =>
      done({ code: error?.code, output: stdout + stderr }),
    );
  });
}

it('says in one line what to install when it may not install it', async () => {
  const { code, output } = await runBare('demo');
  expect(code).toBe(1);
  expect(output).toMatch(/^set-up: .*sudo apt-get install -y .*openssh-client.* rsync .*\n$/);
});

it.each([
  ['--ray', /^Ray Tune on three nodes of this machine: one or two minutes.*180 MB.*650 MB.*\n/],
  [
    '--flambe',
    /^An Experiment of flambé.*two to five minutes.*950 MB.*2\.2 GB.*CPython 3\.7 is not here.*\n/,
  ],
])('says what the demo %s costs before it installs anything', async (which, cost) => {
  const { code, output } = await runBare('demo', which);
  expect(code).toBe(1);
  expect(output).toMatch(cost);
  expect(output.split('\n').slice(1).join('\n')).toMatch(
    /^set-up: .*sudo apt-get install -y .*slirp4netns.*\n$/,
  );
});
