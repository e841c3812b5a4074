"use strict";
exports.id = 512;
exports.ids = [512];
exports.modules = {

/***/ 87468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ keyLimit),
  $: () => (/* binding */ readPrivateKey)
});

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
    const stats = file === undefined ? undefined : (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false });
    // A pipe cannot be read again.
    const path = stats?.isFile() ? file : undefined;
    // OpenSSH does not use a key that others may read.
    const isPrivate = stats !== undefined && (stats.mode & 0o077) === 0;
    return { text: usable, path, file: usable === text && isPrivate ? path : undefined, origin };
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
    const key = cryptoModule().createPrivateKey(text);
    if (key.asymmetricKeyType === 'rsa')
        return key.export({ format: 'pem', type: 'pkcs1' });
    if (key.asymmetricKeyType === 'ec')
        return key.export({ format: 'pem', type: 'sec1' });
    return undefined;
}
function isReadable(text) {
    try {
        cryptoModule().createPrivateKey(text);
        return true;
    }
    catch {
        return false;
    }
}
/** Not imported: it takes a tenth of a cold start, and keys in OpenSSH's own form do without. */
function cryptoModule() {
    return process.getBuiltinModule('node:crypto');
}
function shellWord(path) {
    return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 48590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ supervisingScript),
/* harmony export */   _: () => (/* binding */ endJobScript)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** `supervising.sh RUN_DIR`. */
function supervisingScript() {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "supervising.sh", 'utf8');
}
/** `end-job.sh RUN_DIR`, with the function that it stands on. */
function endJobScript() {
    const steps = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "end-job.sh", 'utf8');
    return `supervising() (\n${supervisingScript()})\n${steps}`;
}


/***/ }),

/***/ 61203:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ endAtLastMoment)
/* harmony export */ });
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43390);
/* harmony import */ var _teardown_by_hand__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50312);


/** Milliseconds after which a post step ends even where a file system or a process does not let go. */
const lastMoment = 59_000;
/** Ends this process at the last moment, and tells what removes what a run may still have then. */
function endAtLastMoment(file, surface) {
    setTimeout(() => {
        const { record } = file;
        surface.error({ message: `The run ${record.id} could not be undone in a minute.` });
        const down = (0,_state_root__WEBPACK_IMPORTED_MODULE_0__/* .downCommand */ .wq)(record.id, process.env);
        for (const left of (0,_teardown_by_hand__WEBPACK_IMPORTED_MODULE_1__/* .leftoversUnasked */ .E5)(record, 'there was no time left for it', down)) {
            surface.error((0,_teardown_by_hand__WEBPACK_IMPORTED_MODULE_1__/* .leftoverProblem */ .pQ)(left));
        }
        surface.close();
        // process.exit() would wait for the file system, too.
        process.kill(process.pid, 'SIGKILL');
    }, lastMoment).unref();
}


/***/ }),

/***/ 74796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ letGo)
/* harmony export */ });
/** Milliseconds that a process may take to end by itself once its work is done. */
const grace = 3000;
/** This process has nothing more to do: it ends, also where something still holds on to it. */
function letGo() {
    setTimeout(() => process.exit(), grace).unref();
}


/***/ }),

/***/ 53146:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ rayPort),
/* harmony export */   O7: () => (/* binding */ sitePorts),
/* harmony export */   PL: () => (/* binding */ rayLine),
/* harmony export */   aT: () => (/* binding */ uploadedResources),
/* harmony export */   ak: () => (/* binding */ flambesRayPort),
/* harmony export */   c8: () => (/* binding */ rayDir),
/* harmony export */   eN: () => (/* binding */ flambeLine),
/* harmony export */   u6: () => (/* binding */ flambePlaces)
/* harmony export */ });
/* harmony import */ var _quote__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72710);

/**
 * @param homes of all nodes: where they differ, flambé's rsync between equal paths wants another folder
 * @param experiment its name; undefined for another runnable
 * @param onRay whether flambé runs on all nodes; alone it empties its output folder first
 */
