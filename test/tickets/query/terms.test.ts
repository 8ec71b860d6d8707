import { condition, readTerms, wordsOf } from '../../../src/tickets/query/terms';

const read = (query: string) =>
  readTerms(query).map(({ key, isNegated, values, text, unknownKey }) => ({
    ...(key === undefined ? { text } : { key, values }),
    ...(isNegated && { not: true }),
    ...(unknownKey !== undefined && { unknownKey }),
  }));

test.each([
  ['', []],
  ['  ', []],
  ['status:open', [{ key: 'status', values: ['open'] }]],
  ['Status:Open,"On Hold",', [{ key: 'status', values: ['Open', 'On Hold'] }]],
  ['-tag:vip', [{ key: 'tag', values: ['vip'], not: true }]],
  ['department:Sales', [{ key: 'dept', values: ['Sales'] }]],
  ['subject:"two words" x', [{ key: 'subject', values: ['two words'] }, { text: 'x' }]],
  ['from:"Ann Lee"', [{ key: 'from', values: ['Ann Lee'] }]],
  ['"two words"', [{ text: '"two words"' }]],
  ['-"two words"', [{ text: '"two words"', not: true }]],
  ['"never closed', [{ text: '"never closed' }]],
  ['status:', [{ key: 'status', values: [] }]],
  ['status:"', [{ key: 'status', values: [] }]],
  ['created:>2026-01-01', [{ key: 'created', values: ['>2026-01-01'] }]],
  ['created:>"2026-01-01 09:00"', [{ key: 'created', values: ['>2026-01-01 09:00'] }]],
  ['colour:red', [{ text: 'colour:red', unknownKey: 'colour' }]],
  ['http://example.com', [{ text: 'http://example.com' }]],
  ['Re: invoice 10:30', [{ text: 'Re:' }, { text: 'invoice' }, { text: '10:30' }]],
  ['"status:open"', [{ text: '"status:open"' }]],
  ['-', [{ text: '', not: true }]],
  ['a"b c"d', [{ text: 'a"b c"d' }]],
  ['طابعة tag:مهم', [{ text: 'طابعة' }, { key: 'tag', values: ['مهم'] }]],
])('reads %j', (query, terms) => {
  expect(read(query)).toEqual(terms);
});

test('keeps words as they are searched for', () => {
  expect(wordsOf(readTerms('red status:open "two words" -blue - or x-y'))).toBe('red "two words" -blue or x-y');
});

test('knows where each term stands', () => {
  expect(readTerms(' a status:open').map(({ start, end }) => [start, end])).toEqual([
    [1, 2],
    [3, 14],
  ]);
});

test('writes conditions that it reads again', () => {
  for (const value of ['open', 'On Hold', 'a,b', "Jo's", 'Ünï']) {
    expect(read(condition('status', value))).toEqual([{ key: 'status', values: [value] }]);
  }
  expect(read(condition('tag', 'a "quoted" one'))).toEqual([{ key: 'tag', values: ['a quoted one'] }]);
});

test('reads every text, and all of it', () => {
  let seed = 7;
  const draw = (count: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * count);
  };
  const pieces = ['"', '-', ':', ',', ' ', 'status', 'is', 'x', '>', '..', '\\', 'é', '\u0000', '%', '😀', '/', '\t'];
  for (let turn = 0; turn < 3000; turn++) {
    const query = Array.from({ length: draw(14) }, () => pieces[draw(pieces.length)]).join('');
    const terms = readTerms(query);
    const covered = terms.map(({ start, end }) => query.slice(start, end)).join('');
    expect(covered.replace(/\s/g, '')).toBe(query.replace(/\s/g, ''));
  }
});
