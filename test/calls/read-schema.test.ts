import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSchema, schemaNames } from '../../src/calls/read-schema';
import { temporaryFolder } from '../support/temporary-folder';

const SCHEMAS = join(__dirname, '..', '..', 'schemas');

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function write(files: Record<string, unknown>): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, `${file}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const date = { type: 'string', description: 'A day', format: 'date' };

test('a part takes the place of what refers to it, from any folder and from other parts', () => {
  write({
    Ask: { properties: { day: { $ref: 'parts/date.json' } } },
    'other/Ask': { properties: { days: { type: 'array', items: { $ref: '../parts/date.json' } } } },
    'parts/date': date,
    'parts/stay': { properties: { from: { $ref: 'date.json' } } },
    Stay: { $ref: 'parts/stay.json', title: 'Stay' },
  });
  expect(schemaNames(folder)).toEqual(['Ask', 'Stay', 'other/Ask']);
  expect(readSchema(folder, 'Ask')).toEqual({ properties: { day: date } });
  expect(readSchema(folder, 'other/Ask')).toEqual({ properties: { days: { type: 'array', items: date } } });
  expect(readSchema(folder, 'Stay')).toEqual({ properties: { from: date }, title: 'Stay' });
});

test('keys beside $ref replace those of the part where they stand, or follow them', () => {
  write({ Ask: { $ref: 'parts/date.json', 'x-error': 'No day', description: 'The first day' }, 'parts/date': date });
  expect(Object.entries(readSchema(folder, 'Ask'))).toEqual([
    ['type', 'string'],
    ['description', 'The first day'],
    ['format', 'date'],
    ['x-error', 'No day'],
  ]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['that is not there', { Tell: {} }, 'There is no schemas/Ask.json'],
  ['that is no JSON', { Ask: '{' }, 'schemas/Ask.json is not valid JSON: '],
  [
    'whose part is not there',
    { Ask: { $ref: 'parts/dat.json' } },
    'There is no schemas/parts/dat.json, to which schemas/Ask.json refers',
  ],
  [
    'whose part refers to one that is not there',
    { Ask: { $ref: 'parts/stay.json' }, 'parts/stay': { $ref: 'dat.json' } },
    'There is no schemas/parts/dat.json, to which schemas/parts/stay.json refers',
  ],
  [
    'whose part is no JSON',
    { Ask: { $ref: 'parts/date.json' }, 'parts/date': '{' },
    'schemas/parts/date.json is not valid JSON: ',
  ],
  [
    'that refers to a whole schema',
    { Ask: { $ref: 'Tell.json' }, Tell: {} },
    'schemas/Ask.json refers to "Tell.json", which is not in schemas/parts/',
  ],
  [
    'that refers to itself',
    { Ask: { $ref: '#/properties/day' } },
    'schemas/Ask.json refers to "#/properties/day", which is not in schemas/parts/',
  ],
  [
    'that leaves the folder',
    { Ask: { $ref: 'parts/../../date.json' } },
    'schemas/Ask.json refers to "parts/../../date.json", which is not in schemas/parts/',
  ],
  [
    'whose parts contain each other',
    { Ask: { $ref: 'parts/hen.json' }, 'parts/hen': { egg: { $ref: 'egg.json' } }, 'parts/egg': { $ref: 'hen.json' } },
    'schemas/parts/hen.json contains itself: schemas/parts/egg.json refers to it',
  ],
])('a schema %s is refused by name', (_case, files, message) => {
  write(files);
  expect(() => readSchema(folder, 'Ask')).toThrow(message);
});

test('every part of the product is shared', () => {
  const texts = readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(join(SCHEMAS, file), 'utf8'));
  const uses = texts.flatMap((text) => [...text.matchAll(/"\$ref": "(?:[^"]*\/)?([^"/]+)"/g)].map(([, part]) => part));
  const parts = readdirSync(join(SCHEMAS, 'parts'));
  expect(parts).toContain('socialboards-ticket.json');
  expect(parts.filter((part) => uses.filter((used) => used === part).length < 2)).toEqual([]);
});
