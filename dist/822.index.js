"use strict";
exports.id = 822;
exports.ids = [822,231,441];
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


/***/ }),

/***/ 2412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sb: () => (/* binding */ ownContext),
/* harmony export */   ev: () => (/* binding */ stepContext),
/* harmony export */   rt: () => (/* binding */ runName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


/**
 * Who the action's step is: in a workflow the same job, attempt and step on the same runner give the
 * same seed, in whatever process.
 */
function stepContext(environment, now) {
    if (!environment['GITHUB_RUN_ID'])
        return ownContext(environment, now);
    // The jobs of a matrix differ in nothing but where they run.
    const where = ['RUNNER_TRACKING_ID', 'RUNNER_NAME', 'RUNNER_TEMP', 'GITHUB_WORKSPACE'];
    const names = ['GITHUB_JOB', 'GITHUB_ACTION', ...where];
    const parts = [runName(environment), ...names.map((name) => environment[name] ?? '')];
    const seed = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(parts.join('\0')).digest('hex');
    return { ...ownContext(environment, now), seed };
}
/** On the command line each start is a run of its own: one step of a workflow may have many. */
function ownContext(environment, now) {
    const seed = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex');
    return { run: runName(environment), seed, now, ...times(environment) };
}
/** `owner/repo/run_id/attempt` in a workflow, `user@machine` anywhere else. */
function runName(environment) {
    const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
    if (!GITHUB_RUN_ID)
        return `${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.userInfo)().username}@${(0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)()}`;
    return [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
}
/** Minutes; tests, which do not wait that long, say how many seconds. */
function times(environment) {
    return {
        leaseSeconds: Number(environment['FLAMBE_ACTION_LEASE_SECONDS']) || 600,
        marginSeconds: Number(environment['FLAMBE_ACTION_MARGIN_SECONDS']) || 60,
        keepSeconds: Number(environment['FLAMBE_ACTION_KEEP_SECONDS']) || 180,
    };
}


/***/ }),

/***/ 72710:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ shellQuote),
/* harmony export */   q: () => (/* binding */ shellCommand)
/* harmony export */ });
/** One word of a POSIX shell, whatever it contains (POSIX.1-2017, 2.2.2 Single-Quotes). */
function shellQuote(word) {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
/** A simple command of a POSIX shell. */
function shellCommand(words) {
    return words.map(shellQuote).join(' ');
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

/***/ 10933:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ aliveStates)
/* harmony export */ });
/** States in which an instance costs money or will. */
const aliveStates = ['pending', 'running', 'stopping', 'stopped'];


/***/ }),

/***/ 3575:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m_: () => (/* binding */ clientDefaults),
/* harmony export */   p7: () => (/* binding */ ec2Clients),
/* harmony export */   s4: () => (/* binding */ timeOfAws)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85447);
/* harmony import */ var _proxies__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30124);
/* harmony import */ var _insisting__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17643);



/** Milliseconds since the epoch by the clock of AWS, as it was in its last answer. */
function timeOfAws({ ec2 }) {
    return Date.now() + ec2.config.systemClockOffset;
}
const requestHandler = {
    ..._proxies__WEBPACK_IMPORTED_MODULE_0__/* .proxyAgents */ .H,
    connectionTimeout: 5_000,
    requestTimeout: 30_000,
    // Without it the SDK only says that it waits.
    throwOnRequestTimeout: true,
};
/** For SDK clients of any service: no call hangs, few are made, and they wait when throttled. */
const clientDefaults = { retryMode: 'adaptive', maxAttempts: 5, requestHandler };
function ec2Clients(access) {
    return {
        ec2: (0,_insisting__WEBPACK_IMPORTED_MODULE_1__/* .insisting */ .N)(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_2__/* .EC2Client */ .gu5({ ...access, ...clientDefaults })),
        once: (0,_insisting__WEBPACK_IMPORTED_MODULE_1__/* .insisting */ .N)(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_2__/* .EC2Client */ .gu5({ ...access, requestHandler, maxAttempts: 1 })),
    };
}


/***/ }),

