"use strict";
exports.id = 919;
exports.ids = [919];
exports.modules = {

/***/ 1032:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ asking)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23240);
/* harmony import */ var _inspection_findings__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23610);



/**
 * A call that a run cannot do without.
 *
 * @param action as IAM names it: `ec2:ImportKeyPair`
 * @throws UserError (69) that names it, says what AWS said, and the way out; the reason of `signal`
 */
async function asking(action, signal, call) {
    try {
        return await call();
    }
    catch (error) {
        signal.throwIfAborted();
        (0,_inspection_findings__WEBPACK_IMPORTED_MODULE_2__/* .throwIfNoAccess */ .t)(error);
        if ((0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .errorKind */ .f8)(error) !== 'denied')
            throw (0,_inspection_findings__WEBPACK_IMPORTED_MODULE_2__/* .noAnswer */ .qE)(action, error);
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo((0,_inspection_findings__WEBPACK_IMPORTED_MODULE_2__/* .deniedAction */ .Ub)(action, error), _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable, { cause: error });
    }
}


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

/***/ 69919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  inspect: () => (/* binding */ inspect)
});

// EXTERNAL MODULE: ./providers/aws/clients.js
var clients = __webpack_require__(3575);
// EXTERNAL MODULE: ../node_modules/@aws-sdk/client-ec2/dist-cjs/index.js
var dist_cjs = __webpack_require__(85447);
// EXTERNAL MODULE: ./providers/aws/insisting.js
var insisting = __webpack_require__(17643);
;// CONCATENATED MODULE: ./providers/aws/inspection/unpriced.js
const without = 'Neither the plan nor `cost-usd` counts that.';
/** The price list has Linux alone: what else an image is billed for by the hour is not known here. */
function checkImagePrices(named, found, findings) {
    for (const id of new Set(named.map((each) => each.id))) {
        const image = found.get(id);
        const billed = image && billedFor(image);
        if (billed === undefined)
            continue;
        const fields = named.filter((each) => each.id === id).map(({ field }) => field);
        findings.unpriced({
            field: fields.join(', '),
            message: `${id} (${image?.Name ?? id}) may cost something besides the machine (${billed}). ${without}`,
            fix: 'Name an image that costs nothing itself.',
        });
    }
}
/** Platforms at the price of Linux (Amazon EC2 User Guide, "AMI billing information fields"). */
const free = ['Linux/UNIX', 'Red Hat BYOL Linux'];
function billedFor(image) {
    const { PlatformDetails, ProductCodes = [], BlockDeviceMappings = [] } = image;
    if (PlatformDetails && !free.includes(PlatformDetails))
        return PlatformDetails;
    const codes = ProductCodes.map(({ ProductCodeId }) => ProductCodeId);
    if (codes.length > 0)
        return `product code ${codes.join(', ')}`;
    // The root disk is made anew, of another type.
    const disks = BlockDeviceMappings.filter((one) => one.DeviceName !== image.RootDeviceName);
    const isMagnetic = disks.some(({ Ebs }) => Ebs?.VolumeType === 'standard');
    // Amazon EBS pricing, "Previous generation volumes".
    return isMagnetic ? 'each operation of a magnetic disk' : undefined;
}
/** Local and Wavelength Zones (`us-west-2-lax-1a`) have prices of their own, which are not known here. */
function checkZonePrices(region, subnets, findings) {
    const isOrdinary = (zone) => zone.startsWith(region) && zone.length === region.length + 1;
    const others = subnets.filter(({ zone }) => !isOrdinary(zone));
    if (others.length === 0)
        return;
    const each = others.map(({ id, zone }) => `${id} is in ${zone}`).join(', ');
    findings.unpriced({
        field: 'subnet_id',
        message: `Machines cost more there than in the zones of ${region}: ${each}. ${without}`,
        fix: `Name subnets in ${region}a, ${region}b and so on.`,
    });
}

;// CONCATENATED MODULE: ./providers/aws/images.js




/** Taken where the file names none; flambé's own images are gone. */
const defaultImage = 'ubuntu-24.04';
function wantedImages(cluster) {
    const { orchestratorAmi, factoryAmi, orchestratorType, factoriesTypes, factoriesNum } = cluster;
    const orchestrator = {
        role: 'orchestrator',
        field: 'orchestrator_ami',
        given: orchestratorAmi ?? defaultImage,
        types: [orchestratorType],
    };
    if (factoriesNum === 0)
        return [orchestrator];
    const given = factoryAmi ?? defaultImage;
    return [orchestrator, { role: 'factories', field: 'factory_ami', given, types: factoriesTypes }];
}
/** Canonical's own parameter of the newest image (documentation.ubuntu.com/aws, "Find Ubuntu images"). */
function ubuntuParameter(release, architecture) {
    const arch = architecture === 'arm64' ? 'arm64' : 'amd64';
    // Images on gp3 begin with 23.10.
    const volume = Number(release) < 23.1 ? 'ebs-gp2' : 'ebs-gp3';
    return `/aws/service/canonical/ubuntu/server/${release}/stable/current/${arch}/hvm/${volume}/ami-id`;
}
function parameterOf(given, architecture) {
    if (given.startsWith('ssm:'))
        return given.slice('ssm:'.length);
    const [, release] = /^ubuntu-(.*)$/.exec(given) ?? [];
    return release && ubuntuParameter(release, architecture);
}
/**
 * The images of a cluster, by what the file says and by the architecture of its types.
 *
 * @returns those that could be had; what is wrong with the others is in the findings
 */
