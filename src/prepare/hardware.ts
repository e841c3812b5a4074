import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode, type Problem, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';

/** What a node has for work besides CPUs. */
export interface Hardware {
  /** NVIDIA's, on the PCI bus. */
  readonly gpus: number;
  /** Version of NVIDIA's driver, where it runs. */
  readonly driver: string | undefined;
  /** GPUs that the driver has, as Ray counts them. */
  readonly usable: number;
  /** Whether the driver's tools and libraries are there (`nvidia-smi`). */
  readonly tools: boolean;
  /** `g5.xlarge`; undefined where it is no instance, or one that does not tell. */
  readonly instanceType: string | undefined;
}

/** Looks at all nodes. @returns by node name */
export async function lookAtHardware(
  { machines }: Fleet,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Hardware>> {
  const script = readFileSync(join(__dirname, 'hardware.sh'), 'utf8');
  const looks = machines.map(async (machine) => {
    const { stdout } = await machine.check('look at the hardware', script, { signal });
    return [machine.name, parseHardware(stdout)] as const;
  });
  return new Map(await Promise.all(looks));
}

function parseHardware(stdout: string): Hardware {
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(stdout)?.[1];
  const type = value('instance-type');
  return {
    gpus: Number(value('gpus') ?? 0),
    driver: value('driver'),
    usable: Number(value('usable') ?? 0),
    tools: value('tools') === 'yes',
    instanceType: type && /^[a-z][\w-]*\.[\w-]+$/.test(type) ? type : undefined,
  };
}

export interface GpuWords {
  readonly infos: readonly string[];
  readonly warnings: readonly Problem[];
}

/** What a reader of the log has to know of the GPUs. */
export function gpuWords({ machines }: Fleet, hardware: ReadonlyMap<string, Hardware>): GpuWords {
  const infos: string[] = [];
  const without: string[] = [];
  const toolless: string[] = [];
  for (const { name } of machines) {
    const { gpus = 0, driver, usable = 0, tools } = hardware.get(name) ?? {};
    if (driver !== undefined) infos.push(`${name}: ${usable} × NVIDIA GPU, driver ${driver}`);
    if (gpus > 0 && driver === undefined) without.push(`${name} (${gpus})`);
    else if (driver !== undefined && !tools) toolless.push(name);
  }
  const warnings: Problem[] = [];
  if (without.length > 0) {
    warnings.push({
      field: 'GPUs',
      message: `NVIDIA's driver does not run where they are, so nothing can use them: ${without.join(', ')}.`,
      fix: howToHaveDriver,
    });
  }
  if (toolless.length > 0) {
    warnings.push({
      field: 'GPUs',
      message: `NVIDIA's driver is there without its tools (nvidia-smi), and so maybe without the libraries by which Ray 2 and torch find it: ${toolless.join(', ')}.`,
      fix: 'Install nvidia-utils of the same version in `setup_cmds`.',
    });
  }
  return { infos, warnings };
}

const howToHaveDriver =
  'Take an image that has it (`factory_ami`: an AWS Deep Learning Base GPU AMI), or install it in `setup_cmds`: `sudo ubuntu-drivers install --gpgpu && sudo modprobe nvidia` (docs/gpus.md).';

/**
 * Where the job says what each of its trials wants.
 *
 * @param workers nodes that trials run on
 * @throws UserError when none of them has so many GPUs: Tune would wait for them forever
 */
export function checkGpus(
  workers: readonly Machine[],
  hardware: ReadonlyMap<string, Hardware>,
  wanted: { readonly perTrial: number; readonly place: Partial<Problem> },
): void {
  const { perTrial, place } = wanted;
  const of = ({ name }: Machine) => hardware.get(name);
  if (workers.some((machine) => (of(machine)?.usable ?? 0) >= perTrial)) return;
  const each = workers.map((machine) => {
    const { gpus = 0, usable = 0, driver } = of(machine) ?? {};
    if (gpus > 0 && driver === undefined) return `${machine.name}: ${gpus} without a driver`;
    return `${machine.name}: ${usable || 'none'}`;
  });
  const problem = {
    ...place,
    field: 'devices.gpu',
    message: `Each trial wants ${perTrial} GPU, and no node has so many that can be used (${each.join('; ')}).`,
    fix: howToHaveDriver,
  };
  throw new UserError(problem, ExitCode.clusterUnavailable);
}
