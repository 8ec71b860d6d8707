import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (type: string, pattern: string) =>
  (await world.done('AddSpamFilter', { type, pattern })).spamfilterid as number;

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{}, { kind: 'phrase', pattern: 'a@b.example' }],
  [{ pattern: 'A@b.example' }, { kind: 'phrase', pattern: 'A@b.example' }],
  [{ type: 'sender' }, { kind: 'sender', pattern: 'a@b.example' }],
  [
    { type: 'subject', pattern: 'new' },
    { kind: 'subject', pattern: 'new' },
  ],
])('%j', async (params, expected) => {
  const spamfilterid = await add('phrase', 'a@b.example');
  const answer = await world.done('UpdateSpamFilter', { spamfilterid, ...params });
  expectAnswer('UpdateSpamFilter', answer);
  expect(await world.rows('select kind, pattern from spam_filters where id = $1', [spamfilterid])).toEqual([expected]);
  await world.change('delete from spam_filters');
});

const PHRASE = 'Pattern is required, with at most 250 characters';

testRefusals(world, 'UpdateSpamFilter', [
  { message: 'Spam Filter ID Not Found', params: {} },
  { message: 'Spam Filter ID Not Found', because: 'no such filter', params: { spamfilterid: 999_999, type: 'phrase' } },
  { message: 'Invalid Type. Must be one of sender, subject, phrase', params: { spamfilterid: 1, type: 'x' } },
  { message: PHRASE, params: { spamfilterid: 1, pattern: ' ' } },
  {
    message: 'Invalid Sender. Must be an email address or @ and a domain',
    params: async () => ({ spamfilterid: await add('phrase', 'words'), type: 'sender' }),
  },
  {
    message: 'There is such a spam filter already',
    params: async () => {
      await add('phrase', 'one');
      return { spamfilterid: await add('phrase', 'two'), pattern: 'ONE' };
    },
  },
]);
