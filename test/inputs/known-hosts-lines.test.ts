import { describe, expect, it } from 'vitest';
import { knownHostsProblems } from '../../src/inputs/known-hosts-lines';

const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIGPAaXyyw9d2yv8bC2JrA0zsEFUqWyTyiPzgWpcvsA0t';
const line = `host.example ssh-ed25519 ${key}`;
const problemsIn = (text: string) => knownHostsProblems(text, { field: 'ssh-known-hosts' });

describe('known_hosts lines', () => {
  it.each([
    line,
    `${line} a comment`,
    `host,192.0.2.1,*.example,!not.example ssh-ed25519 ${key}`,
    `[host.example]:2222 ssh-ed25519 ${key}`,
    `|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 ${key}`,
    `@cert-authority *.example ssh-ed25519 ${key}`,
    `@revoked host.example ssh-ed25519 ${key}`,
    `# a comment\n\n${line}\r\n${line}\n`,
    `host.example\tssh-ed25519\t${key}`,
    '',
  ])('may be %j', (text) => {
    expect(problemsIn(text)).toEqual([]);
  });

  it.each([
    [`ssh-ed25519 ${key}`, 'The host is missing'],
    ['host SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDT7c3gzsNfLJD2pNc', 'fingerprint'],
    ['host ssh-ed25519', 'no whole ssh-ed25519 key'],
    [`host ssh-ed25519 ${key.slice(0, 20)}`, 'no whole ssh-ed25519 key'],
    [`host ssh-rsa ${key}`, 'no whole ssh-rsa key'],
    ['host.example', 'host type key'],
    [`@trusted ${line}`, '@cert-authority and @revoked'],
    ['host 2048 65537 1234567890', 'host type key'],
  ])('may not be %j', (text, words) => {
    const [problem, ...others] = problemsIn(`${line}\n${text}\n${line}`);
    expect(problem?.message).toContain(words);
    expect(problem?.field).toBe('ssh-known-hosts (line 2)');
    expect(others).toEqual([]);
  });

  it('stand in a file at a line of their own', () => {
    const [problem] = knownHostsProblems(`\nhost`, { file: 'known_hosts' });
    expect(problem).toMatchObject({ file: 'known_hosts', line: 2 });
  });
});
