import { constants } from 'node:fs';
import { access, mkdir, readFile } from 'node:fs/promises';
import { type UserInfo, userInfo } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { ExitCode, type Problem, UserError } from '../../problem';

/** What this machine has for making nodes of it. */
export interface LocalMachine {
  readonly sshd: string;
  readonly sshKeygen: string;
  readonly timeout: string;
  readonly bwrap: string | undefined;
  readonly user: LocalUser;
  /** Absolute folders of the caller's PATH. */
  readonly path: readonly string[];
  /** The caller's $HOME where it is not the home that the user database knows. */
  readonly otherHome: string | undefined;
}

export interface LocalUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
  /** sshd, when it is root and without PAM, lets nobody in whose password is locked with `!`. */
  readonly locked: boolean;
}

const packageOf = { sshd: 'openssh-server', 'ssh-keygen': 'openssh-client', timeout: 'coreutils' };

/** @throws UserError (69) that names everything that is missing */
export async function inspectMachine(environment: NodeJS.ProcessEnv): Promise<LocalMachine> {
  const path = (environment.PATH ?? '').split(delimiter).filter(usablePathFolder);
  const [sshd, sshKeygen, timeout, bwrap] = await Promise.all(
    ['sshd', 'ssh-keygen', 'timeout', 'bwrap'].map((program) => findProgram(program, path)),
  );
  const missing = Object.entries({ sshd, 'ssh-keygen': sshKeygen, timeout })
    .filter(([, file]) => file === undefined)
    .map(([program]) => missingProgram(program as keyof typeof packageOf));
  if (!sshd || !sshKeygen || !timeout) throw new UserError(missing, ExitCode.clusterUnavailable);
  const user = await currentUser();
  const otherHome = [environment.HOME].find(
    (home) => home && isAbsolute(home) && home !== user.home && home !== '/',
  );
  if (user.uid === 0) await makePrivilegeSeparationFolder();
  return { sshd, sshKeygen, timeout, bwrap, user, path, otherHome };
}

/** sshd starts everything by the user's shell. */
export function hasNoShell({ shell }: LocalUser): boolean {
  return /^$|\/(nologin|false)$/.test(shell);
}

async function currentUser(): Promise<LocalUser> {
  const { username: name, uid, gid, homedir: home, shell } = databaseEntry();
  const locked = uid === 0 && (await shadowEntry(name)).startsWith('!');
  return { name, uid, gid, home, shell: shell ?? '', locked };
}

/** sshd asks the user database, too: nobody can log in whom it does not know. */
function databaseEntry(): UserInfo<string> {
  try {
    return userInfo();
  } catch (cause) {
    throw new UserError(
      {
        message: `A local cluster needs a user with an entry in /etc/passwd; number ${process.getuid?.()} has none.`,
        fix: 'Run as a user that this machine knows, or add one with `useradd`.',
      },
      ExitCode.clusterUnavailable,
      { cause },
    );
  }
}

async function shadowEntry(name: string): Promise<string> {
  const shadow = await readFile('/etc/shadow', 'utf8').catch(() => '');
  const line = shadow.split('\n').find((entry) => entry.startsWith(`${name}:`));
  return line?.split(':')[1] ?? '';
}

/** What Debian's service makes before it starts sshd; without it sshd as root refuses to start. */
async function makePrivilegeSeparationFolder(): Promise<void> {
  await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
}

/** Programs for administrators are often not on a user's PATH. */
async function findProgram(program: string, path: readonly string[]): Promise<string | undefined> {
  for (const folder of [...path, '/usr/local/sbin', '/usr/sbin', '/sbin']) {
    const file = join(folder, program);
    const executable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return file;
  }
  return undefined;
}

/** An empty or relative entry means the current folder, which is another on a node. */
function usablePathFolder(folder: string): boolean {
  return isAbsolute(folder) && !/[\n\r]/.test(folder);
}

function missingProgram(program: keyof typeof packageOf): Problem {
  return {
    message: `A local cluster needs \`${program}\`, which is not installed on this machine.`,
    fix: `Install it, for example with \`sudo apt-get install ${packageOf[program]}\`.`,
  };
}
