import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { stepOn } from './action';
import { showCutLog } from './cut-log';

describe('a network that fails for long', () => {
  it('loses no line of a log whose connection is cut a hundred times', { timeout: 300_000 }, () =>
    showCutLog(100),
  );

  it('takes a job whose host died for lost, never for a success', {
    timeout: 300_000,
  }, async () => {
    await using hosts = await startHosts(1);
    await using step = stepOn(hosts, { command: 'echo begun; sleep 600' });
    let killed: Promise<void> | undefined;
    const { code, log } = await step.main((text) => {
      if (text.includes('begun')) killed ??= hosts.at(0).kill();
    });
    await killed;
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringMatching(/orchestrator .*has not answered for \d+ s/),
    });
    const post = await step.post();
    expect(post).toMatchObject({ code: 1, log: expect.stringContaining('Left behind') });
  });
});
