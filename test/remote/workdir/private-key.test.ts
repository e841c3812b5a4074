import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Tree } from './tree';

/** Makes a key with OpenSSH and returns its text. */
function sshKey(tree: Tree, name: string, ...options: string[]): string {
  const path = tree.path(name);
  execFileSync('ssh-keygen', ['-q', '-N', '', '-C', 'test@example.org', '-f', path, ...options]);
  return readFileSync(path, 'utf8');
}

function bodyOf(key: string): string {
  return key.split('\n').slice(1, -2).join('');
}

describe("the run's own private key", () => {
  it.each([
    ['as OpenSSH writes it', (key: string) => key],
    ['with CRLF line ends', (key: string) => key.replaceAll('\n', '\r\n')],
    ['with CR line ends', (key: string) => key.replaceAll('\n', '\r')],
    ['without a final newline', (key: string) => key.trimEnd()],
    ['indented in YAML', (key: string) => `key: |\n${key.replace(/^/gm, '  ')}`],
    ['escaped in JSON', (key: string) => JSON.stringify({ key, user: 'me' })],
    ['in the middle of a large file', (key: string) => `${'# text\n'.repeat(90_000)}${key}# end\n`],
    ['across two windows', (key: string) => `${'text\n'.repeat(52_400)}${bodyOf(key)}\n`],
    ['without first and last line', (key: string) => key.split('\n').slice(1, -2).join('\n')],
    ['on one line', (key: string) => `KEY="${bodyOf(key)}"\n`],
  ])('is left out %s', async (_, form) => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', '-t', 'ed25519');
    tree.write('work/file', form(key));
    tree.write('work/a');

    const { files, warnings } = await tree.list('work', { contents: [Buffer.from(key)] });

    expect(files).toEqual(['a']);
    expect(warnings).toMatchObject([{ file: tree.path('work/file') }]);
    expect(warnings[0]?.message).toContain('of this run');
  });

  it('is left out in lines of any width that a format might use', async () => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', '-t', 'rsa', '-b', '2048');
    for (let width = 48; width <= 80; width++) {
      const lines = bodyOf(key).replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
      tree.write(`work/${width}`, lines);
    }

    expect((await tree.list('work', { contents: [Buffer.from(key)] })).files).toEqual([]);
  });

  it.each([
    ['ecdsa', ['-t', 'ecdsa', '-m', 'PEM']],
    ['ed25519', ['-t', 'ed25519']],
    ['rsa', ['-t', 'rsa', '-b', '2048']],
  ])('does not take its public half along (%s)', async (_, options) => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', ...options);
    tree.write('work/key.pub', readFileSync(tree.path('outside.pub')));
    if (options.includes('PEM')) {
      const pem = ['ec', '-in', tree.path('outside'), '-pubout', '-out', tree.path('work/key.pem')];
      execFileSync('openssl', pem, { stdio: 'ignore' });
    }

    const { warnings } = await tree.list('work', { contents: [Buffer.from(key)] });

    expect(warnings).toEqual([]);
  });

  it('is known in a secrets file that holds it', async () => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', '-t', 'ed25519');
    const ini = Buffer.from(`[HOST]\nkey = ${key.trim().replaceAll('\n', '\n\t')}\n`);
    tree.write('work/file', bodyOf(key));

    expect((await tree.list('work', { contents: [ini] })).files).toEqual([]);
  });
});

describe('another private key', () => {
  it.each([
    ['Ed25519', ['-t', 'ed25519']],
    ['RSA, PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['RSA, PKCS #8', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8']],
    ['ECDSA', ['-t', 'ecdsa']],
    ['ECDSA, PEM', ['-t', 'ecdsa', '-m', 'PEM']],
    ['passphrase', ['-t', 'ed25519', '-N', 'passphrase']],
    ['passphrase, PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', 'passphrase']],
  ])('is left out (%s), named with the way to carry it', async (_, options) => {
    const tree = new Tree();
    const key = sshKey(tree, 'id', ...options);

    const { files, warnings } = await tree.list();

    expect(files).toEqual(['id.pub']);
    expect(warnings).toMatchObject([
      { file: tree.path('id'), field: 'workdir', fix: expect.stringContaining('`secrets`') },
    ]);
    expect(JSON.stringify(warnings)).not.toContain(bodyOf(key).slice(-40));
  });

  it.each([
    ['Ed25519', ['-algorithm', 'ed25519']],
    ['encrypted RSA', ['-algorithm', 'rsa', '-aes256', '-pass', 'pass:passphrase']],
  ])('is left out (PKCS #8 of OpenSSL, %s)', async (_, options) => {
    const tree = new Tree();
    const genpkey = ['genpkey', ...options, '-out', tree.path('key.pem')];
    execFileSync('openssl', genpkey, { stdio: 'ignore' });

    expect(await tree.list()).toMatchObject({
      files: [],
      warnings: [{ file: tree.path('key.pem') }],
    });
  });

  it('is left out in the form of PuTTY', async () => {
    const tree = new Tree();
    const head = 'PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: test\r\n';
    tree.write('id.ppk', `${head}Public-Lines: 2\r\nAAAA\r\n`);

    expect(await tree.list()).toMatchObject({
      files: [],
      warnings: [{ file: tree.path('id.ppk') }],
    });
  });

  it('is left out inside of a file of credentials', async () => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', '-t', 'rsa', '-b', '2048', '-m', 'PKCS8');
    tree.write('work/service.json', JSON.stringify({ type: 'account', private_key: key }, null, 2));

    expect(await tree.list('work')).toMatchObject({
      files: [],
      warnings: [{ file: tree.path('work/service.json') }],
    });
  });

  it('is not seen where a text only speaks of keys', async () => {
    const tree = new Tree();
    tree.write('check.py', 'if "-----BEGIN OPENSSH PRIVATE KEY-----" in text:\n    refuse(text)\n');
    tree.write(
      'README.md',
      'Begins with `PuTTY-User-Key-File-3: ` or\n-----BEGIN PRIVATE KEY-----\n…\n',
    );
    tree.write(
      'cert.pem',
      `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(40)}\n-----END CERTIFICATE-----\n`,
    );

    const { files, warnings } = await tree.list();

    expect(files).toEqual(['README.md', 'cert.pem', 'check.py']);
    expect(warnings).toEqual([]);
  });

  it('is not looked for in a binary file', async () => {
    const tree = new Tree();
    const key = sshKey(tree, 'outside', '-t', 'ed25519');
    tree.write('work/model.bin', Buffer.concat([Buffer.alloc(1000), Buffer.from(key)]));

    expect((await tree.list('work')).files).toEqual(['model.bin']);
  });
});
