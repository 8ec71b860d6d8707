import { connect, type Socket } from 'node:net';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { readNvp, readXml } from '../support/read-answers';
import {
  BOUNDARY,
  base64,
  bytes,
  encode,
  fieldParts,
  MULTIPART,
  multipartBody,
  type Part,
  URLENCODED,
} from '../support/requests';
import { type HttpAnswer, refuseUnknown, useWorld } from '../support/world';

const BODY_LIMIT = 4_194_304;

const world = useWorld((config) => {
  config.limits.bodyBytes = BODY_LIMIT;
  refuseUnknown(config);
});

beforeAll(() => world.serve());

const ticket = {
  action: 'OpenTicket',
  deptid: '1',
  name: 'Ann Lee',
  email: 'ann@example.com',
  subject: 'Subject',
  message: 'Message',
};

const base = (): Record<string, string> => ({ ...world.credentials, ...ticket });
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(base()).filter(([name]) => !names.includes(name)));

/** A valid form with some values changed. */
const form = (changes: Record<string, string>) => () => bytes(encode({ ...base(), ...changes }), URLENCODED);
/** A valid form, followed by raw text. */
const formAnd = (rest: string | Buffer) => () =>
  bytes(Buffer.concat([Buffer.from(`${encode(base())}&`), Buffer.from(rest)]), URLENCODED);
const json = (changes: Record<string, unknown>) => () =>
  bytes(JSON.stringify({ ...base(), ...changes }), 'application/json');
/** JSON with valid credentials and action, and with this text for the other members. */
const jsonAnd = (rest: string) => () => bytes(`${JSON.stringify(base()).slice(0, -1)},${rest}}`, 'application/json');
const parts =
  (...more: Part[]) =>
  () =>
    bytes(multipartBody([...fieldParts(base()), ...more]), MULTIPART);
/** Bytes of any type, with valid credentials in the query string. */
const raw = (body: string | Buffer, type?: string) => () => bytes(body, type);
const file = (name: string): Record<string, string> => ({ attachments: base64([{ name, data: 'eA==' }]) });

/** An input that is refused, and the text of the refusal. */
interface Hostile {
  request: () => RequestInit;
  message: string | RegExp;
  status: number;
  /** The query string. */
  query: () => string;
}

const hostile = (
  name: string,
  request: () => RequestInit,
  message: string | RegExp,
  status = 200,
  query: () => string = () => '',
): [string, Hostile] => [name, { request, message, status, query }];

const inTheQuery = () => encode(base());
const deep = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

const notUtf8 = (name: string): string => `Parameter "${name}" is not valid UTF-8 text`;
const withNul = (name: string): string => `Parameter "${name}" contains a NUL character`;
const notText = (name: string): string => `Parameter "${name}" contains characters that are not valid text`;
const NO_DEPARTMENT = 'Department ID not found';
const NO_CLIENT = 'Client ID Not Found';
const NO_SUBJECT = 'Subject is required';
const NO_DATA = 'Attachment "a.txt" has no data';
const NO_PRIORITY = 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High';
const BAD_DATE = 'Invalid Date Format';
const BAD_EMAIL = 'Email Address Invalid';
const BAD_FIELDS = 'customfields must be a base64 encoded serialized array or JSON object of field id => value';
const BAD_FILES = 'attachments must be a base64 encoded JSON list of {name, data}';
const BAD_DATA = 'Attachment "a.txt": data is not valid base64';
const BAD_JSON = 'The body is not valid JSON, or too deeply nested';
const NOT_UTF8 = 'The body is not valid UTF-8 text: send it in UTF-8';
const BAD_TYPE = 'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json';
const TOO_MANY = 'A request may have at most 1000 parameters';
const TOO_MANY_PARTS = 'The multipart body has too many parts';
const CUT_OFF = 'The multipart body is not complete';
const BAD_HEADER = 'The multipart body has a header that cannot be read';
const UNKNOWN = 'Command Not Found';
const notAllowed = (name: string): RegExp =>
  new RegExp(`^Attachment "${name}": this type of file is not allowed. Allowed are: jpg, .*, webm$`);

/** Refusals of bad text where the parameter is not a text. */
const wrongIn: Record<string, string> = {
  deptid: NO_DEPARTMENT,
  clientid: NO_CLIENT,
  created: BAD_DATE,
  customfields: BAD_FIELDS,
};

