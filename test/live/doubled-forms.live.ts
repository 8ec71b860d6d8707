import { Agent, request } from 'node:http';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const REPLIES = 10_000;
const TICKETS = 50;
const AT_ONCE = 16;

let server: ServerProcess;
const agent = new Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });

beforeAll(async () => {
  server = await startServerProcess(temporaryFolder(), { HATCHDESK_TRUSTED_PROXIES: '127.0.0.0/8' });
}, 60_000);

afterAll(async () => {
  agent.destroy();
  server?.child.kill('SIGTERM');
  await server?.ended;
});

/** Sends a form like a browser. @returns the status */
function send(fields: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Forwarded-For': '198.51.100.7' };
    request(new URL('/viewticket.php', server.url), { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end(new URLSearchParams(fields).toString());
  });
}

/** Twenty thousand forms take a few minutes. The test of pages/AddReply sends some. */
test('of ten thousand replies sent twice, none is doubled and none is lost', async () => {
  const tickets: { id: string; tid: string; c: string }[] = [];
  for (let count = 0; count < TICKETS; count++) {
    const { id, tid, c } = (await callServer(server.url, guestTicket(`Ticket ${count}`)))?.answer ?? {};
    tickets.push({ id: String(id), tid: String(tid), c: String(c) });
  }
  let next = 0;
  const statuses = new Map<number | undefined, number>();
  const note = (status: number | undefined) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const sendTwice = async (index: number): Promise<void> => {
    const { tid = '', c = '' } = tickets[index % TICKETS] ?? {};
    const form = { tid, c, task: 'reply', key: String(index).padStart(22, 'k'), message: `Reply ${index}` };
    // Every other one at the same time, as a nervous finger does, and the others again after the answer.
    if (index % 2 === 0) for (const status of await Promise.all([send(form), send(form)])) note(status);
    else for (const _ of [1, 2]) note(await send(form));
  };
  const worker = async (): Promise<void> => {
    for (let index = next++; index < REPLIES; index = next++) await sendTwice(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const written: string[] = [];
  for (const { id } of tickets) {
    const { replies } = (await callServer(server.url, { action: 'GetTicket', ticketid: id }))?.answer ?? {};
    const [, ...added] = (replies as { reply: { message: string }[] }).reply;
    written.push(...added.map(({ message }) => message));
  }
  process.stdout.write(`${REPLIES} replies sent twice: ${written.length} written, ${JSON.stringify([...statuses])}\n`);
  expect(new Set(written).size).toBe(REPLIES);
  expect(written).toHaveLength(REPLIES);
  expect([...statuses]).toEqual([[303, 2 * REPLIES]]);
}, 1_200_000);
