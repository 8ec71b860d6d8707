import { type Command, Option } from 'commander';
import { readConfig } from '../config';
import { connect } from '../database/connect';
import { migrate } from '../database/migrate';
import { withSingleConnection } from '../database/single-connection';
import { clock } from '../desk/desk';
import { CARRIERS } from '../moving/carriers/all';
import { MoveRefused } from '../moving/refused';
import { readReport } from '../moving/report/run-report';
import { conclusion, countRows } from '../moving/report/summary';
import { nameOfStep } from '../moving/report/words';
import { prepareReport, writeReport } from '../moving/report/write';
import { runImport } from '../moving/run';
import type { Source } from '../moving/source';
import { undoImport } from '../moving/undo';
import { Misuse, Refusal } from './exits';
import { existingId, nonEmpty } from './options';
import { print, say } from './print';
import { type ProgressBar, progressBar } from './progress';

/** What all imports can be told, whatever program they read. */
export interface RunOptions {
  dryRun: boolean;
  all?: boolean;
  undo: boolean;
  run?: number;
  report?: string;
}

/** Adds the options that name the tables of an old desk. */
export const withTableOptions = (command: Command): Command =>
  command
    .option(
      '--mysql <url>',
      'read the database, MySQL or MariaDB: mysql://user@host/database; the password may be there too, as in ' +
        'user:password@host, or else is read from standard input',
      nonEmpty,
    )
    .option('--dump <file>', 'read a dump of the database that mysqldump or phpMyAdmin made, also with gzip', nonEmpty);

/** Adds the options of {@link RunOptions}, except for `--all`. */
export const withRunOptions = (command: Command): Command =>
  command
    .option('--dry-run', 'read and compare everything, write the report and nothing else', false)
    .option('--report <folder>', 'write the report into this folder, as HTML and CSV', nonEmpty)
    .option('--undo', 'take the last run back, except for what was changed or is used here since', false)
    .addOption(
      new Option('--run <number>', 'with --undo: the run, to be sure that it is the last').argParser(existingId),
    );

/**
 * Refuses what does not go together with `--undo`.
 *
 * @param others the options that say what to read
 * @param title what people call the program that is read
 * @throws Misuse if the options don't say one thing
 */
export function checkRun({ undo, run, dryRun, all, report }: RunOptions, others: unknown[], title: string): void {
  if (run !== undefined && !undo) throw new Misuse('--run belongs to --undo');
  const isReading = [...others, report].some((option) => option !== undefined) || dryRun || all === true;
  if (undo && isReading) throw new Misuse(`--undo stands alone or with --run: it reads no ${title}`);
}

/**
 * Imports what a source has, or takes the last run back, and prints what was done.
 *
 * @param name the name of the source: its run is taken back, and no other's
 * @param open is not called to take a run back
 * @throws Refusal with what to do
 */
export async function runOrUndo(
  options: RunOptions,
  command: Command,
  name: string,
  open: (timeZone: string) => Promise<Source>,
): Promise<void> {
  const config = readConfig();
  if (options.report !== undefined) await refused(prepareReport(options.report));
  const { connection, stop } = await connect(config);
  const bar = progressBar();
  const stopping = new AbortController();
  const interrupt = (): void => stopping.abort(new Refusal('Interrupted: start it again to go on'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress: ProgressBar['draw'] = (what, ...how) => bar.draw(nameOfStep(what), ...how);
  const running = { carriers: CARRIERS, now: clock, signal: stopping.signal, progress };
  try {
    await migrate(connection);
    if (options.undo) {
      const run = await undoImport(connection, { ...running, source: name, runId: options.run }).finally(bar.end);
      return say(`Run ${run} is taken back`);
    }
    const source = await open(config.desk.timeZone);
    try {
      const how = { ...running, isDry: options.dryRun, isWhole: options.all === true };
      const { runId } = await runImport(connection, source, how).finally(bar.end);
      await withSingleConnection(connection, 'hatchdesk import', async (db) => {
        const report = await readReport(db, runId, source.label ?? source.name);
        print(
          command,
          report.kinds.map((kind) => ({ ...kind })),
          countRows(report),
        );
        const written = options.report === undefined ? undefined : await writeReport(options.report, report);
        for (const line of conclusion(report, written)) process.stderr.write(`${line}\n`);
      });
    } finally {
      await source.close();
    }
  } catch (error) {
    throw stopping.signal.aborted ? stopping.signal.reason : explained(error);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await stop();
  }
}

const explained = (error: unknown): unknown => (error instanceof MoveRefused ? new Refusal(error.message) : error);

const refused = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw explained(error);
  });
