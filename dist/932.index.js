"use strict";
exports.id = 932;
exports.ids = [932];
exports.modules = {

/***/ 86968:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ Findings),
/* harmony export */   y: () => (/* binding */ mostProblems)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/** Problems of one file that anybody reads. */
const mostProblems = 100;
/** Gathers what is wrong in many places, to be told at once. */
class Findings {
    problems;
    warnings = [];
    /** @param problems found before */
    constructor(problems = []) {
        this.problems = [...problems];
    }
    /** The result of this work; undefined, with its problems kept, if it throws a UserError. */
    attempt(work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
                throw error;
            this.problems.push(...error.problems);
            return undefined;
        }
    }
}


/***/ }),

/***/ 20620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ inputVariable),
/* harmony export */   w: () => (/* binding */ misspelledInputs)
/* harmony export */ });
/* harmony import */ var _nearest_name__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4000);

const prefix = 'INPUT_';
/** Of shorter names one letter says nothing: `model` is no misspelled `mode`. */
const fewestLetters = 6;
/** The variable in which a runner passes an input (actions/runner, Handler.cs). */
function inputVariable(name) {
    return prefix + name.replaceAll(' ', '_').toUpperCase();
}
/**
 * Inputs in the environment that are none of these, and are near to one that was not given. A runner
 * passes whatever a step has under `with`, with a warning of its own at most; taken for nothing,
 * `max-runtme: 10m` would be five hours that somebody pays for, so it is an error, like all that is
 * misspelled elsewhere.
 *
 * A job may have variables of this form that nobody meant for us, and with nektos/act a composite action
 * leaves its own inputs there. So nothing is said of short names, of what is near to no name, nor where the
 * one that is near was given, or has that very value.
 *
 * @param fallbackOf what an action has for an input that was not given, which is passed like a given one
 */
function misspelledInputs(env, names, fallbackOf) {
    const known = new Set(names.map(inputVariable));
    return Object.entries(env).flatMap(([variable, value = '']) => {
        if (!variable.startsWith(prefix) || known.has(variable) || value.trim() === '')
            return [];
        const field = variable.slice(prefix.length).toLowerCase();
        const meant = (0,_nearest_name__WEBPACK_IMPORTED_MODULE_0__/* .nearestName */ .q)(field, names);
        if (meant === undefined || field.length < fewestLetters)
            return [];
        const given = env[inputVariable(meant)]?.trim() ?? '';
        const isGiven = given !== '' && given !== fallbackOf(meant);
        if (isGiven || given === value.trim())
            return [];
        return [{ field, message: 'There is no such input.', fix: `Did you mean \`${meant}\`?` }];
    });
}


/***/ }),

/***/ 4000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean),
/* harmony export */   q: () => (/* binding */ nearestName)
/* harmony export */ });
/**
 * The name that was probably meant, if one is near: `-`, `_` and case do not count, and at most a
 * third of the letters differ.
 */
function nearestName(given, names) {
    let nearest;
    let least = Math.max(1, Math.floor(given.length / 3)) + 1;
    for (const name of names) {
        const distance = editDistance(plain(given), plain(name));
        if (distance < least) {
            nearest = name;
            least = distance;
        }
    }
    return nearest;
}
/** `Did you mean …?`, if a name is near. */
function didYouMean(given, names) {
    const nearest = nearestName(given, names);
    return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
}
const longest = 64;
function plain(name) {
    return name.slice(0, longest).toLowerCase().replaceAll(/[-_]/g, '');
}
/** Letters left out, put in, exchanged or swapped with their neighbour (optimal string alignment). */
function editDistance(a, b) {
    const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
    const at = (i, j) => rows[i]?.[j] ?? 0;
    for (let i = 1; i <= a.length; i++) {
        rows[i] = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            const changed = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
            rows[i]?.push(swapped ? Math.min(changed, at(i - 2, j - 2) + 1) : changed);
        }
    }
    return at(a.length, b.length);
}


/***/ }),

