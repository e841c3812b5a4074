"use strict";
exports.id = 251;
exports.ids = [251];
exports.modules = {

/***/ 64331:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BI: () => (/* binding */ localResources),
/* harmony export */   ig: () => (/* binding */ checkLocalExtensions),
/* harmony export */   jA: () => (/* binding */ checkLocalResources),
/* harmony export */   ld: () => (/* binding */ namedExtension),
/* harmony export */   lu: () => (/* binding */ copyNamed),
/* harmony export */   mT: () => (/* binding */ namedResource),
/* harmony export */   rv: () => (/* binding */ carryNamed)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _extensions_bring_extensions__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(497);
/* harmony import */ var _inputs_resources__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34881);
/* harmony import */ var _last_lines__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21776);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13087);
/* harmony import */ var _remote_child__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94497);
/* harmony import */ var _remote_rsync__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67742);
/* harmony import */ var _remote_workdir_list_folder__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5703);
/* harmony import */ var _remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(60686);










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
        return [name, (0,_inputs_resources__WEBPACK_IMPORTED_MODULE_3__/* .resourcePath */ .oU)(resource, runnable.absolutePath, (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)())];
    }));
}
/** @throws UserError for each that is itself never carried */
function checkLocalResources(inputs, never, signal) {
    const named = [...localResources(inputs)].map(([name, path]) => namedResource(name, path, inputs));
    return (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_8__/* .checkNamed */ .e)(named, never, signal);
}
/** @throws UserError for each that is no package, or is itself never carried */
async function checkLocalExtensions(inputs, never, signal) {
    const { runnable, flambe } = inputs;
    if (!flambe.installExtensions)
        return;
    const extensions = await (0,_extensions_bring_extensions__WEBPACK_IMPORTED_MODULE_2__/* .extensionsHere */ .V)(runnable.extensions, {
        runnablePath: runnable.absolutePath,
        places: runnable.extensionPlaces,
    });
    const named = extensions.flatMap((one) => namedExtension(one, inputs) ?? []);
    await (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_8__/* .checkNamed */ .e)(named, never, signal);
}
/**
 * Sends what the user names to the orchestrator, without what is never carried.
 *
 * @param there its path on the nodes; for a file in a folder that is there
 * @throws UserError when it is itself never carried
 */
async function carryNamed({ orchestrator: machine, sshConfigFile }, named, there, { neverCarried, surface, signal }) {
    const { field } = named.place;
    const { path, folder } = await (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_8__/* .listNamed */ .S)(named, neverCarried, signal);
    const transfer = {
        ...{ machine, sshConfigFile, signal },
        onProgress: (fraction, detail) => surface.progress(field, fraction, detail),
    };
    if (folder === undefined)
        return (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_6__/* .upload */ .Se)(path, there, transfer);
    for (const warning of folder.warnings)
        surface.warning(warning);
    if (folder.leftOut !== '')
        surface.info(`${field}: never carried, so left out: ${folder.leftOut}`);
    // rsync makes no folder for no files.
    await machine.check('make a folder', 'mkdir -p "$1"', { args: [there], signal });
    await (0,_remote_rsync__WEBPACK_IMPORTED_MODULE_6__/* .upload */ .Se)(`${path}/`, `${there}/`, { ...transfer, files: (0,_remote_workdir_list_folder__WEBPACK_IMPORTED_MODULE_7__/* .filesFrom */ .c)(folder.files) });
}
/**
 * Copies a folder that the user names on this machine, for a build that packs what lies there: of it
 * what `carryNamed` sends, and no link that leads out of it, which here has an end.
 *
 * @throws UserError when it is itself never carried, or cannot be copied
 */
async function copyNamed({ path, place }, there, never, signal) {
    const { path: real, folder } = await (0,_remote_workdir_list_named__WEBPACK_IMPORTED_MODULE_8__/* .listNamed */ .S)({ path, place }, never, signal);
    const options = ['-rlpt', '--safe-links', '--from0', '--files-from=-'];
    const input = (0,_remote_workdir_list_folder__WEBPACK_IMPORTED_MODULE_7__/* .filesFrom */ .c)(folder?.files ?? []);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(there);
    const { code, stderr } = await (0,_remote_child__WEBPACK_IMPORTED_MODULE_5__/* .runChild */ .w)('rsync', [...options, `${real}/`, there], {
        ...{ input, signal },
    });
    if (code !== 0)
        throw new _problem__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo({ ...place, message: `It cannot be copied: ${(0,_last_lines__WEBPACK_IMPORTED_MODULE_9__/* .lastLines */ .w)(stderr)}` });
}


/***/ }),

/***/ 497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $: () => (/* binding */ bringExtensions),
  V: () => (/* binding */ extensionsHere)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./inputs/extensions.js + 1 modules
var extensions = __webpack_require__(52760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./inputs/user-file.js
var user_file = __webpack_require__(25196);
;// CONCATENATED MODULE: ./inputs/package-folder.js




const packageFiles = ['setup.py', 'setup.cfg', 'pyproject.toml'];
/** Why pip cannot install what lies there; undefined if it may. */
function packageFault(folder) {
    const kind = (0,user_file/* kindOf */.I)(folder);
    if (kind === undefined)
        return { message: 'is not there, or may not be looked at.' };
    if (kind === 'file')
        return { message: 'is a file, not the folder of a package.' };
    if (packageFiles.some((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, name))))
        return undefined;
    return {
        message: `is no Python package: it has no ${packageFiles.join(', ').replace(/, (?=\S+$)/, ' and no ')}.`,
        fix: 'Name the folder that pip can install.',
    };
}
/**
 * Absolute path of the folder that an extension names; undefined if it names none.
 *
 * @param runnable absolute path of the runnable, from whose folder relative ones start
 */
function extensionFolder(value, runnable, home) {
    const source = (0,extensions/* parseExtension */.TP)(value);
    if ('fault' in source || source.kind === 'git' || source.kind === 'requirement')
        return undefined;
    const path = (0,user_file/* absolutePath */.Hi)(value, { cwd: (0,external_node_path_.dirname)(runnable), home });
    return source.kind === 'folder' || (0,user_file/* kindOf */.I)(path) === 'folder' ? path : undefined;
}

