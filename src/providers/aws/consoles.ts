import { type EC2Client, GetConsoleOutputCommand } from '@aws-sdk/client-ec2';
import { asking } from './asking';
import type { Ec2Clients } from './clients';
import { hostKeysOn } from './console-keys';
import { pause } from './pause';

/** Milliseconds between two looks at a console. */
const interval = 5000;
/** Milliseconds in which a console that can be read as it is must say host keys: its sshd answers already. */
const liveWithin = 120_000;
/** Milliseconds in which EC2 posts the console of a machine without Nitro: mostly four to six minutes. */
const postedWithin = 480_000;
/** Consoles that are asked for at a time: each is a call. */
const atATime = 20;

/**
 * What a machine has said on its console, its last 64 kB (Amazon EC2 API Reference, GetConsoleOutput).
 *
 * @param Latest until now, which EC2 knows of machines on Nitro only; else what was posted of it some
 *   minutes after its start
 */
async function readConsole(
  ec2: EC2Client,
  InstanceId: string,
  Latest: boolean,
  abortSignal?: AbortSignal,
): Promise<string> {
  const request = new GetConsoleOutputCommand({ InstanceId, Latest });
  const { Output = '' } = await ec2.send(request, abortSignal ? { abortSignal } : {});
  return Buffer.from(Output, 'base64').toString('utf8');
}

/** Its last lines, as far as they can be had: why a machine has died. */
export async function consoleEnd(id: string, { ec2 }: Ec2Clients): Promise<string> {
  const text = (await readConsole(ec2, id, false).catch(() => '')).trimEnd();
  return text && ` The end of its console:\n${text.split('\n').slice(-20).join('\n')}`;
}

/**
 * Waits for the public host keys that machines print on their consoles while they boot; of those that
 * have booted long ago it looks once.
 *
 * @returns by instance id; one that has said none in time has none
 * @throws UserError (69) when EC2 does not let the consoles be read
 */
export async function hostKeysSaid(
  ids: readonly string[],
  { ec2 }: Ec2Clients,
  { isBooted = false, signal }: { readonly isBooted?: boolean; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const said = new Map<string, readonly string[]>();
  const posted = new Set<string>();
  const look = async (id: string) => {
    const text = await asking('ec2:GetConsoleOutput', signal, async () => {
      if (posted.has(id)) return readConsole(ec2, id, false, signal);
      return readConsole(ec2, id, true, signal).catch((error: unknown) => {
        if (!isWithoutNitro(error)) throw error;
        posted.add(id);
        return readConsole(ec2, id, false, signal);
      });
    });
    const keys = hostKeysOn(text);
    if (keys.length > 0) said.set(id, keys);
  };
  for (const began = performance.now(); ; ) {
    const silent = ids.filter((id) => !said.has(id));
    for (let at = 0; at < silent.length; at += atATime) {
      await Promise.all(silent.slice(at, at + atATime).map(look));
    }
    const left = silent.filter((id) => !said.has(id));
    const patience = left.some((id) => posted.has(id)) ? postedWithin : liveWithin;
    const isOver = isBooted || performance.now() - began > patience;
    if (left.length === 0 || isOver) return said;
    await pause(interval, signal);
  }
}

function isWithoutNitro(error: unknown): boolean {
  return error instanceof Error && error.name === 'UnsupportedOperation';
}
