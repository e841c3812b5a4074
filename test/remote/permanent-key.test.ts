import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../src/remote/permanent-key.sh');
const obstacle = whyNot();

it.skipIf(obstacle).each([
  ['is there yet makes its permanent key', 'Tue 2030-01-01 12:00:00 UTC', 0, ''],
  ['is over is not used: nothing would end it', '', 1, 'its deadline is over'],
  ['is another one is not used', 'Tue 2030-01-01 12:00:05 UTC', 1, 'it would end at 1893499205'],
])(`a machine whose deadline %s${obstacle ? ` (${obstacle})` : ''}`, (_, next, code, words) => {
  const dir = mkdtempSync(join(tmpdir(), 'permanent-key-'));
  try {
    const [state, bin] = [join(dir, 'state'), join(dir, 'bin')];
    for (const folder of [state, bin]) mkdirSync(folder);
    writeFileSync(join(state, 'ready'), '');
    // As systemctl(1): of a timer that has nothing more to do it says nothing.
    program(join(bin, 'systemctl'), `[ "$1" = is-active ] || echo "${next}"`);
    program(join(bin, 'sudo'), 'shift; exec "$@"');
    const deadline = Date.parse('2030-01-01T12:00:00Z') / 1000;
    const made = spawnSync('bwrap', [
      ...['--ro-bind', '/', '/', '--dev', '/dev', '--tmpfs', '/var/lib', '--bind', dir, dir],
      ...['--bind', state, '/var/lib/flambe-action'],
      ...['--setenv', 'PATH', `${bin}:${process.env.PATH}`, '--die-with-parent'],
      ...['sh', script, String(deadline), '1'],
    ]);
    expect(made.status, String(made.stderr)).toBe(code);
    expect(String(made.stderr)).toContain(words);
    expect(existsSync(join(state, 'host_key'))).toBe(code === 0);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

function program(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

/** Why there can be no such machine here. */
function whyNot(): string | undefined {
  try {
    execFileSync('bwrap', ['--ro-bind', '/', '/', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'bwrap cannot be used';
  }
}
