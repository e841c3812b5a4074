import { afterAll, afterEach, beforeEach, describe, expect } from 'vitest';
import type { SystemdHosts } from '../hosts/systemd/systemd-hosts';
import { type ActionStep, token } from './action';
import { startFlambeHosts, whyNoFlambeHosts } from './flambe';
import { leftSince, type Picture, takePicture } from './left';

/** Hosts that the tests of a file share: each leaves them as they were, unless it fails. */
export interface FlambeLab {
  readonly hosts: SystemdHosts;
  /** Of the hosts, before the run. */
  before: Picture;
  /** Runs post, after which all is as it was before. */
  endedByPost(step: ActionStep): Promise<void>;
}

/** Tests of real flambé on real hosts, where they can be had. */
export function describeFlambe(title: string, tests: (lab: FlambeLab) => void): void {
  const obstacle = whyNoFlambeHosts();
  describe.skipIf(obstacle)(`${title}${obstacle ? ` (${obstacle})` : ''}`, () => {
    let started: SystemdHosts | undefined;
    const lab = {
      get hosts() {
        if (!started) throw new Error('They are started before each test.');
        return started;
      },
      before: new Set() as Picture,
      async endedByPost(step: ActionStep) {
        expect(await step.post()).toMatchObject({ code: 0 });
        expect(await leftSince(lab.before, lab.hosts, { step, secrets: [token] })).toEqual([]);
      },
    };

    beforeEach(async () => {
      started ??= await startFlambeHosts();
      lab.before = takePicture(started);
    }, 600_000);
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await endHosts();
    });
    afterAll(endHosts);

    async function endHosts(): Promise<void> {
      await started?.[Symbol.asyncDispose]();
      started = undefined;
    }

    tests(lab);
  });
}
