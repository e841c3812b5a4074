'use strict';

const { accessSync, constants, existsSync } = require('node:fs');
const { join } = require('node:path');
const { SetupError, run, succeeds } = require('./command.cjs');
const { python, systemPath } = require('./paths.cjs');

/** Debian keeps servers and network tools where a normal user's PATH does not look. */
const searched = [...systemPath.split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'].filter(
  Boolean,
);

function program(name) {
  return searched.some((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Debian's package → whether what we want of it is there. */
const present = {
  bubblewrap: () => program('bwrap'),
  'ca-certificates': () => existsSync('/etc/ssl/certs/ca-certificates.crt'),
  debootstrap: () => program('debootstrap'),
  git: () => program('git'),
  iproute2: () => program('ip'),
  'openmpi-bin': () => program('mpirun'),
  'openssh-client': () => program('ssh') && program('ssh-keygen'),
  'openssh-server': () => program('sshd'),
  procps: () => program('ps'),
  python3: () => program('python3'),
  'python3-mpi4py': () => existsSync('/usr/lib/python3/dist-packages/mpi4py'),
  'python3-torch': () => existsSync('/usr/lib/python3/dist-packages/torch'),
  'python3-venv': () => existsSync(python) || succeeds('python3', ['-c', 'import ensurepip, venv']),
  rsync: () => program('rsync'),
  shellcheck: () => program('shellcheck'),
  slirp4netns: () => program('slirp4netns'),
  'systemd-container': () => program('systemd-nspawn'),
  tmux: () => program('tmux'),
  uidmap: () => program('newuidmap'),
};

const missingOf = (packages) => packages.filter((name) => !present[name]());

/**
 * Packages of the system, installed by apt as root or by a sudo that asks nothing.
 *
 * @param {readonly (keyof typeof present)[]} wanted
 * @param {readonly (keyof typeof present)[]} optional installed where that is allowed, else done without
 * @returns {import('./setup.cjs').Requirement}
 */
function systemPackages(wanted, optional = []) {
  const all = [...wanted, ...optional];
  return {
    get name() {
      return missingOf(all).join(', ');
    },
    ready() {
      const missing = missingOf(all);
      if (missing.length === 0) return true;
      if (mayInstall()) return false;
      if (missingOf(wanted).length > 0) throw new SetupError(refusal(missingOf(wanted), missing));
      return true;
    },
    install() {
      install(missingOf(all));
      const still = missingOf(wanted);
      if (still.length > 0) throw new SetupError(`installed, but not found: ${still.join(', ')}`);
    },
  };
}

function refusal(wanted, missing) {
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  return `${wanted.join(', ')} must be installed, which this user may not do: sudo apt-get update && sudo ${command}`;
}

const mayInstall = () => program('apt-get') && rootPrefix() !== undefined;

function install(packages) {
  const asRoot = rootPrefix();
  if (packages.includes('openssh-server')) keepServerOff(asRoot);
  const [command, ...args] = [
    ...asRoot,
    ...['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300'],
  ];
  const apt = (...rest) => run(command, [...args, ...rest]);
  const installation = ['install', '-y', '--no-install-recommends', ...packages];
  try {
    apt(...installation);
  } catch {
    // No package lists yet, or older ones than the archive's.
    apt('update');
    apt(...installation);
  }
}

/** What to put before a command that needs root; undefined without the right. */
function rootPrefix() {
  if (process.getuid() === 0) return [];
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

/** Wanted is the program; the package would also open the machine's port 22. */
function keepServerOff(asRoot) {
  if (!existsSync('/run/systemd/system')) return;
  const [command, ...args] = [...asRoot, 'systemctl', 'mask', 'ssh.service', 'ssh.socket'];
  run(command, args);
  console.log('set-up: ssh.service and ssh.socket stay masked: only the program is wanted');
}

module.exports = { systemPackages };