async function resolveImages(cluster, deps) {
    const { findings } = deps;
    const wanted = wantedImages(cluster);
    const [parameters, types] = await Promise.all([readParameters(wanted, deps), deps.types]);
    if (!parameters || !types)
        return {};
    const named = wanted.flatMap((each) => {
        const architecture = each.types.map((type) => types.get(type)?.architecture).find(Boolean);
        if (architecture === undefined)
            return [];
        const parameter = parameterOf(each.given, architecture);
        const id = parameter === undefined ? each.given : parameters.get(parameter);
        if (id !== undefined)
            return [{ ...each, id, architecture }];
        findings.lacks({
            field: each.field,
            message: `The region has no image \`${each.given}\` (parameter ${parameter}).`,
            fix: `Name an image as \`ami-…\`, or leave it out for ${defaultImage}.`,
        });
        return [];
    });
    const found = await describeImages([...new Set(named.map(({ id }) => id))], deps);
    if (!found)
        return {};
    checkImagePrices(named, found, findings);
    const images = {};
    for (const each of named) {
        const image = checked(found.get(each.id), each, cluster, deps);
        if (!image)
            continue;
        const ebsOptimized = each.types.every((type) => types.get(type)?.ebsOptimized ?? true);
        images[each.role] = { ...image, ebsOptimized };
    }
    if (cluster.factoriesNum === 0 && images.orchestrator)
        images.factories = images.orchestrator;
    tellDefaults(cluster, images, findings);
    return images;
}
/** Of both architectures at once: which one it is, is asked at the same time. */
async function readParameters(wanted, { access, findings, signal: abortSignal }) {
    const architectures = ['x86_64', 'arm64'];
    const names = wanted.flatMap(({ given }) => architectures.map((arch) => parameterOf(given, arch)));
    const unique = [...new Set(names)].filter((name) => name !== undefined);
    if (unique.length === 0)
        return new Map();
    const { GetParametersCommand, SSMClient } = await __webpack_require__.e(/* import() */ 686).then(__webpack_require__.t.bind(__webpack_require__, 21686, 19));
    const ssm = (0,insisting/* insisting */.N)(new SSMClient({ ...access, ...clients/* clientDefaults */.m_ }));
    const answer = await findings.ask('ssm:GetParameters', () => ssm.send(new GetParametersCommand({ Names: unique }), { abortSignal }));
    const found = answer?.Parameters?.map(({ Name = '', Value = '' }) => [Name, Value]);
    return found && new Map(found);
}
async function describeImages(ids, { ec2, findings, signal: abortSignal }) {
    if (ids.length === 0)
        return new Map();
    const request = {
        Filters: [{ Name: 'image-id', Values: [...ids] }],
        // Somebody who pins an image knows that it is old.
        IncludeDeprecated: true,
    };
    const answer = await findings.ask('ec2:DescribeImages', () => ec2.send(new dist_cjs/* DescribeImagesCommand */.ji5(request), { abortSignal }));
    const found = answer?.Images?.map((image) => [image.ImageId ?? '', image]);
    return found && new Map(found);
}
function checked(image, { field, id, architecture, types }, { volumeSize }, { access, findings }) {
    if (!image) {
        const message = `There is no image ${id} in ${access.region}, or it is not shared with this account.`;
        findings.lacks({ field, message });
        return undefined;
    }
    const { Name: name = id, RootDeviceName: rootDevice, RootDeviceType, State, Platform } = image;
    const root = image.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === rootDevice);
    const rootSize = root?.Ebs?.VolumeSize ?? 0;
    const shown = `${id} (${name})`;
    const faults = [
        State === 'available' ? undefined : `${shown} is ${State}, not available.`,
        RootDeviceType === 'ebs' ? undefined : `${shown} has no root disk on EBS.`,
        /^windows/i.test(Platform ?? '') ? `${shown} is Windows; Linux is wanted.` : undefined,
        image.Architecture === architecture
            ? undefined
            : `${shown} is ${image.Architecture}, and ${types.join(', ')} ${types.length > 1 ? 'are' : 'is'} ${architecture}.`,
    ].filter((fault) => fault !== undefined);
    for (const message of faults)
        findings.wrong({ field, message });
    if (rootSize > volumeSize) {
        findings.wrong({
            field: 'volume_size',
            message: `${volumeSize} GB are too small for ${shown}.`,
            fix: `It needs ${rootSize} GB at least.`,
        });
    }
    if (faults.length > 0 || rootDevice === undefined)
        return undefined;
    return { id, name, architecture, rootDevice, rootSize, disks: disksOf(image) };
}
/** Its disks of EBS besides the root one. */
function disksOf({ BlockDeviceMappings = [], RootDeviceName }) {
    return BlockDeviceMappings.flatMap(({ DeviceName: device, Ebs }) => {
        if (device === undefined || device === RootDeviceName || !Ebs)
            return [];
        const { SnapshotId: snapshot, VolumeSize: gb = 0, VolumeType: type = 'gp2' } = Ebs;
        const { Iops: iops, Throughput: throughput } = Ebs;
        // Of gp2 it is what the volume has anyway, and may not be asked for.
        const hasIops = iops !== undefined && /^(gp3|io\d)$/.test(type);
        const rates = { ...(hasIops && { iops }), ...(throughput !== undefined && { throughput }) };
        return [{ device, snapshot, gb, type, ...rates }];
    });
}
function tellDefaults({ orchestratorAmi, factoryAmi, factoriesNum }, { orchestrator, factories }, findings) {
    const relying = [
        { field: 'orchestrator_ami', given: orchestratorAmi, image: orchestrator },
        ...(factoriesNum > 0 ? [{ field: 'factory_ami', given: factoryAmi, image: factories }] : []),
    ].filter(({ given, image }) => given === undefined && image !== undefined);
    if (relying.length === 0)
        return;
    const ids = [...new Set(relying.map(({ image }) => `${image?.id}, ${image?.name}`))];
    findings.warn({
        field: relying.map(({ field }) => field).join(', '),
        message: `It is not given, and flambé's own images are gone: ${defaultImage} is taken (${ids.join('; ')}).`,
        fix: `Name an image, or \`${defaultImage}\`, to say that this is meant.`,
    });
}

;// CONCATENATED MODULE: ./providers/aws/inspection/clock.js
/** Milliseconds: within a minute the last results still come home; EC2 takes no clock that is 5 min off. */
const [noticed, refused] = [60_000, 240_000];
/**
 * Compares the clock of this machine with that of AWS, as it was in the answers so far. The SDK signs
 * by that, and so all else works: but machines end by their own clock, at a time that is reckoned here.
 */
