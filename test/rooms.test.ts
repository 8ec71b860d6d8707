import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '..');

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).split(sep).join('/'))
    .sort();

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const IMPORTS = /\bfrom '([^']+)'|\bimport '([^']+)'|\bimport\('([^']+)'\)|\brequire\('([^']+)'\)/g;

/** What a file imports: packages by name, files of this project by their path without extension. */
const importsOf = (file: string): string[] =>
  Array.from(textOf(file).matchAll(IMPORTS), (match) => {
    const name = match.slice(1).find((group) => group !== undefined) ?? '';
    return name.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), name))
          .split(sep)
          .join('/')
      : name;
  });

interface Room {
  files: string[];
  may: RegExp;
}

/** What each room may import, written out: a new door between two rooms is a decision, and is made here. */
const rooms: Record<string, Room> = {
  wire: {
    files: filesIn('src/wire'),
    may: /^(src\/(errors|schema|wire\/.+)|php-serialize|node:buffer)$/,
  },
  doors: {
    files: filesIn('src/doors'),
    may: /^(src\/(address-gate|caller|callers|config|dispatch|errors|grants|networks|sessions|wire\/.+|doors\/.+)|express|multer|node:stream|node:path)$/,
  },
  caller: {
    files: ['src/caller.ts'],
    may: /^src\/store\/rights$/,
  },
  'address-gate': {
    files: ['src/address-gate.ts'],
    may: /^src\/(errors|networks|remembered|secrets|database\/(changes|pool)|store\/banned-ips)$/,
  },
  callers: {
    files: ['src/callers.ts', ...filesIn('src/callers')],
    may: /^src\/(caller|callers\/.+|errors|passwords|remembered|secrets|tokens|database\/(changes|pool)|store\/(api-keys|client-sessions|credentials|grants|oauth-clients|staff))$/,
  },
  grants: {
    files: ['src/grants.ts'],
    may: /^src\/(callers|config|errors|passwords|remembered|secrets|tokens|database\/pool|store\/(activity|clients|grants|users))$/,
  },
  sessions: {
    files: ['src/sessions.ts'],
    may: /^src\/(caller|secrets|database\/pool|store\/(activity|client-sessions))$/,
  },
  dispatch: {
    files: ['src/dispatch.ts'],
    may: /^(src\/(action|caller|config|errors|passwords|registry|schema|unsupported|database\/pool|store\/(activity|idempotency|oauth-clients|outbox))|node:crypto)$/,
  },
  actions: {
    files: filesIn('actions'),
    may: /^src\/(action|errors|networks|secrets|settings|generated\/.+|store\/.+|tickets\/.+|people\/.+|mail\/.+|dialects\/.+)$/,
  },
  dialects: {
    files: filesIn('src/dialects'),
    may: /^src\/(action|errors|networks|store\/.+|tickets\/.+|people\/.+|dialects\/.+)$/,
  },
  tickets: {
    files: filesIn('src/tickets'),
    may: /^(src\/(action|config|errors|store\/.+|tickets\/.+)|node:(crypto|vm)|htmlparser2|markdown-it|sanitize-html)$/,
  },
  people: {
    files: filesIn('src/people'),
    may: /^src\/(action|config|errors|secrets|store\/.+|tickets\/.+|people\/.+|mail\/.+)$/,
  },
  mail: {
    files: filesIn('src/mail'),
    may: /^src\/(action|config|errors|store\/.+|tickets\/.+|mail\/.+)$/,
  },
  store: {
    files: filesIn('src/store'),
    may: /^src\/(database\/pool|store\/.+)$/,
  },
  database: {
    files: filesIn('src/database'),
    may: /^(src\/(config|errors|database\/.+|postgres\/.+)|pg|knex|node:.+)$/,
  },
  postgres: {
    files: filesIn('src/postgres'),
    may: /^(src\/postgres\/.+|node:.+)$/,
  },
  description: {
    files: filesIn('src/description'),
    may: /^src\/(registry|schema|wire\/present|doors\/(client-pages|keliweb|link-pages|page-door|rest|socialboards|helpdeskeddy)|description\/.+)$/,
  },
  generated: {
    files: filesIn('src/generated'),
    may: /^src\/generated\/.+$/,
  },
  migrations: {
    files: filesIn('migrations'),
    may: /^knex$/,
  },
};

