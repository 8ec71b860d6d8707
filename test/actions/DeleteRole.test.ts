import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['DeleteRole']);
});

test('removes the role from everyone who has it, from the next call on', async () => {
  const { roleid } = await world.done('AddRole', { name: 'Short', actions: 'GetTicketTypes' });
  const { identifier, secret } = await world.done('AddCredential', { roles: roleid });
  const { adminid } = await world.done('AddAdmin', { adminusername: 'jo', roles: 'short' });
  const call = async () =>
    (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).status;
  expect(await call()).toBe(200);

  const answer = await world.done('DeleteRole', { roleid });
  expectAnswer('DeleteRole', answer);
  expect(await call()).toBe(403);
  expect(await world.rows('select 1 from staff_roles where staff_id = $1', [adminid])).toEqual([]);
  expect(await world.logged()).toMatchObject({
    description: `DeleteRole: roleid ${roleid}`,
    changes: { name: ['Short', null], actions: [['gettickettypes'], null] },
  });
});

testRefusals(world, 'DeleteRole', [
  { message: 'Role ID Not Found', params: { roleid: 999_999 } },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ roleid: String((await world.done('AddRole', { name: 'Big', actions: '*' })).roleid) }),
    world: calling(world, () => weak),
  },
  {
    message: 'Nobody would be left who may do everything',
    params: async () => ({
      roleid: (await lone.rows<{ id: number }>(`select id from roles where '*' = any(actions)`))[0]?.id,
    }),
    world: lone,
  },
]);
