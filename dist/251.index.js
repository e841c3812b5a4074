"use strict";
exports.id = 251;
exports.ids = [251];
exports.modules = {

/***/ 64331:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BI: () => (/* binding */ localResources),
/* harmony export */   jA: () => (/* binding */ checkLocalResources),
/* harmony export */   ld: () => (/* binding */ namedExtension),
/* harmony export */   mT: () => (/* binding */ namedResource),
/* harmony export */   rv: () => (/* binding */ carryNamed)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _inputs_resources__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34881);
/* harmony import */ var _remote_rsync__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67742);
/* harmony import */ var _remote_workdir_list_folder__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5703);
/* harmony import */ var _remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60686);





/** A resource that lies on this machine, at `path`. */
function namedResource(name, path, { runnable }) {
    return { path, place: { ...runnable.resources.get(name)?.place, field: `resources.${name}` } };
}
/** The folder of an extension; undefined for a PyPI requirement. */
function namedExtension({ module, dir }, { runnable }) {
    const place = { ...runnable.extensionPlaces.get(module), field: module };
    return dir === undefined ? undefined : { path: dir, place };
}
/** Resources of this machine, by name: absolute path. */
function localResources({ runnable }) {
    const local = [...runnable.resources].filter(([, { kind }]) => kind === 'local');
    return new Map(local.map(([name, resource]) => {
        return [name, (0,_inputs_resources__WEBPACK_IMPORTED_MODULE_1__/* .resourcePath */ .oU)(resource, runnable.absolutePath, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)())];
    }));
}
/** @throws UserError for each that is itself never carried */
function checkLocalResources(inputs, never, signal) {
    const named = [...localResources(inputs)].map(([name, path]) => namedResource(name, path, inputs));
    return (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_4__/* .checkNamed */ .e)(named, never, signal);
}
/**
 * Sends what the user names to the orchestrator, without what is never carried.
 *
 * @param there its path on the nodes; for a file in a folder that is there
 * @throws UserError when it is itself never carried
 */
async function carryNamed({ orchestrator: machine, sshConfigFile }, named, there, { neverCarried, surface, signal }) {
    const { field } = named.place;
    const { path, folder } = await (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_4__/* .listNamed */ .S)(named, neverCarried, signal);
    const transfer = {
        ...{ machine, sshConfigFile, signal },
        onProgress: (fraction, detail) => surface.progress(field, fraction, detail),
    };
    if (folder === undefined)
        return (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_2__/* .upload */ .Se)(path, there, transfer);
    for (const warning of folder.warnings)
        surface.warning(warning);
    if (folder.leftOut !== '')
        surface.info(`${field}: never carried, so left out: ${folder.leftOut}`);
    // rsync makes no folder for no files.
    await machine.check('make a folder', 'mkdir -p "$1"', { args: [there], signal });
    await (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_2__/* .upload */ .Se)(`${path}/`, `${there}/`, { ...transfer, files: (0,_remote_workdir_list_folder__WEBPACK_IMPORTED_MODULE_3__/* .filesFrom */ .c)(folder.files) });
}


/***/ }),

/***/ 19923:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ jobName)
/* harmony export */ });
/** What runs as the job, as a report says it. */
function jobName({ command, runnable }) {
    return command ?? `flambe ${runnable.path}`;
}


/***/ }),

/***/ 80489:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ neverCarried)
/* harmony export */ });
/**
 * What no node may have, by path and by content: the key, the secrets and the results of this run.
 *
 * @param folders absolute paths besides, as far as there are any
 */
function neverCarried({ privateKey, secrets, secretsFile, resultsPath }, folders) {
    const paths = [...folders, resultsPath, secretsFile, privateKey?.file];
    const contents = [
        ...(privateKey ? [Buffer.from(privateKey.text)] : []),
        ...(secrets ? [secrets.ini] : []),
    ];
    return { paths: paths.filter((path) => path !== undefined), contents };
}


/***/ }),

