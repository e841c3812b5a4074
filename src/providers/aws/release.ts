import type { RunRecord } from '../../teardown/record';
import type { Leftover } from '../provider';
import { aliveStates } from './alive-states';
import { endCommand, keyPairLeft, machinesByTag, securityGroupLeft } from './by-hand';
import type { Ec2Clients } from './clients';
import { awsWords, errorKind } from './errors';
import { taggedInstances } from './instances';
import { deleteKeyPair } from './key-pair';
import { pause } from './pause';
import { deleteSecurityGroup } from './security-group';
import { alive, type StillThere, terminate } from './terminate';

export interface ReleaseDeps {
  readonly clients: Ec2Clients;
  readonly info: (line: string) => void;
}

/** Milliseconds after which EC2 shows what it was just asked to start. */
const consistency = 2500;
/** Looks after which what EC2 does not know is gone: not many more fit into the time of a post. */
const mostLooks = 10;
/** Milliseconds after which a machine that EC2 does not show is no more. */
const shownWithin = 300_000;
/** Milliseconds for machines to let go of their security group. */
const groupPatience = 10_000;

/** Ends everything that a run has, or may have, at AWS; what the record does not know the tag finds. */
export async function releaseAws(
  record: RunRecord,
  deps: ReleaseDeps,
): Promise<readonly Leftover[]> {
  const { aws } = record;
  if (!aws) return [];
  const left: Leftover[] = [];
  try {
    left.push(...(await endInstances(record, deps)).map((one) => instanceLeftover(one, record)));
  } catch (error) {
    const hint = errorKind(error) === 'denied' ? ' (the role may not)' : '';
    left.push(machinesByTag(record, `${awsWords(error)}${hint}`));
  }
  const { keyPair, securityGroup } = aws;
  if (keyPair !== undefined) {
    await deleteKeyPair(deps.clients.ec2, keyPair).catch((error: unknown) => {
      left.push(keyPairLeft(aws.region, keyPair, awsWords(error)));
    });
  }
  if (securityGroup !== undefined) {
    await endSecurityGroup(securityGroup, deps).catch((error: unknown) => {
      left.push(securityGroupLeft(aws.region, securityGroup, awsWords(error)));
    });
  }
  return left;
}

/** A run whose launch was cut short may have machines that EC2 does not show yet: they are waited for. */
async function endInstances(
  record: RunRecord,
  { clients, info }: ReleaseDeps,
): Promise<readonly StillThere[]> {
  const { id, aws } = record;
  const known = aws?.instances ?? [];
  const ended = new Set<string>();
  const left = new Map<string, StillThere>();
  let unknown = known;
  let quiet = 0;
  for (let round = 0; quiet < (aws?.launching ? 3 : 1) && round < mostLooks; round++) {
    if (round > 0) await pause(consistency);
    const seen = await taggedInstances(clients.ec2, 'id', [id], aliveStates).catch(
      async (error: unknown) => {
        // Once all are launched the record knows them.
        if (!aws?.launching) return undefined;
        await terminate(clients.ec2, known);
        throw error;
      },
    );
    const shown = alive(seen ?? []).filter((one) => !ended.has(one));
    const hidden = unknown
      .filter((one) => !ended.has(one) && !shown.includes(one))
      .filter((one) => seen === undefined || isYoung(one, record));
    // Apart: where one is gone, with its tags, EC2 may refuse the call that names it.
    const outcomes = [
      ...(await terminate(clients.ec2, shown)),
      ...(await terminate(clients.ec2, hidden)),
    ];
    // What is not shown yet has no tags yet, either, by which the role may end it.
    const isNew = (one: string) => seen !== undefined && hidden.includes(one);
    unknown = outcomes.filter((one) => one.unknown || isNew(one.id)).map(({ id }) => id);
    const now = [...shown, ...hidden];
    const isQuiet = now.length === 0 || (!aws?.launching && unknown.length === 0);
    quiet = isQuiet ? quiet + 1 : 0;
    for (const one of now) {
      left.delete(one);
      if (!unknown.includes(one)) ended.add(one);
    }
    for (const still of outcomes) if (!still.unknown) left.set(still.id, still);
  }
  info(`EC2 is ending ${[...ended].filter((one) => !left.has(one)).length} instances`);
  return [...left.values()];
}

/** So young that EC2 need not show it yet. */
function isYoung(id: string, { aws, startedAt }: RunRecord): boolean {
  const since = aws?.machines?.find((one) => one.id === id)?.since ?? startedAt;
  return Date.now() - Date.parse(since) < shownWithin;
}

async function endSecurityGroup(name: string, { clients, info }: ReleaseDeps): Promise<void> {
  for (const began = performance.now(); performance.now() - began < groupPatience; ) {
    if (await deleteSecurityGroup(clients.ec2, name)) return;
    await pause(3000);
  }
  info(`The security group ${name} is held by machines that are ending: it is left to the sweep.`);
}

function instanceLeftover({ id, why }: StillThere, { aws }: RunRecord): Leftover {
  return { what: `instance ${id}`, why, command: endCommand(aws?.region ?? '', [id]) };
}
