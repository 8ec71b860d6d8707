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

  test.each([
    [{ foo: 1 }, 'foo'],
    [{ categoryIds: [15597] }, 'categoryIds'],
    [{ Categories: [{ Id: 1 }], foo: null }, 'Categories'],
  ])('%j does not', async (body, name) => {
    await put({ categoryId: cars });
    const { status, json } = await put(body, ticketId, method);
    const errorText = `There is no parameter "${name}" here, only categoryId`;
    expect([status, json]).toMatchObject([400, { errorText }]);
    expect(dataOf(await put({ id: cars, foo: 1, ticketId: 7 }, ticketId, method))).toMatchObject({
      category: { Id: cars },
    });
  });

  test.each([{ foo: null }, { foo: '' }, { ticketId: 7 }])('%j says nothing, so it removes it', async (body) => {
    await put({ categoryId: cars });
    expect(dataOf(await put(body, ticketId, method))).toMatchObject({ id: ticketId, category: null });
  });

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
