/** Plays steps, each line of stdin `encoded` ones, on a new surface with this process's own streams. */
import { createInterface } from 'node:readline';
import { GitHubSurface } from '../../src/surfaces/github/github-surface';
import type { JobLog, Surface } from '../../src/surfaces/surface';
import { TerminalSurface } from '../../src/surfaces/terminal/terminal-surface';
import { decoded, type Step } from './play';

const newSurface = () =>
  process.argv[2] === 'github' ? new GitHubSurface() : new TerminalSurface();

async function play(surface: Surface, steps: readonly Step[]): Promise<void> {
  let log: JobLog | undefined;
  for (const step of steps) {
    switch (step[0]) {
      case 'open':
        log = surface.openJobLog();
        break;
      case 'log':
        await log?.write(Buffer.from(step[1], 'base64'));
        break;
      case 'end':
        await log?.close();
        break;
      case 'stage':
        await surface.stage(step[1], () => play(surface, step[2])).catch(() => {});
        break;
      case 'throw':
        throw new Error('the work of this stage failed');
      case 'info':
        surface.info(step[1]);
        break;
      case 'warning':
        surface.warning(step[1]);
        break;
      case 'error':
        surface.error(step[1]);
        break;
      case 'mask':
        surface.mask(step[1]);
        break;
      case 'progress':
        surface.progress(step[1], step[2], step[3]);
        break;
      case 'output':
        surface.output(step[1], step[2]);
        break;
      case 'state':
        surface.saveState(step[1], step[2]);
        break;
      case 'summary':
        await surface.summary({ markdown: step[1], text: step[2] });
        break;
      case 'close':
        surface.close();
        break;
      case 'raw':
        process.stdout.write(step[1]);
        break;
    }
  }
}

process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
for await (const line of createInterface({ input: process.stdin })) {
  await play(newSurface(), decoded(line));
}