/***/ 67749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GB: () => (/* binding */ checkMaxCost),
/* harmony export */   _r: () => (/* binding */ io1Operations),
/* harmony export */   ct: () => (/* binding */ affordableSeconds),
/* harmony export */   ho: () => (/* binding */ costOf),
/* harmony export */   nT: () => (/* binding */ formatDollars),
/* harmony export */   o5: () => (/* binding */ costOfUsed)
/* harmony export */ });
/* unused harmony exports instancePrice, dollars */
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/** AWS counts a month as 730 hours (Amazon EBS pricing). */
const monthHours = 730;
/** Dedicated Instances: some 10 % more, and 2 dollars an hour and region (Amazon EC2 Dedicated Instances pricing). */
const dedicated = { factor: 1.1, region: 2 };
/** EC2 bills by the second, a minute at least (Amazon EC2 pricing). */
const leastSeconds = 60;
/** The machines of a plan as they are asked for: all factories, none of them at a spot price. */
function machinesOf(cluster) {
    const { orchestratorType, factoriesTypes, factoriesNum, spot } = cluster;
    return [
        { role: 'orchestrator', count: 1, types: [orchestratorType], spot: false },
        { role: 'factory', count: factoriesNum, types: factoriesTypes, spot: spot !== false },
    ];
}
/**
 * What a run on EC2 costs an hour, and at worst: until its machines end themselves.
 *
 * @param machines those of the plan, or those that there really were
 * @throws Error when it is no run on EC2
 */
function costOf(plan, prices, machines) {
    const { cluster, region } = plan;
    if (cluster.kind !== 'aws' || region === undefined)
        throw new Error('Only EC2 has a price.');
    const seconds = (Date.parse(plan.expiresAt) - Date.parse(plan.startedAt)) / 1000;
    return priced(cluster, region, seconds, prices, machines ?? machinesOf(cluster));
}
function priced(cluster, region, seconds, prices, machines) {
    const there = machines.filter(({ count }) => count > 0);
    const all = there.reduce((sum, { count }) => sum + count, 0);
    const volume = volumePrice(cluster, region, prices);
    const lines = there.map((each) => machineLine(each, cluster, region, prices));
    if (cluster.dedicated)
        lines.push({ what: 'dedicated tenancy', hourly: dedicated.region });
    const size = `${cluster.volumeSize} GB ${cluster.volumeType}`;
    lines.push({ what: `${all} × ${size}`, hourly: all * volume.hourly });
    if (cluster.usePublic) {
        lines.push({ what: `${all} × public IPv4 address`, hourly: all * prices.publicAddress });
    }
    const hourly = lines.reduce((sum, line) => sum + (line.hourly ?? 0), 0);
    return {
        lines,
        hourly,
        worstCase: dollars(hourly, seconds),
        seconds,
        unknown: lines.filter((line) => line.hourly === undefined).map(({ what }) => what),
        notes: notesOf(cluster, region, volume.isGuess, there),
        asOf: prices.asOf,
    };
}
/**
 * What machines have cost, each for its own time, on demand: of a spot instance that is the most.
 *
 * @returns US dollars; what has no known price does not count
 */
function costOfUsed(plan, prices, used) {
    const one = ({ type }) => costOf(plan, prices, [{ role: 'factory', count: 1, types: [type], spot: false }]).hourly;
    const { cluster } = plan;
    // That is for all of them together.
    const shared = cluster.kind === 'aws' && cluster.dedicated ? dedicated.region : 0;
    const longest = Math.max(0, ...used.map(({ seconds }) => seconds));
    const each = used.map((machine) => dollars(one(machine) - shared, machine.seconds));
    return each.reduce((sum, amount) => sum + amount, used.length && dollars(shared, longest));
}
function machineLine({ count, types }, cluster, region, prices) {
    const known = types.map((type) => ({ type, price: instancePrice(type, region, prices) }));
    const missing = known.find(({ price }) => price === undefined);
    if (missing)
        return { what: `${count} × ${missing.type}`, hourly: undefined };
    const [dearest] = known.sort((a, b) => (b.price ?? 0) - (a.price ?? 0));
    const each = (dearest?.price ?? 0) * (cluster.dedicated ? dedicated.factor : 1);
    return { what: `${count} × ${dearest?.type}`, hourly: count * each };
}
/** An hour on demand; undefined where the table does not have it. */
function instancePrice(type, region, { regions, instances }) {
    const column = regions.split(' ').indexOf(region);
    const start = instances.indexOf(`\n${type} `);
    if (column < 0 || start < 0)
        return undefined;
    const row = instances.slice(start + 1, instances.indexOf('\n', start + 1)).split(' ');
    return known(row[column + 1]);
}
/**
 * What an io1 volume is made with: 5000 as in flambe/cluster/aws.py, as far as its size lets it have
 * them (Amazon EBS User Guide, Provisioned IOPS SSD volumes: 50 for each GiB).
 */
