import type { NodeAddress } from '../../src/providers/local/addresses';
import type { HostProcess } from './host-process';

/** As in the images of Ubuntu: the first that useradd(8) makes. */
export const loginUser = { name: 'ubuntu', id: 1000 } as const;

/** What the image of an instance does at its boot. */
export type MachineKind = 'cloud-init' | 'says-its-keys' | 'silent';

/** What a cloud gives an instance besides its image. */
export interface InstanceData {
  readonly id: string;
  readonly name: string;
  /** As cloud-init takes it. */
  readonly userData: string;
  /** OpenSSH public key of its key pair. */
  readonly authorizedKey: string | undefined;
  /** Default `cloud-init`. */
  readonly kind?: MachineKind;
}

/** How a machine went off: it shut down, or was cut off in the middle of its work. */
export type PowerOff = 'shut-down' | 'power-lost';

/** A machine that boots, reboots and switches itself off, of either kind. */
export interface Machine extends NodeAddress {
  readonly name: string;
  /** Public host key: type, base64, comment. Where the machine makes it itself, not before it has. */
  readonly hostKey: string;
  /** The login user's home, seen from this machine. */
  readonly home: string;
  readonly isRunning: boolean;
  /** Comes when the machine is off, by whatever cause; a reboot is none. */
  readonly off: Promise<PowerOff>;
  /** What the machine has said on its console. */
  readonly console: string;
  /** The line of a known_hosts file that pins it. */
  knownHostsLine(): string;
  /** Turns the machine on. It lets nobody in before it has booted. */
  turnOn(): Promise<void>;
  /** Power is lost: everything ends at once; what was on disk stays. */
  kill(): Promise<void>;
  /** The power button is pressed: the machine shuts down in its own time, `isRunning` tells when it has. */
  pressPowerButton(): void;
  /** The machine reboots in its own time. */
  reboot(): void;
  /** Everything stands still, connections stay open; `thaw` lets it go on. */
  freeze(): Promise<void>;
  thaw(): void;
  /** What runs on it, its first process first. */
  processes(): readonly HostProcess[];
}
