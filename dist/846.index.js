"use strict";
exports.id = 846;
exports.ids = [846];
exports.modules = {

/***/ 67432:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ awsAccess),
/* harmony export */   o2: () => (/* binding */ introduce),
/* harmony export */   tG: () => (/* binding */ accessAgain)
/* harmony export */ });
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13087);

/** The way to AWS, by credentials of this process alone; they are asked for when they are first needed. */
function awsAccess({ region, identity }, asker) {
    const { run, environment, surface } = asker;
    const provider = __webpack_require__.e(/* import() */ 231).then(__webpack_require__.bind(__webpack_require__, 23231)).then(({ credentialsFor }) => credentialsFor(identity, { environment, run, mask: (value) => surface.mask(value) }));
    provider.catch(() => { });
    return { region, credentials: async (options) => (await provider)(options) };
}
/**
 * Asks for credentials, and says in whose name all that follows is done.
 *
 * @returns the account, 12 digits
 */
async function introduce({ credentials }, { identity: { stsRegion } }, surface) {
    const { whoAmI } = await __webpack_require__.e(/* import() */ 834).then(__webpack_require__.bind(__webpack_require__, 6834));
    const { account, arn } = await whoAmI(credentials, stsRegion);
    surface.info(`AWS account ${account} as ${arn}`);
    return account;
}
/**
 * The way to the account in which a run was made. Without a role, another step may have brought
 * credentials of another account: there nothing would be found, and nothing would seem to be left.
 */
function accessAgain(aws, asker) {
    const access = awsAccess(aws, asker);
    const { account } = aws;
    if (account === undefined)
        return access;
    let same;
    return {
        ...access,
        credentials: async (options) => {
            same ??= checkAccount(access, aws, account);
            await same;
            return access.credentials(options);
        },
    };
}
async function checkAccount({ credentials }, aws, account) {
    const { whoAmI } = await __webpack_require__.e(/* import() */ 834).then(__webpack_require__.bind(__webpack_require__, 6834));
    const now = await whoAmI(credentials, aws.identity.stsRegion);
    if (now.account === account)
        return;
    throw new _problem__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        message: `The credentials are now of AWS account ${now.account}; the machines are in ${account}.`,
        fix: 'Give the action `role-to-assume`: what other steps do to AWS_* then changes nothing.',
    });
}


/***/ }),

/***/ 2774:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tellPlan: () => (/* binding */ tellPlan)
});

// EXTERNAL MODULE: ./aws-access.js
var aws_access = __webpack_require__(67432);
// EXTERNAL MODULE: ./identity.js
var identity = __webpack_require__(2412);
// EXTERNAL MODULE: ./inputs/resources.js
var resources = __webpack_require__(34881);
// EXTERNAL MODULE: ./job-name.js
var job_name = __webpack_require__(19923);
// EXTERNAL MODULE: ./never-carried.js
var never_carried = __webpack_require__(80489);
// EXTERNAL MODULE: ./plan/cost.js
var plan_cost = __webpack_require__(67749);
// EXTERNAL MODULE: ./plan/plan.js + 2 modules
var plan_plan = __webpack_require__(99402);
;// CONCATENATED MODULE: ./plan/rights.js
/** RunInstances asks for so many machines at once (providers/aws/launch.ts). */
const mostInOneCall = 50;
/**
 * What a run of this cluster does at AWS, teardown included: calls of EC2 do not
 * grow with the machines, but for their names and a RunInstances for every 50 of them.
 */
