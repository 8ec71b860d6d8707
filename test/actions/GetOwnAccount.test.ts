import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { signedInStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

test('tells an administrator about the own sign-in, and nobody about others', async () => {
  const [jo] = [await signedInStaff(world), await signedInStaff(world)];
  const answer = await world.done('GetOwnAccount', {}, jo.username);
  expectAnswer('GetOwnAccount', answer);
  expect(answer).toMatchObject({
    ...{ adminid: jo.staffId, adminusername: jo.username, name: 'Jo Admin', language: '', signature: '' },
    ...{ secondfactor: 'off', recoverycodes: 0 },
    sessions: { session: [{ browser: 'Firefox, Linux', iscurrent: false }] },
  });
});

testRefusals(world, 'GetOwnAccount', [{ message: 'Only an administrator can do this', params: {} }]);