function io1Operations(gib) {
    return Math.min(5000, 50 * gib);
}
/** An hour of one volume. Of a region whose prices are not known, the dearest that are. */
function volumePrice({ volumeType, volumeSize }, region, { volumes }) {
    const rows = volumes
        .trim()
        .split('\n')
        .map((row) => row.split(' '));
    const own = rows.find(([name]) => name === region);
    const column = { gp3: 1, gp2: 2, io1: 3 }[volumeType];
    const of = (row) => {
        const iops = volumeType === 'io1' ? (known(row[4]) ?? 0) * io1Operations(volumeSize) : 0;
        return (volumeSize * (known(row[column]) ?? 0) + iops) / monthHours;
    };
    return { hourly: Math.max(...(own ? [own] : rows).map(of)), isGuess: own === undefined };
}
function known(cell) {
    return cell === undefined || cell === '-' ? undefined : Number(cell);
}
function notesOf(cluster, region, isVolumeGuess, machines) {
    const isList = machines.some(({ types }) => types.length > 1);
    return [
        ...(machines.some(({ spot }) => spot) ? ['Spot instances count at the on-demand price.'] : []),
        ...(isList ? ['Of several types the dearest counts.'] : []),
        ...(isVolumeGuess
            ? [`Volumes in ${region} have no known price: they count as in the dearest region.`]
            : []),
        ...(cluster.dedicated ? ['Dedicated tenancy counts as 10 % more.'] : []),
        'Traffic, snapshots and taxes do not count.',
    ];
}
/** What so many seconds cost, a minute at least. */
function dollars(hourly, seconds) {
    return (hourly * Math.max(seconds, leastSeconds)) / 3600;
}
/** `$0.0042`, `$3.50`, `$1200.00`: never less than it is. */
function formatDollars(amount) {
    const digits = amount < 0.1 ? 4 : 2;
    const up = Math.ceil(Number((amount * 10 ** digits).toFixed(6))) / 10 ** digits;
    return `$${up.toFixed(digits)}`;
}
/** Seconds that the machines of a run may stay beyond their time, as far as `max-cost` goes. */
function affordableSeconds(cost, maxCost) {
    if (maxCost === undefined)
        return Number.POSITIVE_INFINITY;
    return ((maxCost - cost.worstCase) / cost.hourly) * 3600;
}
/** @throws UserError with the sum, when the run could cost more than `max-cost`, or nobody knows */
function checkMaxCost(cost, maxCost) {
    if (maxCost === undefined)
        return;
    const field = 'max-cost';
    if (cost.unknown.length > 0) {
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
            field,
            message: `Nobody knows here what this costs: ${cost.unknown.join(', ')} (prices of ${cost.asOf}).`,
            fix: 'Leave `max-cost` out, or name instance types with a known price.',
        });
    }
    if (cost.worstCase <= maxCost)
        return;
    const sum = cost.lines.map(({ what, hourly }) => `${what} ${formatDollars(hourly ?? 0)}`);
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        field,
        message: `At worst the run costs ${formatDollars(cost.worstCase)}, and ${formatDollars(maxCost)} are allowed: an hour costs ${formatDollars(cost.hourly)} (${sum.join(' + ')}), and the machines end themselves after ${cost.seconds} s.`,
        fix: 'Shorten `max-runtime`, ask for fewer or smaller machines, or allow more.',
    });
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

/***/ 69474:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   M2: () => (/* binding */ withParents),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   ux: () => (/* binding */ within),
/* harmony export */   xe: () => (/* binding */ toBytePath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

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
    for (let here = path;; here = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(here)) {
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


/***/ }),

/***/ 48840:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Inspector)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _byte_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69474);
/* harmony import */ var _never__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35206);
/* harmony import */ var _private_key__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28385);







