import { differenceOf, type Scalar } from '../../src/comparing/values';

test.each<[Scalar, Scalar, string | undefined]>([
  ['a', 'a', undefined],
  [1, 1, undefined],
  [null, null, undefined],
  ['1', 1, 'type'],
  [true, 1, 'type'],
  [true, '1', 'type'],
  [false, '0', 'type'],
  [false, 0, 'type'],
  [null, '', 'type'],
  ['12.50', '12.5', 'type'],
  [12.5, '12.50', 'type'],
  ['1', 2, 'value'],
  ['0', '', 'value'],
  [0, null, 'value'],
  [true, 'yes', 'value'],
  ['Open', 'Closed', 'value'],
  ['0123', '123', 'value'],
  ['Tom &amp; Ann', 'Tom & Ann', 'entities'],
  ['It&#039;s', "It's", 'entities'],
  ['It&amp;#039;s', "It's", 'entities'],
  ['&lt;b&gt;', '<b>', 'entities'],
  ['one<br />\ntwo', 'one\r\ntwo', 'entities'],
  ['one\r\ntwo', 'one\ntwo', 'spaces'],
  ['one ', 'one', 'spaces'],
  ['one two', 'onetwo', 'value'],
  ['Customer-Reply', 'customer-reply', 'lettercase'],
  ['It&#039;s', "it's", 'lettercase'],
  ['', '0000-00-00 00:00:00', 'dateformat'],
  ['0000-00-00', '0000-00-00 00:00:00', 'dateformat'],
  [null, '0000-00-00 00:00:00', 'type'],
])('%j here and %j there differ in %s', (here, there, kind) => {
  expect(differenceOf(here, there)).toBe(kind);
  expect(differenceOf(there, here)).toBe(kind);
});

test.each<[string, string, string]>([
  ['2027-01-31 09:00:00', '31/01/2027 09:00', 'dateformat'],
  ['2027-01-31 09:00:00', '01/31/2027 09:00:00', 'dateformat'],
  ['2027-01-31 09:00:00', '31.01.2027 09:00', 'dateformat'],
  ['2027-01-31 09:00:00', '2027-01-31T09:00:00+00:00', 'dateformat'],
  ['2027-01-31 09:00:00', '2027-01-31T09:00:00.0000000Z', 'dateformat'],
  ['2027-01-31 09:00:00', '09:00:00 31.01.2027', 'dateformat'],
  ['2027-01-31 09:00:00', '31st January 2027 9:00:00am', 'dateformat'],
  ['2027-01-31 21:00:00', 'Sunday, January 31st, 2027 9:00 PM', 'dateformat'],
  ['2027-01-31 00:15:00', '31 Jan 2027 12:15am', 'dateformat'],
  ['2027-01-31', '2027-01-31 09:00:00', 'dateformat'],
  ['2027-01-31', '31/01/2027', 'dateformat'],
  ['2027-01-31 09:00:00', '2027-01-31 10:00:00', 'timezone'],
  ['2027-01-31 23:30:00', '2027-02-01 05:00:00', 'timezone'],
  ['2027-01-31 09:00:00', '31/01/2027 14:45', 'timezone'],
  ['2027-01-31 09:00:00', '2027-01-31 09:00:01', 'value'],
  ['2027-01-31 09:00:00', '2027-01-31 09:20:00', 'value'],
  ['2027-01-31 09:00:00', '2027-02-02 09:00:00', 'value'],
  ['2027-01-31', '2027-02-01', 'value'],
  ['2027-01-31', '2027-01-32', 'value'],
  ['123456', '123457', 'value'],
])('the dates %s and %s differ in %s', (here, there, kind) => {
  expect(differenceOf(here, there)).toBe(kind);
  expect(differenceOf(there, here)).toBe(kind);
});
