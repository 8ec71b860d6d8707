import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const rowOf = async (id: unknown) => (await world.rows('select * from todo_items where id = $1', [id]))[0];
let jo: number;
let ann: number;
beforeAll(async () => {
  jo = await world.admin('jo');
  ann = await world.admin('ann');
});

test('adds an item for the caller', async () => {
  const answer = await world.done('AddToDoItem', { title: 'Renew <it>' }, 'jo');
  expectAnswer('AddToDoItem', answer);
  expect(await rowOf(answer.itemid)).toEqual({
    id: answer.itemid,
    staff_id: jo,
    title: 'Renew <it>',
    description: '',
    status: 'New',
    created_at: world.now,
    due_at: null,
    updated_at: world.now,
  });
  expect(await world.logged()).toMatchObject({ staffId: jo, changes: { title: [null, 'Renew <it>'] } });
});

test.each<[Record<string, unknown>, () => Record<string, unknown>]>([
  [{ adminid: 'ANN' }, () => ({ staff_id: ann })],
  [{ adminid: 0 }, () => ({ staff_id: null })],
  [{ description: 'All of it' }, () => ({ description: 'All of it' })],
  [{ status: 'in progress' }, () => ({ status: 'In Progress' })],
  [{ date: 1_800_000_000 }, () => ({ created_at: new Date(1_800_000_000_000) })],
  [{ duedate: '1800000000' }, () => ({ due_at: new Date(1_800_000_000_000) })],
  [{ duedate: 253_402_300_799 }, () => ({ due_at: new Date('9999-12-31T23:59:59Z') })],
  [{ duedate: '2027-01-31' }, () => ({ due_at: new Date('2027-01-31T00:00:00Z') })],
  [{ duedate: '0000-00-00' }, () => ({ due_at: null })],
  [{ duedate: '0', date: '' }, () => ({ due_at: null, created_at: world.now })],
])('%p', async (params, expected) => {
  const adminid = params.adminid === 'ANN' ? ann : params.adminid;
  const { itemid } = await world.done('AddToDoItem', { title: 'Do it', ...params, adminid }, 'jo');
  expect(await rowOf(itemid)).toMatchObject(expected());
});

const TITLE = 'Title is required, with at most 250 characters';
const STATUS = 'Invalid Status. Must be one of New, Pending, In Progress, Completed, Postponed';

testRefusals(world, 'AddToDoItem', [
  { message: TITLE, params: {} },
  { message: TITLE, because: 'long', params: { title: 'x'.repeat(251) } },
  { message: 'Admin ID Not Found', params: { title: 'Do it', adminid: 999_999 } },
  { message: 'Admin ID Not Found', because: 'a name', params: { title: 'Do it', adminid: 'jo' } },
  { message: STATUS, params: { title: 'Do it', status: 'Incomplete' } },
  { message: 'Invalid Date Format', params: { title: 'Do it', date: 'yesterday' } },
  ...[253_402_300_800, 1e15, Number.MAX_SAFE_INTEGER, new Date(253_402_300_800_000), new Date(Number.NaN)].map(
    (duedate) => ({
      message: 'Invalid Date Format',
      because: `a moment beyond the calendar, ${Number(duedate)}`,
      params: { title: 'Do it', duedate },
    }),
  ),
  { message: 'Invalid Date Format', because: 'beyond all time', params: { title: 'Do it', duedate: '99999999999' } },
]);
