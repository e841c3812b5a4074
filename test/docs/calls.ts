import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** Packages of the SDK, and what IAM calls their service. */
const services: Readonly<Record<string, string>> = {
  '@aws-sdk/client-ec2': 'ec2',
  '@aws-sdk/client-s3': 's3',
  '@aws-sdk/client-service-quotas': 'servicequotas',
  '@aws-sdk/client-ssm': 'ssm',
  '@aws-sdk/client-sts': 'sts',
};

/** What needs no right of the caller's: AWS STS API Reference, GetCallerIdentity; the trust policy. */
const free: ReadonlySet<string> = new Set([
  'sts:AssumeRoleWithWebIdentity',
  'sts:GetCallerIdentity',
]);

/** Calls whose right has another name (Service Authorization Reference, Amazon S3). */
const renamed: Readonly<Record<string, string>> = { 's3:ListObjectsV2': 's3:ListBucket' };

/**
 * The rights that programs of ours need at AWS: a right for each call (`XCommand`, `paginateX`) that
 * stands in a module which one of them can load.
 *
 * @param programs composition roots, like `src/main.ts`
 * @param without modules of src/ that are not followed
 */
export function rightsOf(
  programs: readonly string[],
  without: readonly string[] = [],
): readonly string[] {
  const rights = new Set<string>();
  const seen = new Set(without.map((file) => resolve(root, file)));
  const waiting = programs.map((file) => resolve(root, file));
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const { imports, identifiers } = parse(file);
    const packages = imports.filter((name) => name.startsWith('@aws-sdk/client-'));
    for (const name of packages) {
      for (const right of callsIn(name, identifiers)) if (!free.has(right)) rights.add(right);
    }
    for (const name of imports.filter((one) => one.startsWith('.'))) {
      const module = resolve(dirname(file), name);
      if (relative(root, module).startsWith('src/')) waiting.push(`${module}.ts`);
    }
  }
  return [...rights].sort();
}

function callsIn(packageName: string, identifiers: ReadonlySet<string>): readonly string[] {
  const service = services[packageName];
  if (!service) throw new Error(`${packageName}: of which service are its rights?`);
  const exported = require(packageName) as Readonly<Record<string, unknown>>;
  return [...identifiers].flatMap((name) => {
    const call = /^(?:paginate(\w+)|(\w+)Command)$/.exec(name);
    if (exported[name] === undefined) return [];
    if (name.startsWith('waitUntil')) throw new Error(`${name}: which calls does it make?`);
    if (!call) return [];
    const right = `${service}:${call[1] ?? call[2]}`;
    return [renamed[right] ?? right];
  });
}

interface Parsed {
  /** What is loaded, at once or on demand; not what is only there for its types. */
  readonly imports: readonly string[];
  readonly identifiers: ReadonlySet<string>;
}

function parse(file: string): Parsed {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const imports: string[] = [];
  const identifiers = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    const isDeclaration = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (isDeclaration && node.moduleSpecifier && !isTypeOnly(node)) {
      imports.push((node.moduleSpecifier as ts.StringLiteral).text);
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : [];
    const isLoaded =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (isLoaded && argument && ts.isStringLiteral(argument)) imports.push(argument.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, identifiers };
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return clause !== undefined;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((one) => one.isTypeOnly);
}

export interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }[];
}

export function readPolicy(name: string): Policy {
  return JSON.parse(readFileSync(join(root, 'docs/aws', name), 'utf8'));
}

export function actionsOf({ Statement }: Policy): readonly string[] {
  return [...new Set(Statement.flatMap(({ Action }) => Action))].sort();
}
