import type { Ec2 } from './ec2';
import {
  type Answer,
  type AwsRequest,
  ec2Answer,
  escapeXml,
  type Filter,
  filters,
  list,
} from './protocol';

/** moto has no requests behind spot instances of RunInstances. */
export async function describeSpotInstanceRequests(
  ec2: Ec2,
  { action, region, params }: AwsRequest,
): Promise<Answer> {
  const ids = list(params, 'SpotInstanceRequestId');
  const asked = filters(params);
  const items = ec2.instances.flatMap(({ id, state, isHidden, launch }) => {
    const { spotRequestId = '', spotRequestTags } = launch;
    if (!spotRequestId || isHidden || launch.region !== region) return [];
    if (ids.length > 0 && !ids.includes(spotRequestId)) return [];
    const status = state === 'terminated' ? 'closed' : 'active';
    const tags = new Map(spotRequestTags);
    const has = ([name, values]: Filter) => {
      if (name === 'state') return values.includes(status);
      if (name === 'tag-key') return values.some((key) => tags.has(key));
      if (name.startsWith('tag:')) return values.includes(tags.get(name.slice(4)) ?? '');
      throw new Error(`The test's EC2 does not know the filter ${name} of ${action}.`);
    };
    if (!asked.every(has)) return [];
    const words = spotRequestTags.map(([key, value]) => {
      return `<item><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></item>`;
    });
    return `<item><spotInstanceRequestId>${spotRequestId}</spotInstanceRequestId><state>${status}</state><instanceId>${id}</instanceId><type>one-time</type><tagSet>${words.join('')}</tagSet></item>`;
  });
  return ec2Answer(action, `<spotInstanceRequestSet>${items.join('')}</spotInstanceRequestSet>`);
}

/** The instances of the requests live on, as at AWS. */
export async function cancelSpotInstanceRequests(
  _: Ec2,
  { action, params }: AwsRequest,
): Promise<Answer> {
  const items = list(params, 'SpotInstanceRequestId').map((id) => {
    return `<item><spotInstanceRequestId>${id}</spotInstanceRequestId><state>cancelled</state></item>`;
  });
  return ec2Answer(action, `<spotInstanceRequestSet>${items.join('')}</spotInstanceRequestSet>`);
}