function flambePlaces(layout, id, homes, experiment, onRay) {
    const [home = '/var/tmp'] = homes;
    const base = homes.every((other) => other === home) ? home : '/var/tmp';
    const name = experiment ?? 'runnable';
    const savePath = `${base}/${name}`;
    const output = `${savePath}/output__${name}`;
    const overlay = `${layout.runDir}/venv`;
    return {
        savePath,
        output,
        resources: onRay ? `${output}/_resources` : `${layout.runDir}/resources`,
        // Beside the runnable, with which they go to all nodes.
        extensions: `${layout.runDir}/runnable/.extensions`,
        overlay,
        python: `${overlay}/bin/python3`,
        rayDir: rayDir(id),
    };
}
/** Ray's own files. The id's end alone: release.sh knows it, too. */
function rayDir(id) {
    return `/tmp/flambe-ray-${id.slice(id.lastIndexOf('-') + 1)}`;
}
/** Of rsync: what came from here needs not come back (flambe/experiment/experiment.py). */
const uploadedResources = '/output__*/_resources/';
/** Of a command's Ray: its own default. */
const rayPort = 6379;
/** Where an Experiment joins (flambe/cluster/const.py). */
const flambesRayPort = 12345;
/** A command that finds Ray, at an address with its port, and its Python. */
function rayLine(layout, head, command) {
    const path = `PATH=${(0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellQuote */ .Z)(`${layout.runDir}/venv/bin`)}:$PATH`;
    const variables = `RAY_ADDRESS=${(0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellQuote */ .Z)(head)} RAY_USAGE_STATS_ENABLED=0`;
    return `export ${path} ${variables}\n${command}`;
}
/** Of the sites on the orchestrator: flambé's (flambe/cluster/const.py). */
const sitePorts = { report: 49558, tensorboard: 49556 };
/**
 * What the job's shell runs: Python itself, since the `flambe` script is a shell that keeps signals
 * from it.
 */
function flambeLine(layout, places, flags) {
    const words = [places.python, '-Wignore', '-u', '-m', 'flambe.runner.run', layout.runnable];
    const options = [
        ...['--secrets', layout.secrets],
        ...(flags.force ? ['--force'] : []),
        ...(flags.verbose ? ['--verbose'] : []),
    ];
    // By that Tune brings what trials write to the orchestrator, and on to where one goes on.
    const key = `TUNE_CLUSTER_SSH_KEY=${(0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellQuote */ .Z)(layout.clusterKey)}`;
    const path = `PATH=${(0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellQuote */ .Z)(`${places.overlay}/bin`)}:$PATH`;
    return `${path} ${key}\nexport PATH TUNE_CLUSTER_SSH_KEY\nexec ${(0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellCommand */ .q)([...words, ...options])}`;
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

/***/ 91641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   He: () => (/* binding */ runTags),
/* harmony export */   V5: () => (/* binding */ machineTags),
/* harmony export */   bB: () => (/* binding */ takenTags),
/* harmony export */   nP: () => (/* binding */ tagNames)
/* harmony export */ });
/** Tags of ours, on everything that a run makes at AWS, in the call that makes it. */
const tagNames = {
    /** The cluster id: what a run is found by. */
    id: 'flambe-action:id',
    /** `owner/repo/run_id/attempt`, or `user@machine`. */
    run: 'flambe-action:run',
    /** ISO 8601, UTC. */
    expiresAt: 'flambe-action:expires-at',
    /** Set in post by `teardown: never`: the machines stay for other runs until they expire. */
    warm: 'flambe-action:warm',
    /** Set with it, on the orchestrator: its public host key, by which another run knows it. */
    hostKey: 'flambe-action:host-key',
};
/** Of everything that is made for a run: the user's, flambé's (flambe/cluster/aws.py) and ours. */
function runTags(plan, cluster) {
    return {
        ...Object.fromEntries(cluster.tags),
        creator: cluster.creator,
        Purpose: 'flambe',
        'Cluster-Name': cluster.name,
        [tagNames.id]: plan.id,
        [tagNames.run]: plan.run,
        [tagNames.expiresAt]: plan.expiresAt,
    };
}
/** What a run says of warm machines that it takes, in one call: the sweep must not see half of it. */
function takenTags(plan, cluster) {
    return { ...runTags(plan, cluster), [tagNames.warm]: 'false' };
}
/** Of machines and all that is made with them. Factories get their number in `Name` when they are counted. */
function machineTags(plan, cluster, role) {
    return {
        ...runTags(plan, cluster),
        Role: role,
        Name: `${cluster.name}_${role.toLowerCase()}`,
    };
}


/***/ }),

/***/ 80512:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _inputs_private_key__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87468);
/* harmony import */ var _last_moment__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61203);
/* harmony import */ var _let_go__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(74796);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30124);
/* harmony import */ var _report_leftovers__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64527);
/* harmony import */ var _show_failure__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84452);
/* harmony import */ var _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66444);
/* harmony import */ var _teardown_record__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71592);








/** A runner waits five minutes for all post steps together, and kills them when it is stopped. */
const timeLimit = 55_000;
/** Milliseconds of these for what is worth having: hosts and machines are to be released afterwards. */
const rescueTime = 40_000;
const dir = process.env['STATE_dir'];
const file = dir ? _teardown_record__WEBPACK_IMPORTED_MODULE_5__/* .RecordFile */ .W.open(dir) : undefined;
// Main was killed before it wrote what it would do, or everything is undone.
if (dir && !file)
    _teardown_record__WEBPACK_IMPORTED_MODULE_5__/* .RecordFile */ .W.remove(dir);