const cases: [string, Hostile][] = [
  // Bytes that are not text.
  ...['subject', 'message', 'name', 'email', 'priority', 'deptid', 'clientid', 'created', 'customfields'].flatMap(
    (name) => [
      hostile(`NUL in ${name}`, form({ [name]: 'a\0b' }), withNul(name)),
      hostile(`bytes that are not UTF-8 in ${name}`, formAnd(`${name}=a%ff%feb`), notUtf8(name)),
      hostile(`JSON NUL in ${name}`, json({ [name]: 'a\0b' }), wrongIn[name] ?? notText(name)),
    ],
  ),
  hostile('overlong UTF-8', formAnd('subject=%c0%af'), notUtf8('subject')),
  hostile('a surrogate in UTF-8', formAnd('subject=%ed%a0%80'), notUtf8('subject')),
  hostile('truncated UTF-8', formAnd('subject=%e2%82'), notUtf8('subject')),
  hostile('raw latin1 in a form', formAnd(Buffer.from('subject=caf\xe9', 'latin1')), notUtf8('subject')),
  hostile(
    'UTF-16 in a form',
    formAnd(Buffer.concat([Buffer.from('subject='), Buffer.from('\ufeffabc', 'utf16le')])),
    notUtf8('subject'),
  ),
  hostile('a lone surrogate in JSON', json({ subject: 'a\ud800b' }), notText('subject')),
  hostile('a lone surrogate escaped in JSON', jsonAnd('"subject":"a\\udc00b"'), notText('subject')),
  hostile(
    'latin1 in JSON',
    () => bytes(Buffer.from(JSON.stringify({ ...base(), subject: 'caf\xe9' }), 'latin1'), 'application/json'),
    NOT_UTF8,
    400,
  ),
  hostile(
    'UTF-16 that is cut off',
    () => bytes(Buffer.from(`\ufeff${JSON.stringify(base())}`, 'utf16le').subarray(0, -1), 'application/json'),
    NOT_UTF8,
    400,
  ),
  hostile('latin1 in a part', parts({ name: 'subject', value: Buffer.from('caf\xe9', 'latin1') }), notUtf8('subject')),
  hostile('NUL in a part', parts({ name: 'subject', value: 'a\0b' }), withNul('subject')),
  hostile(
    'an unknown charset',
    parts({ name: 'subject', type: 'text/plain; charset=x-klingon', value: 'x' }),
    'Parameter "subject" has a charset that is not supported: send UTF-8',
  ),
  hostile(
    'a charset in an octet-stream',
    parts({ name: 'subject', type: 'application/octet-stream', value: Buffer.from([0xff]) }),
    notUtf8('subject'),
  ),
  hostile(
    'a file name in latin1',
    () =>
      bytes(
        Buffer.from(
          multipartBody([...fieldParts(base()), { name: 'f', filename: 'caf\xe9.txt', value: 'x' }]).toString('utf8'),
          'latin1',
        ),
        MULTIPART,
      ),
    'File name "caf\ufffd.txt" is not valid UTF-8 text',
  ),

  // Numbers that are not numbers.
  ...[
    'abc',
    '1e3',
    '0x10',
    '1.5',
    '99999999999999999999',
    '2147483648',
    '-1',
    '0',
    '1;2',
    '1 or 1=1',
    '١',
    'NaN',
    'Infinity',
    'true',
    '1,2',
    '[1]',
    '+1',
    '1_000',
  ].map((value) => hostile(`a department ${value}`, form({ deptid: value }), NO_DEPARTMENT)),
  hostile('a list for a number', form({ 'deptid[]': '1', deptid: '' }), NO_DEPARTMENT),
  hostile('a list for a number in JSON', json({ deptid: [1] }), NO_DEPARTMENT),
  hostile('an object for a number', json({ deptid: { length: 1 } }), NO_DEPARTMENT),
  hostile('true for a number', json({ deptid: true }), NO_DEPARTMENT),
  hostile('a huge number in JSON', jsonAnd('"deptid":1e400'), NO_DEPARTMENT),
  hostile('a fraction in JSON', json({ deptid: 1.5 }), NO_DEPARTMENT),
  hostile('a negative client', form({ clientid: '-1' }), NO_CLIENT),
  hostile('a client that does not exist', form({ clientid: '2147483647' }), NO_CLIENT),

  // Other types than text.
  hostile('a list for a subject', () => bytes(`${encode(without('subject'))}&subject[]=x`, URLENCODED), NO_SUBJECT),
  hostile('an object for a subject', () => bytes(`${encode(without('subject'))}&subject[a]=x`, URLENCODED), NO_SUBJECT),
  hostile('an object for a subject in JSON', json({ subject: { toString: 'x' } }), NO_SUBJECT),
  hostile('an object for a message in JSON', json({ message: { length: 1e9 } }), 'Message is required'),
  hostile(
    'a list for an e-mail address',
    json({ email: ['a@example.com', 'b@example.com'] }),
    'Parameter "email" must be of type string',
  ),
  hostile(
    'an operator for an e-mail address',
    json({ email: { $gt: '' } }),
    'Parameter "email" must be of type string',
  ),
  hostile('an object for a flag', json({ noemail: { a: 1 } }), 'Parameter "noemail" must be true or false'),
  hostile('an object for a date', json({ created: { $date: 0 } }), BAD_DATE),
  hostile('a small number for a date', json({ created: 1_700_000 }), BAD_DATE),

  // Dates that are not dates.
  ...[
    '2024-02-30',
    '2023-02-29 10:00:00',
    'now',
    'infinity',
    '-infinity',
    'tomorrow',
    'epoch',
    '300000-01-01',
    '0000-00-00 00:00:00',
    '2024-13-01',
    '2024-01-01 25:00:00',
    '2024-01-01T00:00:00+99:00',
    '10/12/2024',
    '170000000000',
    '20240101',
    '-1',
    "2024-01-01'; --",
  ].map((created) => hostile(`a date ${created}`, form({ created }), BAD_DATE)),
  hostile(
    'a date in the future',
    form({ created: '2999-01-01 00:00:00' }),
    'Ticket creation date cannot be in the future',
  ),

  // Addresses that are more than one, or a header.
  ...[
    'a@b',
    'a@exam ple.com',
    'a@example.com, b@example.com',
    'a@example.com;b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'Ann <a@example.com>',
    '@example.com',
    'a@@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(300)}.com`,
    'a@exa\u0001mple.com',
    '"a\r\n"@example.com',
    'a@example.com\u2028b',
  ].map((email) =>
    hostile(
      `an address ${JSON.stringify(email.slice(0, 40))}`,
      form({ email }),
      email.length > 254 ? 'Parameter "email" may have at most 254 characters' : BAD_EMAIL,
    ),
  ),

  // Too much.
  hostile('200,000 parameters', () => bytes(`${encode(base())}${'&a=b'.repeat(200_000)}`, URLENCODED), TOO_MANY, 413),
  hostile('200,000 list items', () => bytes(`${encode(base())}${'&a[]=b'.repeat(200_000)}`, URLENCODED), TOO_MANY, 413),
  hostile(
    '1,001 parameters in the query string',
    () => ({}),
    TOO_MANY,
    413,
    () => `${encode(base())}${'&a'.repeat(1001)}`,
  ),
  hostile(
    '65 pairs of brackets',
    formAnd(`a${'[b]'.repeat(65)}=x`),
    'Parameter names may have at most 64 levels of brackets',
    400,
  ),
  hostile(
    '100,000 pairs of brackets',
    formAnd(`a${'[b]'.repeat(100_000)}=x`),
    /^Parameter name "a[a[\]b]{59}" is longer than 1000 bytes$/,
  ),
  hostile(
    'a name of a megabyte',
    formAnd(`${'a'.repeat(1_048_576)}=x`),
    /^Parameter name "a[a[\]b]{59}" is longer than 1000 bytes$/,
  ),
  hostile(
    '2,000 parts',
    parts(...Array.from({ length: 2000 }, (_, index) => ({ name: `p${index}`, value: 'x' }))),
    TOO_MANY_PARTS,
    413,
  ),
  hostile(
    '500 files',
    parts(...Array.from({ length: 500 }, (_, index) => ({ name: 'f', filename: `${index}.txt`, value: 'x' }))),
    TOO_MANY_PARTS,
    413,
  ),
  hostile(
    '21 files',
    parts(...Array.from({ length: 21 }, (_, index) => ({ name: 'f', filename: `${index}.txt`, value: 'x' }))),
    'At most 20 attachments are allowed',
  ),
  hostile(
    'a body over the limit',
    raw(`a=${'x'.repeat(BODY_LIMIT)}`, URLENCODED),
    'The request body is larger than the 4194304 bytes allowed',
    413,
    inTheQuery,
  ),
  hostile('JSON nested 100,000 deep', jsonAnd(`"a":${deep(100_000, '[', ']')}`), BAD_JSON, 400),
  hostile('JSON nested 1,000,000 deep', raw(deep(1_000_000, '[', ']'), 'application/json'), BAD_JSON, 400, inTheQuery),
  hostile('JSON of 100,000 values', jsonAnd(`"a":[${'0,'.repeat(100_000)}0]`), BAD_JSON, 400),
  hostile('a subject of a megabyte of spaces', form({ subject: ' '.repeat(1_048_576) }), NO_SUBJECT),
  hostile(
    'a name of 251 characters',
    form({ name: 'x'.repeat(251) }),
    'Parameter "name" may have at most 250 characters',
  ),
  hostile(
    'an address of a megabyte',
    form({ email: `${'a.'.repeat(500_000)}@example.com` }),
    'Parameter "email" may have at most 254 characters',
  ),
  hostile('a priority of a megabyte', form({ priority: 'x'.repeat(1_048_576) }), NO_PRIORITY),
  hostile('an action of a megabyte', form({ action: 'x'.repeat(1_048_576) }), UNKNOWN),

  // Dangerous structures.
  hostile('__proto__ for a field', form({ 'customfields[__proto__]': 'x' }), BAD_FIELDS),
  hostile(
    'constructor for a field',
    form({ 'customfields[constructor][prototype]': 'x' }),
    'Custom field "constructor" does not exist in this department',
  ),
  hostile('__proto__ in JSON', jsonAnd('"customfields":{"__proto__":{"a":1}}'), BAD_FIELDS),
  hostile(
    '__proto__ in serialized fields',
    form({ customfields: base64('a:1:{s:9:"__proto__";a:1:{s:1:"a";i:1;}}') }),
    BAD_FIELDS,
  ),
  hostile('a serialized object', form({ customfields: base64('O:8:"stdClass":1:{s:1:"a";i:1;}') }), BAD_FIELDS),
  hostile(
    'a serialized class with its own format',
    form({ customfields: base64('C:11:"ArrayObject":0:{}') }),
    BAD_FIELDS,
  ),
  hostile('a serialized reference', form({ customfields: base64('a:2:{i:0;i:1;i:1;R:2;}') }), BAD_FIELDS),
  hostile(
    'a wrong serialized length',
    form({ customfields: base64('a:1:{i:1;s:999999999:"x";}') }),
    'customfields: a length in the serialized array is wrong, because PHP counts bytes',
  ),
  hostile('a wrong serialized count', form({ customfields: base64('a:999999999:{}') }), BAD_FIELDS),
  hostile(
    'serialized 10,000 deep',
    form({ customfields: base64(`${'a:1:{i:0;'.repeat(10_000)}N;${'}'.repeat(10_000)}`) }),
    BAD_FIELDS,
  ),
  hostile('serialized INF', form({ customfields: base64('a:1:{i:1;d:INF;}') }), BAD_FIELDS),
  hostile('serialized data with trailing text', form({ customfields: base64('a:0:{}x') }), BAD_FIELDS),
  hostile(
    'an unknown field',
    form({ 'customfields[999999]': 'x' }),
    'Custom field "999999" does not exist in this department',
  ),
  hostile('fields that are not an array', form({ customfields: base64('"text"') }), BAD_FIELDS),
  hostile('fields that are not base64', form({ customfields: '*** not base64 ***' }), BAD_FIELDS),
  hostile('NUL in a field', form({ customfields: base64({ 1: 'a\0b' }) }), BAD_FIELDS),
  hostile('a NUL in the name of a field', form({ customfields: base64({ 'a\0b': 'x' }) }), BAD_FIELDS),
  hostile(
    'fields of a million empty lists',
    form({ customfields: base64(`[${'[],'.repeat(500_000)}[]]`) }),
    BAD_FIELDS,
  ),

  // Files that are not files, or too many things at once.
  hostile(
    'a file whose data is an object',
    json({ attachments: [{ name: 'a.txt', data: { length: 1e9 } }] }),
    BAD_DATA,
  ),
  hostile(
    'a file whose data is an object, in base64',
    form({ attachments: base64([{ name: 'a.txt', data: { length: 1e9 } }]) }),
    BAD_DATA,
  ),
  hostile('a file whose data is a number', form({ attachments: base64([{ name: 'a.txt', data: 1e9 }]) }), BAD_DATA),
  hostile('a file whose data is a list', form({ attachments: base64([{ name: 'a.txt', data: [1, 2, 3] }]) }), BAD_DATA),
  hostile('a file without data', form({ attachments: base64([{ name: 'a.txt' }]) }), NO_DATA),
  hostile('a file without name', form({ attachments: base64([{ data: 'eA==' }]) }), 'Attachment 1 has no file name'),
  hostile(
    'a file whose name is an object',
    form({ attachments: base64([{ name: {}, data: 'eA==' }]) }),
    'Attachment 1 has no file name',
  ),
  hostile('a file whose data is not base64', form({ attachments: base64([{ name: 'a.txt', data: '***' }]) }), BAD_DATA),
  hostile(
    'a path on the server',
    form({ attachments: base64([{ name: 'a.txt', tmp_name: '/etc/passwd' }]) }),
    BAD_FILES,
  ),
  hostile('attachments that are not base64', form({ attachments: '*** not base64 ***' }), BAD_FILES),
  hostile('attachments that are not JSON', form({ attachments: base64('[{"name":') }), BAD_FILES),
  hostile('attachments that are a number', form({ attachments: base64('5') }), BAD_FILES),
  hostile('attachments nested 100,000 deep', form({ attachments: base64(deep(100_000, '[', ']')) }), BAD_FILES),
  hostile('attachments at an index of a billion', form({ 'attachments[999999999][name]': 'a.txt' }), NO_DATA),
  ...[
    ['a.exe'],
    ['a.php'],
    ['a.txt.exe'],
    ['a.svg'],
    ['a.html'],
    ['.htaccess', 'htaccess'],
    ['a'],
    ['a.', 'a'],
    ['a.txt\0.exe', 'a.txt.exe'],
    ['a.\u200btxt\u200b.exe', 'a.txt.exe'],
    ['a.\u202etxt.exe', 'a.txt.exe'],
    ['a.EXE ', 'a.EXE'],
    ['a.txt/', 'file'],
    ['../../a.php', 'a.php'],
    ['a.p\0hp', 'a.php'],
    ['a.t\u0445t'],
  ].map(([name = '', shown = name]) =>
    hostile(`a file called ${JSON.stringify(name)}`, form(file(name)), notAllowed(shown)),
  ),
  hostile('a part with a NUL in its file name', parts({ name: 'f', filename: 'a\0.txt', value: 'x' }), BAD_HEADER, 400),
  hostile('a part called .htaccess', parts({ name: 'f', filename: '.htaccess', value: 'x' }), notAllowed('htaccess')),

  // Broken bodies.
  hostile(
    'multipart without an end',
    raw(multipartBody([{ name: 'a', value: 'b' }], ''), MULTIPART),
    CUT_OFF,
    400,
    inTheQuery,
  ),
  hostile(
    'multipart cut in a header',
    raw(`--${BOUNDARY}\r\nContent-Disposition: form-da`, MULTIPART),
    CUT_OFF,
    400,
    inTheQuery,
  ),
  hostile('multipart with another boundary', raw('--other\r\n\r\nx\r\n--other--', MULTIPART), CUT_OFF, 400, inTheQuery),
  hostile(
    'a part with an empty name',
    parts({ name: '', value: 'x' }),
    'The multipart body cannot be read: Field name missing',
    400,
  ),
  hostile(
    'a part without a name',
    parts({ disposition: 'form-data', value: 'x' }),
    'The multipart body cannot be read: Field name missing',
    400,
  ),
  hostile(
    'a file without a field name',
    parts({ disposition: 'form-data; filename="a.txt"', value: 'x' }),
    'The multipart body cannot be read: Field name missing',
    400,
  ),
  hostile(
    'a malformed header',
    parts({ disposition: 'form-data; name="a"\r\n\x01broken', value: 'x' }),
    BAD_HEADER,
    400,
  ),
  hostile(
    'a part name of 2,000 characters',
    parts({ name: 'a'.repeat(2000), filename: 'a.txt', value: 'x' }),
    'The multipart body cannot be read: Field name too long',
    400,
  ),
  hostile(
    'a boundary of a kilobyte',
    raw('x', `multipart/form-data; boundary=${'b'.repeat(1024)}`),
    CUT_OFF,
    400,
    inTheQuery,
  ),
  hostile('multipart/mixed', raw('x', 'multipart/mixed; boundary=x'), BAD_TYPE, 400, inTheQuery),
  hostile('an empty JSON body with spaces', raw('   ', 'application/json'), BAD_JSON, 400, inTheQuery),
  hostile('broken JSON', raw('{"a":', 'application/json'), BAD_JSON, 400, inTheQuery),
  hostile(
    'a JSON list',
    raw('[]', 'application/json'),
    'The JSON body must be an object of parameters',
    400,
    inTheQuery,
  ),
  hostile(
    'a JSON text',
    raw('"text"', 'application/json'),
    'The JSON body must be an object of parameters',
    400,
    inTheQuery,
  ),
  hostile(
    'JSON null',
    raw('null', 'application/json'),
    'The JSON body must be an object of parameters',
    400,
    inTheQuery,
  ),
  hostile('XML', raw('<a/>', 'application/xml'), BAD_TYPE, 400, inTheQuery),
  hostile('an image', raw(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'), BAD_TYPE, 400, inTheQuery),
  hostile('a malformed content type', raw('x', '/;;;'), BAD_TYPE, 400, inTheQuery),
  ...['gzip', 'br', 'deflate', 'nonsense'].map((encoding) =>
    hostile(
      `a body in ${encoding}`,
      () => ({ ...bytes('x', URLENCODED), headers: { 'Content-Encoding': encoding } }),
      'A Content-Encoding is not supported: send the body as it is',
      400,
      inTheQuery,
    ),
  ),
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) =>
    hostile(method, () => ({ method }), 'Only POST and GET are answered', 405, inTheQuery),
  ),

  // Text meant for another interpreter.
  hostile('SQL for a priority', form({ priority: "Medium'; drop table tickets; --" }), NO_PRIORITY),
  hostile('SQL for a service', form({ clientid: '1', serviceid: "1' or '1'='1" }), 'Service ID Not Found'),
  hostile('SQL for an action', form({ action: "OpenTicket'; select 1; --" }), UNKNOWN),
  hostile('a path for an action', form({ action: '../../etc/passwd' }), UNKNOWN),
  hostile('an action named like a member of every object', form({ action: '__proto__' }), UNKNOWN),
  hostile(
    'an action as a list',
    () => bytes(`${encode(without('action'))}&action[]=OpenTicket`, URLENCODED),
    'Empty action request',
    400,
  ),
  hostile(
    'an order that is SQL',
    form({ action: 'GetTickets', orderby: 'id; drop table tickets' }),
    /^Invalid orderby. Must be one of lastreply, /,
  ),
  hostile(
    'an order in no direction',
    form({ action: 'GetTickets', order: 'asc; --' }),
    'Invalid order. Must be ASC or DESC',
  ),
  hostile('a limit below zero', form({ action: 'GetTickets', limitnum: '-1' }), 'Parameter "limitnum" is out of range'),
  hostile(
    'an offset with an exponent',
    form({ action: 'GetTickets', limitstart: '9e30' }),
    'Parameter "limitstart" must be a whole number',
  ),
  hostile('SQL for a ticket number', form({ action: 'GetTicket', ticketnum: "' or 1=1 --" }), 'Ticket ID Not Found'),
  hostile(
    'a ticket number of a megabyte',
    form({ action: 'GetTicket', ticketnum: '1'.repeat(1_048_576) }),
    'Ticket ID Not Found',
  ),
  hostile(
    'a file index of a billion',
    form({ action: 'GetTicketAttachment', relatedid: '1', type: 'ticket', index: '999999999' }),
    'Related ID Not Found',
  ),
  hostile(
    'a file type named like a member of every object',
    form({ action: 'GetTicketAttachment', relatedid: '1', type: '__proto__', index: '0' }),
    'Invalid Type. Must be one of ticket, reply, note',
  ),
];

