import { expectAnswer } from '../support/answers';
import { addMember, memberRefusals } from '../support/members';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('takes a user out of the account, and leaves their tickets theirs', async () => {
  const { user_id, client_id } = await addMember(world, ['tickets']);
  const { id } = await world.ticket({ clientid: client_id, userid: user_id });
  const insert = `insert into client_sessions values (md5(random()::text), $1, $2, now(), now())`;
  const [own] = await world.rows<{ client_id: number }>(
    'select client_id from client_users where user_id = $1 and is_owner',
    [user_id],
  );
  await world.change(insert, [client_id, user_id]);
  await world.change(insert, [own?.client_id, user_id]);

  const answer = await world.done('DeleteUserClient', { user_id, client_id });
  expectAnswer('DeleteUserClient', answer);
  const left = await world.rows('select client_id, is_owner from client_users where user_id = $1', [user_id]);
  expect(left).toEqual([{ client_id: own?.client_id, is_owner: true }]);
  expect(await world.rows('select client_id from client_sessions where user_id = $1', [user_id])).toEqual([
    { client_id: own?.client_id },
  ]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ userid: client_id, name: 'Mem Ber' });
  expect(await world.logged()).toMatchObject({
    ...{ userId: user_id, clientId: client_id, changes: { permissions: [['tickets'], null] } },
  });
});

testRefusals(world, 'DeleteUserClient', [
  ...memberRefusals(world),
  {
    message: 'You cannot remove the account owner',
    params: async () => {
      const { owner, client_id } = await addMember(world);
      return { user_id: owner, client_id };
    },
  },
]);
