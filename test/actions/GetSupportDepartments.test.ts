import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let billing: number;
let empty: number;

beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  empty = await world.department({ name: 'Empty' });
  const guest = { name: 'Gus', email: 'gus@example.com' };
  const statuses = ['Open', 'Open', 'Answered', 'Customer-Reply', 'On Hold', 'In Progress', 'Closed'];
  for (const status of statuses) {
    const { id } = await world.ticket({ deptid: billing });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...guest, status });
  }
  await world.ticket({ deptid: 1 });
  await world.admin('everywhere');
  await world.admin('billing', { departmentIds: [billing] });
  await world.admin('two', { departmentIds: [empty, billing] });
});

const support = () => ({ id: 1, name: 'Support', awaitingreply: 1, opentickets: 1 });
const ofBilling = () => ({ id: billing, name: 'Billing', awaitingreply: 3, opentickets: 6 });
const ofEmpty = () => ({ id: empty, name: 'Empty', awaitingreply: 0, opentickets: 0 });

test('lists every department in order, with the number of waiting tickets', async () => {
  const answer = await world.call('GetSupportDepartments');
  expectAnswer('GetSupportDepartments', answer);
  expect(Object.keys(answer)).toEqual(['result', 'totalresults', 'departments']);
  expect(answer).toEqual({
    result: 'success',
    totalresults: 3,
    departments: { department: [support(), ofBilling(), ofEmpty()] },
  });
});

test.each<[string, string, unknown, () => unknown[]]>([
  ['one who works everywhere', 'everywhere', undefined, () => [support(), ofBilling(), ofEmpty()]],
  ['one who works in one', 'billing', undefined, () => [ofBilling()]],
  ['one who works in two', 'two', undefined, () => [ofBilling(), ofEmpty()]],
  ['one who works in one and ignores it', 'billing', true, () => [support(), ofBilling(), ofEmpty()]],
  ['one who works in one and ignores it in words', 'billing', 'true', () => [support(), ofBilling(), ofEmpty()]],
  ['one who works in one and does not ignore it', 'billing', 'false', () => [ofBilling()]],
])('lists the departments of the caller: %s', async (_who, admin, ignore, department) => {
  const expected = department();
  expect(await world.call('GetSupportDepartments', { ignore_dept_assignments: ignore }, admin)).toEqual({
    result: 'success',
    totalresults: expected.length,
    departments: { department: expected },
  });
});

test("lists the departments of a credential's administrator, with ids as text where the credential has them", async () => {
  const admin = await world.admin('clerk', { departmentIds: [billing] });
  const credentials = await world.credential(['getsupportdepartments'], { admin, ids: 'string' });
  const { json } = await world.post({ action: 'GetSupportDepartments', ...credentials });
  expect(json).toEqual({
    result: 'success',
    totalresults: 1,
    departments: { department: [{ id: String(billing), name: 'Billing', awaitingreply: '3', opentickets: '6' }] },
  });
});

testRefusals(world, 'GetSupportDepartments', [
  {
    message: 'Parameter "ignore_dept_assignments" must be true or false',
    params: { ignore_dept_assignments: ['true'] },
  },
]);
