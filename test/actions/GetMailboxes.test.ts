import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (deptid: number, more: Record<string, unknown> = {}): Promise<number> => {
  const place = { host: 'imap.example.com', username: 'a@example.com', password: 'opensesame', enabled: false };
  return Number((await world.done('AddMailbox', { ...place, deptid, ...more })).mailboxid);
};

const listed = async (params: object = {}, admin?: string): Promise<Record<string, unknown>[]> => {
  const answer = await world.done('GetMailboxes', { ...params }, admin);
  return (answer.mailboxes as { mailbox: Record<string, unknown>[] }).mailbox;
};

test('shows mailboxes without their secrets', async () => {
  const mailboxid = await add(1);
  const answer = await world.done('GetMailboxes', { mailboxid });
  expectAnswer('GetMailboxes', answer);
  expect(answer).toMatchObject({ totalresults: 1, numreturned: 1 });
  expect(JSON.stringify(answer)).not.toMatch(/opensesame|sealed1/);
});

test.each([
  ['disabled', 'enabled = false'],
  ['new', 'enabled = true'],
  ['working', 'enabled = true, last_success_at = now()'],
  ['failing', `enabled = true, last_success_at = now(), failing_since = now(), last_error = 'gone'`],
])('the state is %s', async (state, changed) => {
  const mailboxid = await add(1);
  await world.change(`update mailboxes set ${changed} where id = $1`, [mailboxid]);
  expect(await listed({ mailboxid })).toMatchObject([{ state }]);
});

test('who works in some departments sees those of their mailboxes', async () => {
  const deptid = await world.department();
  const own = await add(deptid);
  await add(0);
  await world.admin('limited', { departmentIds: [deptid] });
  expect((await listed({}, 'limited')).map(({ id }) => id)).toEqual([own]);
});

testRefusals(world, 'GetMailboxes', []);
