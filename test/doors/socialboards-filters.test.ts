import { ask, asProgram } from '../support/doors';
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
