import { endJobScript } from '../job/job-scripts';
import type { Fleet } from '../remote/fleet';
import type { RunDeps } from '../run-job';
import { releaseScript } from '../teardown/release-script';

/** Takes away what an earlier process of this run has on the machines: its job first. */
export async function clearNodes(
  { orchestrator, machines }: Fleet,
  { plan, file, signal }: RunDeps,
): Promise<void> {
  const { remote } = file.record;
  if (!remote) return;
  const options = { signal, unmarked: true };
  const what = 'end what an earlier process of this run has begun';
  await orchestrator.check(what, endJobScript(), { ...options, args: [remote.runDir] });
  const args = [remote.runDir, remote.memoryDir, plan.id, 'no'];
  await Promise.all(
    machines.map((machine) => machine.check(what, releaseScript(), { ...options, args })),
  );
}
