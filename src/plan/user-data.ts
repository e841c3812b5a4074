import { shellCommand } from './quote';

/** What a machine is told at its first boot. None of it is worth stealing once the run has connected. */
export interface FirstBoot {
  /** OpenSSH private and public host key: replaced over the first connection. */
  readonly bootstrapKey: { readonly privateKey: string; readonly publicKey: string };
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly leaseSeconds: number;
  /** Hours of idleness before the machine ends itself; 0 at once when idle, -1 never. */
  readonly idleHours: number;
  readonly role: 'orchestrator' | 'factory';
  /** Texts of `arm.sh` and `guard.sh`. */
  readonly arm: string;
  readonly guard: string;
}

/** Where a machine keeps what ends it. */
const guardDir = '/var/lib/flambe-action';

/** CPU below which a machine counts as idle, in per mille (flambe/cluster/aws.py). */
const idlePermille = { orchestrator: 40, factory: 5 } as const;
/** "At once when idle" (flambe/cluster/aws.py: one period of five minutes). */
const shortestIdle = 300;
/** Seconds by which a lease outlasts the boot of all machines: none may be idle for long before that. */
const leaseAfterBoot = 300;

/**
 * Cloud-config (JSON is YAML) that arms the machine's own end before anything else, and gives it the
 * bootstrap host key.
 *
 * @returns text, not base64
 */
export function userData(boot: FirstBoot): string {
  const { bootstrapKey } = boot;
  const config = {
    bootcmd: [['sh', '-c', armingScript(boot)]],
    ssh_deletekeys: true,
    ssh_keys: {
      ed25519_private: bootstrapKey.privateKey,
      ed25519_public: bootstrapKey.publicKey,
    },
    runcmd: [['touch', `${guardDir}/ready`]],
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}

/** POSIX shell, for root: puts there what ends the machine, and arms it; once armed, it stays as it is. */
export function armingScript(boot: Omit<FirstBoot, 'bootstrapKey'>): string {
  const { expiresAt, leaseSeconds, arm, guard } = boot;
  const tick = Math.max(1, Math.min(60, Math.floor(leaseSeconds / 10)));
  const files = [
    ['settings', `${guardSettings(boot)}\n`],
    ['guard.sh', guard],
    ['arm.sh', arm],
  ] as const;
  const write = files.map(([name, text]) => `printf %s ${quoted(text)} >${guardDir}/${name}`);
  // Later boots keep what was armed since then.
  return [
    `[ -e ${guardDir}/arm.sh ] && exit`,
    `mkdir -p ${guardDir}`,
    ...write,
    shellCommand(['sh', `${guardDir}/arm.sh`, systemdTime(expiresAt), String(tick)]),
  ].join('\n');
}

/** The line that `guard.sh` reads: lease and idle seconds, and below how many per mille of CPU it is idle. */
export function guardSettings({
  leaseSeconds,
  idleHours,
  role,
}: Pick<FirstBoot, 'leaseSeconds' | 'idleHours' | 'role'>): string {
  const idle =
    idleHours < 0 ? -1 : Math.max(shortestIdle, leaseSeconds - leaseAfterBoot, idleHours * 3600);
  return `${leaseSeconds} ${idle} ${idlePermille[role]}`;
}

/** `2026-11-24 20:00:00 UTC` (systemd.time(7)). */
export function systemdTime(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
