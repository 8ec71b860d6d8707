import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

/**
 * Writes src/generated/: a type for the parameters of each action, made from its schema.
 *
 * @returns the text of every file by its path below the folder.
 */
export async function generateTypes(schemasFolder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const names = readdirSync(schemasFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  for (const file of names.sort()) {
    const schema = JSON.parse(readFileSync(join(schemasFolder, file), 'utf8')) as JSONSchema;
    const name = file.replace(/\.json$/, '').replaceAll('/', ' ');
    const text = await compile({ ...schema, title: name }, basename(file, '.json'), {
      bannerComment: `/** Made by \`npm run generate\` from schemas/${file}; changes belong there. */`,
      style: { singleQuote: true, printWidth: 120 },
    });
    files.set(file.replace(/\.json$/, '.ts'), text);
  }
  return files;
}

/** Writes them into src/generated, or into the folder that is named. */
async function main(): Promise<void> {
  const root = join(__dirname, '..', '..');
  const target = process.argv[2] ?? join(root, 'src', 'generated');
  for (const [file, text] of await generateTypes(join(root, 'schemas'))) {
    const path = join(target, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

if (require.main === module) void main();
