import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Needles } from './needles';

it('finds in bytes whatever includes finds', { retry: 0 }, () => {
  const letters = (minLength: number) =>
    fc.string({ minLength, maxLength: 9, unit: fc.constantFrom('a', 'b', '\0', 'ü') });
  fc.assert(
    fc.property(fc.array(letters(2), { minLength: 1 }), fc.array(letters(0)), (needles, parts) => {
      const text = parts.join('');
      const found = new Needles(needles.map((one) => Buffer.from(one))).areIn(Buffer.from(text));
      expect(found).toBe(needles.some((one) => text.includes(one)));
    }),
    { numRuns: 2000 },
  );
});
