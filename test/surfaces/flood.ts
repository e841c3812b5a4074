/** Shows so many MB of a log as fast as they are taken; then tells on stderr how much memory it took. */
import { GitHubSurface } from '../../src/surfaces/github/github-surface';
import { TerminalSurface } from '../../src/surfaces/terminal/terminal-surface';

const [, , kind, megabytes] = process.argv;
const surface = kind === 'github' ? new GitHubSurface() : new TerminalSurface();
const log = surface.openJobLog();
const before = process.memoryUsage();
let most = 0;
for (let i = 0; i < Number(megabytes) * 20; i += 1) {
  await log.write(Buffer.alloc(50_000, `${'x'.repeat(99)}\n`));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers);
}
await log.close();
process.stderr.write(`${Math.round(most / 1_000_000)}\n`);
process.exitCode = 7;
