import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { script } from './play';

/** Floods a pipe that nobody reads at first. */
async function flood(kind: 'github' | 'terminal', megabytes: number) {
  const child = spawn(process.execPath, script('flood.ts', kind, String(megabytes)));
  const stderr: Buffer[] = [];
  child.stderr.on('data', (bytes) => stderr.push(bytes));
  const closed = once(child, 'close');
  await setTimeout(500);
  let bytes = 0;
  for await (const piece of child.stdout) bytes += piece.length;
  const [code] = await closed;
  return { bytes, code, mostMB: Number(Buffer.concat(stderr).toString()) };
}

describe.each(['github', 'terminal'] as const)('a fast log and a slow reader (%s)', (kind) => {
  it('take memory that does not grow with the log', async () => {
    const { mostMB } = await flood(kind, 200);
    expect(mostMB).toBeLessThan(100);
  });

  it('lose nothing when the process ends by its exit code', async () => {
    const { bytes, code } = await flood(kind, 3);
    const markers = '::stop-commands::'.length + 1 + '::::'.length + 1 + 2 * 32;
    expect(bytes).toBe(3_000_000 + (kind === 'github' ? markers : 0));
    expect(code).toBe(7);
  });

  it('go on when the reader is gone', async () => {
    const child = spawn(process.execPath, script('flood.ts', kind, '3'));
    child.stdout.destroy();
    child.stderr.resume();
    const [code] = await once(child, 'close');
    expect(code).toBe(7);
  });
});
