export interface SshdConfig {
  readonly host: string;
  readonly inside?: string;
  readonly port: number;
  /** Folder of the host key, as sshd sees it. */
  readonly etc: string;
  readonly authorizedKeys: string;
  /** Part of what sshd says before anything else: tells it from another's on the same address. */
  readonly banner: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** sshd_config(5) of one node; of most keywords the first value counts. */
export function sshdConfig(config: SshdConfig): string {
  const { host, inside = host, port, etc, authorizedKeys, banner, environment } = config;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return `${[
    `ListenAddress ${inside}:${port}`,
    `HostKey ${quote(`${etc}/ssh_host_ed25519_key`)}`,
    `AuthorizedKeysFile ${quote(authorizedKeys.replaceAll('%', '%%'))}`,
    `VersionAddendum ${banner}`,
    // All of them on one line: a second SetEnv is ignored.
    `SetEnv ${variables.map(quote).join(' ')}`,
    'PidFile none',
    'UsePAM no',
    'AuthenticationMethods publickey',
    'PermitRootLogin prohibit-password',
    'PermitUserEnvironment no',
    // The folder above is private; above it there may be a /tmp, which sshd takes for unsafe.
    'StrictModes no',
    'UseDNS no',
    'PrintMotd no',
    'PrintLastLog no',
    'X11Forwarding no',
    'MaxStartups 100:30:200',
    'Subsystem sftp internal-sftp',
  ].join('\n')}\n`;
}

function quote(word: string): string {
  return `"${word.replace(/["\\]/g, '\\$&')}"`;
}
