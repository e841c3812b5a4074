"use strict";
exports.id = 685;
exports.ids = [685];
exports.modules = {

/***/ 2412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sb: () => (/* binding */ ownContext),
/* harmony export */   ev: () => (/* binding */ stepContext),
/* harmony export */   rt: () => (/* binding */ runName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Who the action's step is: in a workflow the same job, attempt and step on the same runner give the
 * same seed, in whatever process.
 */
function stepContext(environment, now) {
    if (!environment['GITHUB_RUN_ID'])
        return ownContext(environment, now);
    // The jobs of a matrix differ in nothing but where they run.
    const where = ['RUNNER_TRACKING_ID', 'RUNNER_NAME', 'RUNNER_TEMP', 'GITHUB_WORKSPACE'];
    const names = ['GITHUB_JOB', 'GITHUB_ACTION', ...where];
    const parts = [runName(environment), ...names.map((name) => environment[name] ?? '')];
    const seed = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(parts.join('\0')).digest('hex');
    return { ...ownContext(environment, now), seed };
}
/** On the command line each start is a run of its own: one step of a workflow may have many. */
function ownContext(environment, now) {
    const seed = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex');
    return { run: runName(environment), seed, now, ...times(environment) };
}
/** `owner/repo/run_id/attempt` in a workflow, `user@machine` anywhere else. */
function runName(environment) {
    const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
    if (!GITHUB_RUN_ID)
        return `${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}`;
    return [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
}
/** Minutes; tests, which do not wait that long, say how many seconds. */
function times(environment) {
    return {
        leaseSeconds: Number(environment['FLAMBE_ACTION_LEASE_SECONDS']) || 600,
        marginSeconds: Number(environment['FLAMBE_ACTION_MARGIN_SECONDS']) || 60,
        keepSeconds: Number(environment['FLAMBE_ACTION_KEEP_SECONDS']) || 180,
    };
}


/***/ }),

/***/ 52760:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $7: () => (/* binding */ extensionForms),
  yZ: () => (/* binding */ isModuleName),
  TP: () => (/* binding */ parseExtension)
});

;// CONCATENATED MODULE: ./inputs/git-address.js
/** A user of this length and without a password is taken for a token. */
const shortestToken = 20;
/** `https://host/user/repo[/tree/branch[/path]]`. */
function parseHttps(value) {
    if (!URL.canParse(value))
        return { fault: 'It is no URL' };
    const { protocol, host, hostname, pathname, username, password } = new URL(value);
    const location = splitPath(hostname, pathname);
    if ('fault' in location)
        return location;
    const isSecret = password !== '' || username.length >= shortestToken;
    const user = username === '' || isSecret ? '' : `${username}@`;
    const credentials = [username, password].map(decode).join(':');
    return {
        ...described(host, location),
        url: `${protocol}//${user}${host}/${location.repository}`,
        credentials: isSecret ? credentials : undefined,
    };
}
/**
 * `ssh://git@host:user/repo.git` as flambé has it, `ssh://git@host[:port]/user/repo.git` as git has
 * it, and the scp form `git@host:user/repo.git`; each may go on with `/tree/branch[/path]`.
 */
function parseSsh(value) {
    const match = /^(?:ssh:\/\/)?(\w[\w.+-]*)@(\w[\w.-]*)([:/])([^\s:]+)$/i.exec(value);
    if (!match)
        return { fault: 'It is no git address over SSH' };
    const [, user = '', host = '', separator, rest = ''] = match;
    const mayHavePort = separator === ':' && /^ssh:/i.test(value);
    const [, port, path = rest] = mayHavePort ? (portForm.exec(rest) ?? []) : [];
    const isPort = port !== undefined && !(isHosting(host) && !path.includes('/'));
    const location = splitPath(host, isPort ? path : rest);
    if ('fault' in location)
        return location;
    const { repository } = location;
    const scp = `${user}@${host}:${rest.startsWith('/') ? '/' : ''}${repository}`;
    const url = `ssh://${user}@${host}${isPort ? `:${port}` : ''}/${repository}`;
    return {
        ...described(host, location),
        url: separator === ':' && !isPort ? scp : url,
        credentials: undefined,
    };
}
/** `2222/user/repo.git`; on GitHub or Bitbucket `2222/repo.git` is a user's of that name. */
const portForm = /^(\d{1,5})\/(.+)$/;
function described(host, { repository, inside }) {
    const name = repository
        .replace(/\.git$/, '')
        .split('/')
        .at(-1) ?? '';
    return { shown: `${host}/${repository}`, name, inside };
}
/** Whether the host is GitHub's or Bitbucket's kind, where a repository is `user/name`. */
function isHosting(host) {
    return /(^|[.-])(github|bitbucket)[.-]/i.test(host);
}
function splitPath(host, path) {
    const parts = path.split('/').filter((part) => part !== '');
    const marker = /bitbucket/i.test(host) ? 'src' : 'tree';
    const length = isHosting(host) ? hostedLength(marker, parts) : repositoryLength(parts);
    const [repository, after] = [parts.slice(0, length), parts.slice(length)];
    if (repository.length < Math.min(length, isHosting(host) ? 2 : 1)) {
        return { fault: 'The URL names no repository' };
    }
    if (after[0] === '-')
        after.shift();
    const [kind, ...inside] = after;
    if (kind !== undefined && kind !== marker) {
        return { fault: `After the repository only \`/${marker}/branch\` may follow` };
    }
    if (kind !== undefined && inside.length === 0) {
        return { fault: `The branch is missing after \`/${kind}\`` };
    }
    const decoded = inside.map(decode).flatMap((part) => part.split('/'));
    if (decoded.some((part) => part === '..' || /\p{Cc}/u.test(part))) {
        return { fault: 'A path in a repository holds no `..`' };
    }
    return { repository: repository.join('/'), inside: decoded.filter((part) => part !== '.') };
}
/** Two parts; a Bitbucket Server has it deeper (`scm/project/repo.git`), GitHub never. */
function hostedLength(marker, parts) {
    const end = parts.findIndex((part) => part.endsWith('.git')) + 1;
    return marker === 'tree' || parts[2] === marker ? 2 : Math.max(2, end);
}
/** Elsewhere a repository may lie at any depth: it ends with `.git`, or before GitLab's `/-/`. */
function repositoryLength(parts) {
    const end = parts.findIndex((part) => part.endsWith('.git')) + 1;
    const dash = parts.indexOf('-');
    if (dash > 0 && (end === 0 || dash < end))
        return dash;
    return end || Math.max(1, parts.length);
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./inputs/extensions.js

/** What an entry of an extensions header must be: what flambé takes (flambe/compile/extensions.py), and the scp form. */
const extensionForms = 'a local path, `https://host/user/repo[/tree/branch[/path]]` (`/src/` at Bitbucket), ' +
    '`ssh://git@host:user/repo.git`, or a PyPI requirement like `py-extensions==1.0`';
const version = String.raw `\s*(?:~=|===?|!=|<=?|>=?)\s*[\w.*+!-]+\s*`;
const requirement = new RegExp(String.raw `^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?\s*(?:\[[\w.,\s-]*\])?` +
    String.raw `(?:${version}(?:,${version})*|\s*@\s*[\w.+-]+:\S+)?$`);
/** Whether the name can be that of a Python module at top level. */
function isModuleName(name) {
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}
/** What an entry of the header is, or why it is none. A fault never shows a URL's credentials. */
function parseExtension(value) {
    if (/[\p{Cc}]/u.test(value) || value.trim() !== value || value === '') {
        return { fault: 'It is empty, or has spaces or line breaks around it' };
    }
    if (/^[^/:\s@]+@[^/:\s@]+:(?!\/\/)\S+$/.test(value))
        return git(parseSsh(value));
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(value)?.[1]?.toLowerCase();
    if (scheme === 'https')
        return git(parseHttps(value));
    if (scheme === 'ssh')
        return git(parseSsh(value));
    if (scheme !== undefined)
        return { fault: `flambé takes no \`${scheme}:\` addresses` };
    if (requirement.test(value)) {
        return { kind: /^[\w.-]+$/.test(value) ? 'name' : 'requirement' };
    }
    if (/^[./~]|\//.test(value))
        return { kind: 'folder' };
    return { fault: 'It is neither a path nor a requirement' };
}
function git(address) {
    return 'fault' in address ? address : { kind: 'git', address };
}


/***/ }),

