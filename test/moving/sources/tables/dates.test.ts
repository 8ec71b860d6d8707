import { day, WallClock } from '../../../../src/moving/sources/tables/dates';

test.each([
  ['UTC', '2026-11-29 07:30:15', '2026-11-29T07:30:15.000Z'],
  ['UTC', '2026-11-29 07:30:15.654321', '2026-11-29T07:30:15.000Z'],
  ['UTC', '2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['Europe/Berlin', '2026-07-01 12:00:00', '2026-07-01T10:00:00.000Z'],
  ['Europe/Berlin', '2026-12-01', '2026-11-30T23:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29 02:30:00', '2026-03-29T01:30:00.000Z'],
  ['Asia/Kolkata', '2026-11-29 00:15:00', '2026-11-28T18:45:00.000Z'],
  ['+00:00', '2026-07-01 12:00:00', '2026-07-01T12:00:00.000Z'],
  ['-03:30', '2026-07-01 12:00:00', '2026-07-01T15:30:00.000Z'],
  ['+5:45', '2026-07-01 12:00:00', '2026-07-01T06:15:00.000Z'],
  ['America/St_Johns', '2026-06-01 00:00:00', '2026-06-01T02:30:00.000Z'],
])('in %s, %s is %s', (timeZone, text, moment) => {
  const clock = new WallClock(timeZone);
  expect(clock.moment(text)?.toISOString()).toBe(moment);
  // Once more, from what it remembers.
  expect(clock.moment(text)?.toISOString()).toBe(moment);
});

test.each([
  '',
  '0000-00-00 00:00:00',
  '0000-00-00',
  '2026-00-00 00:00:00',
  '-0001-11-30 00:00:00',
  '2026-02-30',
  '2026-02-03 25:00:00',
  '1969-12-31 23:59:59',
  'yesterday',
])('%j is no date', (text) => {
  expect(new WallClock('Europe/Berlin').moment(text)).toBeNull();
  expect(day(text)).toBeNull();
});

test('a day stays the day it is', () => {
  expect(day('2026-11-29')).toBe('2026-11-29');
  expect(day('2026-11-29 23:59:59')).toBe('2026-11-29');
});
