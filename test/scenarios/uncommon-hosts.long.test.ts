import { describe, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { hostMoments, killAndUndo, type Moment, untilKilled } from './killed';
import { takePicture } from './left';
import { uncommon } from './uncommon-hosts';

describe('main killed by SIGKILL leaves nothing that post alone does not undo', () => {
  for (const [kind, options] of Object.entries(uncommon)) {
    it(`on hosts ${kind}`, { retry: 0 }, async () => {
      await using hosts = await startHosts(3, options);
      const before = takePicture(hosts);
      const moment = hostMoments['the job has begun'] as Moment;
      await untilKilled(() => killAndUndo(hosts, before, moment));
    });
  }
});