/***/ 82738:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ fieldsOf),
/* harmony export */   b: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14437);

/** The value of a scalar that is a text. */
function textOf(file, alias) {
    const node = file.content(alias);
    const isText = node.kind === 'scalar' && /(^!!|:)str$/.test(node.tag);
    return isText ? node.value : undefined;
}
/**
 * The fields of a mapping by name, with those that merge keys bring (yaml.org/type/merge): its own
 * come before merged ones, and of several merged the first counts. Keys that are no scalars are
 * left out.
 */
function fieldsOf(file, mapping) {
    const own = new Map();
    const merged = [];
    for (const { key: alias, value } of mapping.items) {
        const key = file.content(alias);
        if (key.kind !== 'scalar')
            continue;
        const merges = key.value === '<<' && key.style === js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN && !key.tagged;
        if (merges)
            merged.push(value);
        else
            own.set(key.value, value);
    }
    for (const value of merged) {
        const node = file.content(value);
        const sources = node.kind === 'sequence' ? node.items.map(file.content) : [node];
        for (const source of sources) {
            if (source.kind !== 'mapping')
                continue;
            for (const [name, field] of fieldsOf(file, source)) {
                if (!own.has(name))
                    own.set(name, field);
            }
        }
    }
    return own;
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

/***/ 14512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ readPipIndex)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/**
 * Credentials come out of the address: pip gives addresses to children of its own as arguments, which
 * every user of a host can read.
 *
 * @throws UserError that names the key, without its value
 */
function readPipIndex(sections) {
    const pip = sections?.get('PIP');
    const trustedHost = pip?.get('host')?.trim() || undefined;
    const given = pip?.get('host_url')?.trim();
    if (!given)
        return { trustedHost, url: undefined, login: undefined };
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(given)) {
        throw refuse('It is no address; accepted is one that begins with https:// or http://.');
    }
    const [user, password] = [url.username, url.password].map(decodeURIComponent);
    if (user === '' && password === '')
        return { trustedHost, url: given, login: undefined };
    if (user === '' || password === '') {
        throw refuse('It has a user or a password, and not both.', 'Give both: an index that knows you by a token as user takes any password, and the other way round.');
    }
    if (![user, password].every((word) => /^[!$-&(-[\]-~]+$/.test(word))) {
        throw refuse('Its user or password has a character that a netrc file cannot hold.', 'Use one of printable ASCII, without spaces, quotes, `#` and `\\`; most indexes give out tokens.');
    }
    const host = url.hostname;
    url.username = '';
    url.password = '';
    return { trustedHost, url: url.href, login: { host, user, password } };
}
function refuse(message, fix) {
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field: 'secrets: [PIP] host_url', message, ...(fix && { fix }) });
}


/***/ }),

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

/***/ 73433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ readCluster),
  k: () => (/* binding */ readHosts)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
;// CONCATENATED MODULE: ./inputs/cluster-file.js
/** The cluster of a run that names none. */
const embeddedCluster = {
    kind: 'local',
    name: 'local',
    factoriesNum: 2,
    setupCmds: [],
};

// EXTERNAL MODULE: ./inputs/flambe-yaml.js + 1 modules
var flambe_yaml = __webpack_require__(46974);
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
// EXTERNAL MODULE: ./inputs/raw-inputs.js
var raw_inputs = __webpack_require__(18806);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
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
    if (!text.includes(':') || !(0,external_node_net_.isIPv6)(text))
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

;// CONCATENATED MODULE: ./inputs/schema.js
// What fields may hold, said once: values are checked by it, and it is published as JSON Schema.
/** @param form what the text must look like; only a pattern shows in JSON Schema */
function schema_text(accepted, form) {
    const fits = form instanceof RegExp ? (value) => form.test(value) : form;
    return {
        type: 'string',
        json: { type: 'string', ...(form instanceof RegExp && { pattern: form.source }) },
        issues: (value, path) => {
            if (typeof value !== 'string')
                return [{ path, kind: 'no text', message: accepted }];
            return fits(value) ? [] : wrong(path, accepted);
        },
    };
}
function oneOf(accepted, texts) {
    return {
        type: 'string',
        json: { type: 'string', enum: texts },
        issues: (value, path) => (texts.some((one) => one === value) ? [] : wrong(path, accepted)),
    };
}
function trueOrFalse(accepted = 'true or false') {
    return {
        type: 'boolean',
        json: { type: 'boolean' },
        issues: (value, path) => (typeof value === 'boolean' ? [] : wrong(path, accepted)),
    };
}
function integer(accepted, from, to) {
    return {
        type: 'integer',
        json: { type: 'integer', minimum: from, maximum: to },
        issues: (value, path) => Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
            ? []
            : wrong(path, accepted),
    };
}
function list(accepted, item, { least = 0, most = Number.POSITIVE_INFINITY } = {}) {
    const limits = { ...(least > 0 && { minItems: least }), ...(most < 1e9 && { maxItems: most }) };
    return {
        type: 'array',
        json: { type: 'array', items: item.json, ...limits },
        issues: (value, path) => {
            if (!Array.isArray(value) || value.length < least || value.length > most) {
                return wrong(path, accepted);
            }
            return value.flatMap((one, i) => item.issues(one, [...path, i]));
        },
    };
}
function pair(accepted, item) {
    return list(accepted, item, { least: 2, most: 2 });
}
/** An object of any names. */
function mapping(accepted, value) {
    return {
        type: 'object',
        json: { type: 'object', additionalProperties: value.json },
        issues: (given, path) => isObject(given)
            ? Object.entries(given).flatMap(([name, one]) => value.issues(one, [...path, name]))
            : wrong(path, accepted),
    };
}
/** One of several that are told apart by their type; issues are those of the one of the value's type. */
function either(accepted, one, other) {
    return {
        type: undefined,
        json: { anyOf: [one.json, other.json] },
        issues: (value, path) => {
            const found = [one, other].find(({ type }) => type === typeOf(value));
            return found ? found.issues(value, path) : wrong(path, accepted);
        },
    };
}
function optional(schema) {
    return { ...schema, optional: true };
}
function described(description, schema) {
    return { ...schema, json: { ...schema.json, description } };
}
/**
 * An object of these fields and no others.
 *
 * @param check looked at even where one of the fields is wrong
 */
