"use strict";
exports.id = 622;
exports.ids = [622];
exports.modules = {

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
/* harmony export */   IO: () => (/* binding */ inputOption),
/* harmony export */   uQ: () => (/* binding */ spelled),
/* harmony export */   vj: () => (/* binding */ inputNames)
/* harmony export */ });
/* unused harmony export inputOptions */
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
    command: {
        value: 'LINE',
        help: 'shell line to run; {runnable}, {secrets}, {results} are replaced by paths',
    },
    workdir: {
        value: 'DIR',
        help: 'folder that is carried to every node, and where the command starts (default: this one)',
    },
    env: { value: 'KEY=VALUE', repeated: true, help: 'environment of the job; not secret' },
    'max-runtime': { value: 'TIME', help: 'end the job after this time, like 90m (default: 5h)' },
    results: {
        value: 'GLOB',
        repeated: true,
        help: 'path or glob on the orchestrator to bring back, besides {results}',
    },
    'results-path': { value: 'DIR', help: 'where to put results (default: flambe-results)' },
    'artifact-name': { value: 'NAME', help: 'also upload results as a workflow artifact' },
    teardown: { value: 'WHEN', help: 'always, on-success or never (default: always)' },
};
const inputNames = Object.keys(inputOptions);
/** Options as one type, whatever each of them leaves out. */
function inputOption(name) {
    return inputOptions[name];
}
/** An input as the user spells it. */
function spelled({ form }, name) {
    return form === 'action' ? name : `--${name}`;
}


/***/ }),

/***/ 66505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./inputs/nearest-name.js
var nearest_name = __webpack_require__(4000);
;// CONCATENATED MODULE: ./inputs/command.js


const placeholders = ['runnable', 'secrets', 'results'];
/**
 * The shell line to run instead of flambé.
 *
 * @param field how the user spells the input
 * @throws UserError if there is none: flambé itself does not run yet
 */
function readCommand(text, field) {
    const command = text?.trimEnd() ?? '';
    if (command.trim() === '') {
        throw new problem/* UserError */.yo({
            field,
            message: 'It is missing: this version does not run flambé itself yet, only a command.',
            fix: 'Say what to run, e.g. `python3 train.py --config {runnable} --out {results}`.',
        });
    }
    return { command, warnings: misspelt(command).map((warning) => ({ field, ...warning })) };
}
/** `{result}`: the shell would keep it as it stands. `${name}` is the shell's. */
function misspelt(command) {
    return [...command.matchAll(/(?<!\$)\{(\w+)\}/g)].flatMap(([all, name = '']) => {
        const nearest = placeholders.includes(name) ? undefined : (0,nearest_name/* nearestName */.q)(name, placeholders);
        if (nearest === undefined)
            return [];
        return [{ message: `\`${all}\` is not replaced.`, fix: `Did you mean \`{${nearest}}\`?` }];
    });
}

;// CONCATENATED MODULE: ./inputs/duration.js
const duration_form = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?$/i;
/** Seconds of `5h`, `90m`, `1h30m`, `45s`; undefined if it is none. */
function parseDuration(text) {
    const match = duration_form.exec(text.replaceAll(/\s+/g, ''));
    if (match === null || match[0] === '')
        return undefined;
    const [hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
    return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

;// CONCATENATED MODULE: ./inputs/findings.js

/** Problems of one file that anybody reads. */
const mostProblems = 100;
/** Gathers what is wrong in many places, to be told at once. */
class Findings {
    problems = [];
    warnings = [];
    /** The result of this work; undefined, with its problems kept, if it throws a UserError. */
    attempt(work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof problem/* UserError */.yo))
                throw error;
            this.problems.push(...error.problems);
            return undefined;
        }
    }
}

// EXTERNAL MODULE: ../node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(14437);
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
    return { problems: inOrder.slice(0, mostProblems), targets };
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

;// CONCATENATED MODULE: ./inputs/yaml-places.js

