import { type Problem, UserError } from '../problem';
import { readFlag } from './flag';
import type { FlambeOptions, RayOptions } from './inputs';
import { givenOrFallback, type InputName, type RawInputs, spelled } from './raw-inputs';
import { shown } from './shown';

const ofFlambe = [
  'install-extensions',
  'force',
  'verbose',
  'flambe-version',
] as const satisfies readonly InputName[];

/**
 * How flambé itself is to run.
 *
 * @throws UserError with everything that is wrong, `debug` among it: flambé refuses to debug on a
 *   cluster (flambe/runner/run.py)
 */
export function readFlambeOptions(raw: RawInputs): {
  options: FlambeOptions;
  ray: RayOptions | undefined;
  warnings: Problem[];
} {
  const problems: Problem[] = [];
  const read = <T>(name: InputName, take: (text: string, field: string) => T): T | undefined => {
    try {
      return take(givenOrFallback(raw, name) ?? '', spelled(raw, name));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const options = {
    installExtensions: read('install-extensions', readFlag),
    force: read('force', readFlag),
    verbose: read('verbose', readFlag),
    version: read('flambe-version', (text, field) => versionOf(text, field, '0.4.18')),
    pythonVersion: read('python-version', (text, field) =>
      text === '' ? '3.7' : versionOf(text, field, '3.7'),
    ),
  };
  const rayVersion = read('ray-version', (text, field) =>
    text === '' ? undefined : versionOf(text, field, '2.40.0'),
  );
  if (read('debug', readFlag)) problems.push(noDebugging(raw));
  if (problems.length > 0) throw new UserError(problems);
  const pythonVersion = raw.values.has('python-version') ? options.pythonVersion : undefined;
  const ray =
    rayVersion !== undefined && raw.values.has('command')
      ? { version: rayVersion, pythonVersion }
      : undefined;
  // Without a problem every one of them was read.
  return { options: options as FlambeOptions, ray, warnings: useless(raw) };
}

function versionOf(text: string, field: string, example: string): string {
  const version = text.trim();
  if (/^\d+(\.\d+){1,3}([a-z]+\d*)?$/.test(version)) return version;
  const message = `${shown(text)} was given; accepted is a version like \`${example}\`.`;
  throw new UserError({ field, message });
}

function noDebugging(raw: RawInputs): Problem {
  return {
    field: spelled(raw, 'debug'),
    message: 'flambé does not debug on a cluster: it would wait for somebody at a keyboard.',
    fix: 'Leave it out, or debug with `flambe --debug` on one machine.',
  };
}

function useless(raw: RawInputs): Problem[] {
  if (!raw.values.has('command')) {
    if (!raw.values.has('ray-version')) return [];
    return [{ field: spelled(raw, 'ray-version'), message: 'flambé has a Ray of its own.' }];
  }
  const withRay = raw.values.has('ray-version');
  const names = ofFlambe.filter((name) => name !== 'force' || !withRay);
  const more = withRay ? [] : (['python-version'] as const);
  return [...names, ...more]
    .filter((name) => isMeant(raw, name))
    .map((name) => ({
      field: spelled(raw, name),
      message: 'It has no effect with a `command`, which runs instead of flambé.',
    }));
}

/** An action is given every default of action.yml, as if the user had said it. */
function isMeant(raw: RawInputs, name: InputName): boolean {
  const given = raw.values.get(name);
  const usual = givenOrFallback({ ...raw, values: new Map() }, name);
  return given !== undefined && given !== usual;
}
