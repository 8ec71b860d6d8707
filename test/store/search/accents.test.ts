import knex from 'knex';
import { down, up } from '../../../migrations/20261130300003_accents_in_searches';
import { down as downFirst, up as upLast } from '../../../migrations/20261130300003_words_without_spaces';
import { knexConfig } from '../../../src/database/migrate';
import { createIndexing } from '../../../src/server/indexing';
import { subjectsFound } from '../../support/subjects-found';
import { useWorld } from '../../support/world';

const world = useWorld();

/** Indexes what is marked, as the server does. */
const index = () => createIndexing(world.desk.database)(() => true);

const subjects = (params: Record<string, unknown>) => subjectsFound(world, params);

/** What is alike in a search, each way of writing it. */
const ALIKE: string[][] = [
  ['Müller', 'Muller', 'MÜLLER', 'Mu\u0308ller'],
  ['café', 'cafe', 'CAFÉ', 'cafe\u0301'],
  ['résumé', 'resume', 'résume', 're\u0301sume\u0301'],
  ['Großstraße', 'grossstrasse', 'GROẞSTRASSE', 'Großstrasse'],
  ['Øresund', 'oresund', 'ØRESUND'],
  ['Łódź', 'lodz', 'ŁÓDŹ', 'Ło\u0301dz\u0301'],
  ['Œuvre', 'oeuvre', 'œuvre'],
  ['Þæt', 'þaet', 'ÞÆT'],
  ['Đặng', 'dang', 'ĐẶNG', 'Đa\u0323\u0306ng'],
  ['ΟΔΌΣ', 'οδος', 'ὁδός', 'οδο\u0301ς'],
  ['Ёлка', 'елка', 'ЁЛКА', 'е\u0308лка'],
  ['Чайник', 'ЧАЙНИК', 'Чаи\u0306ник'],
  ['KIRIK', 'kırık'],
  ['oﬃce', 'office'],
  ['ＰＣ９８', 'pc98'],
  ['がぎ', 'か\u3099き\u3099'],
  ['שָׁלוֹם', 'שלום'],
  ['مَرْحَبًا', 'مرحبا'],
  ['أحمد', 'ا\u0654حمد'],
  ['ɛ\u0303vɔ', 'Ɛvɔ'],
];

/** What stays different, although one is the other with a mark. */
const DIFFERENT: [written: string, asked: string][] = [
  ['зайка', 'заика'],
  ['がく', 'かく'],
  ['เก้า', 'เกา'],
  ['किताब', 'कताब'],
  ['أمل', 'امل'],
];

describe.each([
  ['not indexed yet', async () => {}],
  ['indexed', index],
])('tickets that are %s', (_what, make) => {
  beforeAll(async () => {
    await world.change('truncate tickets cascade');
    for (const [at, [first = '']] of ALIKE.entries()) {
      await world.ticket({ subject: `Ticket ${at}`, message: `It is ${first}, they say` });
      await world.ticket({ subject: `About ${at} ${first}`, message: 'nothing' });
    }
    for (const [at, forms] of ALIKE.entries()) {
      await world.ticket({ subject: `Other ${at}`, message: `or ${forms.at(-1)}.` });
    }
    for (const [written] of DIFFERENT) await world.ticket({ subject: written, message: written });
    await make();
  });

  test.each(ALIKE.map((forms, at) => [forms[0], at, forms] as const))(
    '%s is found in each way',
    async (_form, at, forms) => {
      const found = [];
      for (const form of forms) {
        found.push([form, await subjects({ search: form }), await subjects({ search: `"${form}"` })]);
        found.push([form, await subjects({ search: `ticket -${form}` }), await subjects({ subject: ` ${form}` })]);
      }
      const all = [`About ${at} ${forms[0]}`, `Other ${at}`, `Ticket ${at}`];
      const others = ALIKE.flatMap((_, other) => (other === at ? [] : [`Ticket ${other}`])).sort();
      expect(found).toEqual(
        forms.flatMap((form) => [
          [form, all, all],
          [form, others, [all[0]]],
        ]),
      );
    },
  );

  test.each(DIFFERENT)('%s is not %s', async (written, asked) => {
    expect(await subjects({ search: written })).toEqual([written]);
    expect(await subjects({ search: asked })).toEqual([]);
    expect(await subjects({ subject: written })).toEqual([written]);
    expect(await subjects({ subject: asked })).toEqual([]);
  });
});

