import { indexMarked } from '../../../src/store/search/search-index';
import { type ApiUser, staffUser } from '../../support/helpdeskeddy';
import { untilAwaited } from '../../support/locks';
import { useWorld } from '../../support/world';

const world = useWorld();

/** Indexes what is marked, as the server does, which may be doing so at the same time. */
async function index(): Promise<void> {
  do {
    await world.desk.database.transaction('write', (db) => indexMarked(db));
  } while ((await world.rows('select from search_marks limit 1')).length > 0);
}

/** Compares the tables for searching with what they should contain. */
async function compare(): Promise<void> {
  await index();
  expect(
    await world.rows('select ticket_id, subject, last_reply_at, is_deleted from ticket_subjects order by 1'),
  ).toEqual(
    await world.rows(
      `select id as ticket_id, lower(subject) as subject, last_reply_at, deleted_at is not null as is_deleted from tickets
       where merged_into_id is null order by 1`,
    ),
  );
  expect(
    await world.rows('select ticket_id, words::text, last_reply_at, is_deleted from ticket_words order by 1'),
  ).toEqual(
    await world.rows(
      `select id as ticket_id, last_reply_at, deleted_at is not null as is_deleted, strip(to_tsvector('simple', (
           select string_agg(text, E'\n') from (
             select number || ' ' || subject as text from tickets where t.id in (id, merged_into_id)
             union all select body from messages where ticket_id = t.id and not is_draft) as texts)))::text as words
       from tickets t where merged_into_id is null order by 1`,
    ),
  );
}

describe('the tables for searching follow every change', () => {
  let id: number;
  let first: number;
  let reply: number;
  let staff: ApiUser;

  beforeAll(async () => {
    staff = await staffUser(world, 'jo');
    await world.ticket({ subject: 'Bystander', message: 'Nobody touches this' });
  });

  const asked = async (method: string, body?: unknown) =>
    expect(await staff.ask(method, `/tickets/${id}`, body)).toMatchObject({ status: 200 });
  const other = async (subject: string) => (await world.ticket({ subject, message: `Body of ${subject}` })).id;
  const say = async (message: string, params: Record<string, unknown> = {}) =>
    (await world.done('AddTicketReply', { ticketid: id, message, adminusername: 'A', ...params })).replyid as number;
  const draft = (isDraft: boolean) => world.change('update messages set is_draft = $2 where id = $1', [reply, isDraft]);

  const steps: [string, () => Promise<unknown>][] = [
    [
      'opening a ticket',
      async () => ({ id } = await world.ticket({ subject: 'The FIRST', created: '2024-01-01 10:00:00' })),
    ],
    ['adding a reply', async () => (first = await say('some words, left-over'))],
    ['adding another reply', async () => (reply = await say('some MORE words', { created: '2024-03-01 00:00:00' }))],
    ['rewriting the reply', () => world.done('UpdateTicketReply', { replyid: reply, message: 'quite others' })],
    ['making it a draft', () => draft(true)],
    ['rewriting the draft', () => world.change(`update messages set body = 'drafted' where id = $1`, [reply])],
    ['making it public', () => draft(false)],
    ['deleting a reply', () => world.done('DeleteTicketReply', { ticketid: id, replyid: first })],
    ['changing the subject', () => world.done('UpdateTicket', { ticketid: id, subject: 'Another SUBJECT' })],
    ['changing the first message', () => world.done('UpdateTicket', { ticketid: id, message: 'first message anew' })],
    ['changing the number', () => world.change(`update tickets set number = 'NEW7' where id = $1`, [id])],
    ['deleting (softly)', () => asked('DELETE')],
    [
      'changing the subject of a deleted ticket',
      () => world.change(`update tickets set subject = 'Away' where id = $1`, [id]),
    ],
    ['restoring', () => asked('PUT', { deleted: false })],
    [
      'merging several tickets',
      async () =>
        world.done('MergeTicket', { ticketid: id, mergeticketids: `${await other('One')},${await other('Two')}` }),
    ],
    [
      'changing the subject of a merged ticket',
      () => world.change(`update tickets set subject = 'Renamed' where subject = 'Two'`),
    ],
    [
      'merging a ticket that others were merged into',
      async () => {
        const master = await other('Master');
        await world.done('MergeTicket', { ticketid: master, mergeticketids: id });
        id = master;
      },
    ],
    ['undoing a merge', () => world.change(`update tickets set merged_into_id = null where subject = 'One'`)],
    ['erasing the ticket with those merged into it', () => world.done('DeleteTicket', { ticketid: id })],
  ];
  test.each(steps)('%s', async (_what, step) => {
    await step();
    await compare();
  });
});