if (file) {
    (0,_proxies__WEBPACK_IMPORTED_MODULE_2__/* .useProxies */ .U)(process.env);
    const surface = new _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_4__/* .GitHubSurface */ .R();
    (0,_last_moment__WEBPACK_IMPORTED_MODULE_1__/* .endAtLastMoment */ .R)(file, surface);
    try {
        const text = process.env['INPUT_SSH-PRIVATE-KEY'];
        const privateKey = text ? (0,_inputs_private_key__WEBPACK_IMPORTED_MODULE_0__/* .readPrivateKey */ .$)(text, { origin: 'ssh-private-key' }) : undefined;
        const signal = AbortSignal.timeout(timeLimit);
        // Read now, not before: most posts of a job have nothing to undo, or end at the key.
        const { endRun } = await Promise.all(/* import() */[__webpack_require__.e(543), __webpack_require__.e(385)]).then(__webpack_require__.bind(__webpack_require__, 97385));
        const { hiddenAgain } = await Promise.all(/* import() */[__webpack_require__.e(437), __webpack_require__.e(173), __webpack_require__.e(531)]).then(__webpack_require__.bind(__webpack_require__, 35531));
        const { actionInputs } = await __webpack_require__.e(/* import() */ 164).then(__webpack_require__.bind(__webpack_require__, 3164));
        const { env: environment } = process;
        const hidden = hiddenAgain(actionInputs(environment), file.record);
        const given = { file, privateKey, surface, environment, hidden, rescueTime, signal };
        const left = await endRun(given);
        if (left.length > 0) {
            const markdown = (0,_report_leftovers__WEBPACK_IMPORTED_MODULE_6__/* .leftoverSummary */ .I)(left);
            await surface.summary({ markdown, text: markdown });
            process.exitCode = 1;
        }
    }
    catch (error) {
        process.exitCode = (0,_show_failure__WEBPACK_IMPORTED_MODULE_3__/* .showFailure */ .i)(error, surface);
    }
    finally {
        surface.close();
        (0,_let_go__WEBPACK_IMPORTED_MODULE_7__/* .letGo */ .K)();
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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

/***/ 10933:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ aliveStates)
/* harmony export */ });
/** States in which an instance costs money or will. */
const aliveStates = ['pending', 'running', 'stopping', 'stopped'];


/***/ }),

/***/ 75590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FD: () => (/* binding */ securityGroupLeft),
/* harmony export */   KF: () => (/* binding */ machinesByTag),
/* harmony export */   Xl: () => (/* binding */ keyPairLeft),
/* harmony export */   v6: () => (/* binding */ endCommand)
/* harmony export */ });
/* harmony import */ var _plan_quote__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72710);
/* harmony import */ var _plan_tags__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91641);
/* harmony import */ var _alive_states__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10933);



/** A command line of the AWS CLI, for its user to type. */
function awsCommand(region, words) {
    return (0,_plan_quote__WEBPACK_IMPORTED_MODULE_1__/* .shellCommand */ .q)(['aws', 'ec2', '--region', region, ...words]);
}
/** The command line that ends instances. */
function endCommand(region, ids) {
    return awsCommand(region, ['terminate-instances', '--instance-ids', ...ids]);
}
function keyPairLeft(region, name, why) {
    const command = awsCommand(region, ['delete-key-pair', '--key-name', name]);
    return { what: `key pair ${name}`, why, command };
}
function securityGroupLeft(region, name, why) {
    // By its name EC2 deletes one of the default VPC alone.
    const filters = ['--filters', `Name=group-name,Values=${name}`];
    const query = ['--query', 'SecurityGroups[].GroupId', '--output', 'text'];
    const find = awsCommand(region, ['describe-security-groups', ...filters, ...query]);
    const command = `${awsCommand(region, ['delete-security-group', '--group-id'])} $(${find})`;
    return { what: `security group ${name}`, why, command };
}
/** The machines that a run may have, whichever these are: their tag finds them. */
function machinesByTag({ id, aws }, why) {
    const region = aws?.region ?? '';
    const filters = [
        `Name=tag:${_plan_tags__WEBPACK_IMPORTED_MODULE_0__/* .tagNames */ .nP.id},Values=${id}`,
        `Name=instance-state-name,Values=${_alive_states__WEBPACK_IMPORTED_MODULE_2__/* .aliveStates */ .I.join(',')}`,
    ];
    const query = ['--query', 'Reservations[].Instances[].InstanceId', '--output', 'text'];
    const find = awsCommand(region, ['describe-instances', '--filters', ...filters, ...query]);
    return {
        what: `instances of ${id}, if there are any`,
        why,
        command: `${endCommand(region, [])} $(${find})`,
    };
}


/***/ }),

/***/ 30124:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ proxyAgents),
/* harmony export */   U: () => (/* binding */ useProxies)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);

/**
 * For the SDK's request handlers, which have agents of their own: the proxies that HTTPS_PROXY,
 * HTTP_PROXY and NO_PROXY name (Node.js documentation, "Built-in Proxy Support").
 */
