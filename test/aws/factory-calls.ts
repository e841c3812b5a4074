import type { Call } from './fault-proxy';
import type { World } from './world';

/** RunInstances of factories, besides those that were dry. */
export function factoryCalls({ proxy }: World): readonly Call[] {
  return proxy
    .callsOf('RunInstances')
    .filter(({ params }) => params.DryRun !== 'true' && params.InstanceType !== 'm5.large');
}

export const placeOf = ({ params, outcome }: Call) => [
  params.InstanceType,
  params['NetworkInterface.1.SubnetId'],
  outcome,
];
