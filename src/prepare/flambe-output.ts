import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FlambePlaces } from '../plan/flambe-places';
import type { Layout } from '../plan/layout';
import { ExitCode, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';

export interface OutputFolder {
  readonly layout: Layout;
  readonly places: FlambePlaces;
  readonly resume: boolean;
  readonly force: boolean;
  readonly signal: AbortSignal;
}

const existing = 3;

/**
 * Makes the folder of an Experiment's results on every node.
 *
 * @throws UserError if there are results of the same name, as flambé (flambe/experiment/experiment.py)
 */
export async function makeOutputFolder({ machines }: Fleet, folder: OutputFolder): Promise<void> {
  const { layout, places, resume, force, signal } = folder;
  const script = readFileSync(join(__dirname, 'flambe-output.sh'), 'utf8');
  const args = [layout.runDir, places.output, resume ? 'yes' : 'no', force ? 'yes' : 'no'];
  const outcomes = await Promise.all(
    machines.map(async (machine) => {
      const result = await machine.run(script, { args, signal });
      return { machine, result };
    }),
  );
  const problems = outcomes
    .filter(({ result }) => result.code !== 0)
    .map(({ machine, result }) => ({
      field: machine.title,
      message:
        result.code === existing
          ? `There are results of an experiment of the same name in ${places.output}.`
          : `${places.output} could not be made: ${result.stderr.trim()}`,
      ...(result.code === existing && {
        fix: 'Give it another `name`, say `resume` in it to go on from them, or `force` to replace them.',
      }),
    }));
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
}
