import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { hurried, withoutWords } from '../../support/locks';
import { statementsOf } from '../../support/statements';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.rateLimit.requestsPerMinute = 100_000;
  hurried(config);
});
const crowd = useWorld();

let jo: ApiUser;
let ann: ApiUser;
let bob: ApiUser;
let billing: number;
/** The ids of the tickets, by the names that the tests below use. */
const ids: Record<string, number> = {};

const NEW = { title: 'Title', description: 'Text' };

const list = (by: ApiUser, query: string) => by.ask('GET', `/tickets/?${query}`);

/** The names of the tickets in a list, in the order of the raw text. */
async function names(by: ApiUser, query: string): Promise<string[]> {
  const answer = await list(by, query);
  expect([answer.status, query]).toEqual([200, query]);
  const listed = [...answer.text.matchAll(/"(\d+)":\{"id":\1,"pid"/g)].map(([, id]) => Number(id));
  return listed.map((id) => Object.keys(ids).find((name) => ids[name] === id) ?? String(id));
}

beforeAll(async () => {
  jo = await staffUser(world, 'jo');
  [ann, bob] = [await clientUser(world), await clientUser(world, 'Bob Ray')];
  billing = await world.department({ name: 'Billing' });
  // Ids around 10 mix one and two digits.
  await world.change(`select setval(pg_get_serial_sequence('tickets', 'id'), 7)`);
  const make = async (name: string, at: string, by: ApiUser, body: Record<string, unknown>) => {
    world.now = new Date(at);
    ids[name] = (await dataOf(by.ask('POST', '/tickets', { ...NEW, title: name, ...body }))).id as number;
  };
  const forAnn = { user_id: ann.id };
  await make('apple', '2026-01-01T10:00:00.250Z', jo, { ...forAnn, priority_id: 1, type_id: 1, owner_id: jo.id });
  await make('brown pear', '2026-01-02T10:00:00Z', jo, { ...forAnn, status_id: 'closed', priority_id: 2 });
  await make('cherry', '2026-01-03T10:00:00Z', bob, { description: 'Sweet and <b>red</b>', department_id: billing });
  await make('gone', '2026-01-04T10:00:00Z', jo, forAnn);
  await make('part', '2026-01-05T10:00:00Z', jo, forAnn);
  world.now = new Date('2026-02-01T10:00:00Z');
  await jo.ask('PUT', `/tickets/${ids.apple}`, { freeze_date: '01.03.2026 10:00' });
  await jo.ask('DELETE', `/tickets/${ids.gone}`);
  await jo.ask('POST', `/tickets/${ids.apple}/union`, { ticket_list: [ids.part] });
});

test('keys the tickets by id, in the requested order even in the text', async () => {
  const { text, json } = await list(jo, '');
  const tickets = await Promise.all(
    ['cherry', 'brown pear', 'apple'].map(async (name) => {
      const answer = await jo.ask('GET', `/tickets/${ids[name]}`);
      return `"${ids[name]}":${answer.text.slice('{"data":'.length, -1)}`;
    }),
  );
  expect(text).toBe(
    `{"data":{${tickets.join(',')}},"pagination":{"total":3,"per_page":30,"current_page":1,"total_pages":1}}`,
  );
  // Ids of one digit come before and after ids of two digits. A JavaScript object would sort its integer keys.
  expect([ids.apple, ids['brown pear'], ids.cherry]).toEqual([8, 9, 10]);
  expect(Object.keys(json!.data as object)).toEqual(['8', '9', '10']);
});

test.each<[string, string[]]>([
  ['', ['cherry', 'brown pear', 'apple']],
  ['order_by=date_created{desc}', ['cherry', 'brown pear', 'apple']],
  ['order_by=date_created%7Basc%7D', ['apple', 'brown pear', 'cherry']],
  ['order_by=date_updated{desc}', ['apple', 'cherry', 'brown pear']],
  ['order_by=date_updated{ASC}', ['brown pear', 'cherry', 'apple']],
  ['order_by=date_created', ['cherry', 'brown pear', 'apple']],
  ['order_by=viewed_by_staff{asc},date_created{asc}', ['cherry', 'apple', 'brown pear']],
  ['order_by=viewed_by_client{desc},date_created{asc}', ['cherry', 'apple', 'brown pear']],
  ['order_by[]=viewed_by_staff{asc}&order_by[]=date_created{desc}', ['cherry', 'brown pear', 'apple']],
  ['order_by=', ['cherry', 'brown pear', 'apple']],
  ['user_list=ANN', ['brown pear', 'apple']],
  ['user_list=ANN,BOB', ['cherry', 'brown pear', 'apple']],
  ['user_list[]=BOB', ['cherry']],
  ['user_list=999999', []],
  ['owner_list=JO', ['apple']],
  ['owner_list=0', ['cherry', 'brown pear']],
  ['status_list=closed', ['brown pear']],
  ['status_list=Open, closed', ['cherry', 'brown pear', 'apple']],
  ['priority_list=1,2', ['brown pear', 'apple']],
  ['type_list=0', ['cherry', 'brown pear']],
  ['type_list=1', ['apple']],
  ['freeze=1', ['apple']],
  ['freeze=0', ['cherry', 'brown pear']],
  ['deleted=1', ['gone']],
  ['deleted=0', ['cherry', 'brown pear', 'apple']],
  ['from_date_created=2026-01-02 10:00:00', ['cherry', 'brown pear']],
  ['to_date_created=2026-01-01 10:00:00', ['apple']],
  ['from_date_created=2026-01-02&to_date_created=2026-01-03', ['brown pear']],
  ['from_date_updated=2026-02-01 10:00:00', ['apple']],
  ['to_date_updated=2026-01-02 10:00:00', ['brown pear']],
  ['search=pear', ['brown pear']],
  ['search=pear brown', ['brown pear']],
  ['search=sweet red', ['cherry']],
  ['search=pear OR cherry', ['cherry', 'brown pear']],
  ['search=%25', []],
  ['search=pear&exact_search=0', ['brown pear']],
  ['search=pear&exact_search=1', []],
  ['search=Brown Pear&exact_search=1', ['brown pear']],
  ['search=UNIQUE&exact_search=1', ['cherry']],
  ['search=NUMBER&exact_search=1', ['cherry']],
  ['search=ZZZ-10&exact_search=1', []],
  ['search=&exact_search=1', ['cherry', 'brown pear', 'apple']],
  ['page=0', ['cherry', 'brown pear', 'apple']],
  ['page=-1', ['cherry', 'brown pear', 'apple']],
  ['page=', ['cherry', 'brown pear', 'apple']],
  ['page=2', []],
  // What does not exist matches nothing, and the rest of the list counts.
  ['user_list=999999,ANN', ['brown pear', 'apple']],
  ['user_list=JO', []],
  ['owner_list=-1', []],
  ['owner_list=999999', []],
  ['owner_list=999999,JO', ['apple']],
  ['status_list=pending', []],
  ['status_list=pending,closed,6,v-processe', ['brown pear']],
  ['priority_list=0', []],
  ['priority_list=0,1,99', ['apple']],
  ['type_list=4', []],
  ['type_list=1,4', ['apple']],
  ['department_list=999999', []],
  ['department_list=BILLING', ['cherry']],
  ['department_list=BILLING,1', ['cherry', 'brown pear', 'apple']],
  ['source_list=email', []],
  ['source_list=email,system', ['cherry', 'brown pear', 'apple']],
  // The names that an SDK uses.
  ['status_id=closed', ['brown pear']],
  ['priority_id=1', ['apple']],
  ['type_id=1', ['apple']],
  ['department_id=BILLING', ['cherry']],
  ['user_id=ANN', ['brown pear', 'apple']],
  ['owner_id=JO', ['apple']],
  ['created_from=2026-01-02&created_to=2026-01-03', ['brown pear']],
  ['updated_from=2026-02-01 10:00:00', ['apple']],
  ['updated_to=2026-01-02 10:00:00', ['brown pear']],
  // What programs add that filters nothing.
  ['_=1700000000&limit=100&per_page=50', ['cherry', 'brown pear', 'apple']],
  ['status_list=open&priority_list=3&user_list=BOB&from_date_created=2026-01-01', ['cherry']],
])('%s', async (query, expected) => {
  const [row] = await world.rows<{ number: string }>('select number from tickets where id = $1', [ids.cherry]);
  const { unique_id } = await dataOf(jo.ask('GET', `/tickets/${ids.cherry}`));
  const sent = query
    .replaceAll('ANN', String(ann.id))
    .replaceAll('BOB', String(bob.id))
    .replaceAll('JO', String(jo.id))
    .replaceAll('BILLING', String(billing))
    .replace('UNIQUE', String(unique_id).toLowerCase())
    .replace('NUMBER', row!.number);
  expect(await names(jo, sent)).toEqual(expected);
});

test('staff see only the tickets of their departments', async () => {
  const lee = await staffUser(world, 'lee', { departmentIds: [billing] });
  expect(await names(lee, '')).toEqual(['cherry']);
  expect(await names(lee, `user_list=${ann.id}`)).toEqual([]);
});

describe('a client', () => {
  test('sees its own tickets, but no deleted ones', async () => {
    expect(await names(ann, '')).toEqual(['brown pear', 'apple']);
    expect(await names(ann, 'deleted=1')).toEqual([]);
    expect(await names(bob, '')).toEqual(['cherry']);
  });

  test('finds no tickets of others, whatever it asks for', async () => {
    const [row] = await world.rows<{ number: string }>('select number from tickets where id = $1', [ids.cherry]);
    for (const query of [`user_list=${bob.id}`, 'search=cherry', `search=${row!.number}&exact_search=1`]) {
      const nothing = await list(ann, query.replace(/=[^=&]+/, '=999999'));
      expect((await list(ann, query)).text).toBe(nothing.text);
      expect(nothing.json).toMatchObject({ data: {}, pagination: { total: 0, total_pages: 1 } });
    }
  });
});

describe('pages', () => {
  let user: ApiUser;
  const page = (query: string) => user.ask('GET', `/tickets?${query}`);

  beforeAll(async () => {
    user = await staffUser(crowd, 'jo');
    await crowd.ticket();
    await crowd.change(`with opened as (
         insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
           created_at, updated_at, last_reply_at)
         select 'n' || n, 'code', t.department_id, 'S', t.status_id, t.priority_id, 'guest', t.created_at, t.created_at,
           t.created_at
         from tickets t, generate_series(1, 60) n returning id)
       insert into messages (ticket_id, is_first, author_kind, body, created_at)
       select id, true, 'guest', 'M', now() from opened`);
  });

  test.each([
    ['', 1, 30],
    ['page=1', 1, 30],
    ['page=2', 2, 30],
    ['page=3', 3, 1],
    ['page=4', 4, 0],
    ['page=2147483647', 2_147_483_647, 0],
  ])('%s', async (query, current_page, count) => {
    const { json } = await page(query);
    expect(json!.pagination).toEqual({ total: 61, per_page: 30, current_page, total_pages: 3 });
    expect(Object.keys(json!.data as object)).toHaveLength(count);
  });

  test('list tickets of the same moment once each', async () => {
    const pages = await Promise.all(['page=1', 'page=2', 'page=3'].map(page));
    const keys = pages.flatMap(({ text }) => [...text.matchAll(/"(\d+)":\{"id"/g)].map(([, id]) => Number(id)));
    expect(keys).toEqual([...new Set(keys)].sort((one, other) => other - one));
    expect(keys).toHaveLength(61);
  });

  test('need few statements, however many tickets there are', async () => {
    // Mails are written meanwhile, and read their tickets with another statement.
    const ofList = /^\s*select t.id, t.number, .* t.parent_id as "parentId",/;
    const [few, many] = [
      await statementsOf(ofList, () => page('page=3')),
      await statementsOf(ofList, () => page('page=1')),
    ];
    // Begin, count, ids, tickets, custom fields, commit.
    expect(many).toHaveLength(6);
    expect(few).toHaveLength(6);
  });
});

describe('open', () => {
  const open = async (name: string): Promise<string> => {
    ids[name] = (await dataOf(ann.ask('POST', '/tickets', { ...NEW, title: name }))).id as number;
    return `/tickets/${ids[name]}/posts`;
  };

  beforeAll(async () => {
    await dataOf(ann.ask('POST', await open('waiting'), { text: 'Hello?' }));
    await dataOf(jo.ask('POST', await open('answered'), { text: 'Done' }));
  });
  afterAll(() => world.change('delete from tickets where id = any($1)', [[ids.waiting, ids.answered]]));

  // The ticket that waits has the status Customer-Reply.
  test.each([
    ['open', ['waiting']],
    ['OPEN', ['waiting']],
    ['open,process', ['waiting']],
    ['process, open', ['waiting']],
    ['customer-reply', ['waiting']],
    ['answered', ['answered']],
    ['open,answered', ['answered', 'waiting']],
    ['process', []],
    ['closed,on-hold,process,pending', []],
  ])('status_list=%s', async (slugs, expected) => {
    const found = await names(jo, `status_list=${slugs}&order_by=date_created{desc}`);
    expect(found.filter((name) => ['waiting', 'answered'].includes(name))).toEqual(expected);
  });
});

const refusing = (message: string, query: string) => ({ message, because: query, request: () => list(jo, query) });
const badDate = (name: string) =>
  refusing(`Parameter "${name}" must be a date and time such as 2027-01-31 09:00:00`, `${name}=2026-02-30 00:00:00`);
const ORDER =
  'Parameter "order_by" must list date_created, date_updated, viewed_by_staff or viewed_by_client, each with {asc} or {desc}';

testDoorRefusals(world, 'helpdeskeddy/ListTickets', [
  refusing('Parameter "page" must be a whole number', 'page=two'),
  refusing('Parameter "search" may have at most 500 characters', `search=${'x'.repeat(501)}`),
  refusing('Parameter "search" must be of type string', 'search[]=x'),
  refusing('Parameter "exact_search" must be true or false', 'exact_search=2'),
  refusing('Parameter "user_list[1]" must be a whole number', 'user_list=1,x'),
  refusing('Parameter "user_list" must be a list', 'user_list[a]=1'),
  refusing('Parameter "freeze" must be true or false', 'freeze=maybe'),
  refusing('Parameter "deleted" must be true or false', 'deleted=all'),
  badDate('from_date_created'),
  badDate('to_date_created'),
  badDate('from_date_updated'),
  badDate('to_date_updated'),
  {
    message: 'The search takes too long: look for rarer words, or narrow it by other filters',
    request: () => withoutWords(world, () => list(jo, 'search=words')),
  },
  refusing('The search must have a word to look for, and not only words to leave out', 'search=-words'),
  refusing(ORDER, 'order_by=title'),
  refusing(ORDER, 'order_by=date_created{up}'),
  refusing(ORDER, 'order_by=date_created{desc};drop table tickets'),
  refusing(ORDER, 'order_by[a]=date_created'),
]);
