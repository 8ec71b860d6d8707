import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test.each([
  ['sender', ' Spam@Example.com ', 'Spam@Example.com'],
  ['sender', '@spam.example', '@spam.example'],
  ['subject', 'Cheap', 'Cheap'],
  ['phrase', ' buy now ', ' buy now '],
  // The same words of another kind are another filter.
  ['phrase', 'cheap', 'cheap'],
])('adds the %s %j', async (type, pattern, kept) => {
  const answer = await world.done('AddSpamFilter', { type, pattern });
  expectAnswer('AddSpamFilter', answer);
  expect(await world.rows('select kind, pattern from spam_filters where id = $1', [answer.spamfilterid])).toEqual([
    { kind: type, pattern: kept },
  ]);
  expect(await world.logged()).toMatchObject({ changes: { [type]: [null, kept] } });
});

test('of two concurrent calls, only one succeeds', async () => {
  const answers = await Promise.all(
    [1, 2].map(() => world.call('AddSpamFilter', { type: 'phrase', pattern: 'twice' })),
  );
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
});

const SENDER = 'Invalid Sender. Must be an email address or @ and a domain';

testRefusals(world, 'AddSpamFilter', [
  { message: 'Invalid Type. Must be one of sender, subject, phrase', params: {} },
  {
    message: 'Invalid Type. Must be one of sender, subject, phrase',
    because: 'unknown',
    params: { type: 'body', pattern: 'x' },
  },
  { message: 'Pattern is required, with at most 250 characters', params: { type: 'phrase', pattern: ' ' } },
  {
    message: 'Pattern is required, with at most 250 characters',
    because: 'long',
    params: { type: 'phrase', pattern: 'x'.repeat(251) },
  },
  { message: SENDER, params: { type: 'sender', pattern: 'example.com' } },
  { message: SENDER, because: 'no domain', params: { type: 'sender', pattern: '@' } },
  { message: 'There is such a spam filter already', params: { type: 'sender', pattern: 'spam@example.COM' } },
]);
