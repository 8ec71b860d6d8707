import { execFileSync, spawnSync } from 'node:child_process';
import { createHmac, createPublicKey, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { allDelivered } from '../support/all-delivered';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';
import { closeReceivers, type Received, startReceiver } from './receiver';

const world = useWorld((config) => {
  config.desk.webhookNetworks = ['127.0.0.0/8'];
  config.database.poolSize = 6;
});

beforeAll(() => world.serve());

afterEach(async () => {
  closeReceivers();
  for (const server of rawReceivers.splice(0)) server.close();
  await world.change('delete from webhooks');
  await world.change('delete from deliveries');
});

const add = (url: string, params: object = {}) =>
  world.done('AddWebhook', { url, ...params }) as unknown as Promise<{
    webhookid: number;
    secret: string;
    publickey: string;
  }>;

const deliveryOf = async (webhookid: number) => {
  const [row] = await world.rows<{ id: number }>('select max(id) as id from deliveries where listener = $1', [
    `webhook ${webhookid}`,
  ]);
  return row?.id ? world.done('GetDelivery', { deliveryid: row.id }) : undefined;
};

function signedBy({ headers, body }: Received, { secret, publickey }: { secret: string; publickey: string }): string[] {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const hmac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(signed)
    .digest('base64');
  const x = Buffer.from(publickey.replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return String(headers['webhook-signature'])
    .split(' ')
    .flatMap((signature) => {
      const [version = '', text = ''] = signature.split(',');
      const isRight =
        version === 'v1' ? text === hmac : verify(null, Buffer.from(signed), key, Buffer.from(text, 'base64'));
      return isRight ? [version] : [];
    });
}

test('tells what happened, signed as Standard Webhooks 1.0 says', async () => {
  const receiver = await startReceiver();
  const webhook = await add(receiver.url);
  const opened = await world.ticket({ subject: 'Broken', message: 'It does not "work": ünïcode' });
  await eventually(() => receiver.received.length === 1);
  const [received] = receiver.received as [Received];
  expect(signedBy(received, webhook)).toEqual(['v1', 'v1a']);
  expect(received.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Hatchdesk' });
  expect(Number(received.headers['webhook-timestamp'])).toBe(Math.floor(world.now.getTime() / 1000));
  expect(received.json).toMatchObject({
    id: received.headers['webhook-id'],
    type: 'TicketOpen',
    sequence: expect.any(Number),
    timestamp: world.now.toISOString(),
    version: 1,
    data: { ticketid: opened.id, ticketmask: opened.tid, deptid: 1, subject: 'Broken', priority: 'Medium' },
    ticket: { id: opened.id, tid: opened.tid, status: 'Open', email: 'guest@example.com', deptname: 'Support' },
  });
  expect(received.json.data.message).toBe('It does not "work": ünïcode');
  expect(received.body).not.toContain(opened.c);
});

test('thin webhooks have only ids', async () => {
  const receiver = await startReceiver();
  await add(receiver.url, { payload: 'thin' });
  const { id, tid } = await world.ticket();
  await eventually(() => receiver.received.length === 1);
  const { data, ticket } = receiver.received[0]!.json;
  expect(ticket).toEqual({ id, tid });
  expect(data).toEqual({ ticketid: id, messageid: expect.any(Number), deptid: 1, userid: 0 });
});

test('only events and departments that are wanted', async () => {
  const receiver = await startReceiver();
  const other = await startReceiver();
  const deptid = await world.department();
  await add(receiver.url, { events: 'ticketclose' });
  await add(other.url, { departments: String(deptid) });
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  const own = await world.ticket({ deptid });
  await world.done('DeleteTicket', { ticketid: own.id });
  await eventually(() => receiver.received.length + other.received.length === 3);
  expect(receiver.received.map(({ json }) => json.type)).toEqual(['TicketClose']);
  expect(other.received.map(({ json }) => [json.type, json.data.ticketid ?? json.data.ticketId])).toEqual([
    ['TicketOpen', own.id],
    ['TicketDelete', own.id],
  ]);
});

test('a webhook of some departments is told that tickets leave them, without their text', async () => {
  const [full, thin, other] = [await startReceiver(), await startReceiver(), await startReceiver()];
  const deptid = await world.department();
  const { webhookid } = await add(full.url, { departments: String(deptid) });
  await add(thin.url, { departments: String(deptid), payload: 'thin' });
  await add(other.url, { departments: String(await world.department()) });
  const [moved, merged, master] = [
    await world.ticket({ deptid }),
    await world.ticket({ deptid }),
    await world.ticket(),
  ];
  await world.done('UpdateTicket', { ticketid: moved.id, deptid: 1 });
  await world.done('MergeTicket', { ticketid: master.id, mergeticketids: String(merged.id) });
  await world.done('UpdateTicket', { ticketid: master.id, subject: 'Elsewhere' });
  await eventually(() => full.received.length === 4 && thin.received.length === 4);
  for (const { received } of [full, thin]) {
    const left = received.map(({ json }) => json).filter(({ type }) => type !== 'TicketOpen');
    expect(left.sort((one, two) => Number(one.sequence) - Number(two.sequence))).toMatchObject([
      { type: 'TicketDepartmentChange', data: { ticketid: moved.id, deptid: 1, fromdeptids: [deptid] }, ticket: null },
      { type: 'TicketMerge', data: { mergedTicketIds: [merged.id], fromdeptids: [deptid] }, ticket: null },
    ]);
  }
  expect(other.received).toEqual([]);
  // What is being delivered is not delivered again, and a webhook that is made before an event has its number is told of it.
  await allDelivered(world);
  const from = new Date(world.now.getTime() - 3_600_000).toISOString();
  expect(await world.done('RedeliverWebhook', { webhookid, from })).toMatchObject({ redelivered: 4 });
});

test('what waits while its ticket leaves the departments of a webhook is told without the ticket', async () => {
  let status = 500;
  const receiver = await startReceiver((res) => res.writeHead(status).end());
  const deptid = await world.department();
  const { webhookid } = await add(receiver.url, { departments: String(deptid) });
  const { id } = await world.ticket({ deptid });
  await eventually(async () => (await deliveryOf(webhookid))?.state === 'retrying');
  await world.done('AddTicketReply', { ticketid: id, message: 'Still here', adminusername: 'admin' });
  await world.done('UpdateTicket', { ticketid: id, deptid: 1, subject: 'Elsewhere' });
  status = 204;
  world.now = new Date(world.now.getTime() + 3_600_000);
  const toldOf = (name: string) => receiver.received.map(({ json }) => json).find(({ type }) => type === name);
  await eventually(() => toldOf('TicketDepartmentChange'));
  expect(toldOf('TicketAdminReply')).toMatchObject({ data: { message: 'Still here' }, ticket: null });
  expect(JSON.stringify(receiver.received)).not.toContain('Elsewhere');
});

test('while secrets rotate, both sign', async () => {
  const receiver = await startReceiver();
  const old = await add(receiver.url);
  const drawn = (await world.done('UpdateWebhook', { webhookid: old.webhookid, rotate: true, overlap: 60 })) as never;
  await world.ticket();
  await eventually(() => receiver.received.length === 1);
  expect([signedBy(receiver.received[0]!, old), signedBy(receiver.received[0]!, drawn)]).toEqual([
    ['v1', 'v1a'],
    ['v1', 'v1a'],
  ]);
  world.now = new Date(world.now.getTime() + 61 * 60_000);
  await world.ticket();
  await eventually(() => receiver.received.length === 2);
  expect([signedBy(receiver.received[1]!, old), signedBy(receiver.received[1]!, drawn)]).toEqual([[], ['v1', 'v1a']]);
});

test('what fails is sent again, the same bytes with a new signature, and the log keeps what was answered', async () => {
  let status = 503;
  const receiver = await startReceiver((res) => res.writeHead(status, { 'Retry-After': '3600' }).end('x'.repeat(5000)));
  const webhook = await add(receiver.url);
  await world.ticket();
  await eventually(async () => (await deliveryOf(webhook.webhookid))?.state === 'retrying');
  const failed = await deliveryOf(webhook.webhookid);
  const log = failed?.log as { attempt: Record<string, unknown>[] } | undefined;
  const attempt = log?.attempt[0];
  expect(attempt).toMatchObject({ outcome: 'failed', text: 'HTTP 503', status: 503, answer: 'x'.repeat(1024) });
  expect(failed?.request).toBe(receiver.received[0]?.body);
  const [row] = await world.rows<{ wait: number }>(
    `select extract(epoch from due_at - $1)::float8 as wait from deliveries where state = 'retrying'`,
    [world.now],
  );
  expect(row?.wait).toBeGreaterThanOrEqual(3599);
  status = 200;
  await world.change(`update tickets set subject = 'Changed'`);
  world.now = new Date(world.now.getTime() + 3_600_000);
  await eventually(() => receiver.received.length === 2);
  const [first, second] = receiver.received as [Received, Received];
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(signedBy(second, webhook)).toEqual(['v1', 'v1a']);
});

test('a receiver that has closed an unused connection gets its event all the same', async () => {
  let answered = 0;
  // It hangs up when a connection is used a second time, as a receiver does that has just found it idle.
  const server = createServer((socket) => {
    socket.once('data', () => {
      answered++;
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      socket.once('data', () => socket.destroy());
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { webhookid } = await add(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  for (const count of [1, 2]) {
    await world.ticket();
    await eventually(() => answered === count);
    await eventually(async () => (await deliveryOf(webhookid))?.state === 'delivered');
    expect((await deliveryOf(webhookid))?.attempts).toBe(1);
  }
  server.close();
});

/** Starts a receiver that writes these bytes for every request. @param then what happens to the connection afterwards */
async function startRawReceiver(bytes: string, then: (socket: Socket) => unknown): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.write(bytes, () => then(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  rawReceivers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const rawReceivers: ReturnType<typeof createServer>[] = [];

test.each([
  ['is shorter than its Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nthanks'],
  ['breaks off in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\nthanks'],
  ['goes on with no chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nthanks\r\nzzz\r\n'],
])('the status decides, also if the answer %s', async (_what, bytes) => {
  const { webhookid } = await add(await startRawReceiver(bytes, (socket) => socket.end()));
  await world.ticket();
  await eventually(async () => Number((await deliveryOf(webhookid))?.attempts) > 0);
  await eventually(async () => (await deliveryOf(webhookid))?.state !== 'waiting');
  expect(await deliveryOf(webhookid)).toMatchObject({ state: 'delivered', text: 'HTTP 200' });
});

test('redirects are not followed', async () => {
  const target = await startReceiver();
  const receiver = await startReceiver((res) => res.writeHead(302, { Location: target.url }).end());
  const { webhookid } = await add(receiver.url);
  await world.ticket();
  await eventually(async () => (await deliveryOf(webhookid))?.text === 'HTTP 302');
  expect(target.received).toEqual([]);
});

test('a receiver that changes the protocol has failed', async () => {
  const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
  const { webhookid } = await add(await startRawReceiver(switching, (socket) => socket.resume()));
  const { deliveryid } = await world.done('TestWebhook', { webhookid });
  await eventually(async () => (await world.done('GetDelivery', { deliveryid })).state !== 'waiting');
  expect(await world.done('GetDelivery', { deliveryid })).toMatchObject({
    ...{ state: 'dead', text: 'the receiver closed the connection without an HTTP answer' },
  });
});

const isEnabled = async (webhookid: number) => {
  const answer = (await world.done('GetWebhooks', { webhookid })) as never as {
    webhooks: { webhook: Record<string, unknown>[] };
  };
  return answer.webhooks.webhook[0]?.enabled;
};

const mails = async (webhookid: number) =>
  (await world.rows('select body from emails where subject = $1', [`Webhook ${webhookid} was disabled`])).length;

test('what fails while its webhook is deleted is not tried again', async () => {
  let fail = () => {};
  const receiver = await startReceiver((res) => {
    fail = () => res.writeHead(500).end();
  });
  const { webhookid } = await add(receiver.url);
  await world.ticket();
  await eventually(() => receiver.received.length > 0);
  await world.done('DeleteWebhook', { webhookid });
  fail();
  await eventually(async () => {
    const rows = await world.rows('select state from deliveries where listener = $1 and claimed_by is null', [
      `webhook ${webhookid}`,
    ]);
    return rows.length > 0 && rows;
  }).then((rows) => expect(rows).toEqual([{ state: 'dead' }]));
});

test('HTTP 410 disables a webhook, and administrators are told', async () => {
  await world.admin('ops', { email: 'ops@example.com' });
  const receiver = await startReceiver((res) => res.writeHead(410).end());
  const { webhookid } = await add(receiver.url);
  await world.ticket();
  await eventually(async () => (await isEnabled(webhookid)) === false);
  await eventually(async () => (await mails(webhookid)) === 1);
  await eventually(async () => (await deliveryOf(webhookid))?.state === 'dead');
});

test('five days of failures disable a webhook, and a success begins anew', async () => {
  let status = 500;
  const receiver = await startReceiver((res) => res.writeHead(status).end());
  const { webhookid } = await add(receiver.url);
  const day = 24 * 60 * 60 * 1000;
  const tell = async () => {
    const before = receiver.received.length;
    await world.ticket();
    await eventually(() => receiver.received.length > before);
  };
  const isFailing = async () =>
    (await world.rows('select 1 from webhooks where failing_since is not null')).length === 1;
  await tell();
  await eventually(isFailing);
  status = 200;
  await tell();
  await eventually(async () => !(await isFailing()));
  status = 500;
  await tell();
  await eventually(isFailing);
  world.now = new Date(world.now.getTime() + 4 * day);
  await tell();
  expect(await isEnabled(webhookid)).toBe(true);
  // What is tried again may disable it before something new is told.
  world.now = new Date(world.now.getTime() + day);
  await world.ticket();
  await eventually(async () => (await isEnabled(webhookid)) === false);
});

test('a network that is not allowed is not connected to', async () => {
  const { webhookid } = await add('http://localhost:1/hook');
  await world.change(`update webhooks set url = 'http://10.0.0.1/'`);
  await world.ticket();
  await eventually(async () =>
    String((await deliveryOf(webhookid))?.text).startsWith('10.0.0.1 leads to a network that is not allowed'),
  );
});

test('events are replayed by range', async () => {
  const receiver = await startReceiver();
  await world.ticket();
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, subject: 'Other' });
  await eventually(
    async () => (await world.rows('select max(outbox_id) = (select max(id) from outbox) as done from events'))[0]?.done,
  );
  const { webhookid } = await add(receiver.url, { events: 'TicketOpen,TicketSubjectChange' });
  const [{ last } = { last: 0 }] = await world.rows<{ last: number }>('select sequence as last from event_cursor');
  const answer = await world.done('RedeliverWebhook', { webhookid, firstsequence: last - 1, lastsequence: last });
  expect(answer.redelivered).toBe(2);
  await eventually(() => receiver.received.length === 2);
  expect(receiver.received.map(({ json }) => json.sequence)).toEqual([last - 1, last]);
  // What is being delivered right now is not delivered again.
  await eventually(
    async () => (await world.rows('select 1 from deliveries where claimed_by is not null')).length === 0,
  );
  await world.done('RedeliverWebhook', { webhookid, firstsequence: last });
  await eventually(() => receiver.received.length === 3);
  expect(receiver.received[2]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
});

test('a test is sent once, whatever is answered', async () => {
  const receiver = await startReceiver((res) => res.writeHead(500).end('no'));
  const { webhookid } = await add(receiver.url);
  const { deliveryid } = await world.done('TestWebhook', { webhookid });
  await eventually(async () => (await world.done('GetDelivery', { deliveryid })).state === 'dead');
  expect(receiver.received.map(({ json }) => [json.type, json.id])).toEqual([['WebhookTest', `test_${deliveryid}`]]);
});

describe('the library of Standard Webhooks', () => {
  const refuses = (verifying: () => unknown): boolean => {
    try {
      verifying();
      return false;
    } catch (error) {
      return error instanceof WebhookVerificationError;
    }
  };
  const headersOf = ({ headers }: Received): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

  test('verifies what is sent, and nothing else', async () => {
    // The library reads the machine's clock.
    world.now = new Date();
    const receiver = await startReceiver();
    const { secret } = await add(receiver.url);
    await world.ticket({ subject: 'Ünïcode', message: '€ 10\n"quoted"' });
    await eventually(() => receiver.received.length === 1);
    const [received] = receiver.received as [Received];
    const { body } = received;
    const headers = headersOf(received);
    const verifier = new Webhook(secret);
    expect(verifier.verify(body, headers)).toEqual(received.json);
    const wrong: [string, string, Record<string, string>][] = [
      ['another body', `${body} `, {}],
      ['another id', body, { 'webhook-id': 'evt_0' }],
      ['another time', body, { 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }],
      ['only v1a', body, { 'webhook-signature': String(headers['webhook-signature']).replace(/v1,\S+/g, '') }],
    ];
    for (const [what, text, changed] of wrong) {
      const verifying = () => verifier.verify(text, { ...headers, ...changed });
      expect({ what, is: refuses(verifying) }).toEqual({ what, is: true });
    }
    expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(body, headers)).toThrow(
      WebhookVerificationError,
    );
  });

  test('verifies with the old and the new secret during rotation, also what is sent again', async () => {
    world.now = new Date();
    let status = 500;
    const receiver = await startReceiver((res) => res.writeHead(status).end());
    const { webhookid, secret: old } = await add(receiver.url);
    await world.ticket();
    await eventually(() => receiver.received.length === 1);
    const { secret } = (await world.done('UpdateWebhook', { webhookid, rotate: true })) as never as { secret: string };
    await eventually(async () => (await deliveryOf(webhookid))?.state === 'retrying');
    status = 204;
    await world.done('RedeliverWebhook', { webhookid, deliveryid: (await deliveryOf(webhookid))?.id });
    await eventually(() => receiver.received.length === 2);
    const [first, second] = receiver.received as [Received, Received];
    expect(new Webhook(old).verify(first.body, headersOf(first))).toEqual(first.json);
    expect(() => new Webhook(secret).verify(first.body, headersOf(first))).toThrow(WebhookVerificationError);
    for (const either of [old, secret]) {
      expect(new Webhook(either).verify(second.body, headersOf(second))).toEqual(first.json);
    }
  });
});

/** The program in docs/WEBHOOKS.md. */
const verifier = (): string => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'WEBHOOKS.md'), 'utf8');
  return /```php\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
};

const withPhp = spawnSync('php', ['-v']).status === 0 ? test : test.skip;

withPhp('the PHP in the documentation tells right signatures from wrong ones', async () => {
  const receiver = await startReceiver();
  const { secret } = await add(receiver.url);
  world.now = new Date();
  await world.ticket();
  await eventually(() => receiver.received.length === 1);
  const [{ headers, body }] = receiver.received as [Received];
  const file = join(temporaryFolder(), 'verify.php');
  writeFileSync(file, verifier().replace('php://input', 'php://stdin'));
  const run = (input: string, signature = String(headers['webhook-signature'])): string =>
    execFileSync('php', ['-d', 'variables_order=EGPCS', file], {
      input,
      env: {
        ...process.env,
        WEBHOOK_SECRET: secret,
        HTTP_WEBHOOK_ID: String(headers['webhook-id']),
        HTTP_WEBHOOK_TIMESTAMP: String(headers['webhook-timestamp']),
        HTTP_WEBHOOK_SIGNATURE: signature,
      },
      encoding: 'utf8',
    });
  expect(run(body)).toContain('TicketOpen');
  expect(run(`${body} `)).toBe('wrong signature');
  expect(run(body, 'v1,AAAA')).toBe('wrong signature');
  expect(run(body, `v1,AAAA ${headers['webhook-signature']} v2,BBBB`)).toContain('TicketOpen');
  // Ten lines that people copy, besides the one that begins PHP.
  expect(verifier().trim().split('\n').slice(1).length).toBeLessThanOrEqual(10);
});
