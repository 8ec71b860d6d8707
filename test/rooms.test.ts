import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Import, isSql, readSource, type Source } from './support/source';

const ROOT = join(__dirname, '..');

const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file).split(sep).join('/'))
    .sort();

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const sources = new Map<string, Source>();

function sourceOf(file: string): Source {
  const source = sources.get(file) ?? readSource(textOf(file));
  sources.set(file, source);
  return source;
}

/** The imports of a file: packages by name, files of this project by path without extension. */
const allImportsOf = (file: string): Import[] =>
  sourceOf(file).imports.map(({ from, ...rest }) => {
    const path = relative(ROOT, join(ROOT, dirname(file), from));
    return { from: from.startsWith('.') ? path.split(sep).join('/') : from, ...rest };
  });

const importsOf = (file: string): string[] => allImportsOf(file).map(({ from }) => from);

interface Room {
  files: string[];
  may: RegExp;
  /** What it may import besides with `import type`. */
  mayAsTypes?: RegExp;
}

/** The parts of the command line that write what no action writes. */
const PAST_ACTIONS = /^src\/cli\/(tokens|demo-data|seed\/.+)\.ts$/;

/** What each room may import. Letting a room import another one is a decision, and is made here. */
const rooms: Record<string, Room> = {
  config: {
    files: ['src/config.ts', ...filesIn('src/config')],
    may: /^(src\/config\/.+|node:net)$/,
  },
  errors: {
    files: ['src/errors.ts'],
    may: /^$/,
  },
  text: {
    files: filesIn('src/text'),
    may: /^$/,
  },
  wire: {
    files: filesIn('src/wire'),
    may: /^(src\/(errors|calls\/schema|text\/.+|wire\/.+)|php-serialize|node:buffer)$/,
  },
  access: {
    files: filesIn('src/access'),
    may: /^(src\/(errors|config\/readers|access\/.+|store\/(access\/.+|desk\/(activity|departments)|people\/(clients|people|staff|users)|rows)|text\/words)|node:(crypto|net|url|worker_threads)|jose|@zxcvbn-ts\/language-common)$/,
    mayAsTypes: /^src\/(config|database\/(listen|pool))$/,
  },
  calls: {
    files: filesIn('src/calls'),
    may: /^(src\/(errors|calls\/.+|access\/caller|store\/desk\/(activity|idempotency|ignored|outbox))|node:(crypto|fs|path)|ajv\/dist\/2020)$/,
    mayAsTypes: /^src\/(access\/passwords|database\/pool|store\/desk\/settings)$/,
  },
  doors: {
    files: filesIn('src/doors'),
    may: /^(src\/(config\/addresses|config|errors|access\/(address-gate|caller|callers|client-address|grants|sessions)|calls\/(action|dispatch|ignored|registry)|text\/words|wire\/.+|doors\/.+)|express|multer|node:stream|node:path)$/,
  },
  actions: {
    files: filesIn('actions'),
    may: /^src\/(config\/addresses|errors|calls\/action|access\/(assignments|networks|secrets)|desk\/settings|generated\/.+|store\/(access|desk|people|search|tickets)\/.+|store\/[^/]+|tickets\/.+|people\/.+|mail\/.+|dialects\/.+)$/,
  },
  dialects: {
    files: filesIn('src/dialects'),
    may: /^src\/(errors|access\/(assignments|caller|networks)|store\/(access|desk|people|tickets)\/.+|store\/(ids|pages|rows)|tickets\/.+|people\/.+|dialects\/.+)$/,
    mayAsTypes: /^src\/calls\/action$/,
  },
  tickets: {
    files: filesIn('src/tickets'),
    may: /^(src\/(errors|config\/ticket-mask|store\/(desk|search|tickets)\/.+|store\/rows|text\/.+|tickets\/.+)|node:(crypto|diagnostics_channel|worker_threads)|htmlparser2|markdown-it|re2js|sanitize-html)$/,
    mayAsTypes: /^src\/(calls\/action|store\/people\/people)$/,
  },
  people: {
    files: filesIn('src/people'),
    may: /^src\/(config\/addresses|errors|access\/secrets|store\/(access\/(oauth-clients|password-resets)|people\/.+|rows|tickets\/custom-fields)|tickets\/.+|people\/.+|mail\/.+)$/,
    mayAsTypes: /^src\/calls\/action$/,
  },
  mail: {
    files: filesIn('src/mail'),
    may: /^src\/(config\/addresses|errors|store\/(desk\/.+|people\/(correspondents|users)|rows|tickets\/whmcs-views)|tickets\/.+|mail\/.+)$/,
    mayAsTypes: /^src\/calls\/action$/,
  },
  store: {
    files: filesIn('src/store'),
    may: /^src\/store\/.+$/,
    mayAsTypes: /^src\/(config|database\/pool)$/,
  },
  database: {
    files: filesIn('src/database'),
    may: /^(src\/(config|errors|database\/.+|postgres\/.+)|pg|knex|node:.+)$/,
  },
  postgres: {
    files: filesIn('src/postgres'),
    may: /^(src\/postgres\/.+|node:.+)$/,
  },
  desk: {
    files: filesIn('src/desk'),
    may: /^(src\/(config|config\/.+|errors|log|desk\/.+|access\/.+|calls\/.+|database\/.+|doors\/local|store\/(access\/.+|desk\/.+|people\/staff|tickets\/custom-fields)|tickets\/(authors|patterns\/.+))|node:(fs|path))$/,
    mayAsTypes: /^pino$/,
  },
  description: {
    files: filesIn('src/description'),
    may: /^src\/(config\/addresses|calls\/(registry|schema)|wire\/present|doors\/(client-pages|door|doors|keliweb|link-pages|oauth|page-door|rest|whmcs)|description\/.+)$/,
  },
  metrics: {
    files: filesIn('src/metrics'),
    may: /^(src\/metrics\/.+|node:perf_hooks|prom-client)$/,
    mayAsTypes: /^src\/errors$/,
  },
  server: {
    files: filesIn('src/server'),
    may: /^(src\/(access\/client-address|config\/addresses|database\/(migrate|server-facts)|description\/openapi|desk\/desk|doors\/.+|metrics\/.+|server\/.+|store\/(access\/(banned-ips|client-sessions|grants)|desk\/(activity|backlog|idempotency|ignored)|tickets\/tallies)|wire\/(json|nvp))|express|node:.+)$/,
    mayAsTypes: /^(src\/database\/pool|pino)$/,
  },
  'the log': {
    files: ['src/log.ts'],
    may: /^pino$/,
  },
  'the package for Node programs': {
    files: ['src/index.ts'],
    may: /^src\/desk\/local-desk$/,
    mayAsTypes: /^src\/(desk\/desk|doors\/local|generated)$/,
  },
  'the command line': {
    files: ['src/cli.ts', ...filesIn('src/cli')].filter((file) => !PAST_ACTIONS.test(file)),
    may: /^(src\/(config\/addresses|config|errors|log|access\/caller|calls\/(registry|unsupported)|cli\/.+|database\/(connect|failures|migrate)|description\/action-pages|desk\/(desk|doctor|first-start|local-desk)|doors\/local|server\/server|store\/(desk\/activity|tickets\/custom-fields)|wire\/php-form)|commander|node:(fs|os|path))$/,
    mayAsTypes: /^src\/(calls\/schema|database\/pool)$/,
  },
  // No API makes tokens, keys and samples. The command line does, straight through the store.
  'the command line: tokens': {
    files: ['src/cli/tokens.ts'],
    may: /^(src\/(errors|access\/(assignments|callers\/bearer|secrets)|cli\/.+|desk\/desk|store\/(access\/(api-keys|credentials|grants|oauth-clients)|people\/people|rows))|commander|node:crypto)$/,
    mayAsTypes: /^src\/database\/pool$/,
  },
  'the command line: sample data': {
    files: ['src/cli/demo-data.ts'],
    may: /^src\/(cli\/.+|store\/(desk\/contents|people\/clients|rows|seed\/samples))$/,
    mayAsTypes: /^(src\/(database\/pool|desk\/desk)|commander)$/,
  },
  'the command line: made-up tickets': {
    files: filesIn('src/cli/seed'),
    may: /^(src\/(config|cli\/.+|database\/(connect|migrate|single-connection)|desk\/desk|store\/(seed\/.+|tickets\/tallies))|commander|node:crypto)$/,
    mayAsTypes: /^src\/database\/pool$/,
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

describe.each(Object.entries(rooms))('%s', (_name, { files, may, mayAsTypes }) => {
  test.each(files)('%s', (file) => {
    const forbidden = allImportsOf(file).filter(
      ({ from, onlyTypes }) => !may.test(from) && !(onlyTypes && mayAsTypes?.test(from)),
    );
    expect(forbidden.map(({ from, onlyTypes }) => ({ from, onlyTypes }))).toEqual([]);
  });
});

test('imports are found in the files', () => {
  expect(importsOf('src/doors/whmcs.ts')).toEqual(expect.arrayContaining(['express', 'src/errors', 'src/wire/xml']));
  expect(importsOf('actions/OpenTicket.ts')).toEqual(expect.arrayContaining(['src/calls/action', 'src/tickets/open']));
  expect(importsOf('src/database/migrate.ts')).toContain('knex');
});

test.each<[string, boolean]>([
  ["import { a } from 'x';", false],
  ["import a from 'x';", false],
  ["import * as a from 'x';", false],
  ["import 'x';", false],
  ["import { type A, b } from 'x';", false],
  ["export { a } from 'x';", false],
  ["export * from 'x';", false],
  ["const a = await import('x');", false],
  ["const a = require('x');", false],
  ["import a = require('x');", false],
  ["import type { A } from 'x';", true],
  ["import { type A } from 'x';", true],
  ["export type { A } from 'x';", true],
  ["type A = import('x').A;", true],
])('%s is an import; only of types: %s', (code, onlyTypes) => {
  expect(readSource(code).imports).toMatchObject([{ from: 'x', onlyTypes }]);
});

describe('nothing is exported that no file imports', () => {
  const importing = [...everything, ...filesIn('test'), ...filesIn('bench')];
  const used = new Set(
    importing.flatMap(allImportsOf).flatMap(({ from, names }) => names.map((name) => `${from} ${name}`)),
  );
  /** `generated` has the types of every action, and `index.ts` what programs import. */
  const spared = /^src\/(generated\/|index\.ts$)/;
  const exporting = filesIn('src').filter((file) => !spared.test(file));

  test.each(exporting)('%s', (file) => {
    const path = file.replace(/\.ts$/, '');
    const unused = sourceOf(file).exports.filter((name) => !used.has(`${path} ${name}`) && !used.has(`${path} *`));
    expect(unused).toEqual([]);
  });

  test('names are found', () => {
    const code = `export const a = 1, b = 2; export async function c() {} export class D {} export interface E { f: 1 }
      export type G = E; export enum H {} const i = 1; export { j } from 'x';`;
    expect(readSource(code).exports).toEqual(['a', 'b', 'c', 'D', 'E', 'G', 'H']);
    const using =
      "import k, { l, m as n, type O } from 'x'; import * as p from 'x'; export { q as r } from 'x'; export * from 'x';";
    expect(readSource(using).imports.map(({ names }) => names)).toEqual([
      ['default', 'l', 'm', 'O'],
      ['*'],
      ['q'],
      ['*'],
    ]);
  });
});

/** The room of a file or import: its folder in src/ or at the top, or the file itself if it is in none. */
const roomOf = (path: string): string =>
  path
    .replace(/\.ts$/, '')
    .replace(/^(actions)\/.*|^(src\/[^/]+)\/.*/, (_path, top?: string, room?: string) => top ?? room ?? '');

test('rooms do not import each other in a cycle', () => {
  const uses = new Map<string, Set<string>>();
  for (const file of everything) {
    const used = importsOf(file).filter((name) => name.startsWith('src/'));
    const room = roomOf(file);
    uses.set(room, new Set([...(uses.get(room) ?? []), ...used.map(roomOf).filter((other) => other !== room)]));
  }
  expect([...(uses.get('src/doors') ?? [])]).toContain('src/wire');
  // Removes, over and over, the rooms that use no remaining room. Rooms that stay form a cycle.
  for (let taken = 1; taken > 0; ) {
    const free = [...uses].filter(([, others]) => [...others].every((other) => !uses.has(other)));
    for (const [room] of free) uses.delete(room);
    taken = free.length;
  }
  expect([...uses.keys()]).toEqual([]);
});

test('every file of src/ is in a room', () => {
  const known = new Set(Object.values(rooms).flatMap(({ files }) => files));
  expect(filesIn('src').filter((file) => !known.has(file))).toEqual([]);
});

test('nothing but the command line imports the command line', () => {
  const importers = everything.filter((file) => importsOf(file).some((name) => /^src\/cli(\/|$)/.test(name)));
  expect(importers.filter((file) => !/^src\/cli(\/|\.ts$)/.test(file))).toEqual([]);
});

/** The API whose names and shapes a file defines or uses. */
const apiOf = (path: string): string =>
  /^(?:actions|src\/dialects)\/(.+)\/[^/]+$/.exec(path)?.[1] ?? (path.startsWith('actions/') ? 'whmcs' : 'every API');

test.each([...filesIn('actions'), ...filesIn('src/dialects')])('%s uses no dialect of another API', (file) => {
  const used = importsOf(file).filter((name) => name.startsWith('src/dialects/'));
  expect(used.filter((name) => !['every API', apiOf(file)].includes(apiOf(name)))).toEqual([]);
});

test('nothing imports an action', () => {
  expect(everything.filter((file) => importsOf(file).some((name) => name.startsWith('actions/')))).toEqual([]);
});

describe('only one place reads', () => {
  test.each<[Source['ambient'][number], string[]]>([
    // The supervisor passes the search path to the programs it starts.
    ['the environment', ['src/config.ts', 'src/postgres/processes.ts']],
    ['the clock', ['src/desk/desk.ts']],
  ])('%s', (what, places) => {
    expect(everything.filter((file) => sourceOf(file).ambient.includes(what))).toEqual(places);
  });

  test.each([
    'process.env.PORT',
    "process['env']",
    'globalThis.process.env',
    'const { env } = process;',
    'const { env: settings, argv } = process;',
    "import { env } from 'node:process';",
  ])('the environment: %s', (code) => expect(readSource(code).ambient).toEqual(['the environment']));

  test.each([
    'Date.now()',
    'const now = Date.now;',
    "Date['now']()",
    'new Date()',
    'new Date',
    'Date()',
    'new globalThis.Date()',
  ])('the clock: %s', (code) => expect(readSource(code).ambient).toEqual(['the clock']));

  test.each([
    'process.argv',
    'settings.env',
    'const { argv } = process;',
    'new Date(0)',
    'new Date(time)',
    'Date.parse(text)',
  ])('neither: %s', (code) => expect(readSource(code).ambient).toEqual([]));
});

describe('the address of a client', () => {
  /** Where a request says who sent it, as Node and Express name it, and the headers that strangers may write. */
  const RAW = /\.ips?\b|\bips?\b\s*[,}].*=\s*req|remoteAddress|x-forwarded-for|x-real-ip/i;

  test('is read in one place, which knows every spelling', () => {
    const readers = filesIn('src').filter((file) => RAW.test(textOf(file).replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '')));
    expect(readers).toEqual(['src/server/app.ts']);
  });

  test.each(["req.ip ?? ''", 'req.ips[0]', 'const { ip } = req;', 'req.socket.remoteAddress', "req.get('X-Real-IP')"])(
    'reading it elsewhere is found: %s',
    (code) => expect(RAW.test(code)).toBe(true),
  );
});

