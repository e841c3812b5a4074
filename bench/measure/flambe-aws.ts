import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModifySubnetAttributeCommand } from '@aws-sdk/client-ec2';
import { generateKey } from '../../src/providers/keys';
import type { Moto } from '../../test/aws/moto';
import { startWorld } from '../../test/aws/world';

/**
 * What flambé's own AWSCluster asks EC2 for until its instances run and are named and tagged
 * (`load_all_instances`), against the same EC2 as ours.
 *
 * @returns a row: machines, calls but for looks and names, looks and names, seconds
 */
export async function measureFlambe(
  python: string,
  moto: Moto,
  factories: number,
): Promise<readonly string[]> {
  const cloud = { pendingMs: 0, shuttingDownMs: 0, vcpuQuota: 100_000 };
  await using world = await startWorld(moto, { cloud });
  const dir = mkdtempSync(join(tmpdir(), 'bench-flambe-'));
  try {
    await world.importKey('bench', await generateKey('ssh-keygen', join(dir, 'key'), 'bench'));
    const [SubnetId = ''] = world.subnetIds;
    const isPublic = { SubnetId, MapPublicIpOnLaunch: { Value: true } };
    await world.ec2.send(new ModifySubnetAttributeCommand(isPublic));
    const script = join(import.meta.dirname, 'flambe_aws.py');
    const where = [world.proxy.url, world.region, String(factories), SubnetId];
    const args = [script, ...where, world.securityGroupId, world.amis.amd64, 'bench'];
    const began = performance.now();
    const child = spawn(python, ['-Wignore', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...world.env, PATH: process.env.PATH, HOME: dir },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const [code] = await once(child, 'close');
    if (code !== 0 || !log.includes(`${factories} factories`)) throw new Error(log.slice(-3000));
    const { calls } = world.proxy;
    const often = calls.filter(({ action }) => /^(DescribeInstances|CreateTags)$/.test(action));
    return [
      `1 + ${factories}`,
      String(calls.length - often.length),
      String(often.length),
      `${((performance.now() - began) / 1000).toFixed(1)} s`,
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
