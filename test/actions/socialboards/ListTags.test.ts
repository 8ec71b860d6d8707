import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { openTicket, success } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let forbidden: Record<string, string>;
beforeAll(async () => {
  forbidden = await asProgram(world, ['listtags']);
});

test('lists the names in order, whichever ticket has them', async () => {
  const headers = await asProgram(world);
  expect((await ask(world, headers, 'GET', '/tags')).json).toEqual(success([]));
  await openTicket(world, headers, { tags: ['b', 'A'] });
  await openTicket(world, headers, { tags: ['a', '<c>'] });
  expect((await ask(world, headers, 'GET', '/tags')).json).toEqual(success(['<c>', 'A', 'b']));
});

testDoorRefusals(world, 'socialboards/ListTags', [
  {
    message: 'Invalid Permissions: API action "socialboards/listtags" is not allowed',
    status: 403,
    request: () => ask(world, forbidden, 'GET', '/tags'),
  },
]);
