"use strict";
exports.id = 61;
exports.ids = [61,996];
exports.modules = {

/***/ 16849:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ct: () => (/* binding */ affordableSeconds),
  GB: () => (/* binding */ checkMaxCost),
  ho: () => (/* binding */ costOf),
  o5: () => (/* binding */ costOfUsed),
  nT: () => (/* binding */ formatDollars),
  L_: () => (/* binding */ instancePrice),
  qv: () => (/* binding */ machinesOf)
});

// UNUSED EXPORTS: dollars

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(13087);
;// CONCATENATED MODULE: ./plan/cpu-credits.js
/** US dollars for an hour of a vCPU beyond the baseline, in every region (Amazon EC2 pricing, "Unlimited Mode"). */
const prices = { t3: 0.05, t3a: 0.05, t4g: 0.04 };
/** vCPUs beyond the baseline (Amazon EC2 User Guide, "Key concepts for burstable performance instances"). */
const beyond = {
    nano: 2 - 2 * 0.05,
    micro: 2 - 2 * 0.1,
    small: 2 - 2 * 0.2,
    medium: 2 - 2 * 0.2,
    large: 2 - 2 * 0.3,
    xlarge: 4 - 4 * 0.4,
    '2xlarge': 8 - 8 * 0.4,
};
/** US dollars that a type which AWS starts as `unlimited` costs an hour, at most, besides its price. */
function mostCpuCredits(type) {
    const [family, size = ''] = type.split('.');
    if (family !== 't3' && family !== 't3a' && family !== 't4g')
        return 0;
    return prices[family] * (beyond[size] ?? 0);
}

// EXTERNAL MODULE: ./plan/volume-cost.js
var volume_cost = __webpack_require__(39518);
;// CONCATENATED MODULE: ./plan/cost.js



/** Dedicated Instances: some 10 % more, and 2 dollars an hour and region (Amazon EC2 Dedicated Instances pricing). */
const dedicated = { factor: 1.1, region: 2 };
/** EC2 bills by the second, a minute at least (Amazon EC2 pricing). */
const leastSeconds = 60;
/**
 * The machines of a plan as they are asked for: all factories, none of them at a spot price.
 *
 * @param disks those of the images, once they are known
 */
function machinesOf({ orchestratorType, factoriesTypes, factoriesNum, spot }, disks = {}) {
    const first = { count: 1, types: [orchestratorType], spot: false };
    const others = { count: factoriesNum, types: factoriesTypes, spot: spot !== false };
    return [
        { role: 'orchestrator', ...first, disks: disks.orchestrator ?? [] },
        { role: 'factory', ...others, disks: disks.factory ?? [] },
    ];
}
/**
 * What a run on EC2 costs an hour, and at worst: until its machines end themselves.
 *
 * @param machines those of the plan, or those that there really were
 * @throws Error when it is no run on EC2
 */
function costOf(plan, prices, machines) {
    const { cluster, region } = plan;
    if (cluster.kind !== 'aws' || region === undefined)
        throw new Error('Only EC2 has a price.');
    const seconds = (Date.parse(plan.expiresAt) - Date.parse(plan.startedAt)) / 1000;
    return priced(cluster, region, seconds, prices, machines ?? machinesOf(cluster));
}
function priced(cluster, region, seconds, prices, machines) {
    const there = machines.filter(({ count }) => count > 0);
    const all = there.reduce((sum, { count }) => sum + count, 0);
    const volume = (0,volume_cost/* volumePrice */.s)(rootVolume(cluster), region, prices);
    const lines = there.map((each) => machineLine(each, cluster, region, prices));
    if (cluster.dedicated)
        lines.push({ what: 'dedicated tenancy', hourly: dedicated.region });
    const size = `${cluster.volumeSize} GB ${cluster.volumeType}`;
    lines.push({ what: `${all} × ${size}`, hourly: all * volume.hourly });
    for (const { count, disks = [] } of there) {
        for (const disk of disks)
            lines.push(diskLine(count, disk, region, prices));
    }
    if (cluster.usePublic) {
        lines.push({ what: `${all} × public IPv4 address`, hourly: all * prices.publicAddress });
    }
    const hourly = lines.reduce((sum, line) => sum + (line.hourly ?? 0), 0);
    return {
        lines,
        hourly,
        worstCase: dollars(hourly, seconds),
        seconds,
        unknown: lines.filter((line) => line.hourly === undefined).map(({ what }) => what),
        notes: notesOf(cluster, region, volume.isGuess, there),
        asOf: prices.asOf,
    };
}
/**
 * What machines have cost, each for its own time, on demand: of a spot instance that is the most.
 *
 * @returns US dollars; what has no known price does not count
 */
function costOfUsed(plan, prices, used) {
    const one = ({ type, disks = [] }) => costOf(plan, prices, [{ role: 'factory', count: 1, types: [type], spot: false, disks }]).hourly;
    const { cluster } = plan;
    // That is for all of them together.
    const shared = cluster.kind === 'aws' && cluster.dedicated ? dedicated.region : 0;
    const longest = Math.max(0, ...used.map(({ seconds }) => seconds));
    const each = used.map((machine) => dollars(one(machine) - shared, machine.seconds));
    return each.reduce((sum, amount) => sum + amount, used.length && dollars(shared, longest));
}
function rootVolume({ volumeType: type, volumeSize: gb }) {
    return { type, gb, ...(type === 'io1' && { iops: (0,volume_cost/* io1Operations */._)(gb) }) };
}
function diskLine(count, disk, region, prices) {
    const { hourly } = (0,volume_cost/* volumePrice */.s)(disk, region, prices);
    return { what: `${count} × ${disk.gb} GB ${disk.type} of the image`, hourly: count * hourly };
}
function machineLine({ count, types }, cluster, region, prices) {
    const factor = cluster.dedicated ? dedicated.factor : 1;
    const known = types.map((type) => {
        const price = instancePrice(type, region, prices);
        return { type, price: price && price * factor + mostCpuCredits(type) };
    });
    const missing = known.find(({ price }) => price === undefined);
    if (missing)
        return { what: `${count} × ${missing.type}`, hourly: undefined };
    const [dearest] = known.sort((a, b) => (b.price ?? 0) - (a.price ?? 0));
    return { what: `${count} × ${dearest?.type}`, hourly: count * (dearest?.price ?? 0) };
}
/** An hour on demand; undefined where the table does not have it. */
function instancePrice(type, region, { regions, instances }) {
    const column = regions.split(' ').indexOf(region);
    const start = instances.indexOf(`\n${type} `);
    if (column < 0 || start < 0)
        return undefined;
    const row = instances.slice(start + 1, instances.indexOf('\n', start + 1)).split(' ');
    return known(row[column + 1]);
}
function known(cell) {
    return cell === undefined || cell === '-' ? undefined : Number(cell);
}
function notesOf(cluster, region, isVolumeGuess, machines) {
    const all = new Set(machines.flatMap(({ types }) => types));
    const bursting = [...all].filter((type) => mostCpuCredits(type) > 0);
    const isList = machines.some(({ types }) => types.length > 1);
    return [
        ...(machines.some(({ spot }) => spot) ? ['Spot instances count at the on-demand price.'] : []),
        ...(isList ? ['Of several types the dearest counts.'] : []),
        ...(bursting.length > 0
            ? [`${bursting.join(', ')}: with the CPU credits of one that is busy all the time.`]
            : []),
        ...(isVolumeGuess
            ? [`Volumes in ${region} have no known price: they count as in the dearest region.`]
            : []),
        ...(cluster.dedicated ? ['Dedicated tenancy counts as 10 % more.'] : []),
        'Traffic, snapshots and taxes do not count.',
    ];
}
/** What so many seconds cost, a minute at least. */
function dollars(hourly, seconds) {
    return (hourly * Math.max(seconds, leastSeconds)) / 3600;
}
/** `$0.0042`, `$3.50`, `$1200.00`: never less than it is. */
function formatDollars(amount) {
    const digits = amount < 0.1 ? 4 : 2;
    const up = Math.ceil(Number((amount * 10 ** digits).toFixed(6))) / 10 ** digits;
    return `$${up.toFixed(digits)}`;
}
/** Seconds that the machines of a run may stay beyond their time, as far as `max-cost` goes. */
function affordableSeconds(cost, maxCost) {
    if (maxCost === undefined)
        return Number.POSITIVE_INFINITY;
    return ((maxCost - cost.worstCase) / cost.hourly) * 3600;
}
/** @throws UserError with the sum, when the run could cost more than `max-cost`, or nobody knows */
function checkMaxCost(cost, maxCost) {
    if (maxCost === undefined)
        return;
    const field = 'max-cost';
    if (cost.unknown.length > 0) {
        throw new problem/* UserError */.yo({
            field,
            message: `Nobody knows here what this costs: ${cost.unknown.join(', ')} (prices of ${cost.asOf}).`,
            fix: 'Leave `max-cost` out, or name instance types with a known price.',
        });
    }
    if (cost.worstCase <= maxCost)
        return;
    const sum = cost.lines.map(({ what, hourly }) => `${what} ${formatDollars(hourly ?? 0)}`);
    throw new problem/* UserError */.yo({
        field,
        message: `At worst the run costs ${formatDollars(cost.worstCase)}, and ${formatDollars(maxCost)} are allowed: an hour costs ${formatDollars(cost.hourly)} (${sum.join(' + ')}), and the machines end themselves after ${cost.seconds} s.`,
        fix: 'Shorten `max-runtime`, ask for fewer or smaller machines, or allow more.',
    });
}


/***/ }),

/***/ 97396:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Br: () => (/* binding */ guardSettings),
/* harmony export */   kN: () => (/* binding */ armingScript),
/* harmony export */   nr: () => (/* binding */ systemdTime),
/* harmony export */   sw: () => (/* binding */ userData)
/* harmony export */ });
/* harmony import */ var _quote__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72710);

/** Where a machine keeps what ends it. */
const guardDir = '/var/lib/flambe-action';
/** CPU below which a machine counts as idle, in per mille (flambe/cluster/aws.py). */
const idlePermille = { orchestrator: 40, factory: 5 };
/** "At once when idle" (flambe/cluster/aws.py: one period of five minutes). */
const shortestIdle = 300;
/** Seconds by which a lease outlasts the boot of all machines: none may be idle for long before that. */
const leaseAfterBoot = 300;
/**
 * Cloud-config (JSON is YAML) that arms the machine's own end before anything else, and gives it the
 * bootstrap host key.
 *
 * @returns text, not base64
 */
