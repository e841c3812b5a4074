import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLogTail } from '../../src/job/log-file';

function tailOf(text: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'log-'));
  const path = join(dir, 'job.log');
  writeFileSync(path, text);
  return readLogTail(path).finally(() => rmSync(dir, { recursive: true }));
}

describe('the last lines of a log', () => {
  it('are all of them where it is small', async () => {
    expect(await tailOf('')).toBe('');
    expect(await tailOf('é\nlast')).toBe('é\nlast');
  });

  it('are whole lines where it is large', async () => {
    const tail = await tailOf(`${'é'.repeat(10_000)}\n`.repeat(30));
    expect(tail).toMatch(/^(é{10000}\n)+$/);
    expect(tail.length).toBeLessThan(260_000);
  });

  it('are none where its last line is longer than can be shown', async () => {
    expect(await tailOf(`first\n${'x'.repeat(300_000)}`)).toBe('');
  });

  it('are none where there is no log', async () => {
    expect(await readLogTail('/nonexistent/job.log')).toBe('');
  });
});
