/** US dollars for an hour of a vCPU beyond the baseline, in every region (Amazon EC2 pricing, "Unlimited Mode"). */
const prices = { t3: 0.05, t3a: 0.05, t4g: 0.04 } as const;

/** vCPUs beyond the baseline (Amazon EC2 User Guide, "Key concepts for burstable performance instances"). */
const beyond: Readonly<Record<string, number>> = {
  nano: 2 - 2 * 0.05,
  micro: 2 - 2 * 0.1,
  small: 2 - 2 * 0.2,
  medium: 2 - 2 * 0.2,
  large: 2 - 2 * 0.3,
  xlarge: 4 - 4 * 0.4,
  '2xlarge': 8 - 8 * 0.4,
};

/** US dollars that a type which AWS starts as `unlimited` costs an hour, at most, besides its price. */
export function mostCpuCredits(type: string): number {
  const [family, size = ''] = type.split('.');
  if (family !== 't3' && family !== 't3a' && family !== 't4g') return 0;
  return prices[family] * (beyond[size] ?? 0);
}
