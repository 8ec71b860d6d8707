import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const rowOf = async (id: unknown) => (await world.rows('select * from todo_items where id = $1', [id]))[0];
let jo: number;
beforeAll(async () => {
  jo = await world.admin('jo');
});

const added = async (): Promise<unknown> =>
  (await world.done('AddToDoItem', { title: 'Do it', description: 'All', adminid: jo, duedate: '2027-01-31' })).itemid;

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown> | null]>([
  ['nothing when nothing is sent', {}, {}, {}],
  ['the title', { title: 'Do that' }, { title: 'Do that' }, { title: ['Do it', 'Do that'] }],
  ['the description', { description: 'Some' }, { description: 'Some' }, { description: ['All', 'Some'] }],
  ['the status', { status: 'completed' }, { status: 'Completed' }, { status: ['New', 'Completed'] }],
  ['who is to do it', { adminid: 0 }, { staff_id: null }, { staff_id: [expect.any(Number), null] }],
  [
    'the date',
    { date: 1_800_000_000 },
    { created_at: new Date(1_800_000_000_000) },
    { created_at: [expect.any(String), expect.any(String)] },
  ],
  [
    'when it is due',
    { duedate: '2027-03-01 12:00:00' },
    { due_at: new Date('2027-03-01T12:00:00Z') },
    { due_at: [expect.any(String), expect.any(String)] },
  ],
])('changes %s', async (_what, params, expected, changes) => {
  const itemid = await added();
  const before = await rowOf(itemid);
  world.now = new Date(world.now.getTime() + 60_000);
  const answer = await world.done('UpdateToDoItem', { itemid, adminid: jo, ...params });
  expectAnswer('UpdateToDoItem', answer);
  expect(await rowOf(itemid)).toEqual({ ...before, ...expected, updated_at: world.now });
  expect(await world.logged()).toMatchObject({ action: 'UpdateToDoItem', changes });
});

const item = async (params: Record<string, unknown>) => ({ itemid: await added(), adminid: jo, ...params });

testRefusals(world, 'UpdateToDoItem', [
  { message: 'To-Do Item ID Not Found', params: {} },
  { message: 'To-Do Item ID Not Found', because: 'no such', params: { itemid: 999_999, adminid: 0 } },
  { message: 'Admin ID Not Found', params: () => item({ adminid: undefined }) },
  { message: 'Admin ID Not Found', because: 'no such', params: () => item({ adminid: 999_999 }) },
  {
    message: 'Invalid Status. Must be one of New, Pending, In Progress, Completed, Postponed',
    params: () => item({ status: 'Done' }),
  },
  { message: 'Invalid Date Format', params: () => item({ duedate: [1] }) },
  { message: 'Invalid Date Format', because: 'beyond the calendar', params: () => item({ date: 1e15 }) },
  { message: 'Title is required, with at most 250 characters', params: () => item({ title: ' ' }) },
]);
