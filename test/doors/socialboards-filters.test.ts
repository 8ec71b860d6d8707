import { ask, asProgram } from '../support/doors';
import { type ApiUser, staffUser } from '../support/helpdeskeddy';
import { sendRaw } from '../support/raw-http';
import { URLENCODED } from '../support/requests';
import { dataOf, openTicket } from '../support/socialboards';
import { useWorld } from '../support/world';

/** A list that ignored a filter would answer everything as if it matched. */
const world = useWorld();

let headers: Record<string, string>;
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  ticketId = await openTicket(world, headers);
});

const refusal = (name: string) => ({
  data: null,
  errorCode: 400,
  errorText: expect.stringMatching(new RegExp(`^There is no parameter "${name}" here`)),
});

describe('POST /tickets/list', () => {
  const list = (body: object, query = '') => ask(world, headers, 'POST', `/tickets/list${query}`, body);

  test.each([
    ['assigneeId', { assigneeId: 'x' }],
    ['assigneeId', { status: 'open', assigneeId: 'x' }],
    ['tags', { tags: ['vip'] }],
    ['search', { search: 'printer' }],
    ['page', { page: 2 }],
    ['category', { category: 1 }],
    ['fromDate', { fromDate: '2026-01-01' }],
    ['isDeleted', { isDeleted: false }],
    ['author', { author: { email: 'a@example.com' } }],
  ])('refuses %s in %j by name', async (name, body) => {
    const { status, json } = await list(body);
    expect({ status, json }).toEqual({ status: 400, json: refusal(name) });
  });

  test('refuses one in the query, too', async () => {
    expect((await list({}, '?assignee=x')).json).toEqual(refusal('assignee'));
  });

  test.each([
    { assigneeId: null },
    { tags: [] },
    { search: '' },
    { CategoryId: null, Status: 'open', TAKE: 5, ticketids: [] },
    { status: null, from: null, to: null, orderBy: null, skip: null, take: null, source: null, customFields: null },
  ])('%j excludes nothing', async (body) => {
    expect(dataOf(await list(body))).toMatchObject([{ id: ticketId }]);
  });

  test('the refusal says which there are', async () => {
    expect((await list({ tags: ['a'] })).json).toMatchObject({
      errorText:
        'There is no parameter "tags" here, only categoryId, customFields, from, orderBy, skip, source, status, take, ticketIds, to',
    });
  });
});

describe.each(['/Teammates', '/categories', '/tags', '/customFields', '/userGroups', '/tickets/:id/replies'])(
  'GET %s',
  (path) => {
    const get = (query: string) => ask(world, headers, 'GET', path.replace(':id', String(ticketId)) + query);

    test.each(['colour', 'name', 'parentId', 'role', 'author'])('refuses %s by name', async (name) => {
      const { status, json } = await get(`?${name}=1`);
      expect({ status, json }).toEqual({ status: 400, json: refusal(name) });
    });

    test('takes what programs add against caches, and what is empty', async () => {
      const plain = await get('');
      expect((await get('?_=1700000000&nocache=1&name=')).text).toBe(plain.text);
      expect(dataOf(plain)).toEqual(expect.any(Array));
    });
  },
);

test.each([
  ['POST', '/tickets', { message: 'M', creator: { name: 'B', nick: 'b' }, colour: 'red' }],
  [
    'POST',
    '/tickets/:id/replies',
    { message: 'M', author: { email: 'bill@guests.example', nick: 'b' }, colour: 'red' },
  ],
  ['PATCH', '/tickets/:id/tags', { tags: ['a'], colour: 'red' }],
  ['PATCH', '/tickets/:id/status', { status: 'open', colour: 'red' }],
])('%s %s, which is no list, still ignores members that it does not know', async (method, path, body) => {
  const answer = await ask(world, headers, method, path.replace(':id', String(ticketId)), body);
  expect(answer.json).toMatchObject({ errorCode: -1 });
});

test('a program without the right learns nothing of the filters', async () => {
  const stranger = await asProgram(world, ['socialboards/listtags']);
  const { status } = await ask(world, stranger, 'POST', '/tickets/list', { colour: 'red' });
  expect(status).toBe(403);
});

describe('a filter in the body of GET', () => {
  let staff: ApiUser;
  beforeAll(async () => {
    staff = await staffUser(world, 'jo', { email: 'jo@example.com' });
  });

  /** fetch sends no body with GET, but other clients do. */
  const get = async (path: string, own: Record<string, string>, type: string, body: string) => {
    const sent = { ...own, ...(type !== '' && { 'Content-Type': type }) };
    const { status, text } = await sendRaw(world, 'GET', path, sent, body);
    return { status, json: JSON.parse(text) as { data?: object } };
  };
  const count = ({ json: { data } }: { json: { data?: object } }) => Object.keys(data ?? {}).length;
  const JSON_TYPE = 'application/json';

  test.each([
    ['JSON', JSON_TYPE, '{"status_list": "closed"}', 0],
    ['a list in JSON', JSON_TYPE, '{"status_list": ["closed"]}', 0],
    ['JSON that matches', JSON_TYPE, '{"status_list": "open"}', 'all'],
    ['a form', URLENCODED, 'status_list=closed', 0],
    ['a form without a type', '', 'status_list=closed', 0],
    ['nothing', '', '', 'all'],
    ['no members', JSON_TYPE, '{}', 'all'],
    ['null', JSON_TYPE, 'null', 'all'],
    ["PHP's empty array", JSON_TYPE, '[]', 'all'],
  ])('counts at /api/v2/tickets/: %s', async (_what, type, body, expected) => {
    const answer = await get('/api/v2/tickets/', staff.headers, type, body);
    const [all] = await world.rows<{ count: string }>('select count(*) from tickets');
    expect([answer.status, count(answer)]).toEqual([200, expected === 'all' ? Number(all!.count) : expected]);
  });

  test.each([
    ['/api/v2/tickets/', '{"assignee": 1}', 'There is no parameter "assignee" here'],
    ['/api/v2/users/', '{"name": "Ann"}', 'There is no parameter "name" here'],
    ['/api/v2/tickets/', '{"status_list": ', 'The body is not valid JSON'],
  ])('is refused at %s if it is %s', async (path, body, message) => {
    const { status, json } = await get(path, staff.headers, JSON_TYPE, body);
    expect({ status, json }).toMatchObject({
      status: 400,
      json: { errors: [{ details: expect.stringContaining(message) }] },
    });
  });

  test('counts in the Socialboards API', async () => {
    expect(count(await get('/Teammates', headers, JSON_TYPE, '{"group": 99}'))).toBe(0);
    expect((await get('/Teammates', headers, JSON_TYPE, '{"role": "admin"}')).json).toEqual(refusal('role'));
    expect((await get(`/tickets/${ticketId}`, headers, JSON_TYPE, 'null')).status).toBe(200);
  });
});
