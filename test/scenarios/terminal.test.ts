import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { leftOnHosts, type Picture, takePicture } from './left';
import { Shell, writeCluster } from './shell';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(2);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

const args = ['experiment.yaml', '-c', 'lab.yaml', '--command'];

describe('in a terminal', () => {
  it.each(['connect', 'upload', 'run'])(
    'Ctrl-C at %s takes everything down and ends with 130',
    async (stage) => {
      await using shell = new Shell(hosts);
      writeCluster(shell, hosts);
      let typed = false;
      const job = [...args, 'echo begun; sleep 600'];
      const { code, stdout } = await shell.runInTerminal(job, (shown, { type }) => {
        if (typed || !shown.includes(stage === 'run' ? 'begun' : `▸ ${stage}`)) return;
        typed = true;
        type('\x03');
      });
      expect({ code, stdout }).toMatchObject({
        code: 130,
        stdout: expect.stringMatching(/teardown/),
      });
      expect(stdout).toMatch(/interrupted/);
      expect(shell.runs).toEqual([]);
      expect(await leftOnHosts(before, hosts)).toEqual([]);
    },
  );

  it('a second Ctrl-C does not keep it from taking everything down', async () => {
    await using shell = new Shell(hosts);
    writeCluster(shell, hosts);
    let typed = 0;
    const { code } = await shell.runInTerminal(
      [...args, 'echo begun; sleep 600'],
      (shown, { type }) => {
        if (typed === 0 && shown.includes('begun')) type('\x03');
        else if (typed === 1 && shown.includes('▸ teardown')) type('\x03');
        else return;
        typed += 1;
      },
    );
    expect({ code, typed }).toEqual({ code: 130, typed: 2 });
    expect(shell.runs).toEqual([]);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s does the same', async (signal) => {
    await using shell = new Shell(hosts);
    writeCluster(shell, hosts);
    const job = [...args, 'echo begun; sleep 600'];
    let sent = false;
    const { code } = await shell.run(job, (shown, { kill }) => {
      if (sent || !shown.includes('begun')) return;
      sent = true;
      kill(signal);
    });
    expect(code).toBe(130);
    expect(shell.runs).toEqual([]);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('shows colours and the stage under way; elsewhere plain lines', async () => {
    await using shell = new Shell(hosts);
    writeCluster(shell, hosts);
    const { code, stdout } = await shell.runInTerminal([...args, 'true']);
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('\x1b[32m✓');
    expect(stdout).toContain('▸ upload');
    const plain = await shell.run([...args, 'true']);
    expect(plain.stderr).not.toContain('\x1b');
  });
});
