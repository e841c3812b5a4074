"use strict";
exports.id = 173;
exports.ids = [173];
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

/***/ 46974:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hN: () => (/* binding */ parseYaml),
  JD: () => (/* binding */ presentYaml),
  BY: () => (/* binding */ yamlLimit)
});

// EXTERNAL MODULE: ../node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(14437);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./inputs/findings.js
var findings = __webpack_require__(86968);
;// CONCATENATED MODULE: ./inputs/yaml-graph.js

/** Nodes that a document may have once every alias is written out. */
const largest = 1_000_000;
/**
 * What syntax leaves open: every alias has an anchor before it and does not hold itself, aliases do
 * not expand without measure, no mapping has a key twice (ruamel.yaml refuses that, too).
 */
function checkGraph(documents, place) {
    const problems = [];
    const targets = new Map();
    for (const { contents } of documents) {
        if (contents === null)
            continue;
        const size = measure(contents, new Map());
        if (size > largest) {
            problems.push({ ...place(contents), message: 'Its aliases expand without measure.' });
        }
    }
    const inOrder = problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return { problems: inOrder.slice(0, findings/* mostProblems */.y), targets };
    function measure(node, anchors) {
        if (node.kind === 'alias')
            return measureAlias(node, anchors);
        const anchor = { node, size: undefined };
        if (node.anchor !== undefined)
            anchors.set(node.anchor, anchor);
        if (node.kind === 'mapping')
            checkKeys(node);
        let size = 1;
        for (const child of childrenOf(node))
            size += measure(child, anchors);
        anchor.size = size;
        return size;
    }
    function measureAlias(node, anchors) {
        const anchor = anchors.get(node.anchor);
        if (anchor?.size !== undefined) {
            targets.set(node, anchor.node);
            return anchor.size;
        }
        const reason = anchor === undefined ? `has no anchor before it` : 'holds itself';
        problems.push({ ...place(node), message: `The alias \`*${node.anchor}\` ${reason}.` });
        return 1;
    }
    function checkKeys({ items }) {
        const seen = new Map();
        for (const { key } of items) {
            if (key.kind !== 'scalar')
                continue;
            const identity = `${key.tag} ${key.value}`;
            const first = seen.get(identity);
            if (first === undefined)
                seen.set(identity, key);
            else {
                const message = `The key stands in this mapping twice, first in line ${place(first).line}.`;
                problems.push({ ...place(key), field: key.value.slice(0, 80), message });
            }
        }
    }
}
function childrenOf(node) {
    if (node.kind === 'sequence')
        return node.items;
    if (node.kind === 'mapping')
        return node.items.flatMap(({ key, value }) => [key, value]);
    return [];
}

// EXTERNAL MODULE: ./inputs/yaml-places.js
var yaml_places = __webpack_require__(74070);
;// CONCATENATED MODULE: ./inputs/flambe-yaml.js




/** Bytes a YAML file may have. */
const yamlLimit = 1024 * 1024;
const deepest = 100;
/**
 * Parses one or more YAML documents (YAML 1.2, as flambé's ruamel.yaml reads them).
 *
 * @param path as the user wrote it, for problems
 * @throws UserError with bad syntax, or with every duplicate key and bad alias
 */
function parseYaml(bytes, path) {
    const text = decode(bytes, path);
    const places = (0,yaml_places/* placesIn */.y)(text, path);
    const [events, documents] = parse(text, path);
    const positions = (0,yaml_places/* nodePositions */.R)(text, events, nodesOf(documents));
    const place = (node) => places(positions.get(node) ?? 0);
    const { problems, targets } = checkGraph(documents, place);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return {
        path,
        documents,
        place,
        content: (node) => (node.kind === 'alias' ? targets.get(node) : node),
    };
}
/** A syntax tree as text. Comments are lost; tags, values, anchors and order are not. */
function presentYaml(documents) {
    const copy = structuredClone([...documents]);
    for (const { contents } of copy)
        if (contents)
            unfoldBareTags(contents);
    return (0,js_yaml/* present */.Eb)(copy, { schema: js_yaml/* CORE_SCHEMA */.OU, lineWidth: -1 });
}
/**
 * Lists that hold `!Class` without a value are written one item a line: ruamel.yaml does not read
 * `[!Class, x]`, which has no space after the tag.
 */
function unfoldBareTags(node) {
    if (node.kind === 'alias')
        return false;
    if (node.kind === 'scalar')
        return node.tagged && node.value === '';
    const children = node.kind === 'sequence' ? node.items : node.items.flatMap(({ key, value }) => [key, value]);
    const holdsOne = children.map(unfoldBareTags).includes(true);
    if (holdsOne)
        node.style = js_yaml/* COLLECTION_STYLE */.Rl.BLOCK;
    return holdsOne;
}
function decode(bytes, path) {
    if (bytes.length > yamlLimit) {
        throw new problem/* UserError */.yo({ file: path, message: `It is larger than ${yamlLimit / 1024} KiB.` });
    }
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        const fix = 'Save it as UTF-8.';
        throw new problem/* UserError */.yo({ file: path, message: 'It is not UTF-8 text.', fix }, undefined, {
            cause,
        });
    }
}
function parse(text, path) {
    try {
        const events = (0,js_yaml/* parseEvents */.PH)(text, { maxDepth: deepest });
        return [events, (0,js_yaml/* eventsToAst */.zG)(events, { source: text, schema: js_yaml/* CORE_SCHEMA */.OU })];
    }
    catch (cause) {
        // The parser's error holds the whole text: nothing of it is passed on.
        throw new problem/* UserError */.yo(syntaxProblem(cause, path));
    }
}
function syntaxProblem(error, path) {
    if (!(error instanceof js_yaml/* YAMLException */.tB))
        return { file: path, message: 'It cannot be read as YAML.' };
    const { reason, mark } = error;
    // What follows a colon or a quote is taken from the file.
    const [what = reason] = reason.split(/[:"]/, 1);
    const message = reason.startsWith('nesting exceeded')
        ? `It is nested more than ${deepest} levels deep.`
        : `Bad YAML: ${what.trim()}.`;
    return { file: path, message, ...(mark && { line: mark.line + 1, column: mark.column + 1 }) };
}
function nodesOf(documents) {
    const nodes = [];
    (0,js_yaml/* visit */.YR)(documents, (node) => {
        nodes.push(node);
    });
    return nodes;
}


/***/ }),

