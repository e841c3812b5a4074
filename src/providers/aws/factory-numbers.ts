import type { Ec2Instance } from './instances';
import { tagOf } from './tag-specifications';

/** Factories by the number in their tag `Name`; who has none, or another's, has the next that is free. */
export function numbered(
  factories: readonly Ec2Instance[],
  clusterName: string,
): ReadonlyMap<number, Ec2Instance> {
  const byNumber = new Map<number, Ec2Instance>();
  const others: Ec2Instance[] = [];
  for (const factory of factories) {
    const [, digits] = /_factory_([1-9]\d{0,5})$/.exec(tagOf(factory, 'Name') ?? '') ?? [];
    const number = Number(digits);
    const isOwn = tagOf(factory, 'Name') === `${clusterName}_factory_${digits}`;
    if (isOwn && !byNumber.has(number)) byNumber.set(number, factory);
    else others.push(factory);
  }
  const free = freeNumbers([...byNumber.keys()], others.length);
  for (const [i, factory] of others.entries()) byNumber.set(free[i] ?? 0, factory);
  return new Map([...byNumber].sort(([a], [b]) => a - b));
}

/** The `count` smallest numbers from 1 that nobody has. */
export function freeNumbers(taken: readonly number[], count: number): readonly number[] {
  const free: number[] = [];
  for (let number = 1; free.length < count; number++) {
    if (!taken.includes(number)) free.push(number);
  }
  return free;
}
