"use strict";
exports.id = 734;
exports.ids = [734];
exports.modules = {

/***/ 12734:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _commands__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71620);
/* harmony import */ var _inputs_cli_grammar__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37010);
/* harmony import */ var _inputs_cli_options__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5441);
/* harmony import */ var _show_failure__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(84452);
/* harmony import */ var _stop_signals__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(51834);
/* harmony import */ var _surfaces_terminal_terminal_surface__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27455);
/* harmony import */ var _version__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64432);







const surface = new _surfaces_terminal_terminal_surface__WEBPACK_IMPORTED_MODULE_4__/* .TerminalSurface */ .q();
try {
    const asked = (0,_inputs_cli_options__WEBPACK_IMPORTED_MODULE_2__/* .readCommandLine */ .y)(process.argv.slice(2));
    process.exitCode = await carryOut(asked, {
        surface,
        environment: process.env,
        signal: (0,_stop_signals__WEBPACK_IMPORTED_MODULE_5__/* .stopOnSignals */ .Z)(),
    });
}
catch (error) {
    process.exitCode = (0,_show_failure__WEBPACK_IMPORTED_MODULE_3__/* .showFailure */ .i)(error, surface);
}
finally {
    surface.close();
}
async function carryOut(asked, deps) {
    switch (asked.command) {
        case 'run':
            return (0,_commands__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(asked.raw, deps);
        case 'down':
            return (0,_commands__WEBPACK_IMPORTED_MODULE_0__/* .down */ .TR)(asked.id, asked.raw, deps);
        case 'logs':
            return (0,_commands__WEBPACK_IMPORTED_MODULE_0__/* .logs */ .K9)(asked.id, asked.raw, deps);
        case 'ssh':
            return (0,_commands__WEBPACK_IMPORTED_MODULE_0__/* .ssh */ .hI)(asked.id, asked.node, asked.raw, deps);
        case 'doctor':
            return (0,_commands__WEBPACK_IMPORTED_MODULE_0__/* .doctor */ .Ac)(deps);
        default:
            process.stdout.write(asked.command === 'version' ? `${_version__WEBPACK_IMPORTED_MODULE_6__/* .version */ .r}\n` : (0,_inputs_cli_grammar__WEBPACK_IMPORTED_MODULE_1__/* .helpText */ .BK)());
            return 0;
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 71620:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ doctor),
/* harmony export */   K9: () => (/* binding */ logs),
/* harmony export */   TR: () => (/* binding */ down),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   hI: () => (/* binding */ ssh)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _end_run__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47622);
/* harmony import */ var _inputs_given_text__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(29505);
/* harmony import */ var _inputs_private_key__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(87468);
/* harmony import */ var _inputs_read_inputs__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66505);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25196);
/* harmony import */ var _job_follow__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(42007);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(13087);
/* harmony import */ var _remote_child__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(94497);
/* harmony import */ var _remote_fleet__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(62714);
/* harmony import */ var _start_run__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(30606);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(43390);
/* harmony import */ var _teardown_record__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(71592);















