import { foldBlockquotes, foldQuotedLines, wordsOf } from '../../src/inbound/quotes';

const show = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br />');
const folded = (text: string): string => foldQuotedLines(text, show);

/** The parts that are folded, as they were written. */
const foldsOf = (html: string): string[] =>
  Array.from(html.matchAll(/<details><summary><\/summary><div>(.*?)<\/div><\/details>/g), ([, part = '']) =>
    part.replaceAll('<br />', '\n').replaceAll('&gt;', '>').replaceAll('&lt;', '<'),
  );

/** All words of a text, in their order, which no folding may change. */
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const shownWords = (html: string): string[] =>
  words(
    html
      .replace(/<[^<>]*>/g, ' ')
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<'),
  );

const QUOTE = '> one\n> two\n>\n> three';
const ATTRIBUTION = 'On Sat, 21 Nov 2026 at 10:00, Desk <desk@example.com> wrote:';
const OUTLOOK =
  'From: Desk <desk@example.com>\nSent: Saturday, 21 November 2026 10:00\nTo: Ann <ann@example.com>\nSubject: Fire';

test.each([
  ['a quote at the end, with the line above', `Thanks\n\n${ATTRIBUTION}\n${QUOTE}`, [`${ATTRIBUTION}\n${QUOTE}`]],
  [
    'a wrapped line above',
    `Thanks\n\nOn Sat, 21 Nov 2026 at 10:00,\nDesk <desk@example.com> wrote:\n\n${QUOTE}`,
    [`On Sat, 21 Nov 2026 at 10:00,\nDesk <desk@example.com> wrote:\n\n${QUOTE}`],
  ],
  ['quotes between answers', `${QUOTE}\nYes.\n\n${QUOTE}\nNo.`, [QUOTE, QUOTE]],
  ['a long quote of one line', `Thanks\n> ${'word '.repeat(80).trim()}`, [`> ${'word '.repeat(80).trim()}`]],
  [
    'a mail without signs of quoting',
    `Thanks\n\n${ATTRIBUTION}\n\nDear Ann,\ntry\nit\nagain`,
    [`${ATTRIBUTION}\n\nDear Ann,\ntry\nit\nagain`],
  ],
  ['what Outlook quotes', `Thanks\n\n${OUTLOOK}\n\nDear Ann,\ntry it`, [`${OUTLOOK}\n\nDear Ann,\ntry it`]],
  ['nothing of a text that only quotes', `${ATTRIBUTION}\n${QUOTE}\n\n`, []],
  ['no short quote', 'Thanks\n> one\n> two', []],
  ['nothing where nobody is quoted', 'On Monday I wrote:\nnothing', []],
])('folds %s', (_title, text, folds) => {
  const html = folded(text);
  expect(foldsOf(html)).toEqual(folds);
  expect(shownWords(html)).toEqual(words(text));
});

test('takes a moment even for texts made to take long', () => {
  for (const text of [
    '> a\n\n'.repeat(20_000),
    '\n'.repeat(100_000),
    `${'a:\n'.repeat(30_000)}`,
    `${'> '.repeat(50_000)}\nx`,
  ]) {
    expect(shownWords(folded(text))).toEqual(words(text));
  }
});

const LONG = `<p>${'word '.repeat(80)}</p>`;

test.each([
  ['a quote', `<p>Thanks</p><blockquote>${LONG}</blockquote>`, 1],
  ['a quote in a quote once', `<p>Thanks</p><blockquote><blockquote>${LONG}</blockquote>x</blockquote>`, 1],
  [
    'quotes deep in the message',
    `<div>a<div><blockquote>${LONG}</blockquote></div>b<blockquote>${LONG}</blockquote></div>`,
    2,
  ],
  ['no short quote', '<p>Thanks</p><blockquote><p>one</p></blockquote>', 0],
  ['nothing of HTML that only quotes', `<div><blockquote>${LONG}</blockquote></div>`, 0],
])('folds %s in HTML', (_title, html, count) => {
  const result = foldBlockquotes(html);
  expect(result.split('<details>')).toHaveLength(count + 1);
  expect(wordsOf(result)).toBe(wordsOf(html));
});
