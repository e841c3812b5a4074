import { addressIdentity, isAddress, parseJump, userPattern } from './addresses';
import {
  type Accepted,
  described,
  either,
  fields,
  integer,
  list,
  optional,
  pair,
  type Schema,
  text,
  trueOrFalse,
} from './schema';

// What is said to be accepted follows "accepted is": yaml-fields.ts puts what was given before it.

/** A whole number within limits. */
export function wholeNumber(from: number, to: number, unit = 'a whole number'): Schema<number> {
  return integer(`${unit} from ${from} to ${to}`, from, to);
}

/** One text, or a list of texts to try in this order. */
export function oneOrMore(accepted: string, item: Schema<string>) {
  return either(accepted, item, list(accepted, item, { least: 1 }));
}

const printable = /^[^\x00-\x1f\x7f-\x9f]{1,128}$/u;
const name = described(
  'Name of the cluster',
  text('a text of 1 to 128 printable characters', printable),
);

const setupCmds = optional(
  described(
    'Commands that prepare every host, run in order; they must stand being run twice',
    list('a list of shell commands', text('a shell command', /\S/)),
  ),
);

const addressForm = 'a host name or an IP address, without user and port';
const address = text(addressForm, isAddress);
const hostForm = `${addressForm}, or a list of two: [public, private]`;
const host = either(hostForm, address, pair(hostForm, address));

const user = text('a login name', userPattern);
const key = optional(
  described(
    'Path of the private key that opens every host, relative to this file',
    text('the path of a private key', /^[^\x00-\x1f\x7f-\x9f]+$/u),
  ),
);

/** What is said of hosts that are reached over SSH, whoever made them. */
const reach = {
  use_public: optional(
    described('Whether the public addresses are used from outside (true)', trueOrFalse()),
  ),
  ssh_port: optional(described('Port of sshd (22)', wholeNumber(1, 65535, 'a port'))),
  ssh_jump: optional(
    described(
      'user@host[:port] to go through',
      text('user@host or user@host:port', (jump) => parseJump(jump) !== undefined),
    ),
  ),
};

/** flambe/cluster/ssh.py, and ours: ssh_port, ssh_jump. */
export const sshFields = described(
  '!SSHCluster: hosts that are there; nothing is created or terminated',
  fields(
    {
      name,
      orchestrator_ip: described('The orchestrator: address, or [public, private]', host),
      factories_ips: described(
        'The factories: addresses, or pairs [public, private]',
        list('a list of addresses, at most 1000', host, { most: 1000 }),
      ),
      key,
      username: described('Login name on every host', user),
      ...reach,
      setup_cmds: setupCmds,
    },
    ({ orchestrator_ip, factories_ips }, report) => {
      const factories = Array.isArray(factories_ips) ? factories_ips : [];
      const hosts = [
        { node: 'orchestrator', path: ['orchestrator_ip'], field: orchestrator_ip },
        ...factories.map((field, i) => {
          return { node: `factory-${i + 1}`, path: ['factories_ips', i], field };
        }),
      ];
      const nodes = new Set(hosts.map(({ node }) => node));
      const seen = new Set<string>();
      for (const { node, path, field } of hosts) {
        const identities = addressesOf(field);
        // On nodes both lead to one: whichever is meant, it may be the other.
        const another = identities.find((identity) => identity !== node && nodes.has(identity));
        if (another !== undefined) {
          report(
            path,
            `\`${another}\` is the name of another node in this run, and this host is ${node}; accepted is its full name, its IP address, or another order.`,
          );
        }
        if (identities.some((identity) => seen.has(identity))) {
          report(
            path,
            'This address was given before: every host of a cluster is another machine.',
          );
        }
        for (const identity of identities) seen.add(identity);
      }
    },
  ),
);

export type SshFields = Accepted<typeof sshFields>;
export type HostField = Accepted<typeof host>;

function addressesOf(field: unknown): readonly string[] {
  const texts = (Array.isArray(field) ? field : [field]).filter((text) => typeof text === 'string');
  return texts.filter(isAddress).map(addressIdentity);
}

export const localFields = described(
  '!LocalCluster: nodes on this machine, without any cloud',
  fields({
    name: optional(name),
    factories_num: optional(described('Number of factories (2)', wholeNumber(0, 16))),
    setup_cmds: setupCmds,
  }),
);

export type LocalFields = Accepted<typeof localFields>;

export const common = { name, key, user, reach, setupCmds };