/***/ 18806:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $T: () => (/* binding */ givenOrFallback),
/* harmony export */   IO: () => (/* binding */ inputOption),
/* harmony export */   uQ: () => (/* binding */ spelled),
/* harmony export */   vj: () => (/* binding */ inputNames)
/* harmony export */ });
/** The inputs of this version, in the order in which they are shown. */
const inputOptions = {
    runnable: { value: 'FILE', help: 'the runnable; the same as RUNNABLE' },
    cluster: {
        short: 'c',
        value: 'FILE',
        help: 'cluster file (default: an embedded local cluster, 1 + 2 nodes)',
    },
    secrets: {
        short: 's',
        value: 'FILE',
        file: true,
        help: 'secrets: INI, YAML or JSON (default: ~/.flambe/secrets.ini, if it is there)',
    },
    'secrets-allow': {
        value: 'NAME',
        repeated: true,
        help: 'name or glob to take from flat JSON secrets',
    },
    'ssh-private-key': {
        value: 'FILE',
        file: true,
        help: "private key; overrides the cluster file's `key`",
    },
    'ssh-known-hosts': {
        value: 'FILE',
        file: true,
        help: 'known_hosts that pins the hosts (default: ~/.ssh/known_hosts)',
    },
    'install-extensions': {
        short: 'i',
        fallback: 'true',
        cliFallback: 'false',
        help: "install the runnable's extensions on all nodes, for this run alone",
    },
    force: {
        short: 'f',
        fallback: 'false',
        help: 'take hosts over from another run, and replace results of the same name',
    },
    verbose: { short: 'v', fallback: 'false', help: "flambé's verbose output" },
    debug: { short: 'd', fallback: 'false', help: 'refused, as flambé refuses it with a cluster' },
    command: {
        value: 'LINE',
        help: 'shell line to run, not flambé; {runnable}, {secrets} and {results} are paths',
    },
    workdir: {
        value: 'DIR',
        help: 'folder carried to every node (default: with --command this one, else none)',
    },
    'flambe-version': {
        value: 'VERSION',
        fallback: '0.4.18',
        help: 'flambé to run (default: 0.4.18)',
    },
    'python-version': {
        value: 'VERSION',
        help: "Python of flambé (default: 3.7), or of --ray-version (default: the host's own)",
    },
    'ray-version': { value: 'VERSION', help: 'with --command: Ray of this version on all hosts' },
    env: { value: 'KEY=VALUE', repeated: true, help: 'environment of the job; not secret' },
    'max-runtime': {
        value: 'TIME',
        fallback: '5h',
        help: 'end the job after this time, like 90m (default: 5h)',
    },
    results: {
        value: 'GLOB',
        repeated: true,
        help: 'path or glob on the orchestrator to bring back besides {results}',
    },
    'results-path': {
        value: 'DIR',
        fallback: 'flambe-results',
        help: 'where to put results (default: flambe-results)',
    },
    'role-to-assume': {
        value: 'ARN',
        help: "IAM role to assume with a workflow's identity (default: the standard AWS chain)",
    },
    'aws-region': {
        value: 'REGION',
        help: 'region of STS, and of clusters whose file names none (default: AWS_REGION)',
    },
    audience: {
        value: 'NAME',
        fallback: 'sts.amazonaws.com',
        help: 'audience of the identity token (default: sts.amazonaws.com)',
    },
    'role-session-name': { value: 'NAME', help: 'name of the session at AWS' },
    'role-duration-seconds': {
        value: 'SECONDS',
        fallback: '3600',
        help: 'how long one set of credentials lives, 900 to 43200 (default: 3600)',
    },
    mode: {
        value: 'MODE',
        fallback: 'run',
        help: 'run, or plan: tell what would be made, and make nothing (default: run)',
    },
    'max-cost': {
        value: 'DOLLARS',
        help: 'refuse to start when the run could cost more than this',
    },
    'artifact-name': { value: 'NAME', help: 'also upload results as a workflow artifact' },
    teardown: {
        value: 'WHEN',
        fallback: 'always',
        help: 'always, on-success or never (default: always)',
    },
};
const inputNames = Object.keys(inputOptions);
/** Options as one type, whatever each of them leaves out. */
function inputOption(name) {
    return inputOptions[name];
}
/** What the user said, or what is taken otherwise. */
function givenOrFallback({ form, values }, name) {
    const { fallback, cliFallback } = inputOption(name);
    const otherwise = form === 'command-line' ? (cliFallback ?? fallback) : fallback;
    return values.get(name) ?? otherwise;
}
/** An input as the user spells it. */
function spelled({ form }, name) {
    return form === 'action' ? name : `--${name}`;
}