const proxyAgents = {
    httpAgent: { proxyEnv: process.env },
    httpsAgent: { proxyEnv: process.env },
};
/** Sends what `fetch` asks for through the proxies that the environment names, where it names any. */
function useProxies(environment) {
    const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
    // Older releases of Node.js 24 do not have it.
    if (names.some((name) => environment[name]))
        node_http__WEBPACK_IMPORTED_MODULE_0___default().setGlobalProxyFromEnv?.(environment);
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
/**
 * A script that writes files as they are; none of them may be there half. Nodes may have their homes,
 * and so these files, in common (NFS, one machine for all): each writes under a name of its own.
 */
function writeFiles(files) {
    const writes = [...files].map(([path, text]) => {
        const made = `${(0,_plan_quote__WEBPACK_IMPORTED_MODULE_2__/* .shellQuote */ .Z)(path)}."$own"`;
        return `printf '%s' ${quoteAlways(text)} >${made}\nmv ${made} ${(0,_plan_quote__WEBPACK_IMPORTED_MODULE_2__/* .shellQuote */ .Z)(path)}`;
    });
    return ['own=$(mktemp -u XXXXXXXXXX)', ...writes].join('\n');
}
function quoteAlways(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
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

/***/ 64527:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ leftoverSummary)
/* harmony export */ });
/* harmony import */ var _markdown__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57874);