// EXTERNAL MODULE: ./inputs/shown.js
var shown = __webpack_require__(90157);
// EXTERNAL MODULE: ./kept/run-cache.js
var run_cache = __webpack_require__(91411);
// EXTERNAL MODULE: ./kept/store.js
var kept_store = __webpack_require__(52052);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./inputs/nearest-name.js
var nearest_name = __webpack_require__(4000);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: ./without-credentials.js
var without_credentials = __webpack_require__(23183);
;// CONCATENATED MODULE: ./extensions/git.js




/** Milliseconds of silence after which git is given up; it tells its progress all the time. */
const longestSilence = 300_000;
const keptOutput = 16 * 1024 * 1024;
/**
 * Runs git as the user would, with the user's configuration, credentials and agent, but without a
 * terminal: what would ask a question fails.
 *
 * @throws the reason of `signal` when aborted; a UserError when git is not installed
 */
async function git(args, options) {
    const { cwd, settings, signal, environment = process.env } = options;
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)('setpriv', ['--pdeathsig', 'KILL', 'git', ...args], {
        cwd,
        env: gitEnvironment(environment, settings),
        stdio: ['ignore', 'pipe', 'pipe'],
        // A session of its own has no terminal that ssh could ask at, and ends as a whole.
        detached: true,
    });
    let silent = false;
    const kill = () => killGroup(child.pid);
    const giveUp = () => {
        silent = true;
        kill();
    };
    const watch = setTimeout(giveUp, longestSilence);
    signal.addEventListener('abort', kill, { once: true });
    try {
        const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
            let text = '';
            stream.setEncoding('utf8').on('data', (chunk) => {
                watch.refresh();
                text = (text + chunk).slice(-keptOutput);
            });
            return () => text;
        });
        const [code] = (await (0,external_node_events_.once)(child, 'close'));
        signal.throwIfAborted();
        if (code === 127)
            throw missing('git', 'git');
        const said = silent ? `no answer for ${longestSilence / 1000} s` : wordsOf(stderr?.() ?? '');
        return { code, stdout: stdout?.() ?? '', words: withoutSecrets(said, settings) };
    }
    catch (error) {
        const isMissing = error.code === 'ENOENT';
        throw isMissing ? missing('setpriv', 'util-linux') : error;
    }
    finally {
        clearTimeout(watch);
        signal.removeEventListener('abort', kill);
    }
}
/**
 * The user's environment without what a runner puts there for us alone, without what points git to
 * another repository (as inside of a hook), and with nobody to ask.
 */
function gitEnvironment(environment, settings) {
    const left = Object.entries(environment).filter(([name]) => !dropped.test(name));
    const count = Number(environment.GIT_CONFIG_COUNT ?? 0);
    // A program that the user has called in any case is no question to anybody.
    const forced = environment.SSH_ASKPASS_REQUIRE === 'force';
    const added = settings.flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${count + i}`, key],
        [`GIT_CONFIG_VALUE_${count + i}`, value],
    ]);
    return {
        ...Object.fromEntries([...left, ...added]),
        GIT_CONFIG_COUNT: String(count + settings.length),
        GIT_TERMINAL_PROMPT: '0',
        GCM_INTERACTIVE: 'never',
        // git, too, would ask by it.
        ...(!forced && { SSH_ASKPASS: undefined, SSH_ASKPASS_REQUIRE: 'never' }),
        LC_ALL: 'C',
    };
}
const dropped = /^(INPUT_|STATE_|ACTIONS_|GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|QUARANTINE_PATH)$)/;
function killGroup(pid) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
/** The last lines of what was said, without progress and advice. */
function wordsOf(stderr) {
    const noise = /^\s*$|^hint:|^Cloning into|\d+% \(|^remote: (Enumerating|Total)|^warning: redirecting|^Please make sure you have|^and the repository exists/;
    return stderr
        .split(/[\r\n]+/)
        .filter((line) => !noise.test(line))
        .slice(-6)
        .map((line) => line.replaceAll(/\p{Cc}/gu, '?').replace(/[.\s]+$/, ''))
        .join('; ')
        .slice(-600)
        .replace(/[.;\s]+$/, '');
}
/** A server may say what it was told. */
function withoutSecrets(text, settings) {
    const secrets = settings
        .filter(([key]) => /\.extraheader$/i.test(key))
        .flatMap(([, value]) => value.split(/\s+/))
        .filter((word) => word.length >= 8 && !word.endsWith(':'));
    return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), (0,without_credentials/* withoutCredentials */.r)(text));
}
function missing(program, from) {
    return new problem_0/* UserError */.yo({
        message: `\`${program}\` is not installed on this machine.`,
        fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    }, problem_0/* ExitCode */.yU.wrongUse);
}

;// CONCATENATED MODULE: ./extensions/refs.js

/** From `git ls-remote`. */
function parseRefs(output) {
    const refs = new Map();
    for (const [, commit = '', name = ''] of output.matchAll(/^([0-9a-f]{40,64})\t(.+)$/gm)) {
        // An annotated tag comes with its commit as `refs/tags/v1^{}`, after itself.
        refs.set(name.replace(/\^\{\}$/, ''), commit);
    }
    return refs;
}
/** Which branch, tag or commit these parts begin with, and which path they end with. */
function findWanted(refs, inside) {
    if (inside.length === 0) {
        const commit = refs.get('HEAD');
        if (commit)
            return { ref: 'HEAD', name: 'default branch', commit, path: '' };
        return { message: 'has no default branch, or nothing in it.' };
    }
    for (let length = inside.length; length > 0; length--) {
        const name = inside.slice(0, length).join('/');
        for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`]) {
            const commit = refs.get(ref);
            if (commit)
                return { ref, name, commit, path: inside.slice(length).join('/') };
        }
    }
    const [first = '', ...path] = inside;
    if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(first)) {
        return { ref: first, name: first.slice(0, 12), commit: first, path: path.join('/') };
    }
    return {
        message: `has no branch or tag \`${inside.join('/')}\`.`,
        fix: suggestion(refs, inside),
    };
}
function suggestion(refs, inside) {
    const branches = [...refs.keys()]
        .filter((ref) => ref.startsWith('refs/heads/'))
        .map((ref) => ref.slice('refs/heads/'.length));
    for (let length = 1; length <= inside.length; length++) {
        const alike = branches.filter((name) => name.split('/').length === length);
        const meant = (0,nearest_name/* didYouMean */.a)(inside.slice(0, length).join('/'), alike);
        if (meant)
            return meant;
    }
    if (branches.length === 0)
        return 'It has no branch at all.';
    const shown = branches.slice(0, 8).join(', ');
    return `Its branches are ${shown}${branches.length > 8 ? `, and ${branches.length - 8} more` : ''}.`;
}

