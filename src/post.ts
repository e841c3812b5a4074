import { readPrivateKey } from './inputs/private-key';
import { endAtLastMoment } from './last-moment';
import { letGo } from './let-go';
import { useProxies } from './proxies';
import { leftoverSummary } from './report/leftovers';
import { showFailure } from './show-failure';
import { GitHubSurface } from './surfaces/github/github-surface';
import { RecordFile } from './teardown/record';

/** A runner waits five minutes for all post steps together, and kills them when it is stopped. */
const timeLimit = 55_000;
/** Milliseconds of these for what is worth having: hosts and machines are to be released afterwards. */
const rescueTime = 40_000;

const dir = process.env['STATE_dir'];
const file = dir ? RecordFile.open(dir) : undefined;
// Main was killed before it wrote what it would do, or everything is undone.
if (dir && !file) RecordFile.remove(dir);
if (file) {
  useProxies(process.env);
  const surface = new GitHubSurface();
  endAtLastMoment(file, surface);
  try {
    const text = process.env['INPUT_SSH-PRIVATE-KEY'];
    const privateKey = text ? readPrivateKey(text, { origin: 'ssh-private-key' }) : undefined;
    const signal = AbortSignal.timeout(timeLimit);
    // Read now, not before: most posts of a job have nothing to undo, or end at the key.
    const { endRun } = await import('./end-run');
    const { hiddenAgain } = await import('./hidden-again');
    const { actionInputs } = await import('./inputs/action-inputs');
    const { env: environment } = process;
    const hidden = hiddenAgain(actionInputs(environment), file.record);
    const given = { file, privateKey, surface, environment, hidden, rescueTime, signal };
    const left = await endRun(given);
    if (left.length > 0) {
      const markdown = leftoverSummary(left);
      await surface.summary({ markdown, text: markdown });
      process.exitCode = 1;
    }
  } catch (error) {
    process.exitCode = showFailure(error, surface);
  } finally {
    surface.close();
    letGo();
  }
}
