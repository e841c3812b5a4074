import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import type { Ec2Clients } from './clients';
import { awsWords } from './errors';

/** CreateTags calls under way at a time: EC2 lets bursts through, and then some each second. */
const atATime = 10;

export interface NamesDeps {
  readonly clients: Ec2Clients;
  readonly info: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Gives factories their number, as flambé counts them: `NAME_factory_1` … (flambe/cluster/aws.py).
 * All machines of one call share their tags, so this comes afterwards, and may fail with a word.
 *
 * @param names instance id → number
 */
export async function nameFactories(
  clusterName: string,
  numbers: ReadonlyMap<string, number>,
  { clients, info, signal }: NamesDeps,
): Promise<void> {
  const left = [...numbers];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [id, number] = next;
      const Tags = [{ Key: 'Name', Value: `${clusterName}_factory_${number}` }];
      const request = new CreateTagsCommand({ Resources: [id], Tags });
      await clients.ec2.send(request, { abortSignal: signal }).catch((error: unknown) => {
        if (!signal.aborted)
          info(`factory-${number} (${id}) keeps its tag Name: ${awsWords(error)}`);
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
}
