"use strict";
exports.id = 975;
exports.ids = [975];
exports.modules = {

/***/ 42007:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ followJob)
/* harmony export */ });
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
        freeKiB: Number(value('free') || Number.NaN),
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
        field: machine.title,
        message: 'The job is gone and left no exit code: the host was restarted, or what watched over the job was killed.',
    }, _problem__WEBPACK_IMPORTED_MODULE_3__/* .ExitCode */ .yU.lost);
}
function diskFull(machine, what) {
    return new _problem__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo({
        field: machine.title,
        message: `The disk of the host is full; ${what}, and its log and results may be cut short.`,
        fix: 'Make room on the host, or let the job write less.',
    }, _problem__WEBPACK_IMPORTED_MODULE_3__/* .ExitCode */ .yU.lost);
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

/***/ 97396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ guardSettings),
/* harmony export */   kN: () => (/* binding */ armingScript),
/* harmony export */   nr: () => (/* binding */ systemdTime),
/* harmony export */   sw: () => (/* binding */ userData)
/* harmony export */ });
/* harmony import */ var _quote__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72710);

/** Where a machine keeps what ends it. */
const guardDir = '/var/lib/flambe-action';
/** CPU below which a machine counts as idle, in per mille (flambe/cluster/aws.py). */
const idlePermille = { orchestrator: 40, factory: 5 };
/** "At once when idle" (flambe/cluster/aws.py: one period of five minutes). */
const shortestIdle = 300;
/** Seconds by which a lease outlasts the boot of all machines: none may be idle for long before that. */
const leaseAfterBoot = 300;
/**
 * Cloud-config (JSON is YAML) that arms the machine's own end before anything else, and gives it the
 * bootstrap host key.
 *
 * @returns text, not base64
 */
function userData(boot) {
    const { bootstrapKey } = boot;
    const config = {
        bootcmd: [['sh', '-c', armingScript(boot)]],
        ssh_deletekeys: true,
        ssh_keys: {
            ed25519_private: bootstrapKey.privateKey,
            ed25519_public: bootstrapKey.publicKey,
        },
        runcmd: [['touch', `${guardDir}/ready`]],
    };
    return `#cloud-config\n${JSON.stringify(config)}\n`;
}
/** POSIX shell, for root: puts there what ends the machine, and arms it; once armed, it stays as it is. */
function armingScript(boot) {
    const { expiresAt, leaseSeconds, arm, guard } = boot;
    const tick = Math.max(1, Math.min(60, Math.floor(leaseSeconds / 10)));
    const files = [
        ['settings', `${guardSettings(boot)}\n`],
        ['guard.sh', guard],
        ['arm.sh', arm],
    ];
    const write = files.map(([name, text]) => `printf %s ${quoted(text)} >${guardDir}/${name}`);
    // Later boots keep what was armed since then.
    return [
        `[ -e ${guardDir}/arm.sh ] && exit`,
        `mkdir -p ${guardDir}`,
        ...write,
        (0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellCommand */ .q)(['sh', `${guardDir}/arm.sh`, systemdTime(expiresAt), String(tick)]),
    ].join('\n');
}
/** The line that `guard.sh` reads: lease and idle seconds, and below how many per mille of CPU it is idle. */
function guardSettings({ leaseSeconds, idleHours, role, }) {
    const idle = idleHours < 0 ? -1 : Math.max(shortestIdle, leaseSeconds - leaseAfterBoot, idleHours * 3600);
    return `${leaseSeconds} ${idle} ${idlePermille[role]}`;
}
/** `2026-11-24 20:00:00 UTC` (systemd.time(7)). */
function systemdTime(iso) {
    return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
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

/***/ 64854:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startRun: () => (/* binding */ startRun)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./aws-access.js
var aws_access = __webpack_require__(67432);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./inputs/flambe-yaml.js + 1 modules
var flambe_yaml = __webpack_require__(46974);
// EXTERNAL MODULE: ./inputs/mapping-fields.js
var mapping_fields = __webpack_require__(82738);
;// CONCATENATED MODULE: ./inputs/resumes.js


/** Whether an Experiment goes on from earlier results (`resume` of flambe/experiment/experiment.py). */
function resumes({ bytes, path }) {
    const file = (0,flambe_yaml/* parseYaml */.hN)(bytes, path);
    const root = file.documents.at(-1)?.contents;
    const mapping = root && file.content(root);
    const field = mapping?.kind === 'mapping' ? (0,mapping_fields/* fieldsOf */.P)(file, mapping).get('resume') : undefined;
    const node = field && file.content(field);
    if (node === undefined)
        return false;
    return node.kind !== 'scalar' || !/^(|~|null|false)$/i.test(node.value);
}

// EXTERNAL MODULE: ./job/collect.js + 1 modules
var collect = __webpack_require__(44949);
// EXTERNAL MODULE: ./job/log-file.js + 1 modules
var log_file = __webpack_require__(64101);
// EXTERNAL MODULE: ./job-name.js
var job_name = __webpack_require__(19923);
// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
;// CONCATENATED MODULE: ./read-trials.js


const tailLines = 20;
/** Of one stage; more are not shown anyway. */
const mostTrials = 2000;
/**
 * The trials of an Experiment by the files that Ray Tune writes (experiment_state-*.json, and for each
 * params.json, progress.csv, error_*.txt) and flambé (console.out). What is not there, or is no such file, is left out.
 *
 * @param output `output__NAME` on this machine
 * @param isWanted whether one counts, by its folder below `output`
 */
async function readTrials(output, isWanted = async () => true) {
    const stages = await stagesOf(output);
    const trials = await Promise.all(stages.map(async ({ stage, states }) => {
        const statuses = await statusesIn(states.map((name) => (0,external_node_path_.join)(output, stage, name)));
        const folders = await foldersIn((0,external_node_path_.join)(output, stage));
        const read = folders.map(async (folder) => {
            if (!(await isWanted((0,external_node_path_.join)(stage, folder))))
                return undefined;
            return readTrial((0,external_node_path_.join)(output, stage, folder), stage, folder, statuses.get(folder));
        });
        const found = (await Promise.all(read)).filter((trial) => trial !== undefined);
        return found.slice(0, mostTrials);
    }));
    return trials.flat();
}
/** In the order in which they were begun: Ray Tune's own file of a stage is named after that time. */
async function stagesOf(output) {
    const begun = await Promise.all((await foldersIn(output)).map(async (stage) => {
        const names = await (0,promises_.readdir)((0,external_node_path_.join)(output, stage)).catch(() => []);
        const states = names.filter((name) => /^experiment_state-.*\.json$/.test(name)).sort();
        return { stage, states };
    }));
    return begun
        .filter(({ states }) => states.length > 0)
        .sort(({ states: [a = ''] }, { states: [b = ''] }) => (a < b ? -1 : 1));
}
/** What Ray Tune says of each trial, by the name of its folder; the last of its sessions counts. */
async function statusesIn(states) {
    const texts = await Promise.all(states.map(textOf));
    return new Map(texts.flatMap(statuses));
}
/** Nothing of a file that is not whole. */
function statuses(text) {
    // Python's own numbers, of which each trial has some, are no JSON.
    const json = text.replace(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, 'null');
    try {
        const trials = JSON.parse(json).checkpoints;
        return trials.map(({ logdir, status }) => [(0,external_node_path_.basename)(logdir ?? ''), status ?? '']);
    }
    catch {
        return [];
    }
}
async function readTrial(dir, stage, folder, status) {
    const names = await (0,promises_.readdir)(dir).catch(() => []);
    if (!names.includes('params.json'))
        return undefined;
    const steps = csvRows(await textOf((0,external_node_path_.join)(dir, 'progress.csv')));
    const last = steps.at(-1);
    const metrics = steps.map((step) => metric(step.get('episode_reward_mean')));
    const facts = {
        stage,
        name: parameters(await textOf((0,external_node_path_.join)(dir, 'params.json'))) || withoutTime(folder),
        metrics: metrics.filter((metric) => metric !== undefined),
        host: last?.get('hostname'),
        seconds: number(last?.get('time_total_s')),
        failure: hasFailed(status, last) ? await failureOf(dir, names) : undefined,
    };
    return facts;
}
/**
 * Of the trials with an error those that were tried again may have gone well. flambé saves after each
 * step, so that a checkpoint says nothing.
 */
function hasFailed(status, last) {
    if (status === 'ERROR' || status === 'TERMINATED')
        return status === 'ERROR';
    return last?.get('done') !== 'True';
}
async function failureOf(dir, names) {
    const errors = names.filter((name) => /^error_.*\.txt$/.test(name)).sort();
    const error = errors.at(-1);
    if (error === undefined)
        return undefined;
    const said = (await textOf((0,external_node_path_.join)(dir, 'console.out'))) || (await textOf((0,external_node_path_.join)(dir, error)));
    return said.trimEnd().split('\n').slice(-tailLines).join('\n') || 'it said nothing';
}
function parameters(json) {
    try {
        const { hyper_params: given } = JSON.parse(json);
        return Object.entries(given ?? {})
            .map(([name, value]) => `${name}=${value}`)
            .join(', ');
    }
    catch {
        return '';
    }
}
/** `rate=1.0_2026-11-24_20-56-22kb9pez32`. */
function withoutTime(folder) {
    return folder.replace(/_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\w*$/, '');
}
async function foldersIn(dir) {
    const entries = await (0,promises_.readdir)(dir, { withFileTypes: true }).catch(() => []);
    return entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort();
}
function textOf(file) {
    return (0,promises_.readFile)(file, 'utf8').catch(() => '');
}
/** Also what Python's csv writes of one that diverged. */
function metric(text) {
    const diverged = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };
    return number(text) ?? diverged[text];
}
function number(text) {
    const value = Number(text);
    return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
}
/** As Python's csv writes them (RFC 4180); the last line may be half. */
function csvRows(text) {
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    const [head = [], ...rows] = lines.map(csvCells);
    return rows
        .filter((cells) => cells.length === head.length)
        .map((cells) => new Map(head.map((name, i) => [name, cells[i] ?? ''])));
}
function csvCells(line) {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: ./report/markdown.js
var markdown = __webpack_require__(57874);
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
        (0,markdown/* text */.Qq)(title),
        (0,format/* formatDuration */.a3)(seconds),
        ok ? '✓' : '✗ failed',
    ]);
    return [(0,markdown/* fenced */.OF)(gantt(ordered), 'mermaid'), (0,markdown/* table */.tp)(['stage', 'took', ''], rows)].join('\n\n');
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

;// CONCATENATED MODULE: ./report/trials.js


const mostRows = 50;
const mostBars = 20;
/** Stages and trials of an Experiment: what came of each, a chart, and why some failed. */
function trialsSection(trials) {
    const stages = [...new Set(trials.map(({ stage }) => stage))];
    const parts = stages.flatMap((stage) => stagePart(trials.filter((one) => one.stage === stage)));
    const failed = trials.filter(({ failure }) => failure !== undefined).slice(0, 10);
    const failures = failed.flatMap(({ stage, name, failure }) => [
        `${(0,markdown/* text */.Qq)(stage)}: ${(0,markdown/* text */.Qq)(name)} failed:`,
        (0,markdown/* fenced */.OF)(failure ?? ''),
    ]);
    return [...parts, ...failures].join('\n\n');
}
function stagePart(all) {
    const measured = all.filter(({ metrics }) => metrics.length > 0);
    // `reduce` ends a trial before it does anything.
    const reduced = measured.length === 0 ? [] : all.filter(isReduced);
    const trials = all.filter((trial) => !reduced.includes(trial));
    const finite = measured.filter((trial) => Number.isFinite(last(trial)));
    const best = bestOf(finite.filter(({ failure }) => failure === undefined));
    const row = (trial) => {
        const { stage, name, metrics, host, seconds, failure } = trial;
        const sign = failure === undefined ? '' : '✗ failed';
        return [
            (0,markdown/* text */.Qq)(stage),
            (0,markdown/* text */.Qq)(name),
            shown(metrics.at(-1)),
            trial === best ? '★ best' : sign,
            (0,markdown/* text */.Qq)(host ?? ''),
            seconds === undefined ? '' : (0,format/* formatDuration */.a3)(seconds),
        ];
    };
    const rows = trials.slice(0, mostRows).map(row);
    const more = trials.length - rows.length;
    const notes = [
        ...(more > 0 ? [`… and ${(0,format/* formatCount */.B4)(more, 'trial')} more.`] : []),
        ...(reduced.length > 0 ? [`${(0,format/* formatCount */.B4)(reduced.length, 'trial')} left out by reduce.`] : []),
    ];
    const chart = finite.length > 1 ? [(0,markdown/* fenced */.OF)(bars(finite), 'mermaid')] : [];
    return [(0,markdown/* table */.tp)(['stage', 'trial', 'metric', '', 'host', 'took'], rows), ...notes, ...chart];
}
function isReduced({ metrics, failure }) {
    return metrics.length === 0 && failure === undefined;
}
/** flambé takes the largest for the best (flambe/experiment/utils.py). */
function bestOf(finite) {
    return finite.reduce((best, trial) => {
        const isBetter = best === undefined || last(trial) > last(best);
        return isBetter ? trial : best;
    }, undefined);
}
function last({ metrics }) {
    return metrics.at(-1) ?? Number.NEGATIVE_INFINITY;
}
function shown(metric) {
    return metric === undefined ? '' : String(Number(metric.toPrecision(6)));
}
function bars(finite) {
    const shownTrials = finite.slice(0, mostBars);
    const names = distinct(shownTrials.map(({ name }) => plain(name))).map((name) => `"${name}"`);
    const values = decimals(shownTrials.map(last));
    return [
        'xychart-beta',
        `    title "${plain(shownTrials[0]?.stage ?? '')}"`,
        `    x-axis [${names.join(', ')}]`,
        '    y-axis "metric"',
        `    bar [${values.join(', ')}]`,
    ].join('\n');
}
/** Bars of the same name would lie on top of each other: where there are any, all are numbered. */
function distinct(names) {
    if (new Set(names).size === names.length)
        return names;
    return names.map((name, i) => `${i + 1}. ${name}`);
}
/** Mermaid reads no exponents; what is too small to be seen beside the largest is 0. */
function decimals(values) {
    const least = Math.max(...values.map(Math.abs)) / 1e6;
    const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 6, useGrouping: false });
    return values.map((value) => format.format(Math.abs(value) < least ? 0 : value));
}
/** Mermaid has no escape for the quotes around a text. */
function plain(value) {
    return value.replace(/[^\p{L}\p{N} ._=,+/-]+/gu, ' ').slice(0, 40);
}

;// CONCATENATED MODULE: ./report/summary.js







