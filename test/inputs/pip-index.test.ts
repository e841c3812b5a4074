import { describe, expect, it } from 'vitest';
import { readPipIndex } from '../../src/inputs/pip-index';

const read = (url: string, host?: string) =>
  readPipIndex(
    new Map([['PIP', new Map([['host_url', url], ...(host ? [['host', host] as const] : [])])]]),
  );

describe('[PIP] of the secrets', () => {
  it('is an address, and who we are there', () => {
    expect(read('https://me:my%2Bword@own.example:8443/simple/', 'own.example')).toEqual({
      trustedHost: 'own.example',
      url: 'https://own.example:8443/simple/',
      login: { host: 'own.example', user: 'me', password: 'my+word' },
    });
    expect(read('http://own.example/simple')).toEqual({
      trustedHost: undefined,
      url: 'http://own.example/simple',
      login: undefined,
    });
  });

  it('is nothing where there is none', () => {
    const none = { trustedHost: undefined, url: undefined, login: undefined };
    expect(readPipIndex(undefined)).toEqual(none);
    expect(readPipIndex(new Map())).toEqual(none);
  });

  it.each([
    ['own.example/hidden-word', /accepted is one that begins with https/],
    ['https://hidden-word@own.example/simple', /Give both/],
    ['https://me:hidden-word%20two@own.example/simple', /netrc/],
    ["https://me:hidden-word'@own.example/simple", /netrc/],
  ])('that cannot be used is told without its value: %s', (url, words) => {
    expect(() => read(url)).toThrow(words);
    expect(() => read(url)).toThrow(/\[PIP\] host_url/);
    expect(() => read(url)).not.toThrow(/hidden-word/);
  });
});
