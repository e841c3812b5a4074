"use strict";
exports.id = 243;
exports.ids = [243];
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

/***/ 74796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ letGo)
/* harmony export */ });
/** Milliseconds that a process may take to end by itself once its work is done. */
const grace = 3000;
/** This process has nothing more to do: it ends, also where something still holds on to it. */
function letGo() {
    setTimeout(() => process.exit(), grace).unref();
}


/***/ }),

/***/ 28243:
/***/ ((module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(module, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _identity__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2412);
/* harmony import */ var _inputs_action_inputs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3164);
/* harmony import */ var _inputs_read_inputs__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20120);
/* harmony import */ var _inputs_user_file__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25196);
/* harmony import */ var _let_go__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(74796);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30124);
/* harmony import */ var _show_failure__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(84452);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43390);
/* harmony import */ var _stop_signals__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(51834);
/* harmony import */ var _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(66444);










const surface = new _surfaces_github_github_surface__WEBPACK_IMPORTED_MODULE_7__/* .GitHubSurface */ .R();
const environment = process.env;
const signal = (0,_stop_signals__WEBPACK_IMPORTED_MODULE_8__/* .stopOnSignals */ .Z)({ grace: 4500 });
(0,_proxies__WEBPACK_IMPORTED_MODULE_4__/* .useProxies */ .U)(environment);
try {
    const { inputs, warnings } = (0,_inputs_read_inputs__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .K)((0,_inputs_action_inputs__WEBPACK_IMPORTED_MODULE_1__.actionInputs)(environment), (0,_inputs_user_file__WEBPACK_IMPORTED_MODULE_3__/* .processContext */ .zr)());
    const context = (0,_identity__WEBPACK_IMPORTED_MODULE_0__/* .stepContext */ .ev)(environment, Date.now());
    const deps = { inputs, warnings, context, surface, environment, signal };
    // Read now, not before: a wrong input is told without it.
    if (inputs.mode === 'plan') {
        process.exitCode = await (await Promise.all(/* import() */[__webpack_require__.e(953), __webpack_require__.e(543), __webpack_require__.e(251), __webpack_require__.e(774)]).then(__webpack_require__.bind(__webpack_require__, 2774))).tellPlan(deps);
    }
    else {
        const { startRun } = await Promise.all(/* import() */[__webpack_require__.e(564), __webpack_require__.e(953), __webpack_require__.e(296), __webpack_require__.e(543), __webpack_require__.e(385), __webpack_require__.e(251), __webpack_require__.e(975)]).then(__webpack_require__.bind(__webpack_require__, 64854));
        const onPlace = (dir) => surface.saveState('dir', dir);
        process.exitCode = await startRun({ ...deps, stateRoot: (0,_state_root__WEBPACK_IMPORTED_MODULE_6__/* .stateRoot */ .om)(environment), onPlace });
    }
}
catch (error) {
    process.exitCode = (0,_show_failure__WEBPACK_IMPORTED_MODULE_5__/* .showFailure */ .i)(error, surface, signal);
}
finally {
    surface.close();
    (0,_let_go__WEBPACK_IMPORTED_MODULE_9__/* .letGo */ .K)();
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 66444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ GitHubSurface)
});

// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
// EXTERNAL MODULE: ./surfaces/stages.js
var stages = __webpack_require__(61454);
// EXTERNAL MODULE: ../node_modules/@actions/core/lib/command.js
var command = __webpack_require__(65689);
;// CONCATENATED MODULE: ./surfaces/github/commands.js
/**
 * The part of @actions/core without network. The package exports only its whole, which loads
 * undici: 60 ms of every cold start. Hence the path into it, which bundles like any other.
 */


;// CONCATENATED MODULE: ./surfaces/github/annotations.js


