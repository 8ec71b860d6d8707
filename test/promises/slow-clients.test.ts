import { connect, type Socket } from 'node:net';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function dial(text: string): Promise<void> {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text);
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
  expect(performance.now() - started).toBeLessThan(2000);
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
