import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from './host';
import type { HostOptions } from './host-files';

export interface FakeHardware {
  /** NVIDIA's on the PCI bus. */
  readonly gpus?: number;
  /** With it all of them can be used. */
  readonly driver?: string;
  readonly instanceType?: string;
}

/** What hosts must be started with that are given hardware: whatever their shell is, it knows where to look. */
export const forHardware = { sshd: ['PermitUserEnvironment yes'] } as const satisfies HostOptions;

/**
 * Has a host show hardware that it has not: files as Linux and NVIDIA's driver write them, where
 * hardware.sh looks. Behind them is nothing: what uses a GPU finds none.
 */
export function giveHardware(
  { home, homeInside }: Pick<Host, 'home' | 'homeInside'>,
  { gpus = 0, driver, instanceType }: FakeHardware,
): void {
  const root = join(home, 'hardware');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const device = (slot: string, vendor: string, type: string) => {
    write(`sys/bus/pci/devices/0000:${slot}/vendor`, `${vendor}\n`);
    write(`sys/bus/pci/devices/0000:${slot}/class`, `${type}\n`);
  };
  // A display of Amazon's, and what NVIDIA makes besides GPUs: an audio device.
  device('00:03.0', '0x1d0f', '0x030000');
  device('00:1d.0', '0x10de', '0x040300');
  for (let i = 0; i < gpus; i++) device(`00:1${i}.0`, '0x10de', i % 2 ? '0x030000' : '0x030200');
  if (driver !== undefined) {
    const version = `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${driver}  Wed Oct 7 01:02:03 UTC 2026\nGCC version:  gcc version 12.3.0 (Ubuntu 12.3.0-1)\n`;
    write('proc/driver/nvidia/version', version);
    for (let i = 0; i < gpus; i++) write(`proc/driver/nvidia/gpus/0000:00:1${i}.0/information`, '');
  }
  if (instanceType !== undefined) {
    write('sys/class/dmi/id/sys_vendor', 'Amazon EC2\n');
    write('sys/class/dmi/id/product_name', `${instanceType}\n`);
  }
  const variable = `FLAMBE_ACTION_HARDWARE=${join(homeInside, 'hardware')}\n`;
  writeFileSync(join(home, '.ssh/environment'), variable, { mode: 0o600 });
}
