"use strict";
exports.id = 608;
exports.ids = [608];
exports.modules = {

/***/ 87468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ keyLimit),
  $: () => (/* binding */ readPrivateKey)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
;// CONCATENATED MODULE: ./inputs/openssh-key.js
const magic = 'openssh-key-v1\0';
/** Reads the outer shell of the format; undefined if it is not whole. */
function opensshKey(pem) {
    const body = pem.split('\n').slice(1, -2).join('');
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body))
        return undefined;
    const blob = Buffer.from(body, 'base64');
    if (!blob.toString('latin1').startsWith(magic))
        return undefined;
    let offset = magic.length;
    const cipher = nextString()?.toString('latin1');
    nextString(); // kdfname
    nextString(); // kdfoptions
    const count = nextNumber();
    const publicKey = nextString();
    const privatePart = nextString();
    if (cipher === undefined || publicKey === undefined || privatePart === undefined)
        return undefined;
    const isWhole = count === 1 && (cipher !== 'none' || isPlain(privatePart, blob.length - offset));
    if (!isWhole)
        return undefined;
    const type = publicKey.subarray(4, 4 + (publicKey.length >= 4 ? publicKey.readUInt32BE() : 0));
    return { cipher, type: type.toString('latin1') };
    function nextNumber() {
        if (offset + 4 > blob.length)
            return undefined;
        const number = blob.readUInt32BE(offset);
        offset += 4;
        return number;
    }
    function nextString() {
        const length = nextNumber();
        if (length === undefined || offset + length > blob.length)
            return undefined;
        offset += length;
        return blob.subarray(offset - length, offset);
    }
}
/** Not enciphered: the same number twice, then the key, and nothing after it. */
function isPlain(part, rest) {
    return rest === 0 && part.length > 8 && part.readUInt32BE(0) === part.readUInt32BE(4);
}

;// CONCATENATED MODULE: ./inputs/private-key.js




/** Bytes that a private key may have; one of 16384 bits has 12 KiB. */
const keyLimit = 64 * 1024;
/**
 * The key as OpenSSH and ssh2 read it: CRLF, a missing final newline and blank space around it are
 * mended, and PKCS #8, which ssh2 does not read, becomes the older PEM of the same key.
 *
 * @throws UserError with the way out, never with anything of the text
 */
function readPrivateKey(text, { origin, place, file }) {
    const mended = mend(text);
    const fault = faultOf(mended, file ?? 'KEY_FILE');
    if (fault)
        throw new problem/* UserError */.yo({ field: origin, ...place, ...fault });
    const usable = isPkcs8(mended) ? rewritePkcs8(mended) : mended;
    if (usable === undefined)
        throw new problem/* UserError */.yo({ field: origin, ...place, ...unreadable });
    const asItStands = usable === text && file !== undefined && isPrivate(file);
    return { text: usable, file: asItStands ? file : undefined, origin };
}
function mend(text) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
    return `${lines
        .map((line) => line.trim())
        .join('\n')
        .trim()}\n`;
}
const unreadable = {
    message: 'This is no private key that OpenSSH reads.',
    fix: "Give the whole file, or make a new key: ssh-keygen -t ed25519 -N '' -f KEY_FILE",
};
function faultOf(text, file) {
    const path = shellWord(file);
    const label = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----\n/.exec(text)?.[1]?.trim();
    if (label === undefined)
        return faultWithoutLabel(text, path);
    if (!text.endsWith('PRIVATE KEY-----\n') || text.split('-----BEGIN ').length > 2) {
        const fix = 'Give the whole file, from its BEGIN to its END line.';
        return { message: 'This private key is cut off, or more than one.', fix };
    }
    if (label === 'ENCRYPTED' || /\nProc-Type: 4,ENCRYPTED\n/.test(text))
        return passphrase(path);
    if (label === 'OPENSSH')
        return opensshFault(text, path);
    if (label === 'DSA') {
        const message = 'OpenSSH has dropped DSA keys.';
        return { message, fix: `Make a new one: ssh-keygen -t ed25519 -N '' -f ${path}` };
    }
    return isReadable(text) ? undefined : unreadable;
}
function opensshFault(text, path) {
    const key = opensshKey(text);
    if (key === undefined)
        return unreadable;
    if (key.cipher !== 'none')
        return passphrase(path);
    if (!key.type.startsWith('sk-'))
        return undefined;
    const message = 'This key needs a security key (FIDO) to be touched.';
    return { message, fix: `Use another one: ssh-keygen -t ed25519 -N '' -f ${path}` };
}
function faultWithoutLabel(text, path) {
    if (/^PuTTY-User-Key-File-/.test(text)) {
        const fix = `Convert it: puttygen ${path} -O private-openssh -o ${path}.openssh`;
        return { message: 'This is a key of PuTTY, which OpenSSH does not read.', fix };
    }
    if (/^(ssh-|ecdsa-|sk-)\S+ AAAA/.test(text) || /^-+ ?BEGIN [A-Z0-9 ]*PUBLIC KEY/.test(text)) {
        return {
            message: 'This is a public key; the private one is wanted.',
            fix: 'Give the file without `.pub`.',
        };
    }
    if (/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) {
        return {
            message: 'The line breaks of this private key are lost, or something stands before it.',
            fix: 'Give the file as it is, all lines of it.',
        };
    }
    return unreadable;
}
function passphrase(path) {
    return {
        message: 'This private key is protected by a passphrase, which nobody can type here.',
        fix: `Take it from a copy: ssh-keygen -p -N '' -f ${path}`,
    };
}
function isPkcs8(text) {
    return text.startsWith('-----BEGIN PRIVATE KEY-----');
}
function rewritePkcs8(text) {
    const key = (0,external_node_crypto_.createPrivateKey)(text);
    if (key.asymmetricKeyType === 'rsa')
        return key.export({ format: 'pem', type: 'pkcs1' });
    if (key.asymmetricKeyType === 'ec')
        return key.export({ format: 'pem', type: 'sec1' });
    return undefined;
}
function isReadable(text) {
    try {
        (0,external_node_crypto_.createPrivateKey)(text);
        return true;
    }
    catch {
        return false;
    }
}
/** OpenSSH does not use a key that others may read. */
function isPrivate(file) {
    const stats = (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false });
    return stats?.isFile() === true && (stats.mode & 0o077) === 0;
}
function shellWord(path) {
    return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 40850:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ collectResults)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _remote_rsync__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67742);




/**
 * Brings home `{results}` and what the globs find. Relative matches keep their path below the
 * workdir, absolute ones their last part.
 *
 * @returns every file below `resultsPath`
 * @throws UserError when the orchestrator or this machine's disk does not go along
 */
async function collectResults(fleet, options) {
    const { layout, globs, resultsPath, signal, onProgress } = options;
    const { orchestrator, sshConfigFile } = fleet;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(resultsPath, { recursive: true });
    const transfer = {
        machine: orchestrator,
        sshConfigFile,
        signal,
        ...(onProgress && { onProgress }),
    };
    await (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_3__/* .download */ .R)(`${layout.results}/`, `${resultsPath}/`, transfer);
    const found = globs.length > 0 ? await expand(fleet, options) : [];
    const inWorkdir = found.filter((path) => !path.startsWith('/'));
    if (inWorkdir.length > 0) {
        const files = Buffer.from(inWorkdir.map((path) => `./${path}\0`).join(''));
        await (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_3__/* .download */ .R)(`${layout.workdir}/`, `${resultsPath}/`, { ...transfer, files });
    }
    for (const path of found.filter((path) => path.startsWith('/'))) {
        await (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_3__/* .download */ .R)(path.replace(/\/+$/, ''), `${resultsPath}/`, transfer);
    }
    return listFiles(resultsPath);
}
async function expand({ orchestrator }, { layout, globs, signal }) {
    const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "collect.sh", 'utf8');
    const { stdout } = await orchestrator.check('find the results', script, {
        args: [layout.workdir, ...globs],
        signal,
    });
    return stdout.split('\n').filter(Boolean);
}
async function listFiles(folder) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(files.map(async ({ parentPath, name }) => {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(parentPath, name);
        return { path: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(folder, path), bytes: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path)).size };
    }));
}


/***/ }),

/***/ 826:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ memoryDir),
/* harmony export */   Zp: () => (/* binding */ layout),
/* harmony export */   ff: () => (/* binding */ runDir)
/* harmony export */ });
/** Paths of a run on its nodes. `runDir` is absolute; `runnableFile` is the file's own name. */
function layout(runDir, memoryDir, runnableFile = 'runnable.yaml') {
    const secretsDir = `${runDir}/secrets`;
    return {
        runDir,
        memoryDir,
        secretsDir,
        secrets: `${secretsDir}/secrets.ini`,
        bin: `${runDir}/bin`,
        sshConfig: `${runDir}/ssh/config`,
        knownHosts: `${runDir}/ssh/known_hosts`,
        clusterKey: `${runDir}/ssh/id_ed25519`,
        hostfile: `${runDir}/hostfile`,
        environment: `${runDir}/environment.sh`,
        runnable: `${runDir}/runnable/${safeFileName(runnableFile)}`,
        workdir: `${runDir}/workdir`,
        results: `${runDir}/results`,
        job: `${runDir}/job`,
        log: `${runDir}/job/job.log`,
    };
}
/** The name a user gave a file, when it needs no quoting in the user's command. */
function safeFileName(name) {
    return /^\w[\w.-]*$/.test(name) ? name : 'runnable.yaml';
}
/** A run's folder in memory-backed storage (tmpfs(5)). */
function memoryDir(id) {
    return `/dev/shm/flambe-action-${id}`;
}
/**
 * A run's folder: in the home when it is at one path everywhere, otherwise where every node has a
 * writable folder of the same name (hosts of one cluster may have different homes).
 */
function runDir(id, homes) {
    const [home] = homes;
    const shared = home !== undefined && homes.every((other) => other === home);
    return shared ? `${home}/.flambe-action/${id}` : `/var/tmp/flambe-action-${id}`;
}


/***/ }),

