import { execFile } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ADDRESSES } from '../src/config/addresses';
import { patternOf } from '../src/doors/door';
import { doors, REST_DOORS } from '../src/doors/doors';
import { itemsOf } from './support/lists';
import { blocksOf, blockWith, likeFirstStart, onWorld, paste, ROOT, read, runOn } from './support/samples';
import { PROGRAM } from './support/server-process';
import { temporaryFolder } from './support/temporary-folder';
import { useWorld } from './support/world';

/**
 * The hand-written pages; docs/actions is generated from the schemas. Samples that need curl, PHP or many commands run in test/live.
 */
const PAGES = [
  ...[
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    '.github/PULL_REQUEST_TEMPLATE.md',
    '.github/ISSUE_TEMPLATE/bug.md',
  ],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(join(ROOT, 'docs', 'operation'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/operation/${name}`),
];

const world = useWorld();

/** Every command of a sample is a process of its own, which takes long on a busy machine. */

beforeAll(() => likeFirstStart(world));

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();

/** The rows of a page's tables, as lists of cells. */
const rowsOf = (page: string): string[][] =>
  [...read(page).matchAll(/^\| (.*) \|$/gm)].map(([, row]) => row!.split(' | ').map((cell) => cell.trim()));

/** The code spans in a cell. */
const codeIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

describe('SECURITY.md', () => {
  const promises = rowsOf('SECURITY.md').slice(1);

  test('has a test for every promise', () => {
    expect(promises.length).toBeGreaterThan(20);
    expect(promises.filter((row) => row.length !== 2 || !/\(test\/\S+\.(test|live)\.ts\)/.test(row[1]!))).toEqual([]);
  });

  test.each(promises)('names tests that exist: %s', (_promise, tests) => {
    const named = [...tests!.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, name, file]) => [name, file]);
    expect(named.map(([name]) => `[${name}]`).length).toBe(tests!.split(', ').length);
    const isThere = (name: string, file: string): boolean =>
      (file.endsWith(`/${name}.test.ts`) || file === `test/live/${name}.live.ts`) && existsSync(join(ROOT, file));
    expect(named.filter(([name, file]) => !isThere(name!, file!))).toEqual([]);
    // A file without a test in it would promise nothing.
    expect(named.filter(([, file]) => !/\b(test|testRefusals|testRefusalOrder)[.(]/.test(read(file!)))).toEqual([]);
  });
});

describe('README.md', () => {
  test('is one page', () => {
    const readme = read('README.md');
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
    const words = readme.split(/\s+/).filter(Boolean).length;
    expect(words).toBeGreaterThanOrEqual(150);
    expect(words).toBeLessThanOrEqual(700);
  });

  test('begins with two commands that work in a fresh clone', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = blocksOf('README.md', 'sh').map((block) => block.trim());
    expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
  });

  test('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) => found(read(page), /\bnpm run ([a-z:]+)/g));
    expect(named).toContain('bench:reading');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

// `hatchdesk call` takes key=value. The options of other commands are refused there.
test('no page calls an action with options', () => {
  const calls = PAGES.flatMap((page) => found(read(page), /\bhatchdesk call \w+ ([^`\n]*)/g));
  expect(calls).toContain('setting=Mirror value=push');
  expect(calls.filter((parameters) => /(?:^|\s)--(?!admin\b)/.test(parameters))).toEqual([]);
});

