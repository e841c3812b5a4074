import { shellCommand } from '../../plan/quote';
import { tagNames } from '../../plan/tags';
import type { RunRecord } from '../../teardown/record';
import type { Leftover } from '../provider';
import { aliveStates } from './alive-states';
import { awsWords } from './errors';
import { taggedInstances } from './instances';
import { isRunKey } from './key-pair';
import type { ReleaseDeps } from './release';
import { tagInstances } from './tag-specifications';
import { alive } from './terminate';

/**
 * Leaves the machines of a run until they expire: with `teardown: never` other runs take them, with
 * `on-success` after a failure nobody does, and the sweep does not end them either.
 *
 * @returns what could not be said of them, with the command that says it
 */
export async function keepAws(
  { id, aws, teardown, hosts, keyFile }: RunRecord,
  { clients, info }: ReleaseDeps,
): Promise<readonly Leftover[]> {
  const { region = '', instances: known = [], orchestrator } = aws ?? {};
  if (known.length === 0) return [];
  // One that has ended since then, and EC2 has forgotten, would keep the tags from all others.
  const instances = await taggedInstances(clients.ec2, 'id', [id], aliveStates)
    .then(alive)
    .catch(() => known);
  if (instances.length === 0) return [];
  const kept = teardown === 'never' ? 'true' : 'for a look';
  const hostKey = hosts?.keys['orchestrator']?.line;
  try {
    if (orchestrator && hostKey !== undefined && instances.includes(orchestrator)) {
      await tagInstances(clients, [orchestrator], { [tagNames.hostKey]: hostKey });
    }
    await tagInstances(clients, instances, { [tagNames.warm]: kept });
    const others = isRunKey(keyFile)
      ? 'no other run has their key: give one by `key` or `ssh-private-key`, and it takes them'
      : 'a run of the same creator and cluster name takes them';
    if (teardown === 'never') info(`The machines are warm: ${others}.`);
    return [];
  } catch (error) {
    const tag = `Key=${tagNames.warm},Value=${kept}`;
    const words = ['create-tags', '--resources', ...instances, '--tags', tag];
    const command = shellCommand(['aws', 'ec2', '--region', region, ...words]);
    return [{ what: 'machines that the sweep may end early', why: awsWords(error), command }];
  }
}
