import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { signedInStaff, turnOnFactor } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

test('begins anew until the device is proved', async () => {
  await world.admin('jo');
  expectAnswer('StartOwnSecondFactor', await world.done('StartOwnSecondFactor', {}, 'jo'));
  const first = await world.done('GetOwnSecondFactor', {}, 'jo');
  await world.done('StartOwnSecondFactor', {}, 'jo');
  expect((await world.done('GetOwnSecondFactor', {}, 'jo')).secret).not.toBe(first.secret);
  expect(await world.done('GetOwnAccount', {}, 'jo')).toMatchObject({ secondfactor: 'unconfirmed' });
});

testRefusals(world, 'StartOwnSecondFactor', [
  { message: 'Only an administrator can do this', params: {} },
  {
    message: 'The second factor is on already',
    params: {},
    admin: async () => {
      const jo = await signedInStaff(world);
      await turnOnFactor(world, jo);
      return jo.username;
    },
  },
]);