/** Runs a job and takes everything down, also after Ctrl-C. */
async function run(raw, deps) {
    const { surface, environment, signal } = deps;
    const { inputs, warnings } = (0,_inputs_read_inputs__WEBPACK_IMPORTED_MODULE_6__/* .readInputs */ .K)(raw, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_7__/* .processContext */ .zr)());
    let file;
    const onRecord = (made) => {
        file = made;
    };
    const root = (0,_state_root__WEBPACK_IMPORTED_MODULE_13__/* .stateRoot */ .o)(environment);
    try {
        return await (0,_start_run__WEBPACK_IMPORTED_MODULE_12__/* .startRun */ .A)({
            inputs,
            warnings,
            surface,
            stateRoot: root,
            environment,
            signal,
            onRecord,
        });
    }
    finally {
        // A second Ctrl-C does not stop it: what is left then costs more than the wait.
        if (file) {
            const { privateKey } = inputs;
            await (0,_end_run__WEBPACK_IMPORTED_MODULE_3__/* .endRun */ .l)({ file, privateKey, surface, signal: AbortSignal.timeout(120_000) });
        }
    }
}
/** Ends a run that is under way or was left, by its record. */
async function down(id, raw, deps) {
    const { surface, signal } = deps;
    const file = openRecord(id, deps);
    file.save({ teardown: 'always' });
    const done = await (0,_end_run__WEBPACK_IMPORTED_MODULE_3__/* .endRun */ .l)({ file, privateKey: givenKey(raw), surface, signal });
    return done ? 0 : _problem__WEBPACK_IMPORTED_MODULE_9__/* .ExitCode */ .yU.clusterUnavailable;
}
/** Shows a job's log from its first byte, and ends with its exit code. */
async function logs(id, raw, deps) {
    const { surface, signal } = deps;
    const { fleet, runDir } = await fleetOf(id, raw, deps);
    const log = surface.openJobLog();
    try {
        const take = (chunk) => log.write(chunk);
        return (await (0,_job_follow__WEBPACK_IMPORTED_MODULE_8__/* .followJob */ .B)(fleet.orchestrator, { runDir, signal, take })).exitCode;
    }
    finally {
        await log.close();
        await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_11__/* .disconnect */ .Zf)(fleet);
    }
}
/** A shell on a node, by the configuration of the run. */
async function ssh(id, node, raw, deps) {
    const { fleet } = await fleetOf(id, raw, deps);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('ssh', ['-F', fleet.sshConfigFile, node], {
        stdio: 'inherit',
        env: (0,_remote_child__WEBPACK_IMPORTED_MODULE_10__/* .childEnvironment */ .Q)(deps.environment),
    });
    const [code] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
    return code ?? _problem__WEBPACK_IMPORTED_MODULE_9__/* .ExitCode */ .yU.lost;
}
/** Says what this machine lacks for a run. */
async function doctor({ surface, signal }) {
    const tools = [
        ['ssh', '-V'],
        ['ssh-keygen', '-?'],
        ['rsync', '--version'],
        ['git', '--version'],
    ];
    const problems = [];
    for (const [tool, flag] of tools) {
        try {
            await (0,_remote_child__WEBPACK_IMPORTED_MODULE_10__/* .runChild */ .w)(tool, [flag], { signal });
            surface.info(`${tool} is there`);
        }
        catch (error) {
            if (!(error instanceof _problem__WEBPACK_IMPORTED_MODULE_9__/* .UserError */ .yo))
                throw error;
            problems.push(...error.problems);
        }
    }
    for (const problem of problems)
        surface.error(problem);
    return problems.length > 0 ? _problem__WEBPACK_IMPORTED_MODULE_9__/* .ExitCode */ .yU.wrongUse : 0;
}
async function fleetOf(id, raw, deps) {
    const { record, dir } = openRecord(id, deps);
    const keyFile = givenKey(raw)?.file ?? record.keyFile;
    if (!record.hosts || !record.remote || !keyFile) {
        throw new _problem__WEBPACK_IMPORTED_MODULE_9__/* .UserError */ .yo({
            field: id,
            message: 'There is nobody to ask: the run had not reached its hosts, or its key is not known.',
            fix: 'Name the key with --ssh-private-key FILE.',
        }, _problem__WEBPACK_IMPORTED_MODULE_9__/* .ExitCode */ .yU.wrongUse);
    }
    const fleet = await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_11__/* .reconnect */ .M6)(record.hosts, keyFile, { runId: id, stateDir: dir });
    return { fleet, runDir: record.remote.runDir };
}
function openRecord(id, { environment }) {
    const file = _teardown_record__WEBPACK_IMPORTED_MODULE_14__/* .RecordFile */ .W.open((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_state_root__WEBPACK_IMPORTED_MODULE_13__/* .stateRoot */ .o)(environment), id));
    if (file)
        return file;
    throw new _problem__WEBPACK_IMPORTED_MODULE_9__/* .UserError */ .yo({ field: id, message: 'No run of this id is known on this machine, or it is undone.' }, _problem__WEBPACK_IMPORTED_MODULE_9__/* .ExitCode */ .yU.wrongUse);
}
function givenKey(raw) {
    const given = (0,_inputs_given_text__WEBPACK_IMPORTED_MODULE_4__/* .givenText */ .x)(raw, 'ssh-private-key', _inputs_private_key__WEBPACK_IMPORTED_MODULE_5__/* .keyLimit */ .l, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_7__/* .processContext */ .zr)());
    return given && (0,_inputs_private_key__WEBPACK_IMPORTED_MODULE_5__/* .readPrivateKey */ .$)(given.text, { origin: given.origin, file: given.file });
}


