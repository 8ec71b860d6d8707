import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('lists every group that a user may be in', async () => {
  await world.change(`insert into client_groups (id, name) values (5, 'Partners') on conflict do nothing`);
  await world.change('update clients set group_id = 5 where id = $1', [callers.bob.id]);
  const groups = (await callers.staff.ask('GET', '/groups/')).json!.data as { id: number }[];
  expect(groups).toEqual([
    { id: 1, type: 'staff', name: { en: 'Staff', ru: 'Сотрудники', ua: 'Співробітники' }, disable: 0 },
    { id: 2, type: 'user', name: { en: 'Clients', ru: 'Клиенты', ua: 'Клієнти' }, disable: 0 },
    { id: 1005, type: 'user', name: { en: 'Partners', ru: '', ua: '' }, disable: 0 },
  ]);
  const users = (await callers.staff.ask('GET', '/users/')).json!.data as unknown as { group: { id: number } }[];
  for (const { group } of users) expect(groups).toContainEqual(group);
});

testDoorRefusals(world, 'helpdeskeddy/ListGroups', [
  { message: forbidden('ListGroups'), status: 403, request: () => callers.ann.ask('GET', '/groups/') },
]);
