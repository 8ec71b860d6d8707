import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists every permission in the published order', async () => {
  const answer = await world.done('GetPermissionsList');
  expectAnswer('GetPermissionsList', answer);
  expect(answer.status).toBe('success');
  const { permission } = answer.permissions as { permission: string[] };
  expect([permission.length, permission[0], permission.at(-1)]).toEqual([13, 'profile', 'orders']);
});

testRefusals(world, 'GetPermissionsList', []);
