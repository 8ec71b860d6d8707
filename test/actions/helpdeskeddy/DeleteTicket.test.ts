import { testDoorRefusals } from '../../support/doors';
import { type ApiUser, clientUser, dataOf, staffUser } from '../../support/helpdeskeddy';
import { bytes, URLENCODED } from '../../support/requests';
import { useWorld } from '../../support/world';

const world = useWorld();

let jo: ApiUser;
let ann: ApiUser;

const remove = (by: ApiUser, id: unknown, body?: unknown, query = '') =>
  by.ask('DELETE', `/tickets/${id}/${query}`, body);

async function created(): Promise<number> {
  const id = (await dataOf(ann.ask('POST', '/tickets', { title: 'Title', description: 'Text' }))).id as number;
  await world.events();
  return id;
}

const stateOf = async (id: number): Promise<string> => {
  const [row] = await world.rows<{ deleted: boolean }>(
    'select deleted_at is not null as deleted from tickets where id = $1',
    [id],
  );
  return row === undefined ? 'erased' : row.deleted ? 'put away' : 'living';
};

const success = (id: number) => ({
  errors: [{ code: 's-204', title: 'No content', details: `Ticket with id {${id}} successfully deleted` }],
});

beforeAll(async () => {
  [jo, ann] = [await staffUser(world, 'jo'), await clientUser(world)];
});

test('marks the ticket as deleted, and says so in the form of a refusal', async () => {
  const id = await created();
  const answer = await remove(jo, id);
  expect([answer.status, answer.text]).toEqual([200, JSON.stringify(success(id))]);
  expect(await stateOf(id)).toBe('put away');
  expect(await world.events()).toEqual(['TicketDelete']);
});

test.each<[string, unknown, string, string]>([
  ['false in the body', { delete: false }, '', 'put away'],
  ['0 in the body', { delete: 0 }, '', 'put away'],
  ['false in the address', undefined, '?delete=false', 'put away'],
  ['true in the body', { delete: true }, '', 'erased'],
  ['1 in the body', { delete: 1 }, '', 'erased'],
  ['"true" in the body', { delete: 'true' }, '', 'erased'],
  ['true in the address', undefined, '?delete=true', 'erased'],
  ['1 in the address', undefined, '?delete=1', 'erased'],
])('%s', async (_where, body, query, state) => {
  const id = await created();
  expect((await remove(jo, id, body, query)).json).toEqual(success(id));
  expect(await stateOf(id)).toBe(state);
});

test('takes forms', async () => {
  const id = await created();
  const headers = { ...jo.headers, 'Content-Type': URLENCODED };
  await world.send(`/api/v2/tickets/${id}`, { ...bytes('delete=1', URLENCODED), method: 'DELETE', headers });
  expect(await stateOf(id)).toBe('erased');
});

test('erasing deletes everything except the client', async () => {
  const before = await world.counts();
  const id = await created();
  await jo.ask('PUT', `/tickets/${id}`, { tags: ['kept'], cc: ['a@example.com'], followers: [jo.id] });
  await remove(jo, id, { delete: true });
  const after = await world.counts();
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed.filter((table) => table !== 'outbox' && table !== 'activity_log')).toEqual(['tags']);
});

test('a deleted ticket stays deleted, and can still be erased', async () => {
  const id = await created();
  await remove(jo, id);
  await world.events();
  expect((await remove(jo, id)).json).toEqual(success(id));
  expect(await world.events()).toEqual([]);
  await remove(jo, id, { delete: true });
  expect(await stateOf(id)).toBe('erased');
});

test('a merged ticket is not found, and the ticket it went into stays', async () => {
  const [one, two] = [await created(), await created()];
  await jo.ask('POST', `/tickets/${one}/union`, { ticket_list: [two] });
  expect((await remove(jo, two, { delete: true })).status).toBe(404);
  expect(await stateOf(one)).toBe('living');
});

test('does not find tickets of other departments', async () => {
  const lee = await staffUser(world, 'lee', { departmentIds: [await world.department()] });
  expect((await remove(lee, await created())).status).toBe(404);
});

testDoorRefusals(world, 'helpdeskeddy/DeleteTicket', [
  { message: 'Ticket with id {999999} not found', status: 404, request: () => remove(jo, 999_999) },
  { message: 'Parameter "id" must be the id of a ticket', request: () => remove(jo, 'x') },
  { message: 'Parameter "delete" must be true or false', request: () => remove(jo, 1, { delete: 'maybe' }) },
  {
    message: 'Invalid Permissions: API action "helpdeskeddy/deleteticket" is not allowed',
    status: 403,
    request: () => remove(ann, 1),
  },
]);
