import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const ids: number[] = [];

beforeAll(async () => {
  for (const [type, pattern] of [
    ['sender', '@spam.example'],
    ['subject', 'Win 100%'],
    ['phrase', 'spam'],
    ['phrase', 'Günstige Kredite'],
  ]) {
    ids.push((await world.done('AddSpamFilter', { type, pattern })).spamfilterid as number);
  }
});

test('answers whole filters', async () => {
  const answer = await world.done('GetSpamFilters', { spamfilterid: ids[1] });
  expectAnswer('GetSpamFilters', answer);
  const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
  expect(answer).toEqual({
    result: 'success',
    totalresults: 1,
    startnumber: 0,
    numreturned: 1,
    spamfilters: { spamfilter: [{ id: ids[1], type: 'subject', pattern: 'Win 100%', date }] },
  });
});

test.each<[Record<string, unknown>, number, number[]]>([
  [{}, 4, [0, 1, 2, 3]],
  [{ type: 'phrase' }, 2, [2, 3]],
  [{ search: 'SPAM' }, 2, [0, 2]],
  [{ search: '%' }, 1, [1]],
  [{ search: 'gunstige' }, 1, [3]],
  [{ search: 'KRÉDITE' }, 1, [3]],
  [{ type: 'sender', search: 'win' }, 0, []],
  [{ spamfilterid: 999_999 }, 0, []],
  [{ limitstart: 1, limitnum: 1 }, 4, [1]],
  [{ limitnum: 0 }, 4, []],
])('%j', async (params, totalresults, expected) => {
  const answer = await world.done('GetSpamFilters', params);
  expect(answer).toMatchObject({ totalresults, startnumber: params.limitstart ?? 0, numreturned: expected.length });
  const { spamfilter } = answer.spamfilters as { spamfilter: { id: number }[] };
  expect(spamfilter.map(({ id }) => ids.indexOf(id))).toEqual(expected);
});

test('skips any number of filters', async () => {
  const answer = await world.done('GetSpamFilters', { limitstart: '9223372036854775807' });
  expect(answer).toMatchObject({ totalresults: 4, numreturned: 0 });
});

testRefusals(world, 'GetSpamFilters', [
  { message: 'Invalid Type. Must be one of sender, subject, phrase', params: { type: 'x' } },
]);