;// CONCATENATED MODULE: ./extensions/refusal.js
/** Why an extension cannot be had, as the end of a sentence that its address begins. */
class Refusal extends Error {
    name = 'Refusal';
    problem;
    constructor(problem) {
        super(problem.message);
        this.problem = problem;
    }
    /** Whether the repository was not reached at all. */
    get isOffline() {
        return /could not resolve|connection (refused|timed out)|failed to connect|couldn't connect|network is unreachable|no route to host|no answer for|operation timed out|returned error: 5\d\d/i.test(this.problem.message);
    }
}

;// CONCATENATED MODULE: ./extensions/fetch.js






/**
 * Asks the repository which commit is wanted.
 *
 * @param ways to ask it: each is tried when it does not answer to the one before
 * @returns also the way to which it answers
 * @throws Refusal when it does not answer, with what it said to the first; or has no such branch
 */
async function askRemote(ways, cwd) {
    const names = ['HEAD', 'refs/heads/*', 'refs/tags/*'];
    let refusal;
    for (const remote of ways) {
        const { address, git: options } = remote;
        const result = await git(['ls-remote', '--', address.url, ...names], { ...options, cwd });
        if (result.code === 0) {
            const wanted = findWanted(parseRefs(result.stdout), address.inside);
            if ('message' in wanted)
                throw new Refusal(wanted);
            return { wanted, remote };
        }
        refusal ??= notRead(result);
        if (refusal.isOffline)
            break;
    }
    throw refusal;
}
/** Whether anybody may read it: asked over https, without the user's configuration and credentials. */
async function isPublic({ address, git: options }, cwd) {
    if (!address.url.startsWith('https:'))
        return false;
    const way = /^(PATH|(https|all|no)_proxy|SSL_CERT_(FILE|DIR)|GIT_SSL_CAINFO)$/i;
    const environment = {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => way.test(name))),
        HOME: '/nonexistent',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
    };
    const stranger = { cwd, signal: options.signal, settings: [], environment };
    const { code } = await git(['ls-remote', '--', address.url, 'HEAD'], stranger);
    return code === 0;
}
/**
 * Brings the wanted folder, without git's database: nothing in it leads back to the repository.
 *
 * @param store gets it, under the commit that it is of: maybe a later one of the branch
 * @returns that commit
 * @throws Refusal when it cannot be fetched, or has no such folder
 */
