import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const run = resolve(__dirname, '../../scripts/run.cjs');

/** A machine on which there is Node and nothing else, not even apt. */
async function bareMachine(): Promise<{ PATH: string }> {
  const dir = await mkdtemp(join(tmpdir(), 'flambe-bare-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await symlink(process.execPath, join(dir, 'node'));
  return { PATH: dir };
}

it('says in one line what to install when it may not install it', async () => {
  const env = await bareMachine();
  const { code, output } = await new Promise<{ code: unknown; output: string }>((done) => {
    execFile(process.execPath, [run, 'demo'], { env }, (error, stdout, stderr) =>
      done({ code: error?.code, output: stdout + stderr }),
    );
  });
  expect(code).toBe(1);
  expect(output).toMatch(/^set-up: .*sudo apt-get install -y .*openssh-client.* rsync .*\n$/);
});
