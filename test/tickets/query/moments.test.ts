import { dateIn, readSpan } from '../../../src/tickets/query/moments';

const NOW = new Date('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;

const read = (text: string, way: 'past' | 'future' = 'past') => readSpan(text, '2026-03-01', NOW, way);
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR);

test.each([
  ['2026-01-31', { since: '2026-01-31', before: '2026-02-01' }],
  ['=2026-01-31', { since: '2026-01-31', before: '2026-02-01' }],
  ['>2026-01-31', { since: '2026-02-01' }],
  ['>=2026-01-31', { since: '2026-01-31' }],
  ['<2026-01-31', { before: '2026-01-31' }],
  ['<=2026-12-31', { before: '2027-01-01' }],
  ['2026-01-01..2026-01-31', { since: '2026-01-01', before: '2026-02-01' }],
  ['>2026-01-31 09:30', { since: '2026-01-31 09:30' }],
  ['<=2026-01-31T09:30', { before: '2026-01-31 09:30' }],
  ['today', { since: '2026-03-01', before: '2026-03-02' }],
  ['Yesterday', { since: '2026-02-28', before: '2026-03-01' }],
  ['tomorrow', { since: '2026-03-02', before: '2026-03-03' }],
  ['7d', { since: hours(-168) }],
  ['>2h', { since: hours(-2) }],
  ['<1w', { before: hours(-168) }],
  ['<now', { before: NOW }],
])('reads %s', (text, span) => {
  expect(read(text)).toEqual(span);
});

test('leads into the future for what is due', () => {
  expect(read('2d', 'future')).toEqual({ before: hours(48) });
  expect(read('<2d', 'future')).toEqual({ before: hours(48) });
});

test.each([
  '',
  '>',
  'soon',
  '2026-02-30',
  '2026-13-01',
  '1969-12-31',
  '2026-01-31 24:00',
  '2026-1-1',
  '1y',
  '..',
  '2026-01-01..',
  '99999d',
])('refuses %j', (text) => {
  expect(read(text)).toBeUndefined();
});

test("takes today from the desk's own calendar", () => {
  const late = new Date('2026-03-01T23:30:00Z');
  expect([dateIn('UTC', late), dateIn('Europe/Rome', late)]).toEqual(['2026-03-01', '2026-03-02']);
});
