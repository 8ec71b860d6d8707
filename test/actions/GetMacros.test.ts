import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists the macros of everybody and those of the caller, in their order', async () => {
  await world.admin('jo');
  await world.admin('al');
  const all = { name: 'All', key: '2', shared: true, status: 'Closed', priority: 'High', flag: 'me', sortorder: 2 };
  await world.done(
    'AddMacro',
    { ...all, deptid: 1, addtags: 'a', removetags: 'b', snoozehours: 3, reply: 'r', note: 'n' },
    'al',
  );
  await world.done('AddMacro', { name: 'Own', key: '1', status: 'Open', sortorder: 1 }, 'jo');
  const answer = await world.done('GetMacros', {}, 'jo');
  expectAnswer('GetMacros', answer);
  const { macro } = answer.macros as { macro: Record<string, unknown>[] };
  expect(macro).toEqual([
    expect.objectContaining({ name: 'Own', shared: false, status: 'Open', flag: '', deptid: 0, snoozehours: 0 }),
    {
      ...{ id: macro[1]!.id, name: 'All', key: '2', shared: true, status: 'Closed', priority: 'High', deptid: 1 },
      ...{ flag: 'me', addtags: 'a', removetags: 'b', snoozehours: 3, reply: 'r', note: 'n', sortorder: 2 },
    },
  ]);
  const names = async (admin?: string) => {
    const { macros } = await world.done('GetMacros', {}, admin);
    return (macros as { macro: { name: string }[] }).macro.map(({ name }) => name);
  };
  expect(await names('al')).toEqual(['All']);
  expect(await names()).toEqual(['All']);
});

testRefusals(world, 'GetMacros', []);
