import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const NOTHING = { opened: 0, answered: 0, closed: 0, backlog: 0, firstreplies: 0 };

let billing: number;
let jo: number;

const at = (moment: string): void => {
  world.now = new Date(moment);
};

/** On 1 March a ticket in Support, answered by jo after half an hour; on 2 March one in Billing, closed after two hours. */
beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  jo = await world.admin('jo', { departmentIds: [billing] });
  at('2026-03-01T10:00:00Z');
  const first = await world.ticket({ noemail: true });
  at('2026-03-01T10:30:00Z');
  await world.done('AddTicketReply', { ticketid: first.id, message: 'm', adminusername: 'jo', noemail: true });
  at('2026-03-02T10:00:00Z');
  const second = await world.ticket({ deptid: billing, noemail: true });
  await world.done('UpdateTicket', { ticketid: second.id, flag: jo });
  at('2026-03-02T12:00:00Z');
  await world.done('UpdateTicket', { ticketid: second.id, status: 'Closed' });
  at('2026-03-03T09:00:00Z');
});

const FIRST = { ...NOTHING, opened: 1, answered: 1, firstreplies: 1, firstreplymedian: 1800, firstreplyp90: 1800 };
const SECOND = { ...NOTHING, opened: 1, closed: 1, closemedian: 7200, closep90: 7200 };
const DAYS = { from: '2026-03-01', to: '2026-03-03' };

test('reports by day, with the backlog at the end of each', async () => {
  const answer = await world.done('GetTicketReport', DAYS);
  expectAnswer('GetTicketReport', answer);
  expect(answer).toEqual({
    result: 'success',
    ...DAYS,
    timezone: 'UTC',
    by: 'day',
    total: { ...FIRST, ...SECOND, ...{ opened: 2, answered: 1, firstreplies: 1, backlog: 1 } },
    rows: {
      row: [
        { key: '2026-03-01', name: '', ...FIRST, backlog: 1 },
        { key: '2026-03-02', name: '', ...SECOND, backlog: 1 },
        { key: '2026-03-03', name: '', ...NOTHING, backlog: 1 },
      ],
    },
  });
});

test('reports by department, also on those with nothing', async () => {
  const { rows } = await world.done('GetTicketReport', { ...DAYS, by: 'department' });
  expect(rows).toEqual({
    row: [
      { key: '1', name: 'Support', ...FIRST, backlog: 1 },
      { key: String(billing), name: 'Billing', ...SECOND },
    ],
  });
});

test('reports by person: tickets for whom they are assigned to, replies for their authors', async () => {
  const { rows } = await world.done('GetTicketReport', { ...DAYS, by: 'person' });
  expect(rows).toEqual({
    row: [
      { key: String(jo), name: 'Jo Admin', ...FIRST, ...SECOND, ...{ answered: 1, firstreplies: 1 } },
      { key: '0', name: '', ...NOTHING, opened: 1, backlog: 1 },
    ],
  });
});

test.each<[string, Record<string, unknown>, string | undefined, string[]]>([
  ['the departments that it names', { deptids: '1' }, undefined, ['Support']],
  ['those of the caller', {}, 'jo', ['Billing']],
  ['those of both', { deptids: [1, 2] }, 'jo', ['Billing']],
  ['none, where the caller works in none of them', { deptids: [1] }, 'jo', []],
])('is about %s', async (_what, params, admin, names) => {
  const { rows, total } = await world.done('GetTicketReport', { ...DAYS, by: 'department', ...params }, admin);
  expect((rows as { row: { name: string }[] }).row.map(({ name }) => name)).toEqual(names);
  expect(total).toMatchObject({ opened: names.length });
});

test('covers thirty days up to today by default, and leaves out those to come', async () => {
  const answer = await world.done('GetTicketReport');
  expect(answer).toMatchObject({ from: '2026-02-02', to: '2026-03-03' });
  expect(await world.done('GetTicketReport', { to: '2026-04-01' })).toMatchObject({ to: '2026-03-03' });
  const ahead = await world.done('GetTicketReport', { from: '2026-04-01', to: '2026-04-02' });
  expectAnswer('GetTicketReport', ahead);
  expect(ahead).toMatchObject({ from: '', to: '', total: NOTHING, rows: { row: [] } });
});

testRefusals(world, 'GetTicketReport', [
  { message: 'Invalid Date Format', params: { from: 'yesterday' } },
  { message: 'Invalid Date Format', because: 'the last day', params: { to: '2026-02-30' } },
  { message: 'By must be day, department or person', params: { by: 'hour' } },
  { message: 'Department ID Not Found', params: { deptids: '1,99' } },
  { message: 'The last day must not be before the first', params: { from: '2026-03-02', to: '2026-03-01' } },
  { message: 'A report has at most 1100 days', params: { from: '2020-01-01', to: '2026-03-01' } },
]);
