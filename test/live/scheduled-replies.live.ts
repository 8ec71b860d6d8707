/** Lives here because it kills servers six times, and each start takes a second or more. */

import { Client } from 'pg';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { useMailServer } from '../support/mail-server';
import { callServer, guestTicket, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const KILLS = 6;
const TICKETS = 30;

const mails = useMailServer();
let database: TestDatabase['connection'];
let client: Client;

beforeAll(async () => {
  ({ connection: database } = await createTestDatabase());
  client = new Client(database);
  await client.connect();
});

afterAll(() => client.end());

const start = (port: number) =>
  startServerProcess(temporaryFolder(), {
    DATABASE_URL: urlOf(database),
    HATCHDESK_MAIL_FROM: 'desk@desk.example.com',
    HATCHDESK_SMTP_URL: `smtp://127.0.0.1:${port}?starttls=off`,
  });

const rows = async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows as Row[];

const pending = async () => (await rows(`select 1 from scheduled_replies where state = 'pending'`)).length;

test('each scheduled reply is sent once, with one mail, although servers are killed before, while and after it is due', async () => {
  let servers = [await start(mails.port), await start(mails.port)];
  const call = async (fields: Record<string, string>) => {
    const reply = await callServer(servers[0]!.url, fields);
    if (reply?.answer.result !== 'success') throw new Error(`${fields.action}: ${String(reply?.answer.message)}`);
    return reply.answer;
  };
  await call({ action: 'AddRole', name: 'agents', actions: '*' });
  await call({ action: 'AddAdmin', adminusername: 'jo', firstname: 'Jo', lastname: 'Doe', roles: 'agents' });
  const agent = await call({ action: 'AddCredential', description: 'the console', admin: 'jo', roles: 'agents' });
  const asJo = { identifier: String(agent.identifier), secret: String(agent.secret) };

  for (let number = 0; number < TICKETS; number++) {
    const { id } = await call({ ...guestTicket(`Ticket ${number}`), noemail: 'true' });
    // A file makes each a longer transaction to be killed in.
    const attachments = JSON.stringify([{ name: 'a.txt', data: Buffer.alloc(200_000, 'x').toString('base64') }]);
    await call({
      ...{ action: 'ScheduleTicketReply', ...asJo, ticketid: String(id), message: `Answer ${number}` },
      ...{ delay: String(1 + (number % 10)), attachments: Buffer.from(attachments).toString('base64') },
    });
  }
  for (let strike = 0; strike < KILLS && (await pending()) > 0; strike++) {
    const before = await pending();
    await eventually(async () => (await pending()) < before);
    for (const { child } of servers) kill(child.pid, 'SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
    // Others may take what a killed process held after ten seconds (events) or two minutes (mails). A test need not wait.
    await client.query(
      `with gone as (delete from delivery_workers)
       update emails set due_at = now() where status in ('waiting', 'deferred') and due_at > now()`,
    );
    servers = [await start(mails.port), await start(mails.port)];
  }
  await eventually(async () => (await pending()) === 0);
  // A reply whose event has no number yet has no delivery, and so no mail.
  const unsent = `select 1 from emails where status <> 'sent'
    union all select 1 from outbox o where event = 'TicketAdminReply' and not exists (
      select from deliveries d where d.outbox_id = o.id and d.listener = 'mail' and d.state in ('delivered', 'dead'))`;
  await eventually(async () => (await rows(unsent)).length === 0);
  for (const { child } of servers) child.kill('SIGTERM');
  await Promise.all(servers.map(({ ended }) => ended));

  expect(await rows('select state, count(*)::int from scheduled_replies group by state')).toEqual([
    { state: 'sent', count: TICKETS },
  ]);
  expect(
    await rows(
      `select count(*)::int, count(distinct m.ticket_id)::int as tickets, count(a.id)::int as files
       from messages m left join attachments a on a.message_id = m.id where not m.is_first`,
    ),
  ).toEqual([{ count: TICKETS, tickets: TICKETS, files: TICKETS }]);
  expect(await rows('select 1 from scheduled_files')).toEqual([]);
  const answers = mails.received.filter(({ parsed }) => /Answer \d+/.test(parsed.text ?? ''));
  // What was in flight when its server was killed may come twice, as one mail with one id.
  expect(new Set(answers.map(({ parsed }) => parsed.messageId)).size).toBe(TICKETS);
  expect(answers.length).toBeLessThanOrEqual(TICKETS + 2 * KILLS);
  const log = await rows<{ username: string }>(
    `select distinct username from activity_log where action = 'SendScheduledReply'`,
  );
  expect(log).toEqual([{ username: 'jo' }]);
}, 600_000);
