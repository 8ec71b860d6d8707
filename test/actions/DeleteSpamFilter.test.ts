import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a filter, so that what it refused is accepted', async () => {
  const { spamfilterid } = await world.done('AddSpamFilter', { type: 'phrase', pattern: 'message' });
  await expect(world.ticket()).rejects.toThrow('The ticket was taken for spam');
  const answer = await world.done('DeleteSpamFilter', { spamfilterid });
  expectAnswer('DeleteSpamFilter', answer);
  expect((await world.logged())?.changes).toEqual({ kind: ['phrase', null], pattern: ['message', null] });
  expect(await world.ticket()).toMatchObject({ result: 'success' });
});

testRefusals(world, 'DeleteSpamFilter', [{ message: 'Spam Filter ID Not Found', params: { spamfilterid: 999_999 } }]);
