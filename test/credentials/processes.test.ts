import { execFile } from 'node:child_process';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { type Sts, startSts } from '../aws/sts';
import { script } from '../surfaces/play';
import { Setting, workflow } from './setting';

let sts: Sts;
beforeAll(async () => {
  sts = await startSts();
});
afterAll(() => sts[Symbol.asyncDispose]());
afterEach(() => vi.unstubAllEnvs());

async function ask(
  role: string,
  env: NodeJS.ProcessEnv,
): Promise<{ accessKeyId: string; arn: string }> {
  const args = script('../credentials/ask.ts', JSON.stringify({ ...workflow, role }));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env, encoding: 'utf8' }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    );
  });
}

it('two processes of a job have each their own credentials of the role, whatever stands in AWS_*', async () => {
  await using setting = await Setting.make(sts);
  const env = { PATH: process.env.PATH, AWS_ENDPOINT_URL_STS: setting.aws.url };
  const [main, post] = await Promise.all([
    ask(setting.role, { ...env, ...setting.environment, AWS_ACCESS_KEY_ID: 'AKIAOTHERS' }),
    ask(setting.role, {
      ...env,
      ...setting.environment,
      AWS_ACCESS_KEY_ID: '',
      AWS_PROFILE: 'nobody',
    }),
  ]);
  expect(post.accessKeyId).not.toBe(main.accessKeyId);
  expect(post.arn).toBe(main.arn);
  expect(setting.tokens.minted).toHaveLength(2);
});
