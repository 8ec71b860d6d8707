import { createHash } from 'node:crypto';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
let roleid: number;
let second: number;

beforeAll(async () => {
  second = await world.department();
  roleid = Number((await world.done('AddRole', { name: 'Reader', actions: 'GetTicket' })).roleid);
  const jo = { adminusername: 'jo', firstname: 'Jo', lastname: 'Doe', email: 'Jo_1@example.com', signature: 'Yours' };
  await world.done('AddAdmin', { ...jo, roles: roleid, departments: '1', notes: 'Mine', language: 'italian' });
  await world.done('AddAdmin', { adminusername: 'sam', email: 'sam@example.org' });
  await world.done('AddAdmin', { adminusername: 'old', email: 'old@example.org', disabled: 1, roles: roleid });
});

const names = async (params: Record<string, unknown>) => {
  const answer = (await world.done('GetAdminUsers', params)) as unknown as {
    count: number;
    admin_users: { username: string }[];
  };
  expect(answer.count).toBe(answer.admin_users.length);
  return answer.admin_users.map(({ username }) => username);
};

test('answers every published key in its order', async () => {
  const answer = await world.done('GetAdminUsers');
  expectAnswer('GetAdminUsers', answer);
  const [jo, sam] = (answer as unknown as { admin_users: unknown[] }).admin_users;
  expect(jo).toEqual({
    ...{ id: expect.any(Number), uuid: expect.stringMatching(/^[0-9a-f-]{36}$/), roleId: roleid, username: 'jo' },
    ...{ twoFactorAuthModule: '', firstname: 'Jo', lastname: 'Doe', email: 'Jo_1@example.com', signature: 'Yours' },
    ...{ notes: 'Mine', template: '', language: 'italian', isDisabled: 0, loginAttempts: 0 },
    ...{ supportDepartmentIds: ['1'], receivesTicketNotifications: [], homepageWidgetsConfig: '' },
    ...{
      hiddenHomepageWidgets: '',
      created_at: expect.any(String),
      updated_at: expect.any(String),
      fullName: 'Jo Doe',
    },
    gravatarHash: createHash('md5').update('jo_1@example.com').digest('hex'),
  });
  expect(sam).toMatchObject({ roleId: 0, supportDepartmentIds: ['1', String(second)], fullName: 'sam' });
});

test.each<[Record<string, unknown>, string[]]>([
  [{}, ['jo', 'sam']],
  [{ include_disabled: 'true' }, ['jo', 'sam', 'old']],
  [{ include_disabled: 'false' }, ['jo', 'sam']],
  [{ email: 'EXAMPLE.ORG' }, ['sam']],
  [{ email: '_1@' }, ['jo']],
  [{ email: '%' }, []],
  [{ email: 'example.org', include_disabled: 1 }, ['sam', 'old']],
  [{ roleid: 999_999 }, []],
  [{ roleid: 0 }, ['jo', 'sam']],
])('%j', async (params, expected) => {
  expect(await names(params)).toEqual(expected);
});

test('filters by role', async () => {
  expect(await names({ roleid })).toEqual(['jo']);
  expect(await names({ roleid, include_disabled: 1 })).toEqual(['jo', 'old']);
});

testRefusals(world, 'GetAdminUsers', []);
