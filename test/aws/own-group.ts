import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import type { World } from './world';

/** The id of a security group of the user's own in this world. */
export async function groupWith(world: World, rules: (id: string) => IpPermission[]) {
  const { GroupId = '' } = await world.ec2.send(
    new CreateSecurityGroupCommand({ VpcId: world.vpcId, GroupName: 'own', Description: 'own' }),
  );
  const IpPermissions = rules(GroupId);
  if (IpPermissions.length > 0) {
    await world.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  }
  return GroupId;
}
