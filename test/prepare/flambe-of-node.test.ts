import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flambeEnvironment } from '../../src/prepare/flambe-environment';

describe('a flambé that a node has in its PATH', () => {
  const version = '9.9.9';
  const { name, script, args } = flambeEnvironment(version, '3');
  let home: string;
  let packages: string;

  /** A package of that name, which tells each time that it is imported. */
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'node-'));
    const python = join(home, 'python');
    execFileSync('python3', ['-m', 'venv', '--without-pip', python]);
    writeFileSync(join(home, '.profile'), `PATH=${python}/bin:$PATH\n`);
    const where = 'import sysconfig; print(sysconfig.get_path("purelib"))';
    packages = execFileSync(join(python, 'bin/python3'), ['-c', where], {
      encoding: 'utf8',
    }).trim();
    const runner = join(packages, 'flambe/runner');
    mkdirSync(runner, { recursive: true });
    const tells = `open(${JSON.stringify(join(home, 'imports'))}, "a").write("once ")\n`;
    writeFileSync(join(runner, 'run.py'), tells);
    const metadata = join(packages, `flambe-${version}.dist-info`);
    mkdirSync(metadata);
    writeFileSync(join(metadata, 'METADATA'), `Name: flambe\nVersion: ${version}\n`);
    writeFileSync(join(home, 'imports'), '');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const look = () => {
    const env = { ...process.env, HOME: home };
    const input = `{\n${script}\n} </dev/null\n`;
    return execFileSync('sh', ['-s', '--', ...args], { env, input, encoding: 'utf8' });
  };
  const imports = () => readFileSync(join(home, 'imports'), 'utf8');

  it('is used, and imported for that only once', () => {
    expect(look()).toContain(`python=${home}/python/bin/python3`);
    expect(imports()).toBe('once ');
    expect(look()).toContain(`python=${home}/python/bin/python3`);
    expect(imports()).toBe('once ');
  });

  it('is imported again when something was installed beside it', () => {
    look();
    mkdirSync(join(packages, 'another'));
    look();
    expect(imports()).toBe('once once ');
  });

  it('gives way to ours when what was installed has broken it', () => {
    look();
    mkdirSync(join(packages, 'another'));
    appendFileSync(join(packages, 'flambe/runner/run.py'), 'raise ImportError("broken")\n');
    const own = join(home, '.flambe-action-envs', name);
    execFileSync('python3', ['-m', 'venv', '--without-pip', own]);
    mkdirSync(packages.replace(join(home, 'python'), own).concat('/setuptools'));
    writeFileSync(join(own, 'complete'), '');
    expect(look()).toContain(`python=${own}/bin/python3`);
  });
});
