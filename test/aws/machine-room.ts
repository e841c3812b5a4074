import type { InstanceData, Machine } from '../hosts/machine';
import { whyNoSandboxMachines } from '../hosts/sandbox/root';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import type { Instance } from './instances';
import { SandboxRoom } from './sandbox-room';
import { SystemdRoom } from './systemd-room';

/** Where machines of one kind stand: what they are made of, and their network. */
export interface MachineRoom extends AsyncDisposable {
  /** Holds the machines' disks. */
  readonly dir: string;
  /** A /24 whose `.1` is this machine; it reaches all others. */
  readonly cidr: string;
  /** Where the machines' sshd listens. */
  readonly sshPort: number;
  /** Bytes that the machines were sent by this one, or by anybody, in connections that are over. */
  readonly bytesSent: number;
  /** Makes a machine, which is off, at the instance's private address. */
  build(instance: Instance, data: InstanceData): Promise<Machine>;
  /** Lets the instance's metadata service say this, besides what it says anyway: by what follows `/latest/`. */
  tell(instance: Instance, more: Readonly<Record<string, string>>): void;
}

/** Why instances have no machines here; undefined when they have, of whichever kind. */
export function whyNoMachines(): string | undefined {
  const obstacle = whyNoSystemdHosts();
  const other = obstacle && whyNoSandboxMachines();
  return other && `${obstacle}; nor is there a sandbox: ${other}`;
}

/** Why machines learn nothing from a metadata service here; undefined when they do. */
export function whyNoMetadata(): string | undefined {
  const obstacle = whyNoSystemdHosts();
  return obstacle && `no metadata service: ${obstacle}`;
}

/** With systemd where that can be had, else in sandboxes, which is said. */
export async function openMachineRoom(): Promise<MachineRoom> {
  const obstacle = whyNoSystemdHosts();
  if (obstacle === undefined) return SystemdRoom.open();
  sayWhatIsLeftOut(obstacle);
  return SandboxRoom.open();
}

let isSaid = false;

/** Once in each test file. */
function sayWhatIsLeftOut(obstacle: string): void {
  if (isSaid) return;
  isSaid = true;
  console.log(
    `Machines are sandboxes here: ${obstacle}. Left out are systemd, cloud-init and root themselves ` +
      '(test/hosts/sandbox/stand-in.sh has their place), port 22, a network for each, and the metadata service.',
  );
}
