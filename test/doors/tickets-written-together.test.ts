import type { ClientBase } from 'pg';
import { ask, asProgram } from '../support/doors';
import { eventually } from '../support/eventually';
import { type ApiUser, clientUser, dataOf, sendFile, staffUser } from '../support/helpdeskeddy';
import { makeSampleFields } from '../support/helpdeskeddy-samples';
import { category, openTicket, teammate } from '../support/socialboards';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.rateLimit.requestsPerMinute = 100_000;
});

const NEW = { title: 'Title', description: 'Text' };

let jo: ApiUser;
let ann: ApiUser;
let company: ApiUser;
let program: Record<string, string>;

beforeAll(async () => {
  world.now = new Date('2025-11-21T09:40:47.123Z');
  jo = await staffUser(world, 'jo');
  ann = await clientUser(world, 'Ann Lee');
  company = await clientUser(world, 'Nobody');
  await world.change(`update clients set first_name = '', last_name = '', company = 'Roe Ltd' where id = $1`, [
    company.rowId,
  ]);
  await makeSampleFields(world);
  await world.department({ name: 'Billing', preventClientClosure: true });
  program = await asProgram(world);
});

/**
 * The statements that are sent to the database during a call, but for those that recognise the caller. Behind a pooler,
 * callers are looked up for each call, and each statement travels with its own begin.
 */
async function statementsOf(call: () => Promise<unknown>): Promise<string[]> {
  const { Client } = jest.requireActual<typeof import('pg')>('pg');
  const spy = jest.spyOn(Client.prototype as ClientBase, 'query');
  try {
    await call();
    const texts = spy.mock.calls.map(([query]) =>
      typeof query === 'string' ? query : (query as { text: string }).text,
    );
    return texts.filter((text) => !/^(begin|commit)| api_keys | grants /.test(text));
  } finally {
    spy.mockRestore();
  }
}

/**
 * Waits until a call sends so many statements, and no more. A desk that has just heard of a change sends more, because it
 * loads what it remembers.
 */
async function untilIn(count: number, call: () => Promise<unknown>): Promise<void> {
  await eventually(async () => (await statementsOf(call)).length === count);
}