/***/ 29505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ givenText)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18806);
/* harmony import */ var _user_file__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25196);



/**
 * @param limit bytes that a file may have at most
 * @returns undefined if it was not given
 * @throws UserError if the file cannot be read or is not UTF-8
 */
function givenText(raw, name, limit, context) {
    const value = raw.values.get(name);
    if (value === undefined)
        return undefined;
    if (raw.form === 'action')
        return { text: value, origin: name };
    const bytes = (0,_user_file__WEBPACK_IMPORTED_MODULE_2__/* .readUserFile */ .E1)({ path: value, field: (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_1__/* .spelled */ .uQ)(raw, name) }, limit, context);
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        return { text, origin: value, file: (0,_user_file__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(value, context) };
    }
    catch {
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
            file: value,
            message: 'It is not UTF-8 text.',
            fix: 'Save it as UTF-8.',
        });
    }
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

/***/ 99173:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ readSecretsInput)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./inputs/flambe-yaml.js + 1 modules
var flambe_yaml = __webpack_require__(46974);
// EXTERNAL MODULE: ./inputs/given-text.js
var given_text = __webpack_require__(29505);
;// CONCATENATED MODULE: ./secrets/interpolate.js
/** As Python: `configparser.MAX_INTERPOLATION_DEPTH`. */
const deepest = 10;
/** Characters and references. Python has no such limit, and fills the memory. */
const longest = 1024 * 1024;
/**
 * A value as Python's `BasicInterpolation` reads it: `%%` is `%`, `%(key)s` another value.
 *
 * @param values of the same section and `[DEFAULT]`, by their keys in lower case
 */
function interpolate(value, values) {
    const pieces = [];
    let length = 0;
    const fault = append(value, 1);
    return fault === undefined ? { text: pieces.join('') } : { fault };
    function append(template, depth) {
        if (depth > deepest)
            return 'too-deep';
        for (const [token, key] of template.matchAll(/[^%]+|%%|%\(([^)]+)\)s|%/g)) {
            const found = key === undefined ? token : values.get(key.toLowerCase());
            if (token === '%')
                return 'syntax';
            if (found === undefined)
                return 'missing';
            if (key !== undefined && found.includes('%')) {
                const fault = append(found, depth + 1);
                if (fault !== undefined)
                    return fault;
            }
            else {
                length += found.length + 1;
                if (length > longest)
                    return 'too-long';
                pieces.push(token === '%%' ? '%' : found);
            }
        }
        return undefined;
    }
}

// EXTERNAL MODULE: ./secrets/parse-ini.js
var parse_ini = __webpack_require__(61150);
// EXTERNAL MODULE: ./secrets/spell.js
var spell = __webpack_require__(24816);
;// CONCATENATED MODULE: ./secrets/check-ini.js



/**
 * Reads INI text as every Python from 3.6 on does with `configparser.ConfigParser()`. A problem is
 * what makes `read` raise, or `get` of any value of any section. A value of `[DEFAULT]` may refer to
 * keys that only sections have: it is read there, unless no section inherits it.
 */
