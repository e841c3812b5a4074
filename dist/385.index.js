"use strict";
exports.id = 385;
exports.ids = [385,646];
exports.modules = {

/***/ 97385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ keyFileFor),
/* harmony export */   endRun: () => (/* binding */ endRun)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _aws_access__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67432);
/* harmony import */ var _inputs_private_key__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87468);
/* harmony import */ var _providers_registry__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83387);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43390);
/* harmony import */ var _teardown_by_hand__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(50312);
/* harmony import */ var _teardown_teardown__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61120);








/**
 * Undoes a run by its record, in whatever process.
 *
 * @returns what is left; it is shown, with the command that removes it
 */
async function endRun(deps) {
    const { file, privateKey, surface, environment, hidden, rescueTime, signal } = deps;
    const given = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(file.dir, 'ssh_key.again');
    const key = keyAgain(file, privateKey, given);
    const provider = await providerOf(deps);
    const left = await surface
        .stage('teardown', () => (0,_teardown_teardown__WEBPACK_IMPORTED_MODULE_7__/* .tearDown */ .x)({
        file,
        ...key,
        provider,
        down: (0,_state_root__WEBPACK_IMPORTED_MODULE_5__/* .downCommand */ .wq)(file.record.id, environment),
        stateStays: (0,_state_root__WEBPACK_IMPORTED_MODULE_5__/* .stateStays */ .Ux)(environment),
        hidden,
        rescueTime,
        signal,
        info: (line) => surface.info(line),
        warning: (problem) => surface.warning(problem),
    }))
        .finally(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(given, { force: true }));
    for (const leftover of left)
        surface.error((0,_teardown_by_hand__WEBPACK_IMPORTED_MODULE_6__/* .leftoverProblem */ .pQ)(leftover));
    return left;
}
/** Hosts that no key opens are named, and machines end without one. */
function keyAgain(...given) {
    try {
        return { keyFile: keyFileFor(...given), noKey: 'the private key was not given again' };
    }
    catch (error) {
        const noKey = `the private key cannot be used: ${error.message}`;
        return { keyFile: undefined, noKey };
    }
}
/** The key of a local cluster and a key named by path are where they were, and are mended as before. */
function keyFileFor(file, privateKey, otherwise) {
    const path = file.record.keyFile;
    const key = path && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? readKeyAt(path) : privateKey;
    if (!key || key.file)
        return key?.file;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(otherwise, key.text, { mode: 0o600 });
    return otherwise;
}
function readKeyAt(path) {
    return (0,_inputs_private_key__WEBPACK_IMPORTED_MODULE_3__/* .readPrivateKey */ .$)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'), { origin: path, file: path });
}
async function providerOf({ file, surface, environment }) {
    const { provider, run, aws } = file.record;
    const access = aws && (0,_aws_access__WEBPACK_IMPORTED_MODULE_2__/* .accessAgain */ .tG)(aws, { run, environment, surface });
    // Asked for beside all that comes before the end of the machines, which leaves little time to wait.
    access?.credentials().catch(() => { });
    return _providers_registry__WEBPACK_IMPORTED_MODULE_4__/* .providers */ .r[provider]({
        stateDir: file.dir,
        save: (patch) => file.save(patch),
        info: (line) => surface.info(line),
        warning: (problem) => surface.warning(problem),
        environment,
        keyFile: '',
        knownHostsFile: '',
        userKeyFile: undefined,
        aws,
        access,
    });
}


/***/ }),

/***/ 44949:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ collectResults),
  I: () => (/* binding */ logName)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./plan/flambe-places.js
var flambe_places = __webpack_require__(53146);
// EXTERNAL MODULE: ./remote/rsync.js
var rsync = __webpack_require__(67742);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./job/matches.js


const kinds = new Map([
    ['w', 'workdir'],
    ['/', 'elsewhere'],
    ['@', 'linkToFile'],
]);
/** Names in a list: rsync compares each that comes with each that was asked for (exclude.c). */
const longestList = 1000;
/** @throws UserError when the orchestrator does not go along */
async function findMatches(orchestrator, workdir, globs, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "collect.sh", 'utf8');
    const chunks = [];
    await orchestrator.check('find the results', script, {
        args: [workdir, ...globs],
        signal,
        onStdout: (chunk) => void chunks.push(chunk),
    });
    const said = Buffer.concat(chunks).toString('latin1').split('\0');
    // After a lost connection it says everything again.
    const answers = said.slice(said.lastIndexOf('*') + 1);
    const matches = [];
    const unmatched = new Set();
    for (const answer of answers) {
        const kind = kinds.get(answer.charAt(0));
        const text = answer.slice(1);
        if (kind)
            matches.push({ kind, source: text });
        else if (text)
            unmatched.add(Buffer.from(text, 'latin1').toString());
    }
    return { matches, unmatched };
}
/** Where a match lies on the orchestrator, and below what folder of this machine it is to come home. */
function placesOf({ source }) {
    const text = Buffer.from(source, 'latin1').toString();
    const plain = (path) => external_node_path_.posix.normalize(path).replace(/\/$/, '');
    return { from: plain(text), name: plain(text.slice(text.indexOf('/./') + 3)) };
}
/**
 * Names that several results would have at home, each with where they lie.
 *
 * @param others results besides the matches, by their names at home
 */
function sharedNames(matches, others) {
    const all = new Map();
    for (const { from, name } of matches.map(placesOf)) {
        const other = others.get(name);
        const those = all.get(name) ?? new Set(other === undefined ? [] : [other]);
        all.set(name, those.add(from));
    }
    return new Map([...all].filter(([, places]) => places.size > 1));
}
/** The file or folder at the top of what is brought home that a match comes as, or in. */
function topOf(match) {
    return placesOf(match).name.split('/', 1)[0] ?? '';
}
/** For rsync's `--files-from`, each short enough. */
function* listsOf(matches) {
    for (let i = 0; i < matches.length; i += longestList) {
        const sources = matches.slice(i, i + longestList).map(({ source }) => `${source}\0`);
        yield Buffer.from(sources.join(''), 'latin1');
    }
}

;// CONCATENATED MODULE: ./job/collect.js





/** Beside `{results}`: the job's own output. */
const logName = 'job.log';
/** A folder for results that would come in its place. */
const besideLog = 'same-name';
const optionsOf = {
    workdir: [],
    elsewhere: [`--exclude=${flambe_places/* uploadedResources */.aT}`],
    // There is no folder among them in which links would be followed, too.
    linkToFile: ['--copy-links'],
};
/**
 * Brings home `{results}` and what the globs find. Relative matches keep their path below the
 * workdir, absolute ones that from the glob's first wildcard on, or their last part. A link that is
 * itself a match is followed; another one that leads out of what is brought stays behind.
 *
 * @throws UserError when the orchestrator or this machine's disk does not go along
 */
async function collectResults(fleet, options) {
    const { layout, globs, resultsPath, signal, onProgress } = options;
    const { orchestrator, sshConfigFile } = fleet;
    await (0,promises_.mkdir)(resultsPath, { recursive: true });
    const files = new Map();
    const links = new Set();
    const bring = (source, folder, options, list) => (0,rsync/* download */.RG)(source, `${(0,external_node_path_.join)(resultsPath, folder)}/`, {
        machine: orchestrator,
        sshConfigFile,
        signal,
        options: ['--safe-links', ...options],
        onFile: (path, bytes) => files.set((0,external_node_path_.join)(folder, path), bytes),
        onLink: (path) => links.add((0,external_node_path_.join)(folder, path)),
        ...(list && { files: list }),
        ...(onProgress && { onProgress }),
    });
    // The log is being written here while the job runs.
    const butLog = `--exclude=/${logName}`;
    await bring(`${layout.results}/`, '', [butLog]);
    const own = new Map([...files.keys()].map((name) => [name, `${layout.results}/${name}`]));
    const asked = [...globs, ...hiddenLogs(options)];
    const { matches, unmatched } = await findMatches(orchestrator, layout.workdir, asked, signal);
    for (const [kind, options] of Object.entries(optionsOf)) {
        const these = matches.filter((match) => match.kind === kind);
        const beside = these.filter((match) => topOf(match) === logName);
        const others = these.filter((match) => topOf(match) !== logName);
        for (const list of listsOf(others))
            await bring('/', '', [...options, butLog], list);
        for (const list of listsOf(beside))
            await bring('/', besideLog, options, list);
    }
    const log = await (0,promises_.stat)((0,external_node_path_.join)(resultsPath, logName)).catch(() => undefined);
    if (log)
        files.set(logName, log.size);
    const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    const warnings = [
        ...globs.filter((glob) => unmatched.has(glob)).map(foundNothing),
        ...[...sharedNames(matches, own)].map(hideEachOther),
        ...(matches.some((match) => topOf(match) === logName) ? [cameBesideLog] : []),
        ...(await leadNowhere(links, resultsPath)),
    ];
    return { files: sorted.map(([path, bytes]) => ({ path, bytes })), warnings };
}
/** Globs for what would be left out as the log in folders whose content alone comes home. */
function hiddenLogs({ layout, globs }) {
    const folders = [layout.results, ...globs.filter((glob) => /(^|\/)\.\/*$/.test(glob))];
    return folders.map((folder) => `${folder}/${logName}`);
}
function foundNothing(glob) {
    return {
        field: 'results',
        message: `\`${glob}\` found nothing on the orchestrator.`,
        fix: 'Relative paths start from the workdir.',
    };
}
function hideEachOther([name, places]) {
    const all = [...places].map((place) => `\`${place}\``).join(', ');
    return {
        field: 'results',
        message: `Several results have the name \`${name}\` at home, and one of them hides the others: ${all}.`,
        fix: 'Give each a name of its own.',
    };
}
const cameBesideLog = {
    field: 'results',
    message: `A result called \`${logName}\` came home as \`${besideLog}/${logName}\`, since \`${logName}\` is the log of the job.`,
    fix: 'Give it another name.',
};
/** @param links by their paths at home, whether or not they came */
async function leadNowhere(links, resultsPath) {
    const broken = [];
    for (const link of links) {
        await (0,promises_.stat)((0,external_node_path_.join)(resultsPath, link)).catch(() => broken.push(link));
    }
    const [first, ...others] = broken;
    if (first === undefined)
        return [];
    const [which, more] = others.length === 0 ? ['A link leads', ''] : [`${broken.length} links lead`, ' and others'];
    return [
        {
            field: 'results',
            message: `${which} to what did not come home: \`${first}\`${more}.`,
            fix: 'Name that in `results`, too, or copy it to `{results}`.',
        },
    ];
}


/***/ }),

/***/ 84397:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ gatherOutput)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Brings an Experiment's output from the factories to the orchestrator. A factory that is away keeps
 * what it has.
 *
 * @returns each factory of which not all has come
 */
