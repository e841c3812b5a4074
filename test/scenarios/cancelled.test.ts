import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { cancelAndUndo, cancelLocalAndUndo } from './cancelled';
import { type Picture, takePicture } from './left';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(2);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('a cancelled main is gone within five seconds, and post does the rest', () => {
  for (const [stage, signal] of [
    ['prepare', 'SIGTERM'],
    ['run', 'SIGINT'],
  ] as const) {
    it(`${signal} during ${stage}`, { retry: 0 }, () =>
      cancelAndUndo(hosts, before, stage, signal),
    );
  }

  it('SIGTERM while the local cluster is made', { retry: 0 }, () => cancelLocalAndUndo('SIGTERM'));
});
