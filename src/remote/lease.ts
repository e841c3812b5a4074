import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode, UserError } from '../problem';
import type { Ephemeral } from '../providers/provider';
import type { Fleet } from './fleet';
import type { Machine } from './machine';

/** Seconds between two renewals at most; of spot machines AWS gives notice two minutes before. */
const longestInterval = { ondemand: 60, spot: 20 } as const;

/**
 * Renews the lease of machines that end themselves when nobody does, until `signal` aborts. A machine
 * that is not reached is tried again at the next turn.
 *
 * @returns why the run cannot go on, once AWS says that it takes one of the machines back
 */
export function renewLease(
  { machines }: Fleet,
  { leaseSeconds, spot }: Pick<Ephemeral, 'leaseSeconds' | 'spot'>,
  signal: AbortSignal,
): Promise<UserError> {
  const script = readFileSync(join(__dirname, 'lease.sh'), 'utf8');
  const { promise, resolve } = Promise.withResolvers<UserError>();
  const renewOn = async (machine: Machine) => {
    const args = [spot ? 'yes' : 'no'];
    const { stdout } = await machine.attempt(script, { args, signal });
    const [, time] = /"time": *"([^"]+)"/.exec(stdout) ?? [];
    if (time !== undefined) resolve(takenBack(machine, time));
  };
  const renew = () => {
    for (const machine of machines) renewOn(machine).catch(() => {});
  };
  renew();
  const seconds = Math.min(longestInterval[spot ? 'spot' : 'ondemand'], leaseSeconds / 5);
  const timer = setInterval(renew, seconds * 1000);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return promise;
}

/** Milliseconds for the machines to hear that they are wanted without a runner, too. */
const stayTime = 3000;

/** Lets machines stay until their deadline, though nobody renews their lease any more. */
export async function endLease({ machines }: Fleet): Promise<void> {
  const signal = AbortSignal.timeout(stayTime);
  const script = 'echo stay >/var/lib/flambe-action/lease';
  await Promise.allSettled(machines.map((machine) => machine.attempt(script, { signal })));
}

function takenBack({ title }: Machine, time: string): UserError {
  return new UserError(
    {
      field: title,
      message: `AWS takes the spot machine back at ${time}.`,
      fix: '`spot: prefer` with more types and subnets, or on-demand machines, last longer.',
    },
    ExitCode.lost,
  );
}
