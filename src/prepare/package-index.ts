import type { PipIndex } from '../inputs/pip-index';
import type { Layout } from '../plan/layout';
import { shellQuote } from '../plan/quote';

/**
 * Tells pip and uv, for the rest of a script on a node, of the index that the secrets name: in the
 * environment, and the login in a netrc file in the folder of the secrets, which goes with the script.
 * Where `$login` is a folder, pip before 20.2 wants it as its home: it knows of no `NETRC`.
 */
export function packageIndexScript(
  { trustedHost, url, login }: PipIndex,
  { secretsDir }: Layout,
): string {
  const variable = (name: string, value: string | undefined) =>
    value === undefined ? '' : `export ${name}=${shellQuote(value)}`;
  return [
    variable('UV_EXTRA_INDEX_URL', url),
    variable('PIP_EXTRA_INDEX_URL', url),
    variable('UV_INSECURE_HOST', trustedHost),
    variable('PIP_TRUSTED_HOST', trustedHost),
    ...(login ? [netrcScript(login, secretsDir)] : []),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function netrcScript(login: NonNullable<PipIndex['login']>, secretsDir: string): string {
  const { host, user, password } = login;
  const line = shellQuote(`machine ${host} login ${user} password ${password}`);
  return `login=$(mktemp -d ${shellQuote(`${secretsDir}/login.XXXXXX`)}) || exit 1
trap 'rm -rf "$login"' EXIT
{ printf '%s\\n' ${line}; cat "\${NETRC:-$HOME/.netrc}" 2>/dev/null; } >"$login/.netrc"
export NETRC="$login/.netrc"`;
}

/** What a program on a node said, without the login. */
export function withoutLogin(text: string, { login }: PipIndex): string {
  return login ? text.replaceAll(login.password, '***') : text;
}
