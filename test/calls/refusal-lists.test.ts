import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Schema } from '../../src/calls/schema';
import { loadActions } from '../../src/desk/desk';

const schemas = loadActions()
  .all()
  .map(({ name, schema }) => ({ name, schema }));

/** Refusals of a value that cannot be decoded. They come before any parameter is validated. */
const OF_DECODING = [
  'customfields must be a base64 encoded serialized array or JSON object of field id => value',
  'customfields: a length in the serialized array is wrong, because PHP counts bytes',
  'customfields must be UTF-8 text',
  'customfields: entry xxx has no id or name',
  'customfields: entry xxx has no value',
  'attachments must be a base64 encoded JSON list of {name, data}',
  'Attachment xxx has no file name',
  'Attachment "xxx" has no data',
  'Attachment "xxx": data is not valid base64',
];

/** The wording of a refusal that the schema's keywords make. Its first group is the parameter, the last a list. */
const OF_KEYWORDS =
  /^Parameter "(\w+)[^"]*" (?:is required|must not be empty|must be (?:a whole number|a list|an object|true or false|of type \w+|a date and time)|must have at (?:least|most) \d+ entries|is out of range|may have at most \d+ characters|must be (one of .*))$/;

/** Texts in the wording of a keyword that an action puts together from parts. */
const OF_ACTIONS = new Map([['helpdeskeddy/CreateFieldOptions', ['Parameter "options[xxx].name" must not be empty']]]);

const ROOT = join(__dirname, '..', '..');
const sources = new Map<string, { text: string; imports: string[] }>();

/** The texts of a source file and of all that it imports. */
function sourcesOf(path: string, found = new Map<string, string>()): string[] {
  if (found.has(path)) return [];
  const source = sources.get(path) ?? readSource(path);
  sources.set(path, source);
  found.set(path, source.text);
  for (const imported of source.imports) sourcesOf(imported, found);
  return [...found.values()];
}

function readSource(path: string) {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';/gms)]
    .map(([, from]) => `${resolve(dirname(path), from!)}.ts`)
    .filter(existsSync);
  return { text, imports };
}

/** Whether an action, or something that it imports, refuses with the text. */
const isThrown = (action: string, text: string): boolean =>
  OF_ACTIONS.get(action)?.includes(text) === true ||
  sourcesOf(join(ROOT, 'actions', `${action}.ts`)).some((source) =>
    ["'", '`'].some((quote) => source.includes(quote + text + quote)),
  );

const BEFORE_VALIDATION = -1;
const AFTER_VALIDATION = Number.MAX_SAFE_INTEGER;

/**
 * When an action refuses with a text: before validation, in validation, by the place of the parameter, or after it. A
 * text that serves both for a wrong parameter and for a missing row comes after.
 */
function stageOf(action: string, { properties }: Schema, text: string): number {
  const names = Object.keys(properties);
  if (OF_DECODING.includes(text)) return BEFORE_VALIDATION;
  if (isThrown(action, text)) return AFTER_VALIDATION;
  const published = names.findIndex((name) => properties[name]?.['x-error'] === text);
  if (published >= 0) return published;
  const [, parameter = '', list] = OF_KEYWORDS.exec(text) ?? [];
  const isOfAction = list !== undefined && properties[parameter]?.enum === undefined;
  return names.includes(parameter) && !isOfAction ? names.indexOf(parameter) : AFTER_VALIDATION;
}

test.each(schemas)('$name lists the refusals of validation first, by parameter', ({ name, schema }) => {
  const texts = schema['x-refusals'];
  const stages = new Map(texts.map((text) => [text, stageOf(name, schema, text)]));
  expect(texts).toEqual([...texts].sort((one, other) => stages.get(one)! - stages.get(other)!));
});

const OF_FILES = [
  'At most xxx attachments are allowed',
  'Attachment "xxx": this type of file is not allowed. Allowed are: xxx',
  'Attachment "xxx" is larger than the xxx bytes allowed',
];

/** By the encoding of the parameter: files in multipart forms have a name and bytes already. */
const OF_ENCODINGS: Record<string, string[]> = {
  files: OF_FILES,
  attachments: [...OF_DECODING.filter((text) => /^attachment/i.test(text)), ...OF_FILES],
};

const takingFiles = schemas.flatMap(({ name, schema }) =>
  Object.values(schema.properties).flatMap(({ 'x-decode': encoding = '' }) => {
    const texts = OF_ENCODINGS[encoding];
    return texts === undefined ? [] : [{ name, schema, texts }];
  }),
);

test('knows which actions take files', () => {
  expect(takingFiles.map(({ name }) => name).sort()).toEqual([
    'AddTicketNote',
    'AddTicketReply',
    'OpenTicket',
    'ScheduleTicketReply',
    'helpdeskeddy/CreateComment',
    'helpdeskeddy/CreatePost',
    'helpdeskeddy/CreateTicket',
    'pages/AddReply',
    'pages/OpenTicket',
  ]);
});

test.each(takingFiles)('$name lists the refusals of files', ({ schema, texts }) => {
  expect(texts.filter((text) => !schema['x-refusals'].includes(text))).toEqual([]);
});

test('tells the refusals of validation from those of lookups', () => {
  const stages = (action: string) => {
    const { schema } = schemas.find(({ name }) => name === action)!;
    return schema['x-refusals'].map((text) => [text, stageOf(action, schema, text)]);
  };
  expect(stages('helpdeskeddy/UpdatePost')).toEqual([
    ['Parameter "text" is required', 2],
    ['Parameter "text" must not be empty', 2],
    ['Ticket with id {xxx} not found', AFTER_VALIDATION],
    ['Post with id {xxx} in ticket with id {xxx} not found', AFTER_VALIDATION],
  ]);
  expect(stages('AddClientNote')).toEqual([
    ['Notes can not be empty', 1],
    ['Client ID not found', AFTER_VALIDATION],
  ]);
  expect(stages('socialboards/UpdateStatus')).toEqual([
    ['Ticket ID not found', AFTER_VALIDATION],
    [expect.stringMatching(/^Parameter "status" must be one of /), AFTER_VALIDATION],
  ]);
});

// The pages of mailed links show their refusals in a form, which their tests read.
test.each(schemas.filter(({ name, schema }) => schema['x-refusals'].length > 0 && !name.startsWith('pages/')))(
  '$name has a test for every refusal',
  ({ name }) => {
    const text = readFileSync(join(ROOT, 'test', 'actions', `${name}.test.ts`), 'utf8');
    expect(text).toMatch(new RegExp(`test(Door)?Refusals\\(\\w+, '${name}'`));
  },
);
