import { readSweepInputs, sweepActionInputs } from './inputs/sweep-inputs';
import { processContext } from './inputs/user-file';
import { useProxies } from './proxies';
import { showFailure } from './show-failure';
import { stopOnSignals } from './stop-signals';
import { GitHubSurface } from './surfaces/github/github-surface';
import { sweepClock } from './sweep-clock';

const surface = new GitHubSurface();
const environment = process.env;
useProxies(environment);
try {
  const inputs = readSweepInputs(sweepActionInputs(environment), processContext());
  // Read now, not before: a wrong input is told without it.
  const { runSweep } = await import('./run-sweep');
  const signal = stopOnSignals({ grace: 4500 });
  const deps = { inputs, surface, environment, signal, clock: sweepClock(environment) };
  process.exitCode = (await runSweep(deps)) ? 0 : 1;
} catch (error) {
  process.exitCode = showFailure(error, surface);
} finally {
  surface.close();
}
