"use strict";
exports.id = 543;
exports.ids = [543];
exports.modules = {

/***/ 67432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ awsAccess),
/* harmony export */   o2: () => (/* binding */ introduce),
/* harmony export */   tG: () => (/* binding */ accessAgain)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/** The way to AWS, by credentials of this process alone; they are asked for when they are first needed. */
function awsAccess({ region, identity }, asker) {
    const { run, environment, surface } = asker;
    const provider = __webpack_require__.e(/* import() */ 231).then(__webpack_require__.bind(__webpack_require__, 23231)).then(({ credentialsFor }) => credentialsFor(identity, { environment, run, mask: (value) => surface.mask(value) }));
    provider.catch(() => { });
    return { region, credentials: async (options) => (await provider)(options) };
}
/**
 * Asks for credentials, and says in whose name all that follows is done.
 *
 * @returns the account, 12 digits
 */
async function introduce({ credentials }, { identity: { stsRegion } }, surface) {
    const { whoAmI } = await __webpack_require__.e(/* import() */ 834).then(__webpack_require__.bind(__webpack_require__, 6834));
    const { account, arn } = await whoAmI(credentials, stsRegion);
    surface.info(`AWS account ${account} as ${arn}`);
    return account;
}
/**
 * The way to the account in which a run was made. Without a role, another step may have brought
 * credentials of another account: there nothing would be found, and nothing would seem to be left.
 */
function accessAgain(aws, asker) {
    const access = awsAccess(aws, asker);
    const { account } = aws;
    if (account === undefined)
        return access;
    let same;
    return {
        ...access,
        credentials: async (options) => {
            // A network that was away may be back when they are asked for again.
            same ??= checkAccount(access, aws, account).catch((error) => {
                same = undefined;
                throw error;
            });
            await same;
            return access.credentials(options);
        },
    };
}
async function checkAccount({ credentials }, aws, account) {
    const { whoAmI } = await __webpack_require__.e(/* import() */ 834).then(__webpack_require__.bind(__webpack_require__, 6834));
    const now = await whoAmI(credentials, aws.identity.stsRegion);
    if (now.account === account)
        return;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        message: `The credentials are now of AWS account ${now.account}; the machines are in ${account}.`,
        fix: 'Give the action `role-to-assume`: what other steps do to AWS_* then changes nothing.',
    });
}


/***/ }),

/***/ 83990:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
/**
 * The environment without what a runner puts there for us alone: `INPUT_*` holds the secrets and the
 * private key, and an environment can be read for as long as its process lives.
 */
function childEnvironment(environment) {
    const ours = /^(INPUT_|STATE_|ACTIONS_|AWS_|GITHUB_TOKEN$|GH_TOKEN$)/;
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}


/***/ }),

/***/ 3348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ds: () => (/* binding */ ofMetal),
/* harmony export */   SB: () => (/* binding */ bootWithin),
/* harmony export */   Sn: () => (/* binding */ longerLease),
/* harmony export */   kV: () => (/* binding */ isMetal)
/* harmony export */ });
/** Seconds in which a machine that runs must let the runner in. */
const usual = 300;
/** The same of bare metal, which can take 20 min (Amazon EC2 User Guide, "Amazon EC2 bare metal instances"). */
const ofMetal = 1500;
/** `m5.metal`, `c7i.metal-24xl`. */
function isMetal(type) {
    return /\.metal(-|$)/.test(type);
}
/** Seconds in which each of some machines must let the runner in, once it runs. */
function bootWithin(types) {
    return types.some(isMetal) ? ofMetal : usual;
}
/** Seconds that leases must last longer: nobody renews those of the first before the last are there. */
function longerLease({ orchestratorType, factoriesTypes }) {
    return bootWithin([orchestratorType, ...factoriesTypes]) - usual;
}


/***/ }),

/***/ 99402:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SM: () => (/* binding */ earlierExpiry),
  p_: () => (/* binding */ jobSeconds),
  _3: () => (/* binding */ laterExpiry),
  xS: () => (/* binding */ longest),
  nY: () => (/* binding */ planRun),
  Xe: () => (/* binding */ spansNodes),
  uL: () => (/* binding */ wantsPython)
});

