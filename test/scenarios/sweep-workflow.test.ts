import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GitHubApi } from '../aws/github-api';
import { type Moto, startMoto } from '../aws/moto';
import { type Sts, startSts } from '../aws/sts';
import { startWorld } from '../aws/world';
import { Region } from './account';
import { Repository } from './act';
import { sweepStep } from './sweep-step';

const docs = resolve(import.meta.dirname, '../../docs');
const guide = readFileSync(join(docs, 'sweep.md'), 'utf8');
const [, trust = ''] =
  /```json\n([\s\S]*?)```/.exec(readFileSync(join(docs, 'aws-setup.md'), 'utf8')) ?? [];

let moto: Moto;
let sts: Sts;
let role: string;
beforeAll(async () => {
  [moto, sts] = await Promise.all([startMoto(), startSts()]);
  role = await sts.addRole('flambe-sweep', JSON.parse(trust));
});
afterAll(async () => {
  await sts[Symbol.asyncDispose]();
  await moto[Symbol.asyncDispose]();
});

describe('the workflow of the guide', () => {
  it('sweeps by the identity of the workflow, and asks GitHub with its token', async () => {
    await using github = await GitHubApi.start();
    await using world = await startWorld(moto, { sts });
    await using repository = new Repository({});
    const [here, far] = [new Region(world, 'us-east-1'), new Region(world, 'eu-central-1')];
    github.runs.set('org/repo/2', { status: 'in_progress', attempt: 1 });
    await here.launch({ id: 'old', run: 'org/repo/1/1', expires: -3600 });
    await far.launch({ id: 'old', run: 'me@laptop', expires: -3600 });
    const stays = await here.launch({ id: 'living', run: 'org/repo/2/1' });

    const [, workflow = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(workflow).toContain(role);
    // act has no schedules, and no token of its own without GitHub.
    const onPush = workflow.replace(/^on:\n(?: {2}.*\n)*/m, 'on: push\n');
    const { code, log } = await repository.push(onPush, {
      secrets: { GITHUB_TOKEN: GitHubApi.token },
      env: { ...world.webIdentityEnv, GITHUB_API_URL: github.url },
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log).not.toContain(GitHubApi.token);
    expect(await here.alive()).toEqual(stays);
    expect(await far.alive()).toEqual([]);
    expect(github.asked).toEqual(['/repos/org/repo/actions/runs/2']);
    expect(world.oidc?.calls.every(({ isAuthorized }) => isAuthorized)).toBe(true);
  });
});

describe('the trust of the guide', () => {
  const main = 'ref:refs/heads/main';
  it.each([
    ['opens to the repository by its names', `repo:org/repo:${main}`, 0],
    ['opens to the repository by its names and ids', `repo:org@123/repo@456:${main}`, 0],
    ['stays closed to another branch', 'repo:org/repo:ref:refs/heads/other', 69],
    ['stays closed to one that took the names over', `repo:org@789/repo@456:${main}`, 69],
    ['stays closed to another repository', `repo:org/repo-2:${main}`, 69],
  ])('%s', async (_, subject, code) => {
    await using github = await GitHubApi.start();
    await using world = await startWorld(moto, { sts });
    if (world.oidc) world.oidc.subject = subject;
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', 'INPUT_ROLE-TO-ASSUME': role };
    const swept = await sweepStep(world, github, { env });
    expect(swept.code, swept.log).toBe(code);
    if (code !== 0) expect(swept.log).toContain(subject);
  });
});