/** What teardown could not remove, as Markdown for the job summary of the step. */
function leftoverSummary(leftovers) {
    const rows = leftovers.map(({ what, why, command }) => [(0,_markdown__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(what), (0,_markdown__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(why), (0,_markdown__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(command)]);
    return `## ❌ Left behind\n\n${(0,_markdown__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['still there', 'because', 'removed by'], rows)}\n`;
}


/***/ }),

/***/ 57874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/** Text that somebody else wrote, on one line, with nothing in it that Markdown or HTML acts on. */
function text(value) {
    return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
function code(value) {
    return `<code>${text(value)}</code>`;
}
/** A code block that its content cannot end: the fence is longer than any in it. */
function fenced(content, language = '') {
    const runs = content.match(/`{3,}/g) ?? [];
    const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
    return `${fence}${language}\n${content}\n${fence}`;
}
/** Cells are Markdown already. */
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}


/***/ }),

/***/ 35677:
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
 * @param signal aborted when the user wanted the end
 * @returns the exit code
 */
function showFailure(error, surface, signal) {
    if (error instanceof _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo) {
        for (const problem of error.problems)
            surface.error(problem);
        return error.exitCode;
    }
    if (signal?.aborted) {
        surface.error({ message: 'Interrupted.' });
        return _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.interrupted;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    surface.error({ message: `Something went wrong that is not your fault: ${message}` });
    if (stack)
        surface.info(stack);
    return _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.ourFault;
}


/***/ }),

/***/ 43390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ux: () => (/* binding */ stateStays),
/* harmony export */   om: () => (/* binding */ stateRoot),
/* harmony export */   wq: () => (/* binding */ downCommand)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _plan_quote__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72710);




/** Whether what lies there is still there after the job. */
function stateStays({ RUNNER_TEMP }) {
    return RUNNER_TEMP === undefined;
}
/**
 * Folder of this machine under which each run has its own: RUNNER_TEMP on a runner, which is
 * emptied around each job; in a terminal that of the XDG Base Directory Specification.
 */
function stateRoot({ RUNNER_TEMP, XDG_STATE_HOME }) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(RUNNER_TEMP ?? (XDG_STATE_HOME || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.local', 'state')), 'flambe-action');
}
/**
 * The command line that ends a run by its record, in a shell on this machine. One on a runner has neither
 * our command in its PATH nor the job's environment; the action's files and the node that runs them stay.
 */
function downCommand(id, { RUNNER_TEMP }) {
    if (RUNNER_TEMP === undefined)
        return `flambe-action down ${id}`;
    const [node = '', started = ''] = process.argv;
    const cli = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(started)), 'cli.js');
    return (0,_plan_quote__WEBPACK_IMPORTED_MODULE_3__/* .shellCommand */ .q)(['env', `RUNNER_TEMP=${RUNNER_TEMP}`, node, cli, 'down', id]);
}


/***/ }),

/***/ 66444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ GitHubSurface)
});

// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
// EXTERNAL MODULE: ./surfaces/stages.js
var stages = __webpack_require__(61454);
// EXTERNAL MODULE: ../node_modules/@actions/core/lib/command.js
var command = __webpack_require__(65689);
;// CONCATENATED MODULE: ./surfaces/github/commands.js
/**
 * The part of @actions/core without network. The package exports only its whole, which loads
 * undici: 60 ms of every cold start. Hence the path into it, which bundles like any other.
 */


;// CONCATENATED MODULE: ./surfaces/github/annotations.js


/** GitHub shows so many of a kind for one step and drops the others. */
const MOST = 10;
/** The annotations of one kind. The tenth stands for all that come after the ninth. */
class Annotations {
    #kind;
    #later = [];
    #shown = 0;
    constructor(kind) {
        this.#kind = kind;
    }
    /** Whether the problem was annotated; otherwise it waits for `flush`. */
    add(problem) {
        if (this.#shown === MOST - 1) {
            this.#later.push(problem);
            return false;
        }
        this.#shown += 1;
        this.#annotate(problem);
        return true;
    }
    flush() {
        const later = this.#later.splice(0);
        if (later.length > 1) {
            const title = `${later.length} more ${this.#kind}s`;
            (0,command/* issueCommand */.L)(this.#kind, { title }, later.map(problem_0/* formatProblem */.Vw).join('\n'));
        }
        else {
            for (const problem of later)
                this.#annotate(problem);
        }
    }
    #annotate(problem) {
        const { file, line, column, field } = problem;
        (0,command/* issueCommand */.L)(this.#kind, { title: field, file, line, col: column }, (0,problem_0/* formatProblem */.Vw)(problem));
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./surfaces/github/file-command.js

/**
 * Appends `name=value` to the file that GITHUB_OUTPUT or GITHUB_STATE names, in the form for values
 * of several lines. (That of @actions/core loads node:crypto, a tenth of a cold start.)
 */
function issueFileCommand(file, name, value) {
    const path = process.env[`GITHUB_${file}`];
    if (!path)
        throw new Error(`GITHUB_${file} is not set: this is no step of a workflow.`);
    const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
    (0,external_node_fs_.appendFileSync)(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

// EXTERNAL MODULE: ./surfaces/write.js
var write = __webpack_require__(82278);
;// CONCATENATED MODULE: ./surfaces/github/marked-log.js


const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A line longer than this is passed on in pieces, so that memory stays flat. */
const LONGEST_HELD = 256 * 1024;
/**
 * The job's bytes, between markers that stop the runner from taking any of them as a command.
 *
 * Whole lines are passed on, at a newline or (as the runner reads them, and as progress bars write
 * them) at a carriage return. So no character is ever cut, and ours can be said between two lines.
 */
class MarkedLog {
    #held = [];
    #heldBytes = 0;
    #lastByte = NEWLINE;
    #open = true;
    #token = '';
    /** What waits for the end of a line too long to be held. */
    #waiting = [];
    constructor() {
        this.#stopCommands();
    }
    write(chunk) {
        const end = Math.max(chunk.lastIndexOf(NEWLINE), chunk.lastIndexOf(RETURN)) + 1;
        if (end === 0) {
            this.#hold(chunk);
            return this.#heldBytes > LONGEST_HELD ? this.#send(this.#takeHeld()) : Promise.resolve();
        }
        const lines = [...this.#takeHeld(), chunk.subarray(0, end)];
        this.#hold(chunk.subarray(end));
        return this.#send(lines);
    }
    close() {
        if (!this.#open)
            return Promise.resolve();
        const sent = this.#send(this.#takeHeld());
        this.#endLine();
        this.#resumeCommands();
        this.#open = false;
        for (const emit of this.#waiting.splice(0))
            emit();
        return sent;
    }
    /** Runs `emit` between two of the job's lines; commands in it are not taken as such. */
    betweenLines(emit) {
        if (this.#lastByte !== NEWLINE && this.#lastByte !== RETURN) {
            this.#waiting.push(emit);
            return;
        }
        this.#endLine();
        emit();
    }
    /** Runs `emit` between two of the job's lines, while the runner takes commands. */
    outside(emit) {
        this.betweenLines(() => {
            if (this.#open)
                this.#resumeCommands();
            emit();
            if (this.#open)
                this.#stopCommands();
        });
    }
    #hold(chunk) {
        if (chunk.length === 0)
            return;
        // A copy: the caller may use its buffer again.
        this.#held.push(Buffer.from(chunk));
        this.#heldBytes += chunk.length;
    }
    #takeHeld() {
        this.#heldBytes = 0;
        return this.#held.splice(0);
    }
    async #send(chunks) {
        const sent = chunks.map((chunk) => (0,write/* write */.M)(process.stdout, chunk));
        this.#lastByte = chunks.at(-1)?.at(-1) ?? this.#lastByte;
        for (const emit of this.#waiting.splice(0))
            this.betweenLines(emit);
        await Promise.all(sent);
    }
    #endLine() {
        if (this.#lastByte !== NEWLINE)
            process.stdout.write('\n');
        this.#lastByte = NEWLINE;
    }
    /** The runner shows the token in the log when it is used: each serves once. */
    #stopCommands() {
        this.#token = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
        (0,command/* issue */.s)('stop-commands', this.#token);
    }
    #resumeCommands() {
        (0,command/* issue */.s)(this.#token);
    }
}

;// CONCATENATED MODULE: ./surfaces/github/plain.js
/**
 * Lines that the runner takes as text, whoever wrote them. It acts on `::name::` at the start of a
 * line, after what .NET calls white space, and on `##[name]` anywhere in it; a carriage return
 * ends a line too (actions/runner: ActionCommand.cs, ProcessInvoker.cs).
 */
function plain(text) {
    return text
        .split(/\r\n|[\r\n]/)
        .map((line) => line.replaceAll('##[', '## [').replace(/^([\s\x85]*):(?=:)/, '$1: '))
        .join('\n');
}

;// CONCATENATED MODULE: ./surfaces/github/step-summary.js

/** The runner drops a summary above 1 MiB as a whole (actions/runner: CreateStepSummaryCommand). */
const MOST_BYTES = 900_000;
/** Adds Markdown to the step's summary; what is too long is cut after a whole line, visibly. */
async function appendSummary(markdown) {
    const file = process.env.GITHUB_STEP_SUMMARY;
    if (file)
        await external_node_fs_.promises.appendFile(file, cut(markdown));
}
function cut(markdown) {
    const bytes = Buffer.from(markdown);
    if (bytes.length <= MOST_BYTES)
        return markdown;
    // On top, where an unfinished code block or table cannot swallow it.
    const notice = '> [!WARNING]\n> This summary was cut at 900 kB.\n\n';
    const end = bytes.lastIndexOf('\n', MOST_BYTES - notice.length - 1) + 1;
    return notice + bytes.subarray(0, end).toString();
}

;// CONCATENATED MODULE: ./surfaces/github/github-surface.js










/** A run shown in the log, the annotations and the summary of a GitHub Actions step. */
class GitHubSurface {
    stages = [];
    #masked = new Set();
    #annotations = {
        error: new Annotations('error'),
        warning: new Annotations('warning'),
    };
    #log;
    #underWay = 0;
    #inGroup = false;
    constructor() {
        // The runner is gone: nobody is left to tell, and the cluster is to be taken down all the same.
        process.stdout.on('error', () => { });
    }
    mask(value) {
        // Older runners mask a value of several lines only where it stands as a whole.
        const parts = (0,redact/* secretParts */.B)(value).filter((part) => !this.#masked.has(part));
        for (const part of parts) {
            this.#masked.add(part);
            this.#command(() => (0,command/* issue */.s)('add-mask', part));
        }
    }
    /** GitHub's groups do not nest: a stage within a stage is told in lines of the outer's group. */
    async stage(title, work) {
        this.#underWay += 1;
        if (this.#underWay === 1)
            this.#startGroup(title);
        else
            this.info(`▸ ${title}`);
        return (0,stages/* timed */.a)(title, work, (stage) => {
            this.#underWay -= 1;
            if (this.#underWay === 0)
                this.#endGroup();
            this.stages.push(stage);
            const took = (0,format/* formatDuration */.a3)(stage.seconds);
            this.info(stage.ok ? `✓ ${title} ${took}` : `✗ ${title} failed after ${took}`);
        });
    }
    info(line) {
        const emit = () => void process.stdout.write(`${plain(line)}\n`);
        if (this.#log)
            this.#log.betweenLines(emit);
        else
            emit();
    }
    warning(problem) {
        this.#annotate('warning', problem);
    }
    error(problem) {
        this.#annotate('error', problem);
    }
    progress() { }
    openJobLog() {
        // Groups are shown closed: the job's lines are what the reader came for.
        this.#endGroup();
        this.#log = new MarkedLog();
        return this.#log;
    }
    output(name, value) {
        issueFileCommand('OUTPUT', name, value);
    }
    saveState(name, value) {
        issueFileCommand('STATE', name, value);
    }
    summary({ markdown }) {
        return appendSummary(markdown);
    }
    close() {
        this.#command(() => {
            this.#annotations.error.flush();
            this.#annotations.warning.flush();
        });
    }
    #annotate(kind, problem) {
        this.#command(() => {
            const shown = this.#annotations[kind].add(problem);
            if (!shown)
                process.stdout.write(`${plain(`${kind}: ${(0,problem_0/* formatProblem */.Vw)(problem)}`)}\n`);
        });
    }
    #startGroup(title) {
        this.#inGroup = true;
        this.#command(() => (0,command/* issue */.s)('group', title));
    }
    #endGroup() {
        if (!this.#inGroup)
            return;
        this.#inGroup = false;
        this.#command(() => (0,command/* issue */.s)('endgroup'));
    }
    #command(emit) {
        if (this.#log)
            this.#log.outside(emit);
        else
            emit();
    }
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

/***/ 50312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E5: () => (/* binding */ leftoversUnasked),
/* harmony export */   Gz: () => (/* binding */ loginCommand),
/* harmony export */   Pw: () => (/* binding */ releaseCommand),
/* harmony export */   c3: () => (/* binding */ hasResultsInWorkdir),
/* harmony export */   nc: () => (/* binding */ leftoverOn),
/* harmony export */   ok: () => (/* binding */ mayHaveResults),
/* harmony export */   pQ: () => (/* binding */ leftoverProblem),
/* harmony export */   sD: () => (/* binding */ resultsLeft)
/* harmony export */ });
/* harmony import */ var _plan_flambe_places__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53146);
/* harmony import */ var _plan_quote__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72710);
/* harmony import */ var _providers_aws_by_hand__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75590);
/* harmony import */ var _release_script__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64894);




/** For whoever has to remove it now. */
function leftoverProblem({ what, why, command }) {
    return { message: `Left behind: ${what}: ${why}.`, fix: `Remove it with: ${command}` };
}
/**
 * All that a run may still have where nobody can be asked, by its record alone.
 *
 * @param down the command line that ends a run by its record
 */
function leftoversUnasked(record, why, down) {
    const { id, provider, hosts, remote, local, aws } = record;
    if (provider === 'local' && local)
        return [{ what: `the nodes of ${id}`, why, command: down }];
    if (provider === 'aws' && aws) {
        const { region, keyPair, securityGroup } = aws;
        return [
            (0,_providers_aws_by_hand__WEBPACK_IMPORTED_MODULE_1__/* .machinesByTag */ .KF)(record, why),
            ...(keyPair === undefined ? [] : [(0,_providers_aws_by_hand__WEBPACK_IMPORTED_MODULE_1__/* .keyPairLeft */ .Xl)(region, keyPair, why)]),
            ...(securityGroup === undefined ? [] : [(0,_providers_aws_by_hand__WEBPACK_IMPORTED_MODULE_1__/* .securityGroupLeft */ .FD)(region, securityGroup, why)]),
        ];
    }
    if (provider === 'ssh' && hosts && remote) {
        return hosts.nodes.map((node) => leftoverOn(record, node, why));
    }
    return [];
}
/**
 * What a host still has of a run that could not be taken away.
 *
 * @param results whether there may be some that are nowhere else: they come home first
 */
function leftoverOn(record, node, why, results = node.role === 'orchestrator' && mayHaveResults(record)) {
    return {
        what: `files, processes and the cluster's key of ${record.id} on ${node.name} (${node.host})`,
        why: results ? `${why}; ${comesFirst(record)}` : why,
        command: results ? fetchAndRelease(record, node) : releaseCommand(record, node),
    };
}
/** What stays on a host of the user's because it could not be brought home. */
function resultsLeft(record, node, why) {
    return {
        what: `the results of ${record.id} on ${node.name} (${node.host}): ${resultPlaces(record, node).join(', ')}`,
        why: `they could not be brought home (${why}); ${comesFirst(record)}`,
        command: fetchAndRelease(record, node),
    };
}
/** Whether a job may have made what is not at home. */
function mayHaveResults({ job, collected, remote }) {
    return remote !== undefined && job !== undefined && collected !== true;
}
/** Whether results are looked for where the job works, and not in a folder for them alone. */
function hasResultsInWorkdir({ results }) {
    return results.some((glob) => !/^[~/]/.test(glob));
}
/** Folders that go with the run, and what is in them. The log is in `job` of the orchestrator. */
function resultPlaces(record, { role }) {
    const { remote, output } = record;
    if (!remote || role === 'factory')
        return output === undefined ? [] : [output];
    const names = ['results', 'job', ...(hasResultsInWorkdir(record) ? ['workdir'] : [])];
    const inRun = names.map((name) => `${remote.runDir}/${name}`);
    return output === undefined ? inRun : [...inRun, output];
}
function comesFirst({ id }) {
    return `the command brings results and log to the folder ${id} first`;
}
function fetchAndRelease(record, node) {
    const { options, user, host } = wayTo(record, node);
    const fetch = (0,_plan_quote__WEBPACK_IMPORTED_MODULE_3__/* .shellCommand */ .q)([
        ...['rsync', '-rlt', '--partial', '--protect-args', `--exclude=${_plan_flambe_places__WEBPACK_IMPORTED_MODULE_0__/* .uploadedResources */ .aT}`],
        ...['-e', (0,_plan_quote__WEBPACK_IMPORTED_MODULE_3__/* .shellCommand */ .q)(['ssh', ...options])],
        ...resultPlaces(record, node).map((place) => `${user}@${bracketed(host)}:${place}`),
        `${record.id}/`,
    ]);
    return `${fetch} && ${releaseCommand(record, node)}`;
}
/** The command line that takes a run away from a host, for its user to type. */
function releaseCommand(record, node) {
    const { remote } = record;
    return remote ? sshCommand(record, node, [(0,_plan_quote__WEBPACK_IMPORTED_MODULE_3__/* .shellCommand */ .q)(['sh', (0,_release_script__WEBPACK_IMPORTED_MODULE_2__/* .releasePath */ .bD)(remote)])]) : '';
}
/** The command line that logs in to a host where the user's own ssh does. */
function loginCommand(record, node) {
    return sshCommand(record, node, []);
}
function sshCommand(record, node, remote) {
    const { options, user, host } = wayTo(record, node);
    return (0,_plan_quote__WEBPACK_IMPORTED_MODULE_3__/* .shellCommand */ .q)(['ssh', ...options, `${user}@${host}`, ...remote]);
}
/** Options of ssh(1), and where they lead. */
function wayTo({ hosts, keyFile, keyMended }, node) {
    const { jump, inside = [], nodes = [] } = hosts ?? {};
    const orchestrator = inside.includes(node.name) ? nodes[0] : undefined;
    const hops = [jump, orchestrator].filter((hop) => hop !== undefined);
    const options = [
        ...(keyFile === undefined || keyMended ? [] : ['-i', keyFile]),
        ...(hops.length > 0 ? ['-J', hops.map(hopName).join(',')] : []),
        ...['-p', String(node.port)],
    ];
    return {
        options,
        user: node.user,
        host: orchestrator ? (node.privateName ?? node.privateHost) : node.host,
    };
}
function hopName({ user, host, port }) {
    return `${user}@${bracketed(host)}:${port}`;
}
/** An address with colons where something stands behind another colon. */
function bracketed(host) {
    return host.includes(':') ? `[${host}]` : host;
}


/***/ }),

