import { setTimeout as sleep } from 'node:timers/promises';
import type { UserError } from '../problem';

/** A failure that may pass; `told` is what the user reads when it does not. */
export class Passing extends Error {
  override readonly name = 'Passing';

  readonly told: UserError;

  constructor(told: UserError) {
    super(told.message, { cause: told });
    this.told = told;
  }
}

const attempts = 6;
const first = 250;
/** Milliseconds after which nothing is begun any more: teardown has a minute for everything. */
const patience = 30_000;

/**
 * Does the work again, from its beginning, as long as it fails by a Passing: 6 times within 30 s,
 * the time of the last one not counted.
 *
 * @throws what the last Passing tells, or any other error at once
 */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (attempt === attempts || performance.now() - began > patience) throw error.told;
    }
    await sleep(first * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
  }
}