function userData(boot) {
    const { bootstrapKey } = boot;
    const config = {
        bootcmd: [['sh', '-c', armingScript(boot)]],
        ssh_deletekeys: true,
        ssh_keys: {
            ed25519_private: bootstrapKey.privateKey,
            ed25519_public: bootstrapKey.publicKey,
        },
        runcmd: [['touch', `${guardDir}/ready`]],
    };
    return `#cloud-config\n${JSON.stringify(config)}\n`;
}
/** POSIX shell, for root: puts there what ends the machine, and arms it; once armed, it stays as it is. */
function armingScript(boot) {
    const { expiresAt, leaseSeconds, arm, guard } = boot;
    const tick = Math.max(1, Math.min(60, Math.floor(leaseSeconds / 10)));
    const files = [
        ['settings', `${guardSettings(boot)}\n`],
        ['guard.sh', guard],
        ['arm.sh', arm],
    ];
    const write = files.map(([name, text]) => `printf %s ${quoted(text)} >${guardDir}/${name}`);
    // Later boots keep what was armed since then.
    return [
        `[ -e ${guardDir}/arm.sh ] && exit`,
        `mkdir -p ${guardDir}`,
        ...write,
        (0,_quote__WEBPACK_IMPORTED_MODULE_0__/* .shellCommand */ .q)(['sh', `${guardDir}/arm.sh`, systemdTime(expiresAt), String(tick)]),
    ].join('\n');
}
/** The line that `guard.sh` reads: lease and idle seconds, and below how many per mille of CPU it is idle. */
function guardSettings({ leaseSeconds, idleHours, role, }) {
    const idle = idleHours < 0 ? -1 : Math.max(shortestIdle, leaseSeconds - leaseAfterBoot, idleHours * 3600);
    return `${leaseSeconds} ${idle} ${idlePermille[role]}`;
}
/** `2026-11-24 20:00:00 UTC` (systemd.time(7)). */
function systemdTime(iso) {
    return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
function quoted(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 39518:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ io1Operations),
/* harmony export */   s: () => (/* binding */ volumePrice)
/* harmony export */ });
/** AWS counts a month as 730 hours (Amazon EBS pricing). */
const monthHours = 730;
/** What a gp3 volume has without being paid for (Amazon EBS pricing). */
const included = { iops: 3000, throughput: 125 };
/**
 * What an io1 volume is made with: 5000 as in flambe/cluster/aws.py, as far as its size lets it have
 * them (Amazon EBS User Guide, Provisioned IOPS SSD volumes: 50 for each GiB).
 */
function io1Operations(gib) {
    return Math.min(5000, 50 * gib);
}
/** An hour of one volume. Of a region whose prices are not known, the dearest that are. */
function volumePrice(volume, region, { volumes }) {
    const rows = volumes
        .trim()
        .split('\n')
        .map((row) => row.split(' '));
    const own = rows.find(([name]) => name === region);
    const of = (row) => {
        const [gp3 = 0, gp2 = 0, io1 = 0, operation = 0] = row.slice(1).map(price);
        return month(volume, { gp3, gp2, io1, operation }) / monthHours;
    };
    return { hourly: Math.max(...(own ? [own] : rows).map(of)), isGuess: own === undefined };
}
function month({ type, gb, iops = 0, throughput = 0 }, of) {
    if (type === 'gp3') {
        // More of them costs a 16th and a half of a GB each, in every region.
        const more = Math.max(0, iops - included.iops) / 16;
        return of.gp3 * (gb + more + Math.max(0, throughput - included.throughput) / 2);
    }
    // io2 costs the same, and less beyond 32,000 operations.
    if (/^io\d/.test(type))
        return of.io1 * gb + of.operation * iops;
    // Disks that turn (st1, sc1, standard) cost less than gp2.
    return of.gp2 * gb;
}
function price(cell) {
    return cell === '-' ? 0 : Number(cell);
}


/***/ }),

/***/ 87061:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  awsProvider: () => (/* binding */ awsProvider)
});

// EXTERNAL MODULE: ./plan/tags.js
var plan_tags = __webpack_require__(91641);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./plan/boot-time.js
var boot_time = __webpack_require__(3348);
// EXTERNAL MODULE: ./plan/cost.js + 1 modules
var cost = __webpack_require__(16849);
// EXTERNAL MODULE: ./plan/user-data.js
var user_data = __webpack_require__(97396);
// EXTERNAL MODULE: ./providers/keys.js
var keys = __webpack_require__(30265);
// EXTERNAL MODULE: ./providers/aws/alive-states.js
var alive_states = __webpack_require__(10933);
// EXTERNAL MODULE: ./providers/aws/asking.js
var asking = __webpack_require__(1032);
// EXTERNAL MODULE: ./providers/aws/by-hand.js
var by_hand = __webpack_require__(75590);
// EXTERNAL MODULE: ./providers/aws/instances.js
var aws_instances = __webpack_require__(53731);
// EXTERNAL MODULE: ./providers/aws/tag-specifications.js
var tag_specifications = __webpack_require__(80622);
// EXTERNAL MODULE: ./providers/aws/terminate.js
var terminate = __webpack_require__(34360);
;// CONCATENATED MODULE: ./providers/aws/earlier.js







/**
 * Ends what is left of the same workflow run and has no future: all of its earlier attempts, for an
 * attempt begins when all that was before it is over; of an earlier process of this attempt what the
 * record does not lead to, and warm machines that it had taken. What was left warm for other runs stays.
 * What does not end is told, and no reason not to run: it ends by its own lease, and is the sweep's.
 */
async function endEarlier(acquisition) {
    const { clients, options } = acquisition;
    const { info, warning, aws } = options;
    // They keep their own lives until they are rearmed, and which host key they have is nowhere.
    const taken = aws?.taken ?? [];
    const ids = [...new Set([...taken, ...(await found(acquisition))])];
    if (ids.length === 0)
        return;
    info(`Ending ${ids.length} instances that this workflow run has left before: ${ids.join(', ')}`);
    const left = await (0,terminate/* terminate */.M)(clients.ec2, ids);
    for (const { id, why } of left.filter(({ unknown }) => !unknown)) {
        warning({
            message: `The instance ${id}, which this workflow run has left before, does not end: ${why}`,
            fix: `End it by \`${(0,by_hand/* endCommand */.v6)(aws?.region ?? '', [id])}\`.`,
        });
    }
}
async function found({ plan, clients, options, signal }) {
    const [, prefix, attempt] = /^([^/]+\/[^/]+\/\d+)\/(\d+)$/.exec(plan.run) ?? [];
    // Anywhere else a run has neither earlier attempts nor another process.
    if (prefix === undefined)
        return [];
    const earlier = Array.from({ length: Number(attempt) - 1 }, (_, i) => `${prefix}/${i + 1}`);
    const goesOn = options.aws?.salt !== undefined;
    const runs = goesOn ? earlier : [...earlier, plan.run];
    if (runs.length === 0)
        return [];
    const left = await (0,asking/* asking */.o)('ec2:DescribeInstances', signal, () => (0,aws_instances/* taggedInstances */.rq)(clients.ec2, 'run', runs, alive_states/* aliveStates */.I, signal));
    // The jobs of a matrix are of the same run and attempt.
    const isOver = (one) => (0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.run) !== plan.run || (0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.id) === plan.id;
    const isCold = (one) => (0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.warm) !== 'true';
    return left.filter((one) => isOver(one) && isCold(one)).map(({ InstanceId }) => InstanceId);
}

;// CONCATENATED MODULE: ./providers/aws/factory-numbers.js

