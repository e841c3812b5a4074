/** A node, as far as it decides which wheels fit. */
export interface Target {
  /** As uname(1) has it: `x86_64`, `aarch64`. */
  readonly arch: string;
  /** `2.36`; undefined where the C library is another one. */
  readonly glibc: string | undefined;
  /** `3.7.16`. */
  readonly python: string;
}

/**
 * How well a wheel fits, as its name tells (packaging.python.org, "Platform compatibility tags"):
 * the more, the better; undefined when it does not.
 */
export function wheelFit(fileName: string, target: Target): number | undefined {
  const [platforms, abis, pythons] = fileName
    .replace(/\.whl$/, '')
    .split('-')
    .reverse();
  if (!fileName.endsWith('.whl') || !platforms || !abis || !pythons) return undefined;
  const platform = best(platforms, (tag) => platformFit(tag, target));
  const python = best(pythons, (tag) => best(abis, (abi) => pythonFit(tag, abi, target)));
  if (platform === undefined || python === undefined) return undefined;
  return platform * 10 + python;
}

/** Of tags that a name has joined with dots. */
function best(tags: string, fit: (tag: string) => number | undefined): number | undefined {
  const fits = tags.split('.').map(fit);
  return fits.reduce(
    (most, one) => (one !== undefined && one >= (most ?? 0) ? one : most),
    undefined,
  );
}

/** PEP 600 and its forerunners: the glibc that a wheel wants at least. */
const older: Readonly<Record<string, number>> = { '1': 5, '2010': 12, '2014': 17 };

function platformFit(tag: string, { arch, glibc }: Target): number | undefined {
  if (tag === 'any') return 0;
  if (tag === `linux_${arch}`) return 1;
  const [, early, minor, wanted] = /^manylinux(?:(1|2010|2014)|_2_(\d+))_(\w+)$/.exec(tag) ?? [];
  if (wanted !== arch || glibc === undefined) return undefined;
  const needs = early === undefined ? Number(minor) : (older[early] ?? 0);
  return needs <= Number(glibc.split('.')[1]) ? 1 + needs : undefined;
}

function pythonFit(tag: string, abi: string, { python }: Target): number | undefined {
  const [major = '', minor = ''] = python.split('.');
  const version = `${major}${minor}`;
  const [, kind, digits] = /^(cp|py)(\d+)$/.exec(tag) ?? [];
  if (kind === undefined || digits === undefined || digits[0] !== major) return undefined;
  const isExact = digits === version;
  const isEarlier = Number(digits.slice(1)) <= Number(minor);
  if (abi === 'none') return (kind === 'cp' ? isExact : isEarlier) ? 1 : undefined;
  if (kind !== 'cp') return undefined;
  if (abi === 'abi3') return isEarlier ? 2 : undefined;
  // Until 3.7 a build with pymalloc, the usual one, said so.
  return isExact && (abi === `cp${version}` || abi === `cp${version}m`) ? 3 : undefined;
}
