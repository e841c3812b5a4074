"use strict";
exports.id = 531;
exports.ids = [531];
exports.modules = {

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


/***/ })

};
;