function checkClock({ config }, findings) {
    const behind = config.systemClockOffset;
    const off = Math.abs(behind);
    if (off < noticed)
        return;
    const minutes = Math.round(off / 60_000);
    const problem = {
        message: behind > 0
            ? `This machine's clock is ${minutes} min behind that of AWS: the machines would end so much too early, with results that are not at home.`
            : `This machine's clock is ${minutes} min ahead of that of AWS: the machines would end so much too late, and cost more.`,
        fix: "Set this machine's clock: `sudo timedatectl set-ntp true`.",
    };
    if (off < refused)
        findings.warn(problem);
    else
        findings.lacks(problem);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./plan/tags.js
var tags = __webpack_require__(91641);
// EXTERNAL MODULE: ./providers/aws/errors.js
var errors = __webpack_require__(23240);
// EXTERNAL MODULE: ./providers/aws/key-pair.js
var key_pair = __webpack_require__(97469);
// EXTERNAL MODULE: ./providers/aws/machine-order.js
var machine_order = __webpack_require__(94843);
// EXTERNAL MODULE: ./providers/aws/tag-specifications.js
var tag_specifications = __webpack_require__(80622);
// EXTERNAL MODULE: ./providers/aws/inspection/findings.js
var inspection_findings = __webpack_require__(23610);
;// CONCATENATED MODULE: ./providers/aws/inspection/dry-run.js








/**
 * Asks EC2 whether it would do what the run will ask for: `DryRun` looks at the rights, those of
 * tagging and iam:PassRole among them, and at some of the parameters.
 */
async function tryCreating(trial) {
    const { cluster } = trial;
    const machines = trialMachines(trial).map((each) => tryRunInstances(each, trial));
    const group = cluster.securityGroup === 'runner' ? [trySecurityGroup(trial)] : [];
    const pair = cluster.keyName === undefined ? [tryKeyPair(trial)] : [];
    await Promise.all([...machines, ...group, ...pair, tryLooking(trial), tryStatus(trial)]);
}
/** Whether it may be looked at machines, which there are none of yet. */
async function tryLooking(trial) {
    const { ec2, signal } = trial;
    await tried('ec2:DescribeInstances', 'role-to-assume', trial, () => ec2.send(new dist_cjs/* DescribeInstancesCommand */.bNs({ DryRun: true }), { abortSignal: signal }));
}
/** A run can do without: it sees later that a machine does not answer. */
async function tryStatus({ ec2, findings, signal }) {
    const action = 'ec2:DescribeInstanceStatus';
    try {
        await ec2.send(new dist_cjs/* DescribeInstanceStatusCommand */.o0z({ DryRun: true }), { abortSignal: signal });
    }
    catch (error) {
        if (error.name === 'DryRunOperation')
            return;
        (0,inspection_findings/* throwIfNoAccess */.t)(error);
        const { message, ...problem } = (0,errors/* errorKind */.f8)(error) === 'denied'
            ? (0,inspection_findings/* deniedAction */.Ub)(action, error)
            : { message: `AWS refuses ${action}: ${(0,errors/* awsWords */.fw)(error)}` };
        const without = 'That a machine is not well is then noticed when it does not answer any more.';
        findings.warn({ ...problem, message: `${message} ${without}` });
    }
}
/** One of each role; one for both where EC2 is asked the same for both. */
function trialMachines({ cluster, images }) {
    const { orchestratorType, factoriesTypes, factoriesNum, spot } = cluster;
    const orchestrator = {
        ...{ role: 'orchestrator', field: 'orchestrator_type', type: orchestratorType },
        market: 'on-demand',
    };
    const factory = {
        ...{ role: 'factory', field: 'factories_type', type: factoriesTypes[0] },
        market: spot === false ? 'on-demand' : 'spot',
    };
    const differs = factory.type !== orchestrator.type ||
        factory.market !== orchestrator.market ||
        images.factories?.id !== images.orchestrator?.id;
    const machines = [];
    if (images.orchestrator)
        machines.push({ ...orchestrator, image: images.orchestrator });
    if (factoriesNum > 0 && differs && images.factories) {
        machines.push({ ...factory, image: images.factories });
    }
    return machines;
}
async function tryRunInstances({ role, field, type, image, market }, trial) {
    const { ec2, plan, cluster, subnets, findings, signal } = trial;
    const [subnet] = subnets;
    if (!subnet)
        return;
    const order = {
        ...{ role, count: 1, least: 1, image, idleHours: -1 },
        places: [{ type, subnetId: subnet.id }],
        markets: [market],
    };
    const asked = { type, subnetId: subnet.id, market, count: 1, call: 0 };
    const { keyName, securityGroup } = cluster;
    const given = { keyName: keyName ?? '', securityGroupId: securityGroup };
    // EC2 says no more than the first thing that is wrong: without what is known to be wrong, the next.
    const hasKey = keyName !== undefined && !findings.has('key_name');
    const hasGroup = securityGroup !== 'runner' && !findings.has('security_group');
    const setting = { plan, cluster, ...given, salt: '' };
    const { ClientToken, KeyName, NetworkInterfaces, BlockDeviceMappings, ...request } = (0,machine_order/* runInstancesRequest */.h)(order, asked, setting, '');
    // What the run makes for itself is not there yet.
    const withoutGroup = NetworkInterfaces?.map(({ Groups, ...rest }) => rest);
    const command = new dist_cjs/* RunInstancesCommand */.zq7({
        ...request,
        ...(hasKey && { KeyName }),
        ...(!findings.has('volume_size') && { BlockDeviceMappings }),
        NetworkInterfaces: hasGroup ? NetworkInterfaces : withoutGroup,
        DryRun: true,
    });
    await tried('ec2:RunInstances', field, trial, () => ec2.send(command, { abortSignal: signal }));
}
async function trySecurityGroup(trial) {
    const { ec2, plan, cluster, subnets, signal } = trial;
    const [subnet] = subnets;
    if (!subnet)
        return;
    const command = new dist_cjs/* CreateSecurityGroupCommand */.x3C({
        GroupName: (0,key_pair/* ownName */.qU)(plan.id),
        Description: 'SSH from one runner, and its machines among themselves',
        VpcId: subnet.vpcId,
        TagSpecifications: (0,tag_specifications/* tagSpecifications */.v7)((0,tags/* runTags */.He)(plan, cluster), ['security-group']),
        DryRun: true,
    });
    await tried('ec2:CreateSecurityGroup', 'security_group', trial, () => ec2.send(command, { abortSignal: signal }));
}
async function tryKeyPair(trial) {
    const { ec2, plan, cluster, signal } = trial;
    const command = new dist_cjs/* ImportKeyPairCommand */.OmI({
        KeyName: (0,key_pair/* ownName */.qU)(plan.id),
        PublicKeyMaterial: Buffer.from(anyPublicKey()),
        TagSpecifications: (0,tag_specifications/* tagSpecifications */.v7)((0,tags/* runTags */.He)(plan, cluster), ['key-pair']),
        DryRun: true,
    });
    await tried('ec2:ImportKeyPair', 'key_name', trial, () => ec2.send(command, { abortSignal: signal }));
}
/** Of OpenSSH (RFC 8709, section 4); nobody keeps its private half. */
function anyPublicKey() {
    const der = (0,external_node_crypto_.generateKeyPairSync)('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    const parts = [Buffer.from('ssh-ed25519'), der.subarray(-32)].flatMap((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return [length, part];
    });
    return `ssh-ed25519 ${Buffer.concat(parts).toString('base64')}`;
}
/** `DryRunOperation` is how EC2 says yes. */
async function tried(action, field, { cluster, findings }, call) {
    try {
        await call();
    }
    catch (error) {
        const { name } = error;
        if (name === 'DryRunOperation')
            return;
        (0,inspection_findings/* throwIfNoAccess */.t)(error);
        const words = (0,errors/* awsWords */.fw)(error);
        const fix = (0,errors/* mending */.ph)(words);
        if (fix !== undefined && cluster.spot === true) {
            return lacksOnce(findings, {
                field: 'spot',
                message: `EC2 would refuse ${action}: ${words}`,
                fix,
            });
        }
        switch ((0,errors/* errorKind */.f8)(error)) {
            case 'denied':
                return findings.lacks((0,inspection_findings/* deniedAction */.Ub)(action, error));
            case 'elsewhere':
            case 'on-demand':
                return findings.warn({
                    ...{ field, message: `EC2 may not have it now: ${words}` },
                    ...(fix !== undefined && { fix }),
                });
            case 'throttled':
            case 'outage':
                throw (0,inspection_findings/* noAnswer */.qE)(action, error);
            case 'quota':
                return lacksOnce(findings, { field, ...(0,inspection_findings/* overQuota */.Tt)(action, words) });
            default:
                return lacksOnce(findings, dry_run_refused(cluster, action, field, words));
        }
    }
    return undefined;
}
/** What another question has found out of the same field is told once, and better. */
function lacksOnce(findings, problem) {
    if (!findings.has(problem.field))
        findings.lacks(problem);
}
/** What EC2 means, by the words that it says. */
const meant = [
    [/instance ?profile/i, 'instance_profile'],
    [/^InvalidKeyPair\./, 'key_name'],
    [/^(InvalidGroup|InvalidSecurityGroupID)\./, 'security_group'],
    [/^InvalidSubnet/, 'subnet_id'],
    [/^(InvalidBlockDeviceMapping|InvalidSnapshot|InvalidVolume)|\bvolume\b/i, 'volume_size'],
];
function dry_run_refused({ instanceProfile }, action, asked, words) {
    const [, field = asked] = meant.find(([pattern]) => pattern.test(words)) ?? [];
    if (field !== 'instance_profile') {
        return { field, message: `EC2 would refuse ${action}: ${words}` };
    }
    return {
        field,
        message: `EC2 does not take \`${instanceProfile}\`: ${words}`,
        fix: 'See which there are: aws iam list-instance-profiles',
    };
}

