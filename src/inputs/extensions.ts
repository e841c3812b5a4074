import { type AddressFault, type GitAddress, parseHttps, parseSsh } from './git-address';

/** What an entry of an extensions header must be: what flambé takes (flambe/compile/extensions.py), and the scp form. */
export const extensionForms =
  'a local path, `https://host/user/repo[/tree/branch[/path]]` (`/src/` at Bitbucket), ' +
  '`ssh://git@host:user/repo.git`, or a PyPI requirement like `py-extensions==1.0`';

export type ExtensionSource =
  /** A folder of this machine. */
  | { readonly kind: 'folder' }
  /** A folder if there is one of that name beside the runnable, else a PyPI requirement. */
  | { readonly kind: 'name' }
  | { readonly kind: 'requirement' }
  | { readonly kind: 'git'; readonly address: GitAddress };

const version = String.raw`\s*(?:~=|===?|!=|<=?|>=?)\s*[\w.*+!-]+\s*`;
const requirement = new RegExp(
  String.raw`^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?\s*(?:\[[\w.,\s-]*\])?` +
    String.raw`(?:${version}(?:,${version})*|\s*@\s*[\w.+-]+:\S+)?$`,
);

/** Whether the name can be that of a Python module at top level. */
export function isModuleName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}

/** What an entry of the header is, or why it is none. A fault never shows a URL's credentials. */
export function parseExtension(value: string): ExtensionSource | AddressFault {
  if (/[\p{Cc}]/u.test(value) || value.trim() !== value || value === '') {
    return { fault: 'It is empty, or has spaces or line breaks around it' };
  }
  if (/^[^/:\s@]+@[^/:\s@]+:(?!\/\/)\S+$/.test(value)) return git(parseSsh(value));
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value)?.[1]?.toLowerCase();
  if (scheme === 'https') return git(parseHttps(value));
  if (scheme === 'ssh') return git(parseSsh(value));
  if (scheme !== undefined) return { fault: `flambé takes no \`${scheme}:\` addresses` };
  if (requirement.test(value)) {
    return { kind: /^[\w.-]+$/.test(value) ? 'name' : 'requirement' };
  }
  if (/^[./~]|\//.test(value)) return { kind: 'folder' };
  return { fault: 'It is neither a path nor a requirement' };
}

function git(address: GitAddress | AddressFault): ExtensionSource | AddressFault {
  return 'fault' in address ? address : { kind: 'git', address };
}
