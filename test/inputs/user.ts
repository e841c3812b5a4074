import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { InputName, RawInputs } from '../../src/inputs/raw-inputs';
import { readInputs } from '../../src/inputs/read-inputs';
import { formatProblem, type Problem, UserError } from '../../src/problem';

/** A user with a home and a workspace, who says something. */
export class User implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'flambe-inputs-'));
  readonly home = join(this.root, 'home');
  readonly cwd = join(this.root, 'workspace');

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const folder of [this.home, this.cwd]) mkdirSync(folder, { recursive: true });
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  /** Relative to the workspace. */
  write(path: string, content: string | Uint8Array, mode = 0o600): string {
    const file = join(this.cwd, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  }

  says(values: Partial<Record<InputName, string>>, form: RawInputs['form'] = 'action') {
    const given = Object.entries(values) as [InputName, string][];
    return readInputs({ form, values: new Map(given) }, { cwd: this.cwd, home: this.home });
  }

  /** The problems with what the user says; none if all is well. */
  problemsWith(...said: Parameters<User['says']>): readonly Problem[] {
    return problemsOf(() => this.says(...said));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Of a UserError; any other error is thrown on. */
export function problemsOf(work: () => unknown): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

export function textOf(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}

export const goodRunnable = '!Experiment\nname: trial\npipeline:\n  a: !Script\n    script: a.b\n';

/** Inputs without a fault, for a workspace that holds `run.yaml`. */
export const goodInputs = { runnable: 'run.yaml', command: 'true' } as const;

export function goodUser(): User {
  return new User({ 'run.yaml': goodRunnable });
}
