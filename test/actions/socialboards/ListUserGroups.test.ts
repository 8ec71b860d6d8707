import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, success, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let forbidden: Record<string, string>;

beforeAll(async () => {
  headers = await asProgram(world);
  forbidden = await asProgram(world, ['socialboards/listtags']);
});

test('lists the departments, with the ids that Teammates takes', async () => {
  const sales = await world.department({ name: 'Sales' });
  await world.change('update departments set hidden = true where id = $1', [sales]);
  const answer = await ask(world, headers, 'GET', '/userGroups');
  expect(answer.json).toEqual(
    success([
      { id: 1, name: 'Support' },
      { id: sales, name: 'Sales' },
    ]),
  );
  expect((await ask(world, headers, 'GET', '/usergroups/')).text).toBe(answer.text);
  const jo = await teammate(world, 'jo', { departmentIds: [sales] });
  expect(dataOf(await ask(world, headers, 'GET', `/Teammates?group=${sales}`))).toMatchObject([{ id: jo.uuid }]);
});

testDoorRefusals(world, 'socialboards/ListUserGroups', [
  {
    message: 'Invalid Permissions: API action "socialboards/listusergroups" is not allowed',
    status: 403,
    request: () => ask(world, forbidden, 'GET', '/userGroups'),
  },
]);