function checkIni(text) {
    const { sections: parsed, problems, isClear } = (0,parse_ini/* parseIni */.Ay)(text.replace(/^\ufeff/, ''));
    if (text.startsWith('\ufeff'))
        problems.push(byteOrderMark);
    const raw = new Map([...parsed].map(([name, options]) => [name, valuesOf(options)]));
    const defaults = parsed.get('DEFAULT') ?? new Map();
    const faulty = new Map();
    const sections = new Map();
    for (const [name, own] of parsed) {
        if (name !== 'DEFAULT')
            sections.set(name, readAll(name, new Map([...defaults, ...own])));
    }
    const inherited = (key) => [...sections.keys()].some((name) => !parsed.get(name)?.has(key));
    readAll('DEFAULT', defaults, (key) => !inherited(key));
    problems.push(...(isClear ? [...faulty.values()] : [...faulty.values()].map(parse_ini/* nameless */.f0)));
    return { sections, raw, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
    function readAll(section, options, wanted = (_key) => true) {
        const values = valuesOf(options);
        const read = new Map();
        for (const [key, option] of options) {
            if (!wanted(key))
                continue;
            const result = interpolate(option.value, values);
            if ('text' in result)
                read.set(key, result.text);
            else if (!faulty.has(option)) {
                const { line } = option;
                faulty.set(option, { line, field: (0,spell/* spell */.l)(section, key), ...faults[result.fault] });
            }
        }
        return read;
    }
}
const byteOrderMark = {
    line: 1,
    message: 'The text starts with a byte order mark, for which Python does not see the section header.',
    fix: 'Save it as UTF-8 without a byte order mark.',
};
const doublePercent = `Write \`%%\` for each \`%\`, or ${parse_ini/* wayOut */.YX}.`;
const faults = {
    syntax: {
        message: 'The value has a `%` by itself, which Python takes for the start of `%(key)s`.',
        fix: doublePercent,
    },
    missing: {
        message: 'The value refers with `%(…)s` to a key that neither its section nor [DEFAULT] has.',
        fix: doublePercent,
    },
    'too-deep': {
        message: 'The value refers with `%(…)s` to itself, or through more than ten other values.',
        fix: 'Write out what it refers to.',
    },
    'too-long': {
        message: 'The value refers with `%(…)s` to so much that it is longer than 1 MiB.',
        fix: 'Write out what it refers to.',
    },
};
function valuesOf(options) {
    return new Map([...options].map(([key, { value }]) => [key, value]));
}

// EXTERNAL MODULE: ./secrets/encode-ini.js
var encode_ini = __webpack_require__(46277);
// EXTERNAL MODULE: ./inputs/nearest-name.js
var nearest_name = __webpack_require__(4000);
;// CONCATENATED MODULE: ./inputs/secrets-allow.js

const field = 'secrets-allow';
/**
 * Takes from a flat mapping, as `toJSON(secrets)` gives it, what `allow` names: `SECTION__KEY` is
 * `KEY` of `SECTION`. In an entry of `allow` `*` is any text and `?` any character, and case does not
 * count, as with GitHub's secrets. A glob passes over names without `__`. Never `github_token`.
 */
function gatherAllowed(items, allow, gathered) {
    const named = new Map();
    for (const item of items) {
        const name = gathered.name(item);
        if (name !== undefined && !/^github_token$/i.test(name))
            named.set(name, item);
    }
    const taken = new Set();
    for (const entry of allow) {
        const isGlob = /[*?]/.test(entry);
        const pattern = globPattern(entry);
        const matching = [...named.keys()].filter((name) => pattern.test(name));
        const usable = isGlob ? matching.filter((name) => splitName(name)) : matching;
        for (const name of usable)
            taken.add(name);
        if (usable.length === 0)
            gathered.warnings.push(noMatch(entry, isGlob, named.keys()));
    }
    for (const name of taken)
        take(name, named.get(name), gathered);
    if (taken.size === 0)
        gathered.problems.push(nothingTaken(allow));
}
function take(name, item, gathered) {
    const parts = splitName(name);
    if (!parts) {
        gathered.problems.push({
            field,
            message: `\`${name}\`: the name of the secret does not say its section and key.`,
            fix: 'Name it SECTION__KEY, with two underscores, or write sections of keys.',
        });
        return;
    }
    const [section, key] = parts;
    if (!gathered.sections.has(section))
        gathered.addSection(section, item.key);
    gathered.addValue(section, key, item);
}
/** At the first `__` that has something before it. */
function splitName(name) {
    const [, section, key] = /^(.+?)__(.+)$/s.exec(name) ?? [];
    return section === undefined || key === undefined ? undefined : [section, key];
}
function globPattern(glob) {
    const source = glob
        .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    return new RegExp(`^${source}$`, 'is');
}
function noMatch(entry, isGlob, names) {
    if (/^github_token$/i.test(entry)) {
        return { field, message: '`github_token` is never given to a job.' };
    }
    const fix = isGlob ? undefined : (0,nearest_name/* didYouMean */.a)(entry, names);
    const message = `\`${entry}\` matches no secret${isGlob ? ' with a name like SECTION__KEY' : ''}.`;
    return { field, message, ...(fix && { fix }) };
}
function nothingTaken(allow) {
    if (allow.length > 0) {
        const fix = 'Name secrets that the workflow has, like `SERVICE__TOKEN` or `SERVICE__*`.';
        return { field, message: 'None of its entries matches any of the secrets.', fix };
    }
    return {
        field,
        message: 'The secrets are one flat mapping, as from `toJSON(secrets)`, and it is not said which of them the job may have.',
        fix: 'List them, as names or globs like `SERVICE__*`; or write sections of keys, as in `SERVICE: { token: … }` or `[SERVICE]`.',
    };
}

;// CONCATENATED MODULE: ./inputs/secrets-names.js

/**
 * Names of a tree for problems. A value that was pasted over several lines can become names that
 * stand after it. Where the text is not clearly sections of keys, or the flat mapping, only the
 * first section and its first key are named, before which no value stands.
 */
function shownNames(items) {
    if (isClear(items))
        return spell/* spell */.l;
    const [first] = items;
    const inner = first?.value.kind === 'mapping' ? first.value.items[0] : undefined;
    const [section, key] = [first, inner].map((item) => item && textOf(item.key));
    return (...[givenSection, givenKey]) => {
        const isFirst = section !== undefined && givenSection === section;
        const shownSection = isFirst ? givenSection : secrets_names_hidden;
        if (givenKey === undefined)
            return (0,spell/* spell */.l)(shownSection);
        const isFirstKey = isFirst && givenKey.toLowerCase() === key?.toLowerCase();
        return (0,spell/* spell */.l)(shownSection, isFirstKey ? givenKey : secrets_names_hidden);
    };
}
/** Spelled `…`. */
const secrets_names_hidden = '';
function isClear(items) {
    if (areValues(items))
        return true;
    const sections = items.map(({ value }) => value);
    return (haveNames(items) &&
        sections.every((one) => one.kind === 'mapping' && !one.fault && areValues(one.items)));
}
function areValues(items) {
    return haveNames(items) && items.every(({ value }) => textOf(value) !== undefined);
}
function haveNames(items) {
    const names = items.map(({ key }) => textOf(key)?.toLowerCase());
    return !names.includes(undefined) && new Set(names).size === names.length;
}
function textOf(node) {
    return node.kind === 'scalar' && !node.fault ? node.text : undefined;
}

;// CONCATENATED MODULE: ./inputs/secrets-sections.js
/** Sections of keys as they were written, with what is wrong with them. */
class GatheredSecrets {
    sections = new Map();
    problems = [];
    warnings = [];
    #starts = new Map();
    #where;
    #shown;
    constructor(where, shown) {
        this.#where = where;
        this.#shown = shown;
    }
    /** Where a section or a key of it stands; case of the key does not count. */
    where(section, key, value) {
        return this.#where(this.#shown(section, key, value), this.#starts.get(identity(section, key)));
    }
    /** @returns the name, unless what stands there cannot be one, which is noted */
    name({ key }) {
        if (key.kind === 'scalar' && key.fault === undefined)
            return key.text;
        this.refuse([], key, {
            message: 'This name of a section or key is not plain text.',
            fix: 'Give it a name of letters, digits, `_`, `.` and `-`.',
        });
        return undefined;
    }
    /** @returns the keys of the section, if it is not there twice, which is noted */
    addSection(name, { start }) {
        if (this.sections.has(name)) {
            this.refuse([name], { start }, { message: 'The section is there twice.' });
            return undefined;
        }
        const keys = new Map();
        this.sections.set(name, keys);
        this.#starts.set(identity(name), start);
        return keys;
    }
    addValue(section, key, { key: { start }, value }) {
        const names = [section, key];
        const keys = this.sections.get(section);
        const trouble = troubleWith(value);
        if (trouble)
            this.refuse(names, { start }, trouble);
        if (keys?.has(key)) {
            this.refuse(names, { start }, { message: 'The key is in its section twice.' });
        }
        else if (value.kind === 'scalar') {
            keys?.set(key, value.text);
            this.#starts.set(identity(section, key), start);
            if (value.commented)
                this.warnings.push({ ...this.where(section, key), ...comment });
        }
    }
    /** @param names section and key, as far as there are any */
    refuse([section, key], { start }, problem) {
        const name = section === undefined ? undefined : this.#shown(section, key);
        this.problems.push({ ...this.#where(name, start), ...problem });
    }
}
function identity(section, key) {
    return JSON.stringify([section, key?.toLowerCase()]);
}
/** Takes a mapping of sections to mappings of keys. */
function gatherSections(items, gathered) {
    for (const item of items) {
        const name = gathered.name(item);
        if (name === undefined)
            continue;
        const { key, value } = item;
        if (value.kind !== 'mapping' || value.fault) {
            gathered.refuse([name], key, {
                message: `This is ${kinds[value.kind]}, not a section of keys.`,
                fix: 'Write sections with keys and values: `SECTION: { key: value }`.',
            });
        }
        else if (gathered.addSection(name, key)) {
            for (const inner of value.items) {
                const keyName = gathered.name(inner);
                if (keyName !== undefined)
                    gathered.addValue(name, keyName, inner);
            }
        }
    }
}
const kinds = {
    scalar: 'one value',
    sequence: 'a list',
    alias: 'an alias',
    mapping: 'a mapping with a tag or an anchor',
};
const comment = {
    message: 'A comment follows the value, from the ` #` on: that is not part of it.',
    fix: 'If it is, quote the value.',
};
const quote = 'Quote the value.';
const oneText = 'Give the key one text.';
const secrets_sections_faults = {
    tag: { message: 'The value starts with `!`, which YAML takes for a tag.', fix: quote },
    anchor: { message: 'The value starts with `&`, which YAML takes for an anchor.', fix: quote },
    folded: {
        message: 'The value runs over several lines, which YAML joins by spaces.',
        fix: `Write it as a block, \`key: |-\`, or as \`key: \${{ toJSON(secrets.NAME) }}\`.`,
    },
};
function troubleWith({ kind, fault }) {
    if (fault)
        return secrets_sections_faults[fault];
    if (kind === 'alias') {
        return { message: 'The value starts with `*`, which YAML takes for an alias.', fix: quote };
    }
    if (kind === 'sequence')
        return { message: 'The value is a list.', fix: oneText };
    if (kind === 'mapping') {
        return { message: 'The value is nested deeper than section and key.', fix: oneText };
    }
    return undefined;
}

// EXTERNAL MODULE: ../node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(14437);
;// CONCATENATED MODULE: ./inputs/secrets-tree.js

const secrets_tree_deepest = 20;
const quotes = new Set([
    js_yaml/* SCALAR_STYLE */.jK.SINGLE_QUOTED,
    js_yaml/* SCALAR_STYLE */.jK.DOUBLE_QUOTED,
]);
/**
 * The documents of YAML text, of which JSON is a part. Events and not values: those have lost how a
 * number was written. What js-yaml says of an error is not shown: it quotes the text.
 */
function parseSecretTree(text) {
    try {
        return nodesOf(text, (0,js_yaml/* parseEvents */.PH)(text, { maxDepth: secrets_tree_deepest }));
    }
    catch (error) {
        return syntaxProblem(error);
    }
}
function syntaxProblem(error) {
    const fix = 'Quote a value that has characters which mean something in YAML.';
    const { reason, mark } = error instanceof js_yaml/* YAMLException */.tB ? error : {};
    // What follows a colon or a quotation mark is taken from the text.
    const what = reason?.split(/[:"']/, 1)[0]?.trim();
    return {
        ...(mark && { line: mark.line + 1, column: mark.column + 1 }),
        message: `The text cannot be read as YAML or JSON${what ? ` (${what})` : ''}.`,
        fix,
    };
}
function nodesOf(text, events) {
    let next = 0;
    return children();
    /** Up to the POP that closes their parent, or the end. */
    function children() {
        const nodes = [];
        for (let event = events[next++]; event && event.type !== js_yaml/* EVENT_ID */.hy.POP; event = events[next++]) {
            if (event.type === js_yaml/* EVENT_ID */.hy.DOCUMENT)
                nodes.push(...children());
            else
                nodes.push(node(event, nodes.at(-1)?.start ?? 0));
        }
        return nodes;
    }
    function node(event, before) {
        if (event.type === js_yaml/* EVENT_ID */.hy.ALIAS)
            return { kind: 'alias', start: event.anchorStart - 1 };
        const properties = propertiesOf(event);
        if (event.type === js_yaml/* EVENT_ID */.hy.SCALAR) {
            const { valueStart, valueEnd, style } = event;
            const start = valueStart < 0 ? before : valueStart - (quotes.has(style) ? 1 : 0);
            const fault = properties.fault ?? (isFolded(event) ? 'folded' : undefined);
            const commented = style === js_yaml/* SCALAR_STYLE */.jK.PLAIN && /^[ \t]+#/.test(text.slice(valueEnd));
            const content = { text: (0,js_yaml/* getScalarValue */.KE)(text, event), commented };
            return { kind: 'scalar', start, ...content, ...faulty(fault) };
        }
        const inner = children();
        const place = { start: event.start, ...properties };
        return event.type === js_yaml/* EVENT_ID */.hy.MAPPING
            ? { kind: 'mapping', items: paired(inner), ...place }
            : { kind: 'sequence', ...place };
    }
    function propertiesOf({ tagStart, tagEnd, anchorStart }) {
        if (anchorStart >= 0)
            return faulty('anchor');
        const tagged = tagStart >= 0 && !['!', '!!str'].includes(text.slice(tagStart, tagEnd));
        return faulty(tagged ? 'tag' : undefined);
    }
    /** Line ends in a scalar of these styles become spaces, by which a key or a token is lost. */
    function isFolded({ style, valueStart, valueEnd }) {
        const inFlow = style !== js_yaml/* SCALAR_STYLE */.jK.LITERAL_BLOCK && style !== js_yaml/* SCALAR_STYLE */.jK.FOLDED_BLOCK;
        return inFlow && valueStart >= 0 && /[\r\n]/.test(text.slice(valueStart, valueEnd));
    }
}
function faulty(fault) {
    return fault === undefined ? {} : { fault };
}
function paired(nodes) {
    const items = [];
    for (let i = 0; i < nodes.length; i += 2) {
        items.push({ key: nodes[i], value: nodes[i + 1] });
    }
    return items;
}

// EXTERNAL MODULE: ./inputs/yaml-places.js
var yaml_places = __webpack_require__(74070);
;// CONCATENATED MODULE: ./inputs/secrets-where.js

/** @param origin `secrets`, the input, or a file's path as the user wrote it */
function whereIn(text, origin) {
    const placeAt = (0,yaml_places/* placesIn */.y)(text, origin);
    const isInput = origin === 'secrets';
    return (name, start) => {
        const field = [isInput ? origin : undefined, name].filter(Boolean).join(': ');
        const { line, column } = placeAt(start ?? 0);
        return {
            ...(!isInput && { file: origin }),
            ...(start !== undefined && { line, column }),
            ...(field && { field }),
        };
    };
}

;// CONCATENATED MODULE: ./inputs/secrets-input.js








/**
 * Secrets from INI text, which is kept byte for byte; from sections of keys in YAML or JSON; or from
 * flat JSON like `toJSON(secrets)` by `allow`. No problem shows a value, nor any piece of the text
 * that could be one: only names of sections and keys, and places.
 *
 * @param source bytes of a file are best given as such: what is not UTF-8 is refused
 */
function readSecrets(source, { origin, allow }) {
    const text = decode(source);
    const where = whereIn(text ?? '', origin);
    if (text === undefined)
        return fail({ ...where(undefined), ...notUtf8 });
    return isIni(text)
        ? fromIni(text, Buffer.from(source), where, allow)
        : fromTree(text, where, allow);
}
const notUtf8 = { message: 'The text is not UTF-8.', fix: 'Save it as UTF-8.' };
function decode(source) {
    if (typeof source === 'string')
        return source.isWellFormed() ? source : undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source);
    }
    catch {
        return undefined;
    }
}
/** By the first line that is neither empty nor a comment. Nothing at all is INI, too. */
function isIni(text) {
    const line = text
        .match(/^(?![^\S\r\n]*(?:#|$))[^\r\n]*/m)?.[0]
        .replace('\ufeff', '')
        .trim() ?? '';
    if (line === '' || line.startsWith(';'))
        return true;
    if (line.startsWith('['))
        return !isJson(text);
    return /^[^{"':=]*=/.test(line);
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
function fromIni(text, ini, where, allow) {
    const { sections, raw, problems } = checkIni(text);
    const secrets = { ini, sections, raw };
    if (problems.length > 0) {
        return fail(...problems.map((one) => ({ ...one, ...where(one.field) })));
    }
    const warnings = [...unusedAllow(allow), ...emptyValues(raw, (...name) => where((0,spell/* spell */.l)(...name)))];
    return { secrets, problems, warnings };
}
function fromTree(text, where, allow) {
    const documents = parseSecretTree(text);
    if ('message' in documents)
        return fail({ ...where(undefined), ...documents });
    const [root, ...others] = documents;
    if (root?.kind !== 'mapping' || root.items.length === 0 || others.length > 0) {
        return fail({ ...where(undefined), ...noSections });
    }
    const gathered = new GatheredSecrets(where, shownNames(root.items));
    const isFlat = root.items.every(({ value }) => value.kind === 'scalar');
    if (isFlat)
        gatherAllowed(root.items, allow, gathered);
    else {
        gathered.warnings.push(...unusedAllow(allow));
        gatherSections(root.items, gathered);
    }
    return encoded(gathered);
}
const noSections = {
    message: 'The secrets are no sections of keys.',
    fix: 'Write INI text that starts with a line like `[SERVICE]`, or YAML or JSON like `SERVICE: { token: … }`.',
};
function encoded(gathered) {
    const where = (section, key, value) => gathered.where(section, key, value);
    const { text, problems: unfit } = (0,encode_ini/* encodeIni */.p)(gathered.sections, where);
    const problems = [...gathered.problems, ...unfit];
    if (problems.length > 0)
        return { problems, warnings: gathered.warnings };
    const { sections, raw, problems: unread } = checkIni(text);
    if (unread.length > 0)
        throw new Error('The secrets were written as what Python does not read.');
    const warnings = [...gathered.warnings, ...emptyValues(raw, where)];
    return { secrets: { ini: Buffer.from(text), sections, raw }, problems, warnings };
}
/** What an unset `${{ secrets.NAME }}` leaves behind. */
function emptyValues(raw, where) {
    const message = 'The value is empty.';
    const fix = 'If it comes from a secret of the workflow, check that it is set and its name is right.';
    return [...raw].flatMap(([section, keys]) => [...keys]
        .filter(([, value]) => value === '')
        .map(([key, value]) => ({ ...where(section, key, value), message, fix })));
}
function unusedAllow(allow) {
    if (allow.length === 0)
        return [];
    const message = 'It is for flat JSON, as from `toJSON(secrets)`; these secrets have sections.';
    return [{ field: 'secrets-allow', message, fix: 'Leave it out: all sections are taken.' }];
}
function fail(...problems) {
    return { problems, warnings: [] };
}

;// CONCATENATED MODULE: ./inputs/read-secrets-input.js






/**
 * The secrets of a run: the action's text, or the file that the command line names, or flambé's own
 * `~/.flambe/secrets.ini` if it is there.
 */
function readSecretsInput(raw, context, findings) {
    const given = (0,given_text/* givenText */.x)(withDefault(raw, context), 'secrets', flambe_yaml/* yamlLimit */.BY, context);
    const allow = (raw.values.get('secrets-allow') ?? '').split(/[\s,]+/).filter((name) => name);
    if (given === undefined) {
        return { secrets: undefined, secretsFile: undefined, secretsAllow: allow };
    }
    const { secrets, problems, warnings } = readSecrets(given.text, { origin: given.origin, allow });
    findings.warnings.push(...warnings);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return { secrets, secretsFile: given.file, secretsAllow: allow };
}
function withDefault(raw, { home }) {
    const file = (0,external_node_path_.join)(home, '.flambe/secrets.ini');
    if (raw.form === 'action' || raw.values.has('secrets') || !(0,external_node_fs_.existsSync)(file))
        return raw;
    return { ...raw, values: new Map([...raw.values, ['secrets', file]]) };
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

/***/ 74070:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ nodePositions),
/* harmony export */   y: () => (/* binding */ placesIn)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14437);

/** Offset of each node; one without text of its own has that of the node before it, its key. */
function nodePositions(text, events, nodes) {
    const positions = new Map();
    let last = 0;
    let next = 0;
    for (const event of events) {
        if (event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.DOCUMENT || event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.POP)
            continue;
        const node = nodes[next++];
        last = offset(event) ?? last;
        if (node !== undefined)
            positions.set(node, last);
    }
    return positions;
    function offset(event) {
        const starts = [];
        if (event.anchorStart >= 0)
            starts.push(event.anchorStart - 1);
        if (event.type !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.ALIAS && event.tagStart >= 0)
            starts.push(event.tagStart);
        if ('start' in event)
            starts.push(event.start);
        if (event.type === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .EVENT_ID */ .hy.SCALAR && event.valueStart >= 0)
            starts.push(scalarStart(event));
        return starts.length > 0 ? Math.min(...starts) : undefined;
    }
    function scalarStart({ style, valueStart }) {
        if (style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN)
            return valueStart;
        if (style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.SINGLE_QUOTED || style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.DOUBLE_QUOTED) {
            return valueStart - 1;
        }
        return valueStart + (/^\s*/.exec(text.slice(valueStart, valueStart + 200))?.[0].length ?? 0);
    }
}
/** From an offset to line and column, both from 1. */
function placesIn(text, file) {
    const lineStarts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g))
        lineStarts.push(index + end.length);
    return (position) => {
        let line = 0;
        for (let step = 2 ** 20; step >= 1; step /= 2) {
            if ((lineStarts[line + step] ?? Number.POSITIVE_INFINITY) <= position)
                line += step;
        }
        return { file, line: line + 1, column: position - (lineStarts[line] ?? 0) + 1 };
    };
}


/***/ }),

/***/ 46277:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ encodeValue),
/* harmony export */   p: () => (/* binding */ encodeIni)
/* harmony export */ });
/* harmony import */ var _python_text__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33600);
/* harmony import */ var _spell__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24816);