/***/ 23240:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ isUnreadable),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   f8: () => (/* binding */ errorKind),
/* harmony export */   fw: () => (/* binding */ awsWords),
/* harmony export */   ph: () => (/* binding */ mending)
/* harmony export */ });
const kinds = {
    InsufficientInstanceCapacity: 'elsewhere',
    InsufficientHostCapacity: 'elsewhere',
    InsufficientReservedInstanceCapacity: 'elsewhere',
    InsufficientFreeAddressesInSubnet: 'elsewhere',
    InsufficientCapacity: 'elsewhere',
    UnfulfillableCapacity: 'elsewhere',
    SpotMaxPriceTooLow: 'elsewhere',
    Unsupported: 'elsewhere',
    UnsupportedOperation: 'other',
    MaxSpotInstanceCountExceeded: 'on-demand',
    'AuthFailure.ServiceLinkedRoleCreationNotPermitted': 'on-demand',
    VcpuLimitExceeded: 'quota',
    InstanceLimitExceeded: 'quota',
    ResourceLimitExceeded: 'quota',
    SecurityGroupLimitExceeded: 'quota',
    UnauthorizedOperation: 'denied',
    AccessDenied: 'denied',
    AccessDeniedException: 'denied',
    AuthFailure: 'denied',
    InvalidClientTokenId: 'denied',
    ExpiredToken: 'expired',
    ExpiredTokenException: 'expired',
    RequestExpired: 'expired',
    IdempotentInstanceTerminated: 'ended',
    IdempotentParameterMismatch: 'mismatch',
    DependencyViolation: 'in-use',
    'InvalidGroup.InUse': 'in-use',
    'InvalidNetworkInterface.InUse': 'in-use',
    VolumeInUse: 'in-use',
    'InvalidGroup.NotFound': 'absent',
    'InvalidKeyPair.NotFound': 'absent',
    'InvalidSecurityGroupID.NotFound': 'absent',
    'InvalidNetworkInterfaceID.NotFound': 'absent',
    'InvalidSpotInstanceRequestID.NotFound': 'absent',
    'InvalidVolume.NotFound': 'absent',
    'InvalidInstanceID.NotFound': 'absent',
    'InvalidInstanceID.Malformed': 'other',
    RequestLimitExceeded: 'throttled',
    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    RequestThrottled: 'throttled',
    InternalError: 'outage',
    InternalFailure: 'outage',
    ServiceUnavailable: 'outage',
    Unavailable: 'outage',
};
/** What an error of this name means; undefined for one that is not known here. */
function kindOf(name) {
    return kinds[name];
}
/** What mends it once for the account, where one command does. @param words what AWS said */
function mending(words) {
    return words.includes('ServiceLinkedRoleCreationNotPermitted')
        ? 'This account never had spot instances; make the role that they need: `aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`.'
        : undefined;
}
/** Looks through the causes, too: the SDK wraps what a credential provider throws. */
function errorKind(error) {
    for (let at = error; at instanceof Error; at = at.cause) {
        if (isUnreadable(at))
            return 'outage';
        const known = kinds[at.name];
        if (known)
            return known;
        const { statusCode, code } = at;
        if (code && /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN)/.test(code))
            return 'outage';
        if (at.name === 'TimeoutError')
            return 'outage';
        const status = statusCode ?? statusOf(at);
        if (status !== undefined && status >= 500)
            return 'outage';
    }
    return 'other';
}
function statusOf(error) {
    const { $metadata } = error;
    return $metadata?.httpStatusCode;
}
/** An answer that came, and cannot be read: it was cut off. What AWS itself says has a `$fault`. */
function isUnreadable(error) {
    return error instanceof Error && '$response' in error && !('$fault' in error);
}
/** `Name: message` of an error of AWS. */
function awsWords(error) {
    if (isUnreadable(error))
        return 'what comes back cannot be read';
    const { name, message } = error;
    return message && message !== name ? `${name}: ${message}` : name;
}


/***/ }),

/***/ 17643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ insisting)
/* harmony export */ });
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23240);

/**
 * Makes a client ask again where the SDK gives up: when the answer was cut off on its way, as if none
 * had come; and, with credentials that were had anew, once when those that it had are too old.
 *
 * @returns the client itself
 */
function insisting(client) {
    const { middlewareStack, config } = client;
    middlewareStack.add((next) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            // What the SDK looks at before it asks again.
            if ((0,_errors__WEBPACK_IMPORTED_MODULE_0__/* .isUnreadable */ .GZ)(error))
                Object.assign(error, { $retryable: {} });
            throw error;
        }
    }, { step: 'finalizeRequest', priority: 'low', name: 'askAgainWhenUnreadable' });
    middlewareStack.add((next) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            if ((0,_errors__WEBPACK_IMPORTED_MODULE_0__/* .errorKind */ .f8)(error) !== 'expired')
                throw error;
            await config.credentials({ forceRefresh: true });
            return next(args);
        }
    }, { step: 'initialize', priority: 'high', name: 'askAgainWithNewCredentials' });
    return client;
}


/***/ }),

/***/ 53731:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   T9: () => (/* binding */ isOrchestrator),
/* harmony export */   YC: () => (/* binding */ hasId),
/* harmony export */   rq: () => (/* binding */ taggedInstances),
/* harmony export */   wG: () => (/* binding */ findInstances)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85447);
/* harmony import */ var _plan_tags__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91641);


/** Every instance with this value of a tag of ours (`*` matches anything), in any of these states. */
async function taggedInstances(ec2, tag, values, states, abortSignal) {
    return findInstances(ec2, { [_plan_tags__WEBPACK_IMPORTED_MODULE_0__/* .tagNames */ .nP[tag]]: values }, states, abortSignal);
}
/**
 * Every instance whose tags have one of the values given for each, in any of these states.
 *
 * @param tags values with the wildcards of EC2, `*` and `?`; `\\` takes their meaning away
 */
