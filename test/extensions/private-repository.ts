import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitServer } from './git-server';
import { packageOf } from './repositories';

export const privateUrl = 'https://github.com/u/private';

/** The file of `packageOf('ext')` that tells which one it is. */
export const version = 'ext/__init__.py';

/** Opens nothing here, as the token of a workflow opens no other repository. */
export const otherToken = 'ghs_an0therT0ken';

/** git's server with a repository at `privateUrl` that a token alone opens. */
export async function startServer(): Promise<GitServer> {
  const server = await GitServer.start(mkdtempSync(join(tmpdir(), 'git-server-')));
  server.push('github.com/u/private', { main: packageOf('ext', 'private') });
  server.close('github.com/u/private', 'x-access-token:ghs_s3cr3tT0ken');
  server.know(`x-access-token:${otherToken}`);
  return server;
}
