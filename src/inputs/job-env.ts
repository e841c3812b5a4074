import { type Problem, UserError } from '../problem';
import type { Findings } from './findings';

/** Set for the job by the run itself. */
const ours = /^(FLAMBE_\w*|LC_ALL|PYTHONUTF8)$/;
const credential =
  /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|GITHUB_TOKEN|GH_TOKEN|ACTIONS_\w*TOKEN)$/;
/** A shell that is told to set one of these ends (bash(1), Shell Variables). */
const readonlyInShells = /^(BASHOPTS|BASH_VERSINFO|EUID|PPID|SHELLOPTS|UID)$/;
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
      const twice = env.has(name) ? { message: 'It is given twice.' } : undefined;
      const fault = twice ?? nameFault(name) ?? (name === 'PATH' ? pathFault(value) : undefined);
      if (fault) throw new UserError({ ...where, ...fault });
      env.set(name, value);
      if (secretLike.test(name)) findings.warnings.push({ ...where, ...maybeSecret });
      if (variable.test(value)) findings.warnings.push({ ...where, ...asItStands });
    });
  }
  return env;
}

const maybeSecret = {
  message: 'By its name this may be a secret; what stands here is not treated as one.',
  fix: 'Secrets belong into `secrets`.',
};

const variable = /\$\{?[A-Za-z_]/;
const asItStands = {
  message: 'Values are taken as they stand: nothing puts in what a `$NAME` in it would stand for.',
  fix: 'Write it out, or set it in `command`, where a shell does.',
};

/** Our own commands on the nodes look for rsync and coreutils there, too. */
function pathFault(value: string): Pick<Problem, 'message' | 'fix'> | undefined {
  if (value.split(':').includes('/usr/bin')) return undefined;
  return {
    message: 'It lacks /usr/bin; values are taken as they stand, a `$PATH` in them, too.',
    fix: 'Write it out, as `/opt/conda/bin:/usr/local/bin:/usr/bin:/bin`, or set it in `command`.',
  };
}

function nameFault(name: string): Pick<Problem, 'message' | 'fix'> | undefined {
  if (ours.test(name)) return { message: 'The run sets this variable itself.' };
  if (readonlyInShells.test(name)) return { message: 'Shells let nobody set this variable.' };
  if (credential.test(name)) {
    return {
      message: 'Credentials of AWS and GitHub never go to a node.',
      fix: 'If the job needs some of its own, give them in `secrets`.',
    };
  }
  return undefined;
}
