import { homedir } from 'node:os';
import { join } from 'node:path';
import { copyNamed } from './carry-named';
import { readPipIndex } from './inputs/pip-index';
import type { Layout } from './plan/layout';
import { Supplies } from './prepare/supplies';
import type { Fleet } from './remote/fleet';
import type { RunDeps } from './run-job';
import { packageSource } from './wheelhouse/package-index';
import { Wheelhouse } from './wheelhouse/wheelhouse';

/** What this machine can bring to the nodes of a run, from the indexes that it and the secrets name. */
export function suppliesOf(
  fleet: Fleet,
  layout: Layout,
  { inputs, file, neverCarried, surface, signal }: RunDeps,
): Supplies {
  const { secrets } = inputs;
  const pip = secrets?.sections.get('PIP');
  const home = homedir();
  const wheelhouse = new Wheelhouse({
    cacheDir: join(process.env['XDG_CACHE_HOME'] || join(home, '.cache'), 'flambe-action'),
    source: packageSource(process.env, home, {
      trustedHost: pip?.get('host'),
      extraUrl: pip?.get('host_url'),
    }),
    signal,
    copySource: (path, there) =>
      copyNamed({ path, place: { field: path } }, there, neverCarried, signal),
    info: (line) => surface.info(line),
    progress: (fraction, detail) => surface.progress('packages', fraction, detail),
  });
  return new Supplies({
    ...{ fleet, layout, wheelhouse, signal },
    index: readPipIndex(secrets?.sections),
    stateDir: file.dir,
    info: (line) => surface.info(line),
  });
}
