import { PERMISSIONS } from '../../src/people/permissions';
import { expectAnswer } from '../support/answers';
import { addMember, memberRefusals } from '../support/members';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test("shows a user's permissions, and all of them for the owner", async () => {
  const { user_id, client_id, owner } = await addMember(world, ['tickets', 'products']);
  const answer = await world.done('GetUserPermissions', { user_id, client_id });
  expectAnswer('GetUserPermissions', answer);
  expect(answer.permissions).toEqual({ permission: ['products', 'tickets'] });
  expect(await world.done('GetUserPermissions', { user_id: owner, client_id })).toMatchObject({
    permissions: { permission: [...PERMISSIONS] },
  });
});

test('is empty without permissions', async () => {
  const { user_id, client_id } = await addMember(world);
  expect(await world.done('GetUserPermissions', { user_id, client_id })).toMatchObject({
    permissions: { permission: [] },
  });
});

testRefusals(world, 'GetUserPermissions', memberRefusals(world));