const MOST_RESULTS = 50;
const LONGEST_LINE = 1000;
/** The run as Markdown for a job summary. Text that users or the job wrote cannot act in it. */
function runSummary(facts) {
    const { nodes, sites, stages, results, trials, warnings } = facts;
    const sections = [
        `## ${succeeded(facts) ? '✅' : '❌'} ${(0,markdown/* text */.Qq)(facts.name)} ${outcome(facts)}`,
        `${(0,markdown/* code */.aY)(facts.command)} · run ${(0,markdown/* code */.aY)(facts.run)} · cluster ${(0,markdown/* code */.aY)(facts.id)}`,
        ...cause(facts),
        ...section('Warnings', warnings.length > 0 && (0,markdown/* fenced */.OF)(warnings.map(problem_0/* formatProblem */.Vw).join('\n'))),
        ...section('Trials', trials.length > 0 && trialsSection(trials)),
        ...section('Nodes', nodes.length > 0 && nodeTable(nodes)),
        ...section('Sites', sites.length > 0 && siteTable(sites)),
        ...section('Timeline', stages.length > 0 && timeline(stages)),
        ...section('Results', results.length > 0 && resultTable(facts)),
        ...section('Run it again', (0,markdown/* fenced */.OF)(facts.rerun, 'sh')),
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
        ...(facts.problem ? [(0,markdown/* fenced */.OF)((0,problem_0/* formatProblem */.Vw)(facts.problem))] : []),
        ...(tail === ''
            ? []
            : [`The log’s last lines (all of it: ${(0,markdown/* code */.aY)(facts.logPath)}):`, (0,markdown/* fenced */.OF)(tail)]),
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
    return (0,markdown/* table */.tp)(['node', 'host'], nodes.map(({ name, host }) => [(0,markdown/* text */.Qq)(name), (0,markdown/* code */.aY)(host)]));
}
function siteTable(sites) {
    const rows = sites.map(({ name, url }) => [(0,markdown/* text */.Qq)(name), (0,markdown/* code */.aY)(url)]);
    return `${(0,markdown/* table */.tp)(['site', 'address'], rows)}\n\nThey are there as long as the job.`;
}
function resultTable({ results, resultsPath }) {
    const row = ({ path, bytes }) => [(0,markdown/* code */.aY)(path), (0,format/* formatBytes */.z3)(bytes)];
    const rest = results.slice(MOST_RESULTS);
    const more = rest.length > 0 ? [[`… and ${(0,format/* formatFiles */.HL)(rest)} more`, '']] : [];
    const rows = [...results.slice(0, MOST_RESULTS).map(row), ...more];
    return `${(0,format/* formatFiles */.HL)(results)} in ${(0,markdown/* code */.aY)(resultsPath)}\n\n${(0,markdown/* table */.tp)(['file', 'size'], rows)}`;
}

;// CONCATENATED MODULE: ./report/text.js


/** The run in a few lines for a terminal, on which problems and warnings have been shown already. */
function runText(facts) {
    const { name, nodes, results } = facts;
    const sign = succeeded(facts) ? '✓' : '✗';
    const where = nodes.length > 0 ? ` on ${(0,format/* formatCount */.B4)(nodes.length, 'node')}` : '';
    return [
        `${sign} ${name} ${outcome(facts)}${where}`,
        ...(results.length > 0 ? [`  ${(0,format/* formatFiles */.HL)(results)} brought back`] : []),
    ].join('\n');
}

// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
;// CONCATENATED MODULE: ./describe-run.js












const describe_run_tailLines = 20;
/** The report of a run that has ended in whatever way. */
async function describeRun(told) {
    const { plan, inputs, file, outcome, failure, surface, warnings, masks } = told;
    const logPath = outcome?.logPath ?? (0,external_node_path_.join)(inputs.resultsPath, collect/* logName */.I);
    // Before its job the log is that of an earlier run.
    const log = file.record.job ? await (0,log_file/* readLogTail */.Ty)(logPath).catch(() => '') : '';
    const facts = {
        id: plan.id,
        name: plan.name,
        run: plan.run,
        command: (0,redact/* redact */.E)((0,job_name/* jobName */.d)(inputs), masks.values),
        nodes: (file.record.hosts?.nodes ?? []).map(({ name, host }) => ({ name, host })),
        stages: surface.stages,
        exitCode: outcome?.exitCode ?? file.record.exitCode,
        ended: howItEnded(told),
        problem: failure instanceof problem_0/* UserError */.yo ? failure.problems[0] : undefined,
        trials: await trialsOf(told),
        sites: told.sites,
        results: outcome?.results ?? [],
        resultsPath: inputs.resultsPath,
        logPath,
        logTail: (0,redact/* redact */.E)(log, masks.values).trimEnd().split('\n').slice(-describe_run_tailLines),
        warnings,
        rerun: (0,redact/* redact */.E)((0,quote/* shellCommand */.q)(inputs.again), masks.values),
    };
    return { markdown: runSummary(facts), text: runText(facts) };
}
/** Of the Experiment's files that have come home. */
async function trialsOf(told) {
    const { plan, inputs, masks } = told;
    const { job } = plan;
    if (job.kind !== 'flambe' || job.experiment === undefined)
        return [];
    const output = `output__${job.experiment}`;
    const trials = await readTrials((0,external_node_path_.join)(inputs.resultsPath, output), ownTrials(output, told));
    return trials.map((trial) => ({
        ...trial,
        name: (0,redact/* redact */.E)(trial.name, masks.values),
        failure: trial.failure && (0,redact/* redact */.E)(trial.failure, masks.values),
    }));
}
/**
 * Which trials are of this run: `results-path` may hold those of earlier ones, too, which count where
 * it goes on from them.
 */
function ownTrials(output, { plan, inputs, outcome }) {
    if (resumes(inputs.runnable))
        return async () => true;
    if (outcome) {
        // output__NAME/STAGE/TRIAL/…
        const parts = outcome.results.map(({ path }) => path.split('/').slice(0, 3).join('/'));
        const folders = new Set(parts);
        return async (trial) => folders.has((0,external_node_path_.join)(output, trial));
    }
    const began = Date.parse(plan.startedAt);
    return async (trial) => {
        const file = (0,external_node_path_.join)(inputs.resultsPath, output, trial, 'params.json');
        // When it came here, by this machine's clock: rsync keeps the time at which it was written.
        const { ctimeMs } = await (0,promises_.stat)(file).catch(() => ({ ctimeMs: 0 }));
        return ctimeMs >= began;
    };
}
function howItEnded({ outcome, failure, signal }) {
    if (outcome && failure === undefined)
        return outcome.reason;
    if (signal.aborted)
        return 'cancelled';
    return failure instanceof problem_0/* UserError */.yo && failure.exitCode === problem_0/* ExitCode */.yU.lost ? 'lost' : 'failed';
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./end-run.js
var end_run = __webpack_require__(97385);
// EXTERNAL MODULE: ./teardown/record.js
var teardown_record = __webpack_require__(71592);
;// CONCATENATED MODULE: ./earlier-process.js




/**
 * Makes this process the only one of its run on this machine, until it ends in whatever way: the
 * kernel holds the name (unix(7), "Abstract sockets"), not a folder that somebody may empty.
 *
 * @throws UserError (69) while another process has the run
 */
async function beOnly(id) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const server = (0,external_node_net_.createServer)((socket) => socket.destroy()).unref();
    server.once('error', reject).listen(`\0flambe-action-${id}`, resolve);
    try {
        await promise;
    }
    catch (error) {
        if (error.code !== 'EADDRINUSE')
            throw error;
        const message = `Another process has the run ${id}, and still lives: nothing of it was touched.`;
        const fix = 'Wait until it ends, or end it.';
        throw new problem_0/* UserError */.yo({ message, fix }, problem_0/* ExitCode */.yU.clusterUnavailable);
    }
}
/**
 * Ends what a process of the same run that is gone has left, by its record in `dir`: its job is not this
 * one's. Machines of EC2 stay: this process goes on with them, or they are kept for others.
 *
 * @throws UserError (69) when something is left
 */
async function endEarlier(dir, { inputs, ...deps }) {
    const file = teardown_record/* RecordFile */.W.open(dir);
    if (!file)
        return;
    const { provider, kept, startedAt } = file.record;
    if (provider === 'aws' && (kept || inputs.cluster.kind === 'aws'))
        return;
    deps.surface.info(`Ending what an earlier process of this run began at ${startedAt}`);
    // Nobody waits for its results: they would lie among those of this one.
    file.save({ teardown: 'always', collected: true });
    const left = await (0,end_run.endRun)({ ...deps, file, privateKey: inputs.privateKey, hidden: undefined });
    if (left.length === 0)
        return;
    const message = 'Not all that an earlier process of this run has left could be taken away.';
    const fix = `Do so as is said above, and start again; if its hosts are gone for good, remove ${dir}.`;
    throw new problem_0/* UserError */.yo({ message, fix }, problem_0/* ExitCode */.yU.clusterUnavailable);
}
/**
 * By the record in `dir`: with the same beginning all is the same that machines were asked for with.
 * Where they have ended since then, or are kept for others, the run begins anew.
 */
function earlierProcess(dir, now) {
    const record = teardown_record/* RecordFile */.W.open(dir)?.record;
    if (!record?.aws || record.kept)
        return undefined;
    const { aws, hosts, remote, claiming, startedAt, expiresAt } = record;
    if (Date.parse(expiresAt) <= now) {
        const { salt, refused, instances, taken, machines = [], ...others } = aws;
        const ended = machines.map((one) => ({ until: expiresAt, ...one }));
        return { began: now, left: { aws: { ...others, machines: ended } } };
    }
    const found = { aws, hosts, remote, claiming };
    const left = Object.entries(found).filter(([, value]) => value !== undefined);
    return { began: Date.parse(startedAt), left: Object.fromEntries(left) };
}

// EXTERNAL MODULE: ./never-carried.js
var never_carried = __webpack_require__(80489);
// EXTERNAL MODULE: ./plan/cost.js + 1 modules
var plan_cost = __webpack_require__(16849);
// EXTERNAL MODULE: ./plan/plan.js + 2 modules
var plan_plan = __webpack_require__(99402);
// EXTERNAL MODULE: ./providers/registry.js + 16 modules
var registry = __webpack_require__(83387);
// EXTERNAL MODULE: ./run-cost.js
var run_cost = __webpack_require__(57283);
// EXTERNAL MODULE: ./carry-named.js
var carry_named = __webpack_require__(64331);
// EXTERNAL MODULE: ./extensions/bring-extensions.js + 9 modules
var bring_extensions = __webpack_require__(497);
// EXTERNAL MODULE: ./inputs/resources.js
var resources = __webpack_require__(34881);
// EXTERNAL MODULE: ./plan/flambe-places.js
var flambe_places = __webpack_require__(53146);
// EXTERNAL MODULE: ./remote/workdir/list-named.js
var list_named = __webpack_require__(60686);
;// CONCATENATED MODULE: ./flambe-run.js







/** Comes here before there is anything to take down: that something cannot be had is told early. */
async function bringAhead(deps) {
    if (deps.plan.job.kind !== 'flambe')
        return { extensions: [], resources: new Map() };
    const { inputs, neverCarried, signal } = deps;
    await (0,carry_named/* checkLocalResources */.jA)(inputs, neverCarried, signal);
    const extensions = await extensionsOf(deps);
    const folders = extensions.flatMap((one) => (0,carry_named/* namedExtension */.ld)(one, inputs) ?? []);
    await (0,list_named/* checkNamed */.e)(folders, neverCarried, signal);
    return { extensions, resources: await resourcesOf(deps) };
}
async function extensionsOf({ inputs, surface, signal }) {
    const { runnable, flambe } = inputs;
    if (!flambe.installExtensions || runnable.extensions.size === 0)
        return [];
    return surface.stage('extensions', () => (0,bring_extensions/* bringExtensions */.$)(runnable.extensions, {
        runnablePath: runnable.absolutePath,
        places: runnable.extensionPlaces,
        // flambé's own place for them.
        cacheDir: (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.flambe/extensions'),
        signal,
        info: (line) => surface.info(line),
    }));
}
async function resourcesOf(deps) {
    const { runnable, cluster } = deps.inputs;
    const { surface, s3, signal } = deps;
    const here = (0,carry_named/* localResources */.BI)(deps.inputs);
    const addressed = (0,resources/* broughtFrom */.C7)(runnable, cluster);
    if (addressed.size === 0)
        return here;
    const { bringResources } = await __webpack_require__.e(/* import() */ 234).then(__webpack_require__.bind(__webpack_require__, 21234));
    const brought = await surface.stage('resources', () => bringResources(addressed, {
        ...{ s3, signal },
        cacheDir: (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.flambe/resources'),
        info: (line) => surface.info(line),
        progress: (label, fraction, detail) => surface.progress(label, fraction, detail),
    }));
    return new Map([...here, ...brought]);
}
/** Undefined for a command. */
function flambeRun({ fleet, facts }, layout, brought, { plan }) {
    if (plan.job.kind !== 'flambe')
        return undefined;
    const { experiment, onRay } = plan.job;
    const homes = [...facts.values()].map(({ home }) => home);
    const places = (0,flambe_places/* flambePlaces */.u6)(layout, plan.id, homes, experiment, onRay);
    return { fleet, layout, places, experiment, onRay, ...brought };
}
/** Where an extension lies on the nodes, under flambé's own name for it. */
function extensionPath({ module, dir }, { extensions }) {
    return `${extensions}/${module}__${(0,external_node_path_.basename)(dir ?? '')}`;
}
/** What the job's shell runs. @param head address of Ray's, where a command finds one */
function jobLine(flambe, places, head, { plan: { job }, inputs }) {
    if (job.kind === 'command') {
        if (!job.ray)
            return job.command;
        return (0,flambe_places/* rayLine */.PL)(places, `${head}:${flambe_places/* rayPort */.O}`, job.command);
    }
    if (!flambe)
        throw new Error('What is no command is flambé.');
    const { force, verbose } = inputs.flambe;
    const { experiment, onRay } = flambe;
    // Uploaded resources count as results of the same name, which flambé on a cluster replaces without
    // removing any; alone it would remove what it is to go on from.
    const replaces = experiment === undefined ? force : onRay;
    return (0,flambe_places/* flambeLine */.eN)(places, flambe.places, { force: replaces, verbose });
}

// EXTERNAL MODULE: ./plan/layout.js
var layout = __webpack_require__(826);
// EXTERNAL MODULE: ./remote/fleet.js + 4 modules
var remote_fleet = __webpack_require__(6308);
;// CONCATENATED MODULE: ./remote/inside-addresses.js


/** Prints the IPv4 address of each name; an empty line where there is none. */
const resolveScript = `for name; do
  echo "$(getent ahostsv4 "$name" | head -n 1 | cut -d ' ' -f 1)"
done`;
/**
 * Has nodes told of each other by IPv4 address where the user gave names: Ray resolves those, each
 * node for itself, and would not know them again.
 *
 * @throws UserError for each node whose name the others cannot resolve
 */
async function tellIPv4Inside(contact, signal) {
    const { orchestrator, factories, machines } = contact.fleet;
    const isNamed = ({ node }) => (0,external_node_net_.isIP)(node.privateHost) !== 4;
    // To itself a host's own name often is a loopback address (127.0.1.1 with Debian).
    const [first = orchestrator] = factories;
    const problems = await Promise.all([
        resolveBy(first, [orchestrator].filter(isNamed), signal),
        resolveBy(orchestrator, factories.filter(isNamed), signal),
    ]);
    if (problems.flat().length > 0)
        throw new problem_0/* UserError */.yo(problems.flat(), problem_0/* ExitCode */.yU.clusterUnavailable);
    return { ...contact, known: { ...contact.known, nodes: machines.map(({ node }) => node) } };
}
async function resolveBy(asked, named, signal) {
    if (named.length === 0)
        return [];
    const args = named.map(({ node }) => node.privateHost);
    const { stdout } = await asked.check('resolve host names', resolveScript, { args, signal });
    const addresses = stdout.split('\n');
    return named.flatMap((machine, i) => {
        const address = addresses[i] ?? '';
        if ((0,external_node_net_.isIP)(address) === 4 && !address.startsWith('127.')) {
            machine.tellInside(address);
            return [];
        }
        return [
            {
                field: machine.title,
                message: `Ray wants an address that the other nodes reach: for ${asked.name} \`${args[i]}\` is ${address || 'no IPv4 address'}.`,
                fix: 'Give its private address in the cluster file as IPv4: [public, private].',
            },
        ];
    });
}

// EXTERNAL MODULE: ./remote/lease.js
var lease = __webpack_require__(47473);
// EXTERNAL MODULE: ./remote/claim.js
var claim = __webpack_require__(72419);
;// CONCATENATED MODULE: ./claims.js




/** What a run takes over from earlier runs, and holds until it has it as its own. */
class Claims {
    #deps;
    #claimed;
    constructor(deps) {
        this.#deps = deps;
    }
    /** @returns undefined when the run has to make machines of its own; why is told */
    async claim(warm) {
        const { plan, inputs, file, surface, signal } = this.#deps;
        try {
            const cost = await (0,run_cost/* costOfRun */.E_)(plan, machinesWith(warm, plan));
            if (cost)
                (0,plan_cost/* checkMaxCost */.GB)(cost, inputs.maxCost);
            this.#claimed = await (0,claim/* claimWarm */.S)(warm, {
                runId: plan.id,
                stateDir: file.dir,
                leaseSeconds: plan.leaseSeconds,
                onKnown: (claiming) => file.save({ claiming }),
                signal,
            });
        }
        catch (error) {
            if (signal.aborted || !(error instanceof problem_0/* UserError */.yo))
                throw error;
            for (const { message } of error.problems) {
                surface.warning({ message: `The warm cluster ${warm.id} is not taken: ${message}` });
            }
        }
        if (this.#claimed)
            return this.#claimed.hostKeys;
        surface.info(`${warm.id} is not to be had: this run makes its own machines.`);
        return undefined;
    }
    async leave() {
        await this.#claimed?.leave();
    }
}
/** The machines of a run that takes these: all of them, and the factories that are missing. */
function machinesWith({ nodes, types, disks }, { cluster }) {
    if (cluster.kind !== 'aws')
        return [];
    const { factoriesNum, factoriesTypes, spot } = cluster;
    const missing = Math.max(0, factoriesNum + 1 - types.length);
    return [
        ...nodes.map(({ role }, i) => {
            const machine = { role, count: 1, types: [types[i] ?? ''], spot: false };
            return { ...machine, disks: disks[role] };
        }),
        {
            ...{ role: 'factory', count: missing, types: factoriesTypes, spot: spot !== false },
            disks: disks.factory,
        },
    ];
}

// EXTERNAL MODULE: ./plan/user-data.js
var user_data = __webpack_require__(97396);
;// CONCATENATED MODULE: ./remote/later-deadline.js



/** Moves the time at which a machine made for the run ends itself. @param until ISO 8601, UTC */
async function moveDeadline(machine, until, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "later-deadline.sh", 'utf8');
    await machine.check('move its deadline', script, { args: [(0,user_data/* systemdTime */.nr)(until)], signal });
}

// EXTERNAL MODULE: ./remote/said-keys.js
var said_keys = __webpack_require__(58683);
;// CONCATENATED MODULE: ./remote/new-machines.js







/**
 * Connects to machines that were made for a run. Each shows a bootstrap host key first, which somebody who
 * may read its user-data knows, too: over that connection it makes a permanent one, and is verified by
 * that before anything else is sent. One whose user-data nothing has executed shows a host key of its
 * own, which it has said; it keeps that, and is told when it ends, as is one that flambé has started.
 * One that was taken shows its permanent host key already, and is told when it ends now. A machine that
 * would not end by itself is not used.
 *
 * @throws UserError (69) naming the machines that are not reached, or not armed
 */
async function connectNew(cluster, ephemeral, { hostKeysSaid, ...options }) {
    const { stateDir, signal } = options;
    const knownHostsFile = (0,external_node_path_.join)(stateDir, 'permanent_hosts');
    // An earlier process of the run may have come as far as that.
    const before = (0,external_node_fs_.existsSync)(knownHostsFile) ? (0,external_node_fs_.readFileSync)(knownHostsFile, 'utf8') : '';
    await (0,promises_.appendFile)(cluster.knownHostsFile, before);
    // Asked now and not later: consoles say bootstrap keys, too.
    const asking = hostKeysSaid && { hostKeysSaid };
    const first = await (0,remote_fleet/* connect */.Ng)(cluster, { ...options, ...asking, onVerified: () => { } });
    const { machines } = first.fleet;
    try {
        const given = await (0,promises_.readFile)(cluster.knownHostsFile, 'utf8');
        const keyOf = ({ name }) => first.known.keys[name]?.line ?? '';
        const others = machines.filter((machine) => ephemeral.unarmed.has(machine.name) || !given.includes(keyOf(machine)));
        await Promise.all(others.map((machine) => armByHand(machine, ephemeral, keyOf(machine), signal)));
        await Promise.all(machines.map((machine) => rearm(machine, ephemeral, signal)));
        const keys = await Promise.all(machines.map((machine) => permanentKey(machine, ephemeral, signal)));
        const pinned = pins(cluster, keys);
        checkUnchanged(pinned, before);
        // Before they show it: a process that comes after this one knows them by it.
        const lines = [...pinned, ephemeral.jumpHosts ?? ''].join('');
        await (0,promises_.writeFile)(knownHostsFile, lines, { mode: 0o600 });
        const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "show-key.sh", 'utf8');
        await Promise.all(machines.map((machine) => machine.check('replace its host key', script, { signal })));
    }
    finally {
        await (0,remote_fleet/* disconnect */.Zf)(first.fleet);
    }
    return (0,remote_fleet/* connect */.Ng)({ ...cluster, knownHostsFile }, options);
}
/** What its user-data says first, by sudo. @param key public host key that it shows, and keeps */
async function armByHand(machine, { arming }, key, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "arm-by-hand.sh", 'utf8');
    const args = [arming[machine.node.role], key];
    await machine.check('make it end by itself without cloud-init', script, { args, signal });
}
/** Gives a machine that was taken the life that the run gives to its machines. */
async function rearm(machine, { taken, expiresAt }, signal) {
    const settings = taken.get(machine.name);
    if (settings === undefined)
        return;
    await moveDeadline(machine, expiresAt, signal);
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "rearm.sh", 'utf8');
    await machine.check('take the machine over', script, { args: [settings], signal });
}
async function permanentKey(machine, { expiresAt, bootWithin }, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "permanent-key.sh", 'utf8');
    const deadline = Math.floor(Date.parse(expiresAt) / 1000);
    const { stdout } = await machine.check('prepare the new machine', script, {
        args: [String(deadline), String(bootWithin)],
        signal,
    });
    const key = /^key=([\w@.-]+ [A-Za-z0-9+/=]+)\s*$/m.exec(stdout)?.[1];
    if (key === undefined)
        throw new Error(`${machine.title} has said no host key.`);
    return key;
}
/** known_hosts lines (sshd(8)) of every address under which a machine is asked. */
function pins({ nodes }, keys) {
    return nodes.flatMap((node, i) => (0,said_keys/* addressesOf */.sO)(node).map((address) => `${address} ${keys[i]}\n`));
}
/**
 * Who has read the user-data meanwhile may show the bootstrap key; the permanent one stays what it was.
 *
 * @throws UserError (69)
 */
