import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (name: string, parentid = 0) =>
  (await world.done('AddPredefinedReplyCategory', { name, parentid })).categoryid as number;

const update = (categoryid: number, params: Record<string, unknown>) =>
  world.call('UpdatePredefinedReplyCategory', { categoryid, ...params });

const parentOf = async (id: number) =>
  (
    await world.rows<{ parent_id: number | null }>('select parent_id from predefined_reply_categories where id = $1', [
      id,
    ])
  )[0]!.parent_id;

test('changes what is sent', async () => {
  const [one, two] = [await add('One'), await add('Two')];
  const answer = await update(two, { name: 'Second', parentid: one, sortorder: 9 });
  expectAnswer('UpdatePredefinedReplyCategory', answer);
  expect(await world.logged()).toMatchObject({ changes: { name: ['Two', 'Second'], parent_id: [null, one] } });
  expect(await update(two, {})).toMatchObject({ result: 'success' });
  expect(await world.rows('select * from predefined_reply_categories where id = $1', [two])).toEqual([
    { id: two, name: 'Second', parent_id: one, sort_order: 9 },
  ]);
  await update(two, { parentid: 0 });
  expect(await parentOf(two)).toBeNull();
});

test('of two categories concurrently put into each other, only one is', async () => {
  const [one, two] = [await add('One'), await add('Two')];
  const answers = await Promise.all([update(one, { parentid: two }), update(two, { parentid: one })]);
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
});

const nested = async () => {
  const top = await add('Top');
  const middle = await add('Middle', top);
  return { top, bottom: await add('Bottom', middle) };
};

testRefusals(world, 'UpdatePredefinedReplyCategory', [
  { message: 'Category ID Not Found', params: { categoryid: 999_999, parentid: 999_999 } },
  { message: 'Parent Category ID Not Found', params: async () => ({ categoryid: await add('A'), parentid: 999_999 }) },
  { message: 'Name is required, with at most 250 characters', params: { categoryid: 1, name: ' ' } },
  {
    message: 'A category cannot lie in itself',
    params: async () => {
      const { top } = await nested();
      return { categoryid: top, parentid: top };
    },
  },
  {
    message: 'A category cannot lie in itself',
    because: 'nor in what lies in it',
    params: async () => {
      const { top, bottom } = await nested();
      return { categoryid: top, parentid: bottom };
    },
  },
]);
