import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const category = async (name: string, parentid?: unknown) =>
  (await world.done('AddTicketCategory', { name, parentid })).categoryid;
const categoryOf = async (id: unknown) => (await world.rows('select * from categories where id = $1', [id]))[0];

test('changes what is sent, and nothing else', async () => {
  const [cars, boats] = [await category('Cars'), await category('Boats')];
  const steps: [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>][] = [
    [{}, {}, {}],
    [{ name: ' Ships ' }, { name: 'Ships' }, { name: ['Boats', 'Ships'] }],
    [{ parentid: cars }, { parent_id: cars }, { parent_id: [null, cars] }],
    [{ sortorder: 9 }, { sort_order: 9 }, { sort_order: [2, 9] }],
    [{ parentid: 0 }, { parent_id: null }, { parent_id: [cars, null] }],
  ];
  for (const [params, expected, changes] of steps) {
    const before = await categoryOf(boats);
    const answer = await world.done('UpdateTicketCategory', { categoryid: boats, ...params });
    expectAnswer('UpdateTicketCategory', answer);
    expect(await categoryOf(boats)).toEqual({ ...before, ...expected });
    expect((await world.logged())?.changes ?? {}).toEqual(changes);
  }
});

test('two categories concurrently put below each other form no cycle', async () => {
  const [one, two] = [await category('One'), await category('Two')];
  const answers = await Promise.all([
    world.call('UpdateTicketCategory', { categoryid: one, parentid: two }),
    world.call('UpdateTicketCategory', { categoryid: two, parentid: one }),
  ]);
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
  expect(answers).toContainEqual({ result: 'error', message: 'A ticket category cannot be part of itself' });
});

testRefusals(world, 'UpdateTicketCategory', [
  { message: 'Ticket Category ID Not Found', params: {} },
  { message: 'Ticket Category ID Not Found', because: 'unknown id', params: { categoryid: 999_999, name: 'New' } },
  {
    message: 'Name is required, with at most 250 characters',
    params: async () => ({ categoryid: await category('A'), name: ' ' }),
  },
  {
    message: 'Parent Category ID Not Found',
    params: async () => ({ categoryid: await category('B'), parentid: 999_999 }),
  },
  {
    message: 'A ticket category cannot be part of itself',
    params: async () => {
      const id = await category('C');
      return { categoryid: id, parentid: id };
    },
  },
  {
    message: 'A ticket category cannot be part of itself',
    because: 'two levels down',
    params: async () => {
      const id = await category('D');
      return { categoryid: id, parentid: await category('F', await category('E', id)) };
    },
  },
]);
