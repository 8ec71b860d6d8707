import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config';
import { ADDRESSES } from '../config/addresses';
import { openDesk } from '../desk/desk';
import { prepareFirstStart } from '../desk/first-start';
import { createLog } from '../log';
import { startServer } from '../server/server';
import { loadDemoData } from './demo-data';
import { Refusal } from './exits';
import { say } from './print';

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('open and answer a ticket over HTTP, on a temporary desk that is removed afterwards')
    .action(demo);
}

async function demo(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hatchdesk-demo-'));
  // If root starts this, the database runs as an ordinary user, who needs access to the folder.
  chmodSync(folder, 0o755);
  const config = { ...readConfig({}), dataDirectory: join(folder, 'data'), port: 0 };
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
      await converse(server.url, { ...credential });
      await server.stop();
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say('\nStopped, and everything is removed. To run the real server: npm start');
}

type Answer = Record<string, unknown>;

async function converse(url: string, credential: Record<string, string>): Promise<void> {
  const call = async (fields: Record<string, string>): Promise<Answer> => {
    say(`POST ${ADDRESSES.hatch}  ${JSON.stringify(shown(fields))}`);
    const body = new URLSearchParams({ ...credential, responsetype: 'json', ...fields });
    const response = await fetch(`${url}${ADDRESSES.hatch}`, { method: 'POST', body });
    const answer = (await response.json()) as Answer;
    if (answer.result !== 'success') throw new Refusal(String(answer.message));
    return answer;
  };
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
    `  -> ${JSON.stringify(await call({ action: 'AddTicketReply', ticketid, adminusername: 'Support', message: 'Use the extinguisher.' }))}\n`,
  );
  printConversation(await call({ action: 'GetTicket', ticketid }));
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