function rightsOf(cluster) {
    const { factoriesNum, keyName, securityGroup, instanceProfile } = cluster;
    const images = [cluster.orchestratorAmi, cluster.factoryAmi];
    const named = images.some((image) => !image?.startsWith('ami-'));
    const roles = factoriesNum > 0 ? 2 : 1;
    const right = (action, calls) => ({ action, calls });
    return [
        right('ec2:DescribeSubnets', 1),
        right('ec2:DescribeInstanceTypes', 1),
        right('ec2:DescribeInstanceTypeOfferings', 1),
        ...(named ? [right('ssm:GetParameters', 1)] : []),
        right('ec2:DescribeImages', 1),
        right('servicequotas:GetServiceQuota', roles),
        ...(keyName === undefined
            ? [right('ec2:ImportKeyPair', 2), right('ec2:DeleteKeyPair', 1)]
            : [right('ec2:DescribeKeyPairs', 1)]),
        ...(securityGroup === 'runner'
            ? [
                right('ec2:CreateSecurityGroup', 2),
                right('ec2:AuthorizeSecurityGroupIngress', 1),
                right('ec2:DescribeSecurityGroups', 1),
                right('ec2:DeleteSecurityGroup', 1),
            ]
            : [right('ec2:DescribeSecurityGroups', 1)]),
        // DryRun for each role, then the machines.
        right('ec2:RunInstances', roles + 1 + Math.ceil(factoriesNum / mostInOneCall)),
        ...(instanceProfile === undefined ? [] : [right('iam:PassRole', 'implied')]),
        ...(factoriesNum > 0 ? [right('ec2:CreateTags', 'each')] : []),
        right('ec2:DescribeInstances', 'polled'),
        right('ec2:DescribeInstanceStatus', 'polled'),
        right('ec2:GetConsoleOutput', 'in need'),
        right('ec2:TerminateInstances', 1),
    ];
}

// EXTERNAL MODULE: ./plan/tags.js
var tags = __webpack_require__(91641);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
// EXTERNAL MODULE: ./providers/ssh/ssh-provider.js
var ssh_provider = __webpack_require__(46226);
// EXTERNAL MODULE: ./remote/workdir/list-workdir.js + 7 modules
var list_workdir = __webpack_require__(79808);
// EXTERNAL MODULE: ./report/markdown.js
var markdown = __webpack_require__(57874);
// EXTERNAL MODULE: ./report/format.js
var format = __webpack_require__(3800);
;// CONCATENATED MODULE: ./report/plan-sections.js


