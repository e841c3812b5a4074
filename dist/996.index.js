"use strict";
exports.id = 996;
exports.ids = [996];
exports.modules = {

/***/ 74996:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   publicAddress: () => (/* binding */ publicAddress)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);

/** AWS's own echo of the caller's address (AWS's examples of security group rules use it). */
const checkIp = 'https://checkip.amazonaws.com/';
const patience = 5_000;
/**
 * The public IPv4 address by which this machine reaches AWS.
 *
 * @param environment `FLAMBE_ACTION_CHECKIP_URL` names another service that answers with the address alone
 * @returns undefined when it cannot be learnt
 */
async function publicAddress(environment, signal) {
    const url = environment.FLAMBE_ACTION_CHECKIP_URL ?? checkIp;
    try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
        const answer = await fetch(url, { signal: limit, redirect: 'error' });
        const text = (await answer.text()).trim();
        return answer.ok && (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(text) ? text : undefined;
    }
    catch {
        signal.throwIfAborted();
        return undefined;
    }
}


/***/ })

};
;