;// CONCATENATED MODULE: ./providers/aws/inspection/gpu-driver.js
/** Ubuntu's own images come without NVIDIA's driver. */
function checkDrivers(cluster, types, images, findings) {
    const { orchestratorType, factoriesTypes, factoriesNum, setupCmds } = cluster;
    if (setupCmds.some((command) => /nvidia|cuda|ubuntu-drivers/i.test(command)))
        return;
    const roles = [
        { field: 'orchestrator_ami', image: images.orchestrator, names: [orchestratorType] },
        ...(factoriesNum > 0
            ? [{ field: 'factory_ami', image: images.factories, names: factoriesTypes }]
            : []),
    ];
    for (const { field, image, names } of roles) {
        const withGpus = names.filter((name) => types.get(name)?.gpus?.includes('NVIDIA'));
        if (!image || !/^ubuntu\/images/.test(image.name) || withGpus.length === 0)
            continue;
        const parameter = `ssm:/aws/service/deeplearning/ami/${image.architecture}/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id`;
        findings.warn({
            field,
            message: `${withGpus.join(' and ')} with GPUs, and Ubuntu's own image has no driver for them.`,
            fix: `Name one with NVIDIA's driver, like \`${parameter}\`, or install it in \`setup_cmds\` (docs/gpus.md).`,
        });
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./providers/aws/inspection/group-rules.js


/** Ports of flambé's report site and TensorBoard (flambe/cluster/const.py). */
const sitePorts = [49556, 49558];
const highestPort = 65535;
async function describeGroup(ec2, { securityGroup }, region, findings, abortSignal) {
    if (securityGroup === 'runner')
        return undefined;
    const request = { Filters: [{ Name: 'group-id', Values: [securityGroup] }] };
    const answer = await findings.ask('ec2:DescribeSecurityGroups', () => ec2.send(new dist_cjs/* DescribeSecurityGroupsCommand */.jsQ(request), { abortSignal }));
    if (!answer)
        return undefined;
    const group = answer.SecurityGroups?.[0];
    if (group)
        return group;
    findings.lacks({
        field: 'security_group',
        message: `This account has no ${securityGroup} in ${region}.`,
        fix: 'Name one that there is, or `runner` for one that is made for the run.',
    });
    return undefined;
}
/** What the rules of the group let in, and what they do not; nothing is changed. */
function checkGroup(group, setting, findings) {
    const [subnet] = setting.subnets;
    if (subnet && group.VpcId !== subnet.vpcId) {
        findings.lacks({
            field: 'security_group',
            message: `${group.GroupId} is in ${group.VpcId}, and ${subnet.id} in ${subnet.vpcId}.`,
            fix: 'Name a security group of the VPC of the subnets.',
        });
    }
    checkSsh(group, setting, findings);
    checkSites(group, setting, findings);
    checkMembers(group, setting, findings);
}
/** Whether the runner may come in, as far as that can be told. */
function checkSsh(group, setting, findings) {
    const { cluster, runnerAddress } = setting;
    const { port } = cluster;
    const letIn = lets(group, port, setting);
    if (letIn === 'yes')
        return;
    const problem = {
        field: 'security_group',
        fix: `Open it: ${openCommand(setting, group, `--protocol tcp --port ${port} --cidr ${cidrOf(runnerAddress)}`)}`,
    };
    const from = runnerAddress === undefined ? 'the runner' : `the runner, ${runnerAddress}`;
    if (letIn === 'no') {
        const message = `${group.GroupId} does not let ${from}, in to port ${port} (SSH).`;
        findings.lacks({ ...problem, message: message.replace('runner, in', 'runner in') });
    }
    else {
        const message = `It cannot be told whether ${group.GroupId} lets ${from} in to port ${port} (SSH).`;
        findings.warn({ ...problem, message });
    }
}
function checkSites(group, setting, findings) {
    const closed = sitePorts.filter((port) => lets(group, port, setting) === 'no');
    if (closed.length === 0)
        return;
    const commands = closed.map((port) => openCommand(setting, group, `--protocol tcp --port ${port} --cidr ${cidrOf(setting.runnerAddress)}`));
    findings.warn({
        field: 'security_group',
        message: `${group.GroupId} does not let you in to port ${closed.join(' and ')}, where flambé shows its reports.`,
        fix: `To see them while it runs: ${commands.join('; ')}`,
    });
}
function checkMembers(group, setting, findings) {
    const { cluster, subnets } = setting;
    if (cluster.factoriesNum === 0)
        return;
    const { IpPermissions = [] } = group;
    const rules = IpPermissions.filter((rule) => isAmongMembers(rule, group, subnets));
    if (rules.some((rule) => covers(rule, 1, highestPort)))
        return;
    const command = openCommand(setting, group, `--protocol -1 --source-group ${group.GroupId}`);
    const problem = { field: 'security_group', fix: `Open it: ${command}` };
    const hasSsh = (rule) => covers(rule, cluster.port, cluster.port);
    const someAlone = 'only some ports of each other: Ray needs them all.';
    // The entries of a prefix list may be the addresses of the subnets.
    const lists = IpPermissions.filter((rule) => rule.PrefixListIds?.length && hasSsh(rule));
    if (lists.some((rule) => covers(rule, 1, highestPort))) {
        const message = `It cannot be told whether ${group.GroupId} lets its members reach each other: a prefix list says it.`;
        findings.warn({ ...problem, message });
    }
    else if (rules.some(hasSsh)) {
        findings.warn({ ...problem, message: `${group.GroupId} lets its members reach ${someAlone}` });
    }
    else if (lists.length > 0) {
        const message = `By a prefix list ${group.GroupId} may let its members reach ${someAlone}`;
        findings.warn({ ...problem, message });
    }
    else {
        const message = `${group.GroupId} does not let its members reach each other.`;
        findings.lacks({ ...problem, message });
    }
}
function openCommand({ region }, { GroupId }, rule) {
    return `aws ec2 authorize-security-group-ingress --region ${region} --group-id ${GroupId} ${rule}`;
}
function cidrOf(address) {
    return `${address ?? 'ADDRESS'}/32`;
}
/**
 * `maybe`: there are rules for this port, of a source that may or may not be the runner's: a prefix
 * list, another group, or addresses while the runner's own is not known, or not the one that counts.
 */
function lets({ IpPermissions = [] }, port, { cluster, runnerAddress }) {
    const rules = IpPermissions.filter((rule) => covers(rule, port, port));
    const blocks = rules.flatMap(blocksOf);
    if (blocks.some((block) => block === '0.0.0.0/0'))
        return 'yes';
    const throughVpc = !cluster.usePublic || cluster.jump !== undefined;
    const indirect = rules.some(({ PrefixListIds = [], UserIdGroupPairs = [] }) => PrefixListIds.length > 0 || (throughVpc && UserIdGroupPairs.length > 0));
    if (throughVpc || runnerAddress === undefined) {
        return blocks.length > 0 || indirect ? 'maybe' : 'no';
    }
    if (blocks.some((block) => isIn(block, runnerAddress)))
        return 'yes';
    return indirect ? 'maybe' : 'no';
}
function isAmongMembers(rule, { GroupId }, subnets) {
    if (rule.UserIdGroupPairs?.some((pair) => pair.GroupId === GroupId))
        return true;
    const blocks = blocksOf(rule);
    return (subnets.length > 0 &&
        subnets.every(({ cidr }) => blocks.some((block) => isBlockIn(block, cidr))));
}
function covers({ IpProtocol, FromPort = 0, ToPort }, from, to) {
    if (IpProtocol === '-1')
        return true;
    return IpProtocol === 'tcp' && FromPort <= from && (ToPort ?? highestPort) >= to;
}
function blocksOf({ IpRanges = [], Ipv6Ranges = [] }) {
    const blocks = [
        ...IpRanges.map(({ CidrIp }) => CidrIp),
        ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ];
    return blocks.filter((block) => block !== undefined);
}
function isIn(block, address) {
    const [network = '', length = ''] = block.split('/');
    const family = (0,external_node_net_.isIPv4)(network) ? 'ipv4' : 'ipv6';
    if (family !== ((0,external_node_net_.isIPv4)(address) ? 'ipv4' : 'ipv6'))
        return false;
    const list = new external_node_net_.BlockList();
    list.addSubnet(network, Number(length), family);
    return list.check(address, family);
}
/** Whether all of `inner` lies in `block`. */
function isBlockIn(block, inner) {
    const [address = '', length = ''] = inner.split('/');
    return Number(block.split('/')[1]) <= Number(length) && isIn(block, address);
}

;// CONCATENATED MODULE: ./providers/aws/inspection/instance-types.js

/** Every type of the cluster with the field that names it; some may be named in both. */
function typeFields({ orchestratorType, factoriesTypes, factoriesNum }) {
    return [
        { field: 'orchestrator_type', types: [orchestratorType] },
        ...(factoriesNum > 0 ? [{ field: 'factories_type', types: [...factoriesTypes] }] : []),
    ];
}
async function describeTypes(ec2, cluster, region, findings, abortSignal) {
    const request = { Filters: [{ Name: 'instance-type', Values: namesOf(cluster) }] };
    const answer = await findings.ask('ec2:DescribeInstanceTypes', () => ec2.send(new dist_cjs/* DescribeInstanceTypesCommand */.hkU(request), { abortSignal }));
    if (!answer)
        return undefined;
    const types = new Map();
    for (const info of answer.InstanceTypes ?? []) {
        if (info.InstanceType)
            types.set(info.InstanceType, factsOf(info));
    }
    for (const { field, types: names } of typeFields(cluster)) {
        for (const name of names.filter((name) => !types.has(name))) {
            findings.lacks({ field, message: `EC2 has no ${name} in ${region}.` });
        }
    }
    return types;
}
function namesOf(cluster) {
    return [...new Set(typeFields(cluster).flatMap(({ types }) => types))];
}
function factsOf(info) {
    const { ProcessorInfo, VCpuInfo, MemoryInfo, EbsInfo, GpuInfo, SupportedUsageClasses } = info;
    const gpus = (GpuInfo?.Gpus ?? []).map(({ Count, Manufacturer, Name }) => `${Count} × ${Manufacturer} ${Name}`);
    return {
        architecture: ProcessorInfo?.SupportedArchitectures?.includes('arm64') ? 'arm64' : 'x86_64',
        vcpus: VCpuInfo?.DefaultVCpus ?? 0,
        memoryMiB: MemoryInfo?.SizeInMiB ?? 0,
        gpus: gpus.length > 0 ? gpus.join(', ') : undefined,
        ebsOptimized: (EbsInfo?.EbsOptimizedSupport ?? 'unsupported') !== 'unsupported',
        spot: SupportedUsageClasses?.includes('spot') ?? true,
    };
}
/** What the file asks of its types together. */
function checkTypes({ factoriesTypes, factoriesNum, spot }, types, findings) {
    const facts = factoriesTypes.map((type) => ({ type, ...types.get(type) }));
    if (factoriesNum === 0)
        return;
    const architectures = new Set(facts.map(({ architecture }) => architecture));
    architectures.delete(undefined);
    if (architectures.size > 1) {
        const each = facts.map(({ type, architecture }) => `${type} is ${architecture ?? 'unknown'}`);
        findings.wrong({
            field: 'factories_type',
            message: `One image cannot start on all of them: ${each.join(', ')}.`,
            fix: 'Name types of one architecture.',
        });
    }
    const noSpot = facts.filter((each) => each.spot === false).map(({ type }) => type);
    if (spot === true && noSpot.length > 0) {
        findings.wrong({
            field: 'spot',
            message: `There are no spot instances of ${noSpot.join(', ')}.`,
            fix: 'Name other types, or `spot: prefer`.',
        });
    }
}
/** In which zones each type is offered. */
async function describeOfferings(ec2, cluster, findings, abortSignal) {
    const request = new dist_cjs/* DescribeInstanceTypeOfferingsCommand */.DyC({
        LocationType: 'availability-zone',
        Filters: [{ Name: 'instance-type', Values: namesOf(cluster) }],
    });
    const answer = await findings.ask('ec2:DescribeInstanceTypeOfferings', () => ec2.send(request, { abortSignal }));
    if (!answer)
        return undefined;
    const zones = new Map();
    for (const { InstanceType, Location } of answer.InstanceTypeOfferings ?? []) {
        if (!InstanceType || !Location)
            continue;
        zones.set(InstanceType, (zones.get(InstanceType) ?? new Set()).add(Location));
    }
    return zones;
}
/** A type that is in none of the subnets' zones is a problem; one that is in some, a warning. */
function checkOfferings(cluster, types, offerings, subnets, findings) {
    const zones = [...new Set(subnets.map(({ zone }) => zone))];
    if (zones.length === 0)
        return;
    for (const { field, types: names } of typeFields(cluster)) {
        const known = names.filter((name) => types.has(name));
        const nowhere = known.filter((name) => !zones.some((zone) => offerings.get(name)?.has(zone)));
        if (nowhere.length === 0)
            continue;
        const zonesOf = (name) => [...(offerings.get(name) ?? [])].sort().join(', ') || 'none';
        const each = nowhere.map((name) => `${name} (offered in ${zonesOf(name)})`).join(', ');
        const message = `Not offered in the zones of the subnets, ${zones.join(', ')}: ${each}.`;
        const fix = 'Name another type, or a subnet in another zone.';
        if (nowhere.length === known.length)
            findings.lacks({ field, message, fix });
        else
            findings.warn({ field, message, fix });
    }
}

// EXTERNAL MODULE: ./providers/aws/inspection/key-match.js
var key_match = __webpack_require__(22401);
// EXTERNAL MODULE: ./providers/aws/inspection/quotas.js
var quotas = __webpack_require__(49433);
;// CONCATENATED MODULE: ./providers/aws/inspection/subnets.js

/** The subnets that there are, in the order of the file. */
async function describeSubnets(ec2, { subnetIds }, region, findings, abortSignal) {
    const request = { Filters: [{ Name: 'subnet-id', Values: [...subnetIds] }] };
    const answer = await findings.ask('ec2:DescribeSubnets', () => ec2.send(new dist_cjs/* DescribeSubnetsCommand */.jSW(request), { abortSignal }));
    if (!answer)
        return undefined;
    const found = subnetIds.flatMap((id) => {
        const subnet = answer.Subnets?.find(({ SubnetId }) => SubnetId === id);
        if (!subnet)
            return [];
        const { VpcId = '', AvailabilityZone = '', AvailableIpAddressCount, CidrBlock = '' } = subnet;
        const freeAddresses = AvailableIpAddressCount ?? 0;
        return [{ id, vpcId: VpcId, zone: AvailabilityZone, freeAddresses, cidr: CidrBlock }];
    });
    const missing = subnetIds.filter((id) => !found.some((subnet) => subnet.id === id));
    if (missing.length > 0) {
        findings.lacks({
            field: 'subnet_id',
            message: `This account has no ${missing.join(', ')} in ${region}.`,
            fix: `See which there are: aws ec2 describe-subnets --region ${region}`,
        });
    }
    return found;
}
function checkSubnets({ factoriesNum, minFactories }, subnets, findings) {
    const field = 'subnet_id';
    const [first] = subnets;
    if (!first)
        return;
    const elsewhere = subnets.filter(({ vpcId }) => vpcId !== first.vpcId);
    if (elsewhere.length > 0) {
        const each = [first, ...elsewhere].map(({ id, vpcId }) => `${id} is in ${vpcId}`).join(', ');
        findings.lacks({ field, message: `All subnets must be in one VPC: ${each}.` });
    }
    const free = subnets.reduce((sum, { freeAddresses }) => sum + freeAddresses, 0);
    if (free > factoriesNum)
        return;
    const each = subnets.map(({ id, freeAddresses }) => `${id} has ${freeAddresses}`).join(', ');
    const problem = {
        field,
        message: `There are too few free addresses for ${1 + factoriesNum} machines: ${each}.`,
        fix: 'Name more subnets, or a larger one.',
    };
    if (free > minFactories)
        findings.warn(problem);
    else
        findings.lacks(problem);
}

;// CONCATENATED MODULE: ./providers/aws/inspect.js












/**
 * Looks whether this account can have the cluster, by reading and DryRun: nothing is made or changed.
 * The number of calls does not depend on the number of machines: at most ten of EC2, one of SSM,
 * and one of Service Quotas for each quota that counts.
 *
 * @throws UserError with all that is wrong at once: 65 when it is the file alone, else 69
 */
async function inspect(plan, cluster, access, deps) {
    const { signal } = deps;
    const { region } = access;
    const { ec2 } = (0,clients/* ec2Clients */.p7)(access);
    const findings = new inspection_findings/* AccountFindings */.CT(plan.maxCost);
    const asked = [ec2, cluster, region, findings, signal];
    const typesAsked = describeTypes(...asked);
    const [types, subnets, offerings, group, images, runnerAddress] = await Promise.all([
        typesAsked,
        describeSubnets(...asked),
        describeOfferings(ec2, cluster, findings, signal),
        describeGroup(...asked),
        resolveImages(cluster, { access, ec2, types: typesAsked, findings, signal }),
        addressOf(cluster, deps),
        (0,key_match/* checkKeyPair */.ce)(ec2, cluster, region, deps.privateKey, findings, signal),
    ]);
    const known = subnets ?? [];
    checkClock(ec2, findings);
    checkSubnets(cluster, known, findings);
    checkZonePrices(region, known, findings);
    checkAddress(cluster, runnerAddress, findings);
    if (types)
        checkTypes(cluster, types, findings);
    if (types)
        checkDrivers(cluster, types, images, findings);
    if (types && offerings)
        checkOfferings(cluster, types, offerings, known, findings);
    if (group)
        checkGroup(group, { cluster, region, subnets: known, runnerAddress }, findings);
    const trial = { ec2, plan, cluster, images, subnets: known, findings, signal };
    await Promise.all([
        tryCreating(trial),
        types && (0,quotas/* checkQuotas */.sQ)(access, cluster, types, findings, signal),
    ]);
    findings.throwIfAny();
    const [subnet, ...others] = known;
    if (!types || !subnet || !images.orchestrator || !images.factories) {
        throw new Error('What is not known of the account is a problem.');
    }
    return {
        images: { orchestrator: images.orchestrator, factories: images.factories },
        disks: { orchestrator: images.orchestrator.disks, factory: images.factories.disks },
        vpcId: subnet.vpcId,
        subnets: [subnet, ...others],
        types,
        runner: runnerAddress === undefined ? [] : [`${runnerAddress}/32`],
        warnings: findings.warnings,
        infos: [...imageLines(images), ...groupLines(group), ...findings.infos],
    };
}
/** Asked only where rules are for this address: through a VPC or a jump host it is another one. */
async function addressOf({ usePublic, jump, securityGroup }, { runnerAddress }) {
    const counts = securityGroup === 'runner' || (usePublic && jump === undefined);
    return counts ? runnerAddress() : undefined;
}
function checkAddress({ securityGroup }, runnerAddress, findings) {
    if (securityGroup !== 'runner' || runnerAddress !== undefined)
        return;
    findings.lacks({
        field: 'security_group',
        message: 'It is to be open to this runner alone, and the address of the runner is not known.',
        fix: 'Let the runner reach https://checkip.amazonaws.com, or name a security group.',
    });
}
function imageLines({ orchestrator, factories }) {
    const line = (role, image) => `${role}: ${image.id} (${image.name}, ${image.architecture})`;
    return [
        ...(orchestrator ? [line('image of orchestrator', orchestrator)] : []),
        ...(factories && factories.id !== orchestrator?.id
            ? [line('image of factories', factories)]
            : []),
    ];
}
function groupLines(group) {
    if (!group)
        return [];
    const rules = (group.IpPermissions ?? []).map(({ IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds }) => {
        const from = [
            ...(IpRanges ?? []).map(({ CidrIp }) => CidrIp),
            ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
            ...(UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
            ...(PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
        ];
        const ports = FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort}`;
        const what = IpProtocol === '-1' ? 'everything' : `${IpProtocol} ${ports}`;
        return `${what} from ${from.join(', ')}`;
    });
    return [`${group.GroupId} lets in: ${rules.join('; ') || 'nothing'}`];
}


/***/ }),

/***/ 23610:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ AccountFindings),
/* harmony export */   Tt: () => (/* binding */ overQuota),
/* harmony export */   Ub: () => (/* binding */ deniedAction),
/* harmony export */   qE: () => (/* binding */ noAnswer),
/* harmony export */   t: () => (/* binding */ throwIfNoAccess)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23240);


/** Errors of AWS that say nothing of a right: the credentials themselves are no good. */
const badCredentials = /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|Signature\w*|IncompleteSignature)$/;
/** What AWS says of good credentials, too, in a region that their account has not enabled. */
const isOfNobody = /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException)$/;
/** Gathers what an account lacks for a run, over all questions that are asked of it. */
class AccountFindings {
    maxCost;
    warnings = [];
    infos = [];
    #problems = [];
    #accountLacks = false;
    /** @param maxCost US dollars that the run may cost; undefined: whatever it does */
    constructor(maxCost) {
        this.maxCost = maxCost;
    }
    /** The account lacks something, or has it in another state than the run needs. */
    lacks(problem) {
        this.#accountLacks = true;
        this.#problems.push(problem);
    }
    /** The cluster file cannot be right, whatever the account has. */
    wrong(problem) {
        this.#problems.push(problem);
    }
    warn(problem) {
        this.warnings.push(problem);
    }
    /** It costs what nobody knows here: no run may then have a limit. */
    unpriced({ fix, ...problem }) {
        if (this.maxCost === undefined)
            this.warn(problem);
        else
            this.lacks({ ...problem, fix: `${fix} Or leave \`max-cost\` out.` });
    }
    /** Whether something is wrong with this field. */
    has(field) {
        return this.#problems.some((one) => one.field?.split(', ').includes(field));
    }
    /**
     * Asks AWS.
     *
     * @param action as IAM names it: `ec2:DescribeSubnets`
     * @returns undefined when this role may not ask; that is then among the problems
     * @throws UserError when nothing can be asked at all
     */
    async ask(action, question) {
        try {
            return await question();
        }
        catch (error) {
            throwIfNoAccess(error);
            if ((0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .errorKind */ .f8)(error) !== 'denied')
                throw noAnswer(action, error);
            this.lacks(deniedAction(action, error));
            return undefined;
        }
    }
    /** @throws UserError with all problems, if there are any */
    throwIfAny() {
        if (this.#problems.length === 0)
            return;
        const code = this.#accountLacks ? _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable : _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.badInput;
        throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(this.#problems, code);
    }
}
/** What is wrong with the credentials is told by whoever had them; the rest says so itself. */
function throwIfNoAccess(error) {
    for (let at = error; at instanceof Error; at = at.cause) {
        if (at instanceof _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
            throw at;
        if (at.name === 'AbortError')
            throw at;
        if (badCredentials.test(at.name) || (0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .errorKind */ .f8)(at) === 'expired') {
            const region = isOfNobody.test(at.name)
                ? ' Or the region (`region_name`, `aws-region`) is not enabled in the account.'
                : '';
            throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
                field: 'role-to-assume',
                message: `AWS does not take the credentials: ${(0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .awsWords */ .fw)(at)}`,
                fix: `Look at the role, or at the AWS credentials of this machine, and at its clock.${region}`,
            }, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable, { cause: error });
        }
    }
}
/** What AWS does not do for other reasons than rights. */
function noAnswer(action, error) {
    const kind = (0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .errorKind */ .f8)(error);
    const words = (0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .awsWords */ .fw)(error);
    const isLater = kind === 'outage' || kind === 'throttled';
    const later = {
        message: `AWS gives no answer to ${action}: ${words}`,
        fix: 'Try again later.',
    };
    const refused = { message: `AWS refuses ${action}: ${words}` };
    const problem = isLater ? later : kind === 'quota' ? overQuota(action, words) : refused;
    return new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(problem, _problem__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.clusterUnavailable, { cause: error });
}
/** @param words what AWS said */
function overQuota(action, words) {
    const page = 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas';
    return {
        message: `AWS refuses ${action}: ${words}`,
        fix: `Ask for a higher quota, or remove what nobody needs: ${page}`,
    };
}
/** What the role may not do: AWS mostly names the action itself. */
function deniedAction(action, error) {
    const words = (0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .awsWords */ .fw)(error).replace(/ ?Encoded authorization failure message: \S+/, '');
    const [, named = action] = /not authorized to perform: ([\w-]+:\w+)/.exec(words) ?? [];
    return {
        field: 'role-to-assume',
        message: `It may not do ${named}: ${words}`,
        fix: 'Give it the rights in docs/aws-setup.md.',
    };
}


/***/ }),

/***/ 22401:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mk: () => (/* binding */ escaped),
/* harmony export */   ce: () => (/* binding */ checkKeyPair)
/* harmony export */ });
/* unused harmony export isPair */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85447);