// EXTERNAL MODULE: ./plan/boot-time.js
var boot_time = __webpack_require__(3348);
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



/** Seconds that may pass on hosts of the user's before the job starts, from where its time counts. */
const startAllowance = 15 * 60;
/**
 * Seconds the job may still take when it is launched.
 *
 * @param now milliseconds since the epoch
 * @returns less than 1 when nothing is left
 */
function jobSeconds({ cluster, maxRuntime, startedAt }, now) {
    if (cluster.kind !== 'aws')
        return maxRuntime;
    return Math.floor(maxRuntime - (now - Date.parse(startedAt)) / 1000);
}
/** Seconds by which the end of machines may be put off while results are brought home, at most. */
const longestStay = 15 * 60;
/** Seconds before the end of the machines that bringing results home should not have to share. */
const collectTime = 5 * 60;
/** Seconds that post has to end them first. */
const afterwards = 60;
/**
 * Until when the machines of a run should stay so that its results can be brought home.
 *
 * @param now milliseconds since the epoch
 * @param affordable seconds that the run may cost more
 * @returns ISO 8601, UTC; undefined when there is time enough, or none to be had
 */
function laterExpiry({ expiresAt }, now, affordable) {
    const end = Date.parse(expiresAt);
    const stay = Math.min(longestStay, Math.floor(affordable));
    if (end - now >= collectTime * 1000 || stay < 1)
        return undefined;
    return new Date(end + stay * 1000).toISOString();
}
/** When they end after all, once the results are at home: in time for what follows. */
function earlierExpiry({ expiresAt }, now) {
    return new Date(Math.max(Date.parse(expiresAt), now + afterwards * 1000)).toISOString();
}
/** Decides everything that can be decided before anything happens. */
function planRun(inputs, context) {
    const { run, seed, now, leaseSeconds, marginSeconds, keepSeconds } = context;
    const { cluster, maxRuntime, maxCost, teardown } = inputs;
    const allowance = cluster.kind === 'aws' ? 0 : startAllowance;
    const lifetime = allowance + maxRuntime + marginSeconds;
    return {
        id: clusterId(cluster.name, seed),
        name: cluster.name,
        run,
        cluster,
        job: planJob(inputs),
        nodeNames: nodeNames(cluster),
        region: inputs.aws?.region,
        maxRuntime,
        startedAt: new Date(now).toISOString(),
        leaseSeconds: leaseSeconds + (cluster.kind === 'aws' ? (0,boot_time/* longerLease */.Sn)(cluster) : 0),
        keepSeconds,
        expiresAt: new Date(now + lifetime * 1000).toISOString(),
        maxCost,
        teardown,
    };
}
/**
 * Whether Ray spans the nodes: each must then have a network of its own, since 0.7.6 does not come up
 * on several addresses of one.
 */
function spansNodes({ job, nodeNames }) {
    return job.kind === 'flambe' ? job.onRay : job.ray !== undefined && nodeNames.length > 1;
}
/** Whether a Python environment is made on the nodes, which stays there for other runs. */
function wantsPython({ job }) {
    return job.kind === 'flambe' || job.ray !== undefined;
}
function planJob({ command, ray, cluster, runnable }) {
    if (command !== undefined)
        return { kind: 'command', command, ...(ray && { ray }) };
    const experiment = runnable.tag === '!Experiment' ? runnable.name : undefined;
    const onRay = nodeNames(cluster).length > 1;
    return { kind: 'flambe', experiment, onRay };
}
/** Seconds after which a run has ended, whatever happened to it. */
function longest({ startedAt, expiresAt }) {
    return Math.ceil((Date.parse(expiresAt) - Date.parse(startedAt)) / 1000);
}


/***/ }),

