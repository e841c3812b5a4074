/** The end of what a program said, for an error. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-20).join('\n') || 'it printed nothing';
}
