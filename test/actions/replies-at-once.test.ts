import { untilAwaited } from '../support/locks';
import { useWorld } from '../support/world';

const world = useWorld();

let clientId: number;

beforeAll(async () => {
  ({ clientId } = await world.client());
  await world.admin('jo');
});

/** A call to a ticket, and the word by which to find it in what it leaves. */
interface Planned {
  word: string;
  action: 'AddTicketReply' | 'UpdateTicket';
  params: Record<string, unknown>;
}

const AUTHORS = [
  () => ({ name: 'Gus', email: 'gus@example.com' }),
  () => ({ adminusername: 'jo', status: 'Closed' }),
  () => ({ clientid: clientId }),
  () => ({ adminusername: 'jo', created: '2024-05-06 07:08:09' }),
  () => ({ clientid: clientId, status: 'Closed', noemail: true }),
];
const STATUSES = ['On Hold', 'Closed', 'Open', 'In Progress'];

/** Replies of everybody, and every fourth call changes the subject and the status by hand. */
const plan = (count: number): Planned[] =>
  Array.from({ length: count }, (_, at) =>
    at % 4 === 3
      ? {
          word: `call ${at}`,
          action: 'UpdateTicket',
          params: { subject: `call ${at}`, status: STATUSES[(at % 16) >> 2] },
        }
      : { word: `call ${at}`, action: 'AddTicketReply', params: { message: `call ${at}`, ...AUTHORS[at % 5]!() } },
  );

const make = (ticketid: number, { action, params }: Planned) => world.done(action, { ticketid, ...params });

const LOG = `select replace(description, coalesce(', reply ' || m.id, ''), '') as description, action, a.client_id,
    a.user_id, caller, changes, coalesce(m.body, changes #>> '{subject,1}') as word
  from activity_log a left join messages m on m.ticket_id = $1 and description like '%, reply ' || m.id
  where description ~ (': id ' || $1 || '(,|$)') and action <> 'OpenTicket' order by a.id`;

/** The words of the calls in the order in which they took place, which is that of their entries in the log. */
const orderOf = async (id: number): Promise<string[]> =>
  (await world.rows<{ word: string }>(LOG, [id])).map(({ word }) => word);

/** Everything that calls left at a ticket, without ids. */
async function traces(id: number) {
  const [ticket] = await world.rows(
    `select subject, status_id, closed_at, updated_at, last_reply_at, viewed_by_staff, viewed_by_client from tickets
     where id = $1`,
    [id],
  );
  const messages = await world.rows(
    `select body, author_kind, client_id, staff_id, author_name, author_email, format, created_at, is_draft
     from messages where ticket_id = $1 order by id`,
    [id],
  );
  const events = await world.rows(
    `select event, payload - 'ticketid' - 'replyid' as payload, m.body
     from outbox left join messages m on m.id = (payload ->> 'replyid')::int and m.ticket_id = $1
     where (payload ->> 'ticketid')::int = $1 and event <> 'TicketOpen' order by outbox.id`,
    [id],
  );
  const log = await world.rows<{ description: string }>(LOG, [id]);
  return {
    ...{ ticket, messages, events },
    log: log.map((entry) => ({ ...entry, description: entry.description.replace(`id ${id}`, 'id') })),
  };
}

/** Makes the same calls one after another, in the order in which they took place at a ticket. */
async function inOrder(id: number, calls: Planned[]): Promise<number> {
  const other = await world.ticket();
  for (const word of await orderOf(id)) await make(other.id, calls.find((call) => call.word === word)!);
  return other.id;
}

async function expectTrueTallies() {
  const counted = await world.rows(
    `select week_of(last_reply_at) as week, department_id, status_id, count(*) as tickets from tickets
     where merged_into_id is null and deleted_at is null group by 1, 2, 3 order by 1, 2, 3`,
  );
  expect(
    await world.rows(
      `select week, department_id, status_id, sum(tickets)::int as tickets from ticket_tallies
       group by 1, 2, 3 having sum(tickets) <> 0 order by 1, 2, 3`,
    ),
  ).toEqual(counted);
}

test('32 calls at once to one ticket leave what they leave one after another', async () => {
  const { id } = await world.ticket();
  const calls = plan(32);
  const answers = await Promise.all(calls.map((call) => make(id, call)));
  expect(await orderOf(id)).toHaveLength(32);
  for (const [at, { action }] of calls.entries()) {
    if (action !== 'AddTicketReply') continue;
    const [message] = await world.rows('select body from messages where id = $1', [answers[at]!.replyid]);
    expect(message).toEqual({ body: `call ${at}` });
  }
  expect(await traces(id)).toEqual(await traces(await inOrder(id, calls)));
  await expectTrueTallies();
});

