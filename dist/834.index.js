"use strict";
exports.id = 834;
exports.ids = [834];
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

/***/ 63613:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ insist),
/* harmony export */   q: () => (/* binding */ Passing)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** A failure that may pass; `told` is what the user reads when it does not. */
class Passing extends Error {
    name = 'Passing';
    told;
    constructor(told) {
        super(told.message, { cause: told });
        this.told = told;
    }
}
const attempts = 6;
const first = 250;
/** Milliseconds after which nothing is begun any more: teardown has a minute for everything. */
const patience = 30_000;
/**
 * Does the work again, from its beginning, as long as it fails by a Passing: 6 times within 30 s,
 * the time of the last one not counted.
 *
 * @throws what the last Passing tells, or any other error at once
 */
async function insist(work) {
    const began = performance.now();
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            if (!(error instanceof Passing))
                throw error;
            if (attempt === attempts || performance.now() - began > patience)
                throw error.told;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(first * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
}


/***/ }),

/***/ 84375:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ noSuchHost),
/* harmony export */   qO: () => (/* binding */ passing),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _aws_failure__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55523);
/* harmony import */ var _insist__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63613);



/**
 * What AssumeRoleWithWebIdentity did not do and why (AWS STS API Reference, its errors; their texts
 * as aws-actions/configure-aws-credentials' issues quote them).
 *
 * @returns Passing where another token or another moment may do; never the token
 */
function refusal(error, asked) {
    const { identity, token } = asked;
    const { name, message } = error;
    const words = (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .hiding */ .Q0)([token.jwt], (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .stsWords */ .oL)(error));
    const region = identity.stsRegion;
    switch (name.replace(/Exception$/, '')) {
        case 'AccessDenied':
        case 'IDPRejectedClaim':
            return refused(untrusted(asked, words));
        case 'InvalidIdentityToken':
            if (/no openidconnect provider/i.test(message))
                return refused(noProvider(asked));
            if (/audience/i.test(message))
                return refused(wrongAudience(asked));
            if (/verification key|retrieve/i.test(message))
                return passing(region, words);
            return refused(untrusted(asked, words));
        case 'ExpiredToken':
            return new _insist__WEBPACK_IMPORTED_MODULE_2__/* .Passing */ .q(new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(tooOld(asked, error), _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.lost));
        case 'ValidationError':
            if (/duration/i.test(message))
                return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(tooLong(identity));
            break;
        case 'IDPCommunicationError':
            return passing(region, words);
        case 'RegionDisabled':
            return refused({
                field: 'aws-region',
                message: `STS is switched off in ${region} for account ${partsOf(identity.role).account}.`,
                fix: 'Switch it on in the account settings of IAM, or give another region.',
            });
    }
    const kind = (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .kindOfFailure */ .uq)(error);
    if (kind === 'no-such-host')
        return new _insist__WEBPACK_IMPORTED_MODULE_2__/* .Passing */ .q(noSuchHost(region));
    if (kind === 'passing')
        return passing(region, words);
    return refused({
        field: 'role-to-assume',
        message: `AWS refuses \`${identity.role}\`: ${words}`,
    });
}
function refused(problem) {
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(problem, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable);
}
/** STS gave nothing, and may do so later. */
function passing(region, words) {
    const message = `STS in ${region} gave no credentials: ${words}`;
    const fix = 'Run it again; https://health.aws.amazon.com tells of outages.';
    return new _insist__WEBPACK_IMPORTED_MODULE_2__/* .Passing */ .q(new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ message, fix }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.lost));
}
function noSuchHost(region) {
    const message = `The name of STS in \`${region}\` cannot be resolved: either there is no such region, or this machine has no way to AWS.`;
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ field: 'aws-region', message }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable);
}
function untrusted({ identity, token }, words) {
    const { iss, sub } = token.claims;
    const host = issuerHost(iss);
    const aud = audienceOf(token);
    const condition = { StringEquals: { [`${host}:aud`]: aud, [`${host}:sub`]: sub } };
    const ids = /^repo:[^/]+@\d+\/[^:]+@\d+:/.test(sub) ? 'as here' : 'not so here';
    return {
        field: 'role-to-assume',
        message: `AWS does not trust this workflow with \`${identity.role}\`, or there is no such role: ${words} The token's sub is \`${sub}\`, its aud \`${aud}\`.`,
        fix: `Allow \`sts:AssumeRoleWithWebIdentity\` in the role's trust policy to \`"Principal": { "Federated": "${providerArn(identity, iss)}" }\` with \`"Condition": ${JSON.stringify(condition)}\`. Repositories created, renamed or transferred since 2026-07-15 carry ids in sub, \`repo:org@ID/repo@ID:…\` (${ids}).`,
    };
}
function noProvider({ identity, token }) {
    const { iss } = token.claims;
    return {
        field: 'role-to-assume',
        message: `Account ${partsOf(identity.role).account} has no OIDC provider for ${iss}.`,
        fix: `Make it once: \`aws iam create-open-id-connect-provider --url ${iss} --client-id-list ${audienceOf(token)}\`.`,
    };
}
function wrongAudience({ identity, token }) {
    const { iss, sub } = token.claims;
    const aud = audienceOf(token);
    return {
        field: 'audience',
        message: `The OIDC provider of account ${partsOf(identity.role).account} does not accept the audience \`${aud}\` (the token's sub is \`${sub}\`).`,
        fix: `Give one that it accepts, or add this one: \`aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${providerArn(identity, iss)} --client-id ${aud}\`.`,
    };
}
function tooLong({ role, durationSeconds }) {
    const name = role.split('/').at(-1);
    return {
        field: 'role-duration-seconds',
        message: `${durationSeconds} s are more than the maximum session duration of \`${role}\`.`,
        fix: `Leave it out, since credentials are renewed by themselves; or allow it: \`aws iam update-role --role-name ${name} --max-session-duration ${durationSeconds}\`.`,
    };
}
function tooOld({ token }, error) {
    const theirs = (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .serverClock */ .cB)(error);
    const clocks = [
        `issued at ${isoTime(token.claims.iat * 1000)} by GitHub's clock`,
        ...(theirs === undefined ? [] : [`${isoTime(theirs)} by that of AWS`]),
        `${isoTime(Date.now())} by this machine's`,
    ];
    return {
        field: 'role-to-assume',
        message: `AWS takes a token as expired that GitHub has just issued: ${clocks.join(', ')}.`,
        fix: 'Set the clock that differs, on GitHub Enterprise Server or on this runner.',
    };
}
function isoTime(time) {
    return Number.isFinite(time) ? new Date(time).toISOString() : 'an unknown time';
}
function audienceOf({ claims }) {
    return [claims.aud].flat().join(', ');
}
/** As condition keys and the provider's ARN name an issuer: without its scheme. */
function issuerHost(iss) {
    return iss.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
function partsOf(role) {
    const [, partition = 'aws', , , account = ''] = role.split(':');
    return { partition, account };
}
function providerArn({ role }, iss) {
    const { partition, account } = partsOf(role);
    return `arn:${partition}:iam::${account}:oidc-provider/${issuerHost(iss)}`;
}


/***/ }),