function checkUnchanged(pinned, before) {
    const known = new Map(before.split('\n').map((line) => [line.split(' ')[0], line]));
    const changed = pinned
        .map((line) => line.trimEnd())
        .map((line) => [line.split(' ')[0], line])
        .filter(([host, line]) => (known.get(host) ?? line) !== line);
    if (changed.length === 0)
        return;
    const problems = changed.map(([field = '']) => ({
        field,
        message: 'The machine says another host key than to an earlier process of this run: somebody may be in between.',
        fix: 'End the machines by `flambe-action down` or the post step, and begin anew.',
    }));
    throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./stages/connect-nodes.js


/** Connects to the machines, each of them verified; says which key it showed. */
async function connectNodes(cluster, deps) {
    const { plan, provider, surface, file, pinnedIn, signal } = deps;
    const options = {
        runId: plan.id,
        stateDir: file.dir,
        pinnedIn: cluster.ephemeral ? 'what is known of the cluster' : pinnedIn,
        signal,
        onVerified: (node, { type, fingerprint }) => surface.info(`${node.name} ${node.host}: host key ${type} ${fingerprint} verified`),
    };
    const { ephemeral } = cluster;
    if (!ephemeral)
        return (0,remote_fleet/* connect */.Ng)(cluster, options);
    const hostKeysSaid = (names) => provider.hostKeysSaid?.(names, signal);
    return connectNew(cluster, ephemeral, { ...options, hostKeysSaid });
}

;// CONCATENATED MODULE: ./stages/unless-lost.js
/**
 * Works until it is done, or until a machine is lost: the cause comes from who has noticed it.
 *
 * @param work what it has begun may go on after it, until the run is over
 * @throws what `work` throws; the cause where that has ended it
 */
async function unlessLost({ provider, file, signal }, { nodes, notice }, work) {
    const over = new AbortController();
    const lost = new AbortController();
    let cause;
    const end = (loss) => {
        if (over.signal.aborted)
            return;
        cause ??= loss;
        lost.abort(loss);
    };
    const onEnded = (node) => {
        file.note({ ended: [...(file.record.ended ?? []), node] });
    };
    const watched = provider.watch?.(AbortSignal.any([signal, over.signal]), { nodes, onEnded });
    for (const loss of [watched, notice])
        loss?.then(end, () => { });
    try {
        return await work(AbortSignal.any([signal, lost.signal]));
    }
    catch (error) {
        throw cause ?? error;
    }
    finally {
        over.abort(new Error('The work is over.'));
    }
}

;// CONCATENATED MODULE: ./stages/acquire-and-connect.js



/** A warm cluster that is taken has its lease from the claim until it has it as the run's own. */
async function acquireAndConnect(deps) {
    const { plan, provider, surface, signal } = deps;
    const claims = new Claims(deps);
    try {
        const cluster = await surface.stage('provision', () => provider.acquire(plan, signal, (warm) => claims.claim(warm)));
        const contact = await surface.stage('connect', () => unlessLost(deps, {}, (signal) => connectNodes(cluster, { ...deps, signal })));
        return { cluster, contact };
    }
    finally {
        await claims.leave();
    }
}

// EXTERNAL MODULE: ./job/job-scripts.js
var job_scripts = __webpack_require__(48590);
// EXTERNAL MODULE: ./teardown/release-script.js
var release_script = __webpack_require__(64894);
;// CONCATENATED MODULE: ./stages/clear-nodes.js


/** Takes away what an earlier process of this run has on the machines: its job first. */
async function clearNodes({ orchestrator, machines }, { plan, file, signal }) {
    const { remote } = file.record;
    if (!remote)
        return;
    const options = { signal, unmarked: true };
    const what = 'end what an earlier process of this run has begun';
    await orchestrator.check(what, (0,job_scripts/* endJobScript */._)(), { ...options, args: [remote.runDir] });
    const args = [remote.runDir, remote.memoryDir, plan.id, 'no'];
    await Promise.all(machines.map((machine) => machine.check(what, (0,release_script/* releaseScript */.dg)(), { ...options, args })));
}

// EXTERNAL MODULE: ./job/gather.js
var gather = __webpack_require__(84397);
;// CONCATENATED MODULE: ./stages/collect-home.js





/** Seconds that bringing results together on the orchestrator may take. */
const gatherSeconds = 3600;
/** Brings the results home. */
async function collect_home_collect(fleet, places, deps) {
    const { inputs, surface, file, signal } = deps;
    const { results: globs, trialsIn: output, ended = [] } = file.record;
    const gathering = { seconds: gatherSeconds, signal };
    // What an idle one had was gathered while the job ran (job/keep-results.ts).
    const factories = fleet.factories.filter(({ name }) => !ended.includes(name));
    const from = { ...fleet, factories };
    const missing = output ? await (0,gather/* gatherOutput */.N)(from, places, { output, ...gathering }) : [];
    const { files, warnings } = await (0,collect/* collectResults */.n)(fleet, {
        layout: places,
        globs,
        resultsPath: inputs.resultsPath,
        signal,
        onProgress: (fraction, detail) => surface.progress('collect', fraction, detail),
    });
    // What is not together yet, post gathers.
    const unwritten = missing.length > 0 ? undefined : file.note({ collected: true });
    const untold = missing.map(({ problem }) => problem);
    for (const warning of [...(unwritten ? [unwritten] : []), ...untold, ...warnings]) {
        surface.warning(warning);
    }
    surface.info(`${(0,format/* formatFiles */.HL)(files)} in ${inputs.resultsPath}`);
    return files;
}
/** Puts the end of the orchestrator off while results are brought home, when they would not be in time. */
async function inTime({ orchestrator }, { plan, provider, surface, affordableSeconds, signal }, work) {
    const later = (0,plan_plan/* laterExpiry */._3)(plan, Date.now(), await affordableSeconds());
    if (later === undefined)
        return work();
    const telling = (what) => (error) => {
        signal.throwIfAborted();
        surface.info(`${what}: ${error.message}`);
    };
    // The sweep ends what is beyond the time that its tag says; its own timer ends it in any case.
    await provider
        .extend?.(later, signal)
        .catch(telling('A sweep may end the orchestrator before its results are home'));
    await moveDeadline(orchestrator, later, signal)
        .then(() => surface.info(`The orchestrator stays until ${later}, to bring results home.`))
        .catch(telling('The orchestrator cannot stay for longer'));
    try {
        return await work();
    }
    finally {
        // Where this fails, it ends later, and at that time.
        const until = (0,plan_plan/* earlierExpiry */.SM)(plan, Date.now());
        await moveDeadline(orchestrator, until, signal)
            .then(() => provider.extend?.(until, signal))
            .catch(() => { });
    }
}

;// CONCATENATED MODULE: ./prepare/hardware.js



/** Looks at all nodes. @returns by node name */
async function lookAtHardware({ machines }, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "hardware.sh", 'utf8');
    const looks = machines.map(async (machine) => {
        const { stdout } = await machine.check('look at the hardware', script, { signal });
        return [machine.name, parseHardware(stdout)];
    });
    return new Map(await Promise.all(looks));
}
function parseHardware(stdout) {
    const value = (name) => new RegExp(`^${name}=(.+)$`, 'm').exec(stdout)?.[1];
    const type = value('instance-type');
    return {
        gpus: Number(value('gpus') ?? 0),
        driver: value('driver'),
        usable: Number(value('usable') ?? 0),
        tools: value('tools') === 'yes',
        instanceType: type && /^[a-z][\w-]*\.[\w-]+$/.test(type) ? type : undefined,
    };
}
/** What a reader of the log has to know of the GPUs. */
function gpuWords({ machines }, hardware) {
    const infos = [];
    const without = [];
    const toolless = [];
    for (const { name } of machines) {
        const { gpus = 0, driver, usable = 0, tools } = hardware.get(name) ?? {};
        if (driver !== undefined)
            infos.push(`${name}: ${usable} × NVIDIA GPU, driver ${driver}`);
        if (gpus > 0 && driver === undefined)
            without.push(`${name} (${gpus})`);
        else if (driver !== undefined && !tools)
            toolless.push(name);
    }
    const warnings = [];
    if (without.length > 0) {
        warnings.push({
            field: 'GPUs',
            message: `NVIDIA's driver does not run where they are, so nothing can use them: ${without.join(', ')}.`,
            fix: howToHaveDriver,
        });
    }
    if (toolless.length > 0) {
        warnings.push({
            field: 'GPUs',
            message: `NVIDIA's driver is there without its tools (nvidia-smi), and so maybe without the libraries by which Ray 2 and torch find it: ${toolless.join(', ')}.`,
            fix: 'Install nvidia-utils of the same version in `setup_cmds`.',
        });
    }
    return { infos, warnings };
}
const howToHaveDriver = 'Take an image that has it (`factory_ami`: an AWS Deep Learning Base GPU AMI), or install it in `setup_cmds`: `sudo ubuntu-drivers install --gpgpu && sudo modprobe nvidia` (docs/gpus.md).';
/**
 * Where the job says what each of its trials wants.
 *
 * @param workers nodes that trials run on
 * @throws UserError when none of them has so many GPUs: Tune would wait for them forever
 */
function checkGpus(workers, hardware, wanted) {
    const { perTrial, place } = wanted;
    const of = ({ name }) => hardware.get(name);
    if (workers.some((machine) => (of(machine)?.usable ?? 0) >= perTrial))
        return;
    const each = workers.map((machine) => {
        const { gpus = 0, usable = 0, driver } = of(machine) ?? {};
        if (gpus > 0 && driver === undefined)
            return `${machine.name}: ${gpus} without a driver`;
        return `${machine.name}: ${usable || 'none'}`;
    });
    const problem = {
        ...place,
        field: 'devices.gpu',
        message: `Each trial wants ${perTrial} GPU, and no node has so many that can be used (${each.join('; ')}).`,
        fix: howToHaveDriver,
    };
    throw new problem_0/* UserError */.yo(problem, problem_0/* ExitCode */.yU.clusterUnavailable);
}

// EXTERNAL MODULE: ./last-lines.js
var last_lines = __webpack_require__(21776);
;// CONCATENATED MODULE: ./prepare/setup-commands.js




/**
 * Runs the cluster file's `setup_cmds` in order, on all nodes at the same time, each in the login
 * user's own shell, as sshd would (flambe/cluster/cluster.py, flambe/cluster/instance/instance.py).
 *
 * @throws UserError with node, command and the end of its output, for each node that failed
 */
async function runSetupCommands({ machines }, { runDir }, commands, onDone, signal) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "setup-command.sh", 'utf8');
    for (const [i, command] of commands.entries()) {
        const outcomes = await Promise.all(machines.map(async (machine) => {
            // Nodes may have the run's folder in common.
            const args = [runDir, `${machine.name}-${i + 1}`, command];
            const result = await machine.run(script, { args, signal });
            if (result.code === 0)
                onDone(machine.name, command);
            return { machine, result };
        }));
        const problems = outcomes
            .filter(({ result }) => result.code !== 0)
            .map(({ machine, result }) => ({
            field: `setup_cmds on ${machine.name}`,
            message: `\`${command}\` ended with exit code ${result.code}: ${(0,last_lines/* lastLines */.w)(result.stdout + result.stderr)}`,
        }));
        if (problems.length > 0)
            throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
    }
}

// EXTERNAL MODULE: ../node_modules/js-yaml/dist/js-yaml.mjs
var js_yaml = __webpack_require__(14437);
;// CONCATENATED MODULE: ./inputs/rewrite-runnable.js



/**
 * The runnable as it goes to the orchestrator. A document in which nothing changes keeps its bytes;
 * of the others comments are lost, and nothing else.
 *
 * @param path as the user wrote it, for problems
 * @throws UserError when it cannot be read as YAML
 */
function rewriteRunnable(bytes, path, rewrite) {
    const file = (0,flambe_yaml/* parseYaml */.hN)(bytes, path);
    const [header, root] = file.documents.length > 1 ? file.documents : [undefined, file.documents[0]];
    const newHeader = header && rewriteHeader(file, header, rewrite);
    const newRoot = root && rewriteRoot(file, root, rewrite);
    if (!newHeader && !newRoot)
        return Buffer.from(bytes);
    if (!header)
        return Buffer.from((0,flambe_yaml/* presentYaml */.JD)(file.documents));
    const parts = splitDocuments(bytes, file, header);
    if (parts === undefined)
        return Buffer.from((0,flambe_yaml/* presentYaml */.JD)(file.documents));
    return Buffer.concat([
        newHeader ? Buffer.from((0,flambe_yaml/* presentYaml */.JD)([header])) : parts.header,
        newRoot && root ? Buffer.from((0,flambe_yaml/* presentYaml */.JD)([root])) : parts.root,
    ]);
}
/**
 * The bytes of the header and those of the runnable after it; undefined where they are not told
 * apart by a `---` alone. Inside of a document no line begins with one.
 */
function splitDocuments(bytes, file, { contents }) {
    const [, root] = file.documents;
    if (!contents || !root?.explicitStart || root.directives.length > 0)
        return undefined;
    const source = Buffer.from(bytes).toString('utf8');
    const lines = source.split(/(?<=\r\n|\n|\r(?!\n))/);
    const { line: first } = file.place(contents);
    const marker = lines.findIndex((line, i) => i >= first && /^---(?=\s|$)/.test(line));
    if (marker < 0)
        return undefined;
    const length = Buffer.byteLength(lines.slice(0, marker).join(''));
    return { header: bytes.subarray(0, length), root: bytes.subarray(length) };
}
/** Whether it changed the header. */
function rewriteHeader(file, { contents }, { extensions }) {
    const mapping = contents && file.content(contents);
    if (mapping?.kind !== 'mapping' || !extensions?.size)
        return false;
    for (const [module, path] of extensions)
        setField(file, mapping, module, rewrite_runnable_text(path));
    return true;
}
/** Whether it changed the runnable. */
function rewriteRoot(file, { contents }, rewrite) {
    const mapping = contents && file.content(contents);
    const { savePath, resources, env } = rewrite;
    if (mapping?.kind !== 'mapping')
        return false;
    if (savePath !== undefined)
        setField(file, mapping, 'save_path', rewrite_runnable_text(savePath));
    if (resources?.size)
        rewriteResources(file, mapping, resources);
    if (env)
        setField(file, mapping, 'env', environment(env));
    return savePath !== undefined || Boolean(resources?.size) || env !== undefined;
}
/** What else refers to the mapping by an alias goes on seeing it as it was. */
function rewriteResources(file, root, paths) {
    const given = root.items.find(({ key }) => (0,mapping_fields/* textOf */.b)(file, key) === 'resources')?.value;
    const inherited = (0,mapping_fields/* fieldsOf */.P)(file, root).get('resources');
    const old = inherited && file.content(inherited);
    if (given?.kind === 'mapping' && !isAliased(file, given)) {
        for (const [name, path] of paths)
            setField(file, given, name, rewrite_runnable_text(path));
        return;
    }
    const entries = old?.kind === 'mapping' ? [...(0,mapping_fields/* fieldsOf */.P)(file, old)] : [];
    const kept = entries.filter(([name]) => !paths.has(name));
    const mapping = block([
        ...kept.map(([name, value]) => [name, withoutAnchors(file, value)]),
        ...[...paths].map(([name, path]) => [name, rewrite_runnable_text(path)]),
    ]);
    setField(file, root, 'resources', mapping);
}
/** Sets a field of the mapping itself; a merged one of that name no longer counts. */
function setField(file, mapping, name, value) {
    const field = mapping.items.find(({ key }) => (0,mapping_fields/* textOf */.b)(file, key) === name);
    if (field === undefined) {
        mapping.items.push({ key: rewrite_runnable_text(name), value });
        return;
    }
    const old = field.value;
    field.value = value;
    handOn(file, old);
}
/** A node has gone: each anchored one in it moves to its first alias, for those that follow. */
function handOn(file, gone) {
    const anchored = new Set();
    eachNode(gone, (node) => {
        if (node.kind !== 'alias' && node.anchor !== undefined)
            anchored.add(node);
    });
    for (const { contents } of file.documents) {
        if (!contents || anchored.size === 0)
            continue;
        eachNode(contents, (alias, put) => {
            const node = file.content(alias);
            if (alias.kind === 'alias' && anchored.delete(node))
                put(node);
        });
    }
}
function isAliased(file, node) {
    let found = false;
    (0,js_yaml/* visit */.YR)([...file.documents], (each) => {
        found ||= each.kind === 'alias' && file.content(each) === node;
    });
    return found;
}
/** In the order of the text; `put` gives another node its place. */
function eachNode(root, see, put = () => { }) {
    see(root, put);
    if (root.kind === 'sequence') {
        for (const [i, item] of root.items.entries()) {
            eachNode(item, see, (other) => {
                root.items[i] = other;
            });
        }
    }
    if (root.kind !== 'mapping')
        return;
    for (const pair of root.items) {
        eachNode(pair.key, see, (other) => {
            pair.key = other;
        });
        eachNode(pair.value, see, (other) => {
            pair.value = other;
        });
    }
}
/** A copy that stands for itself. */
function withoutAnchors(file, alias) {
    const { anchor: _, ...node } = file.content(alias);
    if (node.kind === 'scalar')
        return node;
    if (node.kind === 'sequence') {
        return { ...node, items: node.items.map((item) => withoutAnchors(file, item)) };
    }
    const items = node.items.map(({ key, value }) => ({
        key: withoutAnchors(file, key),
        value: withoutAnchors(file, value),
    }));
    return { ...node, items };
}
function environment(env) {
    const fields = block([
        ['key', rewrite_runnable_text(env.key)],
        ['orchestrator_ip', rewrite_runnable_text(env.orchestratorIp)],
        ['factories_ips', list(env.factoriesIps)],
        ['public_orchestrator_ip', rewrite_runnable_text(env.publicOrchestratorIp)],
        ['public_factories_ips', list(env.publicFactoriesIps)],
        ['user', rewrite_runnable_text(env.user)],
        ['local_user', rewrite_runnable_text(env.localUser)],
    ]);
    return { ...fields, tag: '!RemoteEnvironment', tagged: true };
}
function rewrite_runnable_text(value) {
    const tag = 'tag:yaml.org,2002:str';
    return { kind: 'scalar', tag, tagged: false, style: js_yaml/* SCALAR_STYLE */.jK.SINGLE_QUOTED, value };
}
function list(values) {
    const tag = 'tag:yaml.org,2002:seq';
    return {
        kind: 'sequence',
        tag,
        tagged: false,
        style: js_yaml/* COLLECTION_STYLE */.Rl.BLOCK,
        items: values.map(rewrite_runnable_text),
    };
}
function block(fields) {
    const items = fields.map(([name, value]) => ({ key: rewrite_runnable_text(name), value }));
    const tag = 'tag:yaml.org,2002:map';
    return { kind: 'mapping', tag, tagged: false, style: js_yaml/* COLLECTION_STYLE */.Rl.BLOCK, items };
}

// EXTERNAL MODULE: ./remote/on-lines.js
var on_lines = __webpack_require__(32492);
;// CONCATENATED MODULE: ./prepare/fetch-s3.js



/**
 * Has a machine bring objects of S3 by its own rights, those of its instance profile. What it cannot
 * have is told, not thrown.
 *
 * @returns why, for each that it could not bring
 */
async function fetchByNode(machine, wanted, { layout, python, signal, onBytes }) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "fetch-s3.sh", 'utf8');
    const words = wanted.flatMap(({ address, path }) => [address, path]);
    const failed = new Map();
    const read = (0,on_lines/* onLines */.l)((line) => {
        const [, what, number, said = ''] = /^(bytes|failed)=(\d+) (.*)$/.exec(line) ?? [];
        const one = wanted[Number(number)];
        const [done = 0, total = 0] = said.split(' ').map(Number);
        if (one && what === 'failed')
            failed.set(one, said);
        else if (one)
            onBytes(one, done, total);
    });
    const onStdout = (chunk) => read(chunk.toString());
    const args = [layout.runDir, python, ...words];
    await machine.check('bring resources from S3', script, { args, signal, onStdout });
    return failed;
}

;// CONCATENATED MODULE: ./prepare/spread-folder.js


/** Carries a folder of the orchestrator to the same place on each factory; its parent is there. */
async function spreadFolder({ orchestrator, factories }, { runDir }, folder, signal) {
    if (factories.length === 0)
        return;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "spread-folder.sh", 'utf8');
    await orchestrator.check('carry files to the factories', script, {
        args: [runDir, folder, ...factories.map(({ name }) => name)],
        signal,
    });
}

;// CONCATENATED MODULE: ./place-resources.js







/**
 * Puts the resources of this machine on all nodes, under flambé's own names for them: to the
 * orchestrator, and from there to the others.
 *
 * @returns where each lies
 */
async function carryResources(run, deps) {
    if (run.resources.size === 0)
        return new Map();
    await makeFolder(run, deps.signal);
    const carried = await carry(run, deps);
    await spread(run, deps.signal);
    return carried;
}
/**
 * Puts those that the machines read from S3 by their own rights on all nodes, likewise; with the
 * Python of the environment.
 *
 * @returns where each lies
 * @throws UserError for what the machines may not read
 */
