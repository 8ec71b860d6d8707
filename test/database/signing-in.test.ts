import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { openClient } from '../../src/database/open-client';
import { openPool } from '../../src/database/pool';

/** How PostgreSQL asks for a password, in two steps. Then it waits for a minute. */
const ASKS = ['R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0', 'R\0\0\0\x0b\0\0\0\x0br=x'];

let server: Server;
let connectionString: string;
/** For each connection, when the other side has closed it. */
let closed: Promise<unknown>[];

beforeEach(async () => {
  closed = [];
  server = createServer((socket) => {
    closed.push(once(socket, 'close'));
    const steps = [...ASKS];
    socket.on('data', () => socket.write(steps.shift() ?? ''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  connectionString = `postgres://desk@127.0.0.1:${(server.address() as AddressInfo).port}/desk`;
});

afterEach(() => server.close());

// An open connection would keep a command from ending.
test('a connection for which there is no password is closed', async () => {
  await expect(openClient({ connectionString })).rejects.toThrow('password must be');
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
});

test('so is one of the pool', async () => {
  const limits = { poolSize: 2, statementTimeoutMs: 1_000, connectTimeoutMs: 60_000, prepare: 'auto' as const };
  const pool = openPool({ connectionString }, limits, () => {});
  await expect(pool.transaction('read', (db) => db.query('select 1'))).rejects.toMatchObject({ kind: 'unavailable' });
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
  await pool.close();
});
