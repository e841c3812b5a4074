import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stateRoot } from '../src/state-root';

it.each([
  [{ RUNNER_TEMP: '/runner', XDG_STATE_HOME: '/state' }, '/runner/flambe-action'],
  [{ XDG_STATE_HOME: '/state' }, '/state/flambe-action'],
  // "Either not set or empty" (XDG Base Directory Specification).
  [{ XDG_STATE_HOME: '' }, join(homedir(), '.local/state/flambe-action')],
  [{}, join(homedir(), '.local/state/flambe-action')],
])('records of runs lie, by %j, in %s', (environment, folder) => {
  expect(stateRoot(environment)).toBe(folder);
});
