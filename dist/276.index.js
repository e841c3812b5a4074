"use strict";
exports.id = 276;
exports.ids = [276];
exports.modules = {

/***/ 55574:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ readArtifactName),
/* harmony export */   Q5: () => (/* binding */ notInArtifacts),
/* harmony export */   fJ: () => (/* binding */ whyNoArtifacts)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90157);


/** What neither an artifact nor a file in it may have in its name (@actions/artifact, NTFS). */
const notInArtifacts = /[":<>|*?\r\n]/;
/**
 * Name of a workflow artifact, as @actions/artifact takes it; empty for none.
 *
 * @param unavailable why none can be kept here, as `whyNoArtifacts` says
 * @throws UserError if none can be kept, or if it has a character that artifacts may not have
 */
function readArtifactName(text, field, unavailable) {
    const name = text.trim();
    if (notInArtifacts.test(name) || /[\\/\p{Cc}]/u.test(name)) {
        const message = `${(0,_shown__WEBPACK_IMPORTED_MODULE_1__/* .shown */ .S)(name)} was given; accepted is a name without " : < > | * ? \\ / and line breaks.`;
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field, message });
    }
    if (name === '' || unavailable === undefined)
        return name;
    const message = `No artifact can be kept here: ${unavailable}.`;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field, message, fix: 'Leave it out; results are in `results-path`.' });
}
/** Undefined where @actions/artifact finds GitHub's artifact service, or one like it. */
function whyNoArtifacts(environment) {
    const { ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, GITHUB_SERVER_URL } = environment;
    if (GITHUB_SERVER_URL && !isGitHub(GITHUB_SERVER_URL)) {
        return 'GitHub Enterprise Server has those of `actions/upload-artifact@v3` alone';
    }
    if (ACTIONS_RUNTIME_TOKEN && ACTIONS_RESULTS_URL)
        return undefined;
    return 'only a workflow has artifacts, in `act` with `--artifact-server-path`';
}
/** As @actions/artifact tells it from GitHub Enterprise Server. */
function isGitHub(server) {
    return /(^github\.com|\.ghe\.com|\.localhost)$/.test(URL.parse(server)?.hostname ?? '');
}


/***/ }),

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
        form: /^[a-z]{2,4}(-[a-z]+)+-\d+$/,
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

/***/ 71680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vb: () => (/* binding */ sweepOptions),
/* harmony export */   ik: () => (/* binding */ sweepActionInputs),
/* harmony export */   qd: () => (/* binding */ readSweepInputs)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _findings__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86968);
/* harmony import */ var _misspelled__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(20620);
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18806);
/* harmony import */ var _read_aws__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11042);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90157);






/** Inputs of sweep/action.yml. */
const names = ['role-to-assume', 'aws-region', 'github-token', 'dry-run'];
/** The inputs of the action from its environment; an empty one was not given. */
function sweepActionInputs(env) {
    const given = names.map((name) => [name, env[(0,_misspelled__WEBPACK_IMPORTED_MODULE_4__/* .inputVariable */ .L)(name)] ?? '']);
    return {
        form: 'action',
        values: new Map(given.filter(([, value]) => value.trim() !== '')),
        problems: (0,_misspelled__WEBPACK_IMPORTED_MODULE_4__/* .misspelledInputs */ .w)(env, names, (name) => (name === 'dry-run' ? 'false' : undefined)),
    };
}
/**
 * Of the command line: a dry run unless `--yes` was given; the token comes from where GitHub's own
 * tools look for it, since others can see what is in argv.
 */
