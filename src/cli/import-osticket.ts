import type { Command } from 'commander';
import type { Source } from '../moving/source';
import { openDump, openMysql, USUAL_PREFIX } from '../moving/sources/osticket/program';
import { lacksPassword } from '../moving/sources/tables/mysql-address';
import { Misuse } from './exits';
import { checkRun, type RunOptions, runOrUndo, withRunOptions, withTableOptions } from './import-run';
import { nonEmpty } from './options';
import { readOptionalSecret } from './secret';

interface ImportOptions extends RunOptions {
  mysql?: string;
  dump?: string;
  attachments?: string;
  prefix: string;
}

/** Adds the command that moves an osTicket in. */
export function addOsTicket(imports: Command): void {
  const command = imports
    .command('osticket')
    .description(
      'move an osTicket in, version 1.10 or newer: from its database or a dump of it; mails nobody, and leaves the osTicket as it is',
    );
  withTableOptions(command)
    .option(
      '--attachments <folder>',
      'the folder of the plug-in "Storage :: Attachments on the filesystem", if it is used',
      nonEmpty,
    )
    .option('--prefix <text>', "what the names of osTicket's tables begin with", USUAL_PREFIX);
  withRunOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk import osticket --dump osticket.sql.gz --dry-run --report before
  $ hatchdesk import osticket --mysql mysql://reader@db.example.com/osticket
  $ hatchdesk import osticket --undo

You may interrupt it with Ctrl-C or lose the machine: the same command continues. Started again later, it carries only
what changed in the osTicket since. What changed here too stays, and is in the report.
Times in the osTicket are read in the desk's time zone (HATCHDESK_TIMEZONE): it must be that of the database server.`,
    )
    .action((options: ImportOptions) => importOsTicket(options, command));
}

async function importOsTicket(options: ImportOptions, command: Command): Promise<void> {
  const { mysql, dump, attachments, undo } = options;
  const sources = [mysql, dump].filter((source) => source !== undefined);
  checkRun(options, [...sources, attachments], 'osTicket');
  if (!undo && sources.length !== 1) throw new Misuse('Name the osTicket by one of --mysql and --dump');
  await runOrUndo(options, command, 'osticket', (timeZone) => openSource(options, timeZone));
}

async function openSource({ mysql, dump, attachments, prefix }: ImportOptions, timeZone: string): Promise<Source> {
  const common = { attachments, timeZone, prefix };
  if (mysql === undefined) return openDump({ file: dump ?? '', ...common });
  const password = lacksPassword(mysql) ? await readOptionalSecret('Password of the database user: ') : undefined;
  return openMysql({ url: mysql, password, ...common });
}
