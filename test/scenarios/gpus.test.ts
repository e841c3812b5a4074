import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forHardware, giveHardware } from '../hosts/hardware';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn } from './action';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(3, forHardware);
  giveHardware(hosts.at(0), {});
  giveHardware(hosts.at(1), { gpus: 4, driver: '550.54.15' });
  giveHardware(hosts.at(2), { gpus: 2 });
});
afterAll(() => hosts[Symbol.asyncDispose]());

const experiment = (gpus: string) =>
  `!Experiment\nname: trial\ndevices: {cpu: 1, gpu: ${gpus}}\npipeline: {one: 1}\n`;

describe('GPUs of the nodes', () => {
  it('are told, and where the driver is missing, with what to do', async () => {
    await using step = stepOn(hosts, { command: 'true' });
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    expect(log).toContain('factory-1: 4 × NVIDIA GPU, driver 550.54.15');
    expect(log).toMatch(
      /GPUs: NVIDIA's driver does not run where they are.*: factory-2 \(2\)\..*Deep Learning/,
    );
    expect(log).toMatch(/without its tools \(nvidia-smi\).*: factory-1\./);
    expect(log).not.toMatch(/orchestrator.*GPU/);
    expect((await step.post()).code).toBe(0);
  });

  it('end the run when none has as many as each trial wants', async () => {
    await using step = stepOn(hosts, {});
    step.write('experiment.yaml', experiment('8'));
    const { code, log } = await step.main();
    expect(code, log).toBe(69);
    expect(log).toContain('experiment.yaml');
    expect(log).toMatch(
      /devices\.gpu: Each trial wants 8 GPU, and no node has so many that can be used \(factory-1: 4; factory-2: 2 without a driver\)/,
    );
    expect((await step.post()).code).toBe(0);
  });
});
