import { tagNames } from '../../plan/tags';
import type { Acquisition } from './acquire';
import { aliveStates } from './alive-states';
import { asking } from './asking';
import { endCommand } from './by-hand';
import { type Ec2Instance, taggedInstances } from './instances';
import { tagOf } from './tag-specifications';
import { terminate } from './terminate';

/**
 * Ends what is left of the same workflow run and has no future: all of its earlier attempts, for an
 * attempt begins when all that was before it is over; of an earlier process of this attempt what the
 * record does not lead to, and warm machines that it had taken. What was left warm for other runs stays.
 * What does not end is told, and no reason not to run: it ends by its own lease, and is the sweep's.
 */
export async function endEarlier(acquisition: Acquisition): Promise<void> {
  const { clients, options } = acquisition;
  const { info, warning, aws } = options;
  // They keep their own lives until they are rearmed, and which host key they have is nowhere.
  const taken = aws?.taken ?? [];
  const ids = [...new Set([...taken, ...(await found(acquisition))])];
  if (ids.length === 0) return;
  info(`Ending ${ids.length} instances that this workflow run has left before: ${ids.join(', ')}`);
  const left = await terminate(clients.ec2, ids);
  for (const { id, why } of left.filter(({ unknown }) => !unknown)) {
    warning({
      message: `The instance ${id}, which this workflow run has left before, does not end: ${why}`,
      fix: `End it by \`${endCommand(aws?.region ?? '', [id])}\`.`,
    });
  }
}

async function found({ plan, clients, options, signal }: Acquisition): Promise<readonly string[]> {
  const [, prefix, attempt] = /^([^/]+\/[^/]+\/\d+)\/(\d+)$/.exec(plan.run) ?? [];
  // Anywhere else a run has neither earlier attempts nor another process.
  if (prefix === undefined) return [];
  const earlier = Array.from({ length: Number(attempt) - 1 }, (_, i) => `${prefix}/${i + 1}`);
  const goesOn = options.aws?.salt !== undefined;
  const runs = goesOn ? earlier : [...earlier, plan.run];
  if (runs.length === 0) return [];
  const left = await asking('ec2:DescribeInstances', signal, () =>
    taggedInstances(clients.ec2, 'run', runs, aliveStates, signal),
  );
  // The jobs of a matrix are of the same run and attempt.
  const isOver = (one: Ec2Instance) =>
    tagOf(one, tagNames.run) !== plan.run || tagOf(one, tagNames.id) === plan.id;
  const isCold = (one: Ec2Instance) => tagOf(one, tagNames.warm) !== 'true';
  return left.filter((one) => isOver(one) && isCold(one)).map(({ InstanceId }) => InstanceId);
}