describe('docs/CONFIGURATION.md', () => {
  const page = 'docs/CONFIGURATION.md';

  test('describes every environment variable, and no other', () => {
    const variable = /(HATCHDESK_\w+|HOST|PORT|DATABASE_URL)/.source;
    const settings = found(read('src/config.ts'), new RegExp(`'${variable}'`, 'g'));
    expect(settings).toContain('HATCHDESK_DATA');
    expect(found(read(page), new RegExp(`^\\| \`${variable}\` \\|`, 'gm'))).toEqual(settings);
  });

  test('gives their defaults', () => {
    const config = read('src/config.ts');
    const defaults = [
      ...config.matchAll(/\bwhole\(\s*'(\w+)',\s*([\d_]+)/g),
      ...config.matchAll(/\btext\('(\w+)'\) \?\? '([^']+)'/g),
      ...config.matchAll(/\bnetworks\('(\w+)', '([^']+)'\)/g),
    ].map(([, name, value]) => `| \`${name}\` | \`${value!.replaceAll('_', '')}\` |`);
    expect(defaults.length).toBeGreaterThan(15);
    expect(defaults.filter((row) => !read(page).includes(row))).toEqual([]);
  });

  test('describes every setting in the database, with its default', async () => {
    const [, table = ''] = read(page).split('| setting | default |');
    const rows = [...table.matchAll(/^\| `([\w.]+)` \| (.*?) \|/gm)].map(([, name, value]) => [name, value!]);
    const settings = itemsOf(await world.done('GetConfigurationValues'));
    expect(rows.map(([name]) => name)).toEqual(settings.map(({ setting }) => setting));
    for (const [index, [name, value]] of rows.entries()) {
      if (/^`HATCHDESK_/.test(value!)) continue;
      const described = value === 'none' ? '' : value!.slice(1, -1);
      expect([name, described]).toEqual([name, settings[index]!.default]);
    }
  });

  test('changes settings as shown', async () => {
    const printed = await paste(world, blocksOf(page, 'sh').join('\n'));
    expect(printed).toContain('"value": "5"');
    expect(await world.rows(`select 1 from settings where name = 'TicketAttachmentMaxFiles'`)).toEqual([]);
  });
});

describe('docs/CLI.md', () => {
  /** Prints the program's commands with their verbs in one process, because each help text would need its own. */
  const LIST_COMMANDS = `
    const { Command } = require('commander');
    const beforeCommands = [];
    Command.prototype.hook = (_event, listener) => beforeCommands.push(listener);
    Command.prototype.parseAsync = async function () {
      for (const command of this.commands) for (const listener of beforeCommands) listener(this, command);
      const namesIn = ({ commands }) => commands.map((command) => command.name()).sort();
      console.log(JSON.stringify(Object.fromEntries(this.commands.map((command) => [command.name(), namesIn(command)]))));
    };
    require(${JSON.stringify(PROGRAM)});`;

  test('has every command with every verb, and no others', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', LIST_COMMANDS], { cwd: ROOT });
    const commands = JSON.parse(stdout) as Record<string, string[]>;
    expect(commands).toMatchObject({ serve: [], status: ['create', 'delete', 'list', 'update'] });
    const described = rowsOf('docs/CLI.md').flatMap((cells) => {
      const [command, ...others] = codeIn(cells[0]!);
      return command === undefined || others.length > 0
        ? []
        : [[command, cells[2] === undefined ? [] : codeIn(cells[1]!).sort()] as const];
    });
    expect(Object.fromEntries(described)).toEqual(commands);
  });
});

describe('docs/PRODUCTION.md', () => {
  test('makes roles and credentials as shown', async () => {
    await paste(world, blockWith('docs/PRODUCTION.md', 'sh', 'hatchdesk role create'));
    const credentials = itemsOf(await world.done('GetCredentials', { limitnum: 100 }));
    expect(credentials).toContainEqual(expect.objectContaining({ description: 'example.com' }));
  });

  test('lets every address through the proxy except the checks', async () => {
    const [, pattern] = /location ~\* (\S+) \{/.exec(read('docs/nginx/hatchdesk.conf'))!;
    const { paths } = (await world.send('/openapi.json')).json as { paths: Record<string, unknown> };
    const addresses = [...Object.keys(paths), '/api.php', '/docs/', '/favicon.ico'];
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.filter((path) => !new RegExp(pattern!, 'i').test(path))).toEqual(['/healthz', '/readyz']);
  });
});

/** Messages on pages for people, which already say what to do. */
const ON_PAGES = new Set([
  'Please use the button on a page of your tickets.',
  'The owner of the account has not given you its tickets to see.',
]);

/** Messages of Node, npm, PostgreSQL and knex. */
const OTHERS = [
  /^listen E/,
  /^Cannot find module/,
  /^EBADENGINE$/,
  /^\.\.\. \(transaction blocks not allowed/,
  /unsupported startup parameter/,
  /^password authentication failed/,
  /^permission denied/,
  /^must be owner of table/,
  /client password must be a string$/,
];

describe('docs/TROUBLESHOOTING.md', () => {
  const source = ['src', 'actions']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((name) => name.endsWith('.ts'))
    .map(read)
    .join('\n');
  const quoted = rowsOf('docs/TROUBLESHOOTING.md')
    .filter(([cell]) => cell!.startsWith('`'))
    .flatMap(([cell]) => codeIn(cell!));

  test('quotes only messages that Hatchdesk has', () => {
    const own = quoted.filter((message) => !OTHERS.some((other) => other.test(message)));
    expect(own.length).toBeGreaterThan(50);
    expect(own.filter((message) => message.split('...').some((part) => !source.includes(part.trim())))).toEqual([]);
  });

  test('has every refusal of callers and of unreadable calls', () => {
    const kinds = 'malformed|wrong_method|too_large|unauthenticated|forbidden|no_action|too_many|busy';
    const refusal = new RegExp(`ApiError\\(\\s*'(?:${kinds})',\\s*(?:'([^']+)'|\`([^\`]+)\`)`, 'g');
    const texts = [...source.matchAll(refusal)].map(([, text, template]) =>
      (text ?? template!).replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '...'),
    );
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => !quoted.includes(text) && !ON_PAGES.has(text))).toEqual([]);
  });
});

describe('the Node samples of docs/API.md', () => {
  /** A folder to save samples in, which contains the package as a clone does. */
  let folder: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    for (const name of ['dist', 'schemas', 'package.json', 'node_modules']) {
      symlinkSync(join(ROOT, name), join(folder, name));
    }
    await paste(world, blockWith('docs/API.md', 'sh', 'customfield create'));
  });

  async function save(file: string, sample: string): Promise<string> {
    writeFileSync(join(folder, file), onWorld(world, sample));
    return runOn(world, process.execPath, [file], folder);
  }

  test('over HTTP: two runs open one ticket', async () => {
    const sample = blockWith('docs/API.md', 'js', 'fetch(');
    const printed = await save('open.mjs', sample);
    expect(printed).toMatch(/^Ticket \d{6}\n$/);
    expect(await save('open.mjs', sample)).toBe(printed);
  });

  test('localAPI, saved as a file', async () => {
    const printed = await save('waiting.js', blockWith('docs/API.md', 'js', 'localAPI'));
    expect(printed).toMatch(/^{ result: 'success', id: \d+, tid: '\d{6}', c: '\w{8}' }\n[1-9]\d* waiting\n$/);
  });
});

