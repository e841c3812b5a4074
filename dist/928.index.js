"use strict";
exports.id = 928;
exports.ids = [928];
exports.modules = {

/***/ 55523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OX: () => (/* binding */ requestHandler),
/* harmony export */   Q0: () => (/* binding */ hiding),
/* harmony export */   cB: () => (/* binding */ serverClock),
/* harmony export */   oL: () => (/* binding */ stsWords),
/* harmony export */   uq: () => (/* binding */ kindOfFailure)
/* harmony export */ });
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30124);

/** For SDK clients of STS: the SDK only warns of a request that takes too long unless told to throw. */
const requestHandler = {
    ..._proxies__WEBPACK_IMPORTED_MODULE_0__/* .proxyAgents */ .H,
    connectionTimeout: 5_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
};
function kindOfFailure(error) {
    const { name, code, $metadata, $response } = error;
    if (code === 'ENOTFOUND')
        return 'no-such-host';
    if (code && /^(E[A-Z_]+|UND_ERR.*)$/.test(code))
        return 'passing';
    const status = $response?.statusCode ?? $metadata?.httpStatusCode ?? 0;
    // An answer that says yes and cannot be read was cut off.
    if (status >= 500 || status === 429 || status === 200)
        return 'passing';
    return /^(Timeout|Throttl|TooManyRequests|RequestLimitExceeded)/.test(name) ? 'passing' : 'other';
}
/** `Name: message.`; where nobody answered, how that showed. */
function stsWords(error) {
    const { name, message, code } = error;
    const [line = ''] = message.split('\n');
    const label = code ?? name;
    const told = line.includes(label) ? line : line ? `${label}: ${line}` : label;
    return told.endsWith('.') ? told : `${told}.`;
}
/** STS quotes a parameter that it finds malformed, the token too. */
function hiding(secrets, text) {
    return secrets.reduce((shown, secret) => shown.replaceAll(secret, '(secret)'), text);
}
/** Milliseconds since the epoch by the clock of who answered, if somebody did. */
function serverClock(error) {
    const time = Date.parse(error.$response?.headers?.date ?? '');
    return Number.isNaN(time) ? undefined : time;
}


/***/ }),

/***/ 99928:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   standardChain: () => (/* binding */ standardChain)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13087);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(30124);
/* harmony import */ var _aws_failure__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55523);




/** What the SDK's own chain finds: environment, profile, SSO, process, web identity file, role of the machine. */
async function standardChain({ stsRegion }, deps) {
    const { fromNodeProviderChain } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(781)]).then(__webpack_require__.t.bind(__webpack_require__, 15781, 19));
    const told = [];
    const chain = fromNodeProviderChain({
        parentClientConfig: { region: stsRegion, requestHandler: _proxies__WEBPACK_IMPORTED_MODULE_2__/* .proxyAgents */ .H },
        logger: { ...silent, debug: (line) => told.push(String(line)) },
    });
    let shown;
    return async (options) => {
        told.length = 0;
        try {
            const found = await chain(options);
            if (found !== shown) {
                for (const secret of [found.accessKeyId, found.secretAccessKey, found.sessionToken]) {
                    if (secret)
                        deps.mask(secret);
                }
                shown = found;
            }
            return found;
        }
        catch (error) {
            throw failure(error, deps.environment, told.join('\n'));
        }
    };
}
const silent = { info() { }, warn() { }, error() { } };
function failure(error, environment, told) {
    const { name, message } = error;
    const nothing = /could not load credentials from any providers/i.test(message);
    if (name === 'CredentialsProviderError' && nothing)
        return notFound(environment, told);
    const profile = profileOf(environment);
    const fix = /sso|token is expired|login/i.test(message)
        ? `Log in again: \`aws sso login --profile ${profile}\`.`
        : undefined;
    return new _problem__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo({ message: `AWS credentials could not be had: ${(0,_aws_failure__WEBPACK_IMPORTED_MODULE_3__/* .stsWords */ .oL)(error)}`, ...(fix && { fix }) }, (0,_aws_failure__WEBPACK_IMPORTED_MODULE_3__/* .kindOfFailure */ .uq)(error) === 'other' ? _problem__WEBPACK_IMPORTED_MODULE_1__/* .ExitCode */ .yU.clusterUnavailable : _problem__WEBPACK_IMPORTED_MODULE_1__/* .ExitCode */ .yU.lost, { cause: error });
}
function notFound(environment, told) {
    const looked = [keys(environment), profileWords(environment, told), ...others(environment)];
    const fix = environment.GITHUB_ACTIONS === 'true'
        ? 'Give `role-to-assume`, and the job `permissions: { id-token: write, contents: read }`; or run aws-actions/configure-aws-credentials in a step before this one.'
        : 'Name a profile by `AWS_PROFILE`, log in (`aws sso login`), or set the two keys.';
    return new _problem__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo({
        message: `There are no AWS credentials. Looked at: ${looked.join('; ')}.`,
        fix,
    });
}
function keys(environment) {
    if (environment.AWS_PROFILE)
        return 'the environment (left aside, since AWS_PROFILE is set)';
    const states = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => {
        const value = environment[name];
        const state = value === undefined ? 'not set' : value === '' ? 'empty' : 'set';
        return `${name} (${state})`;
    });
    return states.join(' and ');
}
function profileOf(environment) {
    return environment.AWS_PROFILE || 'default';
}
function profileWords(environment, told) {
    const home = environment.HOME ?? '~';
    const files = [
        environment.AWS_CONFIG_FILE || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, '.aws/config'),
        environment.AWS_SHARED_CREDENTIALS_FILE || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, '.aws/credentials'),
    ];
    // The SDK goes on after a failed credential_process. Its words hold the command line: not shown.
    const failed = /Command failed|credential_process returned/.test(told);
    const why = failed ? ' (its credential_process failed)' : ' (gives none)';
    return `profile \`${profileOf(environment)}\` in ${files.join(' and ')}${why}`;
}
function others(environment) {
    const file = environment.AWS_WEB_IDENTITY_TOKEN_FILE;
    const off = environment.AWS_EC2_METADATA_DISABLED;
    return [
        `AWS_WEB_IDENTITY_TOKEN_FILE with AWS_ROLE_ARN (${file ? 'AWS_ROLE_ARN not set' : 'not set'})`,
        `role of this machine (${off && off !== 'false' ? 'switched off by AWS_EC2_METADATA_DISABLED' : 'none'})`,
    ];
}


/***/ })

};
;