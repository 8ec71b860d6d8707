import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { STAFF_PASSWORD, signedInStaff, turnOnFactor } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

test('turns it off with the password and a recovery code', async () => {
  const jo = await signedInStaff(world);
  const { recoveryCodes } = await turnOnFactor(world, jo);
  const given = { presentpassword: STAFF_PASSWORD, code: recoveryCodes[3] };
  expectAnswer('EndOwnSecondFactor', await world.done('EndOwnSecondFactor', given, jo.username));
  expect(await world.done('GetOwnAccount', {}, jo.username)).toMatchObject({ secondfactor: 'off' });
});

const given = { presentpassword: STAFF_PASSWORD, code: '1' };
testRefusals(world, 'EndOwnSecondFactor', [
  { message: 'This is not your present password', params: { code: '1' } },
  { message: 'Only an administrator can do this', params: given },
  {
    message: 'This code is wrong, too old or was used before',
    params: given,
    admin: async () => {
      const jo = await signedInStaff(world);
      await turnOnFactor(world, jo);
      return jo.username;
    },
  },
]);
