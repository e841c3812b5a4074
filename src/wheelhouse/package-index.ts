import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIni } from '../secrets/parse-ini';

/** Where packages come from, here. Addresses may hold credentials: they stand in no argument. */
export interface PackageSource {
  readonly index: string;
  readonly extra: readonly string[];
  /** Hosts whose certificate is not looked at, as pip's `--trusted-host` names them. */
  readonly trusted: readonly string[];
}

/** What a run's secrets add to it (flambé's `[PIP]`). */
export interface ExtraIndex {
  readonly trustedHost: string | undefined;
  /** May hold credentials. */
  readonly extraUrl: string | undefined;
}

const publicIndex = 'https://pypi.org/simple';

/**
 * The index that uv or pip of this machine is set to, by environment or by pip's files (pip,
 * "Configuration": the user's come before the machine's), and what `[PIP]` of the secrets adds.
 */
export function packageSource(
  environment: NodeJS.ProcessEnv,
  home: string,
  { trustedHost, extraUrl }: ExtraIndex,
): PackageSource {
  const files = [
    environment['PIP_CONFIG_FILE'],
    join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'pip/pip.conf'),
    join(home, '.pip/pip.conf'),
    '/etc/pip.conf',
  ];
  const pip = files.flatMap((file) => (file === undefined ? [] : [readConfig(file)]));
  const setting = (name: string, ...variables: readonly string[]): readonly string[] => {
    const given = [...variables, `PIP_${name.toUpperCase().replaceAll('-', '_')}`]
      .map((variable) => environment[variable])
      .concat(pip.map((config) => config(name)))
      .find((value) => value !== undefined && value.trim() !== '');
    return given?.trim().split(/\s+/) ?? [];
  };
  const [index = publicIndex] = setting('index-url', 'UV_DEFAULT_INDEX', 'UV_INDEX_URL');
  return {
    // uv may have named it: `NAME=URL`.
    index: index.replace(/^\w+=(?=https?:)/, ''),
    extra: [...(extraUrl ? [extraUrl] : []), ...setting('extra-index-url', 'UV_EXTRA_INDEX_URL')],
    trusted: [
      ...(trustedHost ? [trustedHost] : []),
      ...setting('trusted-host', 'UV_INSECURE_HOST'),
    ],
  };
}

function readConfig(file: string): (name: string) => string | undefined {
  try {
    const { sections } = parseIni(readFileSync(file, 'utf8'));
    return (name) =>
      (sections.get('install')?.get(name) ?? sections.get('global')?.get(name))?.value;
  } catch {
    return () => undefined;
  }
}

/** For uv, which says nothing of it to its children. */
export function indexVariables({ index, extra, trusted }: PackageSource): NodeJS.ProcessEnv {
  return {
    UV_INDEX_URL: index,
    UV_DEFAULT_INDEX: undefined,
    UV_EXTRA_INDEX_URL: extra.join(' ') || undefined,
    UV_INSECURE_HOST: trusted.join(' ') || undefined,
  };
}

/** What an HTTP request to that address says of us: by the address itself, or by an index of that host. */
export function authorizationFor(url: string, { index, extra }: PackageSource): string | undefined {
  const { host } = new URL(url);
  for (const known of [url, index, ...extra]) {
    if (!URL.canParse(known)) continue;
    const { host: its, username, password } = new URL(known);
    if (its !== host || username + password === '') continue;
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(words).toString('base64')}`;
  }
  return undefined;
}
