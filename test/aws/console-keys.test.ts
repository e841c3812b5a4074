import { describe, expect, it } from 'vitest';
import { hostKeysOn } from '../../src/providers/aws/console-keys';
import { Keys } from './keys';

const begin = '-----BEGIN SSH HOST KEY KEYS-----';
const end = '-----END SSH HOST KEY KEYS-----';

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\r\n`).join('');
}

describe('host keys on a console', () => {
  const [one = '', other = ''] = (() => {
    using keys = new Keys();
    return [keys.publicOf('ed25519'), keys.publicOf('other')].map((key) =>
      key.split(' ').slice(0, 2).join(' '),
    );
  })();

  it('are those between the lines that begin and end them, whatever else is said', () => {
    const said = lines(
      ...['[    9.1] cloud-init[512]: ', begin, `${one} root@ip-10-0-0-4`, other, end],
      ...['ip-10-0-0-4 login: '],
    );
    expect(hostKeysOn(said)).toEqual([one, other]);
  });

  it('are those of the last boot that has said them to their end', () => {
    const said = lines(...[begin, one, end, 'reboot', begin, other, end], begin, one);
    expect(hostKeysOn(said)).toEqual([other]);
  });

  it.each([
    ['nothing is said', ''],
    ['a key stands alone', lines(one)],
    ['it is not known where they begin', lines(one, end)],
    ['they have not ended yet', lines(begin, one)],
    ['they end before they begin', lines(end, begin, one)],
    ['a key is cut', lines(begin, one.slice(0, -8), end)],
    [
      'a key is of another type than it says',
      lines(begin, one.replace('ssh-ed25519', 'ssh-rsa'), end),
    ],
    [
      'another line is in the middle of a key',
      lines(begin, `${one.slice(0, 40)}[ 1.2] eth0: up`, end),
    ],
  ])('are none when %s', (_, said) => {
    expect(hostKeysOn(said)).toEqual([]);
  });
});
