import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openUpstream, type UpstreamClient, UpstreamFailure, UpstreamRefusal } from '../../src/upstream/client';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { answerJson, answerRaw, UpstreamStub } from '../support/upstream-stub';

const stub = new UpstreamStub();
const opened: UpstreamClient[] = [];

type Limits = Parameters<typeof openUpstream>[1];

/** A client of the stub, or of another address. */
function client({
  url = stub.url,
  timeoutMs = PATIENCE_MS,
  ...limits
}: Limits & { url?: string; timeoutMs?: number } = {}) {
  const made = openUpstream({ url, identifier: 'ours', secret: 'its-secret', timeoutMs }, limits);
  opened.push(made);
  return made;
}

beforeAll(() => stub.start());
afterAll(() => stub.stop());
beforeEach(() => {
  stub.calls.length = 0;
  stub.respond = (_call, res) => answerJson(res, { result: 'success', totalresults: 2 });
});
afterEach(() => Promise.all(opened.splice(0).map((made) => made.close())));

const failureOf = async (work: Promise<unknown>): Promise<UpstreamFailure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UpstreamFailure)) throw new Error(`no UpstreamFailure: ${String(error)}`);
  expect(`${error.message} ${String(error.cause)}`).not.toMatch(/its-secret|ours/);
  return error;
};

test('a call has its action, our credentials and the fields in their order', async () => {
  await client().call('GetProducts', [
    ['pid', '1'],
    ['pid', '2'],
    ['secret', 'x'],
    ['Action', 'y'],
    ['t', 'ü&=+'],
  ]);
  expect(stub.calls[0]?.body.toString()).toBe(
    'action=GetProducts&identifier=ours&secret=its-secret&pid=1&pid=2&t=%C3%BC%26%3D%2B',
  );
  await client().call('GetProducts', { pid: '1' }, { responsetype: 'xml' });
  expect(stub.calls[1]?.body.toString()).toBe(
    'action=GetProducts&identifier=ours&secret=its-secret&pid=1&responsetype=xml',
  );
});

test('an answer comes as it is', async () => {
  const body = gzipSync('zipped');
  stub.respond = (_call, res) => {
    res.writeHead(418, { 'X-ODD-case': 'ä', 'Content-Encoding': 'gzip', 'Set-Cookie': ['a=1', 'b=2'] });
    res.end(body);
  };
  const answer = await client().call('GetProducts', {});
  expect(answer).toMatchObject({ status: 418, body });
  expect(answer.headers).toEqual(
    expect.arrayContaining([
      ['X-ODD-case', 'ä'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]),
  );
});

test('a connection is used again', async () => {
  const upstream = client();
  await upstream.call('GetProducts', {});
  await upstream.call('GetProducts', {});
  expect(new Set(stub.calls.map(({ port }) => port)).size).toBe(1);
});

describe('asking', () => {
  test.each<[string, string, Buffer]>([
    ['plain', '', Buffer.from('{"result":"success","a":"ü"}')],
    ['after a byte order mark', '', Buffer.from('\ufeff{"result":"success","a":"ü"}')],
    ['after a warning of PHP', '', Buffer.from('<b>Warning</b>: {x} in y\n{"result":"success","a":"ü"}\n')],
    ['compressed', 'gzip', gzipSync('{"result":"success","a":"ü"}')],
  ])('reads JSON: %s', async (_how, encoding, body) => {
    stub.respond = (_call, res) => {
      res.writeHead(200, encoding === '' ? {} : { 'Content-Encoding': encoding });
      res.end(body);
    };
    expect(await client().ask('GetClientsDetails', { clientid: '815' })).toEqual({ result: 'success', a: 'ü' });
    expect(stub.calls[0]?.fields).toContainEqual(['responsetype', 'json']);
  });

  test('a refusal has the words of the upstream', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'error', message: 'Client Not Found' }, 403);
    const refused = client().ask('GetClientsDetails', { clientid: '815' });
    await expect(refused).rejects.toEqual(new UpstreamRefusal('Client Not Found', 403));
  });

  test.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html>Down for Maintenance</html>')],
    ['a list', Buffer.from('[1]')],
    ['half of it', Buffer.from('{"result":"succ')],
    ['a bomb', gzipSync(Buffer.alloc(2_000_000, 0x20))],
  ])('%s is a failure', async (_what, body) => {
    stub.respond = (_call, res) => {
      res.writeHead(200, body[0] === 0x1f ? { 'Content-Encoding': 'gzip' } : {});
      res.end(body);
    };
    const failure = await failureOf(client({ mostBytes: 1_000_000 }).ask('GetClientsDetails', {}));
    expect(failure).toMatchObject({
      reason: 'nonsense',
      message: `The upstream WHMCS at ${stub.host} answered with something that is not JSON`,
    });
  });
});