// A FileHandle for each of many small files takes more than twice the time.
const openFile = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_0__.open);
const readFile = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_0__.read);
const closeFile = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.promisify)(node_fs__WEBPACK_IMPORTED_MODULE_0__.close);
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
        this.#needles = [_private_key__WEBPACK_IMPORTED_MODULE_6__/* .keyMarker */ .aR, ...never.keyBodies.flatMap(_private_key__WEBPACK_IMPORTED_MODULE_6__/* .piecesOf */ .Xe)];
    }
    /** @param path relative to the root */
    async inspect(path, signal) {
        try {
            const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .onDisk */ .FC)((0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .within */ .ux)(this.#root, path)));
            if (entry.isSymbolicLink())
                return await this.#inspectLink(path);
            if (entry.isFile())
                return await this.#inspectFile(path, entry.size, signal);
            // Without a slash it is a tracked file that has become a folder: git lists what is in it.
            if (entry.isDirectory())
                return { carried: path.endsWith('/'), bytes: 0 };
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
        const link = (0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .onDisk */ .FC)((0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .within */ .ux)(this.#root, path));
        const target = (0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .toBytePath */ .xe)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(link, { encoding: 'buffer' }));
        const end = node_path__WEBPACK_IMPORTED_MODULE_2__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_2__.posix.dirname(path), target);
        const leavesRoot = node_path__WEBPACK_IMPORTED_MODULE_2__.posix.isAbsolute(target) || end === '..' || end.startsWith('../');
        if (!leavesRoot)
            return { carried: true, bytes: 0 };
        return { carried: true, bytes: 0, finding: { kind: 'dangling', path, target } };
    }
    async #inspectFile(path, bytes, signal) {
        // Neither follows a link nor waits for a writer, should the file have become one or a FIFO.
        const flags = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK;
        const file = await openFile((0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .onDisk */ .FC)((0,_byte_path__WEBPACK_IMPORTED_MODULE_4__/* .within */ .ux)(this.#root, path)), flags);
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
        for (let position = 0;; position += this.#window.length - _private_key__WEBPACK_IMPORTED_MODULE_6__/* .keyExtent */ .io) {
            signal.throwIfAborted();
            const content = await this.#readWindow(file, position, size);
            if (position === 0) {
                if (this.#isNever(content))
                    return 'own-secret';
                if (content.length < _private_key__WEBPACK_IMPORTED_MODULE_6__/* .shortestKey */ .Aq)
                    return undefined;
                if (content.subarray(0, binaryHead).includes(0))
                    return undefined;
                if ((0,_private_key__WEBPACK_IMPORTED_MODULE_6__/* .isPuttyKey */ ._W)(content.toString('latin1', 0, 100)))
                    return 'private-key';
            }
            const found = this.#searchText(content);
            if (found || content.length < this.#window.length)
                return found;
        }
    }
    #isNever(content) {
        return content.length <= this.#never.largest && this.#never.texts.has((0,_never__WEBPACK_IMPORTED_MODULE_5__/* .comparable */ .Zm)(content));
    }
    #searchText(content) {
        if (!this.#needles.some((needle) => content.includes(needle, 0, 'latin1')))
            return undefined;
        const text = content.toString('latin1');
        if (this.#never.keyBodies.some((body) => (0,_private_key__WEBPACK_IMPORTED_MODULE_6__/* .holdsKeyBody */ .qI)(text, body)))
            return 'own-secret';
        return (0,_private_key__WEBPACK_IMPORTED_MODULE_6__/* .holdsPrivateKey */ .jc)(text) ? 'private-key' : undefined;
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


/***/ }),

/***/ 5703:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ filesFrom),
  b: () => (/* binding */ listFolder)
});

// EXTERNAL MODULE: ./remote/workdir/byte-path.js
var byte_path = __webpack_require__(69474);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./remote/child.js
var child = __webpack_require__(94497);
;// CONCATENATED MODULE: ./remote/workdir/git.js






const submoduleMode = '160000';
/** The repository whose top this folder is, also one that git will refuse to read. */
async function repositoryAt(folder) {
    const entry = (0,byte_path/* within */.ux)(folder, '.git');
    const kind = await (0,promises_.stat)((0,byte_path/* onDisk */.FC)(entry)).catch(() => undefined);
    if (kind?.isFile()) {
        const text = await (0,promises_.readFile)((0,byte_path/* onDisk */.FC)(entry), 'latin1').catch(() => '');
        const named = /^gitdir: (.*?)\n*$/s.exec(text)?.[1] ?? '.git';
        return { top: folder, database: external_node_path_.posix.resolve(folder, named) };
    }
    const isRepository = kind?.isDirectory() && (await mayExist((0,byte_path/* within */.ux)(entry, 'HEAD')));
    return isRepository ? { top: folder, database: entry } : undefined;
}
async function mayExist(path) {
    return (0,promises_.lstat)((0,byte_path/* onDisk */.FC)(path)).then(() => true, (error) => error.code !== 'ENOENT');
}
/** The repository whose top this folder is, or the nearest above it. */
async function repositoryAround(folder) {
    for (const top of (0,byte_path/* withParents */.M2)(folder)) {
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
        onUnreadable((0,byte_path/* within */.ux)(repository.top, path));
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
        `--git-dir=${argument((0,byte_path/* within */.ux)(top, '.git'))}`,
        `--work-tree=${argument(top)}`,
    ];
}
/** Node passes text to programs, never bytes. */
function argument(path) {
    const text = (0,byte_path/* asText */.e1)(path);
    if (text !== undefined)
        return text;
    throw new problem/* UserError */.yo({
        file: (0,byte_path/* shown */.SP)(path),
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
    const environment = Object.entries((0,child/* childEnvironment */.Qc)(process.env));
    return {
        ...Object.fromEntries(environment.filter(([name]) => kept.test(name))),
        GIT_ALLOW_PROTOCOL: 'none',
        LC_ALL: 'C',
    };
}
function refusal({ top }, stderr) {
    const words = stderr.trim().split('\n').map(byte_path/* shown */.SP).join('; ');
    return new problem/* UserError */.yo({
        file: (0,byte_path/* shown */.SP)(top),
        field: 'workdir',
        message: `git cannot list this repository: ${words}`,
        fix: 'Mend the repository, or delete its `.git` to carry everything in it.',
    });
}

;// CONCATENATED MODULE: ./remote/workdir/candidates.js




/**
 * What may be carried of a folder, relative to it: of a repository what git tracks and what it does
 * not ignore, of another folder everything; each repository inside of it by its own rules. A folder
 * that git ignores as a whole belongs to no repository. By the rule `all` everything, empty folders
 * too (`NAME/`), but no Python environment inside of it: it works only where it was made. Nothing that
 * lies behind a symbolic link.
 *
 * @throws UserError when git is there and cannot list a repository
 */
async function listCandidates(root, { rule, never, onFinding, signal }) {
    const hasGit = rule === 'git' && (await isGitInstalled(signal));
    const onUnreadable = (path) => onFinding({ kind: 'unreadable', path: external_node_path_.posix.relative(root, path) });
    const list = async (folder) => {
        const repository = await (folder === root ? repositoryAround(root) : repositoryAt(folder));
        if (!repository)
            return listEverything(folder, onUnreadable);
        await never.add(repository.database);
        if (hasGit && !(repository.top !== folder && (await isIgnored(folder, repository, signal)))) {
            return listTracked(folder, repository, onUnreadable, signal);
        }
        if (rule === 'git' && !hasGit)
            onFinding({ kind: 'no-git', path: external_node_path_.posix.relative(root, folder) });
        return listEverything(folder, onUnreadable);
    };
    const realFolders = new RealFolders(root);
    const candidates = new Set();
    const pending = [root];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
        signal.throwIfAborted();
        const { files, folders } = await list(folder);
        if (rule === 'all' && files.length + folders.length === 0 && folder !== root) {
            candidates.add(`${external_node_path_.posix.relative(root, folder)}/`);
        }
        for (const file of files) {
            if (await realFolders.has(external_node_path_.posix.dirname(file)))
                candidates.add(external_node_path_.posix.relative(root, file));
        }
        for (const inner of folders) {
            if (never.has(inner) || (rule === 'all' && (await isEnvironment(inner)))) {
                onFinding({ kind: 'never', path: external_node_path_.posix.relative(root, inner) });
                continue;
            }
            if (await realFolders.has(inner))
                pending.push(inner);
            else
                candidates.add(external_node_path_.posix.relative(root, inner));
        }
    }
    return [...candidates];
}
/** By the file that makes it one (PEP 405). */
function isEnvironment(folder) {
    return (0,promises_.lstat)((0,byte_path/* onDisk */.FC)((0,byte_path/* within */.ux)(folder, 'pyvenv.cfg'))).then(() => true, () => false);
}
async function listTracked(folder, repository, onUnreadable, signal) {
    const entries = await listRepository(folder, repository, onUnreadable, signal);
    const paths = (nested) => entries.filter((entry) => entry.nested === nested).map(({ path }) => (0,byte_path/* within */.ux)(folder, path));
    return { files: paths(false), folders: paths(true) };
}
async function listEverything(folder, onUnreadable) {
    try {
        const entries = await (0,promises_.readdir)((0,byte_path/* onDisk */.FC)(folder), { encoding: 'buffer', withFileTypes: true });
        const paths = (folders) => entries
            .filter((entry) => entry.isDirectory() === folders)
            .map(({ name }) => (0,byte_path/* within */.ux)(folder, (0,byte_path/* toBytePath */.xe)(name)));
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
            (await (0,promises_.lstat)((0,byte_path/* onDisk */.FC)(folder)).then((found) => found.isDirectory(), () => false));
        this.#known.set(folder, real);
        return real;
    }
}

;// CONCATENATED MODULE: ./remote/workdir/findings.js

/** Names in a warning that stands for several files. */
const namedAtMost = 10;
/**
 * One warning per private key, one for all of each other kind; none of what is never carried.
 *
 * @param field what names the folder
 */
function warningsFor(findings, root, field) {
    const sorted = [...findings].sort((a, b) => (a.path < b.path ? -1 : 1));
    const of = (kind) => sorted.filter((finding) => finding.kind === kind);
    const about = (kind, message, fix) => {
        const found = of(kind);
        return found.length === 0 ? [] : [{ field, message: message(namesOf(found)), fix }];
    };
    const left = (kind, message, fix) => of(kind).map(({ path }) => ({
        file: (0,byte_path/* shown */.SP)((0,byte_path/* within */.ux)(root, path)),
        field,
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
/** `a, b and 3 more`. */
function namesOf(findings) {
    const some = findings.slice(0, namedAtMost).map(findings_name);
    const rest = findings.length - some.length;
    return rest > 0 ? `${some.join(', ')} and ${rest} more` : some.join(', ');
}
function findings_name(finding) {
    const path = (0,byte_path/* shown */.SP)(finding.path) || '.';
    return finding.kind === 'dangling' ? `${path} -> ${(0,byte_path/* shown */.SP)(finding.target)}` : path;
}

// EXTERNAL MODULE: ./remote/workdir/inspect.js
var inspect = __webpack_require__(48840);
// EXTERNAL MODULE: ./remote/workdir/never.js
var workdir_never = __webpack_require__(35206);
;// CONCATENATED MODULE: ./remote/workdir/list-folder.js





/** Files looked at side by side. */
const inspectors = 16;
/**
 * Lists what is carried of a folder: never what `neverPaths` and `neverContents` say, nor a `.git`, nor
 * a private key.
 *
 * @param realRoot the folder without symbolic links
 * @throws UserError when git cannot list it; the reason of `signal` when aborted
 */
async function listFolder(realRoot, options) {
    const { rule, neverPaths: never, root, field, signal } = options;
    const findings = [];
    const onFinding = (finding) => void findings.push(finding);
    const candidates = await listCandidates(realRoot, { rule, never, onFinding, signal });
    const isNever = (path) => never.has((0,byte_path/* within */.ux)(realRoot, path));
    for (const path of candidates.filter(isNever))
        onFinding({ kind: 'never', path });
    const files = [];
    let bytes = 0;
    const contents = (0,workdir_never/* neverContents */.Jl)(options.neverContents);
    await inspectAll(candidates.filter((path) => !isNever(path)), () => new inspect/* Inspector */.a(realRoot, contents), signal, (path, inspection) => {
        if (inspection.finding)
            onFinding(inspection.finding);
        if (!inspection.carried)
            return;
        files.push(path);
        bytes += inspection.bytes;
    });
    const leftOut = findings.filter(({ kind, path }) => kind === 'never' && !/(^|\/)\.git$/.test(path));
    const warnings = warningsFor(findings, (0,byte_path/* toBytePath */.xe)(root), field);
    return { files: files.sort(), bytes, warnings, leftOut: namesOf(leftOut) };
}
/** The paths as `rsync --from0 --files-from=-` reads them. */
function filesFrom(files) {
    // rsync takes a name that begins with `#` or `;` for a comment, even with --from0.
    return Buffer.from(files.map((path) => `./${path}\0`).join(''), 'latin1');
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


/***/ }),

/***/ 60686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ listNamed),
/* harmony export */   e: () => (/* binding */ checkNamed)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);
/* harmony import */ var _byte_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69474);
/* harmony import */ var _inspect__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48840);
/* harmony import */ var _list_folder__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5703);
/* harmony import */ var _never__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35206);







