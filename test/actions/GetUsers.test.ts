import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const NAMES = ['Ann Lee', 'Bob Lee', 'Ann_ %Ray', 'Lee Young'];
const ids: number[] = [];

beforeAll(async () => {
  for (const [index, name] of NAMES.entries()) {
    const { userId } = await world.client(name);
    await world.change('update users set email = $2 where id = $1', [userId, `u${index}.${name[0]}@example.com`]);
    ids.push(userId);
  }
});

const found = async (params: Record<string, unknown>) => {
  const { users } = (await world.done('GetUsers', params)) as unknown as { users: { id: number }[] };
  return users.map(({ id }) => ids.indexOf(id));
};

test('shows users with their clients', async () => {
  const { clientId } = await world.client();
  await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [clientId, ids[0]]);
  const own = await world.rows<{ client_id: number }>(
    'select client_id from client_users where user_id = $1 and is_owner',
    [ids[0]],
  );
  const answer = await world.done('GetUsers', { search: 'ann lee', limitnum: 1 });
  expectAnswer('GetUsers', answer);
  expect(answer).toMatchObject({ totalresults: 2, startnumber: 0, numreturned: 1 });
  expect(answer.users).toEqual([
    {
      ...{ id: ids[0], firstname: 'Ann', lastname: 'Lee', email: 'u0.A@example.com', validationdata: '' },
      datecreated: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      clients: [
        { id: own[0]?.client_id, isOwner: true },
        { id: clientId, isOwner: false },
      ],
    },
  ]);
});

test('shows an empty list for a user without clients', async () => {
  await world.change(`insert into users (email, first_name) values ('alone@example.com', 'Alone')`);
  expect(await world.done('GetUsers', { search: 'alone' })).toMatchObject({ users: [{ clients: [] }] });
});

test.each<[string, Record<string, unknown>, number[]]>([
  ['the beginning of a first name', { search: 'BOB' }, [1]],
  ['of a last name', { search: 'ray', sorting: 'asc' }, []],
  ['of a last name with signs that patterns know', { search: '%ray' }, [2]],
  ['of an underscore', { search: 'ann_' }, [2]],
  ['of a whole name', { search: 'lee y' }, [3]],
  ['of an e-mail address', { search: 'U1.b@' }, [1]],
  ['not the middle of one', { search: 'example' }, []],
])('finds %s', async (_what, params, expected) => {
  expect(await found(params)).toEqual(expected);
});

test('finds one by id', async () => {
  expect(await found({ user_id: ids[1] })).toEqual([1]);
  await world.done('UpdateUser', { user_id: ids[1], language: 'german' });
  const answer = await world.done('GetUsers', { user_id: ids[1] });
  expectAnswer('GetUsers', answer);
  expect(answer).toMatchObject({ users: [{ id: ids[1], language: 'german' }] });
  expect(await found({ user_id: String(ids[1]), search: 'ann' })).toEqual([]);
  expect(await found({ user_id: 0, limitnum: 4 })).toEqual([0, 1, 2, 3]);
});

test('sorts by id in either direction, page by page', async () => {
  expect(await found({ limitnum: 4 })).toEqual([0, 1, 2, 3]);
  expect((await found({ sorting: 'DESC' })).slice(-4)).toEqual([3, 2, 1, 0]);
  expect(await found({ limitstart: 1, limitnum: 2 })).toEqual([1, 2]);
  expect(await world.done('GetUsers', { limitstart: 99, limitnum: 2 })).toMatchObject({ startnumber: 99, users: [] });
});

testRefusals(world, 'GetUsers', [
  { message: 'Invalid sorting. Must be ASC or DESC', params: { sorting: 'id; drop table users' } },
  { message: 'Parameter "limitnum" is out of range', params: { limitnum: -1 } },
]);