/***/ 72710:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ shellQuote),
/* harmony export */   q: () => (/* binding */ shellCommand)
/* harmony export */ });
/** One word of a POSIX shell, whatever it contains (POSIX.1-2017, 2.2.2 Single-Quotes). */
function shellQuote(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
/** A simple command of a POSIX shell. */
function shellCommand(words) {
    return words.map(shellQuote).join(' ');
}


/***/ }),

/***/ 13087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vw: () => (/* binding */ formatProblem),
/* harmony export */   yU: () => (/* binding */ ExitCode),
/* harmony export */   yo: () => (/* binding */ UserError)
/* harmony export */ });
/**
 * Exit codes of the command line besides the job's own (sysexits.h).
 */
const ExitCode = {
    wrongUse: 64,
    badInput: 65,
    clusterUnavailable: 69,
    ourFault: 70,
    lost: 75,
    interrupted: 130,
};
/** An error that is not ours: it is shown as its problems, without a stack trace. */
class UserError extends Error {
    name = 'UserError';
    problems;
    exitCode;
    constructor(problems, exitCode = ExitCode.badInput, options) {
        const list = 'message' in problems ? [problems] : problems;
        super(list.map(formatProblem).join('\n'), options);
        this.problems = list;
        this.exitCode = exitCode;
    }
}
/** `file:line:column: field: message. fix`, leaving out what is not known. */
function formatProblem({ file, line, column, field, message, fix }) {
    const place = [file, line, column].filter((part) => part !== undefined).join(':');
    return [place, field, [message, fix].filter(Boolean).join(' ')].filter(Boolean).join(': ');
}


/***/ }),

/***/ 26399:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ providers)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./providers/local/addresses.js

/** Another service may listen on a port of every address, so that each candidate has its own. */
const firstPort = 2222;
const candidateCount = 20;
/**
 * Candidates, in the order to try them, for where the nodes of a cluster listen: a function from a
 * node's index to its loopback address. The same for the same `id`.
 */
function* candidateAddresses(id) {
    for (let candidate = 0; candidate < candidateCount; candidate++) {
        const digest = (0,external_node_crypto_.createHash)('sha256').update(`${id} ${candidate}`).digest();
        // 127.0.x.x is left to others: resolvers and services listen there.
        const high = 1 + (digest.readUInt8(0) % 254);
        const low = digest.readUInt8(1) << 8;
        const port = firstPort + candidate;
        yield (index) => ({ host: loopback(high, low + index + 1), port });
    }
}
/** 127.0.0.0/8 is a machine's own (RFC 1122, 3.2.1.3); Linux answers on all of it. */
function loopback(high, rest) {
    return [127, high, (rest >> 8) & 255, rest & 255].join('.');
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./providers/local/keys.js



const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/**
 * Makes a key without a passphrase: `file` (0600) and `file.pub`.
 *
 * @returns the public key as one line: type, base64, comment
 */
async function generateKey(sshKeygen, file, comment, type = 'ed25519') {
    await run(sshKeygen, ['-q', '-t', type, '-N', '', '-C', comment, '-f', file]);
    return (await (0,promises_.readFile)(`${file}.pub`, 'utf8')).trim();
}
/** A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
function knownHostsLine(host, port, publicKey) {
    const [type, blob] = publicKey.split(' ');
    return `${port === 22 ? host : `[${host}]:${port}`} ${type} ${blob}\n`;
}

// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./providers/local/machine.js





const packageOf = { sshd: 'openssh-server', 'ssh-keygen': 'openssh-client', timeout: 'coreutils' };
/** @throws UserError (69) that names everything that is missing */
async function inspectMachine(environment) {
    const path = (environment.PATH ?? '').split(external_node_path_.delimiter).filter(usablePathFolder);
    const [sshd, sshKeygen, timeout, bwrap] = await Promise.all(['sshd', 'ssh-keygen', 'timeout', 'bwrap'].map((program) => findProgram(program, path)));
    const missing = Object.entries({ sshd, 'ssh-keygen': sshKeygen, timeout })
        .filter(([, file]) => file === undefined)
        .map(([program]) => missingProgram(program));
    if (!sshd || !sshKeygen || !timeout)
        throw new problem/* UserError */.yo(missing, problem/* ExitCode */.yU.clusterUnavailable);
    const user = await currentUser();
    const otherHome = [environment.HOME].find((home) => home && (0,external_node_path_.isAbsolute)(home) && home !== user.home && home !== '/');
    if (user.uid === 0)
        await makePrivilegeSeparationFolder();
    return { sshd, sshKeygen, timeout, bwrap, user, path, otherHome };
}
/** sshd starts everything by the user's shell. */
function hasNoShell({ shell }) {
    return /^$|\/(nologin|false)$/.test(shell);
}
async function currentUser() {
    const { username: name, uid, gid, homedir: home, shell } = databaseEntry();
    const locked = uid === 0 && (await shadowEntry(name)).startsWith('!');
    return { name, uid, gid, home, shell: shell ?? '', locked };
}
/** sshd asks the user database, too: nobody can log in whom it does not know. */
function databaseEntry() {
    try {
        return (0,external_node_os_.userInfo)();
    }
    catch (cause) {
        throw new problem/* UserError */.yo({
            message: `A local cluster needs a user with an entry in /etc/passwd; number ${process.getuid?.()} has none.`,
            fix: 'Run as a user that this machine knows, or add one with `useradd`.',
        }, problem/* ExitCode */.yU.clusterUnavailable, { cause });
    }
}
async function shadowEntry(name) {
    const shadow = await (0,promises_.readFile)('/etc/shadow', 'utf8').catch(() => '');
    const line = shadow.split('\n').find((entry) => entry.startsWith(`${name}:`));
    return line?.split(':')[1] ?? '';
}
/** What Debian's service makes before it starts sshd; without it sshd as root refuses to start. */
async function makePrivilegeSeparationFolder() {
    await (0,promises_.mkdir)('/run/sshd', { recursive: true, mode: 0o755 });
}
/** Programs for administrators are often not on a user's PATH. */
async function findProgram(program, path) {
    for (const folder of [...path, '/usr/local/sbin', '/usr/sbin', '/sbin']) {
        const file = (0,external_node_path_.join)(folder, program);
        const executable = await (0,promises_.access)(file, external_node_fs_.constants.X_OK).then(() => true, () => false);
        if (executable)
            return file;
    }
    return undefined;
}
/** An empty or relative entry means the current folder, which is another on a node. */
function usablePathFolder(folder) {
    return (0,external_node_path_.isAbsolute)(folder) && !/[\n\r]/.test(folder);
}
function missingProgram(program) {
    return {
        message: `A local cluster needs \`${program}\`, which is not installed on this machine.`,
        fix: `Install it, for example with \`sudo apt-get install ${packageOf[program]}\`.`,
    };
}

;// CONCATENATED MODULE: ./providers/local/node.js






function localNode(clusterDir, clusterName, name) {
    const dir = (0,external_node_path_.join)(clusterDir, name);
    return {
        name,
        hostname: hostname(clusterName, name),
        dir,
        home: (0,external_node_path_.join)(dir, 'home'),
        tmp: (0,external_node_path_.join)(dir, 'tmp'),
        varTmp: (0,external_node_path_.join)(dir, 'var-tmp'),
        etc: (0,external_node_path_.join)(dir, 'etc'),
        log: (0,external_node_path_.join)(dir, 'sshd.log'),
    };
}
/** Makes the node's folders, its host key, and a home that `authorizedKey` opens. */
async function layOutNode(node, machine, authorizedKey) {
    const ssh = (0,external_node_path_.join)(node.home, '.ssh');
    await Promise.all([
        (0,promises_.mkdir)(ssh, { recursive: true, mode: 0o700 }),
        (0,promises_.mkdir)((0,external_node_path_.join)(node.etc, 'ssh'), { recursive: true, mode: 0o700 }),
        makeSharedFolder(node.tmp),
        makeSharedFolder(node.varTmp),
    ]);
    const hostKeyFile = (0,external_node_path_.join)(node.etc, 'ssh', 'ssh_host_ed25519_key');
    const [hostKey] = await Promise.all([
        generateKey(machine.sshKeygen, hostKeyFile, node.hostname),
        (0,promises_.writeFile)((0,external_node_path_.join)(ssh, 'authorized_keys'), `${authorizedKey}\n`, { mode: 0o600 }),
        (0,promises_.writeFile)((0,external_node_path_.join)(node.home, '.profile'), profile(machine.path)),
        replaceAccountFiles(node, machine.user),
    ]);
    return { ...node, hostKey, banner: (0,external_node_crypto_.randomBytes)(8).toString('hex') };
}
/** The host name of a node, at most 63 characters (RFC 1123, 2.1). */
function hostname(clusterName, name) {
    const plain = clusterName.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const start = plain.slice(0, 62 - name.length).replace(/^-+|-+$/g, '');
    return start === '' ? name : `${start}-${name}`;
}
async function makeSharedFolder(folder) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    await (0,promises_.chmod)(folder, 0o1777);
}
/** /etc/profile sets a PATH of its own for login shells; the tools are those of the caller there, too. */
function profile(path) {
    return `PATH=${(0,quote/* shellQuote */.Z)(path.join(':'))}\nexport PATH\n`;
}
/** Where the machine's own account files would keep sshd from working inside a sandbox. */
async function replaceAccountFiles(node, user) {
    const write = (name, text) => (0,promises_.writeFile)((0,external_node_path_.join)(node.etc, name), text, { mode: name === 'shadow' ? 0o600 : 0o644 });
    if (user.locked)
        await write('shadow', `${user.name}:*:19000:0:99999:7:::\n`);
    // Without root's rights a terminal cannot be handed to the group `tty`; without one, sshd does not try.
    if (user.uid !== 0) {
        const group = await (0,promises_.readFile)('/etc/group', 'utf8');
        await write('group', group.replace(/^tty:.*\n?/m, ''));
    }
    if (hasNoShell(user)) {
        const { name, uid, gid, home } = user;
        const passwd = await (0,promises_.readFile)('/etc/passwd', 'utf8');
        await write('passwd', `${name}:x:${uid}:${gid}::${home}:/bin/sh\n${passwd}`);
    }
}

