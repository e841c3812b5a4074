import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpython } from '../hosts/flambe/flambe-home';

/** What this machine's pip trusts, when that is said in its environment, a host's pip trusts, too. */
export function trustAsHere({ home }: { readonly home: string }): void {
  const certificates = process.env['PIP_CERT'];
  if (!certificates) return;
  mkdirSync(join(home, '.config/pip'), { recursive: true });
  writeFileSync(join(home, '.config/pip/pip.conf'), `[global]\ncert = ${certificates}\n`);
}

/**
 * What lets a runner reach the package index as this machine does, CPython 3.7 as actions/setup-python
 * gives it; and a folder of what was brought, kept for other tests as a runner keeps it for other runs.
 */
export function runnerSetting(): Readonly<Record<string, string>> {
  const ways =
    /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(PIP|UV)_(DEFAULT_)?INDEX(_URL)?|https?_proxy)$/i;
  const own = Object.entries(process.env).filter(
    (variable): variable is [string, string] => ways.test(variable[0]) && variable[1] !== undefined,
  );
  const prefix = cpython();
  return {
    ...Object.fromEntries(own),
    PATH: `${prefix ? `${prefix}/bin:` : ''}${process.env['PATH']}`,
    // Outside of the repository: hosts may have that in sight, and are searched file by file.
    XDG_CACHE_HOME: '/var/cache/flambe-action/runner',
  };
}
