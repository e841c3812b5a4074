import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn, token } from './action';
import { cancel, cancelAndUndo, cancelLocalAndUndo, signals, stages } from './cancelled';
import { undo } from './killed';
import { leftSince, type Picture, takePicture } from './left';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('a cancelled main is gone within five seconds, and post does the rest', () => {
  for (const signal of signals) {
    it(`${signal} while the local cluster is made`, { retry: 0 }, () => cancelLocalAndUndo(signal));

    for (const stage of Object.keys(stages) as (keyof typeof stages)[]) {
      it(`${signal} during ${stage}`, { retry: 0 }, () =>
        cancelAndUndo(hosts, before, stage, signal),
      );
    }
  }

  it('also when no host answers any more', async () => {
    const { words, command } = stages.run;
    await using step = stepOn(hosts, { command });
    try {
      const silence = async () => {
        await Promise.all(hosts.list.map((host) => host.freeze()));
      };
      await cancel(step, words, 'SIGTERM', silence);
    } finally {
      for (const host of hosts.list) host.thaw();
    }
    await undo(step, () => leftSince(before, hosts, { step, secrets: [token] }));
    expect(step.read('flambe-results/kept.txt')).toBe('kept\n');
  });
});
