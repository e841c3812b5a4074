import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Kind = 'ed25519' | 'rsa' | 'other';

/** Keys of ssh-keygen: private halves in OpenSSH's form. */
export class Keys implements Disposable {
  readonly #dir = mkdtempSync(join(tmpdir(), 'keys-'));
  readonly ed25519 = this.#make('ed25519', 'ed25519');
  readonly rsa = this.#make('rsa', 'rsa');
  readonly other = this.#make('other', 'ed25519');

  fileOf(kind: Kind): string {
    return join(this.#dir, kind);
  }

  publicOf(kind: Kind): string {
    return readFileSync(`${this.fileOf(kind)}.pub`, 'utf8').trim();
  }

  [Symbol.dispose](): void {
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #make(kind: Kind, type: string): string {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'me', '-f', this.fileOf(kind)]);
    return readFileSync(this.fileOf(kind), 'utf8');
  }
}