async function gatherOutput({ orchestrator, factories }, { runDir }, { output, seconds, signal }) {
    const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "gather.sh", 'utf8');
    const args = [runDir, output, String(seconds), ...factories.map(({ name }) => name)];
    const { code, stdout } = await orchestrator.run(script, { args, signal });
    const failed = [...stdout.matchAll(/^failed=(\S+) (\d+) (.*)$/gm)];
    const whys = new Map(failed.map(([, name, end, words]) => [name, why(end, words)]));
    return factories.flatMap(({ name, title }) => {
        // Without a word of any, it did not get so far.
        const reason = code === 0 ? whys.get(name) : `it ended with exit code ${code}`;
        if (reason === undefined)
            return [];
        const message = `Not all that its trials have written could be brought together: ${reason}.`;
        const fix = `What is missing lies in ${output} there, as long as the machine is.`;
        return [{ name, problem: { field: title, message, fix } }];
    });
}
function why(code, words) {
    // timeout(1)
    return code === '124' ? 'it took too long' : `rsync ended with ${code} (${words})`;
}


/***/ }),

/***/ 64101:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uU: () => (/* binding */ copyHidden),
  Jr: () => (/* binding */ openLogFile),
  Ty: () => (/* binding */ readLogTail)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
;// CONCATENATED MODULE: ./secrets/redactor.js

/** As `redact` does in a text: whole or line by line. */
function redactor(values) {
    // A character for each byte: a piece may end within a character.
    const parts = [...new Set([...values].flatMap(redact/* secretParts */.B))]
        .map((part) => Buffer.from(part).toString('latin1'))
        .sort((a, b) => b.length - a.length);
    const [longest] = parts;
    if (longest === undefined)
        return { next: (chunk) => chunk, end: () => Buffer.alloc(0) };
    const most = longest.length;
    const anyPart = new RegExp(parts.map(literally).join('|'), 'g');
    const firsts = new Set(parts.map((part) => part[0]));
    /** Where, at `from` or later, something begins that may go on in the next piece. */
    function openEnd(text, from) {
        for (let i = Math.max(from, text.length - most + 1); i < text.length; i++) {
            if (!firsts.has(text[i]))
                continue;
            const end = text.slice(i);
            if (parts.some((part) => part.length > end.length && part.startsWith(end)))
                return i;
        }
        return text.length;
    }
    let kept = '';
    return {
        next(chunk) {
            const text = kept + chunk.toString('latin1');
            let shown = '';
            let at = 0;
            let open = openEnd(text, 0);
            for (const { index, 0: part } of text.matchAll(anyPart)) {
                if (index >= open)
                    break;
                shown += `${text.slice(at, index)}***`;
                at = index + part.length;
                if (at > open)
                    open = openEnd(text, at);
            }
            kept = text.slice(open);
            return Buffer.from(shown + text.slice(at, open), 'latin1');
        },
        end: () => Buffer.from(kept.replaceAll(anyPart, '***'), 'latin1'),
    };
}
function literally(text) {
    return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

;// CONCATENATED MODULE: ./job/log-file.js



/** @param hidden secrets, which do not stand in it: others may read it as an artifact */
function openLogFile(path, hidden) {
    const stream = (0,external_node_fs_.createWriteStream)(path);
    const { next, end } = redactor(hidden);
    let failure;
    stream.on('error', (error) => {
        failure ??= error;
    });
    return {
        write: (chunk) => new Promise((resolve) => stream.write(next(chunk), () => resolve())),
        close: () => new Promise((resolve) => stream.end(end(), () => resolve(failure))),
    };
}
/** Puts a log without secrets where another one may be: that stays until this one is whole. */
async function copyHidden(from, to, hidden) {
    const log = openLogFile(`${to}.new`, hidden);
    try {
        for await (const chunk of (0,external_node_fs_.createReadStream)(from))
            await log.write(chunk);
        const failure = await log.close();
        if (failure)
            throw failure;
        await (0,promises_.rename)(`${to}.new`, to);
    }
    catch (error) {
        await log.close();
        await (0,promises_.rm)(`${to}.new`, { force: true });
        throw error;
    }
}
/** Bytes that a log's last lines may have. */
const mostTail = 256 * 1024;
/**
 * The last lines of a log of any size; none that began before them, of which a secret could be only
 * the end. Empty when there is no log.
 */
async function readLogTail(path) {
    const file = await (0,promises_.open)(path).catch(() => undefined);
    if (file === undefined)
        return '';
    try {
        const { size } = await file.stat();
        const start = Math.max(0, size - mostTail);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
        const bytes = buffer.subarray(0, bytesRead);
        const firstLine = start === 0 ? 0 : bytes.indexOf('\n') + 1 || bytes.length;
        return bytes.toString('utf8', firstLine);
    }
    finally {
        await file.close();
    }
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
        laterHosts: `${runDir.slice(0, runDir.lastIndexOf('/'))}/known_hosts`,
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

/***/ 30265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ knownHostsLine),
/* harmony export */   r: () => (/* binding */ generateKey)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _child_environment__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83990);




const run = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/**
 * Makes a key without a passphrase: `file` (0600) and `file.pub`.
 *
 * @returns the public key as one line: type, base64, comment
 */
async function generateKey(sshKeygen, file, comment, type = 'ed25519') {
    // What a process that was killed has half made: ssh-keygen would ask about it.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
    const env = (0,_child_environment__WEBPACK_IMPORTED_MODULE_3__/* .childEnvironment */ .Q)(process.env);
    await run(sshKeygen, ['-q', '-t', type, '-N', '', '-C', comment, '-f', file], { env });
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`${file}.pub`, 'utf8')).trim();
}
/** A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
function knownHostsLine(host, port, publicKey) {
    const [type, blob] = publicKey.split(' ');
    return `${port === 22 ? host : `[${host}]:${port}`} ${type} ${blob}\n`;
}


/***/ }),

/***/ 83387:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ providers)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./plan/flambe-places.js
var flambe_places = __webpack_require__(53146);
// EXTERNAL MODULE: ./plan/plan.js + 2 modules
var plan_plan = __webpack_require__(99402);
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

// EXTERNAL MODULE: ./providers/keys.js
var keys = __webpack_require__(30265);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
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

;// CONCATENATED MODULE: ./providers/local/network.js






/** Of libslirp's 10.0.2.0/24, in which it keeps the first addresses for itself (slirp4netns(1)). */
const firstAddress = 16;
const mostNodes = 254 - firstAddress + 1;
const gateway = '10.0.2.2';
const resolver = '10.0.2.3';
/** Of every cable: the largest that slirp4netns takes, since its work is by packet. */
const mtu = '65520';
/** Milliseconds in which the network must be there. */
const patience = 15_000;
function addressInside(index) {
    return `10.0.2.${firstAddress + index}`;
}
/** In a namespace of its own. */
const bridgeScript = `set -e
ip link set lo up
ip link add br0 type bridge
ip tuntap add tap0 mode tap
ip link set tap0 mtu ${mtu} master br0 up
ip link set br0 up`;
/**
 * The network's first process runs in its folder, so that the socket can be named through it: paths of
 * sockets end at 107 bytes (unix(7)).
 */
const inFolder = 'cd "$1" && shift && exec "$@"';
const socketOf = (pid) => `/proc/${pid}/cwd/socket`;
const networkScript = `"$@" sh -c '${bridgeScript}
echo $$ >pid.new && mv pid.new pid
exec sleep infinity' &
until [ -s pid ]; do kill -0 $! 2>/dev/null || exit 1; sleep 0.02; done
exec slirp4netns --mtu=${mtu} --disable-host-loopback --api-socket=socket "$(cat pid)" tap0`;
/** In the namespace of the bridge: BRIDGE-PID PORT ADDRESS COMMAND... */
const joinScript = `bridge=$1 port=$2 address=$3
shift 3
set -e
ip link set lo up
ip link add eth0 mtu ${mtu} type veth peer name "$port" mtu ${mtu} netns "$bridge"
nsenter --target "$bridge" --net ip link set "$port" master br0 up
ip address add "$address/24" dev eth0
ip link set eth0 up
ip route add default via ${gateway}
exec "$@"`;
/** Only root may make a network namespace without a user namespace around it. */
function ownNamespace({ user }) {
    return ['unshare', ...(user.uid === 0 ? [] : ['--user', '--map-root-user']), '--net'];
}
/**
 * Starts the network of the cluster in `clusterDir`, which ends by itself after `seconds`.
 *
 * @throws UserError (69) with what was said when it does not come up; the reason of `signal`
 */
async function startNetwork(clusterDir, machine, seconds, signal) {
    const dir = (0,external_node_path_.join)(clusterDir, 'network');
    await (0,promises_.mkdir)(dir, { recursive: true, mode: 0o700 });
    const first = await startNode({ dir, log: (0,external_node_path_.join)(dir, 'log') }, [
        ...['/bin/sh', '-c', inFolder, 'sh', dir],
        ...[machine.timeout, '--signal=KILL', String(seconds)],
        ...['/bin/sh', '-c', networkScript, 'sh', ...ownNamespace(machine)],
    ]);
    const over = new AbortController();
    const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
    const ended = first.ended.then((log) => {
        throw new Error(`it ended, saying: ${log || 'nothing'}`);
    });
    try {
        return await Promise.race([answering(dir, first, limit), ended]);
    }
    catch (cause) {
        signal.throwIfAborted();
        const message = `The local cluster's network did not start: ${cause.message}`;
        throw new problem/* UserError */.yo({ message }, problem/* ExitCode */.yU.clusterUnavailable, { cause });
    }
    finally {
        over.abort();
    }
}
async function answering(dir, first, signal) {
    for (;;) {
        signal.throwIfAborted();
        const pid = await (0,promises_.readFile)((0,external_node_path_.join)(dir, 'pid'), 'utf8').catch(() => '');
        const network = { bridge: Number(pid), first };
        const answer = pid === '' ? undefined : await ask(network, 'list_hostfwd').catch(() => { });
        if (answer)
            return network;
        await (0,external_node_timers_promises_.setTimeout)(10);
    }
}
/** The words before a command that run it in a network namespace of its own, which has `address`. */
function joinNetwork({ bridge }, { user }, address) {
    const users = user.uid === 0 ? [] : ['--user', '--preserve-credentials'];
    const enter = ['nsenter', '--target', String(bridge), ...users, '--net', 'unshare', '--net'];
    const port = `port${address.slice(address.lastIndexOf('.') + 1)}`;
    return [...enter, 'sh', '-c', joinScript, 'sh', String(bridge), port, address];
}
/** To the port of a node, where sshd listens or another of its programs. */
function wayTo({ host, inside = host, port }) {
    return { from: { host, port }, to: { host: inside, port } };
}
/** @returns false when one of the addresses here is somebody else's; then none leads in */
async function openWays(network, ways) {
    const opened = [];
    for (const { from, to } of ways) {
        const { return: answer } = await ask(network, 'add_hostfwd', {
            ...{ proto: 'tcp', host_addr: from.host, host_port: from.port },
            ...{ guest_addr: to.host, guest_port: to.port },
        });
        if (answer === undefined) {
            for (const id of opened)
                await ask(network, 'remove_hostfwd', { id });
            return false;
        }
        opened.push(answer.id);
    }
    return true;
}
/** What slirp4netns says, `return` if it did what was asked; one question a connection. */
async function ask({ first }, execute, question) {
    const socket = (0,external_node_net_.createConnection)(socketOf(first.process?.pid ?? 0));
    try {
        socket.setEncoding('utf8');
        socket.write(JSON.stringify({ execute, arguments: question }));
        let text = '';
        for await (const chunk of socket)
            text += chunk;
        return JSON.parse(text);
    }
    finally {
        socket.destroy();
    }
}

// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
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
        (0,keys/* generateKey */.r)(machine.sshKeygen, hostKeyFile, node.hostname),
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
        (0,keys/* generateKey */.r)(machine.sshKeygen, clusterKeyFile(dir), `flambe-action ${plan.id}`),
        (0,promises_.writeFile)((0,external_node_path_.join)(dir, 'run.json'), JSON.stringify(recordOf(plan, dir))),
    ]);
    const nodes = plan.nodeNames.map((name) => localNode(dir, plan.name, name));
    return Promise.all(nodes.map((node) => layOutNode(node, machine, publicKey)));
}
/** Makes the nodes known: to the runner by their host keys, to each other by their names. */
async function introduceNodes(dir, nodes) {
    const knownHosts = nodes.map(({ host, port, hostKey }) => (0,keys/* knownHostsLine */.T)(host, port, hostKey));
    const names = nodes.map(({ host, inside = host, hostname, name }) => `${inside} ${hostname} ${name}\n`);
    const machineHosts = await (0,promises_.readFile)('/etc/hosts', 'utf8').catch(() => '127.0.0.1 localhost');
    const hosts = `${machineHosts.trimEnd()}\n${names.join('')}`;
    await Promise.all([
        (0,promises_.writeFile)(knownHostsFile(dir), knownHosts.join(''), { mode: 0o600 }),
        ...nodes.map(({ etc }) => (0,promises_.writeFile)((0,external_node_path_.join)(etc, 'hosts'), hosts)),
        ...nodes
            .filter(({ inside }) => inside !== undefined)
            .map(({ etc }) => (0,promises_.writeFile)((0,external_node_path_.join)(etc, 'resolv.conf'), `nameserver ${resolver}\n`)),
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

;// CONCATENATED MODULE: ./providers/local/cluster-processes.js



/**
 * The processes of a cluster's nodes: the trees below those that were recorded, and below those that
 * carry its folder in their environment (started, but not yet recorded).
 */
function clusterProcesses({ dir, processes }) {
    const recorded = (process) => processes.some((one) => sameProcess(one, process));
    return processTrees(runningProcesses(), (process) => recorded(process) || clusterDir(process) === dir);
}
/** What a run has started on nodes that share this machine's processes; the nodes themselves are not of it. */
function runProcesses(id) {
    const marks = [`FLAMBE_ACTION_ID=${id}`, `${marker}=${id}`];
    return runningProcesses().filter(({ pid }) => environmentOf(pid).some((variable) => marks.includes(variable)));
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./child-environment.js
var child_environment = __webpack_require__(83990);
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
const ownFiles = ['passwd', 'group', 'shadow', 'hosts', 'resolv.conf'];
/** In a home (prepare/uv.sh). */
const environmentsFolder = '.flambe-action-envs';
/**
 * bwrap's arguments for a node: a home, /tmp, /dev/shm, processes and a host name of its own at the
 * same paths as on every node, and nothing of `secretDir`. All other files are shared.
 */
function sandboxArguments(node, { machine, secretDir, environments }) {
    const { user, otherHome } = machine;
    const hiddenFolders = ['/tmp', '/var/tmp', user.home, otherHome].filter((f) => f !== undefined);
    const isHidden = (folder) => hiddenFolders.some((hidden) => isInside(folder, hidden));
    const tools = toolFolders(machine.path, isHidden);
    const secretShows = !isHidden(secretDir) || tools.some((tool) => isInside(secretDir, tool));
    const files = ownFiles.filter((file) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(node.etc, file)) && (0,external_node_fs_.existsSync)(`/etc/${file}`));
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
        ...(environments ? ['--bind', environments, (0,external_node_path_.join)(user.home, environmentsFolder)] : []),
        ...(secretShows ? ['--tmpfs', secretDir] : []),
        ...['--ro-bind', (0,external_node_path_.join)(node.etc, 'ssh'), '/etc/ssh'],
        // bwrap follows no link there, which resolv.conf often is.
        ...files.flatMap((file) => ['--ro-bind', (0,external_node_path_.join)(node.etc, file), (0,external_node_fs_.realpathSync)(`/etc/${file}`)]),
        ...['--unshare-pid', '--unshare-uts', '--unshare-ipc', '--hostname', node.hostname],
        // Ends with what started it, and takes every process inside with it.
        '--die-with-parent',
        ...['--chdir', '/'],
        ...(user.uid === 0 ? ['--cap-add', 'ALL'] : asUser(user)),
    ];
}
/** Who enters a cluster's own network is root there (network.ts), and in the sandbox himself again. */
function asUser({ uid, gid }) {
    return ['--unshare-user', '--uid', String(uid), '--gid', String(gid)];
}
/** @returns why bwrap cannot make such a node here, or undefined when it can */
async function whyNoSandbox([node], setting) {
    const { bwrap, user } = setting.machine;
    if (!node)
        return undefined;
    if (!bwrap)
        return 'bubblewrap is not installed';
    if (user.home === '/' || !(0,external_node_fs_.existsSync)(user.home))
        return `${user.name} has no home folder`;
    try {
        await (0,external_node_util_.promisify)(external_node_child_process_.execFile)(bwrap, [...sandboxArguments(node, setting), 'true'], {
            env: (0,child_environment/* childEnvironment */.Q)(process.env),
        });
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
    const { host, inside = host, port, etc, authorizedKeys, banner, environment } = config;
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return `${[
        `ListenAddress ${inside}:${port}`,
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
    const { machine, isolation, network, seconds } = setting;
    const limited = [machine.timeout, '--signal=KILL', String(seconds)];
    const sshd = (etc) => [machine.sshd, '-D', '-e', '-f', `${etc}/sshd_config`];
    if (isolation === 'home') {
        // sshd writes its title over its environment: where its parent is dead, nobody would find it.
        const bound = ['setpriv', '--pdeathsig', 'KILL'];
        const server = [...bound, ...limited, ...bound, ...sshd((0,external_node_path_.join)(node.etc, 'ssh'))];
        return ['/bin/sh', '-c', runThenSweep, 'sh', ...server];
    }
    const joining = network && node.inside ? joinNetwork(network, machine, node.inside) : [];
    const sandbox = [machine.bwrap ?? 'bwrap', ...sandboxArguments(node, setting)];
    return [...limited, ...joining, ...sandbox, ...sshd('/etc/ssh')];
}
/** Without a process space of its own a node knows its processes by what sshd put in their environment. */
const runThenSweep = `"$@"
for process in /proc/[0-9]*; do
  pid=\${process#/proc/}
  [ "$pid" = $$ ] && continue
  grep -qszFx "${marker}=$${marker}" "$process/environ" && kill -KILL "$pid"
done`;

;// CONCATENATED MODULE: ./providers/local/ready.js




/** Milliseconds in which a node must answer. */
const ready_patience = 15_000;
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
    const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(ready_patience)]);
    try {
        const answer = listening(node, limit).then(() => firstLine(node, limit));
        const line = await Promise.race([answer, ended.then(() => undefined)]);
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
/** Whom it does not find in the network, slirp4netns asks for again only seconds later. */
async function listening({ inside, log }, signal) {
    if (inside === undefined)
        return;
    while (!(await (0,promises_.readFile)(log, 'utf8').catch(() => '')).includes('Server listening on')) {
        signal.throwIfAborted();
        await (0,external_node_timers_promises_.setTimeout)(pause);
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






/** Ends the nodes, with what a run has left on them, and removes their folder. */
async function releaseLocal(record) {
    const { id, local, remote } = record;
    if (local === undefined)
        return [];
    const { dir } = local;
    if (!(0,external_node_path_.isAbsolute)(dir) || (0,external_node_path_.basename)(dir) !== (0,external_node_path_.basename)(clusterFolder('/', id))) {
        const why = `It does not carry the name of run ${id}, so it may be somebody else's.`;
        return [{ what: `folder ${dir}`, why, command: (0,quote/* shellCommand */.q)(['ls', '-la', dir]) }];
    }
    const find = () => [...clusterProcesses(local), ...runProcesses(id)];
    await endProcesses(find);
    // Nodes that are not sandboxes share this machine's memory and temporary files.
    const shared = remote
        ? [remote.runDir, remote.memoryDir].filter((path) => path.endsWith(id))
        : [];
    const folders = await Promise.all([dir, ...shared].map(removeFolder));
    // A node that was just starting finds no folder any more; what it still is goes here.
    const pids = (await endProcesses(find)).map(({ pid }) => String(pid));
    if (pids.length === 0)
        return folders.flat();
    const what = `processes ${pids.join(', ')} of the local cluster`;
    const why = 'They did not end when killed.';
    return [...folders.flat(), { what, why, command: (0,quote/* shellCommand */.q)(['kill', '-KILL', ...pids]) }];
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

;// CONCATENATED MODULE: ./providers/local/why-no-network.js




const lookScript = `for program in bwrap ip slirp4netns; do
  command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 1; }
done
[ -w /dev/net/tun ] || { echo 'this user has no /dev/net/tun' >&2; exit 1; }
exec "$@"`;
/** Tries on a bridge that is gone at once. @returns why nodes cannot have a network of their own here */
async function whyNoNetwork(machine, nodes) {
    if (nodes > mostNodes)
        return `it has room for ${mostNodes} nodes`;
    const sandbox = ['bwrap', '--bind', '/', '/', '--dev', '/dev', '--proc', '/proc', 'true'];
    const trial = ['sh', '-c', `${bridgeScript}\nexec "$@"`, 'sh', ...sandbox];
    const words = ['-c', lookScript, 'sh', ...ownNamespace(machine), ...trial];
    const env = { PATH: [...machine.path, '/usr/sbin', '/sbin'].join(':') };
    try {
        await (0,external_node_util_.promisify)(external_node_child_process_.execFile)('/bin/sh', words, { env });
        return undefined;
    }
    catch (error) {
        const { stderr, message } = error;
        return (stderr || message).trim().split('\n')[0];
    }
}
function noNetwork(obstacle) {
    return new problem/* UserError */.yo({
        message: `With Ray each node of a local cluster has a network of its own, which cannot be had here: ${obstacle}.`,
        fix: 'Install bubblewrap, iproute2 and slirp4netns, and be root or let users have namespaces (Ubuntu 24.04: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`). With `factories_num: 0` it is not needed.',
    }, problem/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./providers/local/local-provider.js

















/** Nodes on this machine: an sshd each, on loopback addresses, with a key made for the cluster. */
function localProvider(options) {
    return {
        acquire: (plan, signal) => acquire(plan, signal, options),
        endsMachines: true,
        release: releaseLocal,
        find: findLocal,
    };
}
async function acquire(plan, signal, { stateDir, save, info }) {
    signal.throwIfAborted();
    const machine = await inspectMachine(process.env);
    const ownNetwork = (0,plan_plan/* spansNodes */.Xe)(plan);
    const obstacle = ownNetwork && (await whyNoNetwork(machine, plan.nodeNames.length));
    if (obstacle)
        throw noNetwork(obstacle);
    const dir = clusterFolder(stateDir, plan.id);
    await save({ keyFile: clusterKeyFile(dir), local: { dir, processes: [] } });
    const environments = (0,plan_plan/* wantsPython */.uL)(plan) ? await environmentsOf(machine) : undefined;
    const nodes = await layOutCluster(dir, plan, machine);
    const sandbox = { machine, secretDir: stateDir, environments };
    const seconds = Math.max(1, Math.ceil((Date.parse(plan.expiresAt) - Date.now()) / 1000));
    const isolation = chooseIsolation(await whyNoSandbox(nodes, sandbox), machine, ownNetwork, info);
    if (isolation === 'home' && environments)
        await linkEnvironments(nodes, environments);
    const network = ownNetwork ? await startNetwork(dir, machine, seconds, signal) : undefined;
    const setting = { ...sandbox, isolation, network, seconds };
    for (const addressOf of candidateAddresses(plan.id)) {
        signal.throwIfAborted();
        const placed = nodes.map((node, index) => ({
            ...{ ...node, ...addressOf(index) },
            ...(network && { inside: addressInside(index) }),
        }));
        if (network && !(await openWays(network, placed.map(wayTo))))
            continue;
        await introduceNodes(dir, placed);
        const started = await Promise.all(placed.map((node) => startSshd(node, setting)));
        const processes = [network?.first, ...started].flatMap((one) => one?.process ?? []);
        const local = { dir, processes };
        await save({ local });
        const ready = await Promise.all(started.map((node) => isReady(node, signal)));
        if (ready.every(Boolean)) {
            if (network && plan.job.kind === 'flambe')
                await openSites(network, placed);
            return clusterOf(dir, placed, machine.user.name);
        }
        await endProcesses(() => clusterProcesses(local));
    }
    throw new problem/* UserError */.yo({
        message: 'A local cluster found no port that is free on the addresses of this machine.',
        fix: 'Look with `ss -ltnp` at what listens on ports 2222 to 2241.',
    }, problem/* ExitCode */.yU.clusterUnavailable);
}
function chooseIsolation(obstacle, { user }, ownNetwork, info) {
    if (obstacle === undefined) {
        info(ownNetwork
            ? 'Each node has its own home, /tmp, /dev/shm, processes, host name and network; all other files are those of this machine'
            : 'Each node has its own home, /tmp, /dev/shm, processes and host name; network and all other files are those of this machine');
        return 'sandbox';
    }
    if (ownNetwork)
        throw noNetwork(obstacle);
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
    const [orchestrator, ...factories] = nodes.map(({ name, host, inside, port }) => ({
        name,
        role: name === 'orchestrator' ? 'orchestrator' : 'factory',
        host,
        privateHost: inside ?? host,
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
/** What flambé shows on the orchestrator; where a port is somebody else's, only inside. */
async function openSites(network, [node]) {
    if (!node)
        return;
    for (const port of Object.values(flambe_places/* sitePorts */.O7))
        await openWays(network, [wayTo({ ...node, port })]);
}
/** They stay, like those on hosts of the user's; the nodes are this machine, and have them in common. */
async function environmentsOf({ user, otherHome }) {
    const folder = (0,external_node_path_.join)(otherHome ?? user.home, environmentsFolder);
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    return folder;
}
async function linkEnvironments(nodes, folder) {
    await Promise.all(nodes.map(({ home }) => (0,promises_.symlink)(folder, (0,external_node_path_.join)(home, environmentsFolder))));
}
/** Those whose nodes run, whoever started them, if only this user may end them. */
async function findLocal({ id }) {
    const records = await Promise.all(runningClusterDirs().map(readRecord));
    return records
        .filter((record) => record !== undefined)
        .filter((record) => id === undefined || record.id === id);
}

// EXTERNAL MODULE: ./providers/ssh/ssh-provider.js
var ssh_provider = __webpack_require__(46226);
;// CONCATENATED MODULE: ./providers/registry.js


/** By the `kind` of a cluster file, which is also the `provider` of a record. */
const providers = {
    local: localProvider,
    ssh: ssh_provider/* sshProvider */._,
    // The SDK is read only where it is used: it is larger than all the rest.
    aws: async (options) => (await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(919), __webpack_require__.e(61)]).then(__webpack_require__.bind(__webpack_require__, 87061))).awsProvider(options),
};


/***/ }),

/***/ 72419:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ giveBack),
/* harmony export */   S: () => (/* binding */ claimWarm)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _fleet__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6308);
/* harmony import */ var _known_hosts__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(92370);
/* harmony import */ var _lease__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47473);






/**
 * Asks the orchestrator of a warm cluster for it, once it is verified by the host key that it has to
 * have. Of two runs that ask one gets it.
 *
 * @returns undefined when another run has it
 * @throws UserError (69) when it is not reached, shows another host key or does not accept the key
 */
async function claimWarm(warm, options) {
    const { runId, leaseSeconds, onKnown, signal } = options;
    const stateDir = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(options.stateDir, 'claim');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(stateDir, { recursive: true, mode: 0o700 });
    const [orchestrator] = warm.nodes;
    const knownHostsFile = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(stateDir, 'tagged_hosts');
    const line = `${(0,_known_hosts__WEBPACK_IMPORTED_MODULE_5__/* .knownHostsHost */ .x)(orchestrator.host, orchestrator.port)} ${warm.hostKey}\n`;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(knownHostsFile, line, { mode: 0o600 });
    const { fleet, known } = await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)({ ...warm, nodes: [orchestrator], knownHostsFile }, {
        runId,
        stateDir,
        pinnedIn: warm.hostKeys ? 'its console' : 'the tag of its instance',
        onVerified: () => { },
        signal,
    });
    try {
        onKnown(known);
        const claim = __webpack_require__.ab + "claim.sh";
        const claimFlambe = __webpack_require__.ab + "claim-flambe.sh";
        const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(warm.hostKeys ? __webpack_require__.ab + "claim-flambe.sh" : __webpack_require__.ab + "claim.sh", 'utf8');
        const { stdout } = await fleet.orchestrator.check('claim the cluster', script, {
            args: [runId, String(leaseSeconds)],
            signal,
        });
        if (!stdout.startsWith('claimed\n')) {
            await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .disconnect */ .Zf)(fleet);
            return undefined;
        }
        const over = new AbortController();
        void (0,_lease__WEBPACK_IMPORTED_MODULE_4__/* .renewLease */ .E)(fleet, { leaseSeconds, spot: false }, AbortSignal.any([signal, over.signal]));
        return {
            hostKeys: warm.hostKeys ?? hostKeysOf(warm, stdout),
            async leave() {
                over.abort();
                await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .disconnect */ .Zf)(fleet);
            },
        };
    }
    catch (error) {
        await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .disconnect */ .Zf)(fleet);
        throw error;
    }
}
/** Makes a cluster that a run has claimed, and not used, free again; one that it never got stays as it is. */
async function giveBack(orchestrator, keyFile, { runId, stateDir, signal }) {
    const fleet = await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .reconnect */ .M6)(orchestrator, keyFile, { runId, stateDir });
    try {
        const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "give-back.sh", 'utf8');
        const options = { args: [runId], signal, patience: 10, unmarked: true };
        await fleet.orchestrator.check('give the cluster back', script, options);
    }
    finally {
        await (0,_fleet__WEBPACK_IMPORTED_MODULE_3__/* .disconnect */ .Zf)(fleet);
    }
}
/** Those of the factories as the orchestrator was told them when they were verified. */
function hostKeysOf({ nodes, hostKey }, known) {
    const keys = new Map(known.split('\n').map((line) => {
        const [host = '', ...key] = line.split(' ');
        return [host, key.join(' ')];
    }));
    const keyOf = ({ role, privateHost, port }) => role === 'orchestrator' ? hostKey : keys.get((0,_known_hosts__WEBPACK_IMPORTED_MODULE_5__/* .knownHostsHost */ .x)(privateHost, port));
    return new Map(nodes.flatMap((node) => {
        const key = keyOf(node);
        return key && /^[\w@.-]+ [A-Za-z0-9+/=]+$/.test(key) ? [[node.name, key]] : [];
    }));
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
/* harmony import */ var _under_way__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12367);