;// CONCATENATED MODULE: ./providers/local/cluster-files.js




/** Folder of a run's local cluster inside `stateDir`. */
function clusterFolder(stateDir, id) {
    return (0,external_node_path_.join)(stateDir, `local-${id}`);
}
function clusterKeyFile(dir) {
    return (0,external_node_path_.join)(dir, 'key');
}
function knownHostsFile(dir) {
    return (0,external_node_path_.join)(dir, 'known_hosts');
}
/** Makes the folder with the cluster's key and everything that does not depend on addresses. */
async function layOutCluster(dir, plan, machine) {
    await (0,promises_.mkdir)(dir, { recursive: true, mode: 0o700 });
    const [publicKey] = await Promise.all([
        generateKey(machine.sshKeygen, clusterKeyFile(dir), `flambe-action ${plan.id}`),
        (0,promises_.writeFile)((0,external_node_path_.join)(dir, 'run.json'), JSON.stringify(recordOf(plan, dir))),
    ]);
    const nodes = plan.nodeNames.map((name) => localNode(dir, plan.name, name));
    return Promise.all(nodes.map((node) => layOutNode(node, machine, publicKey)));
}
/** Makes the nodes known: to the runner by their host keys, to each other by their names. */
async function introduceNodes(dir, nodes) {
    const knownHosts = nodes.map(({ host, port, hostKey }) => knownHostsLine(host, port, hostKey));
    const names = nodes.map(({ host, hostname, name }) => `${host} ${hostname} ${name}\n`);
    const machineHosts = await (0,promises_.readFile)('/etc/hosts', 'utf8').catch(() => '127.0.0.1 localhost');
    const hosts = `${machineHosts.trimEnd()}\n${names.join('')}`;
    await Promise.all([
        (0,promises_.writeFile)(knownHostsFile(dir), knownHosts.join(''), { mode: 0o600 }),
        ...nodes.map(({ etc }) => (0,promises_.writeFile)((0,external_node_path_.join)(etc, 'hosts'), hosts)),
    ]);
}
/** The record of the run whose cluster lies in `dir`; undefined when there is none. */
async function readRecord(dir) {
    try {
        return JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(dir, 'run.json'), 'utf8'));
    }
    catch {
        return undefined;
    }
}
/** As much of a record as the plan tells: enough to end the nodes. */
function recordOf(plan, dir) {
    const { id, name, run, startedAt, expiresAt, teardown } = plan;
    return {
        version: 1,
        id,
        name,
        run,
        provider: 'local',
        startedAt,
        expiresAt,
        teardown,
        keyFile: clusterKeyFile(dir),
        resultsPath: '',
        results: [],
        local: { dir, processes: [] },
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./providers/local/processes.js


/** Every process of this machine; one that is dead and only waits for its parent is none. */
function runningProcesses() {
    return (0,external_node_fs_.readdirSync)('/proc')
        .filter((entry) => /^\d+$/.test(entry))
        .map((entry) => runningProcess(Number(entry)))
        .filter((process) => process !== undefined);
}
function runningProcess(pid) {
    const stat = readProc(pid, 'stat');
    // The command's name stands in parentheses and may contain anything, parentheses too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, startTime] = [fields[0], fields[1], fields[19]];
    if (!parent || !startTime || state === 'Z' || state === 'X')
        return undefined;
    return { pid, startTime, parent: Number(parent) };
}
/** What a process was started with as `KEY=VALUE`; empty where this user may not know. */
function environmentOf(pid) {
    return readProc(pid, 'environ').split('\0').filter(Boolean);
}
/** The processes that `isRoot` picks, with everything below them. */
function processTrees(all, isRoot) {
    const found = new Set(all.filter(isRoot));
    for (let before = -1; before !== found.size;) {
        before = found.size;
        const pids = new Set([...found].map(({ pid }) => pid));
        for (const process of all)
            if (pids.has(process.parent))
                found.add(process);
    }
    return [...found];
}
function sameProcess(one, other) {
    return one.pid === other.pid && one.startTime === other.startTime;
}
/**
 * Kills what `find` finds until it finds nothing more: what is killed may just have started others.
 *
 * @returns what did not go within `timeout` milliseconds
 */
async function endProcesses(find, timeout = 10_000) {
    const deadline = performance.now() + timeout;
    let left = find();
    while (left.length > 0 && performance.now() < deadline) {
        for (const { pid } of left)
            kill(pid);
        await (0,external_node_timers_promises_.setTimeout)(5);
        left = find();
    }
    return left;
}
function kill(pid) {
    try {
        process.kill(pid, 'SIGKILL');
    }
    catch (error) {
        const { code } = error;
        // Gone, or another user's: the latter is found again and reported.
        if (code !== 'ESRCH' && code !== 'EPERM')
            throw error;
    }
}
function readProc(pid, file) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/${file}`, 'latin1');
    }
    catch {
        return '';
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./providers/local/start-node.js




/** In the environment of a node's first process: the node's folder. */
const marker = 'FLAMBE_ACTION_NODE';
/** Starts the node's first process in a session of its own, where it outlives this process. */
async function startNode(node, [program = '', ...args]) {
    const log = await (0,promises_.open)(node.log, 'a', 0o600);
    try {
        const child = (0,external_node_child_process_.spawn)(program, args, {
            // Nothing else of our environment: it holds the secrets, and this process lives long.
            env: nodeEnvironment(node),
            cwd: '/',
            detached: true,
            stdio: ['ignore', log.fd, log.fd],
        });
        const ended = (0,external_node_events_.once)(child, 'exit').then(() => endOfLog(node));
        // Whether it was started is known at once; why it was not, only later.
        if (child.pid === undefined)
            await ended;
        child.unref();
        const started = child.pid === undefined ? undefined : runningProcess(child.pid);
        return { node, process: started && { pid: started.pid, startTime: started.startTime }, ended };
    }
    finally {
        await log.close();
    }
}
function nodeEnvironment(node) {
    const { RUNNER_TRACKING_ID } = process.env;
    return {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        [marker]: node.dir,
        // By this GitHub's runner finds what a workflow job has left running, and ends it.
        ...(RUNNER_TRACKING_ID === undefined ? {} : { RUNNER_TRACKING_ID }),
    };
}
async function endOfLog(node) {
    const log = await (0,promises_.readFile)(node.log, 'utf8').catch(() => '');
    return log.trim().split('\n').slice(-5).join('\n');
}

;// CONCATENATED MODULE: ./providers/local/cluster-processes.js



/**
 * The processes of a cluster's nodes: the trees below those that were recorded, and below those that
 * carry its folder in their environment (started, but not yet recorded).
 */
function clusterProcesses({ dir, processes }) {
    const recorded = (process) => processes.some((one) => sameProcess(one, process));
    return processTrees(runningProcesses(), (process) => recorded(process) || clusterDir(process) === dir);
}
/** Folders of all clusters of this user that run on this machine. */
function runningClusterDirs() {
    const dirs = runningProcesses().map(clusterDir);
    return [...new Set(dirs.filter((dir) => dir !== undefined))];
}
function clusterDir({ pid }) {
    const prefix = `${marker}=`;
    const entry = environmentOf(pid).find((variable) => variable.startsWith(prefix));
    const nodeDir = entry?.slice(prefix.length);
    return nodeDir && (0,external_node_path_.basename)(nodeDir) !== '' ? (0,external_node_path_.dirname)(nodeDir) : undefined;
}

;// CONCATENATED MODULE: ./providers/local/tool-folders.js


/** Of these only what belongs to programs: beside it lie the user's own data and tokens. */
const mixedFolders = {
    '.local': ['bin', 'lib', 'share/uv', 'share/pipx', 'pipx'],
    '.cargo': ['bin', 'env'],
    go: ['bin'],
};
const programFolders = new Set(['bin', 'sbin', 'shims', 'condabin']);
/**
 * What of the hidden folders programs on the PATH need: `~/.pyenv` for `~/.pyenv/shims`, but `~/bin`
 * itself. Outermost first, none inside another.
 */
function toolFolders(path, isHidden, exists = external_node_fs_.existsSync) {
    const folders = path
        .filter(isHidden)
        .flatMap((folder) => withItsPrefix(folder, isHidden))
        .filter(exists)
        .sort();
    return folders.filter((folder, i) => !folders.slice(0, i).some((outer) => isInside(folder, outer)));
}
/** Whether `folder` is `outer` or below it; both absolute. */
function isInside(folder, outer) {
    return folder === outer || folder.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}
function withItsPrefix(folder, isHidden) {
    const prefix = (0,external_node_path_.dirname)(folder);
    // A hidden folder's own parent is visible: its prefix would be the whole home.
    const ownPrefix = programFolders.has((0,external_node_path_.basename)(folder)) && isHidden((0,external_node_path_.dirname)(prefix));
    if (!ownPrefix)
        return [folder];
    const parts = mixedFolders[(0,external_node_path_.basename)(prefix)];
    if (parts)
        return [...parts.map((part) => (0,external_node_path_.join)(prefix, part)), ...rustupOf(prefix)];
    return [prefix];
}
/** cargo's programs are links to rustup, which has the tools beside it. */
function rustupOf(prefix) {
    return (0,external_node_path_.basename)(prefix) === '.cargo' ? [(0,external_node_path_.join)((0,external_node_path_.dirname)(prefix), '.rustup')] : [];
}

;// CONCATENATED MODULE: ./providers/local/sandbox.js





/** Files of /etc that a node may have of its own. */
const ownFiles = ['passwd', 'group', 'shadow', 'hosts'];
/**
 * bwrap's arguments for a node: a home, /tmp, /dev/shm, processes and a host name of its own at the
 * same paths as on every node, and nothing of `secretDir`. Network and all other files are shared.
 */
function sandboxArguments(node, machine, secretDir) {
    const { user, otherHome } = machine;
    const hiddenFolders = ['/tmp', '/var/tmp', user.home, otherHome].filter((f) => f !== undefined);
    const isHidden = (folder) => hiddenFolders.some((hidden) => isInside(folder, hidden));
    const tools = toolFolders(machine.path, isHidden);
    const secretShows = !isHidden(secretDir) || tools.some((tool) => isInside(secretDir, tool));
    const files = ownFiles.filter((file) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(node.etc, file)));
    return [
        ...['--bind', '/', '/'],
        ...['--dev', '/dev'],
        ...acceleratorDevices().flatMap((device) => ['--dev-bind', device, device]),
        ...['--perms', '1777', '--tmpfs', '/dev/shm'],
        ...['--proc', '/proc'],
        ...['--bind', node.tmp, '/tmp'],
        ...['--bind', node.varTmp, '/var/tmp'],
        ...(otherHome && (0,external_node_fs_.existsSync)(otherHome) ? ['--tmpfs', otherHome] : []),
        ...['--bind', node.home, user.home],
        ...tools.flatMap((tool) => ['--ro-bind', tool, tool]),
        ...(secretShows ? ['--tmpfs', secretDir] : []),
        ...['--ro-bind', (0,external_node_path_.join)(node.etc, 'ssh'), '/etc/ssh'],
        ...files.flatMap((file) => ['--ro-bind', (0,external_node_path_.join)(node.etc, file), `/etc/${file}`]),
        ...['--unshare-pid', '--unshare-uts', '--unshare-ipc', '--hostname', node.hostname],
        // Ends with what started it, and takes every process inside with it.
        '--die-with-parent',
        ...['--chdir', '/'],
        ...(user.uid === 0 ? ['--cap-add', 'ALL'] : []),
    ];
}
/** @returns why bwrap cannot make such a node here, or undefined when it can */
async function whyNoSandbox([node], machine, secretDir) {
    const { bwrap, user } = machine;
    if (!node)
        return undefined;
    if (!bwrap)
        return 'bubblewrap is not installed';
    if (user.home === '/' || !(0,external_node_fs_.existsSync)(user.home))
        return `${user.name} has no home folder`;
    try {
        await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(bwrap, [...sandboxArguments(node, machine, secretDir), 'true']);
        return undefined;
    }
    catch (error) {
        const { stderr, message } = error;
        return (stderr || message).trim().split('\n')[0];
    }
}
/** Besides the few devices that bwrap gives, those that jobs compute on. */
function acceleratorDevices() {
    return (0,external_node_fs_.readdirSync)('/dev')
        .filter((name) => /^(nvidia.*|dri|kfd)$/.test(name))
        .map((name) => `/dev/${name}`);
}

;// CONCATENATED MODULE: ./providers/local/sshd-config.js
/** sshd_config(5) of one node; of most keywords the first value counts. */
function sshdConfig(config) {
    const { host, port, etc, authorizedKeys, banner, environment } = config;
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return `${[
        `ListenAddress ${host}:${port}`,
        `HostKey ${sshd_config_quote(`${etc}/ssh_host_ed25519_key`)}`,
        `AuthorizedKeysFile ${sshd_config_quote(authorizedKeys.replaceAll('%', '%%'))}`,
        `VersionAddendum ${banner}`,
        // All of them on one line: a second SetEnv is ignored.
        `SetEnv ${variables.map(sshd_config_quote).join(' ')}`,
        'PidFile none',
        'UsePAM no',
        'AuthenticationMethods publickey',
        'PermitRootLogin prohibit-password',
        'PermitUserEnvironment no',
        // The folder above is private; above it there may be a /tmp, which sshd takes for unsafe.
        'StrictModes no',
        'UseDNS no',
        'PrintMotd no',
        'PrintLastLog no',
        'X11Forwarding no',
        'MaxStartups 100:30:200',
        'Subsystem sftp internal-sftp',
    ].join('\n')}\n`;
}
function sshd_config_quote(word) {
    return `"${word.replace(/["\\]/g, '\\$&')}"`;
}

