import { join } from 'node:path';
import { awsAccess } from '../aws-access';
import { endRun } from '../end-run';
import { hiddenAgain } from '../hidden-again';
import { Findings } from '../inputs/findings';
import type { AwsInputs } from '../inputs/inputs';
import type { RawInputs } from '../inputs/raw-inputs';
import { readAws } from '../inputs/read-aws';
import { readCluster } from '../inputs/read-hosts';
import { processContext } from '../inputs/user-file';
import { ExitCode, UserError } from '../problem';
import { providers } from '../providers/registry';
import { stateRoot } from '../state-root';
import { RecordFile, type RunRecord } from '../teardown/record';
import type { CommandDeps } from './deps';
import { givenKey, openRecord } from './recorded-run';

/**
 * Ends a run that is under way or was left, by its record; where this machine has none, a run on EC2
 * is found by its tags.
 */
export async function down(id: string, raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, environment, signal } = deps;
  const file = await recordOf(id, raw, deps);
  const privateKey = givenKey(raw);
  const hidden = hiddenAgain(raw, file.record);
  file.save({ teardown: 'always' });
  const left = await endRun({ file, privateKey, hidden, surface, environment, signal });
  if (left.length === 0) return 0;
  return signal.aborted ? ExitCode.interrupted : ExitCode.clusterUnavailable;
}

async function recordOf(id: string, raw: RawInputs, deps: CommandDeps): Promise<RecordFile> {
  const dir = join(stateRoot(deps.environment), id);
  const aws = placeAtAws(raw);
  if (!aws || RecordFile.open(dir)) return openRecord(id, deps);
  const [found] = await findAtAws(id, aws, deps);
  if (found) return RecordFile.create(dir, found);
  throw new UserError(
    {
      field: 'CLUSTER-ID',
      message: `No run \`${id}\` is known on this machine, and in ${aws.region} no instance has the tag flambe-action:id=${id}.`,
      fix: 'Look in its own region. What else a run may have left, `flambe-action sweep` finds.',
    },
    ExitCode.wrongUse,
  );
}

/** Undefined when neither a cluster of EC2 nor a region is named. */
function placeAtAws(raw: RawInputs): AwsInputs | undefined {
  if (!raw.values.has('cluster') && !raw.values.has('aws-region')) return undefined;
  const context = processContext();
  const findings = new Findings();
  const cluster = raw.values.has('cluster')
    ? findings.attempt(() => readCluster(raw, context).cluster)
    : ({ kind: 'aws', region: undefined } as const);
  const { aws } = readAws(raw, cluster, false, context, findings);
  if (findings.problems.length > 0) throw new UserError(findings.problems);
  return aws;
}

async function findAtAws(
  id: string,
  aws: AwsInputs,
  { surface, environment }: CommandDeps,
): Promise<readonly RunRecord[]> {
  const provider = await providers.aws({
    ...{ aws, stateDir: '', keyFile: '', knownHostsFile: '', userKeyFile: undefined, environment },
    access: awsAccess(aws, { run: id, environment, surface }),
    save: () => {},
    info: (line) => surface.info(line),
    warning: (problem) => surface.warning(problem),
  });
  return provider.find({ id });
}
