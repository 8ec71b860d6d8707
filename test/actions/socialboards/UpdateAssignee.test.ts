import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let jo: { id: number; uuid: string };
let kim: { id: number; uuid: string };
let ticketId: number;

const CHANGED = 'The ticket is not assigned to previousAssigneeId any more: read lockedBy again';
const REQUIRED = 'Parameter "previousAssigneeId" is required, because the ticket is assigned: send the id in lockedBy';

beforeAll(async () => {
  headers = await asProgram(world);
  jo = await teammate(world, 'jo');
  kim = await teammate(world, 'kim');
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

test.each([[{ assigneeId: null }], [{ assigneeId: '' }], [{ assignee: null }], [{ assigneeId: 'null' }]])(
  '%j takes it from everybody',
  async (body) => {
    await assigned(jo);
    expect(dataOf(await put({ ...body, previousAssigneeId: jo.uuid }))).toMatchObject({ lockedBy: null });
  },
);

/** Assigns the ticket, whoever had it before. */
const assigned = async (who: { id: number } | null) => {
  await world.change('update tickets set assignee_id = $2 where id = $1', [ticketId, who?.id ?? null]);
};

const lockedBy = async () => {
  const { lockedBy: who } = dataOf<{ lockedBy: { id: string } | null }>(
    await ask(world, headers, 'GET', `/tickets/${ticketId}`),
  );
  return who?.id ?? null;
};

const PEOPLE = { nobody: () => null, jo: () => jo, kim: () => kim };
type Person = keyof typeof PEOPLE;

describe('of the previous assignee', () => {
  /** Who has the ticket, who shall get it, and what is sent as the previous assignee. */
  test.each<[Person, Person, () => Record<string, unknown>]>([
    ['nobody', 'jo', () => ({ previousAssigneeId: 'null' })],
    ['nobody', 'jo', () => ({ previousAssigneeId: null })],
    ['nobody', 'jo', () => ({ previousAssigneeId: '' })],
    ['nobody', 'jo', () => ({})],
    ['nobody', 'nobody', () => ({})],
    ['jo', 'kim', () => ({ previousAssigneeId: jo.uuid })],
    ['jo', 'kim', () => ({ PreviousAssigneeId: ` ${jo.uuid.toUpperCase()} ` })],
    ['jo', 'nobody', () => ({ previousAssigneeId: jo.uuid })],
    ['jo', 'jo', () => ({ previousAssigneeId: 'null' })],
    ['jo', 'jo', () => ({})],
  ])('a ticket of %s goes to %s', async (before, after, body) => {
    for (const method of ['PUT', 'PATCH']) {
      await assigned(PEOPLE[before]());
      const answer = await put({ assigneeId: PEOPLE[after]()?.uuid ?? null, ...body() }, ticketId, method);
      expect(dataOf<Record<string, unknown>>(answer).lockedBy === null).toBe(after === 'nobody');
      expect(await lockedBy()).toBe(PEOPLE[after]()?.uuid ?? null);
    }
  });

  test.each<[Person, Person, () => Record<string, unknown>, number, string]>([
    ['jo', 'kim', () => ({ previousAssigneeId: 'null' }), 409, CHANGED],
    ['jo', 'kim', () => ({ previousAssigneeId: null }), 409, CHANGED],
    ['jo', 'kim', () => ({ previousAssigneeId: kim.uuid }), 409, CHANGED],
    ['jo', 'kim', () => ({ previousAssigneeId: 'jo' }), 409, CHANGED],
    ['jo', 'nobody', () => ({ previousAssigneeId: kim.uuid }), 409, CHANGED],
    ['nobody', 'kim', () => ({ previousAssigneeId: jo.uuid }), 409, CHANGED],
    ['jo', 'kim', () => ({}), 400, REQUIRED],
    ['jo', 'nobody', () => ({}), 400, REQUIRED],
  ])('a ticket of %s is not given to %s', async (before, after, body, status, errorText) => {
    for (const method of ['PUT', 'PATCH']) {
      await assigned(PEOPLE[before]());
      const answer = await put({ assigneeId: PEOPLE[after]()?.uuid ?? null, ...body() }, ticketId, method);
      expect({ status: answer.status, json: answer.json }).toEqual({
        status,
        json: { data: null, errorCode: status, errorText },
      });
      expect(await lockedBy()).toBe(PEOPLE[before]()?.uuid ?? null);
    }
  });

  test('it may be somebody whose account was disabled since', async () => {
    const old = await teammate(world, 'old');
    await assigned(old);
    await world.change('update staff set disabled = true where id = $1', [old.id]);
    expect(dataOf(await put({ assigneeId: kim.uuid, previousAssigneeId: old.uuid }))).toMatchObject({
      lockedBy: { id: kim.uuid },
    });
  });

  test('of two teammates who take an unassigned ticket at once, one gets it', async () => {
    await assigned(null);
    const answers = await Promise.all(
      [jo, kim].map(({ uuid }) => put({ assigneeId: uuid, previousAssigneeId: 'null' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

const UNKNOWN = 'Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them';

describe('of a ticket of jo', () => {
  beforeEach(() => assigned(jo));

  testDoorRefusals(world, 'socialboards/UpdateAssignee', [
    { message: UNKNOWN, request: () => put({ assigneeId: '00000000-0000-4000-8000-000000000000' }) },
    { message: UNKNOWN, because: 'an id of another door', request: () => put({ assigneeId: jo.id }) },
    { message: 'Parameter "assigneeId" is required', request: () => put({}) },
    { message: 'Parameter "assigneeId" must be of type string', request: () => put({ assigneeId: { id: jo.uuid } }) },
    {
      message: CHANGED,
      status: 409,
      request: () => put({ assigneeId: null, previousAssigneeId: null }),
    },
    { message: REQUIRED, request: () => put({ assigneeId: null }) },
    { message: 'Ticket ID not found', status: 404, request: () => put({ assigneeId: null }, 999_999) },
  ]);
});
