"use strict";
exports.id = 734;
exports.ids = [734,774];
exports.modules = {

/***/ 12734:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _commands_doctor__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76288);
/* harmony import */ var _commands_down__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21323);
/* harmony import */ var _commands_logs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82440);
/* harmony import */ var _commands_run__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63174);
/* harmony import */ var _commands_ssh__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(82117);
/* harmony import */ var _commands_sweep__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49343);
/* harmony import */ var _inputs_cli_grammar__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37010);
/* harmony import */ var _inputs_cli_options__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5441);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(30124);
/* harmony import */ var _show_failure__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(84452);
/* harmony import */ var _stop_signals__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(51834);
/* harmony import */ var _surfaces_terminal_terminal_surface__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(27455);
/* harmony import */ var _version__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(64432);













const surface = new _surfaces_terminal_terminal_surface__WEBPACK_IMPORTED_MODULE_10__/* .TerminalSurface */ .q();
const signal = (0,_stop_signals__WEBPACK_IMPORTED_MODULE_11__/* .stopOnSignals */ .Z)();
(0,_proxies__WEBPACK_IMPORTED_MODULE_8__/* .useProxies */ .U)(process.env);
try {
    const asked = (0,_inputs_cli_options__WEBPACK_IMPORTED_MODULE_7__/* .readCommandLine */ .y)(process.argv.slice(2));
    process.exitCode = await carryOut(asked, {
        surface,
        environment: process.env,
        signal,
    });
}
catch (error) {
    process.exitCode = (0,_show_failure__WEBPACK_IMPORTED_MODULE_9__/* .showFailure */ .i)(error, surface, signal);
}
finally {
    surface.close();
}
async function carryOut(asked, deps) {
    switch (asked.command) {
        case 'run':
            return (0,_commands_run__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(asked.raw, deps, asked.open);
        case 'down':
            return (0,_commands_down__WEBPACK_IMPORTED_MODULE_1__/* .down */ .T)(asked.id, asked.raw, deps);
        case 'logs':
            return (0,_commands_logs__WEBPACK_IMPORTED_MODULE_2__/* .logs */ .K)(asked.id, asked.raw, deps);
        case 'ssh':
            return (0,_commands_ssh__WEBPACK_IMPORTED_MODULE_4__/* .ssh */ .h)(asked.id, asked.node, asked.raw, deps);
        case 'sweep':
            return (0,_commands_sweep__WEBPACK_IMPORTED_MODULE_5__/* .sweep */ .X)(asked.raw, asked.yes, deps);
        case 'doctor':
            return (0,_commands_doctor__WEBPACK_IMPORTED_MODULE_0__/* .doctor */ .A)(asked.raw, deps);
        default:
            process.stdout.write(asked.command === 'version' ? `${_version__WEBPACK_IMPORTED_MODULE_12__/* .version */ .r}\n` : (0,_inputs_cli_grammar__WEBPACK_IMPORTED_MODULE_6__/* .helpText */ .BK)());
            return 0;
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 76288:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ doctor)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _inputs_findings__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(86968);
/* harmony import */ var _inputs_read_hosts__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73433);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25196);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13087);
/* harmony import */ var _providers_ssh_ssh_provider__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(46226);
/* harmony import */ var _remote_child__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(94497);
/* harmony import */ var _remote_fleet__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6308);
/* harmony import */ var _report_format__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3800);











/** Programs that a run needs on this machine, and how each says its version. */
const tools = [
    ['ssh', ['-V']],
    ['ssh-keygen', ['-?']],
    ['rsync', ['--version']],
    ['git', ['--version']],
];
/**
 * Says what this machine, and the hosts of `--cluster`, have or lack for a run. Nothing is changed.
 *
 * @returns 0 when a run could start
 */
