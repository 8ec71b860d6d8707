import { invalid } from '../../src/errors';
import { decodeAttachments as decode } from '../../src/wire/attachments';
import { decodeFields } from '../../src/wire/fields';
import { LongBase64 } from '../../src/wire/long-base64';
import { decodeUrlencoded, PHP_FORM_LIMITS } from '../../src/wire/php-form';
import { cpuTimeOf } from '../support/cpu-time';
import { base64 } from '../support/requests';
import { recorded } from './recorded';

/** Decodes, and collects what is reported as ignored. */
const ignored: string[] = [];
const decodeAttachments = (value: unknown) => decode(value, (name, reason) => ignored.push(`${name}: ${reason}`));

const data = Buffer.from('hello').toString('base64');
const hello = { filename: 'a.txt', data: Buffer.from('hello') };
const shape = 'attachments must be a base64 encoded JSON list of {name, data}';

describe('no attachments', () => {
  test.each([
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
    ['[]', '[]'],
    ['a:0:{}', 'a:0:{}'],
    ['base64 of a:0:{}', 'YTowOnt9'],
    ['{}', '{}'],
    ['base64 of []', 'W10='],
    ['the word null', 'null'],
    ['base64 of null', base64(null)],
    ['the word undefined', 'undefined'],
    ['a stringified object', '[object Object]'],
    ['three stringified objects', '[object Object],[object Object],[object Object]'],
    ['a list of stringified objects', ['[object Object]', '[object Object]']],
    ['a list with an empty text', ['']],
    ['an empty list', []],
    ['an empty object', {}],
    ['a list of an empty list, as WHMCS answers', base64([[]])],
    ['the same in brackets', [[]]],
    ['false', 'false'],
    ['0', '0'],
    ['a list of 0', ['0']],
    ['None', 'None'],
    ['base64 of None', Buffer.from('None').toString('base64')],
    ['JSON text of []', '"[]"'],
    ['a serialized null', 'N;'],
    ['base64 of a serialized empty text', Buffer.from('s:0:"";').toString('base64')],
  ])('%s', (_name, value) => {
    expect(decodeAttachments(value)).toEqual([]);
  });
});

describe('attachments', () => {
  test.each<[string, unknown]>([
    ['base64 of JSON', base64([{ name: 'a.txt', data }])],
    ['filename', base64([{ filename: 'a.txt', data }])],
    ['filename wins', base64([{ name: 'b.txt', filename: 'a.txt', data }])],
    ['an empty filename does not win', base64([{ name: 'a.txt', filename: ' ', data }])],
    ['base64 in lines', base64([{ name: 'a.txt', data }]).replace(/(.{10})/g, '$1\r\n')],
    ['data in lines', base64([{ name: 'a.txt', data: `${data.slice(0, 4)}\r\n${data.slice(4)}` }])],
    ['bare JSON', JSON.stringify([{ name: 'a.txt', data }])],
    ['bare JSON of a single file', `\n${JSON.stringify({ name: 'a.txt', data })}`],
    ['a single file', { name: 'a.txt', data }],
    ['a list, from this process', [{ name: 'a.txt', data }]],
    ['a buffer, from this process', [{ name: 'a.txt', data: Buffer.from('hello') }]],
    ['keys other than 0..n-1', base64({ 3: { name: 'a.txt', data } })],
    ['additional keys', base64([{ name: 'a.txt', data, type: 'text/plain', size: 5 }])],
    ['brackets', decodeUrlencoded(`f[0][name]=a.txt&f[0][data]=${data}`).fields.f],
    ['brackets with a key', decodeUrlencoded(`f[log][name]=a.txt&f[log][data]=${data}`).fields.f],
    ['brackets of a single file', decodeUrlencoded(`f[name]=a.txt&f[data]=${data}`).fields.f],
    ['next to a stringified object', ['[object Object]', { name: 'a.txt', data }]],
  ])('%s', (_name, value) => {
    expect(decodeAttachments(value)).toEqual([hello]);
  });

  const binary = { filename: 'log.txt', data: Buffer.from('\xff\xfe\x00binary>>>???', 'latin1') };
  const image = { filename: 'écran.png', data: Buffer.from('PNG') };

  test.each([
    ['http_build_query: attachments', [binary, image]],
    ['curl array: attachments as text', [binary, image]],
    ['raw: base64 that was not urlencoded', [binary, image]],
    ['http_build_query: attachments in brackets', [{ filename: 'a.txt', data: Buffer.from('>>>???') }]],
    ['raw: javascript literals', []],
    ['http_build_query: bearer sample', []],
  ])('as recorded from PHP: %s', (name, files) => {
    expect(decodeAttachments(recorded(name).post.attachments)).toEqual(files);
  });

  test('an empty file is a file', () => {
    expect(decodeAttachments([{ name: 'a.txt', data: '' }])).toEqual([{ filename: 'a.txt', data: Buffer.alloc(0) }]);
  });

  test('several keep their order, names are made safe', () => {
    const files = decodeAttachments(
      base64([
        { name: '../../b.txt', data },
        { name: 'a\u202egpj.exe', data },
      ]),
    );
    expect(files.map((file) => file.filename)).toEqual(['b.txt', 'agpj.exe']);
  });
});

