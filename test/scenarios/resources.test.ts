import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebServer } from '../resources/web-server';
import { Shell } from './shell';

let web: WebServer;
beforeAll(async () => {
  web = await WebServer.start();
});
afterAll(() => web[Symbol.asyncDispose]());

describe('a resource that is the secrets file, or the key', () => {
  it.each(['run', 'plan'])('is refused by `%s` with its place', async (word) => {
    await using shell = new Shell();
    const lines = [
      ...['!Experiment', 'name: trial', 'pipeline: {one: 1}', 'resources:'],
      ...['  own: ../.flambe/secrets.ini', '  copy: copy.ini', '  good: good.txt'],
    ];
    shell.write('work/experiment.yaml', `${lines.join('\n')}\n`);
    shell.write('work/good.txt', 'good');
    const copy = shell.write('work/copy.ini', shell.read('.flambe/secrets.ini'));
    const { code, stdout, stderr } = await shell.run([word, 'experiment.yaml']);
    rmSync(copy);
    expect(stderr).toContain('experiment.yaml:5:8: resources.own: It is the private key or the');
    expect(stderr).toContain('experiment.yaml:6:9: resources.copy: It is the private key or the');
    expect(stderr).not.toContain('resources.good');
    expect(stdout + stderr).not.toContain('provision');
    expect(code).toBe(65);
  });
});

describe('resources at addresses that cannot be had', () => {
  it.each(['run', 'plan'])('are told by `%s` before anything is made', async (word) => {
    await using shell = new Shell();
    const good = web.put('/good.txt', { body: Buffer.from('good'), headers: { etag: '"1"' } });
    const lines = [
      ...['!Experiment', 'name: trial', 'pipeline: {one: 1}', 'resources:'],
      ...[`  gone: ${web.origin}/gone.txt`, `  good: ${good}`, '  host: http://no-such.invalid/x'],
    ];
    shell.write('work/experiment.yaml', `${lines.join('\n')}\n`);
    const { code, stdout, stderr } = await shell.run([word, 'experiment.yaml']);
    expect(stderr).toContain(
      `experiment.yaml:5:9: resources.gone: ${web.origin}/gone.txt is not there: the server answers 404.`,
    );
    expect(stderr).toContain('experiment.yaml:7:9: resources.host: http://no-such.invalid/x');
    expect(stderr).not.toContain('resources.good');
    expect(stdout + stderr).not.toContain('provision');
    expect(code).toBe(65);
  });
});
