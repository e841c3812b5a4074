/**
 * Lines that the runner takes as text, whoever wrote them. It acts on `::name::` at the start of a
 * line, after what .NET calls white space, and on `##[name]` anywhere in it; a carriage return
 * ends a line too (actions/runner: ActionCommand.cs, ProcessInvoker.cs).
 */
export function plain(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replaceAll('##[', '## [').replace(/^([\s\x85]*):(?=:)/, '$1: '))
    .join('\n');
}
