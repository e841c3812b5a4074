import { actionInputs } from './inputs/action-inputs';
import { Findings } from './inputs/findings';
import { readSecretsInput } from './inputs/read-secrets-input';
import { processContext } from './inputs/user-file';
import { maskable } from './secrets/maskable';

/** Secrets in all forms that no log may show, from the inputs that main has read before; none of others. */
export function hiddenAgain(environment: NodeJS.ProcessEnv): readonly string[] {
  const findings = new Findings();
  const raw = actionInputs(environment);
  const read = findings.attempt(() => readSecretsInput(raw, processContext(), findings));
  return read?.secrets ? maskable(read.secrets).values : [];
}
