"use strict";
exports.id = 385;
exports.ids = [385];
exports.modules = {

/***/ 97385:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ keyFileFor),
/* harmony export */   endRun: () => (/* binding */ endRun)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _aws_access__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67432);
/* harmony import */ var _providers_registry__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83387);
/* harmony import */ var _state_root__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43390);
/* harmony import */ var _teardown_by_hand__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(50312);
/* harmony import */ var _teardown_teardown__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61120);







/**
 * Undoes a run by its record, in whatever process.
 *
 * @returns what is left; it is shown, with the command that removes it
 */
async function endRun(deps) {
    const { file, privateKey, surface, environment, signal } = deps;
    const given = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(file.dir, 'ssh_key.again');
    const keyFile = keyFileFor(file, privateKey, given);
    const provider = await providerOf(deps);
    const left = await surface
        .stage('teardown', () => (0,_teardown_teardown__WEBPACK_IMPORTED_MODULE_6__/* .tearDown */ .x)({
        file,
        keyFile,
        provider,
        down: (0,_state_root__WEBPACK_IMPORTED_MODULE_4__/* .downCommand */ .w)(file.record.id, environment),
        signal,
        info: (line) => surface.info(line),
    }))
        .finally(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(given, { force: true }));
    for (const leftover of left)
        surface.error((0,_teardown_by_hand__WEBPACK_IMPORTED_MODULE_5__/* .leftoverProblem */ .pQ)(leftover));
    return left;
}
/** The key of a local cluster and a key named by path are where they were. */
function keyFileFor(file, privateKey, otherwise) {
    const recorded = file.record.keyFile;
    if (recorded && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(recorded))
        return recorded;
    if (!privateKey)
        return undefined;
    if (privateKey.file)
        return privateKey.file;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(otherwise, privateKey.text, { mode: 0o600 });
    return otherwise;
}
async function providerOf({ file, surface, environment }) {
    const { provider, run, aws } = file.record;
    return _providers_registry__WEBPACK_IMPORTED_MODULE_3__/* .providers */ .r[provider]({
        stateDir: file.dir,
        save: (patch) => file.save(patch),
        info: (line) => surface.info(line),
        warning: (problem) => surface.warning(problem),
        environment,
        keyFile: '',
        knownHostsFile: '',
        userKeyFile: undefined,
        aws,
        access: aws && (0,_aws_access__WEBPACK_IMPORTED_MODULE_2__/* .accessAgain */ .tG)(aws, { run, environment, surface }),
    });
}


/***/ })

};
;