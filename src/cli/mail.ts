import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { clock } from '../desk/desk';
import { invalid, notFound } from '../errors';
import { recipientStates } from '../mail/recipients';
import { concealed, failureInWords } from '../mail/sending/failures';
import { EMAIL_STATES, type EmailState, findEmail, listAllEmails } from '../store/desk/emails';
import { isEmail } from '../tickets/authors';
import { addMailImport } from './import-mail';
import { existingId, wholeNumber } from './options';
import { print, say } from './print';
import { withDesk } from './run';

const MOST_LISTED = 50;

/** Adds the commands for the desk's mail. */
export function addMail(program: Command): void {
  const mail = program.command('mail').description('mail that was sent, or is kept to be sent, and archives to import');
  mail
    .command('list')
    .description('list mails, newest first')
    .addOption(new Option('--state <state>', 'only mails in this state').choices([...EMAIL_STATES]))
    .option('--ticket <id>', 'only mails about this ticket', existingId)
    .option('--limit <number>', 'how many at most', wholeNumber, MOST_LISTED)
    .addHelpText('after', '\nExample:\n  $ hatchdesk mail list --state failed')
    .action(async (options: { state?: EmailState; ticket?: number; limit: number }, command: Command) => {
      const rows = await withDesk(({ database }) =>
        database.transaction('read', (db) => listAllEmails(db, options.state, options.ticket, options.limit)),
      );
      print(
        command,
        rows.map(({ id, createdAt, state, to, subject, ticketId, failureReason, answer }) => ({
          ...{ id, date: createdAt, state, to, subject, ticket: ticketId, result: failureReason || answer },
        })),
      );
    });
  mail
    .command('show')
    .description('print a mail')
    .argument('<id>', 'the number of the mail, which list shows', existingId)
    .action(async (id: number, _options: object, command: Command) => {
      const email = await withDesk(({ database }) => database.transaction('read', (db) => findEmail(db, id)));
      if (email === undefined) throw notFound('Mail Not Found');
      const { plain, body, undelivered, refused, ...facts } = email;
      const recipients = recipientStates(email);
      if (command.optsWithGlobals<{ json?: boolean }>().json) {
        return print(command, { ...facts, recipients, plain, html: body });
      }
      for (const [name, value] of Object.entries(facts)) {
        if (value !== '' && value !== null) say(`${name}: ${value instanceof Date ? value.toISOString() : value}`);
      }
      if (recipients.length > 1) for (const { address, state } of recipients) say(`${address}: ${state}`);
      say(`\n${plain || body}`);
    });
  mail
    .command('test')
    .description('send a mail at once and print what the mail server answers')
    .argument('<address>', 'who gets it')
    .addHelpText('after', '\nExample:\n  $ hatchdesk mail test you@example.com')
    .action(async (address: string, _options: object, command: Command) => {
      if (!isEmail(address)) throw invalid('Email Address Invalid');
      print(command, await withDesk(({ config, settings }) => sendTest(config, settings, address)));
    });
  addMailImport(mail);
}

/** Waits until a ticket's mails are written, and prints them in their order. */
export async function printMailOf({ database }: Pick<Desk, 'database'>, ticketId: number, last: string): Promise<void> {
  const read = () =>
    database.transaction('read', async (db) => {
      const listed = await listAllEmails(db, undefined, ticketId, MOST_LISTED);
      return Promise.all(listed.reverse().map(({ id }) => findEmail(db, id)));
    });
  const until = performance.now() + WRITTEN_WITHIN_MS;
  let mails = await read();
  while (!mails.some((mail) => mail?.plain.includes(last)) && performance.now() < until) {
    await pause(50);
    mails = await read();
  }
  for (const mail of mails) {
    if (mail === undefined) continue;
    say(`\n  To: ${mail.to}\n  Subject: ${mail.subject}\n`);
    for (const line of mail.plain.trim().split('\n')) say(`    ${line}`.trimEnd());
  }
}

const WRITTEN_WITHIN_MS = 10_000;

/** Nobody waits longer in front of a screen. */
const ANSWERED_WITHIN_MS = 60_000;

type Desk = Parameters<Parameters<typeof withDesk>[0]>[0];

/** @throws ApiError with what the mail server, or the connection to it, said */
async function sendTest({ mail }: Desk['config'], settings: Desk['settings'], address: string) {
  if (mail.smtp === undefined) throw invalid('No mail server is set: HATCHDESK_SMTP_URL names one');
  const { email: fromAddress, companyName } = await settings();
  // Loaded only when wanted, because every command would wait for the library.
  const { messageOf } = require('../mail/sending/message') as typeof import('../mail/sending/message');
  const { openTransport } = require('../mail/sending/transport') as typeof import('../mail/sending/transport');
  const transport = openTransport(mail.smtp, mail.dkim);
  const words = 'This mail shows that Hatchdesk can send mail.';
  const now = clock();
  try {
    const message = messageOf(
      {
        ...{ id: 0, token: `test${now.getTime()}`, fromName: companyName, fromAddress, subject: 'Test of Hatchdesk' },
        ...{ recipients: [{ name: '', address }], cc: [], bcc: [], undelivered: null, refused: [], fileIds: [] },
        ...{ body: `<p>${words}</p>`, plain: words, automatic: 'auto-generated', inReplyTo: '', referenceIds: [] },
        ...{ failureReason: '', retryCount: 0, timesInDoubt: 0, createdAt: now, plusAddresses: null, isOrphan: false },
      },
      [],
      false,
    );
    const sent = await transport.sendMail({ ...message, signal: AbortSignal.timeout(ANSWERED_WITHIN_MS) });
    return { from: fromAddress, to: address, answer: sent.response };
  } catch (error) {
    const thrown = concealed(error, transport.options.auth);
    throw invalid(`The mail was not sent: ${failureInWords({ thrown, hasBegun: false })}`);
  } finally {
    transport.close();
  }
}
