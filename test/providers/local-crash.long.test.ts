import { describe, it } from 'vitest';
import { crashAfter } from './local-crash';

describe('a local cluster whose maker is killed', () => {
  it('is gone after a release by its record alone, at any of a hundred moments', async () => {
    const whole = await crashAfter(undefined);
    for (let moment = 0; moment < 100; moment++) {
      await crashAfter((whole * 1.05 * moment) / 100);
    }
  });
});