/** Factories by the number in their tag `Name`; who has none, or another's, has the next that is free. */
function numbered(factories, clusterName) {
    const byNumber = new Map();
    const others = [];
    for (const factory of factories) {
        const [, digits] = /_factory_([1-9]\d{0,5})$/.exec((0,tag_specifications/* tagOf */.cO)(factory, 'Name') ?? '') ?? [];
        const number = Number(digits);
        const isOwn = (0,tag_specifications/* tagOf */.cO)(factory, 'Name') === `${clusterName}_factory_${digits}`;
        if (isOwn && !byNumber.has(number))
            byNumber.set(number, factory);
        else
            others.push(factory);
    }
    const free = freeNumbers([...byNumber.keys()], others.length);
    for (const [i, factory] of others.entries())
        byNumber.set(free[i] ?? 0, factory);
    return new Map([...byNumber].sort(([a], [b]) => a - b));
}
/** The `count` smallest numbers from 1 that nobody has. */
function freeNumbers(taken, count) {
    const free = [];
    for (let number = 1; free.length < count; number++) {
        if (!taken.includes(number))
            free.push(number);
    }
    return free;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./providers/aws/first-boot.js




/**
 * User-data of one call's machines: their bootstrap host key, made anew for the call and kept in the
 * run's folder, so that a call that is asked again asks for the same; and what ends them.
 */
async function firstBoot(stateDir, plan, { role, idleHours }, call) {
    const file = (0,external_node_path_.join)(stateDir, `bootstrap-${role}-${call}`);
    if (!(0,external_node_fs_.existsSync)(`${file}.pub`))
        await (0,keys/* generateKey */.r)('ssh-keygen', file, 'bootstrap');
    const bootstrapKey = {
        privateKey: (0,external_node_fs_.readFileSync)(file, 'utf8'),
        publicKey: (0,external_node_fs_.readFileSync)(`${file}.pub`, 'utf8').trim(),
    };
    const boot = { ...endOf(plan, role, idleHours), bootstrapKey };
    return { userData: (0,user_data/* userData */.sw)(boot), bootstrapKey: bootstrapKey.publicKey };
}
/** What user-data would run first on machines of each role, for those that have run none. */
function armingScripts(plan, { orchestratorTimeout, factoriesTimeout }) {
    return {
        orchestrator: (0,user_data/* armingScript */.kN)(endOf(plan, 'orchestrator', orchestratorTimeout)),
        factory: (0,user_data/* armingScript */.kN)(endOf(plan, 'factory', factoriesTimeout)),
    };
}
/** What ends a machine by itself. */
function endOf({ expiresAt, leaseSeconds }, role, idleHours) {
    return {
        ...{ expiresAt, leaseSeconds, idleHours, role },
        arm: (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "arm.sh", 'utf8'),
        guard: (0,external_node_fs_.readFileSync)(__webpack_require__.ab + "guard.sh", 'utf8'),
    };
}

// EXTERNAL MODULE: ./providers/aws/inspect.js + 8 modules
var inspect = __webpack_require__(69919);
// EXTERNAL MODULE: ./providers/aws/key-pair.js
var key_pair = __webpack_require__(97469);
;// CONCATENATED MODULE: ./plan/launch-places.js
/** Every type in every subnet; the first type everywhere before the second is thought of. */
function launchPlaces(types, subnetIds) {
    return types.flatMap((type) => subnetIds.map((subnetId) => ({ type, subnetId })));
}

// EXTERNAL MODULE: ../node_modules/@aws-sdk/client-ec2/dist-cjs/index.js
var dist_cjs = __webpack_require__(85447);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(13087);
// EXTERNAL MODULE: ./providers/aws/errors.js
var errors = __webpack_require__(23240);
// EXTERNAL MODULE: ./providers/aws/inspection/quotas.js
var quotas = __webpack_require__(49433);
// EXTERNAL MODULE: ./providers/aws/machine-order.js
var machine_order = __webpack_require__(94843);
// EXTERNAL MODULE: ./providers/aws/pause.js
var pause = __webpack_require__(50961);
;// CONCATENATED MODULE: ./providers/aws/launch.js








/** Machines of one call; more in one are refused at random when EC2 is busy. */
const mostInOneCall = 50;
const attempts = 5;
/**
 * Asks for machines, place after place, until there are enough, or as many as the account may have.
 *
 * @throws UserError (69) with what EC2 said of each place, when there are fewer than `order.least`;
 *   those that there are then run, and are known to `onLaunched`
 */
async function launch(order, deps) {
    const { info } = deps;
    const launched = [];
    const refusals = [];
    let call = 0;
    for (const market of order.markets) {
        let { places } = order;
        for (let [place] = places; place && launched.length < order.count; [place] = places) {
            const count = Math.min(order.count - launched.length, mostInOneCall);
            const asked = { ...place, market, count, call: call++ };
            const got = await askOnce(order, asked, deps);
            if ('refusal' in got) {
                refusals.push({ ...got, asked });
                info(`${order.role}: none of ${named(asked)}: ${got.refusal}`);
            }
            else {
                launched.push(...got.alive);
                info(`${order.role}: ${got.alive.length} of ${named(asked)}`);
                if (got.promised === count)
                    continue;
            }
            const reach = 'refusal' in got ? got.reach : 'place';
            const goesToo = (other) => reach === 'market' || (reach === 'quota' && sharesQuota(other, asked));
            places = places.slice(1).filter((other) => !goesToo(other));
        }
    }
    if (launched.length < order.least)
        throw tooFew(order, launched.length, refusals);
    return launched;
}
async function askOnce(order, asked, deps) {
    const { userData, bootstrapKey } = await deps.firstBoot(order, asked.call);
    const request = (0,machine_order/* runInstancesRequest */.h)(order, asked, deps, userData);
    const { ClientToken = '' } = request;
    const before = deps.refused.get(ClientToken);
    if (before !== undefined)
        return refused(before);
    try {
        const instances = await runInstances(request, deps);
        const alive = instances.filter(isAlive).map(({ InstanceId }) => InstanceId);
        for (const id of alive)
            deps.onLaunched(id, asked);
        return { promised: instances.length, alive: alive.map((id) => ({ id, bootstrapKey })) };
    }
    catch (error) {
        deps.signal.throwIfAborted();
        const kind = (0,errors/* errorKind */.f8)(error);
        // An earlier process of the run had them.
        if (kind === 'ended')
            return { promised: asked.count, alive: [] };
        if (!['elsewhere', 'on-demand', 'quota'].includes(kind))
            throw refusal(order, error);
        const words = (0,errors/* awsWords */.fw)(error);
        deps.onRefused(ClientToken, words);
        return refused(words);
    }
}
/** @param words `Name: message` of the error */
function refused(words) {
    const kind = (0,errors/* kindOf */.I)(words.split(':')[0] ?? '');
    const isOver = kind === 'on-demand' || kind === 'quota';
    const ofAccount = (0,errors/* mending */.ph)(words) !== undefined;
    return { refusal: words, reach: ofAccount ? 'market' : isOver ? 'quota' : 'place' };
}
/** Whether a place is under the quota that was asked under; of a type that is not known here, each may be. */
function sharesQuota({ type }, asked) {
    const isSpot = asked.market === 'spot';
    const code = (0,quotas/* quotaCode */.eJ)(asked.type, isSpot);
    return code === undefined || code === (0,quotas/* quotaCode */.eJ)(type, isSpot);
}
/** Asked for by an earlier process of the run, a machine may have ended itself since then. */
function isAlive({ State }) {
    const states = alive_states/* aliveStates */.I;
    return State === undefined || states.includes(State.Name);
}
/**
 * Asks again when nobody knows whether EC2 has heard it: the same token gives the same machines; and
 * when it does not find what was made a moment ago, a key pair or a security group.
 */
async function runInstances(request, { clients, signal, onUnanswered }) {
    let isHeard = true;
    for (let attempt = 1;; attempt++) {
        try {
            const command = new dist_cjs/* RunInstancesCommand */.zq7(request);
            const { Instances = [] } = await clients.once.send(command, { abortSignal: signal });
            const instances = Instances.filter(aws_instances/* hasId */.YC);
            if (instances.length > 0)
                return instances;
            throw new Error('EC2 started machines and did not say which.');
        }
        catch (error) {
            signal.throwIfAborted();
            const kind = (0,errors/* errorKind */.f8)(error);
            if (kind === 'outage' || (kind === 'other' && !isRefusal(error)))
                isHeard = false;
            const again = ['throttled', 'outage', 'absent', 'other'].includes(kind);
            const isOver = !again || isRefusal(error) || attempt === attempts;
            if (isOver && !isHeard)
                onUnanswered();
            if (isOver)
                throw error;
            await (0,pause/* pause */.v)(500 * 2 ** attempt, signal);
        }
    }
}
/** A plain no of EC2, which it repeats however often it is asked: a status of 400 and on. */
function isRefusal(error) {
    const { $metadata } = error;
    const status = $metadata?.httpStatusCode ?? 0;
    return status >= 400 && status < 500 && (0,errors/* errorKind */.f8)(error) === 'other';
}
function named({ type, subnetId, market }) {
    return `${type} in ${subnetId}${market === 'spot' ? ' (spot)' : ''}`;
}
function refusal({ role }, error) {
    const field = role === 'factory' ? 'factories_type' : 'orchestrator_type';
    const kind = (0,errors/* errorKind */.f8)(error);
    const message = `EC2 does not start the ${role} (ec2:RunInstances): ${(0,errors/* awsWords */.fw)(error)}`;
    const fixes = {
        denied: 'Give the role the rights in docs/aws-setup.md.',
        expired: 'Run it again; see that the clock of this machine is right.',
        mismatch: 'What it asks for has changed since it was asked first: let `flambe-action down`, or the post step, end those machines.',
        outage: 'Try again later.',
        throttled: 'Try again later.',
    };
    const fix = fixes[kind];
    return new problem_0/* UserError */.yo({ field, message, ...(fix && { fix }) }, problem_0/* ExitCode */.yU.clusterUnavailable, {
        cause: error,
    });
}
/** Where to ask for more, each with the types that were refused by it. */
function higherQuotas({ places }, refusals) {
    const page = 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas';
    const types = [...new Set(places.map(({ type }) => type))];
    const pages = refusals
        .filter(({ reach }) => reach === 'quota')
        .map(({ asked }) => {
        const isSpot = asked.market === 'spot';
        const code = (0,quotas/* quotaCode */.eJ)(asked.type, isSpot);
        const alike = types.filter((type) => (0,quotas/* quotaCode */.eJ)(type, isSpot) === code);
        return `${page}${code === undefined ? '' : `/${code}`} (${alike.join(', ')})`;
    });
    return pages.length > 0 ? `Ask for a higher quota: ${pages.join(', ')}. Or: ` : '';
}
function tooFew(order, started, refusals) {
    const { role, count, least } = order;
    const wanted = least < count ? `${count} (${least} at least)` : String(count);
    const said = refusals.map(({ asked, refusal }) => `${named(asked)}: ${refusal}`);
    const otherwise = role === 'factory'
        ? 'Name more types or subnets, a lower `min_factories`, or `spot: prefer`.'
        : 'Name another type or more subnets, or try later.';
    const ofAccount = (0,errors/* mending */.ph)(said.join());
    const isThatAlone = ofAccount !== undefined && refusals.every(({ reach }) => reach === 'market');
    const fixes = [
        ...(ofAccount === undefined ? [] : [ofAccount]),
        ...(isThatAlone ? [] : [`${higherQuotas(order, refusals)}${otherwise}`]),
    ];
    return new problem_0/* UserError */.yo({
        field: role === 'factory' ? 'factories_type' : 'orchestrator_type',
        message: `EC2 has ${started} of ${wanted} machines for the ${role} (ec2:RunInstances): ${said.join('; ')}`,
        fix: fixes.join(' '),
    }, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./providers/aws/launch-all.js



/** All roles at the same time. @returns the orchestrator, if there was none, and the factories */
async function launchAll({ cluster, plan, clients, options, signal }, { images }, setting, taken, record) {
    const { stateDir, info } = options;
    const before = record({});
    const instances = new Set([...(before.instances ?? []), ...taken.map(({ id }) => id)]);
    const machines = new Map(before.machines?.map((one) => [one.id, one]));
    const onLaunchedOf = ({ disks }) => (id, { type, market }) => {
        const since = new Date().toISOString();
        const besides = disks.length > 0 ? { disks } : {};
        const made = machines.get(id) ?? { id, type, spot: market === 'spot', since, ...besides };
        machines.set(id, made);
        record({ instances: [...instances.add(id)], machines: [...machines.values()] });
    };
    const refused = new Map(Object.entries(before.refused ?? {}));
    const onRefused = (token, words) => {
        record({ refused: Object.fromEntries(refused.set(token, words)) });
    };
    let isAnswered = true;
    const onUnanswered = () => {
        isAnswered = false;
    };
    const deps = {
        ...setting,
        ...{ clients, info, signal, onRefused, refused, onUnanswered },
        firstBoot: (order, call) => firstBoot(stateDir, plan, order, call),
    };
    const orchestrators = taken.length > 0 ? 0 : 1;
    const factories = Math.max(0, taken.length - 1);
    const outcomes = await Promise.allSettled([
        launch({
            role: 'orchestrator',
            count: orchestrators,
            least: orchestrators,
            places: launchPlaces([cluster.orchestratorType], cluster.subnetIds),
            markets: ['on-demand'],
            image: images.orchestrator,
            idleHours: cluster.orchestratorTimeout,
        }, { ...deps, onLaunched: onLaunchedOf(images.orchestrator) }),
        launch({
            role: 'factory',
            count: cluster.factoriesNum - factories,
            least: cluster.minFactories - factories,
            places: launchPlaces(cluster.factoriesTypes, cluster.subnetIds),
            markets: markets(cluster),
            image: images.factories,
            idleHours: cluster.factoriesTimeout,
        }, { ...deps, onLaunched: onLaunchedOf(images.factories) }),
    ]);
    const [first, others] = outcomes;
    // All that were started are known: who ends them need not wait until EC2 shows others.
    if (isAnswered && !signal.aborted)
        record({ launching: false });
    if (first.status === 'rejected')
        throw first.reason;
    if (others.status === 'rejected')
        throw others.reason;
    return [first.value, others.value];
}
function markets({ spot }) {
    if (spot === 'prefer')
        return ['spot', 'on-demand'];
    return spot ? ['spot'] : ['on-demand'];
}

;// CONCATENATED MODULE: ./providers/aws/machines-made.js
/** The same machines, those among them that have ended with the time. @param at milliseconds since the epoch */
function ended(machines, hasEnded, at) {
    const until = new Date(at).toISOString();
    return machines.map((one) => (hasEnded(one.id) ? { until, ...one } : one));
}

;// CONCATENATED MODULE: ./providers/aws/members.js
/** @param number 0 for the orchestrator */
function nodeOf(instance, number, { usePublic, port, user }) {
    const privateHost = instance?.PrivateIpAddress ?? '';
    return {
        name: number === 0 ? 'orchestrator' : `factory-${number}`,
        role: number === 0 ? 'orchestrator' : 'factory',
        host: (usePublic && instance?.PublicIpAddress) || privateHost,
        privateHost,
        port,
        user,
    };
}

;// CONCATENATED MODULE: ./providers/aws/names.js


/** CreateTags calls under way at a time: EC2 lets bursts through, and then some each second. */
const atATime = 10;
/**
 * Gives factories their number, as flambé counts them: `NAME_factory_1` … (flambe/cluster/aws.py).
 * All machines of one call share their tags, so this comes afterwards, and may fail with a word.
 */
async function nameFactories(clusterName, factories, { clients, warning, signal }) {
    const left = [...factories];
    const unnamed = [];
    let why;
    const work = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
            const { number, resources } = next;
            const Tags = [{ Key: 'Name', Value: `${clusterName}_factory_${number}` }];
            const request = new dist_cjs/* CreateTagsCommand */.RmG({ Resources: [...resources], Tags });
            await clients.ec2.send(request, { abortSignal: signal }).catch((error) => {
                unnamed.push(`factory-${number} (${resources[0]})`);
                why = error;
            });
        }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    signal.throwIfAborted();
    if (unnamed.length === 0)
        return;
    warning({
        message: `The tag Name has no number of ${unnamed.join(', ')}: ${(0,errors/* awsWords */.fw)(why)}`,
        fix: 'The run goes on without it; ec2:CreateTags is among the rights in docs/aws-setup.md.',
    });
}

// EXTERNAL MODULE: ./providers/aws/runner-address.js
var runner_address = __webpack_require__(74996);
;// CONCATENATED MODULE: ./providers/aws/security-group.js







const security_group_attempts = 5;
/**
 * Makes the security group of `security_group: runner`: SSH from the runner alone, anything among
 * its members. There already, it is the same one.
 *
 * @returns its id
 */
async function makeSecurityGroup(ec2, { vpcId, runner, port, tags }, abortSignal) {
    const name = (0,key_pair/* ownName */.qU)(tags[plan_tags/* tagNames */.nP.id] ?? '');
    const request = new dist_cjs/* CreateSecurityGroupCommand */.x3C({
        GroupName: name,
        Description: 'SSH from one runner, and its machines among themselves',
        VpcId: vpcId,
        TagSpecifications: (0,tag_specifications/* tagSpecifications */.v7)(tags, ['security-group']),
    });
    const id = await (0,asking/* asking */.o)('ec2:CreateSecurityGroup', abortSignal, async () => {
        try {
            return (await ec2.send(request, { abortSignal })).GroupId;
        }
        catch (error) {
            // An answer that was lost: the name is this run's alone.
            if (error.name !== 'InvalidGroup.Duplicate')
                throw error;
            return (await groupsOf(ec2, name))[0];
        }
    });
    if (id === undefined)
        throw new Error(`EC2 named no id of security group ${name}.`);
    const ssh = {
        IpProtocol: 'tcp',
        FromPort: port,
        ToPort: port,
        IpRanges: runner.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
        Ipv6Ranges: runner.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
    };
    const members = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id }] };
    const rules = { GroupId: id, IpPermissions: [ssh, members] };
    await (0,asking/* asking */.o)('ec2:AuthorizeSecurityGroupIngress', abortSignal, () => letIn(ec2, new dist_cjs/* AuthorizeSecurityGroupIngressCommand */.N8i(rules), abortSignal));
    return id;
}
/** Rules that are there already are those; a group made a moment ago may not be known yet. */
async function letIn(ec2, command, abortSignal) {
    for (let attempt = 1;; attempt++) {
        try {
            await ec2.send(command, { abortSignal });
            return;
        }
        catch (error) {
            if (error.name === 'InvalidPermission.Duplicate')
                return;
            if ((0,errors/* errorKind */.f8)(error) !== 'absent' || attempt === security_group_attempts)
                throw error;
        }
        await (0,pause/* pause */.v)(500 * 2 ** attempt, abortSignal);
    }
}
/**
 * Removes the group; absent is success.
 *
 * @returns false while a machine that is ending still holds it
 */