describe('a desk whose tickets were indexed with their accents', () => {
  /** Words, and what finds them before and after the tickets are indexed again. */
  const TICKETS = [
    { subject: 'Müller-Straße', message: 'Die größte Überraschung', name: 'Jürgen Groß', email: 'j@example.com' },
    { subject: 'ΟΔΟΣ', message: 'a re\u0301sume\u0301 here', name: 'Ann Lee', email: 'jurgen@example.com' },
    { subject: 'Plain', message: 'café café', name: 'Bo', email: 'b@example.com' },
    { subject: '打印机坏了', message: 'x', name: 'Li', email: 'l@example.com' },
  ];
  const ASKED: [params: Record<string, unknown>, before: string[], after: string[]][] = [
    [{ search: 'müller' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ search: 'Müller-Straße' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ search: 'GRÖSSTE überraschung' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ search: '"größte überraschung" "die größte" -plain' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ search: '"überraschung größte" or café' }, ['Plain'], ['Plain']],
    [{ search: 'cafe' }, [], ['Plain']],
    [{ search: 'plain -café' }, [], []],
    [{ search: 'οδος' }, ['ΟΔΟΣ'], ['ΟΔΟΣ']],
    [{ search: 'resume' }, [], ['ΟΔΟΣ']],
    [{ search: 'grosste' }, [], ['Müller-Straße']],
    [{ search: 'muller-strasse' }, [], ['Müller-Straße']],
    [{ subject: 'MÜLLER-strasse' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ subject: 'ller-straß' }, ['Müller-Straße'], ['Müller-Straße']],
    [{ subject: 'muller' }, [], ['Müller-Straße']],
    [{ query: 'from:jürg' }, ['Müller-Straße', 'ΟΔΟΣ'], ['Müller-Straße', 'ΟΔΟΣ']],
    [{ query: 'from:jurgen' }, ['ΟΔΟΣ'], ['Müller-Straße', 'ΟΔΟΣ']],
    [{ query: 'from:gross' }, [], ['Müller-Straße']],
    [{ query: 'subject:οδος' }, ['ΟΔΟΣ'], ['ΟΔΟΣ']],
    [{ search: '打印机坏了' }, ['打印机坏了'], ['打印机坏了']],
    [{ search: '打印机' }, [], ['打印机坏了']],
  ];
  const answers = async () => {
    const found = [];
    for (const [params] of ASKED) found.push([params, await subjects(params)]);
    return found;
  };
  const indexes = () =>
    world.rows(
      `select subject, requester, words::text from ticket_subjects join ticket_words using (ticket_id) order by ticket_id`,
    );

  beforeAll(async () => {
    await world.change('truncate tickets cascade');
    for (const params of TICKETS) await world.ticket(params);
    const db = knex(knexConfig(world.desk.database.connection));
    await downFirst(db);
    await down(db);
    await world.change(`insert into ticket_subjects (last_reply_at, ticket_id, is_deleted, subject)
      select last_reply_at, id, false, lower(subject) from tickets`);
    await world.change(`insert into ticket_words (last_reply_at, ticket_id, is_deleted, words)
      select last_reply_at, id, false, words_of_ticket(id) from tickets`);
    await world.change('delete from search_marks');
    await up(db);
    await upLast(db).finally(() => db.destroy());
  });

  test('finds words as they are written until they are indexed again, and all words afterwards', async () => {
    expect(await answers()).toEqual(ASKED.map(([params, before]) => [params, before]));
    const { id } = await world.ticket({ subject: 'Neu: Zürich', message: 'Größe' });
    await createIndexing(world.desk.database, () => true)(() => true);
    expect(await subjects({ search: 'zurich grosse' })).toEqual(['Neu: Zürich']);
    await world.done('DeleteTicket', { ticketid: id });
    await index();
    expect(await answers()).toEqual(ASKED.map(([params, , after]) => [params, after]));
    expect(await world.rows('select from search_rebuild')).toEqual([]);
    const rebuilt = await indexes();
    await world.change('insert into search_marks select id, null, true from tickets');
    await index();
    expect(await indexes()).toEqual(rebuilt);
  });

  test('goes on with a reply while its other words have accents', async () => {
    const { id } = await world.ticket({ subject: 'Älter', message: 'Öl' });
    await index();
    await world.change(`update ticket_words set words = 'älter öl' where ticket_id = $1`, [id]);
    await world.done('AddTicketReply', { ticketid: id, message: 'Übel', adminusername: 'A' });
    await index();
    expect(await subjects({ search: 'öl übel -müller' })).toEqual(['Älter']);
  });
});

