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

const WRITERS = 6;
const ACKNOWLEDGED_BEFORE_EACH_KILL = 60;
const FILE = 'x'.repeat(2000);

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(folder);
});

afterAll(async () => {
  kill(server.child.pid, 'SIGKILL');
  await server.ended;
  removeFolder(folder);
});

const attachments = Buffer.from(
  JSON.stringify([{ name: 'a.txt', data: Buffer.from(FILE).toString('base64') }]),
).toString('base64');

/** Opens tickets until told to stop, and records every acknowledged ticket by its subject. */
function startWriters(acknowledged: Map<string, { id: string; tid: string }>) {
  let stopped = false;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let count = 0; !stopped; count++) {
      const subject = `${writer}-${count}-${acknowledged.size}`;
      const reply = await callServer(server.url, { ...guestTicket(subject), attachments });
      if (reply?.answer.result === 'success') {
        acknowledged.set(subject, { id: String(reply.answer.id), tid: String(reply.answer.tid) });
      } else if (reply === undefined) {
        await new Promise(setImmediate);
      }
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(writers);
  };
}

async function restart(_database: number | undefined): Promise<void> {
  await server.ended;
  server = await startServerProcess(folder);
}

/** The supervisor restarts the database by itself. */
async function waitForAnotherDatabase(database: number | undefined): Promise<void> {
  await eventually(() => ![undefined, database].includes(postgresPids(folder)[0]));
}

test.each<[string, () => void, (database: number | undefined) => Promise<void>]>([
  ['the server', () => kill(server.child.pid, 'SIGKILL'), restart],
  ['the database', () => kill(postgresPids(folder)[0], 'SIGKILL'), waitForAnotherDatabase],
  [
    'both',
    () => {
      for (const pid of [server.child.pid, ...postgresPids(folder)]) kill(pid, 'SIGKILL');
    },
    restart,
  ],
])('no acknowledged ticket is lost, doubled or halved when %s is killed', async (_what, strike, recover) => {
  const acknowledged = new Map<string, { id: string; tid: string }>();
  const stop = startWriters(acknowledged);
  await eventually(() => acknowledged.size >= ACKNOWLEDGED_BEFORE_EACH_KILL);
  const database = postgresPids(folder)[0];
  strike();
  await recover(database);
  const works = async () => (await callServer(server.url, guestTicket('recovered')))?.status === 200;
  await eventually(works);
  await stop();

  const numbers = new Set([...acknowledged.values()].map(({ tid }) => tid));
  expect(numbers.size).toBe(acknowledged.size);
  for (const [subject, { id, tid }] of acknowledged) {
    const reply = await callServer(server.url, { action: 'GetTicket', ticketnum: tid });
    expect(reply?.answer).toMatchObject({
      id: Number(id),
      subject,
      replies: { reply: [{ message: `About ${subject}` }] },
    });
  }
  const all = await callServer(server.url, { action: 'GetTickets', limitnum: '100000' });
  const { ticket } = all!.answer.tickets as { ticket: { id: number; subject: string; attachments: unknown[] }[] };
  const tickets = ticket.filter(({ subject }) => subject !== 'recovered');
  expect(tickets.filter((ticket) => ticket.attachments.length !== 1)).toEqual([]);
  const file = await callServer(server.url, {
    action: 'GetTicketAttachment',
    relatedid: String(tickets[0]!.id),
    type: 'ticket',
    index: '0',
  });
  expect(file?.answer.data).toBe(Buffer.from(FILE).toString('base64'));
});
