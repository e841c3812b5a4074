import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../problem';
import type { Machine } from '../remote/machine';
import { uvVersion } from '../wheelhouse/uv-program';
import {
  contentHash,
  type Environment,
  environmentScript,
  pythonsOn,
  type WantedPython,
} from './uv';

/** Reads the event files of any age, and runs on Python 3.9 and later. */
const version = '2.19.0';
/** Taken where the node has none that is new enough. */
const pythonVersion = '3.11';
/** Milliseconds that it may take: nobody's run waits longer for a picture of itself. */
const patience = 180 * 1000;

/** Path of a Python on the node, or why there is none. */
export type Tensorboard = { readonly python: string } | { readonly problem: string };

/** Its name says what is in it. */
export function tensorboardEnvironment(): Environment {
  // It imports pkg_resources, which setuptools has up to 80.
  const requirements = [`tensorboard==${version}`, 'setuptools<81'];
  const name = `tensorboard-${version}-${contentHash([version, pythonVersion])}`;
  const steps = readFileSync(join(__dirname, 'tensorboard-env.sh'), 'utf8');
  const args = [name, version, pythonVersion, uvVersion, ...requirements];
  return { name, pythonVersion, requirements, before: '', script: environmentScript(steps), args };
}

/** A Python with TensorBoard on the orchestrator, kept like the one with flambé; or why there is none. */
export async function tensorboardOn(
  orchestrator: Machine,
  { supplies, signal, onProgress }: Pick<WantedPython, 'supplies' | 'signal' | 'onProgress'>,
): Promise<Tensorboard> {
  const limit = AbortSignal.timeout(patience);
  try {
    const pythons = await pythonsOn([orchestrator], {
      title: `Python with TensorBoard ${version}`,
      environment: tensorboardEnvironment(),
      supplies,
      signal: AbortSignal.any([signal, limit]),
      onProgress: (machine, words) => onProgress(machine, `TensorBoard: ${words}`),
    });
    return { python: pythons.get(orchestrator.name) ?? '' };
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) return { problem: `it took more than ${patience / 1000} s` };
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}