async function fetchResources(run, deps) {
    const own = ownObjects(run, deps);
    if (own.length === 0)
        return new Map();
    await makeFolder(run, deps.signal);
    await fetchOwn(run, own, deps);
    await spread(run, deps.signal);
    return new Map(own.map(({ name, path }) => [name, path]));
}
async function makeFolder({ fleet, places }, signal) {
    const args = [places.resources];
    await fleet.orchestrator.check('make a folder', 'mkdir -p "$1"', { args, signal });
}
async function spread(run, signal) {
    const { fleet, layout, places, onRay } = run;
    if (onRay)
        await spreadFolder(fleet, layout, places.resources, signal);
}
async function carry(run, deps) {
    const carried = new Map();
    for (const [name, here] of run.resources) {
        const there = pathOf(run, name, (0,external_node_path_.basename)(here));
        await (0,carry_named/* carryNamed */.rv)(run.fleet, (0,carry_named/* namedResource */.mT)(name, here, deps.inputs), there, deps);
        deps.surface.info(`resource ${name}: ${there}`);
        carried.set(name, there);
    }
    return carried;
}
function pathOf({ places }, name, base) {
    return `${places.resources}/${name}__${base}`;
}
/** What the orchestrator brings itself. */
function ownObjects(run, { inputs }) {
    const { runnable, cluster } = inputs;
    if (!(0,resources/* readsOnNodes */.SQ)(cluster))
        return [];
    return [...runnable.resources]
        .filter(([, { kind }]) => kind === 's3')
        .map(([name, { value: address, place }]) => {
        const base = (0,external_node_path_.basename)(address.replace(/\/+$/, ''));
        return { name, address, place, path: pathOf(run, name, base) };
    });
}
async function fetchOwn({ fleet, layout, places }, own, { surface, signal }) {
    const { orchestrator } = fleet;
    const nameOf = new Map(own.map((one) => [one.path, one.name]));
    const failed = await fetchByNode(orchestrator, own, {
        ...{ layout, python: places.python, signal },
        onBytes: ({ path }, done, total) => surface.info(`resource ${nameOf.get(path)}: ${(0,format/* formatBytes */.z3)(done)} of ${(0,format/* formatBytes */.z3)(total)}, by ${orchestrator.name} from S3`),
    });
    if (failed.size === 0)
        return;
    const problems = own.flatMap((one) => {
        const words = failed.get(one);
        if (words === undefined)
            return [];
        return {
            ...one.place,
            field: `resources.${one.name}`,
            message: `${orchestrator.title} cannot bring ${one.address} by the rights of its \`instance_profile\`: ${words}.`,
            fix: 'Allow its role `s3:GetObject`, and `s3:ListBucket` for a folder; without an `instance_profile` the machine that starts the run reads it.',
        };
    });
    throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}

// EXTERNAL MODULE: ../node_modules/fflate/esm/index.mjs
var esm = __webpack_require__(16296);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ../node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(58564);
// EXTERNAL MODULE: ./without-credentials.js
var without_credentials = __webpack_require__(23183);
// EXTERNAL MODULE: ./secrets/parse-ini.js
var parse_ini = __webpack_require__(61150);
;// CONCATENATED MODULE: ./wheelhouse/package-index.js



const publicIndex = 'https://pypi.org/simple';
/**
 * The index that uv or pip of this machine is set to, by environment or by pip's files (pip,
 * "Configuration": the user's come before the machine's), and what `[PIP]` of the secrets adds.
 */
function packageSource(environment, home, { trustedHost, extraUrl }) {
    const files = [
        environment['PIP_CONFIG_FILE'],
        (0,external_node_path_.join)(environment['XDG_CONFIG_HOME'] || (0,external_node_path_.join)(home, '.config'), 'pip/pip.conf'),
        (0,external_node_path_.join)(home, '.pip/pip.conf'),
        '/etc/pip.conf',
    ];
    const pip = files.flatMap((file) => (file === undefined ? [] : [readConfig(file)]));
    const setting = (name, ...variables) => {
        const given = [...variables, `PIP_${name.toUpperCase().replaceAll('-', '_')}`]
            .map((variable) => environment[variable])
            .concat(pip.map((config) => config(name)))
            .find((value) => value !== undefined && value.trim() !== '');
        return given?.trim().split(/\s+/) ?? [];
    };
    const [index = publicIndex] = setting('index-url', 'UV_DEFAULT_INDEX', 'UV_INDEX_URL');
    return {
        // uv may have named it: `NAME=URL`.
        index: index.replace(/^\w+=(?=https?:)/, ''),
        extra: [...(extraUrl ? [extraUrl] : []), ...setting('extra-index-url', 'UV_EXTRA_INDEX_URL')],
        trusted: [
            ...(trustedHost ? [trustedHost] : []),
            ...setting('trusted-host', 'UV_INSECURE_HOST'),
        ],
    };
}
function readConfig(file) {
    try {
        const { sections } = (0,parse_ini/* parseIni */.Ay)((0,external_node_fs_.readFileSync)(file, 'utf8'));
        return (name) => (sections.get('install')?.get(name) ?? sections.get('global')?.get(name))?.value;
    }
    catch {
        return () => undefined;
    }
}
/** For uv, which says nothing of it to its children. */
function indexVariables({ index, extra, trusted }) {
    return {
        UV_INDEX_URL: index,
        UV_DEFAULT_INDEX: undefined,
        UV_EXTRA_INDEX_URL: extra.join(' ') || undefined,
        UV_INSECURE_HOST: trusted.join(' ') || undefined,
    };
}
/** What an HTTP request to that address says of us: by the address itself, or by an index of that host. */
function authorizationFor(url, { index, extra }) {
    const { host } = new URL(url);
    for (const known of [url, index, ...extra]) {
        if (!URL.canParse(known))
            continue;
        const { host: its, username, password } = new URL(known);
        if (its !== host || username + password === '')
            continue;
        const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
        return `Basic ${Buffer.from(words).toString('base64')}`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./wheelhouse/refusal.js



/** Something that nodes need cannot be had on this machine either. */
function cannotBring(message, fix, cause) {
    const problem = { field: 'packages', message, ...(fix && { fix }) };
    return new problem_0/* UserError */.yo(problem, problem_0/* ExitCode */.yU.clusterUnavailable, { cause });
}
/** The end of what a program said, without the credentials of any URL in it. */
function lastWords(text) {
    return (0,last_lines/* lastLines */.w)((0,without_credentials/* withoutCredentials */.r)(text));
}

;// CONCATENATED MODULE: ./wheelhouse/download.js







const attempts = 4;
/** Milliseconds that a server may be silent. */
const patience = 30_000;
/**
 * Brings a file of a package index, by way of the proxy that the environment names.
 *
 * @param sha256 that its content must have, as far as the index says it
 * @throws UserError
 */
async function downloadFile(url, sha256, file, download) {
    for (let attempt = 1;; attempt++) {
        try {
            const hash = (0,external_node_crypto_.createHash)('sha256');
            const message = await download_open(url, {}, download);
            message.on('data', (chunk) => {
                hash.update(chunk);
                download.onBytes?.(chunk.length);
            });
            await (0,external_node_stream_promises_.pipeline)(message, (0,external_node_fs_.createWriteStream)(file), { signal: download.signal });
            if (sha256 === undefined || hash.digest('hex') === sha256)
                return;
            throw new Error('it has not the content that the index promises');
        }
        catch (error) {
            download.signal.throwIfAborted();
            if (attempt === attempts)
                throw notHad(url, error);
        }
    }
}
/** The list of a package's files in an index (packaging.python.org, "Simple repository API"): name → address. */
async function filesOf(name, download) {
    const page = `${withoutUser(download.source.index).replace(/\/$/, '')}/${name}/`;
    const accept = 'application/vnd.pypi.simple.v1+json, text/html;q=0.5';
    try {
        const message = await download_open(page, { accept }, download);
        const chunks = [];
        for await (const chunk of message)
            chunks.push(chunk);
        const text = Buffer.concat(chunks).toString();
        const addresses = text.trimStart().startsWith('{')
            ? JSON.parse(text).files.map(({ url }) => url)
            : [...text.matchAll(/<a\s[^>]*href=["']([^"']+)/gi)].map(([, href = '']) => href);
        return new Map(addresses.map((address) => entry(address, page)));
    }
    catch (error) {
        download.signal.throwIfAborted();
        throw notHad(page, error);
    }
}
function entry(address, page) {
    const url = new URL(address.replaceAll('&amp;', '&'), page);
    url.hash = '';
    return [decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1)), url.href];
}
async function download_open(url, headers, { source, signal }) {
    const authorization = authorizationFor(url, source);
    const { hostname, host } = new URL(url);
    const client = new lib/* HttpClient */.Qq('flambe-action', [], {
        socketTimeout: patience,
        allowRetries: true,
        maxRetries: 2,
        ignoreSslError: source.trusted.some((trusted) => trusted === hostname || trusted === host),
    });
    signal.throwIfAborted();
    const { message } = await client.get(withoutUser(url), {
        ...headers,
        ...(authorization !== undefined && { authorization }),
    });
    if (message.statusCode === 200)
        return message;
    message.resume();
    throw new Error(`HTTP ${message.statusCode}`);
}
function withoutUser(address) {
    const url = new URL(address);
    url.username = '';
    url.password = '';
    return url.href;
}
function notHad(url, error) {
    const words = (0,without_credentials/* withoutCredentials */.r)(error.message || String(error));
    return cannotBring(`${withoutUser(url)} cannot be had on this machine either: ${words}.`, 'Let this machine reach the package index, or set PIP_INDEX_URL to one that it reaches.', error);
}

;// CONCATENATED MODULE: ./wheelhouse/uv-program.js





/** The last line of uv that offers CPython 3.7 for download. */
const uvVersion = '0.6.17';
/** Its wheels for any Linux, whose program is linked statically: name and SHA-256. */
const wheels = {
    x86_64: [
        'uv-0.6.17-py3-none-musllinux_1_1_x86_64.whl',
        'da43740d0529ba4bbd365c06376bd01ecb703bb377537782203254af894621e6',
    ],
    aarch64: [
        'uv-0.6.17-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl',
        'fc95d87cbc20cbafb45f2a86b4e1bceddb048a825cc6fd2ca4bf7c3c34fc70c9',
    ],
};
/**
 * uv for machines of an architecture, taken out of its wheel from the package index.
 *
 * @param arch as uname(1) has it
 * @returns path of the program
 * @throws UserError
 */
async function uvProgram(arch, store, download) {
    const [name, sha256] = wheels[arch] ?? [];
    if (name === undefined || sha256 === undefined) {
        throw cannotBring(`There is no uv for ${arch}; accepted are ${Object.keys(wheels).join(', ')}.`);
    }
    const folder = await store.take(`uv-${uvVersion}-${arch}`, async (part) => {
        const url = (await filesOf('uv', download)).get(name);
        if (url === undefined)
            throw cannotBring(`The package index has no ${name}.`);
        const wheel = (0,external_node_path_.join)(part, name);
        await downloadFile(url, sha256, wheel, download);
        const isProgram = (path) => path.endsWith('/scripts/uv');
        const files = (0,esm/* unzipSync */.AO)(await (0,promises_.readFile)(wheel), { filter: (file) => isProgram(file.name) });
        const [program] = Object.values(files);
        if (!program)
            throw new Error(`${name} holds no uv.`);
        await (0,promises_.writeFile)((0,external_node_path_.join)(part, 'uv'), program);
        await (0,promises_.chmod)((0,external_node_path_.join)(part, 'uv'), 0o755);
        await (0,promises_.rm)(wheel);
    });
    return (0,external_node_path_.join)(folder, 'uv');
}

;// CONCATENATED MODULE: ./wheelhouse/find-python.js


/** Functions of a POSIX shell that look for a Python. */
function findPythonScript() {
    return (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "find-python.sh", 'utf8');
}

;// CONCATENATED MODULE: ./prepare/package-index.js

/**
 * Tells pip and uv, for the rest of a script on a node, of the index that the secrets name: in the
 * environment, and the login in a netrc file in the folder of the secrets, which goes with the script.
 * Where `$login` is a folder, pip before 20.2 wants it as its home: it knows of no `NETRC`.
 */
function packageIndexScript({ trustedHost, url, login }, { secretsDir }) {
    const variable = (name, value) => value === undefined ? '' : `export ${name}=${(0,quote/* shellQuote */.Z)(value)}`;
    return [
        variable('UV_EXTRA_INDEX_URL', url),
        variable('PIP_EXTRA_INDEX_URL', url),
        variable('UV_INSECURE_HOST', trustedHost),
        variable('PIP_TRUSTED_HOST', trustedHost),
        ...(login ? [netrcScript(login, secretsDir)] : []),
    ]
        .filter((line) => line !== '')
        .join('\n');
}
function netrcScript(login, secretsDir) {
    const { host, user, password } = login;
    const line = (0,quote/* shellQuote */.Z)(`machine ${host} login ${user} password ${password}`);
    return `login=$(mktemp -d ${(0,quote/* shellQuote */.Z)(`${secretsDir}/login.XXXXXX`)}) || exit 1
trap 'rm -rf "$login"' EXIT
{ printf '%s\\n' ${line}; cat "\${NETRC:-$HOME/.netrc}" 2>/dev/null; } >"$login/.netrc"
export NETRC="$login/.netrc"`;
}
/** What a program on a node said, without the login. */
function withoutLogin(text, { login }) {
    return login ? text.replaceAll(login.password, '***') : text;
}

;// CONCATENATED MODULE: ./prepare/run-telling.js

/** Runs a script that tells what it is doing, by lines that begin with `: `. */
async function runTelling(machine, script, options, onProgress) {
    let stdout = '';
    const tell = (0,on_lines/* onLines */.l)((line) => {
        if (line.startsWith(': '))
            onProgress(machine, line.slice(2));
    });
    const onStdout = (chunk) => {
        stdout += chunk.toString();
        tell(chunk.toString());
    };
    const result = await machine.run(script, { ...options, onStdout });
    return { ...result, stdout };
}

;// CONCATENATED MODULE: ./prepare/supplies-asked.js


/** Exit code of a script that asks. */
const asks = 4;
/**
 * Runs a script on nodes, all at the same time, and again on those that asked for something, once it
 * was brought.
 *
 * @returns the last result of each, in the order of the nodes
 * @throws UserError when something cannot be had here, or was brought and is asked for again
 */
async function runSupplied(machines, { run, bring }) {
    const results = new Map();
    const brought = new Map(machines.map((machine) => [machine, new Set()]));
    for (let waiting = machines; waiting.length > 0;) {
        const latest = await Promise.all(waiting.map(run));
        waiting.forEach((machine, i) => {
            results.set(machine, latest[i]);
        });
        const asked = new Map();
        for (const machine of waiting) {
            const one = readAsked(results.get(machine));
            if (!one)
                continue;
            if (brought.get(machine)?.has(one.what))
                throw useless(machine, one, results);
            brought.get(machine)?.add(one.what);
            asked.set(machine, one);
        }
        if (asked.size > 0)
            await bring(asked);
        waiting = [...asked.keys()];
    }
    return new Map(machines.map((machine) => [machine, results.get(machine)]));
}
function readAsked({ code, stdout }) {
    const found = /^needs=(uv|python|wheels) arch=(\S*) glibc=(\S*) python=(\S*)$/m.exec(stdout);
    if (code !== asks || !found)
        return undefined;
    const [, what, arch = '', glibc, python = ''] = found;
    const have = [...stdout.matchAll(/^have=(\S+)$/gm)].map(([, pin = '']) => pin);
    return { what: what, target: { arch, glibc: glibc || undefined, python }, have };
}
function useless(machine, { what }, results) {
    const said = (0,last_lines/* lastLines */.w)(results.get(machine)?.stderr ?? '');
    const message = `It cannot use the ${what} that this machine has brought: ${said}`;
    return new problem_0/* UserError */.yo({ field: machine.title, message }, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./prepare/uv.js










/** Steps of an environment's own, with the functions that they stand on. */
function environmentScript(steps) {
    const uv = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "uv.sh", 'utf8');
    return [findPythonScript(), uv, steps].join('\n');
}
/** A name's end that changes with what is in an environment. */
function contentHash(content) {
    const text = JSON.stringify([...content, uvVersion]);
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 8);
}
/**
 * An environment on every node, by the same script on all at the same time; what a node cannot have
 * by itself this machine brings.
 *
 * @returns paths of Python by node name
 * @throws UserError naming every node where none could be had, with the end of what was said there
 */
async function pythonsOn(machines, wanted) {
    const { environment, supplies } = wanted;
    const results = await runSupplied(machines, {
        run: (machine) => runOn(machine, wanted),
        bring: (asked) => supplies.bring(environment, asked),
    });
    const outcomes = [...results].map(([machine, result]) => outcomeOf(machine, result, wanted));
    const problems = outcomes.filter((outcome) => typeof outcome !== 'string');
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
    return new Map(machines.map(({ name }, i) => [name, outcomes[i]]));
}
function runOn(machine, wanted) {
    const { environment, supplies, signal, onProgress } = wanted;
    const script = [
        packageIndexScript(supplies.index, supplies.layout),
        supplies.script,
        environment.script,
    ].join('\n');
    return runTelling(machine, script, { args: environment.args, signal }, onProgress);
}
function outcomeOf(machine, { code, stdout, stderr }, { title, environment, supplies }) {
    const python = /^python=(.+)$/m.exec(stdout)?.[1];
    if (code === 0 && python !== undefined)
        return python;
    const words = (0,last_lines/* lastLines */.w)(withoutLogin(stderr, supplies.index));
    return {
        field: machine.title,
        message: `No ${title} could be had (exit code ${code}): ${words}`,
        fix: `All of it is in ~/.flambe-action-envs/${environment.name}.log there. See that this version exists and that the home has room for it; docs/packages.md says what a host needs.`,
    };
}

;// CONCATENATED MODULE: ./prepare/flambe-environment.js




/** flambé 0.4's packages as they were when it was new: later ones of the same names break it. */
const packagesBefore = '2020-06-01';
/** The same, as far as one has to, for indexes that tell no dates. */
const packagesBelow = ['protobuf<3.21', 'markupsafe<2.1', 'itsdangerous<2.1'];
/**
 * A Python on every node that imports the wanted flambé: the node's own, or one in the user's home,
 * which stays there for other runs. All nodes install at the same time: what is made once and sent on
 * is there later, since it is installed first, too, and then goes through one node's link for each
 * factory (bench/environment.ts); and it would want the same CPython at the same path everywhere.
 *
 * @returns paths by node name
 * @throws UserError naming every node where none could be had, with the end of what was said there
 */
function flambeEnvironments({ machines }, { version, pythonVersion, ...wanted }) {
    return pythonsOn(machines, {
        title: `Python ${pythonVersion} with flambé ${version}`,
        environment: flambeEnvironment(version, pythonVersion),
        ...wanted,
    });
}
/** Its name says what is in it. */
function flambeEnvironment(version, pythonVersion) {
    const isOld = version.startsWith('0.4.');
    const before = isOld ? packagesBefore : '';
    // wheel: extensions of this age are built with it.
    const requirements = [`flambe==${version}`, 'wheel', 'setuptools', 'pip'];
    if (isOld)
        requirements.push(...packagesBelow);
    const hash = contentHash([version, pythonVersion, before, 'wheel']);
    const name = `flambe-${version}-python-${pythonVersion}-${hash}`;
    const steps = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "flambe-env.sh", 'utf8');
    const args = [name, version, pythonVersion, uvVersion, before, ...requirements];
    return { name, pythonVersion, requirements, before, script: environmentScript(steps), args };
}

;// CONCATENATED MODULE: ./prepare/flambe-output.js



const existing = 3;
/**
 * Makes the folder of an Experiment's results on every node.
 *
 * @throws UserError if there are results of the same name, as flambé (flambe/experiment/experiment.py)
 */
async function makeOutputFolder({ machines }, folder) {
    const { layout, places, resume, force, signal } = folder;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "flambe-output.sh", 'utf8');
    const args = [layout.runDir, places.output, resume ? 'yes' : 'no', force ? 'yes' : 'no'];
    const outcomes = await Promise.all(machines.map(async (machine) => {
        const result = await machine.run(script, { args, signal });
        return { machine, result };
    }));
    const problems = outcomes
        .filter(({ result }) => result.code !== 0)
        .map(({ machine, result }) => ({
        field: machine.title,
        message: result.code === existing
            ? `There are results of an experiment of the same name in ${places.output}.`
            : `${places.output} could not be made: ${result.stderr.trim()}`,
        ...(result.code === existing && {
            fix: 'Give it another `name`, say `resume` in it to go on from them, or `force` to replace them.',
        }),
    }));
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./prepare/overlay.js







/**
 * Makes the run's own Python environment on all nodes, with the extensions in it; the one with flambé
 * below it stays as it is.
 *
 * @returns the version of Ray in it; undefined where there is none
 * @throws UserError for each node on which an extension could not be installed, or is not importable
 */
async function makeOverlays({ machines, orchestrator }, overlay) {
    const { sourcesHere, supplies } = overlay;
    const extensions = {
        name: 'extensions',
        requirements: sourcesHere,
        before: '',
        pythonVersion: '',
    };
    const results = await runSupplied(machines, {
        run: (machine) => makeOverlay(machine, overlay),
        bring: (asked) => supplies.bring(extensions, asked),
    });
    const problems = [...results].flatMap(([machine, result]) => problemsOf(machine, result, overlay));
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
    return /^ray=(.+)$/m.exec(results.get(orchestrator)?.stdout ?? '')?.[1];
}
function makeOverlay(machine, overlay) {
    const { layout, pythons, modules, sources, install, supplies, signal, onProgress } = overlay;
    const steps = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "overlay.sh", 'utf8');
    const script = [packageIndexScript(supplies.index, layout), supplies.script, steps].join('\n');
    const python = pythons.get(machine.name) ?? '';
    const args = [layout.runDir, python, modules.join(' '), install ? 'yes' : 'no', ...sources];
    return runTelling(machine, script, { args, signal }, onProgress);
}
const howToInstall = 'See that `pip install` takes it there, with this Python. What it needs besides Python goes into `setup_cmds` (docs/extensions.md, docs/packages.md).';
function problemsOf(machine, { code, stdout, stderr }, { install, supplies }) {
    const field = machine.title;
    if (code !== 0) {
        const words = (0,last_lines/* lastLines */.w)(withoutLogin(stderr, supplies.index));
        const what = install ? 'The extensions' : 'The run’s own Python environment';
        return [{ field, message: `${what} could not be installed: ${words}`, fix: howToInstall }];
    }
    const missing = [...stdout.matchAll(/^missing=(.+)$/gm)].map(([, module]) => ({
        field,
        message: `Python has no module \`${module}\`, which the runnable lists among its extensions.`,
        fix: install
            ? 'The name before the colon is that of the package’s own module: compare them.'
            : 'Install it on the host, or let `install-extensions` do it.',
    }));
    const broken = [...stdout.matchAll(/^broken=(\S+) (.+)$/gm)].map(([, module, words]) => ({
        field,
        message: `Python cannot import \`${module}\`, which the runnable lists among its extensions: ${words}.`,
        fix: 'Mend it on the host, or let `install-extensions` install it.',
    }));
    return [...missing, ...broken];
}

;// CONCATENATED MODULE: ./prepare/ray.js



const held = 3;
/**
 * Takes all nodes for this run: ports of Ray and of flambé's sites are the same in every run.
 *
 * @throws UserError naming the run that has a node
 */
async function lockNodes({ orchestrator, factories }, { runDir }, { force, seconds, signal }) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "flambe-lock.sh", 'utf8');
    const lock = async (machine) => {
        const args = [runDir, force ? 'yes' : 'no', String(seconds)];
        const { code, stdout, stderr } = await machine.run(script, { args, signal });
        if (code === 0)
            return [];
        const holder = /^held=(.+)$/m.exec(stdout)?.[1];
        if (code !== held || !holder)
            return [{ field: machine.title, message: stderr.trim() }];
        return [
            {
                field: machine.title,
                message: `Run ${holder} has this host: the ports of flambé and Ray are the same in every run.`,
                fix: `Wait for it, end it with \`flambe-action down ${holder}\`, or take its hosts over with \`force\`.`,
            },
        ];
    };
    // The orchestrator first, so that of two that start together one gets all.
    const first = await lock(orchestrator);
    const problems = first.length > 0 ? first : (await Promise.all(factories.map(lock))).flat();
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}
/**
 * Starts Ray on all nodes at the same time, a head without CPUs on the orchestrator and workers on
 * the factories, and sees that all are in.
 *
 * @throws UserError naming each node that is not, with the end of its log
 */