/** Offset of each node; one without text of its own has that of the node before it, its key. */
function nodePositions(text, events, nodes) {
    const positions = new Map();
    let last = 0;
    let next = 0;
    for (const event of events) {
        if (event.type === js_yaml/* EVENT_ID */.hy.DOCUMENT || event.type === js_yaml/* EVENT_ID */.hy.POP)
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
        if (event.type !== js_yaml/* EVENT_ID */.hy.ALIAS && event.tagStart >= 0)
            starts.push(event.tagStart);
        if ('start' in event)
            starts.push(event.start);
        if (event.type === js_yaml/* EVENT_ID */.hy.SCALAR && event.valueStart >= 0)
            starts.push(scalarStart(event));
        return starts.length > 0 ? Math.min(...starts) : undefined;
    }
    function scalarStart({ style, valueStart }) {
        if (style === js_yaml/* SCALAR_STYLE */.jK.PLAIN)
            return valueStart;
        if (style === js_yaml/* SCALAR_STYLE */.jK.SINGLE_QUOTED || style === js_yaml/* SCALAR_STYLE */.jK.DOUBLE_QUOTED) {
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
    const places = placesIn(text, path);
    const [events, documents] = parse(text, path);
    const positions = nodePositions(text, events, nodesOf(documents));
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
    return present(copy, { schema: CORE_SCHEMA, lineWidth: -1 });
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
        node.style = COLLECTION_STYLE.BLOCK;
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

;// CONCATENATED MODULE: ./inputs/job-env.js

/** Set for the job by the run itself. */
const ours = /^(FLAMBE_\w*|LC_ALL|PYTHONUTF8)$/;
const credential = /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|GITHUB_TOKEN|GH_TOKEN|ACTIONS_\w*TOKEN)$/;
const secretLike = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;
/**
 * The job's own environment from lines `KEY=VALUE`. Values are never shown.
 *
 * @param field how the user spells the input
 */
function readJobEnv(text, field, findings) {
    const env = new Map();
    for (const [i, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '')
            continue;
        const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
        const where = { field: name ? `${field}: ${name}` : `${field} (line ${i + 1})` };
        findings.attempt(() => {
            if (name === undefined || value === undefined) {
                throw new problem/* UserError */.yo({ ...where, message: 'This is no line KEY=VALUE.' });
            }
            const fault = env.has(name) ? { message: 'It is given twice.' } : nameFault(name);
            if (fault)
                throw new problem/* UserError */.yo({ ...where, ...fault });
            env.set(name, value);
            if (secretLike.test(name))
                findings.warnings.push({ ...where, ...maybeSecret });
        });
    }
    return env;
}
const maybeSecret = {
    message: 'By its name this may be a secret; what stands here is not treated as one.',
    fix: 'Secrets belong into `secrets`.',
};
function nameFault(name) {
    if (ours.test(name))
        return { message: 'The run sets this variable itself.' };
    if (credential.test(name)) {
        return {
            message: 'Credentials of AWS and GitHub never go to a node.',
            fix: 'If the job needs some of its own, give them in `secrets`.',
        };
    }
    return undefined;
}

// EXTERNAL MODULE: ./inputs/raw-inputs.js
var raw_inputs = __webpack_require__(18806);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./inputs/cluster-file.js
/** The cluster of a run that names none. */
const embeddedCluster = {
    kind: 'local',
    name: 'local',
    factoriesNum: 2,
    setupCmds: [],
};

// EXTERNAL MODULE: ./inputs/given-text.js
var given_text = __webpack_require__(29505);
;// CONCATENATED MODULE: ./inputs/known-hosts-lines.js
const howToGet = 'Take it from the host itself: ssh-keyscan HOST, and compare the fingerprint.';
/**
 * What is wrong with lines of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
 *
 * @param origin where the lines stand: an input, or a file
 */
function knownHostsProblems(lines, origin) {
    return lines.split(/\r\n|\n/).flatMap((text, i) => {
        const fault = lineFault(text.trim());
        if (fault === undefined)
            return [];
        const line = i + 1;
        return 'file' in origin
            ? [{ ...origin, line, ...fault }]
            : [{ field: `${origin.field} (line ${line})`, ...fault }];
    });
}
function lineFault(line) {
    if (line === '' || line.startsWith('#'))
        return undefined;
    const words = line.split(/[ \t]+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    if (marker !== undefined && marker !== '@cert-authority' && marker !== '@revoked') {
        return { message: 'Accepted markers are @cert-authority and @revoked.' };
    }
    const [hosts = '', type = '', key = ''] = words;
    if (isKeyType(hosts)) {
        return { message: 'The host is missing before the key.', fix: 'Write `host type key`.' };
    }
    if (/(^|\s)(SHA256|MD5):/.test(line)) {
        return { message: 'This is a fingerprint; the whole key is wanted.', fix: howToGet };
    }
    if (!isKeyType(type))
        return { message: 'This is no line `host type key`.', fix: howToGet };
    if (keyTypeOf(key) !== type) {
        return { message: `This is no whole ${type} key.`, fix: howToGet };
    }
    return undefined;
}
function isKeyType(word) {
    return /^(ssh-|ecdsa-|sk-|rsa-sha2-)[\w@.-]+$/.test(word);
}
/** The type that a key says it has (RFC 4253, 6.6). */
function keyTypeOf(base64) {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
        return undefined;
    const blob = Buffer.from(base64, 'base64');
    if (blob.length < 4)
        return undefined;
    const end = 4 + blob.readUInt32BE();
    return blob.length > end ? blob.toString('latin1', 4, end) : undefined;
}

// EXTERNAL MODULE: ./inputs/private-key.js + 1 modules
var private_key = __webpack_require__(87468);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ../node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(94534);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./inputs/addresses.js

/** A host name (RFC 1123, underscores allowed), IPv4 or IPv6 without brackets. */
function isAddress(text) {
    return (0,external_node_net_.isIP)(text) !== 0 || isHostName(text);
}
function isHostName(text) {
    const labels = text.replace(/\.$/, '').split('.');
    const allDigits = /^\d+$/.test(labels.at(-1) ?? '');
    return (text.length <= 253 &&
        !allDigits &&
        labels.every((label) => /^(?!-)[\w-]{1,63}(?<!-)$/.test(label)));
}
/** The same for two spellings of one address. */
function addressIdentity(text) {
    if (!(0,external_node_net_.isIPv6)(text))
        return text.toLowerCase().replace(/\.$/, '');
    const [address = '', zone = ''] = text.split('%');
    return `${new URL(`http://[${address}]`).hostname}%${zone}`;
}
/** A login name; never one that a command could take for an option. */
const userPattern = /^[A-Za-z0-9_][\w.-]{0,63}\$?$/;
/** `user@host`, `user@host:port`, `user@[IPv6]:port`; undefined if it is none. */
function parseJump(text) {
    const match = /^([^@]+)@(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
    const [, user = '', bracketed, plain, digits = '22'] = match ?? [];
    const host = bracketed ?? plain ?? '';
    const port = Number(digits);
    const isJump = userPattern.test(user) && isAddress(host) && port >= 1 && port <= 65535;
    return isJump ? { user, host, port } : undefined;
}

;// CONCATENATED MODULE: ./inputs/cluster-fields.js


// The `error` of every schema says what is accepted: yaml-fields.ts puts what was given before it.
/** A whole number within limits. */
function wholeNumber(from, to, unit = 'a whole number') {
    const error = `${unit} from ${from} to ${to}`;
    return schemas/* int */.Whr({ error }).min(from, { error }).max(to, { error });
}
/** A text of this form. */
function textLike(pattern, error) {
    return schemas/* string */.YjP({ error }).regex(pattern, { error });
}
const fieldsError = { error: 'a mapping of fields' };
const trueOrFalse = schemas/* boolean */.zMY({ error: 'true or false' });
/** One text, or a list of texts to try in this order. */
function oneOrMore(item, error) {
    return schemas/* union */.KCZ([item, schemas/* array */.YOg(item, { error }).min(1, { error })], { error });
}
const nameError = 'a text of 1 to 128 printable characters';
const cluster_fields_name = textLike(/^[^\x00-\x1f\x7f-\x9f]{1,128}$/u, nameError).describe('Name of the cluster');
const command = textLike(/\S/, 'a shell command');
const commandsError = 'a list of shell commands';
const setupCmds = schemas/* array */.YOg(command, { error: commandsError })
    .optional()
    .describe('Commands that prepare every host, run in order; they must stand being run twice');
const addressError = 'a host name or an IP address, without user and port';
const address = schemas/* string */.YjP({ error: addressError }).refine(isAddress, { error: addressError });
const hostError = `${addressError}, or a list of two: [public, private]`;
const host = schemas/* union */.KCZ([address, schemas/* tuple */.PVZ([address, address], { error: hostError })], { error: hostError })
    .describe('Address, or [public, private]');
const user = textLike(userPattern, 'a login name');
const key = textLike(/^[^\x00-\x1f\x7f-\x9f]+$/u, 'the path of a private key').describe('Path of the private key that opens every host, relative to this file');
/** What is said of hosts that are reached over SSH, whoever made them. */
const reach = {
    use_public: trueOrFalse
        .optional()
        .describe('Whether the public addresses are used from outside (true)'),
    ssh_port: wholeNumber(1, 65535, 'a port').optional().describe('Port of sshd (22)'),
    ssh_jump: schemas/* string */.YjP({ error: 'user@host or user@host:port' })
        .refine((text) => parseJump(text) !== undefined, { error: 'user@host or user@host:port' })
        .optional()
        .describe('user@host[:port] to go through'),
};
const sshShape = schemas/* strictObject */.rej({
    name: cluster_fields_name,
    orchestrator_ip: host.describe('The orchestrator: address, or [public, private]'),
    factories_ips: schemas/* array */.YOg(host, { error: 'a list of addresses' })
        .max(1000, { error: 'a list of at most 1000 addresses' })
        .describe('The factories: addresses, or pairs [public, private]'),
    key: key.optional(),
    username: user.describe('Login name on every host'),
    ...reach,
    setup_cmds: setupCmds,
}, fieldsError)
    .describe('!SSHCluster: hosts that are there; nothing is created or terminated');
/** flambe/cluster/ssh.py, and ours: ssh_port, ssh_jump. */
const sshFields = together(sshShape, (fields, report) => {
    const { orchestrator_ip, factories_ips } = fields;
    const factories = Array.isArray(factories_ips) ? factories_ips : [];
    const hosts = [
        { path: ['orchestrator_ip'], field: orchestrator_ip },
        ...factories.map((field, i) => ({ path: ['factories_ips', i], field })),
    ];
    const seen = new Set();
    for (const { path, field } of hosts) {
        const identities = addressesOf(field);
        if (identities.some((identity) => seen.has(identity))) {
            report(path, 'This address was given before: every host of a cluster is another machine.');
        }
        for (const identity of identities)
            seen.add(identity);
    }
});
function addressesOf(field) {
    const texts = (Array.isArray(field) ? field : [field]).filter((text) => typeof text === 'string');
    return texts.filter(isAddress).map(addressIdentity);
}
const localFields = schemas/* strictObject */.rej({
    name: cluster_fields_name.optional(),
    factories_num: wholeNumber(0, 16).optional().describe('Number of factories (2)'),
    setup_cmds: setupCmds,
}, fieldsError)
    .describe('!LocalCluster: nodes on this machine, without any cloud');
const common = { name: cluster_fields_name, key, user, reach, setupCmds };
/** Adds what several fields must fulfil together; looked at even where one of them is wrong. */
function together(schema, check) {
    return schema.superRefine((fields, { addIssue }) => {
        const report = (path, message) => addIssue({ code: 'custom', path: [...path], message, params: { sentence: true } });
        check(fields, report);
    }, { when: ({ value }) => typeof value === 'object' && value !== null });
}

;// CONCATENATED MODULE: ./inputs/aws-fields.js


const instanceType = textLike(/^[a-z][\w-]*\.[\w-]+$/, 'an instance type like `m6i.large`');
const subnet = textLike(/^subnet-\w+$/, 'a subnet id, `subnet-…`');
const amiPattern = /^(ami-\w+|ssm:\/[\w./-]+|ubuntu-\d\d\.\d\d)$/;
const amiError = '`ami-…`, `ssm:/path/of/a/parameter` or `ubuntu-24.04`';
const ami = textLike(amiPattern, amiError).optional();
const oneWord = (what) => textLike(/^[^\s\x00-\x1f\x7f-\x9f]{1,255}$/u, what);
const timeoutError = 'hours (a whole number), 0 for at once when idle, or -1 for never';
const timeout = schemas/* int */.Whr({ error: timeoutError })
    .min(-1, { error: timeoutError })
    .max(24 * 365, { error: timeoutError })
    .optional();
const tagError = 'a text of at most 256 characters';
const tagsError = 'a mapping of tag names to texts';
const awsShape = schemas/* strictObject */.rej({
    name: common.name,
    factories_num: wholeNumber(0, 1000).describe('Number of factories'),
    factories_type: oneOrMore(instanceType, 'an instance type or a list of them').describe('Instance type of the factories, or several to try in this order'),
    orchestrator_type: instanceType.describe('Instance type of the orchestrator'),
    subnet_id: oneOrMore(subnet, 'a subnet id or a list of them').describe('Subnet, or several to try in this order'),
    security_group: textLike(/^(sg-\w+|runner)$/, 'a security group id, `sg-…`, or `runner`').describe('Security group; runner: one made for the run, open to the address of the runner alone'),
    creator: textLike(/^[^\x00-\x1f\x7f-\x9f]{1,256}$/u, 'a text that says whose machines they are').describe('Tag that says whose machines they are'),
    key_name: textLike(/^[^\x00-\x1f\x7f-\x9f]{1,255}$/u, 'the name of an EC2 key pair')
        .optional()
        .describe('EC2 key pair; with neither this nor a key, one is made for the run'),
    key: common.key.optional(),
    region_name: textLike(/^[a-z]{2}(-[a-z]+)+-\d+$/, 'a region like `eu-central-1`')
        .optional()
        .describe('Region of the cluster'),
    username: common.user.optional().describe('Login name on every instance (ubuntu)'),
    tags: schemas/* record */.g1P(schemas/* string */.YjP(), textLike(/^[^\x00-\x1f\x7f-\x9f]{0,256}$/u, tagError), {
        error: tagsError,
    })
        .optional()
        .describe('Tags of all that is created'),
    orchestrator_ami: ami.describe('Image of the orchestrator: ami-…, ssm:/path or ubuntu-24.04'),
    factory_ami: ami.describe('Image of the factories: ami-…, ssm:/path or ubuntu-24.04'),
    dedicated: trueOrFalse.optional().describe('Dedicated tenancy (false)'),
    orchestrator_timeout: timeout.describe('Hours of idleness before termination (-1: never)'),
    factories_timeout: timeout.describe('Hours of idleness before termination (1)'),
    volume_size: wholeNumber(1, 16384, 'GB, a whole number').optional().describe('GB (100)'),
    volume_type: schemas/* enum */.k5n(['gp2', 'gp3', 'io1'], { error: '`gp3`, `gp2` or `io1`' })
        .optional()
        .describe('EBS volume type (gp3)'),
    spot: schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* literal */.euz('prefer')], { error: 'true, false or `prefer`' })
        .optional()
        .describe('Spot instances as factories; prefer: on demand where there are none (false)'),
    min_factories: wholeNumber(0, 1000)
        .optional()
        .describe('Start with this many factories at least (factories_num)'),
    instance_profile: oneWord('the name or ARN of an IAM instance profile')
        .optional()
        .describe('IAM instance profile of the instances'),
    ...common.reach,
    setup_cmds: common.setupCmds,
}, fieldsError)
    .describe('!AWSCluster: EC2 instances made for the run and terminated after it');
/** Tags that are written by flambé or by us, or belong to AWS. */
const reservedTag = /^(creator|name|aws:.*|flambe-action:.*)$/i;
/** flambe/cluster/aws.py (`AWSCluster.parse` for what it refuses), and ours. */
const awsFields = together(awsShape, (fields, report) => {
    const { orchestrator_timeout: orchestrator = -1, factories_timeout: factories = 1 } = fields;
    if (typeof orchestrator === 'number' && typeof factories === 'number') {
        const outlive = orchestrator > -1 && (factories === -1 || factories > orchestrator);
        const field = 'factories_timeout' in fields ? 'factories_timeout' : 'orchestrator_timeout';
        const shown = `factories_timeout ${factories}, orchestrator_timeout ${orchestrator}`;
        if (outlive)
            report([field], `The factories would outlive the orchestrator (${shown}).`);
    }
    for (const tag of Object.keys(fields.tags ?? {}).filter((tag) => reservedTag.test(tag))) {
        report(['tags', tag], 'This tag is written by the run itself and cannot be given.');
    }
    const { factories_num: most, min_factories: least } = fields;
    if (typeof most === 'number' && typeof least === 'number' && least > most) {
        report(['min_factories'], `It is more than factories_num, ${most}.`);
    }
});

;// CONCATENATED MODULE: ./inputs/build-cluster.js


// From checked fields, named as the file names them, to what the rest of the program knows.
function localCluster(fields) {
    const { name, factoriesNum } = embeddedCluster;
    return {
        kind: 'local',
        name: fields.name ?? name,
        factoriesNum: fields.factories_num ?? factoriesNum,
        setupCmds: fields.setup_cmds ?? [],
    };
}
function sshCluster(fields, pathOf) {
    return {
        kind: 'ssh',
        name: fields.name,
        orchestrator: hostAddress(fields.orchestrator_ip),
        factories: fields.factories_ips.map(hostAddress),
        key: fields.key && pathOf(fields.key),
        user: fields.username,
        ...build_cluster_reach(fields),
        setupCmds: fields.setup_cmds ?? [],
    };
}
function awsCluster(fields, pathOf) {
    return {
        kind: 'aws',
        name: fields.name,
        factoriesNum: fields.factories_num,
        minFactories: fields.min_factories ?? fields.factories_num,
        factoriesTypes: list(fields.factories_type),
        orchestratorType: fields.orchestrator_type,
        subnetIds: list(fields.subnet_id),
        securityGroup: fields.security_group,
        creator: fields.creator,
        keyName: fields.key_name,
        key: fields.key && pathOf(fields.key),
        region: fields.region_name,
        user: fields.username ?? 'ubuntu',
        tags: new Map(Object.entries(fields.tags ?? {})),
        orchestratorAmi: fields.orchestrator_ami,
        factoryAmi: fields.factory_ami,
        dedicated: fields.dedicated ?? false,
        orchestratorTimeout: fields.orchestrator_timeout ?? -1,
        factoriesTimeout: fields.factories_timeout ?? 1,
        volumeSize: fields.volume_size ?? 100,
        volumeType: fields.volume_type ?? 'gp3',
        spot: fields.spot ?? false,
        instanceProfile: fields.instance_profile,
        ...build_cluster_reach(fields),
        setupCmds: fields.setup_cmds ?? [],
    };
}
function build_cluster_reach({ use_public, ssh_port, ssh_jump }) {
    return {
        usePublic: use_public ?? true,
        port: ssh_port ?? 22,
        jump: ssh_jump === undefined ? undefined : parseJump(ssh_jump),
    };
}
function hostAddress(field) {
    const [outside, inside] = typeof field === 'string' ? [field, field] : field;
    return { public: outside, private: inside };
}
function list(field) {
    const [first = '', ...others] = typeof field === 'string' ? [field] : field;
    return [first, ...others];
}

// EXTERNAL MODULE: ./inputs/user-file.js
var user_file = __webpack_require__(25196);
// EXTERNAL MODULE: ./inputs/shown.js
var shown = __webpack_require__(90157);
;// CONCATENATED MODULE: ./inputs/yaml-values.js

const standardTag = /^(!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null|seq|map)>?$/;
/**
 * The plain value of a node as flambé's ruamel.yaml reads it (YAML 1.2: `yes` is a text). Empty
 * fields of a mapping are left out, as not given; tags that mean nothing there are problems.
 */
function plainValue(file, root) {
    const problems = [];
    return { value: toPlain(root, ''), problems };
    function toPlain(alias, field) {
        const node = file.content(alias);
        const isRoot = node === file.content(root);
        if (node.tagged && !isRoot && !standardTag.test(node.tag)) {
            const message = `The tag \`${node.tag}\` means nothing here.`;
            problems.push({ ...file.place(alias), field, message, fix: 'Leave it out.' });
        }
        if (node.kind === 'scalar')
            return scalarValue(node, isRoot);
        if (node.kind === 'sequence') {
            return node.items.map((item, i) => toPlain(item, `${field}[${i}]`));
        }
        return Object.fromEntries(node.items
            .map(({ key, value }) => {
            const name = keyName(file, key);
            return [name, toPlain(value, isRoot ? name : `${field}.${name}`)];
        })
            .filter(([, value]) => value !== null));
    }
}
/** The name of a field; a key that is no scalar is none. */
function keyName(file, key) {
    const node = file.content(key);
    return node.kind === 'scalar' ? node.value : '?';
}
/** Whether a value is null, as a field that is not given. */
function isEmpty(file, value) {
    const node = file.content(value);
    return node.kind === 'scalar' && scalarValue(node, false) === null;
}
function scalarValue({ value, style, tagged, tag }, isRoot) {
    const text = tagged && !isRoot ? /str>?$/.test(tag) : style !== js_yaml/* SCALAR_STYLE */.jK.PLAIN;
    if (text)
        return value;
    const number = /^[-+]?\d[\d_]*$/.test(value) ? value.replaceAll('_', '') : value;
    for (const { resolve } of [js_yaml/* nullCoreTag */.DX, js_yaml/* boolCoreTag */.G7, js_yaml/* intCoreTag */.Z7, js_yaml/* floatCoreTag */.ok]) {
        const resolved = resolve(number, false, '');
        if (resolved !== js_yaml/* NOT_RESOLVED */.Hg)
            return resolved;
    }
    return value;
}

;// CONCATENATED MODULE: ./inputs/yaml-fields.js





/**
 * Checks the fields of a mapping against a schema whose errors say what is accepted.
 *
 * @throws UserError with every problem: its place, what was given and what is accepted
 */
function checkFields(schema, { file, root, title }) {
    const { value, problems } = plainValue(file, root);
    const result = schema.safeParse(value ?? {});
    if (result.success && problems.length === 0)
        return result.data;
    const issues = result.error?.issues.slice(0, mostProblems) ?? [];
    const names = 'shape' in schema ? Object.keys(schema.shape) : [];
    const misspelt = new Set();
    const unknown = issues.flatMap((issue) => issue.code === 'unrecognized_keys' ? issue.keys.slice(0, mostProblems).map(unknownField) : []);
    const wrong = issues.filter(({ code, path }) => {
        return code !== 'unrecognized_keys' && !(path.length === 1 && misspelt.has(String(path[0])));
    });
    const tagged = new Set(problems.map(({ field }) => field));
    const others = wrong.map(wrongValue).filter(({ field }) => !tagged.has(field));
    throw new problem/* UserError */.yo([...problems, ...unknown, ...others].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
    function unknownField(name) {
        const nearest = (0,nearest_name/* nearestName */.q)(name, names);
        if (nearest !== undefined)
            misspelt.add(nearest);
        return {
            ...file.place(childOf(file, root, name)?.key ?? root),
            field: fieldName([name]),
            message: `${title} has no such field.`,
            fix: nearest ? `Did you mean \`${nearest}\`?` : `Its fields are ${names.join(', ')}.`,
        };
    }
    function wrongValue(issue) {
        const node = nodeAt(file, root, issue.path);
        const problem = { ...file.place(node ?? root), field: fieldName(issue.path) || title };
        if (issue.code === 'custom' && issue.params?.sentence === true) {
            return { ...problem, message: issue.message };
        }
        if (node === undefined || isEmpty(file, node)) {
            return { ...problem, message: `It is missing; accepted is ${issue.message}.` };
        }
        const message = `${given(file, node)} was given; accepted is ${issue.message}.`;
        return { ...problem, message, ...hint(issue, plainValue(file, node).value) };
    }
}
function nodeAt(file, root, path) {
    let node = root;
    for (const part of path)
        node = node && childOf(file, node, part)?.value;
    return node;
}
function childOf(file, parent, part) {
    const node = file.content(parent);
    if (node.kind === 'sequence')
        return { key: undefined, value: node.items[Number(part)] };
    if (node.kind !== 'mapping')
        return undefined;
    return node.items.find(({ key }) => keyName(file, key) === part);
}
/** `factories_ips[2]`, `tags.project`. */
function fieldName(path) {
    return path
        .map((part, i) => {
        if (typeof part === 'number')
            return `[${part}]`;
        return `${i > 0 ? '.' : ''}${String(part).replaceAll(/\p{Cc}/gu, '?')}`;
    })
        .join('')
        .slice(0, 100);
}
function given(file, alias) {
    const node = file.content(alias);
    if (node.kind === 'mapping')
        return 'A mapping';
    if (node.kind === 'sequence')
        return 'A list';
    return (0,shown/* shown */.S)(node.value);
}
function hint(issue, value) {
    if (typeof value === 'string' && /^(y|yes|on|n|no|off)$/i.test(value)) {
        return { fix: `In YAML 1.2, which flambé reads, \`${value}\` is a text: write true or false.` };
    }
    if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object') {
        return { fix: 'Put it in quotes.' };
    }
    return {};
}

;// CONCATENATED MODULE: ./inputs/read-cluster-file.js











const tags = ['!SSHCluster', '!AWSCluster', '!LocalCluster'];
/**
 * Reads a cluster file: everything that flambé takes, and ours.
 *
 * @param path as the user wrote it
 * @throws UserError with every problem of the file
 */
function readClusterFile(bytes, path, context) {
    const file = parseYaml(bytes, path);
    const root = rootOf(file);
    return { cluster: read(file, root, context), keyPlace: placeOfField(file, root, 'key') };
}
/** flambé takes an extensions header here, too (its own classes of clusters; not ours). */
function rootOf(file) {
    const { documents, path } = file;
    const root = documents.at(-1)?.contents;
    if (!root)
        throw new problem/* UserError */.yo({ file: path, message: 'It is empty.' });
    if (documents.length > 2) {
        const message = `It has ${documents.length} YAML documents; a cluster file has one.`;
        throw new problem/* UserError */.yo({ ...file.place(root), message });
    }
    return root;
}
function read(file, root, context) {
    const { tagged, tag } = file.content(root);
    const where = { file, root, title: tag };
    const pathOf = (key) => keyPath(key, file.path, context);
    switch (tagged && tag) {
        case '!LocalCluster':
            return localCluster(checkFields(localFields, where));
        case '!SSHCluster':
            return sshCluster(checkFields(sshFields, where), pathOf);
        case '!AWSCluster':
            return awsCluster(checkFields(awsFields, where), pathOf);
        default:
            throw new problem/* UserError */.yo({
                ...file.place(root),
                field: tagged ? tag : 'cluster',
                message: `${tagged ? 'No such kind of cluster' : 'Its root has no tag'}; accepted are ${tags.join(', ')}.`,
                fix: (tagged && (0,nearest_name/* didYouMean */.a)(tag, tags)) || `Begin the file with \`${tags[0]}\`.`,
            });
    }
}
/** Relative to the cluster file; flambé takes it relative to the working folder, and that holds, too. */
function keyPath(key, clusterFile, context) {
    const besideFile = { ...context, cwd: (0,external_node_path_.dirname)((0,user_file/* absolutePath */.Hi)(clusterFile, context)) };
    const paths = [(0,user_file/* absolutePath */.Hi)(key, besideFile), (0,user_file/* absolutePath */.Hi)(key, context)];
    return paths.find((path) => (0,external_node_fs_.existsSync)(path)) ?? paths[0];
}
function placeOfField(file, root, name) {
    const node = file.content(root);
    if (node.kind !== 'mapping')
        return undefined;
    const pair = node.items.find(({ key }) => keyName(file, key) === name);
    return pair && file.place(pair.value);
}

;// CONCATENATED MODULE: ./inputs/read-hosts.js










/** The cluster, its key and its known hosts; undefined if that is not all well. */
function readHosts(raw, context, findings) {
    const read = findings.attempt(() => readCluster(raw, context));
    const knownHosts = findings.attempt(() => readKnownHosts(raw, context));
    const given = findings.attempt(() => readGivenKey(raw, context));
    const privateKey = given ?? (read && findings.attempt(() => readNamedKey(read, raw, context)));
    if (!read || !knownHosts)
        return undefined;
    return { cluster: read.cluster, privateKey, knownHosts };
}
function readCluster(raw, context) {
    const path = raw.values.get('cluster');
    if (path === undefined)
        return { cluster: embeddedCluster, keyPlace: undefined };
    const bytes = (0,user_file/* readUserFile */.E1)({ path, field: (0,raw_inputs/* spelled */.uQ)(raw, 'cluster') }, yamlLimit, context);
    const read = readClusterFile(bytes, path, context);
    if (read.cluster.kind !== 'aws')
        return read;
    throw new problem/* UserError */.yo({
        file: path,
        field: '!AWSCluster',
        message: 'The file is fine, but this version cannot start an !AWSCluster yet.',
        fix: 'Use an !SSHCluster or a !LocalCluster.',
    });
}
function readKnownHosts(raw, context) {
    const given = (0,given_text/* givenText */.x)(raw, 'ssh-known-hosts', yamlLimit, context);
    if (!given)
        return { kind: 'file', path: (0,external_node_path_.join)(context.home, '.ssh/known_hosts') };
    const origin = given.file ? { file: given.origin } : { field: given.origin };
    const problems = knownHostsProblems(given.text, origin);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return { kind: 'text', text: given.text };
}
function readGivenKey(raw, context) {
    const given = (0,given_text/* givenText */.x)(raw, 'ssh-private-key', private_key/* keyLimit */.l, context);
    return (given &&
        (0,private_key/* readPrivateKey */.$)(given.text, { ...given, place: { field: (0,raw_inputs/* spelled */.uQ)(raw, 'ssh-private-key') } }));
}
function readNamedKey({ cluster, keyPlace }, raw, context) {
    if (cluster.kind !== 'ssh' || raw.values.has('ssh-private-key'))
        return undefined;
    const { key } = cluster;
    if (key === undefined) {
        throw new problem/* UserError */.yo({
            field: (0,raw_inputs/* spelled */.uQ)(raw, 'ssh-private-key'),
            message: 'A private key is wanted for an !SSHCluster, and none was given.',
            fix: 'Give it here, or its path as `key` in the cluster file.',
        });
    }
    const place = { ...keyPlace, field: 'key' };
    try {
        const text = (0,user_file/* readUserFile */.E1)({ path: key, field: 'key' }, private_key/* keyLimit */.l, context).toString('utf8');
        return (0,private_key/* readPrivateKey */.$)(text, {
            origin: `key of ${raw.values.get('cluster')}`,
            place,
            file: key,
        });
    }
    catch (error) {
        if (!(error instanceof problem/* UserError */.yo))
            throw error;
        throw new problem/* UserError */.yo(error.problems.map((problem) => ({ ...problem, ...place })), undefined, { cause: error });
    }
}

;// CONCATENATED MODULE: ./secrets/interpolate.js
/** As Python: `configparser.MAX_INTERPOLATION_DEPTH`. */
const interpolate_deepest = 10;
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
        if (depth > interpolate_deepest)
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

// EXTERNAL MODULE: ./secrets/python-text.js
var python_text = __webpack_require__(33600);
// EXTERNAL MODULE: ./secrets/spell.js
var spell = __webpack_require__(24816);
;// CONCATENATED MODULE: ./secrets/parse-ini.js


/** What holds any value that INI text cannot be trusted with. */
const wayOut = `give the secrets as YAML or JSON: \`key: \${{ toJSON(secrets.NAME) }}\` below \`SECTION:\``;
/**
 * Splits INI text into sections and options as Python's `configparser.ConfigParser()` does
 * (Lib/configparser.py, `_read`), `[DEFAULT]` among them; keys are in lower case.
 *
 * @returns what could be read, with every reason for which Python would read nothing
 */
function parseIni(text) {
    const sections = new Map();
    const problems = [];
    const noOptions = [];
    let section;
    let option;
    let indent = 0;
    for (const [index, written] of (0,python_text/* linesOf */.Dx)(text).entries()) {
        const line = index + 1;
        const content = (0,python_text/* strip */.bB)(written);
        if (/^[#;]/.test(content))
            continue;
        if (content === '')
            option?.lines.push('');
        else if (option && (0,python_text/* indentation */.Mh)(written) > indent)
            option.lines.push(content);
        else {
            indent = (0,python_text/* indentation */.Mh)(written);
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
    return { sections: parse_ini_closed(sections), problems };
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
                field: (0,spell/* spell */.l)(name),
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
        const key = (0,python_text/* strip */.bB)(content.slice(0, delimiter)).toLowerCase();
        const value = (0,python_text/* strip */.bB)(content.slice(delimiter + 1));
        const first = options.get(key);
        option = key === '' ? undefined : { line, lines: [value] };
        if (first) {
            problems.push({
                line,
                field: (0,spell/* spell */.l)(name, key, value),
                message: `The key is in its section twice, first in line ${first.line} (case does not count).`,
                fix: 'Leave one of them.',
            });
        }
        else if (option)
            options.set(key, option);
    }
}
const noHeader = 'This line is above the first section header.';
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
function parse_ini_closed(sections) {
    return new Map([...sections].map(([name, { options }]) => [
        name,
        new Map([...options].map(([key, { line, lines }]) => [key, { line, value: joined(lines) }])),
    ]));
}
/** Each line is stripped already, so that all there is to take off the end is empty lines. */
function joined(lines) {
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1).join('\n');
}

;// CONCATENATED MODULE: ./secrets/check-ini.js



/**
 * Reads INI text as every Python from 3.6 on does with `configparser.ConfigParser()`. A problem is
 * what makes `read` raise, or `get` of any value of any section. A value of `[DEFAULT]` may refer to
 * keys that only sections have: it is read there, unless no section inherits it.
 */
function checkIni(text) {
    const { sections: parsed, problems } = parseIni(text.replace(/^\ufeff/, ''));
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
    problems.push(...faulty.values());
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
const doublePercent = `Write \`%%\` for each \`%\`, or ${wayOut}.`;
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
;// CONCATENATED MODULE: ./inputs/secrets-input.js



/**
 * Secrets from INI text, which is kept byte for byte, or from sections of keys in YAML or JSON.
 * No problem ever shows a value: messages of parsers quote the text, so theirs are not used.
 */
function readSecrets(text, { origin, allow }) {
    if (/^\s*(\[[^\]"{]+\]\s*$|[#;])/m.test(text) && !/^\s*[{]/.test(text))
        return fromIni(text, origin);
    let value;
    try {
        value = (0,js_yaml/* load */.Hh)(text);
    }
    catch {
        return fail({ field: origin, message: 'The secrets are neither INI nor YAML nor JSON.' });
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return fromIni(text, origin);
    const entries = Object.entries(value);
    const flat = entries.length > 0 && entries.every(([, one]) => typeof one === 'string');
    return flat
        ? fromFlat(entries, origin, allow)
        : fromSections(entries, origin);
}
function fail(...problems) {
    return { problems, warnings: [] };
}
function fromIni(text, origin) {
    const { sections, raw, problems } = checkIni(text);
    if (problems.length > 0) {
        return fail(...problems.map((one) => ({ ...one, field: [origin, one.field].filter(Boolean).join(' ') })));
    }
    return { secrets: { ini: Buffer.from(text), sections, raw }, problems: [], warnings: [] };
}
function fromSections(entries, origin) {
    const problems = [];
    const sections = new Map();
    for (const [section, keys] of entries) {
        if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
            problems.push({ field: `${origin} ${section}`, message: 'A section is a mapping of keys.' });
            continue;
        }
        const values = new Map();
        for (const [key, value] of Object.entries(keys)) {
            if (typeof value === 'string')
                values.set(key, value);
            else {
                problems.push({
                    field: `${origin} ${section}.${key}`,
                    message: 'A value is text.',
                    fix: 'Put it in quotes, so that it arrives as it is written.',
                });
            }
        }
        sections.set(section, values);
    }
    return problems.length > 0 ? fail(...problems) : encoded(sections, origin, []);
}
function fromFlat(entries, origin, allow) {
    if (allow.length === 0) {
        return fail({
            field: origin,
            message: 'Flat JSON, as from `toJSON(secrets)`, would send every secret of the repository.',
            fix: 'Name the ones to send in `secrets-allow`, or give sections of keys.',
        });
    }
    const matches = (pattern, name) => new RegExp(`^${pattern.split('').map(globCharacter).join('')}$`).test(name);
    const names = entries.filter(([name]) => name.toLowerCase() !== 'github_token');
    const warnings = allow
        .filter((pattern) => !names.some(([name]) => matches(pattern, name)))
        .map((pattern) => ({ field: 'secrets-allow', message: `\`${pattern}\` matches no secret.` }));
    const taken = names.filter(([name]) => allow.some((pattern) => matches(pattern, name)));
    const problems = taken
        .filter(([name]) => !/^.+?__.+$/.test(name))
        .map(([name]) => ({ field: `${origin} ${name}`, message: 'The name is not SECTION__KEY.' }));
    if (taken.length === 0)
        problems.push({ field: 'secrets-allow', message: 'Nothing matches any secret.' });
    if (problems.length > 0)
        return fail(...problems);
    const sections = new Map();
    for (const [name, value] of taken) {
        const [section = '', key = ''] = name.split(/__(.*)/s);
        const keys = sections.get(section) ?? new Map();
        sections.set(section, keys.set(key, value));
    }
    return encoded(sections, origin, warnings);
}
function globCharacter(character) {
    if (character === '*')
        return '.*';
    if (character === '?')
        return '.';
    return character.replace(/[\\^$.|+()[\]{}]/, '\\$&');
}
function encoded(sections, origin, warnings) {
    const { text, problems } = (0,encode_ini/* encodeIni */.p)(sections);
    if (problems.length > 0) {
        return fail(...problems.map((one) => ({ ...one, field: `${origin} ${one.field}` })));
    }
    const read = new Map([...sections].map(([name, keys]) => [
        name,
        new Map([...keys].map(([k, v]) => [k.toLowerCase(), v])),
    ]));
    return { secrets: { ini: Buffer.from(text), sections: read, raw: read }, problems: [], warnings };
}

;// CONCATENATED MODULE: ./inputs/read-secrets-input.js






/**
 * The secrets of a run: the action's text, or the file that the command line names, or flambé's own
 * `~/.flambe/secrets.ini` if it is there.
 */
function readSecretsInput(raw, context, findings) {
    const given = (0,given_text/* givenText */.x)(withDefault(raw, context), 'secrets', yamlLimit, context);
    if (given === undefined)
        return { secrets: undefined, secretsFile: undefined };
    const allow = (raw.values.get('secrets-allow') ?? '').split(/[\s,]+/).filter((name) => name);
    const { secrets, problems, warnings } = readSecrets(given.text, { origin: given.origin, allow });
    findings.warnings.push(...warnings);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return { secrets, secretsFile: given.file };
}
function withDefault(raw, { home }) {
    const file = (0,external_node_path_.join)(home, '.flambe/secrets.ini');
    if (raw.form === 'action' || raw.values.has('secrets') || !(0,external_node_fs_.existsSync)(file))
        return raw;
    return { ...raw, values: new Map([...raw.values, ['secrets', file]]) };
}

;// CONCATENATED MODULE: ./inputs/results-inputs.js




/**
 * Absolute path where results are put: a folder of their own, since it is never carried to a node.
 *
 * @throws UserError if the workspace, the workdir or `.git` would be in it, or it in `.git`
 */
function readResultsPath(text, { field, workdir }, context) {
    const path = (0,user_file/* absolutePath */.Hi)(text, context);
    const refuse = (message) => new problem/* UserError */.yo({ field, message });
    const held = [context.cwd, workdir].find((folder) => isWithin(folder, path));
    if (held !== undefined) {
        const fix = 'Accepted is a folder for results alone.';
        throw new problem/* UserError */.yo({ field, message: `${(0,shown/* shown */.S)(text)} holds all of ${held}.`, fix });
    }
    if (path.split(external_node_path_.sep).includes('.git'))
        throw refuse(`${(0,shown/* shown */.S)(text)} is in \`.git\`.`);
    if ((0,user_file/* kindOf */.I)(path) === 'file')
        throw refuse(`${(0,shown/* shown */.S)(text)} is there and is no folder.`);
    return path;
}
/** Paths and globs on the orchestrator, a line each. */
function readResults(text) {
    return text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
/**
 * Name of a workflow artifact, as @actions/artifact takes it.
 *
 * @throws UserError if it has a character that artifacts may not have
 */
function readArtifactName(text, field) {
    const name = text.trim();
    if (!/[":<>|*?\\/\p{Cc}]/u.test(name))
        return name;
    const message = `${(0,shown/* shown */.S)(name)} was given; accepted is a name without " : < > | * ? \\ / and line breaks.`;
    throw new problem/* UserError */.yo({ field, message });
}
function isWithin(path, folder) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`));
}

;// CONCATENATED MODULE: ./inputs/extensions.js
/** What an entry of an extensions header must be, as flambé takes it (flambe/compile/extensions.py). */
const extensionForms = 'a local path, `https://github.com/user/repo[/tree/branch[/path]]` (GitHub or Bitbucket), ' +
    '`ssh://git@host:user/repo.git`, or a PyPI requirement like `py-extensions==1.0`';
const version = String.raw `\s*(?:~=|===?|!=|<=?|>=?)\s*[\w.*+!-]+\s*`;
const requirement = new RegExp(String.raw `^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?\s*(?:\[[\w.,\s-]*\])?` +
    String.raw `(?:${version}(?:,${version})*|\s*@\s*\S+)?$`);
const sshUrl = /^ssh:\/\/[\w.-]+@[\w.-]+[:/][^\s:]+$/;
/** Whether the name can be that of a Python module at top level. */
function isModuleName(name) {
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
/** Why this is no extension; undefined if it has the form of one. Never shows a URL's credentials. */
function extensionFault(value) {
    if (/[\p{Cc}]/u.test(value) || value.trim() !== value || value === '') {
        return 'It is empty, or has spaces or line breaks around it';
    }
    if (/^[\w.-]+@[\w.-]+:\S+$/.test(value))
        return 'A git address over SSH begins with `ssh://`';
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value)?.[1]?.toLowerCase();
    if (scheme === 'https')
        return httpsFault(value);
    if (scheme === 'ssh')
        return sshUrl.test(value) ? undefined : 'It is no git address over SSH';
    if (scheme !== undefined)
        return `flambé takes no \`${scheme}:\` addresses`;
    const isPath = /^[./~]|\//.test(value);
    return isPath || requirement.test(value) ? undefined : 'It is neither a path nor a requirement';
}
function httpsFault(value) {
    if (!URL.canParse(value))
        return 'It is no URL';
    const { hostname, pathname } = new URL(value);
    if (!/(^|[.-])(github|bitbucket)[.-]/.test(hostname)) {
        return `Over https flambé takes GitHub and Bitbucket only, not ${hostname}`;
    }
    const [user, repository, kind, ...rest] = pathname.split('/').filter((part) => part !== '');
    if (user === undefined || repository === undefined)
        return 'The URL names no repository';
    if (kind === undefined)
        return undefined;
    const marker = hostname.includes('bitbucket') ? ['src'] : ['tree'];
    if (!marker.includes(kind))
        return `After the repository only \`/${marker[0]}/branch\` may follow`;
    return rest.length > 0 ? undefined : `The branch is missing after \`/${kind}\``;
}

;// CONCATENATED MODULE: ./inputs/runnable.js



/**
 * Reads a runnable file as far as it concerns us: its extensions header, its root tag, and the name
 * and pipeline of an `!Experiment`. All other tags and fields are flambé's business.
 *
 * @param path as the user wrote it
 * @throws UserError with every problem of the file
 */
function readRunnable(bytes, path) {
    const file = parseYaml(bytes, path);
    const problems = [];
    const { documents } = file;
    if (documents.length > 2) {
        const message = `It has ${documents.length} YAML documents: flambé takes the runnable, and the extensions before it.`;
        problems.push({ ...placeOf(file, documents[2]), message });
    }
    const header = documents.length > 1 ? documents[0] : undefined;
    const extensions = header ? readHeader(file, header, problems) : new Map();
    const root = readRoot(file, documents[header ? 1 : 0], problems);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return { ...root, extensions };
}
function readHeader(file, header, problems) {
    const root = header.contents && file.content(header.contents);
    const extensions = new Map();
    if (root?.kind !== 'mapping' || root.tagged) {
        problems.push({
            ...placeOf(file, header),
            field: 'extensions',
            message: `The first of two documents lists extensions: \`module: value\`; it is ${describe(root)}.`,
            fix: 'Leave the first document out, or list extensions in it.',
        });
        return extensions;
    }
    for (const { key, value } of root.items) {
        const name = textOf(file, key);
        const source = textOf(file, value);
        const fault = extensionProblem(name, source);
        if (fault)
            problems.push({ ...file.place(fault.field === name ? value : key), ...fault });
        else if (name !== undefined && source !== undefined)
            extensions.set(name, source);
    }
    return extensions;
}
function extensionProblem(name, source) {
    if (name === undefined || !isModuleName(name)) {
        const field = 'extensions';
        const message = 'The name of an extension is that of a Python module at top level.';
        return { field, message, fix: 'Use letters, digits and underscores.' };
    }
    const fault = source === undefined ? 'It is no text' : extensionFault(source);
    return fault === undefined
        ? undefined
        : { field: name, message: `${fault}; accepted is ${extensionForms}.` };
}
function readRoot(file, document, problems) {
    const root = document?.contents && file.content(document.contents);
    const place = placeOf(file, document);
    if (root?.kind !== 'mapping' || !root.tagged) {
        problems.push({
            ...place,
            message: `A runnable is a mapping with a tag; this is ${describe(root)}.`,
            fix: 'Begin it with `!Experiment` or `!module.Class`.',
        });
        return { tag: '', name: undefined };
    }
    if (root.tag === '!Experiment')
        checkExperiment(file, root, problems);
    const name = fieldOf(file, root, 'name');
    return { tag: root.tag, name: name && textOf(file, name) };
}
/** flambe/experiment/experiment.py: the name's rule is `^([a-zA-Z0-9]+[_-]*)+$`, written without backtracking. */
function checkExperiment(file, root, problems) {
    const name = fieldOf(file, root, 'name');
    const text = name && textOf(file, name);
    if (text === undefined || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text)) {
        const given = name === undefined ? 'It is missing' : 'This is none';
        const accepted = 'letters, digits, `_` and `-`, beginning with a letter or a digit';
        const message = `${given}; accepted is a text of ${accepted}.`;
        problems.push({ ...file.place(name ?? root), field: 'name', message });
    }
    const pipeline = fieldOf(file, root, 'pipeline');
    const stages = pipeline && file.content(pipeline);
    if (stages?.kind !== 'mapping' || stages.items.length === 0) {
        const message = `A mapping with one stage at least is wanted; this is ${describe(stages)}.`;
        problems.push({ ...file.place(pipeline ?? root), field: 'pipeline', message });
    }
}
function fieldOf(file, root, name) {
    return root.items.find(({ key }) => textOf(file, key) === name)?.value;
}
/** The value of a scalar that is a text. */
function textOf(file, alias) {
    const node = file.content(alias);
    const isText = node.kind === 'scalar' && /(^!!|:)str$/.test(node.tag);
    return isText ? node.value : undefined;
}
function describe(node) {
    if (!node || (node.kind === 'scalar' && node.value === ''))
        return 'empty';
    const kind = { mapping: 'a mapping', sequence: 'a list', scalar: 'a single value' }[node.kind];
    return node.tagged ? `${kind} with the tag \`${node.tag}\`` : `${kind} without a tag`;
}
function placeOf(file, document) {
    return document?.contents ? file.place(document.contents) : { file: file.path, line: 1 };
}

;// CONCATENATED MODULE: ./inputs/read-inputs.js














const longestRun = 7 * 24 * 3600;
const policies = ['always', 'on-success', 'never'];
/**
 * Everything the user said, read once and checked; no other place reads an input or a file of it.
 *
 * @throws UserError with all problems of all inputs and files together
 */
function readInputs(raw, context) {
    const findings = new Findings();
    const check = (name, read, fallback) => findings.attempt(() => read(raw.values.get(name) ?? fallback, (0,raw_inputs/* spelled */.uQ)(raw, name)));
    const runnable = findings.attempt(() => runnableOf(raw, context));
    const hosts = readHosts(raw, context, findings);
    const secrets = findings.attempt(() => readSecretsInput(raw, context, findings));
    const run = findings.attempt(() => readCommand(raw.values.get('command'), (0,raw_inputs/* spelled */.uQ)(raw, 'command')));
    const workdir = check('workdir', (text, field) => folder(text, field, context), '.');
    const env = check('env', (text, field) => readJobEnv(text, field, findings), '');
    const maxRuntime = check('max-runtime', runtime, '5h');
    const results = check('results', readResults, '');
    const resultsPath = check('results-path', (text, field) => readResultsPath(text, { field, workdir: workdir ?? context.cwd }, context), 'flambe-results');
    const artifactName = check('artifact-name', readArtifactName, '');
    const teardown = check('teardown', policy, 'always');
    const read = { runnable, ...hosts, ...secrets, env, maxRuntime, results, resultsPath, teardown };
    if (findings.problems.length > 0)
        throw new problem/* UserError */.yo(findings.problems);
    findings.warnings.push(...(run?.warnings ?? []));
    const inputs = {
        ...read,
        command: run?.command,
        workdir,
        artifactName: artifactName || undefined,
    };
    // Without a problem every one of them was read.
    return { inputs: inputs, warnings: findings.warnings };
}
function runnableOf(raw, context) {
    const field = (0,raw_inputs/* spelled */.uQ)(raw, 'runnable');
    const path = raw.values.get('runnable');
    if (path === undefined) {
        throw new problem/* UserError */.yo({ field, message: 'It is missing; accepted is the path of a YAML file.' });
    }
    const bytes = (0,user_file/* readUserFile */.E1)({ path, field }, yamlLimit, context);
    const absolute = (0,user_file/* absolutePath */.Hi)(path, context);
    return { path, absolutePath: absolute, bytes, ...readRunnable(bytes, path) };
}
function folder(text, field, context) {
    const path = (0,user_file/* absolutePath */.Hi)(text, context);
    if ((0,user_file/* kindOf */.I)(path) === 'folder')
        return path;
    throw new problem/* UserError */.yo({ field, message: `${(0,shown/* shown */.S)(text)} is no folder on this machine.` });
}
function runtime(text, field) {
    const seconds = parseDuration(text);
    if (seconds !== undefined && seconds > 0 && seconds <= longestRun)
        return seconds;
    const message = `${(0,shown/* shown */.S)(text)} was given; accepted is a time like \`5h\`, \`90m\`, \`1h30m\` or \`45s\`, up to 7 days.`;
    const fix = /^\d+$/.test(text)
        ? `Say the unit: \`${text}s\`, \`${text}m\` or \`${text}h\`.`
        : undefined;
    throw new problem/* UserError */.yo({ field, message, ...(fix && { fix }) });
}
function policy(text, field) {
    const found = policies.find((name) => name === text);
    if (found)
        return found;
    const message = `${(0,shown/* shown */.S)(text)} was given; accepted is always, on-success or never.`;
    const fix = (0,nearest_name/* didYouMean */.a)(text, policies);
    throw new problem/* UserError */.yo({ field, message, ...(fix && { fix }) });
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
    return { cwd: process.cwd(), home: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() };
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

/***/ 42007:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ followJob)
/* harmony export */ });
/* unused harmony export jobStatus */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13087);
/* harmony import */ var _remote_connection__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85415);





/**
 * Shows the job's log from its first byte to its last through any number of lost connections.
 *
 * @throws UserError when the host is lost (75), or the job ended and nobody knows how
 */
async function followJob(machine, options) {
    const { runDir, signal, take } = options;
    const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "follow.sh", 'utf8');
    let offset = options.offset ?? 0;
    const onStdout = async (chunk) => {
        // Counted before it is shown: what was begun is never shown again.
        offset += chunk.length;
        await take(chunk);
    };
    for (;;) {
        const before = offset;
        // A connection that breaks is tried anew here, so that the offset is that of the last byte.
        await machine
            .attempt(script, { args: [runDir, String(offset)], onStdout, signal })
            .catch((error) => {
            if (!(error instanceof _remote_connection__WEBPACK_IMPORTED_MODULE_4__/* .ConnectionLost */ .p))
                throw error;
        });
        const status = await jobStatus(machine, runDir, signal);
        const complete = offset >= status.size;
        if (status.exit !== undefined && complete)
            return jobEnd(status.exit, machine);
        if (!status.alive && status.exit === undefined && offset === before && complete) {
            throw vanished(machine, status);
        }
        if (offset === before)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(200, undefined, { signal });
    }
}
async function jobStatus(machine, runDir, signal) {
    const script = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(__webpack_require__.ab + "status.sh", 'utf8');
    const { stdout } = await machine.run(script, { args: [runDir], signal });
    const value = (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(stdout)?.[1];
    return {
        size: Number(value('size')) || 0,
        alive: value('alive') === 'yes',
        exit: value('exit'),
        freeKiB: Number(value('free') ?? Number.NaN),
    };
}
function jobEnd(exit, machine) {
    const [code, reason] = exit.split(' ');
    if (reason === 'disk-full')
        throw diskFull(machine, `the job ended with exit code ${code}`);
    return { exitCode: Number(code), reason: reason === 'timed-out' ? 'timed-out' : 'exited' };
}
function vanished(machine, { freeKiB }) {
    if (freeKiB < 4)
        return diskFull(machine, 'its exit code could not be written');
    return new _problem__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({
        field: `${machine.name} (${machine.node.host})`,
        message: 'The job is gone and left no exit code: the host was restarted, or what watched over the job was killed.',
    }, _problem__WEBPACK_IMPORTED_MODULE_3__/* .ExitCode */ .yU.lost);
}
function diskFull(machine, what) {
    return new _problem__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({
        field: `${machine.name} (${machine.node.host})`,
        message: `The disk of the host is full; ${what}, and its log and results may be cut short.`,
        fix: 'Make room on the host, or let the job write less.',
    }, _problem__WEBPACK_IMPORTED_MODULE_3__/* .ExitCode */ .yU.lost);
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
 * case), or says by section and key, as `field`, what it cannot hold. Nothing is changed to fit.
 */
function encodeIni(sections) {
    const problems = [];
    let text = '';
    for (const [section, keys] of sections) {
        problems.push(...sectionProblems(section));
        text += `[${section}]\n`;
        const seen = new Set();
        for (const [key, value] of keys) {
            problems.push(...keyProblems(section, key, seen), ...valueProblems(section, key, value));
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
function sectionProblems(section) {
    const field = (0,_spell__WEBPACK_IMPORTED_MODULE_0__/* .spell */ .l)(section);
    if (section === 'DEFAULT') {
        const message = 'Python adds the keys of [DEFAULT] to every other section.';
        return [{ field, message, fix: 'Give the section another name, or the secrets as INI text.' }];
    }
    return named.test(section) ? [] : [badName(field, 'section')];
}
function keyProblems(section, key, seen) {
    const field = (0,_spell__WEBPACK_IMPORTED_MODULE_0__/* .spell */ .l)(section, key);
    if (!named.test(key))
        return [badName(field, 'key')];
    if (!seen.has(key.toLowerCase()))
        return [];
    const message = 'The key is in its section twice: Python reads keys in lower case.';
    return [{ field, message, fix: 'Leave one of them.' }];
}
function badName(field, kind) {
    const message = `The name of a ${kind} has letters A to Z, digits, \`_\`, \`.\` and \`-\` only.`;
    return { field, message, fix: 'Give it such a name.' };
}
function valueProblems(section, key, value) {
    const faults = faultsOf(value);
    if (faults.length === 0)
        return [];
    const isJson = /^\s*[[{]/.test(value);
    const fix = faults.length === 1 && faults[0] === finalNewline
        ? 'Strip the final newline (in YAML, `|-` instead of `|`), or give the value as base64.'
        : `Give it as base64 and decode it in the job${isJson ? '; JSON also fits in one line' : ''}.`;
    const message = `An INI file cannot hold the value: it ${faults.join(', and ')}.`;
    return [{ field: (0,_spell__WEBPACK_IMPORTED_MODULE_0__/* .spell */ .l)(section, key), message, fix }];
}
const finalNewline = 'ends with a newline';
/** What configparser would not give back (Lib/configparser.py, `_read`; io.TextIOWrapper). */
function faultsOf(value) {
    const faults = [];
    const lines = value.replaceAll('\r', '').split('\n');
    if (value.endsWith('\n'))
        faults.push(finalNewline);
    if (value.includes('\r'))
        faults.push('has a carriage return');
    if (lines.some((line) => (0,_python_text__WEBPACK_IMPORTED_MODULE_1__/* .strip */ .bB)(line) !== line)) {
        faults.push('has a line that starts or ends with white space');
    }
    if (lines.slice(1).some((line) => /^[#;]/.test(line))) {
        faults.push('has a line after its first that starts with `#` or `;`');
    }
    if (!value.isWellFormed())
        faults.push('is no Unicode text (half of a surrogate pair)');
    return faults;
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


/***/ }),

/***/ 30606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ startRun)
});

// UNUSED EXPORTS: keyFileOf

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./report/redact.js
var redact = __webpack_require__(45886);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
;// CONCATENATED MODULE: ./report/markdown.js
/** Text that somebody else wrote, on one line, with nothing in it that Markdown or HTML acts on. */
function markdown_text(value) {
    return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
function code(value) {
    return `<code>${markdown_text(value)}</code>`;
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

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./report/outcome.js


/** Whether the run did what was wanted of it. */
function succeeded({ ended, exitCode }) {
    return ended === 'exited' && exitCode === 0;
}
/** `exited with 137 (SIGKILL) after 3 min 5 s`: how the run ended, to be read after its name. */
function outcome(facts) {
    return `${ending(facts)} after ${(0,format/* formatDuration */.a3)(elapsed(facts))}`;
}
function ending({ ended, exitCode }) {
    const exited = exitCode === undefined ? undefined : `exited with ${exitCode}${signal(exitCode)}`;
    if (ended === 'exited')
        return exited ?? 'ended';
    const how = {
        'timed-out': 'was ended at max-runtime',
        lost: 'was lost',
        failed: 'failed',
        cancelled: 'was cancelled',
    }[ended];
    return exited === undefined ? how : `${how} (the job ${exited})`;
}
/** Shells report a job that was killed as 128 + the signal's number. */
function signal(exitCode) {
    const name = Object.entries(external_node_os_.constants.signals).find(([, number]) => number === exitCode - 128);
    return name ? ` (${name[0]})` : '';
}
function elapsed({ stages }) {
    if (stages.length === 0)
        return 0;
    const start = Math.min(...stages.map((stage) => stage.startedAt));
    const end = Math.max(...stages.map((stage) => stage.startedAt + stage.seconds * 1000));
    return (end - start) / 1000;
}

;// CONCATENATED MODULE: ./report/timeline.js


/** The stages in order: a chart (mermaid, which GitHub draws) and a table. */
function timeline(stages) {
    const ordered = [...stages].sort((a, b) => a.startedAt - b.startedAt);
    const rows = ordered.map(({ title, seconds, ok }) => [
        markdown_text(title),
        (0,format/* formatDuration */.a3)(seconds),
        ok ? '✓' : '✗ failed',
    ]);
    return [fenced(gantt(ordered), 'mermaid'), table(['stage', 'took', ''], rows)].join('\n\n');
}
function gantt(stages) {
    const tasks = stages.map(({ title, startedAt, seconds, ok }) => {
        const start = Math.round(startedAt);
        const end = Math.max(start + 1, Math.round(startedAt + seconds * 1000));
        return `    ${taskName(title)} :${ok ? '' : 'crit, '}${start}, ${end}`;
    });
    return ['gantt', '    dateFormat x', '    axisFormat %H:%M:%S', ...tasks].join('\n');
}
/** Mermaid has no escape for the characters that its lines are made of. */
function taskName(title) {
    return title.replace(/[^\p{L}\p{N}._()/-]+/gu, ' ').trim() || 'stage';
}

;// CONCATENATED MODULE: ./report/summary.js






const MOST_RESULTS = 50;
const LONGEST_LINE = 1000;
/** The run as Markdown for a job summary. Text that users or the job wrote cannot act in it. */
function runSummary(facts) {
    const { nodes, stages, results, warnings, leftovers } = facts;
    const sections = [
        `## ${succeeded(facts) ? '✅' : '❌'} ${markdown_text(facts.name)} ${outcome(facts)}`,
        `${code(facts.command)} · run ${code(facts.run)} · cluster ${code(facts.id)}`,
        ...cause(facts),
        ...section('Leftovers', leftovers.length > 0 && leftoverTable(leftovers)),
        ...section('Warnings', warnings.length > 0 && fenced(warnings.map(problem/* formatProblem */.Vw).join('\n'))),
        ...section('Nodes', nodes.length > 0 && nodeTable(nodes)),
        ...section('Timeline', stages.length > 0 && timeline(stages)),
        ...section('Results', results.length > 0 && resultTable(facts)),
        ...section('Run it again', fenced(facts.rerun, 'sh')),
    ];
    return `${sections.join('\n\n')}\n`;
}
function section(title, body) {
    return body === false ? [] : [`### ${title}`, body];
}
function cause(facts) {
    if (succeeded(facts))
        return [];
    const tail = facts.logTail.map(displayed).join('\n');
    return [
        ...(facts.problem ? [fenced((0,problem/* formatProblem */.Vw)(facts.problem))] : []),
        ...(tail === ''
            ? []
            : [`The log’s last lines (all of it: ${code(facts.logPath)}):`, fenced(tail)]),
    ];
}
/** A line of the log as a terminal would leave it: no colours, a progress bar at its last state. */
function displayed(line) {
    const last = (0,external_node_util_.stripVTControlCharacters)(line)
        .split('\r')
        .findLast((state) => state !== '');
    return (last ?? '').replace(/[^\P{Cc}\t]/gu, '\ufffd').slice(0, LONGEST_LINE);
}
function nodeTable(nodes) {
    return table(['node', 'host'], nodes.map(({ name, host }) => [markdown_text(name), code(host)]));
}
function resultTable({ results, resultsPath }) {
    const row = ({ path, bytes }) => [code(path), (0,format/* formatBytes */.z3)(bytes)];
    const rest = results.slice(MOST_RESULTS);
    const more = rest.length > 0 ? [[`… and ${(0,format/* formatFiles */.HL)(rest)} more`, '']] : [];
    const rows = [...results.slice(0, MOST_RESULTS).map(row), ...more];
    return `${(0,format/* formatFiles */.HL)(results)} in ${code(resultsPath)}\n\n${table(['file', 'size'], rows)}`;
}
function leftoverTable(leftovers) {
    return table(['still there', 'because', 'removed by'], leftovers.map(({ what, why, command }) => [markdown_text(what), markdown_text(why), code(command)]));
}

;// CONCATENATED MODULE: ./report/text.js


/** The run in a few lines for a terminal, on which problems and warnings have been shown already. */
function runText(facts) {
    const { name, nodes, results, leftovers } = facts;
    const sign = succeeded(facts) ? '✓' : '✗';
    const where = nodes.length > 0 ? ` on ${(0,format/* formatCount */.B4)(nodes.length, 'node')}` : '';
    return [
        `${sign} ${name} ${outcome(facts)}${where}`,
        ...(results.length > 0 ? [`  ${(0,format/* formatFiles */.HL)(results)} brought back`] : []),
        ...leftovers.flatMap(({ what, why, command }) => [
            `  still there: ${what} (${why})`,
            `    removed by: ${command}`,
        ]),
    ].join('\n');
}

;// CONCATENATED MODULE: ./describe-run.js







const tailLines = 20;
/** The report of a run that has ended in whatever way. */
async function describeRun(told) {
    const { plan, inputs, file, outcome, failure, surface, warnings, masks } = told;
    const logPath = outcome?.logPath ?? (0,external_node_path_.join)(inputs.resultsPath, 'job.log');
    const log = await (0,promises_.readFile)(logPath, 'utf8').catch(() => '');
    const facts = {
        id: plan.id,
        name: plan.name,
        run: plan.run,
        command: (0,redact/* redact */.E)(inputs.command, masks.values),
        nodes: (file.record.hosts?.nodes ?? []).map(({ name, host }) => ({ name, host })),
        stages: surface.stages,
        exitCode: outcome?.exitCode ?? file.record.exitCode,
        ended: howItEnded(told),
        problem: failure instanceof problem/* UserError */.yo ? failure.problems[0] : undefined,
        results: outcome?.results ?? [],
        resultsPath: inputs.resultsPath,
        logPath,
        logTail: (0,redact/* redact */.E)(log, masks.values).trimEnd().split('\n').slice(-tailLines),
        warnings,
        leftovers: [],
        rerun: rerun(inputs),
    };
    return { markdown: runSummary(facts), text: runText(facts) };
}
function howItEnded({ outcome, failure, signal }) {
    if (outcome)
        return outcome.reason;
    if (signal.aborted)
        return 'cancelled';
    return failure instanceof problem/* UserError */.yo && failure.exitCode === problem/* ExitCode */.yU.lost ? 'lost' : 'failed';
}
function rerun({ runnable, command, cluster }) {
    const words = ['flambe-action', 'run', runnable.path, '--command', command];
    return (0,quote/* shellCommand */.q)(cluster.kind === 'local' ? words : [...words, '-c', `${cluster.name}.yaml`]);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./identity.js


/**
 * Who this run is. In a workflow the same job, attempt and step on the same runner give the same
 * seed, in whatever process; in a terminal each start is a run of its own.
 */
function runContext(environment, now) {
    const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
    if (!GITHUB_RUN_ID) {
        return {
            run: `${(0,external_node_os_.userInfo)().username}@${(0,external_node_os_.hostname)()}`,
            seed: (0,external_node_crypto_.randomBytes)(8).toString('hex'),
            now,
        };
    }
    const names = ['GITHUB_JOB', 'GITHUB_ACTION', 'RUNNER_TRACKING_ID', 'RUNNER_NAME'];
    const run = [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
    const parts = [run, ...names.map((name) => environment[name] ?? '')];
    return { run, seed: (0,external_node_crypto_.createHash)('sha256').update(parts.join('\0')).digest('hex'), now };
}

;// CONCATENATED MODULE: ./plan/cluster-id.js
const nameLength = 24;
const seedLength = 10;
/**
 * The identifier that every folder, key and tag of a run carries.
 *
 * @param name the cluster's name, any text
 * @param seed at least ten hexadecimal digits that differ between any two runs
 * @returns `[a-z0-9-]`, at most 35 characters: readable, and safe in paths, host names and tags
 */
function clusterId(name, seed) {
    const readable = name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .slice(0, nameLength)
        .replaceAll(/^-+|-+$/g, '');
    return `${readable || 'cluster'}-${seed.slice(0, seedLength)}`;
}

;// CONCATENATED MODULE: ./plan/topology.js
/** Factories are numbered from 1, as flambé's `Name` tags are (flambe/cluster/aws.py). */
function nodeNames(cluster) {
    const factories = cluster.kind === 'ssh' ? cluster.factories.length : cluster.factoriesNum;
    return ['orchestrator', ...Array.from({ length: factories }, (_, i) => `factory-${i + 1}`)];
}

;// CONCATENATED MODULE: ./plan/plan.js


/** Seconds between the end of the longest job and the end of the machines. */
const machineMargin = 60;
/** Seconds that bringing up a cluster may take before the job starts; own machines count from here. */
const startAllowance = 15 * 60;
/** Decides everything that can be decided before anything happens. */
function planRun(inputs, { run, seed, now }) {
    const { cluster, maxRuntime, teardown } = inputs;
    const lifetime = startAllowance + maxRuntime + machineMargin;
    return {
        id: clusterId(cluster.name, seed),
        name: cluster.name,
        run,
        cluster,
        nodeNames: nodeNames(cluster),
        maxRuntime,
        startedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + lifetime * 1000).toISOString(),
        teardown,
    };
}

// EXTERNAL MODULE: ./providers/registry.js + 16 modules
var registry = __webpack_require__(26399);
// EXTERNAL MODULE: ./job/collect.js
var collect = __webpack_require__(40850);
// EXTERNAL MODULE: ./job/follow.js
var follow = __webpack_require__(42007);
;// CONCATENATED MODULE: ./job/launch.js



/** Seconds after which secrets that no job has used are taken away again. */
const startWithin = 300;
/** Seconds that a job may take to end once it must (`timeout --kill-after`), and a margin. */
const endWithin = 60;
/** Files that must lie on the nodes for it: path → text. */
function jobFiles(layout) {
    const names = ['supervise.sh', 'hold.sh'];
    const texts = {
        'supervise.sh': (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "supervise.sh", 'utf8'),
        'hold.sh': (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "hold.sh", 'utf8'),
    };
    return new Map(names.map((name) => [`${layout.bin}/${name}`, texts[name]]));
}
/** Starts on every node what takes the secrets away when the job is over, whoever is still there. */
async function holdSecrets({ machines }, launch) {
    const { id, layout, maxRuntime, signal } = launch;
    const seconds = String(startWithin + maxRuntime + endWithin);
    await Promise.all(machines.map((machine) => {
        const words = [layout.runDir, layout.memoryDir, id, machine.node.role, seconds];
        const holder = ['sh', `${layout.bin}/hold.sh`, ...words, String(startWithin)];
        return machine.check('guard the secrets', detached(holder), { signal });
    }));
}
/** Starts the job, once, in a session of its own on the orchestrator. */
async function launchJob(orchestrator, launch) {
    const { id, layout, maxRuntime, signal } = launch;
    const words = [layout.runDir, layout.memoryDir, id, String(maxRuntime)];
    const script = `${detached(['sh', `${layout.bin}/supervise.sh`, ...words])}
tries=0
until [ -e '${layout.job}/supervisor' ]; do
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || { echo 'the job did not start within 10 s' >&2; exit 1; }
  sleep 0.1
done`;
    await orchestrator.check('start the job', script, { signal });
}
function detached(words) {
    return `setsid ${(0,quote/* shellCommand */.q)(words)} </dev/null >/dev/null 2>&1 &`;
}

;// CONCATENATED MODULE: ./plan/job-script.js

/** The job's environment, to be read by a shell on any node (DESIGN.md, "The job's environment"). */
function environmentScript(job) {
    const { layout, clusterName, orchestrator, factories, env } = job;
    const variables = new Map([
        ...env,
        ['FLAMBE_SECRETS', layout.secrets],
        ['FLAMBE_RESULTS', layout.results],
        ['FLAMBE_CLUSTER_NAME', clusterName],
        ['FLAMBE_ORCHESTRATOR_IP', orchestrator],
        ['FLAMBE_FACTORY_IPS', factories.join(',')],
        ['FLAMBE_HOSTFILE', layout.hostfile],
        ['FLAMBE_SSH_CONFIG', layout.sshConfig],
        ['LC_ALL', 'C.UTF-8'],
        ['PYTHONUTF8', '1'],
    ]);
    return [...variables].map(([name, value]) => `export ${name}=${(0,quote/* shellQuote */.Z)(value)}\n`).join('');
}
/** What the orchestrator's shell runs as the job. */
function jobScript(command, layout) {
    const line = command
        .replaceAll('{runnable}', (0,quote/* shellQuote */.Z)(layout.runnable))
        .replaceAll('{secrets}', (0,quote/* shellQuote */.Z)(layout.secrets))
        .replaceAll('{results}', (0,quote/* shellQuote */.Z)(layout.results));
    return `. ${(0,quote/* shellQuote */.Z)(layout.environment)}\ncd ${(0,quote/* shellQuote */.Z)(layout.workdir)} || exit 126\n${line}\n`;
}
/** OpenMPI's form: `address slots=N`; the factories work, or the orchestrator where it is alone. */
function hostfile(nodes) {
    const [, ...factories] = nodes;
    const workers = factories.length > 0 ? factories : nodes;
    return workers.map(({ address, cores }) => `${address} slots=${cores}\n`).join('');
}

// EXTERNAL MODULE: ./plan/layout.js
var layout = __webpack_require__(826);
// EXTERNAL MODULE: ./remote/node-scripts.js
var node_scripts = __webpack_require__(79326);
;// CONCATENATED MODULE: ./prepare/settle.js



/**
 * Makes the run's folder on every node and lets the nodes in to each other by the cluster's own
 * key, which is made on the orchestrator and never comes here.
 *
 * @throws UserError naming the node on which something failed
 */
async function settle(fleet, { id, layout, files, signal }) {
    const { orchestrator, machines } = fleet;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "settle.sh", 'utf8');
    const enter = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "enter.sh", 'utf8');
    const all = new Map([
        ...files,
        [`${layout.bin}/enter.sh`, enter],
        [`${layout.bin}/end-processes.sh`, (0,node_scripts/* endProcessesScript */.qu)()],
    ]);
    const settleOn = async (machine) => {
        const args = [layout.runDir, layout.memoryDir, id, machine.node.role];
        const { stdout } = await machine.check('make the run folder', `${script}\n${(0,node_scripts/* writeFiles */.hV)(all)}`, {
            args,
            signal,
        });
        return stdout.trim();
    };
    const [publicKey = ''] = await Promise.all(machines.map(settleOn));
    const line = authorizedKeysLine(publicKey, id, layout);
    await Promise.all(machines.map((machine) => machine.check("admit the cluster's own key", (0,node_scripts/* authorizedKeysScript */.pJ)(), {
        args: [id, line],
        signal,
    })));
    return orchestrator;
}
/** authorized_keys(5): whatever is asked for, it is `enter.sh` that runs. */
function authorizedKeysLine(publicKey, id, layout) {
    const forced = `exec sh '${layout.bin}/enter.sh' ${id}`;
    return `command="${forced}",no-agent-forwarding,no-X11-forwarding ${publicKey}`;
}
/** Carries the cluster key, the runnable and the workdir from the orchestrator to the factories. */
async function spread(fleet, { layout, signal }) {
    if (fleet.factories.length === 0)
        return;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "spread.sh", 'utf8');
    await fleet.orchestrator.check('carry the files to the factories', script, {
        args: [layout.runDir, ...fleet.factories.map(({ name }) => name)],
        signal,
    });
}

;// CONCATENATED MODULE: ./prepare/setup-commands.js

/**
 * Runs the cluster file's `setup_cmds` in order, on all nodes at the same time (flambe/cluster/cluster.py).
 *
 * @throws UserError with node, command and the end of its output, for each node that failed
 */
async function runSetupCommands({ machines }, commands, onDone, signal) {
    for (const command of commands) {
        const outcomes = await Promise.all(machines.map(async (machine) => {
            const result = await machine.run(command, { signal });
            if (result.code === 0)
                onDone(machine.name, command);
            return { machine, result };
        }));
        const problems = outcomes
            .filter(({ result }) => result.code !== 0)
            .map(({ machine, result }) => ({
            field: `setup_cmds on ${machine.name}`,
            message: `\`${command}\` ended with exit code ${result.code}: ${lastLines(result.stdout + result.stderr)}`,
        }));
        if (problems.length > 0)
            throw new problem/* UserError */.yo(problems, problem/* ExitCode */.yU.clusterUnavailable);
    }
}
function lastLines(output) {
    return output.trim().split('\n').slice(-20).join('\n') || 'it printed nothing';
}

// EXTERNAL MODULE: ./remote/fleet.js + 2 modules
var remote_fleet = __webpack_require__(62714);
// EXTERNAL MODULE: ./remote/rsync.js
var rsync = __webpack_require__(67742);
// EXTERNAL MODULE: ./remote/ssh-config.js
var ssh_config = __webpack_require__(89644);
;// CONCATENATED MODULE: ./remote/workdir/byte-path.js

function toBytePath(path) {
    return Buffer.from(path).toString('latin1');
}
/** The path as `fs` takes it. */
function onDisk(path) {
    return Buffer.from(path, 'latin1');
}
function within(folder, name) {
    return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
/** `path` and the folders it lies in, up to `/`. */
function* withParents(path) {
    for (let here = path;; here = external_node_path_.posix.dirname(here)) {
        yield here;
        if (here === '/' || here === '.')
            return;
    }
}
/** The path as a string that stands for the same bytes; undefined when none does. */
function asText(path) {
    const text = onDisk(path).toString('utf8');
    return toBytePath(text) === path ? text : undefined;
}
/** For people, on one line: bytes that are no UTF-8 show as `�`. */
function shown(path) {
    return onDisk(path)
        .toString('utf8')
        .replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./remote/child.js
var child = __webpack_require__(94497);
;// CONCATENATED MODULE: ./remote/workdir/git.js






const submoduleMode = '160000';
/** The repository whose top this folder is, also one that git will refuse to read. */
async function repositoryAt(folder) {
    const entry = within(folder, '.git');
    const kind = await (0,promises_.stat)(onDisk(entry)).catch(() => undefined);
    if (kind?.isFile()) {
        const text = await (0,promises_.readFile)(onDisk(entry), 'latin1').catch(() => '');
        const named = /^gitdir: (.*?)\n*$/s.exec(text)?.[1] ?? '.git';
        return { top: folder, database: external_node_path_.posix.resolve(folder, named) };
    }
    const isRepository = kind?.isDirectory() && (await mayExist(within(entry, 'HEAD')));
    return isRepository ? { top: folder, database: entry } : undefined;
}
async function mayExist(path) {
    return (0,promises_.lstat)(onDisk(path)).then(() => true, (error) => error.code !== 'ENOENT');
}
/** The repository whose top this folder is, or the nearest above it. */
async function repositoryAround(folder) {
    for (const top of withParents(folder)) {
        const repository = await repositoryAt(top);
        if (repository)
            return repository;
    }
    return undefined;
}
async function isGitInstalled(signal) {
    try {
        await runGit(['version'], '/', () => { }, signal);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw error;
    }
}
/** Whether git ignores the folder as a whole, and tracks nothing in it. */
async function isIgnored(folder, repository, signal) {
    const args = [...of(repository), 'check-ignore', '--quiet', '.'];
    const { exitCode, stderr } = await runGit(args, folder, () => { }, signal);
    if (exitCode > 1)
        throw refusal(repository, stderr);
    return exitCode === 0;
}
/**
 * What git tracks and what it does not ignore in a folder of the repository. Tracked files may be
 * gone from the disk, or be something else by now.
 *
 * @param onUnreadable told of folders that git could not look into
 * @throws UserError with git's own words when it cannot tell
 */
async function listRepository(folder, repository, onUnreadable, signal) {
    const entries = [];
    // With `-t` a tag stands before each name, which tells those with a mode from those without.
    const listing = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];
    const args = [...of(repository), ...listing];
    const { exitCode, stderr } = await runGit(args, folder, (record) => {
        entries.push(parseEntry(record));
    }, signal);
    if (exitCode !== 0)
        throw refusal(repository, stderr);
    for (const [, path = ''] of stderr.matchAll(/^warning: could not open directory '(.*)\/': /gm)) {
        onUnreadable(within(repository.top, path));
    }
    return entries;
}
/** `? path`, `? nested/` or `H mode object stage<tab>path`. */
function parseEntry(record) {
    if (record.startsWith('? ')) {
        const nested = record.endsWith('/');
        return { path: record.slice(2, nested ? -1 : undefined), nested };
    }
    const path = record.slice(record.indexOf('\t') + 1);
    return { path, nested: record.startsWith(submoduleMode, 2) };
}
/**
 * Names the repository outright. Left to find it, git refuses one that belongs to someone else, as
 * a workspace in a container does, and up to 2.37 takes no `-c safe.directory` to mend it. It refuses
 * for fear of programs that a repository's configuration names; here none of them is run.
 */
function of({ top }) {
    return [
        ...['-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'],
        ...['-c', 'core.hooksPath=/dev/null'],
        `--git-dir=${argument(within(top, '.git'))}`,
        `--work-tree=${argument(top)}`,
    ];
}
/** Node passes text to programs, never bytes. */
function argument(path) {
    const text = asText(path);
    if (text !== undefined)
        return text;
    throw new problem/* UserError */.yo({
        file: shown(path),
        field: 'workdir',
        message: 'git has to look at this path, which is not UTF-8.',
        fix: 'Rename the folder, or have git ignore it.',
    });
}
/** @param onRecord called with each NUL-ended record of the output, a byte per character */
async function runGit(args, folder, onRecord, signal) {
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)('git', args, {
        cwd: argument(folder),
        env: gitEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = () => child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    try {
        let unfinished = '';
        child.stdout.setEncoding('latin1').on('data', (chunk) => {
            const records = (unfinished + chunk).split('\0');
            unfinished = records.pop() ?? '';
            records.forEach(onRecord);
        });
        let stderr = '';
        child.stderr.setEncoding('latin1').on('data', (chunk) => {
            stderr += chunk;
        });
        const exitCode = await new Promise((resolve, reject) => {
            child.once('error', reject);
            child.once('close', (code) => resolve(code ?? 128));
        });
        signal.throwIfAborted();
        return { exitCode, stderr };
    }
    finally {
        signal.removeEventListener('abort', kill);
    }
}
/**
 * Nothing that points git to another repository (as inside of a hook), and no protocol by which it
 * might fetch what a partial clone lacks, with the programs that needs.
 */
function gitEnvironment() {
    const kept = /^(?!GIT_)|^GIT_(EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))$/;
    const environment = Object.entries((0,child/* childEnvironment */.Q)(process.env));
    return {
        ...Object.fromEntries(environment.filter(([name]) => kept.test(name))),
        GIT_ALLOW_PROTOCOL: 'none',
        LC_ALL: 'C',
    };
}
function refusal({ top }, stderr) {
    const words = stderr.trim().split('\n').map(shown).join('; ');
    return new problem/* UserError */.yo({
        file: shown(top),
        field: 'workdir',
        message: `git cannot list this repository: ${words}`,
        fix: 'Mend the repository, or delete its `.git` to carry everything in it.',
    });
}

;// CONCATENATED MODULE: ./remote/workdir/candidates.js




/**
 * What may be carried of a folder, relative to it: of a repository what git tracks and what it does
 * not ignore, of another folder everything; each repository inside of it by its own rules. A folder
 * that git ignores as a whole belongs to no repository. Nothing that lies behind a symbolic link.
 *
 * @throws UserError when git is there and cannot list a repository
 */
async function listCandidates(root, { never, onFinding, signal }) {
    const hasGit = await isGitInstalled(signal);
    const onUnreadable = (path) => onFinding({ kind: 'unreadable', path: external_node_path_.posix.relative(root, path) });
    const list = async (folder) => {
        const repository = await (folder === root ? repositoryAround(root) : repositoryAt(folder));
        if (!repository)
            return listEverything(folder, onUnreadable);
        await never.add(repository.database);
        if (hasGit && !(repository.top !== folder && (await isIgnored(folder, repository, signal)))) {
            return listTracked(folder, repository, onUnreadable, signal);
        }
        if (!hasGit)
            onFinding({ kind: 'no-git', path: external_node_path_.posix.relative(root, folder) });
        return listEverything(folder, onUnreadable);
    };
    const realFolders = new RealFolders(root);
    const candidates = new Set();
    const pending = [root];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
        signal.throwIfAborted();
        const { files, folders } = await list(folder);
        for (const file of files) {
            if (await realFolders.has(external_node_path_.posix.dirname(file)))
                candidates.add(external_node_path_.posix.relative(root, file));
        }
        for (const inner of folders) {
            if (never.has(inner))
                continue;
            if (await realFolders.has(inner))
                pending.push(inner);
            else
                candidates.add(external_node_path_.posix.relative(root, inner));
        }
    }
    return [...candidates];
}
async function listTracked(folder, repository, onUnreadable, signal) {
    const entries = await listRepository(folder, repository, onUnreadable, signal);
    const paths = (nested) => entries.filter((entry) => entry.nested === nested).map(({ path }) => within(folder, path));
    return { files: paths(false), folders: paths(true) };
}
async function listEverything(folder, onUnreadable) {
    try {
        const entries = await (0,promises_.readdir)(onDisk(folder), { encoding: 'buffer', withFileTypes: true });
        const paths = (folders) => entries
            .filter((entry) => entry.isDirectory() === folders)
            .map(({ name }) => within(folder, toBytePath(name)));
        return { files: paths(false), folders: paths(true) };
    }
    catch (error) {
        if (error.code !== 'ENOENT')
            onUnreadable(folder);
        return { files: [], folders: [] };
    }
}
/**
 * Which folders are folders all the way from the root. Git also lists what it tracked in a folder
 * that has become a symbolic link since, and would have us carry what lies elsewhere.
 */
class RealFolders {
    #known;
    constructor(root) {
        this.#known = new Map([[root, true]]);
    }
    async has(folder) {
        const known = this.#known.get(folder);
        if (known !== undefined)
            return known;
        const real = (await this.has(external_node_path_.posix.dirname(folder))) &&
            (await (0,promises_.lstat)(onDisk(folder)).then((found) => found.isDirectory(), () => false));
        this.#known.set(folder, real);
        return real;
    }
}

;// CONCATENATED MODULE: ./remote/workdir/findings.js

/** Names in a warning that stands for several files. */
const namedAtMost = 10;
/** One warning per private key, one for all of each other kind. */
function warningsFor(findings, root) {
    const sorted = [...findings].sort((a, b) => (a.path < b.path ? -1 : 1));
    const of = (kind) => sorted.filter((finding) => finding.kind === kind);
    const about = (kind, message, fix) => {
        const found = of(kind);
        return found.length === 0 ? [] : [{ field: 'workdir', message: message(names(found)), fix }];
    };
    const left = (kind, message, fix) => of(kind).map(({ path }) => ({
        file: shown(within(root, path)),
        field: 'workdir',
        message,
        fix,
    }));
    return [
        ...left('own-secret', 'This file holds the private key or the secrets of this run, so it is not carried.', 'Delete it, or have the job read the secrets from the file that FLAMBE_SECRETS names.'),
        ...left('private-key', 'This file holds a private key, so it is left out.', 'If the job needs this key, put it in `secrets` and write it to a file when the job starts.'),
        ...about('unreadable', (names) => `Cannot be read, so left out: ${names}.`, 'Make them readable for the user of this run, or have git ignore them.'),
        ...about('special', (names) => `Neither file, folder nor symbolic link, so left out: ${names}.`, 'Have the job make them on the node.'),
        ...about('dangling', (names) => `Symbolic links that lead out of the folder are carried as links: ${names}.`, 'Copy what they point to into the folder, or have `setup_cmds` put it on every node.'),
        ...about('no-git', (names) => `git is not installed here, so what git ignores is carried too, in ${names}.`, 'Install git, for example with `sudo apt-get install git`.'),
    ];
}
function names(findings) {
    const some = findings.slice(0, namedAtMost).map(findings_name);
    const rest = findings.length - some.length;
    return rest > 0 ? `${some.join(', ')} and ${rest} more` : some.join(', ');
}
function findings_name(finding) {
    const path = shown(finding.path) || '.';
    return finding.kind === 'dangling' ? `${path} -> ${shown(finding.target)}` : path;
}

;// CONCATENATED MODULE: ./remote/workdir/private-key.js
/** Every private key in text form has this in its first line (RFC 7468, RFC 4880, OpenSSH). */
const keyMarker = 'PRIVATE KEY';
/** Characters of base64 in the shortest private key there is (Ed25519, PKCS #8). */
const shortestKey = 64;
/** Bytes from the beginning to the end of the longest key that is looked for. */
const keyExtent = 32 * 1024;
const begin = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
/** What stands between lines of a key: ends of lines, also as escapes, quotes, indentation. */
const gap = /(?:\\[nrt]|[^A-Za-z0-9/])/;
/** `Proc-Type: 4,ENCRYPTED`, `Version: …` before the base64 (RFC 1421, RFC 4880). */
const header = /[A-Za-z-]+: [^\r\n\\]*/;
const base64Run = /[A-Za-z0-9+/]{32}/;
/** A program that only mentions the first line holds no key: base64 must follow. */
const privateKey = new RegExp(`${begin.source}${gap.source}{0,80}(?:${header.source}${gap.source}{1,80}){0,8}${base64Run.source}`);
/** First line of PuTTY's own format, with all of the file after it. */
const puttyKey = /^\s*PuTTY-User-Key-File-\d+: /;
function holdsPrivateKey(text) {
    return privateKey.test(text);
}
/** @param head the beginning of a file */
function isPuttyKey(head) {
    return puttyKey.test(head);
}
/** Base64 of the PEM private keys in a text: no line ends, no padding. */
function findPrivateKeyBodies(text) {
    const blocks = text.matchAll(new RegExp(`${begin.source}([^-]+)-----END`, 'g'));
    return [...blocks]
        .map(([, body = '']) => base64Of(body))
        .filter((body) => body.length >= shortestKey);
}
/** Whether the same key stands in the text, however its lines are wrapped, ended or escaped. */
function holdsKeyBody(text, body) {
    return base64Of(text).includes(body);
}
/**
 * Two neighbouring pieces of a key, one of which stands unbroken wherever the key stands in lines of
 * at least twice their length (the formats use 64, 70 and 76): quick to look for in many files.
 */
function piecesOf(body) {
    const length = 24;
    const middle = Math.floor(body.length / 2);
    return [body.slice(middle - length, middle), body.slice(middle, middle + length)];
}
function base64Of(text) {
    return text.replace(/\\[nrt]|[^A-Za-z0-9+/]/g, '');
}

;// CONCATENATED MODULE: ./remote/workdir/never.js




/** Files and folders that are never carried, by whatever name they are reached. */
class NeverPaths {
    #paths = new Set();
    static async of(paths) {
        const never = new NeverPaths();
        await Promise.all(paths.map((path) => never.add(toBytePath(external_node_path_.posix.resolve(path)))));
        return never;
    }
    /** The path itself, what it points to, and what it is called where its folder really lies. */
    async add(path) {
        const folder = await real(external_node_path_.posix.dirname(path));
        this.#paths
            .add(path)
            .add(await real(path))
            .add(within(folder, external_node_path_.posix.basename(path)));
    }
    /** Also true for all that lies in such a folder or in a `.git`. */
    has(path) {
        for (const here of withParents(path)) {
            if (this.#paths.has(here) || here.endsWith('/.git'))
                return true;
        }
        return false;
    }
}
async function real(path) {
    try {
        return toBytePath(await (0,promises_.realpath)(Buffer.from(path, 'latin1'), { encoding: 'buffer' }));
    }
    catch {
        return path;
    }
}
function neverContents(contents) {
    // An empty text would be equal to every empty file.
    const texts = new Set(contents.map(comparable).filter((text) => text !== ''));
    const longest = Math.max(0, ...[...texts].map((text) => text.length));
    return {
        texts,
        // Line ends may double what is one character here, and more may stand at both ends.
        largest: 2 * longest + 1024,
        keyBodies: [...texts].flatMap(findPrivateKeyBodies),
    };
}
/** The content as it is compared: an input loses its outer blanks on its way, a file its CRs. */
function comparable(content) {
    return content.toString('latin1').replaceAll('\r', '').trim();
}

;// CONCATENATED MODULE: ./remote/workdir/inspect.js







// A FileHandle for each of many small files takes more than twice the time.
const openFile = (0,external_node_util_.promisify)(external_node_fs_.open);
const readFile = (0,external_node_util_.promisify)(external_node_fs_.read);
const closeFile = (0,external_node_util_.promisify)(external_node_fs_.close);
const leftOut = { carried: false, bytes: 0 };
const smallestWindow = 256 * 1024;
/** Bytes at the beginning of a file among which a NUL says that it is no text (as git decides). */
const binaryHead = 8000;
/** Looks at candidates one at a time, into one buffer: use several for several at a time. */
class Inspector {
    #root;
    #never;
    #window;
    #needles;
    constructor(root, never) {
        this.#root = root;
        this.#never = never;
        this.#window = Buffer.allocUnsafe(Math.max(smallestWindow, never.largest));
        this.#needles = [keyMarker, ...never.keyBodies.flatMap(piecesOf)];
    }
    /** @param path relative to the root */
    async inspect(path, signal) {
        try {
            const entry = await (0,promises_.lstat)(onDisk(within(this.#root, path)));
            if (entry.isSymbolicLink())
                return await this.#inspectLink(path);
            if (entry.isFile())
                return await this.#inspectFile(path, entry.size, signal);
            // A tracked file that has become a folder: git lists what is in it.
            if (entry.isDirectory())
                return leftOut;
            return { ...leftOut, finding: { kind: 'special', path } };
        }
        catch (error) {
            const { code } = error;
            if (code === undefined || signal.aborted)
                throw error;
            // Tracked files may be deleted, others may go at any time.
            if (code === 'ENOENT' || code === 'ENOTDIR')
                return leftOut;
            return { ...leftOut, finding: { kind: 'unreadable', path } };
        }
    }
    async #inspectLink(path) {
        const link = onDisk(within(this.#root, path));
        const target = toBytePath(await (0,promises_.readlink)(link, { encoding: 'buffer' }));
        const end = external_node_path_.posix.join(external_node_path_.posix.dirname(path), target);
        const leavesRoot = external_node_path_.posix.isAbsolute(target) || end === '..' || end.startsWith('../');
        if (!leavesRoot)
            return { carried: true, bytes: 0 };
        return { carried: true, bytes: 0, finding: { kind: 'dangling', path, target } };
    }
    async #inspectFile(path, bytes, signal) {
        // Neither follows a link nor waits for a writer, should the file have become one or a FIFO.
        const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
        const file = await openFile(onDisk(within(this.#root, path)), flags);
        try {
            const kind = await this.#search(file, bytes, signal);
            return kind ? { ...leftOut, finding: { kind, path } } : { carried: true, bytes };
        }
        finally {
            await closeFile(file);
        }
    }
    /** Reads the file in windows that overlap by the length of a key, binary files only their head. */
    async #search(file, size, signal) {
        for (let position = 0;; position += this.#window.length - keyExtent) {
            signal.throwIfAborted();
            const content = await this.#readWindow(file, position, size);
            if (position === 0) {
                if (this.#isNever(content))
                    return 'own-secret';
                if (content.length < shortestKey)
                    return undefined;
                if (content.subarray(0, binaryHead).includes(0))
                    return undefined;
                if (isPuttyKey(content.toString('latin1', 0, 100)))
                    return 'private-key';
            }
            const found = this.#searchText(content);
            if (found || content.length < this.#window.length)
                return found;
        }
    }
    #isNever(content) {
        return content.length <= this.#never.largest && this.#never.texts.has(comparable(content));
    }
    #searchText(content) {
        if (!this.#needles.some((needle) => content.includes(needle, 0, 'latin1')))
            return undefined;
        const text = content.toString('latin1');
        if (this.#never.keyBodies.some((body) => holdsKeyBody(text, body)))
            return 'own-secret';
        return holdsPrivateKey(text) ? 'private-key' : undefined;
    }
    /** Up to the size that the file had: to ask for more takes another read to learn of its end. */
    async #readWindow(file, position, size) {
        const wanted = Math.min(this.#window.length, size - position);
        let length = 0;
        while (length < wanted) {
            const rest = wanted - length;
            const { bytesRead } = await readFile(file, this.#window, length, rest, position + length);
            if (bytesRead === 0)
                break;
            length += bytesRead;
        }
        return this.#window.subarray(0, length);
    }
}

;// CONCATENATED MODULE: ./remote/workdir/list-workdir.js







/** Files looked at side by side. */
const inspectors = 16;
/**
 * Lists what is carried of a `workdir`: what git tracks and what it does not ignore, without git
 * everything. Never what `never` names, by path or by content, nor `.git`, nor another private key.
 *
 * @throws UserError when the folder cannot be listed or lies in one that is never carried; the
 *   reason of `signal` when aborted
 */
async function listWorkdir({ root, never, signal }) {
    signal.throwIfAborted();
    const neverPaths = await NeverPaths.of(never.paths);
    const realRoot = await resolveRoot(root, neverPaths);
    const findings = [];
    const onFinding = (finding) => void findings.push(finding);
    const candidates = await listCandidates(realRoot, { never: neverPaths, onFinding, signal });
    const allowed = candidates.filter((path) => !neverPaths.has(within(realRoot, path)));
    const files = [];
    let bytes = 0;
    const contents = neverContents(never.contents);
    await inspectAll(allowed, () => new Inspector(realRoot, contents), signal, (path, inspection) => {
        if (inspection.finding)
            onFinding(inspection.finding);
        if (!inspection.carried)
            return;
        files.push(path);
        bytes += inspection.bytes;
    });
    return { files: files.sort(), bytes, warnings: warningsFor(findings, toBytePath(root)) };
}
/** The paths as `rsync --from0 --files-from=-` reads them. */
function filesFrom(files) {
    // rsync takes a name that begins with `#` or `;` for a comment, even with --from0.
    return Buffer.from(files.map((path) => `./${path}\0`).join(''), 'latin1');
}
async function resolveRoot(root, never) {
    const folder = await (0,promises_.stat)(root).catch(() => undefined);
    if (!folder?.isDirectory()) {
        const message = `${root} is not a folder that can be read.`;
        throw new problem/* UserError */.yo({ field: 'workdir', message, fix: 'Name a folder that is there.' });
    }
    const path = toBytePath(await (0,promises_.realpath)(root, { encoding: 'buffer' }));
    if (!never.has(path))
        return path;
    throw new problem/* UserError */.yo({
        field: 'workdir',
        message: `${root} lies in a folder that is never carried: \`results-path\`, RUNNER_TEMP or a \`.git\`.`,
        fix: 'Name another folder.',
    });
}
async function inspectAll(paths, makeInspector, signal, onInspected) {
    // One iterator for all: when one of them fails it is closed, and the others stop too.
    const remaining = each(paths);
    const work = async (inspector) => {
        for (const path of remaining)
            onInspected(path, await inspector.inspect(path, signal));
    };
    await Promise.all(Array.from({ length: inspectors }, () => work(makeInspector())));
}
function* each(items) {
    yield* items;
}

;// CONCATENATED MODULE: ./run-job.js















/** The story of a run, stage after stage. Undoing it is another story (teardown/). */
async function runJob(deps) {
    const { plan, provider, surface, signal } = deps;
    const cluster = await surface.stage('provision', () => provider.acquire(plan, signal));
    const contact = await surface.stage('connect', () => connectNodes(cluster, deps));
    const { fleet } = contact;
    try {
        const places = placesOf(contact, deps);
        await surface.stage('upload', () => uploadFiles(contact, places, deps));
        await surface.stage('prepare', () => prepareNodes(fleet, places, deps));
        const logPath = (0,external_node_path_.join)(deps.inputs.resultsPath, 'job.log');
        const end = await surface.stage('run', () => runToItsEnd(fleet, places, logPath, deps));
        const results = await surface.stage('collect', () => run_job_collect(fleet, places, deps));
        return { ...end, cluster, results, logPath };
    }
    finally {
        await (0,remote_fleet/* disconnect */.Zf)(fleet);
    }
}
async function connectNodes(cluster, deps) {
    const { plan, surface, file, pinnedIn, signal } = deps;
    const contact = await (0,remote_fleet/* connect */.Ng)(cluster, {
        runId: plan.id,
        stateDir: file.dir,
        pinnedIn,
        signal,
        onVerified: (node, { type, fingerprint }) => surface.info(`${node.name} ${node.host}: host key ${type} ${fingerprint} verified`),
    });
    return contact;
}
/** Where everything lies on the nodes; in the record before any of it is made. */
function placesOf({ facts, known }, { plan, inputs, file }) {
    const homes = [...facts.values()].map(({ home }) => home);
    const remote = { runDir: (0,layout/* runDir */.ff)(plan.id, homes), memoryDir: (0,layout/* memoryDir */.LV)(plan.id) };
    file.save({ hosts: known, remote });
    return (0,layout/* layout */.Zp)(remote.runDir, remote.memoryDir, (0,external_node_path_.basename)(inputs.runnable.path));
}
async function uploadFiles(contact, places, deps) {
    const { inputs, surface, signal } = deps;
    const { fleet } = contact;
    const { orchestrator, sshConfigFile } = fleet;
    const settlement = settlementOf(contact, places, deps);
    const [workdir] = await Promise.all([
        listWorkdir({ root: inputs.workdir, never: neverCarried(deps), signal }),
        settle(fleet, settlement),
    ]);
    for (const warning of workdir.warnings)
        surface.warning(warning);
    const transfer = { machine: orchestrator, sshConfigFile, signal };
    await (0,rsync/* upload */.S)(`${inputs.workdir}/`, `${places.workdir}/`, {
        ...transfer,
        files: filesFrom(workdir.files),
        onProgress: (fraction, detail) => surface.progress('upload', fraction, detail),
    });
    await (0,rsync/* upload */.S)(inputs.runnable.absolutePath, places.runnable, transfer);
    surface.info(`${(0,format/* formatCount */.B4)(workdir.files.length, 'file')}, ${(0,format/* formatBytes */.z3)(workdir.bytes)} to orchestrator`);
    await spread(fleet, settlement);
    for (const { name } of fleet.factories)
        surface.info(`${name}: from orchestrator`);
}
function neverCarried({ inputs, file, neverCarried }) {
    const { privateKey, secrets, secretsFile, resultsPath } = inputs;
    const paths = [file.dir, resultsPath, ...neverCarried, secretsFile, privateKey?.file];
    const contents = [
        ...(privateKey ? [Buffer.from(privateKey.text)] : []),
        ...(secrets ? [secrets.ini] : []),
    ];
    return { paths: paths.filter((path) => path !== undefined), contents };
}
function settlementOf(contact, places, deps) {
    const { inputs, plan, signal } = deps;
    const { nodes } = contact.known;
    const [orchestrator, ...factories] = nodes.map(({ privateHost }) => privateHost);
    const environment = environmentScript({
        layout: places,
        clusterName: plan.name,
        orchestrator: orchestrator ?? '',
        factories,
        env: inputs.env,
    });
    const sshConfig = (0,ssh_config/* nodeSshConfig */.je)({
        nodes,
        keyFile: places.clusterKey,
        knownHostsFile: places.knownHosts,
    });
    const cores = (name) => contact.facts.get(name)?.cores ?? 1;
    const workers = nodes.map(({ name, privateHost }) => ({
        address: privateHost,
        cores: cores(name),
    }));
    const files = new Map([
        ...jobFiles(places),
        [places.environment, environment],
        [places.sshConfig, sshConfig],
        [places.knownHosts, (0,remote_fleet/* knownHostsText */.c9)(contact.known)],
        [places.hostfile, hostfile(workers)],
        [`${places.job}/job.sh`, jobScript(inputs.command, places)],
    ]);
    return { id: plan.id, layout: places, files, signal };
}
async function prepareNodes(fleet, places, deps) {
    const { plan, surface, signal } = deps;
    const told = (node, command) => surface.info(`${node}: ${command}`);
    await runSetupCommands(fleet, plan.cluster.setupCmds, told, signal);
    await fleet.orchestrator.check('look at the run folder', `cd '${places.runDir}'`, { signal });
}
async function runToItsEnd(fleet, places, logPath, deps) {
    const { plan, surface, file, signal } = deps;
    const launch = { id: plan.id, layout: places, maxRuntime: plan.maxRuntime, signal };
    await holdSecrets(fleet, launch);
    await sendSecrets(fleet, places, deps);
    file.save({ job: 'starting' });
    await launchJob(fleet.orchestrator, launch);
    await (0,promises_.mkdir)(deps.inputs.resultsPath, { recursive: true });
    const copy = (0,external_node_fs_.createWriteStream)(logPath);
    const shown = surface.openJobLog();
    const take = async (chunk) => {
        copy.write(chunk);
        await shown.write(chunk);
    };
    try {
        const end = await (0,follow/* followJob */.B)(fleet.orchestrator, { runDir: places.runDir, signal, take });
        file.save({ job: 'ended', exitCode: end.exitCode });
        return end;
    }
    finally {
        await shown.close();
        await new Promise((resolve) => copy.end(() => resolve()));
    }
}
/** By rsync with the user's key, to each node by itself (flambé's documentation, "Security"). */
async function sendSecrets(fleet, places, deps) {
    const { inputs, file, signal } = deps;
    const { sshConfigFile } = fleet;
    const here = (0,external_node_path_.join)(file.dir, 'secrets.ini');
    await (0,promises_.writeFile)(here, inputs.secrets?.ini ?? '', { mode: 0o600 });
    try {
        const options = ['--chmod=D700,F600'];
        await Promise.all(fleet.machines.map((machine) => (0,rsync/* upload */.S)(here, places.secrets, { machine, sshConfigFile, signal, options })));
    }
    finally {
        await (0,promises_.rm)(here, { force: true });
    }
}
async function run_job_collect(fleet, places, deps) {
    const { inputs, surface, file, signal } = deps;
    const results = await (0,collect/* collectResults */.n)(fleet, {
        layout: places,
        globs: inputs.results,
        resultsPath: inputs.resultsPath,
        signal,
        onProgress: (fraction, detail) => surface.progress('collect', fraction, detail),
    });
    file.save({ collected: true });
    surface.info(`${(0,format/* formatFiles */.HL)(results)} in ${inputs.resultsPath}`);
    return results;
}

// EXTERNAL MODULE: ./secrets/encode-ini.js
var encode_ini = __webpack_require__(46277);
// EXTERNAL MODULE: ./secrets/python-text.js
var python_text = __webpack_require__(33600);
// EXTERNAL MODULE: ./secrets/spell.js
var spell = __webpack_require__(24816);
;// CONCATENATED MODULE: ./secrets/maskable.js



/** Characters. Shorter ones would blacken every log. */
const shortest = 4;
/**
 * What must never show in a log, each once and the longest first, with a warning for each value that
 * is too short to be hidden. `[DEFAULT]`, and what a value is before interpolation, included.
 */
function maskable({ sections, raw }) {
    const found = new Set();
    const warnings = [];
    for (const keys of [...raw.values(), ...sections.values()]) {
        for (const value of keys.values())
            for (const form of maskable_forms(value))
                found.add(form);
    }
    for (const [section, keys] of raw) {
        for (const [key, written] of keys) {
            const value = sections.get(section)?.get(key) ?? written;
            if (value !== '' && value.length < shortest) {
                const message = `The value has fewer than ${shortest} characters and is not hidden in logs.`;
                warnings.push({ field: `secrets: ${(0,spell/* spell */.l)(section, key, value)}`, message });
            }
        }
    }
    return { values: [...found].sort((a, b) => b.length - a.length), warnings };
}
/**
 * A value in each form in which it can appear in a log: as it is, as the INI file has it, line by
 * line, in JSON or a URI, in hexadecimal and base64. None for a value under four characters, nor any
 * form that is shorter. (GitHub's runner adds base64 at other offsets, XML and shell quoting.)
 */
function maskable_forms(value) {
    if (value.length < shortest)
        return [];
    const bytes = Buffer.from(value);
    const all = [
        value,
        (0,encode_ini/* encodeValue */.I)(value),
        ...[value, (0,encode_ini/* encodeValue */.I)(value)].flatMap(python_text/* linesOf */.Dx).map(python_text/* strip */.bB),
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value.toWellFormed()),
        bytes.toString('hex'),
        bytes.toString('base64'),
    ];
    return [...new Set(all.filter((form) => form.length >= shortest))];
}

// EXTERNAL MODULE: ./teardown/record.js
var record = __webpack_require__(71592);
;// CONCATENATED MODULE: ./upload-artifact.js


/**
 * Keeps results as a workflow artifact (docs.github.com, "Storing workflow data as artifacts").
 *
 * @param files below `folder`
 * @throws UserError when the artifact could not be kept; the results are on the runner all the same
 */
async function uploadArtifact(name, folder, files) {
    const { DefaultArtifactClient } = await __webpack_require__.e(/* import() */ 842).then(__webpack_require__.bind(__webpack_require__, 84842));
    const paths = files.map(({ path }) => (0,external_node_path_.join)(folder, path));
    try {
        await new DefaultArtifactClient().uploadArtifact(name, paths, folder);
    }
    catch (cause) {
        throw new problem/* UserError */.yo({ field: 'artifact-name', message: `The artifact was not kept: ${cause.message}` }, problem/* ExitCode */.yU.ourFault, { cause });
    }
}

;// CONCATENATED MODULE: ./start-run.js











/**
 * A run from its inputs to its report.
 *
 * @returns the exit code for the step: the job's own, or one of ours
 */
async function startRun(deps) {
    const { inputs, surface, stateRoot, environment, signal } = deps;
    const masks = inputs.secrets ? maskable(inputs.secrets) : { values: [], warnings: [] };
    for (const value of masks.values)
        surface.mask(value);
    for (const warning of [...deps.warnings, ...masks.warnings])
        surface.warning(warning);
    const plan = planRun(inputs, runContext(environment, Date.now()));
    const file = record/* RecordFile */.W.create((0,external_node_path_.join)(stateRoot, plan.id), firstRecord(plan, inputs));
    deps.onRecord(file);
    surface.output('cluster-id', plan.id);
    surface.output('cluster-name', plan.name);
    surface.output('results-path', inputs.resultsPath);
    surface.info(`${plan.id}: ${plan.nodeNames.length} nodes, ${plan.cluster.kind}`);
    const began = performance.now();
    let outcome;
    let failure;
    try {
        outcome = await runJob({
            inputs,
            plan,
            provider: providerOf(inputs, file, surface),
            surface,
            file,
            pinnedIn: inputs.knownHosts.kind === 'text' ? '`ssh-known-hosts`' : inputs.knownHosts.path,
            neverCarried: [environment['RUNNER_TEMP']].filter((path) => path !== undefined),
            signal,
        });
        if (inputs.artifactName !== undefined) {
            await uploadArtifact(inputs.artifactName, inputs.resultsPath, outcome.results);
        }
    }
    catch (error) {
        failure = error;
    }
    const exitCode = judge(outcome, failure, signal, plan, surface);
    if (outcome)
        showOutputs(outcome, surface);
    surface.output('exit-code', String(exitCode));
    surface.output('duration-seconds', String(Math.round((performance.now() - began) / 1000)));
    const warnings = [...deps.warnings, ...masks.warnings];
    await surface.summary(await describeRun({ plan, inputs, file, outcome, failure, signal, surface, warnings, masks }));
    return exitCode;
}
function firstRecord(plan, inputs) {
    return {
        version: 1,
        id: plan.id,
        name: plan.name,
        run: plan.run,
        provider: plan.cluster.kind,
        startedAt: plan.startedAt,
        expiresAt: plan.expiresAt,
        teardown: plan.teardown,
        keyFile: inputs.privateKey?.file,
        resultsPath: inputs.resultsPath,
        results: inputs.results,
    };
}
/** Where the key's text lies when no file of the user's can serve; removed after the run. */
function keyFileOf(dir) {
    return (0,external_node_path_.join)(dir, 'ssh_key');
}
function providerOf(inputs, file, surface) {
    const { cluster, privateKey, knownHosts } = inputs;
    if (cluster.kind === 'aws')
        throw new Error('An !AWSCluster is refused with the inputs.');
    const pinned = (0,external_node_path_.join)(file.dir, 'pinned_hosts');
    if (knownHosts.kind === 'text')
        (0,external_node_fs_.writeFileSync)(pinned, knownHosts.text, { mode: 0o600 });
    if (privateKey && !privateKey.file) {
        (0,external_node_fs_.writeFileSync)(keyFileOf(file.dir), privateKey.text, { mode: 0o600 });
    }
    return registry/* providers */.r[cluster.kind]({
        stateDir: file.dir,
        save: (patch) => file.save(patch),
        info: (line) => surface.info(line),
        keyFile: privateKey?.file ?? keyFileOf(file.dir),
        knownHostsFile: knownHosts.kind === 'text' ? pinned : knownHosts.path,
    });
}
function judge(outcome, failure, signal, plan, surface) {
    if (outcome && failure === undefined) {
        if (outcome.reason === 'timed-out') {
            surface.error({
                field: 'max-runtime',
                message: `The job was ended after ${plan.maxRuntime} s.`,
                fix: 'Give it more time with `max-runtime`.',
            });
            return outcome.exitCode || 124;
        }
        if (outcome.exitCode !== 0) {
            surface.error({ message: `The job ended with exit code ${outcome.exitCode}.` });
        }
        return outcome.exitCode;
    }
    if (signal.aborted) {
        surface.error({ message: 'The run was interrupted.' });
        return problem/* ExitCode */.yU.interrupted;
    }
    if (failure instanceof problem/* UserError */.yo) {
        for (const problem of failure.problems)
            surface.error(problem);
        return failure.exitCode;
    }
    throw failure;
}
function showOutputs({ cluster, logPath }, surface) {
    const [orchestrator, ...factories] = cluster.nodes;
    surface.output('orchestrator-host', orchestrator.host);
    surface.output('factory-hosts', JSON.stringify(factories.map(({ host }) => host)));
    surface.output('log-path', logPath);
}


/***/ }),

/***/ 43390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ stateRoot)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Folder of this machine under which each run has its own: RUNNER_TEMP on a runner, which is
 * emptied around each job; in a terminal that of the XDG Base Directory Specification.
 */
function stateRoot({ RUNNER_TEMP, XDG_STATE_HOME }) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(RUNNER_TEMP ?? XDG_STATE_HOME ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)(), '.local', 'state'), 'flambe-action');
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


/***/ })

};
;