/**
 * Node.js without a framework, which writes the tickets that wait together: about the most that a server in this
 * language can do. `/nothing` answers at once, so its speed is the load generator's limit.
 */
import { createServer, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Pool } from 'pg';
import { runYardstick } from './child';
import { type PlainTicket, plainTicket } from './plain-ticket';

const MOST_TOGETHER = 64;
const MOST_AT_ONCE = 2;

/** plain-insert.sql for many tickets. Their numbers tell them apart. */
const INSERT = `with
  i as (select * from unnest($1::text[],$2::text[],$3::int[],$4::int[],$5::text[],$6::text[],$7::text[],$8::text[])
    as i(tid,c,deptid,clientid,name,email,subject,body)),
  t as (insert into ticket(tid,c,deptid,clientid,name,email,subject)
    select tid,c,deptid,clientid,name,email,subject from i returning id,tid),
  m as (insert into message(ticket_id,author_kind,body) select t.id,'client',i.body from t join i using (tid)),
  o as (insert into outbox(kind,ticket_id,payload) select 'ticket.opened',id,'{"v":1}'::jsonb from t)
  select id,tid from t`;

interface Waiting {
  ticket: PlainTicket;
  response: ServerResponse;
}

const MEMBERS = ['tid', 'c', 'deptid', 'clientid', 'name', 'email', 'subject', 'message'] as const;

/** Writes tickets with one statement, and answers their callers after it has committed. */
async function write(pool: Pool, batch: Waiting[]): Promise<void> {
  const values = MEMBERS.map((member) => batch.map(({ ticket }) => ticket[member]));
  try {
    const { rows } = await pool.query<{ id: string; tid: string }>({ name: 'open', text: INSERT, values });
    const ids = new Map(rows.map(({ id, tid }) => [tid, id]));
    for (const { ticket, response } of batch) {
      answer(response, 200, { result: 'success', id: ids.get(ticket.tid), tid: ticket.tid, c: ticket.c });
    }
  } catch (error) {
    for (const { response } of batch) answer(response, 500, { result: 'error', message: (error as Error).message });
  }
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

runYardstick((pool, ready) => {
  const waiting: Waiting[] = [];
  let running = 0;
  const begin = (): void => {
    while (running < MOST_AT_ONCE && waiting.length > 0) {
      running++;
      void write(pool, waiting.splice(0, MOST_TOGETHER)).then(() => {
        running--;
        begin();
      });
    }
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/nothing') return answer(response, 200, { result: 'success', id: 0, tid: '0', c: '' });
      waiting.push({ ticket: plainTicket(parse(Buffer.concat(chunks).toString())), response });
      begin();
    });
  });
  return server.listen(0, '127.0.0.1', ready);
});