async function findInstances(ec2, tags, states, abortSignal) {
    const pages = (0,_aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__/* .paginateDescribeInstances */ .H0T)({ client: ec2, pageSize: 1000 }, {
        Filters: [
            ...Object.entries(tags).map(([name, values]) => {
                return { Name: `tag:${name}`, Values: [...values] };
            }),
            { Name: 'instance-state-name', Values: [...states] },
        ],
    }, ...(abortSignal ? [{ abortSignal }] : []));
    const found = [];
    for await (const { Reservations = [] } of pages) {
        for (const { Instances = [] } of Reservations)
            found.push(...Instances.filter(hasId));
    }
    return found;
}
function hasId(instance) {
    return instance.InstanceId !== undefined;
}
function isOrchestrator({ Tags }) {
    return Tags?.some(({ Key, Value }) => Key === 'Role' && Value === 'Orchestrator') ?? false;
}
/** What lives and ends with an instance, and has the same tags. */
function partsOf({ BlockDeviceMappings = [], NetworkInterfaces = [], SpotInstanceRequestId, }) {
    return [
        ...BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId),
        ...NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
        SpotInstanceRequestId,
    ].filter((id) => id !== undefined);
}


/***/ }),

/***/ 50961:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

/** @throws the reason of `signal` when aborted */
async function pause(milliseconds, signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}


/***/ }),

/***/ 92535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ portionsOf),
/* harmony export */   P: () => (/* binding */ mostInOneCall)
/* harmony export */ });
/** Resources that one call takes: EC2 takes 1000 at most, and recommends to ask in portions. */
const mostInOneCall = 500;
/** All of them in their order, so many at a time. */
function portionsOf(all, size = mostInOneCall) {
    const count = Math.ceil(all.length / size);
    return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}


/***/ }),

/***/ 34360:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ terminate),
/* harmony export */   y: () => (/* binding */ alive)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(85447);
/* harmony import */ var _alive_states__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10933);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23240);
/* harmony import */ var _pause__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50961);
/* harmony import */ var _portions__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92535);





const ending = ['shutting-down', 'terminated'];
const attempts = 4;
/**
 * Ends these instances by one call for as many as EC2 takes in one, and confirms that each of them is ending.
 * When one stands in the way (termination protection), the others end all the same.
 */
async function terminate(ec2, ids) {
    return (await Promise.all((0,_portions__WEBPACK_IMPORTED_MODULE_2__/* .portionsOf */ .K)(ids).map((each) => terminatePortion(ec2, each)))).flat();
}
async function terminatePortion(ec2, ids, isLast = false) {
    try {
        return await terminateAll(ec2, ids);
    }
    catch (error) {
        const kind = (0,_errors__WEBPACK_IMPORTED_MODULE_0__/* .errorKind */ .f8)(error);
        const why = (0,_errors__WEBPACK_IMPORTED_MODULE_0__/* .awsWords */ .fw)(error);
        if (kind === 'absent') {
            const unknown = ids.filter((id) => ids.length === 1 || why.includes(id));
            const others = ids.filter((id) => !unknown.includes(id));
            const left = unknown.map((id) => ({ id, why, unknown: true }));
            if (unknown.length > 0)
                return [...left, ...(await terminate(ec2, others))];
        }
        const all = ids.map((id) => ({ id, why }));
        if (kind === 'expired')
            return all;
        // Less would not help. The SDK has waited between its attempts already.
        if (kind === 'throttled' || kind === 'outage') {
            return isLast ? all : terminatePortion(ec2, ids, true);
        }
        if (ids.length === 1)
            return all;
        // EC2 ends all of them or none: one bad id must not keep the others alive, nor one whose tags,
        // by which the role may end it, have gone. By halves it is found in few calls among many.
        const halves = (0,_portions__WEBPACK_IMPORTED_MODULE_2__/* .portionsOf */ .K)(ids, Math.ceil(ids.length / 2));
        return (await Promise.all(halves.map((half) => terminatePortion(ec2, half)))).flat();
    }
}
async function terminateAll(ec2, ids) {
    let left = [...ids];
    for (let attempt = 1; left.length > 0; attempt++) {
        const request = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_3__/* .TerminateInstancesCommand */ .NaF({ InstanceIds: left });
        const { TerminatingInstances = [] } = await ec2.send(request);
        const gone = new Set(TerminatingInstances.filter(({ CurrentState }) => ending.includes(CurrentState?.Name ?? ''))
            .map(({ InstanceId }) => InstanceId)
            .filter((id) => id !== undefined));
        left = left.filter((id) => !gone.has(id));
        if (attempt === attempts)
            break;
        if (left.length > 0)
            await (0,_pause__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v)(1000 * attempt);
    }
    return left.map((id) => ({ id, why: 'EC2 was asked to end it, and it goes on' }));
}
/** Those that still cost money or will. */
function alive(instances) {
    const states = _alive_states__WEBPACK_IMPORTED_MODULE_4__/* .aliveStates */ .I;
    return instances
        .filter(({ State }) => states.includes(State?.Name ?? ''))
        .map(({ InstanceId }) => InstanceId);
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

/***/ 98822:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runSweep: () => (/* binding */ runSweep)
});

// EXTERNAL MODULE: ./credentials/credentials.js
var credentials_credentials = __webpack_require__(23231);
// EXTERNAL MODULE: ./identity.js
var identity = __webpack_require__(2412);
// EXTERNAL MODULE: ./plan/tags.js
var plan_tags = __webpack_require__(91641);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./providers/aws/clients.js
var clients = __webpack_require__(3575);
// EXTERNAL MODULE: ../node_modules/@aws-sdk/client-ec2/dist-cjs/index.js
var dist_cjs = __webpack_require__(85447);
// EXTERNAL MODULE: ./providers/aws/alive-states.js
var alive_states = __webpack_require__(10933);
// EXTERNAL MODULE: ./providers/aws/errors.js
var errors = __webpack_require__(23240);
// EXTERNAL MODULE: ./providers/aws/instances.js
var aws_instances = __webpack_require__(53731);
// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
;// CONCATENATED MODULE: ./providers/aws/owned.js