async function fetchTree(remote, wanted, store) {
    const work = await store.makeWorkDir();
    const repository = (0,external_node_path_.join)(work, 'repository');
    const at = { ...remote.git, cwd: repository };
    const succeed = async (...args) => {
        const result = await git(args, at);
        if (result.code !== 0)
            throw notRead(result);
        return result.stdout.trim();
    };
    try {
        await (0,promises_.mkdir)(repository);
        await succeed('init', '--quiet');
        await succeed('remote', 'add', 'origin', remote.address.url);
        await fetchShallow(wanted, at);
        const commit = await succeed('rev-parse', 'FETCH_HEAD^{commit}');
        if (wanted.path !== '')
            await chooseFolder(wanted.path, commit, repository, succeed);
        await succeed('checkout', '--quiet', '--detach', commit);
        await (0,promises_.rm)((0,external_node_path_.join)(repository, '.git'), { recursive: true, force: true });
        const name = external_node_path_.posix.basename(wanted.path) || remote.address.name;
        const ready = (0,external_node_path_.join)(work, 'ready');
        await (0,promises_.mkdir)(ready);
        await (0,promises_.rename)((0,external_node_path_.join)(repository, wanted.path), (0,external_node_path_.join)(ready, name));
        await store.put(ready, commit);
        return commit;
    }
    finally {
        await (0,promises_.rm)(work, { recursive: true, force: true });
    }
}
async function fetchShallow({ ref, path }, at) {
    const fetch = ['fetch', '--no-tags', '--no-recurse-submodules', '--progress'];
    // A server that cannot leave files out sends them all.
    const sparse = path === '' ? [] : ['--filter=blob:none'];
    let result = await git([...fetch, '--depth=1', ...sparse, 'origin', ref], at);
    if (/dumb http|shallow capabilities|does not support (shallow|filter)/i.test(result.words)) {
        result = await git([...fetch, 'origin', ref], at);
    }
    if (result.code !== 0)
        throw notRead(result);
}
/** Has git check this folder out alone (gitrepository-layout(5), `info/sparse-checkout`). */
async function chooseFolder(path, commit, repository, succeed) {
    const kind = await succeed('ls-tree', commit, '--', path);
    if (!/^\d+ tree /.test(kind)) {
        const folders = (await succeed('ls-tree', '-r', '-d', '--name-only', '-z', commit)).split('\0');
        const fix = (0,nearest_name/* didYouMean */.a)(path, folders);
        const message = `has no folder \`${path}\` at ${commit.slice(0, 12)}.`;
        throw new Refusal({ message, ...(fix && { fix }) });
    }
    const pattern = `/${path.replaceAll(/[\\*?[\]!# ]/g, String.raw `\$&`)}/\n`;
    await (0,promises_.mkdir)((0,external_node_path_.join)(repository, '.git/info'), { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(repository, '.git/info/sparse-checkout'), pattern);
    await succeed('config', 'core.sparseCheckout', 'true');
}
function notRead({ words }) {
    return new Refusal({
        message: `cannot be read; git says: ${words || 'nothing'}.`,
        ...cure(words),
    });
}
function cure(words) {
    if (/could not read (Username|Password)|Authentication failed|Permission denied|40[134]|not found/i.test(words)) {
        return {
            fix: 'See that the address is right, and that git on this machine may read it (docs/extensions.md).',
        };
    }
    if (/host key verification failed/i.test(words)) {
        return { fix: 'Add the host to known_hosts of this machine, after comparing its fingerprint.' };
    }
    return {};
}

;// CONCATENATED MODULE: ./extensions/git-settings.js





const access = String.raw `^(http|url|credential)\.|^(core\.(sshcommand|askpass|gitproxy)|ssh\.variant)$`;
/**
 * How the repository around a folder reaches others, by its own configuration: actions/checkout
 * leaves its token there, which a git elsewhere would not see. None where there is no repository.
 */
async function settingsAround(folder, signal) {
    const named = await workspaceRepository(folder);
    const args = [
        ...(named === undefined ? [] : [`--git-dir=${named}`]),
        ...['config', '--show-scope', '--null', '--includes', '--get-regexp', access],
    ];
    const { code, stdout } = await git(args, { cwd: folder, settings: [], signal });
    if (code !== 0)
        return [];
    const fields = stdout.split('\0');
    const settings = [];
    for (let i = 0; i + 1 < fields.length; i += 2) {
        const [scope, field = ''] = [fields[i], fields[i + 1]];
        const end = field.indexOf('\n');
        // A key without a value is true.
        const setting = [
            end < 0 ? field : field.slice(0, end),
            end < 0 ? 'true' : field.slice(end + 1),
        ];
        if (scope === 'local' || scope === 'worktree')
            settings.push(setting);
    }
    return settings;
}
/**
 * The repository around a folder of a runner's workspace. Left to find it, git passes over one that
 * belongs to someone else, as the workspace does in a container. Anywhere else it does so with
 * reason: the settings name programs.
 */
async function workspaceRepository(folder) {
    const { GITHUB_WORKSPACE: workspace } = process.env;
    if (!workspace || !(0,external_node_fs_.existsSync)(workspace) || !(0,external_node_fs_.existsSync)(folder))
        return undefined;
    const [top, start] = await Promise.all([(0,promises_.realpath)(workspace), (0,promises_.realpath)(folder)]);
    const isInside = (here) => here === top || here.startsWith(`${top}/`);
    for (let here = start; isInside(here) && here !== '/'; here = (0,external_node_path_.dirname)(here)) {
        const repository = (0,external_node_path_.join)(here, '.git');
        if ((0,external_node_fs_.existsSync)(repository))
            return repository;
    }
    return undefined;
}
/** The credentials that stood in the URL, instead of any others for this repository. */
function settingsFor({ url, credentials }) {
    if (credentials === undefined)
        return [];
    const key = `http.${(0,without_credentials/* withoutCredentials */.r)(url)}.extraHeader`;
    const header = `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
    return [
        [key, ''],
        [key, header],
    ];
}
/**
 * Ways to ask for a repository, the best first. A header that the workspace gives, such as the token
 * of actions/checkout, keeps git from what the user has set up besides: where it does not open the
 * repository, that does.
 */
function waysTo(address, around) {
    const withoutHeader = around.filter(([key]) => !/^http\..*extraheader$/i.test(key));
    const own = settingsFor(address);
    if (own.length > 0)
        return [[...around, ...own]];
    return withoutHeader.length < around.length ? [around, withoutHeader] : [around];
}

;// CONCATENATED MODULE: ./extensions/bring-repository.js




/**
 * The wanted folder of a repository: as it was brought before if the commit is the same, or if the
 * repository cannot be reached.
 *
 * @returns its absolute path
 * @throws Refusal
 */
async function bringRepository(address, module, run) {
    const { cacheDir, settings, signal, info } = run;
    const ways = waysTo(address, settings).map((way) => ({
        address,
        git: { settings: way, signal },
    }));
    const store = await kept_store/* Store */.i.open(cacheDir, address.name, [address.url, ...address.inside]);
    const say = (what) => info(`${module}: ${address.shown} ${what}`);
    try {
        const { wanted, remote } = await askRemote(ways, cacheDir);
        const what = `${wanted.name} ${wanted.commit.slice(0, 12)}`;
        const kept = await store.take(wanted.commit);
        if (kept) {
            say(`${what}, kept from before`);
            return kept;
        }
        const { dir, how } = await fetchOrRestore(remote, wanted, store, run);
        say(`${what}, ${how}`);
        return dir;
    }
    catch (error) {
        const latest = error instanceof Refusal && error.isOffline ? await store.latest() : undefined;
        const kept = latest && (await store.take(latest));
        if (!kept)
            throw error;
        say(`cannot be reached; ${latest.slice(0, 12)}, kept from before, is taken`);
        return kept;
    }
}
async function fetchOrRestore(remote, wanted, store, { cache, cacheDir }) {
    const mayCache = cache && (cache.isPrivate || (await isPublic(remote, cacheDir)));
    const key = (commit) => `flambe-extension-${store.key}-${commit}`;
    if (mayCache) {
        await store.restore(wanted.commit, (folder) => cache.restore(folder, key(wanted.commit)));
        const restored = await store.take(wanted.commit);
        if (restored)
            return { dir: restored, how: 'from the cache of the workflow' };
    }
    const commit = await fetchTree(remote, wanted, store);
    if (mayCache)
        await store.save(commit, (folder) => cache.save(folder, key(commit)));
    const dir = await store.take(commit);
    if (dir === undefined)
        throw new Error(`${store.folder(commit)} went away.`);
    return { dir, how: 'fetched' };
}

// EXTERNAL MODULE: ../node_modules/ini/lib/ini.js
var ini = __webpack_require__(8202);
// EXTERNAL MODULE: ../node_modules/smol-toml/dist/index.js + 8 modules
var dist = __webpack_require__(91746);
;// CONCATENATED MODULE: ./extensions/pyproject.js

/** @returns undefined for what is no TOML */
function readPyProject(text) {
    let toml;
    try {
        toml = (0,dist/* parse */.qg)(text);
    }
    catch {
        return undefined;
    }
    const { project, tool, 'build-system': system } = toml;
    const { 'build-backend': backend = 'setuptools' } = table(system);
    const bySetuptools = String(backend).startsWith('setuptools');
    const setuptools = bySetuptools ? table(table(tool).setuptools) : {};
    const { scripts, 'gui-scripts': windows, 'entry-points': points } = table(project);
    return {
        modules: modulesOf(setuptools),
        where: whereOf(setuptools),
        text: JSON.stringify([tool, scripts, windows, points]),
    };
}
/** With one of the lists setuptools looks for nothing by itself. */
function modulesOf(setuptools) {
    const { packages, 'py-modules': modules, 'ext-modules': compiled } = setuptools;
    if (!Array.isArray(packages) && !Array.isArray(modules))
        return undefined;
    if (packages !== undefined && !Array.isArray(packages))
        return undefined;
    const names = [...texts(packages), ...texts(modules)];
    const extensions = Array.isArray(compiled) ? compiled.map((one) => table(one).name) : [];
    return [...names, ...texts(extensions)].map((name) => name.split('.')[0] ?? '');
}
function whereOf(setuptools) {
    const { packages, 'package-dir': dir } = setuptools;
    const { where } = table(table(packages).find);
    const folders = texts(where ?? [table(dir)['']]);
    return folders.length > 0 ? folders : undefined;
}
function table(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : {};
}
function texts(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

;// CONCATENATED MODULE: ./extensions/modules.js






/**
 * Why the package has no module of that name at top level, as far as its files tell: undefined also
 * where they leave it open, as a `setup.py` that computes its packages may.
 */
function moduleFault(folder, module) {
    const [py, cfg] = [readText(folder, 'setup.py'), readText(folder, 'setup.cfg')];
    const project = readPyProject(readText(folder, 'pyproject.toml'));
    if (project === undefined || looksElsewhere(py, cfg))
        return undefined;
    const folders = (project.where ?? ['.', 'src']).map((name) => (0,external_node_path_.join)(folder, name));
    // A setup.py may add to what the others list.
    const isWhole = project.modules !== undefined && py === '' && cfg === '';
    const found = isWhole ? [] : [...declaredModules(cfg), ...folders.flatMap(modulesIn)];
    const names = [...new Set([...(project.modules ?? []), ...found])];
    if (names.length === 0 || names.includes(module))
        return undefined;
    const texts = [py, cfg].map((text) => text.replaceAll(/^\s*name\s*=.*$/gm, ''));
    if (!isWhole && isElsewhere([folder, ...folders], module))
        return undefined;
    if (!isWhole && isMentioned([...texts, project.text], module))
        return undefined;
    const list = `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`;
    return {
        message: `has no module \`${module}\` at top level; it has ${list}.`,
        fix: (0,nearest_name/* didYouMean */.a)(module, names) ?? 'The name of an extension is that of the module it brings.',
    };
}
/** Whether one of them has packages in a folder that is neither the top nor `src`, or is computed. */
function looksElsewhere(py, cfg) {
    const named = [
        ...py.matchAll(/\bpackage_dir\s*=\s*(\{[^}]*\}|[^,)\n]*)/g),
        ...py.matchAll(/\bfind(?:_namespace)?_packages\(\s*([^)=,\s]+)\s*[,)]/g),
        ...py.matchAll(/\bwhere\s*=\s*([^,)\n]+)/g),
        ...cfg.matchAll(/^(?:package_dir|where)\s*=(.*(?:\n[ \t]+.*)*)/gm),
    ];
    // Of `{'': 'src'}` and of `= src` the folder is left.
    const folders = named.map(([, value = '']) => value.replaceAll(/^[\s{]*(['"]{2}\s*:|=)|[\s'"},]/g, ''));
    return folders.some((name) => !/^(\.\/)?(\.|src)?\/?$/.test(name));
}
/** `packages` and `py_modules` of setup.cfg (setuptools, "Declarative config"), as a list or lines. */
function declaredModules(text) {
    const options = (0,ini.parse)(text).options;
    const names = [];
    let listing = false;
    for (const [key, value] of Object.entries(options ?? {})) {
        // Of a list over many lines each is a key to `ini`.
        if (listing && value === true)
            names.push(key);
        else
            listing = (key === 'packages' || key === 'py_modules') && value === '';
        const isList = (key === 'packages' || key === 'py_modules') && typeof value === 'string';
        if (isList && !/^find(_namespace)?:/.test(value))
            names.push(...value.split(/[\s,]+/));
    }
    return names.map((name) => name.split('.')[0] ?? '').filter((name) => /^\w+$/.test(name));
}
const noModule = /^(setup|conftest|noxfile|tests?|docs?|examples?|build|dist|src|scripts|bin)$/;
function modulesIn(folder) {
    return entries(folder).flatMap((entry) => {
        const name = entry.name.replace(/\.py$/, '');
        if (noModule.test(name) || !/^\w+$/.test(name))
            return [];
        if (entry.name.endsWith('.py'))
            return [name];
        const isPackage = (0,user_file/* kindOf */.I)((0,external_node_path_.join)(folder, name, '__init__.py')) === 'file';
        return isPackage ? [name] : [];
    });
}
/** Also a folder without `__init__.py`, or a module in a folder that `package_dir` may name. */
function isElsewhere(tops, module) {
    const folders = tops.flatMap((top) => [top, ...entries(top).map(({ name }) => (0,external_node_path_.join)(top, name))]);
    return folders.some((each) => (0,user_file/* kindOf */.I)((0,external_node_path_.join)(each, module)) === 'folder' ||
        entries(each).some(({ name }) => name.startsWith(`${module}.`) && /\.(pyx?|so|c)$/.test(name)));
}
/** Whether what describes the package speaks of it. */
function isMentioned(texts, module) {
    const word = new RegExp(String.raw `(?<![\w-])${module}(?![\w-])`, 'u');
    return texts.some((text) => word.test(text));
}
function entries(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    }
    catch {
        return [];
    }
}
function readText(folder, name) {
    try {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, name), 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./extensions/bring-extensions.js












/**
 * Brings the extensions of a runnable to this machine, with the user's own git: configuration,
 * credentials and agent.
 *
 * @param extensions header of the runnable: module → local path, git address or PyPI requirement
 * @returns in the order of the header
 * @throws UserError with what is wrong with any of them
 */
async function bringExtensions(extensions, options) {
    const run = await startBringing(extensions, options);
    const brought = await Promise.allSettled([...extensions].map(([module, source]) => bring(module, source, run)));
    options.signal.throwIfAborted();
    await (0,kept_store/* pruneStores */.t)(options.cacheDir);
    return allOrProblems(brought);
}
/**
 * Those that need not be brought: all but repositories.
 *
 * @throws UserError with what is wrong with any of them, as from `bringExtensions`
 */
async function extensionsHere(extensions, named) {
    const here = [...extensions].filter(([, source]) => addressOf(source) === undefined);
    const found = here.map(async ([module, source]) => extensionHere(module, source, named));
    return allOrProblems(await Promise.allSettled(found));
}
function allOrProblems(results) {
    const problems = [];
    for (const result of results) {
        if (result.status === 'fulfilled')
            continue;
        if (!(result.reason instanceof problem_0/* UserError */.yo))
            throw result.reason;
        problems.push(...result.reason.problems);
    }
    if (problems.length > 0)
        throw new problem_0/* UserError */.yo(problems);
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
async function startBringing(extensions, options) {
    const fromGit = [...extensions.values()].map(addressOf);
    if (fromGit.every((address) => address === undefined))
        return { ...options, settings: [], cache: undefined };
    const { runnablePath, signal, info } = options;
    return {
        ...options,
        settings: await settingsAround((0,external_node_path_.dirname)((0,external_node_path_.resolve)(runnablePath)), signal),
        cache: await (0,run_cache/* openRunCache */.e)('extensions', process.env, info),
    };
}
async function bring(module, source, run) {
    const address = addressOf(source);
    if (address === undefined)
        return extensionHere(module, source, run);
    const dir = await fromGit(address, module, run, refuser(module, run));
    return { module, source, dir, requirement: undefined };
}
function addressOf(source) {
    const read = (0,extensions/* parseExtension */.TP)(source);
    return 'kind' in read && read.kind === 'git' ? read.address : undefined;
}
function extensionHere(module, source, named) {
    const refuse = refuser(module, named);
    const read = (0,extensions/* parseExtension */.TP)(source);
    if ('fault' in read)
        throw refuse({ message: `${read.fault}.` });
    const dir = extensionFolder(source, (0,external_node_path_.resolve)(named.runnablePath), (0,external_node_os_.homedir)());
    if (dir === undefined)
        return { module, source, dir, requirement: source };
    checkPackage(dir, module, (0,shown/* shown */.S)(source), refuse);
    return { module, source, dir, requirement: undefined };
}
function refuser(module, { places, runnablePath }) {
    const place = places?.get(module) ?? { file: runnablePath };
    return (problem) => new problem_0/* UserError */.yo({ ...place, field: module, ...problem });
}
async function fromGit(address, module, run, refuse) {
    try {
        const dir = await bringRepository(address, module, run);
        checkPackage(dir, module, address.shown, refuse);
        return dir;
    }
    catch (error) {
        if (!(error instanceof Refusal))
            throw error;
        const { problem } = error;
        throw refuse({ ...problem, message: `${address.shown} ${problem.message}` });
    }
}
function checkPackage(dir, module, name, refuse) {
    const fault = packageFault(dir) ?? moduleFault(dir, module);
    if (fault)
        throw refuse({ ...fault, message: `${name} ${fault.message}` });
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

/***/ 91411:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ openRunCache)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_1__);


/** Seconds that the cache may take at least: fetching is quick, too. */
const longest = 60;
/** Bytes a second that may be expected of it. */
const speed = 10 * 1000 * 1000;
/**
 * GitHub's cache, where this process runs in a workflow that has one.
 *
 * @param what it is for, in words
 */
async function openRunCache(what, environment, info) {
    const { ACTIONS_CACHE_URL, ACTIONS_RESULTS_URL } = environment;
    if (!ACTIONS_CACHE_URL && !ACTIONS_RESULTS_URL)
        return undefined;
    const cache = await Promise.all(/* import() */[__webpack_require__.e(564), __webpack_require__.e(598), __webpack_require__.e(422)]).then(__webpack_require__.bind(__webpack_require__, 31422));
    if (!cache.isFeatureAvailable())
        return undefined;
    const attempt = async (done, bytes, work) => {
        const time = new AbortController();
        const seconds = longest + Math.ceil(bytes / speed);
        const limit = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(seconds * 1000, undefined, { signal: time.signal }).then(() => {
            throw new Error(`not done after ${seconds} s`);
        });
        try {
            return await Promise.race([work, limit]);
        }
        catch (error) {
            info(`The cache of ${what} could not be ${done}: ${error.message}`);
            return undefined;
        }
        finally {
            time.abort();
            limit.catch(() => { });
        }
    };
    return {
        isPrivate: await isPrivateRepository(environment),
        async restore(folder, key, bytes = 0) {
            const work = cache.restoreCache(contentsOf(folder), key).then((hit) => hit !== undefined);
            return attempt('read', bytes, work);
        },
        async save(folder, key, bytes = 0) {
            await attempt('written', bytes, cache.saveCache(contentsOf(folder), key));
        },
    };
}
/** As @actions/cache takes it: of a link it would keep the link. */
function contentsOf(folder) {
    return [`${folder}/*`];
}
/** By the event that started the workflow (docs.github.com, "Webhook events and payloads"). */
async function isPrivateRepository({ GITHUB_EVENT_PATH }) {
    try {
        const event = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(GITHUB_EVENT_PATH ?? '', 'utf8'));
        return event?.repository?.private === true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 52052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ Store),
/* harmony export */   t: () => (/* binding */ pruneStores)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** Milliseconds after its last use that a version is kept. */
const keptUnused = 14 * 24 * 3600 * 1000;
const storeName = /-[0-9a-f]{16}$/;
const versionName = /^[0-9a-f]{40,64}$/;
/**
 * What was fetched of one address: a folder for each version (a commit, or a hash), which holds one
 * file or folder and never changes once it is there.
 */
class Store {
    /** A name of its own in any cache. */
    key;
    #dir;
    constructor(key, dir) {
        this.key = key;
        this.#dir = dir;
    }
    /**
     * @param name for those who look into the folder
     * @param identity what tells this address from all others
     */
    static async open(cacheDir, name, identity) {
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(identity)).digest('hex');
        const key = `${name.replaceAll(/[^\w.-]/g, '_').slice(0, 60)}-${hash.slice(0, 16)}`;
        const dir = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(cacheDir, key);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(dir, { recursive: true, mode: 0o700 });
        await touch(dir);
        return new Store(key, dir);
    }
    /** Where a version lies, or would. */
    folder(version) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#dir, version);
    }
    /** A folder on the same disk, for what is not finished. */
    makeWorkDir() {
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#dir, '.new-'));
    }
    /** The same, or the one of a process that died before it had finished this version. */
    async makeOrAdoptWorkDir(version) {
        const own = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#dir, `.part-${version}-${process.pid}`);
        for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(this.#dir)) {
            const [, owner] = /^\.part-(\w+-\d+)$/.exec(name) ?? [];
            const [of, pid] = owner?.split('-') ?? [];
            if (of !== version || isRunning(Number(pid)))
                continue;
            const adopted = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#dir, name), own)
                .then(() => true)
                .catch(() => false);
            if (adopted)
                return own;
        }
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(own, { recursive: true, mode: 0o700 });
        return own;
    }
    /** What a version holds, marked as used; undefined if it is not here. */
    async take(version) {
        const folder = this.folder(version);
        const [name] = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder).catch(() => []);
        if (name === undefined)
            return undefined;
        await touch(folder);
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name);
    }
    /** Gives a finished folder its place. Another run may have been first: then it is there all the same. */
    async put(ready, version) {
        try {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(ready, this.folder(version));
        }
        catch (error) {
            const code = error.code ?? '';
            if (!['ENOTEMPTY', 'EEXIST'].includes(code))
                throw error;
        }
    }
    /**
     * Has a cache bring a version, which can be taken then. It writes beside it, in a place that is the
     * same at each time: the name belongs to what a cache knows again. A part is never taken for the whole.
     *
     * @param bring whether it has brought it; undefined when it may still be at work
     */
    async restore(version, bring) {
        const part = this.#cached(version);
        // Where another run is at it, or one has died, this one does without.
        if (!(await isFirst((0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(part, { mode: 0o700 }))))
            return;
        const brought = await bring(part);
        if (brought)
            await this.put(part, version);
        if (brought !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(part, { recursive: true, force: true });
    }
    /** Has a cache keep a version, by the name of the place to which it will be brought. */
    async save(version, keep) {
        const link = this.#cached(version);
        if (!(await isFirst((0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(version, link))))
            return;
        try {
            await keep(link);
        }
        finally {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(link, { force: true });
        }
    }
    #cached(version) {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#dir, `.cached-${version}`);
    }
    /** The version that was used last. */
    async latest() {
        const [latest] = (await entriesOf(this.#dir))
            .filter(({ name }) => versionName.test(name))
            .sort((a, b) => b.used - a.used);
        return latest?.name;
    }
}
/**
 * Removes what nobody has used for long, and what a run left unfinished, of all addresses: also of
 * those that no runnable names any more. flambé's own copies, which lie there too, stay.
 */
async function pruneStores(cacheDir) {
    const isOld = ({ used }) => Date.now() - used > keptUnused;
    for (const store of await entriesOf(cacheDir)) {
        if (!storeName.test(store.name))
            continue;
        const dir = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(cacheDir, store.name);
        for (const { name } of (await entriesOf(dir)).filter(isOld)) {
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, name), { recursive: true, force: true });
        }
        // One with something in it stays.
        if (isOld(store))
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rmdir)(dir).catch(() => { });
    }
}
async function entriesOf(dir) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(dir).catch(() => []);
    const entries = names.map(async (name) => {
        const used = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(dir, name)).catch(() => undefined);
        return { name, used: used?.mtimeMs ?? Date.now() };
    });
    return Promise.all(entries);
}
/** Marks as used. */
function touch(path) {
    const now = new Date();
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.utimes)(path, now, now);
}
/** Whether what is made was not there yet. */
async function isFirst(made) {
    try {
        await made;
        return true;
    }
    catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
function isRunning(pid) {
    try {
        return process.kill(pid, 0);
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}


/***/ }),

