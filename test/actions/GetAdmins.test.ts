import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists administrators with roles and departments', async () => {
  const { roleid } = await world.done('AddRole', { name: 'Reader', actions: 'GetTicket' });
  const person = { firstname: 'Jo', lastname: 'Doe', email: 'jo@example.com', roles: roleid, departments: '1' };
  const { adminid } = await world.done('AddAdmin', { adminusername: 'jo', password2: 'a pass word', ...person });
  await world.done('AddAdmin', { adminusername: 'sam', disabled: 1 });
  const answer = await world.done('GetAdmins');
  expectAnswer('GetAdmins', answer);
  expect(answer).toMatchObject({ totalresults: 2, startnumber: 0, numreturned: 2 });
  const { admins } = answer as unknown as { admins: { admin: unknown[] } };
  expect(admins.admin[0]).toEqual({
    ...{ id: adminid, username: 'jo', firstname: 'Jo', lastname: 'Doe', name: 'Jo Doe', email: 'jo@example.com' },
    roles: { role: [{ id: roleid, name: 'Reader' }] },
    departments: { department: [1] },
    ...{ disabled: false, apilogin: true, signature: '', notes: '', language: '' },
    created: expect.any(String),
    updated: expect.any(String),
  });
  expect(JSON.stringify(answer)).not.toContain('$2');
  expect(await world.done('GetAdmins', { limitstart: 1, limitnum: 5 })).toMatchObject({
    totalresults: 2,
    startnumber: 1,
    numreturned: 1,
    admins: { admin: [{ username: 'sam', disabled: true, roles: { role: [] }, departments: { department: [] } }] },
  });
  expect(await world.done('GetAdmins', { adminid: 999_999 })).toMatchObject({ totalresults: 0, admins: { admin: [] } });
});

testRefusals(world, 'GetAdmins', []);