/***/ }),

/***/ 47622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ endRun)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./providers/registry.js + 16 modules
var registry = __webpack_require__(26399);
// EXTERNAL MODULE: ./job/collect.js
var collect = __webpack_require__(40850);
// EXTERNAL MODULE: ./plan/layout.js
var layout = __webpack_require__(826);
// EXTERNAL MODULE: ./remote/fleet.js + 2 modules
var remote_fleet = __webpack_require__(62714);
// EXTERNAL MODULE: ./remote/node-scripts.js
var node_scripts = __webpack_require__(79326);
;// CONCATENATED MODULE: ./teardown/release-script.js



/** `release.sh RUN_DIR MEMORY_DIR ID KEEP`, with the functions that it stands on. */
function releaseScript() {
    const steps = (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "release.sh", 'utf8');
    return [
        `end_processes() (\n${(0,node_scripts/* endProcessesScript */.qu)()})`,
        `edit_authorized_keys() (\n${(0,node_scripts/* authorizedKeysScript */.pJ)()})`,
        steps,
    ].join('\n');
}

;// CONCATENATED MODULE: ./teardown/teardown.js






/** Seconds that a host may be silent before it is given up. */
const patience = 10;
/** Milliseconds that bringing home the results of a run cut short may take. */
const rescueTime = 25_000;
/**
 * Undoes a run from its record: brings results home that are not there yet, ends the job, takes away
 * secrets, keys and folders, releases the machines. Goes on past failures; absent is success.
 *
 * @returns what is left, with the command that removes it
 */
async function tearDown(options) {
    const { file, provider, info } = options;
    const { record } = file;
    removeSecretsHere(file.dir);
    const keep = staysUp(record);
    const left = [...(await releaseHosts(options, keep))];
    if (keep) {
        info(`${record.id} stays (teardown: ${record.teardown}); \`flambe-action down ${record.id}\` ends it.`);
        return left;
    }
    left.push(...(await provider.release(record)));
    if (left.length === 0)
        file.remove();
    return left;
}
/** Whether the machines stay for a look. The job's secrets go in any case. */
function staysUp({ teardown, exitCode }) {
    return teardown === 'never' || (teardown === 'on-success' && exitCode !== 0);
}
function removeSecretsHere(dir) {
    for (const name of ['secrets.ini', 'ssh_key'])
        (0,external_node_fs_.rmSync)((0,external_node_path_.join)(dir, name), { force: true });
}
async function releaseHosts(options, keep) {
    const { file, keyFile, info } = options;
    const { record } = file;
    const { hosts, remote } = record;
    if (!hosts || !remote)
        return [];
    if (keyFile === undefined) {
        return hosts.nodes.map((node) => leftover(record, node.name, node.host, 'the private key was not given again'));
    }
    const fleet = await (0,remote_fleet/* reconnect */.M6)(hosts, keyFile, { runId: record.id, stateDir: file.dir });
    try {
        await rescueResults(fleet, options);
        const left = await Promise.all(fleet.machines.map((machine) => release(machine, options, keep)));
        return left.flatMap((one) => one ?? []);
    }
    finally {
        await (0,remote_fleet/* disconnect */.Zf)(fleet).catch(() => info('A connection did not close.'));
    }
}
/** A run that was cut short still has results; they are worth a bounded wait. */
async function rescueResults(fleet, { file, signal, info }) {
    const { record } = file;
    if (record.collected || record.job === undefined || !record.remote)
        return;
    const { runDir, memoryDir } = record.remote;
    try {
        await endJob(fleet.orchestrator, runDir, signal);
        const files = await (0,collect/* collectResults */.n)(fleet, {
            layout: (0,layout/* layout */.Zp)(runDir, memoryDir),
            globs: record.results,
            resultsPath: record.resultsPath,
            signal: AbortSignal.any([signal, AbortSignal.timeout(rescueTime)]),
        });
        file.save({ collected: true });
        info(`Brought home ${files.length} files of the run that was cut short.`);
    }
    catch (error) {
        info(`The results could not be brought home: ${error.message}`);
    }
}
/** A job that still writes is ended first, so that its results are whole. */
async function endJob(orchestrator, runDir, signal) {
    const script = `cd "$1/job" 2>/dev/null || exit 0
[ -e exit ] || { [ -e supervisor ] && kill -TERM "$(cat supervisor)" 2>/dev/null; } || exit 0
tries=0
until [ -e exit ] || [ "$tries" -ge 120 ]; do tries=$((tries + 1)); sleep 0.1; done`;
    await orchestrator.run(script, { args: [runDir], signal, patience, unmarked: true });
}
async function release(machine, { file, signal, info }, keep) {
    const { record } = file;
    const { id, remote } = record;
    if (!remote)
        return undefined;
    const args = [remote.runDir, remote.memoryDir, id, keep ? 'yes' : 'no'];
    try {
        const { code, stderr } = await machine.run(releaseScript(), {
            args,
            signal,
            patience,
            unmarked: true,
        });
        if (code !== 0)
            return leftover(record, machine.name, machine.node.host, stderr.trim());
        info(`${machine.name} (${machine.node.host}) is as it was`);
        return undefined;
    }
    catch (error) {
        return leftover(record, machine.name, machine.node.host, error.message);
    }
}
function leftover({ id, remote, hosts }, name, host, why) {
    const node = hosts?.nodes.find((one) => one.name === name);
    return {
        what: `files and processes of ${id} on ${name} (${host})`,
        why,
        command: `ssh -p ${node?.port ?? 22} ${node?.user ?? ''}@${host} 'rm -rf ${remote?.runDir} ${remote?.memoryDir}'`,
    };
}