;// CONCATENATED MODULE: ./providers/local/isolation.js




/** sshd's configuration, with paths as the node sees them. */
function nodeSshdConfig(node, { machine, isolation }) {
    const PATH = machine.path.join(':');
    const own = {
        sandbox: { etc: '/etc/ssh', authorizedKeys: '.ssh/authorized_keys', environment: { PATH } },
        home: {
            etc: (0,external_node_path_.join)(node.etc, 'ssh'),
            authorizedKeys: (0,external_node_path_.join)(node.home, '.ssh', 'authorized_keys'),
            environment: { PATH, HOME: node.home, [marker]: node.dir },
        },
    };
    return sshdConfig({ ...node, ...own[isolation] });
}
/** The command that is the node: it ends with everything that it has started. */
function nodeCommand(node, setting) {
    const { machine, isolation, seconds, secretDir } = setting;
    const limited = [machine.timeout, '--signal=KILL', String(seconds)];
    const sshd = (etc) => [machine.sshd, '-D', '-e', '-f', `${etc}/sshd_config`];
    if (isolation === 'home') {
        return ['/bin/sh', '-c', runThenSweep, 'sh', ...limited, ...sshd((0,external_node_path_.join)(node.etc, 'ssh'))];
    }
    const sandbox = [machine.bwrap ?? 'bwrap', ...sandboxArguments(node, machine, secretDir)];
    return [...limited, ...sandbox, ...sshd('/etc/ssh')];
}
/** Without a process space of its own a node knows its processes by what sshd put in their environment. */
const runThenSweep = `"$@"
for process in /proc/[0-9]*; do
  pid=\${process#/proc/}
  [ "$pid" = $$ ] && continue
  grep -qszFx "${marker}=$${marker}" "$process/environ" && kill -KILL "$pid"
done`;

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./providers/local/ready.js



/** Milliseconds in which a node must answer. */
const patience = 15_000;
/** Milliseconds between two tries to connect. */
const pause = 5;
/**
 * Waits until the node answers.
 *
 * @returns false when the address is somebody else's
 * @throws UserError (69) with what sshd said when it does not come up; the reason of `signal`
 */
async function isReady({ node, ended }, signal) {
    const over = new AbortController();
    const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
    try {
        const line = await Promise.race([firstLine(node, limit), ended.then(() => undefined)]);
        if (line !== undefined)
            return line.endsWith(` ${node.banner}`);
        const log = await ended;
        if (log.includes('Address already in use'))
            return false;
        throw new Error(`it ended, saying: ${log || 'nothing'}`);
    }
    catch (cause) {
        signal.throwIfAborted();
        const message = `The local cluster's ${node.name} did not start: ${cause.message}`;
        throw new problem/* UserError */.yo({ message }, problem/* ExitCode */.yU.clusterUnavailable, { cause });
    }
    finally {
        over.abort();
    }
}
/** The first line that something says to who connects (RFC 4253, 4.2), once there is something. */
async function firstLine(address, signal) {
    for (;;) {
        signal.throwIfAborted();
        const line = await readLine(address, signal).catch(() => undefined);
        if (line !== undefined)
            return line;
        await (0,external_node_timers_promises_.setTimeout)(pause);
    }
}
async function readLine({ host, port }, signal) {
    const socket = (0,external_node_net_.createConnection)({ host, port, signal });
    try {
        let text = '';
        socket.setEncoding('latin1');
        for await (const chunk of socket) {
            text += chunk;
            if (text.includes('\n'))
                return text.slice(0, text.indexOf('\n')).trimEnd();
        }
        return undefined;
    }
    finally {
        socket.destroy();
    }
}

;// CONCATENATED MODULE: ./providers/local/release.js






/** Ends the nodes and removes their folder. */
async function releaseLocal({ id, local }) {
    if (local === undefined)
        return [];
    const { dir } = local;
    if (!(0,external_node_path_.isAbsolute)(dir) || (0,external_node_path_.basename)(dir) !== (0,external_node_path_.basename)(clusterFolder('/', id))) {
        const why = `It does not carry the name of run ${id}, so it may be somebody else's.`;
        return [{ what: `folder ${dir}`, why, command: (0,quote/* shellCommand */.q)(['ls', '-la', dir]) }];
    }
    const find = () => clusterProcesses(local);
    await endProcesses(find);
    const folder = await removeFolder(dir);
    // A node that was just starting finds no folder any more; what it still is goes here.
    const pids = (await endProcesses(find)).map(({ pid }) => String(pid));
    if (pids.length === 0)
        return folder;
    const what = `processes ${pids.join(', ')} of the local cluster`;
    const why = 'They did not end when killed.';
    return [...folder, { what, why, command: (0,quote/* shellCommand */.q)(['kill', '-KILL', ...pids]) }];
}
async function removeFolder(dir) {
    // Children of a process that died while it was acquiring may still write here for a moment.
    const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 };
    try {
        await (0,promises_.rm)(dir, options).catch(async () => {
            // Jobs leave folders that even their owner may not change: Go's module cache is one.
            await makeChangeable(dir);
            await (0,promises_.rm)(dir, options);
        });
        return [];
    }
    catch (error) {
        return [folderLeftover(dir, error.message)];
    }
}
/** The removal that failed may still be removing elsewhere: what is gone needs no change. */
async function makeChangeable(dir) {
    try {
        await (0,promises_.chmod)(dir, 0o700);
        for (const entry of await (0,promises_.readdir)(dir, { withFileTypes: true })) {
            if (entry.isDirectory())
                await makeChangeable((0,external_node_path_.join)(dir, entry.name));
        }
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            throw error;
    }
}
function folderLeftover(dir, why) {
    const command = `${(0,quote/* shellCommand */.q)(['chmod', '-R', 'u+rwX', dir])}; ${(0,quote/* shellCommand */.q)(['rm', '-rf', dir])}`;
    return { what: `folder ${dir}`, why, command };
}

;// CONCATENATED MODULE: ./providers/local/local-provider.js













