"use strict";
exports.id = 231;
exports.ids = [231];
exports.modules = {

/***/ 23231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   credentialsFor: () => (/* binding */ credentialsFor)
/* harmony export */ });
/**
 * Credentials of a run, had anew whenever they are needed and renewed before they end. They stay in
 * this process: in no environment, file or record.
 *
 * @returns what SDK clients take as `credentials`. It throws a UserError that says why there are
 * none; all clients of a run should share one, so that all of them use one set
 */
async function credentialsFor(identity, deps) {
    const { role } = identity;
    if (role === undefined) {
        const { standardChain } = await __webpack_require__.e(/* import() */ 928).then(__webpack_require__.bind(__webpack_require__, 99928));
        return standardChain(identity, deps);
    }
    const { workflowRole } = await __webpack_require__.e(/* import() */ 135).then(__webpack_require__.bind(__webpack_require__, 35516));
    return workflowRole({ ...identity, role }, deps);
}


/***/ })

};
;