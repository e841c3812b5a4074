import type { Layout } from './layout';
import { shellQuote } from './quote';

export interface JobEnvironment {
  readonly layout: Layout;
  readonly clusterName: string;
  /** Addresses inside the cluster. */
  readonly orchestrator: string;
  readonly factories: readonly string[];
  /** The user's own. */
  readonly env: ReadonlyMap<string, string>;
}

/** The job's environment, to be read by a shell on any node (DESIGN.md, "The job's environment"). */
export function environmentScript(job: JobEnvironment): string {
  const { layout, clusterName, orchestrator, factories, env } = job;
  const variables = new Map([
    ...env,
    ['FLAMBE_SECRETS', layout.secrets],
    ['FLAMBE_RESULTS', layout.results],
    ['FLAMBE_CLUSTER_NAME', clusterName],
    ['FLAMBE_ORCHESTRATOR_IP', orchestrator],
    ['FLAMBE_FACTORY_IPS', factories.join(',')],
    ['FLAMBE_HOSTFILE', layout.hostfile],
    ['FLAMBE_SSH_CONFIG', layout.sshConfig],
    ['LC_ALL', 'C.UTF-8'],
    ['PYTHONUTF8', '1'],
  ]);
  return [...variables].map(([name, value]) => `export ${name}=${shellQuote(value)}\n`).join('');
}

/** What the orchestrator's shell runs as the job. */
export function jobScript(command: string, layout: Layout): string {
  const line = command
    .replaceAll('{runnable}', shellQuote(layout.runnable))
    .replaceAll('{secrets}', shellQuote(layout.secrets))
    .replaceAll('{results}', shellQuote(layout.results));
  return `. ${shellQuote(layout.environment)}\ncd ${shellQuote(layout.workdir)} || exit 126\n${line}\n`;
}

/** OpenMPI's form: `address slots=N`; the factories work, or the orchestrator where it is alone. */
export function hostfile(nodes: readonly { readonly address: string; readonly cores: number }[]) {
  const [, ...factories] = nodes;
  const workers = factories.length > 0 ? factories : nodes;
  return workers.map(({ address, cores }) => `${address} slots=${cores}\n`).join('');
}
