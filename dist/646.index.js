"use strict";
exports.id = 646;
exports.ids = [646];
exports.modules = {

/***/ 30265:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ knownHostsLine),
/* harmony export */   r: () => (/* binding */ generateKey)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _child_environment__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83990);




const run = (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/**
 * Makes a key without a passphrase: `file` (0600) and `file.pub`.
 *
 * @returns the public key as one line: type, base64, comment
 */
async function generateKey(sshKeygen, file, comment, type = 'ed25519') {
    // What a process that was killed has half made: ssh-keygen would ask about it.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
    const env = (0,_child_environment__WEBPACK_IMPORTED_MODULE_3__/* .childEnvironment */ .Q)(process.env);
    await run(sshKeygen, ['-q', '-t', type, '-N', '', '-C', comment, '-f', file], { env });
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(`${file}.pub`, 'utf8')).trim();
}
/** A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
function knownHostsLine(host, port, publicKey) {
    const [type, blob] = publicKey.split(' ');
    return `${port === 22 ? host : `[${host}]:${port}`} ${type} ${blob}\n`;
}


/***/ })

};
;