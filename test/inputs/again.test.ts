import { describe, expect, it } from 'vitest';
import { commandLineFor } from '../../src/inputs/again';
import { readCommandLine } from '../../src/inputs/cli-options';
import type { InputName, RawInputs } from '../../src/inputs/raw-inputs';

const given: Partial<Record<InputName, string>> = {
  runnable: 'a b.yaml',
  cluster: 'lab.yaml',
  secrets: 's.ini',
  command: "echo 'a b' {results}",
  env: 'A=b c\nD=e',
  results: "out/*\nit's",
  'max-runtime': '5m',
};

function raw(form: RawInputs['form'], more: typeof given = {}): RawInputs {
  return { form, values: new Map(Object.entries({ ...given, ...more }) as [InputName, string][]) };
}

describe('the command line that asks for the same again', () => {
  it('is read as what was asked for', () => {
    const asked = readCommandLine(commandLineFor(raw('command-line')).slice(1));
    expect(asked).toEqual({ command: 'run', raw: raw('command-line'), open: false });
  });

  it("has flambé's flags as they count, without a word more", () => {
    const run = (form: RawInputs['form'], more: Partial<Record<InputName, string>>) => {
      const values = new Map(Object.entries({ runnable: 'r', ...more }) as [InputName, string][]);
      return commandLineFor({ form, values }).slice(2);
    };
    expect(run('action', {})).toEqual(['r', '--install-extensions']);
    expect(run('action', { force: 'true', 'install-extensions': 'false' })).toEqual([
      'r',
      '--force',
    ]);
    expect(run('action', { command: 'true' })).toEqual(['r', '--command', 'true']);
    expect(run('command-line', { verbose: 'true' })).toEqual(['r', '--verbose']);
  });

  it('names files where the action was given texts, and shows none of them', () => {
    const texts = { secrets: '[A]\nb = hidden', 'ssh-private-key': 'hidden', 'artifact-name': 'x' };
    const words = commandLineFor(raw('action', texts));
    expect(words.join(' ')).not.toContain('hidden');
    const asked = readCommandLine(words.slice(1));
    const files = { secrets: 'secrets.ini', 'ssh-private-key': 'KEY-FILE' };
    expect(asked).toEqual({ command: 'run', raw: raw('command-line', files), open: false });
  });
});
