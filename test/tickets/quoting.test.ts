import { quotationOf } from '../../src/mail/quote';
import { type ConversationPart, quotedIn, readQuoting } from '../../src/tickets/quoting';
import { diceOf } from '../support/merging';

type Part = ConversationPart & { body: string };

/** A conversation in which notes and messages have the same ids, because those are separate. */
function conversation({ upTo, of }: ReturnType<typeof diceOf>): Part[] {
  return Array.from({ length: 1 + upTo(7) }, (_, place) => {
    const kind = place === 0 ? 'message' : of(['message', 'message', 'note', 'draft'] as const);
    const id = kind === 'note' ? 1 + upTo(7) : place + 1;
    return { kind, id, body: kind === 'message' ? `Words ${place}\nMore` : `SECRET ${place}` };
  });
}

test('of 10,000 conversations, no mail quotes a note or a draft, and each quotes what was chosen', () => {
  for (let seed = 0; seed < 10_000; seed++) {
    const dice = diceOf(seed);
    const parts = conversation(dice);
    const ids = parts.map(({ id }) => id);
    const quoting = dice.of(['none', 'last', 'all', ids, ids.slice(0, 2), [dice.of(ids)]] as const);
    const chosen = quotedIn(parts, typeof quoting === 'string' ? quoting : [...quoting]);
    const messages = parts.filter(({ kind, id }) => kind === 'message' && chosen.includes(id));
    const quotation = quotationOf(
      { timeZone: 'UTC' },
      messages.map(({ body }) => ({ authorName: 'Ann', body, format: 'plain', createdAt: '2027-01-31T09:00:00Z' })),
    );
    const written = `${quotation?.text ?? ''}${quotation?.html ?? ''}`;
    expect(written).not.toContain('SECRET');
    expect(messages.every(({ body }) => written.includes(body.split('\n')[0] ?? ''))).toBe(true);
    if (quoting === 'none') expect(chosen).toEqual([]);
    if (quoting === 'last') expect(chosen).toEqual([parts.findLast(({ kind }) => kind === 'message')?.id]);
  }
});

test.each([
  ['', 'none'],
  ['None', 'none'],
  ['last', 'last'],
  ['all', 'all'],
  ['5, 7', [5, 7]],
  [
    ['5', 7],
    [5, 7],
  ],
])('reads %j', (sent, quoting) => {
  expect(readQuoting(sent)).toEqual(quoting);
});

test.each(['some', 'all,5', '5,last', '-1', '0', '1e3'])('refuses %j', (sent) => {
  expect(() => readQuoting(sent)).toThrow('Invalid quote.');
});

test('a mail quotes the newest first, in a form that no text can break out of', () => {
  const message = (authorName: string, body: string) => ({
    ...{ authorName, body, format: 'plain' as const, createdAt: '2027-01-31T09:00:00Z' },
  });
  const quotation = quotationOf({ timeZone: 'Europe/Rome' }, [
    message('Ann', 'One\n\nTwo'),
    message('</blockquote><b>Bo', '</blockquote><script>'),
  ]);
  expect(quotation?.text).toBe(
    '</blockquote><b>Bo, 2027-01-31 10:00:\n> </blockquote><script>\n\nAnn, 2027-01-31 10:00:\n> One\n>\n> Two',
  );
  expect(quotation?.html.match(/<\/?blockquote/g)).toHaveLength(4);
  expect(quotation?.html).not.toContain('<script');
});

test('of a conversation that is too long for a mail, the newest part is quoted', () => {
  const parts = Array.from({ length: 80 }, (_, place) => ({ kind: 'message' as const, id: place + 1 }));
  expect(quotedIn(parts, 'all')).toEqual(parts.slice(-50).map(({ id }) => id));
  const long = { authorName: 'Ann', format: 'plain' as const, createdAt: '2027-01-31T09:00:00Z' };
  const quotation = quotationOf({ timeZone: 'UTC' }, [
    { ...long, body: 'old'.repeat(40_000) },
    { ...long, body: 'new' },
  ]);
  expect(quotation?.text).toMatch(/> new$/);
});