test('statements on many rows, tickets without messages, merged tickets, and an emptied table are followed', async () => {
  const insert = (from: number, to: number) =>
    `insert into tickets (id, number, access_code, department_id, subject, status_id, priority_id, opener_kind,
       created_at, updated_at, last_reply_at, merged_into_id)
     select 1000 + i, 'many' || i, 'x', 1, 's' || i, 1, 1, 'guest', now(), now(), now(),
       case when i % 10 = 0 then 1000 + i - 1 end
     from generate_series(${from}, ${to}) as i`;
  await world.change(insert(1, 300));
  await compare();
  await world.change(
    `insert into messages (ticket_id, author_kind, body, created_at)
     select 1000 + i, 'guest', 'text ' || i || ' ' || part, now() from generate_series(1, 299) as i, generate_series(1, 3) as part
     where i % 10 <> 0`,
  );
  await compare();
  await world.desk.database.transaction('write', async (db) => {
    await db.query(insert(301, 303));
    await db.query(`update tickets set subject = 'changed at once' where id = 1302`);
    await db.query('delete from tickets where id = 1303');
  });
  await compare();
  await world.change('delete from messages where id % 4 = 0 and not is_first');
  await compare();
  await world.change('update tickets set last_reply_at = last_reply_at + make_interval(days => id % 3)');
  await compare();
  await world.change('delete from tickets where id % 3 = 0');
  await compare();
  await world.change('truncate tickets cascade');
  await compare();
});

test('no word is lost when many reply at once', async () => {
  const { id } = await world.ticket();
  const words = Array.from({ length: 40 }, (_, at) => `word${at}`);
  await Promise.all(
    words.map((message) => world.done('AddTicketReply', { ticketid: id, message, name: 'G', email: 'g@example.com' })),
  );
  await compare();
  const answers = await Promise.all(words.map((search) => world.done('GetTickets', { search })));
  expect(answers.map(({ totalresults }) => totalresults)).toEqual(words.map(() => 1));
});

test('no word is lost that is written while a merged ticket is deleted', async () => {
  const { clientId } = await world.client('Ann Lee');
  const master = (await world.ticket()).id;
  const child = (await world.ticket({ clientid: clientId })).id;
  await world.change('update tickets set merged_into_id = $1 where id = $2', [master, child]);
  let deleted: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('select from tickets where id = $1 for no key update', [master]);
    await db.query(
      `insert into messages (ticket_id, author_kind, body, created_at) values ($1, 'guest', 'lostword', now())`,
      [master],
    );
    deleted = world.done('DeleteClient', { clientid: clientId, deletetransactions: true });
    await untilAwaited(db, deleted);
  });
  await deleted;
  await compare();
});

test('a ticket with more words than fit into a tsvector takes more messages, and is found by its first words', async () => {
  const many = (from: number) =>
    Array.from({ length: 60_000 }, (_, at) => (from + at).toString(36))
      .join(' ')
      .slice(0, 99_000);
  const { id } = await world.ticket({ subject: 'A log', message: `earliest ${many(2_000_000)}` });
  for (let part = 1; part <= 9; part++) {
    await world.done('AddTicketReply', { ticketid: id, message: many(2_000_000 + part * 60_000), adminusername: 'A' });
  }
  await world.done('AddTicketReply', { ticketid: id, message: 'the latest', adminusername: 'A' });
  await world.done('UpdateTicket', { ticketid: id, subject: 'Another log' });
  await index();
  const [row] = await world.rows<{ bytes: number }>(
    'select pg_column_size(words) as bytes from ticket_words where ticket_id = $1',
    [id],
  );
  expect(row!.bytes).toBeGreaterThan(400_000);
  expect(await world.done('GetTickets', { search: 'another earliest' })).toMatchObject({ totalresults: 1 });
  expect(await world.done('GetTickets', { search: '"another log"' })).toMatchObject({ totalresults: 1 });
});

