import { downCommand } from './state-root';
import type { Surface } from './surfaces/surface';
import { leftoverProblem, leftoversUnasked } from './teardown/by-hand';
import type { RecordFile } from './teardown/record';

/** Milliseconds after which a post step ends even where a file system or a process does not let go. */
const lastMoment = 59_000;

/** Ends this process at the last moment, and tells what removes what a run may still have then. */
export function endAtLastMoment(file: RecordFile, surface: Surface): void {
  setTimeout(() => {
    const { record } = file;
    surface.error({ message: `The run ${record.id} could not be undone in a minute.` });
    const down = downCommand(record.id, process.env);
    for (const left of leftoversUnasked(record, 'there was no time left for it', down)) {
      surface.error(leftoverProblem(left));
    }
    surface.close();
    // process.exit() would wait for the file system, too.
    process.kill(process.pid, 'SIGKILL');
  }, lastMoment).unref();
}
