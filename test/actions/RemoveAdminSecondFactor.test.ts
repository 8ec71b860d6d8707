import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { signedInStaff, turnOnFactor } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

async function withFactor(): Promise<number> {
  const jo = await signedInStaff(world);
  await turnOnFactor(world, jo);
  return jo.staffId;
}

test('lets an administrator sign in with the password alone', async () => {
  const adminid = await withFactor();
  expectAnswer('RemoveAdminSecondFactor', await world.done('RemoveAdminSecondFactor', { adminid }));
  expect(await world.rows('select 1 from second_factors where staff_id = $1', [adminid])).toEqual([]);
});

test("ends the sessions of whoever has lost the device, and nobody else's", async () => {
  const [jo, ann] = [await signedInStaff(world), await signedInStaff(world)];
  for (const person of [jo, ann]) await turnOnFactor(world, person);
  await world.done('RemoveAdminSecondFactor', { adminid: jo.staffId });
  expect((await jo.browser.get('/admin/account')).status).toBe(303);
  expect((await ann.browser.get('/admin/account')).status).toBe(200);
});

testRefusals(world, 'RemoveAdminSecondFactor', [
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ adminid: await withFactor(), ...(await world.credential(['removeadminsecondfactor'])) }),
    async call(action, params) {
      const { json } = await world.post({ action, ...(params as Record<string, string>) });
      return json as unknown as Awaited<ReturnType<typeof world.call>>;
    },
  },
  { message: 'Admin ID Not Found', params: { adminid: 999_999 } },
  { message: 'The administrator has no second factor', params: async () => ({ adminid: await world.admin('bob') }) },
]);