test('calls at once to 32 tickets leave what they leave one after another', async () => {
  const tickets: number[] = [];
  for (let at = 0; at < 32; at++) tickets.push((await world.ticket()).id);
  const calls = plan(96);
  // Three calls to each ticket, of which some change its status by hand.
  const callsTo = (ticket: number) => calls.filter((_, at) => at % 32 === ticket);
  await Promise.all(calls.map((call, at) => make(tickets[at % 32]!, call)));
  for (const [at, id] of tickets.entries()) {
    expect((await orderOf(id)).sort()).toEqual(
      callsTo(at)
        .map(({ word }) => word)
        .sort(),
    );
    expect(await traces(id)).toEqual(await traces(await inOrder(id, callsTo(at))));
  }
  await expectTrueTallies();
});

describe('a reply to a ticket that another call is changing', () => {
  const replyTo = (ticketid: number) =>
    world.call('AddTicketReply', { ticketid, message: 'Meanwhile', name: 'Gus', email: 'gus@example.com' });

  test('that deletes it is refused', async () => {
    const { id } = await world.ticket();
    let answer: ReturnType<typeof replyTo> | undefined;
    await world.desk.database.transaction('write', async (db) => {
      await db.query('update tickets set deleted_at = now() where id = $1', [id]);
      answer = replyTo(id);
      await untilAwaited(db, answer);
    });
    expect(await answer).toMatchObject({ result: 'error', message: 'Ticket ID not found' });
  });

  test('that merges it goes to the other ticket', async () => {
    const [{ id }, master] = [await world.ticket(), await world.ticket()];
    let answer: ReturnType<typeof replyTo> | undefined;
    await world.desk.database.transaction('write', async (db) => {
      await db.query('update tickets set merged_into_id = $2 where id = $1', [id, master.id]);
      answer = replyTo(id);
      await untilAwaited(db, answer);
    });
    const { replyid } = (await answer)!;
    expect(await world.rows('select ticket_id from messages where id = $1', [replyid])).toEqual([
      { ticket_id: master.id },
    ]);
  });

  test('sees what the other has changed', async () => {
    const { id } = await world.ticket();
    let answer: ReturnType<typeof replyTo> | undefined;
    await world.desk.database.transaction('write', async (db) => {
      await db.query(`update tickets set subject = 'New subject' where id = $1`, [id]);
      answer = replyTo(id);
      await untilAwaited(db, answer);
    });
    expect(await answer).toMatchObject({ result: 'success' });
    expect(await traces(id)).toMatchObject({ events: [{ payload: { subject: 'New subject' } }] });
  });
});

test('a status that is gone is refused, although it may be remembered', async () => {
  const { id } = await world.ticket();
  const GUEST = { ticketid: id, message: 'Reply', name: 'Gus', email: 'gus@example.com' };
  const statusid = (await world.done('AddStatus', { title: 'Passing' })).statusid;
  await world.done('AddTicketReply', { ...GUEST, status: 'Passing' });
  await world.done('AddTicketReply', { ...GUEST });
  // Not by an action, which would be heard before the call.
  await world.desk.database.transaction('write', (db) => db.query('delete from statuses where id = $1', [statusid]));
  expect(await world.call('AddTicketReply', { ...GUEST, status: 'Passing' })).toMatchObject({
    message: 'Invalid Ticket Status',
  });
});

test('an idempotency key makes one reply of many at once', async () => {
  const { id } = await world.ticket();
  const form = {
    action: 'AddTicketReply',
    ticketid: String(id),
    message: 'Once',
    name: 'Gus',
    email: 'gus@example.com',
  };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => world.post(form, { 'Idempotency-Key': 'one-reply' })),
  );
  expect(answers.map(({ json }) => json)).toEqual(
    answers.map(() => ({ result: 'success', replyid: expect.any(Number) })),
  );
  expect(new Set(answers.map(({ json }) => json?.replyid)).size).toBe(1);
  expect(await orderOf(id)).toEqual(['Once']);
});

test('replies with attachments, fields and copies at once lose nothing', async () => {
  const { id } = await world.ticket();
  const field = await world.customField({ name: 'Order', type: 'text' });
  await Promise.all(
    Array.from({ length: 9 }, (_, at) =>
      world.done('AddTicketReply', {
        ...{ ticketid: id, message: `with ${at}`, name: 'Gus', email: 'gus@example.com' },
        ...(at % 3 === 0 && { attachments: [{ name: 'a.txt', data: 'YQ==' }] }),
        ...(at % 3 === 1 && { customfields: { [field]: `value ${at}` } }),
        ...(at % 3 === 2 && { cc: `copy${at}@example.com` }),
      }),
    ),
  );
  expect(await orderOf(id)).toHaveLength(9);
  const count = async (sql: string) => (await world.rows<{ count: number }>(sql, [id]))[0]?.count;
  expect(await count('select count(*) from recipients where ticket_id = $1')).toBe(3);
  expect(
    await count('select count(*) from attachments join messages m on m.id = message_id where ticket_id = $1'),
  ).toBe(3);
  expect(await count('select count(*) from custom_field_values where ticket_id = $1')).toBe(1);
});
