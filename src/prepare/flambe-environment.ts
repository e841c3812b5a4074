import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../remote/fleet';
import { uvVersion } from '../wheelhouse/uv-program';
import {
  contentHash,
  type Environment,
  environmentScript,
  pythonsOn,
  type WantedPython,
} from './uv';

export interface FlambeWanted extends Pick<WantedPython, 'supplies' | 'signal' | 'onProgress'> {
  readonly version: string;
  readonly pythonVersion: string;
}

/** flambé 0.4's packages as they were when it was new: later ones of the same names break it. */
const packagesBefore = '2020-06-01';
/** The same, as far as one has to, for indexes that tell no dates. */
const packagesBelow = ['protobuf<3.21', 'markupsafe<2.1', 'itsdangerous<2.1'];

/**
 * A Python on every node that imports the wanted flambé: the node's own, or one in the user's home,
 * which stays there for other runs. All nodes install at the same time: what is made once and sent on
 * is there later, since it is installed first, too, and then goes through one node's link for each
 * factory (bench/environment.ts); and it would want the same CPython at the same path everywhere.
 *
 * @returns paths by node name
 * @throws UserError naming every node where none could be had, with the end of what was said there
 */
export function flambeEnvironments(
  { machines }: Fleet,
  { version, pythonVersion, ...wanted }: FlambeWanted,
): Promise<ReadonlyMap<string, string>> {
  return pythonsOn(machines, {
    title: `Python ${pythonVersion} with flambé ${version}`,
    environment: flambeEnvironment(version, pythonVersion),
    ...wanted,
  });
}

/** Its name says what is in it. */
export function flambeEnvironment(version: string, pythonVersion: string): Environment {
  const isOld = version.startsWith('0.4.');
  const before = isOld ? packagesBefore : '';
  // wheel: extensions of this age are built with it.
  const requirements = [`flambe==${version}`, 'wheel', 'setuptools', 'pip'];
  if (isOld) requirements.push(...packagesBelow);
  const hash = contentHash([version, pythonVersion, before, 'wheel']);
  const name = `flambe-${version}-python-${pythonVersion}-${hash}`;
  const steps = readFileSync(join(__dirname, 'flambe-env.sh'), 'utf8');
  const args = [name, version, pythonVersion, uvVersion, before, ...requirements];
  return { name, pythonVersion, requirements, before, script: environmentScript(steps), args };
}
