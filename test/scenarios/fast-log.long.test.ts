import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { stepOn } from './action';

const megabytes = 300;
/** Far above what main takes by itself (about 130), far below the log. */
const mostMemory = 250;

it('main takes memory that does not grow with a fast log, read slowly or not', async () => {
  await using hosts = await startHosts(1);
  const command = `echo begun; yes "$(printf '%0999d' 0)" | head -c ${megabytes}000000`;
  await using step = stepOn(hosts, { command });
  const copy = join(step.workspace, 'flambe-results/job.log');
  const main = step.begin();
  const over = main.ended.then(() => true);
  await expect.poll(() => sizeOf(copy), { timeout: 60_000 }).toBeGreaterThan(20_000_000);
  main.pause();
  const held = await settledSize(copy);
  expect(held).toBeLessThan(megabytes * 900_000);
  expect(peakMemory(main.pid)).toBeLessThan(mostMemory);
  main.resume();
  let peak = 0;
  while (!(await Promise.race([over, delay(100, false)]))) {
    peak = Math.max(peak, peakMemory(main.pid));
  }
  expect(await main.ended).toMatchObject({ code: 0 });
  expect(peak).toBeGreaterThan(20);
  expect(peak).toBeLessThan(mostMemory);
  expect(sizeOf(copy)).toBe(megabytes * 1_000_000 + 'begun\n'.length);
  expect(await step.post()).toMatchObject({ code: 0 });
});

/** Megabytes that a process has had in memory at most (proc(5), `VmHWM`); 0 when it is gone. */
function peakMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** Of a file that has not grown for two seconds. */
async function settledSize(path: string): Promise<number> {
  for (let round = 0; round < 60; round += 1) {
    const size = sizeOf(path);
    await delay(2000);
    if (sizeOf(path) === size) return size;
  }
  throw new Error(`${path} does not stop growing though nobody reads.`);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