/**
 * Lists what is carried of what the user names: all of it, also where git ignores it and where it lies
 * in `results-path`. Never what `never` names, by path or by content, nor a `.git`, nor a private key
 * that lies in a folder, nor a Python environment.
 *
 * @throws UserError when it is itself what is never carried; the reason of `signal` when aborted
 */
async function listNamed(named, never, signal) {
    const found = await look(named, never);
    const problem = await refusal(found, named, never, signal);
    if (problem)
        throw new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(problem);
    const { path: root, place } = named;
    const { path: realPath, isFolder, neverPaths } = found;
    const path = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root);
    if (!isFolder)
        return { path, folder: undefined };
    const { contents } = never;
    const options = { neverPaths, neverContents: contents, root, field: place.field, signal };
    return { path, folder: await (0,_list_folder__WEBPACK_IMPORTED_MODULE_5__/* .listFolder */ .b)(realPath, { rule: 'all', ...options }) };
}
/**
 * Looks at each of them itself, and not at what lies in a folder.
 *
 * @throws UserError with a problem for each that is never carried; the reason of `signal` when aborted
 */
async function checkNamed(all, never, signal) {
    const looked = all.map(async (named) => {
        return refusal(await look(named, never), named, never, signal);
    });
    const problems = (await Promise.all(looked)).filter((problem) => problem !== undefined);
    if (problems.length > 0)
        throw new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(problems);
}
async function look({ path }, never) {
    const real = (0,_byte_path__WEBPACK_IMPORTED_MODULE_3__/* .toBytePath */ .xe)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path, { encoding: 'buffer' }));
    const neverPaths = await _never__WEBPACK_IMPORTED_MODULE_6__/* .NeverPaths */ .xt.of(never.paths);
    neverPaths.allowWithin(real);
    const isFolder = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,_byte_path__WEBPACK_IMPORTED_MODULE_3__/* .onDisk */ .FC)(real))).isDirectory();
    return { path: real, isFolder, neverPaths };
}
async function refusal({ path, isFolder, neverPaths }, { place }, never, signal) {
    if (!neverPaths.has(path)) {
        if (isFolder)
            return undefined;
        const inspector = new _inspect__WEBPACK_IMPORTED_MODULE_4__/* .Inspector */ .a(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path), (0,_never__WEBPACK_IMPORTED_MODULE_6__/* .neverContents */ .Jl)(never.contents));
        const { finding } = await inspector.inspect(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.basename(path), signal);
        // Another private key is carried if it is what the user names.
        if (finding?.kind !== 'own-secret')
            return undefined;
    }
    return {
        ...place,
        message: 'It is the private key or the secrets of this run, `results-path`, RUNNER_TEMP or in a `.git`, so it is not carried.',
        fix: 'Name something else; a job reads the secrets from the file that FLAMBE_SECRETS names.',
    };
}