/** The connection is gone; what ran on the other side may still run. */
class ConnectionLost extends Error {
    name = 'ConnectionLost';
}
/** Three unanswered keepalives, so a dead connection is found within ten seconds. */
const keepalive = { keepaliveInterval: 3000, keepaliveCountMax: 3 };
const readyTimeout = 20_000;
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
    }
    get lost() {
        return this.#lost;
    }
    /**
     * @param through a connection that the new one runs inside of (jump host)
     * @throws ConnectionLost when no connection comes about
     */
    static async open(endpoint, privateKey, through, signal) {
        const { Client } = (await __webpack_require__.e(/* import() */ 362).then(__webpack_require__.t.bind(__webpack_require__, 17362, 23))).default;
        signal.throwIfAborted();
        const sock = through && (await through.#forward(endpoint, signal));
        const client = new Client();
        let hostKey = '';
        const ready = new Promise((resolve, reject) => {
            client.once('ready', resolve);
            // Not `once`: a second error that nobody hears would end the process.
            client.on('error', (cause) => {
                reject(new ConnectionLost(`${endpoint.name}: ${cause.message}`, { cause }));
            });
            client.once('close', () => reject(new ConnectionLost(`${endpoint.name}: closed`)));
        });
        // Nagle's algorithm waits for an answer that the other side delays: 40 ms more for each command.
        client.once('connect', () => client.setNoDelay(true));
        const abort = () => client.destroy();
        signal.addEventListener('abort', abort, { once: true });
        try {
            signal.throwIfAborted();
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
        const underWay = await this.#begin(command);
        const { channel, closed } = underWay;
        const stdout = new _under_way__WEBPACK_IMPORTED_MODULE_1__/* .Tail */ .PW();
        const stderr = new _under_way__WEBPACK_IMPORTED_MODULE_1__/* .Tail */ .PW();
        channel.stderr.on('data', (chunk) => stderr.push(chunk));
        channel.end(input ?? '');
        // While it was begun nobody listened for that.
        if (signal?.aborted)
            channel.destroy();
        signal?.throwIfAborted();
        const read = (0,_under_way__WEBPACK_IMPORTED_MODULE_1__/* .drain */ .Ze)(channel, onStdout ?? ((chunk) => stdout.push(chunk)));
        await (0,_under_way__WEBPACK_IMPORTED_MODULE_1__/* .unlessAborted */ .Wh)(Promise.all([read, closed]), signal, () => channel.destroy());
        const { code } = underWay;
        if (code === undefined) {
            throw new ConnectionLost('the connection broke before the command ended');
        }
        return { code, stdout: stdout.text(), stderr: stderr.text() };
    }
    close() {
        this.#client.end();
    }
    /** Leaves without a word, for when nobody answers. */
    destroy() {
        this.#client.destroy();
    }
    #begin(command) {
        return this.#ask((resolve, reject) => {
            this.#client.exec(command, (error, channel) => error ? reject(error) : resolve(new _under_way__WEBPACK_IMPORTED_MODULE_1__/* .UnderWay */ .oP(channel)));
        });
    }
    /** sshd itself waits two minutes for a host that drops packets, and cannot be told to stop. */
    async #forward({ name, host, port }, signal) {
        const asked = this.#ask((resolve, reject) => {
            this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => error ? reject(error) : resolve(channel));
        });
        const tooLate = new AbortController();
        const why = `${name}: no way to ${host}:${port} within ${readyTimeout / 1000} s`;
        const timer = setTimeout(() => tooLate.abort(new ConnectionLost(why)), readyTimeout);
        const end = AbortSignal.any([signal, tooLate.signal]);
        // A channel that comes after that is nobody's.
        const letGo = () => void asked.then((channel) => channel.destroy()).catch(() => { });
        try {
            return await (0,_under_way__WEBPACK_IMPORTED_MODULE_1__/* .unlessAborted */ .Wh)(asked, end, letGo);
        }
        finally {
            clearTimeout(timer);
        }
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
function fingerprint(blob) {
    return `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
/** An `ssh-rsa` key signs with SHA-2 (RFC 8332); the others are named like their keys. */
function signatureAlgorithms(type) {
    const names = type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type];
    return names;
}


/***/ }),

/***/ 6308:
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
// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./remote/backoff.js
var backoff = __webpack_require__(9167);
// EXTERNAL MODULE: ./remote/connection.js
var connection = __webpack_require__(85415);
// EXTERNAL MODULE: ./remote/host-failure.js
var host_failure = __webpack_require__(54082);
// EXTERNAL MODULE: ./remote/under-way.js
var under_way = __webpack_require__(12367);
;// CONCATENATED MODULE: ./remote/machine.js






/** A host that does not answer for this long is lost. */
const lostAfterSeconds = 120;
/** A connection that lasted for so long was not cut by what cut the one before: a dead one is found sooner. */
const servedSeconds = 30;
const ignore = () => undefined;
/** One machine to talk to; a broken connection is made anew without a word. */
class Machine {
    #node;
    #route;
    #privateKey;
    #runId;
    #connection;
    /** Aborted when nobody wants to talk to it any more. */
    #over = new AbortController();
    /** @param runId marks every process of the run on the node, so that teardown finds them */
    constructor(node, route, privateKey, runId) {
        this.#node = node;
        this.#route = route;
        this.#privateKey = privateKey;
        this.#runId = runId;
    }
    get node() {
        return this.#node;
    }
    /** From now on other nodes are told this address of it. */
    tellInside(privateHost) {
        this.#node = { ...this.#node, privateHost, privateName: this.#node.privateHost };
    }
    get name() {
        return this.node.name;
    }
    /** What a user calls it. */
    get title() {
        return `${this.name} (${this.node.host})`;
    }
    /** Stands in the environment of every process of ours there, so that teardown finds them. */
    get mark() {
        return `FLAMBE_ACTION_NODE=${this.#runId}`;
    }
    /** Host key as known_hosts writes it. @throws UserError (exit code 75), as `run` */
    hostKey(signal) {
        return this.persist(async ({ hostKey }) => hostKey, signal);
    }
    /**
     * The connection that is there, or one made anew; one for all who ask at the same time.
     * @throws ConnectionLost when the host cannot be reached now
     */
    async connect(signal) {
        this.#over.signal.throwIfAborted();
        const known = this.#connection;
        const current = known && (await (0,under_way/* unlessAborted */.Wh)(known.catch(ignore), signal, ignore));
        if (current && !current.lost)
            return current;
        if (this.#connection !== known)
            return this.connect(signal);
        const opening = this.#open(signal);
        this.#connection = opening;
        opening.catch(ignore);
        return opening;
    }
    /**
     * Runs a POSIX shell script on the machine. After a lost connection it is run again from the
     * start, so a script must bear being run twice, and at the same time: the first may still run.
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
        const message = `Failed to ${what} (exit code ${result.code}): ${words || 'no output'}`;
        throw (0,host_failure/* hostFailure */.tB)(this.title, message);
    }
    /** Does something over a connection; when it breaks, again over a new one, for `patience` seconds. */
    async persist(work, signal, patience = lostAfterSeconds) {
        let brokenSince;
        for (let failed = 1;; failed++) {
            const asked = performance.now();
            let connected;
            try {
                const connection = await this.connect(signal);
                connected = performance.now();
                return await work(connection);
            }
            catch (error) {
                signal.throwIfAborted();
                this.#over.signal.throwIfAborted();
                if (!(error instanceof connection/* ConnectionLost */.p))
                    throw error;
                const now = performance.now();
                if (connected !== undefined && now - connected > servedSeconds * 1000) {
                    brokenSince = now;
                    failed = 1;
                }
                // To be given no connection takes as long as the host was silent.
                brokenSince ??= connected === undefined ? asked : now;
                const seconds = (now - brokenSince) / 1000;
                if (seconds >= patience)
                    throw this.#lost(Math.round(seconds), error);
                await (0,backoff/* backOff */.f)(failed, AbortSignal.any([signal, this.#over.signal]));
            }
        }
    }
    /** Ends the connection, for good: what is still under way on the machine fails. */
    async close() {
        this.#over.abort(new Error(`${this.title}: no longer talked to`));
        const connection = await this.#connection?.catch(() => undefined);
        connection?.close();
    }
    #exec(connection, script, { args = [], onStdout, signal, unmarked }) {
        const mark = unmarked ? [] : [this.mark];
        // All that the login shell reads: one that is not POSIX's (fish, tcsh) quotes otherwise.
        const command = (0,quote/* shellCommand */.q)(['env', ...mark, 'sh', '-s']);
        // The shell reads the script from its standard input: what the script runs must not.
        const input = `${(0,quote/* shellCommand */.q)(['set', '--', ...args])}\n{\n${script}\n} </dev/null\n`;
        return connection.exec(command, { input, signal, ...(onStdout && { onStdout }) });
    }
    async #open(signal) {
        const wanted = AbortSignal.any([signal, this.#over.signal]);
        const through = await this.#route.through?.connect(wanted);
        return connection/* Connection */.N.open(this.#route.endpoint, this.#privateKey, through, wanted);
    }
    #lost(seconds, cause) {
        return new problem_0/* UserError */.yo({
            field: this.title,
            message: `The host has not answered for ${seconds} s: ${cause.message}.`,
        }, problem_0/* ExitCode */.yU.lost, { cause });
    }
}

// EXTERNAL MODULE: ./remote/ssh-config.js
var ssh_config = __webpack_require__(89644);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./remote/said-keys.js
var said_keys = __webpack_require__(58683);
// EXTERNAL MODULE: ./remote/child.js
var child = __webpack_require__(94497);
;// CONCATENATED MODULE: ./remote/host-refusal.js
/** Whether ssh was answered, and not let in. */
function isRefusal(stderr) {
    return /Host key verification failed|host key is known for|Permission denied/.test(stderr);
}
/**
 * What is wrong with a host that answered, and the way to mend it, by the words of OpenSSH.
 *
 * @param pinnedIn how the user calls the place where host keys are pinned
 */
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
    return failedCommand({ name, address, port, user }, { code, stderr });
}
function failedCommand({ name, address, port, user }, { code, stderr }) {
    return {
        field: `${name} (${address})`,
        message: `A first command on ${user}@${address} failed (exit code ${code ?? 'none'}): ${lastWords(stderr) || 'it printed nothing'}.`,
        fix: `Try \`ssh ${user}@${address} -p ${port} true\`.`,
    };
}
/** Why no connection came about. A jump host says it; the ssh behind it only sees that it hangs up. */
function whyUnreachable(stderr) {
    return throughJump(stderr) ?? lastWords(stderr);
}
function throughJump(stderr) {
    return /^(?:channel \d+: open failed|ssh): (.+?)\r?$/m.exec(stderr)?.[1];
}
/** What ssh said last that is not its debug output. */
function lastWords(stderr) {
    const lines = stderr.split(/\r?\n/).filter((line) => line && !/^(debug\d|OpenSSH_)/.test(line));
    return (lines.at(-1) ?? '').trim();
}

;// CONCATENATED MODULE: ./remote/verify-host.js






/**
 * Logs in once with OpenSSH, which alone decides whether a host key is trusted: hashed names,
 * `[host]:port`, `@cert-authority` and `@revoked` mean what they mean to the user's own ssh.
 * The keys that it accepted are what every later connection of ours is held to.
 */
async function verifyHost(target, signal) {
    const { hops } = target;
    const { stderr, code, login } = await unlessTurnedAway(() => logIn(target, signal), signal);
    const keys = offeredKeys(stderr);
    if (!login || keys.length !== hops.length) {
        login?.kill();
        return notVerified(target, keys, code, stderr);
    }
    const asked = await askFacts(target, signal);
    const facts = parseFacts(asked.stdout);
    if (facts)
        return { kind: 'verified', keys, facts, login };
    login.kill();
    return { kind: 'refused', problem: failedCommand(hops.at(-1), asked) };
}
function notVerified({ hops, pinnedIn }, keys, code, stderr) {
    const last = keys.at(-1);
    const hop = hops[keys.length - 1];
    if (!last || !hop || (keys.length < hops.length && !isRefusal(stderr))) {
        return { kind: 'unreachable', reason: whyUnreachable(stderr) };
    }
    const isStranger = /Host key verification failed|host key is known for|REVOKED/.test(stderr);
    return {
        kind: 'refused',
        problem: refusal(hop, last, pinnedIn, code, stderr),
        stranger: isStranger ? { name: hop.name, key: last } : undefined,
    };
}
/** Over when the login has its socket: what a host on the way makes `ssh` print proves nothing. */
async function logIn({ hops, sshConfigFile }, signal) {
    const { name } = hops.at(-1);
    const { cwd, config } = (0,ssh_config/* byConfig */.WH)(sshConfigFile);
    const socket = (0,external_node_path_.join)(cwd, (0,ssh_config/* loginSocket */.zK)(name));
    (0,external_node_fs_.rmSync)(socket, { force: true });
    const opened = Promise.withResolvers();
    let stderr = '';
    let isOpen = false;
    const onStderr = (text) => {
        if (isOpen)
            return;
        stderr += text;
        // It says more once the socket is there: that the session begins.
        isOpen = (0,external_node_fs_.existsSync)(socket);
        if (isOpen)
            opened.resolve({ stderr, code: null, login });
    };
    const sharing = ['-o', 'ControlMaster=yes', ...(0,ssh_config/* sharedLogin */.Je)(name)];
    const args = ['-v', '-N', ...config, ...sharing, name];
    const login = (0,child/* startChild */.v)('ssh', args, { signal, cwd, onStderr });
    return Promise.race([opened.promise, login.ended]);
}
function askFacts({ hops, sshConfigFile }, signal) {
    const { name } = hops.at(-1);
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "host-facts.sh", 'utf8');
    const { cwd, config } = (0,ssh_config/* byConfig */.WH)(sshConfigFile);
    const args = ['-T', ...config, ...(0,ssh_config/* sharedLogin */.Je)(name), name, 'sh -s'];
    return (0,child/* runChild */.w)('ssh', args, { signal, input: script, cwd });
}
/**
 * An sshd turns logins away when it has too many at a time (sshd_config(5), MaxStartups): all nodes
 * behind one jump host ask it at once. It is the same with one that is just starting.
 */
