import { shellCommand } from '../../plan/quote';
import { tagNames } from '../../plan/tags';
import type { RunRecord } from '../../teardown/record';
import type { Leftover } from '../provider';
import { aliveStates } from './alive-states';

/** A command line of the AWS CLI, for its user to type. */
function awsCommand(region: string, words: readonly string[]): string {
  return shellCommand(['aws', 'ec2', '--region', region, ...words]);
}

/** The command line that ends instances. */
export function endCommand(region: string, ids: readonly string[]): string {
  return awsCommand(region, ['terminate-instances', '--instance-ids', ...ids]);
}

export function keyPairLeft(region: string, name: string, why: string): Leftover {
  const command = awsCommand(region, ['delete-key-pair', '--key-name', name]);
  return { what: `key pair ${name}`, why, command };
}

export function securityGroupLeft(region: string, name: string, why: string): Leftover {
  // By its name EC2 deletes one of the default VPC alone.
  const filters = ['--filters', `Name=group-name,Values=${name}`];
  const query = ['--query', 'SecurityGroups[].GroupId', '--output', 'text'];
  const find = awsCommand(region, ['describe-security-groups', ...filters, ...query]);
  const command = `${awsCommand(region, ['delete-security-group', '--group-id'])} $(${find})`;
  return { what: `security group ${name}`, why, command };
}

/** The machines that a run may have, whichever these are: their tag finds them. */
export function machinesByTag({ id, aws }: RunRecord, why: string): Leftover {
  const region = aws?.region ?? '';
  const filters = [
    `Name=tag:${tagNames.id},Values=${id}`,
    `Name=instance-state-name,Values=${aliveStates.join(',')}`,
  ];
  const query = ['--query', 'Reservations[].Instances[].InstanceId', '--output', 'text'];
  const find = awsCommand(region, ['describe-instances', '--filters', ...filters, ...query]);
  return {
    what: `instances of ${id}, if there are any`,
    why,
    command: `${endCommand(region, [])} $(${find})`,
  };
}
