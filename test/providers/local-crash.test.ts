import { describe, it } from 'vitest';
import { crashAfter } from './local-crash';

describe('a local cluster whose maker is killed', { retry: 0, timeout: 120_000 }, () => {
  it('is gone after a release by its record alone, whenever it happened', async () => {
    const whole = await crashAfter(undefined);
    for (let moment = 0; moment < 8; moment++) {
      await crashAfter(whole * Math.random() * 1.05);
    }
  });
});
