import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorizationFor, packageSource } from '../../src/wheelhouse/package-index';

const nothing = { trustedHost: undefined, extraUrl: undefined };

describe('the package index of this machine', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'home-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const writeConfig = (text: string) => {
    mkdirSync(join(home, '.config/pip'), { recursive: true });
    writeFileSync(join(home, '.config/pip/pip.conf'), text);
  };

  it('is the one that uv is set to, before the one of pip', () => {
    writeConfig('[global]\nindex-url = https://file.example/simple\n');
    const environment = { PIP_INDEX_URL: 'https://pip.example/simple' };
    expect(packageSource(environment, home, nothing).index).toBe('https://pip.example/simple');
    const both = { ...environment, UV_INDEX_URL: 'https://uv.example/simple' };
    expect(packageSource(both, home, nothing).index).toBe('https://uv.example/simple');
  });

  it('is the one of the file of pip, when the environment names none', () => {
    writeConfig(
      '[global]\nindex-url = https://file.example/simple\nextra-index-url =\n    https://one.example\n',
    );
    expect(packageSource({}, home, nothing)).toMatchObject({
      index: 'https://file.example/simple',
      extra: ['https://one.example'],
    });
  });

  it('has the index of the secrets besides', () => {
    const environment = { PIP_EXTRA_INDEX_URL: 'https://a.example https://b.example' };
    const extra = { trustedHost: 'c.example', extraUrl: 'https://c.example/simple' };
    expect(packageSource(environment, home, extra)).toMatchObject({
      extra: ['https://c.example/simple', 'https://a.example', 'https://b.example'],
      trusted: ['c.example'],
    });
  });

  it('is told who we are, and no other host is', () => {
    const url = 'https://me:my%2Fword@own.example/simple';
    const source = packageSource({ PIP_INDEX_URL: url }, home, nothing);
    const basic = `Basic ${Buffer.from('me:my/word').toString('base64')}`;
    expect(authorizationFor('https://own.example/files/a.whl', source)).toBe(basic);
    expect(authorizationFor('https://files.example/a.whl', source)).toBeUndefined();
  });
});
