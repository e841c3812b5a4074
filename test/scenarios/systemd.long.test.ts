import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostProcess } from '../hosts/host-process';
import { loginUser } from '../hosts/machine';
import { ssh } from '../hosts/ssh';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { type SystemdHosts, startSystemdHosts } from '../hosts/systemd/systemd-hosts';
import { type ActionStep, secrets, stepOn, token } from './action';
import { leftSince, type Picture, takePicture, type Watched } from './left';

const obstacle = whyNoSystemdHosts();
/** Milliseconds after the last logout by which logind has removed what a user has in memory. */
const removal = 15_000;
const onEachNode = `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat $FLAMBE_SECRETS | wc -c'; done >{results}/sizes.txt`;

describe.skipIf(obstacle)(
  `secrets on machines with systemd${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let hosts: SystemdHosts;
    let before: Picture;
    beforeAll(async () => {
      hosts = await startSystemdHosts(3);
      // The first time, sudo leaves a file in the home.
      await ssh(hosts, hosts.at(0), 'sudo true');
      await sessionsEnded(hosts);
      before = takePicture(watched(hosts));
      // The first time on a machine it builds their image.
    }, 900_000);
    afterAll(() => hosts?.[Symbol.asyncDispose]());

    async function endedByPost(step: ActionStep): Promise<void> {
      const { code, log } = await step.post();
      expect(code, log).toBe(0);
      await sessionsEnded(hosts);
      expect(await leftSince(before, watched(hosts), { step, secrets: [token] })).toEqual([]);
    }

    it('outlive all logins, and go when the job ends, though nobody comes back', async () => {
      await using step = await abandoned(hosts, `sleep 30; ${onEachNode}`);
      await delay(removal);
      expect(holders(hosts, step)).toEqual(['host-1', 'host-2', 'host-3']);
      await expect.poll(() => holders(hosts, step), { timeout: 60_000 }).toEqual([]);
      const size = `${Buffer.byteLength(secrets)}\n`;
      const run = join(hosts.at(0).home, '.flambe-action', step.output('cluster-id') ?? '');
      expect(readFileSync(join(run, 'results/sizes.txt'), 'utf8')).toBe(size.repeat(3));
      await endedByPost(step);
      expect(step.read('flambe-results/sizes.txt')).toBe(size.repeat(3));
    });

    it('go at the deadline, though nobody comes back and the job will not end', async () => {
      const deaf = `trap '' TERM; while :; do sleep 1; done`;
      await using step = await abandoned(hosts, deaf, { 'max-runtime': '30s' });
      await delay(removal);
      expect(holders(hosts, step)).toEqual(['host-1', 'host-2', 'host-3']);
      await expect.poll(() => holders(hosts, step), { timeout: 60_000 }).toEqual([]);
      await endedByPost(step);
    });

    it('go from the factories when the orchestrator is started anew', async () => {
      await using step = await abandoned(hosts, 'sleep 600');
      const orchestrator = hosts.at(0);
      const [first] = orchestrator.processes();
      await ssh(hosts, orchestrator, 'sudo systemctl reboot').catch(() => {});
      const hasRebooted = () => ![undefined, first?.pid].includes(orchestrator.processes()[0]?.pid);
      await expect.poll(hasRebooted, { timeout: 30_000 }).toBe(true);
      await hosts.canLogIn(orchestrator);
      await expect.poll(() => holders(hosts, step), { timeout: 60_000 }).toEqual([]);
      await endedByPost(step);
    });

    it('go from the factories when the orchestrator is lost', async () => {
      await using step = await abandoned(hosts, 'sleep 600');
      await hosts.at(0).kill();
      await expect.poll(() => holders(hosts, step), { timeout: 240_000 }).toEqual([]);
      await hosts.turnOn(hosts.at(0));
      await endedByPost(step);
    });
  },
);

/** A step whose main is killed as soon as its job has begun. */
async function abandoned(
  hosts: SystemdHosts,
  job: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionStep> {
  const step = stepOn(hosts, { command: `echo begun; ${job}`, ...inputs });
  const { code, log } = await step.main((text, kill) => {
    if (text.includes('begun')) kill('SIGKILL');
  });
  expect(code, log).toBe(null);
  return step;
}

/** Names of the hosts that have the run's secrets. */
function holders(hosts: SystemdHosts, step: ActionStep): readonly string[] {
  const file = `/dev/shm/flambe-action-${step.output('cluster-id')}/secrets.ini`;
  return hosts.list
    .filter((host) => existsSync(host.outside(file) ?? ''))
    .map(({ name }) => name.split('-').slice(0, 2).join('-'));
}

/** Without what is systemd's own, which comes and goes by itself. */
function watched({ key, list }: SystemdHosts): Watched {
  return {
    key,
    list: list.map((host) => ({
      name: host.name,
      home: host.home,
      outside: (path) => (path === '/tmp' || path === '/var/tmp' ? undefined : host.outside(path)),
      folders: () => host.folders(),
      processes: () => host.processes().filter(isUsers),
    })),
  };
}

function isUsers({ pid, command }: HostProcess): boolean {
  if (/systemd|\(sd-pam\)|dbus-daemon/.test(command[0] ?? '')) return false;
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === loginUser.id;
}

/** Waits until logind has seen the last logout. */
async function sessionsEnded(hosts: SystemdHosts): Promise<void> {
  const logins = () => hosts.list.flatMap((host) => host.processes().filter(isUsers));
  for (const deadline = performance.now() + 30_000; logins().length > 0; await delay(200)) {
    if (performance.now() > deadline) throw new Error(`Still there: ${JSON.stringify(logins())}`);
  }
}
