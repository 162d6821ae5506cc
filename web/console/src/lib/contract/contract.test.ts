import ts from 'typescript';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import openapi from '../../../../openapi.yaml?raw';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  const?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
}
const { schemas } = (parse(openapi) as { components: { schemas: Record<string, Schema> } }).components;

// What is called otherwise there, or has no name of its own.
const inline: Record<string, Schema | undefined> = {
  OutputKind: schemas.Kind,
  SignedInAt: schemas.Sessions?.properties?.items?.items,
  OrderState: schemas.Order?.properties?.state,
  MessageKind: schemas.MessageAsk?.properties?.kind,
};
const generic = ['Page'];

const file = new URL('index.ts', import.meta.url).pathname;
const program = ts.createProgram([file], { strict: true, exactOptionalPropertyTypes: true, target: ts.ScriptTarget.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext });
const checker = program.getTypeChecker();

/** References followed, parts put together. */
function whole(schema: Schema): Schema {
  if (schema.$ref) return whole(schemas[schema.$ref.split('/').at(-1)!]!);
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map(whole);
  return { properties: Object.assign({}, ...parts.map((part) => part.properties)) as Record<string, Schema>, required: parts.flatMap((part) => part.required ?? []) };
}

const is = (type: ts.Type, flag: ts.TypeFlags) => (type.flags & flag) !== 0;
const parts_of = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
const may_be_null = (type: ts.Type) => parts_of(type).some((part) => is(part, ts.TypeFlags.Null));
const sorted = (list: string[]) => [...list].sort().join(' | ');

/** What of a type is not as the schema has it, each with its place. */
function differences(type: ts.Type, given: Schema, at: string): string[] {
  let schema = whole(given);
  const nullable = schema.oneOf?.some((one) => one.type === 'null') || (Array.isArray(schema.type) && schema.type.includes('null'));
  if (Boolean(nullable) !== may_be_null(type)) return [`${at}: ${nullable ? 'may be null' : 'is never null'}`];
  if (schema.oneOf) schema = whole(schema.oneOf.find((one) => one.type !== 'null')!);
  const bare = checker.getNonNullableType(type);
  const kind = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;

  if (schema.enum || schema.const) {
    const words = schema.enum ?? [schema.const!];
    const ours = parts_of(bare).map((part) => (part.isStringLiteral() ? part.value : checker.typeToString(part)));
    return sorted(ours) === sorted(words) ? [] : [`${at}: is ${sorted(words)}, not ${sorted(ours)}`];
  }
  if (kind === 'array') {
    const element = checker.isArrayType(bare) ? checker.getTypeArguments(bare as ts.TypeReference)[0] : undefined;
    return element ? differences(element, schema.items!, `${at}[]`) : [`${at}: is a list`];
  }
  if (schema.additionalProperties) {
    const value = checker.getIndexTypeOfType(bare, ts.IndexKind.String);
    return value ? differences(value, schema.additionalProperties, `${at}{}`) : [`${at}: has any members`];
  }
  if (schema.properties) return members(bare, schema, at);
  // A word may be known more closely here than the contract promises.
  const wanted = { string: ts.TypeFlags.StringLike, integer: ts.TypeFlags.NumberLike, number: ts.TypeFlags.NumberLike, boolean: ts.TypeFlags.BooleanLike }[kind ?? ''];
  return wanted === undefined || parts_of(bare).every((part) => is(part, wanted)) ? [] : [`${at}: is ${kind}, not ${checker.typeToString(bare)}`];
}

function members(type: ts.Type, { properties = {}, required = [] }: Schema, at: string): string[] {
  const ours = new Map(checker.getPropertiesOfType(type).map((property) => [property.name, property]));
  const missing = Object.keys(properties).filter((name) => !ours.has(name)).map((name) => `${at}.${name}: is missing here`);
  return [...ours].reduce((found, [name, property]) => {
    const schema = properties[name];
    const place = `${at}.${name}`;
    if (!schema) return [...found, `${place}: is not in the contract`];
    const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const presence = optional === required.includes(name) ? [`${place}: is ${optional ? 'always' : 'not always'} there`] : [];
    return [...found, ...presence, ...differences(checker.getTypeOfSymbol(property), schema, place)];
  }, missing);
}

const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!);

test.each(exported.map((symbol) => [symbol.name, symbol] as const).filter(([name]) => !generic.includes(name)))('%s is as web/openapi.yaml has it', (name, symbol) => {
  const schema = inline[name] ?? schemas[name];
  expect(schema, 'a schema of that name').toBeDefined();
  expect(differences(checker.getDeclaredTypeOfSymbol(symbol), schema!, name)).toEqual([]);
});

test('a page is a list and the cursor of the next one', () => {
  for (const [name, schema] of Object.entries(schemas).filter(([name]) => name.endsWith('Page'))) expect(Object.keys(schema.properties ?? {}), name).toEqual(['items', 'next']);
});
