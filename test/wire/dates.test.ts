import { formatDate, formatDateIn, parseDate } from '../../src/wire/dates';

const iso = (text: string, timeZone = 'UTC') => parseDate(text, timeZone)?.toISOString();

describe('parseDate', () => {
  test.each([
    ['documented', '2024-05-06 07:08:09', '2024-05-06T07:08:09.000Z'],
    ['without seconds', '2024-05-06 07:08', '2024-05-06T07:08:00.000Z'],
    ['date only', '2024-05-06', '2024-05-06T00:00:00.000Z'],
    ['ISO without zone', '2024-05-06T07:08:09', '2024-05-06T07:08:09.000Z'],
    ['ISO in UTC', '2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
    ['ISO without seconds', '2024-05-06T07:08Z', '2024-05-06T07:08:00.000Z'],
    ['fraction', '2024-05-06T07:08:09.1234567Z', '2024-05-06T07:08:09.123Z'],
    ['short fraction', '2024-05-06T07:08:09.5Z', '2024-05-06T07:08:09.500Z'],
    ['+hh:mm', '2024-05-06T07:08:09+02:00', '2024-05-06T05:08:09.000Z'],
    ['+hhmm', '2024-05-06T07:08:09+0530', '2024-05-06T01:38:09.000Z'],
    ['-hh', '2024-05-06T07:08:09-05', '2024-05-06T12:08:09.000Z'],
    ['space and zone', '2024-05-06 07:08:09-00:30', '2024-05-06T07:38:09.000Z'],
    ['leap day', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['first', '1970-01-01', '1970-01-01T00:00:00.000Z'],
    ['last', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['furthest east', '2024-05-06T07:08:09+14:00', '2024-05-05T17:08:09.000Z'],
  ])('%s', (_name, text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each([
    '',
    ' ',
    'now',
    'tomorrow',
    'infinity',
    '0',
    '1714979289',
    '0000-00-00 00:00:00',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-01',
    '2024-01-00',
    '2024-01-01 24:00:00',
    '2024-01-01 23:60:00',
    '2016-12-31T23:59:60Z',
    '1969-12-31 23:59:59',
    '9999-12-31T23:59:59-01:00',
    '10000-01-01',
    '300000-01-01',
    '+002024-01-01',
    '2024-1-1',
    '24-01-01',
    '2024/01/01',
    '01/02/2024',
    '2024-01-01 1:00:00',
    '2024-01-01T',
    '2024-01-01Z',
    '2024-01-01 10',
    '2024-01-01 10:00:00.',
    '2024-01-01 10:00.5',
    '2024-01-01T10:00:00 Z',
    '2024-01-01T10:00:00+25:00',
    '2024-01-01T10:00:00+14:30',
    '2024-01-01T10:00:00+01:60',
    '2024-01-01T10:00:00+1',
    '2024-01-01T10:00:00 Europe/Berlin',
    '2024-01-01  10:00:00',
    ' 2024-01-01',
    '2024-01-01\n',
    '２０２４-01-01',
    '2024-01-01 10:00:00; drop table',
  ])('refused: %j', (text) => {
    expect(parseDate(text, 'UTC')).toBeUndefined();
    expect(parseDate(text, 'Pacific/Auckland')).toBeUndefined();
  });

  test.each([
    ['winter', '2024-01-15 12:00:00', 'Europe/Berlin', '2024-01-15T11:00:00.000Z'],
    ['summer', '2024-07-15 12:00:00', 'Europe/Berlin', '2024-07-15T10:00:00.000Z'],
    ['half an hour', '2024-07-15 12:00:00', 'Asia/Kolkata', '2024-07-15T06:30:00.000Z'],
    ['west', '2024-07-15', 'America/New_York', '2024-07-15T04:00:00.000Z'],
    ['far east', '2024-07-15 00:00', 'Pacific/Kiritimati', '2024-07-14T10:00:00.000Z'],
    ['milliseconds', '2024-07-15T12:00:00.250', 'Europe/Berlin', '2024-07-15T10:00:00.250Z'],
    ['a written zone wins', '2024-07-15 12:00:00Z', 'Europe/Berlin', '2024-07-15T12:00:00.000Z'],
    ['before the clock goes forward', '2024-03-31 01:59:59', 'Europe/Berlin', '2024-03-31T00:59:59.000Z'],
    ['in the hour that is left out', '2024-03-31 02:30:00', 'Europe/Berlin', '2024-03-31T01:30:00.000Z'],
    ['after the clock went forward', '2024-03-31 03:00:00', 'Europe/Berlin', '2024-03-31T01:00:00.000Z'],
    ['first pass of the hour that comes twice', '2024-10-27 02:30:00', 'Europe/Berlin', '2024-10-27T00:30:00.000Z'],
    ['after the hour that came twice', '2024-10-27 03:00:00', 'Europe/Berlin', '2024-10-27T02:00:00.000Z'],
    ['a midnight that is left out', '2018-11-04 00:30:00', 'America/Sao_Paulo', '2018-11-04T03:30:00.000Z'],
    ['a day that was left out', '2011-12-31 00:00:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['the last year', '9999-12-31 12:00:00', 'Europe/Berlin', '9999-12-31T11:00:00.000Z'],
  ])('wall time, %s', (_name, text, timeZone, expected) => {
    expect(iso(text, timeZone)).toBe(expected);
  });

  test.each([
    ['east of Greenwich', '1970-01-01 00:00:00', 'Asia/Tokyo', '1969-12-31T15:00:00.000Z'],
    ['with a written zone', '1970-01-01T00:00:00+01:00', 'UTC', '1969-12-31T23:00:00.000Z'],
    ['where the day is the first to begin', '1970-01-01', 'Etc/GMT-14', '1969-12-31T10:00:00.000Z'],
  ])('1970 begins with the wall clock, %s', (_name, text, timeZone, expected) => {
    expect(iso(text, timeZone)).toBe(expected);
  });
});

describe('formatDate', () => {
  test.each([
    ['UTC', '2024-05-06T07:08:09.999Z', 'UTC', '2024-05-06 07:08:09'],
    ['Etc/UTC', '2024-05-06T07:08:09.999Z', 'Etc/UTC', '2024-05-06 07:08:09'],
    ['winter', '2024-01-15T11:00:00Z', 'Europe/Berlin', '2024-01-15 12:00:00'],
    ['summer', '2024-07-15T10:00:00Z', 'Europe/Berlin', '2024-07-15 12:00:00'],
    ['midnight', '2024-07-14T22:00:00Z', 'Europe/Berlin', '2024-07-15 00:00:00'],
    ['new year', '2024-12-31T23:30:00Z', 'Europe/Berlin', '2025-01-01 00:30:00'],
    ['first', '1970-01-01T00:00:00Z', 'America/New_York', '1969-12-31 19:00:00'],
  ])('%s', (_name, instant, timeZone, expected) => {
    expect(formatDate(new Date(instant), timeZone)).toBe(expected);
  });

  test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Casablanca'])(
    'what is written can be read: %s',
    (timeZone) => {
      for (let day = 0; day < 366; day += 1) {
        const instant = new Date(Date.UTC(2024, 0, 1 + day, 12, 34, 56));
        expect(parseDate(formatDate(instant, timeZone), timeZone)).toEqual(instant);
      }
    },
  );
});

test.each([
  ['2016-11-18T09:32:24Z', 'UTC', '18th November 2016 9:32:24am'],
  ['2016-11-18T23:32:24Z', 'Europe/Rome', '19th November 2016 12:32:24am'],
  ['2024-02-01T12:00:09Z', 'UTC', '1st February 2024 12:00:09pm'],
  ['2024-02-02T13:05:00Z', 'UTC', '2nd February 2024 1:05:00pm'],
  ['2024-02-03T00:00:00Z', 'UTC', '3rd February 2024 12:00:00am'],
  ['2024-02-11T11:59:59Z', 'UTC', '11th February 2024 11:59:59am'],
  ['2024-12-31T00:00:00Z', 'UTC', '31st December 2024 12:00:00am'],
])('in words: %s in %s', (moment, timeZone, expected) => {
  expect(formatDateIn('words', new Date(moment), timeZone)).toBe(expected);
});