/***/ 46226:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ sshProvider),
/* harmony export */   e: () => (/* binding */ clusterOf)
/* harmony export */ });
/** Machines that are there before and after the run: nothing is made and nothing is ended. */
function sshProvider(options) {
    return {
        async acquire({ cluster }, signal) {
            signal.throwIfAborted();
            if (cluster.kind !== 'ssh')
                throw new Error(`This is no !SSHCluster, but ${cluster.kind}.`);
            return clusterOf(cluster, options);
        },
        endsMachines: false,
        release: async () => [],
        find: async () => [],
    };
}
/** The hosts that a cluster file names. */
function clusterOf(cluster, options) {
    return { nodes: nodesOf(cluster), jump: cluster.jump, ...options };
}
function nodesOf(cluster) {
    const { orchestrator, factories, usePublic, port, user } = cluster;
    const node = (name, role, address) => ({
        name,
        role,
        host: usePublic ? address.public : address.private,
        privateHost: address.private,
        port,
        user,
    });
    return [
        node('orchestrator', 'orchestrator', orchestrator),
        ...factories.map((address, i) => node(`factory-${i + 1}`, 'factory', address)),
    ];
}


/***/ }),

/***/ 9167:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ backOff)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

const first = 200;
const longest = 5000;
/**
 * Waits before another attempt: longer each time, up to 5 s, and never in step with others that were
 * turned away at the same moment, as by sshd's MaxStartups.
 *
 * @param attempt how many have failed, from 1
 * @throws the reason of `signal` when aborted
 */
async function backOff(attempt, signal) {
    const pause = Math.min(first * 2 ** (attempt - 1), longest);
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(pause * (0.5 + Math.random()), undefined, { signal });
}


/***/ }),

/***/ 94497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ startChild),
/* harmony export */   w: () => (/* binding */ runChild)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _child_environment__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83990);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);




/** Characters kept of a child's output: its end. */
const keptOutput = 256 * 1024;
/** setpriv(1): "127 program could not be executed because of not being found". */
const notFound = 127;
/**
 * Runs a program of this machine to its end.
 * An abort ends what the program has started as well: rsync's ssh would wait for a host that is silent.
 *
 * @throws the reason of `signal` when aborted; a UserError when the program is not installed
 */
async function runChild(program, args, options = {}) {
    return startChild(program, args, options).ended;
}
/**
 * Starts a program of this machine.
 * It ends with us: should this process be killed, the kernel kills the program too.
 */
function startChild(program, args, options) {
    const { signal, input, cwd, env } = options;
    signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
        stdio: ['pipe', 'pipe', 'pipe'],
        cwd,
        detached: true,
        env: { ...(0,_child_environment__WEBPACK_IMPORTED_MODULE_3__/* .childEnvironment */ .Q)(process.env), LC_ALL: 'C', ...env },
    });
    const kill = () => killGroup(child);
    signal?.addEventListener('abort', kill, { once: true });
    const stdout = gather(child.stdout, options.onStdout);
    const stderr = gather(child.stderr, options.onStderr);
    // A program that ends before it has read everything closes the pipe; its exit code tells more.
    child.stdin.on('error', () => { });
    child.stdin.end(input ?? '');
    const end = async () => {
        try {
            const [code] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
            signal?.throwIfAborted();
            if (code === notFound)
                throw missingProgram(program);
            return { code, stdout: stdout(), stderr: stderr() };
        }
        catch (error) {
            throw error.code === 'ENOENT' ? missingProgram('setpriv') : error;
        }
        finally {
            signal?.removeEventListener('abort', kill);
        }
    };
    return { ended: end(), kill };
}
/** A process that was started detached leads a group of its own. */
function killGroup({ pid }) {
    try {
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
function missingProgram(program) {
    const from = { rsync: 'rsync', setpriv: 'util-linux', git: 'git' }[program] ?? 'openssh-client';
    return new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({
        message: `\`${program}\` is not installed on this machine.`,
        fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.wrongUse);
}
/** Keeps the end of a stream of any length. */
function gather(stream, onText) {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        onText?.(chunk);
        text = (text + chunk).slice(-keptOutput);
    });
    return () => text;
}


/***/ }),

