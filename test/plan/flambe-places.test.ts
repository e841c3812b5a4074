import { describe, expect, it } from 'vitest';
import { flambeLine, flambePlaces } from '../../src/plan/flambe-places';
import { layout } from '../../src/plan/layout';

const places = layout('/home/me/.flambe-action/lab-0123456789', '/dev/shm/x', 'run.yaml');
const id = 'lab-0123456789';

describe('where flambé’s things lie', () => {
  it('is the same in every run as far as results go, since resuming wants that', () => {
    const { savePath, output, resources } = flambePlaces(places, id, ['/home/me'], 'rates', true);
    expect(savePath).toBe('/home/me/rates');
    expect(output).toBe('/home/me/rates/output__rates');
    expect(resources).toBe(`${output}/_resources`);
  });

  it('is one path on all nodes, also where homes differ', () => {
    const homes = ['/home/a', '/home/b'];
    expect(flambePlaces(places, id, homes, 'rates', true).savePath).toBe('/var/tmp/rates');
  });

  it('is not in the output for resources of flambé alone, which empties it', () => {
    const { output, resources } = flambePlaces(places, id, ['/home/me'], 'rates', false);
    expect(resources.startsWith(output)).toBe(false);
  });

  it('leaves room for the sockets of Ray, whose paths end at 107 bytes', () => {
    const socket = '/s/session_2026-11-24_20-56-22_123456_1234567/sockets/plasma_store.1';
    const long = `${'a'.repeat(24)}-0123456789`;
    const { rayDir } = flambePlaces(places, long, ['/home/me'], 'rates', true);
    expect(`${rayDir}${socket}`.length).toBeLessThan(107);
  });
});

describe('the line that runs flambé', () => {
  it('is Python itself, with the flags that were asked for', () => {
    const all = flambePlaces(places, id, ['/home/me'], 'rates', true);
    const run = `exec ${places.runDir}/venv/bin/python3 -Wignore -u -m flambe.runner.run`;
    const files = `${places.runDir}/runnable/run.yaml --secrets ${places.runDir}/secrets/secrets.ini`;
    const line = (force: boolean, verbose: boolean) =>
      flambeLine(places, all, { force, verbose }).split('\n').at(-1);
    expect(line(false, false)).toBe(`${run} ${files}`);
    expect(line(true, true)).toBe(`${run} ${files} --force --verbose`);
  });
});
