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

export interface RayWanted extends Pick<WantedPython, 'supplies' | 'signal' | 'onProgress'> {
  readonly version: string;
  /** Undefined: the node's own. */
  readonly pythonVersion: string | undefined;
}

/**
 * A Python with Ray and Tune on every node, kept for other runs like the one with flambé.
 *
 * @returns paths by node name
 * @throws UserError naming every node where none could be had
 */
export function rayEnvironments(
  { machines }: Fleet,
  { version, pythonVersion = '', ...wanted }: RayWanted,
): Promise<ReadonlyMap<string, string>> {
  return pythonsOn(machines, {
    title: `Python with Ray ${version}`,
    environment: rayEnvironment(version, pythonVersion),
    ...wanted,
  });
}

/** Its name says what is in it. */
export function rayEnvironment(version: string, pythonVersion: string): Environment {
  const python = pythonVersion || 'own';
  // Earlier Rays import pkg_resources, which setuptools has up to 80, without saying so.
  const requirements = [`ray[tune]==${version}`, 'pip', 'setuptools<81'];
  const name = `ray-${version}-python-${python}-${contentHash([python, ...requirements])}`;
  const steps = readFileSync(join(__dirname, 'ray-env.sh'), 'utf8');
  const args = [name, version, pythonVersion, uvVersion, ...requirements];
  return { name, pythonVersion, requirements, before: '', script: environmentScript(steps), args };
}