/** In the order in which they go: what another holds goes after it. */
const ownedKinds = [
    'spot-request',
    'instance',
    'key-pair',
    'volume',
    'network-interface',
    'security-group',
];
const removals = {
    'spot-request': ['cancel-spot-instance-requests', '--spot-instance-request-ids'],
    instance: ['terminate-instances', '--instance-ids'],
    'key-pair': ['delete-key-pair', '--key-name'],
    volume: ['delete-volume', '--volume-id'],
    'network-interface': ['delete-network-interface', '--network-interface-id'],
    'security-group': ['delete-security-group', '--group-id'],
};
/** The command line (AWS CLI) that ends it. */
function removalCommand({ kind, region, id }) {
    const [command, option] = removals[kind];
    return (0,quote/* shellCommand */.q)(['aws', 'ec2', command, '--region', region, option, id]);
}

// EXTERNAL MODULE: ./providers/aws/portions.js
var portions = __webpack_require__(92535);
;// CONCATENATED MODULE: ./providers/aws/readable.js

/**
 * Asks a second time when the answer was none of AWS's errors: one that cannot be read, which the
 * SDK does not ask for again. For calls that may be repeated.
 */
async function readable(call) {
    try {
        return await call();
    }
    catch (error) {
        if ((0,errors/* errorKind */.f8)(error) !== 'other')
            throw error;
        return await call();
    }
}

// EXTERNAL MODULE: ./providers/aws/terminate.js
var terminate = __webpack_require__(34360);
;// CONCATENATED MODULE: ./providers/aws/end-owned.js









/**
 * Ends these resources of one region in the order in which they hold each other, and goes on past
 * failures. What belongs to a cluster whose instances could not be ended waits for them.
 *
 * @returns what became of each, in the order given
 */
async function endOwned(ec2, resources, signal) {
    const endings = new Map();
    const held = new Set();
    for (const kind of ownedKinds) {
        const all = resources.filter((one) => one.kind === kind);
        const waiting = all.filter(({ tags }) => held.has(tags[plan_tags/* tagNames */.nP.id]));
        for (const one of waiting)
            endings.set(one, { outcome: 'waits', why: 'its instances are there' });
        const free = all.filter((one) => !waiting.includes(one));
        for (const [one, ending] of await endKind(ec2, kind, free, signal)) {
            endings.set(one, ending);
            if (kind === 'instance' && ending.outcome !== 'ended')
                held.add(one.tags[plan_tags/* tagNames */.nP.id]);
        }
    }
    return resources.map((one) => endings.get(one) ?? { outcome: 'left', why: 'it was not tried' });
}
async function endKind(ec2, kind, all, signal) {
    const endings = [];
    const size = kind === 'instance' || kind === 'spot-request' ? portions/* mostInOneCall */.P : 1;
    for (const portion of (0,portions/* portionsOf */.K)(all, size)) {
        endings.push(...(signal.aborted
            ? portion.map((one) => [one, { outcome: 'left', why: 'the sweep was stopped' }])
            : await endPortion(ec2, kind, portion)));
    }
    return endings;
}
async function endPortion(ec2, kind, portion) {
    const ids = portion.map(({ id }) => id);
    try {
        if (kind === 'instance')
            return await endInstances(ec2, portion);
        await readable(() => calls[kind](ec2, ids));
    }
    catch (error) {
        const ending = afterError(error);
        // EC2 does all of them or none: one that is gone must not keep the others.
        if (portion.length > 1 && ending.outcome === 'ended')
            return endEach(ec2, kind, portion);
        return portion.map((one) => [one, ending]);
    }
    return portion.map((one) => [one, { outcome: 'ended' }]);
}
async function endEach(ec2, kind, all) {
    const endings = [];
    for (const one of all)
        endings.push(...(await endPortion(ec2, kind, [one])));
    return endings;
}
async function endInstances(ec2, portion) {
    const asked = portion.map(({ id }) => id);
    // What EC2 showed and does not know any more is gone.
    const left = (await (0,terminate/* terminate */.M)(ec2, asked)).filter(({ unknown }) => !unknown);
    const still = new Map(left.map(({ id, why }) => [id, why]));
    if (still.size > 0) {
        // The answer may have been lost, and not the call.
        const clusters = portion.filter(({ id }) => still.has(id)).map(({ tags }) => tags[plan_tags/* tagNames */.nP.id]);
        const named = [...new Set(clusters)].filter((id) => id !== undefined);
        const alive = await (0,aws_instances/* taggedInstances */.rq)(ec2, 'id', named, alive_states/* aliveStates */.I).catch(() => undefined);
        const ids = alive?.map(({ InstanceId }) => InstanceId) ?? [...still.keys()];
        for (const id of still.keys())
            if (!ids.includes(id))
                still.delete(id);
    }
    return portion.map((one) => {
        const why = still.get(one.id);
        return [one, why === undefined ? { outcome: 'ended' } : { outcome: 'left', why }];
    });
}
function afterError(error) {
    const why = (0,errors/* awsWords */.fw)(error);
    switch ((0,errors/* errorKind */.f8)(error)) {
        case 'absent':
            return { outcome: 'ended' };
        case 'in-use':
            return { outcome: 'waits', why };
        default:
            return { outcome: 'left', why };
    }
}
const calls = {
    'spot-request': (ec2, ids) => ec2.send(new dist_cjs/* CancelSpotInstanceRequestsCommand */.xTG({ SpotInstanceRequestIds: [...ids] })),
    'key-pair': (ec2, [KeyName]) => ec2.send(new dist_cjs/* DeleteKeyPairCommand */.EWB({ KeyName })),
    volume: (ec2, [VolumeId]) => ec2.send(new dist_cjs/* DeleteVolumeCommand */.Pbn({ VolumeId })),
    'network-interface': (ec2, [NetworkInterfaceId]) => ec2.send(new dist_cjs/* DeleteNetworkInterfaceCommand */.YPg({ NetworkInterfaceId })),
    'security-group': (ec2, [GroupId]) => ec2.send(new dist_cjs/* DeleteSecurityGroupCommand */.yEh({ GroupId })),
};

