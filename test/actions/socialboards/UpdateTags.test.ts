import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  ticketId = await openTicket(world, headers, { tags: ['old', 'kept'] });
});

const put = (body: unknown, id = ticketId, method = 'PUT') => ask(world, headers, method, `/tickets/${id}/tags`, body);

test('replaces the tags', async () => {
  expect(dataOf(await put({ tags: ['KEPT', 'new'] }))).toMatchObject({ id: ticketId, tags: ['kept', 'new'] });
  expect(dataOf(await put({ Tags: ['other'] }, ticketId, 'PATCH'))).toMatchObject({ tags: ['other'] });
});

test.each([[[]], [null]])('%j removes them all', async (tags) => {
  await put({ tags: ['some'] });
  expect(dataOf(await put({ tags }))).toMatchObject({ tags: [] });
});

test('two concurrent changes leave the tags of one of them', async () => {
  await Promise.all([put({ tags: ['a', 'b'] }), put({ tags: ['b', 'c'] })]);
  const { tags } = dataOf<{ tags: string[] }>(await ask(world, headers, 'GET', `/tickets/${ticketId}`));
  expect([
    ['a', 'b'],
    ['b', 'c'],
  ]).toContainEqual(tags);
});

testDoorRefusals(world, 'socialboards/UpdateTags', [
  { message: 'Parameter "tags" is required', request: () => put({}) },
  { message: 'Parameter "tags" must be a list', request: () => put({ tags: 'one' }) },
  { message: 'Parameter "tags[0]" must be of type string', request: () => put({ tags: [{ name: 'one' }] }) },
  {
    message: 'A ticket may have at most 50 tags',
    request: () => put({ tags: Array.from({ length: 51 }, (_, index) => `t${index}`) }),
  },
  { message: 'A tag may have at most 100 characters', request: () => put({ tags: ['x'.repeat(101)] }) },
  { message: 'Ticket ID not found', status: 404, request: () => put({ tags: [] }, 999_999) },
]);
