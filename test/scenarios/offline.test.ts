import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flambeOnMachines } from '../hosts/flambe/flambe-home';
import { PrivateIndex } from '../hosts/private-index';
import { type SystemdHosts, startSystemdHosts } from '../hosts/systemd/systemd-hosts';
import { secrets, token } from './action';
import { flambeStep, whyNoFlambeHosts } from './flambe';
import { leftSince, type Picture, takePicture } from './left';
import { runnerSetting } from './package-index';

const obstacle = whyNoFlambeHosts();

/** Built in an environment of its own, for which pip starts itself. */
const isolated = '[build-system]\nrequires = ["setuptools", "wheel"]\n';
const setup = `from setuptools import setup
setup(name='trainer', version='1.0', packages=['trainer'], install_requires=['private-words==1.0', 'toml'])
`;

describe.skipIf(obstacle)(`hosts that reach no network${obstacle ? ` (${obstacle})` : ''}`, () => {
  let hosts: SystemdHosts;
  let before: Picture;
  beforeAll(async () => {
    hosts = await startSystemdHosts(2, flambeOnMachines());
    before = takePicture(hosts);
  }, 600_000);
  afterAll(() => hosts?.[Symbol.asyncDispose]());

  /** Runs a plain Runnable whose package needs one of the private index. */
  const run = async (index: PrivateIndex) => {
    // An address is no secret that could stand nowhere: `=` would make it one of the step.
    const pip = `[PIP]\nhost: ${index.host}\nhost_url = ${index.url}\n`;
    await using step = flambeStep(
      hosts,
      { runnable: 'report.yaml', secrets: `${secrets}${pip}` },
      runnerSetting(),
    );
    step.write('trainer/setup.py', setup);
    step.write('trainer/pyproject.toml', isolated);
    const shown: string[] = [];
    const watch = setInterval(() => shown.push(...argumentsWith(index.password)), 100);
    const result = await step.main().finally(() => clearInterval(watch));
    expect(shown).toEqual([]);
    expect(result.log).toMatch(/good day from \S+, secret of 25/);
    expect(result.code).toBe(0);
    // It is a secret of this step: in masks alone it may stand.
    expect(result.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(index.password);
    expect(await step.post()).toMatchObject({ code: 0 });
    const left = await leftSince(before, hosts, { step, secrets: [token, index.password] });
    expect(left).toEqual([]);
    return result.log;
  };

  it('but their own package index install extensions from it', async () => {
    await using index = await PrivateIndex.start(hosts.at(0).host.replace(/\d+$/, '1'));
    index.add('setuptools==47.1.1', 'wheel==0.34.2', 'toml==0.10.2');
    expect(await run(index)).not.toContain('this machine brings');
  });

  it('get extensions and what they need from the runner', async () => {
    await using index = await PrivateIndex.start('127.0.0.1');
    const log = await run(index);
    expect(log).toContain(
      'orchestrator, factory-1: no package index is reached from there, so this machine brings the packages',
    );
    expect(log).toMatch(/^3 packages for Python 3\.7\.\d+ \(x86_64\) are here/m);
  });
});

/** Command lines of this machine and its hosts, which every user can read, that hold a word. */
function argumentsWith(word: string): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return words.includes(word) ? [words] : [];
    } catch {
      return [];
    }
  });
}
