import { codeOf } from '../../src/access/totp';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('turns it on with a code of the device, and shows ten recovery codes', async () => {
  await world.admin('jo');
  await world.done('StartOwnSecondFactor', {}, 'jo');
  const { secret } = await world.done('GetOwnSecondFactor', {}, 'jo');
  const code = codeOf(String(secret), Math.floor(world.now.getTime() / 30_000));
  const answer = await world.done('ConfirmOwnSecondFactor', { code }, 'jo');
  expectAnswer('ConfirmOwnSecondFactor', answer);
  expect((answer.recoverycodes as { recoverycode: string[] }).recoverycode).toHaveLength(10);
  expect(await world.done('GetOwnAccount', {}, 'jo')).toMatchObject({ secondfactor: 'on', recoverycodes: 10 });
  expect(await world.logged()).toMatchObject({ description: 'Turned on the second factor' });
});

testRefusals(world, 'ConfirmOwnSecondFactor', [
  { message: 'Only an administrator can do this', params: { code: '1' } },
  {
    message: 'This is not your present password',
    params: { code: '1', presentpassword: 'another one' },
    admin: async () => {
      const adminid = await world.admin('lee');
      await world.done('UpdateAdmin', { adminid, password2: 'correct horse battery' });
      return 'lee';
    },
  },
  {
    message: 'There is no second factor to confirm',
    params: { code: '1' },
    admin: async () => {
      await world.admin('ann');
      return 'ann';
    },
  },
  {
    message: 'This code is wrong, too old or was used before',
    params: { code: '1' },
    admin: async () => {
      await world.admin('kim');
      await world.done('StartOwnSecondFactor', {}, 'kim');
      return 'kim';
    },
  },
]);
