"use strict";
exports.id = 774;
exports.ids = [774];
exports.modules = {

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
// EXTERNAL MODULE: ./carry-named.js
var carry_named = __webpack_require__(64331);
// EXTERNAL MODULE: ./inputs/resources.js
var resources = __webpack_require__(34881);
// EXTERNAL MODULE: ./job-name.js
var job_name = __webpack_require__(19923);
// EXTERNAL MODULE: ./never-carried.js
var never_carried = __webpack_require__(80489);
// EXTERNAL MODULE: ./plan/cost.js + 1 modules
var plan_cost = __webpack_require__(16849);
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
            ? [
                right('ec2:ImportKeyPair', 2),
                right('ec2:DeleteKeyPair', 1),
                right('ec2:DescribeKeyPairs', 'in need'),
            ]
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
// EXTERNAL MODULE: ./remote/workdir/list-workdir.js
var list_workdir = __webpack_require__(98323);
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

// EXTERNAL MODULE: ./run-cost.js
var run_cost = __webpack_require__(57283);
// EXTERNAL MODULE: ./secrets/maskable.js
var maskable = __webpack_require__(36188);
// EXTERNAL MODULE: ./secrets/redact.js
var redact = __webpack_require__(35677);
;// CONCATENATED MODULE: ./plan-run.js
















/**
 * Tells what a run would make, use and cost. Nothing is made, here or elsewhere, and there is no
 * record of it.
 *
 * @returns 0: a run could start
 * @throws UserError with all that stands against it
 */
async function tellPlan(deps) {
    const { inputs, context, surface, environment, signal } = deps;
    const masks = inputs.secrets ? (0,maskable/* maskable */.d)(inputs.secrets) : { values: [], warnings: [] };
    for (const value of masks.values)
        surface.mask(value);
    for (const warning of [...deps.warnings, ...masks.warnings])
        surface.warning(warning);
    const plan = (0,plan_plan/* planRun */.nY)(inputs, context);
    const { cluster, job } = plan;
    const facts = await surface.stage('plan', async () => {
        const never = (0,never_carried/* neverCarried */.d)(inputs, [environment.RUNNER_TEMP]);
        const { workdir: root } = inputs;
        const looked = await Promise.allSettled([
            root === undefined ? undefined : (0,list_workdir/* listWorkdir */.N)({ root, never, signal }),
            cluster.kind === 'aws' ? planAws(plan, cluster, deps) : undefined,
            job.kind === 'flambe' ? (0,carry_named/* checkLocalResources */.jA)(inputs, never, signal) : undefined,
            job.kind === 'flambe' ? (0,carry_named/* checkLocalExtensions */.ig)(inputs, never, signal) : undefined,
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
    const { lookAtResources } = await __webpack_require__.e(/* import() */ 234).then(__webpack_require__.bind(__webpack_require__, 21234));
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
    if (!inputs.aws)
        throw new Error('An !AWSCluster has a region.');
    const access = (0,aws_access/* awsAccess */.SU)(inputs.aws, { run: plan.run, environment, surface });
    const [{ inspect }, { publicAddress }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(455), __webpack_require__.e(447), __webpack_require__.e(919), __webpack_require__.e(646)]).then(__webpack_require__.bind(__webpack_require__, 69919)),
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
    const cost = await (0,run_cost/* costOfRun */.E_)(plan, (0,plan_cost/* machinesOf */.qv)(cluster, inspection.disks));
    if (!cost)
        throw new Error('An !AWSCluster has a price.');
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


/***/ })

};
;