/***/ }),

/***/ 98323:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ listWorkdir)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13087);
/* harmony import */ var _byte_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69474);
/* harmony import */ var _list_folder__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5703);
/* harmony import */ var _never__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35206);





/**
 * Lists what is carried of a `workdir`: what git tracks and what it does not ignore, without git
 * everything. Never what `never` names, by path or by content, nor `.git`, nor another private key.
 *
 * @throws UserError when the folder cannot be listed or lies in one that is never carried; the
 *   reason of `signal` when aborted
 */
async function listWorkdir({ root, never, signal }) {
    signal.throwIfAborted();
    const neverPaths = await _never__WEBPACK_IMPORTED_MODULE_4__/* .NeverPaths */ .xt.of(never.paths);
    const realRoot = await resolveRoot(root, neverPaths);
    const { contents: neverContents } = never;
    return (0,_list_folder__WEBPACK_IMPORTED_MODULE_3__/* .listFolder */ .b)(realRoot, {
        ...{ rule: 'git', neverPaths, neverContents, root, field: 'workdir', signal },
    });
}
async function resolveRoot(root, never) {
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(root).catch(() => undefined);
    if (!folder?.isDirectory()) {
        const message = `${root} is not a folder that can be read.`;
        throw new _problem__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo({ field: 'workdir', message, fix: 'Name a folder that is there.' });
    }
    const path = (0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .toBytePath */ .xe)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root, { encoding: 'buffer' }));
    if (!never.has(path))
        return path;
    throw new _problem__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo({
        field: 'workdir',
        message: `${root} lies in a folder that is never carried: \`results-path\`, RUNNER_TEMP or a \`.git\`.`,
        fix: 'Name another folder.',
    });
}