async function deleteSecurityGroup(ec2, name) {
    for (const id of await groupsOf(ec2, name)) {
        try {
            await ec2.send(new dist_cjs/* DeleteSecurityGroupCommand */.yEh({ GroupId: id }));
        }
        catch (error) {
            const kind = (0,errors/* errorKind */.f8)(error);
            if (kind === 'in-use')
                return false;
            if (kind !== 'absent')
                throw error;
        }
    }
    return true;
}
async function groupsOf(ec2, name) {
    const request = { Filters: [{ Name: 'group-name', Values: [name] }] };
    const { SecurityGroups = [] } = await ec2.send(new dist_cjs/* DescribeSecurityGroupsCommand */.jsQ(request));
    return SecurityGroups.map(({ GroupId }) => GroupId).filter((id) => id !== undefined);
}

;// CONCATENATED MODULE: ./providers/aws/console-keys.js
/** As cloud-init writes them, and other images that print theirs (Amazon EC2 User Guide, "Get the instance fingerprint"). */
const [begin, end] = ['-----BEGIN SSH HOST KEY KEYS-----', '-----END SSH HOST KEY KEYS-----'];
/**
 * The public host keys that a machine has printed on its console, at its last boot that printed any.
 *
 * @returns `ssh-ed25519 AAAA…` each; a key that a line of the kernel has cut in two is none
 */
function hostKeysOn(console) {
    const last = console.lastIndexOf(end);
    const first = last < 0 ? -1 : console.lastIndexOf(begin, last);
    if (first < 0)
        return [];
    const key = /(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d{3}) ([A-Za-z0-9+/]+={0,2})(?=\s)/g;
    return [...console.slice(first + begin.length, last).matchAll(key)]
        .filter(([, type, blob = '']) => fieldsOf(Buffer.from(blob, 'base64'))[0] === type)
        .map(([line]) => line);
}
/** The strings that a key is made of (RFC 4253, 6.6); none when it is not whole. */
function fieldsOf(blob) {
    const fields = [];
    for (let at = 0; at < blob.length;) {
        const next = at + 4 + (at + 4 <= blob.length ? blob.readUInt32BE(at) : blob.length);
        if (next > blob.length)
            return [];
        fields.push(blob.toString('latin1', at + 4, next));
        at = next;
    }
    return fields;
}

;// CONCATENATED MODULE: ./providers/aws/consoles.js




/** Milliseconds between two looks at a console. */
const interval = 5000;
/** Milliseconds in which a console that can be read as it is must say host keys: its sshd answers already. */
const liveWithin = 120_000;
/** Milliseconds in which EC2 posts the console of a machine without Nitro: mostly four to six minutes. */
const postedWithin = 480_000;
/** Consoles that are asked for at a time: each is a call. */
const consoles_atATime = 20;
/**
 * What a machine has said on its console, its last 64 kB (Amazon EC2 API Reference, GetConsoleOutput).
 *
 * @param Latest until now, which EC2 knows of machines on Nitro only; else what was posted of it some
 *   minutes after its start
 */
async function readConsole(ec2, InstanceId, Latest, abortSignal) {
    const request = new dist_cjs/* GetConsoleOutputCommand */.Olx({ InstanceId, Latest });
    const { Output = '' } = await ec2.send(request, abortSignal ? { abortSignal } : {});
    return Buffer.from(Output, 'base64').toString('utf8');
}
/** Its last lines, as far as they can be had: why a machine has died. */
async function consoleEnd(id, { ec2 }) {
    const text = (await readConsole(ec2, id, false).catch(() => '')).trimEnd();
    return text && ` The end of its console:\n${text.split('\n').slice(-20).join('\n')}`;
}
/**
 * Waits for the public host keys that machines print on their consoles while they boot; of those that
 * have booted long ago it looks once.
 *
 * @returns by instance id; one that has said none in time has none
 * @throws UserError (69) when EC2 does not let the consoles be read
 */
async function hostKeysSaid(ids, { ec2 }, { isBooted = false, signal }) {
    const said = new Map();
    const posted = new Set();
    const look = async (id) => {
        const text = await (0,asking/* asking */.o)('ec2:GetConsoleOutput', signal, async () => {
            if (posted.has(id))
                return readConsole(ec2, id, false, signal);
            return readConsole(ec2, id, true, signal).catch((error) => {
                if (!isWithoutNitro(error))
                    throw error;
                posted.add(id);
                return readConsole(ec2, id, false, signal);
            });
        });
        const keys = hostKeysOn(text);
        if (keys.length > 0)
            said.set(id, keys);
    };
    for (const began = performance.now();;) {
        const silent = ids.filter((id) => !said.has(id));
        for (let at = 0; at < silent.length; at += consoles_atATime) {
            await Promise.all(silent.slice(at, at + consoles_atATime).map(look));
        }
        const left = silent.filter((id) => !said.has(id));
        const patience = left.some((id) => posted.has(id)) ? postedWithin : liveWithin;
        const isOver = isBooted || performance.now() - began > patience;
        if (left.length === 0 || isOver)
            return said;
        await (0,pause/* pause */.v)(interval, signal);
    }
}
function isWithoutNitro(error) {
    return error instanceof Error && error.name === 'UnsupportedOperation';
}

