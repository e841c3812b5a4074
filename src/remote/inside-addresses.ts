import { isIP } from 'node:net';
import { ExitCode, type Problem, UserError } from '../problem';
import type { FirstContact } from './fleet';
import type { Machine } from './machine';

/** Prints the IPv4 address of each name; an empty line where there is none. */
const resolveScript = `for name; do
  echo "$(getent ahostsv4 "$name" | head -n 1 | cut -d ' ' -f 1)"
done`;

/**
 * Has nodes told of each other by IPv4 address where the user gave names: Ray resolves those, each
 * node for itself, and would not know them again.
 *
 * @throws UserError for each node whose name the others cannot resolve
 */
export async function tellIPv4Inside(
  contact: FirstContact,
  signal: AbortSignal,
): Promise<FirstContact> {
  const { orchestrator, factories, machines } = contact.fleet;
  const isNamed = ({ node }: Machine) => isIP(node.privateHost) !== 4;
  // To itself a host's own name often is a loopback address (127.0.1.1 with Debian).
  const [first = orchestrator] = factories;
  const problems = await Promise.all([
    resolveBy(first, [orchestrator].filter(isNamed), signal),
    resolveBy(orchestrator, factories.filter(isNamed), signal),
  ]);
  if (problems.flat().length > 0) throw new UserError(problems.flat(), ExitCode.clusterUnavailable);
  return { ...contact, known: { ...contact.known, nodes: machines.map(({ node }) => node) } };
}

async function resolveBy(
  asked: Machine,
  named: readonly Machine[],
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  if (named.length === 0) return [];
  const args = named.map(({ node }) => node.privateHost);
  const { stdout } = await asked.check('resolve host names', resolveScript, { args, signal });
  const addresses = stdout.split('\n');
  return named.flatMap((machine, i) => {
    const address = addresses[i] ?? '';
    if (isIP(address) === 4 && !address.startsWith('127.')) {
      machine.tellInside(address);
      return [];
    }
    return [
      {
        field: machine.title,
        message: `Ray wants an address that the other nodes reach: for ${asked.name} \`${args[i]}\` is ${address || 'no IPv4 address'}.`,
        fix: 'Give its private address in the cluster file as IPv4: [public, private].',
      },
    ];
  });
}
