import type { Property, Schema } from '../../src/calls/schema';
import { formatDateIn, parseDayFirst } from '../../src/wire/dates';
import { toJson } from '../../src/wire/json';
import { presentAll } from '../../src/wire/present';
import { decodeTypedFields } from '../../src/wire/typed-fields';

const decode = (property: Property, sent: Record<string, unknown>): unknown =>
  decodeTypedFields({ properties: { value: property } } as unknown as Schema, sent, {
    files: [],
    timeZone: 'UTC',
    ignore: () => {},
  }).value;

describe('empty and absent values are distinguished', () => {
  test.each<[string, Property, unknown, unknown]>([
    ['empty text is a text', { type: 'string' }, '', ''],
    ['null, where the type allows it', { type: ['integer', 'null'] }, null, null],
    ['null, where the type does not allow it', { type: 'integer' }, null, undefined],
    ['empty text that clears', { type: ['integer', 'null'], 'x-clears': true }, '', null],
    ['an empty list that clears', { type: ['array', 'null'], 'x-clears': true }, [], null],
    ['the empty field of a form, for a number', { type: 'integer' }, '', undefined],
    ['the empty field of a form, for a flag', { type: 'boolean' }, '', undefined],
  ])('%s', (_name, property, sent, value) => {
    expect(decode(property, { value: sent })).toBe(value);
  });

  test('nothing is sent', () => {
    expect(decode({ type: 'string', 'x-clears': true }, {})).toBeUndefined();
  });
});

describe('values arrive typed or as the text of a form', () => {
  test.each<[string, Property, unknown, unknown]>([
    ['a number in text', { type: 'integer' }, ' 12 ', 12],
    ['a number', { type: 'integer' }, 12, 12],
    ['a whole number of Python', { type: 'integer' }, '12.0', 12],
    ['no whole number', { type: 'integer' }, '1e3', '1e3'],
    ['a fraction', { type: 'integer' }, '12.01', '12.01'],
    ['a number for a text', { type: 'string' }, 12, '12'],
    ['a truth for a text', { type: 'string' }, true, true],
    ...['1', 'true', 'on', 1, true].map((sent): [string, Property, unknown, unknown] => [
      `set: ${sent}`,
      { type: 'boolean' },
      sent,
      true,
    ]),
    ...['0', 'FALSE', 'off', 0, false].map((sent): [string, Property, unknown, unknown] => [
      `not set: ${sent}`,
      { type: 'boolean' },
      sent,
      false,
    ]),
    ['neither', { type: 'boolean' }, 'maybe', 'maybe'],
    ['a list of a form', { type: 'array', items: { type: 'integer' } }, { 0: '1', 5: '2' }, [1, 2]],
    ['a list as JSON text', { type: 'array', items: { type: 'integer' } }, '[1,2]', [1, 2]],
    ['a text where a list belongs', { type: 'array' }, 'abc', 'abc'],
    ['a comma list', { type: 'array', items: { type: 'integer' }, 'x-decode': 'list' }, '1, 2,', [1, 2]],
    ['a moment', { 'x-decode': 'date', 'x-date': 'day-first' }, '31.01.2027 09:30', new Date('2027-01-31T09:30:00Z')],
    [
      'a day that does not exist',
      { 'x-decode': 'date', 'x-date': 'day-first' },
      '31.02.2027 09:30',
      '31.02.2027 09:30',
    ],
  ])('%s', (_name, property, sent, value) => {
    expect(decode(property, { value: sent })).toEqual(value);
  });
});

test('names match in any letter case at every depth, exact ones first, and other fields are dropped', () => {
  const property: Property = { type: 'object', properties: { phoneNumber: { type: 'string' } } };
  expect(decode(property, { VALUE: { PhoneNumber: '1', Other: '2' } })).toEqual({ phoneNumber: '1' });
  expect(decode({ type: 'integer' }, { Value: 1, value: 2 })).toBe(2);
});

test('custom fields keep their ids, their levels and the texts that clear them', () => {
  const property: Property = { type: 'object', 'x-decode': 'customfields' };
  expect(
    decode(property, { value: { 96: 'a', 98: 1, 100: { 1: 198, 2: 204 }, 101: '', 102: null, 104: true } }),
  ).toEqual({
    96: 'a',
    98: '1',
    100: { 1: '198', 2: '204' },
    101: '',
    102: '',
    104: '1',
  });
  expect(decode(property, { value: ['a', 'b'] })).toEqual({ 0: 'a', 1: 'b' });
});

test.each([
  ['a NUL', 'a\0b'],
  ['half a character', 'a\ud800b'],
])('%s is refused by name, however deep', (_name, text) => {
  const property: Property = { type: 'array', items: { type: 'object', properties: { url: { type: 'string' } } } };
  expect(() => decode(property, { value: [{ url: text }] })).toThrow(
    'Parameter "value[0].url" contains characters that are not valid text',
  );
});

test('dates are written in the style of each API', () => {
  const moment = new Date('2027-01-31T23:05:09.012Z');
  expect(formatDateIn('day-first', moment, 'Europe/Rome')).toBe('01.02.2027 00:05');
  expect(formatDateIn('time-first', moment, 'UTC')).toBe('23:05:09 31.01.2027');
  expect(formatDateIn('iso', moment, 'Asia/Kolkata')).toBe('2027-02-01T04:35:09.0120000+05:30');
  expect(formatDateIn('iso', moment, 'America/New_York')).toBe('2027-01-31T18:05:09.0120000-05:00');
  expect(parseDayFirst(formatDateIn('day-first', moment, 'Europe/Rome'), 'Europe/Rome')).toEqual(
    new Date('2027-01-31T23:05:00Z'),
  );
});

test('a map keeps its order, whatever its names, and null stays null', () => {
  const schema = {
    properties: { data: { additionalProperties: { properties: { at: { 'x-date': 'time-first' } } } } },
  } as const;
  const result = {
    data: new Map([
      ['10', { at: new Date('2027-01-31T09:00:00Z'), who: null }],
      ['9', { at: null, who: 'ä' }],
    ]),
  };
  const how = { timeZone: 'UTC', idFormat: 'number', nothing: null } as const;
  expect(toJson(presentAll(result, schema, how))).toBe(
    '{"data":{"10":{"at":"09:00:00 31.01.2027","who":null},"9":{"at":null,"who":"\\u00e4"}}}',
  );
});
