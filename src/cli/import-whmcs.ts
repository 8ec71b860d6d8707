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
import { openApi } from '../moving/sources/whmcs/api';
import { openDump } from '../moving/sources/whmcs/dump';
import { openMysql } from '../moving/sources/whmcs/mysql';
import { lacksPassword } from '../moving/sources/whmcs/mysql-address';
import { undoImport } from '../moving/undo';
import { Misuse, Refusal } from './exits';
import { existingId, nonEmpty } from './options';
import { print, say } from './print';
import { type ProgressBar, progressBar } from './progress';
import { readOptionalSecret, readSecret } from './secret';

interface ImportOptions {
  url?: string;
  identifier?: string;
  secret?: string;
  mysql?: string;
  dump?: string;
  attachments?: string;
  dryRun: boolean;
  all: boolean;
  undo: boolean;
  run?: number;
  report?: string;
}

/** Adds the commands that move other desks in. */
export function addImports(program: Command): void {
  program
    .command('import')
    .description('move another desk in, with its tickets, files, people and settings')
    .command('whmcs')
    .description(
      'move a WHMCS in: from its API, its database or a dump of it; mails nobody, and leaves the WHMCS as it is',
    )
    .option(
      '--url <address>',
      'read through the API at this address: of the client area or of includes/api.php',
      nonEmpty,
    )
    .option('--identifier <text>', 'the identifier of an API credential of the WHMCS', nonEmpty)
    .option(
      '--secret <text>',
      'its secret; without it, the secret is read from standard input, where nobody sees it',
      nonEmpty,
    )
    .option(
      '--mysql <url>',
      'read the database, MySQL or MariaDB: mysql://user@host/database; the password may be there too, as in ' +
        'user:password@host, or else is read from standard input',
      nonEmpty,
    )
    .option('--dump <file>', 'read a dump of the database that mysqldump or phpMyAdmin made, also with gzip', nonEmpty)
    .option('--attachments <folder>', 'the attachments folder of the WHMCS, for --mysql and --dump', nonEmpty)
    .option('--dry-run', 'read and compare everything, write the report and nothing else', false)
    .option('--all', 'read and compare every ticket, also those that have not changed since the last run', false)
    .option('--report <folder>', 'write the report into this folder, as HTML and CSV', nonEmpty)
    .option('--undo', 'take the last run back, except for what was changed or is used here since', false)
    .addOption(
      new Option('--run <number>', 'with --undo: the run, to be sure that it is the last').argParser(existingId),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk import whmcs --dump whmcs.sql.gz --attachments attachments --dry-run --report before
  $ hatchdesk import whmcs --mysql mysql://reader@db.example.com/whmcs --attachments /srv/whmcs/attachments
  $ hatchdesk import whmcs --url https://billing.example.com --identifier abc < secret.txt
  $ hatchdesk import whmcs --undo

You may interrupt it with Ctrl-C or lose the machine: the same command continues. Started again later, it carries only
what changed in the WHMCS since. What changed here too stays, and is in the report.
Times in the WHMCS are read in the desk's time zone (HATCHDESK_TIMEZONE).`,
    )
    .action((options: ImportOptions, command: Command) => importWhmcs(options, command));
}

async function importWhmcs(options: ImportOptions, command: Command): Promise<void> {
  check(options);
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
      const run = await undoImport(connection, { ...running, runId: options.run }).finally(bar.end);
      return say(`Run ${run} is taken back`);
    }
    const source = await openSource(options, config.desk.timeZone);
    try {
      const how = { ...running, isDry: options.dryRun, isWhole: options.all };
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

/** @throws Misuse if the options don't say one thing */
function check(options: ImportOptions): void {
  const { url, identifier, secret, mysql, dump, attachments, undo, dryRun, all, report, run } = options;
  const sources = [url, mysql, dump].filter((source) => source !== undefined);
  if (run !== undefined && !undo) throw new Misuse('--run belongs to --undo');
  const others = [...sources, identifier, secret, attachments, report].filter((option) => option !== undefined);
  if (undo && (others.length > 0 || dryRun || all))
    throw new Misuse('--undo stands alone or with --run: it reads no WHMCS');
  if (undo) return;
  if (sources.length !== 1) throw new Misuse('Name the WHMCS by one of --url, --mysql and --dump');
  if (url !== undefined && identifier === undefined) throw new Misuse('--url needs --identifier');
  if (url !== undefined && attachments !== undefined) {
    throw new Misuse('--attachments belongs to --mysql and --dump: the API has the files');
  }
  if (url === undefined && (identifier ?? secret) !== undefined) {
    throw new Misuse('--identifier and --secret belong to --url');
  }
  if (url === undefined && attachments === undefined) {
    throw new Misuse('--mysql and --dump need --attachments, because the files of tickets are not in the database');
  }
}

async function openSource(options: ImportOptions, timeZone: string): Promise<Source> {
  const { url, identifier = '', mysql, dump, attachments } = options;
  if (url !== undefined) {
    const secret = options.secret ?? (await readSecret('Secret of the API credential: '));
    return openApi({ url, identifier, secret, timeZone, now: clock });
  }
  if (mysql !== undefined) {
    const password = lacksPassword(mysql) ? await readOptionalSecret('Password of the database user: ') : undefined;
    return openMysql({ url: mysql, password, attachments, timeZone });
  }
  return openDump({ file: dump ?? '', attachments, timeZone });
}
