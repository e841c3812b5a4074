import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Problem } from '../../../problem';
import type { AccountFindings } from './findings';

/** Milliseconds: within a minute the last results still come home; EC2 takes no clock that is 5 min off. */
const [noticed, refused] = [60_000, 240_000];

/**
 * Compares the clock of this machine with that of AWS, as it was in the answers so far. The SDK signs
 * by that, and so all else works: but machines end by their own clock, at a time that is reckoned here.
 */
export function checkClock({ config }: EC2Client, findings: AccountFindings): void {
  const behind = config.systemClockOffset;
  const off = Math.abs(behind);
  if (off < noticed) return;
  const minutes = Math.round(off / 60_000);
  const problem: Problem = {
    message:
      behind > 0
        ? `This machine's clock is ${minutes} min behind that of AWS: the machines would end so much too early, with results that are not at home.`
        : `This machine's clock is ${minutes} min ahead of that of AWS: the machines would end so much too late, and cost more.`,
    fix: "Set this machine's clock: `sudo timedatectl set-ntp true`.",
  };
  if (off < refused) findings.warn(problem);
  else findings.lacks(problem);
}