/** A page without its code blocks, whose headings and links don't count. */
const proseOf = (page: string): string => read(page).replace(/^```.*?^```$/gms, '');

/** The anchors that GitHub makes of a page's headings. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
    const anchor = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

test.each(REST_DOORS)('the table of DOORS.md has the endpoints of the $folder API, and no others', ({ routes }) => {
  const rows = rowsOf('docs/DOORS.md').filter(([paths = '']) => /^`\/(?!\w+\.php|invite|password)/.test(paths));
  const described = rows.flatMap(([paths = '', methods = '']) => {
    const named = codeIn(paths);
    // `/tickets/{id}/status`, `assignee`: a name without a slash takes the place of the last one.
    const full = named.map((path) => (path.startsWith('/') ? path : named[0]!.replace(/[^/]+$/, path)));
    const groups = named.length > 1 ? methods.split(';') : [methods];
    return full.flatMap((path, index) =>
      [...(groups[groups.length > 1 ? index : 0] ?? '').matchAll(/\b(?:GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        ([method]) => `${method} ${path}`,
      ),
    );
  });
  const prefix = routes.every(({ path }) => path.startsWith('/api/v2/')) ? '/api/v2' : '';
  const endpoints = routes.map(({ method, path }) => {
    const shown = path.slice(prefix.length).replace(/:\w+/g, '{id}');
    return `${method} ${shown}${prefix === '' ? '' : '/'}`;
  });
  // The tables of the two APIs tell themselves apart by the slash at the end.
  const own = described.filter((endpoint) => endpoint.endsWith('/') === (prefix !== ''));
  expect([...new Set(own)].sort()).toEqual([...new Set(endpoints)].sort());
});

test('API.md and DOORS.md name the addresses of every API, and no others', () => {
  const pages = read('docs/API.md') + read('docs/DOORS.md');
  const named = found(pages, /`(?:(?:GET|POST|PUT|PATCH|DELETE) )?(\/[^`?]*)/g);
  const apis = doors(ADDRESSES.keliweb).filter(({ tag }) => !['Pages', 'Console'].includes(tag?.name ?? ''));
  const stems = apis.flatMap(({ addresses }) => addresses).map((address) => address.replace(/\/?(:\w+|\*)$/, ''));
  expect(stems.length).toBeGreaterThan(10);
  expect(stems.filter((stem) => !named.some((path) => path.startsWith(stem)))).toEqual([]);
  const patterns = doors(ADDRESSES.keliweb).flatMap(({ addresses }) => addresses.map(patternOf));
  // The table of the HelpDeskEddy API leaves out the prefix.
  const isOfADoor = (path: string) => patterns.some((each) => each.test(path) || each.test(`/api/v2${path}`));
  const others: string[] = [ADDRESSES.publicKeys, ADDRESSES.explorer, ADDRESSES.openapi];
  expect(named.filter((path) => !isOfADoor(path) && !others.includes(path))).toEqual([]);
});

test.each(PAGES)('%s links only to files and headings that exist', (page) => {
  const links = found(proseOf(page), /\]\((?!https?:)([^)]+)\)/g);
  const broken = links.filter((link) => {
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? page : join(page, '..', target);
    return !existsSync(join(ROOT, file)) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
  expect(broken).toEqual([]);
});