;// CONCATENATED MODULE: ./providers/aws/find-flambe.js








/** Whether flambé itself has started it, and no run of ours has taken it since. */
function isFlambes(instance) {
    return (0,tag_specifications/* tagOf */.cO)(instance, 'Purpose') === 'flambe' && (0,tag_specifications/* tagOf */.cO)(instance, plan_tags/* tagNames */.nP.id) === undefined;
}
/**
 * The orchestrators of clusters that flambé itself has started, as far as this run may take them; why
 * it may not is told.
 *
 * @param all running instances of this `creator` and `Cluster-Name`
 */
async function flambesOrchestrators(all, acquisition) {
    const found = all.filter((one) => isFlambes(one) && (0,aws_instances/* isOrchestrator */.T9)(one));
    const { cluster, options } = acquisition;
    if (found.length === 0)
        return [];
    const why = options.userKeyFile === undefined
        ? 'nobody has its key; with `key` or `ssh-private-key` it can be taken'
        : cluster.securityGroup === 'runner'
            ? 'with `security_group: runner` its factories and those of this run would not reach each other'
            : await whyNoTags(found, acquisition);
    if (why === undefined)
        return found;
    for (const { InstanceId } of found)
        options.warning(notTaken(InstanceId, why));
    return [];
}
/** A role that may not give them our tags may not end them either. */
async function whyNoTags(instances, { plan, cluster, clients, signal: abortSignal }) {
    const Resources = instances.map(({ InstanceId }) => InstanceId);
    const Tags = (0,tag_specifications/* ec2Tags */.kh)((0,plan_tags/* takenTags */.bB)(plan, cluster));
    const request = new dist_cjs/* CreateTagsCommand */.RmG({ Resources, Tags, DryRun: true });
    try {
        await clients.ec2.send(request, { abortSignal });
    }
    catch (error) {
        abortSignal.throwIfAborted();
        if (error instanceof Error && error.name === 'DryRunOperation')
            return undefined;
        if ((0,errors/* errorKind */.f8)(error) !== 'denied')
            return (0,errors/* awsWords */.fw)(error);
    }
    return 'the role has not the rights to take clusters of flambé (docs/aws-setup.md, "Clusters that flambé has started")';
}
/**
 * The cluster of an orchestrator that flambé has started, as its consoles say the host keys.
 *
 * @returns undefined when nobody knows that of the orchestrator; that is told
 */
async function flambesCluster(orchestrator, all, { cluster, clients, options, signal }) {
    const factories = all.filter((one) => isFlambes(one) && !(0,aws_instances/* isOrchestrator */.T9)(one));
    const ids = [orchestrator, ...factories].map(({ InstanceId }) => InstanceId);
    // Whatever they say while they boot they have said.
    let why = 'its console says no host keys: nobody knows who answers there';
    const said = await hostKeysSaid(ids, clients, { isBooted: true, signal }).catch((error) => {
        if (signal.aborted || !(error instanceof problem_0/* UserError */.yo))
            throw error;
        why = error.problems.map(({ message }) => message).join(' ');
        return new Map();
    });
    const hostKeys = new Map([...said].map(([id, keys]) => [id, bestOf(keys)]));
    const id = orchestrator.InstanceId;
    const hostKey = hostKeys.get(id);
    if (hostKey === undefined) {
        options.warning(notTaken(id, why));
        return undefined;
    }
    return { id, hostKey, orchestrator, factories: numbered(factories, cluster.name), hostKeys };
}
function bestOf(keys) {
    return keys.find((key) => key.startsWith('ssh-ed25519 ')) ?? keys[0] ?? '';
}
function notTaken(id, why) {
    return {
        field: 'name',
        message: `${id} is the orchestrator of a cluster with the same \`creator\` and \`name\` that flambé has started. It is not taken: ${why}. This run makes its own machines.`,
        fix: 'End it, or give this cluster another name.',
    };
}

// EXTERNAL MODULE: ./providers/aws/inspection/key-match.js
var key_match = __webpack_require__(22401);
;// CONCATENATED MODULE: ./providers/aws/find-warm.js











/** Seconds that a cluster must still have: new machines may have to start beside it. */
const leastLeft = 600;
/**
 * The one warm cluster of the same `creator` and `Cluster-Name` that this run could take, as flambé
 * reuses clusters (flambe/cluster/aws.py), those that it has started itself included; one that another
 * run has is not there. Why one is not taken is told.
 *
 * @throws UserError (69) naming the orchestrators, when there are more; when EC2 does not tell
 */