const FORMATS = ['json', 'xml', 'nvp'] as const;
type Format = (typeof FORMATS)[number];

/** Details that must not leak: places in our code, statements, names of our errors. */
const LEAK =
  /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d+|\/src\/|\/dist\/|select .+ from |insert into |SQLSTATE|\b(Type|Range|Syntax|Reference)Error\b/;

function readRefusal(answer: HttpAnswer, format: Format): { result: unknown; message: unknown } {
  if (format === 'json') {
    expect(Object.keys(answer.json ?? {})).toEqual(['result', 'message']);
    return answer.json as { result: unknown; message: unknown };
  }
  const pairs =
    format === 'nvp'
      ? Object.entries(readNvp(answer.text))
      : readXml(answer.text)
          .children.slice(1)
          .map(({ name, text }) => [name, text]);
  expect(pairs.map(([name]) => name)).toEqual(['result', 'message']);
  return Object.fromEntries(pairs) as { result: unknown; message: unknown };
}

const send = (init: RequestInit, query: string, signal = AbortSignal.timeout(PATIENCE_MS)): Promise<HttpAnswer> =>
  world.send(`/includes/api.php?${query}`, { method: 'POST', ...init, signal });

describe('refused within five seconds, with a text, in the requested format, with nothing done', () => {
  let before: Record<string, number>;

  beforeAll(async () => {
    before = await world.counts();
  });

  afterAll(async () => expect(await world.counts()).toEqual(before));

  test('there are enough of them, and every name is unique', () => {
    expect(cases.length).toBeGreaterThan(200);
    expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length);
  });

  test.each(cases)('%s', async (_name, { request, query, status, message }) => {
    for (const format of FORMATS) {
      const answer = await send(request(), `${query()}&responsetype=${format}`);
      const refusal = readRefusal(answer, format);
      expect({ status: answer.status, ...refusal }).toEqual({
        status,
        result: 'error',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      });
      expect(answer.text).not.toMatch(LEAK);
      expect(answer.headers.get('x-request-id')).not.toBeNull();
    }
    const [events] = await world.rows<{ count: number }>('select count(*) from outbox');
    const [tickets] = await world.rows<{ count: number }>('select count(*) from tickets');
    expect([tickets?.count, events?.count]).toEqual([before.tickets, before.outbox]);
  });

  test('HEAD is refused like other methods, without a body', async () => {
    const answer = await send({ method: 'HEAD' }, `${inTheQuery()}&responsetype=nvp`);
    expect(answer).toMatchObject({ status: 405, text: '' });
    expect(answer.headers.get('allow')).toBe('POST, GET');
  });
});