/** Nodes on this machine: an sshd each, on loopback addresses, with a key made for the cluster. */
function localProvider(options) {
    return {
        acquire: (plan, signal) => acquire(plan, signal, options),
        release: releaseLocal,
        find: findLocal,
    };
}
async function acquire(plan, signal, { stateDir, save, info }) {
    signal.throwIfAborted();
    const machine = await inspectMachine(process.env);
    const dir = clusterFolder(stateDir, plan.id);
    await save({ keyFile: clusterKeyFile(dir), local: { dir, processes: [] } });
    const nodes = await layOutCluster(dir, plan, machine);
    const setting = {
        machine,
        isolation: await chooseIsolation(await whyNoSandbox(nodes, machine, stateDir), machine, info),
        seconds: Math.max(1, Math.ceil((Date.parse(plan.expiresAt) - Date.now()) / 1000)),
        secretDir: stateDir,
    };
    for (const addressOf of candidateAddresses(plan.id)) {
        signal.throwIfAborted();
        const placed = nodes.map((node, index) => ({ ...node, ...addressOf(index) }));
        await introduceNodes(dir, placed);
        const started = await Promise.all(placed.map((node) => startSshd(node, setting)));
        const local = { dir, processes: started.flatMap(({ process }) => process ?? []) };
        await save({ local });
        const ready = await Promise.all(started.map((node) => isReady(node, signal)));
        if (ready.every(Boolean))
            return clusterOf(dir, placed, machine.user.name);
        await endProcesses(() => clusterProcesses(local));
    }
    throw new problem/* UserError */.yo({
        message: 'A local cluster found no port that is free on the addresses of this machine.',
        fix: 'Look with `ss -ltnp` at what listens on ports 2222 to 2241.',
    }, problem/* ExitCode */.yU.clusterUnavailable);
}
function chooseIsolation(obstacle, { user }, info) {
    if (obstacle === undefined) {
        info('Each node has its own home, /tmp, /dev/shm, processes and host name; network and all other files are those of this machine');
        return 'sandbox';
    }
    if (user.locked || hasNoShell(user)) {
        throw new problem/* UserError */.yo({
            message: `${user.name} may not log in on this machine, and bwrap, which would mend that for a local cluster, cannot be used: ${obstacle}.`,
            fix: 'Run as another user, or install bubblewrap.',
        }, problem/* ExitCode */.yU.clusterUnavailable);
    }
    info(`Each node has its own $HOME only; /tmp, /dev/shm, processes, host name and all files are those of this machine, because bwrap cannot be used: ${obstacle}`);
    return 'home';
}
async function startSshd(node, setting) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(node.etc, 'ssh', 'sshd_config'), nodeSshdConfig(node, setting));
    return startNode(node, nodeCommand(node, setting));
}
function clusterOf(dir, nodes, user) {
    const [orchestrator, ...factories] = nodes.map(({ name, host, port }) => ({
        name,
        role: name === 'orchestrator' ? 'orchestrator' : 'factory',
        host,
        privateHost: host,
        port,
        user,
    }));
    if (!orchestrator)
        throw new Error('A cluster has an orchestrator.');
    return {
        nodes: [orchestrator, ...factories],
        jump: undefined,
        keyFile: clusterKeyFile(dir),
        knownHostsFile: knownHostsFile(dir),
    };
}
/** Those whose nodes run, whoever started them, if only this user may end them. */
async function findLocal({ id }) {
    const records = await Promise.all(runningClusterDirs().map(readRecord));
    return records
        .filter((record) => record !== undefined)
        .filter((record) => id === undefined || record.id === id);
}

;// CONCATENATED MODULE: ./providers/ssh/ssh-provider.js
/** Machines that are there before and after the run: nothing is made and nothing is ended. */
function sshProvider({ keyFile, knownHostsFile }) {
    return {
        async acquire({ cluster }, signal) {
            signal.throwIfAborted();
            if (cluster.kind !== 'ssh')
                throw new Error(`This is no !SSHCluster, but ${cluster.kind}.`);
            return { nodes: nodesOf(cluster), jump: cluster.jump, keyFile, knownHostsFile };
        },
        release: async () => [],
        find: async () => [],
    };
}
function nodesOf(cluster) {
    const { orchestrator, factories, usePublic, port, user } = cluster;
    const node = (name, role, address) => ({
        name,
        role,
        host: usePublic ? address.public : address.private,
        privateHost: address.private,
        port,
        user,
    });
    return [
        node('orchestrator', 'orchestrator', orchestrator),
        ...factories.map((address, i) => node(`factory-${i + 1}`, 'factory', address)),
    ];
}

;// CONCATENATED MODULE: ./providers/registry.js


/** By the `kind` of a cluster file, which is also the `provider` of a record. */
const providers = {
    local: localProvider,
    ssh: sshProvider,
};


/***/ }),

/***/ 94497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ childEnvironment),
/* harmony export */   w: () => (/* binding */ runChild)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);



/** Characters kept of a child's output: its end. */
const keptOutput = 256 * 1024;
/** setpriv(1): "127 program could not be executed because of not being found". */
const notFound = 127;
/**
 * Runs a program of this machine to its end.
 * It ends with us: should this process be killed, the kernel kills the program too.
 *
 * @throws the reason of `signal` when aborted; a UserError when the program is not installed
 */
async function runChild(program, args, { signal, input, onStdout } = {}) {
    signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...childEnvironment(process.env), LC_ALL: 'C' },
    });
    const kill = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', kill, { once: true });
    try {
        const stdout = gather(child.stdout, onStdout);
        const stderr = gather(child.stderr);
        // A program that ends before it has read everything closes the pipe; its exit code tells more.
        child.stdin.on('error', () => { });
        child.stdin.end(input ?? '');
        const [code] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
        signal?.throwIfAborted();
        if (code === notFound)
            throw missingProgram(program);
        return { code, stdout: stdout(), stderr: stderr() };
    }
    catch (error) {
        throw error.code === 'ENOENT' ? missingProgram('setpriv') : error;
    }
    finally {
        signal?.removeEventListener('abort', kill);
    }
}
/**
 * The environment without what a runner puts there for us alone: `INPUT_*` holds the secrets and the
 * private key, and an environment can be read for as long as its process lives.
 */
function childEnvironment(environment) {
    const ours = /^(INPUT_|STATE_|ACTIONS_|AWS_|GITHUB_TOKEN$|GH_TOKEN$)/;
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}
function missingProgram(program) {
    const from = { rsync: 'rsync', setpriv: 'util-linux', git: 'git' }[program] ?? 'openssh-client';
    return new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({
        message: `\`${program}\` is not installed on this machine.`,
        fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.wrongUse);
}
/** Keeps the end of a stream of any length. */
function gather(stream, onText) {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        onText?.(chunk);
        text = (text + chunk).slice(-keptOutput);
    });
    return () => text;
}


/***/ }),

/***/ 85415:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ Connection),
/* harmony export */   p: () => (/* binding */ ConnectionLost)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);