;// CONCATENATED MODULE: ./end-run.js




/**
 * Undoes a run by its record, in whatever process.
 *
 * @returns whether nothing is left; what is left is shown with the command that removes it
 */
async function endRun({ file, privateKey, surface, signal }) {
    const keyFile = keyFileFor(file, privateKey);
    const left = await surface.stage('teardown', () => tearDown({
        file,
        keyFile,
        provider: providerOf(file, surface),
        signal,
        info: (line) => surface.info(line),
    }));
    for (const leftover of left)
        surface.error(problemOf(leftover));
    return left.length === 0;
}
/** The key of a local cluster and a key named by path are where they were. */
function keyFileFor(file, privateKey) {
    const recorded = file.record.keyFile;
    if (recorded && (0,external_node_fs_.existsSync)(recorded))
        return recorded;
    if (!privateKey)
        return undefined;
    if (privateKey.file)
        return privateKey.file;
    const path = (0,external_node_path_.join)(file.dir, 'ssh_key.again');
    (0,external_node_fs_.writeFileSync)(path, privateKey.text, { mode: 0o600 });
    return path;
}
function providerOf(file, surface) {
    const { provider } = file.record;
    if (provider === 'aws')
        throw new Error('This version starts no !AWSCluster.');
    return registry/* providers */.r[provider]({
        stateDir: file.dir,
        save: (patch) => file.save(patch),
        info: (line) => surface.info(line),
        keyFile: '',
        knownHostsFile: '',
    });
}
function problemOf({ what, why, command }) {
    return { message: `Left behind: ${what}: ${why}.`, fix: `Remove it with: ${command}` };
}


/***/ }),

/***/ 37010:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BK: () => (/* binding */ helpText),
/* harmony export */   Pi: () => (/* binding */ commands),
/* harmony export */   y9: () => (/* binding */ isCommand)
/* harmony export */ });
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18806);

const login = ['ssh-private-key', 'ssh-known-hosts'];
const commands = {
    run: {
        positionals: ['RUNNABLE'],
        inputs: _raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputNames */ .vj,
        help: 'run a job on a cluster (`flambe-action RUNNABLE` is the same)',
    },
    down: {
        positionals: ['CLUSTER-ID'],
        inputs: login,
        help: 'end the job of a run and remove what it left',
    },
    logs: {
        positionals: ['CLUSTER-ID'],
        inputs: login,
        help: 'show the log of a job, and follow it while it runs',
    },
    ssh: {
        positionals: ['CLUSTER-ID', '[NODE]'],
        inputs: login,
        help: 'log in on a node (default: orchestrator)',
    },
    doctor: {
        positionals: [],
        inputs: ['cluster', ...login],
        help: 'check that this machine and the hosts have what is needed',
    },
};
function isCommand(word) {
    return Object.hasOwn(commands, word);
}
/** `--help`. */
function helpText() {
    const uses = Object.entries(commands).map(([name, { positionals, help }]) => [[name, ...positionals].join(' '), help]);
    const options = _raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputNames */ .vj.map((name) => {
        const { short, value, repeated, help } = (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputOption */ .IO)(name);
        const again = repeated ? ' (again for more)' : '';
        return [`${short ? `-${short}, ` : '    '}--${name} ${value}`, `${help}${again}`];
    });
    return [
        'Usage: flambe-action COMMAND [OPTIONS]',
        '',
        ...columns(uses),
        '',
        'Options of run:',
        ...columns([...options, ['-h, --help', ''], ['    --version', '']]),
        '',
        'Texts that are secret come from files, never from the command line, which others can see.',
        "Exit code: the job's own; 64 wrong use, 65 bad input, 69 no cluster, 70 our fault, 75 lost,",
        '130 interrupted.',
        '',
    ].join('\n');
}
function columns(rows) {
    const width = Math.max(...rows.map(([left]) => left.length)) + 2;
    return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.trimEnd());
}