/***/ 54082:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J4: () => (/* binding */ diskIsFull),
/* harmony export */   b$: () => (/* binding */ isDiskFull),
/* harmony export */   tB: () => (/* binding */ hostFailure)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/** errno(3): ENOSPC and EDQUOT, as programs spell them. */
const noSpace = /No space left on device|Disk quota exceeded/;
/** As most programs say it. */
const diskIsFull = 'No space left on device';
function isDiskFull(words) {
    return noSpace.test(words);
}
/**
 * What went wrong on a host, or on the way to it.
 *
 * @returns with exit code 75 when a disk is full: with room on it, the same run goes well
 */
function hostFailure(field, message) {
    if (!isDiskFull(message))
        return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field, message }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable);
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field, message, fix: 'Make room on that disk.' }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.lost);
}


/***/ }),

/***/ 32492:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ onLines)
/* harmony export */ });
/** Lines as they become whole; rsync ends those of its progress with a carriage return. */
function onLines(take) {
    let rest = '';
    return (text) => {
        const lines = (rest + text).split(/[\r\n]/);
        rest = lines.pop() ?? '';
        for (const line of lines)
            take(line);
    };
}


/***/ }),

/***/ 67742:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ID: () => (/* binding */ unlessIn),
/* harmony export */   RG: () => (/* binding */ download),
/* harmony export */   Se: () => (/* binding */ upload)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _backoff__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9167);
/* harmony import */ var _child__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94497);
/* harmony import */ var _host_failure__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54082);
/* harmony import */ var _on_lines__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(32492);
/* harmony import */ var _ssh_config__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(89644);








/** Owner, group and devices stay behind: accounts differ between the two sides. */
const always = ['-rlptz', '--partial', '--timeout=60'];
const attempts = 10;
/** rsync(1), EXIT VALUES: protocol stream, socket I/O, timeouts, and ssh's own 255. */
const worthAnotherTry = new Set([10, 12, 30, 35, 255]);
/** "Error in file I/O", on the other side, whose own words are often lost with it. */
const fileError = 11;
/** "Partial transfer due to vanished source files": the rest is there. */
const vanished = 24;
/**
 * rsync's options for what need not be sent because it lies in `folder` on the other side already. It
 * is copied, not linked, so that nobody changes both; and compared by content: size and time say
 * nothing of files that different runs unpacked with a fixed time.
 */
