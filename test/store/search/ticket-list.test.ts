import { indexMarked } from '../../../src/store/search/search-index';
import type { TicketFilter } from '../../../src/store/search/ticket-filter';
import { findTicketIds, findTicketPage } from '../../../src/store/search/ticket-list';
import type { OrderedPage, TicketPage } from '../../../src/store/search/ticket-order';
import { settleTallies } from '../../../src/store/tickets/tallies';
import { useWorld } from '../../support/world';

const world = useWorld();

const COUNT = 3000;

/** How many tickets the searches find without the index. */
const MARKED = 12;

const index = (most: number) => world.desk.database.transaction('write', (db) => indexMarked(db, most));

interface Row {
  id: number;
  departmentId: number;
  statusId: number;
  at: number;
  subject: string;
}

/** The living tickets, read without any list. */
let tickets: Row[];
let departments: number[];

/** Spans half a year of weeks. Many tickets share a moment, some fall on midnight of a Monday, and some are deleted. */
beforeAll(async () => {
  departments = [1, await world.department({ name: 'A' }), await world.department({ name: 'B' })];
  await world.change(
    `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
       requester_name, requester_email, created_at, updated_at, last_reply_at, deleted_at)
     select 'n' || i, 'x', ($1::int[])[1 + i * i % 7 % 3], 'Subject ' || i || case when i % 5 = 0 then ' Fifth' else '' end
         || case when i % 10 <> 0 and i * 37 % 360 < 20 then ' Early' else '' end, 1 + i * 31 % 11 % 6, 1, 'guest', '',
       'guest' || i % 50 || '@example.com', now(), now(),
       case when i % 10 = 0 then '2026-03-02 00:00:00Z'::timestamptz + make_interval(days => 7 * (i % 20))
            else '2026-01-01 00:00:00Z'::timestamptz + make_interval(hours => 12 * (i * 37 % 360)) end,
       case when i % 23 = 0 then now() end
     from generate_series(1, ${COUNT}) as i`,
    [departments],
  );
  await index(COUNT - MARKED);
  tickets = await world.rows<Row>(
    `select id, department_id as "departmentId", status_id as "statusId", extract(epoch from last_reply_at)::float8 as at,
       subject from tickets where deleted_at is null`,
  );
});

const find = (filter: TicketFilter, page: OrderedPage): Promise<TicketPage> =>
  world.desk.database.transaction('read', (db) => findTicketPage(db, filter, page));

const lists: [string, () => TicketFilter, (row: Row) => boolean][] = [
  ['all tickets', () => ({}), () => true],
  ['a department', () => ({ departmentId: departments[1]! }), ({ departmentId }) => departmentId === departments[1]],
  [
    'a caller with two departments',
    () => ({ departmentIds: departments.slice(1) }),
    ({ departmentId }) => departmentId !== 1,
  ],
  ['a status', () => ({ status: { title: ' closed ' } }), ({ statusId }) => statusId === 6],
  ['a kind of status', () => ({ status: { flag: 'isAwaiting' } }), ({ statusId }) => [1, 3].includes(statusId)],
  [
    'a status for a caller with two departments',
    () => ({ departmentIds: departments.slice(1), status: { title: 'Open' } }),
    ({ departmentId, statusId }) => departmentId !== 1 && statusId === 1,
  ],
  [
    'statuses in a department that the caller does not work in',
    () => ({ departmentId: 1, departmentIds: departments.slice(1), statusIds: [1, 2] }),
    () => false,
  ],
  ['an unknown status', () => ({ status: { title: 'None' } }), () => false],
  ['a caller without departments', () => ({ departmentIds: [] }), () => false],
];

const wordLists: typeof lists = [
  ['a word in every ticket', () => ({ search: 'SUBJECT' }), () => true],
  ['words in many tickets', () => ({ search: 'subject fifth' }), ({ subject }) => subject.includes('Fifth')],
  ['a word in old tickets only', () => ({ search: 'early' }), ({ subject }) => subject.includes('Early')],
  ['a word in one ticket', () => ({ search: '1234' }), ({ subject }) => / 1234\b/.test(subject)],
  [
    'a word in a department',
    () => ({ search: 'fifth', departmentId: 1 }),
    ({ subject, departmentId }) => subject.includes('Fifth') && departmentId === 1,
  ],
  ['a word in no ticket', () => ({ search: 'nowhere' }), () => false],
];

describe.each(['desc', 'asc'] as const)('in the order of last replies, %s', (direction) => {
  test.each([
    ...lists.map((list) => [...list, 7] as const),
    // Larger steps, because each page of a search reads all matches.
    ...wordLists.map((list) => [...list, 29] as const),
  ])('every page of %s is the slice of the whole list', async (_what, filter, matches, step) => {
    const sign = direction === 'asc' ? 1 : -1;
    const expected = tickets
      .filter(matches)
      .sort((a, b) => sign * (a.at - b.at || a.id - b.id))
      .map(({ id }) => id);
    const offsets = Array.from({ length: Math.ceil(COUNT / step) + 2 }, (_, index) => index * step);
    const limit = step + 2;
    const pages = await world.desk.database.transaction('read', (db) =>
      Promise.all(
        offsets.map((offset) => findTicketPage(db, filter(), { order: [['lastReply', direction]], offset, limit })),
      ),
    );
    expect(pages).toEqual(
      offsets.map((offset) => ({ total: expected.length, ids: expected.slice(offset, offset + limit) })),
    );
  });
});

