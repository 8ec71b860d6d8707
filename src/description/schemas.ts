import type { AnswerSchema, Property, Schema } from '../calls/schema';

/** A JSON Schema, as OpenAPI 3.1 uses it. */
export type JsonSchema = { [keyword: string]: unknown };

/** The schema of an object with known members. */
type ObjectSchema = JsonSchema & { properties: { [name: string]: JsonSchema }; required?: string[] };

/** The schema of an answer or a part of one. Objects have known members. */
export type ShownSchema = JsonSchema & { properties?: { [name: string]: ShownSchema }; required?: string[] };

/** An example of each date format. */
const DATES = {
  'day-first': '31.01.2027 09:00',
  'time-first': '09:00:00 31.01.2027',
  iso: '2027-01-31T09:00:00.0000000+00:00',
  localised: '31/01/2027',
  plain: '2027-01-31 09:00:00',
  words: '31st January 2027 9:00:00am',
} as const;

const FILE = {
  type: 'object',
  properties: {
    name: { type: 'string', description: "The file's name" },
    data: { type: 'string', contentEncoding: 'base64', description: "The file's content" },
  },
  required: ['name', 'data'],
};

/** Files, as parts of a multipart form. */
const FILES = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };

/** Translates the `x-decode` of our schemas into what a caller sends as JSON or in a form. */
const DECODED: Record<NonNullable<Property['x-decode']>, (property: Property) => JsonSchema> = {
  addresses: (property) => inner(property),
  attachments: () => ({ type: 'array', items: FILE }),
  customfields: () => ({ type: 'object', additionalProperties: true }),
  date: (property) => ({ type: 'string', examples: [DATES[property['x-date'] ?? 'plain']] }),
  email: (property) => inner(property),
  files: () => FILES,
  links: (property) => inner(property),
  list: (property) => inner(property),
  moment: (property) => inner(property),
  search: (property) => inner(property),
  values: () => ({ type: 'object', additionalProperties: true }),
};

/** The schema of a parameter, as callers send it. */
export function parameterSchema(property: Property): JsonSchema {
  const { description } = property as { description?: string };
  const decode = property['x-decode'];
  const schema = decode === undefined ? inner(property) : DECODED[decode](property);
  return {
    ...schema,
    ...(description !== undefined && { description: describeParameter(description, property) }),
  };
}

function describeParameter(description: string, property: Property): string {
  const others = property['x-aliases'] ?? [];
  return others.length === 0 ? description : `${description}. Also accepted as ${others.join(', ')}`;
}

/** Copies a schema without our own `x-` keys. */
function inner(property: Property): JsonSchema {
  const entries = Object.entries(property).filter(([name]) => !name.startsWith('x-') && name !== 'tsType');
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (name === 'properties') return [name, mapValues(value as Record<string, Property>, parameterSchema)];
      if (name === 'items') return [name, parameterSchema(value as Property)];
      return [name, value];
    }),
  );
}

/** The schema of all parameters as one object, except those that are part of the path. */
export function parametersSchema(schema: Schema, except: readonly string[] = []): ObjectSchema {
  const names = Object.keys(schema.properties).filter((name) => !except.includes(name));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, parameterSchema(schema.properties[name] ?? {})])),
    ...(required.length > 0 && { required }),
  };
}

/** A form body in OpenAPI: its schema, and the encoding of fields that OpenAPI's defaults don't fit. */
interface FormBody {
  schema: JsonSchema;
  encoding?: { [field: string]: JsonSchema };
  example?: { [field: string]: unknown };
}

/**
 * Describes parameters as fields of a form, except those that are part of the path.
 *
 * Forms follow PHP's rules. If a name is repeated, the last value wins, so a list is sent as `name[]`, once per item.
 * An object with known members is sent as `name[member]`. Anything deeper is sent as JSON text.
 */