/***/ }),

/***/ 11042:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ awsRules),
/* harmony export */   k: () => (/* binding */ readAws)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18806);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90157);



const awsRules = {
    'role-to-assume': {
        form: /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
        accepted: 'the ARN of a role, `arn:aws:iam::123456789012:role/NAME`',
    },
    'aws-region': {
        form: /^[a-z]{2}(-[a-z]+)+-\d+$/,
        accepted: 'a region like `eu-central-1`',
    },
    audience: { form: /^\S{1,255}$/, accepted: 'one word, like `sts.amazonaws.com`' },
    // AWS STS API Reference, AssumeRoleWithWebIdentity, RoleSessionName.
    'role-session-name': {
        form: /^[\w+=,.@-]{2,64}$/,
        accepted: '2 to 64 letters, digits and `+=,.@-_`',
    },
    'role-duration-seconds': { form: /^\d{3,5}$/, accepted: 'seconds from 900 to 43200' },
};
/** Any region tells where a bucket is. */
const anyRegion = 'us-east-1';
/**
 * Where an `!AWSCluster` is made, and as whom; and as whom this machine reads from S3. What is given
 * is checked in any case.
 *
 * @param readsS3 whether it does
 */
function readAws(raw, cluster, readsS3, context, findings) {
    const checked = (name) => findings.attempt(() => ruled(raw, name));
    const role = checked('role-to-assume');
    const given = checked('aws-region');
    const audience = checked('audience') ?? '';
    const sessionName = checked('role-session-name');
    const durationSeconds = findings.attempt(() => duration(raw)) ?? 0;
    const isAws = cluster?.kind === 'aws';
    if (!isAws && !readsS3)
        return { aws: undefined, s3: undefined };
    const isGiven = raw.values.has('aws-region');
    const known = isGiven ? given : findings.attempt(() => ofEnvironment(context));
    const region = (isAws ? cluster.region : undefined) ?? known ?? (isAws ? undefined : anyRegion);
    if (region === undefined) {
        // One that is no region has been told.
        if (!isGiven && context.awsRegion === undefined)
            findings.problems.push(noRegion(raw));
        return { aws: undefined, s3: undefined };
    }
    const stsRegion = known ?? region;
    const read = { region, identity: { role, stsRegion, audience, sessionName, durationSeconds } };
    return { aws: isAws ? read : undefined, s3: readsS3 ? read : undefined };
}
function noRegion(raw) {
    return {
        field: (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_1__/* .spelled */ .uQ)(raw, 'aws-region'),
        message: 'No region is known for the !AWSCluster.',
        fix: 'Give it here, or as `region_name` in the cluster file.',
    };
}
function ofEnvironment({ awsRegion }) {
    const { form, accepted } = awsRules['aws-region'];
    if (awsRegion === undefined || form.test(awsRegion))
        return awsRegion;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        field: 'AWS_REGION',
        message: `${(0,_shown__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(awsRegion)} stands in the environment, there or as AWS_DEFAULT_REGION; accepted is ${accepted}.`,
    });
}
function ruled(raw, name) {
    const text = raw.values.get(name)?.trim() ?? (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_1__/* .inputOption */ .IO)(name).fallback;
    const { form, accepted } = awsRules[name];
    if (text === undefined || form.test(text))
        return text;
    const message = `${(0,_shown__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(text)} was given; accepted is ${accepted}.`;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field: (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_1__/* .spelled */ .uQ)(raw, name), message });
}
function duration(raw) {
    const name = 'role-duration-seconds';
    const seconds = Number(ruled(raw, name));
    if (seconds >= 900 && seconds <= 43_200)
        return seconds;
    const message = `${seconds} was given; accepted is ${awsRules[name].accepted}.`;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        field: (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_1__/* .spelled */ .uQ)(raw, name),
        message,
        fix: 'Credentials are renewed by themselves: the default serves runs of any length.',
    });
}


