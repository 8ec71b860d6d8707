import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Schema } from './schema';

/** Where schemas/ keeps what several schemas share. Its files describe a part of an action, never a whole one. */
const PARTS = 'parts/';

/**
 * Lists the actions that a folder of schemas describes, in alphabetical order.
 *
 * @returns their names, with the folder of another API in front: `GetTicket`, `socialboards/GetTicket`.
 */
export function schemaNames(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.startsWith(PARTS))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
}

/**
 * Reads the schema of an action, and inserts its shared parts.
 *
 * `{ "$ref": "parts/date.json" }` is replaced by the content of that file. The path is relative to the file it is in.
 * Keys next to `$ref` are added, or replace the part's own: `"description"` says what the date is for.
 *
 * @param name as schemaNames returns it
 * @throws Error naming the file that does not exist, is not JSON, refers to something other than a part, or contains
 *   itself
 */
export const readSchema = (folder: string, name: string): Schema => readFile(folder, `${name}.json`, []) as Schema;

/** @param parents the files whose `$ref` led here, starting with the action's own */
function readFile(folder: string, file: string, parents: readonly string[]): object {
  const text = readText(folder, file, parents.at(-1));
  try {
    // Most files refer to nothing, and JSON.parse is quicker when it need not hand over every value.
    if (!text.includes('"$ref"')) return JSON.parse(text) as object;
    return JSON.parse(text, (_key, value) => withPart(value, folder, [...parents, file])) as object;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`schemas/${file} is not valid JSON: ${error.message}`);
    throw error;
  }
}

function readText(folder: string, file: string, parent: string | undefined): string {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`There is no schemas/${file}${parent === undefined ? '' : `, to which schemas/${parent} refers`}`);
  }
}

function withPart(value: unknown, folder: string, files: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const { $ref, ...own } = value;
  const file = files.at(-1) ?? '';
  const part = posix.join(posix.dirname(file), String($ref));
  if (!part.startsWith(PARTS)) throw new Error(`schemas/${file} refers to "${$ref}", which is not in schemas/${PARTS}`);
  if (files.includes(part)) throw new Error(`schemas/${part} contains itself: schemas/${file} refers to it`);
  return { ...readFile(folder, part, files), ...own };
}