describe('what can mean only one thing', () => {
  const list = JSON.stringify([{ name: 'a.txt', data }]);
  const wrapped = data.replace(/.{3}/g, '$&\r\n');
  test.each<[string, unknown]>([
    ['base64 of base64', Buffer.from(base64(JSON.parse(list))).toString('base64')],
    ['JSON text inside JSON', JSON.stringify(list)],
    ['base64 in a list', [base64(JSON.parse(list))]],
    ['JSON text in a list', [list]],
    ['base64 with a second percent-encoding', encodeURIComponent(base64(JSON.parse(list)))],
    ['a byte order mark', `\ufeff${list}`],
    ['a byte order mark inside base64', Buffer.from(`\ufeff${list}`).toString('base64')],
    ['other letter cases', [{ Name: 'a.txt', Data: data }]],
    ['content', [{ name: 'a.txt', content: data }]],
    ['base64 as key', [{ name: 'a.txt', base64: data }]],
    ['contentBytes, as Microsoft Graph has it', [{ name: 'a.txt', contentBytes: data }]],
    ['file_name and file_data', [{ file_name: 'a.txt', file_data: data }]],
    ['a data URL', [{ name: 'a.txt', data: `data:text/plain;base64,${data}` }]],
    ['a data URL with a charset', [{ name: 'a.txt', data: `data:text/plain;charset=utf-8;base64,${data}` }]],
    ['a data URL without a type', [{ name: 'a.txt', data: `data:;base64,${data}` }]],
    ['a data URL of text', [{ name: 'a.txt', data: 'data:,hello' }]],
    ['a data URL of escaped text', [{ name: 'a.txt', data: 'data:text/plain,%68ello' }]],
    ['a data URL under another key', [{ name: 'a.txt', content: `data:text/plain;base64,${data}` }]],
    ['line breaks', [{ name: 'a.txt', data: wrapped }]],
    ['line breaks that were escaped twice', [{ name: 'a.txt', data: wrapped.replaceAll('\r\n', '\\r\\n') }]],
    ['tabs', [{ name: 'a.txt', data: wrapped.replaceAll('\r\n', '\t') }]],
    ['an empty entry beside the file', [{}, { name: 'a.txt', data }, null]],
  ])('%s', (_name, value) => {
    expect(decodeAttachments(value)).toEqual([hello]);
  });

  test('files that were lost are reported', () => {
    ignored.length = 0;
    decodeAttachments('[object Object]');
    expect(ignored).toEqual(['attachments: unreadable']);
  });

  test('a file of half a million escapes takes no time', () => {
    // 0.15 s. Work that grows with the square of the escapes takes minutes.
    const escaped = `${'\\n'.repeat(500_000)}${data}`;
    const read = () => expect(decodeAttachments([{ name: 'a.txt', data: escaped }])).toEqual([hello]);
    expect(cpuTimeOf(read)).toBeLessThan(3_000);
  });
});

