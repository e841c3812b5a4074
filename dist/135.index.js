"use strict";
exports.id = 135;
exports.ids = [135];
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

/***/ 35516:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  workflowRole: () => (/* binding */ workflowRole)
});

// EXTERNAL MODULE: ./credentials/aws-failure.js
var aws_failure = __webpack_require__(55523);
// EXTERNAL MODULE: ./credentials/insist.js
var insist = __webpack_require__(63613);
;// CONCATENATED MODULE: ./credentials/renewing.js
/** As SDK clients: with less than this left they ask for new ones. Milliseconds. */
const renewWithin = 300_000;
/** Between attempts to renew while the last ones live: each call of a client asks here. */
const pauseAfterFailure = 30_000;
/**
 * One set of credentials for all clients, issued anew in time, once for all who ask at the same
 * moment. When that fails, the last ones serve for as long as they live.
 *
 * @param issue throws why there are none
 */
function renewing(issue) {
    let last;
    let underWay;
    let notBefore = 0;
    const lives = (least) => last !== undefined && +last.expiration - Date.now() > least;
    async function renew() {
        try {
            last = await issue();
            return last;
        }
        catch (error) {
            if (last === undefined || !lives(0))
                throw error;
            notBefore = Date.now() + pauseAfterFailure;
            return last;
        }
    }
    return async (options) => {
        if (last && !options?.forceRefresh) {
            if (lives(renewWithin) || (lives(0) && Date.now() < notBefore))
                return last;
        }
        underWay ??= renew().finally(() => {
            underWay = undefined;
        });
        return underWay;
    };
}

;// CONCATENATED MODULE: ./credentials/session-name.js
/**
 * Name of a session at AWS that says which run it is (`owner-repo-run_id-attempt`), as CloudTrail
 * shows it: 2 to 64 of `\w+=,.@-` (AWS STS API Reference, RoleSessionName). Its end tells runs apart.
 */
function sessionName(run) {
    return run
        .replace(/[^\w+=,.@-]+/g, '-')
        .slice(-64)
        .padStart(2, '-');
}

// EXTERNAL MODULE: ./credentials/sts-refusals.js
var sts_refusals = __webpack_require__(84375);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
;// CONCATENATED MODULE: ./credentials/workflow-token.js



const field = 'role-to-assume';
const timeout = 10_000;
/**
 * Asks GitHub for a token, once.
 *
 * @throws Passing when there was no answer, or one that says "later"; UserError when this job gets none
 */