/** The connection is gone; what ran on the other side may still run. */
class ConnectionLost extends Error {
    name = 'ConnectionLost';
}
/** Three unanswered keepalives, so a dead connection is found within ten seconds. */
const keepalive = { keepaliveInterval: 3000, keepaliveCountMax: 3 };
const readyTimeout = 20_000;
/** Bytes kept of an output that nobody takes: its end. */
const keptOutput = 1024 * 1024;
/** One ssh2 connection to one host whose key is known. */
class Connection {
    #client;
    #lost = false;
    /** The host key as known_hosts writes it: `ssh-ed25519 AAAA…`. */
    hostKey;
    constructor(client, hostKey) {
        this.#client = client;
        this.hostKey = hostKey;
        client.on('close', () => {
            this.#lost = true;
        });
        // Errors after `ready` show as `close`; without a listener they would end the process.
        client.on('error', () => { });
    }
    get lost() {
        return this.#lost;
    }
    /**
     * @param through a connection that the new one runs inside of (jump host)
     * @throws ConnectionLost when no connection comes about
     */
    static async open(endpoint, privateKey, through, signal) {
        signal.throwIfAborted();
        const { Client } = (await __webpack_require__.e(/* import() */ 362).then(__webpack_require__.t.bind(__webpack_require__, 17362, 23))).default;
        const sock = through && (await through.#forward(endpoint));
        const client = new Client();
        let hostKey = '';
        const ready = new Promise((resolve, reject) => {
            client.once('ready', resolve);
            client.once('error', (cause) => {
                reject(new ConnectionLost(`${endpoint.name}: ${cause.message}`, { cause }));
            });
            client.once('close', () => reject(new ConnectionLost(`${endpoint.name}: closed`)));
        });
        const abort = () => client.destroy();
        signal.addEventListener('abort', abort, { once: true });
        try {
            client.connect({
                ...(sock ? { sock } : { host: endpoint.host, port: endpoint.port }),
                username: endpoint.user,
                privateKey,
                readyTimeout,
                ...keepalive,
                authHandler: ['publickey'],
                algorithms: { serverHostKey: signatureAlgorithms(endpoint.key.type) },
                hostVerifier: (blob) => {
                    hostKey = `${endpoint.key.type} ${blob.toString('base64')}`;
                    return fingerprint(blob) === endpoint.key.fingerprint;
                },
            });
            await ready;
            return new Connection(client, hostKey);
        }
        catch (error) {
            client.destroy();
            signal.throwIfAborted();
            throw error;
        }
        finally {
            signal.removeEventListener('abort', abort);
        }
    }
    /**
     * Runs a command line in the user's login shell to its end.
     * @throws ConnectionLost when its exit status never came; the reason of `signal` when aborted
     */
    async exec(command, { input, onStdout, signal } = {}) {
        signal?.throwIfAborted();
        const channel = await this.#channel(command);
        let status;
        channel.once('exit', (code, name) => {
            status = { code: code ?? 128 + signalNumber(name) };
        });
        channel.on('error', () => { });
        const closed = (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(channel, 'close');
        const stdout = new Tail();
        const stderr = new Tail();
        channel.stderr.on('data', (chunk) => stderr.push(chunk));
        channel.end(input ?? '');
        const read = drain(channel, onStdout ?? ((chunk) => stdout.push(chunk)));
        await unlessAborted(Promise.all([read, closed]), signal, () => channel.destroy());
        if (!status)
            throw new ConnectionLost('the connection broke before the command ended');
        return { ...status, stdout: stdout.text(), stderr: stderr.text() };
    }
    close() {
        this.#client.end();
    }
    /** Leaves without a word, for when nobody answers. */
    destroy() {
        this.#client.destroy();
    }
    #channel(command) {
        return this.#ask((resolve, reject) => {
            this.#client.exec(command, (error, channel) => (error ? reject(error) : resolve(channel)));
        });
    }
    #forward({ host, port }) {
        return this.#ask((resolve, reject) => {
            this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => error ? reject(error) : resolve(channel));
        });
    }
    /** ssh2 never calls back for a request whose connection dies first. */
    #ask(ask) {
        return new Promise((resolve, reject) => {
            const gone = () => reject(new ConnectionLost('the connection is gone'));
            if (this.#lost)
                return gone();
            this.#client.once('close', gone);
            const settled = () => this.#client.removeListener('close', gone);
            const refuse = (cause) => {
                settled();
                reject(new ConnectionLost(cause.message, { cause }));
            };
            try {
                ask((value) => {
                    settled();
                    resolve(value);
                }, refuse);
            }
            catch (error) {
                refuse(error);
            }
        });
    }
}
/** A dead connection never closes a channel, so an abort does not wait for it. */
async function unlessAborted(work, signal, stop) {
    if (!signal)
        return void (await work);
    const aborted = Promise.withResolvers();
    const abort = () => {
        stop();
        aborted.reject(signal.reason);
    };
    work.catch(() => { });
    signal.addEventListener('abort', abort, { once: true });
    try {
        await Promise.race([work, aborted.promise]);
        signal.throwIfAborted();
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
}
/** Reads a stream to its end, a piece at a time; a stream that breaks off ends here too. */
async function drain(channel, take) {
    // Destroying the channel at its end would close it before the exit status is here.
    const chunks = channel.iterator({ destroyOnReturn: false });
    try {
        for await (const chunk of chunks)
            await take(chunk);
    }
    catch (error) {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
            throw error;
    }
}
/** The end of an output of any length. */
class Tail {
    #chunks = [];
    #bytes = 0;
    push(chunk) {
        this.#chunks.push(chunk);
        this.#bytes += chunk.length;
        while (this.#bytes - (this.#chunks[0]?.length ?? 0) > keptOutput) {
            this.#bytes -= this.#chunks.shift()?.length ?? 0;
        }
    }
    text() {
        return Buffer.concat(this.#chunks).toString('utf8');
    }
}
function fingerprint(blob) {
    return `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
/** An `ssh-rsa` key signs with SHA-2 (RFC 8332); the others are named like their keys. */
function signatureAlgorithms(type) {
    const names = type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type];
    return names;
}
/** `name` without SIG, as RFC 4254, 6.10 names signals. */
function signalNumber(name = 'KILL') {
    return node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[`SIG${name}`] ?? node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals.SIGKILL;
}


/***/ }),

/***/ 62714:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  Zf: () => (/* binding */ disconnect),
  c9: () => (/* binding */ knownHostsText),
  M6: () => (/* binding */ reconnect)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
// EXTERNAL MODULE: ./remote/connection.js
var connection = __webpack_require__(85415);
;// CONCATENATED MODULE: ./remote/machine.js




/** A host that does not answer for this long is lost. */
const lostAfterSeconds = 120;
/** One machine to talk to; a broken connection is made anew without a word. */
class Machine {
    node;
    #route;
    #privateKey;
    #runId;
    #connection;
    /** @param runId marks every process of the run on the node, so that teardown finds them */
    constructor(node, route, privateKey, runId) {
        this.node = node;
        this.#route = route;
        this.#privateKey = privateKey;
        this.#runId = runId;
    }
    get name() {
        return this.node.name;
    }
    /** Host key as known_hosts writes it, once a connection has shown it. */
    async hostKey(signal) {
        return (await this.connect(signal)).hostKey;
    }
    /** @throws ConnectionLost when the host cannot be reached now */
    async connect(signal) {
        const current = await this.#connection?.catch(() => undefined);
        if (current && !current.lost)
            return current;
        const opening = this.#open(signal);
        this.#connection = opening;
        opening.catch(() => { });
        return opening;
    }
    /**
     * Runs a POSIX shell script on the machine. After a lost connection it is run again from the
     * start, so a script must bear being run twice.
     *
     * @returns its exit code and output, whatever the code is
     * @throws UserError (exit code 75) when the host does not answer for `patience` seconds
     */
    async run(script, options) {
        const { signal, patience } = options;
        return this.persist((connection) => this.#exec(connection, script, options), signal, patience);
    }
    /** Like `run`, but once: what was begun is not begun again. @throws ConnectionLost */
    async attempt(script, options) {
        return this.#exec(await this.connect(options.signal), script, options);
    }
    /** Like `run`, for scripts that fail only when something is wrong on the node. */
    async check(what, script, options) {
        const result = await this.run(script, options);
        if (result.code === 0)
            return result;
        const words = (result.stderr.trim() || result.stdout.trim()).split('\n').slice(-20).join('\n');
        throw new problem/* UserError */.yo({
            field: `${this.name} (${this.node.host})`,
            message: `Failed to ${what} (exit code ${result.code}): ${words || 'no output'}`,
        }, problem/* ExitCode */.yU.clusterUnavailable);
    }
    /** Does something over a connection; when it breaks, again over a new one, for `patience` seconds. */
    async persist(work, signal, patience = lostAfterSeconds) {
        let brokenSince;
        for (let pause = 200;; pause = Math.min(pause * 2, 5000)) {
            try {
                return await work(await this.connect(signal));
            }
            catch (error) {
                signal.throwIfAborted();
                if (!(error instanceof connection/* ConnectionLost */.p))
                    throw error;
                brokenSince ??= performance.now();
                const seconds = (performance.now() - brokenSince) / 1000;
                if (seconds >= patience)
                    throw this.#lost(Math.round(seconds), error);
                await (0,external_node_timers_promises_.setTimeout)(pause, undefined, { signal });
            }
        }
    }
    /** Ends the connection, if there is one. */
    async close() {
        const connection = await this.#connection?.catch(() => undefined);
        connection?.close();
        this.#connection = undefined;
    }
    #exec(connection, script, { args = [], onStdout, signal, unmarked }) {
        const mark = unmarked ? [] : [`FLAMBE_ACTION_NODE=${this.#runId}`];
        const command = (0,quote/* shellCommand */.q)(['env', ...mark, 'sh', '-s', '--', ...args]);
        // The shell reads the script from its standard input: what the script runs must not.
        const input = `{\n${script}\n} </dev/null\n`;
        return connection.exec(command, { input, signal, ...(onStdout && { onStdout }) });
    }
    async #open(signal) {
        const through = await this.#route.through?.connect(signal);
        return connection/* Connection */.N.open(this.#route.endpoint, this.#privateKey, through, signal);
    }
    #lost(seconds, cause) {
        return new problem/* UserError */.yo({
            field: `${this.name} (${this.node.host})`,
            message: `The host has not answered for ${seconds} s: ${cause.message}.`,
        }, problem/* ExitCode */.yU.lost, { cause });
    }
}

// EXTERNAL MODULE: ./remote/ssh-config.js
var ssh_config = __webpack_require__(89644);
// EXTERNAL MODULE: ./remote/child.js
var child = __webpack_require__(94497);
;// CONCATENATED MODULE: ./remote/verify-host.js



/**
 * Connects once with OpenSSH, which alone decides whether a host key is trusted: hashed names,
 * `[host]:port`, `@cert-authority` and `@revoked` mean what they mean to the user's own ssh.
 * The keys that it accepted are what every later connection of ours is held to.
 */
async function verifyHost(target, signal) {
    const { hops, sshConfigFile } = target;
    const node = hops.at(-1);
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "host-facts.sh", 'utf8');
    const args = ['-v', '-T', '-F', sshConfigFile, node.name, 'sh -s'];
    const { code, stdout, stderr } = await (0,child/* runChild */.w)('ssh', args, { signal, input: script });
    const keys = offeredKeys(stderr);
    const last = keys.at(-1);
    if (last && stdout.includes('facts=1\n') && keys.length === hops.length) {
        return { kind: 'verified', keys, facts: parseFacts(stdout) };
    }
    const hop = hops[keys.length - 1];
    if (!last || !hop || (keys.length < hops.length && !isRefusal(stderr))) {
        return { kind: 'unreachable', reason: lastWords(stderr) };
    }
    return { kind: 'refused', problem: refusal(hop, last, target.pinnedIn, code, stderr) };
}
/**
 * The keys that `ssh -v` reports, in the order of the hops: a hop answers before the next is asked.
 * "Server host certificate" carries the fingerprint of the plain key in it (OpenSSH sshconnect.c).
 */
