import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { hostMoments, killAndUndo, killLocalAndUndo, recordMoments, stageMoments } from './killed';
import { type Picture, takePicture } from './left';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('main killed by SIGKILL leaves nothing that post alone does not undo', () => {
  for (const [name, moment] of Object.entries({
    ...recordMoments,
    ...stageMoments,
    ...hostMoments,
  })) {
    it(`when ${name}`, async () => {
      expect(await killAndUndo(hosts, before, moment)).toBe(true);
    });
  }

  it('at any time', async () => {
    let killed = true;
    for (let time = 20; killed; time += 250) {
      killed = await killAndUndo(hosts, before, ({ milliseconds }) => milliseconds >= time);
    }
  });
});

describe('main of an embedded local cluster, killed by SIGKILL, leaves nothing after post', () => {
  for (const [name, moment] of Object.entries({ ...recordMoments, ...stageMoments })) {
    it(`when ${name}`, async () => {
      expect(await killLocalAndUndo(moment)).toBe(true);
    });
  }
});