async function mintToken(audience, deps) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: base, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = deps.environment;
    if (!base || !bearer)
        throw noIdentity(deps.environment);
    const url = new URL(base);
    url.searchParams.set('audience', audience);
    const response = await get(url, bearer);
    if (response.status >= 500 || response.status === 429) {
        throw new insist/* Passing */.q(unanswered(`it answered with HTTP status ${response.status}`));
    }
    if (!response.ok)
        throw refused(response.status, audience);
    const { value } = response.body;
    if (typeof value !== 'string')
        throw new insist/* Passing */.q(unanswered('its answer held no token'));
    deps.mask(value);
    const claims = claimsOf(value);
    if (!claims)
        throw new insist/* Passing */.q(unanswered('its answer was no token'));
    return { jwt: value, claims };
}
async function get(url, bearer) {
    try {
        const response = await fetch(url, {
            headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
            signal: AbortSignal.timeout(timeout),
        });
        const text = await response.text();
        return { ok: response.ok, status: response.status, body: parsed(text) ?? {} };
    }
    catch (error) {
        const { cause, name } = error;
        throw new insist/* Passing */.q(unanswered(cause?.code ?? name, error));
    }
}
function claimsOf(jwt) {
    const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8');
    const claims = parsed(payload);
    return typeof claims?.sub === 'string' && typeof claims.iss === 'string' ? claims : undefined;
}
function parsed(json) {
    try {
        const value = JSON.parse(json);
        return typeof value === 'object' && value !== null ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function unanswered(why, cause) {
    return new problem/* UserError */.yo({
        field,
        message: `GitHub gave no identity token for this job: ${why}.`,
        fix: 'Run it again; https://www.githubstatus.com tells of outages.',
    }, problem/* ExitCode */.yU.lost, { cause });
}
function refused(status, audience) {
    const message = `GitHub refused an identity token with the audience \`${audience}\` to this job (HTTP status ${status}).`;
    if (status !== 401 && status !== 403)
        return new problem/* UserError */.yo({ field: 'audience', message });
    const fix = 'It gives none to a job that is over, or that ran for too long; run it again.';
    return new problem/* UserError */.yo({ field, message, fix }, problem/* ExitCode */.yU.clusterUnavailable);
}
/** Nothing to ask with: GitHub gives that to a job only with the permission, and to no fork. */
function noIdentity(environment) {
    if (environment.GITHUB_ACTIONS !== 'true') {
        return new problem/* UserError */.yo({
            field,
            message: 'A role is assumed with the identity of a workflow, and this is none.',
            fix: 'Leave it out and name a profile by `AWS_PROFILE`; one with `role_arn` in `~/.aws/config` assumes a role.',
        });
    }
    const fork = forkOf(environment);
    if (fork !== undefined) {
        return new problem/* UserError */.yo({
            field,
            message: `GitHub gives no identity to a pull request from a fork (${fork}), whatever its permissions.`,
            fix: 'Leave such runs out with `if: github.event.pull_request.head.repo.full_name == github.repository`, or run on `push` or `workflow_dispatch`.',
        });
    }
    return new problem/* UserError */.yo({
        field,
        message: 'The job may not ask for its identity: it lacks the permission `id-token: write`.',
        fix: 'Add `permissions: { id-token: write, contents: read }` to the job, and to the one that calls it where it is in a reusable workflow.',
    });
}
/** Whose pull request this is, if a fork's. */
function forkOf({ GITHUB_EVENT_PATH: path }) {
    if (!path)
        return undefined;
    const { pull_request: pull, repository } = eventAt(path);
    if (!pull)
        return undefined;
    const from = pull.head?.repo?.full_name;
    return from === repository?.full_name ? undefined : (from ?? 'which is gone');
}
function eventAt(path) {
    try {
        return parsed((0,external_node_fs_.readFileSync)(path, 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./credentials/workflow-role.js






/** Credentials of a role for a workflow's own identity, as long as the job lasts. */
function workflowRole(identity, deps) {
    // A token lives 5 min and may be refused a second time: each attempt has its own.
    return renewing(() => (0,insist/* insist */.R)(async () => {
        const [sts, token] = await Promise.all([
            Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(933)]).then(__webpack_require__.t.bind(__webpack_require__, 83933, 19)),
            mintToken(identity.audience, deps),
        ]);
        const client = new sts.STSClient({
            region: identity.stsRegion,
            // The call is not signed; whatever keys the environment holds are none of ours.
            credentials: async () => ({ accessKeyId: '', secretAccessKey: '' }),
            maxAttempts: 1,
            retryMode: 'standard',
            defaultsMode: 'standard',
            requestHandler: aws_failure/* requestHandler */.OX,
        });
        try {
            return await assume(new sts.AssumeRoleWithWebIdentityCommand(request(token)), client);
        }
        catch (error) {
            throw error instanceof insist/* Passing */.q ? error : (0,sts_refusals/* refusal */.x5)(error, { identity, token });
        }
        finally {
            client.destroy();
        }
    }));
    function request({ jwt }) {
        return {
            RoleArn: identity.role,
            RoleSessionName: identity.sessionName ?? sessionName(deps.run),
            DurationSeconds: identity.durationSeconds,
            WebIdentityToken: jwt,
        };
    }
    async function assume(command, client) {
        const ahead = clockOf(client);
        const { Credentials } = await client.send(command);
        if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.Expiration) {
            throw (0,sts_refusals/* passing */.qO)(identity.stsRegion, 'its answer held none.');
        }
        const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials;
        for (const secret of [AccessKeyId, SecretAccessKey, SessionToken]) {
            if (secret)
                deps.mask(secret);
        }
        return {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            ...(SessionToken && { sessionToken: SessionToken }),
            expiration: new Date(+Expiration + ahead()),
        };
    }
}
/**
 * Milliseconds by which this machine's clock is ahead of the one of AWS, by the last answer.
 * Differences of seconds are the way of the answer.
 */
function clockOf(client) {
    let ahead = 0;
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        const { headers } = result.response;
        const theirs = Date.parse(headers?.date ?? '');
        const difference = Date.now() - theirs;
        if (Math.abs(difference) > 30_000)
            ahead = difference;
        return result;
    }, { step: 'deserialize', priority: 'low', name: 'clock' });
    return () => ahead;
}


/***/ })

};
;