import { describe, expect, it } from 'vitest';
import { parseExtension } from '../../src/inputs/extensions';
import { withoutCredentials } from '../../src/without-credentials';

function read(value: string) {
  const source = parseExtension(value);
  return 'kind' in source && source.kind === 'git' ? source.address : source;
}
const hub = 'https://github.com/user/repo';

describe('a git address', () => {
  it.each([
    [hub, hub, ''],
    [`${hub}/`, hub, ''],
    [`${hub}.git`, `${hub}.git`, ''],
    [`${hub}?tab=readme#usage`, hub, ''],
    [`${hub}/tree/main`, hub, 'main'],
    [`${hub}/tree/feature/x/path`, hub, 'feature/x/path'],
    [`${hub}/tree/feature%2Fx/my%20ext/`, hub, 'feature/x/my ext'],
    [`${hub}.git/tree/main/a`, `${hub}.git`, 'main/a'],
    ['https://github.corp.example:8443/u/r', 'https://github.corp.example:8443/u/r', ''],
    ['https://bitbucket.org/u/r/src/main/a', 'https://bitbucket.org/u/r', 'main/a'],
    [
      'https://bitbucket.corp.example/scm/PROJ/r.git',
      'https://bitbucket.corp.example/scm/PROJ/r.git',
      '',
    ],
    [
      'https://bitbucket.corp.example/scm/~me/r.git/src/main/a',
      'https://bitbucket.corp.example/scm/~me/r.git',
      'main/a',
    ],
    ['https://bitbucket.org/u/r/src/main/a.git', 'https://bitbucket.org/u/r', 'main/a.git'],
    ['https://gitlab.com/g/sub/r', 'https://gitlab.com/g/sub/r', ''],
    ['https://gitlab.com/g/sub/r.git', 'https://gitlab.com/g/sub/r.git', ''],
    ['https://gitlab.com/g/sub/r/-/tree/main/a', 'https://gitlab.com/g/sub/r', 'main/a'],
    ['https://host.example/r.git/tree/main', 'https://host.example/r.git', 'main'],
    // A user without a password is the one for whom git looks up credentials.
    ['https://me@bitbucket.org/u/r', 'https://me@bitbucket.org/u/r', ''],
    ['ssh://git@github.com:user/repo.git', 'git@github.com:user/repo.git', ''],
    ['ssh://git@github.com:12345/repo.git', 'git@github.com:12345/repo.git', ''],
    ['ssh://git@github.com:22/user/repo.git', 'ssh://git@github.com:22/user/repo.git', ''],
    ['ssh://git@github.com/user/repo.git', 'ssh://git@github.com/user/repo.git', ''],
    ['ssh://git@github.com:user/repo/tree/a/b', 'git@github.com:user/repo', 'a/b'],
    ['ssh://git@bitbucket.org:u/r.git/src/main', 'git@bitbucket.org:u/r.git', 'main'],
    ['ssh://git@host:2222/repo.git', 'ssh://git@host:2222/repo.git', ''],
    ['ssh://git@host:/srv/repo.git', 'git@host:/srv/repo.git', ''],
    ['ssh://git@host/srv/g/repo.git/tree/main/a', 'ssh://git@host/srv/g/repo.git', 'main/a'],
    ['git@github.com:user/repo.git', 'git@github.com:user/repo.git', ''],
    ['git@github.com:user/repo/tree/main/a', 'git@github.com:user/repo', 'main/a'],
    ['me@host:~/repo.git', 'me@host:~/repo.git', ''],
    // Only a URL has a port.
    ['git@gitlab.com:2020/project.git', 'git@gitlab.com:2020/project.git', ''],
    ['git@gitlab.com:2020/sub/project.git', 'git@gitlab.com:2020/sub/project.git', ''],
    ['ssh://git@gitlab.com:2020/sub/r.git', 'ssh://git@gitlab.com:2020/sub/r.git', ''],
    [
      'ssh://git@bitbucket.corp.example:7999/PROJ/r.git',
      'ssh://git@bitbucket.corp.example:7999/PROJ/r.git',
      '',
    ],
  ])('is read: %s', (value, url, inside) => {
    expect(read(value)).toMatchObject({ url, inside: inside.split('/').filter(Boolean) });
  });

  it.each([
    ['https://user:p%40ss@github.com/u/r', 'user:p@ss'],
    ['https://x-access-token:ghs_t0ken@github.com/u/r', 'x-access-token:ghs_t0ken'],
    ['https://ghp_0123456789abcdefghij@github.com/u/r', 'ghp_0123456789abcdefghij:'],
    ['https://me@github.com/u/r', undefined],
  ])('gives no password and no token to be shown: %s', (value, credentials) => {
    const address = read(value);
    expect(address).toMatchObject({ credentials, shown: 'github.com/u/r', name: 'r' });
    expect('url' in address && /t0ken|p%40ss|ghp_/.test(address.url)).toBe(false);
  });

  it.each([
    ['ssh://-oProxyCommand=x@host/r', 'no git address'],
    ['ssh://git@-oProxyCommand=x/r', 'no git address'],
    ['git@-host:r', 'no git address'],
    ['http://github.com/u/r', '`http:`'],
    ['file:///srv/r', '`file:`'],
    ['ext::sh -c x', '`ext:`'],
    [`${hub}/tree/main/%2e%2e%2fx`, 'no `..`'],
    [`${hub}/blob/main/x`, 'only `/tree/branch`'],
    ['https://bitbucket.org/u/r/tree/main', 'only `/src/branch`'],
    [`${hub}/raw/main/x.git`, 'only `/tree/branch`'],
    ['https://github.com', 'no repository'],
    ['https://host.example/', 'no repository'],
  ])('is refused: %s', (value, words) => {
    const { fault } = read(value) as { fault: string };
    expect(fault).toContain(words);
  });

  it.each(['ext@https://example.org/ext.zip', 'ext @ git+https://example.org/ext'])(
    'of a PyPI requirement is pip\u2019s affair: %s',
    (value) => {
      expect(parseExtension(value)).toEqual({ kind: 'requirement' });
    },
  );

  it('shows nobody in a text', () => {
    expect(withoutCredentials("at 'https://a:b@c/d' and http://x@y; ssh://git@host/r")).toBe(
      "at 'https://c/d' and http://y; ssh://git@host/r",
    );
  });
});
