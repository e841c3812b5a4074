import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { Images } from '../images';
import type { AccountFindings } from './findings';
import type { TypesFacts } from './instance-types';

/** Ubuntu's own images come without NVIDIA's driver. */
export function checkDrivers(
  cluster: AwsClusterFile,
  types: TypesFacts,
  images: Partial<Images>,
  findings: AccountFindings,
): void {
  const { orchestratorType, factoriesTypes, factoriesNum, setupCmds } = cluster;
  if (setupCmds.some((command) => /nvidia|cuda|ubuntu-drivers/i.test(command))) return;
  const roles = [
    { field: 'orchestrator_ami', image: images.orchestrator, names: [orchestratorType] },
    ...(factoriesNum > 0
      ? [{ field: 'factory_ami', image: images.factories, names: factoriesTypes }]
      : []),
  ];
  for (const { field, image, names } of roles) {
    const withGpus = names.filter((name) => types.get(name)?.gpus?.includes('NVIDIA'));
    if (!image || !/^ubuntu\/images/.test(image.name) || withGpus.length === 0) continue;
    const parameter = `ssm:/aws/service/deeplearning/ami/${image.architecture}/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id`;
    findings.warn({
      field,
      message: `${withGpus.join(' and ')} with GPUs, and Ubuntu's own image has no driver for them.`,
      fix: `Name one with NVIDIA's driver, like \`${parameter}\`, or install it in \`setup_cmds\` (docs/gpus.md).`,
    });
  }
}
