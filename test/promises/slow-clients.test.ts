import { connect, type Socket } from 'node:net';
import { useWorld } from '../support/world';

const world = useWorld();
/** What nobody has to wait on the busiest machine. A server that waits for slow clients waits for a minute. */
const SOON_MS = 20_000;
/** Behind a proxy, where addresses differ. */
const strict = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => Promise.all([world.serve(), strict.serve()]));
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function dial(text: string, at = world): Promise<Socket> {
  const { hostname, port } = new URL(at.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text);
  return socket;
}

const HEAD = 'POST /includes/api.php HTTP/1.1\r\nHost: x\r\n';

test('a normal request is answered while other clients are slow, idle or gone', async () => {
  // The first call also loads its action and opens a connection.
  await world.post({ action: 'GetSupportStatuses' });
  const slowHeaders = Array.from({ length: 60 }, () => dial(`${HEAD}X-Slow: `));
  const slowBodies = Array.from({ length: 60 }, () =>
    dial(`${HEAD}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30000000\r\n\r\na=`),
  );
  const idle = Array.from({ length: 300 }, () => dial(''));
  await Promise.all([...slowHeaders, ...slowBodies, ...idle]);
  const started = performance.now();
  const answer = await world.post({ action: 'GetSupportStatuses' });
  expect(answer.json).toMatchObject({ result: 'success' });
  // On a quiet machine, it is 0.01 s.
  expect(performance.now() - started).toBeLessThan(SOON_MS);
});

describe('strangers who send a byte now and then', () => {
  const slow = (path: string, headers = '') =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\na=`;
  /** Every door and page, from addresses that may call and that may not. */
  const requests = [
    ...['/includes/api.php', '/api.php', '/tickets', '/api/v2/tickets/', '/api/v2/keliweb/open-ticket', '/oauth/token'],
    ...['/token', '/invite/abc', '/password/reset/abc', '/viewticket.php', '/supporttickets.php'],
  ].flatMap((path) => [
    slow(path),
    slow(path, 'X-Forwarded-For: 203.0.113.9\r\n'),
    slow(path, 'Authorization: Bearer x\r\n'),
  ]);

  test('1,000 of them keep nobody out', async () => {
    await strict.post({ action: 'GetSupportStatuses' });
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => dial(requests[index % requests.length]!, strict)));
    const times: number[] = [];
    for (let call = 0; call < 60; call += 1) {
      if (call % 20 === 10) for (const socket of sockets) if (!socket.destroyed) socket.write('x');
      const started = performance.now();
      expect((await strict.post({ action: 'GetSupportStatuses' })).json).toMatchObject({ result: 'success' });
      times.push(performance.now() - started);
    }
    // On a quiet machine, it is 0.2 s at most.
    expect(Math.max(...times)).toBeLessThan(SOON_MS);
  });

  test.each<[string, string, string]>([
    [
      'a form',
      slow('/includes/api.php', 'X-Forwarded-For: 203.0.113.9\r\n').replace('a=', 'responsetype=json&a='),
      '{"result":"error"',
    ],
    ['nothing', slow('/includes/api.php', 'X-Forwarded-For: 203.0.113.9\r\n').replace('a=', ''), 'result=error;'],
  ])('a stranger who begins with %s is refused in its format and cut off', async (_name, text, beginning) => {
    const socket = await dial(text, strict);
    let answer = '';
    socket.on('data', (data) => {
      answer += String(data);
    });
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
    expect(answer.split('\r\n\r\n')[1]).toContain(beginning);
    expect(answer).toContain('Invalid IP 203.0.113.9');
  });

  test('a body that stops arriving is cut off, saying why', async () => {
    const socket = await dial(slow('/includes/api.php').replace('a=', 'responsetype=json&a='), strict);
    let answer = '';
    socket.on('data', (data) => {
      answer += String(data);
    });
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answer).toContain('The request body arrives too slowly');
  });
});

test('aborted uploads leave nothing behind', async () => {
  const before = await world.counts();
  for (let count = 0; count < 100; count++) {
    await dial(
      `${HEAD}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000\r\n\r\n--b\r\nContent-Disposition: form-data; name="action"\r\n\r\nOpenTicket\r\n`,
    );
    sockets.at(-1)?.destroy();
  }
  expect((await world.post({ action: 'GetSupportStatuses' })).status).toBe(200);
  expect(await world.counts()).toEqual(before);
});

test('bodies are limited one by one and all together, while small ones still pass', async () => {
  const big = 'x'.repeat(world.desk.config.limits.bodyBytes + 1);
  const refused = await world.send('/includes/api.php?responsetype=json', { method: 'POST', body: big });
  expect(refused).toMatchObject({
    status: 413,
    json: { result: 'error', message: expect.stringMatching(/larger than/) },
  });
  expect((await world.post({ action: 'GetSupportStatuses' })).status).toBe(200);
});
