import type { Problem } from '../problem';
import type { ClusterFile } from './cluster-file';
import type { PrivateKey, TeardownPolicy } from './inputs';
import { type RawInputs, spelled } from './raw-inputs';

/**
 * What keeps everybody out of machines that are to stay for a look. On the command line the folder of
 * the run stays, and with it the run's own key, on a machine whose address is let in.
 */
export function noWayIn(
  raw: RawInputs,
  cluster: ClusterFile | undefined,
  privateKey: PrivateKey | undefined,
  teardown: TeardownPolicy | undefined,
): readonly Problem[] {
  if (raw.form !== 'action' || cluster?.kind !== 'aws') return [];
  if (teardown === undefined || teardown === 'always') return [];
  const field = spelled(raw, 'teardown');
  const nobody = `With \`${teardown}\` machines may stay to which nobody can log in`;
  const problems: Problem[] = [];
  if (!privateKey) {
    problems.push({
      field,
      message: `${nobody}: their key is made for the run, and goes with this runner.`,
      fix: 'Give `key_name` and, as `ssh-private-key`, its private key.',
    });
  }
  if (cluster.securityGroup === 'runner') {
    problems.push({
      field,
      message: `${nobody} from elsewhere: \`security_group: runner\` lets in the address of this runner alone.`,
      fix: 'Name a security group that lets you in.',
    });
  }
  return problems;
}
