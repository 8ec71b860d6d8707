import type { Command } from 'commander';
import { clock } from '../desk/desk';
import type { Source } from '../moving/source';
import { lacksPassword } from '../moving/sources/tables/mysql-address';
import { openApi } from '../moving/sources/whmcs/api';
import { openDump, openMysql } from '../moving/sources/whmcs/program';
import { Misuse } from './exits';
import { checkRun, type RunOptions, runOrUndo, withRunOptions, withTableOptions } from './import-run';
import { nonEmpty } from './options';
import { readOptionalSecret, readSecret } from './secret';

interface ImportOptions extends RunOptions {
  url?: string;
  identifier?: string;
  secret?: string;
  mysql?: string;
  dump?: string;
  attachments?: string;
}

/** Adds the command that moves a WHMCS in. */
export function addWhmcs(imports: Command): void {
  const command = imports
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
    );
  withTableOptions(command)
    .option('--attachments <folder>', 'the attachments folder of the WHMCS, for --mysql and --dump', nonEmpty)
    .option('--all', 'read and compare every ticket, also those that have not changed since the last run', false);
  withRunOptions(command)
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
    .action((options: ImportOptions) => importWhmcs(options, command));
}

async function importWhmcs(options: ImportOptions, command: Command): Promise<void> {
  check(options);
  await runOrUndo(options, command, 'whmcs', (timeZone) => openSource(options, timeZone));
}

/** @throws Misuse if the options don't say one thing */
function check(options: ImportOptions): void {
  const { url, identifier, secret, mysql, dump, attachments, undo } = options;
  const sources = [url, mysql, dump].filter((source) => source !== undefined);
  checkRun(options, [...sources, identifier, secret, attachments], 'WHMCS');
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