/** A plan as sections of rows, for a terminal and for a web page alike. */
function planSections(facts) {
    const { aws } = facts;
    const sections = [
        { title: 'Job', rows: jobRows(facts) },
        ...(aws ? awsSections(aws) : [{ title: 'Nodes', rows: nodeRows(facts) }]),
    ];
    return sections.filter(({ rows }) => rows.length > 0);
}
function planTitle({ name, nodes, cluster, aws }) {
    const kind = { aws: `on EC2 in ${aws?.region}`, ssh: 'on hosts that are there', local: 'here' };
    return `${name} would run on ${(0,format/* formatCount */.B4)(nodes.length, 'node')} ${kind[cluster]}`;
}
function jobRows(facts) {
    const { command, workdir, maxRuntimeSeconds, setupCmds } = facts;
    return [
        ['command', command],
        ...(workdir ? [['workdir', carried(workdir)]] : []),
        ['max-runtime', (0,format/* formatDuration */.a3)(maxRuntimeSeconds)],
        ...setupCmds.map((line) => ['on every node first', line]),
    ];
}
function carried({ path, files, bytes }) {
    return `${path}: ${(0,format/* formatCount */.B4)(files, 'file')}, ${(0,format/* formatBytes */.z3)(bytes)} to every node`;
}
function nodeRows({ nodes }) {
    return nodes.map(({ name, host }) => [name, host ?? 'made on this machine']);
}
function awsSections(aws) {
    const { cost } = aws;
    const hour = (hourly) => hourly === undefined ? 'price not known' : `${(0,plan_cost/* formatDollars */.nT)(hourly)}/h`;
    const lacking = cost.unknown.length > 0 ? ', without what has no known price' : '';
    return [
        { title: 'Machines', rows: aws.machines.flatMap(machineRows) },
        {
            title: 'Where',
            rows: [
                ['VPC', aws.vpc],
                ...aws.subnets.map(({ id, zone }) => ['subnet', `${id} (${zone})`]),
                ['security group', aws.securityGroup],
                ['key pair', aws.keyPair],
                ['end by themselves', aws.expiresAt],
            ],
        },
        {
            title: 'Cost',
            rows: [
                ...cost.lines.map(({ what, hourly }) => [what, hour(hourly)]),
                ['together', `${hour(cost.hourly)}${lacking}`],
                [
                    'at worst',
                    `${(0,plan_cost/* formatDollars */.nT)(cost.worstCase)} in ${(0,format/* formatDuration */.a3)(cost.seconds)}${lacking}`,
                ],
                ...cost.notes.map((note) => ['note', note]),
                ['prices of', cost.asOf],
            ],
        },
        { title: 'Tags', rows: Object.entries(aws.tags) },
        {
            title: 'Calls and rights',
            rows: aws.rights.map(({ action, calls }) => [action, said(calls)]),
        },
    ];
}
function said(calls) {
    if (typeof calls === 'number')
        return (0,format/* formatCount */.B4)(calls, 'call');
    return {
        each: 'a call for each factory, for its name',
        polled: 'every few seconds while the run waits',
        'in need': 'when something goes wrong',
        implied: 'no call, but a right',
    }[calls];
}
function machineRows(machines) {
    const { role, count, least, types, market, tenancy, image, volume } = machines;
    if (count === 0)
        return [];
    const type = ({ name, vcpus, memoryMiB, gpus }) => `${name} (${[(0,format/* formatCount */.B4)(vcpus, 'vCPU'), `${memoryMiB / 1024} GiB`, gpus].filter(Boolean).join(', ')})`;
    const atLeast = least < count ? `, ${least} at least` : '';
    const shared = tenancy === 'shared' ? '' : ', dedicated';
    return [
        [role, `${count} × ${types.map(type).join(' or ')}, ${market}${shared}${atLeast}`],
        ['image', `${image.id} (${image.name}, ${image.architecture})`],
        ['volume', `${volume.gb} GB ${volume.type}, encrypted, as ${volume.device}`],
    ];
}

;// CONCATENATED MODULE: ./report/plan-report.js


/** A plan in lines for a terminal. */
function planText(facts) {
    const sections = planSections(facts);
    const width = Math.max(...sections.flatMap(({ rows }) => rows.map(([label]) => label.length)));
    const lines = sections.flatMap(({ title, rows }) => [
        title,
        ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ]);
    return [planTitle(facts), ...lines, 'Nothing was made.'].join('\n');
}
/** A plan as Markdown for a job summary. */
function planMarkdown(facts) {
    const sections = planSections(facts).map(({ title, rows }) => `### ${title}\n\n${(0,markdown/* table */.tp)(['', ''], rows.map(([label, value]) => [(0,markdown/* text */.Qq)(label), (0,markdown/* code */.aY)(value)]))}`);
    const head = `## 📋 ${(0,markdown/* text */.Qq)(planTitle(facts))}\n\nNothing was made.`;
    return `${[head, ...sections].join('\n\n')}\n`;
}

// EXTERNAL MODULE: ./report/redact.js
var redact = __webpack_require__(45886);
// EXTERNAL MODULE: ./run-cost.js
var run_cost = __webpack_require__(57283);
// EXTERNAL MODULE: ./secrets/maskable.js
var maskable = __webpack_require__(36188);
;// CONCATENATED MODULE: ./plan-run.js
















/**
 * Tells what a run would make, use and cost. Nothing is made, here or elsewhere, and there is no
 * record of it.
 *
 * @returns 0: a run could start
 * @throws UserError with all that stands against it
 */