test.each([
  ['four-byte words joined by hyphens', (at: number) => String.fromCodePoint(0x20000 + at), ' '],
  ['one-byte words joined by hyphens', (at: number) => (at + 46_656).toString(36), '-'],
])('the longest message of different %s is accepted and found', async (_what, word, between) => {
  const message = Array.from({ length: 40_000 }, (_, at) => word(at))
    .join('-')
    .slice(0, 99_000);
  const { id } = await world.ticket({ subject: 'Long', message });
  await world.done('UpdateTicket', { ticketid: id, subject: 'Longer' });
  expect(await world.done('GetTickets', { search: `longer ${word(7)}${between}${word(8)}` })).toMatchObject({
    totalresults: 1,
  });
});

test('a ticket with a megabyte of texts gains new words and keeps the others', async () => {
  const { id } = await world.ticket({ subject: 'Endless', message: 'beginning' });
  const say = async (message: string) => {
    const { replyid } = await world.done('AddTicketReply', { ticketid: id, message, adminusername: 'A' });
    await index();
    return replyid as number;
  };
  for (let part = 0; part < 11; part++) await say('again and '.repeat(9900));
  const reply = await say('before');
  await world.done('UpdateTicketReply', { replyid: reply, message: 'after' });
  await world.change(
    `update tickets set subject = 'Still endless', last_reply_at = '2024-02-01', deleted_at = now() where id = $1`,
    [id],
  );
  await index();
  const kept = await world.rows('select last_reply_at, is_deleted from ticket_words where ticket_id = $1', [id]);
  expect(kept).toEqual([{ last_reply_at: new Date('2024-02-01'), is_deleted: true }]);
  await world.change('update tickets set deleted_at = null where id = $1', [id]);
  const totals = await Promise.all(
    ['beginning after', 'still again', '"and again" after', 'before', 'endless'].map(
      async (search) => (await world.done('GetTickets', { search })).totalresults,
    ),
  );
  expect(totals).toEqual([1, 1, 1, 1, 1]);
  await world.change('delete from messages where ticket_id = $1 and length(body) > 1000', [id]);
  await world.done('UpdateTicketReply', { replyid: reply, message: 'after all' });
  expect(await world.done('GetTickets', { search: 'before' })).toMatchObject({ totalresults: 0 });
});

test('phrases must be in one text, however long the ticket is, and words may be in several', async () => {
  const { id } = await world.ticket({ subject: 'Log', message: 'the thing '.repeat(150) });
  const texts = ['the thing '.repeat(150), 'filler '.repeat(14_000), 'now the server is down', 'a crash'];
  for (const message of texts) await world.done('AddTicketReply', { ticketid: id, message, adminusername: 'A' });
  const searches: [search: string, total: number][] = [
    ['"the server"', 1],
    ['crash "the server"', 1],
    ['crash -"the server"', 0],
    ['crash -"server the"', 1],
    ['"down a crash"', 0],
    ['"the server is" "the server" crash -"no such"', 1],
    ['"the server is up" or "is down"', 1],
    ['"the server is up" or nothing', 0],
  ];
  for (const [search, total] of searches) {
    expect([search, (await world.done('GetTickets', { search })).totalresults]).toEqual([search, total]);
  }
});

test('words with hyphens are found only as they are written, in any script', async () => {
  const long = `long-${'1'.repeat(300)}`;
  const message = `One-two-three, two-four; five-six six-seven. Café-1002 (${long}), INFO-77 and MIX-É-8`;
  await world.ticket({ subject: 'Joined', message });
  const searches: [search: string, total: number][] = [
    ['one-two-three', 1],
    ['two-three', 1],
    ['one-two two-four', 1],
    ['one-two-four', 0],
    ['five-six-seven', 0],
    ['one-three', 0],
    ['CAFÉ-1002', 1],
    ['caf-1002', 0],
    ['café-100', 0],
    [long, 1],
    [`${long}1`, 0],
    ['info-77', 1],
    ['info-7', 0],
    ['77-and', 0],
  ];
  for (const [search, total] of searches) {
    expect([search, (await world.done('GetTickets', { search })).totalresults]).toEqual([search, total]);
  }
});