;// CONCATENATED MODULE: ./providers/aws/find-owned.js






const pageSize = 1000;
/**
 * Everything in one region that carries `flambe-action:id` and is not ending: instances, and what
 * they do not take with them when they end. A kind that cannot be looked for does not keep the
 * others from being found.
 */
async function findOwned(ec2, region, signal) {
    const answers = await Promise.allSettled(ownedKinds.map((kind) => readable(() => looks[kind](ec2, signal))));
    signal.throwIfAborted();
    const found = [];
    const failures = [];
    ownedKinds.forEach((kind, index) => {
        const answer = answers[index];
        if (answer?.status === 'fulfilled')
            found.push(...whole(answer.value, kind, region));
        else
            failures.push({ kind, error: answer?.reason });
    });
    return { found, failures };
}
function* whole(seen, kind, region) {
    for (const { id, tags = [], createdAt } of seen) {
        const named = tags.map(({ Key = '', Value = '' }) => [Key, Value]);
        const owned = Object.fromEntries(named);
        // Asked for by that tag; but what EC2 answers is deleted, so it is looked at again.
        if (id === undefined || !owned[plan_tags/* tagNames */.nP.id])
            continue;
        yield { kind, region, id, tags: owned, createdAt: createdAt?.getTime() };
    }
}
const ours = { Name: 'tag-key', Values: [plan_tags/* tagNames */.nP.id] };
const looks = {
    async instance(client, abortSignal) {
        const instances = await (0,aws_instances/* taggedInstances */.rq)(client, 'id', ['*'], alive_states/* aliveStates */.I, abortSignal);
        return instances.map(({ InstanceId, Tags, LaunchTime }) => ({
            ...{ id: InstanceId, tags: Tags, createdAt: LaunchTime },
        }));
    },
    async 'spot-request'(client, abortSignal) {
        const Filters = [ours, { Name: 'state', Values: ['open', 'active', 'disabled'] }];
        const pages = (0,dist_cjs/* paginateDescribeSpotInstanceRequests */.cBT)({ client, pageSize }, { Filters }, { abortSignal });
        const seen = [];
        for await (const { SpotInstanceRequests = [] } of pages) {
            for (const { SpotInstanceRequestId, Tags, CreateTime } of SpotInstanceRequests) {
                seen.push({ id: SpotInstanceRequestId, tags: Tags, createdAt: CreateTime });
            }
        }
        return seen;
    },
    async 'key-pair'(client, abortSignal) {
        const request = new dist_cjs/* DescribeKeyPairsCommand */.DRu({ Filters: [ours] });
        const { KeyPairs = [] } = await client.send(request, { abortSignal });
        return KeyPairs.map(({ KeyName, Tags, CreateTime }) => ({
            ...{ id: KeyName, tags: Tags, createdAt: CreateTime },
        }));
    },
    async volume(client, abortSignal) {
        const Filters = [ours, { Name: 'status', Values: ['available', 'error'] }];
        const pages = (0,dist_cjs/* paginateDescribeVolumes */.cpp)({ client, pageSize }, { Filters }, { abortSignal });
        const seen = [];
        for await (const { Volumes = [] } of pages) {
            for (const { VolumeId, Tags, CreateTime } of Volumes) {
                seen.push({ id: VolumeId, tags: Tags, createdAt: CreateTime });
            }
        }
        return seen;
    },
    async 'network-interface'(client, abortSignal) {
        const Filters = [ours, { Name: 'status', Values: ['available'] }];
        const pages = (0,dist_cjs/* paginateDescribeNetworkInterfaces */.pkX)({ client, pageSize }, { Filters }, { abortSignal });
        const seen = [];
        for await (const { NetworkInterfaces = [] } of pages) {
            for (const { NetworkInterfaceId, TagSet } of NetworkInterfaces) {
                seen.push({ id: NetworkInterfaceId, tags: TagSet });
            }
        }
        return seen;
    },
    async 'security-group'(client, abortSignal) {
        const pages = (0,dist_cjs/* paginateDescribeSecurityGroups */.nYn)({ client, pageSize }, { Filters: [ours] }, { abortSignal });
        const seen = [];
        for await (const { SecurityGroups = [] } of pages) {
            for (const { GroupId, Tags } of SecurityGroups)
                seen.push({ id: GroupId, tags: Tags });
        }
        return seen;
    },
};

// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
// EXTERNAL MODULE: ./report/markdown.js
var markdown = __webpack_require__(57874);
;// CONCATENATED MODULE: ./report/sweep.js


const mostIds = 3;
const mostCommands = 20;
const outcomes = ['ended', 'left', 'waits', 'stays'];
/** A sweep as Markdown for a job summary. Names that others wrote cannot act in it. */
function sweepSummary(facts) {
    const { dryRun, groups, failures } = facts;
    const rows = sorted(groups).map((group) => [
        words(group.outcome, dryRun),
        `${(0,markdown/* code */.aY)(group.region)} ${(0,markdown/* text */.Qq)(named(group))}`,
        (0,markdown/* code */.aY)(group.cluster),
        (0,markdown/* code */.aY)(group.run),
        (0,markdown/* text */.Qq)(group.why),
    ]);
    const commands = groups.flatMap((one) => (one.outcome === 'left' ? one.commands : []));
    const sections = [
        `## ${isWell(facts) ? '🧹' : '❌'} ${(0,markdown/* text */.Qq)(headline(facts))}`,
        ...(rows.length > 0 ? [(0,markdown/* table */.tp)(['', 'what', 'cluster', 'run', 'because'], rows)] : []),
        ...failures.map(({ region, why }) => `❌ ${(0,markdown/* code */.aY)(region)}: ${(0,markdown/* text */.Qq)(why)}`),
        ...(commands.length > 0 ? [byHand(commands)] : []),
    ];
    return `${sections.join('\n\n')}\n`;
}
/** A sweep in a few lines for a terminal, on which failures have been shown already. */
function sweepText(facts) {
    const lines = sorted(facts.groups).map((group) => {
        const place = `${group.region} ${named(group)} of ${group.cluster}`;
        return `  ${words(group.outcome, facts.dryRun)}: ${place}: ${group.why}`;
    });
    return [...lines, headline(facts)].join('\n');
}
/** Whether nothing is left that should have been ended, and everything was looked through. */
function isWell({ groups, failures }) {
    return failures.length === 0 && groups.every(({ outcome }) => outcome !== 'left');
}
function headline({ dryRun, groups, regions }) {
    const counts = outcomes.map((outcome) => {
        const count = groups
            .filter((one) => one.outcome === outcome)
            .reduce((sum, { ids }) => sum + ids.length, 0);
        return count > 0 || outcome === 'ended' ? `${count} ${words(outcome, dryRun)}` : undefined;
    });
    const title = dryRun ? 'Sweep (dry run)' : 'Sweep';
    const where = (0,format/* formatCount */.B4)(regions.length, 'region');
    return `${title} of ${where}: ${counts.filter((one) => one !== undefined).join(', ')}`;
}
function words(outcome, dryRun) {
    if (outcome === 'ended' && dryRun)
        return 'to be ended';
    return { ended: 'ended', waits: 'for a later sweep', left: 'left behind', stays: 'not touched' }[outcome];
}
function named({ kind, ids }) {
    const shown = ids.slice(0, mostIds).join(', ');
    return ids.length > mostIds
        ? `${(0,format/* formatCount */.B4)(ids.length, kind)} (${shown} …)`
        : `${kind} ${shown}`;
}
function sorted(groups) {
    return outcomes.flatMap((outcome) => groups.filter((one) => one.outcome === outcome));
}
function byHand(commands) {
    const more = commands.length - mostCommands;
    const lines = commands.slice(0, mostCommands).map((command) => `- ${(0,markdown/* code */.aY)(command)}`);
    return [
        'What is left is removed by:\n',
        ...lines,
        ...(more > 0 ? [`- … and ${(0,format/* formatCount */.B4)(more, 'more command')} in the log`] : []),
    ].join('\n');
}

;// CONCATENATED MODULE: ./teardown/github-runs.js
/** Milliseconds for one answer. */
const patience = 10_000;
/** Requests under way at the same time. */
const atOnce = 4;
/** Undefined for what is no run of GitHub's, like `user@machine`. */
function parseRun(run) {
    // Without names of dots alone, which would lead elsewhere in the API.
    const form = /^([\w-][\w.-]*\/(?!\.{1,2}\/)[\w.-]+)\/(\d{1,20})\/(\d{1,6})$/;
    const [, repository, id, attempt] = form.exec(run) ?? [];
    if (!repository || !id)
        return undefined;
    return { repository, id, attempt: Number(attempt) };
}
/**
 * Asks GitHub for each of these runs once, whatever the number of their attempts (GitHub REST API,
 * "Get a workflow run": `status`, and `run_attempt`, the number of the latest attempt). Never throws:
 * whatever goes wrong is an unknown run. Stops asking when GitHub says that it was asked too often.
 *
 * @param runs values of the tag `flambe-action:run`
 */
