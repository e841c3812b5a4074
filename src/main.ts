import { actionInputs } from './inputs/action-inputs';
import { readInputs } from './inputs/read-inputs';
import { processContext } from './inputs/user-file';
import { showFailure } from './show-failure';
import { startRun } from './start-run';
import { stateRoot } from './state-root';
import { stopOnSignals } from './stop-signals';
import { GitHubSurface } from './surfaces/github/github-surface';

const surface = new GitHubSurface();
const environment = process.env;
try {
  const { inputs, warnings } = readInputs(actionInputs(environment), processContext());
  process.exitCode = await startRun({
    inputs,
    warnings,
    surface,
    environment,
    stateRoot: stateRoot(environment),
    signal: stopOnSignals({ grace: 4500 }),
    onRecord: (file) => surface.saveState('dir', file.dir),
  });
} catch (error) {
  process.exitCode = showFailure(error, surface);
} finally {
  surface.close();
}
