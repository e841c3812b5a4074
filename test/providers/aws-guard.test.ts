import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../src/providers/aws/guard.sh');

/** A machine as far as guard.sh sees it: its folder, its clock, /proc/stat, and a power switch. */
class GuardedMachine implements Disposable {
  readonly #dir = mkdtempSync(join(tmpdir(), 'guard-'));
  readonly #state = join(this.#dir, 'state');
  readonly #bin = join(this.#dir, 'bin');

  constructor(settings: string) {
    for (const folder of [this.#state, this.#bin]) mkdirSync(folder);
    this.write('settings', `${settings}\n`);
    this.write('lease', '');
    const systemctl = join(this.#bin, 'systemctl');
    writeFileSync(systemctl, `#!/bin/sh\necho "$*" >${this.#dir}/off\n`);
    chmodSync(systemctl, 0o755);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.#state, name), text);
  }

  /** Makes a file look as if it had been written so many seconds ago. */
  age(name: string, seconds: number): void {
    const then = Date.now() / 1000 - seconds;
    utimesSync(join(this.#state, name), then, then);
  }

  /** Runs guard.sh with so many jiffies of CPU time, of which `busy` were used. */
  look({ busy, total }: { busy: number; total: number } = { busy: 0, total: 1000 }): void {
    const stat = join(this.#dir, 'stat');
    writeFileSync(stat, `cpu  ${busy} 0 0 ${total - busy} 0 0 0 0 0 0\n`);
    const binds = ['--bind', this.#dir, this.#dir, '--bind', this.#state, '/var/lib/flambe-action'];
    execFileSync('bwrap', [
      ...['--ro-bind', '/', '/', '--dev', '/dev', '--tmpfs', '/var/lib', ...binds],
      ...[
        '--ro-bind',
        stat,
        '/proc/stat',
        '--setenv',
        'PATH',
        `${this.#bin}:${process.env['PATH']}`,
      ],
      ...['--die-with-parent', 'sh', script],
    ]);
  }

  get isOff(): boolean {
    const off = join(this.#dir, 'off');
    return existsSync(off) && readFileSync(off, 'utf8') === '--force poweroff\n';
  }

  [Symbol.dispose](): void {
    rmSync(this.#dir, { recursive: true });
  }
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

const obstacle = whyNot();

describe.skipIf(obstacle)(`a machine of a run${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('ends when its lease was not renewed for long enough', () => {
    using machine = new GuardedMachine('600 -1 5');
    machine.age('lease', 590);
    machine.look();
    expect(machine.isOff).toBe(false);
    machine.age('lease', 601);
    machine.look();
    expect(machine.isOff).toBe(true);
  });

  it('waits for its deadline when it is to stay', () => {
    using machine = new GuardedMachine('600 -1 5');
    machine.write('lease', 'stay\n');
    machine.age('lease', 100_000);
    machine.look();
    expect(machine.isOff).toBe(false);
  });

  it('ends when it was idle for long enough', () => {
    using machine = new GuardedMachine('600 300 5');
    machine.look({ busy: 100, total: 1000 });
    machine.age('window', 301);
    machine.age('busy', 301);
    machine.look({ busy: 101, total: 2000 });
    expect(machine.isOff).toBe(true);
  });

  it('goes on when it was busy in its last five minutes', () => {
    using machine = new GuardedMachine('600 300 5');
    machine.look({ busy: 100, total: 1000 });
    machine.age('window', 301);
    machine.age('busy', 301);
    machine.look({ busy: 106, total: 2000 });
    expect(machine.isOff).toBe(false);
  });

  it('is not judged before five minutes are over', () => {
    using machine = new GuardedMachine('600 300 5');
    machine.look({ busy: 100, total: 1000 });
    machine.age('window', 290);
    machine.age('busy', 301);
    machine.look({ busy: 100, total: 2000 });
    expect(machine.isOff).toBe(false);
  });

  it('counts as busy after it was started anew', () => {
    using machine = new GuardedMachine('600 300 5');
    machine.look({ busy: 100, total: 1000 });
    machine.age('window', 301);
    machine.age('busy', 301);
    machine.look({ busy: 1, total: 500 });
    expect(machine.isOff).toBe(false);
  });

  it('never ends for idleness when it was told so', () => {
    using machine = new GuardedMachine('600 -1 5');
    machine.look({ busy: 0, total: 1000 });
    machine.look({ busy: 0, total: 100_000 });
    expect(machine.isOff).toBe(false);
  });
});
