import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { freePort } from '../../bench/pgbouncer';
import { createTestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { describeWithNginx, type Nginx, startNginx } from '../support/nginx';
import { encode, fieldParts, MULTIPART, multipartBody, URLENCODED } from '../support/requests';
import {
  CREDENTIALS,
  callServer,
  guestTicket,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

type Fields = Record<string, string>;

interface Answer {
  status: number;
  json: Record<string, unknown>;
  requestId: string;
}

/** Not among the trusted proxies, as 127.0.0.1 is, where nginx runs. */
const CALLER = '127.0.0.2';
const CALLERS = 12;
const MEGABYTE = 1024 * 1024;

/** Restarts two servers one after the other, which takes a few seconds each, and needs nginx. */
describeWithNginx('two servers behind nginx on one PostgreSQL', () => {
  let environment: Fields;
  let ports: [number, number];
  let servers: [ServerProcess, ServerProcess];
  let nginx: Nginx;
  let agent: Agent;

  const start = (index: number): Promise<ServerProcess> =>
    startServerProcess(temporaryFolder(), { ...environment, PORT: String(ports[index]) });

  beforeAll(async () => {
    const { connection } = await createTestDatabase();
    const { host, port, user, database } = connection;
    environment = {
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
      HATCHDESK_DB_POOL_SIZE: '4',
      HATCHDESK_KEY: 'k'.repeat(43),
      HATCHDESK_TRUSTED_PROXIES: '127.0.0.1',
      HATCHDESK_ALLOWED_IPS: '127.0.0.0/24',
    };
    ports = [await freePort(), await freePort()];
    const first = await start(0);
    servers = [first, await start(1)];
    nginx = await startNginx(ports);
    agent = new Agent({ keepAlive: true, maxSockets: CALLERS, localAddress: CALLER });
  });

  afterAll(async () => {
    agent?.destroy();
    nginx?.stop();
    for (const { child } of servers ?? []) kill(child.pid, 'SIGTERM');
    await Promise.all((servers ?? []).map(({ ended }) => ended));
  });

  /** Sends a call once: no failure is made good. */
  function send(body: string | Buffer, type: string, headers: Fields = {}, through = agent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: nginx.port,
        path: '/includes/api.php',
        method: 'POST',
        agent: through,
      };
      const length = Buffer.byteLength(body);
      const sent = request(
        { ...options, headers: { 'Content-Type': type, 'Content-Length': length, ...headers } },
        (res) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('error', reject);
          res.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const requestId = String(res.headers['x-request-id']);
            if (!text.startsWith('{')) return reject(new Error(`${res.statusCode}: ${text}`));
            resolve({ status: res.statusCode ?? 0, json: JSON.parse(text) as Answer['json'], requestId });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  const call = (fields: Fields, headers: Fields = {}, through = agent): Promise<Answer> =>
    send(encode({ ...CREDENTIALS, responsetype: 'json', ...fields }), URLENCODED, headers, through);

  /** Makes a call. @throws Error unless it succeeds at once */
  async function done(fields: Fields, headers: Fields = {}): Promise<Answer['json']> {
    const { status, json } = await call(fields, headers);
    if (status !== 200 || json.result !== 'success')
      throw new Error(`${fields.action}: ${status} ${JSON.stringify(json)}`);
    return json;
  }

  /** The log lines of calls, by server. */
  const callsOf = ({ lines }: ServerProcess): Record<string, unknown>[] =>
    lines.filter((line) => line.includes('"msg":"call"')).map((line) => JSON.parse(line) as Record<string, unknown>);

  test('both answer mixed calls over connections that stay open, and none fails', async () => {
    const kinds: ((n: number) => Promise<Answer['json']>)[] = [
      (n) => done(guestTicket(`plain ${n}`)),
      (n) => done(guestTicket(`keyed ${n % 10}`), { 'Idempotency-Key': `mixed-${n % 10}` }),
      () => done({ action: 'GetTickets', deptid: '1' }),
      () => done({ action: 'GetTickets', search: 'plain' }),
    ];
    const answers = await Promise.all(kinds.flatMap((kind) => Array.from({ length: 40 }, (_, n) => kind(n))));
    expect(new Set(answers.slice(0, 80).map(({ tid }) => tid)).size).toBe(40 + 10);
    const { totalresults } = await done({ action: 'GetTickets', subject: 'keyed' });
    expect(totalresults).toBe(10);
    for (const server of servers) {
      expect(callsOf(server).length).toBeGreaterThan(20);
      expect(server.lines.filter((line) => /"level":[456]0/.test(line))).toEqual([]);
    }
  });

  test('an idempotency key holds at both', async () => {
    const send20 = (): Promise<Answer[]> =>
      Promise.all(Array.from({ length: 20 }, () => call(guestTicket('once'), { 'Idempotency-Key': 'both' })));
    const answers: Answer[] = [];
    await eventually(async () => {
      answers.push(...(await send20()));
      return servers.every(({ lines }) =>
        answers.some(({ requestId }) => lines.some((line) => line.includes(requestId))),
      );
    });
    expect(new Set(answers.map(({ json }) => `${json.result} ${json.id} ${json.tid}`)).size).toBe(1);
    expect((await done({ action: 'GetTickets', subject: 'once' })).totalresults).toBe(1);
  });

  test('a setting that one changed counts at the other', async () => {
    const change = { action: 'SetConfigurationValue', setting: 'TicketMask', value: 'NG-%n%n%n%n%n%n' };
    await callServer(servers[0].url, guestTicket('fills its cache'));
    expect((await callServer(servers[1].url, change))?.answer).toMatchObject({ result: 'success' });
    // A quiet machine takes some milliseconds.
    await eventually(async () =>
      String((await callServer(servers[0].url, guestTicket('masked')))?.answer.tid).startsWith('NG-'),
    );
    expect((await callServer(servers[1].url, guestTicket('masked')))?.answer.tid).toMatch(/^NG-/);
  });

  test('the address of a caller is the one that nginx saw, whatever the caller claims', async () => {
    const claims = { 'X-Forwarded-For': '127.0.0.9, 127.0.0.1' };
    const ids = await Promise.all([call(guestTicket('from'), claims), call(guestTicket('from'))]);
    for (const { requestId, json } of ids) {
      expect(json.result).toBe('success');
      const entry = await eventually(() => servers.flatMap(callsOf).find((line) => line.requestId === requestId));
      expect(entry.address).toBe(CALLER);
    }
    const other = new Agent({ localAddress: '127.0.0.3' });
    await done({ action: 'AddBannedIp', ip: '127.0.0.3', reason: 'a test', days: '1' });
    await eventually(async () => (await call(guestTicket('banned'), {}, other)).status === 403);
    const stranger = new Agent({ localAddress: '127.0.1.2' });
    expect((await call(guestTicket('a stranger'), { 'X-Forwarded-For': CALLER }, stranger)).status).toBe(403);
    await done(guestTicket('not banned'));
  });

  test('a large upload arrives whole', async () => {
    const files = ['a', 'b', 'c'].map((letter, index) => Buffer.alloc(9 * MEGABYTE + index, letter));
    const fields = fieldParts({ ...CREDENTIALS, responsetype: 'json', ...guestTicket('large') });
    const parts = files.map((value, index) => ({ name: 'attachments[]', filename: `${index}.txt`, value }));
    const { json } = await send(multipartBody([...fields, ...parts]), MULTIPART);
    expect(json).toMatchObject({ result: 'success' });
    const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    for (const [index, file] of files.entries()) {
      const { data } = await done({
        action: 'GetTicketAttachment',
        relatedid: String(json.id),
        type: 'ticket',
        index: String(index),
      });
      expect(digest(Buffer.from(String(data), 'base64'))).toBe(digest(file));
    }
  });

  test('a rolling restart of both under load fails no call', async () => {
    const failures: string[] = [];
    let opened = 0;
    let keyed = 0;
    let stopped = false;
    const callers = Array.from({ length: CALLERS }, async (_, caller) => {
      for (let count = 0; !stopped; count++) {
        const hasKey = (caller + count) % 2 === 0;
        const headers: Fields = hasKey ? { 'Idempotency-Key': `rolling-${caller}-${count}` } : {};
        const fields =
          count % 4 === 3 ? { action: 'GetTickets', limitnum: '5' } : guestTicket(`rolling ${caller}-${count}`);
        await done(fields, headers).then(
          () => {
            if (fields.action === 'OpenTicket') opened++;
            if (hasKey) keyed++;
          },
          (error: Error) => failures.push(error.message),
        );
      }
    });
    for (const index of [0, 1] as const) {
      const before = opened;
      await eventually(() => opened > before + 30);
      kill(servers[index].child.pid, 'SIGTERM');
      expect(await servers[index].ended).toEqual({ code: 0, signal: null });
      await eventually(() => opened > before + 60);
      servers[index] = await start(index);
      // nginx avoids a server for a second after it refused a connection.
      await eventually(() => callsOf(servers[index]).length > 0);
    }
    stopped = true;
    await Promise.all(callers);
    expect(failures.map((failure) => [failure, nginx.reports()])).toEqual([]);
    expect(keyed).toBeGreaterThan(50);
    expect((await done({ action: 'GetTickets', subject: 'rolling' })).totalresults).toBe(opened);
  });
});
