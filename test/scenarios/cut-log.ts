import { expect } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { startRelay } from '../hosts/relay';
import { stepThrough } from './action';

/** Runs a job whose fast log is cut so many times, by a reset and by an orderly end in turn. */
export async function showCutLog(cuts: number): Promise<void> {
  await using hosts = await startHosts(1);
  await using relay = await startRelay(hosts.at(0));
  const rounds = cuts * 5;
  const command = `i=0; while [ $i -lt ${rounds} ]; do
  seq $((i * 5000 + 1)) $((i * 5000 + 5000)); sleep 0.1; i=$((i + 1)); done`;
  await using step = stepThrough(relay, hosts, { command });
  relay.cutEach(100_000, 'bytesDown', cuts);
  const { code } = await step.main();
  expect(relay.cuts).toBe(cuts);
  expect(code).toBe(0);
  const expected = Array.from({ length: rounds * 5000 }, (_, i) => `${i + 1}\n`).join('');
  // As a whole: a difference of megabytes would be no help.
  expect(step.read('flambe-results/job.log') === expected).toBe(true);
  expect(await step.post()).toMatchObject({ code: 0 });
}
