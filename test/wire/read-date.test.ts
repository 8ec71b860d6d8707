import { readDate } from '../../src/wire/read-date';

const iso = (sent: unknown) => readDate(sent, undefined, 'Europe/Rome')?.toISOString();

const NOON = '2026-11-01T11:00:00.000Z';

test.each<[string, unknown]>([
  ['ISO 8601', '2026-11-01T12:00:00+01:00'],
  ['a plus that became a space', '2026-11-01T12:00:00 01:00'],
  ['the same without a colon', '2026-11-01T12:00:00 0100'],
  ['the same with a space before the time', '2026-11-01 12:00:00 01:00'],
  ['the same with a fraction', '2026-11-01T12:00:00.000 01:00'],
  ['the same without seconds', '2026-11-01T12:00 01:00'],
  ['the same as PostgreSQL writes it', '2026-11-01 12:00:00 01'],
  ['the same with a fraction, as PostgreSQL writes it', '2026-11-01 12:00:00.0 01'],
  ['no zone', '2026-11-01 12:00:00'],
  ['small letters', '2026-11-01t11:00:00z'],
  ['seconds since 1970', '1793530800'],
  ['seconds as a number', 1_793_530_800],
  ['seconds with a fraction', '1793530800.0'],
  ['seconds as PHP writes them', '@1793530800'],
  ['milliseconds', '1793530800000'],
  ['milliseconds as a number', 1_793_530_800_000],
  ['RFC 2822', 'Sun, 01 Nov 2026 12:00:00 +0100'],
  ['RFC 2822 with a lost plus', 'Sun, 01 Nov 2026 12:00:00  0100'],
  ['RFC 2822 without a weekday', '1 Nov 2026 12:00:00 +0100'],
  ['RFC 2822 without seconds', 'Sun, 1 Nov 2026 11:00 GMT'],
  ['RFC 2822 with a zone in brackets', 'Sun, 01 Nov 2026 12:00:00 +0100 (CET)'],
  ['RFC 2822 with an American zone', 'Sun, 01 Nov 2026 06:00:00 EST'],
  ['what JavaScript prints', new Date(NOON).toUTCString()],
  ['what JavaScript makes of a date', 'Sun Nov 01 2026 12:00:00 GMT+0100 (Central European Standard Time)'],
  ['the same with a lost plus', 'Sun Nov 01 2026 12:00:00 GMT 0100 (CET)'],
  ['what PowerShell 5 writes in JSON', '/Date(1793530800000)/'],
  ['what .NET writes in JSON', '/Date(1793530800000+0100)/'],
  ['the basic format of ISO 8601', '20261101T110000Z'],
  ['the same without a zone', '20261101T120000'],
  ['the same with an offset', '20261101T120000+0100'],
  ['the same without seconds', '20261101T1200+01'],
  ['what Ruby prints', '2026-11-01 12:00:00 +0100'],
  ['the same with a lost plus', '2026-11-01 12:00:00  0100'],
  ['what .NET prints', '2026-11-01 12:00:00 +01:00'],
  ['the same with a lost plus', '2026-11-01 12:00:00  01:00'],
  ['the same behind a T', '2026-11-01T12:00:00 +01:00'],
  ['what SQL Server prints', '2026-11-01 12:00:00.0000000 +01:00'],
  ['what Ruby prints of UTC', '2026-11-01 11:00:00 UTC'],
  ['what Go prints', '2026-11-01 12:00:00.0 +0100 CET'],
  ['what Java prints', '2026-11-01T12:00:00+01:00[Europe/Rome]'],
  ['what Java prints of UTC', '2026-11-01T11:00:00Z[UTC]'],
])('%s', (_name, sent) => {
  expect(iso(sent)).toBe(NOON);
});

test.each<[string, unknown]>([
  ['30 February', 'Mon, 30 Feb 2026 12:00:00 +0100'],
  ['a wrong weekday', 'Mon, 01 Nov 2026 12:00:00 +0100'],
  ['an unknown month', '01 Foo 2026 12:00:00 +0100'],
  ['an unknown zone', '01 Nov 2026 12:00:00 XYZ'],
  ['no zone in RFC 2822', '01 Nov 2026 12:00:00'],
  ['a date of eight digits', '20261101'],
  ['two times', '2026-11-01 12:00 13'],
  ['an offset of no zone', '2026-11-01 12:00:00 15'],
  ['a small number', 86_400],
  ['eleven digits', '17935308000'],
  ['a negative number', -1_793_530_800],
  ['an hour without minutes', '2026-11-01 12'],
  ['now', 'now'],
  ['30 February in the basic format', '20260230T120000Z'],
  ['a wrong weekday of JavaScript', 'Mon Nov 01 2026 12:00:00 GMT+0100 (CET)'],
  ['an invalid date of JavaScript', 'Invalid Date'],
  ['a zone by its name only', '2026-11-01T12:00:00[Europe/Rome]'],
  ['a zone of unknown offset', '2026-11-01 12:00:00 CET'],
  ['a list', ['2026-11-01']],
  ['an object', {}],
])('refused: %s', (_name, sent) => {
  expect(iso(sent)).toBeUndefined();
});

test('a localised date comes before others', () => {
  expect(readDate('31/01/2027', 'localised', 'UTC')?.toISOString()).toBe('2027-01-31T00:00:00.000Z');
  expect(readDate('01.11.2026 12:00', 'day-first', 'Europe/Rome')?.toISOString()).toBe(NOON);
});
