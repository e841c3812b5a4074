import { createServer } from 'node:net';
import { type EndDeps, endRun } from './end-run';
import type { Inputs } from './inputs/inputs';
import { ExitCode, UserError } from './problem';
import { RecordFile, type RunRecord } from './teardown/record';

/**
 * Makes this process the only one of its run on this machine, until it ends in whatever way: the
 * kernel holds the name (unix(7), "Abstract sockets"), not a folder that somebody may empty.
 *
 * @throws UserError (69) while another process has the run
 */
export async function beOnly(id: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const server = createServer((socket) => socket.destroy()).unref();
  server.once('error', reject).listen(`\0flambe-action-${id}`, resolve);
  try {
    await promise;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const message = `Another process has the run ${id}, and still lives: nothing of it was touched.`;
    const fix = 'Wait until it ends, or end it.';
    throw new UserError({ message, fix }, ExitCode.clusterUnavailable);
  }
}

type EarlierDeps = Pick<EndDeps, 'surface' | 'environment' | 'signal'> & {
  readonly inputs: Pick<Inputs, 'cluster' | 'privateKey'>;
};

/**
 * Ends what a process of the same run that is gone has left, by its record in `dir`: its job is not this
 * one's. Machines of EC2 stay: this process goes on with them, or they are kept for others.
 *
 * @throws UserError (69) when something is left
 */
export async function endEarlier(dir: string, { inputs, ...deps }: EarlierDeps): Promise<void> {
  const file = RecordFile.open(dir);
  if (!file) return;
  const { provider, kept, startedAt } = file.record;
  if (provider === 'aws' && (kept || inputs.cluster.kind === 'aws')) return;
  deps.surface.info(`Ending what an earlier process of this run began at ${startedAt}`);
  // Nobody waits for its results: they would lie among those of this one.
  file.save({ teardown: 'always', collected: true });
  const left = await endRun({ ...deps, file, privateKey: inputs.privateKey, hidden: undefined });
  if (left.length === 0) return;
  const message = 'Not all that an earlier process of this run has left could be taken away.';
  const fix = `Do so as is said above, and start again; if its hosts are gone for good, remove ${dir}.`;
  throw new UserError({ message, fix }, ExitCode.clusterUnavailable);
}

/** What a process of the same run that is gone has left to the next one. */
export interface EarlierProcess {
  /** Milliseconds since the epoch: when the run began, as its machines know it. */
  readonly began: number;
  readonly left: Pick<RunRecord, 'aws' | 'hosts' | 'remote' | 'claiming'>;
}

/**
 * By the record in `dir`: with the same beginning all is the same that machines were asked for with.
 * Where they have ended since then, or are kept for others, the run begins anew.
 */
export function earlierProcess(dir: string, now: number): EarlierProcess | undefined {
  const record = RecordFile.open(dir)?.record;
  if (!record?.aws || record.kept) return undefined;
  const { aws, hosts, remote, claiming, startedAt, expiresAt } = record;
  if (Date.parse(expiresAt) <= now) {
    const { salt, refused, instances, taken, machines = [], ...others } = aws;
    const ended = machines.map((one) => ({ until: expiresAt, ...one }));
    return { began: now, left: { aws: { ...others, machines: ended } } };
  }
  const found = { aws, hosts, remote, claiming };
  const left = Object.entries(found).filter(([, value]) => value !== undefined);
  return { began: Date.parse(startedAt), left: Object.fromEntries(left) };
}
