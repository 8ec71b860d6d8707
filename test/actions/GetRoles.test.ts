import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists roles with their actions and how many have them', async () => {
  const { roleid } = await world.done('AddRole', { name: 'a reader', actions: 'GetTickets,GetTicket' });
  const { credentialid } = await world.done('AddCredential', { roles: roleid });
  await world.done('AddCredential', { roles: roleid });
  await world.done('DeleteCredential', { credentialid });
  await world.done('AddAdmin', { adminusername: 'jo', roles: roleid });

  const answer = await world.done('GetRoles');
  expectAnswer('GetRoles', answer);
  const role = { id: roleid, name: 'a reader', actions: 'getticket,gettickets', credentials: 1, admins: 1 };
  const { roles } = answer as unknown as { roles: { role: unknown[] } };
  expect(roles.role[0]).toEqual(role);
  expect(answer.totalresults).toBe(roles.role.length);
  expect(await world.done('GetRoles', { roleid })).toEqual({
    result: 'success',
    totalresults: 1,
    roles: { role: [role] },
  });
  expect(await world.done('GetRoles', { roleid: 999_999 })).toMatchObject({ totalresults: 0, roles: { role: [] } });
});

testRefusals(world, 'GetRoles', []);