function fields(shape, check = () => { }) {
    const entries = Object.entries(shape);
    const required = entries.filter(([, schema]) => !('optional' in schema)).map(([name]) => name);
    return {
        type: 'object',
        names: Object.keys(shape),
        json: {
            type: 'object',
            properties: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
            ...(required.length > 0 && { required }),
            additionalProperties: false,
        },
        issues: (value, path) => {
            if (!isObject(value))
                return wrong(path, 'a mapping of fields');
            const found = Object.keys(value)
                .filter((name) => !Object.hasOwn(shape, name))
                .map((name) => ({ path: [...path, name], kind: 'unknown field', message: '' }));
            for (const [name, schema] of entries) {
                const given = Object.hasOwn(value, name);
                if (given || !('optional' in schema)) {
                    found.push(...schema.issues(given ? value[name] : undefined, [...path, name]));
                }
            }
            check(value, (at, message) => found.push({ path: [...path, ...at], kind: 'sentence', message }));
            return found;
        },
    };
}
function wrong(path, message) {
    return [{ path, kind: 'wrong', message }];
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function typeOf(value) {
    if (Array.isArray(value))
        return 'array';
    if (typeof value === 'number')
        return 'integer';
    return isObject(value) ? 'object' : typeof value;
}

;// CONCATENATED MODULE: ./inputs/cluster-fields.js


// What is said to be accepted follows "accepted is": yaml-fields.ts puts what was given before it.
/** A whole number within limits. */
function wholeNumber(from, to, unit = 'a whole number') {
    return integer(`${unit} from ${from} to ${to}`, from, to);
}
/** One text, or a list of texts to try in this order. */
function oneOrMore(accepted, item) {
    return either(accepted, item, list(accepted, item, { least: 1 }));
}
const printable = /^[^\x00-\x1f\x7f-\x9f]{1,128}$/u;
const cluster_fields_name = described('Name of the cluster', schema_text('a text of 1 to 128 printable characters', printable));
const setupCmds = optional(described('Commands that prepare every host, run in order; they must stand being run twice', list('a list of shell commands', schema_text('a shell command', /\S/))));
const addressForm = 'a host name or an IP address, without user and port';
const address = schema_text(addressForm, isAddress);
const hostForm = `${addressForm}, or a list of two: [public, private]`;
const host = either(hostForm, address, pair(hostForm, address));
const user = schema_text('a login name', userPattern);
const key = optional(described('Path of the private key that opens every host, relative to this file', schema_text('the path of a private key', /^[^\x00-\x1f\x7f-\x9f]+$/u)));
/** What is said of hosts that are reached over SSH, whoever made them. */
const reach = {
    use_public: optional(described('Whether the public addresses are used from outside (true)', trueOrFalse())),
    ssh_port: optional(described('Port of sshd (22)', wholeNumber(1, 65535, 'a port'))),
    ssh_jump: optional(described('user@host[:port] to go through', schema_text('user@host or user@host:port', (jump) => parseJump(jump) !== undefined))),
};
/** flambe/cluster/ssh.py, and ours: ssh_port, ssh_jump. */
const sshFields = described('!SSHCluster: hosts that are there; nothing is created or terminated', fields({
    name: cluster_fields_name,
    orchestrator_ip: described('The orchestrator: address, or [public, private]', host),
    factories_ips: described('The factories: addresses, or pairs [public, private]', list('a list of addresses, at most 1000', host, { most: 1000 })),
    key,
    username: described('Login name on every host', user),
    ...reach,
    setup_cmds: setupCmds,
}, ({ orchestrator_ip, factories_ips }, report) => {
    const factories = Array.isArray(factories_ips) ? factories_ips : [];
    const hosts = [
        { node: 'orchestrator', path: ['orchestrator_ip'], field: orchestrator_ip },
        ...factories.map((field, i) => {
            return { node: `factory-${i + 1}`, path: ['factories_ips', i], field };
        }),
    ];
    const nodes = new Set(hosts.map(({ node }) => node));
    const seen = new Set();
    for (const { node, path, field } of hosts) {
        const identities = addressesOf(field);
        // On nodes both lead to one: whichever is meant, it may be the other.
        const another = identities.find((identity) => identity !== node && nodes.has(identity));
        if (another !== undefined) {
            report(path, `\`${another}\` is the name of another node in this run, and this host is ${node}; accepted is its full name, its IP address, or another order.`);
        }
        if (identities.some((identity) => seen.has(identity))) {
            report(path, 'This address was given before: every host of a cluster is another machine.');
        }
        for (const identity of identities)
            seen.add(identity);
    }
}));
function addressesOf(field) {
    const texts = (Array.isArray(field) ? field : [field]).filter((text) => typeof text === 'string');
    return texts.filter(isAddress).map(addressIdentity);
}
const localFields = described('!LocalCluster: nodes on this machine, without any cloud', fields({
    name: optional(cluster_fields_name),
    factories_num: optional(described('Number of factories (2)', wholeNumber(0, 16))),
    setup_cmds: setupCmds,
}));
const common = { name: cluster_fields_name, key, user, reach, setupCmds };

;// CONCATENATED MODULE: ./inputs/aws-fields.js


const instanceType = schema_text('an instance type like `m6i.large`', /^[a-z][\w-]*\.[\w-]+$/);
const subnet = schema_text('a subnet id, `subnet-…`', /^subnet-\w+$/);
const ami = schema_text('`ami-…`, `ssm:/path/of/a/parameter` or `ubuntu-24.04`', /^(ami-\w+|ssm:\/[\w./-]+|ubuntu-\d\d\.\d\d)$/);
const timeout = integer('hours (a whole number), 0 for at once when idle, or -1 for never', -1, 24 * 365);
const shape = {
    name: common.name,
    factories_num: described('Number of factories', wholeNumber(0, 1000)),
    factories_type: described('Instance type of the factories, or several to try in this order', oneOrMore('an instance type or a list of them', instanceType)),
    orchestrator_type: described('Instance type of the orchestrator', instanceType),
    subnet_id: described('Subnet, or several to try in this order', oneOrMore('a subnet id or a list of them', subnet)),
    security_group: described('Security group; runner: one made for the run, open to the address of the runner alone', schema_text('a security group id, `sg-…`, or `runner`', /^(sg-\w+|runner)$/)),
    creator: described('Tag that says whose machines they are', schema_text('a text that says whose machines they are', /^[^\x00-\x1f\x7f-\x9f]{1,256}$/u)),
    key_name: optional(described('EC2 key pair; with neither this nor a key, one is made for the run', schema_text('the name of an EC2 key pair', /^[^\x00-\x1f\x7f-\x9f]{1,255}$/u))),
    key: common.key,
    region_name: optional(described('Region of the cluster', schema_text('a region like `eu-central-1`', /^[a-z]{2,4}(-[a-z]+)+-\d+$/))),
    username: optional(described('Login name on every instance (ubuntu)', common.user)),
    tags: optional(described('Tags of all that is created', mapping('a mapping of tag names to texts', schema_text('a text of at most 256 characters', /^[^\x00-\x1f\x7f-\x9f]{0,256}$/u)))),
    orchestrator_ami: optional(described('Image of the orchestrator: ami-…, ssm:/path or ubuntu-24.04', ami)),
    factory_ami: optional(described('Image of the factories: ami-…, ssm:/path or ubuntu-24.04', ami)),
    dedicated: optional(described('Dedicated tenancy (false)', trueOrFalse())),
    orchestrator_timeout: optional(described('Hours of idleness before termination (-1: never)', timeout)),
    factories_timeout: optional(described('Hours of idleness before termination (1)', timeout)),
    volume_size: optional(described('GB (100)', wholeNumber(1, 16384, 'GB, a whole number'))),
    volume_type: optional(described('EBS volume type (gp3)', oneOf('`gp3`, `gp2` or `io1`', ['gp2', 'gp3', 'io1']))),
    spot: optional(described('Spot instances as factories; prefer: on demand where there are none (false)', either('true, false or `prefer`', trueOrFalse(), oneOf('true, false or `prefer`', ['prefer'])))),
    min_factories: optional(described('Start with this many factories at least (factories_num)', wholeNumber(0, 1000))),
    instance_profile: optional(described('IAM instance profile of the instances', schema_text('the name or ARN of an IAM instance profile', /^[^\s\x00-\x1f\x7f-\x9f]{1,255}$/u))),
    ...common.reach,
    setup_cmds: common.setupCmds,
};
/** Tags that are written by flambé or by us, or belong to AWS. */
const reservedTag = /^(creator|name|aws:.*|flambe-action:.*)$/i;
/** flambe/cluster/aws.py (`AWSCluster.parse` for what it refuses), and ours. */
const awsFields = described('!AWSCluster: EC2 instances made for the run and terminated after it', fields(shape, (given, report) => {
    const { orchestrator_timeout: orchestrator = -1, factories_timeout: factories = 1 } = given;
    if (typeof orchestrator === 'number' && typeof factories === 'number') {
        const outlive = orchestrator > -1 && (factories === -1 || factories > orchestrator);
        const field = 'factories_timeout' in given ? 'factories_timeout' : 'orchestrator_timeout';
        const shown = `factories_timeout ${factories}, orchestrator_timeout ${orchestrator}`;
        if (outlive)
            report([field], `The factories would outlive the orchestrator (${shown}).`);
    }
    for (const tag of Object.keys(given.tags ?? {}).filter((tag) => reservedTag.test(tag))) {
        report(['tags', tag], 'This tag is written by the run itself and cannot be given.');
    }
    const { factories_num: most, min_factories: least } = given;
    if (typeof most === 'number' && typeof least === 'number' && least > most) {
        report(['min_factories'], `It is more than factories_num, ${most}.`);
    }
}));

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
        factoriesTypes: build_cluster_list(fields.factories_type),
        orchestratorType: fields.orchestrator_type,
        subnetIds: build_cluster_list(fields.subnet_id),
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
function build_cluster_list(field) {
    const [first = '', ...others] = typeof field === 'string' ? [field] : field;
    return [first, ...others];
}

// EXTERNAL MODULE: ./inputs/nearest-name.js
var nearest_name = __webpack_require__(4000);
// EXTERNAL MODULE: ./inputs/user-file.js
var user_file = __webpack_require__(25196);
// EXTERNAL MODULE: ./inputs/findings.js
var findings = __webpack_require__(86968);
// EXTERNAL MODULE: ./inputs/shown.js
var shown = __webpack_require__(90157);
// EXTERNAL MODULE: ./inputs/yaml-values.js
var yaml_values = __webpack_require__(97224);
;// CONCATENATED MODULE: ./inputs/yaml-fields.js





/**
 * Checks the fields of a mapping against what they may hold.
 *
 * @throws UserError with every problem: its place, what was given and what is accepted
 */
function checkFields(schema, { file, root, title }) {
    const { names } = schema;
    const { value, problems } = (0,yaml_values/* plainValue */._y)(file, root);
    const fields = value ?? {};
    const issues = schema.issues(fields, []).slice(0, findings/* mostProblems */.y);
    if (issues.length === 0 && problems.length === 0)
        return fields;
    const misspelt = new Set();
    const unknown = issues.filter(({ kind }) => kind === 'unknown field').map(unknownField);
    const wrong = issues.filter(({ kind, path }) => {
        return kind !== 'unknown field' && !(path.length === 1 && misspelt.has(String(path[0])));
    });
    const tagged = new Set(problems.map(({ field }) => field));
    const others = wrong.map(wrongValue).filter(({ field }) => !tagged.has(field));
    throw new problem/* UserError */.yo([...problems, ...unknown, ...others].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
    function unknownField({ path }) {
        const name = String(path.at(-1));
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
        if (issue.kind === 'sentence')
            return { ...problem, message: issue.message };
        if (node === undefined || (0,yaml_values/* isEmpty */.Im)(file, node)) {
            return { ...problem, message: `It is missing; accepted is ${issue.message}.` };
        }
        const message = `${given(file, node)} was given; accepted is ${issue.message}.`;
        return { ...problem, message, ...hint(issue, (0,yaml_values/* plainValue */._y)(file, node).value) };
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
    return node.items.find(({ key }) => (0,yaml_values/* keyName */.xT)(file, key) === part);
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
    if (issue.kind === 'no text' && typeof value !== 'object')
        return { fix: 'Put it in quotes.' };
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
    const file = (0,flambe_yaml/* parseYaml */.hN)(bytes, path);
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
    const pair = node.items.find(({ key }) => (0,yaml_values/* keyName */.xT)(file, key) === name);
    return pair && file.place(pair.value);
}

;// CONCATENATED MODULE: ./inputs/read-hosts.js










/** The cluster, its key and its known hosts; what is not well is undefined. */
function readHosts(raw, context, findings) {
    const read = findings.attempt(() => readCluster(raw, context));
    const knownHosts = findings.attempt(() => readKnownHosts(raw, context));
    const given = findings.attempt(() => readGivenKey(raw, context));
    const privateKey = given ?? (read && findings.attempt(() => readNamedKey(read, raw, context)));
    return { cluster: read?.cluster, privateKey, knownHosts };
}
/** The cluster file alone. @throws UserError with everything that is wrong with it */
function readCluster(raw, context) {
    const path = raw.values.get('cluster');
    if (path === undefined)
        return { cluster: embeddedCluster, keyPlace: undefined };
    const bytes = (0,user_file/* readUserFile */.E1)({ path, field: (0,raw_inputs/* spelled */.uQ)(raw, 'cluster') }, flambe_yaml/* yamlLimit */.BY, context);
    return readClusterFile(bytes, path, context);
}
function readKnownHosts(raw, context) {
    const given = (0,given_text/* givenText */.x)(raw, 'ssh-known-hosts', flambe_yaml/* yamlLimit */.BY, context);
    if (!given)
        return { kind: 'file', path: (0,external_node_path_.join)(context.home, '.ssh/known_hosts') };
    const origin = given.file ? { file: given.origin } : { field: given.origin };
    const problems = knownHostsProblems(given.text, origin);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    // OpenSSH takes it for a part of the first name.
    return { kind: 'text', text: given.text.replace(/^\ufeff/, '') };
}
function readGivenKey(raw, context) {
    const given = (0,given_text/* givenText */.x)(raw, 'ssh-private-key', private_key/* keyLimit */.l, context);
    return (given &&
        (0,private_key/* readPrivateKey */.$)(given.text, { ...given, place: { field: (0,raw_inputs/* spelled */.uQ)(raw, 'ssh-private-key') } }));
}
function readNamedKey({ cluster, keyPlace }, raw, context) {
    if (cluster.kind === 'local' || raw.values.has('ssh-private-key'))
        return undefined;
    const { key } = cluster;
    if (key === undefined) {
        if (cluster.kind === 'aws' && cluster.keyName === undefined)
            return undefined;
        const wanted = cluster.kind === 'aws' ? `the key pair \`${cluster.keyName}\`` : 'an !SSHCluster';
        throw new problem/* UserError */.yo({
            field: (0,raw_inputs/* spelled */.uQ)(raw, 'ssh-private-key'),
            message: `A private key is wanted for ${wanted}, and none was given.`,
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


/***/ }),

/***/ 20120:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ readInputs)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./inputs/shown.js
var shown = __webpack_require__(90157);
;// CONCATENATED MODULE: ./inputs/flag.js


/** YAML 1.2, 10.3.2, Core Schema; what @actions/core takes for a boolean, too. */
const yes = ['true', 'True', 'TRUE'];
const no = ['false', 'False', 'FALSE'];
function isTrue(text) {
    return text !== undefined && yes.includes(text.trim());
}
/** @throws UserError if it is neither */
function readFlag(text, field) {
    if (isTrue(text))
        return true;
    if (no.includes(text.trim()))
        return false;
    throw new problem/* UserError */.yo({
        field,
        message: `${(0,shown/* shown */.S)(text)} was given; accepted is true or false.`,
    });
}

// EXTERNAL MODULE: ./inputs/raw-inputs.js
var raw_inputs = __webpack_require__(18806);
;// CONCATENATED MODULE: ./inputs/again.js


/** Stands where the action was given the text of a file; the command line wants its path. */
const files = {
    secrets: 'secrets.ini',
    'ssh-private-key': 'KEY-FILE',
    'ssh-known-hosts': 'known_hosts',
};
/** What only a workflow has. */
const elsewhere = ['runnable', 'artifact-name'];
/** The words of a command line that asks for the same again; no key and no secret is in it. */
function commandLineFor(raw) {
    const { form, values } = raw;
    const options = raw_inputs/* inputNames */.vj
        .filter((name) => !elsewhere.includes(name))
        .flatMap((name) => {
        if ((0,raw_inputs/* inputOption */.IO)(name).value === undefined)
            return flag(raw, name);
        const value = values.get(name);
        if (value === undefined || value === (0,raw_inputs/* inputOption */.IO)(name).fallback)
            return [];
        const given = form === 'action' ? (files[name] ?? value) : value;
        const { repeated } = (0,raw_inputs/* inputOption */.IO)(name);
        const lines = repeated ? given.split(/[\r\n]+/).filter((line) => line.trim()) : [given];
        return lines.flatMap((line) => [`--${name}`, line]);
    });
    return ['flambe-action', 'run', values.get('runnable') ?? '', ...options];
}
function flag(raw, name) {
    const isOfNoUse = name === 'install-extensions' && raw.values.has('command');
    return !isOfNoUse && isTrue((0,raw_inputs/* givenOrFallback */.$T)(raw, name)) ? [`--${name}`] : [];
}

// EXTERNAL MODULE: ./inputs/artifact-name.js
var artifact_name = __webpack_require__(55574);
// EXTERNAL MODULE: ./inputs/nearest-name.js
var nearest_name = __webpack_require__(4000);
;// CONCATENATED MODULE: ./inputs/command.js

const placeholders = ['runnable', 'secrets', 'results'];
/**
 * The shell line to run instead of flambé.
 *
 * @param field how the user spells the input
 */
function readCommand(text, field) {
    const command = text?.trimEnd() ?? '';
    if (command.trim() === '')
        return { command: undefined, warnings: [] };
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

// EXTERNAL MODULE: ./inputs/findings.js
var inputs_findings = __webpack_require__(86968);
;// CONCATENATED MODULE: ./inputs/flambe-options.js




const ofFlambe = [
    'install-extensions',
    'force',
    'verbose',
    'flambe-version',
];
/**
 * How flambé itself is to run.
 *
 * @throws UserError with everything that is wrong, `debug` among it: flambé refuses to debug on a
 *   cluster (flambe/runner/run.py)
 */
function readFlambeOptions(raw) {
    const problems = [];
    const read = (name, take) => {
        try {
            return take((0,raw_inputs/* givenOrFallback */.$T)(raw, name) ?? '', (0,raw_inputs/* spelled */.uQ)(raw, name));
        }
        catch (error) {
            if (!(error instanceof problem/* UserError */.yo))
                throw error;
            problems.push(...error.problems);
            return undefined;
        }
    };
    const options = {
        installExtensions: read('install-extensions', readFlag),
        force: read('force', readFlag),
        verbose: read('verbose', readFlag),
        version: read('flambe-version', (text, field) => versionOf(text, field, '0.4.18')),
        pythonVersion: read('python-version', (text, field) => text === '' ? '3.7' : versionOf(text, field, '3.7')),
    };
    const rayVersion = read('ray-version', (text, field) => text === '' ? undefined : versionOf(text, field, '2.40.0'));
    if (read('debug', readFlag))
        problems.push(noDebugging(raw));
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    const pythonVersion = raw.values.has('python-version') ? options.pythonVersion : undefined;
    const ray = rayVersion !== undefined && raw.values.has('command')
        ? { version: rayVersion, pythonVersion }
        : undefined;
    // Without a problem every one of them was read.
    return { options: options, ray, warnings: useless(raw) };
}
function versionOf(text, field, example) {
    const version = text.trim();
    if (/^\d+(\.\d+){1,3}([a-z]+\d*)?$/.test(version))
        return version;
    const message = `${(0,shown/* shown */.S)(text)} was given; accepted is a version like \`${example}\`.`;
    throw new problem/* UserError */.yo({ field, message });
}
function noDebugging(raw) {
    return {
        field: (0,raw_inputs/* spelled */.uQ)(raw, 'debug'),
        message: 'flambé does not debug on a cluster: it would wait for somebody at a keyboard.',
        fix: 'Leave it out, or debug with `flambe --debug` on one machine.',
    };
}
function useless(raw) {
    if (!raw.values.has('command')) {
        if (!raw.values.has('ray-version'))
            return [];
        return [{ field: (0,raw_inputs/* spelled */.uQ)(raw, 'ray-version'), message: 'flambé has a Ray of its own.' }];
    }
    const withRay = raw.values.has('ray-version');
    const names = ofFlambe.filter((name) => name !== 'force' || !withRay);
    const more = withRay ? [] : ['python-version'];
    return [...names, ...more]
        .filter((name) => isMeant(raw, name))
        .map((name) => ({
        field: (0,raw_inputs/* spelled */.uQ)(raw, name),
        message: 'It has no effect with a `command`, which runs instead of flambé.',
    }));
}
/** An action is given every default of action.yml, as if the user had said it. */
function isMeant(raw, name) {
    const given = raw.values.get(name);
    const usual = (0,raw_inputs/* givenOrFallback */.$T)({ ...raw, values: new Map() }, name);
    return given !== undefined && given !== usual;
}

// EXTERNAL MODULE: ./inputs/flambe-yaml.js + 1 modules
var flambe_yaml = __webpack_require__(46974);
;// CONCATENATED MODULE: ./inputs/job-env.js

/** Set for the job by the run itself. */
const ours = /^(FLAMBE_\w*|LC_ALL|PYTHONUTF8)$/;
const credential = /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|GITHUB_TOKEN|GH_TOKEN|ACTIONS_\w*TOKEN)$/;
/** A shell that is told to set one of these ends (bash(1), Shell Variables). */
const readonlyInShells = /^(BASHOPTS|BASH_VERSINFO|EUID|PPID|SHELLOPTS|UID)$/;
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
            const twice = env.has(name) ? { message: 'It is given twice.' } : undefined;
            const fault = twice ?? nameFault(name) ?? (name === 'PATH' ? pathFault(value) : undefined);
            if (fault)
                throw new problem/* UserError */.yo({ ...where, ...fault });
            env.set(name, value);
            if (secretLike.test(name))
                findings.warnings.push({ ...where, ...maybeSecret });
            if (variable.test(value))
                findings.warnings.push({ ...where, ...asItStands });
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
function pathFault(value) {
    if (value.split(':').includes('/usr/bin'))
        return undefined;
    return {
        message: 'It lacks /usr/bin; values are taken as they stand, a `$PATH` in them, too.',
        fix: 'Write it out, as `/opt/conda/bin:/usr/local/bin:/usr/bin:/bin`, or set it in `command`.',
    };
}
function nameFault(name) {
    if (ours.test(name))
        return { message: 'The run sets this variable itself.' };
    if (readonlyInShells.test(name))
        return { message: 'Shells let nobody set this variable.' };
    if (credential.test(name)) {
        return {
            message: 'Credentials of AWS and GitHub never go to a node.',
            fix: 'If the job needs some of its own, give them in `secrets`.',
        };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./inputs/no-way-in.js

/**
 * What keeps everybody out of machines that are to stay for a look. On the command line the folder of
 * the run stays, and with it the run's own key, on a machine whose address is let in.
 */
function noWayIn(raw, cluster, privateKey, teardown) {
    if (raw.form !== 'action' || cluster?.kind !== 'aws')
        return [];
    if (teardown === undefined || teardown === 'always')
        return [];
    const field = (0,raw_inputs/* spelled */.uQ)(raw, 'teardown');
    const nobody = `With \`${teardown}\` machines may stay to which nobody can log in`;
    const problems = [];
    if (!privateKey) {
        problems.push({
            field,
            message: `${nobody}: their key is made for the run, and goes with this runner.`,
            fix: 'Give `key_name` and, as `ssh-private-key`, its private key.',
        });
    }
    if (cluster.securityGroup === 'runner') {
        problems.push({
            field,
            message: `${nobody} from elsewhere: \`security_group: runner\` lets in the address of this runner alone.`,
            fix: 'Name a security group that lets you in.',
        });
    }
    return problems;
}

// EXTERNAL MODULE: ./inputs/pip-index.js
var pip_index = __webpack_require__(14512);
// EXTERNAL MODULE: ./inputs/read-aws.js
var read_aws = __webpack_require__(11042);
// EXTERNAL MODULE: ./inputs/read-hosts.js + 9 modules
var read_hosts = __webpack_require__(73433);
// EXTERNAL MODULE: ./inputs/read-secrets-input.js + 8 modules
var read_secrets_input = __webpack_require__(99173);
// EXTERNAL MODULE: ./inputs/resources.js
var inputs_resources = __webpack_require__(34881);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./inputs/user-file.js
var user_file = __webpack_require__(25196);
;// CONCATENATED MODULE: ./inputs/results-inputs.js





/**
 * Absolute path where results are put: a folder of their own, since it is never carried to a node.
 *
 * @throws UserError if the workspace, the workdir or `.git` would be in it, or it in `.git`; or if
 *   nothing could be put there
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
    const obstacle = obstacleTo(path);
    if (obstacle === undefined)
        return path;
    const fix = 'Accepted is a folder in which results can be put, or one that can be made.';
    throw new problem/* UserError */.yo({ field, message: `${(0,shown/* shown */.S)(text)} cannot be written to: ${obstacle}.`, fix });
}
/** What keeps this user from making a folder and putting something in it. */
function obstacleTo(path) {
    try {
        if (!(0,external_node_fs_.statSync)(path).isDirectory())
            return `${path} is no folder`;
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
        return undefined;
    }
    catch (error) {
        const { code = '', syscall } = error;
        if (syscall === 'access')
            return `${path} may not be written by this user (${code})`;
        const mayBeMade = ['ENOENT', 'ENOTDIR', 'EACCES'].includes(code);
        return mayBeMade
            ? obstacleTo((0,external_node_path_.dirname)(path))
            : `${(0,shown/* shown */.S)(path)} is no path for a folder (${code})`;
    }
}
/**
 * Paths and globs on the orchestrator, a line each.
 *
 * @throws UserError if one goes upwards, from where rsync sends nothing, or has a `**`, which finds only
 *   what `*` finds
 */
function readResults(text, field) {
    const globs = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    const problems = globs.flatMap((glob) => faultsOf(glob).map((fault) => ({ field, ...fault })));
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return globs;
}
function faultsOf(glob) {
    const faults = [];
    if (glob.split('/').includes('..')) {
        const message = `${(0,shown/* shown */.S)(glob)} goes upwards by \`..\`; accepted are paths from the workdir, \`/…\` and \`~/…\`.`;
        faults.push({ message, fix: 'Say where it lies from `/` or `~/` on.' });
    }
    if (glob.replaceAll(/\\./g, '').includes('**')) {
        const message = `${(0,shown/* shown */.S)(glob)} has \`**\`, which stands for one name here, as \`*\` does.`;
        const fix = 'Name the folder, which comes whole, or give a glob for each depth: `a/*.pt`, `a/*/*.pt`.';
        faults.push({ message, fix });
    }
    return faults;
}
function isWithin(path, folder) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`));
}

// EXTERNAL MODULE: ./inputs/mapping-fields.js
var mapping_fields = __webpack_require__(82738);
// EXTERNAL MODULE: ./inputs/yaml-values.js
var yaml_values = __webpack_require__(97224);
;// CONCATENATED MODULE: ./inputs/devices.js


/** `devices: {gpu: N}` (flambe/experiment/experiment.py); undefined where no GPU is wanted. */
function readDevices(file, root) {
    const field = (0,mapping_fields/* fieldsOf */.P)(file, root).get('devices');
    const node = field && file.content(field);
    const gpu = node?.kind === 'mapping' ? (0,mapping_fields/* fieldsOf */.P)(file, node).get('gpu') : undefined;
    const gpus = gpu && (0,yaml_values/* plainValue */._y)(file, gpu).value;
    return gpu && typeof gpus === 'number' && gpus > 0 ? { gpus, place: file.place(gpu) } : undefined;
}

// EXTERNAL MODULE: ./inputs/extensions.js + 1 modules
var extensions = __webpack_require__(52760);
;// CONCATENATED MODULE: ./inputs/runnable.js






/**
 * Reads a runnable file as far as it concerns us: its extensions header, its root tag, and the name,
 * pipeline and resources of an `!Experiment`. All other tags and fields are flambé's business.
 *
 * @param path as the user wrote it
 * @throws UserError with every problem of the file
 */
function readRunnable(bytes, path) {
    const file = (0,flambe_yaml/* parseYaml */.hN)(bytes, path);
    const problems = [];
    const { documents } = file;
    if (documents.length > 2) {
        const message = `It has ${documents.length} YAML documents: flambé takes the runnable, and the extensions before it.`;
        problems.push({ ...placeOf(file, documents[2]), message });
    }
    const header = documents.length > 1 ? documents[0] : undefined;
    const extensions = readHeader(file, header, problems);
    const root = readRoot(file, documents[header ? 1 : 0], problems);
    if (problems.length > 0)
        throw new problem/* UserError */.yo(problems);
    return { ...root, ...extensions };
}
function readHeader(file, header, problems) {
    const extensions = new Map();
    const extensionPlaces = new Map();
    if (header === undefined)
        return { extensions, extensionPlaces };
    const root = header.contents && file.content(header.contents);
    if (root?.kind !== 'mapping' || root.tagged) {
        problems.push({
            ...placeOf(file, header),
            field: 'extensions',
            message: `The first of two documents lists extensions: \`module: value\`; it is ${describe(root)}.`,
            fix: 'Leave the first document out, or list extensions in it.',
        });
        return { extensions, extensionPlaces };
    }
    for (const { key, value } of root.items) {
        const name = (0,mapping_fields/* textOf */.b)(file, key);
        const source = (0,mapping_fields/* textOf */.b)(file, value);
        const fault = extensionProblem(name, source);
        if (fault)
            problems.push({ ...file.place(fault.field === name ? value : key), ...fault });
        else if (name !== undefined && source !== undefined) {
            extensions.set(name, source);
            extensionPlaces.set(name, file.place(value));
        }
    }
    return { extensions, extensionPlaces };
}
function extensionProblem(name, source) {
    if (name === undefined || !(0,extensions/* isModuleName */.yZ)(name)) {
        const field = 'extensions';
        const message = 'The name of an extension is that of a Python module at top level.';
        return { field, message, fix: 'Use letters, digits and underscores.' };
    }
    const read = source === undefined ? { fault: 'It is no text' } : (0,extensions/* parseExtension */.TP)(source);
    if (!('fault' in read))
        return undefined;
    return { field: name, message: `${read.fault}; accepted is ${extensions/* extensionForms */.$7}.` };
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
        return { tag: '', name: undefined, resources: new Map(), devices: undefined };
    }
    const isExperiment = root.tag === '!Experiment';
    if (isExperiment)
        checkExperiment(file, root, problems);
    const resources = isExperiment ? (0,inputs_resources/* readResources */.Mq)(file, root, problems) : new Map();
    const devices = isExperiment ? readDevices(file, root) : undefined;
    const name = fieldOf(file, root, 'name');
    return { tag: root.tag, name: name && (0,mapping_fields/* textOf */.b)(file, name), resources, devices };
}
/** flambe/experiment/experiment.py: the name's rule is `^([a-zA-Z0-9]+[_-]*)+$`, written without backtracking. */
function checkExperiment(file, root, problems) {
    const name = fieldOf(file, root, 'name');
    const text = name && (0,mapping_fields/* textOf */.b)(file, name);
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
    return root.items.find(({ key }) => (0,mapping_fields/* textOf */.b)(file, key) === name)?.value;
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
const modes = ['run', 'plan'];
/**
 * Everything the user said, read once and checked; no other place reads an input or a file of it.
 *
 * @throws UserError with all problems of all inputs and files together
 */
function readInputs(raw, context) {
    const findings = new inputs_findings/* Findings */.F(raw.problems);
    const check = (name, read, otherwise = '') => findings.attempt(() => {
        const { fallback = otherwise } = (0,raw_inputs/* inputOption */.IO)(name);
        return read(raw.values.get(name) ?? fallback, (0,raw_inputs/* spelled */.uQ)(raw, name));
    });
    const runnable = findings.attempt(() => runnableOf(raw, context));
    const hosts = (0,read_hosts/* readHosts */.k)(raw, context, findings);
    const secrets = findings.attempt(() => (0,read_secrets_input/* readSecretsInput */.S)(raw, context, findings));
    const run = findings.attempt(() => readCommand(raw.values.get('command'), (0,raw_inputs/* spelled */.uQ)(raw, 'command')));
    if (runnable && run?.command === undefined) {
        const { resources, absolutePath: file } = runnable;
        findings.problems.push(...(0,inputs_resources/* checkResources */.EB)(resources, file, context.home));
    }
    const readsS3 = run?.command === undefined && (0,inputs_resources/* readsFromS3 */.Cy)(runnable, hosts.cluster);
    const { aws, s3 } = (0,read_aws/* readAws */.k)(raw, hosts.cluster, readsS3, context, findings);
    const flambe = findings.attempt(() => readFlambeOptions(raw));
    if (run?.command === undefined || flambe?.ray) {
        findings.attempt(() => (0,pip_index/* readPipIndex */.m)(secrets?.secrets?.sections));
    }
    const carried = run?.command === undefined ? '' : '.';
    const workdir = check('workdir', (text, field) => (text === '' ? undefined : folder(text, field, context)), carried);
    const env = check('env', (text, field) => readJobEnv(text, field, findings));
    const maxRuntime = check('max-runtime', runtime);
    const results = check('results', readResults);
    const resultsPath = check('results-path', (text, field) => readResultsPath(text, { field, workdir: workdir ?? context.cwd }, context));
    const artifactName = check('artifact-name', (text, field) => (0,artifact_name/* readArtifactName */.Ep)(text, field, context.noArtifacts));
    const teardown = check('teardown', (text, field) => oneOf(policies, text, field));
    const mode = check('mode', (text, field) => oneOf(modes, text, field));
    const maxCost = check('max-cost', dollars);
    const read = {
        runnable,
        ...hosts,
        aws,
        s3,
        mode,
        maxCost,
        ...secrets,
        env,
        maxRuntime,
        results,
        resultsPath,
        teardown,
    };
    if (findings.problems.length > 0)
        throw new problem/* UserError */.yo(findings.problems);
    findings.warnings.push(...(run?.warnings ?? []), ...(flambe?.warnings ?? []));
    findings.warnings.push(...noWayIn(raw, hosts.cluster, hosts.privateKey, teardown));
    const inputs = {
        ...read,
        command: run?.command,
        flambe: flambe?.options,
        ray: flambe?.ray,
        workdir,
        artifactName: artifactName || undefined,
        again: commandLineFor(raw),
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
    const bytes = (0,user_file/* readUserFile */.E1)({ path, field }, flambe_yaml/* yamlLimit */.BY, context);
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
function oneOf(accepted, text, field) {
    const found = accepted.find((name) => name === text);
    if (found)
        return found;
    const message = `${(0,shown/* shown */.S)(text)} was given; accepted is ${listed(accepted)}.`;
    const fix = (0,nearest_name/* didYouMean */.a)(text, accepted);
    throw new problem/* UserError */.yo({ field, message, ...(fix && { fix }) });
}
/** `a, b or c`. */
function listed(names) {
    return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
/** US dollars; undefined where none were given. */
function dollars(text, field) {
    if (text === '')
        return undefined;
    const [, digits] = /^\$?(\d{1,7}(?:\.\d{1,4})?)$/.exec(text.trim()) ?? [];
    if (digits !== undefined)
        return Number(digits);
    const message = `${(0,shown/* shown */.S)(text)} was given; accepted are US dollars, like \`25\` or \`2.50\`.`;
    throw new problem/* UserError */.yo({ field, message });
}


/***/ }),

/***/ 34881:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ broughtFrom),
/* harmony export */   Cy: () => (/* binding */ readsFromS3),
/* harmony export */   EB: () => (/* binding */ checkResources),
/* harmony export */   Mq: () => (/* binding */ readResources),
/* harmony export */   SQ: () => (/* binding */ readsOnNodes),
/* harmony export */   oU: () => (/* binding */ resourcePath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _mapping_fields__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82738);
/* harmony import */ var _shown__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90157);
/* harmony import */ var _user_file__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(25196);
/* harmony import */ var _yaml_values__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97224);





