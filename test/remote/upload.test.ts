import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { disconnect } from '../../src/remote/fleet';
import { upload } from '../../src/remote/rsync';
import { filesFrom } from '../../src/remote/workdir/list-folder';
import { connectHosts } from '../hosts/fleet';
import { startHosts } from '../hosts/hosts';

it('sends of the files that were listed those that are still there', async () => {
  await using hosts = await startHosts(1);
  const dir = mkdtempSync(join(tmpdir(), 'upload-'));
  const signal = AbortSignal.timeout(60_000);
  const fleet = await connectHosts(hosts, dir, signal);
  try {
    mkdirSync(join(dir, 'here'));
    writeFileSync(join(dir, 'here/there'), '');
    await upload(`${dir}/here/`, 'sent/', {
      ...{ machine: fleet.orchestrator, sshConfigFile: fleet.sshConfigFile, signal },
      files: filesFrom(['gone', 'no-folder/gone', 'there']),
    });
    expect(readdirSync(join(hosts.at(0).home, 'sent'))).toEqual(['there']);
  } finally {
    await disconnect(fleet);
    rmSync(dir, { recursive: true });
  }
});