async function doctor(raw, deps) {
    const { surface, signal } = deps;
    const checks = [
        ...tools.map(([tool, args]) => async () => {
            const { stdout, stderr } = await (0,_remote_child__WEBPACK_IMPORTED_MODULE_7__/* .runChild */ .w)(tool, args, { signal });
            const [version = ''] = (stdout || stderr).split('\n');
            surface.info(`${tool}: ${tool === 'ssh-keygen' ? 'is there' : version}`);
        }),
        () => checkHosts(raw, deps),
    ];
    let exitCode = 0;
    for (const check of checks) {
        try {
            await check();
        }
        catch (error) {
            if (!(error instanceof _problem__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo))
                throw error;
            for (const problem of error.problems)
                surface.error(problem);
            exitCode ||= error.exitCode;
        }
    }
    return exitCode;
}
async function checkHosts(raw, deps) {
    if (!raw.values.has('cluster'))
        return;
    const findings = new _inputs_findings__WEBPACK_IMPORTED_MODULE_3__/* .Findings */ .F();
    const { cluster, privateKey, knownHosts } = (0,_inputs_read_hosts__WEBPACK_IMPORTED_MODULE_4__/* .readHosts */ .k)(raw, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_5__/* .processContext */ .zr)(), findings);
    if (findings.problems.length > 0 || !cluster || !knownHosts) {
        throw new _problem__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo(findings.problems);
    }
    if (cluster.kind !== 'ssh') {
        deps.surface.info('The cluster file is fine; its nodes are made when a run starts.');
        return;
    }
    const dir = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'flambe-action-doctor-'));
    try {
        await reachHosts({ cluster, privateKey, knownHosts }, dir, deps);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(dir, { recursive: true, force: true });
    }
}
async function reachHosts({ cluster, privateKey, knownHosts }, dir, { surface, signal }) {
    if (cluster.kind !== 'ssh' || !privateKey)
        throw new Error('Read hosts have a key.');
    const file = (name, text) => {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, name), text, { mode: 0o600 });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, name);
    };
    const made = (0,_providers_ssh_ssh_provider__WEBPACK_IMPORTED_MODULE_9__/* .clusterOf */ .e)(cluster, {
        keyFile: privateKey.file ?? file('key', privateKey.text),
        knownHostsFile: knownHosts.kind === 'text' ? file('pinned', knownHosts.text) : knownHosts.path,
    });
    const { fleet, facts } = await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_8__/* .connect */ .Ng)(made, {
        runId: 'doctor',
        stateDir: dir,
        pinnedIn: knownHosts.kind === 'text' ? '`--ssh-known-hosts`' : knownHosts.path,
        signal,
        onVerified: () => { },
    });
    await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_8__/* .disconnect */ .Zf)(fleet);
    for (const { name, node } of fleet.machines) {
        const { cores = 0, freeKiB = 0, memory = false } = facts.get(name) ?? {};
        const secrets = memory ? 'secrets in memory' : 'no memory-backed folder: secrets on disk, 0600';
        const room = `${(0,_report_format__WEBPACK_IMPORTED_MODULE_10__/* .formatCount */ .B4)(cores, 'core')}, ${(0,_report_format__WEBPACK_IMPORTED_MODULE_10__/* .formatBytes */ .z3)(freeKiB * 1024)} free`;
        surface.info(`${name} (${node.host}): verified and fit; ${room}; ${secrets}`);
    }
}


/***/ }),

/***/ 21323:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ down)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _aws_access__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67432);
/* harmony import */ var _end_run__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97385);
/* harmony import */ var _hidden_again__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35531);
/* harmony import */ var _inputs_findings__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86968);
/* harmony import */ var _inputs_read_aws__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11042);
/* harmony import */ var _inputs_read_hosts__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73433);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(25196);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(13087);
/* harmony import */ var _providers_registry__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(83387);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(43390);
/* harmony import */ var _teardown_record__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(71592);
/* harmony import */ var _recorded_run__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(16851);













/**
 * Ends a run that is under way or was left, by its record; where this machine has none, a run on EC2
 * is found by its tags.
 */
async function down(id, raw, deps) {
    const { surface, environment, signal } = deps;
    const file = await recordOf(id, raw, deps);
    const privateKey = (0,_recorded_run__WEBPACK_IMPORTED_MODULE_12__/* .givenKey */ .xy)(raw);
    const hidden = (0,_hidden_again__WEBPACK_IMPORTED_MODULE_3__.hiddenAgain)(raw, file.record);
    file.save({ teardown: 'always' });
    const left = await (0,_end_run__WEBPACK_IMPORTED_MODULE_2__.endRun)({ file, privateKey, hidden, surface, environment, signal });
    if (left.length === 0)
        return 0;
    return signal.aborted ? _problem__WEBPACK_IMPORTED_MODULE_8__/* .ExitCode */ .yU.interrupted : _problem__WEBPACK_IMPORTED_MODULE_8__/* .ExitCode */ .yU.clusterUnavailable;
}
async function recordOf(id, raw, deps) {
    const dir = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)((0,_state_root__WEBPACK_IMPORTED_MODULE_10__/* .stateRoot */ .om)(deps.environment), id);
    const aws = placeAtAws(raw);
    if (!aws || _teardown_record__WEBPACK_IMPORTED_MODULE_11__/* .RecordFile */ .W.open(dir))
        return (0,_recorded_run__WEBPACK_IMPORTED_MODULE_12__/* .openRecord */ .C6)(id, deps);
    const [found] = await findAtAws(id, aws, deps);
    if (found)
        return _teardown_record__WEBPACK_IMPORTED_MODULE_11__/* .RecordFile */ .W.create(dir, found);
    throw new _problem__WEBPACK_IMPORTED_MODULE_8__/* .UserError */ .yo({
        field: 'CLUSTER-ID',
        message: `No run \`${id}\` is known on this machine, and in ${aws.region} no instance has the tag flambe-action:id=${id}.`,
        fix: 'Look in its own region. What else a run may have left, `flambe-action sweep` finds.',
    }, _problem__WEBPACK_IMPORTED_MODULE_8__/* .ExitCode */ .yU.wrongUse);
}
/** Undefined when neither a cluster of EC2 nor a region is named. */
function placeAtAws(raw) {
    if (!raw.values.has('cluster') && !raw.values.has('aws-region'))
        return undefined;
    const context = (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_7__/* .processContext */ .zr)();
    const findings = new _inputs_findings__WEBPACK_IMPORTED_MODULE_4__/* .Findings */ .F();
    const cluster = raw.values.has('cluster')
        ? findings.attempt(() => (0,_inputs_read_hosts__WEBPACK_IMPORTED_MODULE_6__/* .readCluster */ .D)(raw, context).cluster)
        : { kind: 'aws', region: undefined };
    const { aws } = (0,_inputs_read_aws__WEBPACK_IMPORTED_MODULE_5__/* .readAws */ .k)(raw, cluster, false, context, findings);
    if (findings.problems.length > 0)
        throw new _problem__WEBPACK_IMPORTED_MODULE_8__/* .UserError */ .yo(findings.problems);
    return aws;
}
async function findAtAws(id, aws, { surface, environment }) {
    const provider = await _providers_registry__WEBPACK_IMPORTED_MODULE_9__/* .providers */ .r.aws({
        ...{ aws, stateDir: '', keyFile: '', knownHostsFile: '', userKeyFile: undefined, environment },
        access: (0,_aws_access__WEBPACK_IMPORTED_MODULE_1__/* .awsAccess */ .SU)(aws, { run: id, environment, surface }),
        save: () => { },
        info: (line) => surface.info(line),
        warning: (problem) => surface.warning(problem),
    });
    return provider.find({ id });
}


