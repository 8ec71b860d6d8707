import { expectAnswer } from '../support/answers';
import { addMember, memberRefusals } from '../support/members';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test.each([
  ['tickets', ['tickets']],
  [' Tickets, PRODUCTS ,,tickets', ['products', 'tickets']],
])('replaces the permissions with %s', async (permissions, expected) => {
  const { user_id, client_id } = await addMember(world, ['emails']);
  const answer = await world.done('UpdateUserPermissions', { user_id, client_id, permissions });
  expectAnswer('UpdateUserPermissions', answer);
  expect(await world.done('GetUserPermissions', { user_id, client_id })).toMatchObject({
    permissions: { permission: expected },
  });
  expect(await world.logged()).toMatchObject({
    ...{ userId: user_id, clientId: client_id, changes: { permissions: [['emails'], expected] } },
  });
});

testRefusals(world, 'UpdateUserPermissions', [
  ...memberRefusals(world, { permissions: 'tickets' }),
  {
    message: 'Permissions cannot be set on a client owner',
    params: async () => {
      const { owner, client_id } = await addMember(world);
      return { user_id: owner, client_id, permissions: 'tickets' };
    },
  },
  { message: 'Missing permissions definition', params: () => addMember(world) },
  {
    message: 'Missing permissions definition',
    because: 'commas only',
    params: async () => ({ ...(await addMember(world)), permissions: ' , ' }),
  },
  {
    message: 'Invalid permissions: root, *',
    params: async () => ({ ...(await addMember(world)), permissions: 'tickets,Root,*,root' }),
  },
]);