async function tellPlan(deps) {
    const { inputs, surface, environment, signal } = deps;
    const masks = inputs.secrets ? (0,maskable/* maskable */.d)(inputs.secrets) : { values: [], warnings: [] };
    for (const value of masks.values)
        surface.mask(value);
    for (const warning of [...deps.warnings, ...masks.warnings])
        surface.warning(warning);
    const plan = (0,plan_plan/* planRun */.nY)(inputs, (0,identity/* runContext */.p)(environment, Date.now()));
    const { cluster } = plan;
    const facts = await surface.stage('plan', async () => {
        const folders = [environment.RUNNER_TEMP].filter((path) => path !== undefined);
        const never = (0,never_carried/* neverCarried */.d)(inputs, folders);
        const { workdir: root } = inputs;
        const looked = await Promise.allSettled([
            root === undefined ? undefined : (0,list_workdir/* listWorkdir */.N)({ root, never, signal }),
            cluster.kind === 'aws' ? planAws(plan, cluster, deps) : undefined,
            lookAhead(plan, deps),
        ]);
        const [workdir, aws] = allOrProblems(looked);
        for (const warning of workdir?.warnings ?? [])
            surface.warning(warning);
        return {
            id: plan.id,
            name: plan.name,
            run: plan.run,
            cluster: cluster.kind,
            nodes: nodesOf(plan),
            command: (0,redact/* redact */.E)((0,job_name/* jobName */.d)(inputs), masks.values),
            ...(root !== undefined && {
                workdir: { path: root, files: workdir?.files.length ?? 0, bytes: workdir?.bytes ?? 0 },
            }),
            setupCmds: cluster.setupCmds,
            maxRuntimeSeconds: plan.maxRuntime,
            ...(aws && { aws }),
        };
    });
    surface.output('cluster-name', plan.name);
    surface.output('plan', JSON.stringify(facts));
    await surface.summary({ markdown: planMarkdown(facts), text: planText(facts) });
    if (facts.aws)
        (0,plan_cost/* checkMaxCost */.GB)(facts.aws.cost, inputs.maxCost);
    return 0;
}
/** @throws UserError with the problems of all that failed */
function allOrProblems(results) {
    const reasons = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const errors = reasons.filter((reason) => reason instanceof problem/* UserError */.yo);
    if (errors.length < reasons.length)
        throw reasons.find((reason) => !errors.includes(reason));
    if (errors.length === 0) {
        return results.map((each) => each.status === 'fulfilled' && each.value);
    }
    throw new problem/* UserError */.yo(errors.flatMap(({ problems }) => problems), errors.at(-1)?.exitCode);
}
/** Whether the resources at addresses can be had. */
async function lookAhead({ job, run }, deps) {
    const { inputs, surface, environment, signal } = deps;
    const addressed = (0,resources/* broughtFrom */.C7)(inputs.runnable, inputs.cluster);
    if (job.kind !== 'flambe' || addressed.size === 0)
        return;
    const { lookAtResources } = await __webpack_require__.e(/* import() */ 853).then(__webpack_require__.bind(__webpack_require__, 21234));
    const s3 = inputs.s3 && (0,aws_access/* awsAccess */.SU)(inputs.s3, { run, environment, surface });
    await lookAtResources(addressed, { s3, signal });
}
function nodesOf({ cluster, nodeNames }) {
    if (cluster.kind !== 'ssh')
        return nodeNames.map((name) => ({ name }));
    const { nodes } = (0,ssh_provider/* clusterOf */.e)(cluster, { keyFile: '', knownHostsFile: '' });
    return nodes.map(({ name, host }) => ({ name, host }));
}
async function planAws(plan, cluster, { inputs, surface, environment, signal }) {
    const cost = await (0,run_cost/* costOfRun */.E_)(plan);
    if (!inputs.aws || !cost)
        throw new Error('An !AWSCluster has a region and a price.');
    const access = (0,aws_access/* awsAccess */.SU)(inputs.aws, { run: plan.run, environment, surface });
    const [{ inspect }, { publicAddress }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(127), __webpack_require__.e(646)]).then(__webpack_require__.bind(__webpack_require__, 85127)),
        __webpack_require__.e(/* import() */ 996).then(__webpack_require__.bind(__webpack_require__, 74996)),
    ]);
    const inspection = await inspect(plan, cluster, access, {
        privateKey: inputs.privateKey?.text,
        runnerAddress: () => publicAddress(environment, signal),
        signal,
    });
    for (const line of inspection.infos)
        surface.info(line);
    for (const warning of inspection.warnings)
        surface.warning(warning);
    return {
        region: access.region,
        vpc: inspection.vpcId,
        subnets: inspection.subnets.map(({ id, zone }) => ({ id, zone })),
        machines: [
            machines('orchestrator', cluster, inspection),
            ...(cluster.factoriesNum > 0 ? [machines('factory', cluster, inspection)] : []),
        ],
        securityGroup: cluster.securityGroup === 'runner'
            ? `made for the run, open to ${inspection.runner.join(', ')} alone`
            : cluster.securityGroup,
        keyPair: cluster.keyName ?? 'made for the run',
        tags: (0,tags/* runTags */.He)(plan, cluster),
        expiresAt: plan.expiresAt,
        cost,
        rights: rightsOf(cluster),
    };
}
function machines(role, cluster, { images, types }) {
    const isFactory = role === 'factory';
    const image = isFactory ? images.factories : images.orchestrator;
    const market = { true: 'spot', false: 'on-demand', prefer: 'spot, else on-demand' };
    const names = isFactory ? cluster.factoriesTypes : [cluster.orchestratorType];
    return {
        role,
        count: isFactory ? cluster.factoriesNum : 1,
        least: isFactory ? cluster.minFactories : 1,
        types: names.map((name) => {
            const { vcpus = 0, memoryMiB = 0, gpus } = types.get(name) ?? {};
            return { name, vcpus, memoryMiB, ...(gpus && { gpus }) };
        }),
        market: isFactory ? market[`${cluster.spot}`] : 'on-demand',
        tenancy: cluster.dedicated ? 'dedicated' : 'shared',
        image: { id: image.id, name: image.name, architecture: image.architecture },
        volume: { gb: cluster.volumeSize, type: cluster.volumeType, device: image.rootDevice },
    };
}


