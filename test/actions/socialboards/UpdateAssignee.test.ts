import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let jo: { id: number; uuid: string };
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  jo = await teammate(world, 'jo');
  ticketId = await openTicket(world, headers);
});

const put = (body: unknown, id = ticketId, method = 'PUT') =>
  ask(world, headers, method, `/tickets/${id}/assignee`, body);

test('assigns the ticket, emits the event once, and marks it as changed', async () => {
  await world.events();
  world.now = new Date(world.now.getTime() + 60_000);
  const expected = { id: ticketId, lockedBy: { id: jo.uuid, name: 'Jo Admin', email: 'jo@desk.example' } };
  expect(dataOf(await put({ assigneeId: jo.uuid.toUpperCase() }))).toMatchObject(expected);
  expect(dataOf(await put({ AssigneeId: jo.uuid, previousAssigneeId: 'null' }, ticketId, 'PATCH'))).toMatchObject(
    expected,
  );
  expect(await world.events()).toEqual(['TicketFlagged']);
  expect(await world.rows('select assignee_id, updated_at from tickets where id = $1', [ticketId])).toEqual([
    { assignee_id: jo.id, updated_at: world.now },
  ]);
});

test.each([[{ assigneeId: null }], [{ assigneeId: '' }], [{ assignee: null }]])(
  '%j takes it from everybody',
  async (body) => {
    await put({ assigneeId: jo.uuid });
    expect(dataOf(await put(body))).toMatchObject({ lockedBy: null });
  },
);

const UNKNOWN = 'Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them';

testDoorRefusals(world, 'socialboards/UpdateAssignee', [
  { message: UNKNOWN, request: () => put({ assigneeId: '00000000-0000-4000-8000-000000000000' }) },
  { message: UNKNOWN, because: 'an id of another door', request: () => put({ assigneeId: jo.id }) },
  { message: 'Parameter "assigneeId" is required', request: () => put({}) },
  { message: 'Parameter "assigneeId" must be of type string', request: () => put({ assigneeId: { id: jo.uuid } }) },
  { message: 'Ticket ID not found', status: 404, request: () => put({ assigneeId: null }, 999_999) },
]);
