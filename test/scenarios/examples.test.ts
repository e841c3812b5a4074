import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineOf, linesOf, shellAt } from './examples';

const demos: Readonly<Record<string, readonly string[]>> = createRequire(import.meta.url)(
  '../../scripts/demos.cjs',
);

describe('the example', () => {
  it('demo gives each factory its share, and brings the results home', async () => {
    await using shell = shellAt('demo');
    const { code, stdout, stderr } = await shell.runLine(lineOf('demo'));
    expect(code, stderr + stdout).toBe(0);
    const squares = shell.read('work/flambe-results/squares.txt');
    expect(squares).toMatch(/demo-factory-1: 3 squared is 9.*demo-factory-2: 4 squared is 16/s);
    expect(shell.runs).toEqual([]);
  });

  it('ssh starts a Python script on all factories, and gathers what they found', async () => {
    await using shell = shellAt('ssh');
    const { code, stdout, stderr } = await shell.runLine(lineOf('ssh'));
    expect(code, stderr + stdout).toBe(0);
    // pi(20000), OEIS A000720.
    const { total, shares } = JSON.parse(shell.read('work/flambe-results/primes.json'));
    expect(total).toBe(2262);
    expect(shares).toMatchObject([{ host: 'primes-factory-1' }, { host: 'primes-factory-2' }]);
    expect(shell.runs).toEqual([]);
  });

  it.each([
    ['plain', 'demo'],
    ['ray', 'ray'],
    ['flambe', 'flambe'],
  ])('that npm run demo runs is told of as it runs it: %s', (demo, name) => {
    const [line = ''] = linesOf(name);
    const typed = execFileSync('sh', ['-c', line.replace('flambe-action', 'printf "%s\\n"')]);
    const folder = `examples/${name}`;
    // From elsewhere, and in long words.
    const words = (demos[demo] ?? []).join('\n').replace(`\n--workdir\n${folder}`, '');
    const said = [
      ['node\ndist/cli.js\n', ''],
      [`${folder}/`, ''],
      ['--cluster', '-c'],
      ['--secrets', '-s'],
      ['--install-extensions', '-i'],
    ].reduce((text, [long = '', short = '']) => text.replaceAll(long, short), words);
    expect(typed.toString().trim()).toBe(said);
  });

  it('of each folder is told of with the line that runs it', () => {
    const folder = join(import.meta.dirname, '../../examples');
    const names = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
    const told = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^## (.+)$/gm);
    expect([...told].map(([, name]) => name).sort()).toEqual(names.map(({ name }) => name).sort());
  });
});