/***/ }),

/***/ 82440:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ logs)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _job_follow__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42007);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);
/* harmony import */ var _recorded_run__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16851);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** As a shell counts one that SIGPIPE has ended. */
const unreadExitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals.SIGPIPE;
/**
 * Shows a job's log from its first byte, follows it, and ends with the job's exit code. Nothing
 * depends on it, unlike on a run: it ends when nobody reads any more (`| head`).
 *
 * @throws UserError (64) when the run has not started its job yet
 */
async function logs(id, raw, deps) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { surface } = deps;
        if ((0,_recorded_run__WEBPACK_IMPORTED_MODULE_3__/* .openRecord */ .C6)(id, deps).record.job === undefined)
            throw noJobYet(id);
        const opened = __addDisposableResource(env_1, await (0,_recorded_run__WEBPACK_IMPORTED_MODULE_3__/* .openFleet */ .xZ)(id, raw, deps), true);
        const { fleet, runDir } = opened;
        const log = surface.openJobLog();
        const unread = new AbortController();
        process.stdout.on('error', ({ code }) => {
            if (code === 'EPIPE')
                unread.abort();
        });
        const signal = AbortSignal.any([deps.signal, unread.signal]);
        try {
            const take = (chunk) => log.write(chunk);
            return (await (0,_job_follow__WEBPACK_IMPORTED_MODULE_1__/* .followJob */ .B)(fleet.orchestrator, { runDir, signal, take })).exitCode;
        }
        catch (error) {
            if (unread.signal.aborted)
                return unreadExitCode;
            throw error;
        }
        finally {
            await log.close();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function noJobYet(id) {
    const message = `The run \`${id}\` has not started its job yet.`;
    const fix = 'Ask again when it has prepared its hosts.';
    return new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({ field: 'CLUSTER-ID', message, fix }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.wrongUse);
}


/***/ }),

/***/ 16851:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C6: () => (/* binding */ openRecord),
/* harmony export */   xZ: () => (/* binding */ openFleet),
/* harmony export */   xy: () => (/* binding */ givenKey)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _end_run__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97385);
/* harmony import */ var _inputs_given_text__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29505);
/* harmony import */ var _inputs_nearest_name__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4000);
/* harmony import */ var _inputs_private_key__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87468);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(25196);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13087);
/* harmony import */ var _remote_fleet__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6308);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(43390);
/* harmony import */ var _teardown_record__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71592);











/**
 * The record of a run that was started on this machine and is not undone.
 *
 * @throws UserError (64) that names the runs there are
 */
function openRecord(id, { environment }) {
    const root = (0,_state_root__WEBPACK_IMPORTED_MODULE_8__/* .stateRoot */ .om)(environment);
    const file = _teardown_record__WEBPACK_IMPORTED_MODULE_9__/* .RecordFile */ .W.open((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, id));
    if (file)
        return file;
    throw unknownRun(id, root);
}
function unknownRun(id, root) {
    const known = knownRuns(root);
    const message = `No run \`${id}\` is known on this machine, or it is undone.`;
    const there = known.length > 0 ? `Known: ${known.join(', ')}.` : 'No run is known here.';
    return new _problem__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo({ field: 'CLUSTER-ID', message, fix: (0,_inputs_nearest_name__WEBPACK_IMPORTED_MODULE_10__/* .didYouMean */ .a)(id, known) ?? there }, _problem__WEBPACK_IMPORTED_MODULE_6__/* .ExitCode */ .yU.wrongUse);
}
function knownRuns(root) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(root).filter((name) => _teardown_record__WEBPACK_IMPORTED_MODULE_9__/* .RecordFile */ .W.open((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, name)));
    }
    catch {
        return [];
    }
}
/** A key that the user names again for a run that was given one as text. */
function givenKey(raw) {
    const given = (0,_inputs_given_text__WEBPACK_IMPORTED_MODULE_3__/* .givenText */ .x)(raw, 'ssh-private-key', _inputs_private_key__WEBPACK_IMPORTED_MODULE_4__/* .keyLimit */ .l, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_5__/* .processContext */ .zr)());
    return given && (0,_inputs_private_key__WEBPACK_IMPORTED_MODULE_4__/* .readPrivateKey */ .$)(given.text, { origin: given.origin, file: given.file });
}
/** @throws UserError (64) when the run is not known, has no hosts yet, or its key is not at hand */
async function openFleet(id, raw, deps) {
    const file = openRecord(id, deps);
    const { hosts, remote } = file.record;
    if (!hosts || !remote) {
        const message = `The run \`${id}\` has not reached its hosts.`;
        throw new _problem__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo({ field: 'CLUSTER-ID', message }, _problem__WEBPACK_IMPORTED_MODULE_6__/* .ExitCode */ .yU.wrongUse);
    }
    const dir = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(file.dir, 'open-'));
    const close = () => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(dir, { recursive: true, force: true });
    try {
        const keyFile = (0,_end_run__WEBPACK_IMPORTED_MODULE_2__/* .keyFileFor */ .P)(file, givenKey(raw), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(dir, 'ssh_key'));
        if (!keyFile)
            throw keyWanted();
        const fleet = await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_7__/* .reconnect */ .M6)(hosts, keyFile, { runId: id, stateDir: dir });
        const dispose = async () => {
            await (0,_remote_fleet__WEBPACK_IMPORTED_MODULE_7__/* .disconnect */ .Zf)(fleet);
            close();
        };
        return { fleet, runDir: remote.runDir, [Symbol.asyncDispose]: dispose };
    }
    catch (error) {
        close();
        throw error;
    }
}
function keyWanted() {
    const message = 'The run was given its private key as text, and has not kept it.';
    const fix = 'Name the key again with --ssh-private-key FILE.';
    return new _problem__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo({ field: '--ssh-private-key', message, fix }, _problem__WEBPACK_IMPORTED_MODULE_6__/* .ExitCode */ .yU.wrongUse);
}