export function formBody(schema: Schema, kind: 'urlencoded' | 'multipart', except: readonly string[] = []): FormBody {
  const { properties, required = [] } = parametersSchema(schema, except);
  const fields = Object.entries(properties).flatMap(([name, property]) => {
    const decode = schema.properties[name]?.['x-decode'];
    if (decode === 'files' && kind === 'urlencoded') return [];
    const isFiles = decode === 'files' || (decode === 'attachments' && kind === 'multipart');
    const isText = decode === 'attachments' || decode === 'customfields' || decode === 'values';
    const written: Field = isFiles ? { as: `${name}[]`, described: FILES } : field(name, property, isText);
    return [{ name, ...written }];
  });
  const named = (names: readonly string[]) => fields.filter(({ name }) => names.includes(name));
  const encoded = fields.filter(({ encoding }) => encoding !== undefined);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ as, described }) => [as, described])),
      ...(required.length > 0 && { required: named(required).map(({ as }) => as) }),
    },
    ...(encoded.length > 0 && { encoding: Object.fromEntries(encoded.map(({ as, encoding = {} }) => [as, encoding])) }),
    ...formExample(fields, schema['x-example']?.request),
  };
}

/** The schema's example as a form. It leaves out objects and files, because a form can write those in several ways. */
function formExample(
  fields: { name: string; as: string; described: JsonSchema }[],
  request: Record<string, unknown> = {},
): Pick<FormBody, 'example'> {
  const values = fields.flatMap(({ name, as, described }): [string, unknown][] => {
    const value = request[name];
    if (typeof value !== 'object') return value === undefined ? [] : [[as, value]];
    if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) return [];
    return [[as, described.type === 'array' ? value : value.join(',')]];
  });
  return values.length === 0 ? {} : { example: Object.fromEntries(values) };
}

interface Field {
  /** The field's name in the form. */
  as: string;
  described: JsonSchema;
  encoding?: JsonSchema;
}

function field(name: string, property: JsonSchema, isText: boolean): Field {
  if (isText) return { as: name, described: property, encoding: { contentType: 'application/json' } };
  const types = [property.type].flat();
  // Existing forms send such a list as text separated by commas.
  if (types.includes('array') && types.includes('string')) {
    const { items: _items, minItems: _minItems, maxItems: _maxItems, ...text } = property;
    return { as: name, described: { ...text, type: 'string' } };
  }
  if (types.includes('array')) {
    const { maxLength: _maxLength, pattern: _pattern, ...list } = property;
    return { as: `${name}[]`, described: { ...list, type: 'array' } };
  }
  const isObject = property.properties !== undefined;
  return { as: name, described: property, ...(isObject && { encoding: { style: 'deepObject', explode: true } }) };
}

/**
 * How numbers marked `x-text` are written: as numbers, as strings, or in either way, depending on the caller's
 * credential.
 */
type Ids = 'number' | 'string' | 'either';

const TYPE_OF_ID = { number: 'integer', string: 'string', either: ['integer', 'string'] };

/** The schema of an answer as JSON. Members that are in every answer are required. */
export function answerSchema(answer: AnswerSchema, ids: Ids): ShownSchema {
  const {
    properties,
    items,
    additionalProperties,
    'x-date': style,
    'x-text': text,
    'x-secret': secret,
    'x-optional': _inRequired,
    'x-html': _safe,
    ...rest
  } = answer;
  const inside = (inner: AnswerSchema) => answerSchema(inner, ids);
  const required = Object.entries(properties ?? {}).filter(([, property]) => !property['x-optional']);
  return {
    ...rest,
    // Ids that may be empty already have the type "string or number" in their schema.
    ...(text && (answer.type === 'integer' || ids === 'string') && { type: TYPE_OF_ID[ids] }),
    ...(properties !== undefined && { properties: mapValues(properties, inside) }),
    ...(required.length > 0 && { required: required.map(([name]) => name) }),
    ...(items !== undefined && { items: inside(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inside(additionalProperties) }),
    ...(style !== undefined && { examples: [DATES[style]] }),
    ...(text && ids === 'either' && { description: 'A string if the credential asks for ids as strings' }),
    ...(secret && { description: 'Shown only once' }),
  };
}

/** The schema of a successful answer in the WHMCS and reseller APIs. Its `result` distinguishes it from a refusal. */
export function successSchema(
  { result: _replaced, ...others }: { [name: string]: JsonSchema },
  required: readonly string[],
): JsonSchema {
  return {
    type: 'object',
    properties: { result: { const: 'success' }, ...others },
    required: ['result', ...required.filter((name) => name !== 'result')],
  };
}

/** Returns an object with the same names and changed values. */
export const mapValues = <From, To>(
  object: { [name: string]: From },
  change: (value: From) => To,
): { [name: string]: To } => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
