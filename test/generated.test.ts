import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './support/temporary-folder';

const ROOT = join(__dirname, '..');

let folder: string;

/** Runs in its own process, because the generator's formatter does not load inside the test runner. */
beforeAll(() => {
  folder = temporaryFolder();
  const generator = join(ROOT, 'test', 'support', 'generate.ts');
  execFileSync(process.execPath, ['--import', 'tsx', generator, folder], { cwd: ROOT });
});

const contentsOf = (path: string, ending: string): [string, string][] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => [file, readFileSync(join(path, file), 'utf8')]);

test.each([
  ['src/generated', '.ts'],
  ['docs/actions', '.md'],
])('%s is up to date (else: npm run generate)', (path, ending) => {
  const made = contentsOf(join(folder, path), ending);
  expect(made.length).toBeGreaterThan(0);
  expect(contentsOf(join(ROOT, path), ending)).toEqual(made);
});

test('docs/EVENTS.md is up to date (else: npm run generate)', () => {
  const read = (root: string) => readFileSync(join(root, 'docs', 'EVENTS.md'), 'utf8');
  expect(read(ROOT)).toBe(read(folder));
});
