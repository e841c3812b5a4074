import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { rayEnvironment } from '../../src/prepare/ray-environment';

/** As long-lived as the machines' image, which only root has. */
const cache = process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache');
const home = join(cache, 'flambe-action/ray-home');

/**
 * The environment that the action makes on a host for a command with this Ray, made by the script
 * that makes it there: machines of their own network reach no package index. The first time it takes
 * PyPI, 500 MB and some minutes.
 *
 * @returns its folder; its parent is what `~/.flambe-action-envs` is on a host
 */
export function rayEnvironmentHere(version: string): string {
  const { name, script, args } = rayEnvironment(version, '');
  const folder = join(home, '.flambe-action-envs', name);
  if (existsSync(join(folder, 'complete'))) return folder;
  mkdirSync(home, { recursive: true });
  const env = { ...process.env, HOME: home };
  const input = `{\n${script}\n} </dev/null\n`;
  execFileSync('sh', ['-s', '--', ...args], { env, input, stdio: ['pipe', 'pipe', 'pipe'] });
  return folder;
}