/***/ }),

/***/ 90157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown)
/* harmony export */ });
/** What the user gave, to be shown; not what may be the text of a key or of a whole file. */
function shown(text) {
    if (text.includes('PRIVATE KEY'))
        return 'The text of a private key';
    if (/\p{Cc}/u.test(text) || text.length > 80)
        return 'A long text';
    return text === '' ? 'An empty text' : `\`${text}\``;
}


/***/ }),

/***/ 25196:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ readUserFile),
/* harmony export */   Hi: () => (/* binding */ absolutePath),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   zr: () => (/* binding */ processContext)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13087);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90157);





/** This process's own. */
function processContext() {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    return {
        cwd: process.cwd(),
        home: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(),
        awsRegion: AWS_REGION || AWS_DEFAULT_REGION || undefined,
    };
}
/** Absolute path of what the user wrote; `~` is the home. */
function absolutePath(path, { cwd, home }) {
    if (path === '~' || path.startsWith('~/'))
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(home, path.slice(1));
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(path) ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(cwd, path);
}
const reasons = {
    ENOENT: 'is not there',
    ENOTDIR: 'is not there',
    EACCES: 'may not be read',
    EPERM: 'may not be read',
    EISDIR: 'is a folder, not a file',
    ELOOP: 'is a symbolic link that leads to itself',
    ENAMETOOLONG: 'is too long for a path',
};
/**
 * Reads a file that the user named, pipes (`<(command)`) included.
 *
 * @param limit bytes that it may have at most
 * @throws UserError that names the file and what keeps it from being read
 */
function readUserFile({ path, field }, limit, context) {
    const refuse = (message, cause) => new _problem__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({ field, message: `${(0,_shown__WEBPACK_IMPORTED_MODULE_4__/* .shown */ .S)(path)} ${message}.` }, undefined, { cause });
    if (path.includes('\0'))
        throw refuse('holds a NUL byte, which no path does');
    let bytes;
    try {
        bytes = readAtMost(absolutePath(path, context), limit + 1);
    }
    catch (cause) {
        const code = cause.code ?? '';
        throw refuse(reasons[code] ?? `cannot be read (${code})`, cause);
    }
    if (bytes.length > limit)
        throw refuse(`is larger than ${limit / 1024} KiB`);
    return bytes;
}
function readAtMost(path, limit) {
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, 'r');
    try {
        const chunks = [];
        for (let left = limit; left > 0;) {
            const chunk = Buffer.alloc(Math.min(left, 64 * 1024));
            const length = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, chunk);
            if (length === 0)
                break;
            chunks.push(chunk.subarray(0, length));
            left -= length;
        }
        return Buffer.concat(chunks);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/** What is at a path, if anything that can be looked at is. */
function kindOf(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isDirectory() ? 'folder' : 'file';
    }
    catch {
        return undefined;
    }
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

/***/ 51834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ stopOnSignals)
/* harmony export */ });
/**
 * Aborts at the first SIGINT or SIGTERM. A runner gives 7.5 s between the two and 2.5 s more
 * (actions/runner, ProcessInvoker.cs), so this process is gone after `grace` milliseconds at the
 * latest when something does not let go; the post step does the rest.
 */
function stopOnSignals({ grace } = {}) {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(name, () => {
            if (controller.signal.aborted)
                return;
            controller.abort(new Error(`interrupted by ${name}`));
            if (grace !== undefined)
                setTimeout(() => process.exit(130), grace).unref();
        });
    }
    return controller.signal;
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


/***/ })

};
;