/** Looks whether the key pair is there, and of this private key. */
async function checkKeyPair(ec2, { keyName }, region, privateKey, findings, abortSignal) {
    if (keyName === undefined)
        return;
    const field = 'key_name';
    const request = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__/* .DescribeKeyPairsCommand */ .DRu({
        Filters: [{ Name: 'key-name', Values: [escaped(keyName)] }],
        IncludePublicKey: true,
    });
    const answer = await findings.ask('ec2:DescribeKeyPairs', () => ec2.send(request, { abortSignal }));
    if (!answer)
        return;
    const pair = answer.KeyPairs?.find(({ KeyName }) => KeyName === keyName);
    if (!pair) {
        findings.lacks({
            field,
            message: `There is no key pair \`${keyName}\` in ${region}.`,
            fix: `See which there are: aws ec2 describe-key-pairs --region ${region}. Without \`key_name\` and \`key\` one is made for the run.`,
        });
        return;
    }
    if (privateKey === undefined || (await isPair(privateKey, pair)) !== false)
        return;
    findings.lacks({
        field,
        message: `The private key is not that of the key pair \`${keyName}\` (${pair.KeyFingerprint}).`,
        fix: 'Give the private key of this pair as `key` or `ssh-private-key`, or name its own pair.',
    });
}
/** Wildcards of an EC2 filter. */
function escaped(name) {
    return name.replaceAll(/[\\*?]/g, '\\$&');
}
/** @returns undefined where EC2 does not say enough to tell */
async function isPair(privateKey, { PublicKey, KeyFingerprint }) {
    const { utils } = await __webpack_require__.e(/* import() */ 362).then(__webpack_require__.t.bind(__webpack_require__, 17362, 23));
    const key = utils.parseKey(privateKey);
    if (key instanceof Error || Array.isArray(key))
        return undefined;
    const blob = key.getPublicSSH();
    if (PublicKey !== undefined)
        return PublicKey.split(/\s+/)[1] === blob.toString('base64');
    if (KeyFingerprint === undefined)
        return undefined;
    const fingerprints = key.type === 'ssh-rsa' ? rsaFingerprints(key) : [digest('sha256', blob)];
    return fingerprints.some((ours) => plain(ours) === plain(KeyFingerprint));
}
/** Imported: MD5 of the public key. Made by EC2: SHA-1 of the private key (EC2 User Guide, "Verify the fingerprint of your key pair"). */
function rsaFingerprints(key) {
    const publicDer = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key.getPublicPEM()).export({ type: 'spki', format: 'der' });
    const privateDer = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(key.getPrivatePEM()).export({ type: 'pkcs8', format: 'der' });
    return [digest('md5', publicDer, 'hex'), digest('sha1', privateDer, 'hex')];
}
function digest(algorithm, bytes, encoding = 'base64') {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(bytes).digest(encoding);
}
/** EC2 pads with `=`, others do not. */
function plain(fingerprint) {
    return fingerprint.replace(/^SHA256:/, '').replaceAll(/[:=]/g, '');
}