const named = /^[A-Za-z0-9_.-]+$/;
/**
 * Writes the INI file that Python's `configparser.ConfigParser()` reads back exactly (keys in lower
 * case), or says by section and key what it cannot hold. Nothing is changed to fit.
 *
 * @param where says in a problem where a section or key stands
 */
function encodeIni(sections, where = (section, key) => ({ field: (0,_spell__WEBPACK_IMPORTED_MODULE_0__/* .spell */ .l)(section, key) })) {
    const problems = [];
    let text = '';
    for (const [section, keys] of sections) {
        const faults = sectionFaults(section);
        problems.push(...faults.map((fault) => ({ ...where(section), ...fault })));
        text += `[${section}]\n`;
        const seen = new Set();
        for (const [key, value] of keys) {
            const faults = [...keyFaults(key, seen), ...valueFaults(value)];
            problems.push(...faults.map((fault) => ({ ...where(section, key), ...fault })));
            seen.add(key.toLowerCase());
            text += `${key} = ${encodeValue(value)}\n`;
        }
    }
    return { text, problems };
}
/** A value as it stands in the file. */
function encodeValue(value) {
    return value.replaceAll('%', '%%').replaceAll(/\n(?!\n|$)/g, '\n\t');
}
function sectionFaults(section) {
    if (section !== 'DEFAULT')
        return named.test(section) ? [] : [badName('section')];
    const message = 'Python adds the keys of [DEFAULT] to every other section.';
    return [{ message, fix: 'Give the section another name, or the secrets as INI text.' }];
}
function keyFaults(key, seen) {
    if (!named.test(key))
        return [badName('key')];
    if (!seen.has(key.toLowerCase()))
        return [];
    const message = 'The key is in its section twice: Python reads keys in lower case.';
    return [{ message, fix: 'Leave one of them.' }];
}
function badName(kind) {
    const message = `The name of a ${kind} has letters A to Z, digits, \`_\`, \`.\` and \`-\` only.`;
    return { message, fix: 'Give it such a name.' };
}
function valueFaults(value) {
    const reasons = misread(value);
    if (reasons.length === 0)
        return [];
    const isJson = /^\s*[[{]/.test(value);
    const fix = reasons.length === 1 && reasons[0] === finalNewline
        ? 'Strip the final newline (in YAML, `|-` instead of `|`), or give the value as base64.'
        : `Give it as base64 and decode it in the job${isJson ? '; JSON also fits in one line' : ''}.`;
    return [{ message: `An INI file cannot hold the value: it ${reasons.join(', and ')}.`, fix }];
}
const finalNewline = 'ends with a newline';
/** What configparser would not give back (Lib/configparser.py, `_read`; io.TextIOWrapper). */
function misread(value) {
    const reasons = [];
    const lines = value.replaceAll('\r', '').split('\n');
    if (value.endsWith('\n'))
        reasons.push(finalNewline);
    if (value.includes('\r'))
        reasons.push('has a carriage return');
    if (lines.some((line) => (0,_python_text__WEBPACK_IMPORTED_MODULE_1__/* .strip */ .bB)(line) !== line)) {
        reasons.push('has a line that starts or ends with white space');
    }
    if (lines.slice(1).some((line) => /^[#;]/.test(line))) {
        reasons.push('has a line after its first that starts with `#` or `;`');
    }
    if (!value.isWellFormed())
        reasons.push('is no Unicode text (half of a surrogate pair)');
    return reasons;
}


/***/ }),

/***/ 61150:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ay: () => (/* binding */ parseIni),
/* harmony export */   YX: () => (/* binding */ wayOut),
/* harmony export */   f0: () => (/* binding */ nameless)
/* harmony export */ });
/* harmony import */ var _python_text__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33600);
/* harmony import */ var _spell__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24816);