async function startRay(fleet, ray) {
    const { id, layout, places, version, port, signal } = ray;
    const { orchestrator, machines } = fleet;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "ray-node.sh", 'utf8');
    const head = orchestrator.node.privateHost;
    const start = async (machine) => {
        const { python, rayDir } = places;
        const words = [layout.runDir, id, python, rayDir, machine.node.privateHost, head];
        words.push(String(port), version);
        // The orchestrator works only where there is nobody else.
        const isHead = machine === orchestrator;
        if (isHead && machines.length > 1)
            words.push('--num-cpus=0');
        const own = ray.resources?.(machine.name) ?? {};
        if (Object.keys(own).length > 0)
            words.push(`--resources=${JSON.stringify(own)}`);
        const { code, stderr } = await machine.run(script, { args: words, signal });
        if (code === 0)
            return [];
        return [{ field: machine.title, message: `Ray did not start: ${stderr.trim()}` }];
    };
    const [starting, ...workers] = machines.map(start);
    const joining = Promise.all(workers);
    joining.catch(() => { });
    // Without a head workers wait for it, and would then tell of that alone.
    const ofHead = (await starting) ?? [];
    const problems = ofHead.length > 0 ? ofHead : (await joining).flat();
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
    await countNodes(fleet, ray);
}
async function countNodes({ orchestrator, machines }, ray) {
    const { layout, places, version, port, signal } = ray;
    const head = `${orchestrator.node.privateHost}:${port}`;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "ray-count.sh", 'utf8');
    const addresses = machines.map(({ node }) => node.privateHost);
    const { stdout } = await orchestrator.check('count the nodes of Ray', script, {
        args: [layout.runDir, places.python, version, head, ...addresses],
        signal,
    });
    const missing = new Set([...stdout.matchAll(/^missing=(.+)$/gm)].map(([, address]) => address));
    const absent = machines.filter(({ node }) => missing.has(node.privateHost));
    const problems = await Promise.all(absent.map(async (machine) => {
        const words = await rayLog(machine, ray);
        return { field: machine.title, message: `It has not joined the Ray cluster: ${words}` };
    }));
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}
async function rayLog(machine, { layout, places, signal }) {
    const script = 'tail -n 10 "$1/ray.log" "$2"/s/session*/logs/raylet.* 2>&1';
    const { stdout } = await machine.run(script, { args: [layout.runDir, places.rayDir], signal });
    return stdout.trim();
}

;// CONCATENATED MODULE: ./prepare/runnable-kind.js


/** Whether the class of a runnable is a ClusterRunnable, which is told of its cluster; Python knows. */
async function isClusterRunnable(orchestrator, { tag, modules, layout, places, signal }) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "runnable-kind.sh", 'utf8');
    const args = [layout.runDir, places.python, tag, modules.join(' ')];
    const { stdout } = await orchestrator.check('look at the runnable', script, { args, signal });
    return /^kind=cluster$/m.test(stdout);
}

;// CONCATENATED MODULE: ./prepare/tensorboard.js





/** Reads the event files of any age, and runs on Python 3.9 and later. */
const version = '2.19.0';
/** Taken where the node has none that is new enough. */
const pythonVersion = '3.11';
/** Milliseconds that it may take: nobody's run waits longer for a picture of itself. */
const tensorboard_patience = 180 * 1000;
/** Its name says what is in it. */
function tensorboardEnvironment() {
    // It imports pkg_resources, which setuptools has up to 80.
    const requirements = [`tensorboard==${version}`, 'setuptools<81'];
    const name = `tensorboard-${version}-${contentHash([version, pythonVersion])}`;
    const steps = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "tensorboard-env.sh", 'utf8');
    const args = [name, version, pythonVersion, uvVersion, ...requirements];
    return { name, pythonVersion, requirements, before: '', script: environmentScript(steps), args };
}
/** A Python with TensorBoard on the orchestrator, kept like the one with flambé; or why there is none. */
async function tensorboardOn(orchestrator, { supplies, signal, onProgress }) {
    const limit = AbortSignal.timeout(tensorboard_patience);
    try {
        const pythons = await pythonsOn([orchestrator], {
            title: `Python with TensorBoard ${version}`,
            environment: tensorboardEnvironment(),
            supplies,
            signal: AbortSignal.any([signal, limit]),
            onProgress: (machine, words) => onProgress(machine, `TensorBoard: ${words}`),
        });
        return { python: pythons.get(orchestrator.name) ?? '' };
    }
    catch (error) {
        signal.throwIfAborted();
        if (limit.aborted)
            return { problem: `it took more than ${tensorboard_patience / 1000} s` };
        if (error instanceof problem_0/* UserError */.yo)
            return { problem: error.message };
        throw error;
    }
}

// EXTERNAL MODULE: ./remote/rsync.js
var rsync = __webpack_require__(67742);
// EXTERNAL MODULE: ./inputs/pip-index.js
var pip_index = __webpack_require__(14512);
;// CONCATENATED MODULE: ./prepare/supplies.js





/** What this machine brings to nodes that have no pip, no Python, or reach no package index. */
class Supplies {
    index;
    layout;
    #options;
    /** Tools come one after another: environments that are made at the same time share them. */
    #tools = Promise.resolve();
    constructor(options) {
        this.index = options.index;
        this.layout = options.layout;
        this.#options = options;
    }
    /** Where it lies on the nodes. */
    get dir() {
        return `${this.layout.runDir}/supplies`;
    }
    /** Tells a script on a node where that is. */
    get script() {
        return `supplies=${(0,quote/* shellQuote */.Z)(this.dir)}`;
    }
    /** Brings what nodes have asked for, to the orchestrator and from there to the factories that did. */
    async bring(set, asked) {
        const isWheels = ([, { what }]) => what === 'wheels';
        const wheels = new Map([...asked].filter(isWheels));
        const tools = new Map([...asked].filter((one) => !isWheels(one)));
        if (tools.size > 0) {
            this.#tools = this.#tools.catch(() => { }).then(() => this.#bring('tools', set, tools));
            await this.#tools;
        }
        if (wheels.size > 0)
            await this.#bring(set.name, set, wheels);
    }
    async #bring(name, set, asked) {
        const { fleet, stateDir, signal, info } = this.#options;
        for (const [what, machines] of grouped(asked, ({ what }) => what)) {
            info(`${machines.map((machine) => machine.name).join(', ')}: ${needs[what]}`);
        }
        const stage = await (0,promises_.mkdtemp)((0,external_node_path_.join)(stateDir, 'supplies-'));
        try {
            for (const [machine] of grouped(asked, (one) => JSON.stringify(one)).values()) {
                const one = machine && asked.get(machine);
                if (one)
                    await this.#stage(stage, set, one);
            }
            const { orchestrator: machine, sshConfigFile } = fleet;
            const there = `${this.dir}/${name}`;
            // Wheels are packed already.
            const options = ['--no-compress'];
            await (0,rsync/* upload */.Se)(`${stage}/`, `${there}/`, { machine, sshConfigFile, signal, options });
            const factories = [...asked.keys()].filter((one) => one !== machine);
            await spreadFolder({ ...fleet, factories }, this.layout, there, signal);
        }
        finally {
            await (0,promises_.rm)(stage, { recursive: true, force: true });
        }
    }
    async #stage(stage, set, { what, target, have }) {
        const { wheelhouse } = this.#options;
        if (what === 'uv') {
            await (0,promises_.cp)(await wheelhouse.uvFor(target.arch), (0,external_node_path_.join)(stage, `uv-${target.arch}`));
        }
        else if (what === 'python') {
            const folder = await wheelhouse.pythonFor(set.pythonVersion, target.arch);
            const copy = (0,external_node_path_.join)(stage, 'python', (0,external_node_path_.basename)(folder));
            await (0,promises_.cp)(folder, copy, { recursive: true, verbatimSymlinks: true });
        }
        else {
            const { requirements: wanted, before } = set;
            const install = await wheelhouse.fill(stage, { wanted, before, have }, target);
            await (0,promises_.writeFile)((0,external_node_path_.join)(stage, 'install.txt'), install.map((line) => `${line}\n`).join(''));
        }
    }
}
const needs = {
    uv: 'no pip gets uv there, so this machine brings it',
    python: 'no such Python there, so this machine brings it',
    wheels: 'no package index is reached from there, so this machine brings the packages',
};
function grouped(asked, keyOf) {
    const groups = new Map();
    for (const [machine, one] of asked) {
        const key = keyOf(one);
        groups.set(key, [...(groups.get(key) ?? []), machine]);
    }
    return groups;
}

;// CONCATENATED MODULE: ./wheelhouse/file-store.js



