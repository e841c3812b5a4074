import type { Surface } from '../surfaces/surface';

/** What every command of the command line is given. */
export interface CommandDeps {
  readonly surface: Surface;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