function unlessIn(folder) {
    return ['--checksum', `--copy-dest=${folder}`];
}
/** Sends files or a folder (`source/`, absolute) to a folder of the machine, with the user's key. */
function upload(source, destination, transfer) {
    return rsync(source, `${transfer.machine.name}:${destination}`, transfer);
}
/** Brings files or a folder (`source/`) of the machine to an absolute path here, with the user's key. */
async function download(source, destination, { files, ...transfer }) {
    const from = `${transfer.machine.name}:${source}`;
    const options = ['--no-perms', ...(transfer.options ?? [])];
    if (!files)
        return rsync(from, destination, { ...transfer, options });
    // From a pipe rsync may read a list piece by piece, and then takes a name in three pieces for one
    // that nobody asked for (io.c, forward_filesfrom_data).
    const list = `names-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(transfer.sshConfigFile), list);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, files);
    try {
        const given = ['--from0', `--files-from=${list}`];
        await rsync(from, destination, { ...transfer, options: [...given, ...options] });
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
    }
}
async function rsync(source, destination, transfer) {
    const { machine, sshConfigFile, options = [], files, signal } = transfer;
    const { onProgress, onFile, onLink } = transfer;
    const { cwd, config } = (0,_ssh_config__WEBPACK_IMPORTED_MODULE_6__/* .byConfig */ .WH)(sshConfigFile);
    const args = [
        ...always,
        // A transfer that loses its other end is to be found by teardown.
        `--rsync-path=env ${machine.mark} rsync`,
        // Without it a remote shell would expand what stands in a path.
        '--protect-args',
        '-e',
        ['ssh', ...config, ...(0,_ssh_config__WEBPACK_IMPORTED_MODULE_6__/* .sharedLogin */ .Je)(machine.name)].join(' '),
        ...(onProgress ? ['--info=progress2', '--no-inc-recursive'] : []),
        ...(onFile ? ['-ii', `--out-format=${itemFormat}`] : []),
        ...(onLink ? ['--info=name1'] : []),
        // As it forgives what vanishes later.
        ...(files ? ['--from0', '--files-from=-', '--ignore-missing-args'] : []),
        ...options,
        source,
        destination,
    ];
    const onStdout = (0,_on_lines__WEBPACK_IMPORTED_MODULE_7__/* .onLines */ .l)((line) => {
        if (onProgress)
            reportProgress(line, onProgress);
        if (onFile)
            reportFile(line, onFile);
        if (onLink)
            reportLink(line, onLink);
    });
    for (let attempt = 1;; attempt++) {
        const { code, stderr } = await (0,_child__WEBPACK_IMPORTED_MODULE_4__/* .runChild */ .w)('rsync', args, {
            signal,
            input: files,
            onStdout,
            cwd,
        });
        if (code === 0 || code === vanished)
            return;
        if (attempt === attempts || !worthAnotherTry.has(code ?? 0) || (0,_host_failure__WEBPACK_IMPORTED_MODULE_5__/* .isDiskFull */ .b$)(stderr)) {
            const full = code === fileError && (await isFull(machine, destination, signal));
            const words = full ? _host_failure__WEBPACK_IMPORTED_MODULE_5__/* .diskIsFull */ .J4 : stderr.trim().split('\n').slice(-5).join('\n');
            const message = `rsync failed (exit code ${code ?? 'none'}): ${words}`;
            throw (0,_host_failure__WEBPACK_IMPORTED_MODULE_5__/* .hostFailure */ .tB)(machine.title, message);
        }
        await (0,_backoff__WEBPACK_IMPORTED_MODULE_3__/* .backOff */ .f)(attempt, signal);
        // A host that is away is waited for; what has arrived stays there (`--partial`).
        await machine.run(':', { signal });
    }
}
/** Whether nothing more fits where `destination` lies, a folder of this machine or of `machine`. */
async function isFull(machine, destination, signal) {
    const there = destination.startsWith(`${machine.name}:`);
    if (!there)
        return false;
    const folder = destination.slice(machine.name.length + 1);
    const { stdout } = await machine.run('df -Pk "$1" | tail -n 1', { args: [folder], signal });
    return Number(stdout.split(/\s+/)[3] ?? Number.NaN) < 4;
}
function reportProgress(line, report) {
    const [, bytes, percent, speed] = /^\s*([\d,.]+[KMGT]?)\s+(\d+)%\s+(\S+)/.exec(line) ?? [];
    if (percent !== undefined)
        report(Number(percent) / 100, `${bytes} B, ${speed}`);
}
/** rsync(1), `--out-format`: what is done, length, name. */
const itemFormat = '%i %l %n';
function reportFile(line, report) {
    const [, bytes, name] = /^[<>ch.*]f\S* +(\d+) (.*)$/.exec(line) ?? [];
    if (name !== undefined)
        report(unescaped(name), Number(bytes));
}
function reportLink(line, report) {
    const [, came, left] = /^[c.]L\S* +\d+ (.*)$|^ignoring unsafe symlink "(.*)" -> "/.exec(line) ?? [];
    const name = came ?? left;
    if (name !== undefined)
        report(unescaped(name));
}
/** In the C locale rsync writes every byte that is not ASCII, or no character, as `\#` and octal. */
function unescaped(name) {
    const bytes = name.replaceAll(/\\#([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    return Buffer.from(bytes, 'latin1').toString('utf8');
}


/***/ }),

/***/ 89644:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Je: () => (/* binding */ sharedLogin),
/* harmony export */   WH: () => (/* binding */ byConfig),
/* harmony export */   gU: () => (/* binding */ jumpName),
/* harmony export */   je: () => (/* binding */ nodeSshConfig),
/* harmony export */   ps: () => (/* binding */ runnerSshConfig),
/* harmony export */   zK: () => (/* binding */ loginSocket)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);

