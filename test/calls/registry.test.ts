import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRegistry, type Registry } from '../../src/calls/registry';
import { loadActions } from '../../src/desk/desk';
import { temporaryFolder } from '../support/temporary-folder';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'actions'));
  mkdirSync(join(folder, 'schemas'));
});

const ACTION = "exports.default = async () => ({ answer: 'yes' });";

const schema = {
  title: 'Ask',
  description: 'Asks',
  'x-topic': 'Desk',
  type: 'object',
  properties: { question: { type: 'string' } },
  'x-access': 'read',
  'x-responsetype': 'nvp',
  'x-refusals': [],
  'x-answer': { type: 'object', properties: { answer: { type: 'string' } } },
};

const without = (key: keyof typeof schema): string => {
  const { [key]: _left, ...rest } = schema;
  return JSON.stringify(rest);
};

const GOOD = JSON.stringify(schema);

function load(files: Record<string, string>): Registry {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return loadRegistry(join(folder, 'actions'), join(folder, 'schemas'));
}

test('pairs every action with its schema, in folders too', async () => {
  const registry = load({
    'actions/Ask.js': ACTION,
    'schemas/Ask.json': GOOD,
    'actions/other/Ask.js': ACTION,
    'schemas/other/Ask.json': without('x-topic'),
    'actions/Ask.d.ts': 'export {};',
  });
  expect(registry.all().map(({ name }) => name)).toEqual(['Ask', 'other/Ask']);
  for (const name of ['Ask', 'ask', 'ASK']) expect(registry.find(name)?.name).toBe('Ask');
  for (const name of ['', 'Asks', '__proto__', 'constructor', 'toString']) expect(registry.find(name)).toBeUndefined();
});

test.each<[string, Record<string, string>, string]>([
  ['an action without schema', { 'actions/Ask.js': ACTION }, 'actions/Ask has no schemas/Ask.json'],
  ['a schema without action', { 'schemas/Ask.json': GOOD }, 'schemas/Ask.json has no actions/Ask.ts'],
  [
    'a schema in another folder',
    { 'actions/Ask.js': ACTION, 'schemas/other/Ask.json': GOOD },
    'actions/Ask has no schemas/Ask.json',
  ],
  [
    'an action without default export',
    { 'actions/Ask.js': 'exports.ask = async () => ({});', 'schemas/Ask.json': GOOD },
    'actions/Ask has no action as its default export',
  ],
  [
    'an action that is no function',
    { 'actions/Ask.js': 'exports.default = {};', 'schemas/Ask.json': GOOD },
    'actions/Ask has no action as its default export',
  ],
  ...(['properties', 'x-access', 'x-responsetype', 'x-refusals', 'x-answer'] as const).map(
    (key): [string, Record<string, string>, string] => [
      `a schema without ${key}`,
      { 'actions/Ask.js': ACTION, 'schemas/Ask.json': without(key) },
      `schemas/Ask.json has no "${key}"`,
    ],
  ),
  ...[
    ['no topic', without('x-topic'), 'has no "x-topic": '],
    ['an unknown topic', JSON.stringify({ ...schema, 'x-topic': 'Ticket' }), 'has the unknown "x-topic" "Ticket": '],
    [
      'a topic that every object has',
      JSON.stringify({ ...schema, 'x-topic': 'toString' }),
      'has the unknown "x-topic" "toString": ',
    ],
  ].map(([what, text, problem]): [string, Record<string, string>, string] => [
    `a schema with ${what}`,
    { 'actions/Ask.js': ACTION, 'schemas/Ask.json': text! },
    `${problem}it must be one of Tickets, Support, People, Desk, Access, Deliveries, System`,
  ]),
  [
    'a good one beside a half made one',
    { 'actions/Ask.js': ACTION, 'schemas/Ask.json': GOOD, 'actions/Zap.js': ACTION },
    'actions/Zap has no schemas/Zap.json',
  ],
])('%s stops the start', (_case, files, message) => {
  expect(() => load(files)).toThrow(message);
});

test.each([
  ['text that is no JSON', '{', 'is not valid JSON: '],
  [
    'a keyword that nothing understands',
    JSON.stringify({ ...schema, 'x-nonsense': true }),
    'is not a valid schema: strict mode: unknown keyword: "x-nonsense"',
  ],
  [
    'an unknown type',
    JSON.stringify({ ...schema, properties: { question: { type: 'text' } } }),
    'is not a valid schema: schema is invalid: data/properties/question/type must be ',
  ],
])('a schema of %s stops the start', (_case, text, message) => {
  const files = { 'actions/Ask.js': ACTION, 'schemas/Ask.json': text };
  expect(() => load(files)).toThrow(`schemas/Ask.json ${message}`);
});

test('every file of actions/ is an action', () => {
  const files = readdirSync(join(__dirname, '..', '..', 'actions'), { recursive: true, encoding: 'utf8' });
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
  expect(names).toContain('OpenTicket');
  expect(
    loadActions()
      .all()
      .map(({ name }) => name),
  ).toEqual(names.sort());
});

test('every password, secret and answer to a security question is marked as secret', () => {
  const secrets = loadActions()
    .all()
    .flatMap(({ name, schema }) =>
      Object.entries(schema.properties)
        .filter(([parameter, { type }]) => type === 'string' && /pass(?!ed)|secret|securityqans/i.test(parameter))
        .map(([parameter, property]) => [`${name}.${parameter}`, property['x-secret'] ?? false] as const),
    );
  expect(secrets.map(([parameter]) => parameter)).toEqual(
    expect.arrayContaining(['AddClient.password2', 'AddClient.securityqans', 'AddCredential.newsecret']),
  );
  expect(secrets.filter(([, isSecret]) => !isSecret)).toEqual([]);
});

test.each([
  ['x-access', 'reads', 'read, write'],
  ['x-responsetype', 'xml', 'list, nvp'],
])('a schema with an unknown %s stops the start', (key, value, known) => {
  const files = { 'actions/Ask.js': ACTION, 'schemas/Ask.json': JSON.stringify({ ...schema, [key]: value }) };
  expect(() => load(files)).toThrow(`schemas/Ask.json has the unknown "${key}" "${value}": it must be one of ${known}`);
});
