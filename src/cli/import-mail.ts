import type { Command } from 'commander';
import { clock, type Desk } from '../desk/desk';
import { isOutageOrBusy } from '../errors';
import { takeMail } from '../inbound/take';
import { type Archive, openArchive } from '../inbound/ways/archive';
import { Refusal } from './exits';
import { existingId } from './options';
import { complain, print } from './print';
import { withDesk } from './run';

interface ImportOptions {
  department?: number;
}

/** Adds the command that imports archives of mail. */
export function addMailImport(mail: Command): void {
  mail
    .command('import')
    .description('import mail from a file, an mbox, a folder or a Maildir; nobody gets an answer')
    .argument('<path>', 'a file with a mail or an mbox, a folder with .eml or .mbox files, or a Maildir')
    .option('--department <id>', 'the department of the mail; by default its addresses say it', existingId)
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk mail import old-support.mbox --department 1
  $ hatchdesk mail import ~/Maildir

You may interrupt it with Ctrl-C, and start it again: what was imported before is recognised.`,
    )
    .action(async (path: string, options: ImportOptions, command: Command) => {
      print(command, await withDesk((desk) => importMail(desk, path, options)));
    });
}

const PROGRESS_EVERY_MS = 2_000;

/** Imports an archive. @returns what the mails ended as */
async function importMail(desk: Desk, path: string, { department = null }: { department?: number | null }) {
  const archive = await opened(path, desk.config.mailIn.maxBytes);
  const ended = new Map<string, number>();
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let [done, toldAt] = [0, performance.now()];
  for await (const { name, raw, receivedAt } of archive.mails) {
    const kind = await takeOne(desk, raw, receivedAt, department).catch((failure: unknown) => {
      // Without a database, all others would fail too.
      if (isOutageOrBusy(failure)) throw failure;
      complain(`${name}: ${String(failure)}`);
      return 'failed ';
    });
    ended.set(kind, (ended.get(kind) ?? 0) + 1);
    done += 1;
    if (performance.now() - toldAt > PROGRESS_EVERY_MS) {
      toldAt = performance.now();
      process.stderr.write(`${done}${archive.count === undefined ? '' : ` of ${archive.count}`} mails\n`);
    }
    if (controller.signal.aborted) {
      process.stderr.write('interrupted: start it again to import the rest\n');
      break;
    }
  }
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (Array.from(ended.keys()).some((kind) => kind.startsWith('failed'))) process.exitCode = 1;
  return Array.from(ended, ([kind, mails]) => {
    const [outcome = '', reason = ''] = kind.split(' ');
    return { outcome, reason, mails };
  }).sort((one, other) => other.mails - one.mails);
}

async function opened(path: string, maxBytes: number): Promise<Archive> {
  try {
    return await openArchive(path, maxBytes);
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function takeOne(desk: Desk, raw: Buffer, receivedAt: Date, departmentId: number | null): Promise<string> {
  const now = clock();
  const { outcome, reason } = await takeMail(desk, raw, {
    ...{ way: 'import', departmentId, recipients: [], mailboxId: null, isSilent: true },
    // A clock that was wrong must not make a ticket of the future.
    receivedAt: receivedAt > now ? now : receivedAt,
  });
  return `${outcome} ${reason}`;
}
