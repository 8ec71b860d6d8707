import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestDatabase } from './database';
import { bareEnvironment, PROGRAM } from './server-process';
import type { World } from './world';

export const ROOT = join(__dirname, '..', '..');

/** Reads a file, by its path from the root. */
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The code blocks of a page in one language, in order. */
export const blocksOf = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block]) => block!);

/** The only block of a page that contains a text. */
export function blockWith(page: string, language: string, text: string): string {
  const found = blocksOf(page, language).filter((block) => block.includes(text));
  if (found.length !== 1) throw new Error(`${page} has ${found.length} blocks of ${language} with ${text}`);
  return found[0]!;
}

/** The environment in which programs open a world's database. */
export function environmentOf(world: World): NodeJS.ProcessEnv {
  const { host, port, user, database } = world.desk.database.connection as TestDatabase['connection'];
  return {
    ...bareEnvironment(),
    DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    HATCHDESK_LOG_LEVEL: 'silent',
  };
}

/** Adds the default role of credentials and administrators. On a real desk, the first start does that. */
export const likeFirstStart = (world: World): Promise<unknown> =>
  world.done('AddRole', { name: 'Everything', actions: '*' });

/** A sample as pasted, except for the port. */
export const onWorld = (world: World, sample: string): string => sample.replaceAll('http://127.0.0.1:8080', world.url);

const run = promisify(execFile);

/** Runs a program in a world's environment and returns what it printed. Throws if the program fails. */
export const runOn = async (world: World, file: string, parameters: string[], folder = ROOT): Promise<string> =>
  (await run(file, parameters, { cwd: folder, env: environmentOf(world) })).stdout;

/** Pastes a sample into a shell, and returns what it printed. */
export async function paste(world: World, sample: string, folder = ROOT): Promise<string> {
  await world.serve();
  const script = onWorld(world, sample).replaceAll('npx hatchdesk', `${process.execPath} ${PROGRAM}`);
  return runOn(world, 'bash', ['--norc', '-e', '-c', script], folder);
}
