/** Lives here because it starts processes all the way through a move, as in its night. */
import { join } from 'node:path';
import { urlOf } from '../support/database';
import { compareTickets, EVERYTHING, type MovingDesk, makeMovingDesk, summary } from '../support/moving-desk';
import { changeOf, laterDesk, laterTickets } from '../support/old-desk/changes';
import type { TicketFacts } from '../support/old-desk/facts';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { client, users } from '../support/old-desk/people';
import { startProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

const SIZE = 160;
const before = new OldDesk(SIZE);
/** A reply that was deleted there stays here, and the report says so. */
const after = laterDesk(SIZE, 50, ['reply deleted']);
const folder = temporaryFolder();
const attachments = join(folder, 'attachments');
let desk: MovingDesk;

const written = (name: string, old: OldDesk) => {
  const file = join(folder, name);
  return Promise.all([writeDump(old, file), writeAttachments(old, attachments)]).then(() => file);
};

/** The tickets of which others are told or written, in any way. */
async function toldOf(): Promise<number[]> {
  const rows = await desk.rows<{ id: number | null }>(
    'select ticket_id as id from events union select ticket_id from deliveries union select ticket_id from emails order by 1',
  );
  return rows.map(({ id }) => id ?? 0);
}

/** The number of events, also of those that no server has handed on yet. */
async function countEvents(): Promise<number> {
  const [row] = await desk.rows<{ count: number }>('select count(*)::int from outbox');
  return row?.count ?? -1;
}

const linesOf = (line: string) =>
  desk.rows<{ kind: string; sourceId: string; reason: string }>(
    `select kind, source_id as "sourceId", reason from import_lines
     where line = $1 and run_id = (select max(id) from import_runs) order by kind, source_id`,
    [line],
  );

/** The second ticket to which something happened, and a ticket to which nothing did. */
const [RENAMED, REPLIED, UNTOUCHED] = [52, 51, 70];
const factsOf = (id: number): TicketFacts => {
  const facts = before.ticket(id);
  if (facts === undefined) throw new Error(`There is no ticket ${id}`);
  return facts;
};

beforeAll(async () => {
  desk = await makeMovingDesk();
  // Whoever is told of events must not hear of the move.
  await desk.call('AddWebhook', {
    url: 'https://example.com/hook',
    events: 'TicketOpen,TicketUserReply,TicketStatusChange',
  });
});
afterAll(() => desk?.stop());

test('the first run carries everything while the server runs, and tells nobody', async () => {
  const entries = () => desk.rows<{ count: number }>('select count(*)::int from activity_log');
  const events = await countEvents();
  const [{ count } = { count: 0 }] = await entries();
  await desk.import('--dump', await written('first.sql', before), '--attachments', attachments);
  expect([await countEvents(), await toldOf()]).toEqual([events, []]);
  expect(await entries()).toEqual([{ count: count + 1 }]);
  expect(summary(await compareTickets(desk, before, EVERYTHING))).toEqual([]);
});

test('the desk works with what was carried', async () => {
  const opened = await desk.call('OpenTicket', {
    ...{ deptid: '3', clientid: '1', subject: 'Opened here', message: 'While the old desk still runs' },
  });
  expect(opened).toMatchObject({ result: 'success', id: expect.any(Number) });
  const reply = { ticketid: String(REPLIED), message: 'Said here', adminusername: 'root' };
  expect(await desk.call('AddTicketReply', reply)).toMatchObject({ result: 'success' });
  const rename = { ticketid: String(RENAMED), subject: 'Renamed here' };
  expect(await desk.call('UpdateTicket', rename)).toMatchObject({ result: 'success' });
  const close = { ticketid: String(UNTOUCHED), status: 'Closed' };
  expect(await desk.call('UpdateTicket', close)).toMatchObject({ result: 'success' });
});

test('the second run carries what changed there, and leaves what changed here', async () => {
  const events = await countEvents();
  await desk.import('--dump', await written('second.sql', after), '--attachments', attachments);
  expect(await countEvents()).toBe(events);
  const changedHere = [RENAMED, REPLIED, UNTOUCHED];
  const others = laterDesk(SIZE, 50, ['reply deleted']);
  const differences = await compareTickets(desk, others, EVERYTHING);
  const unexpected = differences.filter(({ what }) => !changedHere.includes(Number(/\d+/.exec(what)?.[0])));
  expect(summary(unexpected)).toEqual([]);

  const renamed = await desk.call('GetTicket', { ticketid: String(RENAMED) });
  expect(renamed.subject).toBe('Renamed here');
  const replied = await desk.call('GetTicket', { ticketid: String(REPLIED) });
  const { reply } = replied.replies as { reply: { replyid: number | string; message: string }[] };
  expect(reply.map(({ message }) => message)).toContain('Said here');
  expect(reply.map(({ replyid }) => replyid)).toContain(REPLIED * 100 + 60);
  expect(replied.lastreply).not.toBe('2026-11-25 09:30:00');
  expect(await desk.call('GetTicket', { ticketid: String(UNTOUCHED) })).toMatchObject({ status: 'Closed' });

  const kept = (await linesOf('changed-here'))
    .filter(({ kind }) => kind === 'ticket')
    .map(({ sourceId }) => Number(sourceId));
  expect(kept).toContain(RENAMED);
  expect(kept).not.toContain(UNTOUCHED);
  const gone = (await linesOf('gone')).filter(({ kind }) => kind === 'ticket').map(({ sourceId }) => Number(sourceId));
  const deleted = [...before.tickets()].filter(({ id }) => changeOf(id, 50) === 'deleted').map(({ id }) => id);
  expect(gone.sort((one, other) => one - other)).toEqual(deleted);
  const [{ subject } = { subject: '' }] = await desk.rows<{ subject: string }>(
    'select subject from tickets where id = $1',
    [deleted[0]],
  );
  expect(subject).toBe(factsOf(deleted[0] as number).subject);
});

test('a third run finds nothing to do', async () => {
  const digest = `select md5(string_agg(t::text, ' ' order by id)) from tickets t`;
  const was = await desk.rows(digest);
  await desk.import('--dump', join(folder, 'second.sql'), '--attachments', attachments);
  expect(await desk.rows(digest)).toEqual(was);
});

test('old links and numbers lead to the tickets', async () => {
  const { url } = await desk.serve();
  for (const id of [1, 3, UNTOUCHED]) {
    const { number, accessCode, subject } = factsOf(id);
    const query = new URLSearchParams({ tid: number, c: accessCode });
    const page = await fetch(`${url}/viewticket.php?${query}`, { redirect: 'follow' });
    expect([page.status, id]).toEqual([200, id]);
    if (/^[\w ]+$/.test(subject)) expect(await page.text()).toContain(subject);
    const wrong = await fetch(`${url}/viewticket.php?${new URLSearchParams({ tid: number, c: 'wrongcode' })}`);
    expect(await wrong.text()).not.toContain(factsOf(id).messages[0]?.body.slice(0, 10));
  }
  for (const { id, number, mergedIntoId } of before.tickets()) {
    if (mergedIntoId === 0 || mergedIntoId > SIZE) continue;
    const answer = await desk.call('GetTicket', { ticketnum: number });
    let end = mergedIntoId;
    for (let next = factsOf(end).mergedIntoId; next !== 0; next = factsOf(end).mergedIntoId) end = next;
    expect([id, answer.ticketid]).toEqual([id, end]);
  }
});

test('new numbers and ids are none of the old ones', async () => {
  const [later] = laterTickets(SIZE);
  expect(await desk.call('GetTicket', { ticketnum: later?.number ?? '' })).toMatchObject({ result: 'success' });
  const answer = await desk.call('OpenTicket', { deptid: '3', clientid: '1', subject: 'After', message: 'The switch' });
  const taken = [...before.tickets()].some(({ id, number }) => id === answer.id || number === answer.tid);
  expect(taken).toBe(false);
});

test('nobody was told of what was carried', async () => {
  const here = await desk.rows<{ id: number }>("select id from tickets where source <> 'import'");
  const expected = [RENAMED, REPLIED, UNTOUCHED, ...here.map(({ id }) => id)];
  expect((await toldOf()).filter((id) => !expected.includes(id))).toEqual([]);
});

/** Sends a mail as a customer does. */
async function mail(from: string, subject: string, headers: readonly string[], body: string): Promise<void> {
  const lines = [
    `From: ${from}`,
    'To: support@example.com',
    `Subject: ${subject}`,
    ...headers,
    `Message-ID: <${Math.random()}@example.net>`,
  ];
  const env = { DATABASE_URL: urlOf(desk.connection), HATCHDESK_TIMEZONE: 'UTC' };
  const run = startProgram(['pipe', '--department', '1'], env, `${lines.join('\n')}\n\n${body}\n`);
  expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
}

async function repliesOf(id: number): Promise<string> {
  const answer = await desk.call('GetTicket', { ticketid: String(id) });
  return JSON.stringify(answer.replies);
}

const isGuest = ({ requester, mergedIntoId, status }: TicketFacts) =>
  requester.kind === 'guest' && mergedIntoId === 0 && status !== 'Closed';

test('an answer to an old mail joins its ticket by the number in the subject', async () => {
  const facts = [...before.tickets()].find(
    (one) => isGuest(one) && changeOf(one.id, 50) === undefined && !one.numberIsTaken,
  );
  if (facts?.requester.kind !== 'guest') throw new Error('There is no such ticket');
  await mail(facts.requester.email, `Re: [Ticket ID: ${facts.number}] Whatever`, [], 'By its number');
  expect(await repliesOf(facts.id)).toContain('By its number');
});

test('an answer to an old mail joins its ticket by the Message-ID that was carried', async () => {
  const facts = [...before.tickets()].find(
    (one) => isGuest(one) && one.messages[0]?.mailId !== undefined && changeOf(one.id, 50) === undefined,
  );
  if (facts?.requester.kind !== 'guest') throw new Error('There is no such ticket');
  const { mailId } = facts.messages[0] as { mailId: string };
  await mail(facts.requester.email, 'Re: something else', [`In-Reply-To: ${mailId}`], 'By its Message-ID');
  expect(await repliesOf(facts.id)).toContain('By its Message-ID');
});

test.each(['bcrypt', 'md5'] as const)('an old password of %s still signs in, and again', async (form) => {
  const isOpen = (clientId: number) => client(clientId, SIZE)?.status === 'Active';
  const user = [...users(SIZE)].find(
    ({ password, accounts }) =>
      password !== undefined &&
      password.stored.startsWith('$2y$') === (form === 'bcrypt') &&
      accounts.some(({ clientId }) => isOpen(clientId)),
  );
  if (user?.password === undefined) throw new Error('There is no such user');
  const password2 = user.password.plain;
  expect(await desk.call('ValidateLogin', { email: user.email, password2: `${password2}x` })).toMatchObject({
    result: 'error',
  });
  for (const _ of ['first', 'again']) {
    expect(await desk.call('ValidateLogin', { email: user.email, password2 })).toMatchObject({
      result: 'success',
      userid: user.id,
    });
  }
  const [{ hash } = { hash: '' }] = await desk.rows<{ hash: string }>(
    'select password_hash as hash from users where id = $1',
    [user.id],
  );
  expect(hash).toMatch(/^\$2/);
});
