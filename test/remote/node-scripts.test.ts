import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/remote/node-scripts';

const dir = mkdtempSync(join(tmpdir(), 'node-scripts-'));
afterAll(() => rmSync(dir, { recursive: true }));

describe('writeFiles', () => {
  it('writes what it was given, also where several nodes write into one folder at once', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `it's ${i}`);
    const text = `'quoted' $HOME \\n %s\n${'x'.repeat(5000)}`;
    const script = writeFiles(new Map(names.map((name) => [join(dir, name), text])));
    const nodes = Array.from({ length: 8 }, () =>
      promisify(execFile)('sh', ['-c', `set -eu\n${script}`]),
    );
    await Promise.all(nodes);
    expect(readdirSync(dir).sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(dir, name), 'utf8')).toBe(text);
  });
});
