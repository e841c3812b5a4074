/** Where a run's things lie on a node; the same on every node. */
export interface Layout {
  readonly runDir: string;
  /** Memory-backed folder of the secrets, where the node has one. */
  readonly memoryDir: string;
  /** The secrets file, at this path on every node: `runDir/secrets` leads into `memoryDir` where there is one. */
  readonly secretsDir: string;
  readonly secrets: string;
  readonly bin: string;
  readonly sshConfig: string;
  readonly knownHosts: string;
  /** Host keys by private address, for a run that takes the machines later (remote/claim.sh). */
  readonly laterHosts: string;
  readonly clusterKey: string;
  readonly hostfile: string;
  readonly environment: string;
  readonly runnable: string;
  readonly workdir: string;
  readonly results: string;
  /** Log, exit code and state of the job (orchestrator only). */
  readonly job: string;
  readonly log: string;
}

/** Paths of a run on its nodes. `runDir` is absolute; `runnableFile` is the file's own name. */
export function layout(runDir: string, memoryDir: string, runnableFile = 'runnable.yaml'): Layout {
  const secretsDir = `${runDir}/secrets`;
  return {
    runDir,
    memoryDir,
    secretsDir,
    secrets: `${secretsDir}/secrets.ini`,
    bin: `${runDir}/bin`,
    sshConfig: `${runDir}/ssh/config`,
    knownHosts: `${runDir}/ssh/known_hosts`,
    laterHosts: `${runDir.slice(0, runDir.lastIndexOf('/'))}/known_hosts`,
    clusterKey: `${runDir}/ssh/id_ed25519`,
    hostfile: `${runDir}/hostfile`,
    environment: `${runDir}/environment.sh`,
    runnable: `${runDir}/runnable/${safeFileName(runnableFile)}`,
    workdir: `${runDir}/workdir`,
    results: `${runDir}/results`,
    job: `${runDir}/job`,
    log: `${runDir}/job/job.log`,
  };
}

/** The name a user gave a file, when it needs no quoting in the user's command. */
function safeFileName(name: string): string {
  return /^\w[\w.-]*$/.test(name) ? name : 'runnable.yaml';
}

/** A run's folder in memory-backed storage (tmpfs(5)). */
export function memoryDir(id: string): string {
  return `/dev/shm/flambe-action-${id}`;
}

/**
 * A run's folder: in the home when it is at one path everywhere, otherwise where every node has a
 * writable folder of the same name (hosts of one cluster may have different homes).
 */
export function runDir(id: string, homes: readonly string[]): string {
  const [home] = homes;
  const shared = home !== undefined && homes.every((other) => other === home);
  return shared ? `${home}/.flambe-action/${id}` : `/var/tmp/flambe-action-${id}`;
}