/***/ }),

/***/ 63174:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _end_run__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97385);
/* harmony import */ var _identity__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2412);
/* harmony import */ var _inputs_read_inputs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20120);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25196);
/* harmony import */ var _plan_run__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2774);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13087);
/* harmony import */ var _secrets_maskable__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(36188);
/* harmony import */ var _start_run__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64854);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43390);
/* harmony import */ var _teardown_record__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(71592);










/** Milliseconds that taking everything down may take, and those of them for bringing results home. */
const timeLimit = 120_000;
const rescueTime = 100_000;
/** Runs a job and takes everything down, also after Ctrl-C; or tells what it would do. */
async function run(raw, deps, open) {
    const { surface, environment, signal } = deps;
    const { inputs, warnings } = (0,_inputs_read_inputs__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .K)(raw, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_3__/* .processContext */ .zr)());
    const context = (0,_identity__WEBPACK_IMPORTED_MODULE_1__/* .ownContext */ .Sb)(environment, Date.now());
    const all = { inputs, warnings, context, surface, environment, signal };
    if (inputs.mode === 'plan')
        return (0,_plan_run__WEBPACK_IMPORTED_MODULE_4__.tellPlan)(all);
    let place;
    const onPlace = (dir) => {
        place = dir;
    };
    let exitCode;
    try {
        exitCode = await (0,_start_run__WEBPACK_IMPORTED_MODULE_6__.startRun)({
            ...{ ...all, onPlace, open },
            stateRoot: (0,_state_root__WEBPACK_IMPORTED_MODULE_7__/* .stateRoot */ .om)(environment),
        });
    }
    finally {
        // A second Ctrl-C does not stop it: what is left then costs more than the wait.
        const file = place === undefined ? undefined : _teardown_record__WEBPACK_IMPORTED_MODULE_8__/* .RecordFile */ .W.open(place);
        if (file) {
            const { privateKey } = inputs;
            const left = await (0,_end_run__WEBPACK_IMPORTED_MODULE_0__.endRun)({
                ...{ file, privateKey, surface, environment, rescueTime },
                hidden: inputs.secrets ? (0,_secrets_maskable__WEBPACK_IMPORTED_MODULE_9__/* .maskable */ .d)(inputs.secrets).values : [],
                signal: AbortSignal.timeout(timeLimit),
            });
            if (left.length > 0)
                exitCode ||= _problem__WEBPACK_IMPORTED_MODULE_5__/* .ExitCode */ .yU.clusterUnavailable;
        }
    }
    return exitCode;
}


/***/ }),

/***/ 82117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ssh)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _child_environment__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83990);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);
/* harmony import */ var _remote_ssh_config__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(89644);
/* harmony import */ var _recorded_run__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16851);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** A shell on a node, by the configuration of the run. */
async function ssh(id, node, raw, deps) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = __addDisposableResource(env_1, await (0,_recorded_run__WEBPACK_IMPORTED_MODULE_4__/* .openFleet */ .xZ)(id, raw, deps), true);
        const { fleet } = opened;
        const names = fleet.machines.map(({ name }) => name);
        if (!names.includes(node)) {
            const message = `\`${id}\` has no ${node}; it has ${names.join(', ')}.`;
            throw new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({ field: 'NODE', message }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.wrongUse);
        }
        const { cwd, config } = (0,_remote_ssh_config__WEBPACK_IMPORTED_MODULE_3__/* .byConfig */ .WH)(fleet.sshConfigFile);
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('ssh', [...config, node], {
            stdio: 'inherit',
            cwd,
            env: (0,_child_environment__WEBPACK_IMPORTED_MODULE_5__/* .childEnvironment */ .Q)(deps.environment),
        });
        const [code] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
        return code ?? _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.lost;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}


/***/ }),

/***/ 49343:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ sweep)
/* harmony export */ });
/* harmony import */ var _inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71680);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25196);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);
/* harmony import */ var _sweep_clock__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15079);




