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

test.each([[{ categoryId: null }], [{ id: null }], [{}], [undefined]])('%j removes it', async (body) => {
  await put({ categoryId: cars });
  expect(dataOf(await put(body, ticketId, 'PATCH'))).toMatchObject({ category: null });
});

const UNKNOWN = 'Parameter "categoryId" must be the id of a category, as /categories lists them';

testDoorRefusals(world, 'socialboards/UpdateCategory', [
  { message: UNKNOWN, request: () => put({ categoryId: 999_999 }) },
  { message: UNKNOWN, because: '0 is not null', request: () => put({ categoryId: 0 }) },
  { message: 'Parameter "categoryId" must be a whole number', request: () => put({ categoryId: 'Cars' }) },
  { message: 'Ticket ID not found', status: 404, request: () => put({ categoryId: null }, 999_999) },
]);
