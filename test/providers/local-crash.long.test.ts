import { describe, it } from 'vitest';
import { crashAfter } from './local-crash';
import { obstacle, reason } from './network';
import { plainJob, rayJob } from './trial';

describe('a local cluster whose maker is killed', { retry: 0 }, () => {
  it('is gone after a release by its record alone, at any of a hundred moments', async () => {
    await crashAtMoments(100, plainJob);
  });

  it.skipIf(obstacle)(`is gone with its own network, at any of fifty${reason}`, async () => {
    await crashAtMoments(50, rayJob);
  });
});

async function crashAtMoments(count: number, job: typeof plainJob): Promise<void> {
  const whole = await crashAfter(undefined, job);
  for (let moment = 0; moment < count; moment++) {
    await crashAfter((whole * 1.05 * moment) / count, job);
  }
}