describe('failures say what is wrong', () => {
  test('nobody is there', async () => {
    const gone = await new UpstreamStub().start();
    const { url, host } = gone;
    await gone.stop();
    expect(await failureOf(client({ url }).call('GetProducts', {}))).toMatchObject({
      ...{ kind: 'upstream', reason: 'unreachable', mayBeDone: false },
      message: `The upstream WHMCS at ${host} refuses connections`,
    });
  });

  test('a name without an address', async () => {
    const failure = await failureOf(
      client({ url: 'http://old-desk.invalid/includes/api.php' }).call('GetProducts', {}),
    );
    expect(failure.message).toBe('The upstream WHMCS at old-desk.invalid cannot be found: its name has no address');
  });

  test('it takes too long', async () => {
    stub.respond = () => {};
    expect(await failureOf(client({ timeoutMs: 1500 }).call('CreateInvoice', {}))).toMatchObject({
      reason: 'timeout',
      message: `The upstream WHMCS at ${stub.host} did not answer within 1.5 s`,
    });
  });

  test('it never ends its answer', async () => {
    stub.respond = (_call, res) => {
      res.writeHead(200);
      res.write('a');
    };
    expect(await failureOf(client({ timeoutMs: 300 }).call('GetProducts', {}))).toMatchObject({
      message: `The upstream WHMCS at ${stub.host} did not answer within 300 ms`,
    });
  });

  test.each<[string, string, Partial<UpstreamFailure>]>([
    ['it hangs up', '', { reason: 'cut off', mayBeDone: true }],
    ['it breaks off', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', { reason: 'cut off', mayBeDone: true }],
    ['it breaks off a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc', { reason: 'cut off' }],
    ['it speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', { reason: 'nonsense' }],
    ['endless headers', `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(99_999)}\r\n\r\n`, { reason: 'too large' }],
    ['a large answer', 'HTTP/1.1 200 OK\r\nContent-Length: 5001\r\n\r\n', { reason: 'too large' }],
    ['an endless answer', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(5001)}`, { reason: 'too large' }],
    [
      'another address',
      'HTTP/1.1 301 No\r\nLocation: https://b.example/x?secret=its-secret\r\n\r\n',
      { reason: 'redirect' },
    ],
    ['no address', 'HTTP/1.1 302 No\r\n\r\n', { reason: 'redirect' }],
  ])('%s', async (_what, bytes, expected) => {
    stub.respond = (_call, res) => answerRaw(res, bytes);
    const failure = await failureOf(client({ mostBytes: 5000 }).call('GetProducts', {}));
    expect(failure).toMatchObject(expected);
    expect(failure.message).toMatch(new RegExp(`^The upstream WHMCS at ${stub.host} (broke|answered|is at another)`));
  });

  test('its certificate is not trusted', async () => {
    const folder = join(__dirname, '..', 'fixtures', 'tls');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const secure = await new UpstreamStub({ key: read('key.pem'), cert: read('cert.pem') }).start();
    const { url, host } = secure;
    const failure = await failureOf(client({ url }).call('GetProducts', {}));
    expect(failure).toMatchObject({ reason: 'tls', mayBeDone: false });
    expect(failure.message).toMatch(new RegExp(`^The upstream WHMCS at ${host} has a certificate that`));
    await secure.stop();
  });

  test('it does not encrypt', async () => {
    const url = stub.url.replace('http:', 'https:');
    expect(await failureOf(client({ url }).call('GetProducts', {}))).toMatchObject({
      ...{ reason: 'tls', mayBeDone: false },
      message: `The upstream WHMCS at ${stub.host} cannot agree on an encrypted connection`,
    });
  });
});

describe('an upstream that fails', () => {
  test('is not asked for a moment, and then again', async () => {
    stub.respond = (_call, res) => answerRaw(res, '');
    const told: [boolean, string][] = [];
    const settings = { url: stub.url, identifier: 'ours', secret: 'its-secret', timeoutMs: PATIENCE_MS };
    const upstream = openUpstream(settings, { restMs: 100 }, (isUp, reason) => told.push([isUp, reason]));
    opened.push(upstream);
    for (let n = 0; n < 5; n += 1) await failureOf(upstream.call('GetProducts', {}));
    expect(upstream.isUp).toBe(false);
    expect(await failureOf(upstream.call('GetProducts', {}))).toMatchObject({
      ...{ reason: 'resting', mayBeDone: false },
      message: `The upstream WHMCS at ${stub.host} did not answer the last calls, so it is not asked for a moment`,
    });
    const before = stub.calls.length;
    stub.respond = (_call, res) => answerJson(res, { result: 'success' });
    await eventually(() => upstream.call('GetProducts', {}).catch(() => undefined));
    expect(upstream.isUp).toBe(true);
    expect(stub.calls).toHaveLength(before + 1);
    const reason = `The upstream WHMCS at ${stub.host} broke the connection off`;
    expect(told).toEqual([
      [false, reason],
      [true, ''],
    ]);
  });

  test('cannot use up the memory', async () => {
    // Four answers of the largest size at a time, and each of these has nearly that.
    stub.respond = (_call, res) => {
      res.writeHead(200);
      res.write(Buffer.alloc(90_000));
    };
    const upstream = client({ mostBytes: 100_000 });
    const asked = Array.from({ length: 8 }, () => failureOf(upstream.call('GetProducts', {})));
    expect(await Promise.race(asked)).toMatchObject({
      reason: 'too large',
      message: `The upstream WHMCS at ${stub.host} answers too much at a time`,
    });
    await upstream.close();
    await Promise.all(asked);
  });

  test('is asked on while it only refuses', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'error', message: 'no' }, 500);
    const upstream = client();
    for (let n = 0; n < 12; n += 1) await upstream.call('GetProducts', {});
    expect(upstream.isUp).toBe(true);
  });

  test('gets only so many calls at a time', async () => {
    stub.respond = () => {};
    const upstream = client({ mostWaiting: 2 });
    const waiting = [1, 2].map(() => failureOf(upstream.call('GetProducts', {})));
    expect(await failureOf(upstream.call('GetProducts', {}))).toMatchObject({
      ...{ reason: 'full', mayBeDone: false },
      message: `The upstream WHMCS at ${stub.host} has too many calls to answer already`,
    });
    await upstream.close();
    expect(await Promise.all(waiting)).toMatchObject([{ reason: 'cancelled' }, { reason: 'cancelled' }]);
  });
});

test('whoever asks can give up', async () => {
  stub.respond = () => {};
  const giveUp = new AbortController();
  const asked = failureOf(client().call('GetProducts', {}, { signal: giveUp.signal }));
  await eventually(() => stub.calls.length === 1);
  giveUp.abort();
  expect(await asked).toMatchObject({ reason: 'cancelled', mayBeDone: true });
  expect(await failureOf(client().call('GetProducts', {}, { signal: giveUp.signal }))).toMatchObject({
    mayBeDone: false,
  });
});

test('a server that accepts no connection is a failure, too', async () => {
  const closing = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  const { port } = closing.address() as { port: number };
  expect(await failureOf(client({ url: `http://127.0.0.1:${port}/api.php` }).call('GetProducts', {}))).toMatchObject({
    reason: 'cut off',
  });
  await new Promise((resolve) => closing.close(resolve));
});
