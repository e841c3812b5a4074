import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AwsError, Service } from './faults';

/** One call, as the SDK sends it: EC2 and STS as forms answered in XML, SSM and Service Quotas as JSON 1.1. */
export interface AwsRequest {
  readonly service: Service;
  readonly action: string;
  /** The form's fields, or the top level of the JSON (what is no string there: as JSON). */
  readonly params: Readonly<Record<string, string>>;
  readonly region: string;
  /** undefined: not signed. */
  readonly accessKeyId: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const targets: Readonly<Record<string, Service>> = {
  AmazonSSM: 'ssm',
  ServiceQuotasV20190624: 'servicequotas',
};

/** @throws when it is no call to one of the services */
export function parseRequest({ headers }: IncomingMessage, body: string): AwsRequest {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, accessKeyId, region = 'us-east-1', signedFor] = scope ?? [];
  const type = String(headers['content-type']);
  const common = { region, accessKeyId, body };
  const target = String(headers['x-amz-target'] ?? '');
  if (target) {
    const [prefix = '', action = ''] = target.split('.');
    const service = targets[prefix];
    if (!service || !type.includes('json')) throw new Error(`No such service: ${target} (${type})`);
    const fields = Object.entries(JSON.parse(body || '{}') as Record<string, unknown>);
    const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    const params = Object.fromEntries(fields.map(([name, value]) => [name, text(value)]));
    const kept = { 'content-type': type, 'x-amz-target': target };
    return { ...common, service, action, params, headers: kept };
  }
  const params = Object.fromEntries(new URLSearchParams(body));
  const action = params.Action;
  if (!action) throw new Error(`Neither a form nor JSON 1.1: ${type} ${body.slice(0, 200)}`);
  // AssumeRoleWithWebIdentity is not signed: the version tells the service.
  const service = signedFor === 'sts' || params.Version === '2011-06-15' ? 'sts' : 'ec2';
  return { ...common, service, action, params, headers: { 'content-type': type } };
}

export function errorAnswer(service: Service, { status, code, message }: AwsError): Answer {
  const id = randomUUID();
  if (service === 'ssm' || service === 'servicequotas') {
    return json(status, { __type: code, message });
  }
  const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const body =
    service === 'ec2'
      ? `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`
      : `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`;
  return { status, type: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` };
}

export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}

/** The answer to an EC2 action, from the XML of its content. */
export function ec2Answer(action: string, content: string): Answer {
  const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/';
  const body = `<requestId>${randomUUID()}</requestId>${content}`;
  const xml = `<${action}Response xmlns="${namespace}">${body}</${action}Response>`;
  return { status: 200, type: 'text/xml', body: xml };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `InstanceId.1`, `InstanceId.2` … in their order. */
export function list(params: Readonly<Record<string, string>>, name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 1; params[`${name}.${index}`] !== undefined; index++) {
    values.push(params[`${name}.${index}`] ?? '');
  }
  return values;
}

/** The other way round: `numbered('InstanceId', ids)`. */
export function numbered(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
}

export type Filter = readonly [name: string, values: readonly string[]];

export function filters(params: Readonly<Record<string, string>>): readonly Filter[] {
  const found: Filter[] = [];
  for (let index = 1; params[`Filter.${index}.Name`] !== undefined; index++) {
    found.push([params[`Filter.${index}.Name`] ?? '', list(params, `Filter.${index}.Value`)]);
  }
  return found;
}

/** The same parameters with these filters instead of their own. */
export function withFilters(
  params: Readonly<Record<string, string>>,
  kept: readonly Filter[],
): Record<string, string> {
  const others = Object.entries(params).filter(([name]) => !name.startsWith('Filter.'));
  const own = kept.flatMap(([name, values], index) => [
    [`Filter.${index + 1}.Name`, name],
    ...values.map((value, at) => [`Filter.${index + 1}.Value.${at + 1}`, value]),
  ]);
  return Object.fromEntries([...others, ...own]);
}

/** The tags that the call gives to what it makes of this kind (`instance`, `network-interface` …). */
export function tagsFor(
  params: Readonly<Record<string, string>>,
  kind: string,
): readonly (readonly [key: string, value: string])[] {
  const tags: [string, string][] = [];
  for (let spec = 1; params[`TagSpecification.${spec}.ResourceType`] !== undefined; spec++) {
    if (params[`TagSpecification.${spec}.ResourceType`] !== kind) continue;
    for (let tag = 1; ; tag++) {
      const key = params[`TagSpecification.${spec}.Tag.${tag}.Key`];
      if (key === undefined) break;
      tags.push([key, params[`TagSpecification.${spec}.Tag.${tag}.Value`] ?? '']);
    }
  }
  return tags;
}
