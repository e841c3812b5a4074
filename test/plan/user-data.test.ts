import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { type FirstBoot, systemdTime, userData } from '../../src/plan/user-data';

const boot: FirstBoot = {
  bootstrapKey: { privateKey: 'PRIVATE\nKEY\n', publicKey: 'ssh-ed25519 AAAA bootstrap' },
  expiresAt: '2026-11-24T20:00:00.000Z',
  leaseSeconds: 600,
  idleHours: -1,
  role: 'factory',
  arm: "echo 'arm'\n",
  guard: 'echo guard\n',
};

interface CloudConfig {
  readonly bootcmd: readonly (readonly string[])[];
  readonly ssh_keys: Readonly<Record<string, string>>;
}

const configOf = (more: Partial<FirstBoot> = {}) =>
  load(userData({ ...boot, ...more })) as CloudConfig;
const firstCommand = (more: Partial<FirstBoot> = {}) => configOf(more).bootcmd[0]?.[2];

describe('user-data', () => {
  it('is a cloud-config', () => {
    expect(userData(boot)).toMatch(/^#cloud-config\n/);
    expect(configOf().ssh_keys).toEqual({
      ed25519_private: 'PRIVATE\nKEY\n',
      ed25519_public: 'ssh-ed25519 AAAA bootstrap',
    });
  });

  it('arms the deadline before anything else', () => {
    expect(firstCommand()).toContain(
      "sh /var/lib/flambe-action/arm.sh '2026-11-24 20:00:00 UTC' 60",
    );
  });

  it('looks often enough for a short lease', () => {
    expect(firstCommand({ leaseSeconds: 20 })).toMatch(/UTC' 2$/m);
    expect(firstCommand({ leaseSeconds: 5 })).toMatch(/UTC' 1$/m);
  });

  it.each([
    [-1, 'factory', '600 -1 5'],
    [0, 'factory', '600 300 5'],
    [2, 'factory', '600 7200 5'],
    [2, 'orchestrator', '600 7200 40'],
  ] as const)('says what %s hours of idleness are for a %s', (idleHours, role, settings) => {
    expect(firstCommand({ idleHours, role })).toContain(`'${settings}\n'`);
  });

  it('stays below what EC2 takes', () => {
    const guard = 'x'.repeat(4000);
    expect(userData({ ...boot, guard, arm: guard }).length).toBeLessThan(16 * 1024);
  });
});

describe('a time for systemd', () => {
  it('is in UTC, to the second', () => {
    expect(systemdTime('2026-01-02T03:04:05.678Z')).toBe('2026-01-02 03:04:05 UTC');
  });
});