async function unlessTurnedAway(ask, signal) {
    for (let attempt = 1;; attempt++) {
        const result = await ask();
        if (attempt === attempts || !wasTurnedAway(result.stderr))
            return result;
        await (0,backoff/* backOff */.f)(attempt, signal);
    }
}
const attempts = 10;
/** Somebody listened and hung up; a jump host that cannot or may not lead there says so. */
function wasTurnedAway(stderr) {
    return (/^kex_exchange_identification: /m.test(stderr) &&
        !/^ssh: |open failed: |stdio forwarding failed/m.test(stderr) &&
        !isRefusal(stderr));
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
/** Undefined when they are not whole. */
function parseFacts(text) {
    const [, before, said, after] = /^(.*?)facts=1\n(.*?)facts=end\n(.*)$/s.exec(text) ?? [];
    if (said === undefined)
        return undefined;
    const facts = new Map(said.split('\n').map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)];
    }));
    return {
        home: facts.get('home') ?? '',
        missing: (facts.get('missing') ?? '').split(' ').filter(Boolean),
        cores: Number(facts.get('cores')) || 1,
        freeKiB: Number(facts.get('free')) || 0,
        memory: facts.get('memory') === 'yes',
        chatter: `${before}${after}`,
    };
}

;// CONCATENATED MODULE: ./remote/verify-hosts.js