/***/ }),

/***/ 99402:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SM: () => (/* binding */ earlierExpiry),
  p_: () => (/* binding */ jobSeconds),
  _3: () => (/* binding */ laterExpiry),
  xS: () => (/* binding */ longest),
  nY: () => (/* binding */ planRun),
  Xe: () => (/* binding */ spansNodes),
  uL: () => (/* binding */ wantsPython)
});

;// CONCATENATED MODULE: ./plan/cluster-id.js
const nameLength = 24;
const seedLength = 10;
/**
 * The identifier that every folder, key and tag of a run carries.
 *
 * @param name the cluster's name, any text
 * @param seed at least ten hexadecimal digits that differ between any two runs
 * @returns `[a-z0-9-]`, at most 35 characters: readable, and safe in paths, host names and tags
 */
function clusterId(name, seed) {
    const readable = name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .slice(0, nameLength)
        .replaceAll(/^-+|-+$/g, '');
    return `${readable || 'cluster'}-${seed.slice(0, seedLength)}`;
}

;// CONCATENATED MODULE: ./plan/topology.js
/** Factories are numbered from 1, as flambé's `Name` tags are (flambe/cluster/aws.py). */
function nodeNames(cluster) {
    const factories = cluster.kind === 'ssh' ? cluster.factories.length : cluster.factoriesNum;
    return ['orchestrator', ...Array.from({ length: factories }, (_, i) => `factory-${i + 1}`)];
}

;// CONCATENATED MODULE: ./plan/plan.js


