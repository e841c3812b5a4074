"use strict";
exports.id = 234;
exports.ids = [234];
exports.modules = {

/***/ 21234:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bringResources: () => (/* binding */ bringResources),
  lookAtResources: () => (/* binding */ lookAtResources)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./kept/run-cache.js
var run_cache = __webpack_require__(91411);
// EXTERNAL MODULE: ./kept/store.js
var kept_store = __webpack_require__(52052);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./resources/source.js
var source = __webpack_require__(21425);
;// CONCATENATED MODULE: ./resources/download.js









const usualPatience = { attempts: 5, pause: 500, silence: 60_000 };
/** Does what may fail in a network, again and again. @throws Unavailable; a UserError of ours */
async function insist(work, { patience, signal }) {
    for (let failed = 1;; failed++) {
        const silence = new Silence(patience.silence);
        try {
            return await work(AbortSignal.any([signal, silence.signal]));
        }
        catch (error) {
            signal.throwIfAborted();
            await pauseAfter(error, failed, { patience, signal });
        }
        finally {
            silence.end();
        }
    }
}
/**
 * Brings an object into a file, going on where it broke off, also in an earlier run.
 *
 * @param file may hold the beginning of this version
 * @returns the version that is in it now: the object may have been replaced on the way
 * @throws Unavailable
 */
async function download(entry, file, options) {
    const target = await (0,promises_.open)(file, 'a+');
    try {
        const transfer = new Transfer(entry, file, target, (await target.stat()).size);
        let furthest = transfer.have;
        for (let failed = 1;; failed++) {
            try {
                if (await transfer.goOn(options))
                    return transfer.version;
            }
            catch (error) {
                options.signal.throwIfAborted();
                if (transfer.have > furthest)
                    failed = 1;
                furthest = Math.max(furthest, transfer.have);
                await pauseAfter(error, failed, options);
            }
        }
    }
    finally {
        await target.close();
    }
}
/** One object on its way into one file, over as many connections as it takes. */
class Transfer {
    /** Bytes that are here. */
    have;
    version;
    #source;
    #file;
    #target;
    #doubts = 0;
    constructor({ source, version }, file, target, have) {
        this.#source = source;
        this.version = version;
        this.#file = file;
        this.#target = target;
        this.have = version.bytes !== undefined && have > version.bytes ? 0 : have;
    }
    /**
     * Fetches what is missing over one connection.
     *
     * @returns whether all of it is here; if not, it has to come once more
     * @throws Unavailable; any other error where trying again may help
     */
    async goOn(options) {
        if (this.have !== this.version.bytes || this.have === 0)
            await this.#receive(options);
        const { bytes } = this.version;
        if (bytes !== undefined && this.have !== bytes) {
            throw new Error(`the connection ended after ${this.have} of ${bytes} bytes`);
        }
        if (await isWhole(this.#file, this.version))
            return true;
        this.have = 0;
        this.#doubts += 1;
        if (this.#doubts > 1)
            throw new source/* Unavailable */.$P(notTheSame);
        return false;
    }
    async #receive({ patience, signal, onBytes }) {
        const silence = new Silence(patience.silence);
        let piece;
        try {
            const wanted = AbortSignal.any([signal, silence.signal]);
            piece = await this.#source.open(this.have, this.version, wanted);
            this.have = piece.from;
            this.version = piece.version;
            await makeRoom(this.#file, this.version, this.have);
            await this.#target.truncate(this.have);
            for await (const chunk of piece.body) {
                silence.heard();
                await write(this.#target, chunk, this.#file);
                this.have += chunk.length;
                onBytes(this.have);
            }
        }
        finally {
            silence.end();
            piece?.cancel();
        }
    }
}
const notTheSame = {
    message: 'arrives with other bytes than its checksum (ETag) says, twice.',
    fix: 'Upload it anew.',
};
async function write(target, chunk, file) {
    try {
        await target.appendFile(chunk);
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOSPC' || code === 'EDQUOT')
            throw noRoom(file);
        throw error;
    }
}
/** @throws Unavailable where it cannot fit */
async function makeRoom(file, { bytes }, have) {
    if (bytes === undefined)
        return;
    const { bavail, bsize } = await (0,promises_.statfs)((0,external_node_path_.dirname)(file));
    const free = bavail * bsize;
    if (bytes - have > free) {
        throw noRoom(file, `: it needs ${(0,format/* formatBytes */.z3)(bytes - have)}, and ${(0,format/* formatBytes */.z3)(free)} are free`);
    }
}
function noRoom(file, words = '') {
    const message = `does not fit on the disk of this machine${words}.`;
    return new source/* Unavailable */.$P({ message, fix: `Make room where ${(0,external_node_path_.dirname)(file)} lies.` });
}
async function isWhole(file, { md5 }) {
    if (md5 === undefined)
        return true;
    const hash = (0,external_node_crypto_.createHash)('md5');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash);
    return hash.digest('hex') === md5;
}
async function pauseAfter(error, failed, { patience, signal }) {
    if (error instanceof source/* Unavailable */.$P || error instanceof problem_0/* UserError */.yo)
        throw error;
    if (failed >= patience.attempts) {
        const { message } = error;
        const problem = {
            message: `cannot be fetched: ${message}, ${failed} times.`,
            fix: 'Try again later.',
        };
        throw new source/* Unavailable */.$P(problem, { cause: error });
    }
    await (0,external_node_timers_promises_.setTimeout)(patience.pause * 2 ** (failed - 1), undefined, { signal });
}
/** Ends what is not heard of. */
class Silence {
    #controller = new AbortController();
    #timer;
    constructor(milliseconds) {
        const words = `nothing was heard for ${milliseconds / 1000} s`;
        this.#timer = setTimeout(() => this.#controller.abort(new Error(words)), milliseconds);
    }
    get signal() {
        return this.#controller.signal;
    }
    heard() {
        this.#timer.refresh();
    }
    end() {
        clearTimeout(this.#timer);
    }
}

;// CONCATENATED MODULE: ./resources/meter.js

/** Bytes from which a download is worth more than one line of a log. */
const large = 32 * 1024 * 1024;
/** Tells of a download: often where a line replaces itself, in a log by a few lines whatever it takes. */
class Meter {
    #label;
    #total;
    #shown;
    #here = new Map();
    #percent = -1;
    #next;
    /** @param total bytes; undefined when nobody knows */
    constructor(label, total, shown) {
        this.#label = label;
        this.#total = total;
        this.#shown = shown;
        this.#next = total === undefined ? large : total / 4;
    }
    /** @param bytes of file `index`, that are here now */
    has(index, bytes) {
        this.#here.set(index, bytes);
        const sum = [...this.#here.values()].reduce((all, one) => all + one, 0);
        const total = this.#total;
        const percent = total ? Math.floor((100 * sum) / total) : Math.floor(sum / large);
        if (percent === this.#percent)
            return;
        this.#percent = percent;
        const detail = total ? `${(0,format/* formatBytes */.z3)(sum)} of ${(0,format/* formatBytes */.z3)(total)}` : (0,format/* formatBytes */.z3)(sum);
        this.#shown.progress(this.#label, total ? sum / total : 0, detail);
        if (sum < this.#next || (total !== undefined && total < large))
            return;
        this.#shown.info(`${this.#label}: ${detail}`);
        // A quarter each, or twice as much each time.
        while (this.#next <= sum)
            this.#next += total === undefined ? this.#next : total / 4;
    }
}

;// CONCATENATED MODULE: ./resources/fetch-into.js








/** Objects of a folder that are under way at the same time. */
const lanes = 8;
/**
 * Downloads into the store; what a run that was killed has begun is gone on with.
 *
 * @returns what came: it may have been replaced on the way
 */
async function fetchInto({ name, remote, entries, store, version, patience, signal, info, progress, }) {
    const work = await (version ? store.makeOrAdoptWorkDir(version) : store.makeWorkDir());
    const root = (0,external_node_path_.join)(work, remote.base);
    const meter = new Meter(`resource ${name}`, (0,source/* bytesOf */.$$)(entries), { info, progress });
    const got = [...entries];
    const queue = [...entries.keys()];
    const stop = new AbortController();
    const until = AbortSignal.any([signal, stop.signal]);
    const lane = async () => {
        for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
            const entry = entries[i];
            const file = entry.path === undefined ? root : (0,external_node_path_.join)(root, entry.path);
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
            const onBytes = (bytes) => meter.has(i, bytes);
            const came = await download(entry, file, { patience, signal: until, onBytes });
            got[i] = { ...entry, version: came };
        }
    };
    try {
        await Promise.all(Array.from({ length: lanes }, lane));
    }
    catch (error) {
        stop.abort();
        throw error;
    }
    // Of what tells no version: the bytes themselves.
    const came = (0,source/* versionName */.sh)(got) ?? (await hashOf(root));
    await store.put(work, came);
    await (0,promises_.rm)(work, { recursive: true, force: true });
    return { version: came, entries: got };
}
async function hashOf(file) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), hash);
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./resources/http.js

/** Something at an address of the web: one file. */
function atUrl(address) {
    const url = new URL(address);
    const { username, password } = url;
    const isPublic = username === '' && password === '' && url.search === '';
    url.username = '';
    url.password = '';
    url.hash = '';
    const authorization = basic(username, password);
    const shown = `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
    const source = {
        async open(from, known, signal) {
            const resumed = from > 0 && known && (await resume(url, authorization, from, known, signal));
            return resumed || http_open(url, authorization, signal);
        },
    };
    return {
        shown,
        base: url.pathname.replace(/\/+$/, '').split('/').at(-1) || url.hostname,
        isPublic,
        async look(signal) {
            const { version, cancel } = await source.open(0, undefined, signal);
            cancel();
            return [{ path: undefined, source, version }];
        },
    };
}
function basic(username, password) {
    if (username === '' && password === '')
        return {};
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
/** RFC 9110, 13.1.5: only a strong validator says that the bytes are still the same. */
function validatorOf({ tag, changed }) {
    if (tag === undefined)
        return changed;
    return tag.startsWith('"') ? tag : undefined;
}
/** Undefined when it has to be begun again. */
async function resume(url, headers, from, known, signal) {
    const validator = validatorOf(known);
    if (validator === undefined)
        return undefined;
    const range = { range: `bytes=${from}-`, 'if-range': validator };
    const { answer, cancel } = await ask(url, { ...headers, ...range }, signal);
    if (answer.status === 200)
        return whole(answer, cancel);
    const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? [];
    const isRest = answer.status === 206 && Number(first) === from;
    const isSame = (answer.headers.get('etag') ?? known.tag) === known.tag;
    if (isRest && isSame && Number(total) === (known.bytes ?? Number(total))) {
        return { version: known, from, body: answer.body ?? empty(), cancel };
    }
    cancel();
    return undefined;
}
async function http_open(url, headers, signal) {
    const { answer, cancel } = await ask(url, headers, signal);
    if (answer.status === 200)
        return whole(answer, cancel);
    cancel();
    throw refused(answer.status, 'authorization' in headers);
}
async function ask(url, headers, signal) {
    const own = new AbortController();
    const answer = await fetch(url, {
        headers: { 'accept-encoding': 'identity', 'user-agent': 'flambe-action', ...headers },
        signal: AbortSignal.any([signal, own.signal]),
    }).catch((error) => {
        signal.throwIfAborted();
        throw unreached(url, error);
    });
    return { answer, cancel: () => own.abort() };
}
function whole({ headers, body }, cancel) {
    return { version: versionOf(headers), from: 0, body: body ?? empty(), cancel };
}
async function* empty() { }
function versionOf(headers) {
    // What is unpacked on the way has another length, and cannot be resumed.
    const isPacked = (headers.get('content-encoding') ?? 'identity') !== 'identity';
    const length = headers.get('content-length');
    return {
        bytes: isPacked || length === null ? undefined : Number(length),
        tag: headers.get('etag') ?? undefined,
        changed: headers.get('last-modified') ?? undefined,
    };
}
/** A status that another try may change is an error like any other. */
function refused(status, withPassword) {
    if (status === 401 || status === 403) {
        const fix = withPassword
            ? 'Compare the user name and password in the address.'
            : 'See that the address is right, and that this machine may read it.';
        return new source/* Unavailable */.$P({ message: `may not be read: the server answers ${status}.`, fix });
    }
    if (status === 404 || status === 410) {
        const fix = 'Compare the address with the one that a browser opens.';
        return new source/* Unavailable */.$P({ message: `is not there: the server answers ${status}.`, fix });
    }
    if (status >= 500 || status === 429 || status === 408) {
        return new Error(`the server answers ${status}`);
    }
    return new source/* Unavailable */.$P({ message: `cannot be fetched: the server answers ${status}.` });
}
/** fetch(): the reason stands in the cause. */
function unreached({ hostname }, error) {
    const { cause } = error;
    const { code = '', message = error.message } = cause ?? {};
    if (code === 'ENOTFOUND') {
        const fix = 'Compare the name, and see that this machine reaches the network.';
        return new source/* Unavailable */.$P({ message: `cannot be fetched: no host ${hostname} is known.`, fix });
    }
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) {
        const fix = 'If the certificate is one of your own, name its CA by NODE_EXTRA_CA_CERTS.';
        return new source/* Unavailable */.$P({ message: `cannot be fetched: ${message}.`, fix });
    }
    if (/redirect count exceeded/.test(message)) {
        return new source/* Unavailable */.$P({ message: 'cannot be fetched: it is redirected again and again.' });
    }
    return new Error(message);
}

;// CONCATENATED MODULE: ./resources/bring-resources.js










/**
 * Looks whether resources at addresses can be had; little of them is read.
 *
 * @throws UserError with what is wrong with any of them
 */
async function lookAtResources(resources, { s3, signal, patience = usualPatience }) {
    const hasS3 = [...resources.values()].some(({ kind }) => kind === 's3');
    const client = hasS3 && s3 ? await (await __webpack_require__.e(/* import() */ 386).then(__webpack_require__.bind(__webpack_require__, 99386))).s3Client(s3) : undefined;
    const { atS3 } = client ? await __webpack_require__.e(/* import() */ 386).then(__webpack_require__.bind(__webpack_require__, 99386)) : { atS3: undefined };
    const looks = [...resources].map(async ([name, resource]) => {
        const { kind, value: address } = resource;
        const remote = kind === 's3' && client ? atS3?.(address, client) : atUrl(address);
        if (!remote)
            throw new Error('An address is one of the web or of S3.');
        return named(name, resource, remote, async () => {
            const entries = await insist((until) => remote.look(until), { patience, signal });
            return { name, address, remote, entries };
        });
    });
    return allOf(await Promise.allSettled(looks), signal);
}
/**
 * Brings resources to this machine: one after another, so that each has all of the network.
 *
 * @param resources those of kind `http` and `s3`
 * @returns absolute path of a file or folder by name; its last part is that of the address
 * @throws UserError with what is wrong with any of them
 */
async function bringResources(resources, options) {
    const found = await lookAtResources(resources, options);
    if (found.length === 0)
        return new Map();
    const cache = await (0,run_cache/* openRunCache */.e)('resources', process.env, options.info);
    const brought = new Map();
    const byAddress = new Map();
    for (const one of found) {
        const resource = resources.get(one.name);
        const path = byAddress.get(one.address) ??
            (await named(one.name, resource, one.remote, () => bring(one, cache, options)));
        byAddress.set(one.address, path);
        brought.set(one.name, path);
    }
    await (0,kept_store/* pruneStores */.t)(options.cacheDir);
    return brought;
}
async function bring({ name, address, remote, entries }, cache, { cacheDir, signal, patience = usualPatience, info, progress }) {
    const store = await kept_store/* Store */.i.open(cacheDir, remote.base, [address]);
    const bytes = (0,source/* bytesOf */.$$)(entries);
    const files = entries.length > 1 ? `${(0,format/* formatCount */.B4)(entries.length, 'file')}, ` : '';
    const size = `${files}${bytes === undefined ? 'size unknown' : (0,format/* formatBytes */.z3)(bytes)}`;
    const say = (words) => info(`resource ${name}: ${remote.shown}, ${words}`);
    const version = (0,source/* versionName */.sh)(entries);
    const kept = version && (await takeWhole(store, version, entries));
    if (kept) {
        say(`${size}, kept from before`);
        return kept;
    }
    const mayCache = cache && (cache.isPrivate || remote.isPublic) ? cache : undefined;
    const key = (of) => `flambe-resource-${store.key}-${of}`;
    if (version && mayCache) {
        await store.restore(version, (folder) => mayCache.restore(folder, key(version), bytes));
        const restored = await takeWhole(store, version, entries);
        if (restored) {
            say(`${size}, from the cache of the workflow`);
            return restored;
        }
    }
    say(size);
    const fetching = { ...{ name, remote, entries, store, version }, patience, signal };
    const made = await fetchInto({ ...fetching, info, progress });
    const dir = await takeWhole(store, made.version, made.entries);
    if (dir === undefined)
        throw new Error(`${store.folder(made.version)} went away.`);
    // What cannot be told from a later one is not found again.
    const isKept = (0,source/* versionName */.sh)(made.entries) !== undefined;
    if (isKept && mayCache) {
        await store.save(made.version, (folder) => mayCache.save(folder, key(made.version), bytes));
    }
    return dir;
}
/** What is kept, if all of it is there: a cache may have been cut off. */
async function takeWhole(store, version, entries) {
    const kept = await store.take(version);
    if (kept === undefined)
        return undefined;
    for (const { path, version: wanted } of entries) {
        const here = await (0,promises_.stat)(path === undefined ? kept : (0,external_node_path_.join)(kept, path)).catch(() => undefined);
        if (!here?.isFile() || here.size !== (wanted.bytes ?? here.size)) {
            await (0,promises_.rm)(store.folder(version), { recursive: true, force: true });
            return undefined;
        }
    }
    return kept;
}
/** @throws UserError in the place of `Unavailable` */
async function named(name, { place }, { shown }, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof source/* Unavailable */.$P))
            throw error;
        const { message, fix } = error.problem;
        const problem = {
            ...{ ...place, field: `resources.${name}`, message: `${shown} ${message}` },
            ...(fix && { fix }),
        };
        const exitCode = error.cause === undefined ? problem_0/* ExitCode */.yU.badInput : problem_0/* ExitCode */.yU.lost;
        throw new problem_0/* UserError */.yo(problem, exitCode, { cause: error });
    }
}
function allOf(results, signal) {
    signal.throwIfAborted();
    const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    const other = failures.find((reason) => !(reason instanceof problem_0/* UserError */.yo));
    if (other !== undefined)
        throw other;
    if (failures.length > 0) {
        const errors = failures;
        const worst = errors.find(({ exitCode }) => exitCode !== problem_0/* ExitCode */.yU.lost) ?? errors[0];
        throw new problem_0/* UserError */.yo(errors.flatMap(({ problems }) => problems), worst?.exitCode);
    }
    return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}


/***/ }),

/***/ 21425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ bytesOf),
/* harmony export */   $P: () => (/* binding */ Unavailable),
/* harmony export */   sh: () => (/* binding */ versionName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Why something cannot be had, as the end of a sentence that its address begins. With a cause it may
 * be had later.
 */
class Unavailable extends Error {
    name = 'Unavailable';
    problem;
    constructor(problem, options) {
        super(problem.message, options);
        this.problem = problem;
    }
}
/** Name of what is there; undefined where it cannot be told from what was there before. */
function versionName(entries) {
    if (entries.some(({ version }) => !version.tag && !version.changed))
        return undefined;
    const content = entries.map(({ path, version }) => [
        ...[path, version.tag, version.changed, version.bytes],
    ]);
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(content)).digest('hex');
}
/** Bytes of all; undefined when one does not say. */
function bytesOf(entries) {
    const sizes = entries.map(({ version }) => version.bytes);
    return sizes.reduce((sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes), 0);
}


/***/ })

};
;