/** What holds any value that INI text cannot be trusted with. */
const wayOut = `give the secrets as YAML or JSON: \`key: \${{ toJSON(secrets.NAME) }}\` below \`SECTION:\``;
/**
 * Splits INI text into sections and options as Python's `configparser.ConfigParser()` does
 * (Lib/configparser.py, `_read`), `[DEFAULT]` among them; keys are in lower case.
 *
 * @returns what could be read, with every reason for which Python would read nothing; of a text that
 *   is not clearly INI these have no names: a value that was pasted over several lines can read as some
 */
function parseIni(text) {
    const sections = new Map();
    const problems = [];
    const noOptions = [];
    let section;
    let option;
    let indent = 0;
    for (const [index, written] of (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(text).entries()) {
        const line = index + 1;
        const content = (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .strip */ .bB)(written);
        if (/^[#;]/.test(content))
            continue;
        if (content === '')
            option?.lines.push('');
        else if (option && (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .indentation */ .Mh)(written) > indent)
            option.lines.push(content);
        else {
            indent = (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .indentation */ .Mh)(written);
            if (/^\[[^\n]+\]/.test(content))
                openSection(content, line);
            else if (section)
                readOption(content, line, section);
            else if (!problems.some(({ message }) => message === noHeader)) {
                problems.push({ line, message: noHeader, fix: 'Start with a line like `[SERVICE]`.' });
            }
        }
    }
    problems.push(...runs(noOptions).map(notAnOption));
    const isClear = noOptions.length === 0 && !problems.some(({ message }) => message === noHeader);
    return {
        sections: closed(sections),
        problems: isClear ? problems : problems.map(nameless),
        isClear,
    };
    function openSection(content, line) {
        const name = content.slice(1, content.lastIndexOf(']'));
        const first = sections.get(name);
        if (name.includes(']')) {
            problems.push({
                line,
                message: 'Python 3.9 and Python 3.10 read different names in this section header.',
                fix: 'Leave only one `]` in the line.',
            });
        }
        if (first && name !== 'DEFAULT') {
            problems.push({
                line,
                field: (0,_spell__WEBPACK_IMPORTED_MODULE_1__/* .spell */ .l)(name),
                message: `The section is there twice, first in line ${first.line}.`,
                fix: 'Put its keys under one header.',
            });
        }
        section = first ?? { name, line, options: new Map() };
        sections.set(name, section);
        option = undefined;
    }
    function readOption(content, line, { name, options }) {
        const delimiter = content.search(/[=:]/);
        if (delimiter <= 0)
            noOptions.push(line);
        if (delimiter < 0)
            return;
        const key = (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .strip */ .bB)(content.slice(0, delimiter)).toLowerCase();
        const value = (0,_python_text__WEBPACK_IMPORTED_MODULE_0__/* .strip */ .bB)(content.slice(delimiter + 1));
        const first = options.get(key);
        option = key === '' ? undefined : { line, lines: [value] };
        if (first) {
            problems.push({
                line,
                field: (0,_spell__WEBPACK_IMPORTED_MODULE_1__/* .spell */ .l)(name, key, value),
                message: `The key is in its section twice, first in line ${first.line} (case does not count).`,
                fix: 'Leave one of them.',
            });
        }
        else if (option)
            options.set(key, option);
    }
}
const noHeader = 'This line is above the first section header.';
function nameless({ field: _, ...problem }) {
    return problem;
}
/** Neighbouring numbers as `[first, last]`. */
function runs(numbers) {
    const found = [];
    for (const number of numbers) {
        const last = found.at(-1);
        if (last?.[1] === number - 1)
            last[1] = number;
        else
            found.push([number, number]);
    }
    return found;
}
function notAnOption([line, last]) {
    const what = line === last ? 'This line is' : `Lines ${line} to ${last} are`;
    return {
        line,
        message: `${what} neither \`key = value\` nor a comment.`,
        fix: `Indent what belongs to the value above it, or ${wayOut}.`,
    };
}
function closed(sections) {
    return new Map([...sections].map(([name, { options }]) => [
        name,
        new Map([...options].map(([key, { line, lines }]) => [key, { line, value: joined(lines) }])),
    ]));
}
/** Each line is stripped already, so that all there is to take off the end is empty lines. */
function joined(lines) {
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1).join('\n');
}


/***/ }),

