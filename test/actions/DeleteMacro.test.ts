import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let own: unknown;

beforeAll(async () => {
  await world.admin('jo');
  await world.admin('al');
  own = (await world.done('AddMacro', { name: 'Own', status: 'Closed' }, 'jo')).macroid;
});

test('deletes a macro of everybody', async () => {
  const { macroid } = await world.done('AddMacro', { name: 'Paid', status: 'Closed', shared: true }, 'jo');
  const answer = await world.done('DeleteMacro', { macroid }, 'al');
  expectAnswer('DeleteMacro', answer);
  expect(await world.logged()).toMatchObject({ changes: { name: ['Paid', null] } });
  expect(await world.rows('select name from macros')).toEqual([{ name: 'Own' }]);
});

testRefusals(world, 'DeleteMacro', [
  { message: 'Macro ID Not Found', params: { macroid: 999 } },
  {
    message: 'Macro ID Not Found',
    because: "somebody else's",
    params: () => ({ macroid: own }),
    call: (action, params) => world.call(action, params, 'al'),
  },
]);