/***/ }),

/***/ 5441:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ readCommandLine)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13087);
/* harmony import */ var _cli_grammar__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37010);
/* harmony import */ var _nearest_name__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4000);
/* harmony import */ var _raw_inputs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18806);





/** flambé's own flags, which wait for flambé itself. */
const flambeFlags = new Map([
    ['i', 'install-extensions'],
    ['f', 'force'],
    ['v', 'verbose'],
    ['d', 'debug'],
]);
/**
 * Reads the command line; `flambe-action RUNNABLE …` is `flambe-action run RUNNABLE …`.
 *
 * @param argv without node and the script
 * @throws UserError (exit code 64) with everything that is wrong with it
 */
function readCommandLine(argv) {
    const [first] = argv;
    if (first === undefined)
        return { command: 'help' };
    const command = (0,_cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .isCommand */ .y9)(first) ? first : 'run';
    const words = split((0,_cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .isCommand */ .y9)(first) ? argv.slice(1) : argv);
    const asked = words.options.find(({ name }) => name === 'help' || name === 'version');
    if (asked)
        return { command: asked.name };
    const problems = [];
    const values = readOptions(words, _cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .commands */ .Pi[command], problems);
    const named = readPositionals(words, command, values, problems);
    if (problems.length > 0)
        throw new _problem__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(problems, _problem__WEBPACK_IMPORTED_MODULE_1__/* .ExitCode */ .yU.wrongUse);
    const raw = { form: 'command-line', values };
    const [id = '', node = 'orchestrator'] = named;
    if (command === 'ssh')
        return { command, id, node, raw };
    if (command === 'down' || command === 'logs')
        return { command, id, raw };
    return { command, raw };
}
function split(argv) {
    const inputs = _raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputNames */ .vj.map((name) => {
        const { short } = (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputOption */ .IO)(name);
        return [name, { type: 'string', multiple: true, ...(short && { short }) }];
    });
    const flags = [...flambeFlags].map(([short, name]) => [name, { type: 'boolean', short }]);
    const { tokens, positionals } = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({
        args: [...argv],
        options: {
            ...Object.fromEntries([...inputs, ...flags]),
            help: { type: 'boolean', short: 'h' },
            version: { type: 'boolean' },
        },
        strict: false,
        allowPositionals: true,
        tokens: true,
    });
    const options = tokens
        .filter((token) => token.kind === 'option')
        .map(({ name, rawName, value, inlineValue }) => {
        // `-c --secrets x`: the next option is no value.
        const isOption = inlineValue === false && value !== '-' && value?.startsWith('-');
        return { name, spelled: rawName, value: isOption ? undefined : value };
    });
    return { options, positionals };
}
function readOptions({ options }, { inputs }, problems) {
    const values = new Map();
    for (const { name, spelled, value } of options) {
        const input = inputs.find((one) => one === name);
        const before = input && values.get(input);
        if (input === undefined)
            problems.push(unknownOption(name, spelled, inputs));
        else if (value === undefined) {
            problems.push({ field: spelled, message: `It wants a value: ${(0,_raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputOption */ .IO)(input).value}.` });
        }
        else if (before === undefined)
            values.set(input, value);
        else if ((0,_raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputOption */ .IO)(input).repeated)
            values.set(input, `${before}\n${value}`);
        else
            problems.push({ field: spelled, message: 'It is given twice.' });
    }
    for (const [input, value] of values)
        if (value === '')
            values.delete(input);
    return values;
}
function unknownOption(name, spelled, inputs) {
    const isFlag = [...flambeFlags.values()].includes(name);
    if (isFlag) {
        const message = 'It is a flag for flambé, and flambé itself does not run yet in this version.';
        return { field: spelled, message, fix: 'Leave it out, and say what to run with --command.' };
    }
    const known = [...inputs, 'help', 'version'].map((one) => `--${one}`);
    const elsewhere = _raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputNames */ .vj.some((one) => one === name);
    return {
        field: spelled,
        message: elsewhere ? 'This command does not take it.' : 'There is no such option.',
        fix: (!elsewhere && (0,_nearest_name__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(spelled, known)) || 'See flambe-action --help.',
    };
}
/** The arguments that are no options; RUNNABLE becomes an input. */
function readPositionals({ positionals }, command, values, problems) {
    const wanted = _cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .commands */ .Pi[command].positionals;
    const [first] = positionals;
    if (positionals.length > wanted.length) {
        const extra = positionals.slice(wanted.length).map((word) => `\`${word}\``);
        const mistyped = command === 'run' && first ? (0,_nearest_name__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .a)(first, Object.keys(_cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .commands */ .Pi)) : undefined;
        const message = `${extra.join(', ')} is too much for \`${usage(command)}\`.`;
        problems.push({ message, fix: mistyped ?? 'Put words that belong together in quotes.' });
    }
    if (command === 'run') {
        if (first !== undefined && values.has('runnable')) {
            problems.push({
                field: '--runnable',
                message: `The runnable is given twice, also as \`${first}\`.`,
            });
        }
        else if (first !== undefined)
            values.set('runnable', first);
        else if (!values.has('runnable'))
            problems.push(missing(command, 'RUNNABLE'));
        return [];
    }
    const least = wanted.filter((name) => !name.startsWith('[')).length;
    if (positionals.length < least)
        problems.push(missing(command, wanted[0] ?? ''));
    const [id, node] = positionals;
    if (id !== undefined && !/^[a-z0-9-]{1,40}$/.test(id)) {
        const message = `\`${id}\` is no id of a cluster (letters, digits and \`-\`).`;
        problems.push({ field: 'CLUSTER-ID', message });
    }
    if (node !== undefined && !/^(orchestrator|factory-[1-9]\d*)$/.test(node)) {
        const message = `\`${node}\` was given; accepted is orchestrator, factory-1, factory-2 ….`;
        problems.push({ field: 'NODE', message });
    }
    return positionals;
}
function missing(command, name) {
    return { field: name, message: 'It is missing.', fix: `Use: ${usage(command)}` };
}
function usage(command) {
    return ['flambe-action', command, ..._cli_grammar__WEBPACK_IMPORTED_MODULE_2__/* .commands */ .Pi[command].positionals].join(' ');
}


/***/ }),