/** What every connection of ours keeps to, on the runner and between nodes (ssh_config(5)). */
const common = [
    'IdentitiesOnly yes',
    'IdentityAgent none',
    'BatchMode yes',
    'PreferredAuthentications publickey',
    'StrictHostKeyChecking yes',
    'GlobalKnownHostsFile /dev/null',
    'UpdateHostKeys no',
    'CheckHostIP no',
    'CanonicalizeHostname no',
    'ForwardAgent no',
    'ForwardX11 no',
    'PermitLocalCommand no',
    'ControlPath none',
    'ConnectTimeout 10',
    'ServerAliveInterval 20',
    'ServerAliveCountMax 3',
];
/** Name of the jump host in our configuration; no node is called so. */
const jumpName = 'jump';
/**
 * Options by which an `ssh` goes through the login that is open to a node, and logs in by itself
 * where there is none. Its socket lies in the working directory: the path of one may be no longer
 * than 107 bytes (unix(7)), and a folder of the run may.
 */
function sharedLogin(name) {
    return ['-o', `ControlPath=${loginSocket(name)}`];
}
/** The socket's name; it is a key to the host as long as the login is open. */
function loginSocket(name) {
    return `${name}.socket`;
}
/**
 * How an `ssh` is told the configuration of a run: by a name in its working directory. With ProxyJump it
 * gives what it is told to a shell, unquoted, and expands `%` in it; a path may have anything.
 */
function byConfig(sshConfigFile) {
    return { cwd: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(sshConfigFile), config: ['-F', (0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(sshConfigFile)] };
}
/** ssh_config of a run on the runner: node names are the only hosts in it. */
function runnerSshConfig(config) {
    const { nodes, jump, inside, keyFile, knownHostsFile, pinnedBy } = config;
    const blocks = nodes.map((node) => {
        const through = inside.has(node.name) ? 'orchestrator' : jump && jumpName;
        return hostBlock(node.name, [
            hostName(inside.has(node.name) ? node.privateHost : node.host),
            `Port ${node.port}`,
            `User ${node.user}`,
            ...(through ? [`ProxyJump ${through}`] : []),
            ...(pinnedBy === 'run' ? [`HostKeyAlias ${node.name}`] : []),
        ]);
    });
    if (jump) {
        blocks.push(hostBlock(jumpName, [
            hostName(jump.host),
            `Port ${jump.port}`,
            `User ${jump.user}`,
            ...(pinnedBy === 'run' ? [`HostKeyAlias ${jumpName}`] : []),
        ]));
    }
    return [...blocks, everyHost(keyFile, knownHostsFile)].join('\n');
}
/**
 * ssh_config that lies on every node: `factory-1` or its address, from any node to any other,
 * by the cluster's own key and the host keys that the runner has verified.
 */
function nodeSshConfig({ nodes, keyFile, knownHostsFile }) {
    const namesOf = ({ name, privateHost, privateName = privateHost, host }) => [...new Set([name, privateHost, privateName, host])].join(' ');
    const blocks = nodes.map((node) => hostBlock(namesOf(node), [
        hostName(node.privateHost),
        `HostKeyAlias ${node.name}`,
        `Port ${node.port}`,
        `User ${node.user}`,
    ]));
    return [...blocks, everyHost(keyFile, knownHostsFile)].join('\n');
}
function everyHost(keyFile, knownHostsFile) {
    return hostBlock('*', [
        ...common,
        'LogLevel ERROR',
        `IdentityFile ${quoted(keyFile)}`,
        `UserKnownHostsFile ${quoted(knownHostsFile)}`,
    ]);
}
function hostBlock(name, lines) {
    return [`Host ${name}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
/** `%` starts a token there, and the zone of an IPv6 address (`fe80::1%eth0`). */
function hostName(address) {
    return `HostName ${address.replaceAll('%', '%%')}`;
}
/** `%` starts a token in file names of ssh_config(5), also inside quotes. */
function quoted(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}


/***/ })

};
;