function offeredKeys(debug) {
    const line = /^debug1: Server host (?:key|certificate): (\S+) (SHA256:[^\s,]+)/gm;
    return [...debug.matchAll(line)].map(([, type = '', fingerprint = '']) => ({
        type: type.replace(/-cert-v01@openssh\.com$/, ''),
        fingerprint,
    }));
}
function parseFacts(text) {
    const facts = new Map(text.split('\n').map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
    }));
    return {
        home: facts.get('home') ?? '',
        missing: (facts.get('missing') ?? '').split(' ').filter(Boolean),
        cores: Number(facts.get('cores')) || 1,
        freeKiB: Number(facts.get('free')) || 0,
        memory: facts.get('memory') === 'yes',
    };
}
function isRefusal(stderr) {
    return /Host key verification failed|host key is known for|Permission denied/.test(stderr);
}
function refusal({ name, address, port, user }, key, pinnedIn, code, stderr) {
    const host = port === 22 ? address : `[${address}]:${port}`;
    const field = `${name} (${address})`;
    const scan = `ssh-keyscan -p ${port} ${address}`;
    if (/REVOKED HOST KEY/.test(stderr)) {
        return {
            field,
            message: `The host key ${key.type} ${key.fingerprint} of ${host} is revoked in ${pinnedIn}.`,
            fix: 'Give the host a new key, or find out who answers at this address.',
        };
    }
    if (/HOST IDENTIFICATION HAS CHANGED/.test(stderr)) {
        return {
            field,
            message: `${host} showed the host key ${key.type} ${key.fingerprint}, but ${pinnedIn} pins another. Somebody may be in between, or the host was set up anew.`,
            fix: `If you know that it was set up anew, compare the fingerprint on the host itself and replace its line with the output of \`${scan}\`.`,
        };
    }
    if (/Host key verification failed|host key is known for/.test(stderr)) {
        return {
            field,
            message: `${host} is not pinned in ${pinnedIn}; it offered the host key ${key.type} ${key.fingerprint}. Nothing was sent.`,
            fix: `Compare that fingerprint on the host itself (\`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\`), then add the output of \`${scan}\` to ${pinnedIn}.`,
        };
    }
    if (/Permission denied/.test(stderr)) {
        return {
            field,
            message: `${user}@${address} does not accept the key.`,
            fix: `Add its public half to ~/.ssh/authorized_keys of ${user} there, or give the key that belongs to it.`,
        };
    }
    return {
        field,
        message: `A first command on ${user}@${address} failed (exit code ${code ?? 'none'}): ${lastWords(stderr) || 'it printed nothing'}.`,
        fix: `Try \`ssh ${user}@${address} -p ${port} true\`.`,
    };
}
/** What ssh said last that is not its debug output. */
function lastWords(stderr) {
    const lines = stderr.split(/\r?\n/).filter((line) => line && !/^(debug\d|OpenSSH_)/.test(line));
    return (lines.at(-1) ?? '').trim();
}

;// CONCATENATED MODULE: ./remote/fleet.js







/**
 * Verifies every host by OpenSSH against the pinned keys, then connects with ssh2 to exactly those.
 * A factory that is not reached from here is reached through the orchestrator, still end to end.
 *
 * @throws UserError with a problem for each host that is not pinned, not reached or not fit
 */
async function connect(cluster, options) {
    const { stateDir, signal, runId } = options;
    const { nodes, jump, keyFile } = cluster;
    const outcomes = await verifyAll(cluster, options);
    const verified = judge(outcomes);
    const inside = outcomes.filter(({ hops }) => isInside(hops)).map(({ node }) => node.name);
    const keys = Object.fromEntries(verified.flatMap(({ hops, keys }) => hops.map((hop, i) => [hop.name, keys[i]])));
    const machines = makeMachines({ nodes, jump, inside, keys, runId, keyFile });
    const lines = await hostKeyLines(machines, signal);
    const known = {
        nodes,
        jump,
        inside,
        keys: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, { ...key, line: lines.get(name) ?? '' }])),
    };
    const sshConfigFile = await writeRunConfig(known, keyFile, stateDir);
    return {
        fleet: assemble(machines.nodes, sshConfigFile),
        facts: new Map(verified.map(({ node, facts }) => [node.name, facts])),
        known,
    };
}
/** The same machines again, in another process: held to the keys that were verified then. */
async function reconnect(known, keyFile, { runId, stateDir }) {
    const machines = makeMachines({ ...known, runId, keyFile });
    return assemble(machines.nodes, await writeRunConfig(known, keyFile, stateDir));
}
async function disconnect(fleet) {
    await Promise.all(fleet.machines.map((machine) => machine.close()));
}
/** known_hosts by node name, as it lies on the runner and on every node. */
function knownHostsText({ keys }) {
    return Object.entries(keys)
        .map(([name, { line }]) => `${name} ${line}\n`)
        .join('');
}
async function writeRunConfig(known, keyFile, stateDir) {
    const knownHostsFile = (0,external_node_path_.join)(stateDir, 'known_hosts');
    await (0,promises_.writeFile)(knownHostsFile, knownHostsText(known), { mode: 0o600 });
    const inside = new Set(known.inside);
    const config = { ...known, inside, keyFile, knownHostsFile, pinnedBy: 'run' };
    const file = (0,external_node_path_.join)(stateDir, 'ssh_config');
    await (0,promises_.writeFile)(file, (0,ssh_config/* runnerSshConfig */.ps)(config), { mode: 0o600 });
    return file;
}
async function verifyAll(cluster, options) {
    const { stateDir, pinnedIn, signal, onVerified } = options;
    const { nodes, jump, keyFile, knownHostsFile } = cluster;
    const verify = async (among, inside) => {
        const sshConfigFile = (0,external_node_path_.join)(stateDir, inside.size > 0 ? 'ssh_config.inside' : 'ssh_config');
        const config = { nodes, jump, inside, keyFile, knownHostsFile, pinnedBy: 'user' };
        await (0,promises_.writeFile)(sshConfigFile, (0,ssh_config/* runnerSshConfig */.ps)(config), { mode: 0o600 });
        return Promise.all(among.map(async (node) => {
            const hops = hopsTo(node, cluster, inside);
            const result = await verifyHost({ hops, sshConfigFile, pinnedIn }, signal);
            const key = result.kind === 'verified' && result.keys.at(-1);
            if (key)
                onVerified(node, key);
            return { node, hops, result };
        }));
    };
    const first = await verify(nodes, new Set());
    if (first[0]?.result.kind !== 'verified')
        return first;
    const away = first.filter(({ result }) => result.kind === 'unreachable').map(({ node }) => node);
    if (away.length === 0)
        return first;
    const again = await verify(away, new Set(away.map(({ name }) => name)));
    return first.map((outcome) => again.find(({ node }) => node === outcome.node) ?? outcome);
}
function hopsTo(node, { nodes, jump }, inside) {
    const hop = ({ name, host, port, user }) => ({
        name,
        address: host,
        port,
        user,
    });
    const before = jump ? [{ ...jump, name: ssh_config/* jumpName */.gU, address: jump.host }] : [];
    if (!inside.has(node.name))
        return [...before, hop(node)];
    return [...before, hop(nodes[0]), { ...hop(node), address: node.privateHost }];
}
function isInside(hops) {
    return hops.length > 1 && hops.at(-2)?.name === 'orchestrator';
}
/** @throws UserError with everything that is wrong with any of the hosts */
function judge(outcomes) {
    const problems = [];
    const fit = [];
    for (const { node, hops, result } of outcomes) {
        const field = `${node.name} (${node.host})`;
        if (result.kind === 'refused')
            problems.push(result.problem);
        else if (result.kind === 'unreachable') {
            problems.push({
                field,
                message: `No SSH connection to ${node.host} port ${node.port}: ${result.reason || 'no answer'}.`,
                fix: 'See that the machine is up and that its firewall or security group lets this machine in.',
            });
        }
        else if (result.facts.missing.length > 0) {
            problems.push({
                field,
                message: `The host has no ${result.facts.missing.map((tool) => `\`${tool}\``).join(', ')}.`,
                fix: 'Install openssh-client, rsync, coreutils and util-linux there.',
            });
        }
        else
            fit.push({ node, hops, keys: result.keys, facts: result.facts });
    }
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems, problem/* ExitCode */.yU.clusterUnavailable);
    return fit;
}
function makeMachines({ nodes, jump, inside, keys, runId, keyFile, }) {
    const privateKey = (0,external_node_fs_.readFileSync)(keyFile, 'utf8');
    const machine = (node, through, host) => {
        const key = keys[node.name];
        if (!key)
            throw new Error(`No verified host key of ${node.name}.`);
        const endpoint = { name: node.name, host, port: node.port, user: node.user, key };
        return new Machine(node, { endpoint, through }, privateKey, runId);
    };
    const jumpNode = jump && jumpAsNode(jump);
    const first = jumpNode && machine(jumpNode, undefined, jumpNode.host);
    const made = [];
    for (const node of nodes) {
        const within = inside.includes(node.name);
        made.push(machine(node, within ? made[0] : first, within ? node.privateHost : node.host));
    }
    return { nodes: made, jump: first };
}
function jumpAsNode({ host, port, user }) {
    return { name: ssh_config/* jumpName */.gU, role: 'orchestrator', host, privateHost: host, port, user };
}
async function hostKeyLines({ nodes, jump }, signal) {
    const all = jump ? [jump, ...nodes] : nodes;
    return new Map(await Promise.all(all.map(async (machine) => [machine.name, await machine.hostKey(signal)])));
}
function assemble(machines, sshConfigFile) {
    const [orchestrator, ...factories] = machines;
    if (!orchestrator)
        throw new Error('A cluster has an orchestrator.');
    return { orchestrator, factories, machines, sshConfigFile };
}


/***/ }),

/***/ 79326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hV: () => (/* binding */ writeFiles),
/* harmony export */   pJ: () => (/* binding */ authorizedKeysScript),
/* harmony export */   qu: () => (/* binding */ endProcessesScript)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _plan_quote__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72710);



/** `authorized-keys.sh ID [LINE]`. */
function authorizedKeysScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "authorized-keys.sh", 'utf8');
}
/** `end-processes.sh NAME=VALUE...`. */
function endProcessesScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "end-processes.sh", 'utf8');
}
/** A script that writes files as they are; none of them may be there half. */
function writeFiles(files) {
    return [...files]
        .map(([path, text]) => {
        const made = (0,_plan_quote__WEBPACK_IMPORTED_MODULE_2__/* .shellQuote */ .Z)(`${path}.new`);
        return `printf '%s' ${quoteAlways(text)} >${made}\nmv ${made} ${(0,_plan_quote__WEBPACK_IMPORTED_MODULE_2__/* .shellQuote */ .Z)(path)}`;
    })
        .join('\n');
}
function quoteAlways(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 67742:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download),
/* harmony export */   S: () => (/* binding */ upload)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _child__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94497);


/** Owner, group and devices stay behind: accounts differ between the two sides. */
const always = ['-rlptz', '--partial', '--timeout=60'];
const attempts = 3;
/** rsync(1), EXIT VALUES: protocol stream, socket I/O, timeouts, and ssh's own 255. */
const worthAnotherTry = new Set([10, 12, 30, 35, 255]);
/** "Partial transfer due to vanished source files": the rest is there. */
const vanished = 24;
/** Sends files or a folder (`source/`) to a folder of the machine, with the user's key. */
function upload(source, destination, transfer) {
    return rsync(source, `${transfer.machine.name}:${destination}`, transfer);
}
/** Brings files or a folder (`source/`) of the machine to a folder here, with the user's key. */
function download(source, destination, transfer) {
    const options = ['--no-perms', ...(transfer.options ?? [])];
    return rsync(`${transfer.machine.name}:${source}`, destination, { ...transfer, options });
}
async function rsync(source, destination, transfer) {
    const { machine, sshConfigFile, options = [], files, signal, onProgress } = transfer;
    const args = [
        ...always,
        // Without it a remote shell would expand what stands in a path.
        '--protect-args',
        '-e',
        `ssh -F "${sshConfigFile}"`,
        ...(onProgress ? ['--info=progress2', '--no-inc-recursive'] : []),
        ...(files ? ['--from0', '--files-from=-'] : []),
        ...options,
        source,
        destination,
    ];
    const onStdout = onProgress && ((text) => reportProgress(text, onProgress));
    for (let attempt = 1;; attempt++) {
        const { code, stderr } = await (0,_child__WEBPACK_IMPORTED_MODULE_1__/* .runChild */ .w)('rsync', args, {
            signal,
            input: files,
            ...(onStdout && { onStdout }),
        });
        if (code === 0 || code === vanished)
            return;
        if (attempt === attempts || !worthAnotherTry.has(code ?? 0)) {
            throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
                field: `${machine.name} (${machine.node.host})`,
                message: `rsync failed (exit code ${code ?? 'none'}): ${stderr.trim().split('\n').slice(-5).join('\n')}`,
            }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable);
        }
    }
}
function reportProgress(text, report) {
    const [, bytes, percent, speed] = text
        .split(/[\r\n]/)
        .map((line) => /^\s*([\d,.]+[KMGT]?)\s+(\d+)%\s+(\S+)/.exec(line))
        .findLast(Boolean) ?? [];
    if (percent !== undefined)
        report(Number(percent) / 100, `${bytes} B, ${speed}`);
}


/***/ }),

/***/ 89644:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gU: () => (/* binding */ jumpName),
/* harmony export */   je: () => (/* binding */ nodeSshConfig),
/* harmony export */   ps: () => (/* binding */ runnerSshConfig)
/* harmony export */ });
/** What every connection of ours keeps to, on the runner and between nodes (ssh_config(5)). */
const common = [
    'IdentitiesOnly yes',
    'IdentityAgent none',
    'BatchMode yes',
    'PreferredAuthentications publickey',
    'StrictHostKeyChecking yes',
    'GlobalKnownHostsFile /dev/null',
    'UpdateHostKeys no',
    'CheckHostIP no',
    'CanonicalizeHostname no',
    'ForwardAgent no',
    'ForwardX11 no',
    'PermitLocalCommand no',
    'ControlPath none',
    'ConnectTimeout 10',
    'ServerAliveInterval 20',
    'ServerAliveCountMax 3',
];
/** Name of the jump host in our configuration; no node is called so. */
const jumpName = 'jump';
/** ssh_config of a run on the runner: node names are the only hosts in it. */
function runnerSshConfig(config) {
    const { nodes, jump, inside, keyFile, knownHostsFile, pinnedBy } = config;
    const blocks = nodes.map((node) => {
        const through = inside.has(node.name) ? 'orchestrator' : jump && jumpName;
        return hostBlock(node.name, [
            `HostName ${inside.has(node.name) ? node.privateHost : node.host}`,
            `Port ${node.port}`,
            `User ${node.user}`,
            ...(through ? [`ProxyJump ${through}`] : []),
            ...(pinnedBy === 'run' ? [`HostKeyAlias ${node.name}`] : []),
        ]);
    });
    if (jump) {
        blocks.push(hostBlock(jumpName, [
            `HostName ${jump.host}`,
            `Port ${jump.port}`,
            `User ${jump.user}`,
            ...(pinnedBy === 'run' ? [`HostKeyAlias ${jumpName}`] : []),
        ]));
    }
    return [
        ...blocks,
        hostBlock('*', [
            ...common,
            'LogLevel ERROR',
            `IdentityFile ${quoted(keyFile)}`,
            `UserKnownHostsFile ${quoted(knownHostsFile)}`,
        ]),
    ].join('\n');
}
/**
 * ssh_config that lies on every node: `factory-1` or its address, from any node to any other,
 * by the cluster's own key and the host keys that the runner has verified.
 */
function nodeSshConfig({ nodes, keyFile, knownHostsFile }) {
    const blocks = nodes.map((node) => hostBlock([...new Set([node.name, node.privateHost, node.host])].join(' '), [
        `HostName ${node.privateHost}`,
        `HostKeyAlias ${node.name}`,
        `Port ${node.port}`,
        `User ${node.user}`,
    ]));
    return [
        ...blocks,
        hostBlock('*', [
            ...common,
            'LogLevel ERROR',
            `IdentityFile ${quoted(keyFile)}`,
            `UserKnownHostsFile ${quoted(knownHostsFile)}`,
        ]),
    ].join('\n');
}
function hostBlock(name, lines) {
    return [`Host ${name}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
/** `%` starts a token in file names of ssh_config(5), also inside quotes. */
function quoted(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}


/***/ }),

/***/ 3800:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   HL: () => (/* binding */ formatFiles),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/** `0.3 s`, `42 s`, `3 min 5 s`, `2 h 3 min`. */
function formatDuration(seconds) {
    if (seconds < 9.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    if (whole < 3600)
        return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
    const minutes = Math.round(whole / 60);
    return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
function pair(large, largeUnit, small, smallUnit) {
    return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
/** In powers of 1000: `512 B`, `1.5 kB`, `20 MB`. */
function formatBytes(bytes) {
    let value = bytes;
    let unit = 'B';
    for (const larger of ['kB', 'MB', 'GB', 'TB']) {
        if (value < 999.5)
            break;
        value /= 1000;
        unit = larger;
    }
    return unit === 'B' || value >= 9.95
        ? `${Math.round(value)} ${unit}`
        : `${value.toFixed(1)} ${unit}`;
}
/** `1 node`, `2 nodes`. */
function formatCount(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `2 files, 1.5 MB`. */
function formatFiles(files) {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return `${formatCount(files.length, 'file')}, ${formatBytes(bytes)}`;
}


/***/ }),

/***/ 45886:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ secretParts),
/* harmony export */   E: () => (/* binding */ redact)
/* harmony export */ });
/** A shorter line of a longer secret (a brace, `---`) would blacken text that gives nothing away. */
const SHORTEST_LINE = 4;
/** A secret as it can appear in a log: whole, and line by line. Empty when there is nothing to hide. */
function secretParts(value) {
    if (value.trim() === '')
        return [];
    const lines = value.split(/[\r\n]+/).map((line) => line.trim());
    return [...new Set([value, ...lines.filter((line) => line.length >= SHORTEST_LINE)])];
}
/** The text with every one of these secrets, whole or line by line, replaced by `***`. */
function redact(text, values) {
    const parts = [...values].flatMap(secretParts);
    // The longest first: a secret that begins with another one must not leave its end behind.
    parts.sort((a, b) => b.length - a.length);
    return parts.reduce((redacted, part) => redacted.replaceAll(part, '***'), text);
}