async function askRuns(runs, access) {
    const asked = new Map();
    for (const run of runs.map(parseRun).filter((one) => one !== undefined)) {
        const key = `${run.repository}/${run.id}`;
        asked.set(key, [...(asked.get(key) ?? []), run]);
    }
    const answers = new Map();
    const waiting = [...asked.values()];
    let limited = false;
    const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
            const [run] = next;
            if (!run)
                continue;
            const latest = limited ? tooOften : await ask(run, access);
            limited ||= latest === tooOften;
            for (const { repository, id, attempt } of next) {
                answers.set(`${repository}/${id}/${attempt}`, answerFor(attempt, latest));
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return answers;
}
const tooOften = { why: 'GitHub was asked too often' };
function answerFor(attempt, latest) {
    if ('why' in latest)
        return { state: 'unknown', why: `its run is unknown (${latest.why})` };
    if (attempt < latest.attempt) {
        return { state: 'over', why: `its run is over: attempt ${latest.attempt} came after it` };
    }
    if (attempt > latest.attempt) {
        return { state: 'unknown', why: 'its run is unknown (GitHub has no such attempt)' };
    }
    return latest.completed
        ? { state: 'over', why: 'its run is over' }
        : { state: 'alive', why: 'its run goes on' };
}
async function ask(run, { token, apiUrl, signal }) {
    try {
        const answer = await fetch(`${apiUrl}/repos/${run.repository}/actions/runs/${run.id}`, {
            headers: {
                accept: 'application/vnd.github+json',
                'user-agent': 'flambe-action',
                'x-github-api-version': '2022-11-28',
                ...(token && { authorization: `Bearer ${token}` }),
            },
            signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
        });
        if (isLimited(answer))
            return tooOften;
        if (!answer.ok)
            return { why: `GitHub answers ${answer.status}` };
        return latestOf(await answer.json(), run);
    }
    catch (error) {
        const { name, message } = error;
        const isTimeout = name === 'TimeoutError';
        return { why: isTimeout ? `no answer from GitHub in ${patience / 1000} s` : message };
    }
}
/** GitHub REST API, "Rate limits": 429, or 403 with one of these headers. */
function isLimited({ status, headers }) {
    if (status === 429)
        return true;
    return (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));
}
function latestOf(body, { id }) {
    const fields = (body ?? {});
    const { status, run_attempt: attempt } = fields;
    if (String(fields.id) !== id || typeof status !== 'string' || !Number.isInteger(attempt)) {
        return { why: 'GitHub answers something else' };
    }
    return { attempt: attempt, completed: status === 'completed' };
}

;// CONCATENATED MODULE: ./teardown/sweep.js


/** Runs that have to be asked for: what they started has time left and is not kept warm. */
function runsToAsk(resources, clock) {
    const runs = resources
        .filter((one) => !isExpired(one, clock) && !isWarm(one))
        .map(({ tags }) => tags[plan_tags/* tagNames */.nP.run] ?? '');
    return [...new Set(runs)].filter((run) => parseRun(run) !== undefined);
}
/**
 * What is to go: everything whose deadline has passed or whose run is over, warm machines only
 * after their deadline. A run that could not be asked is not over. What belongs to a cluster
 * goes when none of its instances stays.
 *
 * @param resources all carry `flambe-action:id`: anything else is not ours
 * @param answers by the value of `flambe-action:run`
 */
function judge(resources, answers, clock) {
    const verdicts = resources.map((one) => verdict(one, answers, clock));
    const staying = new Set(verdicts
        .filter(({ resource, goes }) => resource.kind === 'instance' && !goes)
        .map(({ resource }) => resource.tags[plan_tags/* tagNames */.nP.id]));
    return verdicts.map((one) => one.goes && one.resource.kind !== 'instance' && staying.has(one.resource.tags[plan_tags/* tagNames */.nP.id])
        ? { ...one, goes: false, why: 'instances of its cluster stay' }
        : one);
}
function verdict(resource, answers, clock) {
    const { tags, createdAt = 0 } = resource;
    const expires = tags[plan_tags/* tagNames */.nP.expiresAt];
    const until = expires === undefined ? 'it has no deadline' : `its deadline is ${expires}`;
    const run = tags[plan_tags/* tagNames */.nP.run] ?? '';
    if (isExpired(resource, clock)) {
        return { resource, goes: true, why: `its deadline passed at ${expires}` };
    }
    if (isWarm(resource))
        return { resource, goes: false, why: `it is kept warm; ${until}` };
    const answer = answers.get(run);
    if (answer === undefined) {
        return { resource, goes: false, why: `its run cannot be asked for; ${until}` };
    }
    if (answer.state !== 'over')
        return { resource, goes: false, why: `${answer.why}; ${until}` };
    const isNew = clock.now - createdAt < clock.margin * 1000;
    if (isNew)
        return { resource, goes: false, why: `${answer.why}, but it was just made` };
    return { resource, goes: true, why: answer.why };
}
function isExpired({ tags }, { now, margin }) {
    const at = Date.parse(tags[plan_tags/* tagNames */.nP.expiresAt] ?? '');
    return now >= at + margin * 1000;
}
/** When another run takes a warm machine over, it says `false` in the same call as its own name. */
function isWarm({ tags }) {
    return !['', 'false'].includes(tags[plan_tags/* tagNames */.nP.warm] ?? '');
}