/***/ 33600:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Mh: () => (/* binding */ indentation),
/* harmony export */   bB: () => (/* binding */ strip)
/* harmony export */ });
/** What Python's `str.isspace()` is true for, which is not what JavaScript's `trim()` takes away. */
const whitespace = /[\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/** Python's `str.strip()`. */
function strip(text) {
    const start = indentation(text);
    let end = text.length;
    while (end > start && whitespace.test(text.charAt(end - 1)))
        end -= 1;
    return text.slice(start, end);
}
/** How many characters of white space a line starts with. */
function indentation(text) {
    let start = 0;
    while (start < text.length && whitespace.test(text.charAt(start)))
        start += 1;
    return start;
}
/** The lines of a text file as Python opens it: any of CRLF, CR and LF ends one. */
function linesOf(text) {
    return text.split(/\r\n?|\n/);
}


/***/ }),

/***/ 24816:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ spell)
/* harmony export */ });
/**
 * A section, or a key of it, in a message: `[SERVICE] token`. What does not look like a name is left
 * out: a value that was pasted over several lines can become a key, and must not be shown.
 *
 * @param value what the key has, if known
 */
function spell(section, key, value) {
    const header = `[${shown(section)}]`;
    if (key === undefined)
        return header;
    return `${header} ${isPieceOfBase64(key, value) ? '…' : shown(key)}`;
}
function shown(name) {
    return /^[\w.-]{1,40}$/.test(name) ? name : '…';
}
/** The last line of a base64 text reads as a key whose value is the padding. */
function isPieceOfBase64(key, value) {
    return (value === '' || value === '=') && /^[a-z0-9]{14,}$/i.test(key);
}


/***/ })

};
;