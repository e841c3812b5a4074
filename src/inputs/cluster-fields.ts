import { z } from 'zod';
import { addressIdentity, isAddress, parseJump, userPattern } from './addresses';

// The `error` of every schema says what is accepted: yaml-fields.ts puts what was given before it.

/** A whole number within limits. */
export function wholeNumber(from: number, to: number, unit = 'a whole number') {
  const error = `${unit} from ${from} to ${to}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
}

/** A text of this form. */
export function textLike(pattern: RegExp, error: string) {
  return z.string({ error }).regex(pattern, { error });
}

export const fieldsError = { error: 'a mapping of fields' };
export const trueOrFalse = z.boolean({ error: 'true or false' });

/** One text, or a list of texts to try in this order. */
export function oneOrMore(item: z.ZodString, error: string) {
  return z.union([item, z.array(item, { error }).min(1, { error })], { error });
}

const nameError = 'a text of 1 to 128 printable characters';
const name = textLike(/^[^\x00-\x1f\x7f-\x9f]{1,128}$/u, nameError).describe('Name of the cluster');

const command = textLike(/\S/, 'a shell command');
const commandsError = 'a list of shell commands';
const setupCmds = z
  .array(command, { error: commandsError })
  .optional()
  .describe('Commands that prepare every host, run in order; they must stand being run twice');

const addressError = 'a host name or an IP address, without user and port';
const address = z.string({ error: addressError }).refine(isAddress, { error: addressError });
const hostError = `${addressError}, or a list of two: [public, private]`;
const host = z
  .union([address, z.tuple([address, address], { error: hostError })], { error: hostError })
  .describe('Address, or [public, private]');

const user = textLike(userPattern, 'a login name');
const key = textLike(/^[^\x00-\x1f\x7f-\x9f]+$/u, 'the path of a private key').describe(
  'Path of the private key that opens every host, relative to this file',
);

/** What is said of hosts that are reached over SSH, whoever made them. */
const reach = {
  use_public: trueOrFalse
    .optional()
    .describe('Whether the public addresses are used from outside (true)'),
  ssh_port: wholeNumber(1, 65535, 'a port').optional().describe('Port of sshd (22)'),
  ssh_jump: z
    .string({ error: 'user@host or user@host:port' })
    .refine((text) => parseJump(text) !== undefined, { error: 'user@host or user@host:port' })
    .optional()
    .describe('user@host[:port] to go through'),
};

const sshShape = z
  .strictObject(
    {
      name,
      orchestrator_ip: host.describe('The orchestrator: address, or [public, private]'),
      factories_ips: z
        .array(host, { error: 'a list of addresses' })
        .max(1000, { error: 'a list of at most 1000 addresses' })
        .describe('The factories: addresses, or pairs [public, private]'),
      key: key.optional(),
      username: user.describe('Login name on every host'),
      ...reach,
      setup_cmds: setupCmds,
    },
    fieldsError,
  )
  .describe('!SSHCluster: hosts that are there; nothing is created or terminated');

/** flambe/cluster/ssh.py, and ours: ssh_port, ssh_jump. */
export const sshFields = together(sshShape, (fields, report) => {
  const { orchestrator_ip, factories_ips } = fields;
  const factories = Array.isArray(factories_ips) ? factories_ips : [];
  const hosts = [
    { path: ['orchestrator_ip'], field: orchestrator_ip },
    ...factories.map((field, i) => ({ path: ['factories_ips', i], field })),
  ];
  const seen = new Set<string>();
  for (const { path, field } of hosts) {
    const identities = addressesOf(field);
    if (identities.some((identity) => seen.has(identity))) {
      report(path, 'This address was given before: every host of a cluster is another machine.');
    }
    for (const identity of identities) seen.add(identity);
  }
});

export type SshFields = z.infer<typeof sshFields>;
export type HostField = z.infer<typeof host>;

function addressesOf(field: unknown): readonly string[] {
  const texts = (Array.isArray(field) ? field : [field]).filter((text) => typeof text === 'string');
  return texts.filter(isAddress).map(addressIdentity);
}

export const localFields = z
  .strictObject(
    {
      name: name.optional(),
      factories_num: wholeNumber(0, 16).optional().describe('Number of factories (2)'),
      setup_cmds: setupCmds,
    },
    fieldsError,
  )
  .describe('!LocalCluster: nodes on this machine, without any cloud');

export const common = { name, key, user, reach, setupCmds };

type Report = (path: readonly PropertyKey[], sentence: string) => void;

/** Adds what several fields must fulfil together; looked at even where one of them is wrong. */
export function together<T extends z.ZodObject>(
  schema: T,
  check: (fields: Readonly<Record<string, unknown>>, report: Report) => void,
): T {
  return schema.superRefine(
    (fields, { addIssue }) => {
      const report: Report = (path, message) =>
        addIssue({ code: 'custom', path: [...path], message, params: { sentence: true } });
      check(fields, report);
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  );
}

export type LocalFields = z.infer<typeof localFields>;
