import { expectAnswer } from '../support/answers';
import { itemsOf } from '../support/lists';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let jo: number;
beforeAll(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  jo = await world.admin('jo');
  for (const [title, status, duedate] of [
    ['someday', 'New', ''],
    ['soon', 'Pending', '2027-02-01'],
    ['late', 'In Progress', '2027-01-30'],
    ['done', 'Completed', '2027-01-29'],
    ['put off', 'Postponed', '2027-01-31 08:59:59'],
  ]) {
    await world.done('AddToDoItem', { title, status, duedate, description: 'More', adminid: jo });
  }
});

const titles = async (params?: Record<string, unknown>) =>
  itemsOf(await world.done('GetToDoItems', params)).map(({ title }) => title);

test('lists the most urgent items first', async () => {
  const answer = await world.done('GetToDoItems');
  expectAnswer('GetToDoItems', answer);
  expect(answer).toMatchObject({ totalresults: 5, startnumber: 0, numreturned: 5 });
  expect(itemsOf(answer).map(({ title }) => title)).toEqual(['done', 'late', 'put off', 'soon', 'someday']);
  expect(itemsOf(answer)[1]).toEqual({
    id: expect.any(Number),
    date: '2027-01-31 09:00:00',
    title: 'late',
    description: 'More',
    admin: jo,
    status: 'In Progress',
    duedate: '2027-01-30 00:00:00',
  });
  expect(itemsOf(answer)[4]).toMatchObject({ duedate: '' });
});

test.each<[Record<string, unknown>, string[]]>([
  [{ status: 'Pending' }, ['soon']],
  [{ status: 'in progress' }, ['late']],
  [{ status: 'Incomplete' }, ['late', 'put off', 'soon', 'someday']],
  [{ status: 'Overdue' }, ['late', 'put off']],
  [{ status: 'Unheard of' }, []],
  [{ limitstart: 1, limitnum: 2 }, ['late', 'put off']],
  [{ itemid: 999_999 }, []],
])('%p', async (params, expected) => {
  expect(await titles(params)).toEqual(expected);
});

test('shows 0 for items without an administrator', async () => {
  const { itemid } = await world.done('AddToDoItem', { title: 'Anybody?', adminid: 0 });
  expect(itemsOf(await world.done('GetToDoItems', { itemid }))).toMatchObject([{ id: itemid, admin: 0 }]);
  await world.done('DeleteToDoItem', { itemid });
});

testRefusals(world, 'GetToDoItems', []);
