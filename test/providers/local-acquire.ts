// Acquires a local cluster as a process of its own, which a test may kill at any moment.
// Arguments: the state folder, the file that keeps the record, the plan as JSON.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { localProvider } from '../../src/providers/local/local-provider';

const [stateDir = '', recordFile = '', plan = ''] = process.argv.slice(2);

const provider = localProvider({
  stateDir,
  save(patch) {
    const record = JSON.parse(readFileSync(recordFile, 'utf8'));
    writeFileSync(`${recordFile}.new`, JSON.stringify({ ...record, ...patch }));
    renameSync(`${recordFile}.new`, recordFile);
  },
  info: () => {},
});
try {
  await provider.acquire(JSON.parse(plan), new AbortController().signal);
  process.stdout.write('acquired');
} catch (error) {
  process.stdout.write(String(error));
}
// Stays until it is killed, as a run does.
setInterval(() => {}, 1000);
