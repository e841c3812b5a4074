import { type Problem, UserError } from '../problem';
import type { Findings } from './findings';

/** Set for the job by the run itself. */
const ours = /^(FLAMBE_\w*|LC_ALL|PYTHONUTF8)$/;
const credential =
  /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|GITHUB_TOKEN|GH_TOKEN|ACTIONS_\w*TOKEN)$/;
const secretLike = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/**
 * The job's own environment from lines `KEY=VALUE`. Values are never shown.
 *
 * @param field how the user spells the input
 */
export function readJobEnv(
  text: string,
  field: string,
  findings: Findings,
): ReadonlyMap<string, string> {
  const env = new Map<string, string>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    const where = { field: name ? `${field}: ${name}` : `${field} (line ${i + 1})` };
    findings.attempt(() => {
      if (name === undefined || value === undefined) {
        throw new UserError({ ...where, message: 'This is no line KEY=VALUE.' });
      }
      const fault = env.has(name) ? { message: 'It is given twice.' } : nameFault(name);
      if (fault) throw new UserError({ ...where, ...fault });
      env.set(name, value);
      if (secretLike.test(name)) findings.warnings.push({ ...where, ...maybeSecret });
    });
  }
  return env;
}

const maybeSecret = {
  message: 'By its name this may be a secret; what stands here is not treated as one.',
  fix: 'Secrets belong into `secrets`.',
};

function nameFault(name: string): Pick<Problem, 'message' | 'fix'> | undefined {
  if (ours.test(name)) return { message: 'The run sets this variable itself.' };
  if (credential.test(name)) {
    return {
      message: 'Credentials of AWS and GitHub never go to a node.',
      fix: 'If the job needs some of its own, give them in `secrets`.',
    };
  }
  return undefined;
}
