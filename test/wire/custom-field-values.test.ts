import { invalid } from '../../src/errors';
import { decodeCustomFields, decodeValues } from '../../src/wire/custom-field-values';
import { decodeUrlencoded } from '../../src/wire/php-form';
import { base64 } from '../support/requests';
import { bytesOf, recorded, values } from './recorded';

const LENGTH = 'customfields: a length in the serialized array is wrong, because PHP counts bytes';
const REFUSAL = invalid('customfields must be a base64 encoded serialized array or JSON object of field id => value');

describe('no custom fields', () => {
  test.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
    ['spaces', '  '],
    ['[]', '[]'],
    ['{}', '{}'],
    ['base64 of []', 'W10='],
    ['base64 of {}', 'e30='],
    ['base64 of a:0:{}', 'YTowOnt9'],
    ['a:0:{}', 'a:0:{}'],
    ['the word null', 'null'],
    ['the word undefined', 'undefined'],
    ['base64 of null', base64('null')],
    ['base64 of N;', base64('N;')],
    ['an empty list', []],
    ['an empty object', {}],
    ['a list with spaces', '[ ]'],
    ['false', 'false'],
    ['0', '0'],
    ['None', 'None'],
    ['a serialized false', 'b:0;'],
    ['base64 of a serialized empty text', base64('s:0:"";')],
    ['a list of an empty list', '[[]]'],
  ])('%s', (_name, value) => {
    expect(decodeCustomFields(value)).toBeUndefined();
  });
});

describe('custom fields', () => {
  test.each([
    ['base64 of a serialized array', base64('a:2:{i:1;s:6:"Google";i:7;s:3:"né";}'), { 1: 'Google', 7: 'né' }],
    ['base64 of a serialized array with string keys', base64('a:1:{s:1:"1";s:1:"x";}'), { 1: 'x' }],
    ['base64 of a serialized list', base64('a:2:{i:0;s:1:"a";i:1;s:1:"b";}'), { 0: 'a', 1: 'b' }],
    ['base64 of JSON', base64('{"1":"Google","7":"né"}'), { 1: 'Google', 7: 'né' }],
    ['base64 of a JSON list', base64('["a","b"]'), { 0: 'a', 1: 'b' }],
    ['base64 that was not urlencoded', base64('{"1":">>>???~~~"}').replaceAll('+', ' '), { 1: '>>>???~~~' }],
    ['bare JSON', ' {"1":"a"} ', { 1: 'a' }],
    ['bare JSON list', '["a"]', { 0: 'a' }],
    ['a bare serialized array', 'a:1:{i:3;s:2:"ü";}', { 3: 'ü' }],
    ['brackets', Object.assign(Object.create(null), { 1: 'a', 7: 'b' }), { 1: 'a', 7: 'b' }],
    ['a list, from this process', ['a', 'b'], { 0: 'a', 1: 'b' }],
    [
      'names as keys',
      { 'Order number': '15', constructor: 'Bouygues' },
      { 'Order number': '15', constructor: 'Bouygues' },
    ],
    [
      'scalars',
      { 1: true, 2: false, 3: null, 4: 5, 5: 1.5, 6: undefined },
      { 1: '1', 2: '', 3: '', 4: '5', 5: '1.5', 6: '' },
    ],
    ['a large integer', base64('a:1:{i:1;i:9223372036854775807;}'), { 1: '9223372036854775807' }],
    ['nested choices', '{"1":["Europe","Berlin"],"2":{"region":5}}', { 1: ['Europe', 'Berlin'], 2: { region: '5' } }],
  ])('%s', (_name, value, fields) => {
    expect(decodeCustomFields(value)).toEqual(fields);
  });

  test.each([
    ['http_build_query: custom fields serialized', { 1: 'Google', 7: 'né' }],
    ['http_build_query: custom fields serialized empty', undefined],
    ['http_build_query: custom fields json', { 1: 'Google', 7: 'né' }],
    ['http_build_query: custom fields serialized and bare', { 3: 'ü', 4: '', 5: '1' }],
    ['http_build_query: integer keys', { 1: 'Google', 7: 'x' }],
    ['http_build_query: integer keys out of order', { 0: 'y', 1: 'Google', 7: 'x' }],
    ['http_build_query: bearer sample', undefined],
  ])('as recorded from PHP: %s', (name, fields) => {
    expect(decodeCustomFields(decodeUrlencoded(bytesOf(recorded(name))).fields.customfields)).toEqual(fields);
  });

  test('neither the result nor its values have a prototype', () => {
    const fields = decodeCustomFields('{"1":{"a":"b"}}');
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.getPrototypeOf(fields?.[1])).toBeNull();
  });
});

