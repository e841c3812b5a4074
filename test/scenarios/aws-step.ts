import type { World } from '../aws/world';
import { ActionStep } from './action';

/** Seconds: a machine whose runner is gone ends itself after the first, and at max-runtime plus the second. */
export const machineTimes = {
  FLAMBE_ACTION_LEASE_SECONDS: '600',
  FLAMBE_ACTION_MARGIN_SECONDS: '60',
};

/**
 * A step on machines of EC2, a job with these inputs: one orchestrator and two factories.
 *
 * @param cluster lines of the cluster file that are there besides, or instead
 */
export function stepOnAws(
  world: World,
  inputs: Readonly<Record<string, string>>,
  cluster: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string>> = {},
): ActionStep {
  const step = new ActionStep({ cluster: 'aws.yaml', 'max-runtime': '30m', ...inputs }, undefined, {
    ...world.env,
    ...machineTimes,
    ...environment,
  });
  step.write('aws.yaml', clusterOnAws(world, cluster));
  return step;
}

/** The text of a cluster file: one orchestrator and two factories. */
export function clusterOnAws(
  world: World,
  cluster: Readonly<Record<string, unknown>> = {},
): string {
  const fields = {
    name: 'lab',
    factories_num: 2,
    factories_type: 't3.micro',
    orchestrator_type: 't3.micro',
    subnet_id: world.subnetIds[0],
    security_group: world.securityGroupId,
    creator: 'me@example.org',
    orchestrator_ami: world.amis.amd64,
    factory_ami: world.amis.amd64,
    volume_size: 20,
    ...(world.sshPort !== 22 && { ssh_port: world.sshPort }),
    ...cluster,
  };
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}\n`,
  );
  return `!AWSCluster\n${lines.join('')}`;
}