/**
 * Verifies every host by OpenSSH against the pinned keys, from here or through the orchestrator.
 *
 * @returns all of them, each with a login that stays open
 * @throws UserError with a problem for each host that is not pinned, not reached or not fit
 */
async function verifyHosts(cluster, options) {
    return judge(await verifyAll(cluster, options));
}
/** Machines that were just made are given the time to boot, and to say host keys of their own. */
async function verifyAll(given, options) {
    const { nodes, ephemeral } = given;
    const { hostKeysSaid, signal, stateDir } = options;
    const patience = (ephemeral?.bootWithin ?? 0) * 1000;
    let until = performance.now() + patience;
    let strangeSince;
    const asked = new Map();
    let cluster = given;
    let outcomes = await verifyOnce(nodes, cluster, options);
    for (;;) {
        const early = outcomes.filter(isEarly);
        const now = performance.now();
        const isOver = early.length === 0 || now > until;
        // The console of one that was taken says keys, too, that an earlier run has replaced.
        const strangers = strangersAmong(outcomes).filter((name) => !asked.has(name) && !ephemeral?.taken.has(name));
        if (strangers.length > 0)
            strangeSince ??= now;
        let again = early;
        const isSettled = isOver || now > (strangeSince ?? now) + settling;
        if (hostKeysSaid && strangers.length > 0 && isSettled) {
            const asking = hostKeysSaid(strangers)?.catch((error) => {
                leave(outcomes);
                throw error;
            });
            const said = (await asking) ?? new Map();
            for (const name of strangers)
                asked.set(name, said.get(name));
            if (said.size < strangers.length)
                return explained(outcomes, nodes, asked);
            cluster = await (0,said_keys/* pinSaid */.nb)(cluster, said, stateDir);
            until = performance.now() + patience;
            strangeSince = undefined;
            again = outcomes.filter(({ result }) => result.kind !== 'verified');
        }
        else if (isOver) {
            return explained(outcomes, nodes, asked);
        }
        else {
            await (0,external_node_timers_promises_.setTimeout)(bootInterval, undefined, { signal });
        }
        const among = again.map(({ node }) => node);
        const next = await verifyOnce(among, cluster, options);
        outcomes = outcomes.map((one) => next.find(({ node }) => node === one.node) ?? one);
    }
}
/** Milliseconds in which others that boot show whether they are strangers, too: all are asked at once. */
const settling = 10_000;
/** Names of the hosts that showed keys which are not pinned; the user's own jump host is not asked. */
function strangersAmong(outcomes) {
    const names = outcomes.flatMap(({ result }) => result.kind === 'refused' && result.stranger ? [result.stranger.name] : []);
    return [...new Set(names)].filter((name) => name !== ssh_config/* jumpName */.gU);
}
/** What is wrong with those that were asked, in the light of what they have said. */
function explained(outcomes, nodes, asked) {
    return outcomes.map((one) => {
        const stranger = one.result.kind === 'refused' ? one.result.stranger : undefined;
        const node = nodes.find(({ name }) => name === stranger?.name);
        if (one.result.kind !== 'refused' || !stranger || !node || !asked.has(node.name))
            return one;
        const problem = (0,said_keys/* strangerProblem */.ce)(node, stranger, asked.get(node.name));
        return { ...one, result: { ...one.result, problem } };
    });
}
/** Milliseconds between two tries to reach a machine that boots. */
const bootInterval = 1000;
function isEarly({ result }) {
    return result.kind === 'unreachable' || (result.kind === 'refused' && !result.stranger);
}
async function verifyOnce(among, cluster, options) {
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
    const first = await verify(among, new Set());
    const orchestrator = first.find(({ node }) => node === nodes[0]);
    if (orchestrator && orchestrator.result.kind !== 'verified')
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
/** Whether only the orchestrator leads there. */
function isInside({ hops }) {
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
            const inside = isInside({ hops }) ? `, nor from the orchestrator to ${node.privateHost}` : '';
            problems.push({
                field,
                message: `No SSH connection to ${node.host} port ${node.port}${inside}: ${result.reason || 'no answer'}.`,
                fix: 'See that the machine is up and that its firewall or security group lets this machine in.',
            });
        }
        else {
            const unfit = whyUnfit(result.facts).map((problem) => ({ field, ...problem }));
            problems.push(...unfit);
            if (unfit.length === 0)
                fit.push({ ...result, node, hops });
        }
    }
    if (problems.length === 0)
        return fit;
    leave(outcomes);
    // One that leads to others stands in the way of each.
    const once = new Map(problems.map((problem) => [(0,problem_0/* formatProblem */.Vw)(problem), problem]));
    throw new problem_0/* UserError */.yo([...once.values()], problem_0/* ExitCode */.yU.clusterUnavailable);
}
function whyUnfit({ missing, chatter }) {
    const problems = [];
    if (missing.length > 0) {
        problems.push({
            message: `The host has no ${missing.map((tool) => `\`${tool}\``).join(', ')}.`,
            fix: 'Install openssh-client, rsync, coreutils (BusyBox lacks options) and util-linux there.',
        });
    }
    // rsync takes it for words of the other rsync, and in the job's log it would stand as the job's.
    if (chatter !== '') {
        problems.push({
            message: `Its login shell prints ${firstLine(chatter)} also when nobody is at a terminal, which rsync takes for an answer.`,
            fix: 'Put what prints in ~/.bashrc there (or ~/.zshenv, ~/.ssh/rc) into `case $- in *i*) … ;; esac`, so that only a terminal is shown it.',
        });
    }
    return problems;
}
/** For a message: no more than a line may have, of what may be anything. */
function firstLine(text) {
    const line = text.split('\n').find((line) => line.trim() !== '') ?? '';
    const shown = line
        .replaceAll(/\p{Cc}/gu, '')
        .trim()
        .slice(0, 60);
    return shown === '' ? 'something' : `\`${shown}\``;
}
function leave(outcomes) {
    for (const { result } of outcomes)
        if (result.kind === 'verified')
            result.login.kill();
}

;// CONCATENATED MODULE: ./remote/fleet.js






/**
 * Verifies every host by OpenSSH against the pinned keys, then connects with ssh2 to exactly those.
 * A factory that is not reached from here is reached through the orchestrator, still end to end.
 *
 * @throws UserError with a problem for each host that is not pinned, not reached or not fit
 */
async function connect(cluster, options) {
    const verified = await verifyHosts(cluster, options);
    try {
        return await enter(cluster, verified, options);
    }
    catch (error) {
        for (const { login } of verified)
            login.kill();
        throw error;
    }
}
async function enter({ nodes, jump, keyFile }, verified, { stateDir, signal, runId }) {
    const inside = verified.filter(isInside).map(({ node }) => node.name);
    const keys = Object.fromEntries(verified.flatMap(({ hops, keys }) => hops.map((hop, i) => [hop.name, keys[i]])));
    const machines = makeMachines({ nodes, jump, inside, keys, runId, keyFile });
    const lines = await hostKeyLines(machines, signal).catch(async (error) => {
        await fleet_close(machines);
        throw error;
    });
    const known = {
        nodes,
        jump,
        inside,
        keys: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, { ...key, line: lines.get(name) ?? '' }])),
    };
    const sshConfigFile = await writeRunConfig(known, keyFile, stateDir);
    return {
        fleet: assemble(machines, sshConfigFile, verified.map(({ login }) => login)),
        facts: new Map(verified.map(({ node, facts }) => [node.name, facts])),
        known,
    };
}
/** The same machines again, in another process: held to the keys that were verified then. */
async function reconnect(known, keyFile, { runId, stateDir }) {
    const machines = makeMachines({ ...known, runId, keyFile });
    return assemble(machines, await writeRunConfig(known, keyFile, stateDir));
}
/** Ends every connection to the machines, for good. */
async function disconnect(fleet) {
    const { machines, jump, logins, sshConfigFile } = fleet;
    for (const login of logins)
        login.kill();
    // A login that is killed, with us or by us, leaves its socket.
    const dir = (0,external_node_path_.dirname)(sshConfigFile);
    for (const { name } of machines)
        await (0,promises_.rm)((0,external_node_path_.join)(dir, (0,ssh_config/* loginSocket */.zK)(name)), { force: true });
    await fleet_close({ nodes: machines, jump });
}
async function fleet_close({ nodes, jump }) {
    await Promise.all(nodes.map((machine) => machine.close()));
    await jump?.close();
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
function assemble({ nodes, jump }, sshConfigFile, logins = []) {
    const [orchestrator, ...factories] = nodes;
    if (!orchestrator)
        throw new Error('A cluster has an orchestrator.');
    return { orchestrator, factories, machines: nodes, jump, sshConfigFile, logins };
}


/***/ }),