/** Seconds that may pass on hosts of the user's before the job starts, from where its time counts. */
const startAllowance = 15 * 60;
/**
 * Seconds the job may still take when it is launched.
 *
 * @param now milliseconds since the epoch
 * @returns less than 1 when nothing is left
 */
function jobSeconds({ cluster, maxRuntime, startedAt }, now) {
    if (cluster.kind !== 'aws')
        return maxRuntime;
    return Math.floor(maxRuntime - (now - Date.parse(startedAt)) / 1000);
}
/** Seconds by which the end of machines may be put off while results are brought home, at most. */
const longestStay = 15 * 60;
/** Seconds before the end of the machines that bringing results home should not have to share. */
const collectTime = 5 * 60;
/** Seconds that post has to end them first. */
const afterwards = 60;
/**
 * Until when the machines of a run should stay so that its results can be brought home.
 *
 * @param now milliseconds since the epoch
 * @param affordable seconds that the run may cost more
 * @returns ISO 8601, UTC; undefined when there is time enough, or none to be had
 */
function laterExpiry({ expiresAt }, now, affordable) {
    const end = Date.parse(expiresAt);
    const stay = Math.min(longestStay, Math.floor(affordable));
    if (end - now >= collectTime * 1000 || stay < 1)
        return undefined;
    return new Date(end + stay * 1000).toISOString();
}
/** When they end after all, once the results are at home: in time for what follows. */
function earlierExpiry({ expiresAt }, now) {
    return new Date(Math.max(Date.parse(expiresAt), now + afterwards * 1000)).toISOString();
}
/** Decides everything that can be decided before anything happens. */
function planRun(inputs, context) {
    const { run, seed, now, leaseSeconds, marginSeconds } = context;
    const { cluster, maxRuntime, teardown } = inputs;
    const allowance = cluster.kind === 'aws' ? 0 : startAllowance;
    const lifetime = allowance + maxRuntime + marginSeconds;
    return {
        id: clusterId(cluster.name, seed),
        name: cluster.name,
        run,
        cluster,
        job: planJob(inputs),
        nodeNames: nodeNames(cluster),
        region: inputs.aws?.region,
        maxRuntime,
        startedAt: new Date(now).toISOString(),
        leaseSeconds,
        expiresAt: new Date(now + lifetime * 1000).toISOString(),
        teardown,
    };
}
/**
 * Whether Ray spans the nodes: each must then have a network of its own, since 0.7.6 does not come up
 * on several addresses of one.
 */
function spansNodes({ job, nodeNames }) {
    return job.kind === 'flambe' ? job.onRay : job.ray !== undefined && nodeNames.length > 1;
}
/** Whether a Python environment is made on the nodes, which stays there for other runs. */
function wantsPython({ job }) {
    return job.kind === 'flambe' || job.ray !== undefined;
}
function planJob({ command, ray, cluster, runnable }) {
    if (command !== undefined)
        return { kind: 'command', command, ...(ray && { ray }) };
    const experiment = runnable.tag === '!Experiment' ? runnable.name : undefined;
    const onRay = nodeNames(cluster).length > 1;
    return { kind: 'flambe', experiment, onRay };
}
/** Seconds after which a run has ended, whatever happened to it. */
function longest({ startedAt, expiresAt }) {
    return Math.ceil((Date.parse(expiresAt) - Date.parse(startedAt)) / 1000);
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
/** Of machines and their volumes. Factories get their number in `Name` when they are counted. */
function machineTags(plan, cluster, role) {
    return {
        ...runTags(plan, cluster),
        Role: role,
        Name: `${cluster.name}_${role.toLowerCase()}`,
    };
}


/***/ }),

