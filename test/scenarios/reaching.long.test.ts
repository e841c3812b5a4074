import { expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { stepOn } from './action';

it('reaches the orchestrator from factories, or the job does not begin', async () => {
  await using hosts = await startHosts(2);
  const cluster = { orchestrator_ip: [hosts.at(0).host, '127.1.2.3'] };
  await using step = stepOn(hosts, { command: 'echo begun' }, cluster);
  const { code, log } = await step.main();
  expect({ code, log }).toMatchObject({ code: 69 });
  expect(log).toMatch(
    /factory-1 .*cannot log in on the orchestrator at 127\.1\.2\.3, port \d+: ssh: /,
  );
  expect(log).not.toContain('begun');
  expect(await step.post()).toMatchObject({ code: 0 });
});
