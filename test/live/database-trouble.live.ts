/** Lives here because it freezes and kills a database, and waits until calls give up. */
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import {
  callServer,
  guestTicket,
  postgresPids,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(folder);
  await callServer(server.url, guestTicket('before'));
});

afterAll(async () => {
  for (const pid of postgresPids(folder)) kill(pid, 'SIGCONT');
  kill(server.child.pid, 'SIGTERM');
  await server.ended;
  removeFolder(folder);
});

test('while the database is frozen, every call is answered in time and says so', async () => {
  for (const pid of postgresPids(folder)) kill(pid, 'SIGSTOP');
  const started = performance.now();
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, index) => callServer(server.url, guestTicket(`frozen ${index}`))),
  );
  // Within five seconds on a quiet machine: test/config.test.ts tests that no configuration allows more.
  expect(performance.now() - started).toBeLessThan(20_000);
  for (const reply of replies) {
    expect(reply).toMatchObject({
      status: 503,
      answer: { result: 'error', message: expect.stringMatching(/database/) },
    });
  }
  for (const pid of postgresPids(folder)) kill(pid, 'SIGCONT');
  await eventually(async () => (await callServer(server.url, guestTicket('after')))?.status === 200);

  const all = await callServer(server.url, { action: 'GetTickets', subject: 'frozen' });
  expect(all?.answer.totalresults).toBe(0);
});

test('a killed database comes back by itself', async () => {
  kill(postgresPids(folder)[0], 'SIGKILL');
  await eventually(async () => (await callServer(server.url, guestTicket('again')))?.status === 200);
});

test('every line of the log is one JSON object, without secrets and texts of tickets', async () => {
  await callServer(server.url, { ...guestTicket('line\nbreak"}'), secret: 'a-wrong-secret-of-somebody' });
  await eventually(() => server.lines.some((line) => line.includes('unauthenticated')));
  for (const line of server.lines) expect(JSON.parse(line)).toEqual(expect.any(Object));
  const log = server.lines.join('\n');
  for (const secret of [
    '543210zYxWvUtSrQpOnMlKjIhGfEdCbA',
    'a-wrong-secret-of-somebody',
    'About before',
    'ann@example.com',
  ]) {
    expect(log).not.toContain(secret);
  }
});
