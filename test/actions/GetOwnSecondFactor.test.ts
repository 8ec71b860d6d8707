import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('shows the secret as devices read it', async () => {
  await world.admin('jo');
  await world.done('StartOwnSecondFactor', {}, 'jo');
  const answer = await world.done('GetOwnSecondFactor', {}, 'jo');
  expectAnswer('GetOwnSecondFactor', answer);
  expect(answer.address).toMatch(/^otpauth:\/\/totp\/.*:jo\?secret=[A-Z2-7]{32}&/);
});

testRefusals(world, 'GetOwnSecondFactor', [
  { message: 'Only an administrator can do this', params: {} },
  {
    message: 'There is no second factor to confirm',
    params: {},
    admin: async () => {
      await world.admin('ann');
      return 'ann';
    },
  },
]);