/***/ 21776:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ lastLines)
/* harmony export */ });
/** The end of what a program said, for an error. */
function lastLines(output) {
    return output.trim().split('\n').slice(-20).join('\n') || 'it printed nothing';
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
    const paths = [...folders, resultsPath, secretsFile, privateKey?.path];
    const contents = [
        ...(privateKey ? [Buffer.from(privateKey.text)] : []),
        ...(secrets ? [secrets.ini] : []),
    ];
    return { paths: paths.filter((path) => path !== undefined), contents };
}


/***/ }),

/***/ 16849:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ct: () => (/* binding */ affordableSeconds),
  GB: () => (/* binding */ checkMaxCost),
  ho: () => (/* binding */ costOf),
  o5: () => (/* binding */ costOfUsed),
  nT: () => (/* binding */ formatDollars),
  L_: () => (/* binding */ instancePrice),
  qv: () => (/* binding */ machinesOf)
});

// UNUSED EXPORTS: dollars

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
;// CONCATENATED MODULE: ./plan/cpu-credits.js
/** US dollars for an hour of a vCPU beyond the baseline, in every region (Amazon EC2 pricing, "Unlimited Mode"). */
const prices = { t3: 0.05, t3a: 0.05, t4g: 0.04 };
/** vCPUs beyond the baseline (Amazon EC2 User Guide, "Key concepts for burstable performance instances"). */
const beyond = {
    nano: 2 - 2 * 0.05,
    micro: 2 - 2 * 0.1,
    small: 2 - 2 * 0.2,
    medium: 2 - 2 * 0.2,
    large: 2 - 2 * 0.3,
    xlarge: 4 - 4 * 0.4,
    '2xlarge': 8 - 8 * 0.4,
};
/** US dollars that a type which AWS starts as `unlimited` costs an hour, at most, besides its price. */
function mostCpuCredits(type) {
    const [family, size = ''] = type.split('.');
    if (family !== 't3' && family !== 't3a' && family !== 't4g')
        return 0;
    return prices[family] * (beyond[size] ?? 0);
}

