import { testDoorRefusals } from '../../support/doors';
import { forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

test('lists what a user_status may be', async () => {
  const { json } = await callers.staff.ask('GET', '/user_statuses/');
  expect((json!.data as { id: string }[]).map(({ id }) => id)).toEqual(['online', 'offline']);
});

testDoorRefusals(world, 'helpdeskeddy/ListUserStatuses', [
  { message: forbidden('ListUserStatuses'), status: 403, request: () => callers.ann.ask('GET', '/user_statuses/') },
]);
