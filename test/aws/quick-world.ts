import type { Moto } from './moto';
import type { CloudOptions } from './options';
import type { RunOptions } from './run';
import { startWorld } from './world';

const quick: CloudOptions = { pendingMs: 0, shuttingDownMs: 0 };

/** A world whose machines start and end at once, where a test says nothing else. */
export const quickWorld = (moto: Moto, cloud: CloudOptions) =>
  startWorld(moto, { cloud: { ...quick, ...cloud } });

export const patience = 60_000;

export const cluster = (more: RunOptions['cluster']): RunOptions => ({ cluster: { ...more } });
