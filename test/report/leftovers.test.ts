import { expect, it } from 'vitest';
import { leftoverSummary } from '../../src/report/leftovers';

it('names what is still there, why, and what removes it', () => {
  const leftovers = [{ what: 'folder x', why: 'host gone', command: 'rm -r x' }];
  expect(leftoverSummary(leftovers)).toContain('| folder x | host gone | <code>rm \\-r x</code> |');
});