/***/ }),

/***/ 35206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jl: () => (/* binding */ neverContents),
/* harmony export */   Zm: () => (/* binding */ comparable),
/* harmony export */   xt: () => (/* binding */ NeverPaths)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _byte_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69474);
/* harmony import */ var _private_key__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28385);




/** Files and folders that are never carried, by whatever name they are reached. */
class NeverPaths {
    #paths = new Set();
    static async of(paths) {
        const never = new NeverPaths();
        await Promise.all(paths.map((path) => never.add((0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .toBytePath */ .xe)(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.resolve(path)))));
        return never;
    }
    /** The path itself, what it points to, and what it is called where its folder really lies. */
    async add(path) {
        const folder = await real(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path));
        this.#paths
            .add(path)
            .add(await real(path))
            .add((0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .within */ .ux)(folder, node_path__WEBPACK_IMPORTED_MODULE_1__.posix.basename(path)));
    }
    /** Takes back the folders around a path, by its real name: what is named itself is meant. */
    allowWithin(path) {
        for (const folder of (0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .withParents */ .M2)(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path)))
            this.#paths.delete(folder);
    }
    /** Also true for all that lies in such a folder or in a `.git`. */
    has(path) {
        for (const here of (0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .withParents */ .M2)(path)) {
            if (this.#paths.has(here) || here.endsWith('/.git'))
                return true;
        }
        return false;
    }
}
async function real(path) {
    try {
        return (0,_byte_path__WEBPACK_IMPORTED_MODULE_2__/* .toBytePath */ .xe)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(Buffer.from(path, 'latin1'), { encoding: 'buffer' }));
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
        keyBodies: [...texts].flatMap(_private_key__WEBPACK_IMPORTED_MODULE_3__/* .findPrivateKeyBodies */ .iG),
    };
}
/** The content as it is compared: an input loses its outer blanks on its way, a file its CRs. */
function comparable(content) {
    return content.toString('latin1').replaceAll('\r', '').trim();
}


