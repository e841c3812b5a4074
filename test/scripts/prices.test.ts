import { describe, expect, it } from 'vitest';
// @ts-expect-error: a script, without types.
import { moduleText, Prices, readSource } from '../../scripts/prices.mjs';

async function* linesOf(text: string) {
  yield* text.trim().split('\n');
}

async function tableOf(...sources: readonly string[]): Promise<string> {
  const prices = new Prices();
  for (const source of sources) await readSource(linesOf(source), prices);
  return moduleText(prices, 'a test');
}

const names = [
  'SKU',
  'TermType',
  'Unit',
  'PricePerUnit',
  'Location Type',
  'Instance Type',
  'Tenancy',
  'Operating System',
  'CapacityStatus',
  'Pre Installed S/W',
  'MarketOption',
  'usageType',
  'Volume API Name',
  'Region Code',
];
const wanted = {
  SKU: 'A',
  TermType: 'OnDemand',
  Unit: 'Hrs',
  'Location Type': 'AWS Region',
  'Operating System': 'Linux',
  Tenancy: 'Shared',
  CapacityStatus: 'Used',
  'Pre Installed S/W': 'NA',
  MarketOption: 'OnDemand',
  'Region Code': 'eu-central-1',
};
const row = (cells: Record<string, string>) =>
  names.map((name) => `"${cells[name] ?? ''}"`).join(',');
const instance = (type: string, price: string, more: Record<string, string> = {}) =>
  row({ ...wanted, 'Instance Type': type, PricePerUnit: price, ...more });
const usage = (usageType: string, price: string, kind = '') =>
  row({ ...wanted, Unit: 'GB-Mo', usageType, PricePerUnit: price, 'Volume API Name': kind });

const offers = [
  '"FormatVersion","v1.0"',
  '"Disclaimer","none, of a test"',
  names.map((name) => `"${name}"`).join(','),
  instance('m5.large', '0.1150000000'),
  instance('m5.large', '0.1265', { Tenancy: 'Dedicated' }),
  instance('m5.large', '0.207', { 'Operating System': 'Windows' }),
  instance('m5.large', '0.0', { CapacityStatus: 'AllocatedCapacityReservation' }),
  instance('m5.large', '0.6', { 'Pre Installed S/W': 'SQL Std' }),
  instance('m5.large', '0.07', { TermType: 'Reserved' }),
  instance('p5.48xlarge', '31.464', { MarketOption: 'CapacityBlock' }),
  instance('mac2.metal', '0.65'),
  instance('m5.large', '0.13', { 'Location Type': 'AWS Local Zone' }),
  usage('EUC1-EBS:VolumeUsage.gp3', '0.0952', 'gp3'),
  usage('EUC1-EBS:VolumeUsage.gp2', '0.119', 'gp2'),
  usage('EUC1-EBS:VolumeUsage.piops', '0.149', 'io1'),
  usage('EUC1-EBS:VolumeP-IOPS.piops', '0.078'),
].join('\n');

describe('the table of prices', () => {
  it("has of AWS's offers Linux on demand, on shared hardware, and volumes", async () => {
    const text = await tableOf(offers);
    expect(text).toContain("regions:\n    'eu-central-1',");
    expect(text).toContain('instances: `\nm5.large .115\n`');
    expect(text).toContain('volumes: `\neu-central-1 .0952 .119 .149 .078\n`');
  });

  it('has of ec2instances.info the regions, and no local zones', async () => {
    const pricing = {
      'us-east-1': { linux: { ondemand: '0.096' }, mswin: { ondemand: '0.188' } },
      'us-east-1-atl-1': { linux: { ondemand: '0.12' } },
      'us-west-2': { linux: { ondemand: 'N/A' } },
    };
    const text = await tableOf(JSON.stringify([{ instance_type: 'm5.large', pricing }]));
    expect(text).toContain("regions:\n    'us-east-1',");
    expect(text).toContain('\nm5.large .096\n');
  });

  it('has of a table what stands there', async () => {
    const text = await tableOf('region,instance,hour\nus-east-1,m5.large,0.096\n');
    expect(text).toContain("regions:\n    'us-east-1',");
    expect(text).toContain('\nm5.large .096\n');
  });

  it('takes of two sources the later', async () => {
    const table = 'region,gp3,gp2,io1,io1-iops\neu-central-1,0.1,0.119,0.149,0.078\n';
    expect(await tableOf(table, offers)).toContain('\neu-central-1 .0952 .119 .149 .078\n');
    expect(await tableOf(offers, table)).toContain('\neu-central-1 .1 .119 .149 .078\n');
  });

  it('is not made of anything else', async () => {
    await expect(tableOf('<html>')).rejects.toThrow('none of the sources');
  });
});
