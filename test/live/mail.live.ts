/** Lives here because it kills servers ten times, and each start takes a second or more. */

import { Client } from 'pg';
import { createTestDatabase, type TestDatabase, urlOf } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { useMailServer } from '../support/mail-server';
import { callServer, guestTicket, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const KILLS = 10;
const TICKETS = 500;
const CONNECTIONS = 5;

const mails = useMailServer();
let database: TestDatabase['connection'];
let client: Client;

beforeAll(async () => {
  ({ connection: database } = await createTestDatabase());
  client = new Client(database);
  await client.connect();
});

afterAll(() => client.end());

const start = () =>
  startServerProcess(temporaryFolder(), {
    DATABASE_URL: urlOf(database),
    HATCHDESK_MAIL_FROM: 'desk@desk.example.com',
    HATCHDESK_SMTP_URL: `smtp://127.0.0.1:${mails.port}?starttls=off&pool=${CONNECTIONS}`,
  });

const count = async (sql: string): Promise<number> => Number((await client.query(sql)).rows[0].count);

/** Others may take what a killed process held after ten seconds (events) or two minutes (mails). A test need not wait. */
const forgetTheDead = () =>
  client.query(
    `with gone as (delete from delivery_workers)
     update emails set due_at = now() where status in ('waiting', 'deferred') and due_at > now()`,
  );

test('no mail is lost when servers are killed, and at most those in flight are sent twice', async () => {
  let server = await start();
  const subjects = new Set<string>();
  for (let strike = 0; strike < KILLS; strike++) {
    const round = Array.from({ length: TICKETS / KILLS }, (_, number) => `${strike}-${number}`);
    await Promise.all(
      round.map(async (subject) => {
        const reply = await callServer(server.url, guestTicket(subject));
        if (reply?.answer.result === 'success') subjects.add(subject);
      }),
    );
    const before = mails.received.length;
    await eventually(() => mails.received.length > before + 5);
    kill(server.child.pid, 'SIGKILL');
    await server.ended;
    await forgetTheDead();
    server = await start();
  }
  const pending = `select count(*) from emails where status <> 'sent'`;
  const unwritten = `select count(*) from deliveries where listener = 'mail' and state in ('waiting', 'retrying')`;
  await eventually(async () => {
    await client.query(`update emails set due_at = now() where status = 'deferred'`);
    return (await count(pending)) + (await count(unwritten)) === 0;
  });
  server.child.kill('SIGTERM');
  await server.ended;

  const bySubject = new Map<string, string[]>();
  for (const { parsed, raw } of mails.received) {
    const subject = /\] (\S+)$/.exec(parsed.subject ?? '')?.[1] ?? '';
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), raw]);
  }
  expect([...subjects].filter((subject) => !bySubject.has(subject))).toEqual([]);
  const known = await count('select count(*) from tickets');
  expect(bySubject.size).toBe(known);
  const twice = [...bySubject.values()].filter((same) => same.length > 1);
  // A connection sends one mail at a time, and the answer to another may not have been noted.
  expect(twice.length).toBeLessThanOrEqual(KILLS * CONNECTIONS * 2);
  for (const same of twice) expect(new Set(same).size).toBe(1);
});
