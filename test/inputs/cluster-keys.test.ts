import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostKey, ssh } from './own-hosts';
import { goodInputs, goodRunnable, goodUser, textOf, User } from './user';

const aws = `!AWSCluster
name: lab
factories_num: 1
factories_type: g4dn.xlarge
orchestrator_type: m6i.large
subnet_id: subnet-1
security_group: sg-1
creator: me
`;

/** A key of OpenSSH's own making in the user's workspace; returns its text. */
function makeKey(user: User, path: string): string {
  const file = join(user.cwd, path);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  return readFileSync(file, 'utf8');
}

describe('the hosts of an !SSHCluster', () => {
  it('are opened by the key that its file names', () => {
    using user = goodUser();
    const text = makeKey(user, 'id');
    user.write('c.yaml', `${ssh}key: id\n`);
    const { inputs } = user.says({ ...goodInputs, cluster: 'c.yaml' });
    const file = join(user.cwd, 'id');
    expect(inputs.privateKey).toEqual({ text, path: file, file, origin: 'key of c.yaml' });
  });

  it('are opened by the key that is given, rather, which the file need not be there for', () => {
    using user = goodUser();
    const text = makeKey(user, 'id');
    user.write('c.yaml', `${ssh}key: nowhere\n`);
    const said = { ...goodInputs, cluster: 'c.yaml' };
    const given = { text, path: undefined, file: undefined, origin: 'ssh-private-key' };
    expect(user.says({ ...said, 'ssh-private-key': text }).inputs.privateKey).toEqual(given);
    const file = join(user.cwd, 'id');
    const named = { text, path: file, file, origin: 'id' };
    const { inputs } = user.says({ ...said, 'ssh-private-key': 'id' }, 'command-line');
    expect(inputs.privateKey).toEqual(named);
  });

  it('are pinned by the lines that are given', () => {
    using user = goodUser();
    const text = `host ssh-ed25519 ${hostKey}\n`;
    user.write('pins', text);
    const given = { kind: 'text', text };
    const said = { ...goodInputs, 'ssh-known-hosts': text };
    expect(user.says(said).inputs.knownHosts).toEqual(given);
    const named = { ...goodInputs, 'ssh-known-hosts': 'pins' };
    expect(user.says(named, 'command-line').inputs.knownHosts).toEqual(given);
  });

  it.each([
    ['no key at all', ssh, /^ssh-private-key: .*none was given/],
    [
      'a key that is not there',
      `${ssh}key: nowhere\n`,
      /^c\.yaml:6:6: key: .*nowhere` is not there/,
    ],
    ['a public key', `${ssh}key: id.pub\n`, /^c\.yaml:6:6: key: This is a public key/],
    ['a folder', `${ssh}key: .\n`, /^c\.yaml:6:6: key: .* is a folder/],
  ])('need a private key: %s', (_, cluster, expected) => {
    using user = goodUser();
    makeKey(user, 'id');
    user.write('c.yaml', cluster);
    expect(textOf(user.problemsWith({ ...goodInputs, cluster: 'c.yaml' }))).toMatch(expected);
  });
});

describe('an !AWSCluster', () => {
  it('needs no key: one is made for the run', () => {
    using user = goodUser();
    user.write('c.yaml', `${aws}region_name: eu-west-1\n`);
    const { inputs } = user.says({ ...goodInputs, cluster: 'c.yaml' });
    expect(inputs).toMatchObject({ privateKey: undefined, aws: { region: 'eu-west-1' } });
  });

  it('needs the private half of the key pair that it names', () => {
    using user = goodUser();
    user.write('c.yaml', `${aws}region_name: eu-west-1\nkey_name: mine\n`);
    const problems = user.problemsWith({ ...goodInputs, cluster: 'c.yaml' });
    expect(textOf(problems)).toContain('A private key is wanted for the key pair `mine`');
    expect(problems).toHaveLength(1);
  });

  it('is checked first', () => {
    using user = goodUser();
    user.write('c.yaml', aws.replace('creator', 'creater'));
    const problems = user.problemsWith({ ...goodInputs, cluster: 'c.yaml' });
    expect(textOf(problems)).toContain('c.yaml:8:1: creater: ');
    expect(problems).toHaveLength(1);
  });
});

describe('machines that stay for a look', () => {
  const userWith = (cluster: string) => new User({ 'run.yaml': goodRunnable, 'aws.yaml': cluster });
  const asked = { ...goodInputs, cluster: 'aws.yaml', 'aws-region': 'us-east-1' } as const;

  it.each(['never', 'on-success'])(
    'are warned of when nobody will have their key: %s',
    (teardown) => {
      using user = userWith(aws);
      expect(user.says({ ...asked, teardown }).warnings).toEqual([
        {
          field: 'teardown',
          message: expect.stringMatching(/nobody can log in: their key is made for the run/),
          fix: expect.stringMatching(/`key_name`.*`ssh-private-key`/),
        },
      ]);
    },
  );

  it('are warned of when they let in the runner alone', () => {
    using user = userWith(aws.replace('sg-1', 'runner'));
    const { warnings } = user.says({
      ...{ ...asked, teardown: 'never' },
      'ssh-private-key': makeKey(user, 'id'),
    });
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('`security_group: runner`') },
    ]);
  });

  it('are not warned of where they do not stay, or somebody has the key', () => {
    using user = userWith(aws);
    const key = { 'ssh-private-key': makeKey(user, 'id') };
    expect(user.says(asked).warnings).toEqual([]);
    expect(user.says({ ...asked, ...key, teardown: 'never' }).warnings).toEqual([]);
  });

  it('are not warned of on the command line, which keeps their key', () => {
    using user = userWith(aws);
    expect(user.says({ ...asked, teardown: 'never' }, 'command-line').warnings).toEqual([]);
  });
});
