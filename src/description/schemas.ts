import type { AnswerSchema, Property, Schema } from '../calls/schema';

/** A JSON Schema as OpenAPI 3.1 has it. */
export type JsonSchema = { [keyword: string]: unknown };

/** That of an object of known members. */
export type ObjectSchema = JsonSchema & { properties: { [name: string]: JsonSchema }; required?: string[] };

/** That of an answer or a part of it, whose members are known where it is an object. */
export type ShownSchema = JsonSchema & { properties?: { [name: string]: ShownSchema }; required?: string[] };

/** How a moment is written in JSON, by the style that a schema asks for. */
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
    name: { type: 'string', description: 'What the file is called' },
    data: { type: 'string', contentEncoding: 'base64', description: 'Its bytes' },
  },
  required: ['name', 'data'],
};

/** Files as parts of a form. */
const FILES = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };

/** What the words of schemas/ beyond JSON Schema mean to somebody who sends JSON or a form. */
const DECODED: Record<NonNullable<Property['x-decode']>, (property: Property) => JsonSchema> = {
  attachments: () => ({ type: 'array', items: FILE }),
  customfields: () => ({ type: 'object', additionalProperties: true }),
  date: (property) => ({ type: 'string', examples: [DATES[property['x-date'] ?? 'plain']] }),
  files: () => FILES,
  links: (property) => inner(property),
  list: (property) => inner(property),
  values: () => ({ type: 'object', additionalProperties: true }),
};

/** A parameter as a caller sends it. */
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
  return others.length === 0 ? description : `${description}. Also sent as ${others.join(', ')}`;
}

/** Without what only the desk reads. */
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

/** Parameters as one object, without those that are part of the address. */
export function parametersSchema(schema: Schema, except: readonly string[] = []): ObjectSchema {
  const names = Object.keys(schema.properties).filter((name) => !except.includes(name));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, parameterSchema(schema.properties[name] ?? {})])),
    ...(required.length > 0 && { required }),
  };
}

/** A body as OpenAPI has it: of what it is, and how fields are written that are not what they would be taken for. */
interface FormBody {
  schema: JsonSchema;
  encoding?: { [field: string]: JsonSchema };
}

/**
 * Parameters as fields of a form, without those that are part of the address. Forms are folded by PHP's rules: a list is
 * `name[]` once for each item, because of a name that comes twice the last wins, and an object whose members are known is
 * `name[member]`. What is deeper than that is JSON text.
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
  };
}

interface Field {
  /** What the field is called in the form. */
  as: string;
  described: JsonSchema;
  encoding?: JsonSchema;
}

function field(name: string, property: JsonSchema, isText: boolean): Field {
  if (isText) return { as: name, described: property, encoding: { contentType: 'application/json' } };
  const types = [property.type].flat();
  // Text with commas is what forms were written with.
  if (types.includes('array') && types.includes('string')) {
    const { items: _ofList, minItems: _ofListToo, maxItems: _ofListThree, ...text } = property;
    return { as: name, described: { ...text, type: 'string' } };
  }
  if (types.includes('array')) {
    const { maxLength: _ofText, pattern: _ofTextToo, ...list } = property;
    return { as: `${name}[]`, described: { ...list, type: 'array' } };
  }
  const isObject = property.properties !== undefined;
  return { as: name, described: property, ...(isObject && { encoding: { style: 'deepObject', explode: true } }) };
}

/**
 * How the numbers are written that are marked `x-text`: as numbers, as text, or in whichever of these ways the caller's
 * credential asks for.
 */
export type Ids = 'number' | 'string' | 'either';

const TYPE_OF_ID = { number: 'integer', string: 'string', either: ['integer', 'string'] };

/** An answer as JSON, with everything in it that is in every answer. */
export function answerSchema(answer: AnswerSchema, ids: Ids): ShownSchema {
  const {
    properties,
    items,
    additionalProperties,
    'x-date': style,
    'x-text': text,
    'x-secret': secret,
    'x-optional': _said,
    ...rest
  } = answer;
  const inside = (inner: AnswerSchema) => answerSchema(inner, ids);
  const required = Object.entries(properties ?? {}).filter(([, property]) => !property['x-optional']);
  return {
    ...rest,
    // One that may be empty is a text or a number already.
    ...(text && (answer.type === 'integer' || ids === 'string') && { type: TYPE_OF_ID[ids] }),
    ...(properties !== undefined && { properties: mapValues(properties, inside) }),
    ...(required.length > 0 && { required: required.map(([name]) => name) }),
    ...(items !== undefined && { items: inside(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inside(additionalProperties) }),
    ...(style !== undefined && { examples: [DATES[style]] }),
    ...(text && ids === 'either' && { description: 'As text where the credential asks for ids as strings' }),
    ...(secret && { description: 'Shown only this once' }),
  };
}

/** What the hatch and the reseller API answer where they do not refuse, told from a refusal by its `result`. */
export function successSchema(
  { result: _told, ...others }: { [name: string]: JsonSchema },
  required: readonly string[],
): JsonSchema {
  return {
    type: 'object',
    properties: { result: { const: 'success' }, ...others },
    required: ['result', ...required.filter((name) => name !== 'result')],
  };
}

/** An object with the same names, and other values. */
export const mapValues = <From, To>(
  object: { [name: string]: From },
  change: (value: From) => To,
): { [name: string]: To } => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