/***/ 71592:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ hostsThere),
/* harmony export */   W: () => (/* binding */ RecordFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** The hosts, as far as they have not ended themselves. */
function hostsThere({ hosts, ended = [] }) {
    return hosts && { ...hosts, nodes: hosts.nodes.filter(({ name }) => !ended.includes(name)) };
}
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
        const text = JSON.stringify(this.#record, undefined, 2);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`${path}.new`, text, { mode: 0o600, flush: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(`${path}.new`, path);
    }
    /**
     * The same for what leads to nothing that must be undone: whoever does not find it looks once more.
     *
     * @returns why it is not on disk, if it is not
     */
    note(patch) {
        try {
            this.save(patch);
            return undefined;
        }
        catch (error) {
            const message = `The record of the run could not be written: ${error.message}.`;
            return { message, fix: 'Make room on this machine.' };
        }
    }
    /** Everything is undone: the run leaves nothing on this machine. */
    remove() {
        RecordFile.remove(this.dir);
    }
    /** The same where there may be no record. */
    static remove(dir) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(dir, { recursive: true, force: true });
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(dir));
        }
        catch {
            // Other runs have theirs there.
        }
    }
}


/***/ }),

/***/ 64894:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MR: () => (/* binding */ releaseFile),
/* harmony export */   bD: () => (/* binding */ releasePath),
/* harmony export */   dg: () => (/* binding */ releaseScript)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _job_job_scripts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48590);
/* harmony import */ var _plan_quote__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72710);
/* harmony import */ var _remote_node_scripts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79326);





