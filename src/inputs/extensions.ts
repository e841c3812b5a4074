/** What an entry of an extensions header must be, as flambé takes it (flambe/compile/extensions.py). */
export const extensionForms =
  'a local path, `https://github.com/user/repo[/tree/branch[/path]]` (GitHub or Bitbucket), ' +
  '`ssh://git@host:user/repo.git`, or a PyPI requirement like `py-extensions==1.0`';

const version = String.raw`\s*(?:~=|===?|!=|<=?|>=?)\s*[\w.*+!-]+\s*`;
const requirement = new RegExp(
  String.raw`^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?\s*(?:\[[\w.,\s-]*\])?` +
    String.raw`(?:${version}(?:,${version})*|\s*@\s*\S+)?$`,
);
const sshUrl = /^ssh:\/\/[\w.-]+@[\w.-]+[:/][^\s:]+$/;

/** Whether the name can be that of a Python module at top level. */
export function isModuleName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}

/** Why this is no extension; undefined if it has the form of one. Never shows a URL's credentials. */
export function extensionFault(value: string): string | undefined {
  if (/[\p{Cc}]/u.test(value) || value.trim() !== value || value === '') {
    return 'It is empty, or has spaces or line breaks around it';
  }
  if (/^[\w.-]+@[\w.-]+:\S+$/.test(value)) return 'A git address over SSH begins with `ssh://`';
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value)?.[1]?.toLowerCase();
  if (scheme === 'https') return httpsFault(value);
  if (scheme === 'ssh') return sshUrl.test(value) ? undefined : 'It is no git address over SSH';
  if (scheme !== undefined) return `flambé takes no \`${scheme}:\` addresses`;
  const isPath = /^[./~]|\//.test(value);
  return isPath || requirement.test(value) ? undefined : 'It is neither a path nor a requirement';
}

function httpsFault(value: string): string | undefined {
  if (!URL.canParse(value)) return 'It is no URL';
  const { hostname, pathname } = new URL(value);
  if (!/(^|[.-])(github|bitbucket)[.-]/.test(hostname)) {
    return `Over https flambé takes GitHub and Bitbucket only, not ${hostname}`;
  }
  const [user, repository, kind, ...rest] = pathname.split('/').filter((part) => part !== '');
  if (user === undefined || repository === undefined) return 'The URL names no repository';
  if (kind === undefined) return undefined;
  const marker = hostname.includes('bitbucket') ? ['src'] : ['tree'];
  if (!marker.includes(kind))
    return `After the repository only \`/${marker[0]}/branch\` may follow`;
  return rest.length > 0 ? undefined : `The branch is missing after \`/${kind}\``;
}
