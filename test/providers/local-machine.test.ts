import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectMachine } from '../../src/providers/local/machine';

const { dirname } = import.meta;

describe('the machine of a local cluster', () => {
  it('is told by name what it lacks and how to install it', async () => {
    const { sshd, sshKeygen } = await inspectMachine(process.env);
    const script = [
      `import { inspectMachine } from '${join(dirname, '../../src/providers/local/machine.ts')}';`,
      'try { await inspectMachine(process.env); }',
      'catch ({ exitCode, message }) { console.log(exitCode, message); }',
    ].join('\n');
    const masked = [sshd, sshKeygen].flatMap((program) => ['--ro-bind', '/dev/null', program]);
    const node = [
      '--no-warnings',
      '--import',
      join(dirname, '../../scripts/typescript-imports.mjs'),
    ];
    const said = execFileSync(
      'bwrap',
      ['--bind', '/', '/', '--dev', '/dev', ...masked, process.execPath, ...node, '-e', script],
      { encoding: 'utf8' },
    );
    expect(said.split('\n').slice(0, 2)).toEqual([
      '69 A local cluster needs `sshd`, which is not installed on this machine. Install it, for example with `sudo apt-get install openssh-server`.',
      'A local cluster needs `ssh-keygen`, which is not installed on this machine. Install it, for example with `sudo apt-get install openssh-client`.',
    ]);
  });

  it('leaves out what on the PATH means another folder elsewhere', async () => {
    const { path } = await inspectMachine({ PATH: 'bin::/usr/bin:.:/bin' });
    expect(path).toEqual(['/usr/bin', '/bin']);
  });
});