test('the longest texts of different letters and accents are indexed', async () => {
  const letters = Array.from({ length: 99_000 }, (_, at) => String.fromCodePoint(0xc0 + ((at * 7) % 0x180)));
  const marks = '\u0301'.repeat(30_000) + '\u0327'.repeat(30_000);
  for (const message of [letters.join(''), `x${marks} y`, letters.join(' ')]) {
    await world.ticket({ subject: 'Many', message });
  }
  await index();
  expect(await subjects({ search: 'x y' })).toEqual(['Many']);
});

describe('people, replies and names', () => {
  beforeAll(async () => {
    await world.client('Zoë Łukasik');
    await world.admin('jose', { actions: ['*'] });
    await world.change(`update staff set first_name = 'José', last_name = 'Nuñez' where username = 'jose'`);
    await world.department({ name: 'Büro' });
    await world.change(`insert into tags (name) values ('überfällig')`);
    await world.done('AddPredefinedReply', { name: 'Grüße', reply: 'Mit freundlichen Grüßen' });
  });

  test.each(['zoe lu', 'ZOË ŁUK', 'Zoe\u0308'])('clients and users are found by %s', async (search) => {
    expect(await world.done('GetClients', { search })).toMatchObject({ totalresults: 1 });
    expect(await world.done('GetUsers', { search })).toMatchObject({ totalresults: 1 });
  });

  test('a query finds the tickets of a client without accents', async () => {
    const { clientId } = await world.client('Renée Dupré');
    await world.done('OpenTicket', { deptid: 1, clientid: clientId, subject: 'Hers', message: 'x' });
    expect(await subjects({ query: 'from:renee' })).toEqual(['Hers']);
    expect(await subjects({ query: 'from:"renée dupre"' })).toEqual(['Hers']);
    expect(await subjects({ query: 'from:upre' })).toEqual([]);
  });

  test('predefined replies are found', async () => {
    expect(await world.done('GetPredefinedReplies', { search: 'grussen' })).toMatchObject({ totalresults: 1 });
  });

  test.each([
    ['dept:bu', 'dept:Büro'],
    ['assignee:nune', 'assignee:jose'],
    ['tag:uber', 'tag:überfällig'],
  ])('%s is completed', async (query, completed) => {
    const { suggestions } = await world.done('CompleteTicketQuery', { query }, 'jose');
    expect((suggestions as { suggestion: { query: string }[] }).suggestion.map((one) => one.query)).toContain(
      completed,
    );
  });

  test.each(['dept:buro', 'assignee:"jose nunez"'])('%s names somebody or something', async (query) => {
    expect(await world.done('GetTickets', { query })).toMatchObject({ totalresults: 0 });
  });
});