/***/ }),

/***/ 28385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aq: () => (/* binding */ shortestKey),
/* harmony export */   Xe: () => (/* binding */ piecesOf),
/* harmony export */   _W: () => (/* binding */ isPuttyKey),
/* harmony export */   aR: () => (/* binding */ keyMarker),
/* harmony export */   iG: () => (/* binding */ findPrivateKeyBodies),
/* harmony export */   io: () => (/* binding */ keyExtent),
/* harmony export */   jc: () => (/* binding */ holdsPrivateKey),
/* harmony export */   qI: () => (/* binding */ holdsKeyBody)
/* harmony export */ });
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

/***/ 57283:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ costOfRun),
/* harmony export */   af: () => (/* binding */ priced),
/* harmony export */   cz: () => (/* binding */ costUntilNow)
/* harmony export */ });
/* harmony import */ var _plan_cost__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67749);

/** What a run costs; undefined where it uses machines that are there anyway. */
async function costOfRun(plan, machines) {
    if (plan.cluster.kind !== 'aws')
        return undefined;
    // As large as all the rest that a start reads.
    const { prices } = await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 83902));
    return (0,_plan_cost__WEBPACK_IMPORTED_MODULE_0__/* .costOf */ .ho)(plan, prices, machines);
}
/** What the machines that a run has had have cost until now; undefined where it made none of its own. */
async function costUntilNow(plan, machines, now) {
    if (plan.cluster.kind !== 'aws')
        return undefined;
    const { prices } = await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 83902));
    const used = machines.map(({ type, since, until }) => {
        const end = until === undefined ? now : Date.parse(until);
        return { type, seconds: (end - Date.parse(since)) / 1000 };
    });
    return (0,_plan_cost__WEBPACK_IMPORTED_MODULE_0__/* .costOfUsed */ .o5)(plan, prices, used);
}
/** As they are priced while they run. */
function priced(machines) {
    return machines
        .filter(({ until }) => until === undefined)
        .map(({ type, spot }) => ({ role: 'factory', count: 1, types: [type], spot }));
}


/***/ }),

/***/ 36188:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ maskable)
/* harmony export */ });
/* unused harmony export forms */
/* harmony import */ var _encode_ini__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46277);
/* harmony import */ var _python_text__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33600);
/* harmony import */ var _spell__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24816);



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
            for (const form of forms(value))
                found.add(form);
    }
    for (const [section, keys] of raw) {
        for (const [key, written] of keys) {
            const value = sections.get(section)?.get(key) ?? written;
            if (value !== '' && value.length < shortest) {
                const message = `The value has fewer than ${shortest} characters and is not hidden in logs.`;
                warnings.push({ field: `secrets: ${(0,_spell__WEBPACK_IMPORTED_MODULE_0__/* .spell */ .l)(section, key, value)}`, message });
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
function forms(value) {
    if (value.length < shortest)
        return [];
    const bytes = Buffer.from(value);
    const all = [
        value,
        (0,_encode_ini__WEBPACK_IMPORTED_MODULE_1__/* .encodeValue */ .I)(value),
        ...[value, (0,_encode_ini__WEBPACK_IMPORTED_MODULE_1__/* .encodeValue */ .I)(value)].flatMap(_python_text__WEBPACK_IMPORTED_MODULE_2__/* .linesOf */ .Dx).map(_python_text__WEBPACK_IMPORTED_MODULE_2__/* .strip */ .bB),
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value.toWellFormed()),
        bytes.toString('hex'),
        bytes.toString('base64'),
    ];
    return [...new Set(all.filter((form) => form.length >= shortest))];
}


/***/ })

};
;