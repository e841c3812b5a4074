import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const recipe = join(import.meta.dirname, 'build-image.sh');
const cache = '/var/cache/flambe-action';

/**
 * The root folder of a machine with systemd. Built once, which takes a minute or two and 325 MB, from
 * the distribution and the package server that this machine itself uses.
 */
export function machineImage(): string {
  const suite = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  const version = createHash('sha256').update(readFileSync(recipe)).digest('hex').slice(0, 8);
  const image = join(cache, `machine-${suite}-${version}`);
  if (!existsSync(image)) build(image, suite, mirrorOf(suite));
  return image;
}

function mirrorOf(suite: string): string {
  const format = ['--format', '$(SITE) $(CODENAME)'];
  const targets = execFileSync('apt-get', ['indextargets', ...format], { encoding: 'utf8' });
  const target = targets.split('\n').find((line) => line.endsWith(` ${suite}`));
  const [mirror] = target?.split(' ') ?? [];
  if (!mirror) throw new Error('apt-get does not tell where this machine comes from.');
  return mirror;
}

function build(image: string, suite: string, mirror: string): void {
  mkdirSync(cache, { recursive: true });
  const apart = ['unshare', '--mount', '--propagation', 'private'];
  const command = [...apart, 'sh', recipe, suite, mirror, image];
  // Who comes second waits, and finds it built.
  execFileSync('flock', [`${image}.lock`, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
}
