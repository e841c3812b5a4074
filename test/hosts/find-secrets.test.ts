import { describe, expect, it } from 'vitest';
import { encodings, findSecrets } from './find-secrets';
import { startHosts } from './hosts';
import { ssh } from './ssh';

describe('the search for secrets', () => {
  const value = 'one-value-that-nobody-else-has';

  it('finds a value in files, names, links, memory, command lines and environments', async () => {
    await using hosts = await startHosts(1);
    const host = hosts.at(0);
    const script = [
      `mkdir -p ~/a/b; echo "x${value}x" >~/a/b/file; touch ~/${value}; ln -s ${value} ~/link`,
      `(head -c 1048570 /dev/zero; echo ${value}) >~/split`,
      `echo ${value} >/dev/shm/memory-${process.pid}`,
      `V=${value} setsid sleep 63 >/dev/null 2>&1 </dev/null &`,
      `setsid sh -c 'sleep 64; : ${value}' >/dev/null 2>&1 </dev/null &`,
    ];
    await ssh(hosts, host, script.join('\n'));
    const running = () => host.processes().map(({ command }) => `${command[0]} ${command[1]}`);
    const started = expect.arrayContaining(['sleep 63', 'sleep 64']);
    await expect.poll(running, { timeout: 10_000 }).toEqual(started);
    const places = await findSecrets([value], host.folders(), host.processes());
    await ssh(hosts, host, `rm /dev/shm/memory-${process.pid}`);
    const shm = host.isApart ? host.outside('/dev/shm') : '/dev/shm';
    expect(
      places
        .filter((place) => !/bash|timeout/.test(place))
        .map(withoutPid)
        .sort(),
    ).toEqual(
      [
        'command line of process N (sh)',
        'environment of process N (sleep)',
        `${host.home}/a/b/file`,
        `${host.home}/link`,
        `${host.home}/split`,
        `${shm}/memory-${process.pid}`,
        `name of ${host.home}/${value}`,
      ]
        .map(withoutPid)
        .sort(),
    );
  });

  it('knows a value that is part of an encoded text', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${before}${value}, and more`);
      for (const encoding of ['base64', 'hex', 'utf8'] as const) {
        const found = encodings(value).filter((form) => text.toString(encoding).includes(form));
        expect(found).not.toEqual([]);
      }
    }
    expect(encodings('a b/c+')).toContain('a%20b%2Fc%2B');
  });

  it('finds nothing where nothing is', async () => {
    await using hosts = await startHosts(1);
    await ssh(hosts, hosts.at(0), `echo ${value.slice(1)} >~/almost`);
    const { list } = hosts;
    const places = list.map((host) => findSecrets([value], host.folders(), host.processes()));
    expect((await Promise.all(places)).flat()).toEqual([]);
  });
});

function withoutPid(place: string): string {
  return place.replace(/(process |proc\/)\d+/, '$1N');
}
