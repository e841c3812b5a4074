import type { GitAddress } from '../inputs/git-address';
import { withoutCredentials } from '../without-credentials';
import { type GitSettings, git } from './git';

const access = String.raw`^(http|url|credential)\.|^(core\.(sshcommand|askpass|gitproxy)|ssh\.variant)$`;

/**
 * How the repository around a folder reaches others, by its own configuration: actions/checkout
 * leaves its token there, which a git elsewhere would not see. None where there is no repository.
 */
export async function settingsAround(folder: string, signal: AbortSignal): Promise<GitSettings> {
  const args = ['config', '--show-scope', '--null', '--includes', '--get-regexp', access];
  const { code, stdout } = await git(args, { cwd: folder, settings: [], signal });
  if (code !== 0) return [];
  const fields = stdout.split('\0');
  const settings: [string, string][] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [scope, field = ''] = [fields[i], fields[i + 1]];
    const end = field.indexOf('\n');
    // A key without a value is true.
    const setting = [
      end < 0 ? field : field.slice(0, end),
      end < 0 ? 'true' : field.slice(end + 1),
    ];
    if (scope === 'local' || scope === 'worktree') settings.push(setting as [string, string]);
  }
  return settings;
}

/** The credentials that stood in the URL, instead of any others for this repository. */
export function settingsFor({ url, credentials }: GitAddress): GitSettings {
  if (credentials === undefined) return [];
  const key = `http.${withoutCredentials(url)}.extraHeader`;
  const header = `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
  return [
    [key, ''],
    [key, header],
  ];
}
