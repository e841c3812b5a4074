import { copyFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forHardware, giveHardware } from '../hosts/hardware';
import type { Host } from '../hosts/host';
import { type Hosts, startHosts } from '../hosts/hosts';
import { rayEnvironmentHere } from '../hosts/ray-home';
import { stepOn } from './action';
import { leftSince, type Picture, takePicture } from './left';

/** As an earlier run has left it: examples.long.test.ts shows that one is made. */
function useEnvironment({ home }: Host): void {
  symlinkSync(dirname(rayEnvironmentHere('2.59.0')), join(home, '.flambe-action-envs'));
}

describe('a command with Ray 2', () => {
  let hosts: Hosts;
  let before: Picture;
  beforeAll(async () => {
    hosts = await startHosts(3);
    for (const host of hosts.list) useEnvironment(host);
    before = takePicture(hosts);
  }, 900_000);
  afterAll(() => hosts?.[Symbol.asyncDispose]());

  it('finds it on all nodes, searches there, and leaves nothing', async () => {
    const script = join(import.meta.dirname, '../../examples/ray/tune.py');
    const command = 'echo statistics: $RAY_USAGE_STATS_ENABLED; python3 tune.py {results}';
    await using step = stepOn(hosts, { command, 'ray-version': '2.59.0' });
    copyFileSync(script, join(step.workspace, 'tune.py'));
    const { code, log } = await step.main();
    expect(log).not.toContain('installing Ray');
    expect(log).toContain('Ray 2.59.0: 3 nodes');
    expect(log).toContain('best x: 3');
    expect(log).toContain('statistics: 0');
    expect(code).toBe(0);
    const { x, nodes } = JSON.parse(step.read('flambe-results/best.json'));
    expect(x).toBe(3);
    const [, ...factories] = hosts.list.map(({ host }) => host);
    expect(nodes.sort()).toEqual(factories.sort());
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [] })).toEqual([]);
  });

  it('counts what the type of each instance is called, besides what it finds itself', async () => {
    await using typed = await startHosts(3, forHardware);
    for (const host of typed.list) useEnvironment(host);
    giveHardware(typed.at(0), { instanceType: 'm6i.large' });
    giveHardware(typed.at(1), { instanceType: 'g5.xlarge' });
    giveHardware(typed.at(2), {});
    const python = `import json, os, ray
ray.init(address=os.environ['RAY_ADDRESS'], logging_level='ERROR')
@ray.remote(resources={'instance_type:g5.xlarge': 0.1})
def where(): return ray.util.get_node_ip_address()
print(json.dumps([ray.cluster_resources(), ray.get(where.remote())]))`;
    const command = `python3 -c "${python}" >{results}/seen.json`;
    await using step = stepOn(typed, { command, 'ray-version': '2.59.0' });
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    const [resources, place] = JSON.parse(step.read('flambe-results/seen.json'));
    expect(resources).toMatchObject({ 'instance_type:m6i.large': 1, 'instance_type:g5.xlarge': 1 });
    // Nothing is behind what the hosts show.
    expect(resources.GPU).toBeUndefined();
    expect(place).toBe(typed.at(1).host);
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
