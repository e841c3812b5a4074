/** A repository, and what of it is wanted, as an extension names it. */
export interface GitAddress {
  /** What git is given; holds no password and no token. */
  readonly url: string;
  /** `user:password`, percent-decoded, that stood in an https URL. */
  readonly credentials: string | undefined;
  /** What a log may show: host and repository. */
  readonly shown: string;
  /** Last part of the repository's path, without `.git`. */
  readonly name: string;
  /**
   * What follows `/tree/` (GitHub, GitLab) or `/src/` (Bitbucket), part by part: a branch, tag or
   * commit, then a path. Only the repository tells where the one ends. Empty: the default branch.
   */
  readonly inside: readonly string[];
}

/** Why an address is none. */
export interface AddressFault {
  readonly fault: string;
}

/** A user of this length and without a password is taken for a token. */
const shortestToken = 20;

/** `https://host/user/repo[/tree/branch[/path]]`. */
export function parseHttps(value: string): GitAddress | AddressFault {
  if (!URL.canParse(value)) return { fault: 'It is no URL' };
  const { protocol, host, hostname, pathname, username, password } = new URL(value);
  const location = splitPath(hostname, pathname);
  if ('fault' in location) return location;
  const isSecret = password !== '' || username.length >= shortestToken;
  const user = username === '' || isSecret ? '' : `${username}@`;
  const credentials = [username, password].map(decode).join(':');
  return {
    ...described(host, location),
    url: `${protocol}//${user}${host}/${location.repository}`,
    credentials: isSecret ? credentials : undefined,
  };
}

/**
 * `ssh://git@host:user/repo.git` as flambé has it, `ssh://git@host[:port]/user/repo.git` as git has
 * it, and the scp form `git@host:user/repo.git`; each may go on with `/tree/branch[/path]`.
 */
export function parseSsh(value: string): GitAddress | AddressFault {
  const match = /^(?:ssh:\/\/)?(\w[\w.+-]*)@(\w[\w.-]*)([:/])([^\s:]+)$/i.exec(value);
  if (!match) return { fault: 'It is no git address over SSH' };
  const [, user = '', host = '', separator, rest = ''] = match;
  const mayHavePort = separator === ':' && /^ssh:/i.test(value);
  const [, port, path = rest] = mayHavePort ? (portForm.exec(rest) ?? []) : [];
  const isPort = port !== undefined && !(isHosting(host) && !path.includes('/'));
  const location = splitPath(host, isPort ? path : rest);
  if ('fault' in location) return location;
  const { repository } = location;
  const scp = `${user}@${host}:${rest.startsWith('/') ? '/' : ''}${repository}`;
  const url = `ssh://${user}@${host}${isPort ? `:${port}` : ''}/${repository}`;
  return {
    ...described(host, location),
    url: separator === ':' && !isPort ? scp : url,
    credentials: undefined,
  };
}

/** `2222/user/repo.git`; on GitHub or Bitbucket `2222/repo.git` is a user's of that name. */
const portForm = /^(\d{1,5})\/(.+)$/;

interface Location {
  readonly repository: string;
  readonly inside: readonly string[];
}

function described(host: string, { repository, inside }: Location) {
  const name =
    repository
      .replace(/\.git$/, '')
      .split('/')
      .at(-1) ?? '';
  return { shown: `${host}/${repository}`, name, inside };
}

/** Whether the host is GitHub's or Bitbucket's kind, where a repository is `user/name`. */
function isHosting(host: string): boolean {
  return /(^|[.-])(github|bitbucket)[.-]/i.test(host);
}

function splitPath(host: string, path: string): Location | AddressFault {
  const parts = path.split('/').filter((part) => part !== '');
  const marker = /bitbucket/i.test(host) ? 'src' : 'tree';
  const length = isHosting(host) ? hostedLength(marker, parts) : repositoryLength(parts);
  const [repository, after] = [parts.slice(0, length), parts.slice(length)];
  if (repository.length < Math.min(length, isHosting(host) ? 2 : 1)) {
    return { fault: 'The URL names no repository' };
  }
  if (after[0] === '-') after.shift();
  const [kind, ...inside] = after;
  if (kind !== undefined && kind !== marker) {
    return { fault: `After the repository only \`/${marker}/branch\` may follow` };
  }
  if (kind !== undefined && inside.length === 0) {
    return { fault: `The branch is missing after \`/${kind}\`` };
  }
  const decoded = inside.map(decode).flatMap((part) => part.split('/'));
  if (decoded.some((part) => part === '..' || /\p{Cc}/u.test(part))) {
    return { fault: 'A path in a repository holds no `..`' };
  }
  return { repository: repository.join('/'), inside: decoded.filter((part) => part !== '.') };
}

/** Two parts; a Bitbucket Server has it deeper (`scm/project/repo.git`), GitHub never. */
function hostedLength(marker: 'src' | 'tree', parts: readonly string[]): number {
  const end = parts.findIndex((part) => part.endsWith('.git')) + 1;
  return marker === 'tree' || parts[2] === marker ? 2 : Math.max(2, end);
}

/** Elsewhere a repository may lie at any depth: it ends with `.git`, or before GitLab's `/-/`. */
function repositoryLength(parts: readonly string[]): number {
  const end = parts.findIndex((part) => part.endsWith('.git')) + 1;
  const dash = parts.indexOf('-');
  if (dash > 0 && (end === 0 || dash < end)) return dash;
  return end || Math.max(1, parts.length);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
