import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unsupportedAction } from '../../../src/calls/unsupported';
import { type Address, APIS, actionFiles } from './files';

/**
 * Writes the files of a new action, which works as it is, and adds its address if its API needs one.
 *
 * @param root the folder with package.json.
 * @param name the argument of `npm run new`: `DeleteTicketNote` or `socialboards/GetMacro`.
 * @returns what was written, and what to do next.
 * @throws Error saying what is wrong with the name. Nothing is written then.
 */
export function makeAction(root: string, name: string): string {
  checkName(root, name);
  const { files, address } = actionFiles(name);
  const paths = [...files.keys()];
  if (address !== undefined) addAddress(root, address);
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  const changed = address === undefined ? paths : [...paths, address.door];
  execFileSync(join(root, 'node_modules', '.bin', 'biome'), ['check', '--write', ...changed], { cwd: root });
  return [
    `Wrote ${paths.join(', ')}.`,
    ...(address === undefined ? [] : [`Its address is the last line of the table in ${address.door}.`]),
    ...(unsupportedAction(name) === undefined ? [] : [`Take ${name} out of src/calls/unsupported.ts.`]),
    '',
    'Next:',
    '  npm run generate',
    `  npx jest ${paths.at(-1)}`,
    '',
    'It works as it is. Make it yours: schema, action, test ("Adding an action" in CONTRIBUTING.md).',
  ].join('\n');
}

function checkName(root: string, name: string): void {
  const slash = name.lastIndexOf('/');
  const api = name.slice(0, Math.max(slash, 0));
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name.slice(slash + 1))) {
    throw new Error(`"${name}" is not a name for an action: it must be one word like DeleteTicketNote`);
  }
  if (slash >= 0 && !Object.hasOwn(APIS, api)) {
    throw new Error(`There is no API "${api}": only ${Object.keys(APIS).join(' or ')} may stand before the slash`);
  }
  for (const folder of ['actions', 'schemas', 'test/actions']) {
    // Callers may write a name in any letter case, so two names must differ in more than that.
    const taken = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).find(
      (file) => file.replace(/(\.test)?\.(ts|json)$/, '').toLowerCase() === name.toLowerCase(),
    );
    if (taken !== undefined) throw new Error(`${name} exists already: ${folder}/${taken}`);
  }
}

/** Adds a line at the end of a door's table of addresses. */
function addAddress(root: string, { door, route }: Address): void {
  const file = join(root, door);
  const text = readFileSync(file, 'utf8');
  const start = text.search(/^const ROUTES\b/m);
  const end = text.indexOf('\n];', start);
  if (start < 0 || end < 0) throw new Error(`There is no table called ROUTES in ${door}`);
  writeFileSync(file, `${text.slice(0, end)}\n  ${route},${text.slice(end)}`);
}
