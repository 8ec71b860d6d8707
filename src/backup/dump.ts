import fs from 'node:fs';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Programs, run, type Target } from './programs';
import { BackupRefused } from './refused';

/** Dumps a database as it is in a snapshot. */
export async function dump(
  programs: Programs,
  { url, password }: Target,
  snapshot: string,
  file: string,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<void> {
  const parameters = ['--format=custom', '--no-owner', '--no-privileges', '--no-comments', '--no-password'];
  const { child, ended } = run(
    programs,
    'pg_dump',
    [...parameters, `--snapshot=${snapshot}`, `--dbname=${url}`],
    ['ignore', 'pipe'],
    signal,
    password,
  );
  if (!child.stdout) throw new Error('pg_dump has no output');
  child.stdout.on('data', (chunk: Buffer) => onBytes(chunk.length));
  await Promise.all([ended, pipeline(child.stdout, fs.createWriteStream(file, { flags: 'r+' }), { signal })]);
}

/**
 * Restores a dump in one transaction, so that the database has all of it or is as it was.
 *
 * @param drops statements that come first, in the same transaction
 */
export async function restoreDump(
  programs: Programs,
  { url, password }: Target,
  file: string,
  drops: string[],
  signal: AbortSignal,
): Promise<void> {
  const reading = run(
    programs,
    'pg_restore',
    ['--no-owner', '--no-privileges', '-f', '-', file],
    ['ignore', 'pipe'],
    signal,
  );
  const writing = run(
    programs,
    'psql',
    ['-X', '-q', '--no-password', '--single-transaction', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-d', url],
    ['pipe', 'ignore'],
    signal,
    password,
  );
  const [output, input] = [reading.child.stdout, writing.child.stdin];
  if (!output || !input) throw new Error('pg_restore and psql are not connected');
  // psql ends first when a statement fails. Its own words are the reason then.
  input.on('error', () => output.destroy());
  input.write(drops.map((statement) => `${statement};\n`).join(''));
  output.pipe(input, { end: false });
  // psql commits at the end of its input, so it gets none until the whole dump was read.
  const finished = reading.ended.then(
    () => input.end(),
    (error: unknown) => {
      writing.child.kill('SIGKILL');
      throw error;
    },
  );
  finished.catch(() => {});
  await writing.ended.catch(async (error: unknown) => {
    reading.child.kill('SIGKILL');
    if (writing.child.signalCode === 'SIGKILL') await finished;
    throw error;
  });
  await finished;
}

/**
 * Reads which migrations a dump has.
 *
 * @throws BackupRefused when it is no dump of a desk, or damaged
 */
export async function migrationsIn(programs: Programs, file: string, signal: AbortSignal): Promise<string[]> {
  const parameters = ['--data-only', '--table=knex_migrations', '-f', '-', file];
  const { child, ended } = run(programs, 'pg_restore', parameters, ['ignore', 'pipe'], signal);
  if (!child.stdout) throw new Error('pg_restore has no output');
  const [output] = await Promise.all([text(child.stdout), ended]);
  const rows = /^COPY \S*knex_migrations \((.*)\) FROM stdin;\n([\s\S]*?)^\\\.$/m.exec(output);
  const column = rows?.[1]?.split(', ').indexOf('name') ?? -1;
  if (!rows || column < 0) throw new BackupRefused(`${file} is not a backup of Hatchdesk`);
  return (rows[2] ?? '')
    .split('\n')
    .filter(Boolean)
    .map((row) => row.split('\t')[column] ?? '');
}
