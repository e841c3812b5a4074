// Writes src/plan/prices.ts, what EC2 costs on demand:
//
//   node scripts/prices.mjs AS_OF SOURCE…
//
// AS_OF is the date of the prices and where they are from, in one text. A SOURCE is a path or a URL of
// - AWS's own offer file of a region (CSV), which has both instances and volumes:
//   https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/REGION/index.csv
// - `instances.json` of ec2instances.info (instances of all regions),
// - a table of instances, `region,instance,hour`, or
// - a table of volumes, like scripts/prices/volumes.csv (a month of a GB, or of one of io1's IOPS).
// Of a price that several have, the last one counts. The table in the repository is made of: ec2instances.info
// as github.com/cristim/ec2-instances-info has it, all but bare metal of us-east-1 and us-gov-* as
// github.com/aws/karpenter-provider-aws has it, and scripts/prices/volumes.csv.

import { createReadStream, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const out = resolve(import.meta.dirname, '../src/plan/prices.ts');

/** No region like `us-east-1-atl-1`: local and wavelength zones have prices of their own. */
const region = /^[a-z]{2}(-[a-z]+)+-\d+$/;
/** Only to be had on dedicated hosts of 24 hours and more. */
const byTheDay = /^(mac|u-)/;

export class Prices {
  /** type → region → US dollars an hour */
  instances = new Map();
  /** region → { gp3, gp2, io1, iops } */
  volumes = new Map();

  instance(type, where, price) {
    if (!region.test(where) || byTheDay.test(type) || !(price > 0)) return;
    const prices = this.instances.get(type) ?? new Map();
    this.instances.set(type, prices.set(where, price));
  }

  volume(where, kind, price) {
    if (!region.test(where) || !(price > 0)) return;
    this.volumes.set(where, { ...this.volumes.get(where), [kind]: price });
  }
}

/** @param lines async iterable of the lines of one source */
export async function readSource(lines, prices) {
  const iterator = lines[Symbol.asyncIterator]();
  const { value: first = '' } = await iterator.next();
  if (first.startsWith('"FormatVersion"')) return readOffers(iterator, prices);
  if (first === 'region,instance,hour') return readHours(iterator, prices);
  if (first.startsWith('region,gp3,')) return readVolumes(iterator, prices);
  if (/^\s*\[/.test(first)) return readInstances(first, iterator, prices);
  throw new Error(`This is none of the sources that are read: ${first.slice(0, 60)}`);
}

async function readOffers(lines, prices) {
  let names;
  for await (const line of lines) {
    const cells = csvCells(line);
    if (cells[0] === 'SKU') names = cells;
    if (names === undefined || cells[0] === 'SKU') continue;
    const cell = (name) => cells[names.indexOf(name)] ?? '';
    if (cell('TermType') !== 'OnDemand' || cell('Location Type') !== 'AWS Region') continue;
    const [where, price] = [cell('Region Code'), Number(cell('PricePerUnit'))];
    const usage = cell('usageType');
    if (isInstance(cell)) prices.instance(cell('Instance Type'), where, price);
    else if (/EBS:VolumeP-IOPS\.piops$/.test(usage)) prices.volume(where, 'iops', price);
    else if (/EBS:VolumeUsage\.(gp2|gp3|piops)$/.test(usage)) {
      prices.volume(where, cell('Volume API Name'), price);
    }
  }
}

/** Linux without anything installed, on shared hardware, in use, no capacity block. */
function isInstance(cell) {
  return (
    cell('Operating System') === 'Linux' &&
    cell('Pre Installed S/W') === 'NA' &&
    cell('Tenancy') === 'Shared' &&
    cell('CapacityStatus') === 'Used' &&
    cell('Unit') === 'Hrs' &&
    ['', 'OnDemand'].includes(cell('MarketOption'))
  );
}

/** Cells without `""` in them, as the offer files have them. */
function csvCells(line) {
  return line.replace(/^"|"\s*$/g, '').split('","');
}

async function readHours(lines, prices) {
  for await (const line of lines) {
    const [where, type, price] = line.split(',');
    prices.instance(type, where, Number(price));
  }
}

async function readVolumes(lines, prices) {
  for await (const line of lines) {
    const [where, gp3, gp2, io1, iops] = line.split(',');
    for (const [kind, price] of Object.entries({ gp3, gp2, io1, iops })) {
      prices.volume(where, kind, Number(price));
    }
  }
}

async function readInstances(first, lines, prices) {
  const text = [first];
  for await (const line of lines) text.push(line);
  for (const { instance_type: type, pricing } of JSON.parse(text.join('\n'))) {
    for (const [where, { linux }] of Object.entries(pricing)) {
      prices.instance(type, where, Number(linux?.ondemand));
    }
  }
}

export function moduleText({ instances, volumes }, asOf) {
  const regions = [...new Set([...instances.values()].flatMap((each) => [...each.keys()]))].sort();
  const rows = [...instances].sort().map(([type, prices]) => {
    const cells = regions.map((where) => short(prices.get(where)));
    return `${type} ${cells.join(' ')}`.replace(/( -)+$/, '');
  });
  const volumeRows = [...volumes]
    .sort()
    .map(([where, of]) => `${where} ${[of.gp3, of.gp2, of.io1, of.iops].map(short).join(' ')}`);
  return `// Written by scripts/prices.mjs: change that, or what it reads.
import type { PriceTable } from './cost';

export const prices: PriceTable = {
  asOf: '${asOf}',
  publicAddress: 0.005,
  regions:
    '${regions.join(' ')}',
  instances: \`
${rows.join('\n')}
\`,
  volumes: \`
${volumeRows.join('\n')}
\`,
};
`;
}

function short(price) {
  return price === undefined ? '-' : String(price).replace(/^0\./, '.');
}

async function linesOf(source) {
  if (!/^https?:/.test(source)) return createInterface({ input: createReadStream(source) });
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return createInterface({ input: Readable.fromWeb(answer.body) });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [asOf, ...sources] = process.argv.slice(2);
  if (sources.length === 0) throw new Error('Use: node scripts/prices.mjs AS_OF SOURCE…');
  const prices = new Prices();
  for (const source of sources) await readSource(await linesOf(source), prices);
  writeFileSync(out, moduleText(prices, asOf));
  console.log(`${prices.instances.size} types, ${prices.volumes.size} regions with volumes`);
}
