import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { seeded } from '../secrets/seeded';
import {
  hostMoments,
  killAndUndo,
  killLocalAndUndo,
  recordMoments,
  stageMoments,
  untilKilled,
} from './killed';
import { type Picture, takePicture } from './left';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('main killed by SIGKILL leaves nothing that post alone does not undo', {
  retry: 0,
}, () => {
  for (const [name, moment] of Object.entries({
    ...recordMoments,
    ...stageMoments,
    ...hostMoments,
  })) {
    it(`when ${name}`, async () => {
      await untilKilled(() => killAndUndo(hosts, before, moment));
    });
  }

  it('at any time', async () => {
    const step = 800;
    const { seed = 0 } = seeded('main killed at any time', 1);
    let killed = true;
    for (let time = seed % step; killed; time += step) {
      killed = await killAndUndo(hosts, before, ({ milliseconds }) => milliseconds >= time);
    }
  });
});

describe('main of an embedded local cluster, killed by SIGKILL, leaves nothing after post', {
  retry: 0,
}, () => {
  for (const [name, moment] of Object.entries({ ...recordMoments, ...stageMoments })) {
    it(`when ${name}`, async () => {
      await untilKilled(() => killLocalAndUndo(moment));
    });
  }
});