/** The methods that send a statement. */
const SENDS = /\.(query|queryOnce|queryAlone|lookUp)$|^db\.send$/;

describe('SQL', () => {
  test('is written and sent only in store, database and migrations', () => {
    const found = everything
      .filter((file) => !/^src\/(store|database|generated)\//.test(file))
      .flatMap((file) => {
        const { texts, calls } = sourceOf(file);
        return [...texts.filter(isSql), ...calls.filter((call) => SENDS.test(call))].map((what) => `${file}: ${what}`);
      });
    expect(found).toEqual([]);
  });

  test('is recognised in every file that sends it', () => {
    const senders = filesIn('src/store').map((file) => ({ file, ...sourceOf(file) }));
    const sending = senders.filter(({ calls }) => calls.some((call) => SENDS.test(call)));
    expect(sending.length).toBeGreaterThan(60);
    expect(sending.filter(({ texts }) => !texts.some(isSql)).map(({ file }) => file)).toEqual([]);
  });

  test.each([
    'select 1 from tickets limit 1',
    'SELECT id FROM tickets',
    'insert into … (…) values (…)',
    'update tickets t set …_id = null',
    'delete from notes where id = $1',
    '\n  with old as materialized (select 1) select * from old',
    'from notes n join tickets kept on kept.id = n.ticket_id where n.id = $1',
    'from statuses order by sort_order',
    'and g.id = $1',
    'client_id = ?',
    'strpos(lower(subject), lower(?)) > 0',
    'lower(status) = lower(?)',
    'created_at desc, id desc offset … order by id',
    'id, created_at as date, service_id as relid',
    'coalesce(public_id, id)',
    'lock table credentials in share row exclusive mode',
    'listen changes',
    'begin isolation level repeatable read',
    'vacuum (analyze) tickets',
    'create index clients_words on clients (id)',
    'set synchronous_commit = off',
  ])('is %j', (text) => expect(isSql(text)).toBe(true));

  test.each([
    'Select a category from the list',
    'From now on it is the one that signs you in.',
    'The ticket may not be in use, or where it is must be said',
    'update',
    'default-src … where it is',
    'Invalid orderby. Must be one of id, status',
    'and so on',
    'listen to everything that there is',
    'commit failed',
    'table { width: 100%; }',
  ])('is not %j', (text) => expect(isSql(text)).toBe(false));

  test('is found in a file that should not have it', () => {
    const planted = 'export const used = (context: Context) => context.db.query("select 1 from tickets", []);';
    const { texts, calls } = readSource(planted);
    expect(texts.filter(isSql)).toEqual(['select 1 from tickets']);
    expect(calls.filter((call) => SENDS.test(call))).toEqual(['db.query']);
  });
});

describe('members of rows', () => {
  /** The folders that use our names, not those of an API. */
  const OURS = /^src\/(store|database|tickets|people|mail|access|calls|desk)\/|^actions\//;
  const ours = everything.filter((file) => OURS.test(file));

  test.each(ours)('%s declares none in snake_case', (file) => {
    expect(sourceOf(file).members.filter((member) => member.includes('_'))).toEqual([]);
  });

  test('are found in interfaces, types and the row types of queries', () => {
    const code = 'interface A { a_b: 1 } type C = { c_d?: 2 }; const e = db.query<{ e_f: 3 }>("");';
    expect(readSource(code).members).toEqual(['a_b', 'c_d', 'e_f']);
  });
});

test('every event is emitted by exactly one verb', () => {
  const types = textOf('src/store/desk/outbox.ts').matchAll(/export type (?:TicketEvent|DeskEvent) =([^;]+);/g);
  const names = [...types].flatMap(([, members = '']) => members.match(/\w+(?=')/g) ?? []);
  expect(names).toHaveLength(29);
  for (const name of names) {
    const emitters = everything.filter(
      (file) => file !== 'src/store/desk/outbox.ts' && textOf(file).includes(`'${name}'`),
    );
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
