import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { category, dataOf, openTicket } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let cars: number;
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  cars = await category(world, 'Cars');
  ticketId = await openTicket(world, headers);
});

const put = (body: unknown, id = ticketId, method = 'PUT') =>
  ask(world, headers, method, `/tickets/${id}/category`, body);

test.each([
  ['PUT', () => ({ categoryId: cars })],
  ['PATCH', () => ({ id: cars })],
  ['PUT', () => ({ Category: String(cars) })],
])('puts the ticket into a category by %s', async (method, body) => {
  await put({ categoryId: null });
  expect(dataOf(await put(body(), ticketId, method))).toMatchObject({
    id: ticketId,
    category: { Id: cars, Name: 'Cars', Parents: [] },
  });
});

describe.each(['PUT', 'PATCH'])('%s', (method) => {
  test.each([[{ categoryId: null }], [{ id: null }], [{}], [undefined], ['null'], [' null\n'], [{ categoryId: '' }]])(
    '%j removes it',
    async (body) => {
      await put({ categoryId: cars });
      expect(dataOf(await put(body, ticketId, method))).toMatchObject({ category: null });
    },
  );

  test.each(['[]', '0', '"null"', 'false', 'nul', '[null]'])('%s does not', async (body) => {
    await put({ categoryId: cars });
    expect((await put(body, ticketId, method)).status).toBe(400);
    expect(await world.rows('select category_id from tickets where id = $1', [ticketId])).toEqual([
      { category_id: cars },
    ]);
  });
});

test.each([
  ['POST', '/tickets'],
  ['PUT', '/tickets/:id/assignee'],
  ['PATCH', '/tickets/:id/tags'],
  ['PATCH', '/tickets/:id/status'],
])('null is no body of %s %s', async (method, path) => {
  const { json } = await ask(world, headers, method, path.replace(':id', String(ticketId)), 'null');
  expect(json).toMatchObject({ errorCode: 400, errorText: 'The JSON body must be an object of parameters' });
});

const UNKNOWN = 'Parameter "categoryId" must be the id of a category, as /categories lists them';

testDoorRefusals(world, 'socialboards/UpdateCategory', [
  { message: UNKNOWN, request: () => put({ categoryId: 999_999 }) },
  { message: UNKNOWN, because: '0 is not null', request: () => put({ categoryId: 0 }) },
  { message: 'Parameter "categoryId" must be a whole number', request: () => put({ categoryId: 'Cars' }) },
  { message: 'Ticket ID not found', status: 404, request: () => put({ categoryId: null }, 999_999) },
]);
