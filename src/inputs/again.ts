import { isTrue } from './flag';
import {
  givenOrFallback,
  type InputName,
  inputNames,
  inputOption,
  type RawInputs,
} from './raw-inputs';

/** Stands where the action was given the text of a file; the command line wants its path. */
const files: Partial<Record<InputName, string>> = {
  secrets: 'secrets.ini',
  'ssh-private-key': 'KEY-FILE',
  'ssh-known-hosts': 'known_hosts',
};
/** What only a workflow has. */
const elsewhere: readonly InputName[] = ['runnable', 'artifact-name'];

/** The words of a command line that asks for the same again; no key and no secret is in it. */
export function commandLineFor(raw: RawInputs): readonly string[] {
  const { form, values } = raw;
  const options = inputNames
    .filter((name) => !elsewhere.includes(name))
    .flatMap((name) => {
      if (inputOption(name).value === undefined) return flag(raw, name);
      const value = values.get(name);
      if (value === undefined || value === inputOption(name).fallback) return [];
      const given = form === 'action' ? (files[name] ?? value) : value;
      const { repeated } = inputOption(name);
      const lines = repeated ? given.split(/[\r\n]+/).filter((line) => line.trim()) : [given];
      return lines.flatMap((line) => [`--${name}`, line]);
    });
  return ['flambe-action', 'run', values.get('runnable') ?? '', ...options];
}

function flag(raw: RawInputs, name: InputName): readonly string[] {
  const isOfNoUse = name === 'install-extensions' && raw.values.has('command');
  return !isOfNoUse && isTrue(givenOrFallback(raw, name)) ? [`--${name}`] : [];
}