;// CONCATENATED MODULE: ./run-sweep.js












/**
 * Ends what dead runs have left in these regions, and tells what became of it. What fails in one
 * region, or with one resource, does not stop the others.
 *
 * @returns whether nothing is left that should have gone
 */
async function runSweep(deps) {
    try {
        return await sweep(deps);
    }
    catch (error) {
        if (!deps.signal.aborted)
            throw error;
        const message = 'The sweep was stopped.';
        throw new problem/* UserError */.yo({ message }, problem/* ExitCode */.yU.interrupted, { cause: error });
    }
}
async function sweep(deps) {
    const { inputs, surface, environment, signal, clock } = deps;
    const { regions: names, token, dryRun } = inputs;
    if (token)
        surface.mask(token);
    const regions = await surface.stage(`look through ${names.join(', ')}`, () => lookThrough(deps));
    const all = regions.flatMap(({ found }) => found);
    const apiUrl = (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
    const asked = runsToAsk(all, clock);
    const answers = await askRuns(asked, { token, apiUrl, signal });
    signal.throwIfAborted();
    const verdicts = judge(all, answers, clock);
    const endings = dryRun
        ? new Map()
        : await surface.stage('end what is left', () => endAll(regions, verdicts, signal));
    const facts = {
        dryRun,
        regions: names,
        groups: grouped(verdicts, endings),
        failures: regions.flatMap(({ name, failures }) => failures.map((why) => ({ region: name, why }))),
    };
    await tell(facts, surface);
    return isWell(facts);
}
async function lookThrough(deps) {
    const { inputs, surface, environment, signal } = deps;
    const credentials = await (0,credentials_credentials.credentialsFor)(inputs.identity, {
        environment,
        run: (0,identity/* runName */.rt)(environment),
        mask: (value) => surface.mask(value),
    });
    // Without any nothing can be done: told once, not for each region.
    await credentials();
    const look = async (name) => {
        const { ec2 } = (0,clients/* ec2Clients */.p7)({ region: name, credentials });
        const { found, failures } = await findOwned(ec2, name, signal);
        // Without its instances it is not known what holds the others.
        const blind = failures.some(({ kind }) => kind === 'instance');
        return { name, ec2, found: blind ? [] : found, failures: failureWords(failures) };
    };
    return Promise.all(inputs.regions.map(look));
}
/** What AWS said, and for which kinds it said so. */
function failureWords(failures) {
    const kinds = new Map();
    for (const { kind, error } of failures) {
        const words = error instanceof problem/* UserError */.yo ? error.problems.map(problem/* formatProblem */.Vw).join('\n') : (0,errors/* awsWords */.fw)(error);
        kinds.set(words, [...(kinds.get(words) ?? []), `${kind.replaceAll('-', ' ')}s`]);
    }
    return [...kinds].map(([words, names]) => `Cannot look for ${names.join(', ')}: ${words}`);
}
async function endAll(regions, verdicts, signal) {
    const endings = new Map();
    const end = async ({ name, ec2 }) => {
        const going = verdicts
            .filter(({ resource, goes }) => goes && resource.region === name)
            .map(({ resource }) => resource);
        const outcomes = await endOwned(ec2, going, signal);
        outcomes.forEach((ending, index) => {
            const resource = going[index];
            if (resource)
                endings.set(resource, ending);
        });
    };
    await Promise.all(regions.map(end));
    return endings;
}
/** Those of one cluster and kind that had the same lot stand together. */
function grouped(verdicts, endings) {
    const groups = new Map();
    for (const { resource, goes, why: verdict } of verdicts) {
        const { region, kind: of, tags, id } = resource;
        const ending = endings.get(resource) ?? { outcome: goes ? 'ended' : 'stays' };
        const { outcome } = ending;
        const why = 'why' in ending ? `${verdict}; but ${ending.why}` : verdict;
        const [cluster = '', run = ''] = [tags[plan_tags/* tagNames */.nP.id], tags[plan_tags/* tagNames */.nP.run]];
        const kind = of.replaceAll('-', ' ');
        const key = JSON.stringify([region, kind, cluster, run, outcome, why]);
        const group = groups.get(key) ?? {
            ...{ region, kind, cluster, run, outcome, why, ids: [], commands: [] },
        };
        groups.set(key, group);
        group.ids.push(id);
        if (outcome === 'waits' || outcome === 'left')
            group.commands.push(removalCommand(resource));
    }
    return [...groups.values()];
}
async function tell(facts, surface) {
    const { groups, failures } = facts;
    for (const { region, why } of failures)
        surface.error({ field: region, message: why });
    for (const { kind, ids, region, why, outcome, commands } of groups) {
        if (outcome !== 'left')
            continue;
        const message = `Left behind: ${kind} ${ids.join(', ')} in ${region}: ${why}.`;
        surface.error({ message, fix: `Remove it with: ${commands.join('; ')}` });
    }
    const ended = groups
        .filter(({ outcome }) => outcome === 'ended')
        .map(({ outcome, commands, ...group }) => group);
    surface.output('ended', JSON.stringify(ended));
    await surface.summary({ markdown: sweepSummary(facts), text: sweepText(facts) });
}


/***/ })

};
;