describe('strange but valid: accepted unchanged', () => {
  const SUBJECTS = [
    '%zz % %4 100%',
    '{"length":1e9}',
    'O:8:"stdClass":0:{}',
    "'; drop table tickets; --",
    '=cmd|calc!A1',
    '__proto__',
    '[object Object]',
    'null',
    'undefined',
    '0',
    'NaN',
    '\u202egnp.exe',
    '\u200bzero\u200dwidth\ufeff',
    'Z\u0336\u0321a\u0334l\u0337go'.repeat(50),
    '+ADw-script+AD4-',
    '\ud83c\udfab\ud83d\udc69\u200d\ud83d\udc67',
    'tab\tand\u0007bell',
  ];

  const opened = async (answer: HttpAnswer): Promise<Record<string, unknown>> => {
    expect(answer.json).toMatchObject({ result: 'success' });
    return world.done('GetTicket', { ticketid: answer.json!.id });
  };

  test.each(SUBJECTS)('a subject %j', async (subject) => {
    expect(await opened(await send(form({ subject })(), 'responsetype=json'))).toMatchObject({ subject });
  });

  test.each<[string, () => RequestInit]>([
    ['an index of a billion in an unknown parameter', formAnd('a[999999999]=x&a[99999999999999999999]=y')],
    ['a parameter of 64 pairs of brackets', formAnd(`a${'[b]'.repeat(64)}=x`)],
    [
      'parameters named like members of every object',
      formAnd('__proto__[a]=1&constructor[prototype][a]=1&toString=1&hasOwnProperty=1'),
    ],
    ['the same in JSON', jsonAnd('"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"toString":1,"length":1e9')],
    [
      'the same in parts',
      parts(
        { name: '__proto__[a]', value: '1' },
        { name: 'constructor', value: '1' },
        { name: 'a[99999999]', value: '1' },
      ),
    ],
    ['an empty name', formAnd('=x&[]=y&[a]=z')],
    ['nothing but ampersands at the end', formAnd('&&&&&&&&')],
    ['a NUL that cuts a name', formAnd('x%00y=1')],
    ['attachments stringified by JavaScript', form({ attachments: '[object Object],[object Object]' })],
    ['no attachments, in every form', form({ attachments: base64([]), customfields: base64('a:0:{}') })],
    ['numbers beyond 64 bits in unknown parameters', formAnd('limitnum=99999999999999999999&id=-1')],
    ['a multipart header with an empty boundary', () => bytes(encode(base()), 'multipart/form-data; boundary=')],
    [
      'a boundary with equals signs and no quotes',
      () =>
        bytes(
          multipartBody(fieldParts(base())).toString('latin1').replaceAll(BOUNDARY, '----=_Part_0_1.2'),
          'multipart/form-data; boundary=----=_Part_0_1.2',
        ),
    ],
    [
      'a latin1 part with its charset',
      () =>
        bytes(
          multipartBody([
            ...fieldParts(without('name')),
            { name: 'name', type: 'text/plain; charset=iso-8859-1', value: Buffer.from('Ann Lee', 'latin1') },
          ]),
          MULTIPART,
        ),
    ],
  ])('%s', async (_name, request) => {
    expect(await opened(await send(request(), 'responsetype=json'))).toMatchObject({
      subject: 'Subject',
      name: 'Ann Lee',
    });
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });

  test.each([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\windows\\a.txt', 'a.txt'],
    ['/etc/a.txt', 'a.txt'],
    ['C:\\a.txt', 'a.txt'],
    ['a\r\nContent-Type: text/html.txt', 'html.txt'],
    ['a\0.txt', 'a.txt'],
    ['\u202etxt.a.txt', 'txt.a.txt'],
    ['a\u200b\u200d\u2060.txt', 'a.txt'],
    ['...a.txt...', 'a.txt'],
    ['"a";\'b\'.txt', '"a";\'b\'.txt'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('a file called %j is stored as %j', async (name, shown) => {
    const ticket = await opened(await send(form(file(name))(), 'responsetype=json'));
    expect(ticket).toMatchObject({ replies: { reply: [{ attachments: [{ filename: shown, index: 0 }] }] } });
  });

  test('a file name of a thousand characters is cut, and keeps its extension', async () => {
    const ticket = await opened(await send(form(file(`${'\u65e5'.repeat(1000)}.txt`))(), 'responsetype=json'));
    expect(ticket).toMatchObject({
      replies: { reply: [{ attachments: [{ filename: expect.stringMatching(/^\u65e5{50,}\.txt$/) }] }] },
    });
  });

  test.each(['%', '_', '\\', '%%', "' or 1=1 --", '*', '.*'])(
    'a search for %j finds only texts that contain it',
    async (text) => {
      const subject = `literally ${text} here`;
      await send(form({ subject })(), 'responsetype=json');
      const answer = await send(form({ action: 'GetTickets', subject: text, limitnum: '1000' })(), 'responsetype=json');
      const { ticket } = (answer.json as { tickets: { ticket: { subject: string }[] } }).tickets;
      expect(ticket.map((found) => found.subject)).toContain(subject);
      expect(ticket.filter((found) => !found.subject.includes(text))).toEqual([]);
      for (const name of ['email', 'status', 'tag', 'search']) {
        expect((await send(form({ action: 'GetTickets', [name]: text })(), 'responsetype=json')).status).toBe(200);
      }
    },
  );
});

describe('on the wire itself', () => {
  const dial = async (): Promise<Socket> => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('connect', resolve));
    return socket;
  };

  /** Everything that the server sends until it closes the connection. */
  async function talk(text: string | Buffer): Promise<string> {
    const socket = await dial();
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(text);
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    await closed;
    clearTimeout(timer);
    return answer;
  }

  const head = (...lines: string[]): string =>
    [`POST /includes/api.php?responsetype=json HTTP/1.1`, 'Host: x', 'Connection: close', ...lines, '', ''].join(
      '\r\n',
    );

  test.each<[string, () => string, number, string]>([
    ['not HTTP at all', () => 'EHLO example.com\r\n\r\n', 400, 'result=error;message=The request is not valid HTTP;'],
    [
      'TLS',
      () => '\x16\x03\x01\x02\x00\x01\x00\x01',
      400,
      'result=error;message=The request is not valid HTTP but TLS: ',
    ],
    [
      'a malformed header',
      () => head('bro ken'),
      400,
      '{"result":"error","message":"The request is not valid HTTP: a header ',
    ],
    [
      'a NUL in a header',
      () => head('X: a\0b'),
      400,
      '{"result":"error","message":"The request is not valid HTTP: a header ',
    ],
    [
      'two lengths',
      () => head('Content-Length: 1', 'Content-Length: 2'),
      400,
      '{"result":"error","message":"The request is not valid HTTP: send one Content-Length, ',
    ],
    [
      'a length and chunks',
      () => head('Content-Length: 5', 'Transfer-Encoding: chunked'),
      400,
      '{"result":"error","message":"The request is not valid HTTP: send one Content-Length, ',
    ],
    [
      'a header of 20 KB',
      () => head(`X: ${'x'.repeat(20_000)}`),
      431,
      '{"result":"error","message":"The address and headers are larger than the 16 KB allowed: send parameters in the body"}',
    ],
    [
      '5,000 headers',
      () => head(...Array.from({ length: 5000 }, (_, index) => `X-${index}: x`)),
      431,
      '{"result":"error"',
    ],
    [
      'an announced gigabyte',
      () => head('Content-Length: 1073741824'),
      413,
      '{"result":"error","message":"The request body is larger than the 4194304 bytes allowed"}',
    ],
  ])('%s', async (_name, request, status, body) => {
    const answer = await talk(request());
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/^X-Request-Id: \S+\r$/im);
    expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toContain(body);
  });

  test('a chunked body is read', async () => {
    const body = encode(base());
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const answer = await talk(head(`Content-Type: ${URLENCODED}`, 'Transfer-Encoding: chunked') + chunks);
    expect(answer).toContain('{"result":"success"');
  });

  test('a chunked body over the limit is cut off', async () => {
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    const answer = await talk(head(`Content-Type: ${URLENCODED}`, 'Transfer-Encoding: chunked') + chunk.repeat(6));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a hundred aborted uploads leave no ticket, and the next request is served', async () => {
    const before = await world.counts();
    const body = multipartBody([
      ...fieldParts(base()),
      { name: 'attachments[]', filename: 'a.txt', value: 'x'.repeat(100_000) },
    ]);
    const request = Buffer.concat([
      Buffer.from(head(`Content-Type: ${MULTIPART}`, `Content-Length: ${body.length}`)),
      body.subarray(0, body.length - 10),
    ]);
    const logged = world.log.length;
    const sockets = await Promise.all(Array.from({ length: 100 }, dial));
    await Promise.all(
      sockets.map(async (socket, index) => {
        const end = index % 2 === 0 ? request.length : Math.floor((request.length * index) / 100);
        await new Promise((resolve) => socket.write(request.subarray(0, Math.max(end, 300)), resolve));
        if (index % 3 === 0) socket.resetAndDestroy();
        else socket.destroy();
      }),
    );
    await eventually(() => world.log.length >= logged + 90);
    expect(await world.counts()).toEqual(before);
    expect((await send(form({})(), 'responsetype=json')).json).toMatchObject({ result: 'success' });
  });
});

test('the log of all this contains no text of a caller and no failure of ours', () => {
  expect(world.log.length).toBeGreaterThan(cases.length);
  expect(world.log.filter(({ status }) => Number(status) >= 500)).toEqual([]);
  expect(world.log.filter(({ err }) => err !== undefined)).toEqual([]);
  const text = JSON.stringify(world.log);
  for (const secret of [world.credentials.secret, 'drop table', 'stdClass', 'passwd'])
    expect(text).not.toContain(secret);
});
