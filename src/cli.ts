import type { CommandDeps } from './commands/deps';
import { doctor } from './commands/doctor';
import { down } from './commands/down';
import { logs } from './commands/logs';
import { run } from './commands/run';
import { ssh } from './commands/ssh';
import { sweep } from './commands/sweep';
import { helpText } from './inputs/cli-grammar';
import { type CommandLine, readCommandLine } from './inputs/cli-options';
import { useProxies } from './proxies';
import { showFailure } from './show-failure';
import { stopOnSignals } from './stop-signals';
import { TerminalSurface } from './surfaces/terminal/terminal-surface';
import { version } from './version';

const surface = new TerminalSurface();
const signal = stopOnSignals();
useProxies(process.env);
try {
  const asked = readCommandLine(process.argv.slice(2));
  process.exitCode = await carryOut(asked, {
    surface,
    environment: process.env,
    signal,
  });
} catch (error) {
  process.exitCode = showFailure(error, surface, signal);
} finally {
  surface.close();
}

async function carryOut(asked: CommandLine, deps: CommandDeps): Promise<number> {
  switch (asked.command) {
    case 'run':
      return run(asked.raw, deps, asked.open);
    case 'down':
      return down(asked.id, asked.raw, deps);
    case 'logs':
      return logs(asked.id, asked.raw, deps);
    case 'ssh':
      return ssh(asked.id, asked.node, asked.raw, deps);
    case 'sweep':
      return sweep(asked.raw, asked.yes, deps);
    case 'doctor':
      return doctor(asked.raw, deps);
    default:
      process.stdout.write(asked.command === 'version' ? `${version}\n` : helpText());
      return 0;
  }
}
