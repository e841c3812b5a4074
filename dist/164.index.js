"use strict";
exports.id = 164;
exports.ids = [164];
exports.modules = {

/***/ 3164:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   actionInputs: () => (/* binding */ actionInputs)
/* harmony export */ });
/* harmony import */ var _misspelled__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20620);
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18806);


/**
 * The action's inputs from its environment. An empty one was not given: that is how the runner
 * passes those without a default.
 */
function actionInputs(env) {
    const given = _raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputNames */ .vj.map((name) => [name, env[(0,_misspelled__WEBPACK_IMPORTED_MODULE_1__/* .inputVariable */ .L)(name)] ?? '']);
    return {
        form: 'action',
        values: new Map(given.filter(([, value]) => value.trim() !== '')),
        problems: (0,_misspelled__WEBPACK_IMPORTED_MODULE_1__/* .misspelledInputs */ .w)(env, _raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputNames */ .vj, (name) => (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputOption */ .IO)(name).fallback),
    };
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


/***/ })

};
;