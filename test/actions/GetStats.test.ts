import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

const TODAY = new Date('2027-03-10T22:30:00Z');

beforeAll(async () => {
  for (const own of [world, romanWorld]) {
    own.now = TODAY;
    const opened = ['2027-03-10T22:00:00Z', '2027-03-09T23:30:00Z', '2027-03-09T01:00:00Z', '2027-03-04T00:00:00Z'];
    for (const created of [...opened, '2027-03-03T22:59:59Z']) {
      const { id } = await own.ticket();
      await own.change('update tickets set created_at = $2 where id = $1', [id, created]);
    }
  }
});

test('answers the documented figures, zero for billing', async () => {
  const jo = await world.admin('jo');
  const { id } = await world.ticket({ created: '2020-01-01 00:00:00' });
  await world.done('UpdateTicket', { ticketid: id, status: 'On Hold', flag: jo });
  const { clientId } = await world.client();
  const services = [await world.service(clientId), await world.service(clientId)];
  await world.change(`update services set status = 'Cancelled' where id = $1`, [services[1]]);
  await world.change(
    `insert into cancel_requests (service_id, kind, created_at) select unnest($1::int[]), 'Immediate', now()`,
    [services],
  );
  await world.change(
    `insert into todo_items (title, status, created_at, due_at, updated_at)
     select 'x', status, now(), due::timestamptz, now() from (values ('New', '2027-03-10T23:59:59Z'),
       ('Pending', '2020-01-01'), ('New', '2027-03-11T00:00:00Z'), ('Completed', '2020-01-01'), ('New', null)) as t (status, due)`,
  );
  await world.done('LogActivity', { description: 'Here' }, 'jo');
  const answer = await world.done('GetStats', {}, 'jo');
  expectAnswer('GetStats', answer);
  const { timeline_data: timeline, ...figures } = answer as Record<string, unknown>;
  expect(Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0 && value !== '0.00'))).toEqual({
    result: 'success',
    tickets_allactive: 6,
    tickets_awaitingreply: 5,
    tickets_flaggedtickets: 1,
    tickets_open: 5,
    tickets_onhold: 1,
    cancellations_pending: 1,
    todoitems_due: 2,
    staff_online: 1,
  });
  const days = ['2027-03-10', '2027-03-09', '2027-03-08', '2027-03-07', '2027-03-06', '2027-03-05', '2027-03-04'];
  const of = <T>(values: T[]) => Object.fromEntries(days.map((day, index) => [day, values[index]]));
  expect(timeline).toEqual({
    new_orders: of(days.map(() => 0)),
    accepted_orders: of(days.map(() => 0)),
    income: of(days.map(() => '0.00')),
    expenditure: of(days.map(() => '0.00')),
    new_tickets: of([1, 2, 0, 0, 0, 0, 1]),
  });
  expect(Object.keys((timeline as { new_tickets: object }).new_tickets)).toEqual(days);
});

test("counts the tickets of the desk's own statuses, under the keys of GetTicketCounts", async () => {
  await romanWorld.done('AddStatus', { title: 'Waiting for vendor' });
  await romanWorld.done('AddStatus', { title: 'Wartet' });
  const misleading = await romanWorld.done('AddStatus', { title: 'All Active' });
  const { id } = await romanWorld.ticket({ created: '2020-01-01 00:00:00' });
  await romanWorld.done('UpdateTicket', { ticketid: id, status: 'Waiting for vendor' });
  const answer = await romanWorld.done('GetStats');
  expectAnswer('GetStats', answer);
  expect(answer).toMatchObject({
    tickets_open: 5,
    tickets_waitingforvendor: 1,
    tickets_wartet: 0,
    [`tickets_allactive${misleading.statusid}`]: 0,
  });
  const { status } = (await romanWorld.done('GetTicketCounts', { includeCountsByStatus: true })) as unknown as {
    status: object;
  };
  expect(Object.keys(status).slice(-3, -1)).toEqual(['waitingforvendor', 'wartet']);
});

test("counts days in the desk's time zone", async () => {
  const { timeline_data } = (await romanWorld.done('GetStats', { timeline_days: '2' })) as Record<string, unknown>;
  expect(timeline_data).toMatchObject({ new_tickets: { '2027-03-10': 2, '2027-03-09': 1 } });
});

test.each([
  ['one', '1', 1],
  ['as usual for 0', '0', 7],
  ['many', '400', 400],
])('covers the requested number of days: %s', async (_what, days, count) => {
  const { timeline_data } = (await world.done('GetStats', { timeline_days: days })) as unknown as {
    timeline_data: Record<string, object>;
  };
  for (const line of Object.values(timeline_data)) expect(Object.keys(line)).toHaveLength(count);
});

test('an administrator with departments gets the figures of those', async () => {
  const billing = await world.department({ name: 'Billing' });
  await world.ticket({ deptid: billing });
  await world.admin('clerk', { departmentIds: [billing] });
  const answer = await world.done('GetStats', { timeline_days: 1 }, 'clerk');
  expect(answer).toMatchObject({ tickets_open: 1, timeline_data: { new_tickets: { '2027-03-10': 1 } } });
});

testRefusals(world, 'GetStats', [
  { message: 'Parameter "timeline_days" must be a whole number', params: { timeline_days: 'week' } },
  { message: 'Parameter "timeline_days" is out of range', params: { timeline_days: 3661 } },
]);
