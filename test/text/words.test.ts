import { isPrintedNull, meansNothing, meansNull, readFlag } from '../../src/text/words';

/** How PHP, Python, Ruby, Go, JavaScript, pandas, Objective-C, C# and PostgreSQL print null. */
const NULLS = [
  'null',
  'NULL',
  'None',
  'nil',
  'undefined',
  'NaN',
  'nan',
  'NaT',
  '(null)',
  '<null>',
  '<nil>',
  '<NA>',
  '\\N',
];

describe('flags', () => {
  test.each(['1', 'true', 'True', 'TRUE', 't', 'yes', 'Y', ' on ', '"true"', true, 1])('true: %j', (sent) => {
    expect(readFlag(sent)).toBe(true);
  });

  test.each([
    '',
    ' ',
    '0',
    'false',
    'False',
    'FALSE',
    'f',
    'F',
    'no',
    'N',
    'n',
    'off',
    "'f'",
    ...NULLS,
    false,
    0,
    null,
  ])('false: %j', (sent) => {
    expect(readFlag(sent)).toBe(false);
  });

  test.each([
    '2',
    '-1',
    '10',
    '0.5',
    'ja',
    'maybe',
    'delete',
    '[object Object]',
    'x'.repeat(1e6),
    [],
    {},
    undefined,
    7n,
  ])('neither: %j', (sent) => {
    expect(readFlag(typeof sent === 'bigint' ? sent : sent)).toBeUndefined();
  });
});

test.each(NULLS)('%s means that there is no value, and so does it in other letters', (word) => {
  expect(isPrintedNull(word)).toBe(true);
  for (const sent of [word, word.toUpperCase(), ` ${word} `, `"${word}"`]) {
    expect([sent, meansNull(sent, false), meansNothing(sent, false)]).toEqual([sent, true, true]);
  }
});

test.each(['no', 'off'])('%s means nothing where it is no text', (word) => {
  expect([meansNothing(word, false), meansNull(word, true), isPrintedNull(word)]).toEqual([true, false, false]);
});

test.each(['f', 'n', 'F'])('%s means nothing where a text refers to something', (word) => {
  expect([meansNothing(word, false), meansNull(word, false), isPrintedNull(word)]).toEqual([true, true, false]);
});

test('False is no text that a person wrote', () => {
  expect(isPrintedNull('False')).toBe(true);
});

test.each([
  ['false', true, true],
  ['0', false, false],
  ['t', false, false],
  ['1', false, false],
  ['Nilsson', false, false],
])('%s', (word, nothing, nullWord) => {
  expect([meansNothing(word, false), meansNull(word, false)]).toEqual([nothing, nullWord]);
});

test('zero means nothing only where asked', () => {
  expect([meansNothing('0', true), meansNothing(0, true), meansNothing(0, false)]).toEqual([true, true, false]);
  expect([meansNull('0', true), meansNull(0, true), meansNull('0', false)]).toEqual([true, true, false]);
});

test.each(['Null', 'none', 'None of these work', 'Nil', 'UNDEFINED', 'No', 'f', 'false'])(
  'a person may have written %s',
  (word) => {
    expect(isPrintedNull(word)).toBe(false);
  },
);
