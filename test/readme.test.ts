import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();

test('the README describes every setting, and no other', () => {
  const settings = found(read('src/config.ts'), /'(HATCHDESK_\w+|HOST|PORT|DATABASE_URL)'/g);
  const described = found(read('README.md'), /^\| `(HATCHDESK_\w+|HOST|PORT|DATABASE_URL)` \|/gm);
  expect(settings).toContain('HATCHDESK_DATA');
  expect(described).toEqual(settings);
});

test('the README gives the defaults that the settings have', () => {
  const config = read('src/config.ts');
  const defaults = [
    ...config.matchAll(/\bwhole\(\s*'(\w+)',\s*([\d_]+)/g),
    ...config.matchAll(/\btext\('(\w+)'\) \?\? '([^']+)'/g),
    ...config.matchAll(/\bnetworks\('(\w+)', '([^']+)'\)/g),
  ].map(([, name, value]) => `| \`${name}\` | \`${value!.replaceAll('_', '')}\` |`);
  expect(defaults.length).toBeGreaterThan(15);
  const readme = read('README.md');
  expect(defaults.filter((row) => !readme.includes(row))).toEqual([]);
});

test('the README begins with two commands that work in a fresh clone', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const commands = [...read('README.md').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block?.trim());
  expect(commands.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/ARCHITECTURE.md', 'docs/DOORS.md'])(
  '%s links only to files that exist',
  (file) => {
    const targets = found(read(file), /\]\((?!https?:|#)([^)#]+)/g);
    expect(targets.filter((target) => !existsSync(join(ROOT, file, '..', target)))).toEqual([]);
  },
);
