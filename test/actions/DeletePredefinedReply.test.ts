import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a reply, and no other', async () => {
  const ids: unknown[] = [];
  for (const name of ['A', 'B'])
    ids.push((await world.done('AddPredefinedReply', { name, reply: 'Text' })).predefinedreplyid);
  const answer = await world.done('DeletePredefinedReply', { predefinedreplyid: ids[0] });
  expectAnswer('DeletePredefinedReply', answer);
  expect((await world.logged())?.changes).toEqual({ name: ['A', null] });
  expect(await world.rows('select id from predefined_replies')).toEqual([{ id: ids[1] }]);
  expect(await world.logged()).toMatchObject({ description: `DeletePredefinedReply: predefinedreplyid ${ids[0]}` });
});

testRefusals(world, 'DeletePredefinedReply', [
  { message: 'Predefined Reply ID Not Found', params: { predefinedreplyid: 999_999 } },
]);
