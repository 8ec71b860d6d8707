import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { success, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let departmentId: number;

beforeAll(async () => {
  headers = await asProgram(world, ['socialboards/listteammates']);
  departmentId = await world.department();
});

const list = (query = '') => ask(world, headers, 'GET', `/Teammates${query}`);

test('lists everyone who may work, with the id that assigneeId takes', async () => {
  const all = await teammate(world, 'all');
  const some = await teammate(world, 'some', { departmentIds: [departmentId], actions: ['getticket'] });
  const other = await teammate(world, 'other', { departmentIds: [1] });
  await world.change(`update staff set disabled = true where id = $1`, [(await teammate(world, 'gone')).id]);
  await world.change(`update staff set first_name = '', last_name = '' where id = $1`, [other.id]);
  const shown = ({ uuid, email }: { uuid: string; email: string }, role: string, name = 'Jo Admin') => ({
    id: uuid,
    name,
    email,
    role,
  });

  expect((await list()).text).toBe(
    JSON.stringify(success([shown(all, 'admin'), shown(some, 'teammate'), shown(other, 'admin', 'other')])),
  );
  expect((await list(`?group=${departmentId}`)).json).toEqual(success([shown(all, 'admin'), shown(some, 'teammate')]));
  expect((await list('?GROUP=999999')).json).toEqual(success([]));
});

testDoorRefusals(world, 'socialboards/ListTeammates', [
  { message: 'Parameter "group" must be a whole number', request: () => list('?group=support') },
]);