const everything = [...filesIn('src'), ...filesIn('actions')];

describe.each(Object.entries(rooms))('%s', (_name, { files, may }) => {
  test.each(files)('%s', (file) => {
    expect(importsOf(file).filter((name) => !may.test(name))).toEqual([]);
  });
});

test('the reading of imports finds what there is', () => {
  expect(importsOf('src/doors/whmcs.ts')).toEqual(expect.arrayContaining(['express', 'src/errors', 'src/wire/xml']));
  expect(importsOf('actions/OpenTicket.ts')).toEqual(expect.arrayContaining(['src/action', 'src/tickets/open']));
  expect(importsOf('src/database/migrate.ts')).toContain('knex');
});

test('nothing but the command line imports the command line', () => {
  const importers = everything.filter((file) => importsOf(file).some((name) => /^src\/cli(\/|$)/.test(name)));
  expect(importers.filter((file) => !/^src\/cli(\/|\.ts$)/.test(file))).toEqual([]);
});

/** Whose words a file holds or uses. */
const apiOf = (path: string): string =>
  /^(?:actions|src\/dialects)\/(.+)\/[^/]+$/.exec(path)?.[1] ?? (path.startsWith('actions/') ? 'whmcs' : 'every API');

test.each([...filesIn('actions'), ...filesIn('src/dialects')])('%s uses no words of another API', (file) => {
  const used = importsOf(file).filter((name) => name.startsWith('src/dialects/'));
  expect(used.filter((name) => !['every API', apiOf(file)].includes(apiOf(name)))).toEqual([]);
});

test('an action is imported by nobody', () => {
  expect(everything.filter((file) => importsOf(file).some((name) => name.startsWith('actions/')))).toEqual([]);
});

test.each<[string, RegExp, string[]]>([
  // The supervisor hands the search path on to the programs it starts.
  ['the environment', /\bprocess\.env\b/, ['src/config.ts', 'src/postgres/processes.ts']],
  ['the clock', /\bDate\.now\(\)|\bnew Date\(\)/, ['src/desk.ts']],
])('%s is read in one place', (_name, pattern, places) => {
  expect(everything.filter((file) => pattern.test(textOf(file)))).toEqual(places);
});

test('doors, dispatcher and wire write no SQL', () => {
  const sql = /[`'](select|insert into|update \w+ set|delete from|with \w+ as) /i;
  expect(sql.test(textOf('src/store/tickets.ts'))).toBe(true);
  const files = ['wire', 'doors', 'dispatch'].flatMap((room) => rooms[room]?.files ?? []);
  expect(files.filter((file) => sql.test(textOf(file)))).toEqual([]);
});

test('every event is emitted by exactly one verb', () => {
  const types = textOf('src/store/outbox.ts').matchAll(/export type (?:TicketEvent|DeskEvent) =([^;]+);/g);
  const names = [...types].flatMap(([, members = '']) => members.match(/\w+(?=')/g) ?? []);
  expect(names).toHaveLength(29);
  for (const name of names) {
    const emitters = everything.filter((file) => file !== 'src/store/outbox.ts' && textOf(file).includes(`'${name}'`));
    expect([name, emitters]).toEqual([name, [expect.stringMatching(/^src\/(tickets|people|mail)\//)]]);
  }
});

test.each(filesIn('actions').map((file) => file.replace(/^actions\/|\.ts$/g, '')))(
  'action %s has its schema and its test',
  (name) => {
    expect(existsSync(join(ROOT, 'schemas', `${name}.json`))).toBe(true);
    expect(existsSync(join(ROOT, 'test', 'actions', `${name}.test.ts`))).toBe(true);
  },
);
