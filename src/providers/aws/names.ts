import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import type { Problem } from '../../problem';
import type { Ec2Clients } from './clients';
import { awsWords } from './errors';

/** CreateTags calls under way at a time: EC2 lets bursts through, and then some each second. */
const atATime = 10;

export interface NumberedFactory {
  readonly number: number;
  /** Ids of the instance and of its parts. */
  readonly resources: readonly string[];
}

export interface NamesDeps {
  readonly clients: Ec2Clients;
  readonly warning: (problem: Problem) => void;
  readonly signal: AbortSignal;
}

/**
 * Gives factories their number, as flambé counts them: `NAME_factory_1` … (flambe/cluster/aws.py).
 * All machines of one call share their tags, so this comes afterwards, and may fail with a word.
 */
export async function nameFactories(
  clusterName: string,
  factories: readonly NumberedFactory[],
  { clients, warning, signal }: NamesDeps,
): Promise<void> {
  const left = [...factories];
  const unnamed: string[] = [];
  let why: unknown;
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { number, resources } = next;
      const Tags = [{ Key: 'Name', Value: `${clusterName}_factory_${number}` }];
      const request = new CreateTagsCommand({ Resources: [...resources], Tags });
      await clients.ec2.send(request, { abortSignal: signal }).catch((error: unknown) => {
        unnamed.push(`factory-${number} (${resources[0]})`);
        why = error;
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  signal.throwIfAborted();
  if (unnamed.length === 0) return;
  warning({
    message: `The tag Name has no number of ${unnamed.join(', ')}: ${awsWords(why)}`,
    fix: 'The run goes on without it; ec2:CreateTags is among the rights in docs/aws-setup.md.',
  });
}