describe('a Buffer of Node in JSON is refused as what it is', () => {
  const inJson = (length: number) => [{ name: 'a.txt', data: JSON.parse(JSON.stringify(Buffer.alloc(length, 'x'))) }];
  const howTo = "is a Buffer in JSON: send it in base64, as buffer.toString('base64') writes it";
  const inText = `attachments: the data of a file ${howTo}`;
  test.each<[string, unknown, string]>([
    ['in base64', base64(inJson(5)), inText],
    ['as text', JSON.stringify(inJson(5)), inText],
    ['of a large file', base64(inJson(100_000)), inText],
    ['in a JSON body', inJson(5), `Attachment "a.txt": data ${howTo}`],
  ])('%s', (_what, value, message) => {
    expect(() => decodeAttachments(value)).toThrow(expect.objectContaining({ kind: 'invalid', message }));
  });
});

describe('refused', () => {
  test.each<[string, unknown, string]>([
    ['text', 'note.txt', shape],
    ['base64 of text', Buffer.from('note').toString('base64'), shape],
    ['base64 of bytes', Buffer.from([0xff, 0xff]).toString('base64'), shape],
    ['broken JSON', '[{"name":', shape],
    ['a number', 5, shape],
    ['a JSON number', base64(5), shape],
    ['a list of texts', base64(['a.txt']), shape],
    ['a list of lists', base64([['a']]), shape],
    ['a buffer', Buffer.from('a'), shape],
    ['too deep', '['.repeat(1_000_000), shape],
    ['too many values', JSON.stringify(Array.from({ length: 3_000 }, () => ({ a: 1, b: 2 }))), shape],
    ['text that starts with a stringified object', '[object Object] and more', shape],
    ['$_FILES', base64({ name: ['a'], type: ['text/plain'], tmp_name: ['/etc/passwd'], error: [0], size: [1] }), shape],
    ['$_FILES of one', base64({ name: 'a', tmp_name: '/etc/passwd' }), shape],
    [
      '$_FILES of which one was chosen',
      base64({ name: ['a', ''], type: ['text/plain', ''], tmp_name: ['/tmp/a', ''], error: [0, 4], size: [1, 0] }),
      shape,
    ],
    ['$_FILES in a list', base64([{ name: 'a', data, tmp_name: '/etc/passwd' }]), shape],
    ['no name', base64([{ data }]), 'Attachment 1 has no file name'],
    ['an empty name', base64([{ name: ' ', data }]), 'Attachment 1 has no file name'],
    ['a name that is a number', base64([{ name: 5, data }]), 'Attachment 1 has no file name'],
    ['the second without a name', base64([{ name: 'a', data }, { data }]), 'Attachment 2 has no file name'],
    ['no data', base64([{ name: 'x.txt' }]), 'Attachment "x.txt" has no data'],
    ['data under an unknown key', base64([{ name: 'x.txt', bytes: data }]), 'Attachment "x.txt" has no data'],
    ['null as data', base64([{ name: 'x.txt', data: null }]), 'Attachment "x.txt" has no data'],
    [
      'a data URL with broken base64',
      base64([{ name: 'x.txt', data: 'data:;base64,!' }]),
      'Attachment "x.txt": data is not valid base64',
    ],
    ['data that is not base64', base64([{ name: 'x.txt', data: '!' }]), 'Attachment "x.txt": data is not valid base64'],
    [
      'an array-like object',
      base64([{ name: 'x.txt', data: { length: 1e9 } }]),
      'Attachment "x.txt": data is not valid base64',
    ],
    ['a number as data', base64([{ name: 'x.txt', data: 1e9 }]), 'Attachment "x.txt": data is not valid base64'],
    [
      'a name with controls',
      base64([{ name: 'x\n\u202ey"', data: '!' }]),
      'Attachment "xy"": data is not valid base64',
    ],
    ['a path', base64([{ name: '/etc/x', data: '!' }]), 'Attachment "x": data is not valid base64'],
  ])('%s', (_name, value, message) => {
    const refuse = () => expect(() => decodeAttachments(value)).toThrow(invalid(message));
    expect(cpuTimeOf(refuse)).toBeLessThan(1_000);
  });
});

const IN_PLACE = new Set(['attachments']);

/** The parameter as it comes from a form. */
const sent = (text: string): unknown =>
  decodeUrlencoded(`attachments=${encodeURIComponent(text)}`, PHP_FORM_LIMITS, IN_PLACE).fields.attachments;

