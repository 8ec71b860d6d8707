import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let macroid: unknown;

beforeAll(async () => {
  await world.admin('jo');
  await world.admin('al');
});

beforeEach(async () => {
  const params = { name: 'Paid', key: '1', status: 'Closed', reply: 'Thanks', addtags: 'paid' };
  macroid = (await world.done('AddMacro', params, 'jo')).macroid;
});

const shown = async (admin: string) => {
  const { macros } = await world.done('GetMacros', { macroid }, admin);
  return (macros as { macro: Record<string, unknown>[] }).macro[0];
};

test('changes what is sent, takes out what is named, and keeps texts out of the log', async () => {
  const answer = await world.done(
    'UpdateMacro',
    { macroid, name: 'Thanks', reply: 'Thank you', remove: 'Status,addtags,key', flag: 'me' },
    'jo',
  );
  expectAnswer('UpdateMacro', answer);
  expect(await shown('jo')).toMatchObject({
    ...{ name: 'Thanks', key: '', shared: false, status: '', flag: 'me', addtags: '', reply: 'Thank you' },
  });
  expect((await world.logged())!.changes).toMatchObject({ name: ['Paid', 'Thanks'], reply_body: ['...', '...'] });
});

test('takes out texts for which only white space is sent', async () => {
  await world.done('UpdateMacro', { macroid, reply: ' ', note: ' ' }, 'jo');
  expect(await shown('jo')).toMatchObject({ status: 'Closed', reply: '', note: '' });
});

test('gives it to everybody, and back', async () => {
  expect(await shown('al')).toBeUndefined();
  await world.done('UpdateMacro', { macroid, shared: true }, 'jo');
  expect(await shown('al')).toMatchObject({ name: 'Paid', shared: true });
  await world.done('UpdateMacro', { macroid, shared: false }, 'al');
  expect(await shown('jo')).toBeUndefined();
});

const everything = { remove: 'status,reply,addtags' };
const asJo = (action: string, params?: Record<string, unknown>) => world.call(action, params, 'jo');
const row = (message: string, params: Record<string, unknown>) => ({
  message,
  params: () => ({ macroid, ...params }),
  call: asJo,
});

testRefusals(world, 'UpdateMacro', [
  row('Name is required, with at most 250 characters', { name: ' ' }),
  row('A key is one or two keystrokes, such as 1, Alt+p or q r', { key: ' 1' }),
  row('A reply may have at most 65535 characters', { reply: 'x'.repeat(65_536) }),
  row('A note may have at most 65535 characters', { note: 'x'.repeat(65_536) }),
  { message: 'Macro ID Not Found', params: { macroid: 999 } },
  {
    ...row('Macro ID Not Found', { name: 'N' }),
    because: "somebody else's",
    call: (action, params) => world.call(action, params, 'al'),
  },
  row('Department ID Not Found', { deptid: 999 }),
  row('Invalid Ticket Priority. Valid priorities are: Low,Medium,High', { priority: 'Gone' }),
  row('Invalid Ticket Status. Valid statuses are: Open,Answered,Customer-Reply,On Hold,In Progress,Closed', {
    status: 'Gone',
  }),
  row('Admin ID Not Found', { flag: 'gone' }),
  row('A ticket may have at most 50 tags', { addtags: Array.from({ length: 51 }, (_, at) => `t${at}`) }),
  row('A tag may have at most 100 characters', { removetags: 'x'.repeat(101) }),
  row('Remove can name key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply and note', {
    remove: 'name',
  }),
  row('A macro must change something', everything),
]);