/***/ 27455:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ TerminalSurface)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: ./report/redact.js
var redact = __webpack_require__(45886);
// EXTERNAL MODULE: ./surfaces/stages.js
var stages = __webpack_require__(61454);
// EXTERNAL MODULE: ./surfaces/write.js
var write = __webpack_require__(82278);
;// CONCATENATED MODULE: ./surfaces/terminal/status-line.js
const ERASE = '\r\x1b[2K';
const BAR_WIDTH = 20;
/** One line at the bottom of a terminal that replaces itself; on anything else it is never drawn. */
class StatusLine {
    #stream;
    #drawn = '';
    constructor(stream) {
        this.#stream = stream;
    }
    draw(text) {
        if (!this.#stream.isTTY || process.env.TERM === 'dumb')
            return;
        // A line that wraps could not be erased.
        const line = [...text].slice(0, this.#stream.columns - 1).join('');
        if (line === this.#drawn)
            return;
        this.#stream.write(ERASE + line);
        this.#drawn = line;
    }
    erase() {
        if (this.#drawn !== '')
            this.#stream.write(ERASE);
        this.#drawn = '';
    }
}
/** `upload ██████░░░░ 60 % 12 MB`; `fraction` is 0…1. */
function progressBar(label, fraction, detail = '') {
    const done = Math.min(1, Math.max(0, fraction));
    const bar = '█'.repeat(Math.round(done * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
    return `${label} ${bar} ${Math.floor(done * 100)} % ${detail}`.trimEnd();
}

;// CONCATENATED MODULE: ./surfaces/terminal/terminal-surface.js







const NEWLINE = 0x0a;
/** Outputs that tell a person where to look. */
const WORTH_TELLING = new Set(['results-path', 'log-path']);
/**
 * A run shown in a terminal. The job's bytes go to stdout as they are and everything of ours to
 * stderr, so that `flambe-action run … > log` holds the job's log alone.
 */
class TerminalSurface {
    stages = [];
    #masked = new Set();
    #outputs = new Map();
    #status = new StatusLine(process.stderr);
    /** Titles of the stages under way, the innermost last. */
    #titles = [];
    #progress = '';
    #logOpen = false;
    #lastByte = NEWLINE;
    #stdoutFailed = false;
    constructor() {
        // Without somebody who reads them, lines are lost, but not the run.
        process.stderr.on('error', () => { });
        process.stdout.on('error', (error) => {
            if (error.code === 'EPIPE' || this.#stdoutFailed)
                return;
            this.#stdoutFailed = true;
            this.warning({ message: `the job's lines cannot be written to stdout: ${error.message}` });
        });
    }
    mask(value) {
        this.#masked.add(value);
    }
    async stage(title, work) {
        if (!process.stderr.isTTY)
            this.info(`▸ ${title}`);
        this.#titles.push(title);
        this.#draw();
        return (0,stages/* timed */.a)(title, work, (stage) => {
            this.#titles.splice(this.#titles.lastIndexOf(title), 1);
            this.#progress = '';
            this.stages.push(stage);
            const took = (0,format/* formatDuration */.a3)(stage.seconds);
            if (stage.ok)
                this.#say(`${title} ${took}`, this.#sign('green', '✓'));
            else
                this.#say(`${title} failed after ${took}`, this.#sign('red', '✗'));
        });
    }
    info(line) {
        this.#say(line);
    }
    warning(problem) {
        this.#say((0,problem_0/* formatProblem */.Vw)(problem), this.#sign('yellow', 'warning:'));
    }
    error(problem) {
        this.#say((0,problem_0/* formatProblem */.Vw)(problem), this.#sign('red', 'error:'));
    }
    progress(label, fraction, detail) {
        this.#progress = fraction < 1 ? progressBar(label, fraction, detail) : '';
        this.#draw();
    }
    openJobLog() {
        this.#status.erase();
        this.#logOpen = true;
        return {
            write: (chunk) => {
                this.#lastByte = chunk.at(-1) ?? this.#lastByte;
                return (0,write/* write */.M)(process.stdout, chunk);
            },
            close: async () => {
                this.#logOpen = false;
                this.#endJobLine();
                this.#draw();
            },
        };
    }
    output(name, value) {
        if (WORTH_TELLING.has(name))
            this.#outputs.set(name, value);
    }
    saveState() { }
    async summary({ text }) {
        this.#say(text);
        for (const [name, value] of this.#outputs)
            this.#say(`  ${name}: ${value}`);
    }
    close() {
        this.#status.erase();
    }
    #say(text, sign = '') {
        this.#status.erase();
        this.#endJobLine();
        process.stderr.write(`${sign}${this.#clean(text)}\n`);
        this.#draw();
    }
    #draw() {
        if (this.#logOpen)
            return;
        const title = this.#titles.at(-1);
        const stage = title === undefined ? '' : `▸ ${title} …`;
        const line = [stage, this.#progress].filter(Boolean).join(' ');
        if (line === '')
            this.#status.erase();
        else
            this.#status.draw(this.#clean(line));
    }
    /** A line of the job's that is not yet ended would be continued, or erased, by ours. */
    #endJobLine() {
        if (this.#lastByte === NEWLINE)
            return;
        this.#lastByte = NEWLINE;
        if (process.stdout.isTTY && process.stderr.isTTY)
            process.stderr.write('\n');
    }
    /** Names and messages from elsewhere must neither show a secret nor steer the terminal. */
    #clean(text) {
        return (0,redact/* redact */.E)(text, this.#masked).replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
    }
    #sign(colour, sign) {
        return `${(0,external_node_util_.styleText)(colour, sign, { stream: process.stderr })} `;
    }
}


/***/ }),

/***/ 64432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** As in package.json; the check of dist compares them. */
const version = '1.0.0';


/***/ })

};
;