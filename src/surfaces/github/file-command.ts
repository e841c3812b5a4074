import { appendFileSync } from 'node:fs';

/**
 * Appends `name=value` to the file that GITHUB_OUTPUT or GITHUB_STATE names, in the form for values
 * of several lines. (That of @actions/core loads node:crypto, a tenth of a cold start.)
 */
export function issueFileCommand(file: 'OUTPUT' | 'STATE', name: string, value: string): void {
  const path = process.env[`GITHUB_${file}`];
  if (!path) throw new Error(`GITHUB_${file} is not set: this is no step of a workflow.`);
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  appendFileSync(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}
