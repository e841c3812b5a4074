import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { type Sts, startSts } from '../aws/sts';
import { startWorld } from '../aws/world';
import { Repository } from './act';
import { clusterOnAws, machineTimes, stepOnAws } from './aws-step';
import { shownSecrets } from './left';

const root = resolve(import.meta.dirname, '../..');
const token = 'token-that-nobody-may-see';
const secrets = `[SERVICE]\ntoken = ${token}\n`;
const within = { timeout: 60_000, interval: 200 };
/** What another step's clean-up leaves of the credentials that it brought. */
const blanked = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: 'of-another-step',
};

function block(document: string, language: string, holding: string): string {
  const blocks = document.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
  const found = [...blocks].map(([, text = '']) => text).find((text) => text.includes(holding));
  if (!found) throw new Error(`No ${language} block with ${holding}.`);
  return found;
}

const obstacle = whyNoMachines();

describe.skipIf(obstacle)(`machines of EC2${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  let sts: Sts;
  let role: string;
  beforeAll(async () => {
    [moto, sts] = await Promise.all([startMoto(), startSts()]);
    const setup = readFileSync(resolve(root, 'docs/aws-setup.md'), 'utf8');
    role = await sts.addRole('flambe-ci', JSON.parse(block(setup, 'json', 'Principal')));
  });
  afterEach(() => {
    sts.goodForMs = undefined;
  });
  afterAll(async () => {
    await sts[Symbol.asyncDispose]();
    await moto[Symbol.asyncDispose]();
  });

  it('are made for a run, do its work, and are gone after it', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const command =
      'for node in factory-1 factory-2; do ssh -F $FLAMBE_SSH_CONFIG $node "wc -c <$FLAMBE_SECRETS"; done >{results}/work.txt';
    await using step = stepOnAws(world, { secrets, command });
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    const post = await step.post();
    expect(post.code, post.log).toBe(0);
    expect(step.read('flambe-results/work.txt')).toBe(`${secrets.length}\n`.repeat(2));
    expect(Number(step.output('cost-usd'))).toBeGreaterThan(0);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });

  it('outlive the credentials that made them, and end without those of the job', async () => {
    await using world = await startWorld(moto, { hypervisor: true, sts });
    const goodForMs = 5000;
    sts.goodForMs = goodForMs;
    // With so little time left, collecting asks EC2 to let the machines stay.
    const inputs = {
      ...{ secrets, 'role-to-assume': role, 'max-runtime': '4m' },
      command: 'sleep 5; echo done >{results}/a',
    };
    await using step = stepOnAws(world, inputs, { factories_num: 0 }, world.webIdentityEnv);
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    const minted = world.oidc?.calls.length ?? 0;
    const answered = world.proxy.calls.filter(
      ({ service, outcome }) => service === 'ec2' && outcome === 'ok',
    );
    // The SDK has new ones long before the old ones are too old, and would have had some anyway.
    const [first] = answered;
    const late = answered.filter(({ at }) => at > (first?.at ?? 0) + goodForMs);
    expect(late.map(({ action }) => action)).toContain('CreateTags');
    expect(late.map(({ accessKeyId }) => accessKeyId)).not.toContain(first?.accessKeyId);
    sts.goodForMs = undefined;
    sts.expireAll();
    const post = await step.post({}, blanked);
    expect(post.code, post.log).toBe(0);
    expect(world.oidc?.calls.length).toBeGreaterThan(minted);
    expect(shownSecrets(main.log + post.log, world.oidc?.minted ?? [])).toEqual([]);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });

  it('are asked for by the workflow of the README as it stands', async () => {
    await using world = await startWorld(moto, { hypervisor: true, sts });
    const job = block(readFileSync(resolve(root, 'README.md'), 'utf8'), 'yaml', 'role-to-assume');
    expect(job).toContain(role);
    const workflow = `on: push\njobs:\n  train:\n    runs-on: ubuntu-latest\n${job.replaceAll(/^(?=.)/gm, '    ')}`;
    await using repository = new Repository({
      'experiment.yaml': '!Experiment\nname: trial\npipeline:\n  one: 1\n',
      'aws.yaml': clusterOnAws(world, { factories_num: 1 }),
      'train.py': 'print("trained")\n',
    });
    const { code, log } = await repository.push(workflow, {
      secrets: { EXPERIMENT_SECRETS: secrets },
      env: { ...world.webIdentityEnv, ...machineTimes },
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(log).toContain('trained');
    expect(log).toMatch(/Success - Post/);
    expect(shownSecrets(log, [token, ...(world.oidc?.minted ?? [])])).toEqual([]);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });
});