/** Milliseconds after its last use that something is kept. */
const keptUnused = 30 * 24 * 3600 * 1000;
/** What a file of an index is kept under: its content, or where it came from. */
function fileKey({ sha256, url, }) {
    return sha256 ?? (0,external_node_crypto_.createHash)('sha256').update(url).digest('hex');
}
/** What was brought to this machine, kept for other runs: folders that never change once they are there. */
class FileStore {
    #dir;
    constructor(dir) {
        this.#dir = dir;
    }
    static async open(dir) {
        await (0,promises_.mkdir)(dir, { recursive: true, mode: 0o700 });
        return new FileStore(dir);
    }
    /**
     * A folder, as it was made before or as `make` fills it now.
     *
     * @param name says what is in it
     */
    async take(name, make) {
        const folder = (0,external_node_path_.join)(this.#dir, name);
        if (await isThere(folder)) {
            const now = new Date();
            await (0,promises_.utimes)(folder, now, now);
            return folder;
        }
        const part = await (0,promises_.mkdtemp)((0,external_node_path_.join)(this.#dir, '.part-'));
        try {
            await make(part);
            await (0,promises_.rename)(part, folder).catch(async (error) => {
                // Another run has made it in the meantime.
                if (!(await isThere(folder)))
                    throw error;
            });
        }
        finally {
            await (0,promises_.rm)(part, { recursive: true, force: true });
        }
        return folder;
    }
    /** Removes what nobody has used for long, and what a run left unfinished. */
    async prune() {
        for (const name of await (0,promises_.readdir)(this.#dir)) {
            const folder = (0,external_node_path_.join)(this.#dir, name);
            const used = await (0,promises_.stat)(folder).catch(() => undefined);
            if (used && Date.now() - used.mtimeMs > keptUnused) {
                await (0,promises_.rm)(folder, { recursive: true, force: true });
            }
        }
    }
}
async function isThere(folder) {
    return (await (0,promises_.stat)(folder).catch(() => undefined)) !== undefined;
}

;// CONCATENATED MODULE: ./wheelhouse/wheel-tags.js
/**
 * How well a wheel fits, as its name tells (packaging.python.org, "Platform compatibility tags"):
 * the more, the better; undefined when it does not.
 */
function wheelFit(fileName, target) {
    const [platforms, abis, pythons] = fileName
        .replace(/\.whl$/, '')
        .split('-')
        .reverse();
    if (!fileName.endsWith('.whl') || !platforms || !abis || !pythons)
        return undefined;
    const platform = best(platforms, (tag) => platformFit(tag, target));
    const python = best(pythons, (tag) => best(abis, (abi) => pythonFit(tag, abi, target)));
    if (platform === undefined || python === undefined)
        return undefined;
    return platform * 10 + python;
}
/** Of tags that a name has joined with dots. */
function best(tags, fit) {
    const fits = tags.split('.').map(fit);
    return fits.reduce((most, one) => (one !== undefined && one >= (most ?? 0) ? one : most), undefined);
}
/** PEP 600 and its forerunners: the glibc that a wheel wants at least. */
const older = { '1': 5, '2010': 12, '2014': 17 };
function platformFit(tag, { arch, glibc }) {
    if (tag === 'any')
        return 0;
    if (tag === `linux_${arch}`)
        return 1;
    const [, early, minor, wanted] = /^manylinux(?:(1|2010|2014)|_2_(\d+))_(\w+)$/.exec(tag) ?? [];
    if (wanted !== arch || glibc === undefined)
        return undefined;
    const needs = early === undefined ? Number(minor) : (older[early] ?? 0);
    return needs <= Number(glibc.split('.')[1]) ? 1 + needs : undefined;
}
function pythonFit(tag, abi, { python }) {
    const [major = '', minor = ''] = python.split('.');
    const version = `${major}${minor}`;
    const [, kind, digits] = /^(cp|py)(\d+)$/.exec(tag) ?? [];
    if (kind === undefined || digits === undefined || digits[0] !== major)
        return undefined;
    const isExact = digits === version;
    const isEarlier = Number(digits.slice(1)) <= Number(minor);
    if (abi === 'none')
        return (kind === 'cp' ? isExact : isEarlier) ? 1 : undefined;
    if (kind !== 'cp')
        return undefined;
    if (abi === 'abi3')
        return isEarlier ? 2 : undefined;
    // Until 3.7 a build with pymalloc, the usual one, said so.
    return isExact && (abi === `cp${version}` || abi === `cp${version}m`) ? 3 : undefined;
}

;// CONCATENATED MODULE: ./wheelhouse/build.js






/**
 * Builds the wheel of a package of which there is none that fits.
 *
 * @returns its path
 * @throws UserError also when what is built here does not fit the node
 */
async function buildWheel(one, building) {
    const { uv, python, target, before, store, download } = building;
    const { name, sdist, folder } = one;
    const build = (source, out) => uv.runBefore(before, `${name} cannot be built on this machine`, [
        ...['build', '--wheel', '--out-dir', out, ...(python ? ['--python', python] : []), source],
    ]);
    const wheelIn = async (out) => {
        const wheels = (await (0,promises_.readdir)(out)).filter((file) => file.endsWith('.whl'));
        const fitting = wheels.find((file) => wheelFit(file, target) !== undefined);
        if (fitting !== undefined)
            return (0,external_node_path_.join)(out, fitting);
        throw cannotBring(`${name} has no wheel for Python ${target.python} on ${target.arch}, and what this machine builds of it (${wheels.join(', ')}) does not fit there.`, `Let this machine have Python ${target.python} and be of that architecture, or put a wheel into a package index.`);
    };
    if (folder !== undefined) {
        const out = `${folder}.wheel`;
        await build(folder, out);
        return wheelIn(out);
    }
    if (!sdist) {
        throw cannotBring(`${name} has neither a wheel for Python ${target.python} on ${target.arch} nor a source distribution.`);
    }
    const { python: version, arch } = target;
    const minor = version.split('.').slice(0, 2).join('.');
    const built = await store.take(`built-${fileKey(sdist)}-${minor}-${arch}`, async (part) => {
        const archive = (0,external_node_path_.join)(part, sdist.name);
        await downloadFile(sdist.url, sdist.sha256, archive, download);
        await build(archive, part);
        // Another machine may do better.
        await wheelIn(part);
    });
    return wheelIn(built);
}

// EXTERNAL MODULE: ../node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(91746);
;// CONCATENATED MODULE: ./wheelhouse/lock.js




/**
 * All packages that a set needs on a node and that are not there, in versions that fit each other.
 * Its folders are copies of this run's own.
 *
 * @throws UserError
 */
async function lockPackages({ wanted, before, have }, target, { uv, python, work }) {
    const input = (0,external_node_path_.join)(work, 'wanted.in');
    const pinned = (0,external_node_path_.join)(work, 'pinned.txt');
    const lock = (0,external_node_path_.join)(work, 'pylock.toml');
    const options = [
        ...['--no-header', '--no-annotate'],
        ...['--python-version', target.python, '--python-platform', platformOf(target)],
        ...(python === undefined ? [] : ['--python', python]),
    ];
    const cannot = `The packages for Python ${target.python} cannot be had on this machine either`;
    await Promise.all(wanted.filter(external_node_path_.isAbsolute).map(makeBuildable));
    await (0,promises_.writeFile)(input, lines(wanted));
    // What an output file has, uv prefers: a node keeps what it has, wherever that is good enough.
    await (0,promises_.writeFile)(pinned, lines(have));
    await uv.runBefore(before, cannot, [
        'pip',
        'compile',
        ...options,
        input,
        '--output-file',
        pinned,
    ]);
    await uv.runBefore(before, cannot, [
        ...['pip', 'compile', ...options, '--no-deps'],
        ...[pinned, '--format', 'pylock.toml', '--output-file', lock],
    ]);
    const there = new Set(have.map(canonical));
    return readLock(await (0,promises_.readFile)(lock, 'utf8'), work).filter(({ name, version }) => !there.has(canonical(`${name}==${version}`)));
}
/** setuptools needs no more than a setup.cfg, uv does. */
async function makeBuildable(folder) {
    const names = await (0,promises_.readdir)(folder);
    if (names.includes('setup.py') || names.includes('pyproject.toml'))
        return;
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'setup.py'), 'import setuptools; setuptools.setup()\n');
}
/** packaging.python.org, "pylock.toml Specification". */
function readLock(text, work) {
    const { packages = [] } = (0,dist/* parse */.qg)(text);
    return packages.map(({ name, version = '', wheels = [], sdist, archive, directory, vcs }) => {
        if (vcs) {
            throw cannotBring(`${name} comes from a repository, which nodes without a package index cannot have.`, 'Give it as an extension, or put it into a package index.');
        }
        const archives = archive ? [remoteFile(archive)] : [];
        const source = sdist ? remoteFile(sdist) : archives.find((file) => !isWheel(file));
        const path = directory?.path;
        return {
            ...{ name, version },
            wheels: [...wheels.map(remoteFile), ...archives.filter(isWheel)],
            sdist: source,
            folder: path === undefined || (0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.join)(work, path),
        };
    });
}
function isWheel({ name }) {
    return name.endsWith('.whl');
}
function remoteFile({ url, size = 0, hashes = {} }) {
    const { pathname } = new URL(url);
    const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
    return { name, url, size: Number(size), sha256: hashes.sha256 };
}
/** The nearest of those that uv knows (`uv pip compile --help`, 0.6). */
function platformOf({ arch, glibc }) {
    const minor = Number(glibc?.split('.')[1] ?? 17);
    const known = [17, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40];
    return `${arch}-manylinux_2_${known.findLast((one) => one <= minor) ?? 17}`;
}
/** A package's name as PEP 503 compares it, with its version. */
function canonical(pin) {
    const [name = '', version = ''] = pin.split('==');
    return `${name.toLowerCase().replaceAll(/[-_.]+/g, '-')}==${version}`;
}
function lines(all) {
    return all.map((line) => `${line}\n`).join('');
}

// EXTERNAL MODULE: ./remote/child.js
var child = __webpack_require__(94497);
;// CONCATENATED MODULE: ./wheelhouse/uv.js








/** uv of this machine. */
class Uv {
    #program;
    #dir;
    #download;
    constructor(program, dir, download) {
        this.#program = program;
        this.#dir = dir;
        this.#download = download;
    }
    /** @param dir where it keeps what it has fetched */
    static async open(dir, store, download) {
        return new Uv(await uvProgram((0,external_node_os_.machine)(), store, download), dir, download);
    }
    /** Runs it. @throws UserError that says what could not be done, with the end of what uv said */
    async run(cannot, args, variables = {}) {
        const result = await this.attempt(args, variables);
        if (result.code === 0)
            return result;
        throw cannotBring(`${cannot}: ${lastWords(result.stderr || result.stdout)}`);
    }
    /**
     * The same, with packages as they were before a day; empty: as they are. Many mirrors do not tell
     * since when they have a file, and uv takes none of them then: such are asked without that day.
     */
    async runBefore(before, cannot, args) {
        const variables = before === '' ? {} : { UV_EXCLUDE_NEWER: before };
        const result = await this.attempt(args, variables);
        if (result.code === 0)
            return result;
        if (before !== '' && /missing an upload date/.test(result.stderr))
            return this.run(cannot, args);
        throw cannotBring(`${cannot}: ${lastWords(result.stderr || result.stdout)}`);
    }
    attempt(args, variables = {}) {
        const env = {
            ...indexVariables(this.#download.source),
            UV_CACHE_DIR: (0,external_node_path_.join)(this.#dir, 'uv'),
            UV_PYTHON_INSTALL_DIR: this.#pythons,
            // This machine's trust in certificates counts, not uv's list.
            UV_NATIVE_TLS: '1',
            UV_NO_PROGRESS: '1',
            UV_FIND_LINKS: undefined,
            // As pip: the best version of all indexes.
            UV_INDEX_STRATEGY: 'unsafe-best-match',
            ...variables,
        };
        // In the workspace it would heed a uv.toml or pyproject.toml of the user's.
        return (0,child/* runChild */.w)(this.#program, args, { env, cwd: this.#dir, signal: this.#download.signal });
    }
    /** Path of a Python of this machine, undefined if there is none. @param version `3.7` */
    async findPython(version) {
        const script = `${findPythonScript()}\nfind_python "$1"`;
        const { signal } = this.#download;
        const env = { pythons: this.#pythons };
        const { stdout } = await (0,child/* runChild */.w)('sh', ['-c', script, 'sh', version], { env, signal });
        return stdout.trim().split('\n').at(-1) || undefined;
    }
    /**
     * A Python of uv's own, from where uv gets them (UV_PYTHON_INSTALL_MIRROR, or github.com).
     *
     * @param version `3.7`
     * @returns its folder
     * @throws UserError
     */
    async installPython(version, arch) {
        const cannot = `Python ${version} for ${arch} cannot be had on this machine either`;
        const ending = `-linux-${arch}-gnu`;
        const request = `cpython-${version}${ending}`;
        const { code, stderr } = await this.attempt(['python', 'install', request]);
        if (code !== 0) {
            throw cannotBring(`${cannot}: ${lastWords(stderr)}`, `Install Python ${version} on the hosts, or let this machine reach github.com or a mirror (UV_PYTHON_INSTALL_MIRROR).`);
        }
        const names = await (0,promises_.readdir)(this.#pythons);
        const own = names.find((one) => one.startsWith(`cpython-${version}.`) && one.endsWith(ending));
        if (own === undefined)
            throw cannotBring(`${cannot}: uv does not say where it is.`);
        return (0,external_node_path_.join)(this.#pythons, own);
    }
    get #pythons() {
        return (0,external_node_path_.join)(this.#dir, 'python');
    }
}

;// CONCATENATED MODULE: ./wheelhouse/wheelhouse.js










/** How many files are fetched at the same time. */
const abreast = 6;
/** Brings to this machine what nodes need and cannot fetch: uv, Python, and wheels. */
class Wheelhouse {
    #options;
    #store;
    #uv;
    constructor(options) {
        this.#options = options;
    }
    /** Path of uv for an architecture. @throws UserError */
    async uvFor(arch) {
        return uvProgram(arch, await this.#open(), this.#download());
    }
    /** Folder of a CPython that can be moved. @throws UserError */
    async pythonFor(version, arch) {
        return (await this.#openUv()).installPython(version, arch);
    }
    /**
     * Fills a folder with wheels that fit a node, for all of a set that it has not: resolved by uv,
     * fetched and compared with their hashes, or built here where there are none.
     *
     * @returns what pip is to install there, from that folder: requirements, and files in it as `./NAME`
     * @throws UserError
     */
    async fill(folder, set, target) {
        const { signal } = this.#options;
        const uv = await this.#openUv();
        const store = await this.#open();
        const work = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'wheelhouse-'));
        try {
            const sources = await copySources(set.wanted, work, this.#options);
            const python = await buildPython(uv, target);
            const locked = await lockPackages({ ...set, wanted: [...sources.values()] }, target, {
                ...{ uv, python, work },
            });
            await (0,promises_.mkdir)(folder, { recursive: true });
            const files = await this.#bring(locked, { uv, python, target, before: set.before, store });
            for (const file of files.values())
                await addFile(file, folder);
            await store.prune();
            signal.throwIfAborted();
            return set.wanted.map((wanted) => {
                const file = files.get(sources.get(wanted) ?? '');
                return file === undefined ? wanted : `./${(0,external_node_path_.basename)(file)}`;
            });
        }
        finally {
            await (0,promises_.rm)(work, { recursive: true, force: true });
        }
    }
    /** @returns wheels by name of their package, or path of its folder */
    async #bring(locked, tools) {
        const { info, progress } = this.#options;
        const { target, store } = tools;
        const chosen = locked.map((one) => ({ one, wheel: chooseWheel(one, target) }));
        const total = chosen.reduce((sum, { wheel }) => sum + (wheel?.size ?? 0), 0);
        let done = 0;
        let fetched = 0;
        const onBytes = (bytes) => {
            done += bytes;
            if (total > 0)
                progress(Math.min(1, done / total), `${Math.round(done / 1e6)} MB`);
        };
        const download = { ...this.#download(), onBytes };
        const found = new Map();
        const left = [...chosen];
        const worker = async () => {
            for (let next = left.shift(); next; next = left.shift()) {
                const { one, wheel } = next;
                const key = one.folder ?? one.name;
                if (!wheel) {
                    info(`building ${one.name}, of which there is no wheel`);
                    found.set(key, await buildWheel(one, { ...tools, download }));
                    continue;
                }
                const { url, sha256, name } = wheel;
                const dir = await store.take(`file-${fileKey(wheel)}`, async (part) => {
                    fetched++;
                    await downloadFile(url, sha256, (0,external_node_path_.join)(part, name), download);
                });
                found.set(key, (0,external_node_path_.join)(dir, name));
            }
        };
        await Promise.all(Array.from({ length: abreast }, worker));
        const what = `Python ${target.python} (${target.arch})`;
        info(`${found.size} packages for ${what} are here, ${fetched} of them fetched now`);
        return found;
    }
    #download() {
        const { source, signal } = this.#options;
        return { source, signal };
    }
    #open() {
        this.#store ??= FileStore.open((0,external_node_path_.join)(this.#options.cacheDir, 'packages'));
        return this.#store;
    }
    #openUv() {
        this.#uv ??= this.#open().then((store) => {
            return Uv.open(this.#options.cacheDir, store, this.#download());
        });
        return this.#uv;
    }
}
/** The best of a package's wheels for a node; undefined when none fits. */
function chooseWheel({ wheels }, target) {
    const fits = wheels.map((wheel) => ({ wheel, fit: wheelFit(wheel.name, target) ?? -1 }));
    const [best] = fits.filter(({ fit }) => fit >= 0).sort((a, b) => b.fit - a.fit);
    return best?.wheel;
}
/** What builds: the node's own Python if this machine has it or gets it, otherwise any. */
async function buildPython(uv, { python }) {
    const minor = python.split('.').slice(0, 2).join('.');
    const found = await uv.findPython(minor);
    if (found !== undefined)
        return found;
    const { code } = await uv.attempt(['python', 'install', minor]);
    return (code === 0 ? await uv.findPython(minor) : undefined) ?? uv.findPython('3');
}
/** A build writes into the folder that it builds: it gets one of its own. */
async function copySources(wanted, work, { copySource }) {
    const sources = new Map();
    for (const [i, one] of wanted.entries()) {
        if (!one.startsWith('/')) {
            sources.set(one, one);
            continue;
        }
        const copy = (0,external_node_path_.join)(work, `source-${i}`);
        await copySource(one, copy);
        sources.set(one, copy);
    }
    return sources;
}
async function addFile(file, folder) {
    const name = (0,external_node_path_.basename)(file);
    if ((await (0,promises_.readdir)(folder)).includes(name))
        return;
    // Another disk has no links to this one.
    await (0,promises_.link)(file, (0,external_node_path_.join)(folder, name)).catch(() => (0,promises_.cp)(file, (0,external_node_path_.join)(folder, name)));
}

;// CONCATENATED MODULE: ./run-supplies.js







/** What this machine can bring to the nodes of a run, from the indexes that it and the secrets name. */
function suppliesOf(fleet, layout, { inputs, file, neverCarried, surface, signal }) {
    const { secrets } = inputs;
    const pip = secrets?.sections.get('PIP');
    const home = (0,external_node_os_.homedir)();
    const wheelhouse = new Wheelhouse({
        cacheDir: (0,external_node_path_.join)(process.env['XDG_CACHE_HOME'] || (0,external_node_path_.join)(home, '.cache'), 'flambe-action'),
        source: packageSource(process.env, home, {
            trustedHost: pip?.get('host'),
            extraUrl: pip?.get('host_url'),
        }),
        signal,
        copySource: (path, there) => (0,carry_named/* copyNamed */.lu)({ path, place: { field: path } }, there, neverCarried, signal),
        info: (line) => surface.info(line),
        progress: (fraction, detail) => surface.progress('packages', fraction, detail),
    });
    return new Supplies({
        ...{ fleet, layout, wheelhouse, signal },
        index: (0,pip_index/* readPipIndex */.m)(secrets?.sections),
        stateDir: file.dir,
        info: (line) => surface.info(line),
    });
}

;// CONCATENATED MODULE: ./run-flambe.js


















/** Sends the extensions to the orchestrator, from where they go on with everything else. */
async function uploadExtensions(run, deps) {
    for (const extension of run.extensions) {
        const named = (0,carry_named/* namedExtension */.ld)(extension, deps.inputs);
        if (named)
            await (0,carry_named/* carryNamed */.rv)(run.fleet, named, extensionPath(extension, run.places), deps);
    }
}
/** The environment, the extensions in it, the resources, and the runnable that names them. */
async function prepareFlambe(run, deps) {
    const { fleet, layout, places, experiment, onRay } = run;
    const { plan, inputs, file, signal } = deps;
    const { force } = inputs.flambe;
    // On one host, too, Experiments share the ports of their sites, and may share a name.
    if (onRay || experiment !== undefined) {
        await lockNodes(fleet, layout, { force, seconds: (0,plan_plan/* longest */.xS)(plan), signal });
    }
    if (experiment !== undefined) {
        const results = [...inputs.results, places.output];
        const { output } = places;
        file.save({ results, output, ...(onRay && { trialsIn: output }) });
        const resume = resumes(inputs.runnable);
        await makeOutputFolder(fleet, { layout, places, resume, force, signal });
        if (resume)
            await uploadEarlierResults(run, deps);
    }
    const [made, carried] = await Promise.all([
        makeEnvironments(run, deps),
        carryResources(run, deps),
    ]);
    const fetched = await fetchResources(run, deps);
    const knowsCluster = await sendRunnable(run, new Map([...carried, ...fetched]), deps);
    return { knowsCluster, ...made };
}
/** Those of flambé and, for an Experiment, of TensorBoard. */
async function makeEnvironments({ fleet, layout, places, experiment, extensions }, deps) {
    const { inputs, surface, signal } = deps;
    const { version, pythonVersion, installExtensions } = inputs.flambe;
    const onProgress = (machine, words) => surface.info(`${machine.name}: ${words}`);
    const supplies = suppliesOf(fleet, layout, deps);
    const common = { supplies, signal, onProgress };
    const [pythons, tensorboard] = await Promise.all([
        flambeEnvironments(fleet, { version, pythonVersion, ...common }),
        experiment === undefined ? undefined : tensorboardOn(fleet.orchestrator, common),
    ]);
    const ray = await makeOverlays(fleet, {
        ...common,
        layout,
        pythons,
        modules: [...inputs.runnable.extensions.keys()],
        sources: extensions.map((one) => one.requirement ?? extensionPath(one, places)),
        sourcesHere: extensions.map((one) => one.requirement ?? one.dir ?? one.source),
        install: installExtensions,
    });
    return { tensorboard, ray };
}
/** Ray on all nodes: processes of the job, which end with it. */
async function startRayOfFlambe({ fleet, layout, places }, version, { plan, surface, signal }) {
    await startRay(fleet, {
        ...{ id: plan.id, layout, places, version, signal },
        port: flambe_places/* flambesRayPort */.ak,
    });
    surface.info(`Ray ${version}: ${fleet.machines.length} nodes`);
}
/** What an earlier run brought home is what this one goes on from, where the hosts have forgotten it. */
async function uploadEarlierResults(run, { inputs, signal }) {
    const { orchestrator: machine, sshConfigFile } = run.fleet;
    const { output } = run.places;
    const here = (0,external_node_path_.join)(inputs.resultsPath, (0,external_node_path_.basename)(output));
    if (!(0,external_node_fs_.existsSync)(here))
        return;
    await (0,rsync/* upload */.Se)(`${here}/`, `${output}/`, {
        ...{ machine, sshConfigFile, signal },
        options: ['--ignore-existing'],
    });
}
/** @returns whether it is told of the cluster */
async function sendRunnable(run, carried, deps) {
    const { fleet, layout, places, experiment, onRay } = run;
    const { inputs, file, signal } = deps;
    const { runnable } = inputs;
    const modules = [...runnable.extensions.keys()];
    const own = { tag: runnable.tag, modules, layout, places, signal };
    const knowsCluster = onRay && (experiment !== undefined || (await isClusterRunnable(fleet.orchestrator, own)));
    const cluster = [...runnable.resources].filter(([, { kind }]) => kind === 'cluster');
    const bytes = rewriteRunnable(runnable.bytes, runnable.path, {
        extensions: extensionsThere(run, runnable),
        ...(experiment !== undefined && {
            savePath: places.savePath,
            resources: new Map([
                ...carried,
                ...cluster.map(([name, { value }]) => [name, value]),
            ]),
        }),
        ...(knowsCluster && { env: remoteEnvironment(run, deps) }),
    });
    const here = (0,external_node_path_.join)(file.dir, 'runnable.yaml');
    await (0,promises_.writeFile)(here, bytes, { mode: 0o600 });
    const { orchestrator: machine, sshConfigFile } = fleet;
    await (0,rsync/* upload */.Se)(here, layout.runnable, { machine, sshConfigFile, signal });
    await (0,promises_.rm)(here);
    return knowsCluster;
}
/** What changes in the header: what was brought is named by its path there, nothing by what opens it. */
function extensionsThere({ extensions, places }, runnable) {
    const brought = extensions.filter(({ dir }) => dir !== undefined);
    const paths = new Map(brought.map((one) => [one.module, extensionPath(one, places)]));
    // User and password, and what follows a `?`: a requirement's address may be signed by that.
    const bare = (source) => source.replace(/(https?:\/\/)(?:[^/?#\s]*@)?([^?#\s]*)(?:\?[^#\s]*)?/i, '$1$2');
    const entries = [...runnable.extensions].map(([module, source]) => [module, paths.get(module) ?? bare(source)]);
    return new Map(entries.filter(([module, there]) => there !== runnable.extensions.get(module)));
}
function remoteEnvironment({ fleet, layout }, { plan }) {
    const { orchestrator, factories } = fleet;
    return {
        key: layout.clusterKey,
        orchestratorIp: orchestrator.node.privateHost,
        factoriesIps: factories.map(({ node }) => node.privateHost),
        publicOrchestratorIp: orchestrator.node.host,
        publicFactoriesIps: factories.map(({ node }) => node.host),
        user: orchestrator.node.user,
        localUser: plan.run,
    };
}

;// CONCATENATED MODULE: ./prepare/ray-environment.js




/**
 * A Python with Ray and Tune on every node, kept for other runs like the one with flambé.
 *
 * @returns paths by node name
 * @throws UserError naming every node where none could be had
 */
function rayEnvironments({ machines }, { version, pythonVersion = '', ...wanted }) {
    return pythonsOn(machines, {
        title: `Python with Ray ${version}`,
        environment: rayEnvironment(version, pythonVersion),
        ...wanted,
    });
}
/** Its name says what is in it. */
function rayEnvironment(version, pythonVersion) {
    const python = pythonVersion || 'own';
    // Earlier Rays import pkg_resources, which setuptools has up to 80, without saying so.
    const requirements = [`ray[tune]==${version}`, 'pip', 'setuptools<81'];
    const name = `ray-${version}-python-${python}-${contentHash([python, ...requirements])}`;
    const steps = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "ray-env.sh", 'utf8');
    const args = [name, version, pythonVersion, uvVersion, ...requirements];
    return { name, pythonVersion, requirements, before: '', script: environmentScript(steps), args };
}

;// CONCATENATED MODULE: ./run-ray.js






/** Ray of the user's version for a command: its Python on all nodes, and one for this run on top. */
async function prepareRay(fleet, layout, { version, pythonVersion }, deps) {
    const { plan, inputs, surface, signal } = deps;
    const { force } = inputs.flambe;
    await lockNodes(fleet, layout, { force, seconds: (0,plan_plan/* longest */.xS)(plan), signal });
    const onProgress = (machine, words) => surface.info(`${machine.name}: ${words}`);
    const supplies = suppliesOf(fleet, layout, deps);
    const wanted = { version, pythonVersion, supplies, signal, onProgress };
    const pythons = await rayEnvironments(fleet, wanted);
    await makeOverlays(fleet, {
        ...{ layout, pythons, supplies, signal, onProgress },
        ...{ modules: [], sources: [], sourcesHere: [], install: false },
    });
}
/** Processes of the job, which end with it. */
async function startRayFor(fleet, layout, { version, hardware }, { plan, surface, signal }) {
    const places = { python: `${layout.runDir}/venv/bin/python3`, rayDir: (0,flambe_places/* rayDir */.c8)(plan.id) };
    // CPUs, GPUs and their type Ray finds itself.
    const resources = (name) => {
        const type = hardware.get(name)?.instanceType;
        return type === undefined ? {} : { [`instance_type:${type}`]: 1 };
    };
    await startRay(fleet, {
        ...{ id: plan.id, layout, places, version, resources, signal },
        port: flambe_places/* rayPort */.O,
    });
    surface.info(`Ray ${version}: ${fleet.machines.length} nodes`);
}

;// CONCATENATED MODULE: ./stages/prepare-nodes.js




/** Makes the nodes ready for the job: `setup_cmds`, then what flambé or Ray need. */
async function prepareNodes(fleet, places, flambe, deps) {
    const { plan, surface, signal } = deps;
    const told = (node, command) => surface.info(`${node}: ${command}`);
    await runSetupCommands(fleet, places, plan.cluster.setupCmds, told, signal);
    const hardware = await seeHardware(fleet, flambe, deps);
    if (plan.job.kind === 'command' && plan.job.ray) {
        await prepareRay(fleet, places, plan.job.ray, deps);
    }
    const prepared = flambe && { run: flambe, ...(await prepareFlambe(flambe, deps)) };
    await fleet.orchestrator.check('look at the run folder', `cd '${places.runDir}'`, { signal });
    return { flambe: prepared, hardware };
}
/** After `setup_cmds`, which may have brought a driver. */
async function seeHardware(fleet, flambe, { inputs, surface, signal }) {
    const hardware = await lookAtHardware(fleet, signal);
    const { infos, warnings } = gpuWords(fleet, hardware);
    for (const line of infos)
        surface.info(line);
    const { devices } = inputs.runnable;
    if (flambe?.onRay && devices) {
        const workers = fleet.factories.length > 0 ? fleet.factories : [fleet.orchestrator];
        checkGpus(workers, hardware, { perTrial: devices.gpus, place: devices.place });
    }
    for (const warning of warnings)
        surface.warning(warning);
    return hardware;
}

// EXTERNAL MODULE: ./job/follow.js
var follow = __webpack_require__(42007);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./job/keep-results.js



/** Seconds that one time may spend among the nodes: whoever is slow must not keep the others away. */
const keep_results_gatherSeconds = 600;
/**
 * Brings results home again and again while the job runs, so that a host that is lost takes less with
 * it. A time that fails is made up for by the next.
 */
function keepResults(fleet, options) {
    const { layout, trialsIn: output, every } = options;
    const ended = new AbortController();
    const signal = AbortSignal.any([options.signal, ended.signal]);
    const once = async () => {
        if (output)
            await (0,gather/* gatherOutput */.N)(fleet, layout, { output, seconds: keep_results_gatherSeconds, signal });
        await (0,collect/* collectResults */.n)(fleet, { ...options, signal });
    };
    const keep = async () => {
        while (!signal.aborted) {
            await (0,external_node_timers_promises_.setTimeout)(every * 1000, undefined, { signal });
            await once().catch(() => { });
        }
    };
    const kept = keep().catch(() => { });
    return {
        stop: () => {
            ended.abort();
            return kept;
        },
    };
}

;// CONCATENATED MODULE: ./job/launch.js





/** Seconds after which secrets that no job has used are taken away again. */
const startWithin = 300;
/** Seconds that a job may take to end once it must (`timeout --kill-after`), and a margin. */
const endWithin = 60;
/** Files that must lie on the nodes for it: path → text. */
function jobFiles({ bin }) {
    return new Map([
        [`${bin}/supervise.sh`, (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "supervise.sh", 'utf8')],
        [`${bin}/supervising.sh`, (0,job_scripts/* supervisingScript */.$)()],
        [`${bin}/hold.sh`, (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "hold.sh", 'utf8')],
    ]);
}
/** Starts on every node what takes the secrets away when the job is over, whoever is still there. */
async function holdSecrets({ machines }, launch) {
    const { id, layout, maxRuntime, signal } = launch;
    const seconds = String(startWithin + maxRuntime + endWithin);
    await Promise.all(machines.map((machine) => {
        const words = [layout.runDir, layout.memoryDir, id, machine.name, seconds];
        const holder = ['sh', `${layout.bin}/hold.sh`, ...words, String(startWithin)];
        const script = `${detached(holder)}\n: >${(0,quote/* shellQuote */.Z)(`${layout.runDir}/held`)}`;
        return machine.check('guard the secrets', script, { signal });
    }));
}
/**
 * Waits until every factory has asked the orchestrator whether the job is over, as it will until then.
 *
 * @throws UserError when factories cannot ask it
 */
async function untilAnswered({ orchestrator, factories }, { layout, signal }) {
    const answered = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "answered.sh", 'utf8');
    const asked = factories.map(async (factory) => {
        const args = [layout.runDir, factory.name];
        const { code, stderr } = await factory.run(answered, { args, signal });
        return code === 0 ? [] : [unanswered(factory, orchestrator, stderr)];
    });
    const problems = (await Promise.all(asked)).flat();
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}
function unanswered({ title: field }, { node }, words) {
    const { privateHost, port } = node;
    return {
        field,
        message: `It cannot log in on the orchestrator at ${privateHost}, port ${port}: ${words.trim() || 'no answer'}.`,
        fix: 'Let the nodes reach each other there, or name the address at which they do: `orchestrator_ip: [PUBLIC, PRIVATE]`.',
    };
}
/** Starts the job, once, in a session of its own on the orchestrator. */
async function launchJob(orchestrator, launch) {
    const { id, layout, maxRuntime, signal } = launch;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "launch.sh", 'utf8');
    const args = [layout.runDir, layout.memoryDir, id, String(maxRuntime)];
    await orchestrator.check('start the job', script, { args, signal });
}
function detached(words) {
    return `setsid ${(0,quote/* shellCommand */.q)(words)} </dev/null >/dev/null 2>&1 &`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./remote/ssh-config.js
var ssh_config = __webpack_require__(89644);
;// CONCATENATED MODULE: ./job/forward.js



/**
 * Makes ports of the orchestrator ports of this machine, through SSH, until `signal` aborts or this
 * process ends: what a firewall keeps from others comes home that way.
 *
 * @returns why that did not work; undefined when it does
 */
async function forwardPorts({ orchestrator, sshConfigFile }, ports, signal) {
    const forwards = ports.flatMap((port) => ['-L', `127.0.0.1:${port}:127.0.0.1:${port}`]);
    const { cwd, config } = (0,ssh_config/* byConfig */.WH)(sshConfigFile);
    // It speaks when all ports are open here (ssh_config(5)); until then ssh gives up by itself.
    const speaks = ['-o', 'PermitLocalCommand=yes', '-o', 'LocalCommand=echo open'];
    const options = [...config, '-N', '-o', 'ExitOnForwardFailure=yes', ...speaks];
    return new Promise((resolve) => {
        const onStdout = () => resolve(undefined);
        (0,child/* runChild */.w)('ssh', [...options, ...forwards, orchestrator.name], { signal, cwd, onStdout }).then(({ code, stderr }) => resolve(stderr.trim() || `ssh ended with exit code ${code}`), (error) => resolve(error.message));
    });
}
/** Shows an address in the user's browser, if there is one. */
function openBrowser(url) {
    const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
    const child = (0,external_node_child_process_.spawn)(program, [url], { stdio: 'ignore', detached: true });
    child.on('error', () => { });
    child.unref();
}

;// CONCATENATED MODULE: ./job/sites.js



const { report: reportPort, tensorboard: tensorboardPort } = flambe_places/* sitePorts */.O7;
/** The job has ended before its site was there. */
const over = 3;
/**
 * Starts flambé's report site on the orchestrator, for as long as the job.
 *
 * @returns undefined when the job was over before the site was there
 */
function startReportSite(orchestrator, { tensorboardUrl, ...sites }) {
    const { layout, places } = sites;
    const { python, output } = places;
    const words = [
        ...[python, '-Wignore', '-m', 'flambe.runner.report_site_run', `${output}/state.pkl`],
        ...['--host', '0.0.0.0', '--port', String(reportPort)],
        ...['--output-dir', output, '--output-log', layout.log],
        // Without an address it looks for a TensorBoard of its own, which is none.
        ...['--tensorboard_url', tensorboardUrl ?? ''],
    ];
    return start(orchestrator, sites, ['report-site', String(reportPort), ...words]);
}
/** Starts TensorBoard over the Experiment's results, like the report site. */
function startTensorboard(orchestrator, { python, ...sites }) {
    const words = [
        ...[python, '-m', 'tensorboard.main', '--logdir', sites.places.output],
        ...['--host', '0.0.0.0', '--port', String(tensorboardPort), '--load_fast=false'],
    ];
    return start(orchestrator, sites, ['tensorboard', String(tensorboardPort), ...words]);
}
async function start(orchestrator, { id, layout, signal }, words) {
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "site.sh", 'utf8');
    const args = [layout.runDir, id, ...words];
    const { code, stderr } = await orchestrator.run(script, { args, signal });
    if (code === over)
        return undefined;
    const { host } = orchestrator.node;
    const name = host.includes(':') ? `[${host}]` : host;
    if (code === 0)
        return { url: `http://${name}:${words[1]}` };
    return { problem: stderr.trim() || `exit code ${code}` };
}

;// CONCATENATED MODULE: ./open-sites.js


/**
 * Starts TensorBoard and the report site of an Experiment beside its job, which does not wait for them,
 * and tells where they are. Processes of the job, which end with it.
 */
function openSites(run, tensorboard, deps) {
    const over = new AbortController();
    const signal = AbortSignal.any([deps.signal, over.signal]);
    const opened = startSites(run, tensorboard, { ...deps, signal }).catch((error) => {
        if (!signal.aborted)
            deps.surface.warning({ message: `There are no sites: ${error.message}` });
    });
    return {
        stop: () => {
            over.abort();
            return opened;
        },
    };
}
async function startSites(run, made, deps) {
    const { fleet, layout, places } = run;
    const { plan, signal } = deps;
    const { orchestrator } = fleet;
    const sites = { id: plan.id, layout, places, signal };
    const tensorboard = 'python' in made ? await startTensorboard(orchestrator, { ...sites, ...made }) : made;
    if (!tensorboard)
        return;
    const tensorboardUrl = tellOf('TensorBoard', 'tensorboard-url', tensorboard, deps);
    const report = await startReportSite(orchestrator, { ...sites, tensorboardUrl });
    if (!report)
        return;
    const reportUrl = tellOf('The report site', 'report-site-url', report, deps);
    if (deps.open && reportUrl)
        await showHere(run, [reportUrl, tensorboardUrl], deps);
}
/** At the same ports of this machine. */
async function showHere({ fleet }, urls, { surface, signal }) {
    const ports = urls.filter((url) => url !== undefined).map((url) => new URL(url).port);
    const problem = await forwardPorts(fleet, ports, signal);
    if (problem !== undefined) {
        surface.warning({ field: '--open', message: `The sites cannot be had here: ${problem}.` });
        return;
    }
    for (const port of ports)
        surface.info(`Here: http://127.0.0.1:${port}`);
    openBrowser(`http://127.0.0.1:${ports[0]}`);
}
/** A run without its sites is a run. @returns the address, if there is one */
function tellOf(name, output, site, { surface, onSite }) {
    if ('url' in site) {
        const { port } = new URL(site.url);
        surface.info(`${name}: ${site.url}, where the network lets port ${port} through`);
        surface.output(output, site.url);
        onSite({ name, url: site.url });
        return site.url;
    }
    surface.warning({ message: `${name} does not run: ${site.problem}` });
    return undefined;
}

;// CONCATENATED MODULE: ./stages/run-to-end.js












/** Sends the secrets, starts the job, and follows it to its end. */
async function runToItsEnd(fleet, places, { flambe, hardware }, logPath, deps) {
    const { plan, surface, file, signal } = deps;
    const launch = { id: plan.id, layout: places, maxRuntime: timeLeft(plan), signal };
    await holdSecrets(fleet, launch);
    if (plan.job.kind === 'command' && plan.job.ray) {
        await startRayFor(fleet, places, { ...plan.job.ray, hardware }, deps);
    }
    if (flambe?.knowsCluster && flambe.ray !== undefined) {
        await startRayOfFlambe(flambe.run, flambe.ray, deps);
    }
    // Side by side: each is a login.
    await Promise.all([sendSecrets(fleet, places, deps), untilAnswered(fleet, launch)]);
    // An earlier run may have left its own.
    await (0,promises_.truncate)(logPath).catch(() => { });
    file.save({ job: 'starting' });
    await launchJob(fleet.orchestrator, { ...launch, maxRuntime: timeLeft(plan) });
    await (0,promises_.mkdir)(deps.inputs.resultsPath, { recursive: true });
    const copy = (0,log_file/* openLogFile */.Jr)(logPath, deps.hidden);
    surface.output('log-path', logPath);
    const shown = surface.openJobLog();
    const take = async (chunk) => {
        await Promise.all([copy.write(chunk), shown.write(chunk)]);
    };
    const { resultsPath } = deps.inputs;
    const { results: globs, trialsIn } = file.record;
    const sites = flambe?.tensorboard && openSites(flambe.run, flambe.tensorboard, deps);
    const keep = { layout: places, globs, resultsPath, trialsIn, every: plan.keepSeconds, signal };
    const keeping = flambe && keepResults(fleet, keep);
    try {
        const end = await (0,follow/* followJob */.B)(fleet.orchestrator, { runDir: places.runDir, signal, take });
        // It has ended well or not, whatever becomes of our own disk.
        const unwritten = file.note({ job: 'ended', exitCode: end.exitCode });
        if (unwritten)
            surface.warning(unwritten);
        return end;
    }
    finally {
        await Promise.all([keeping?.stop(), sites?.stop()]);
        await shown.close();
        const failure = await copy.close();
        if (failure)
            surface.warning(logNotKept(logPath, failure));
    }
}
/** Seconds that the job may still take. @throws UserError when there are none */
function timeLeft(plan) {
    const seconds = (0,plan_plan/* jobSeconds */.p_)(plan, Date.now());
    if (seconds >= 1)
        return seconds;
    throw new problem_0/* UserError */.yo({
        field: 'max-runtime',
        message: `Its ${plan.maxRuntime} s were over before the job could start.`,
        fix: 'It counts from when machines are made: give it some minutes more.',
    });
}
function logNotKept(logPath, { message }) {
    return {
        field: 'results-path',
        message: `The job's log could not be kept in ${logPath}: ${message}.`,
        fix: 'It stands above in full. Make room on this machine for the next one.',
    };
}
/** By rsync with the user's key, to each node by itself (flambé's documentation, "Security"). */
async function sendSecrets(fleet, places, deps) {
    const { inputs, file, signal } = deps;
    const { sshConfigFile } = fleet;
    const here = (0,external_node_path_.join)(file.dir, 'secrets.ini');
    await (0,promises_.writeFile)(here, inputs.secrets?.ini ?? '', { mode: 0o600 });
    try {
        const options = ['--chmod=D700,F600'];
        await Promise.all(fleet.machines.map((machine) => (0,rsync/* upload */.Se)(here, places.secrets, { machine, sshConfigFile, signal, options })));
    }
    finally {
        await (0,promises_.rm)(here, { force: true });
    }
}

;// CONCATENATED MODULE: ./plan/job-script.js

/** The job's environment, to be read by a shell on any node (DESIGN.md, "The job's environment"). */
function job_script_environmentScript(job) {
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

// EXTERNAL MODULE: ./remote/host-failure.js
var host_failure = __webpack_require__(54082);
// EXTERNAL MODULE: ./remote/node-scripts.js
var node_scripts = __webpack_require__(79326);
;// CONCATENATED MODULE: ./prepare/settle.js





/**
 * Makes the run's folder on every node and lets the nodes in to each other by the cluster's own
 * key, which is made on the orchestrator and never comes here.
 *
 * @throws UserError naming the node on which something failed, or another process has the folder
 */
async function settle(fleet, settlement) {
    const { orchestrator, machines } = fleet;
    const { id, layout, signal } = settlement;
    const places = await makeAllFolders(machines, settlement);
    const keyScript = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "cluster-key.sh", 'utf8');
    const { stdout } = await orchestrator.check("make the cluster's own key", keyScript, {
        args: [layout.clusterKey, comment(id)],
        signal,
    });
    const line = authorizedKeysLine(publicKeyIn(stdout, orchestrator, id), id, layout);
    await Promise.all(machines.map((machine) => machine.check("admit the cluster's own key", (0,node_scripts/* authorizedKeysScript */.pJ)(), {
        args: [id, line],
        signal,
    })));
    const onDisk = machines.filter((_, i) => places[i]?.secrets === 'disk');
    return { onDisk, kept: places[0]?.kept };
}
/** Folders that an earlier process of this run has left for a look make room. */
async function makeAllFolders(machines, settlement) {
    const { undo, signal } = settlement;
    const makeAll = () => Promise.all(machines.map((machine) => makeFolders(machine, settlement)));
    let places = await makeAll();
    const kept = machines.filter((_, i) => places[i]?.over !== undefined);
    if (kept.length > 0) {
        const what = 'take away what an earlier process of this run has left';
        // It ends what bears this run's mark.
        const options = { signal, unmarked: true };
        await Promise.all(kept.map((machine) => machine.check(what, undo, options)));
        places = await makeAll();
    }
    const problems = machines.flatMap((machine, i) => takenProblem(machine, places[i], settlement));
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
    return places;
}
function takenProblem({ title }, place, { id, layout }) {
    if (place?.secrets !== undefined)
        return [];
    return [
        {
            field: title,
            message: `Another process has the run ${id} on this host since ${place?.taken ?? place?.over}, which this machine knows nothing of; it may still be at work, and was not touched.`,
            fix: `Wait for it. If it is gone, end what it has left there with: sh ${layout.bin}/release.sh`,
        },
    ];
}
async function makeFolders(machine, settlement) {
    const { id, startedAt, layout, files, secretsBytes, signal } = settlement;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "folders.sh", 'utf8');
    const enter = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "enter.sh", 'utf8');
    const all = new Map([
        ...files,
        [`${layout.bin}/enter.sh`, enter],
        [`${layout.bin}/end-processes.sh`, (0,node_scripts/* endProcessesScript */.qu)()],
    ]);
    const { stdout } = await machine.check('make the run folder', `${script}\n${(0,node_scripts/* writeFiles */.hV)(all)}`, {
        args: [layout.runDir, layout.memoryDir, String(secretsBytes), id, startedAt],
        signal,
    });
    const value = (name) => new RegExp(`^${name}=(.+)$`, 'm').exec(stdout)?.[1];
    const [secrets, kept] = [value('secrets'), value('kept')];
    return { secrets, kept, over: value('over'), taken: value('taken') };
}
/** By it teardown knows the key again (authorized-keys.sh). */
function comment(id) {
    return `flambe-action:${id}`;
}
/**
 * The line that is this run's public key and nothing else: all that is put into authorized_keys is to
 * be of one line, which is restricted and which teardown finds.
 */
function publicKeyIn(stdout, machine, id) {
    const isKey = /^ssh-ed25519 [A-Za-z0-9+/]+=* (\S+)$/;
    const key = stdout.split('\n').find((line) => isKey.exec(line)?.[1] === comment(id));
    if (key !== undefined)
        return key;
    throw (0,host_failure/* hostFailure */.tB)(machine.title, "It has not said the cluster's own public key.");
}
/** authorized_keys(5): whatever is asked for, it is `enter.sh` that runs. */
function authorizedKeysLine(publicKey, id, layout) {
    const forced = `exec sh '${layout.bin}/enter.sh' ${id}`;
    return `command="${forced}",no-agent-forwarding,no-X11-forwarding ${publicKey}`;
}
/**
 * Carries the cluster key, the runnable and the workdir from the orchestrator to the factories.
 *
 * @param kept the folder of an earlier run, which factories may have at the same path
 */
async function settle_spread(fleet, { layout, signal }, kept = '') {
    if (fleet.factories.length === 0)
        return;
    const script = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "spread.sh", 'utf8');
    await fleet.orchestrator.check('carry the files to the factories', script, {
        args: [layout.runDir, kept, ...fleet.factories.map(({ name }) => name)],
        signal,
    });
}

// EXTERNAL MODULE: ./remote/known-hosts.js
var known_hosts = __webpack_require__(92370);
// EXTERNAL MODULE: ./remote/workdir/list-folder.js + 3 modules
var list_folder = __webpack_require__(5703);
// EXTERNAL MODULE: ./remote/workdir/list-workdir.js
var list_workdir = __webpack_require__(98323);
;// CONCATENATED MODULE: ./stages/upload-files.js















/** Makes the run's folder on all nodes, and carries there what it needs: over the uplink once. */
async function uploadFiles(contact, places, flambe, deps) {
    const { inputs, surface, signal } = deps;
    const { fleet } = contact;
    const { orchestrator, sshConfigFile } = fleet;
    const settlement = settlementOf(contact, places, flambe, deps);
    const { workdir: root } = inputs;
    const [workdir, { onDisk, kept }] = await Promise.all([
        root === undefined ? undefined : (0,list_workdir/* listWorkdir */.N)({ root, never: deps.neverCarried, signal }),
        settle(fleet, settlement),
    ]);
    for (const warning of workdir?.warnings ?? [])
        surface.warning(warning);
    if (inputs.secrets)
        for (const machine of onDisk)
            surface.warning(secretsOnDisk(machine));
    const transfer = { machine: orchestrator, sshConfigFile, signal };
    if (workdir) {
        await (0,rsync/* upload */.Se)(`${root}/`, `${places.workdir}/`, {
            ...transfer,
            options: kept === undefined ? [] : (0,rsync/* unlessIn */.ID)(`${kept}/workdir`),
            files: (0,list_folder/* filesFrom */.c)(workdir.files),
            onProgress: (fraction, detail) => surface.progress('upload', fraction, detail),
        });
        const files = (0,format/* formatCount */.B4)(workdir.files.length, 'file');
        surface.info(`${files}, ${(0,format/* formatBytes */.z3)(workdir.bytes)} to orchestrator`);
    }
    // flambé's goes later, to the orchestrator alone: as it stands it may hold what opens an address.
    if (flambe)
        await uploadExtensions(flambe, deps);
    else
        await uploadRunnable(places, transfer, deps);
    await settle_spread(fleet, settlement, kept);
    for (const { name } of fleet.factories)
        surface.info(`${name}: from orchestrator`);
}
/** As it was read and checked: what lies at its path may be a link or a pipe, or have changed. */
async function uploadRunnable(places, transfer, { inputs, file }) {
    const here = (0,external_node_path_.join)(file.dir, 'runnable');
    await (0,promises_.writeFile)(here, inputs.runnable.bytes, { mode: 0o644 });
    try {
        await (0,rsync/* upload */.Se)(here, places.runnable, transfer);
    }
    finally {
        await (0,promises_.rm)(here, { force: true });
    }
}
function secretsOnDisk({ name, node }) {
    return {
        field: `${name} (${node.host})`,
        message: 'The host has no room for the secrets in memory-backed storage (/dev/shm): their file lies on its disk until the job ends.',
        fix: 'Mount a tmpfs there, or make room in it.',
    };
}
function settlementOf(contact, places, flambe, deps) {
    const { inputs, plan, signal } = deps;
    const { nodes } = contact.known;
    const [orchestrator, ...factories] = nodes.map(({ privateHost }) => privateHost);
    const environment = job_script_environmentScript({
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
    const undo = (0,release_script/* releaseFile */.MR)(plan.id, places);
    const files = new Map([
        // Before there is anything that it could have to take away.
        [(0,release_script/* releasePath */.bD)(places), undo],
        ...jobFiles(places),
        [places.environment, environment],
        [places.sshConfig, sshConfig],
        [places.knownHosts, (0,remote_fleet/* knownHostsText */.c9)(contact.known)],
        ...(mayBeTaken(deps) ? [[places.laterHosts, (0,known_hosts/* knownHostsInside */.Z)(contact.known)]] : []),
        [places.hostfile, hostfile(workers)],
        [`${places.job}/job.sh`, jobScript(jobLine(flambe, places, orchestrator ?? '', deps), places)],
    ]);
    const secretsBytes = inputs.secrets?.ini.length ?? 0;
    const { id, startedAt } = plan;
    return { id, startedAt, layout: places, files, undo, secretsBytes, signal };
}
/** Whether the machines are left for other runs. */
function mayBeTaken({ plan, provider }) {
    return provider.endsMachines && provider.keep !== undefined && plan.teardown === 'never';
}

// EXTERNAL MODULE: ./teardown/teardown.js + 1 modules
var teardown = __webpack_require__(61120);
;// CONCATENATED MODULE: ./run-job.js
















/** The story of a run, stage after stage. Undoing it is another story (teardown/). */
async function runJob(given) {
    // When one thing fails, nobody waits for what is under way beside it.
    const over = new AbortController();
    const signal = AbortSignal.any([given.signal, over.signal]);
    const deps = { ...given, signal };
    const brought = await bringAhead(deps);
    const { cluster, contact } = await acquireAndConnect(deps);
    const { fleet } = contact;
    const { ephemeral } = cluster;
    const notice = ephemeral && (0,lease/* renewLease */.E)(fleet, ephemeral, signal);
    try {
        const job = await unlessLost(deps, { notice }, (signal) => workOnNodes(contact, brought, { ...deps, signal }));
        // The results are on the orchestrator: whoever else is lost by now has done its work.
        const results = await unlessLost(deps, { nodes: [fleet.orchestrator.name] }, (signal) => bringHome(cluster, fleet, job, { ...deps, signal }));
        const { end, logPath } = job;
        return { ...end, results, logPath };
    }
    finally {
        over.abort();
        // Post may come later than a lease lasts: other steps are between.
        if (ephemeral && (0,teardown/* staysUp */.i)(deps.file.record))
            await (0,lease/* endLease */.K)(fleet);
        await (0,remote_fleet/* disconnect */.Zf)(fleet);
    }
}
/** From the connection to the end of the job. */
async function workOnNodes(given, brought, deps) {
    const { surface, inputs, plan, signal } = deps;
    const { fleet } = given;
    await clearNodes(fleet, deps);
    const contact = (0,plan_plan/* spansNodes */.Xe)(plan) ? await tellIPv4Inside(given, signal) : given;
    const places = placesOf(contact, deps);
    const flambe = flambeRun(contact, places, brought, deps);
    await surface.stage('upload', () => uploadFiles(contact, places, flambe, deps));
    const prepared = await surface.stage('prepare', () => prepareNodes(fleet, places, flambe, deps));
    const logPath = (0,external_node_path_.join)(inputs.resultsPath, collect/* logName */.I);
    const end = await surface.stage('run', () => runToItsEnd(fleet, places, prepared, logPath, deps));
    return { places, logPath, end };
}
async function bringHome({ ephemeral }, fleet, { places }, deps) {
    const work = () => collect_home_collect(fleet, places, deps);
    return deps.surface.stage('collect', () => (ephemeral ? inTime(fleet, deps, work) : work()));
}
/** Where everything lies on the nodes; in the record before any of it is made. */
function placesOf({ facts, known }, deps) {
    const { plan, inputs, file, surface } = deps;
    const homes = [...facts.values()].map(({ home }) => home);
    const remote = { runDir: (0,layout/* runDir */.ff)(plan.id, homes), memoryDir: (0,layout/* memoryDir */.LV)(plan.id) };
    file.save({ hosts: known, remote });
    // Now, not at the end: they are wanted most where there is none.
    const [orchestrator, ...factories] = known.nodes.map(({ host }) => host);
    surface.output('orchestrator-host', orchestrator ?? '');
    surface.output('factory-hosts', JSON.stringify(factories));
    return (0,layout/* layout */.Zp)(remote.runDir, remote.memoryDir, (0,external_node_path_.basename)(inputs.runnable.path));
}

// EXTERNAL MODULE: ./secrets/maskable.js
var maskable = __webpack_require__(36188);
// EXTERNAL MODULE: ./show-failure.js
var show_failure = __webpack_require__(84452);
// EXTERNAL MODULE: ./inputs/artifact-name.js
var artifact_name = __webpack_require__(55574);
;// CONCATENATED MODULE: ./upload-artifact.js





/**
 * Keeps results as a workflow artifact (docs.github.com, "Storing workflow data as artifacts"),
 * but for those that artifacts do not take: one of them would keep out all.
 *
 * @param files below `folder`
 * @throws UserError when the artifact could not be kept; the results are on the runner all the same
 */
async function uploadArtifact(name, folder, files, surface) {
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(598), __webpack_require__.e(456)]).then(__webpack_require__.bind(__webpack_require__, 68456));
    // What is no UTF-8 is not there by its name.
    const fits = (path) => !artifact_name/* notInArtifacts */.Q5.test(path) && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, path));
    const names = files.map(({ path }) => path);
    const paths = names.filter(fits).map((path) => (0,external_node_path_.join)(folder, path));
    const without = names.filter((path) => !fits(path));
    if (without.length > 0)
        surface.warning(leftOut(without));
    if (paths.length === 0)
        return;
    try {
        await new DefaultArtifactClient().uploadArtifact(name, paths, folder);
    }
    catch (cause) {
        throw new problem_0/* UserError */.yo({ field: 'artifact-name', message: `The artifact was not kept: ${cause.message}` }, problem_0/* ExitCode */.yU.ourFault, { cause });
    }
}
function leftOut(paths) {
    const which = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`;
    return {
        field: 'artifact-name',
        message: `${(0,format/* formatCount */.B4)(paths.length, 'result')} came home, but not into the artifact, which takes no name with " : < > | * ? in it, nor one that is not UTF-8: ${which}.`,
        fix: 'Let the job choose other names, or pack them into an archive.',
    };
}

