import { readdirSync, readFileSync } from 'node:fs';
import { runningProcess } from '../../src/providers/local/processes';

/** Command lines of all processes that name `text` there or in their environment, but for this one. */
export function processesNaming(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .filter((pid) => runningProcess(Number(pid)) !== undefined)
    .filter((pid) => ['cmdline', 'environ'].some((file) => read(pid, file).includes(text)))
    .map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`);
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
