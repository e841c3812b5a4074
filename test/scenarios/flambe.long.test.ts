import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ssh } from '../hosts/ssh';
import { stepOn } from './action';
import { flambeStep, trialsIn } from './flambe';
import { describeFlambe } from './flambe-lab';
import { takePicture } from './left';

describeFlambe('flambé 0.4.18 on its hosts', (lab) => {
  it('ends with 255 for a failed trial, and shows what it said', async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'failing.yaml' });
    const { code, log } = await step.main();
    expect(log).toContain('The job ended with exit code 255');
    expect(code).toBe(255);
    // After its first step the one that fails was ahead.
    expect(step.summary).toMatch(/\| only \| rate.*1\\\.0 \| 8 \| ★ best/);
    expect(step.summary).toMatch(/\| only \| rate.*3\\\.0 \| 12 \| ✗ failed/);
    expect(step.summary).toContain('a rate below zero');
    await lab.endedByPost(step);
  });

  it('says at once that something else has the port of Ray', async () => {
    const head = lab.hosts.at(0);
    const listen = `import socket, time
with socket.create_server(('${head.host}', 12345)): time.sleep(600)`;
    await ssh(
      lab.hosts,
      head,
      `setsid python3 -c "${listen}" >/dev/null 2>&1 </dev/null & echo $! >pid`,
    );
    lab.before = takePicture(lab.hosts);
    await using step = flambeStep(lab.hosts);
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*Ray did not start/);
    expect(log).toContain(`something else listens on ${head.host}:12345`);
    expect(log).not.toContain('does not answer');
    await lab.endedByPost(step);
    await ssh(lab.hosts, head, 'kill $(cat pid); rm pid');
  });

  it('names a factory that does not join Ray, with the end of its log', async () => {
    const last = lab.hosts.at(2);
    const raylets = 'lib/python3.7/site-packages/ray/core/src/ray/raylet/raylet';
    const raylet = `~/.flambe-action-envs/flambe-0.4.18-*/${raylets}`;
    await ssh(lab.hosts, last, `sudo mount --bind /bin/false ${raylet}`);
    lab.before = takePicture(lab.hosts);
    await using step = flambeStep(lab.hosts);
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/factory-2 .*It has not joined the Ray cluster: .*ray\.log/);
    expect(log).not.toMatch(/factory-1 .*has not joined/);
    await lab.endedByPost(step);
    await ssh(lab.hosts, last, `sudo umount ${raylet}`);
  });

  it('ends with 22 for a tag that nobody knows', async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'unknown-tag.yaml' });
    const { code, log } = await step.main();
    expect(log).toContain('Unknown tag: !trainer.Nobody');
    expect(code).toBe(22);
    await lab.endedByPost(step);
  });

  it("tells a ClusterRunnable of the user's own of its cluster", async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'survey.yaml' });
    const { code, log } = await step.main();
    const [orchestrator, ...factories] = lab.hosts.list.map(({ host }) => host);
    expect(log).toContain(`factories: ${factories.join(' ')}`);
    expect(log).toContain(`nodes: ${[orchestrator, ...factories].join(' ')}`);
    expect(code).toBe(0);
    await lab.endedByPost(step);
  });

  it('goes on with a trial that fails on one factory on another, from where it was', async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'moves.yaml' });
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    const [trial = ''] = trialsIn(step, 'one-moves/only');
    expect(readFileSync(join(trial, 'console.out'), 'utf8')).toContain('not on this node');
    // A step that was done is neither done again nor forgotten.
    const [, first, ...rest] = readFileSync(join(trial, 'progress.csv'), 'utf8').trim().split('\n');
    const hostOf = (row = '') => /host-\d/.exec(row)?.[0];
    expect(rest).toHaveLength(3);
    expect(new Set(rest.map(hostOf)).size).toBe(1);
    expect(hostOf(rest[0])).not.toBe(hostOf(first));
    await lab.endedByPost(step);
  });

  it('keeps two runs from the same lab.hosts, and names the one that has them', async () => {
    await using one = flambeStep(lab.hosts, { runnable: 'endless.yaml' });
    const running = one.begin();
    await expect.poll(() => running.log(), { timeout: 200_000 }).toContain('Ray 0.7.6: 3 nodes');
    await using beside = stepOn(lab.hosts, { command: 'echo beside it' });
    expect(await beside.main()).toMatchObject({ code: 0 });
    expect(await beside.post()).toMatchObject({ code: 0 });
    await using two = flambeStep(lab.hosts, { runnable: 'report.yaml' });
    const refused = await two.main();
    expect(refused.code).toBe(69);
    expect(refused.log).toContain(`Run ${one.output('cluster-id')} has this host`);
    expect(await two.post()).toMatchObject({ code: 0 });
    await using other = stepOn(lab.hosts, { command: 'true', 'ray-version': '2.7.2' });
    const refusedToo = await other.main();
    expect(refusedToo.code).toBe(69);
    expect(refusedToo.log).toContain(`Run ${one.output('cluster-id')} has this host`);
    expect(await other.post()).toMatchObject({ code: 0 });

    await using three = flambeStep(lab.hosts, { runnable: 'report.yaml', force: 'true' });
    expect(await three.main()).toMatchObject({ code: 0 });
    expect((await running.ended).code).not.toBe(0);
    expect(await one.post()).toMatchObject({ code: 0 });
    await lab.endedByPost(three);
  });

  it('wants extensions to be there when it may not install them, and names what is missing', async () => {
    await using step = flambeStep(lab.hosts, { 'install-extensions': 'false' });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*Python has no module `trainer`/);
    expect(log).toMatch(/factory-2 .*Python has no module `trainer`/);
    await lab.endedByPost(step);
  });

  it('refuses results of the same name that are somebody else’s', async () => {
    const [host] = lab.hosts.list;
    if (!host) throw new Error('There are lab.hosts.');
    const folder = '~/two-stages/output__two-stages';
    await ssh(lab.hosts, host, `mkdir -p ${folder} && echo mine >${folder}/state.pkl`);
    try {
      await using step = flambeStep(lab.hosts);
      const { code, log } = await step.main();
      expect(code).toBe(69);
      expect(log).toContain('There are results of an experiment of the same name');
      expect(await step.post()).toMatchObject({ code: 0 });
      expect(await ssh(lab.hosts, host, `cat ${folder}/state.pkl`)).toBe('mine');
    } finally {
      await ssh(lab.hosts, host, 'rm -r ~/two-stages');
    }
  });
});
