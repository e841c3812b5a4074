/**
 * Name of a session at AWS that says which run it is (`owner-repo-run_id-attempt`), as CloudTrail
 * shows it: 2 to 64 of `\w+=,.@-` (AWS STS API Reference, RoleSessionName). Its end tells runs apart.
 */
export function sessionName(run: string): string {
  return run
    .replace(/[^\w+=,.@-]+/g, '-')
    .slice(-64)
    .padStart(2, '-');
}