/***/ 92370:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ knownHostsInside),
/* harmony export */   x: () => (/* binding */ knownHostsHost)
/* harmony export */ });
/** A host as known_hosts writes it (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
function knownHostsHost(address, port) {
    return port === 22 ? address : `[${address}]:${port}`;
}
/** known_hosts of the nodes at their private addresses, for a run that finds them later. */
function knownHostsInside({ nodes, keys }) {
    return nodes
        .map(({ name, privateHost, port }) => {
        return `${knownHostsHost(privateHost, port)} ${keys[name]?.line ?? ''}\n`;
    })
        .join('');
}


/***/ }),

/***/ 47473:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ renewLease),
/* harmony export */   K: () => (/* binding */ endLease)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);



/** Seconds between two renewals at most; of spot machines AWS gives notice two minutes before. */
const longestInterval = { ondemand: 60, spot: 20 };
/**
 * Renews the lease of machines that end themselves when nobody does, until `signal` aborts. A machine
 * that is not reached is tried again at the next turn.
 *
 * @returns why the run cannot go on, once AWS says that it takes one of the machines back
 */
function renewLease({ machines }, { leaseSeconds, spot }, signal) {
    const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "lease.sh", 'utf8');
    const { promise, resolve } = Promise.withResolvers();
    const renewOn = async (machine) => {
        const args = [spot ? 'yes' : 'no'];
        const { stdout } = await machine.attempt(script, { args, signal });
        const [, time] = /"time": *"([^"]+)"/.exec(stdout) ?? [];
        if (time !== undefined)
            resolve(takenBack(machine, time));
    };
    const renew = () => {
        for (const machine of machines)
            renewOn(machine).catch(() => { });
    };
    renew();
    const seconds = Math.min(longestInterval[spot ? 'spot' : 'ondemand'], leaseSeconds / 5);
    const timer = setInterval(renew, seconds * 1000);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    return promise;
}
/** Milliseconds for the machines to hear that they are wanted without a runner, too. */
const stayTime = 3000;
/** Lets machines stay until their deadline, though nobody renews their lease any more. */
async function endLease({ machines }) {
    const signal = AbortSignal.timeout(stayTime);
    const script = 'echo stay >/var/lib/flambe-action/lease';
    await Promise.allSettled(machines.map((machine) => machine.attempt(script, { signal })));
}
function takenBack({ title }, time) {
    return new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({
        field: title,
        message: `AWS takes the spot machine back at ${time}.`,
        fix: '`spot: prefer` with more types and subnets, or on-demand machines, last longer.',
    }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.lost);
}


/***/ }),

/***/ 58683:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ce: () => (/* binding */ strangerProblem),
/* harmony export */   nb: () => (/* binding */ pinSaid),
/* harmony export */   sO: () => (/* binding */ addressesOf)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _known_hosts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92370);



/**
 * Pins nodes by the keys that they have said, instead of those that they were given. Who has said the
 * one that it was given has executed its user-data after all, and stays pinned by that.
 */
async function pinSaid(cluster, said, stateDir) {
    let pins = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(cluster.knownHostsFile, 'utf8');
    for (const node of cluster.nodes) {
        const keys = said.get(node.name) ?? [];
        const hosts = addressesOf(node);
        const isOf = (line) => hosts.some((host) => line.startsWith(`${host} `));
        const lines = pins.split(/(?<=\n)/);
        const own = lines.filter(isOf).join('');
        if (keys.length === 0 || keys.some((key) => own.includes(key)))
            continue;
        const instead = hosts.flatMap((host) => keys.map((key) => `${host} ${key}\n`));
        pins = [...lines.filter((line) => !isOf(line)), ...instead].join('');
    }
    const knownHostsFile = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(stateDir, 'said_hosts');
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(knownHostsFile, pins, { mode: 0o600 });
    return { ...cluster, knownHostsFile };
}
/** As known_hosts writes every address under which a node is asked. */
function addressesOf({ host, privateHost, port }) {
    return [...new Set([host, privateHost])].map((address) => (0,_known_hosts__WEBPACK_IMPORTED_MODULE_2__/* .knownHostsHost */ .x)(address, port));
}
/** Why a machine that was made for the run is not talked to, though its console was looked at. */
function strangerProblem({ name, host }, { key }, said) {
    const field = `${name} (${host})`;
    const shown = `It shows the host key ${key.type} ${key.fingerprint}`;
    if (said !== undefined) {
        const message = `${shown}, but its console says others. Somebody may be in between. Nothing was sent.`;
        return { field, message };
    }
    return {
        field,
        message: `${shown}, not the one in its user-data: cloud-init has not run there. Its console says no host keys, so nobody knows whether this is the machine. Nothing was sent.`,
        fix: 'Take an image with cloud-init, or one that prints `-----BEGIN SSH HOST KEY KEYS-----`, its public host keys and `-----END SSH HOST KEY KEYS-----` to /dev/console when it boots.',
    };
}


/***/ }),

/***/ 12367:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PW: () => (/* binding */ Tail),
/* harmony export */   Wh: () => (/* binding */ unlessAborted),
/* harmony export */   Ze: () => (/* binding */ drain),
/* harmony export */   oP: () => (/* binding */ UnderWay)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


/** Bytes kept of an output that nobody takes: its end. */
const keptOutput = 1024 * 1024;
/** A command that was begun. Its end may be in the same packet as its beginning: listens at once. */
class UnderWay {
    channel;
    closed;
    /** Undefined until it has ended, and for good when its connection breaks first. */
    code;
    constructor(channel) {
        this.channel = channel;
        channel.once('exit', (code, name) => {
            this.code = code ?? 128 + signalNumber(name);
        });
        channel.on('error', () => { });
        this.closed = (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(channel, 'close');
    }
}
/** A dead connection never closes a channel, so an abort does not wait for it. */
async function unlessAborted(work, signal, stop) {
    if (!signal)
        return work;
    const aborted = Promise.withResolvers();
    const abort = () => {
        stop();
        aborted.reject(signal.reason);
    };
    work.catch(() => { });
    signal.addEventListener('abort', abort, { once: true });
    try {
        const result = await Promise.race([work, aborted.promise]);
        signal.throwIfAborted();
        return result;
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
/** `name` without SIG, as RFC 4254, 6.10 names signals. */
function signalNumber(name = 'KILL') {
    return node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals[`SIG${name}`] ?? node_os__WEBPACK_IMPORTED_MODULE_1__.constants.signals.SIGKILL;
}


/***/ }),

/***/ 61120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ staysUp),
  x: () => (/* binding */ tearDown)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./providers/aws/by-hand.js
var by_hand = __webpack_require__(75590);
// EXTERNAL MODULE: ./remote/claim.js
var claim = __webpack_require__(72419);
// EXTERNAL MODULE: ./remote/fleet.js + 4 modules
var remote_fleet = __webpack_require__(6308);
// EXTERNAL MODULE: ./teardown/by-hand.js
var teardown_by_hand = __webpack_require__(50312);
// EXTERNAL MODULE: ./teardown/record.js
var teardown_record = __webpack_require__(71592);
// EXTERNAL MODULE: ./teardown/release-script.js
var release_script = __webpack_require__(64894);
// EXTERNAL MODULE: ./job/collect.js + 1 modules
var collect = __webpack_require__(44949);
// EXTERNAL MODULE: ./job/gather.js
var gather = __webpack_require__(84397);
// EXTERNAL MODULE: ./job/job-scripts.js
var job_scripts = __webpack_require__(48590);
// EXTERNAL MODULE: ./job/log-file.js + 1 modules
var log_file = __webpack_require__(64101);
// EXTERNAL MODULE: ./plan/layout.js
var layout = __webpack_require__(826);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./remote/rsync.js
var rsync = __webpack_require__(67742);
;// CONCATENATED MODULE: ./teardown/rescue.js










/** Milliseconds for the job to end: twelve seconds (`timeout --kill-after`), and the way there. */
const endTime = 20_000;
/** Milliseconds in which the nodes bring results together on the orchestrator, where nothing is urgent. */
const gatherTime = 600_000;
/**
 * Ends the job of a run that was cut short, in its own time, so that its results are whole, and brings
 * them home with its log: those of factories by way of the orchestrator.
 */
