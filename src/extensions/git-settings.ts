import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitAddress } from '../inputs/git-address';
import { withoutCredentials } from '../without-credentials';
import { type GitSettings, git } from './git';

const access = String.raw`^(http|url|credential)\.|^(core\.(sshcommand|askpass|gitproxy)|ssh\.variant)$`;

/**
 * How the repository around a folder reaches others, by its own configuration: actions/checkout
 * leaves its token there, which a git elsewhere would not see. None where there is no repository.
 */
export async function settingsAround(folder: string, signal: AbortSignal): Promise<GitSettings> {
  const named = await workspaceRepository(folder);
  const args = [
    ...(named === undefined ? [] : [`--git-dir=${named}`]),
    ...['config', '--show-scope', '--null', '--includes', '--get-regexp', access],
  ];
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

/**
 * The repository around a folder of a runner's workspace. Left to find it, git passes over one that
 * belongs to someone else, as the workspace does in a container. Anywhere else it does so with
 * reason: the settings name programs.
 */
async function workspaceRepository(folder: string): Promise<string | undefined> {
  const { GITHUB_WORKSPACE: workspace } = process.env;
  if (!workspace || !existsSync(workspace) || !existsSync(folder)) return undefined;
  const [top, start] = await Promise.all([realpath(workspace), realpath(folder)]);
  const isInside = (here: string) => here === top || here.startsWith(`${top}/`);
  for (let here = start; isInside(here) && here !== '/'; here = dirname(here)) {
    const repository = join(here, '.git');
    if (existsSync(repository)) return repository;
  }
  return undefined;
}

/** The credentials that stood in the URL, instead of any others for this repository. */
function settingsFor({ url, credentials }: GitAddress): GitSettings {
  if (credentials === undefined) return [];
  const key = `http.${withoutCredentials(url)}.extraHeader`;
  const header = `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
  return [
    [key, ''],
    [key, header],
  ];
}

/**
 * Ways to ask for a repository, the best first. A header that the workspace gives, such as the token
 * of actions/checkout, keeps git from what the user has set up besides: where it does not open the
 * repository, that does.
 */
export function waysTo(address: GitAddress, around: GitSettings): readonly GitSettings[] {
  const withoutHeader = around.filter(([key]) => !/^http\..*extraheader$/i.test(key));
  const own = settingsFor(address);
  if (own.length > 0) return [[...around, ...own]];
  return withoutHeader.length < around.length ? [around, withoutHeader] : [around];
}
