import { UserError } from '../problem';
import type { Sections } from '../secrets/secrets';

/** A package index besides the usual one, as `[PIP]` of the secrets names it (flambe/cluster/instance/instance.py). */
export interface PipIndex {
  /** `HOST`: its certificate is not looked at, and it may be without one. */
  readonly trustedHost: string | undefined;
  /** `HOST_URL`, without user and password. */
  readonly url: string | undefined;
  readonly login: PipLogin | undefined;
}

export interface PipLogin {
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Credentials come out of the address: pip gives addresses to children of its own as arguments, which
 * every user of a host can read.
 *
 * @throws UserError that names the key, without its value
 */
export function readPipIndex(sections: Sections | undefined): PipIndex {
  const pip = sections?.get('PIP');
  const trustedHost = pip?.get('host')?.trim() || undefined;
  const given = pip?.get('host_url')?.trim();
  if (!given) return { trustedHost, url: undefined, login: undefined };
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(given)) {
    throw refuse('It is no address; accepted is one that begins with https:// or http://.');
  }
  const [user, password] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  if (user === '' && password === '') return { trustedHost, url: given, login: undefined };
  if (user === '' || password === '') {
    throw refuse(
      'It has a user or a password, and not both.',
      'Give both: an index that knows you by a token as user takes any password, and the other way round.',
    );
  }
  if (![user, password].every((word) => /^[!$-&(-[\]-~]+$/.test(word))) {
    throw refuse(
      'Its user or password has a character that a netrc file cannot hold.',
      'Use one of printable ASCII, without spaces, quotes, `#` and `\\`; most indexes give out tokens.',
    );
  }
  const host = url.hostname;
  url.username = '';
  url.password = '';
  return { trustedHost, url: url.href, login: { host, user, password } };
}

function refuse(message: string, fix?: string): UserError {
  return new UserError({ field: 'secrets: [PIP] host_url', message, ...(fix && { fix }) });
}