describe('what can mean only one thing', () => {
  const zurich = { 1: 'Zürich 🎫', 7: 'ok' };
  test.each<[string, unknown, unknown]>([
    ['lengths in code points', base64('a:2:{i:1;s:8:"Zürich 🎫";i:7;s:2:"ok";}'), zurich],
    ['lengths in UTF-16 units', base64('a:2:{i:1;s:9:"Zürich 🎫";i:7;s:2:"ok";}'), zurich],
    ['lengths in characters, without base64', 'a:1:{s:5:"Größe";s:2:"né";}', { Größe: 'né' }],
    ['base64 in a list', [base64('a:1:{i:1;s:6:"Google";}')], { 1: 'Google' }],
    ['JSON in a list', ['{"1":"Google"}'], { 1: 'Google' }],
    ['base64 in a JSON list', JSON.stringify([base64({ 1: 'Google' })]), { 1: 'Google' }],
    ['base64 of base64', Buffer.from(base64({ 1: 'Google' })).toString('base64'), { 1: 'Google' }],
    ['JSON text inside JSON', JSON.stringify('{"1":"Google"}'), { 1: 'Google' }],
    ['base64 with a second percent-encoding', encodeURIComponent(base64({ 1: '??>>' })), { 1: '??>>' }],
    ['a byte order mark', '\ufeff{"1":"Google"}', { 1: 'Google' }],
    ['a list of {id, value}', '[{"id":1,"value":"Google"}]', { 1: 'Google' }],
    ['the same in brackets', [{ id: '1', value: 'Google' }], { 1: 'Google' }],
    ['a list of {name, value}', [{ name: 'Source', value: 'Google' }], { Source: 'Google' }],
    ['a list as GetTicket answers it', [{ id: 1, name: 'Source', value: 'Google' }], { 1: 'Google' }],
    ['a list of {id, field_value}', [{ id: 1, field_value: 'Google' }], { 1: 'Google' }],
    ['a value wrapped in a list', { 1: ['Google'] }, { 1: 'Google' }],
    ['a list of one value, by position', ['Google'], { 0: 'Google' }],
  ])('%s', (_name, value, fields) => {
    expect(decodeCustomFields(value)).toEqual(fields);
  });
});

describe('refused', () => {
  test.each<[string, unknown]>([
    ['text', 'Google!'],
    ['base64 of text', base64('Google')],
    ['base64 of bytes', Buffer.from([0xff, 0xfe]).toString('base64')],
    ['base64 of a number', base64('5')],
    ['a word in base64 letters', 'true'],
    ['broken JSON', '{"1":'],
    ['JSON nested too deeply', '{"1":{"a":["b"]}}'],
    ['a serialized array nested too deeply', base64('a:1:{i:1;a:1:{i:0;a:1:{i:0;i:1;}}}')],
    ['very deep JSON', '['.repeat(100_000)],
    ['too long', `{"1":"${'x'.repeat(256 * 1024)}"}`],
    ['too many values', JSON.stringify(Array.from({ length: 2_001 }, () => 1))],
    ['a prototype key in JSON', '{"__proto__":{"isAdmin":"1"}}'],
    ['a prototype key inside', '{"1":{"__proto__":"1"}}'],
    ['a prototype key in brackets', decodeUrlencoded('c[__proto__]=1').fields.c],
    ['a NUL', '{"1":"a\\u0000b"}'],
    ['a NUL in a serialized array', base64('a:1:{i:1;s:3:"a\0b";}')],
    ['half a surrogate pair', '{"1":"\\ud83c"}'],
    ['half a surrogate pair in a key', '{"\\ud83c":"a"}'],
    ['a number that is infinite', '{"1":1e999}'],
    ['an object', base64('O:8:"stdClass":0:{}')],
    ['a number', 5],
    ['a boolean', true],
    ['a buffer', Buffer.from('a')],
    ['a date', new Date(0)],
    ['a buffer as value', { 1: Buffer.from('a') }],
    ['a function as value', { 1: () => 1 }],
    ['three levels', { 1: { a: { b: 'c' } } }],
    ['brackets nested too deeply', decodeUrlencoded('c[1][a][b]=1').fields.c],
  ])('%s', (_name, value) => {
    expect(() => decodeCustomFields(value)).toThrow(REFUSAL);
  });

  test.each(values.refused.map((entry) => [entry.name, entry.serialized_base64] as const))(
    'what PHP serialized: %s',
    (name, serialized) => {
      const message = name.startsWith('not utf-8') ? invalid('customfields must be UTF-8 text') : REFUSAL;
      expect(() => decodeCustomFields(serialized)).toThrow(message);
    },
  );

  test.each<[string, unknown, string]>([
    ['a length that fits nothing', 'a:1:{i:1;s:9:"x";}', LENGTH],
    ['a length that fits nothing, in base64', base64('a:1:{i:1;s:1:"xyz";}'), LENGTH],
    [
      'Latin-1',
      Buffer.from('a:1:{i:1;s:6:"Z\xfcrich";}', 'latin1').toString('base64'),
      'customfields must be UTF-8 text',
    ],
    ['an entry without a key', [{ value: 'x' }], 'customfields: entry 1 has no id or name'],
    ['an entry without a value', [{ id: 1, value: 'x' }, { id: 2 }], 'customfields: entry 2 has no value'],
    ['an entry that is text', [{ id: 1, value: 'x' }, 'y'], 'customfields: entry 2 has no id or name'],
  ])('%s', (_name, value, message) => {
    expect(() => decodeCustomFields(value)).toThrow(invalid(message));
  });
});

describe('other parameters of names and values are read in the same forms', () => {
  test.each<[string, unknown, unknown]>([
    ['base64 of JSON', base64('{"a":"1"}'), { a: '1' }],
    ['a list of attributes', [{ label: 'a', value: 1 }], { 0: { label: 'a', value: '1' } }],
    ['nothing', '[]', undefined],
    ['unreadable text', '!', null],
    ['values nested too deeply', { a: { b: { c: 1 } } }, null],
  ])('%s', (_name, sent, read) => {
    const decoded = decodeValues(sent);
    expect(decoded && JSON.parse(JSON.stringify(decoded))).toEqual(read);
  });
});
