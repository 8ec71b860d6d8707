import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config';
import { ADDRESSES } from '../config/addresses';
import { openDesk } from '../desk/desk';
import { EVERYTHING, prepareFirstStart } from '../desk/first-start';
import { createLog } from '../log';
import { startServer } from '../server/server';
import { loadDemoData } from './demo-data';
import { startReceiver } from './demo-webhook';
import { Refusal } from './exits';
import { whenInterrupted } from './interruption';
import { printMailOf } from './mail';
import { say } from './print';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'open and answer a ticket over HTTP, with its mails and a webhook, on a temporary desk that is removed afterwards',
    )
    .option('--stay', 'keep the desk until Ctrl+C, to sign in to its console; in a terminal, it does so anyway')
    .action(({ stay = process.stdout.isTTY }: { stay?: boolean }) => demo(stay));
}

async function demo(isStaying: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hatchdesk-demo-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const removed = whenInterrupted(remove);
  // If root starts this, the database runs as an ordinary user, who needs access to the folder.
  chmodSync(folder, 0o755);
  const own = readConfig({ HATCHDESK_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' });
  const config = { ...own, dataDirectory: join(folder, 'data'), port: 0 };
  const receiver = await startReceiver();
  const log = createLog('warn');
  try {
    const desk = await openDesk(config, log);
    try {
      const transaction: Parameters<typeof prepareFirstStart>[0] = (work) => desk.database.transaction('write', work);
      const credential = await prepareFirstStart(transaction, desk.passwords, {});
      if (credential === undefined) throw new Refusal('The temporary desk is not empty');
      await loadDemoData(desk, () => {});
      const server = await startServer(desk, log);
      say(`A temporary server listens on ${server.url}${ADDRESSES.hatch}\n`);
      const ticketId = await converse(caller(server.url, { ...credential }), receiver.url);
      say('\nThe mails that this caused, which a desk with a mail server sends:');
      await printMailOf(desk, ticketId, ANSWER);
      say('\nThe webhook that the reply caused:');
      await receiver.printEvent();
      await showConsole(server.url, caller(server.url, { ...credential }), isStaying);
      await server.stop();
    } finally {
      await desk.close();
    }
  } finally {
    receiver.close();
    remove();
    removed();
  }
  say('\nStopped, and everything is removed. To run the real server: npm start');
}

/** Makes an administrator, says how to sign in, and waits for Ctrl+C if the desk is to stay so long. */
async function showConsole(url: string, call: Call, isStaying: boolean): Promise<void> {
  const password = crypto.randomUUID().slice(0, 13);
  const name = { firstname: 'Dana', lastname: 'Demo' };
  await call({ action: 'AddAdmin', adminusername: 'demo', password2: password, ...name, roles: EVERYTHING });
  say(`\nThe console for staff is at ${url}${ADDRESSES.console}\n  user name  demo\n  password   ${password}`);
  if (!isStaying) return say('It ends with this demo. `npm run demo -- --stay` keeps it until Ctrl+C.');
  say('\nIt is there until you press Ctrl+C. Then everything is removed.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

type Answer = Record<string, unknown>;

const ANSWER = 'Use the extinguisher.';

type Call = (fields: Record<string, string>) => Promise<Answer>;

/** Calls the API with a credential. */
const caller =
  (url: string, credential: Record<string, string>): Call =>
  async (fields) => {
    const body = new URLSearchParams({ ...credential, responsetype: 'json', ...fields });
    const response = await fetch(`${url}${ADDRESSES.hatch}`, { method: 'POST', body });
    const answer = (await response.json()) as Answer;
    if (answer.result !== 'success') throw new Refusal(String(answer.message));
    return answer;
  };

/** @returns the id of the ticket */
async function converse(send: Call, receiver: string): Promise<number> {
  const call: Call = (fields) => {
    say(`POST ${ADDRESSES.hatch}  ${JSON.stringify(shown(fields))}`);
    return send(fields);
  };
  const webhook = await call({ action: 'AddWebhook', url: receiver, events: 'TicketAdminReply,TicketClose' });
  say(`  -> ${JSON.stringify(webhook)}\n`);
  const file = [{ name: 'report.txt', data: Buffer.from('Everything is on fire.').toString('base64') }];
  const opened = await call({
    action: 'OpenTicket',
    deptid: '1',
    clientid: '1',
    subject: 'The printer burns',
    message: 'See the report.',
    priority: 'High',
    attachments: Buffer.from(JSON.stringify(file)).toString('base64'),
  });
  say(`  -> ${JSON.stringify(opened)}\n`);
  const ticketid = String(opened.id);
  say(
    `  -> ${JSON.stringify(await call({ action: 'AddTicketReply', ticketid, adminusername: 'Support', message: ANSWER }))}\n`,
  );
  printConversation(await call({ action: 'GetTicket', ticketid }));
  return Number(ticketid);
}

const shown = ({ attachments, ...fields }: Record<string, string>): Record<string, string> => ({
  ...fields,
  ...(attachments !== undefined && { attachments: '(base64 of a JSON list)' }),
});

interface Conversation {
  replies: {
    reply: { date: string; requestor_name: string; requestor_type: string; message: string; attachment: string }[];
  };
}

function printConversation(ticket: Answer): void {
  say(`\n#${ticket.tid}  ${ticket.subject}  [${ticket.status}, ${ticket.priority}]`);
  for (const reply of (ticket as unknown as Conversation).replies.reply) {
    say(`  ${reply.date}  ${reply.requestor_name} (${reply.requestor_type})`);
    say(`    ${reply.message}${reply.attachment === '' ? '' : `   [${reply.attachment}]`}`);
  }
}