/***/ }),

/***/ 84452:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ showFailure)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/**
 * Shows why nothing more is done: a user's mistake as its problems, anything else as ours.
 *
 * @returns the exit code
 */
function showFailure(error, surface) {
    if (error instanceof _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo) {
        for (const problem of error.problems)
            surface.error(problem);
        return error.exitCode;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    surface.error({ message: `Something went wrong that is not your fault: ${message}` });
    if (stack)
        surface.info(stack);
    return _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.ourFault;
}


/***/ }),

/***/ 61454:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ timed)
/* harmony export */ });
/** Does the work of a stage and notes how long it took and whether it threw. */
async function timed(title, work, note) {
    const startedAt = Date.now();
    const begin = performance.now();
    let ok = false;
    try {
        const result = await work();
        ok = true;
        return result;
    }
    finally {
        note({ title, startedAt, seconds: (performance.now() - begin) / 1000, ok });
    }
}


/***/ }),

/***/ 82278:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ write)
/* harmony export */ });
/**
 * Resolves when the system has taken the bytes. A pipe whose reader is gone takes everything: the
 * run goes on without being seen, since its machines must be taken down all the same.
 */
function write(stream, bytes) {
    return new Promise((resolve) => {
        stream.write(bytes, () => resolve());
    });
}


/***/ }),

/***/ 71592:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ RecordFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


const fileName = 'record.json';
/** The record of one run, on this machine's disk. */
class RecordFile {
    /** 0700 folder of the run. */
    dir;
    #record;
    constructor(dir, record) {
        this.dir = dir;
        this.#record = record;
    }
    static create(dir, record) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(dir, { recursive: true, mode: 0o700 });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(dir, 0o700);
        const file = new RecordFile(dir, record);
        file.save({});
        return file;
    }
    /** Undefined when there is none: nothing was begun, or everything is undone. */
    static open(dir) {
        try {
            return new RecordFile(dir, JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, fileName), 'utf8')));
        }
        catch (error) {
            if (error.code === 'ENOENT')
                return undefined;
            throw error;
        }
    }
    get record() {
        return this.#record;
    }
    /** Complete on disk when it returns: a reader finds the old or the new, never a half. */
    save(patch) {
        this.#record = { ...this.#record, ...patch };
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.dir, fileName);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`${path}.new`, JSON.stringify(this.#record, undefined, 2), {
            mode: 0o600,
            flush: true,
        });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(`${path}.new`, path);
    }
    /** Everything is undone: the run leaves nothing on this machine. */
    remove() {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(this.dir, { recursive: true, force: true });
    }
}


/***/ })

};
;