;// CONCATENATED MODULE: ./start-run.js
















/**
 * A run from its inputs to its report.
 *
 * @returns the exit code for the step: the job's own, or one of ours
 */
async function startRun(deps) {
    const { inputs, context, surface, stateRoot, environment, signal } = deps;
    const masks = inputs.secrets ? (0,maskable/* maskable */.d)(inputs.secrets) : { values: [], warnings: [] };
    for (const value of masks.values)
        surface.mask(value);
    for (const warning of [...deps.warnings, ...masks.warnings])
        surface.warning(warning);
    const { id } = (0,plan_plan/* planRun */.nY)(inputs, context);
    const dir = (0,external_node_path_.join)(stateRoot, id);
    await beOnly(id);
    deps.onPlace(dir);
    await endEarlier(dir, deps);
    const earlier = earlierProcess(dir, context.now);
    const plan = (0,plan_plan/* planRun */.nY)(inputs, { ...context, now: earlier?.began ?? context.now });
    await checkCost(plan, inputs);
    const file = teardown_record/* RecordFile */.W.create(dir, { ...firstRecord(plan, inputs), ...earlier?.left });
    if (plan.startedAt !== new Date(context.now).toISOString()) {
        surface.info(`Going on with what an earlier process of this run began at ${plan.startedAt}`);
    }
    surface.output('cluster-id', plan.id);
    surface.output('cluster-name', plan.name);
    surface.output('results-path', inputs.resultsPath);
    surface.info(`${plan.id}: ${plan.nodeNames.length} nodes, ${plan.cluster.kind}`);
    const began = performance.now();
    let outcome;
    let failure;
    const sites = [];
    try {
        outcome = await runJob({
            inputs,
            hidden: masks.values,
            plan,
            provider: await providerOf(deps, plan, file),
            surface,
            file,
            pinnedIn: inputs.knownHosts.kind === 'text' ? '`ssh-known-hosts`' : inputs.knownHosts.path,
            neverCarried: (0,never_carried/* neverCarried */.d)(inputs, [file.dir, environment['RUNNER_TEMP']]),
            affordableSeconds: () => affordable(plan, file, inputs),
            s3: inputs.s3 && (0,aws_access/* awsAccess */.SU)(inputs.s3, { run: plan.run, environment, surface }),
            signal,
            onSite: (site) => sites.push(site),
            open: deps.open ?? false,
        });
        await keepArtifact(inputs, outcome, surface);
    }
    catch (error) {
        failure = teardown_record/* RecordFile */.W.open(dir) ? error : takenDown(id, error);
    }
    const exitCode = judge(outcome ?? endOf(file.record), failure, signal, plan, surface);
    surface.output('exit-code', String(file.record.exitCode ?? exitCode));
    const seconds = Math.round((performance.now() - began) / 1000);
    surface.output('duration-seconds', String(seconds));
    const spent = await (0,run_cost/* costUntilNow */.cz)(plan, file.record.aws?.machines ?? [], Date.now());
    if (spent?.unknown.length) {
        const types = spent.unknown.join(', ');
        surface.info(`What the run has cost is not known here: ${types} has no known price.`);
    }
    else if (spent)
        surface.output('cost-usd', spent.dollars.toFixed(4));
    const warnings = [...deps.warnings, ...masks.warnings];
    await surface.summary(await describeRun({ ...deps, plan, file, outcome, failure, sites, warnings, masks }));
    return exitCode;
}
/** @throws UserError when it could cost more than it may */
async function checkCost(plan, { maxCost }, machines) {
    const cost = await (0,run_cost/* costOfRun */.E_)(plan, machines);
    if (cost)
        (0,plan_cost/* checkMaxCost */.GB)(cost, maxCost);
}
/** Seconds that the machines which there are may stay beyond their time. */
async function affordable(plan, file, { maxCost }) {
    const cost = await (0,run_cost/* costOfRun */.E_)(plan, (0,run_cost/* priced */.af)(file.record.aws?.machines ?? []));
    return cost ? (0,plan_cost/* affordableSeconds */.ct)(cost, maxCost) : 0;
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
        keyFile: inputs.privateKey?.path,
        keyMended: inputs.privateKey !== undefined && inputs.privateKey.file === undefined,
        secrets: inputs.secrets && { file: inputs.secretsFile, allow: inputs.secretsAllow },
        resultsPath: inputs.resultsPath,
        results: inputs.results,
    };
}
/** Where the key's text lies when no file of the user's can serve; removed after the run. */
function keyFileOf(dir) {
    return (0,external_node_path_.join)(dir, 'ssh_key');
}
async function providerOf({ inputs, surface, environment }, plan, file) {
    const { run } = plan;
    const { cluster, privateKey, knownHosts, aws } = inputs;
    const access = aws && (0,aws_access/* awsAccess */.SU)(aws, { run, environment, surface });
    const account = access && (await surface.stage('credentials', () => (0,aws_access/* introduce */.o2)(access, aws, surface)));
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
        warning: (problem) => surface.warning(problem),
        environment,
        keyFile: privateKey?.file ?? keyFileOf(file.dir),
        userKeyFile: privateKey && (privateKey.file ?? keyFileOf(file.dir)),
        aws: aws && { ...file.record.aws, ...aws, ...(account && { account }) },
        access,
        checkCost: (machines) => checkCost(plan, inputs, machines),
        knownHostsFile: knownHosts.kind === 'text' ? pinned : knownHosts.path,
    });
}
async function keepArtifact({ artifactName, resultsPath }, { results }, surface) {
    if (artifactName === undefined)
        return;
    await surface.stage('artifact', () => uploadArtifact(artifactName, resultsPath, results, surface));
}
/** The end of a job whose results could not be brought home. */
function endOf({ exitCode }) {
    return exitCode === undefined ? undefined : { exitCode, reason: 'exited' };
}
/** Whatever fails then, another process has undone the run, as `flambe-action down` does. */
function takenDown(id, cause) {
    const message = `The run \`${id}\` has been taken down from elsewhere.`;
    return new problem_0/* UserError */.yo({ message }, problem_0/* ExitCode */.yU.lost, { cause });
}
/** Says what went wrong. @returns the exit code for the step: the job's own wherever there is one */
function judge(outcome, failure, signal, plan, surface) {
    if (failure !== undefined && signal.aborted) {
        surface.error({ message: 'The run was interrupted.' });
        return problem_0/* ExitCode */.yU.interrupted;
    }
    const failed = failure === undefined ? 0 : (0,show_failure/* showFailure */.i)(failure, surface);
    if (!outcome)
        return failed;
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
    return outcome.exitCode || failed;
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


/***/ })

};
;