describe('long lists, whose files are decoded where they lie', () => {
  const large = Buffer.alloc(90_000, 'large \xff', 'latin1');
  const file = { name: 'é.txt', data: large.toString('base64') };
  const nested = base64([file]);

  test.each([
    ['base64 of JSON', nested],
    ['base64 of JSON without padding', nested.replace(/=+$/, '')],
    ['base64 in lines', nested.replace(/(.{76})/g, '$1\r\n')],
    ['base64 that was encoded twice', Buffer.from(nested).toString('base64')],
    ['JSON', JSON.stringify([file])],
    ['JSON of a single file', JSON.stringify(file)],
    ['JSON after a space', ` ${JSON.stringify([file])}`],
    ['JSON as PHP writes it', JSON.stringify([file]).replaceAll('/', '\\/')],
    ['a data URL', JSON.stringify([{ ...file, data: `data:text/plain;base64,${file.data}` }])],
  ])('%s', (_name, text) => {
    for (const value of [text, sent(text)]) {
      const [only] = decodeAttachments(value);
      // Compared by hand, because Jest takes a second for two large buffers.
      expect([only?.filename, only?.data.equals(large)]).toEqual(['é.txt', true]);
    }
  });

  test.each([
    ['base64 that was cut off', nested.slice(0, -100), shape],
    ['JSON without an end', JSON.stringify([file]).slice(0, -1), shape],
    ['a wrong file', base64([{ ...file, data: `${file.data}!` }]), 'Attachment "é.txt": data is not valid base64'],
    ['a long name for no data', base64([{ name: 'A'.repeat(20_000) }]), /^Attachment "A{60}" has no data$/],
    ['no name', base64([{ data: file.data }]), 'Attachment 1 has no file name'],
  ])('refused: %s', (_name, text, message) => {
    expect(() => decodeAttachments(text)).toThrow(message);
    expect(() => decodeAttachments(sent(text))).toThrow(message);
  });

  test.each([
    ['escaped padding', nested, true],
    ['padding as it is', nested, true],
    ['a plus sign', `+${nested}`, false],
    ['a line break', `${nested}\n`, false],
    ['three padding signs', `${nested.replace(/=+$/, '')}===`, false],
    ['a letter outside of ASCII', `é${nested}`, false],
  ])('whether a field of a form stays where it lies: %s', (name, text, stays) => {
    const isEscaped = name !== 'padding as it is';
    const value = isEscaped ? encodeURIComponent(text) : text;
    const { fields } = decodeUrlencoded(`a=1&Attachments=${value}&b=2`, PHP_FORM_LIMITS, IN_PLACE);
    expect([fields.a, fields.b]).toEqual(['1', '2']);
    expect(fields.Attachments instanceof LongBase64).toBe(stays);
    expect(String(fields.Attachments)).toBe(text);
  });

  test('a field with NUL in it is refused, wherever it is', () => {
    const problem = 'Parameter "attachments" contains a NUL character';
    expect(decodeUrlencoded(`attachments=${nested}\0`, PHP_FORM_LIMITS, IN_PLACE).problem).toBe(problem);
    expect(decodeUrlencoded(`attachments=${nested}%00`, PHP_FORM_LIMITS, IN_PLACE).problem).toBe(problem);
  });

  test('files share no memory, neither with the files of the next call nor with its list', () => {
    const files = [1, 2, 20].map((times) => Buffer.alloc(90_000 * times, String(times)));
    const decoded = files.map((bytes) => {
      const list = [
        { name: 'a', data: bytes.toString('base64') },
        { name: 'b', data: bytes.toString('base64') },
      ];
      return decodeAttachments(sent(base64(list)));
    });
    expect(decoded.map((pair) => pair.length)).toEqual([2, 2, 2]);
    for (const [at, bytes] of files.entries()) expect(decoded[at]?.every(({ data }) => data.equals(bytes))).toBe(true);
  });

  test('a parameter that is no list of files is the same text as ever', () => {
    const schema = { properties: { attachments: { type: 'string' } } } as const;
    const how = { files: [], timeZone: 'UTC', ignore: () => {} };
    expect(decodeFields(schema, { attachments: sent(nested) }, how)).toEqual({ attachments: nested });
  });
});
