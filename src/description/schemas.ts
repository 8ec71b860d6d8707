import type { AnswerSchema, Property, Schema } from '../schema';

/** A JSON Schema as OpenAPI 3.1 has it. */
export type JsonSchema = { [keyword: string]: unknown };

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

/** What the words of schemas/ beyond JSON Schema mean to somebody who sends JSON or a form. */
const DECODED: Record<NonNullable<Property['x-decode']>, (property: Property) => JsonSchema> = {
  attachments: () => ({ type: 'array', items: FILE }),
  customfields: () => ({ type: 'object', additionalProperties: true }),
  date: (property) => ({ type: 'string', examples: [DATES[property['x-date'] ?? 'plain']] }),
  files: () => ({ type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } }),
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
export function parametersSchema(schema: Schema, except: readonly string[] = []): JsonSchema {
  const names = Object.keys(schema.properties).filter((name) => !except.includes(name));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, parameterSchema(schema.properties[name] ?? {})])),
    ...(required.length > 0 && { required }),
  };
}

/** An answer as JSON. */
export function answerSchema(answer: AnswerSchema): JsonSchema {
  const {
    properties,
    items,
    additionalProperties,
    'x-date': style,
    'x-text': text,
    'x-secret': secret,
    ...rest
  } = answer;
  return {
    ...rest,
    ...(properties !== undefined && { properties: mapValues(properties, answerSchema) }),
    ...(items !== undefined && { items: answerSchema(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: answerSchema(additionalProperties) }),
    ...(style !== undefined && { examples: [DATES[style]] }),
    ...(text && { description: 'As text where the credential asks for ids as strings' }),
    ...(secret && { description: 'Shown only this once' }),
  };
}

/** What a value shows of its own schema: for answers that are an action's in other clothes. */
export function schemaOfValue(value: unknown): JsonSchema {
  if (Array.isArray(value)) return { type: 'array', items: value.length === 0 ? {} : schemaOfValue(value[0]) };
  if (typeof value === 'object' && value !== null)
    return { type: 'object', properties: mapValues({ ...value }, schemaOfValue) };
  if (typeof value === 'number') return { type: 'integer' };
  return { type: typeof value === 'boolean' ? 'boolean' : 'string' };
}

const mapValues = <From, To>(object: { [name: string]: From }, change: (value: From) => To): { [name: string]: To } =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
