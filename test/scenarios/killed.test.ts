import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import {
  hostMoments,
  killAndUndo,
  killLocalAndUndo,
  type Moment,
  type RunnerMoment,
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

const all: Readonly<Record<string, Moment>> = { ...recordMoments, ...stageMoments, ...hostMoments };

describe('main killed by SIGKILL leaves nothing that post alone does not undo', {
  retry: 0,
}, () => {
  for (const moment of [
    'connect begins',
    'authorized_keys is being edited',
    'a factory gets the key',
    'the secrets are on a node',
    'the job is launched',
    'the job has begun',
    'collect begins',
  ]) {
    it(`when ${moment}`, async () => {
      await untilKilled(() => killAndUndo(hosts, before, all[moment] as Moment));
    });
  }
});

describe('main of an embedded local cluster, killed by SIGKILL, leaves nothing after post', {
  retry: 0,
}, () => {
  for (const moment of ['provision begins', 'connect begins', 'run begins']) {
    it(`when ${moment}`, async () => {
      await untilKilled(() => killLocalAndUndo(stageMoments[moment] as RunnerMoment));
    });
  }
});
