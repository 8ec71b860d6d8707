import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { category, dataOf, openTicket, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let cars: number;
let town: number;
let place: number;
/** By name, opened a day apart, the latest first. */
const ids: Record<string, number> = {};

beforeAll(async () => {
  headers = await asProgram(world);
  cars = await category(world, 'Cars');
  town = await world.customField({ name: 'Town', type: 'select', options: ['Oslo', 'Bergen'] });
  place = await world.customField({ name: 'Place', type: 'hierarchy', options: ['Norway > Oslo'] });
  const box = await world.customField({ name: 'Box', type: 'checkbox' });
  const oslo = { id: town, value: 'Oslo' };
  const details = {
    plain: {},
    car: { categoryId: cars },
    oslo: { customFields: [oslo] },
    osloCar: { categoryId: cars, customFields: [oslo, { id: box, value: '1' }, { id: place, value: 'Norway > Oslo' }] },
    bergen: { customFields: [{ id: town, value: 'Bergen' }] },
    deleted: { categoryId: cars },
    merged: { categoryId: cars },
  };
  const days = Object.entries(details);
  for (const [index, [name, body]] of days.entries()) {
    world.now = new Date(Date.UTC(2026, 0, 10 - index, 12));
    ids[name] = await openTicket(world, headers, { title: name, ...body });
  }
  await world.change('update tickets set deleted_at = now() where id = $1', [ids.deleted]);
  await world.change('update tickets set merged_into_id = $2 where id = $1', [ids.merged, ids.car]);
  for (const [name, status] of [
    ['car', 'Closed'],
    ['oslo', 'In Progress'],
    ['osloCar', 'Customer-Reply'],
  ] as const) {
    await world.done('UpdateTicket', { ticketid: ids[name], status });
  }
  world.now = new Date(Date.UTC(2026, 1, 1));
});

const list = (body: unknown = {}, how = headers) => ask(world, how, 'POST', '/tickets/list', body);
const titles = async (body: unknown) => dataOf<{ title: string }[]>(await list(body)).map(({ title }) => title);

const ALL = ['plain', 'car', 'oslo', 'osloCar', 'bergen'];

test('shows tickets as GetTicket does', async () => {
  const [ticket] = dataOf<unknown[]>(await list({ ticketIds: [ids.osloCar] }));
  const { json } = await ask(world, headers, 'GET', `/tickets/${ids.osloCar}`);
  expect(ticket).toEqual(json!.data);
});

test.each<[string, unknown, string[]]>([
  ['nothing: all but what is deleted or merged', {}, ALL],
  ['empty lists', { ticketIds: [], customFields: [], status: null, from: null, source: null }, ALL],
  ['the id of one that became part of another', () => ({ ticketIds: [ids.merged] }), ['car']],
  ['a category', () => ({ categoryId: cars }), ['car', 'osloCar']],
  ['categoryId null: no category', { categoryId: null }, ['plain', 'oslo', 'bergen']],
  ['an unknown category', { categoryId: 0 }, []],
  ['a custom field by id', () => ({ customFields: [{ key: town, value: 'Oslo' }] }), ['oslo', 'osloCar']],
  ['by name, with PascalCase keys', { CustomFields: [{ Key: 'TOWN', Value: 'Oslo' }] }, ['oslo', 'osloCar']],
  [
    'several custom fields, all of them',
    {
      customFields: [
        { key: 'Town', value: 'Oslo' },
        { key: 'Box', value: '1' },
        { key: 'Place', value: 'Norway > Oslo' },
      ],
    },
    ['osloCar'],
  ],
  ['an unknown custom field', { customFields: [{ key: '999', value: 'Oslo' }] }, []],
  ['ids', () => ({ ticketIds: [ids.bergen, ids.plain, ids.deleted, 999_999] }), ['plain', 'bergen']],
  ['from', { from: '2026-01-08T13:00:00+01:00' }, ['plain', 'car', 'oslo']],
  ['to', { to: '2026-01-08T12:00:00.0000000+00:00' }, ['oslo', 'osloCar', 'bergen']],
  ['from and to', { from: '2026-01-07', to: '2026-01-09' }, ['oslo', 'osloCar']],
  ['the source', { source: 'WEB' }, ALL],
  ['the detailed source', { source: 'web_website' }, ALL],
  ['another source', { source: 'facebook' }, []],
  ['status open, as tickets show it', { status: 'open' }, ['plain', 'osloCar', 'bergen']],
  ['status pending', { status: 'Pending' }, ['oslo']],
  ['status completed', { status: 'completed' }, ['car']],
  ['a status of the desk', { status: 'customer-reply' }, ['osloCar']],
  ['a slug of the desk', { status: 'process' }, ['oslo']],
  ['skip and take', { skip: 1, take: 2 }, ['car', 'oslo']],
  ['skip past the end', { skip: 1000 }, []],
])('filters by %s', async (_what, given, expected) => {
  const body = typeof given === 'function' ? given() : given;
  expect(await titles({ orderBy: 'creation_time_desc', ...body })).toEqual(expected);
});

describe('sorts', () => {
  test('by creation', async () => {
    expect(await titles({ orderBy: 'creation_time_desc' })).toEqual(ALL);
    expect(await titles({ orderBy: 'creation_time_asc' })).toEqual([...ALL].reverse());
  });

  test('by the last activity, the latest first by default', async () => {
    const jo = await teammate(world, 'jo');
    const body = { message: 'Reply', author: { email: jo.email } };
    await ask(world, headers, 'POST', `/tickets/${ids.bergen}/replies`, body);
    const latest = ['bergen', 'plain', 'car', 'oslo', 'osloCar'];
    expect(await titles({ orderBy: 'last_thread_activity_desc' })).toEqual(latest);
    expect(await titles({})).toEqual(latest);
    expect(await titles({ orderBy: 'last_thread_activity_asc' })).toEqual(latest.reverse());
  });
});

describe('a page', () => {
  beforeAll(async () => {
    await world.change(`insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, created_at,
         updated_at, last_reply_at, requester_name, source_name)
       select 'n' || n, '', 1, 'many', 1, 1, 'guest', '2020-01-01', '2020-01-01', '2020-01-01', 'Many', 'many'
       from generate_series(1, 60) as n`);
    await world.change(`insert into messages (ticket_id, is_first, author_kind, body, created_at)
       select id, true, 'guest', 'Message', created_at from tickets where subject = 'many'`);
  });

  test.each([
    ['25 tickets', {}, 25],
    ['50 at most', { take: 100 }, 50],
    ['as many as requested', { take: '7' }, 7],
  ])('has %s', async (_what, body, count) => {
    expect(dataOf<unknown[]>(await list({ ...body, to: '2020-01-02' }))).toHaveLength(count);
  });

  test('takes as many statements as one ticket', async () => {
    const count = async (take: number) => {
      const { database } = world.desk;
      const desk = await world.desk.settings();
      const action = world.desk.registry.find('socialboards/ListTickets')!;
      const caller = await world.desk.callers.local();
      let statements = 0;
      await database.transaction('read', (db) => {
        const counted = new Proxy(db, {
          get: (target, name: 'query' | 'queryOnce' | 'send' | 'lookUpTogether' | 'writeTogether') => {
            statements += 1;
            return target[name].bind(target);
          },
        });
        const neverCalled = (): never => {
          throw new Error('it only reads');
        };
        const told = {
          ...{ emit: () => {}, record: () => {}, ignore: () => {}, forget: () => {} },
          ...{
            emitAll: neverCalled,
            takeEntry: neverCalled,
            entryOf: neverCalled,
            knows: neverCalled,
            isForwarded: neverCalled,
            catalogue: neverCalled,
            validateOpening: undefined,
            key: world.desk.key,
          },
        };
        const context = { db: counted, caller, address: '', now: world.now, desk, ...told };
        return action.run({ take }, context, undefined);
      });
      return statements;
    };
    const one = await count(1);
    expect(one).toBeLessThan(10);
    expect(await count(50)).toBe(one);
  });
});

test('shows a teammate the tickets of their departments only', async () => {
  const departmentId = await world.department({ name: 'Elsewhere' });
  const theirs = await asProgram(world, ['*'], await world.admin('elsewhere', { departmentIds: [departmentId] }));
  const id = await openTicket(world, theirs, { title: 'theirs' });
  expect(dataOf<{ id: number }[]>(await list({}, theirs)).map((ticket) => ticket.id)).toEqual([id]);
  expect(dataOf(await list({ ticketIds: [ids.plain] }, theirs))).toEqual([]);
});

const STATUSES = 'Open, Answered, Customer-Reply, On Hold, In Progress, Closed';

testDoorRefusals(world, 'socialboards/ListTickets', [
  {
    message: `Parameter "status" must be one of open, pending, completed, or of the desk's own: ${STATUSES}`,
    request: () => list({ status: 'solved' }),
  },
  {
    message:
      'Parameter "orderBy" must be one of creation_time_asc, creation_time_desc, last_thread_activity_asc, last_thread_activity_desc',
    request: () => list({ orderBy: 'id; drop table tickets' }),
  },
  { message: 'Parameter "take" is out of range', request: () => list({ take: 0 }) },
  { message: 'Parameter "take" is out of range', because: 'negative', request: () => list({ take: -5 }) },
  { message: 'Parameter "take" must be a whole number', request: () => list({ take: 1.5 }) },
  { message: 'Parameter "skip" is out of range', request: () => list({ skip: -1 }) },
  { message: 'Parameter "from" must be a date and time', request: () => list({ from: 'yesterday' }) },
  { message: 'Parameter "to" must be a date and time', request: () => list({ to: '2026-02-30T00:00:00Z' }) },
  { message: 'Parameter "categoryId" must be a whole number', request: () => list({ categoryId: 'cars' }) },
  { message: 'Parameter "ticketIds" must be a list', request: () => list({ ticketIds: { a: 1 } }) },
  { message: 'Parameter "ticketIds[1]" must be a whole number', request: () => list({ ticketIds: [1, null] }) },
  {
    message: 'Parameter "customFields[0].key" is required',
    request: () => list({ customFields: [{ id: 1, value: 'x' }] }),
  },
]);
