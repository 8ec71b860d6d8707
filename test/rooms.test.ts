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

/** The parts of the command line that read or write what no action does. */
const PAST_ACTIONS =
  /^src\/cli\/(compare|hooks|import-mail|import-osticket|import-run|import-whmcs|secret|mail|pipe|tokens|demo-data|seed\/.+)\.ts$/;

/** The program never loads these files. Their clock is the browser's. */
const IN_BROWSERS = /^src\/pages\/(console\/)?script\//;

/** Reads the file that the build makes of them. */
const SCRIPT_FILE = 'src/pages/built-file.ts';

/** What each room may import. Letting a room import another one is a decision, and is made here. */
const rooms: Record<string, Room> = {
  config: {
    files: ['src/config.ts', ...filesIn('src/config')],
    may: /^(src\/config\/.+|node:(net|os))$/,
  },
  errors: {
    files: ['src/errors.ts'],
    may: /^$/,
  },
  text: {
    files: filesIn('src/text'),
    may: /^node:(crypto|url)$/,
  },
  wire: {
    files: filesIn('src/wire'),
    may: /^(src\/(errors|calls\/schema|text\/.+|wire\/.+)|iconv-lite|php-serialize|node:buffer)$/,
  },
  access: {
    files: filesIn('src/access'),
    may: /^(src\/(errors|config\/readers|access\/.+|store\/(access\/.+|desk\/(activity|departments)|people\/(clients|people|staff|users)|rows)|text\/(draw|words))|node:(crypto|fs|net|path|url|worker_threads)|jose|@zxcvbn-ts\/language-common)$/,
    mayAsTypes: /^src\/(config|database\/(listen|pool))$/,
  },
  calls: {
    files: filesIn('src/calls'),
    may: /^(src\/(errors|calls\/.+|access\/(caller|rights)|store\/desk\/(activity|idempotency|ignored|outbox))|node:(crypto|fs|path)|ajv\/dist\/2020)$/,
    mayAsTypes:
      /^src\/(access\/(desk-key|guesses|passwords)|database\/pool|store\/desk\/(catalogue|settings)|upstream\/client)$/,
  },
  pages: {
    files: filesIn('src/pages').filter((file) => !IN_BROWSERS.test(file) && file !== SCRIPT_FILE),
    may: /^(src\/(config\/(addresses|languages)|text\/colour|wire\/(csv|escape)|pages\/(?!(console\/)?script\/).+)|d3-(scale|shape)|node:crypto)$/,
  },
  // Its script is a file that the build makes.
  'pages: their script': {
    files: [SCRIPT_FILE],
    may: /^(src\/config\/addresses|node:(crypto|fs|path))$/,
  },
  'pages: what runs in browsers': {
    files: filesIn('src/pages').filter((file) => IN_BROWSERS.test(file)),
    may: /^(src\/pages\/(console\/)?script\/.+|src\/pages\/console\/(keys|presence-words)|@hotwired\/turbo|tinykeys)$/,
  },
  doors: {
    files: filesIn('src/doors'),
    may: /^(src\/(config\/(addresses|languages)|config|errors|access\/(address-gate|form-brakes|call-limit|caller|callers|client-address|form-proofs|grants|rate-limit|sessions)|calls\/(action|dispatch|forwarding|ignored|registry|unsupported)|pages\/.+|text\/(draw|words)|wire\/.+|doors\/.+)|express|multer|node:(path|stream|util|zlib))$/,
    mayAsTypes: /^src\/comparing\/comparing$/,
  },
  actions: {
    files: filesIn('actions'),
    may: /^src\/(config\/addresses|errors|calls\/action|comparing\/summary|access\/(assignments|networks|secrets|session-times)|desk\/settings|generated\/.+|wire\/(file-name|image-type)|store\/(access|comparing|deliveries|desk|inbound|people|search|tickets)\/.+|store\/[^/]+|tickets\/.+|people\/.+|mail\/.+|inbound\/(by-hand|shown-html|shown-message|reading\/read|ways\/.+)|webhooks\/.+|dialects\/.+)$/,
    mayAsTypes: /^src\/inbound\/reading\/mail$/,
  },
  dialects: {
    files: filesIn('src/dialects'),
    may: /^src\/(errors|access\/(assignments|caller|networks)|store\/(access|deliveries|desk|inbound|people|tickets)\/.+|store\/(ids|pages|rows)|tickets\/.+|people\/.+|inbound\/ways\/secrets|webhooks\/(body|guard|listeners|secrets|signing)|dialects\/.+)$/,
    mayAsTypes: /^src\/(calls\/action|store\/search\/client-tickets)$/,
  },
  tickets: {
    files: filesIn('src/tickets'),
    may: /^(src\/(errors|config\/ticket-mask|store\/(desk|search|tickets)\/.+|store\/rows|text\/.+|tickets\/.+)|node:(crypto|diagnostics_channel|worker_threads)|htmlparser2|markdown-it|re2js|sanitize-html)$/,
    mayAsTypes: /^src\/(calls\/action|store\/people\/people)$/,
  },
  people: {
    files: filesIn('src/people'),
    may: /^src\/(config\/addresses|errors|access\/(caller|secrets|session-times|totp)|store\/(access\/(client-sessions|oauth-clients|password-resets|second-factors|sign-in-links|staff-sessions)|desk\/activity|people\/.+|rows|tickets\/custom-fields)|text\/email|tickets\/.+|people\/.+|mail\/.+)$/,
    mayAsTypes: /^src\/calls\/action$/,
  },
  mail: {
    files: filesIn('src/mail'),
    may: /^(src\/(config|config\/addresses|errors|store\/(desk\/.+|inbound\/addresses|people\/(correspondents|users)|rows|tickets\/(attachments|details|messages|whmcs-views))|tickets\/.+|mail\/.+)|nodemailer(\/lib\/(mime-funcs|smtp-connection))?|sanitize-html|node:(buffer|crypto|fs|stream|timers\/promises|url))$/,
    mayAsTypes:
      /^(src\/(calls\/action|config\/mail|database\/pool|store\/tickets\/tickets)|nodemailer\/lib\/smtp-pool)$/,
  },
  'inbound: reading': {
    files: filesIn('src/inbound/reading'),
    may: /^(src\/(inbound\/reading\/.+|wire\/file-name)|chardet|encoding-japanese|htmlparser2|iconv-lite|node:(buffer|crypto|path|url|worker_threads))$/,
  },
  inbound: {
    files: readdirSync(join(ROOT, 'src/inbound'))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `src/inbound/${file}`),
    may: /^(src\/(access\/caller|errors|inbound\/.+|mail\/.+|store\/(desk|inbound|people|tickets)\/.+|store\/locks|tickets\/.+)|node:(crypto|url)|sanitize-html)$/,
    mayAsTypes: /^src\/(calls\/(action|dispatch)|database\/pool)$/,
  },
  'inbound: ways': {
    files: filesIn('src/inbound/ways'),
    may: /^(src\/(errors|inbound\/ways\/.+|mail\/people|store\/inbound\/.+)|imapflow|smtp-server|node:(crypto|fs|fs\/promises|os|path|timers\/promises))$/,
    mayAsTypes:
      /^(src\/(access\/(client-address|desk-key)|config\/mail-in|database\/pool|inbound\/take)|node:(net|stream))$/,
  },
  store: {
    files: filesIn('src/store'),
    may: /^src\/store\/.+$/,
    mayAsTypes: /^src\/(config|database\/(pool|together))$/,
  },
  database: {
    files: filesIn('src/database'),
    may: /^(src\/(config|config\/database-url|errors|database\/.+|postgres\/.+)|pg|knex|mysql2|node:.+)$/,
  },
  postgres: {
    files: filesIn('src/postgres'),
    may: /^(src\/postgres\/.+|node:.+)$/,
  },
  webhooks: {
    files: filesIn('src/webhooks'),
    may: /^(src\/(access\/networks|deliveries\/.+|errors|store\/(deliveries|tickets)\/.+|webhooks\/.+)|node:(crypto|dns|http|https|net))$/,
    mayAsTypes: /^src\/(access\/desk-key|database\/pool|store\/desk\/outbox)$/,
  },
  hooks: {
    files: filesIn('src/hooks'),
    may: /^(src\/(desk\/seldom|hooks\/.+|store\/(deliveries\/(hooks|texts)|desk\/outbox))|node:(child_process|crypto|fs\/promises|path|readline|url|worker_threads))$/,
    mayAsTypes: /^(src\/(calls\/action|database\/pool|deliveries\/listener)|pino)$/,
  },
  deliveries: {
    files: filesIn('src/deliveries'),
    may: /^(src\/(errors|deliveries\/.+|desk\/seldom|store\/deliveries\/.+)|node:(crypto|timers\/promises))$/,
    mayAsTypes: /^(src\/(database\/pool|store\/desk\/outbox)|pino)$/,
  },
  desk: {
    files: filesIn('src/desk'),
    may: /^(src\/(config|config\/.+|errors|log|desk\/.+|access\/.+|calls\/.+|database\/.+|doors\/local|postgres\/data-folder|store\/(access\/.+|deliveries\/state|desk\/.+|inbound\/mailboxes|people\/staff|tickets\/(custom-fields|presence))|text\/colour|tickets\/(authors|patterns\/.+|render)|wire\/(data-url|image-type)|upstream\/client|moving\/looking-up)|node:(crypto|fs|net|path|timers\/promises))$/,
    mayAsTypes: /^pino$/,
  },
  upstream: {
    files: filesIn('src/upstream'),
    may: /^(src\/(errors|database\/turns|upstream\/.+)|opossum|node:(http|https|zlib))$/,
  },
  backup: {
    files: filesIn('src/backup'),
    may: /^(src\/(access\/(key-file|sealed)|backup\/.+|config\/readers|database\/(connect|migrate|server-backup|single-connection)|postgres\/.+|store\/(access\/desk-key|desk\/fingerprints|locks))|tar-stream|node:.+)$/,
    mayAsTypes: /^src\/database\/pool$/,
  },
  moving: {
    files: filesIn('src/moving'),
    may: /^(src\/(database\/(lines|old-mysql|single-connection)|inbound\/reading\/html-text|moving\/.+|store\/((moving|seed|search|tickets)\/.+|desk\/activity|people\/users|rows)|text\/.+|upstream\/(exchange|failure|form)|wire\/(csv|dates|file-name|present)|pages\/html)|entities|iconv-lite|node:.+)$/,
    mayAsTypes: /^(src\/(database\/pool|upstream\/client)|mysql2)$/,
  },
  mirror: {
    files: filesIn('src/mirror'),
    may: /^(src\/(database\/single-connection|mirror\/.+|moving\/(carriers\/.+|refused|run|sources\/.+)|store\/(desk\/activity|locks|moving\/.+)|tickets\/render|upstream\/client)|entities)$/,
    mayAsTypes: /^src\/(database\/pool|deliveries\/listener|store\/tickets\/tickets)$/,
  },
  comparing: {
    files: filesIn('src/comparing'),
    may: /^(src\/(comparing\/.+|store\/comparing\/.+|wire\/forwarded-form)|htmlparser2)$/,
    mayAsTypes: /^src\/(database\/pool|upstream\/client)$/,
  },
  description: {
    files: filesIn('src/description'),
    may: /^src\/(config\/addresses|calls\/(registry|schema)|wire\/present|doors\/((console|pages)\/.+|door|doors|events|keliweb|oauth|rest|whmcs)|description\/.+)$/,
    mayAsTypes: /^src\/store\/desk\/outbox$/,
  },
  metrics: {
    files: filesIn('src/metrics'),
    may: /^(src\/metrics\/.+|node:perf_hooks|prom-client)$/,
    mayAsTypes: /^src\/errors$/,
  },
  server: {
    files: filesIn('src/server'),
    may: /^(src\/(access\/(caller|client-address)|comparing\/comparing|config\/addresses|database\/(migrate|server-facts)|deliveries\/.+|description\/openapi|desk\/(desk|local-desk|seldom)|doors\/.+|errors|hooks\/.+|inbound\/.+|metrics\/.+|mirror\/.+|server\/.+|store\/(access\/(banned-ips|client-sessions|grants|sign-in-links|staff-sessions)|comparing\/.+|deliveries\/.+|desk\/(activity|backlog|idempotency|ignored)|inbound\/raw-mails|locks|people\/staff|search\/search-(index|rebuild)|tickets\/(bulk-changes|drafts|held|planning|presence|scheduled|tallies))|mail\/.+|people\/links|tickets\/(planning|bulk\/.+)|webhooks\/.+|wire\/(json|nvp))|express|node:.+)$/,
    mayAsTypes: /^(src\/(config|database\/pool)|pino)$/,
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
    may: /^(src\/(config\/(addresses|node-version|readers)|config|errors|log|access\/caller|backup\/.+|calls\/(registry|unsupported)|cli\/.+|database\/(connect|failures|migrate)|description\/action-pages|desk\/(desk|doctor|doctor\/check|first-start|key|local-desk)|doors\/local|postgres\/users|server\/(server|workers\/(share|supervisor|worker))|store\/(desk\/activity|tickets\/custom-fields)|wire\/php-form)|commander|node:(fs|http|os|path|timers\/promises))$/,
    mayAsTypes: /^(src\/(calls\/schema|config\/mail|database\/pool)|node:net)$/,
  },
  // Hooks are files, which no API can see.
  'the command line: hooks': {
    files: ['src/cli/hooks.ts'],
    may: /^src\/(cli\/.+|hooks\/files|store\/deliveries\/hooks)$/,
    mayAsTypes: /^commander$/,
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
  'the command line: mail': {
    files: ['src/cli/mail.ts'],
    may: /^(src\/(errors|cli\/.+|desk\/desk|mail\/(recipients|sending\/(failures|message|transport))|store\/desk\/emails|tickets\/authors)|commander|node:timers\/promises)$/,
  },
  // Mail servers speak no API.
  'the command line: pipe': {
    files: ['src/cli/pipe.ts'],
    may: /^(src\/(config|cli\/.+|desk\/desk|inbound\/(take|ways\/.+)|log|store\/desk\/departments)|commander)$/,
  },
  'the command line: archives of mail': {
    files: ['src/cli/import-mail.ts'],
    may: /^src\/(errors|cli\/.+|desk\/desk|inbound\/(take|ways\/archive))$/,
    mayAsTypes: /^commander$/,
  },
  // The old desk is no part of any API.
  'the command line: comparing': {
    files: ['src/cli/compare.ts'],
    may: /^src\/(errors|cli\/.+|comparing\/.+|store\/comparing\/.+|wire\/json)$/,
    mayAsTypes: /^(src\/desk\/desk|commander)$/,
  },
  // Nothing of an import goes through actions, because it must tell nobody.
  'the command line: imports': {
    files: ['import-osticket', 'import-run', 'import-whmcs', 'secret'].map((name) => `src/cli/${name}.ts`),
    may: /^(src\/(config|cli\/.+|database\/(connect|migrate|single-connection)|desk\/desk|moving\/.+)|commander|node:(readline|stream))$/,
  },
  'the command line: made-up tickets': {
    files: filesIn('src/cli/seed'),
    may: /^(src\/(config|cli\/.+|database\/(connect|lines|migrate|single-connection)|desk\/desk|store\/(seed\/.+|search\/search-index|tickets\/tallies))|commander|node:crypto)$/,
    mayAsTypes: /^src\/database\/pool$/,
  },
  generated: {
    files: filesIn('src/generated'),
    may: /^src\/generated\/.+$/,
  },
  migrations: {
    files: filesIn('migrations'),
    // An earlier one, to bring back what it made.
    may: /^(knex|migrations\/.+)$/,
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
  const exporting = filesIn('src').filter((file) => !spared.test(file) && !file.endsWith('.d.ts'));

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
    const inServers = everything.filter((file) => !IN_BROWSERS.test(file));
    expect(inServers.filter((file) => sourceOf(file).ambient.includes(what))).toEqual(places);
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
    // Nothing stands before SMTP, so its caller is at the other end of the connection.
    expect(readers).toEqual(['src/inbound/ways/smtp.ts', 'src/server/app.ts']);
  });

  test.each(["req.ip ?? ''", 'req.ips[0]', 'const { ip } = req;', 'req.socket.remoteAddress', "req.get('X-Real-IP')"])(
    'reading it elsewhere is found: %s',
    (code) => expect(RAW.test(code)).toBe(true),
  );
});

/** The methods that send a statement. */
const SENDS = /\.(query|queryOnce)$|^db\.send$/;

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

/** What the console can do, a program can do: only signing in and out is the console's own. */
test.each(filesIn('src/doors/console').filter((file) => file !== 'src/doors/console/sign-in.ts'))(
  '%s calls public actions only',
  (file) => {
    const imported = allImportsOf(file).map(({ from }) => from);
    expect(imported.filter((from) => /doors\/pages\/(asking|session-cookie)$/.test(from))).toEqual([]);
    expect(textOf(file)).not.toMatch(/\bfolder\b/);
    const performs = /\bperform\(parts/.test(textOf(file));
    expect(performs).toBe(file === 'src/doors/console/console-door.ts');
  },
);

test('every event is emitted by exactly one verb', () => {
  const types = textOf('src/store/desk/outbox.ts').matchAll(/const (?:TICKET|DESK)_EVENTS = \[([^\]]+)\]/g);
  const names = [...types].flatMap(([, members = '']) => members.match(/\w+(?=')/g) ?? []);
  expect(names).toHaveLength(31);
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