/***/ }),

/***/ 49433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eJ: () => (/* binding */ quotaCode),
/* harmony export */   sQ: () => (/* binding */ checkQuotas)
/* harmony export */ });
/* unused harmony export quotaNeeds */
/* harmony import */ var _clients__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3575);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23240);
/* harmony import */ var _insisting__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17643);
/* harmony import */ var _findings__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23610);




/** Codes of Service Quotas for the vCPUs of all instances of a family together: on demand, spot. */
const codes = {
    standard: ['L-1216C47A', 'L-34B43A08'],
    g: ['L-DB2E81BA', 'L-3819A6DF'],
    p: ['L-417A185B', 'L-7212CCBC'],
    p5: ['L-417A185B', 'L-C4BD4855'],
    // Nobody says clearly under which quota their spot instances are.
    newerP: ['L-417A185B', undefined],
    x: ['L-7295265B', 'L-E3A00192'],
    f: ['L-74FC7D96', 'L-88CF9481'],
    inf: ['L-1945791B', 'L-B5D1601B'],
    trn: ['L-2C3B7624', 'L-6B0D517C'],
    dl: ['L-6E869C2A', 'L-85EED4F7'],
};
/** Families that share a quota (EC2 User Guide, "Amazon EC2 On-Demand Instances quotas"). */
const families = [
    [/^(g|gr|vt)\d/, 'g'],
    [/^p[234]/, 'p'],
    [/^p5/, 'p5'],
    [/^p\d/, 'newerP'],
    [/^x\d/, 'x'],
    [/^f\d/, 'f'],
    [/^inf\d/, 'inf'],
    [/^trn\d/, 'trn'],
    [/^dl\d/, 'dl'],
    [/^[acdhimrtz]\d|^(im|is)\d/, 'standard'],
];
/** Service Quotas' code of the vCPUs of this type; undefined where it is not known here. */
function quotaCode(type, spot) {
    const [, family] = families.find(([pattern]) => pattern.test(type)) ?? [];
    return family && codes[family][spot ? 1 : 0];
}
/** vCPUs that are asked for under each quota: for factories of the first type, as tried first. */
function quotaNeeds({ orchestratorType, factoriesTypes, minFactories, spot }, types) {
    const needs = new Map();
    const add = (field, type, count, isSpot) => {
        const code = quotaCode(type, isSpot);
        const vcpus = count * (types.get(type)?.vcpus ?? 0);
        if (code === undefined || vcpus === 0)
            return;
        const { vcpus: before = 0, fields = [] } = needs.get(code) ?? {};
        needs.set(code, { code, vcpus: before + vcpus, fields: [...fields, field] });
    };
    add('orchestrator_type', orchestratorType, 1, false);
    add('factories_type', factoriesTypes[0], minFactories, spot !== false);
    return [...needs.values()];
}
/** Compares what is asked for with the quotas, where the role may read them; what runs already is not counted. */
async function checkQuotas(access, cluster, types, findings, abortSignal) {
    const needs = quotaNeeds(cluster, types);
    if (needs.length === 0)
        return;
    const { GetServiceQuotaCommand, ServiceQuotasClient } = await __webpack_require__.e(/* import() */ 70).then(__webpack_require__.t.bind(__webpack_require__, 8070, 19));
    const quotas = (0,_insisting__WEBPACK_IMPORTED_MODULE_2__/* .insisting */ .N)(new ServiceQuotasClient({ ...access, ..._clients__WEBPACK_IMPORTED_MODULE_0__/* .clientDefaults */ .m_ }));
    const checked = needs.map(async ({ code, vcpus, fields }) => {
        const request = new GetServiceQuotaCommand({ ServiceCode: 'ec2', QuotaCode: code });
        const { Quota } = await quotas.send(request, { abortSignal });
        const limit = Quota?.Value;
        if (limit === undefined || vcpus <= limit)
            return;
        const field = fields.join(', ');
        const message = `${vcpus} vCPUs are asked for, and the quota of this account is ${limit} (${code}).`;
        const fix = `Ask for more: https://${access.region}.console.aws.amazon.com/servicequotas/home/services/ec2/quotas/${code}`;
        // Other types, or on demand, may be under another quota.
        const more = fields.includes('factories_type') && hasFallback(cluster);
        if (more)
            findings.warn({ field, message, fix });
        else
            findings.lacks({ field, message, fix });
    });
    for (const result of await Promise.allSettled(checked)) {
        if (result.status === 'fulfilled')
            continue;
        (0,_findings__WEBPACK_IMPORTED_MODULE_3__/* .throwIfNoAccess */ .t)(result.reason);
        const why = (0,_errors__WEBPACK_IMPORTED_MODULE_1__/* .errorKind */ .f8)(result.reason) === 'denied' ? 'this role may not' : 'AWS gave no answer';
        findings.infos.push(`The vCPU quota was not read: ${why} (servicequotas:GetServiceQuota).`);
    }
}
function hasFallback({ factoriesTypes, spot }) {
    return factoriesTypes.length > 1 || spot === 'prefer';
}


