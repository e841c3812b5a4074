import type { Ec2 } from './ec2';
import type { Instance } from './instances';
import type { ImageDisk } from './options';
import type { Answer } from './protocol';
import { Element, parseXml } from './xml';

/** Shows instances and images in an answer of moto as AWS would, with what moto has forgotten. */
export function present(ec2: Ec2, answer: Answer): Answer {
  const root = parseXml(answer.body);
  for (const item of root.all('item')) {
    const instance = ec2.instance(item.at('instanceId'));
    if (instance && item.child('instanceState')) show(ec2, instance, item);
    // What moto makes of an instance is said to have no EBS.
    if (item.at('rootDeviceType') === 'standard' && item.at('imageId')) {
      item.set('rootDeviceType', 'ebs');
    }
    if (item.child('imageState')) for (const disk of ec2.options.imageDisks ?? []) add(disk, item);
  }
  return { ...answer, body: String(root) };
}

function add({ device, gb, type }: ImageDisk, image: Element): void {
  const mapping = image.child('blockDeviceMapping');
  const snapshot = mapping?.child('item')?.at('ebs', 'snapshotId');
  const ebs = `<snapshotId>${snapshot}</snapshotId><volumeSize>${gb}</volumeSize><volumeType>${type}</volumeType><deleteOnTermination>false</deleteOnTermination>`;
  const item = `<item><deviceName>${device}</deviceName><ebs>${ebs}</ebs></item>`;
  mapping?.children.push(parseXml(item));
}

function show(ec2: Ec2, instance: Instance, item: Element): void {
  const { state, stateCode, reason, launch } = instance;
  const current = item.child('instanceState');
  current?.set('code', String(stateCode));
  current?.set('name', state);
  item.children = item.children.filter(({ name }) => name !== 'stateReason');
  if (reason) {
    const leaf = (name: string, text: string) => new Element(name, '', [], text);
    const parts = [leaf('code', reason.code), leaf('message', reason.message)];
    item.children.push(new Element('stateReason', '', parts, ''));
    item.set('reason', reason.message);
  }
  if (launch.spotRequestId) item.set('spotInstanceRequestId', launch.spotRequestId);
  if (instance.isWithoutAddress) {
    item.children = item.children.filter(({ name }) => name !== 'ipAddress');
  }
  // The machine has one address: what is public at AWS leads to it, too.
  if (ec2.machines) {
    const isPublic = ({ name }: Element) => name === 'ipAddress';
    for (const address of item.children.filter(isPublic)) address.text = launch.privateAddress;
    for (const address of item.all('publicIp')) address.text = launch.privateAddress;
  }
}
