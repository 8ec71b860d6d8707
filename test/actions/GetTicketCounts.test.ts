import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let billing: number;

/** In Support: Open, On Hold. In Billing: Answered, Customer-Reply and Closed, the first and the last jo's. */
beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  const jo = await world.admin('jo', { departmentIds: [billing] });
  await world.admin('everywhere');
  const statuses: [string, number, boolean][] = [
    ['Open', 1, false],
    ['On Hold', 1, false],
    ['Answered', billing, true],
    ['Customer-Reply', billing, false],
    ['Closed', billing, true],
  ];
  for (const [status, deptid, flagged] of statuses) {
    const { id } = await world.ticket({ deptid });
    await world.done('UpdateTicket', { ticketid: id, status, ...(flagged && { flag: jo }) });
  }
  const { id } = await world.ticket();
  await world.change('update tickets set deleted_at = now() where id = $1', [id]);
});

test('counts all tickets that are not deleted or merged, with the documented names', async () => {
  const answer = await world.call('GetTicketCounts', { includeCountsByStatus: true });
  expectAnswer('GetTicketCounts', answer);
  expect(answer).toEqual({
    result: 'success',
    filteredDepartments: [1, billing],
    allActive: 4,
    awaitingReply: 2,
    flaggedTickets: 0,
    status: {
      open: { title: 'Open', count: 1 },
      answered: { title: 'Answered', count: 1 },
      customerreply: { title: 'Customer-Reply', count: 1 },
      onhold: { title: 'On Hold', count: 1 },
      inprogress: { title: 'In Progress', count: 0 },
      closed: { title: 'Closed', count: 1 },
    },
  });
});

test("has the statuses in the documented order, and then the desk's own in theirs", async () => {
  await world.change("insert into statuses (title, sort_order) values ('Waiting', 0), ('Again', 3)");
  const parts = ['filteredDepartments', 'allActive', 'awaitingReply', 'flaggedTickets'];
  const { json } = await world.post({ action: 'GetTicketCounts', includeCountsByStatus: 'true' });
  expect(Object.keys(json!)).toEqual(['result', ...parts, 'status']);
  const documented = ['open', 'answered', 'customerreply', 'closed', 'onhold', 'inprogress'];
  expect(Object.keys(json!.status as object)).toEqual([...documented, 'waiting', 'again']);
  const short = await world.post({ action: 'GetTicketCounts' });
  expect(Object.keys(short.json!)).toEqual(['result', ...parts]);
  await world.change("delete from statuses where title in ('Waiting', 'Again')");
});

test.each([undefined, 'false', '0', ''])('leaves out the statuses unless asked for them: %s', async (include) => {
  const answer = await world.call('GetTicketCounts', { includeCountsByStatus: include });
  expectAnswer('GetTicketCounts', answer);
  expect(answer).not.toHaveProperty('status');
});

test.each<[string, string, unknown, () => Record<string, unknown>]>([
  ['of one department', 'jo', undefined, () => ({ filteredDepartments: [billing], allActive: 2, awaitingReply: 1 })],
  ['of all, ignoring it', 'jo', 'true', () => ({ filteredDepartments: [], allActive: 4, awaitingReply: 2 })],
  ['of all', 'everywhere', 'false', () => ({ filteredDepartments: [1, billing], allActive: 4, awaitingReply: 2 })],
])('counts for an administrator: %s', async (_what, admin, ignore, counts) => {
  const answer = await world.call('GetTicketCounts', { ignoreDepartmentAssignments: ignore }, admin);
  expect(answer).toEqual({ result: 'success', flaggedTickets: admin === 'jo' ? 1 : 0, ...counts() });
});

testRefusals(world, 'GetTicketCounts', []);