async function findWarm(acquisition, now) {
    const { cluster, clients, options, signal } = acquisition;
    const { info, userKeyFile, aws } = options;
    const region = aws?.region ?? '';
    const tags = { creator: [(0,key_match/* escaped */.Mk)(cluster.creator)], 'Cluster-Name': [(0,key_match/* escaped */.Mk)(cluster.name)] };
    const all = await (0,asking/* asking */.o)('ec2:DescribeInstances', signal, () => (0,aws_instances/* findInstances */.wG)(clients.ec2, tags, ['running'], signal));
    const flambes = await flambesOrchestrators(all, acquisition);
    const warm = all.filter((one) => (0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.warm) === 'true');
    const least = leastLeft + (0,boot_time/* longerLease */.Sn)(cluster);
    const free = warm.filter((one) => (0,aws_instances/* isOrchestrator */.T9)(one) && secondsLeft(one, now) >= least);
    const [flambe] = flambes;
    if (flambe) {
        if (flambes.length + free.length > 1)
            throw tooMany([...free, ...flambes], region);
        return flambesCluster(flambe, all, acquisition);
    }
    const [orchestrator] = free;
    if (!orchestrator)
        return undefined;
    const { InstanceId, KeyName } = orchestrator;
    const id = (0,tag_specifications/* tagOf */.cO)(orchestrator, plan_tags/* tagNames */.nP.id) ?? '';
    const hostKey = (0,tag_specifications/* tagOf */.cO)(orchestrator, plan_tags/* tagNames */.nP.hostKey);
    const refuse = (why) => info(`${InstanceId} is warm, and not taken: ${why}.`);
    if (userKeyFile === undefined) {
        const whose = KeyName === (0,key_pair/* ownName */.qU)(id) ? 'the key that was made for its run' : 'its key';
        refuse(`nobody has ${whose}; with \`key\` or \`ssh-private-key\` clusters can be taken`);
    }
    else if (cluster.securityGroup === 'runner') {
        refuse('its security group lets in the runner alone for which it was made');
    }
    else if (free.length > 1) {
        throw tooMany(free, region);
    }
    else if (hostKey === undefined) {
        refuse(`it has no tag ${plan_tags/* tagNames */.nP.hostKey}: nobody knows its host key`);
    }
    else {
        const factories = warm.filter((one) => !(0,aws_instances/* isOrchestrator */.T9)(one) && (0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.id) === id);
        return { id, hostKey, orchestrator, factories: numbered(factories, cluster.name) };
    }
    return undefined;
}
function secondsLeft(instance, now) {
    return (Date.parse((0,tag_specifications/* tagOf */.cO)(instance, plan_tags/* tagNames */.nP.expiresAt) ?? '') - now) / 1000;
}
function tooMany(orchestrators, region) {
    const ids = orchestrators.map(({ InstanceId }) => InstanceId);
    const named = orchestrators.map((one) => `${one.InstanceId} (${(0,tag_specifications/* tagOf */.cO)(one, plan_tags/* tagNames */.nP.id) ?? 'of flambé'})`);
    const command = (0,by_hand/* endCommand */.v6)(region, [ids[1] ?? '']);
    return new problem_0/* UserError */.yo({
        field: 'name',
        message: `There are ${ids.length} free orchestrators of the same \`creator\` and \`name\`: ${named.join(', ')}.`,
        fix: `End all but one with their factories, as by \`${command}\`, or give this cluster another name.`,
    }, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./providers/aws/take-warm.js







/**
 * Takes the warm cluster that fits the file, if there is one that this run can have: it is this run's
 * in the record, then by its tags. Its machines still have the lives that they had.
 *
 * @param disks of the images that the file names, as those of its machines most likely are, too
 * @returns its machines; none when the run makes its own
 * @throws UserError (69) when there are several, or EC2 refuses their tags
 */
async function takeWarm(acquisition, claim, disks, record) {
    const { plan, cluster, clients, options, signal } = acquisition;
    const warm = claim && (await findWarm(acquisition, Date.now()));
    if (!warm)
        return [];
    const all = nodesOf(warm, acquisition);
    const keys = await claim({
        id: warm.id,
        hostKey: warm.hostKey,
        nodes: all.map(({ node }) => node),
        jump: cluster.jump,
        keyFile: options.userKeyFile ?? '',
        types: all.map(({ instance }) => instance.InstanceType ?? ''),
        disks,
        ...(warm.hostKeys && { hostKeys: keysByName(all, warm.hostKeys) }),
    });
    if (!keys)
        return [];
    const members = all.flatMap(({ node, instance, number }) => {
        const hostKey = keys.get(node.name);
        const isUnarmed = warm.hostKeys !== undefined;
        if (hostKey !== undefined)
            return [{ id: instance.InstanceId, number, hostKey, isUnarmed }];
        options.info(`${node.name} (${instance.InstanceId}) is left out: nobody knows its host key`);
        return [];
    });
    const ids = members.map(({ id }) => id);
    const machines = all
        .filter(({ instance }) => ids.includes(instance.InstanceId))
        .map((one) => takenMachine(one, disks, Date.now()));
    const { machines: before = [] } = record({});
    record({
        ...{ instances: ids, taken: ids, orchestrator: warm.orchestrator.InstanceId },
        machines: [...before, ...machines],
    });
    const tags = (0,plan_tags/* takenTags */.bB)(plan, cluster);
    try {
        await (0,tag_specifications/* tagInstances */.lq)(clients, ids, tags, signal);
    }
    catch (error) {
        signal.throwIfAborted();
        const message = `EC2 does not let the machines of ${warm.id} be taken: ${(0,errors/* awsWords */.fw)(error)}`;
        const problem = { message, fix: 'Give the role the rights in docs/aws-setup.md.' };
        throw new problem_0/* UserError */.yo(problem, problem_0/* ExitCode */.yU.clusterUnavailable, { cause: error });
    }
    const own = warm.hostKeys ? [] : all.filter(({ instance }) => ids.includes(instance.InstanceId));
    const parts = own.flatMap(({ instance }) => (0,aws_instances/* partsOf */.CI)(instance));
    // Those of machines that flambé made have no tag of ours by which a right could name them. They end
    // with their machines, whatever their tags say.
    await (0,tag_specifications/* tagInstances */.lq)(clients, parts, tags, signal).catch((error) => {
        signal.throwIfAborted();
        options.info(`Volumes and network interfaces keep their tags: ${(0,errors/* awsWords */.fw)(error)}`);
    });
    options.info(`Taking ${ids.length} warm machines of ${warm.id}: ${ids.join(', ')}`);
    return members;
}
/** From now on the run pays for it. */
function takenMachine({ instance, node }, of, now) {
    const { InstanceId: id, InstanceType: type = '', InstanceLifecycle } = instance;
    const since = new Date(now).toISOString();
    const disks = of[node.role];
    const spot = InstanceLifecycle === 'spot';
    return { id, type, spot, since, ...(disks.length > 0 && { disks }) };
}
function keysByName(all, keys) {
    return new Map(all.flatMap(({ node, instance }) => {
        const key = keys.get(instance.InstanceId);
        return key === undefined ? [] : [[node.name, key]];
    }));
}
function nodesOf({ orchestrator, factories }, { cluster }) {
    const all = [[0, orchestrator], ...factories];
    return all.map(([number, instance]) => ({
        ...{ number, instance },
        node: nodeOf(instance, number, cluster),
    }));
}

;// CONCATENATED MODULE: ./providers/aws/wait.js





/** Milliseconds between two looks; the first machines run after some 10 s. */
const wait_interval = 2500;
/** Milliseconds in which an instance that was promised must be seen, and run. */
const seenWithin = 120_000;
const runningWithin = 300_000;
/** Milliseconds in which one that runs must have its public address: EC2 gives it with the private one. */
const publicWithin = 60_000;
const everyState = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'];
/**
 * Waits until all of these run and have their addresses. One call a look, whatever their number.
 *
 * @throws UserError (69): one that died while starting, with EC2's reason and the end of its console;
 *   one that is never seen, or gets no public address; a call that will not be answered any more
 */
async function waitUntilRunning(ids, { clients, id, isPublic, signal }) {
    const began = performance.now();
    let hiddenSince;
    for (;;) {
        const seen = await look(clients, id, signal);
        const dead = ids.map((one) => seen.get(one)).filter((one) => one && isDead(one));
        if (dead.length > 0)
            throw await died(dead, clients);
        const starting = ids.filter((one) => !isReady(seen.get(one)));
        const hidden = ids.filter((one) => isPublic(one) && isHidden(seen.get(one)));
        if (starting.length === 0 && hidden.length === 0)
            return seen;
        const waited = performance.now() - began;
        const missing = ids.filter((one) => !seen.has(one));
        if (missing.length > 0 && waited > seenWithin)
            throw late(missing, 'EC2 does not know of it');
        hiddenSince = hidden.length > 0 ? (hiddenSince ?? waited) : undefined;
        if (waited > (hiddenSince ?? waited) + publicWithin)
            throw withoutAddress(hidden, seen);
        if (starting.length > 0 && waited > runningWithin)
            throw late(starting, 'it does not come to run');
        await (0,pause/* pause */.v)(wait_interval, signal);
    }
}
async function look({ ec2 }, id, signal) {
    const instances = await (0,asking/* asking */.o)('ec2:DescribeInstances', signal, () => (0,aws_instances/* taggedInstances */.rq)(ec2, 'id', [id], everyState, signal));
    return new Map(instances.map((instance) => [instance.InstanceId, instance]));
}
function isReady(instance) {
    return instance?.State?.Name === 'running' && instance.PrivateIpAddress !== undefined;
}
/** Ready but for its public address. */
function isHidden(instance) {
    return isReady(instance) && instance?.PublicIpAddress === undefined;
}
/** Machines of which each is told. */
const mostTold = 5;
function isDead({ State }) {
    return ['shutting-down', 'terminated', 'stopping', 'stopped'].includes(State?.Name ?? '');
}
/** Why EC2 says that it ended a machine: `Server.SpotInstanceTermination: …`. */
function stateReason({ StateReason, StateTransitionReason }) {
    const { Code, Message } = StateReason ?? {};
    return Message || Code || StateTransitionReason || 'EC2 says no reason';
}
async function died(dead, clients) {
    const problems = dead.slice(0, mostTold).map(async (instance) => {
        const end = await consoleEnd(instance.InstanceId, clients);
        const state = `It is ${instance.State?.Name} (${stateReason(instance)})`;
        return {
            field: instance.InstanceId,
            message: `${state} before it ran.${end}`,
        };
    });
    return new problem_0/* UserError */.yo(await Promise.all(problems), problem_0/* ExitCode */.yU.clusterUnavailable);
}
function withoutAddress(ids, seen) {
    const problems = ids.slice(0, mostTold).map((field) => {
        const subnet = seen.get(field)?.SubnetId;
        return {
            field,
            message: `It runs in ${subnet} without a public address, though EC2 was asked for one, whatever MapPublicIpOnLaunch of the subnet says.`,
            fix: 'Name another subnet; or `use_public: false` where this machine reaches private addresses, or an `ssh_jump`.',
        };
    });
    return new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}
function late(ids, why) {
    const problems = ids
        .slice(0, mostTold)
        .map((field) => ({ field, message: `Instance: ${why}.` }));
    return new problem_0/* UserError */.yo(problems, problem_0/* ExitCode */.yU.clusterUnavailable);
}

;// CONCATENATED MODULE: ./providers/aws/acquire.js






















/**
 * Gives a run its machines: those that are warm, and new ones for what is missing. Each thing is in
 * the record before it is made.
 *
 * @throws UserError (69) when they cannot be had; what was made by then is in the record
 */
async function acquire(acquisition, claim) {
    const { plan, cluster, clients, options, signal } = acquisition;
    const { stateDir, save, warning } = options;
    const inspection = await lookAt(acquisition);
    await endEarlier(acquisition);
    const record = recordOf(acquisition);
    const taken = await takeWarm(acquisition, claim, inspection.disks, record);
    const keyFile = options.userKeyFile ?? (await (0,key_pair/* runKey */.r7)(stateDir, plan.id));
    if (options.userKeyFile === undefined)
        save({ keyFile });
    const made = await makeMissing(acquisition, inspection, taken, keyFile, record);
    const members = [...taken, ...made].sort((one, other) => one.number - other.number);
    // What is taken may be of flambé, and without one; where there is a jump host, it leads to any.
    const needsPublic = cluster.usePublic && cluster.jump === undefined;
    const isPublic = (one) => needsPublic && made.some(({ id }) => id === one);
    const ids = members.map(({ id }) => id);
    const running = await waitUntilRunning(ids, { clients, id: plan.id, isPublic, signal });
    const factories = members.slice(1).map(({ id, number, isUnarmed }) => {
        // Nothing of ours is on the parts of flambé's machines by which a right could name them.
        const parts = isUnarmed ? [] : (0,aws_instances/* partsOf */.CI)(running.get(id) ?? {});
        return { number, resources: [id, ...parts] };
    });
    await nameFactories(cluster.name, factories, { clients, warning, signal });
    const knownHostsFile = (0,external_node_path_.join)(stateDir, 'bootstrap_hosts');
    const nodes = members.map(({ id, number }) => nodeOf(running.get(id), number, cluster));
    // By both addresses: a factory that the runner does not reach is asked through the orchestrator.
    const lines = nodes.flatMap(({ host, privateHost, port }, i) => [...new Set([host, privateHost])].map((address) => (0,keys/* knownHostsLine */.T)(address, port, members[i]?.hostKey ?? '')));
    const jumpHosts = cluster.jump && (await (0,promises_.readFile)(options.knownHostsFile, 'utf8'));
    await (0,promises_.writeFile)(knownHostsFile, [...lines, jumpHosts ?? ''].join(''), { mode: 0o600 });
    const { expiresAt, leaseSeconds } = plan;
    const names = new Map(members.map(({ id }, i) => [id, nodes[i]?.name ?? id]));
    return {
        cluster: {
            nodes: nodes,
            jump: cluster.jump,
            keyFile,
            knownHostsFile,
            ephemeral: {
                bootWithin: (0,boot_time/* bootWithin */.SB)(made.map(({ id }) => running.get(id)?.InstanceType ?? '')),
                ...{ expiresAt, leaseSeconds, jumpHosts, spot: cluster.spot !== false },
                taken: new Map(taken.map((one) => [names.get(one.id) ?? '', settingsOf(one, acquisition)])),
                unarmed: new Set(taken.filter((one) => one.isUnarmed).map(({ id }) => names.get(id) ?? '')),
                arming: armingScripts(plan, cluster),
            },
        },
        names,
    };
}
function settingsOf({ number }, { plan, cluster }) {
    const { leaseSeconds } = plan;
    return number === 0
        ? (0,user_data/* guardSettings */.Br)({ leaseSeconds, idleHours: cluster.orchestratorTimeout, role: 'orchestrator' })
        : (0,user_data/* guardSettings */.Br)({ leaseSeconds, idleHours: cluster.factoriesTimeout, role: 'factory' });
}
/** Before anything is made; what is worth knowing of it is told. */
async function lookAt({ plan, cluster, options, signal }) {
    const { access, userKeyFile, environment, info, warning } = options;
    if (!access)
        throw new Error('An !AWSCluster wants credentials.');
    const privateKey = userKeyFile && (await (0,promises_.readFile)(userKeyFile, 'utf8'));
    const runnerAddress = () => (0,runner_address.publicAddress)(environment, signal);
    const inspection = await (0,inspect.inspect)(plan, cluster, access, { privateKey, runnerAddress, signal });
    for (const line of inspection.infos)
        info(line);
    for (const problem of inspection.warnings)
        warning(problem);
    await options.checkCost?.((0,cost/* machinesOf */.qv)(cluster, inspection.disks));
    return inspection;
}
function recordOf({ options: { aws, save } }) {
    if (!aws)
        throw new Error('An !AWSCluster wants a region.');
    let record = aws;
    return (patch) => {
        record = { ...record, ...patch };
        save({ aws: record });
        return record;
    };
}
async function ownKeyPair({ plan, cluster, clients, signal }, keyFile, record) {
    record({ keyPair: (0,key_pair/* ownName */.qU)(plan.id) });
    return (0,key_pair/* importKeyPair */.pF)(clients.ec2, keyFile, (0,plan_tags/* runTags */.He)(plan, cluster), signal);
}
async function groupOf({ plan, cluster, clients, signal }, { vpcId, runner }, record) {
    if (cluster.securityGroup !== 'runner')
        return cluster.securityGroup;
    record({ securityGroup: (0,key_pair/* ownName */.qU)(plan.id) });
    const order = { vpcId, runner, port: cluster.port, tags: (0,plan_tags/* runTags */.He)(plan, cluster) };
    return makeSecurityGroup(clients.ec2, order, signal);
}
/** Makes what is not there yet, with all that it needs. */
async function makeMissing(acquisition, inspection, taken, keyFile, record) {
    const { plan, cluster } = acquisition;
    if (taken.length > cluster.factoriesNum)
        return [];
    const keyName = cluster.keyName ?? (await ownKeyPair(acquisition, keyFile, record));
    const securityGroupId = await groupOf(acquisition, inspection, record);
    const salt = acquisition.options.aws?.salt ?? (0,external_node_crypto_.randomUUID)();
    record({ launching: true, salt });
    const setting = { plan, cluster, keyName, securityGroupId, salt };
    const [orchestrators, factories] = await launchAll(acquisition, inspection, setting, taken, record);
    const [orchestrator] = orchestrators;
    const launched = [...orchestrators, ...factories];
    const instances = [...taken, ...launched].map(({ id }) => id);
    const { machines = [] } = record({
        ...{ instances, taken: taken.map(({ id }) => id) },
        ...(orchestrator && { orchestrator: orchestrator.id }),
    });
    record({ machines: ended(machines, (id) => !instances.includes(id), Date.now()) });
    const numbers = freeNumbers(taken.map(({ number }) => number), factories.length);
    return [
        ...orchestrators.map(({ id, bootstrapKey }) => ({ id, number: 0, hostKey: bootstrapKey })),
        ...factories.map(({ id, bootstrapKey }, i) => {
            return { id, number: numbers[i] ?? 0, hostKey: bootstrapKey };
        }),
    ];
}

// EXTERNAL MODULE: ./providers/aws/clients.js
var aws_clients = __webpack_require__(3575);
;// CONCATENATED MODULE: ./providers/aws/find.js





/** Records of runs that have machines at AWS, by nothing but what their tags say. */
async function findAws({ ec2 }, { id = '*' }, aws) {
    const { signal } = new AbortController();
    const instances = await (0,asking/* asking */.o)('ec2:DescribeInstances', signal, () => (0,aws_instances/* taggedInstances */.rq)(ec2, 'id', [id], alive_states/* aliveStates */.I));
    const runs = Map.groupBy(instances, (instance) => tagsOf(instance)[plan_tags/* tagNames */.nP.id] ?? '');
    return [...runs].map(([found, of]) => find_recordOf(found, of, aws));
}
function find_recordOf(id, of, aws) {
    const [first] = of;
    const tags = first ? tagsOf(first) : {};
    return {
        version: 1,
        id,
        name: tags['Cluster-Name'] ?? '',
        run: tags[plan_tags/* tagNames */.nP.run] ?? '',
        provider: 'aws',
        startedAt: first?.LaunchTime?.toISOString() ?? '',
        expiresAt: tags[plan_tags/* tagNames */.nP.expiresAt] ?? '',
        teardown: 'always',
        keyFile: undefined,
        resultsPath: '',
        results: [],
        // Where it has none of its own, there is nothing of these names.
        aws: {
            ...{ ...aws, keyPair: (0,key_pair/* ownName */.qU)(id), securityGroup: (0,key_pair/* ownName */.qU)(id) },
            instances: of.map(({ InstanceId }) => InstanceId),
        },
    };
}
function tagsOf({ Tags = [] }) {
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

// EXTERNAL MODULE: ./plan/quote.js
var quote = __webpack_require__(72710);
;// CONCATENATED MODULE: ./providers/aws/keep.js








/**
 * Leaves the machines of a run until they expire: with `teardown: never` other runs take them, with
 * `on-success` after a failure nobody does, and the sweep does not end them either.
 *
 * @returns what could not be said of them, with the command that says it
 */
async function keepAws({ id, aws, teardown, hosts, keyFile }, { clients, info }) {
    const { region = '', instances: known = [], orchestrator } = aws ?? {};
    if (known.length === 0)
        return [];
    // One that has ended since then, and EC2 has forgotten, would keep the tags from all others.
    const instances = await (0,aws_instances/* taggedInstances */.rq)(clients.ec2, 'id', [id], alive_states/* aliveStates */.I)
        .then(terminate/* alive */.y)
        .catch(() => known);
    if (instances.length === 0)
        return [];
    const kept = teardown === 'never' ? 'true' : 'for a look';
    const hostKey = hosts?.keys['orchestrator']?.line;
    try {
        if (orchestrator && hostKey !== undefined && instances.includes(orchestrator)) {
            await (0,tag_specifications/* tagInstances */.lq)(clients, [orchestrator], { [plan_tags/* tagNames */.nP.hostKey]: hostKey });
        }
        await (0,tag_specifications/* tagInstances */.lq)(clients, instances, { [plan_tags/* tagNames */.nP.warm]: kept });
        const others = (0,key_pair/* isRunKey */.lm)(keyFile)
            ? 'no other run has their key: give one by `key` or `ssh-private-key`, and it takes them'
            : 'a run of the same creator and cluster name takes them';
        if (teardown === 'never')
            info(`The machines are warm: ${others}.`);
        return [];
    }
    catch (error) {
        const tag = `Key=${plan_tags/* tagNames */.nP.warm},Value=${kept}`;
        const words = ['create-tags', '--resources', ...instances, '--tags', tag];
        const command = (0,quote/* shellCommand */.q)(['aws', 'ec2', '--region', region, ...words]);
        return [{ what: 'machines that the sweep may end early', why: (0,errors/* awsWords */.fw)(error), command }];
    }
}

;// CONCATENATED MODULE: ./providers/aws/release.js








/** Milliseconds after which EC2 shows what it was just asked to start. */
const consistency = 2500;
/** Looks after which what EC2 does not know is gone: not many more fit into the time of a post. */
const mostLooks = 10;
/** Milliseconds after which a machine that EC2 does not show is no more. */
const shownWithin = 300_000;
/** Milliseconds for machines to let go of their security group. */
const groupPatience = 10_000;
/** Ends everything that a run has, or may have, at AWS; what the record does not know the tag finds. */
async function releaseAws(record, deps) {
    const { aws } = record;
    if (!aws)
        return [];
    const left = [];
    try {
        left.push(...(await endInstances(record, deps)).map((one) => instanceLeftover(one, record)));
    }
    catch (error) {
        const hint = (0,errors/* errorKind */.f8)(error) === 'denied' ? ' (the role may not)' : '';
        left.push((0,by_hand/* machinesByTag */.KF)(record, `${(0,errors/* awsWords */.fw)(error)}${hint}`));
    }
    const { keyPair, securityGroup } = aws;
    if (keyPair !== undefined) {
        await (0,key_pair/* deleteKeyPair */.z9)(deps.clients.ec2, keyPair).catch((error) => {
            left.push((0,by_hand/* keyPairLeft */.Xl)(aws.region, keyPair, (0,errors/* awsWords */.fw)(error)));
        });
    }
    if (securityGroup !== undefined) {
        await endSecurityGroup(securityGroup, deps).catch((error) => {
            left.push((0,by_hand/* securityGroupLeft */.FD)(aws.region, securityGroup, (0,errors/* awsWords */.fw)(error)));
        });
    }
    return left;
}
/** A run whose launch was cut short may have machines that EC2 does not show yet: they are waited for. */
async function endInstances(record, { clients, info }) {
    const { id, aws } = record;
    const known = aws?.instances ?? [];
    const ended = new Set();
    const left = new Map();
    let unknown = known;
    let quiet = 0;
    for (let round = 0; quiet < (aws?.launching ? 3 : 1) && round < mostLooks; round++) {
        if (round > 0)
            await (0,pause/* pause */.v)(consistency);
        const seen = await (0,aws_instances/* taggedInstances */.rq)(clients.ec2, 'id', [id], alive_states/* aliveStates */.I).catch(async (error) => {
            // Once all are launched the record knows them.
            if (!aws?.launching)
                return undefined;
            await (0,terminate/* terminate */.M)(clients.ec2, known);
            throw error;
        });
        const shown = (0,terminate/* alive */.y)(seen ?? []).filter((one) => !ended.has(one));
        const hidden = unknown
            .filter((one) => !ended.has(one) && !shown.includes(one))
            .filter((one) => seen === undefined || isYoung(one, record));
        // Apart: where one is gone, with its tags, EC2 may refuse the call that names it.
        const outcomes = [
            ...(await (0,terminate/* terminate */.M)(clients.ec2, shown)),
            ...(await (0,terminate/* terminate */.M)(clients.ec2, hidden)),
        ];
        // What is not shown yet has no tags yet, either, by which the role may end it.
        const isNew = (one) => seen !== undefined && hidden.includes(one);
        unknown = outcomes.filter((one) => one.unknown || isNew(one.id)).map(({ id }) => id);
        const now = [...shown, ...hidden];
        const isQuiet = now.length === 0 || (!aws?.launching && unknown.length === 0);
        quiet = isQuiet ? quiet + 1 : 0;
        for (const one of now) {
            left.delete(one);
            if (!unknown.includes(one))
                ended.add(one);
        }
        for (const still of outcomes)
            if (!still.unknown)
                left.set(still.id, still);
    }
    info(`EC2 is ending ${[...ended].filter((one) => !left.has(one)).length} instances`);
    return [...left.values()];
}
/** So young that EC2 need not show it yet. */
function isYoung(id, { aws, startedAt }) {
    const since = aws?.machines?.find((one) => one.id === id)?.since ?? startedAt;
    return Date.now() - Date.parse(since) < shownWithin;
}
async function endSecurityGroup(name, { clients, info }) {
    for (const began = performance.now(); performance.now() - began < groupPatience;) {
        if (await deleteSecurityGroup(clients.ec2, name))
            return;
        await (0,pause/* pause */.v)(3000);
    }
    info(`The security group ${name} is held by machines that are ending: it is left to the sweep.`);
}
function instanceLeftover({ id, why }, { aws }) {
    return { what: `instance ${id}`, why, command: (0,by_hand/* endCommand */.v6)(aws?.region ?? '', [id]) };
}

;// CONCATENATED MODULE: ./providers/aws/watch.js









/** Milliseconds between two looks. */
const watch_interval = 20_000;
const watch_everyState = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'];
/**
 * Looks at the machines of a run every now and then: one call a look, and one
 * for each hundred of them.
 *
 * @returns why the run cannot go on; rejects with the reason of `signal`
 */
async function watchInstances(deps, signal) {
    const { clients, id } = deps;
    const told = new Set();
    const unwell = new Map();
    let mayAsk = deps.countsImpaired;
    for (;;) {
        await (0,pause/* pause */.v)(watch_interval, signal);
        try {
            const instances = await (0,aws_instances/* taggedInstances */.rq)(clients.ec2, 'id', [id], watch_everyState, signal);
            const lost = await lostMachines(instances, deps, told);
            if (lost.length > 0)
                return new problem_0/* UserError */.yo(lost, problem_0/* ExitCode */.yU.lost);
            if (!mayAsk)
                continue;
            const bad = await impaired(instances, unwell, deps, signal);
            if (bad === undefined)
                mayAsk = false;
            else if (bad.length > 0)
                return new problem_0/* UserError */.yo(bad, problem_0/* ExitCode */.yU.lost);
        }
        catch (error) {
            signal.throwIfAborted();
            deps.info(`EC2 does not say how the machines are: ${(0,errors/* awsWords */.fw)(error)}`);
        }
    }
}
async function lostMachines(instances, { clients, names, idleHours, onEnded, info }, told) {
    const dead = instances.filter(isDead).flatMap((instance) => {
        const name = names.get(instance.InstanceId);
        return name === undefined || told.has(name) ? [] : [[name, instance]];
    });
    const idle = dead.filter(([name, one]) => name !== 'orchestrator' && wasIdle(one, idleHours));
    // Each console is a call.
    const looks = idle.slice(0, mostTold).map(async ([name, { InstanceId }]) => {
        return (await wasForsaken(InstanceId, clients)) ? [name] : [];
    });
    const forsaken = (await Promise.all(looks)).flat();
    for (const [name, { InstanceId }] of idle.filter(([name]) => !forsaken.includes(name))) {
        told.add(name);
        onEnded(InstanceId, name);
        info(`${name} has ended itself: it was idle for factories_timeout`);
    }
    const gone = dead.filter(([name]) => !told.has(name));
    const some = gone.slice(0, mostTold).map(([name, instance]) => lost(name, instance, clients));
    const others = gone.slice(mostTold).map(([name]) => name);
    const more = { message: `EC2 has ended ${others.join(', ')}, too.` };
    return [...(await Promise.all(some)), ...(others.length > 0 ? [more] : [])];
}
/**
 * Whether it can have ended itself for that (Amazon EC2 API Reference, StateReason: "The instance was
 * shut down from the operating system"): one that is younger has not been idle for so long.
 */
function wasIdle({ StateReason, LaunchTime }, idleHours) {
    if (StateReason?.Code !== 'Client.InstanceInitiatedShutdown' || idleHours < 0)
        return false;
    return Date.now() - (LaunchTime?.getTime() ?? 0) >= idleHours * 3_600_000;
}
/** Whether it says that it has ended itself because it heard nothing of the run (guard.sh). */
async function wasForsaken(id, clients) {
    return (await consoleEnd(id, clients)).includes('nobody has renewed the lease');
}
async function lost(name, instance, clients) {
    const spot = instance.StateReason?.Code === 'Server.SpotInstanceTermination';
    const end = await consoleEnd(instance.InstanceId, clients);
    return {
        field: `${name} (${instance.InstanceId})`,
        message: `EC2 has ended the machine: ${stateReason(instance)}.${end}`,
        ...(spot && {
            fix: 'It was a spot instance: `spot: prefer` or on-demand machines last longer.',
        }),
    };
}
/** Amazon EC2 API Reference, DescribeInstanceStatus: this many ids in one call. */
const mostStatuses = 100;
/**
 * @param unwell Instance id → when its check was first seen to fail; kept from look to look
 * @returns undefined when this role may not ask; that is told
 */
async function impaired(instances, unwell, deps, abortSignal) {
    const { clients, names, info } = deps;
    const problems = [];
    // EC2 answers nothing at all when one of the ids is of a machine that it has forgotten.
    const now = (0,aws_clients/* timeOfAws */.s4)(clients);
    const running = instances.filter((one) => one.State?.Name === 'running' && !mayBoot(one, now));
    const left = running.map(({ InstanceId }) => InstanceId).filter((id) => names.has(id));
    while (left.length > 0) {
        const request = { InstanceIds: left.splice(0, mostStatuses) };
        const command = new dist_cjs/* DescribeInstanceStatusCommand */.o0z(request);
        const answer = await clients.ec2.send(command, { abortSignal }).catch((error) => {
            if ((0,errors/* errorKind */.f8)(error) !== 'denied')
                throw error;
            info(`EC2 does not say whether the machines are well: ${(0,errors/* awsWords */.fw)(error)}`);
        });
        if (!answer)
            return undefined;
        const statuses = answer.InstanceStatuses ?? [];
        problems.push(...statuses.flatMap((status) => lostByCheck(status, unwell, deps) ?? []));
    }
    return problems;
}
/** Bare metal takes so long that its check fails meanwhile. */
function mayBoot({ InstanceType, LaunchTime }, now) {
    return (0,boot_time/* isMetal */.kV)(InstanceType ?? '') && now - (LaunchTime?.getTime() ?? 0) < boot_time/* ofMetal */.Ds * 1000;
}
/** Milliseconds: a check may fail for a moment, or while memory is short, and the job goes on. */
const mayFailFor = 180_000;
function lostByCheck({ InstanceId: id = '', InstanceStatus, SystemStatus }, unwell, { clients, names, info }) {
    const name = names.get(id);
    const now = (0,aws_clients/* timeOfAws */.s4)(clients);
    const failed = [InstanceStatus, SystemStatus].filter((one) => one?.Status === 'impaired');
    if (failed.length === 0) {
        if (unwell.delete(id))
            info(`${name} passes its status check again`);
        return undefined;
    }
    const seen = unwell.get(id) ?? now;
    const details = failed.flatMap((one) => one?.Details ?? []);
    const times = details.flatMap(({ ImpairedSince }) => ImpairedSince?.getTime() ?? []);
    const since = times.length > 0 ? Math.min(...times) : seen;
    if (now - since > mayFailFor) {
        const field = `${name} (${id})`;
        const when = new Date(since).toISOString();
        const message = `Its status check has failed since ${when}: EC2 does not reach the machine any more.`;
        return { field, message };
    }
    if (!unwell.has(id))
        info(`${name} fails its status check; after 3 min of that the run ends`);
    unwell.set(id, seen);
    return undefined;
}

;// CONCATENATED MODULE: ./providers/aws/aws-provider.js











const nothingMade = {
    acquire: () => Promise.reject(new Error('An !AWSCluster wants a region and credentials.')),
    endsMachines: true,
    release: async () => [],
    find: async () => [],
};
/** Machines of EC2, made for a run and ended after it. */
function awsProvider(options) {
    const { access, aws, info, save } = options;
    // The record of a run that ended before it asked AWS for anything.
    if (!access)
        return nothingMade;
    const clients = (0,aws_clients/* ec2Clients */.p7)(access);
    let recorded = aws;
    let watched;
    const keep = (patch) => {
        recorded = patch.aws ?? recorded;
        save(patch);
    };
    const all = () => recorded?.instances ?? [];
    /** They count for the cost; EC2 forgets them, and refuses a call that names what it has forgotten. */
    const haveEnded = (ids) => {
        if (!recorded || ids.length === 0)
            return;
        const { machines = [], instances = [], taken = [] } = recorded;
        const others = (all) => all.filter((id) => !ids.includes(id));
        const then = ended(machines, (id) => ids.includes(id), Date.now());
        const aws = { machines: then, instances: others(instances), taken: others(taken) };
        keep({ aws: { ...recorded, ...aws } });
    };
    return {
        async acquire(plan, signal, claim) {
            const { cluster } = plan;
            signal.throwIfAborted();
            if (cluster.kind !== 'aws')
                throw new Error(`This is no !AWSCluster, but ${cluster.kind}.`);
            const acquisition = { plan, cluster, clients, options: { ...options, save: keep }, signal };
            try {
                const acquired = await acquire(acquisition, claim);
                const idleHours = cluster.factoriesTimeout;
                watched = { clients, id: plan.id, names: acquired.names, idleHours, info };
                return acquired.cluster;
            }
            catch (error) {
                // Post does the same by the record; but each minute of a machine that nobody uses is paid for.
                const launched = all().filter((id) => !recorded?.taken?.includes(id));
                const left = await (0,terminate/* terminate */.M)(clients.ec2, launched).catch(() => undefined);
                haveEnded(launched.filter((one) => left?.every(({ id }) => id !== one)));
                throw error;
            }
        },
        async watch(signal, { nodes, onEnded }) {
            if (!watched)
                throw new Error('There is nothing to watch before there are machines.');
            const counts = (name) => nodes === undefined || nodes.includes(name);
            const names = new Map([...watched.names].filter(([, name]) => counts(name)));
            const ending = (id, name) => {
                haveEnded([id]);
                onEnded?.(name);
            };
            // While results are fetched, that they come says more than one status check.
            const countsImpaired = nodes === undefined;
            return watchInstances({ ...watched, names, countsImpaired, onEnded: ending }, signal);
        },
        async hostKeysSaid(nodes, signal) {
            const names = watched?.names ?? new Map();
            const ids = [...names].filter(([, name]) => nodes.includes(name)).map(([id]) => id);
            info(`Looking on the consoles of ${ids.join(', ')} for host keys, for some minutes at most`);
            const said = await hostKeysSaid(ids, clients, { signal });
            return new Map([...said].map(([id, keys]) => [names.get(id) ?? '', keys]));
        },
        async extend(until, abortSignal) {
            await (0,tag_specifications/* tagInstances */.lq)(clients, all(), { [plan_tags/* tagNames */.nP.expiresAt]: until }, abortSignal);
        },
        endsMachines: true,
        keep: (record) => keepAws(record, { clients, info }),
        release: (record) => releaseAws(record, { clients, info }),
        find: async (filter) => (aws ? findAws(clients, filter, aws) : []),
    };
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


/***/ })

};
;