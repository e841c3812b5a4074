import { isIPv4 } from 'node:net';

/** AWS's own echo of the caller's address (AWS's examples of security group rules use it). */
const checkIp = 'https://checkip.amazonaws.com/';
const patience = 5_000;

/**
 * The public IPv4 address by which this machine reaches AWS.
 *
 * @param environment `FLAMBE_ACTION_CHECKIP_URL` names another service that answers with the address alone
 * @returns undefined when it cannot be learnt
 */
export async function publicAddress(
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = environment.FLAMBE_ACTION_CHECKIP_URL ?? checkIp;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    const answer = await fetch(url, { signal: limit, redirect: 'error' });
    const text = (await answer.text()).trim();
    return answer.ok && isIPv4(text) ? text : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