/** Shows what dead runs have left at AWS; ends it when `yes`. */
async function sweep(raw, yes, deps) {
    const { surface, environment } = deps;
    const inputs = (0,_inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__/* .readSweepInputs */ .qd)((0,_inputs_sweep_inputs__WEBPACK_IMPORTED_MODULE_0__/* .sweepOptions */ .Vb)(raw, yes, environment), (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_1__/* .processContext */ .zr)());
    // Read now, not before: other commands start without the AWS SDK.
    const { runSweep } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(441)]).then(__webpack_require__.bind(__webpack_require__, 98822));
    const well = await runSweep({ ...deps, inputs, clock: (0,_sweep_clock__WEBPACK_IMPORTED_MODULE_3__/* .sweepClock */ .v)(environment) });
    if (!yes)
        surface.info('Nothing was ended. The same with --yes ends it.');
    return well ? 0 : _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.clusterUnavailable;
}


/***/ }),

/***/ 35531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hiddenAgain: () => (/* binding */ hiddenAgain)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _inputs_findings__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86968);
/* harmony import */ var _inputs_read_secrets_input__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99173);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25196);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13087);
/* harmony import */ var _secrets_maskable__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(36188);






/**
 * Secrets of a run in all forms that no log may show, given again as main has read them before, or from
 * the file that they were in.
 *
 * @returns undefined where it has some that are not at hand any more
 * @throws UserError when those that the command line names cannot be read
 */
