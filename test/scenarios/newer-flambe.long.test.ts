import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { PrivateIndex } from '../hosts/private-index';
import { secrets, stepOn } from './action';
import { trustAsHere } from './package-index';

/** Says what it finds where it was told that its cluster is. */
const run = `import re, sys
if __name__ == '__main__':
    import ray
    with open(sys.argv[1]) as file:
        head = re.search(r'orchestrator_ip\\W+([\\w.]+)', file.read()).group(1)
    ray.init(address=head + ':12345', logging_level='ERROR')
    print('Ray', ray.__version__, 'on', len(ray.nodes()), 'nodes', flush=True)
`;

/** Hosts have what this machine has. */
function pythonHere(): string {
  const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
  return execFileSync('/usr/bin/python3', ['-c', script], { encoding: 'utf8' }).trim();
}

describe('a flambé that is newer than any', () => {
  it('is installed the ordinary way, and finds the Ray that it wants on all nodes', async () => {
    await using hosts = await startHosts(2);
    for (const host of hosts.list) trustAsHere(host);
    await using index = await PrivateIndex.start('127.0.0.1');
    index.put({
      name: 'flambe',
      version: '9.0',
      files: {
        'flambe/__init__.py': '',
        'flambe/runner/__init__.py': '',
        'flambe/runner/run.py': run,
      },
      requires: ['ray==2.59.0'],
    });
    const pip = `[PIP]\nhost: ${index.host}\nhost_url = ${index.url}\n`;
    await using step = stepOn(hosts, {
      'flambe-version': '9.0',
      'python-version': pythonHere(),
      secrets: `${secrets}${pip}`,
    });
    const { code, log } = await step.main();
    expect(log).toContain('Ray 2.59.0: 2 nodes');
    expect(log).toContain('Ray 2.59.0 on 2 nodes');
    expect(code).toBe(0);
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
