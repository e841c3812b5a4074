import { load } from 'js-yaml';
import { shellCommand } from '../../../src/plan/quote';

/** What user-data wants of a machine. */
export interface CloudConfig {
  /** Shell scripts, for each boot and for the first one. */
  readonly bootcmd: string;
  readonly runcmd: string;
  /** OpenSSH host key: private text and public line. Without it the machine makes its own. */
  readonly hostKey: { readonly privateKey: string; readonly publicKey: string } | undefined;
  /** OpenSSH public keys that open the login user's account, besides the instance's key pair. */
  readonly authorizedKeys: readonly string[];
}

type Commands = readonly (string | readonly string[])[];

interface Text {
  readonly bootcmd?: Commands;
  readonly runcmd?: Commands;
  readonly ssh_keys?: { readonly ed25519_private: string; readonly ed25519_public: string };
  /** There are none before. */
  readonly ssh_deletekeys?: boolean;
  readonly ssh_authorized_keys?: readonly string[];
}

const known = ['bootcmd', 'runcmd', 'ssh_keys', 'ssh_deletekeys', 'ssh_authorized_keys'];

/**
 * Reads a cloud-config (cloud-init, "Module reference") of which every key is one that is known here.
 *
 * @throws when there is another, which only real cloud-init would obey
 */
export function readCloudConfig(userData: string): CloudConfig {
  if (!userData.startsWith('#cloud-config\n')) throw new Error('The user-data is no cloud-config.');
  // An empty document is no value at all.
  const text = userData.trim().includes('\n') ? (load(userData) as Text) : {};
  const unknown = Object.keys(text).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`Only cloud-init itself obeys ${unknown.join(', ')}.`);
  const { bootcmd, runcmd, ssh_keys: keys, ssh_authorized_keys: authorizedKeys = [] } = text;
  return {
    bootcmd: script(bootcmd),
    runcmd: script(runcmd),
    hostKey: keys && { privateKey: keys.ed25519_private, publicKey: keys.ed25519_public },
    authorizedKeys,
  };
}

/** A list is the words of a command, a string is for the shell. */
function script(commands: Commands = []): string {
  const lines = commands.map((one) => (typeof one === 'string' ? one : shellCommand(one)));
  return lines.map((line) => `${line}\n`).join('');
}