/***/ }),

/***/ 97469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lm: () => (/* binding */ isRunKey),
/* harmony export */   pF: () => (/* binding */ importKeyPair),
/* harmony export */   qU: () => (/* binding */ ownName),
/* harmony export */   r7: () => (/* binding */ runKey),
/* harmony export */   z9: () => (/* binding */ deleteKeyPair)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(85447);
/* harmony import */ var _child_environment__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(83990);
/* harmony import */ var _plan_tags__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(91641);
/* harmony import */ var _keys__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(30265);
/* harmony import */ var _asking__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1032);
/* harmony import */ var _errors__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23240);
/* harmony import */ var _tag_specifications__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(80622);












const run = (0,node_util__WEBPACK_IMPORTED_MODULE_4__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile);
/** Name of the key pair of a run, and of its security group. */
function ownName(id) {
    return `flambe-action-${id}`;
}
const runKeyName = 'run_key';
/** Whether it was made for a run: nobody has it after that. */
function isRunKey(keyFile) {
    return keyFile !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(keyFile) === runKeyName;
}
/** A key of the run's own, made once in its folder. @returns the private key's file, 0600 */
async function runKey(stateDir, id) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(stateDir, runKeyName);
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(`${file}.pub`))
        await (0,_keys__WEBPACK_IMPORTED_MODULE_6__/* .generateKey */ .r)('ssh-keygen', file, ownName(id));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.chmod)(file, 0o600);
    return file;
}
/** Makes a key pair of the public half of this key; there already, it is made anew. */
async function importKeyPair(ec2, keyFile, tags, abortSignal) {
    const name = ownName(tags[_plan_tags__WEBPACK_IMPORTED_MODULE_5__/* .tagNames */ .nP.id] ?? '');
    const { stdout } = await run('ssh-keygen', ['-y', '-f', keyFile], {
        env: (0,_child_environment__WEBPACK_IMPORTED_MODULE_9__/* .childEnvironment */ .Q)(process.env),
    });
    const request = {
        KeyName: name,
        PublicKeyMaterial: Buffer.from(stdout.trim()),
        TagSpecifications: (0,_tag_specifications__WEBPACK_IMPORTED_MODULE_10__/* .tagSpecifications */ .v7)(tags, ['key-pair']),
    };
    await (0,_asking__WEBPACK_IMPORTED_MODULE_7__/* .asking */ .o)('ec2:ImportKeyPair', abortSignal, async () => {
        try {
            await ec2.send(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_11__/* .ImportKeyPairCommand */ .OmI(request), { abortSignal });
        }
        catch (error) {
            if (error.name !== 'InvalidKeyPair.Duplicate')
                throw error;
            // The name is this run's alone; but the key may be that of an earlier process of the run.
            await deleteKeyPair(ec2, name);
            await ec2.send(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_11__/* .ImportKeyPairCommand */ .OmI(request), { abortSignal });
        }
    });
    return name;
}
/** Absent is success. */
async function deleteKeyPair(ec2, name) {
    try {
        await ec2.send(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_11__/* .DeleteKeyPairCommand */ .EWB({ KeyName: name }));
    }
    catch (error) {
        const kind = (0,_errors__WEBPACK_IMPORTED_MODULE_8__/* .errorKind */ .f8)(error);
        // What is not there has no tag, by which a role may delete it.
        const isGone = kind === 'absent' || (kind === 'denied' && (await isAbsent(ec2, name)));
        if (!isGone)
            throw error;
    }
}
/** Whether EC2 says so. */
async function isAbsent(ec2, name) {
    const request = { Filters: [{ Name: 'key-name', Values: [name] }] };
    const answer = await ec2.send(new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_11__/* .DescribeKeyPairsCommand */ .DRu(request)).catch(() => undefined);
    return answer?.KeyPairs?.length === 0;
}


