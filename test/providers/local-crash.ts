import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { JobPlan } from '../../src/plan/plan';
import { localProvider } from '../../src/providers/local/local-provider';
import type { RunRecord } from '../../src/teardown/record';
import { processesNaming } from './processes-of';
import { emptyRecord, localCluster, plainJob, planFor } from './trial';

const hooks = join(import.meta.dirname, '../../scripts/typescript-imports.mjs');
const script = join(import.meta.dirname, 'local-acquire.ts');

/**
 * Kills an acquiring process `milliseconds` after its start (undefined: when it has acquired), then
 * releases with nothing but the record that it left, and expects that nothing remains.
 *
 * @returns milliseconds that it lived
 */
export async function crashAfter(
  milliseconds: number | undefined,
  job: JobPlan = plainJob,
): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'crash-'));
  const stateDir = join(dir, 'state');
  const recordFile = join(dir, 'record.json');
  mkdirSync(stateDir, { mode: 0o700 });
  const plan = planFor(localCluster(2), 600, job);
  writeFileSync(recordFile, JSON.stringify(emptyRecord(plan, 'local')));
  const start = performance.now();
  const args = ['--no-warnings', '--import', hooks, script, stateDir, recordFile];
  const child = spawn(process.execPath, [...args, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    if (milliseconds === undefined) {
      const [said] = await once(child.stdout, 'data');
      expect(String(said)).toBe('acquired');
    } else {
      await delay(milliseconds);
    }
    const lived = performance.now() - start;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const record = JSON.parse(readFileSync(recordFile, 'utf8')) as RunRecord;
    const { release } = localProvider({ stateDir: '/nonexistent', save() {}, info() {} });
    const when = `killed after ${lived.toFixed()} ms`;
    expect(await release(record), when).toEqual([]);
    expect(existsSync(join(stateDir, `local-${plan.id}`)), when).toBe(false);
    // A short-lived child of the killed process (ssh-keygen) may need a moment to end.
    const left = expect.poll(() => processesNaming(dir), { timeout: 5000, message: when });
    await left.toEqual([]);
    return lived;
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}