const accepted = 'a path on this machine, `https://…`, `s3://bucket/key`, or `!cluster` and a path on the nodes';
/** `resources` of an Experiment, by name; what is wrong in it is added to `problems`. */
function readResources(file, root, problems) {
    const resources = new Map();
    const field = (0,_mapping_fields__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P)(file, root).get('resources');
    const node = field && file.content(field);
    // flambé takes a null as none.
    if (field === undefined || (0,_yaml_values__WEBPACK_IMPORTED_MODULE_3__/* .isEmpty */ .Im)(file, field))
        return resources;
    if (node?.kind !== 'mapping') {
        const message = `It is no mapping; accepted is \`name: value\`, the value being ${accepted}.`;
        problems.push({ ...file.place(field), field: 'resources', message });
        return resources;
    }
    for (const [name, value] of (0,_mapping_fields__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .P)(file, node)) {
        const read = readResource(file, name, value);
        if ('message' in read) {
            problems.push({ ...file.place(value), field: `resources.${shownName(name)}`, ...read });
        }
        else
            resources.set(name, read);
    }
    return resources;
}
function readResource(file, name, value) {
    if (name === '' || /[/\p{Cc}]/u.test(name)) {
        return {
            message: 'The name becomes part of a file name: it may hold no `/` and no line break.',
        };
    }
    const node = file.content(value);
    const text = node.kind === 'scalar' ? node.value : '';
    if (text === '' || /\p{Cc}/u.test(text))
        return { message: `It is no text; accepted is ${accepted}.` };
    const place = file.place(value);
    if (node.tagged && node.tag === '!cluster')
        return { kind: 'cluster', value: text, place };
    if (node.tagged && !/str>?$/.test(node.tag)) {
        return { message: `The tag \`${node.tag}\` means nothing here; accepted is ${accepted}.` };
    }
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1]?.toLowerCase();
    if (scheme === undefined)
        return { kind: 'local', value: text, place };
    if (scheme === 's3') {
        if (/^s3:\/\/[^/]+\/./i.test(text))
            return { kind: 's3', value: text, place };
        return { message: 'It names no bucket and key; accepted is `s3://bucket/key`.' };
    }
    if (/^https?$/.test(scheme) && URL.canParse(text))
        return { kind: 'http', value: text, place };
    return { message: `\`${scheme}:\` cannot be fetched; accepted is ${accepted}.` };
}
/**
 * Absolute path of a local resource: relative ones start from the runnable's folder.
 *
 * @param runnable absolute path of the runnable
 */