describe('HelpDeskEddy', () => {
  type Sent = Record<string, unknown> & { key?: string };
  const byAnn = (sent: Sent) => () => ({ by: ann, sent });
  const byStaff = (sent: Sent) => () => ({ by: jo, sent: { user_id: ann.id, ...sent } });

  test.each<[string, () => { by: ApiUser; sent: Sent }]>([
    ['a client', byAnn({})],
    ['a client whose name is a company', () => ({ by: company, sent: {} })],
    ['a department, a priority and a type', byAnn({ department_id: 2, priority_id: 1, type_id: 2 })],
    ['copies, which a client does not see all of', byAnn({ cc: ['b@x.example', 'a@x.example'], bcc: ['c@x.example'] })],
    ['custom fields', byAnn({ custom_fields: { 104: 1, 100: { 1: 198, 2: 204 }, 99: 193, 98: 7, 96: ' text ' } })],
    ['an idempotency key', byAnn({ key: 'new-ticket' })],
    ['staff', byStaff({})],
    ['all copies', byStaff({ cc: ['b@x.example'], bcc: ['d@x.example', 'c@x.example'] })],
    ['dates and a lock', byStaff({ sla_date: '20.11.2025 09:05', freeze_date: '31.01.2027 09:05', ticket_lock: 1 })],
    ['the status of new tickets', byStaff({ status_id: 'open' })],
    ['another status', byStaff({ status_id: 'closed' })],
    ['a first message by staff', byStaff({ create_from_user: 0 })],
    ['tags', byStaff({ tags: ['red', 'Blue'] })],
    ['an owner and followers', () => ({ by: jo, sent: { user_id: ann.id, owner_id: jo.id, followers: [jo.id] } })],
    ['a client who is added', byStaff({ user_id: 0, user_email: 'new.one@example.com' })],
  ])('answers what reading it answers: %s', async (_what, call) => {
    const { by, sent } = call();
    const { key, ...more } = sent;
    const created = await ask(
      world,
      { ...by.headers, ...(key !== undefined && { 'Idempotency-Key': key }) },
      'POST',
      '/api/v2/tickets',
      { ...NEW, ...more },
    );
    const { id } = await dataOf(created);
    // As text, so that the order counts.
    expect(created.text).toBe((await by.ask('GET', `/tickets/${id}`)).text);
  });

  test('answers what reading it answers: a parent, seen by the client and by staff', async () => {
    const parent = await dataOf(ann.ask('POST', '/tickets', NEW));
    for (const by of [ann, jo]) {
      const created = await by.ask('POST', '/tickets', { ...NEW, user_id: ann.id, pid: parent.id });
      const data = await dataOf(created);
      expect(data.pid).toBe(parent.id);
      expect(created.text).toBe((await by.ask('GET', `/tickets/${data.id}`)).text);
    }
  });

  test('answers what reading it answers: a file', async () => {
    const created = await sendFile(world, ann.headers, '/tickets', NEW, 'one.txt', 'text');
    const { id } = await dataOf(created);
    expect(created.text).toBe((await ann.ask('GET', `/tickets/${id}`)).text);
  });

  describe('when another process has changed something of which this one has not heard', () => {
    /** Changes departments without telling anybody, after a call that has loaded them. */
    async function unheard(sql: string): Promise<number> {
      await dataOf(ann.ask('POST', '/tickets', NEW));
      return world.desk.database.transaction('write', async (db) => {
        await db.query('alter table departments disable trigger departments_changed');
        const [row] = await db.queryOnce<{ id: number }>(sql);
        await db.query('alter table departments enable trigger departments_changed');
        return row!.id;
      });
    }

    test('a new department is found', async () => {
      const id = await unheard(`insert into departments (name) values ('New') returning id`);
      expect(await dataOf(ann.ask('POST', '/tickets', { ...NEW, department_id: id }))).toMatchObject({
        department_id: id,
        department_name: 'New',
      });
    });

    test('a deleted department is refused', async () => {
      const added = await world.department({ name: 'Old' });
      const id = await unheard(`delete from departments where id = ${added} returning id`);
      const { status, json } = await ann.ask('POST', '/tickets', { ...NEW, department_id: id });
      expect([status, json]).toMatchObject([
        400,
        { errors: [{ details: 'Parameter "department_id" must be the id of a department' }] },
      ]);
    });
  });

  test.each([
    [1, 'a client', () => ann.ask('POST', '/tickets', { ...NEW, department_id: 1, custom_fields: { 96: 'text' } })],
    [2, 'staff for a client', () => jo.ask('POST', '/tickets', { ...NEW, user_id: ann.id, status_id: 'open' })],
  ])('in %d statements: a ticket by %s', async (count, _who, call) => {
    await untilIn(count, call);
  });
});

describe('Socialboards', () => {
  test('a ticket takes two statements', async () => {
    await untilIn(2, () => openTicket(world, program, { cc: ['a@x.example'], tags: [], assigneeId: null }));
  });

  test('a ticket that is written with others is the same as one in a transaction of its own', async () => {
    const { uuid } = await teammate(world, 'kim');
    const categoryId = await category(world, 'Hosting');
    for (const creator of [{ name: 'Bill', email: 'bill@guests.example' }, { email: ann.email.toUpperCase() }]) {
      const sent = {
        ...{ title: 'Title', message: 'Text', categoryId, sentiment: 'praise', sourceName: 'Shop' },
        creator: { ...creator, phoneNumber: '123', image: 'https://x.example/a.png' },
        cc: ['b@x.example', 'a@x.example'],
        customFields: [{ id: 96, value: 'text' }],
      };
      const ids = [
        await openTicket(world, program, sent),
        await openTicket(world, { ...program, 'Idempotency-Key': `as:${creator.email}` }, sent),
        await openTicket(world, program, { ...sent, assigneeId: uuid }),
      ];
      const [together, keyed, assigned] = await Promise.all(ids.map(withoutIds));
      expect(together).toEqual(keyed);
      expect({ ...together, assignee_id: expect.any(Number) }).toEqual(assigned);
      expect(together).toMatchObject({ source: 'socialboards', category_id: categoryId, requester_phone: '123' });
    }
  });

  /** A ticket's row and its recipients, without what differs between any two tickets. */
  async function withoutIds(ticketId: number): Promise<Record<string, unknown>> {
    const [row] = await world.rows('select * from tickets where id = $1', [ticketId]);
    const recipients = await world.rows(
      'select kind, position, email from recipients where ticket_id = $1 order by position',
      [ticketId],
    );
    const { id, number, access_code, ...rest } = row!;
    return { ...rest, recipients };
  }
});