function rescue(fleet, options) {
    const { file, rescueTime } = options;
    const { remote, trialsIn } = file.record;
    if (!remote || !(0,teardown_by_hand/* mayHaveResults */.ok)(file.record)) {
        return { notGathered: Promise.resolve(new Set()), notHome: Promise.resolve(undefined) };
    }
    const limits = rescueTime === undefined ? [] : [AbortSignal.timeout(rescueTime)];
    const within = { ...options, signal: AbortSignal.any([options.signal, ...limits]) };
    const all = trialsIn === undefined ? [] : fleet.factories.map(({ name }) => name);
    const ended = endJob(fleet, remote, within);
    const began = performance.now();
    const gathered = ended.then(() => {
        // The other half is for the way home.
        const left = rescueTime && (rescueTime - (performance.now() - began)) / 2;
        return gatherTrials(fleet, remote, within, Math.max(1000, Math.round(left ?? gatherTime)));
    });
    const notGathered = gathered.catch(() => all).then((names) => new Set(names));
    const home = ended.then(async () => {
        const isAll = (await notGathered).size === 0;
        await bringHome(fleet, remote, within);
        if (isAll)
            file.note({ collected: true });
    });
    return { notGathered, notHome: home.then(() => undefined, reasonOf) };
}
async function endJob(fleet, remote, options) {
    const { signal } = options;
    try {
        await fleet.orchestrator.run((0,job_scripts/* endJobScript */._)(), {
            args: [remote.runDir],
            signal: AbortSignal.any([signal, AbortSignal.timeout(endTime)]),
            unmarked: true,
        });
    }
    catch (error) {
        throw new Error(`the job could not be asked to end: ${reasonOf(error)}`, { cause: error });
    }
}
/** @param time milliseconds */
async function gatherTrials(fleet, remote, { file, signal, info }, time) {
    const { trialsIn } = file.record;
    if (trialsIn === undefined)
        return [];
    try {
        const missing = await (0,gather/* gatherOutput */.N)(fleet, (0,layout/* layout */.Zp)(remote.runDir, remote.memoryDir), {
            output: trialsIn,
            // A little less, so that what is cut short is cut short there.
            seconds: Math.max(1, Math.floor(time / 1000) - 1),
            signal: AbortSignal.any([signal, AbortSignal.timeout(time)]),
        });
        for (const { problem } of missing)
            info((0,problem_0/* formatProblem */.Vw)(problem));
        return missing.map(({ name }) => name);
    }
    catch (error) {
        info(`What the factories have could not be brought together: ${reasonOf(error)}`);
        throw error;
    }
}
async function bringHome(fleet, remote, options) {
    const { file, signal, info } = options;
    const { resultsPath, results: globs } = file.record;
    const places = (0,layout/* layout */.Zp)(remote.runDir, remote.memoryDir);
    const collection = { layout: places, globs, resultsPath, signal };
    const { files, warnings } = await (0,collect/* collectResults */.n)(fleet, collection);
    await bringLog(fleet, places.log, options);
    info(`Brought home ${files.length} files of the run that was cut short.`);
    for (const problem of warnings)
        info((0,problem_0/* formatProblem */.Vw)(problem));
}
/** Folder of this machine, in the run's, for a log in which secrets are still to be hidden. */
const rawLogDir = 'raw-log';
/** No moment at which this process may die leaves secrets among the results. */
async function bringLog(fleet, from, options) {
    const { file, hidden, signal, warning } = options;
    const { id, resultsPath } = file.record;
    const log = (0,external_node_path_.join)(resultsPath, collect/* logName */.I);
    const { orchestrator: machine, sshConfigFile } = fleet;
    // A job that had not begun has no log.
    const ifThere = ['--ignore-missing-args'];
    const transfer = { machine, sshConfigFile, signal };
    if (hidden === undefined)
        return warning(logNotBrought(id, log));
    if (hidden.length === 0)
        return (0,rsync/* download */.RG)(from, log, { ...transfer, options: ifThere });
    const dir = (0,external_node_path_.join)(file.dir, rawLogDir);
    const raw = (0,external_node_path_.join)(dir, collect/* logName */.I);
    (0,external_node_fs_.mkdirSync)(dir, { recursive: true, mode: 0o700 });
    try {
        // What is at home of it already need not come again.
        const known = [...ifThere, `--copy-dest=${resultsPath}`];
        await (0,rsync/* download */.RG)(from, raw, { ...transfer, options: known });
        if ((0,external_node_fs_.existsSync)(raw))
            await (0,log_file/* copyHidden */.uU)(raw, log, hidden);
    }
    finally {
        (0,external_node_fs_.rmSync)(dir, { recursive: true, force: true });
    }
}
function logNotBrought(id, log) {
    return {
        message: `${log} is as it was when ${id} was cut short: which secrets the rest of it would have to hide is not known here.`,
        fix: `Another time name them: flambe-action down ${id} --secrets FILE`,
    };
}
/** Why something could not be done, in words that belong behind a colon. */
function reasonOf(error) {
    const { name, message } = error;
    return name === 'TimeoutError' ? 'it took too long' : message;
}

;// CONCATENATED MODULE: ./teardown/teardown.js









/** Seconds that a host may be silent before it is given up. */
const patience = 10;
const notOnOrchestrator = 'the orchestrator could not get them all from its factories';
/**
 * Undoes a run from its record: brings results home that are not there yet, ends the job, takes away
 * secrets, keys and folders, releases the machines. Goes on past failures; absent is success.
 *
 * @returns what is left, with the command that removes it
 */
async function tearDown(options) {
    const { file, provider } = options;
    const { record } = file;
    removeSecretsHere(file.dir);
    // What was never reached is of no use to anybody.
    const keep = staysUp(record) && (record.remote !== undefined || record.claiming !== undefined);
    await giveClaimBack(options, keep);
    if (keep) {
        file.save({ kept: true });
        const onHosts = await releaseHosts(options, keep);
        const left = (await provider.keep?.(record)) ?? [];
        tellWhatStays(options);
        return [...onHosts, ...left];
    }
    // What is on machines that end needs no hand; what is worth having comes home first.
    if (provider.endsMachines)
        await rescueFrom(options);
    const onHosts = provider.endsMachines ? [] : await releaseHosts(options, keep);
    const left = [...onHosts, ...(await provider.release(record))];
    if (left.length === 0)
        file.remove();
    return left;
}
/** Whether the machines stay for a look. The job's secrets go in any case. */
function staysUp({ teardown, exitCode }) {
    return teardown === 'never' || (teardown === 'on-success' && exitCode !== 0);
}
/** What was claimed and then not used, because main was cut short or failed, is free for others again. */
async function giveClaimBack({ file, keyFile, signal, info }, keep) {
    const { id, claiming, hosts, aws } = file.record;
    const ends = aws?.instances?.length && !keep;
    if (!claiming || hosts || ends || keyFile === undefined)
        return;
    try {
        await (0,claim/* giveBack */.F)(claiming, keyFile, { runId: id, stateDir: file.dir, signal });
    }
    catch (error) {
        info(`A warm cluster cannot be given back, and ends itself: ${reasonOf(error)}`);
    }
}
function tellWhatStays(options) {
    const { file, down, provider, stateStays, info } = options;
    const { record } = file;
    const { teardown, remote, expiresAt, aws } = record;
    const hosts = (0,teardown_record/* hostsThere */.Q)(record);
    if (!remote || !hosts)
        return;
    info(`teardown: ${teardown}: ${remote.runDir} stays on each host, without secrets and keys.`);
    const ending = aws ? (0,by_hand/* endCommand */.v6)(aws.region, aws.instances ?? []) : down;
    const withJob = aws === undefined && !stateStays ? ', on a runner with the job' : '';
    if (provider.endsMachines)
        info(`The hosts end at ${expiresAt}${withJob}, or by \`${ending}\`.`);
    const closed = noWayIn(options);
    if (closed.length > 0)
        info(`Nobody can log in to them: ${closed.join('. And ')}.`);
    for (const node of closed.length > 0 ? [] : hosts.nodes) {
        info(`${node.name}: look at it by \`${(0,teardown_by_hand/* loginCommand */.Gz)(record, node)}\``);
        if (provider.endsMachines)
            continue;
        info(`${node.name}: take it away by \`${(0,teardown_by_hand/* releaseCommand */.Pw)(record, node)}\``);
    }
}
/** What goes with the runner, and keeps everybody out; inputs/ has warned of it. */
function noWayIn({ file: { dir, record }, stateStays }) {
    const { keyFile, aws } = record;
    if (stateStays)
        return [];
    const isOurKey = keyFile !== undefined && (0,external_node_path_.dirname)(keyFile) === dir;
    return [
        ...(isOurKey
            ? ['their key was made for this run; another time, give `key_name` and `ssh-private-key`']
            : []),
        ...(aws?.securityGroup === undefined
            ? []
            : ['`security_group: runner` lets in this runner alone; name one that lets you in']),
    ];
}
function removeSecretsHere(dir) {
    for (const name of ['secrets.ini', 'ssh_key', rawLogDir]) {
        (0,external_node_fs_.rmSync)((0,external_node_path_.join)(dir, name), { recursive: true, force: true });
    }
}
/** Ends the job and brings its results home, if it was cut short; whatever fails, the machines end. */
async function rescueFrom(options) {
    const { file, keyFile, noKey, warning } = options;
    const { id } = file.record;
    const hosts = (0,teardown_record/* hostsThere */.Q)(file.record);
    if (!hosts || !(0,teardown_by_hand/* mayHaveResults */.ok)(file.record))
        return;
    const lost = (why) => warning({
        message: `The results of ${id} are lost with its machines, as far as they are not at home: ${why}.`,
    });
    if (keyFile === undefined)
        return lost(noKey);
    try {
        const fleet = await (0,remote_fleet/* reconnect */.M6)(hosts, keyFile, { runId: id, stateDir: file.dir });
        const { notGathered, notHome } = rescue(fleet, options);
        const why = await notHome;
        if (why !== undefined)
            lost(why);
        else if ((await notGathered).size > 0)
            lost(notOnOrchestrator);
        await (0,remote_fleet/* disconnect */.Zf)(fleet);
    }
    catch (error) {
        lost(reasonOf(error));
    }
}
async function releaseHosts(options, keep) {
    const { file, keyFile, noKey, info } = options;
    const { record } = file;
    const hosts = (0,teardown_record/* hostsThere */.Q)(record);
    if (!hosts || !record.remote)
        return [];
    const allLeft = (why) => hosts.nodes.map((node) => (0,teardown_by_hand/* leftoverOn */.nc)(record, node, why));
    if (keyFile === undefined)
        return allLeft(noKey);
    let fleet;
    try {
        fleet = await (0,remote_fleet/* reconnect */.M6)(hosts, keyFile, { runId: record.id, stateDir: file.dir });
    }
    catch (error) {
        return allLeft(reasonOf(error));
    }
    try {
        return (await releaseAll(fleet, options, keep)).filter((one) => one !== undefined);
    }
    finally {
        await (0,remote_fleet/* disconnect */.Zf)(fleet).catch(() => info('A connection did not close.'));
    }
}
/** The job ends first, in its own time; what the factories have to lose then is nobody's any more. */
function releaseAll(fleet, options, keep) {
    const { orchestrator, factories } = fleet;
    const { notGathered, notHome } = rescue(fleet, options);
    const on = (machine, notHome) => release(machine, options, { keep, notHome });
    return Promise.all([
        notHome.then((why) => on(orchestrator, why)),
        ...factories.map(async (factory) => on(factory, (await notGathered).has(factory.name) ? notOnOrchestrator : undefined)),
    ]);
}
async function release(machine, { file, signal, info }, { keep, notHome }) {
    const { record } = file;
    const { id, remote, startedAt } = record;
    if (!remote)
        return undefined;
    if (notHome !== undefined)
        info(`${machine.title}: results did not come home: ${notHome}`);
    const isWorkplace = machine.node.role === 'orchestrator' && (0,teardown_by_hand/* hasResultsInWorkdir */.c3)(record);
    const results = isWorkplace ? 'workdir' : 'results';
    const kept = keep ? 'yes' : notHome === undefined ? 'no' : results;
    const args = [remote.runDir, remote.memoryDir, id, kept, startedAt];
    try {
        const { code, stdout, stderr } = await machine.run((0,release_script/* releaseScript */.dg)(), {
            args,
            signal,
            patience,
            unmarked: true,
        });
        const stays = /^stays$/m.test(stdout);
        if (code !== 0)
            return (0,teardown_by_hand/* leftoverOn */.nc)(record, machine.node, lastLines(stderr), stays);
        if (stays)
            return (0,teardown_by_hand/* resultsLeft */.sD)(record, machine.node, notHome ?? '');
        info(`${machine.title} is as it was`);
        return undefined;
    }
    catch (error) {
        return (0,teardown_by_hand/* leftoverOn */.nc)(record, machine.node, reasonOf(error), notHome !== undefined);
    }
}
function lastLines(words) {
    return words.trim().split('\n').slice(-5).join('; ') || 'it was not said why';
}


/***/ })

};
;