/** `release.sh RUN_DIR MEMORY_DIR ID KEEP [BEGAN]`, with the functions that it stands on. */
function releaseScript() {
    const steps = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "release.sh", 'utf8');
    return [
        `supervising() (\n${(0,_job_job_scripts__WEBPACK_IMPORTED_MODULE_2__/* .supervisingScript */ .$)()})`,
        `end_processes() (\n${(0,_remote_node_scripts__WEBPACK_IMPORTED_MODULE_3__/* .endProcessesScript */ .qu)()})`,
        `edit_authorized_keys() (\n${(0,_remote_node_scripts__WEBPACK_IMPORTED_MODULE_3__/* .authorizedKeysScript */ .pJ)()})`,
        steps,
    ].join('\n');
}
/** The same for whoever logs in: it lies on each node and wants no arguments. */
function releaseFile(id, { runDir, memoryDir }) {
    return `${(0,_plan_quote__WEBPACK_IMPORTED_MODULE_4__/* .shellCommand */ .q)(['set', '--', runDir, memoryDir, id, 'no'])}\n${releaseScript()}`;
}
/** Where `releaseFile` lies. */
function releasePath({ runDir }) {
    return `${runDir}/bin/release.sh`;
}


/***/ }),

/***/ 65689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ issueCommand),
/* harmony export */   s: () => (/* binding */ issue)
/* harmony export */ });
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70857);
/* harmony import */ var _utils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27165);


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + os__WEBPACK_IMPORTED_MODULE_0__.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return (0,_utils_js__WEBPACK_IMPORTED_MODULE_1__/* .toCommandValue */ .E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return (0,_utils_js__WEBPACK_IMPORTED_MODULE_1__/* .toCommandValue */ .E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map

/***/ }),

/***/ 27165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ toCommandValue),
/* harmony export */   k: () => (/* binding */ toCommandProperties)
/* harmony export */ });
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map

/***/ })

};
;