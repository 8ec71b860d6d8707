import { once } from 'node:events';
import { request } from 'node:http';
import type { EmbeddedPostgres } from '../../src/postgres/embedded-postgres';
import { CREDENTIAL, createDatabase, type RunningServer, type Started, startOurs } from '../servers';

/** What a trial works with. */
export interface Stage {
  folder: string;
  postgres: EmbeddedPostgres['connection'];
  /** How many connections the server makes to the mail server. */
  pool: number;
}

/** A desk with a database of its own. */
export interface Desk {
  database: Awaited<ReturnType<typeof createDatabase>>;
  /** Starts a server, which the callers then use. */
  start(started: Started): Promise<RunningServer>;
}

/** @param smtpPort of the mail server; undefined for none */
export async function createDesk(
  { folder, postgres, pool }: Stage,
  name: string,
  smtpPort: number | undefined,
): Promise<Desk> {
  const database = await createDatabase(postgres, name);
  const { host, port, user } = database;
  const url = `postgres:///${name}?host=${encodeURIComponent(String(host))}&port=${port}&user=${user}`;
  const smtp = `smtp://127.0.0.1:${smtpPort}?starttls=off&pool=${pool}`;
  const env = smtpPort === undefined ? {} : { HATCHDESK_MAIL_FROM: 'desk@example.com', HATCHDESK_SMTP_URL: smtp };
  let starts = 0;
  return { database, start: (started) => startOurs(url, folder, `${name}${starts++}`, started, env) };
}

/** Opens a ticket of a guest, who gets a mail about it. @throws Error if it was not opened, as far as one can tell */
export async function openTicket(port: number, subject: string): Promise<void> {
  const body = new URLSearchParams({
    ...{ ...CREDENTIAL, responsetype: 'json', action: 'OpenTicket', deptid: '1', subject, message: 'It is out.' },
    ...{ name: 'Ann', email: 'ann@example.com' },
  }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) };
  const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/includes/api.php', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const piece of response) text += piece;
  if (!text.includes('"success"')) throw new Error(text);
}
