/**
 * The server that ours is compared with, in its own process: no framework, no log, no credentials, no lookups. It
 * parses the form and inserts the rows in one statement.
 *
 * `/nothing` skips even that, so its speed is the load generator's limit.
 */
import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ParsedUrlQuery, parse } from 'node:querystring';
import { Pool, type PoolConfig } from 'pg';
import { FIELDS, type Field, insertStatement } from './insert';

const STATEMENT = insertStatement((field) => `$${FIELDS.indexOf(field) + 1}`);

function openPool(settings: PoolConfig): Pool {
  const pool = new Pool(settings);
  pool.on('error', () => process.exit(1));
  return pool;
}

async function open(pool: Pool, form: ParsedUrlQuery): Promise<Record<string, unknown>> {
  const ticket: Record<Field, unknown> = {
    // From a range so large that no number comes twice: this server doesn't look for a free one.
    number: String(randomInt(1e11, 2 ** 48 - 1)),
    accessCode: Math.random().toString(36).slice(2, 10),
    departmentId: form.deptid,
    subject: form.subject,
    name: form.name,
    email: form.email,
    body: form.message,
  };
  const values = FIELDS.map((field) => ticket[field]);
  const { rows } = await pool.query({ name: 'open', text: STATEMENT, values });
  return { result: 'success', id: rows[0].id, tid: ticket.number, c: ticket.accessCode };
}

function answer(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

function serve(pool: Pool): void {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/nothing') return answer(response, 200, { result: 'success', id: 0, tid: '0', c: '' });
      open(pool, parse(Buffer.concat(chunks).toString())).then(
        (body) => answer(response, 200, body),
        (error: Error) => answer(response, 500, { result: 'error', message: error.message }),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

process.once('message', (settings: PoolConfig) => serve(openPool(settings)));
process.on('disconnect', () => process.exit());
