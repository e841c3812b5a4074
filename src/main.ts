import { stepContext } from './identity';
import { actionInputs } from './inputs/action-inputs';
import { readInputs } from './inputs/read-inputs';
import { processContext } from './inputs/user-file';
import { letGo } from './let-go';
import { useProxies } from './proxies';
import { showFailure } from './show-failure';
import { stateRoot } from './state-root';
import { stopOnSignals } from './stop-signals';
import { GitHubSurface } from './surfaces/github/github-surface';

const surface = new GitHubSurface();
const environment = process.env;
const signal = stopOnSignals({ grace: 4500 });
useProxies(environment);
try {
  const { inputs, warnings } = readInputs(actionInputs(environment), processContext());
  const context = stepContext(environment, Date.now());
  const deps = { inputs, warnings, context, surface, environment, signal };
  // Read now, not before: a wrong input is told without it.
  if (inputs.mode === 'plan') {
    process.exitCode = await (await import('./plan-run')).tellPlan(deps);
  } else {
    const { startRun } = await import('./start-run');
    const onPlace = (dir: string) => surface.saveState('dir', dir);
    process.exitCode = await startRun({ ...deps, stateRoot: stateRoot(environment), onPlace });
  }
} catch (error) {
  process.exitCode = showFailure(error, surface, signal);
} finally {
  surface.close();
  letGo();
}