function hiddenAgain(raw, { secrets, startedAt }) {
    const isGiven = raw.values.has('secrets');
    const given = isGiven ? raw : withFile(raw, secrets, startedAt);
    const findings = new _inputs_findings__WEBPACK_IMPORTED_MODULE_1__/* .Findings */ .F();
    const read = given && findings.attempt(() => (0,_inputs_read_secrets_input__WEBPACK_IMPORTED_MODULE_2__/* .readSecretsInput */ .S)(given, (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_3__/* .processContext */ .zr)(), findings));
    // Whoever types it can mend it; post has to go on.
    if (isGiven && raw.form === 'command-line' && findings.problems.length > 0) {
        throw new _problem__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(findings.problems);
    }
    if (read?.secrets)
        return (0,_secrets_maskable__WEBPACK_IMPORTED_MODULE_5__/* .maskable */ .d)(read.secrets).values;
    return secrets === undefined ? [] : undefined;
}
function withFile(raw, secrets, since) {
    const { file, allow = [] } = secrets ?? {};
    if (file === undefined || !isUnchanged(file, since))
        return undefined;
    const again = [
        ['secrets', file],
        ['secrets-allow', allow.join('\n')],
    ];
    return { ...raw, values: new Map([...raw.values, ...again]) };
}
/** A file that was changed since the run began may have lost what its log shows. */
function isUnchanged(file, since) {
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file);
        return stats.isFile() && stats.mtimeMs < Date.parse(since);
    }
    catch {
        return false;
    }
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
        flags: ['open'],
        help: 'run a job on a cluster (`flambe-action RUNNABLE` is the same)',
    },
    plan: {
        positionals: ['RUNNABLE'],
        inputs: _raw_inputs__WEBPACK_IMPORTED_MODULE_0__/* .inputNames */ .vj.filter((name) => name !== 'mode'),
        help: 'tell what a run would make, use and cost; nothing is made',
    },
    down: {
        positionals: ['CLUSTER-ID'],
        inputs: ['cluster', 'aws-region', 'secrets', 'secrets-allow', ...login],
        help: 'end the job of a run and remove what it left; with -c or --aws-region also by tag',
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
    sweep: {
        positionals: [],
        inputs: ['aws-region', 'role-to-assume'],
        flags: ['yes'],
        help: 'show what dead runs left in --aws-region A,B; end it with --yes',
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
        const words = value === undefined ? `--${name}` : `--${name} ${value}`;
        return [`${short ? `-${short}, ` : '    '}${words}`, `${help}${again}`];
    });
    return [
        'Usage: flambe-action COMMAND [OPTIONS]',
        '',
        ...columns(uses),
        '',
        'Options of run and plan:',
        ...columns([
            ...options,
            ['    --open', "show flambé's sites in the browser, through SSH"],
            ['-h, --help', ''],
            ['    --version', ''],
        ]),
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
    const has = (flag) => words.options.some(({ name }) => name === flag);
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
    if (command === 'sweep') {
        return { command, yes: has('yes'), raw };
    }
    if (command === 'plan')
        values.set('mode', 'plan');
    return command === 'doctor' ? { command, raw } : { command: 'run', raw, open: has('open') };
}
function split(argv) {
    const inputs = _raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputNames */ .vj.map((name) => {
        const { short, value } = (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputOption */ .IO)(name);
        const type = value === undefined ? 'boolean' : 'string';
        return [name, { type, multiple: true, ...(short && { short }) }];
    });
    const { tokens, positionals } = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({
        args: [...argv],
        options: {
            ...Object.fromEntries(inputs),
            yes: { type: 'boolean' },
            open: { type: 'boolean' },
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
function readOptions({ options }, { inputs, flags = [] }, problems) {
    const values = new Map();
    for (const { name, spelled, value: given } of options) {
        if (flags.some((flag) => flag === name)) {
            if (given !== undefined)
                problems.push({ field: spelled, message: 'It takes no value.' });
            continue;
        }
        const input = inputs.find((one) => one === name);
        const before = input && values.get(input);
        const isFlag = input && (0,_raw_inputs__WEBPACK_IMPORTED_MODULE_3__/* .inputOption */ .IO)(input).value === undefined;
        const value = given ?? (isFlag ? 'true' : undefined);
        if (input === undefined)
            problems.push(unknownOption(name, spelled, [...inputs, ...flags]));
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
function unknownOption(name, spelled, options) {
    const known = [...options, 'help', 'version'].map((one) => `--${one}`);
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
    if (command === 'run' || command === 'plan') {
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

/***/ 2774:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tellPlan: () => (/* binding */ tellPlan)
});

// EXTERNAL MODULE: ./aws-access.js
var aws_access = __webpack_require__(67432);
// EXTERNAL MODULE: ./carry-named.js
var carry_named = __webpack_require__(64331);
// EXTERNAL MODULE: ./inputs/resources.js
var resources = __webpack_require__(34881);
// EXTERNAL MODULE: ./job-name.js
var job_name = __webpack_require__(19923);
// EXTERNAL MODULE: ./never-carried.js
var never_carried = __webpack_require__(80489);
// EXTERNAL MODULE: ./plan/cost.js + 1 modules
var plan_cost = __webpack_require__(16849);
// EXTERNAL MODULE: ./plan/plan.js + 2 modules
var plan_plan = __webpack_require__(99402);
;// CONCATENATED MODULE: ./plan/rights.js
/** RunInstances asks for so many machines at once (providers/aws/launch.ts). */
const mostInOneCall = 50;
/**
 * What a run of this cluster does at AWS, teardown included: calls of EC2 do not
 * grow with the machines, but for their names and a RunInstances for every 50 of them.
 */
function rightsOf(cluster) {
    const { factoriesNum, keyName, securityGroup, instanceProfile } = cluster;
    const images = [cluster.orchestratorAmi, cluster.factoryAmi];
    const named = images.some((image) => !image?.startsWith('ami-'));
    const roles = factoriesNum > 0 ? 2 : 1;
    const right = (action, calls) => ({ action, calls });
    return [
        right('ec2:DescribeSubnets', 1),
        right('ec2:DescribeInstanceTypes', 1),
        right('ec2:DescribeInstanceTypeOfferings', 1),
        ...(named ? [right('ssm:GetParameters', 1)] : []),
        right('ec2:DescribeImages', 1),
        right('servicequotas:GetServiceQuota', roles),
        ...(keyName === undefined
            ? [
                right('ec2:ImportKeyPair', 2),
                right('ec2:DeleteKeyPair', 1),
                right('ec2:DescribeKeyPairs', 'in need'),
            ]
            : [right('ec2:DescribeKeyPairs', 1)]),
        ...(securityGroup === 'runner'
            ? [
                right('ec2:CreateSecurityGroup', 2),
                right('ec2:AuthorizeSecurityGroupIngress', 1),
                right('ec2:DescribeSecurityGroups', 1),
                right('ec2:DeleteSecurityGroup', 1),
            ]
            : [right('ec2:DescribeSecurityGroups', 1)]),
        // DryRun for each role, then the machines.
        right('ec2:RunInstances', roles + 1 + Math.ceil(factoriesNum / mostInOneCall)),
        ...(instanceProfile === undefined ? [] : [right('iam:PassRole', 'implied')]),
        ...(factoriesNum > 0 ? [right('ec2:CreateTags', 'each')] : []),
        right('ec2:DescribeInstances', 'polled'),
        right('ec2:DescribeInstanceStatus', 'polled'),
        right('ec2:GetConsoleOutput', 'in need'),
        right('ec2:TerminateInstances', 1),
    ];
}

// EXTERNAL MODULE: ./plan/tags.js
var tags = __webpack_require__(91641);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./providers/ssh/ssh-provider.js
var ssh_provider = __webpack_require__(46226);
// EXTERNAL MODULE: ./remote/workdir/list-workdir.js
var list_workdir = __webpack_require__(98323);
// EXTERNAL MODULE: ./report/markdown.js
var markdown = __webpack_require__(57874);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
;// CONCATENATED MODULE: ./report/plan-sections.js


/** A plan as sections of rows, for a terminal and for a web page alike. */
function planSections(facts) {
    const { aws } = facts;
    const sections = [
        { title: 'Job', rows: jobRows(facts) },
        ...(aws ? awsSections(aws) : [{ title: 'Nodes', rows: nodeRows(facts) }]),
    ];
    return sections.filter(({ rows }) => rows.length > 0);
}
function planTitle({ name, nodes, cluster, aws }) {
    const kind = { aws: `on EC2 in ${aws?.region}`, ssh: 'on hosts that are there', local: 'here' };
    return `${name} would run on ${(0,format/* formatCount */.B4)(nodes.length, 'node')} ${kind[cluster]}`;
}
function jobRows(facts) {
    const { command, workdir, maxRuntimeSeconds, setupCmds } = facts;
    return [
        ['command', command],
        ...(workdir ? [['workdir', carried(workdir)]] : []),
        ['max-runtime', (0,format/* formatDuration */.a3)(maxRuntimeSeconds)],
        ...setupCmds.map((line) => ['on every node first', line]),
    ];
}
function carried({ path, files, bytes }) {
    return `${path}: ${(0,format/* formatCount */.B4)(files, 'file')}, ${(0,format/* formatBytes */.z3)(bytes)} to every node`;
}
function nodeRows({ nodes }) {
    return nodes.map(({ name, host }) => [name, host ?? 'made on this machine']);
}
function awsSections(aws) {
    const { cost } = aws;
    const hour = (hourly) => hourly === undefined ? 'price not known' : `${(0,plan_cost/* formatDollars */.nT)(hourly)}/h`;
    const lacking = cost.unknown.length > 0 ? ', without what has no known price' : '';
    return [
        { title: 'Machines', rows: aws.machines.flatMap(machineRows) },
        {
            title: 'Where',
            rows: [
                ['VPC', aws.vpc],
                ...aws.subnets.map(({ id, zone }) => ['subnet', `${id} (${zone})`]),
                ['security group', aws.securityGroup],
                ['key pair', aws.keyPair],
                ['end by themselves', aws.expiresAt],
            ],
        },
        {
            title: 'Cost',
            rows: [
                ...cost.lines.map(({ what, hourly }) => [what, hour(hourly)]),
                ['together', `${hour(cost.hourly)}${lacking}`],
                [
                    'at worst',
                    `${(0,plan_cost/* formatDollars */.nT)(cost.worstCase)} in ${(0,format/* formatDuration */.a3)(cost.seconds)}${lacking}`,
                ],
                ...cost.notes.map((note) => ['note', note]),
                ['prices of', cost.asOf],
            ],
        },
        { title: 'Tags', rows: Object.entries(aws.tags) },
        {
            title: 'Calls and rights',
            rows: aws.rights.map(({ action, calls }) => [action, said(calls)]),
        },
    ];
}
function said(calls) {
    if (typeof calls === 'number')
        return (0,format/* formatCount */.B4)(calls, 'call');
    return {
        each: 'a call for each factory, for its name',
        polled: 'every few seconds while the run waits',
        'in need': 'when something goes wrong',
        implied: 'no call, but a right',
    }[calls];
}
function machineRows(machines) {
    const { role, count, least, types, market, tenancy, image, volume } = machines;
    if (count === 0)
        return [];
    const type = ({ name, vcpus, memoryMiB, gpus }) => `${name} (${[(0,format/* formatCount */.B4)(vcpus, 'vCPU'), `${memoryMiB / 1024} GiB`, gpus].filter(Boolean).join(', ')})`;
    const atLeast = least < count ? `, ${least} at least` : '';
    const shared = tenancy === 'shared' ? '' : ', dedicated';
    return [
        [role, `${count} × ${types.map(type).join(' or ')}, ${market}${shared}${atLeast}`],
        ['image', `${image.id} (${image.name}, ${image.architecture})`],
        ['volume', `${volume.gb} GB ${volume.type}, encrypted, as ${volume.device}`],
    ];
}

;// CONCATENATED MODULE: ./report/plan-report.js


/** A plan in lines for a terminal. */
function planText(facts) {
    const sections = planSections(facts);
    const width = Math.max(...sections.flatMap(({ rows }) => rows.map(([label]) => label.length)));
    const lines = sections.flatMap(({ title, rows }) => [
        title,
        ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ]);
    return [planTitle(facts), ...lines, 'Nothing was made.'].join('\n');
}
/** A plan as Markdown for a job summary. */
function planMarkdown(facts) {
    const sections = planSections(facts).map(({ title, rows }) => `### ${title}\n\n${(0,markdown/* table */.tp)(['', ''], rows.map(([label, value]) => [(0,markdown/* text */.Qq)(label), (0,markdown/* code */.aY)(value)]))}`);
    const head = `## 📋 ${(0,markdown/* text */.Qq)(planTitle(facts))}\n\nNothing was made.`;
    return `${[head, ...sections].join('\n\n')}\n`;
}

// EXTERNAL MODULE: ./run-cost.js
var run_cost = __webpack_require__(57283);
// EXTERNAL MODULE: ./secrets/maskable.js
var maskable = __webpack_require__(36188);
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
;// CONCATENATED MODULE: ./plan-run.js
















/**
 * Tells what a run would make, use and cost. Nothing is made, here or elsewhere, and there is no
 * record of it.
 *
 * @returns 0: a run could start
 * @throws UserError with all that stands against it
 */
async function tellPlan(deps) {
    const { inputs, context, surface, environment, signal } = deps;
    const masks = inputs.secrets ? (0,maskable/* maskable */.d)(inputs.secrets) : { values: [], warnings: [] };
    for (const value of masks.values)
        surface.mask(value);
    for (const warning of [...deps.warnings, ...masks.warnings])
        surface.warning(warning);
    const plan = (0,plan_plan/* planRun */.nY)(inputs, context);
    const { cluster, job } = plan;
    const facts = await surface.stage('plan', async () => {
        const never = (0,never_carried/* neverCarried */.d)(inputs, [environment.RUNNER_TEMP]);
        const { workdir: root } = inputs;
        const looked = await Promise.allSettled([
            root === undefined ? undefined : (0,list_workdir/* listWorkdir */.N)({ root, never, signal }),
            cluster.kind === 'aws' ? planAws(plan, cluster, deps) : undefined,
            job.kind === 'flambe' ? (0,carry_named/* checkLocalResources */.jA)(inputs, never, signal) : undefined,
            job.kind === 'flambe' ? (0,carry_named/* checkLocalExtensions */.ig)(inputs, never, signal) : undefined,
            lookAhead(plan, deps),
        ]);
        const [workdir, aws] = allOrProblems(looked);
        for (const warning of workdir?.warnings ?? [])
            surface.warning(warning);
        return {
            id: plan.id,
            name: plan.name,
            run: plan.run,
            cluster: cluster.kind,
            nodes: nodesOf(plan),
            command: (0,redact/* redact */.E)((0,job_name/* jobName */.d)(inputs), masks.values),
            ...(root !== undefined && {
                workdir: { path: root, files: workdir?.files.length ?? 0, bytes: workdir?.bytes ?? 0 },
            }),
            setupCmds: cluster.setupCmds,
            maxRuntimeSeconds: plan.maxRuntime,
            ...(aws && { aws }),
        };
    });
    surface.output('cluster-name', plan.name);
    surface.output('plan', JSON.stringify(facts));
    await surface.summary({ markdown: planMarkdown(facts), text: planText(facts) });
    if (facts.aws)
        (0,plan_cost/* checkMaxCost */.GB)(facts.aws.cost, inputs.maxCost);
    return 0;
}
/** @throws UserError with the problems of all that failed */
function allOrProblems(results) {
    const reasons = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const errors = reasons.filter((reason) => reason instanceof problem/* UserError */.yo);
    if (errors.length < reasons.length)
        throw reasons.find((reason) => !errors.includes(reason));
    if (errors.length === 0) {
        return results.map((each) => each.status === 'fulfilled' && each.value);
    }
    throw new problem/* UserError */.yo(errors.flatMap(({ problems }) => problems), errors.at(-1)?.exitCode);
}
/** Whether the resources at addresses can be had. */
async function lookAhead({ job, run }, deps) {
    const { inputs, surface, environment, signal } = deps;
    const addressed = (0,resources/* broughtFrom */.C7)(inputs.runnable, inputs.cluster);
    if (job.kind !== 'flambe' || addressed.size === 0)
        return;
    const { lookAtResources } = await __webpack_require__.e(/* import() */ 234).then(__webpack_require__.bind(__webpack_require__, 21234));
    const s3 = inputs.s3 && (0,aws_access/* awsAccess */.SU)(inputs.s3, { run, environment, surface });
    await lookAtResources(addressed, { s3, signal });
}
function nodesOf({ cluster, nodeNames }) {
    if (cluster.kind !== 'ssh')
        return nodeNames.map((name) => ({ name }));
    const { nodes } = (0,ssh_provider/* clusterOf */.e)(cluster, { keyFile: '', knownHostsFile: '' });
    return nodes.map(({ name, host }) => ({ name, host }));
}
async function planAws(plan, cluster, { inputs, surface, environment, signal }) {
    if (!inputs.aws)
        throw new Error('An !AWSCluster has a region.');
    const access = (0,aws_access/* awsAccess */.SU)(inputs.aws, { run: plan.run, environment, surface });
    const [{ inspect }, { publicAddress }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(919), __webpack_require__.e(646)]).then(__webpack_require__.bind(__webpack_require__, 69919)),
        __webpack_require__.e(/* import() */ 996).then(__webpack_require__.bind(__webpack_require__, 74996)),
    ]);
    const inspection = await inspect(plan, cluster, access, {
        privateKey: inputs.privateKey?.text,
        runnerAddress: () => publicAddress(environment, signal),
        signal,
    });
    for (const line of inspection.infos)
        surface.info(line);
    for (const warning of inspection.warnings)
        surface.warning(warning);
    const cost = await (0,run_cost/* costOfRun */.E_)(plan, (0,plan_cost/* machinesOf */.qv)(cluster, inspection.disks));
    if (!cost)
        throw new Error('An !AWSCluster has a price.');
    return {
        region: access.region,
        vpc: inspection.vpcId,
        subnets: inspection.subnets.map(({ id, zone }) => ({ id, zone })),
        machines: [
            machines('orchestrator', cluster, inspection),
            ...(cluster.factoriesNum > 0 ? [machines('factory', cluster, inspection)] : []),
        ],
        securityGroup: cluster.securityGroup === 'runner'
            ? `made for the run, open to ${inspection.runner.join(', ')} alone`
            : cluster.securityGroup,
        keyPair: cluster.keyName ?? 'made for the run',
        tags: (0,tags/* runTags */.He)(plan, cluster),
        expiresAt: plan.expiresAt,
        cost,
        rights: rightsOf(cluster),
    };
}
function machines(role, cluster, { images, types }) {
    const isFactory = role === 'factory';
    const image = isFactory ? images.factories : images.orchestrator;
    const market = { true: 'spot', false: 'on-demand', prefer: 'spot, else on-demand' };
    const names = isFactory ? cluster.factoriesTypes : [cluster.orchestratorType];
    return {
        role,
        count: isFactory ? cluster.factoriesNum : 1,
        least: isFactory ? cluster.minFactories : 1,
        types: names.map((name) => {
            const { vcpus = 0, memoryMiB = 0, gpus } = types.get(name) ?? {};
            return { name, vcpus, memoryMiB, ...(gpus && { gpus }) };
        }),
        market: isFactory ? market[`${cluster.spot}`] : 'on-demand',
        tenancy: cluster.dedicated ? 'dedicated' : 'shared',
        image: { id: image.id, name: image.name, architecture: image.architecture },
        volume: { gb: cluster.volumeSize, type: cluster.volumeType, device: image.rootDevice },
    };
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
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
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