/***/ 46226:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ sshProvider),
/* harmony export */   e: () => (/* binding */ clusterOf)
/* harmony export */ });
/** Machines that are there before and after the run: nothing is made and nothing is ended. */
function sshProvider(options) {
    return {
        async acquire({ cluster }, signal) {
            signal.throwIfAborted();
            if (cluster.kind !== 'ssh')
                throw new Error(`This is no !SSHCluster, but ${cluster.kind}.`);
            return clusterOf(cluster, options);
        },
        endsMachines: false,
        release: async () => [],
        find: async () => [],
    };
}
/** The hosts that a cluster file names. */
function clusterOf(cluster, options) {
    return { nodes: nodesOf(cluster), jump: cluster.jump, ...options };
}
function nodesOf(cluster) {
    const { orchestrator, factories, usePublic, port, user } = cluster;
    const node = (name, role, address) => ({
        name,
        role,
        host: usePublic ? address.public : address.private,
        privateHost: address.private,
        port,
        user,
    });
    return [
        node('orchestrator', 'orchestrator', orchestrator),
        ...factories.map((address, i) => node(`factory-${i + 1}`, 'factory', address)),
    ];
}


/***/ }),

/***/ 94497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qc: () => (/* binding */ childEnvironment),
/* harmony export */   v0: () => (/* binding */ startChild),
/* harmony export */   w$: () => (/* binding */ runChild)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_events__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _problem__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13087);



/** Characters kept of a child's output: its end. */
const keptOutput = 256 * 1024;
/** setpriv(1): "127 program could not be executed because of not being found". */
const notFound = 127;
/**
 * Runs a program of this machine to its end.
 * An abort ends what the program has started as well: rsync's ssh would wait for a host that is silent.
 *
 * @throws the reason of `signal` when aborted; a UserError when the program is not installed
 */
async function runChild(program, args, options = {}) {
    return startChild(program, args, options).ended;
}
/**
 * Starts a program of this machine.
 * It ends with us: should this process be killed, the kernel kills the program too.
 */
function startChild(program, args, options) {
    const { signal, input, cwd, env } = options;
    signal?.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
        stdio: ['pipe', 'pipe', 'pipe'],
        cwd,
        detached: true,
        env: { ...childEnvironment(process.env), LC_ALL: 'C', ...env },
    });
    const kill = () => killGroup(child);
    signal?.addEventListener('abort', kill, { once: true });
    const stdout = gather(child.stdout, options.onStdout);
    const stderr = gather(child.stderr, options.onStderr);
    // A program that ends before it has read everything closes the pipe; its exit code tells more.
    child.stdin.on('error', () => { });
    child.stdin.end(input ?? '');
    const end = async () => {
        try {
            const [code] = (await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, 'close'));
            signal?.throwIfAborted();
            if (code === notFound)
                throw missingProgram(program);
            return { code, stdout: stdout(), stderr: stderr() };
        }
        catch (error) {
            throw error.code === 'ENOENT' ? missingProgram('setpriv') : error;
        }
        finally {
            signal?.removeEventListener('abort', kill);
        }
    };
    return { ended: end(), kill };
}
/** A process that was started detached leads a group of its own. */
function killGroup({ pid }) {
    try {
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
/**
 * The environment without what a runner puts there for us alone: `INPUT_*` holds the secrets and the
 * private key, and an environment can be read for as long as its process lives.
 */
function childEnvironment(environment) {
    const ours = /^(INPUT_|STATE_|ACTIONS_|AWS_|GITHUB_TOKEN$|GH_TOKEN$)/;
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}
function missingProgram(program) {
    const from = { rsync: 'rsync', setpriv: 'util-linux', git: 'git' }[program] ?? 'openssh-client';
    return new _problem__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo({
        message: `\`${program}\` is not installed on this machine.`,
        fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    }, _problem__WEBPACK_IMPORTED_MODULE_2__/* .ExitCode */ .yU.wrongUse);
}
/** Keeps the end of a stream of any length. */
function gather(stream, onText) {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        onText?.(chunk);
        text = (text + chunk).slice(-keptOutput);
    });
    return () => text;
}


/***/ })

};
;