import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const complete = async (query?: string, admin = 'jo') => {
  const answer = await world.done('CompleteTicketQuery', { query }, admin);
  expectAnswer('CompleteTicketQuery', answer);
  return (answer.suggestions as { suggestion: { query: string; text: string; name: string }[] }).suggestion;
};

const queries = async (query?: string, admin?: string) => (await complete(query, admin)).map((one) => one.query);

beforeAll(async () => {
  const billing = await world.department({ name: 'Billing & Sales' });
  await world.admin('jo');
  await world.admin('clerk', { departmentIds: [billing] });
  await world.client('Ann Lee');
  await world.client('Joanna Bell');
  await world.change(`insert into tags (name) values ('vip'), ('very big')`);
});

test('begins with keys', async () => {
  expect((await queries()).slice(0, 3)).toEqual(['status:', 'dept:', 'assignee:']);
  expect(await queries('is:open st')).toEqual(['is:open status:']);
  expect(await queries('printer ')).toContain('printer status:');
  expect(await queries('unr')).toEqual(['is:unread']);
  expect(await queries('-ta')).toEqual(['-tag:']);
  expect(await queries('zzz')).toEqual([]);
});

test.each([
  ['status:o', ['status:Open', 'status:"On Hold"', 'status:Customer-Reply', 'status:"In Progress"', 'status:Closed']],
  ['status:"on h', ['status:"On Hold"']],
  ['status:open,cl', ['status:open,Closed']],
  ['a "b status:" dept:bil', ['a "b status:" dept:"Billing & Sales"']],
  ['assignee:m', ['assignee:me', 'assignee:jo', 'assignee:clerk']],
  ['is:un', ['is:unassigned', 'is:unread']],
  ['has:', ['has:attachment', 'has:note']],
  ['tag:v', ['tag:"very big"', 'tag:vip']],
  ['tag:VI', ['tag:vip']],
  ['created:to', ['created:today']],
  ['from:a', []],
  ['client:1', []],
])('completes %j', async (query, expected) => {
  expect(await queries(query)).toEqual(expected);
});

test('completes people by their names, and shows whose address it is', async () => {
  const [found, ...others] = await complete('from:lee');
  expect([found?.name, others]).toEqual(['Ann Lee', []]);
  expect(found?.query).toMatch(/^from:[0-9a-f]+@example\.com$/);
  expect((await complete('from:ann')).map(({ name }) => name)).toEqual(['Ann Lee']);
});

test('suggests only what the list takes', async () => {
  expect(await queries('dept:', 'clerk')).toEqual(['dept:"Billing & Sales"']);
  for (const start of [
    'status:',
    'dept:',
    'assignee:',
    'priority:',
    'is:',
    'has:',
    'tag:',
    'created:',
    'due:',
    'type:',
  ]) {
    for (const query of await queries(start)) await world.done('GetTickets', { query }, 'jo');
  }
});

testRefusals(world, 'CompleteTicketQuery', []);