function resourcePath({ value }, runnable, home) {
    return (0,_user_file__WEBPACK_IMPORTED_MODULE_2__/* .absolutePath */ .Hi)(value, { cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(runnable), home });
}
/** Whether this machine reads from S3. */
function readsFromS3(runnable, cluster) {
    if (runnable === undefined || cluster === undefined)
        return false;
    return [...broughtFrom(runnable, cluster).values()].some(({ kind }) => kind === 's3');
}
/**
 * Those at an address that this machine brings. What lies in S3 the machines of an `!AWSCluster` with
 * an `instance_profile` read by its rights, without a way over this machine.
 */
function broughtFrom({ resources }, cluster) {
    const onNodes = readsOnNodes(cluster);
    const isBrought = ({ kind }) => kind === 'http' || (kind === 's3' && !onNodes);
    return new Map([...resources].filter(([, resource]) => isBrought(resource)));
}
/** Whether the machines have rights of their own at AWS. */
function readsOnNodes(cluster) {
    return cluster.kind === 'aws' && cluster.instanceProfile !== undefined;
}
/** A problem for each local resource that is not there. */
function checkResources(resources, runnable, home) {
    return [...resources]
        .filter(([, resource]) => resource.kind === 'local')
        .filter(([, resource]) => (0,_user_file__WEBPACK_IMPORTED_MODULE_2__/* .kindOf */ .I)(resourcePath(resource, runnable, home)) === undefined)
        .map(([name, { value, place }]) => ({
        ...place,
        field: `resources.${shownName(name)}`,
        message: `${(0,_shown__WEBPACK_IMPORTED_MODULE_4__/* .shown */ .S)(value)} is not there, or may not be looked at.`,
        fix: 'A relative path starts from the folder of this file; for one on the nodes write `!cluster` before it.',
    }));
}
function shownName(name) {
    return name.replaceAll(/\p{Cc}/gu, '?').slice(0, 80);
}


/***/ }),

/***/ 97224:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ isEmpty),
/* harmony export */   _y: () => (/* binding */ plainValue),
/* harmony export */   xT: () => (/* binding */ keyName)
/* harmony export */ });
/* harmony import */ var js_yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14437);

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
    const text = tagged && !isRoot ? /str>?$/.test(tag) : style !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .SCALAR_STYLE */ .jK.PLAIN;
    if (text)
        return value;
    const number = /^[-+]?\d[\d_]*$/.test(value) ? value.replaceAll('_', '') : value;
    for (const { resolve } of [js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .nullCoreTag */ .DX, js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .boolCoreTag */ .G7, js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .intCoreTag */ .Z7, js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .floatCoreTag */ .ok]) {
        const resolved = resolve(number, false, '');
        if (resolved !== js_yaml__WEBPACK_IMPORTED_MODULE_0__/* .NOT_RESOLVED */ .Hg)
            return resolved;
    }
    return value;
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