import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

const contentsOf = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]);

/** In a process of its own: the formatter that the generator uses does not load inside the test runner. */
test('the types in src/generated are those of the schemas: npm run generate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hatchdesk-generated-'));
  try {
    const generator = join(ROOT, 'test', 'support', 'generate-types.ts');
    execFileSync(process.execPath, ['--import', 'tsx', generator, folder], { cwd: ROOT });
    const made = contentsOf(folder);
    expect(made.length).toBeGreaterThan(0);
    expect(contentsOf(join(ROOT, 'src', 'generated'))).toEqual(made);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
