import { endRun } from './end-run';
import { readPrivateKey } from './inputs/private-key';
import { showFailure } from './show-failure';
import { GitHubSurface } from './surfaces/github/github-surface';
import { RecordFile } from './teardown/record';

/** A runner waits five minutes for all post steps together, and kills them when it is stopped. */
const timeLimit = 55_000;

const dir = process.env['STATE_dir'];
const file = dir ? RecordFile.open(dir) : undefined;
if (file) {
  const surface = new GitHubSurface();
  try {
    const text = process.env['INPUT_SSH-PRIVATE-KEY'];
    const privateKey = text ? readPrivateKey(text, { origin: 'ssh-private-key' }) : undefined;
    const signal = AbortSignal.timeout(timeLimit);
    if (!(await endRun({ file, privateKey, surface, signal }))) process.exitCode = 1;
  } catch (error) {
    process.exitCode = showFailure(error, surface);
  } finally {
    surface.close();
  }
}