function sweepOptions(raw, yes, env) {
    const given = names.map((name) => [name, raw.values.get(name) ?? '']);
    const values = new Map(given.filter(([, value]) => value !== ''));
    const token = env.GITHUB_TOKEN || env.GH_TOKEN;
    if (token)
        values.set('github-token', token);
    values.set('dry-run', String(!yes));
    return { form: 'command-line', values };
}
/** @throws UserError with everything that is wrong */
function readSweepInputs(raw, context) {
    const findings = new _findings__WEBPACK_IMPORTED_MODULE_1__/* .Findings */ .F(raw.problems);
    const role = findings.attempt(() => readRole(raw));
    const regions = findings.attempt(() => readRegions(raw, context)) ?? [];
    const dryRun = findings.attempt(() => readDryRun(raw)) ?? true;
    if (findings.problems.length > 0)
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(findings.problems);
    const identity = {
        role,
        stsRegion: regions[0] ?? '',
        audience: (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_2__/* .inputOption */ .IO)('audience').fallback ?? '',
        sessionName: undefined,
        durationSeconds: Number((0,_raw_inputs__WEBPACK_IMPORTED_MODULE_2__/* .inputOption */ .IO)('role-duration-seconds').fallback),
    };
    return { identity, regions, token: raw.values.get('github-token')?.trim(), dryRun };
}
function readRole(raw) {
    const role = raw.values.get('role-to-assume')?.trim();
    const { form, accepted } = _read_aws__WEBPACK_IMPORTED_MODULE_3__/* .awsRules */ .P['role-to-assume'];
    if (role === undefined || form.test(role))
        return role;
    throw problem(raw, 'role-to-assume', `${(0,_shown__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .S)(role)} was given; accepted is ${accepted}.`);
}
/** Separated by commas or white space. */
function readRegions(raw, { awsRegion }) {
    const text = raw.values.get('aws-region') ?? awsRegion ?? '';
    const regions = [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
    if (regions.length === 0) {
        throw problem(raw, 'aws-region', 'No region is named.', 'Name all in which runs make machines.');
    }
    const { form, accepted } = _read_aws__WEBPACK_IMPORTED_MODULE_3__/* .awsRules */ .P['aws-region'];
    const wrong = regions.filter((region) => !form.test(region)).map(_shown__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .S);
    if (wrong.length === 0)
        return regions;
    throw problem(raw, 'aws-region', `${wrong.join(', ')}: accepted is ${accepted}.`);
}
/** YAML's own words for yes and no (YAML 1.2, core schema). */
function readDryRun(raw) {
    const text = raw.values.get('dry-run')?.trim() ?? 'false';
    if (/^(true|True|TRUE)$/.test(text))
        return true;
    if (/^(false|False|FALSE)$/.test(text))
        return false;
    throw problem(raw, 'dry-run', `${(0,_shown__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .S)(text)} was given; accepted is true or false.`);
}
function problem({ form }, name, message, fix) {
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        field: form === 'action' ? name : `--${name}`,
        message,
        ...(fix && { fix }),
    });
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
/* harmony import */ var _artifact_name__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55574);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90157);






/** This process's own. */
function processContext() {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    return {
        cwd: process.cwd(),
        home: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(),
        awsRegion: AWS_REGION || AWS_DEFAULT_REGION || undefined,
        noArtifacts: (0,_artifact_name__WEBPACK_IMPORTED_MODULE_4__/* .whyNoArtifacts */ .fJ)(process.env),
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
    const refuse = (message, cause) => new _problem__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({ field, message: `${(0,_shown__WEBPACK_IMPORTED_MODULE_5__/* .shown */ .S)(path)} ${message}.` }, undefined, { cause });
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

/***/ 15079:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ sweepClock)
/* harmony export */ });
/** Seconds; a sweep that comes some minutes later ends what this leaves. */
const margin = 120;
/** This moment; tests shorten the margin by FLAMBE_ACTION_SWEEP_MARGIN_SECONDS (seconds). */
function sweepClock({ FLAMBE_ACTION_SWEEP_MARGIN_SECONDS: given, }) {
    const seconds = given ? Number(given) : margin;
    return { now: Date.now(), margin: seconds >= 0 ? seconds : margin };
}


/***/ }),

/***/ 64276:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71680);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25196);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30124);
/* harmony import */ var _show_failure__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84452);
/* harmony import */ var _stop_signals__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51834);
/* harmony import */ var _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66444);
/* harmony import */ var _sweep_clock__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15079);







const surface = new _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_4__/* .GitHubSurface */ .R();
const environment = process.env;
(0,_proxies__WEBPACK_IMPORTED_MODULE_2__/* .useProxies */ .U)(environment);
try {
    const inputs = (0,_inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__/* .readSweepInputs */ .qd)((0,_inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__/* .sweepActionInputs */ .ik)(environment), (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_1__/* .processContext */ .zr)());
    // Read now, not before: a wrong input is told without it.
    const { runSweep } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(822)]).then(__webpack_require__.bind(__webpack_require__, 98822));
    const signal = (0,_stop_signals__WEBPACK_IMPORTED_MODULE_5__/* .stopOnSignals */ .Z)({ grace: 4500 });
    const deps = { inputs, surface, environment, signal, clock: (0,_sweep_clock__WEBPACK_IMPORTED_MODULE_6__/* .sweepClock */ .v)(environment) };
    process.exitCode = (await runSweep(deps)) ? 0 : 1;
}
catch (error) {
    process.exitCode = (0,_show_failure__WEBPACK_IMPORTED_MODULE_3__/* .showFailure */ .i)(error, surface);
}
finally {
    surface.close();
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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