test('a page can hold all tickets, or none', async () => {
  const all = await find({}, { order: [['lastReply', 'desc']], offset: 0, limit: 100_000 });
  expect(new Set(all.ids).size).toBe(tickets.length);
  expect(await find({}, { order: [['lastReply', 'desc']], offset: 5, limit: 0 })).toEqual({
    total: tickets.length,
    ids: [],
  });
});

test('other orders do not need the tallies and are right too', async () => {
  const page = (by: 'id' | 'department'): OrderedPage => ({ order: [[by, 'desc']], offset: 1000, limit: 20 });
  const byId = tickets.map(({ id }) => id).sort((a, b) => b - a);
  expect(await find({}, page('id'))).toEqual({ total: tickets.length, ids: byId.slice(1000, 1020) });
  const byDepartment = [...tickets].sort((a, b) => b.departmentId - a.departmentId || b.id - a.id).map(({ id }) => id);
  expect((await find({}, page('department'))).ids).toEqual(byDepartment.slice(1000, 1020));
});

test('matches of a subject are counted exactly and paged in order, even for one letter', async () => {
  const order: OrderedPage['order'] = [['id', 'asc']];
  const subjects = await world.rows<{ id: number; subject: string }>(
    'select id, subject from tickets where deleted_at is null order by id',
  );
  for (const text of ['subject 12', 'T 29', '7', 't', '%', 'none']) {
    const expected = subjects.filter(({ subject }) => subject.toLowerCase().includes(text.toLowerCase()));
    expect(await find({ subject: text }, { order, offset: 3, limit: 5 })).toEqual({
      total: expected.length,
      ids: expected.slice(3, 8).map(({ id }) => id),
    });
  }
});

test('a long text is found by its rarest parts, and only in subjects with all of it', async () => {
  const order: OrderedPage['order'] = [['id', 'asc']];
  const given = [
    'Cannot reach westwolf32.example.net',
    'Cannot reach westwolf33.example.net',
    'WESTWOLF32.EXAMPLE.NET is down',
    'wolf32 west.example.net',
    'Счёт 2026-000017 неверный',
    'СЧЁТ 2026-000018 НЕВЕРНЫЙ',
    'ΟΔΟΣ ΟΔΟΣΑ example',
    '100% _off_ \\deal today',
    '100 percent off deal today',
  ];
  await world.change(
    `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
       requester_name, requester_email, created_at, updated_at, last_reply_at)
     select 'long' || i, 'x', 1, given, 1, 1, 'guest', '', '', now(), now(), now()
     from unnest($1::text[]) with ordinality as of (given, i)`,
    [given],
  );
  const found = async (subject: string) => {
    const { ids, total } = await find({ subject }, { order, offset: 0, limit: 50 });
    const rows = await world.rows<{ subject: string }>(
      'select t.subject from unnest($1::int[]) with ordinality as found (id, place) join tickets t using (id) order by place',
      [ids],
    );
    expect(total).toBe(rows.length);
    return rows.map((row) => row.subject);
  };
  const cases: [text: string, places: number[]][] = [
    ['westwolf32.example.net', [0, 2]],
    ['reach westwolf3', [0, 1]],
    ['t westwolf32.example.net', []],
    ['счёт 2026-0000', [4, 5]],
    ['17 НЕВЕРНЫЙ', [4]],
    ['ΟΔΟΣΑ exam', [6]],
    ['100% _off_ \\deal', [7]],
    ['0 percent off deal today', [8]],
  ];
  // Without the planner's statistics on subjects, as on a new desk, and with them.
  for (const known of [false, true]) {
    if (known) {
      await index(COUNT);
      await world.change('analyze ticket_subjects');
    }
    for (const [text, places] of cases) {
      expect([text, await found(text)]).toEqual([text, places.map((place) => given[place])]);
    }
  }
  await world.change("delete from tickets where number like 'long%'");
});

test('finding without counting returns the same ids', async () => {
  const page: OrderedPage = { order: [['lastReply', 'desc']], offset: 700, limit: 30 };
  for (const [, filter] of [...lists, ...wordLists]) {
    const ids = await world.desk.database.transaction('read', (db) => findTicketIds(db, filter(), page));
    expect(ids).toEqual((await find(filter(), page)).ids);
  }
});

test('total and page show one moment, whatever is written and settled in between', async () => {
  const limit = 100_000;
  let writing = true;
  const write = async () => {
    for (let step = 0; step < 60; step++) {
      await world.change('update tickets set status_id = 1 + (status_id + $1) % 6 where id % 50 = $1 % 50', [step]);
      if (step % 5 === 0) await world.desk.database.transaction('write', settleTallies);
    }
    writing = false;
  };
  const read = async () => {
    while (writing) {
      const { total, ids } = await find(
        { status: { title: 'Closed' } },
        { order: [['lastReply', 'asc']], offset: 0, limit },
      );
      expect(ids).toHaveLength(total);
    }
  };
  await Promise.all([write(), read(), read()]);
});
