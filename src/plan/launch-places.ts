/** Where machines are asked for: what EC2 has none of here, it may have there. */
export interface LaunchPlace {
  readonly type: string;
  readonly subnetId: string;
}

/** Every type in every subnet; the first type everywhere before the second is thought of. */
export function launchPlaces(
  types: readonly string[],
  subnetIds: readonly string[],
): readonly LaunchPlace[] {
  return types.flatMap((type) => subnetIds.map((subnetId) => ({ type, subnetId })));
}