test('a ticket has the words that each of its texts has alone, and the pairs that hyphens join', async () => {
  const long = (letter: string, length: number) => letter.repeat(length);
  const pairs = ['err-1002', 'one-two', 'two-three', 'x-y', `${long('a', 127)}-${long('b', 127)}`];
  const texts = [
    // The parser takes two full stops for a path, but only where a text begins with them.
    '.. and then .. more',
    '..',
    'ERR-1002 One-two-three -5 +49 -ы-a a-ы',
    'ends in a hyphen-',
    '-starts with one, x-y-',
    'v1.2.3. 1e',
    '.5 &amp; &#65; & http://www.example.com/a_b~c/..',
    'someone@example.com <b>bold</b> C:\\..',
    `${long('a', 127)}-${long('b', 127)} ${long('a', 127)}-${long('b', 128)}`,
  ];
  const { id } = await world.ticket({ subject: '..', message: '...' });
  for (const message of texts) await world.done('AddTicketReply', { ticketid: id, message, adminusername: 'A' });
  await world.done('UpdateTicket', { ticketid: id, subject: '.. again' });
  await index();
  const words = () =>
    world.rows('select unnest(tsvector_to_array(words)) as word from ticket_words where ticket_id = $1 order by 1', [
      id,
    ]);
  const short = await words();
  expect(short).toEqual(
    await world.rows(
      `select unnest(tsvector_to_array(to_tsvector('simple', translate(content, '</~_@', '     ')))) as word
       from texts_of_ticket($1) union select unnest($2::text[]) order by 1`,
      [id, pairs],
    ),
  );
  // More texts than are cut into words together.
  await world.change(
    `insert into messages (ticket_id, author_kind, body, created_at)
     select $1, 'guest', '..', now() from generate_series(1, 60)`,
    [id],
  );
  await world.done('UpdateTicket', { ticketid: id, subject: '.. again and again' });
  await index();
  expect(await words()).toEqual(short);
});

test('a phrase is found in texts with more words than fit into a tsvector', async () => {
  const word = (at: number) => String.fromCodePoint(0x20000 + at) + '\u{20001}'.repeat(95);
  const message = (part: number) =>
    `one two ${Array.from({ length: 500 }, (_, at) => `${word(part * 500 + at)}-${word(part * 500 + at)}`).join(' ')}`;
  const { id } = await world.ticket({ subject: 'phrase beyond', message: message(0) });
  for (const part of [1, 2]) {
    await world.done('AddTicketReply', { ticketid: id, message: message(part), adminusername: 'A' });
  }
  expect(await world.done('GetTickets', { search: '"one two" phrase -"no such"' })).toMatchObject({ totalresults: 1 });
});

test('many tickets share one page, however much is written', async () => {
  const before = await pages();
  const long = (at: number) =>
    Array.from({ length: 200 }, (_, word) => (at * 200 + word + 46_656).toString(36)).join(' ');
  for (let at = 0; at < 60; at++) {
    const { id } = await world.ticket({ message: at % 2 === 0 ? long(at) : 'short' });
    if (at % 2 === 1) await world.done('AddTicketReply', { ticketid: id, message: long(at), adminusername: 'A' });
  }
  await world.change('cluster ticket_words using ticket_words_pkey');
  expect((await pages()) - before).toBeLessThanOrEqual(1);
});

/** The pages of the table itself, without the long words that PostgreSQL stores elsewhere (TOAST). */
async function pages(): Promise<number> {
  const [row] = await world.rows<{ pages: number }>(
    `select pg_relation_size('ticket_words') / current_setting('block_size')::int as pages`,
  );
  return row!.pages;
}