/***/ }),

/***/ 94843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ runInstancesRequest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _plan_tags__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91641);
/* harmony import */ var _plan_volume_cost__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39518);
/* harmony import */ var _tag_specifications__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80622);




/** The request for these machines; asked again with the same words, EC2 answers with the same machines. */
function runInstancesRequest(order, asked, { plan, cluster, keyName, securityGroupId, salt }, userData) {
    const { volumeType, volumeSize, usePublic, dedicated, instanceProfile } = cluster;
    const tags = (0,_plan_tags__WEBPACK_IMPORTED_MODULE_1__/* .machineTags */ .V5)(plan, cluster, order.role === 'factory' ? 'Factory' : 'Orchestrator');
    const iops = volumeType === 'io1' ? { Iops: (0,_plan_volume_cost__WEBPACK_IMPORTED_MODULE_2__/* .io1Operations */ ._)(volumeSize) } : {};
    return {
        ClientToken: clientToken(plan.id, salt, order.role, asked),
        MinCount: order.role === 'orchestrator' ? asked.count : 1,
        MaxCount: asked.count,
        ImageId: order.image.id,
        InstanceType: asked.type,
        KeyName: keyName,
        UserData: Buffer.from(userData).toString('base64'),
        InstanceInitiatedShutdownBehavior: 'terminate',
        EbsOptimized: order.image.ebsOptimized,
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [
            {
                DeviceName: order.image.rootDevice,
                Ebs: {
                    VolumeSize: volumeSize,
                    VolumeType: volumeType,
                    Encrypted: true,
                    DeleteOnTermination: true,
                    ...iops,
                },
            },
            ...order.image.disks.map(ending),
        ],
        NetworkInterfaces: [
            {
                DeviceIndex: 0,
                SubnetId: asked.subnetId,
                Groups: [securityGroupId],
                DeleteOnTermination: true,
                ...(usePublic && { AssociatePublicIpAddress: true }),
            },
        ],
        TagSpecifications: [
            ...(0,_tag_specifications__WEBPACK_IMPORTED_MODULE_3__/* .tagSpecifications */ .v7)(tags, ['instance', 'volume', 'network-interface']),
            ...(asked.market === 'spot' ? (0,_tag_specifications__WEBPACK_IMPORTED_MODULE_3__/* .tagSpecifications */ .v7)(tags, ['spot-instances-request']) : []),
        ],
        ...(dedicated && { Placement: { Tenancy: 'dedicated' } }),
        // They begin with credits, unlike T3; an account may have them pay for more (EC2 User Guide).
        ...(asked.type.startsWith('t2.') && { CreditSpecification: { CpuCredits: 'standard' } }),
        ...(instanceProfile !== undefined && { IamInstanceProfile: profile(instanceProfile) }),
        ...(asked.market === 'spot' && { InstanceMarketOptions: spot }),
    };
}
/** The same disk, which ends with its machine: by the flags of an image it may stay when all is over. */
function ending({ device, snapshot, gb, type, iops, throughput }) {
    return {
        DeviceName: device,
        // What is not said anew is not always the image's.
        Ebs: {
            ...(snapshot !== undefined && { SnapshotId: snapshot }),
            VolumeSize: gb,
            VolumeType: type,
            ...(iops !== undefined && { Iops: iops }),
            ...(throughput !== undefined && { Throughput: throughput }),
            Encrypted: true,
            DeleteOnTermination: true,
        },
    };
}
const spot = {
    MarketType: 'spot',
    SpotOptions: { SpotInstanceType: 'one-time', InstanceInterruptionBehavior: 'terminate' },
};
function profile(nameOrArn) {
    return nameOrArn.startsWith('arn:') ? { Arn: nameOrArn } : { Name: nameOrArn };
}
/** At most 64 ASCII characters (Amazon EC2 API Reference, "Ensuring idempotency"). */
function clientToken(id, salt, role, { type, subnetId, market, call, count }) {
    const words = [id, salt, role, type, subnetId, market, call, count].join('\0');
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(words).digest('hex');
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

/***/ 80622:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   kh: () => (/* binding */ ec2Tags),
/* harmony export */   lq: () => (/* binding */ tagInstances),
/* harmony export */   v7: () => (/* binding */ tagSpecifications)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85447);
/* harmony import */ var _portions__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92535);


function ec2Tags(tags) {
    return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
/** The same tags on each of these kinds, in the call that makes them: a late tag is a leak. */
function tagSpecifications(tags, kinds) {
    return kinds.map((ResourceType) => ({ ResourceType, Tags: ec2Tags(tags) }));
}
function tagOf(resource, name) {
    return resource.Tags?.find(({ Key }) => Key === name)?.Value;
}
/** Adds tags to instances that are there, or changes them; one call for as many as EC2 takes in one. */
async function tagInstances({ ec2 }, ids, tags, abortSignal) {
    for (const portion of (0,_portions__WEBPACK_IMPORTED_MODULE_0__/* .portionsOf */ .K)(ids)) {
        const request = new _aws_sdk_client_ec2__WEBPACK_IMPORTED_MODULE_1__/* .CreateTagsCommand */ .RmG({ Resources: [...portion], Tags: ec2Tags(tags) });
        await ec2.send(request, abortSignal ? { abortSignal } : {});
    }
}


/***/ })

};
;