/** GitHub shows so many of a kind for one step and drops the others. */
const MOST = 10;
/** The annotations of one kind. The tenth stands for all that come after the ninth. */
class Annotations {
    #kind;
    #later = [];
    #shown = 0;
    constructor(kind) {
        this.#kind = kind;
    }
    /** Whether the problem was annotated; otherwise it waits for `flush`. */
    add(problem) {
        if (this.#shown === MOST - 1) {
            this.#later.push(problem);
            return false;
        }
        this.#shown += 1;
        this.#annotate(problem);
        return true;
    }
    flush() {
        const later = this.#later.splice(0);
        if (later.length > 1) {
            const title = `${later.length} more ${this.#kind}s`;
            (0,command/* issueCommand */.L)(this.#kind, { title }, later.map(problem_0/* formatProblem */.Vw).join('\n'));
        }
        else {
            for (const problem of later)
                this.#annotate(problem);
        }
    }
    #annotate(problem) {
        const { file, line, column, field } = problem;
        (0,command/* issueCommand */.L)(this.#kind, { title: field, file, line, col: column }, (0,problem_0/* formatProblem */.Vw)(problem));
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./surfaces/github/file-command.js

/**
 * Appends `name=value` to the file that GITHUB_OUTPUT or GITHUB_STATE names, in the form for values
 * of several lines. (That of @actions/core loads node:crypto, a tenth of a cold start.)
 */
function issueFileCommand(file, name, value) {
    const path = process.env[`GITHUB_${file}`];
    if (!path)
        throw new Error(`GITHUB_${file} is not set: this is no step of a workflow.`);
    const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
    (0,external_node_fs_.appendFileSync)(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

// EXTERNAL MODULE: ./surfaces/write.js
var write = __webpack_require__(82278);
;// CONCATENATED MODULE: ./surfaces/github/marked-log.js


const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A line longer than this is passed on in pieces, so that memory stays flat. */
const LONGEST_HELD = 256 * 1024;
/**
 * The job's bytes, between markers that stop the runner from taking any of them as a command.
 *
 * Whole lines are passed on, at a newline or (as the runner reads them, and as progress bars write
 * them) at a carriage return. So no character is ever cut, and ours can be said between two lines.
 */
class MarkedLog {
    #held = [];
    #heldBytes = 0;
    #lastByte = NEWLINE;
    #open = true;
    #token = '';
    /** What waits for the end of a line too long to be held. */
    #waiting = [];
    constructor() {
        this.#stopCommands();
    }
    write(chunk) {
        const end = Math.max(chunk.lastIndexOf(NEWLINE), chunk.lastIndexOf(RETURN)) + 1;
        if (end === 0) {
            this.#hold(chunk);
            return this.#heldBytes > LONGEST_HELD ? this.#send(this.#takeHeld()) : Promise.resolve();
        }
        const lines = [...this.#takeHeld(), chunk.subarray(0, end)];
        this.#hold(chunk.subarray(end));
        return this.#send(lines);
    }
    close() {
        if (!this.#open)
            return Promise.resolve();
        const sent = this.#send(this.#takeHeld());
        this.#endLine();
        this.#resumeCommands();
        this.#open = false;
        for (const emit of this.#waiting.splice(0))
            emit();
        return sent;
    }
    /** Runs `emit` between two of the job's lines; commands in it are not taken as such. */
    betweenLines(emit) {
        if (this.#lastByte !== NEWLINE && this.#lastByte !== RETURN) {
            this.#waiting.push(emit);
            return;
        }
        this.#endLine();
        emit();
    }
    /** Runs `emit` between two of the job's lines, while the runner takes commands. */
    outside(emit) {
        this.betweenLines(() => {
            if (this.#open)
                this.#resumeCommands();
            emit();
            if (this.#open)
                this.#stopCommands();
        });
    }
    #hold(chunk) {
        if (chunk.length === 0)
            return;
        // A copy: the caller may use its buffer again.
        this.#held.push(Buffer.from(chunk));
        this.#heldBytes += chunk.length;
    }
    #takeHeld() {
        this.#heldBytes = 0;
        return this.#held.splice(0);
    }
    async #send(chunks) {
        const sent = chunks.map((chunk) => (0,write/* write */.M)(process.stdout, chunk));
        this.#lastByte = chunks.at(-1)?.at(-1) ?? this.#lastByte;
        for (const emit of this.#waiting.splice(0))
            this.betweenLines(emit);
        await Promise.all(sent);
    }
    #endLine() {
        if (this.#lastByte !== NEWLINE)
            process.stdout.write('\n');
        this.#lastByte = NEWLINE;
    }
    /** The runner shows the token in the log when it is used: each serves once. */
    #stopCommands() {
        this.#token = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
        (0,command/* issue */.s)('stop-commands', this.#token);
    }
    #resumeCommands() {
        (0,command/* issue */.s)(this.#token);
    }
}

;// CONCATENATED MODULE: ./surfaces/github/plain.js
/**
 * Lines that the runner takes as text, whoever wrote them. It acts on `::name::` at the start of a
 * line, after what .NET calls white space, and on `##[name]` anywhere in it; a carriage return
 * ends a line too (actions/runner: ActionCommand.cs, ProcessInvoker.cs).
 */
function plain(text) {
    return text
        .split(/\r\n|[\r\n]/)
        .map((line) => line.replaceAll('##[', '## [').replace(/^([\s\x85]*):(?=:)/, '$1: '))
        .join('\n');
}

;// CONCATENATED MODULE: ./surfaces/github/step-summary.js

/** The runner drops a summary above 1 MiB as a whole (actions/runner: CreateStepSummaryCommand). */
const MOST_BYTES = 900_000;
/** Adds Markdown to the step's summary; what is too long is cut after a whole line, visibly. */
async function appendSummary(markdown) {
    const file = process.env.GITHUB_STEP_SUMMARY;
    if (file)
        await external_node_fs_.promises.appendFile(file, cut(markdown));
}
function cut(markdown) {
    const bytes = Buffer.from(markdown);
    if (bytes.length <= MOST_BYTES)
        return markdown;
    // On top, where an unfinished code block or table cannot swallow it.
    const notice = '> [!WARNING]\n> This summary was cut at 900 kB.\n\n';
    const end = bytes.lastIndexOf('\n', MOST_BYTES - notice.length - 1) + 1;
    return notice + bytes.subarray(0, end).toString();
}

;// CONCATENATED MODULE: ./surfaces/github/github-surface.js










/** A run shown in the log, the annotations and the summary of a GitHub Actions step. */
class GitHubSurface {
    stages = [];
    #masked = new Set();
    #annotations = {
        error: new Annotations('error'),
        warning: new Annotations('warning'),
    };
    #log;
    #underWay = 0;
    #inGroup = false;
    constructor() {
        // The runner is gone: nobody is left to tell, and the cluster is to be taken down all the same.
        process.stdout.on('error', () => { });
    }
    mask(value) {
        // Older runners mask a value of several lines only where it stands as a whole.
        const parts = (0,redact/* secretParts */.B)(value).filter((part) => !this.#masked.has(part));
        for (const part of parts) {
            this.#masked.add(part);
            this.#command(() => (0,command/* issue */.s)('add-mask', part));
        }
    }
    /** GitHub's groups do not nest: a stage within a stage is told in lines of the outer's group. */
    async stage(title, work) {
        this.#underWay += 1;
        if (this.#underWay === 1)
            this.#startGroup(title);
        else
            this.info(`▸ ${title}`);
        return (0,stages/* timed */.a)(title, work, (stage) => {
            this.#underWay -= 1;
            if (this.#underWay === 0)
                this.#endGroup();
            this.stages.push(stage);
            const took = (0,format/* formatDuration */.a3)(stage.seconds);
            this.info(stage.ok ? `✓ ${title} ${took}` : `✗ ${title} failed after ${took}`);
        });
    }
    info(line) {
        const emit = () => void process.stdout.write(`${plain(line)}\n`);
        if (this.#log)
            this.#log.betweenLines(emit);
        else
            emit();
    }
    warning(problem) {
        this.#annotate('warning', problem);
    }
    error(problem) {
        this.#annotate('error', problem);
    }
    progress() { }
    openJobLog() {
        // Groups are shown closed: the job's lines are what the reader came for.
        this.#endGroup();
        this.#log = new MarkedLog();
        return this.#log;
    }
    output(name, value) {
        issueFileCommand('OUTPUT', name, value);
    }
    saveState(name, value) {
        issueFileCommand('STATE', name, value);
    }
    summary({ markdown }) {
        return appendSummary(markdown);
    }
    close() {
        this.#command(() => {
            this.#annotations.error.flush();
            this.#annotations.warning.flush();
        });
    }
    #annotate(kind, problem) {
        this.#command(() => {
            const shown = this.#annotations[kind].add(problem);
            if (!shown)
                process.stdout.write(`${plain(`${kind}: ${(0,problem_0/* formatProblem */.Vw)(problem)}`)}\n`);
        });
    }
    #startGroup(title) {
        this.#inGroup = true;
        this.#command(() => (0,command/* issue */.s)('group', title));
    }
    #endGroup() {
        if (!this.#inGroup)
            return;
        this.#inGroup = false;
        this.#command(() => (0,command/* issue */.s)('endgroup'));
    }
    #command(emit) {
        if (this.#log)
            this.#log.outside(emit);
        else
            emit();
    }
}


/***/ }),

/***/ 65689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ issueCommand),
/* harmony export */   s: () => (/* binding */ issue)
/* harmony export */ });
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70857);
/* harmony import */ var _utils_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27165);


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + os__WEBPACK_IMPORTED_MODULE_0__.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return (0,_utils_js__WEBPACK_IMPORTED_MODULE_1__/* .toCommandValue */ .E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return (0,_utils_js__WEBPACK_IMPORTED_MODULE_1__/* .toCommandValue */ .E)(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map

/***/ }),

/***/ 27165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ toCommandValue),
/* harmony export */   k: () => (/* binding */ toCommandProperties)
/* harmony export */ });
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map

/***/ })

};
;