// EXTERNAL MODULE: ./plan/volume-cost.js
var volume_cost = __webpack_require__(39518);
;// CONCATENATED MODULE: ./plan/cost.js



/** Dedicated Instances: some 10 % more, and 2 dollars an hour and region (Amazon EC2 Dedicated Instances pricing). */
const dedicated = { factor: 1.1, region: 2 };
/** EC2 bills by the second, a minute at least (Amazon EC2 pricing). */
const leastSeconds = 60;
/**
 * The machines of a plan as they are asked for: all factories, none of them at a spot price.
 *
 * @param disks those of the images, once they are known
 */
function machinesOf({ orchestratorType, factoriesTypes, factoriesNum, spot }, disks = {}) {
    const first = { count: 1, types: [orchestratorType], spot: false };
    const others = { count: factoriesNum, types: factoriesTypes, spot: spot !== false };
    return [
        { role: 'orchestrator', ...first, disks: disks.orchestrator ?? [] },
        { role: 'factory', ...others, disks: disks.factory ?? [] },
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
    const volume = (0,volume_cost/* volumePrice */.s)(rootVolume(cluster), region, prices);
    const lines = there.map((each) => machineLine(each, cluster, region, prices));
    if (cluster.dedicated)
        lines.push({ what: 'dedicated tenancy', hourly: dedicated.region });
    const size = `${cluster.volumeSize} GB ${cluster.volumeType}`;
    lines.push({ what: `${all} × ${size}`, hourly: all * volume.hourly });
    for (const { count, disks = [] } of there) {
        for (const disk of disks)
            lines.push(diskLine(count, disk, region, prices));
    }
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
    const one = ({ type, disks = [] }) => costOf(plan, prices, [{ role: 'factory', count: 1, types: [type], spot: false, disks }]).hourly;
    const { cluster } = plan;
    // That is for all of them together.
    const shared = cluster.kind === 'aws' && cluster.dedicated ? dedicated.region : 0;
    const longest = Math.max(0, ...used.map(({ seconds }) => seconds));
    const each = used.map((machine) => dollars(one(machine) - shared, machine.seconds));
    return each.reduce((sum, amount) => sum + amount, used.length && dollars(shared, longest));
}
function rootVolume({ volumeType: type, volumeSize: gb }) {
    return { type, gb, ...(type === 'io1' && { iops: (0,volume_cost/* io1Operations */._)(gb) }) };
}
function diskLine(count, disk, region, prices) {
    const { hourly } = (0,volume_cost/* volumePrice */.s)(disk, region, prices);
    return { what: `${count} × ${disk.gb} GB ${disk.type} of the image`, hourly: count * hourly };
}
function machineLine({ count, types }, cluster, region, prices) {
    const factor = cluster.dedicated ? dedicated.factor : 1;
    const known = types.map((type) => {
        const price = instancePrice(type, region, prices);
        return { type, price: price && price * factor + mostCpuCredits(type) };
    });
    const missing = known.find(({ price }) => price === undefined);
    if (missing)
        return { what: `${count} × ${missing.type}`, hourly: undefined };
    const [dearest] = known.sort((a, b) => (b.price ?? 0) - (a.price ?? 0));
    return { what: `${count} × ${dearest?.type}`, hourly: count * (dearest?.price ?? 0) };
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
function known(cell) {
    return cell === undefined || cell === '-' ? undefined : Number(cell);
}
function notesOf(cluster, region, isVolumeGuess, machines) {
    const all = new Set(machines.flatMap(({ types }) => types));
    const bursting = [...all].filter((type) => mostCpuCredits(type) > 0);
    const isList = machines.some(({ types }) => types.length > 1);
    return [
        ...(machines.some(({ spot }) => spot) ? ['Spot instances count at the on-demand price.'] : []),
        ...(isList ? ['Of several types the dearest counts.'] : []),
        ...(bursting.length > 0
            ? [`${bursting.join(', ')}: with the CPU credits of one that is busy all the time.`]
            : []),
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
        throw new problem/* UserError */.yo({
            field,
            message: `Nobody knows here what this costs: ${cost.unknown.join(', ')} (prices of ${cost.asOf}).`,
            fix: 'Leave `max-cost` out, or name instance types with a known price.',
        });
    }
    if (cost.worstCase <= maxCost)
        return;
    const sum = cost.lines.map(({ what, hourly }) => `${what} ${formatDollars(hourly ?? 0)}`);
    throw new problem/* UserError */.yo({
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

/***/ 39518:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ io1Operations),
/* harmony export */   s: () => (/* binding */ volumePrice)
/* harmony export */ });
/** AWS counts a month as 730 hours (Amazon EBS pricing). */
const monthHours = 730;
/** What a gp3 volume has without being paid for (Amazon EBS pricing). */
const included = { iops: 3000, throughput: 125 };
/**
 * What an io1 volume is made with: 5000 as in flambe/cluster/aws.py, as far as its size lets it have
 * them (Amazon EBS User Guide, Provisioned IOPS SSD volumes: 50 for each GiB).
 */
function io1Operations(gib) {
    return Math.min(5000, 50 * gib);
}
/** An hour of one volume. Of a region whose prices are not known, the dearest that are. */
function volumePrice(volume, region, { volumes }) {
    const rows = volumes
        .trim()
        .split('\n')
        .map((row) => row.split(' '));
    const own = rows.find(([name]) => name === region);
    const of = (row) => {
        const [gp3 = 0, gp2 = 0, io1 = 0, operation = 0] = row.slice(1).map(price);
        return month(volume, { gp3, gp2, io1, operation }) / monthHours;
    };
    return { hourly: Math.max(...(own ? [own] : rows).map(of)), isGuess: own === undefined };
}
function month({ type, gb, iops = 0, throughput = 0 }, of) {
    if (type === 'gp3') {
        // More of them costs a 16th and a half of a GB each, in every region.
        const more = Math.max(0, iops - included.iops) / 16;
        return of.gp3 * (gb + more + Math.max(0, throughput - included.throughput) / 2);
    }
    // io2 costs the same, and less beyond 32,000 operations.
    if (/^io\d/.test(type))
        return of.io1 * gb + of.operation * iops;
    // Disks that turn (st1, sc1, standard) cost less than gp2.
    return of.gp2 * gb;
}
function price(cell) {
    return cell === '-' ? 0 : Number(cell);
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
// EXTERNAL MODULE: ./child-environment.js
var child_environment = __webpack_require__(83990);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
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
    const environment = Object.entries((0,child_environment/* childEnvironment */.Q)(process.env));
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
/* harmony import */ var _plan_cost__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16849);

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
    const { cluster, region = '' } = plan;
    if (cluster.kind !== 'aws')
        return undefined;
    const { prices } = await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 83902));
    const used = machines.map(({ type, since, until, disks = [] }) => {
        const end = until === undefined ? now : Date.parse(until);
        return { type, disks, seconds: (end - Date.parse(since)) / 1000 };
    });
    const types = [...new Set(machines.map(({ type }) => type))];
    const unknown = types.filter((type) => (0,_plan_cost__WEBPACK_IMPORTED_MODULE_0__/* .instancePrice */ .L_)(type, region, prices) === undefined);
    return { dollars: (0,_plan_cost__WEBPACK_IMPORTED_MODULE_0__/* .costOfUsed */ .o5)(plan, prices, used), unknown };
}
/** As they are priced while they run. */
function priced(machines) {
    return machines
        .filter(({ until }) => until === undefined)
        .map(({ type, spot, disks = [] }) => {
        return { role: 'factory', count: 1, types: [type], spot, disks };
    });
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


/***/ }),

/***/ 23183:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ withoutCredentials)
/* harmony export */ });
/** A text in which no URL shows who asks, or by what password or token. */
function withoutCredentials(text) {
    return text.replaceAll(/(https?:\/\/)[^/\s'"]*@/gi, '$1');
}


/***/ })

};
;