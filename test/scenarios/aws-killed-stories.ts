import { expect } from 'vitest';
import type { Keys } from '../aws/keys';
import type { World } from '../aws/world';
import { Region } from './account';
import type { CallPoint, Story } from './aws-killed';
import { goesWell, keyName, WarmLab } from './warm';

export interface KilledStory extends Story {
  readonly name: string;
  readonly points: readonly CallPoint[];
}

const both = (action: string, nth = 1) =>
  (['onBefore', 'onAfter'] as const).map((moment) => ({ action, nth, moment }));

/** Of a run that finds something, or gets further than to its machines. */
export function killedStories(keys: Keys): readonly KilledStory[] {
  const key = { 'ssh-private-key': keys.ed25519 };
  const alone = { factories_num: 0, spot: false };
  const open = (world: World) => ({
    ...{ key_name: keyName, security_group: world.securityGroupId, ...alone },
  });
  return [
    {
      name: 'ends what an earlier attempt has left',
      points: both('TerminateInstances'),
      environment: { GITHUB_RUN_ATTEMPT: '2' },
      before: (world) =>
        new Region(world, world.region).launch({ id: 'lab-first', run: 'org/repo/7/1' }),
    },
    {
      name: "looks at a cluster of flambé's own",
      points: both('GetConsoleOutput'),
      cloud: { pendingMs: 0 },
      inputs: key,
      cluster: open,
      before: async (world) => {
        await world.importKey(keyName, keys.publicOf('ed25519'));
        const said = ['BEGIN', keys.publicOf('other'), 'END'].map((one) =>
          one.length > 5 ? one : `-----${one} SSH HOST KEY KEYS-----`,
        );
        world.cloud.machines = { changed() {}, consoleOf: async () => said.join('\n') };
        const tags = { creator: 'me@example.org', Purpose: 'flambe', 'Cluster-Name': 'lab' };
        const Tags = Object.entries({ ...tags, Role: 'Orchestrator' });
        return new Region(world, world.region).start({}, [
          { ResourceType: 'instance', Tags: Tags.map(([Key, Value]) => ({ Key, Value })) },
        ]);
      },
      staysForOthers: true,
    },
    {
      name: 'takes a warm cluster',
      // Before the first the machines are still another's: warm.long.test.ts.
      points: both('CreateTags').slice(1).concat(both('CreateTags', 2)),
      hypervisor: true,
      inputs: key,
      cluster: open,
      before: async (world) => {
        const lab = await WarmLab.open(world, keys);
        await using first = lab.step({ command: 'true', teardown: 'never' }, alone);
        await goesWell(first);
        expect(await lab.orchestrators()).toHaveLength(1);
        return [];
      },
    },
    {
      name: 'watches its machines',
      // It changes nothing: after it all is as before.
      points: both('DescribeInstanceStatus').slice(0, 1),
      hypervisor: true,
      cluster: () => alone,
    },
    {
      name: 'puts their end off while it collects, and back',
      points: both('CreateTags').slice(1).concat(both('CreateTags', 2).slice(0, 1)),
      hypervisor: true,
      inputs: { command: 'true', 'max-runtime': '4m' },
      cluster: () => alone,
    },
  ];
}