/***/ 6834:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   whoAmI: () => (/* binding */ whoAmI)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _aws_failure__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(55523);
/* harmony import */ var _sts_refusals__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84375);



/**
 * Whose credentials these are, for the log; needs no rights.
 *
 * @param region whose STS is asked
 * @throws UserError when there are none, or AWS does not take them
 */
async function whoAmI(credentials, region) {
    const { STSClient, GetCallerIdentityCommand } = await Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(933)]).then(__webpack_require__.t.bind(__webpack_require__, 83933, 19));
    const client = new STSClient({
        region,
        credentials,
        maxAttempts: 5,
        requestHandler: _aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .requestHandler */ .OX,
    });
    try {
        const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
        if (!Account || !Arn)
            throw new Error('STS did not say who is calling.');
        return { account: Account, arn: Arn };
    }
    catch (error) {
        if (error instanceof _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
            throw error;
        throw unknownCaller(error, region);
    }
    finally {
        client.destroy();
    }
}
const skewLimit = 300_000;
function unknownCaller(error, region) {
    const { name } = error;
    const kind = (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .kindOfFailure */ .uq)(error);
    if (kind === 'no-such-host')
        return (0,_sts_refusals__WEBPACK_IMPORTED_MODULE_2__/* .noSuchHost */ .$E)(region);
    const message = `AWS does not take these credentials (STS in ${region}): ${(0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .stsWords */ .oL)(error)}`;
    const refused = (fix) => new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ message, fix }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable, { cause: error });
    if (kind === 'passing') {
        const fix = 'Run it again; https://health.aws.amazon.com tells of outages.';
        const outage = `STS in ${region} does not say whose credentials these are: ${(0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .stsWords */ .oL)(error)}`;
        return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({ message: outage, fix }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.lost, { cause: error });
    }
    const theirs = (0,_aws_failure__WEBPACK_IMPORTED_MODULE_1__/* .serverClock */ .cB)(error);
    if (theirs !== undefined && Math.abs(theirs - Date.now()) > skewLimit) {
        const [aws, ours] = [theirs, Date.now()].map((time) => new Date(time).toISOString());
        return refused(`Set this machine's clock: it says ${ours}, that of AWS ${aws}.`);
    }
    if (/^ExpiredToken/.test(name)) {
        return refused('They have expired: get new ones, or give `role-to-assume`, whose credentials are renewed.');
    }
    if (name === 'InvalidClientTokenId') {
        return refused('The key may be deleted or deactivated, the session token missing, or the region not enabled in the account (`aws-region`).');
    }
    if (name === 'SignatureDoesNotMatch') {
        return refused('AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID.');
    }
    throw error;
}


/***/ })

};
;