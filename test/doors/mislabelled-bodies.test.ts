import { gzipSync } from 'node:zlib';
import { asClient, asProgram, withApiKey } from '../support/doors';
import { BOUNDARY, bytes, encode, fieldParts, MULTIPART, multipartBody, URLENCODED } from '../support/requests';
import { type HttpAnswer, useWorld } from '../support/world';

/** Bodies whose Content-Type is wrong or missing, at every address that reads one. */
const world = useWorld();

let headers: Record<'keliweb' | 'helpdeskeddy' | 'socialboards', Record<string, string>>;

beforeAll(async () => {
  const { clientId } = await world.client('Ann Lee');
  const staffId = await world.admin('jo', { email: 'jo@example.com' });
  headers = {
    keliweb: await asClient(world, clientId),
    helpdeskeddy: await withApiKey(world, { staffId }),
    socialboards: await asProgram(world),
  };
});

interface Place {
  path: string;
  headers: () => Record<string, string>;
  /** Parameters for a body of any kind. */
  fields: () => Record<string, string>;
  /** Whether an answer shows that the parameters were read. */
  isRead(answer: HttpAnswer): boolean;
}

const TEXT = 'Grüße, 日本 + 100% & more = "all"';
const isSuccess = ({ json }: HttpAnswer): boolean => json?.result === 'success';

const PLACES: Record<string, Place> = {
  hatch: {
    path: '/includes/api.php',
    headers: () => ({}),
    fields: () => ({
      ...world.credentials,
      action: 'OpenTicket',
      responsetype: 'json',
      deptid: '1',
      name: 'Ann Lee',
      email: 'ann@example.com',
      subject: 'Subject',
      message: TEXT,
    }),
    isRead: isSuccess,
  },
  keliweb: {
    path: '/api/v2/keliweb/open-ticket',
    headers: () => headers.keliweb,
    fields: () => ({ deptid: '1', subject: 'Subject', message: TEXT }),
    isRead: isSuccess,
  },
  HelpDeskEddy: {
    path: '/api/v2/tickets/',
    headers: () => headers.helpdeskeddy,
    fields: () => ({ title: 'Subject', user_email: 'ann@example.com', description: TEXT }),
    isRead: ({ json }) => typeof (json?.data as { id?: unknown } | undefined)?.id === 'number',
  },
  Socialboards: {
    path: '/tickets/list',
    headers: () => headers.socialboards,
    // A wrong value is refused by its name, which shows that it arrived.
    fields: () => ({ orderBy: TEXT }),
    isRead: ({ text }) => text.includes('orderBy'),
  },
  '/oauth/token': {
    path: '/oauth/token',
    headers: () => ({}),
    fields: () => ({ grant_type: 'password', client_id: 'x', client_secret: 'y', username: 'u', password: TEXT }),
    isRead: ({ json }) => json?.error === 'invalid_client',
  },
  '/oauth/revoke': {
    path: '/oauth/revoke',
    headers: () => ({}),
    fields: () => ({ client_id: 'x', client_secret: 'y', token: TEXT }),
    isRead: ({ json }) => json?.error === 'invalid_client',
  },
  '/token': {
    path: '/token',
    headers: () => ({}),
    fields: () => ({ grant_type: 'refresh_token', client_id: 'x', refresh_token: TEXT }),
    isRead: ({ json }) => json?.error === 'invalid_client' || json?.error === 'invalid_grant',
  },
  'a page': {
    path: `/password/reset/${'x'.repeat(43)}`,
    headers: () => ({}),
    fields: () => ({ password: TEXT, password_again: 'something else' }),
    isRead: ({ text }) => /do not match|does not work/.test(text),
  },
};

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const marked = (text: string | Buffer): Buffer => Buffer.concat([MARK, Buffer.from(text)]);
const JSON_TYPE = 'application/json';
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string): Buffer => Buffer.from(`\ufeff${text}`.replace(/./gs, '$&\0'), 'utf16le');
const parts = (fields: Record<string, string>): Buffer => multipartBody(fieldParts(fields));

type Fields = Record<string, string>;

/** What a body is in truth, and the wrong headers under which it comes. */
const READ: [string, (fields: Fields) => string | Buffer, (string | undefined)[]][] = [
  [
    'JSON',
    (fields) => JSON.stringify(fields),
    [
      URLENCODED,
      `${URLENCODED}; charset=UTF-8`,
      'text/plain',
      'text/html',
      'application/xml',
      'application/octet-stream',
      'application/x-json',
      'multipart/form-data',
      MULTIPART,
      'nonsense',
      undefined,
      'application/json; charset=latin1',
      'application/json; charset=utf-16',
    ],
  ],
  ['JSON after blanks', (fields) => `\r\n  ${JSON.stringify(fields, null, 2)}\n`, [URLENCODED, JSON_TYPE, undefined]],
  ['JSON after a byte order mark', (fields) => marked(JSON.stringify(fields)), [JSON_TYPE, URLENCODED, undefined]],
  [
    'JSON in UTF-16 with a mark',
    (fields) => Buffer.from(`\ufeff${JSON.stringify(fields)}`, 'utf16le'),
    [JSON_TYPE, 'application/json; charset=utf-16', URLENCODED],
  ],
  ['JSON in UTF-16', (fields) => Buffer.from(JSON.stringify(fields), 'utf16le'), [JSON_TYPE, undefined]],
  ['JSON in big-endian UTF-16', (fields) => bigEndian(JSON.stringify(fields)), [JSON_TYPE, 'text/plain']],
  ['JSON in big-endian UTF-16 with a mark', (fields) => bigEndian(`\ufeff${JSON.stringify(fields)}`), [JSON_TYPE]],
  ['JSON within JSON', (fields) => JSON.stringify(JSON.stringify(fields)), [JSON_TYPE, URLENCODED]],
  ['JSON in a list of one', (fields) => JSON.stringify([fields]), [JSON_TYPE, URLENCODED]],
  ['JSON encoded like a form', (fields) => encodeURIComponent(JSON.stringify(fields)), [URLENCODED, JSON_TYPE]],
  [
    'JSON that URLSearchParams encoded',
    (fields) => `${encodeURIComponent(JSON.stringify(fields)).replaceAll('%20', '+')}=`,
    [URLENCODED],
  ],
  [
    'a form',
    encode,
    [
      JSON_TYPE,
      'application/json; charset=utf-8',
      'text/plain',
      'application/octet-stream',
      'application/xml',
      MULTIPART,
      'multipart/form-data',
      undefined,
      `${URLENCODED}; charset=iso-8859-1`,
    ],
  ],
  ['a form after a byte order mark', (fields) => marked(encode(fields)), [URLENCODED, JSON_TYPE, undefined]],
  ['a form after two of them', (fields) => marked(marked(encode(fields))), [URLENCODED, JSON_TYPE]],
  ['JSON after two of them', (fields) => marked(marked(JSON.stringify(fields))), [JSON_TYPE, URLENCODED]],
  ['a form after an empty line', (fields) => `\r\n ${encode(fields)}`, [URLENCODED, JSON_TYPE, undefined]],
  ['a form in UTF-16', (fields) => Buffer.from(encode(fields), 'utf16le'), [URLENCODED, undefined]],
  [
    'a multipart body',
    parts,
    [
      URLENCODED,
      JSON_TYPE,
      'text/plain',
      'application/octet-stream',
      'multipart/mixed; boundary=x',
      'multipart/form-data; boundary=other',
      'multipart/form-data',
      undefined,
    ],
  ],
  ['a multipart body after a byte order mark', (fields) => marked(parts(fields)), [MULTIPART, JSON_TYPE]],
  ['a multipart body after a line break', (fields) => `\r\n${parts(fields)}`, [MULTIPART, URLENCODED]],
];

const CASES = READ.flatMap(([what, make, types]) =>
  types.flatMap((type) => Object.keys(PLACES).map((place) => ({ what, make, type, place }))),
);

const post = ({ path, headers: own }: Place, body: string | Buffer, type?: string): Promise<HttpAnswer> => {
  const init = bytes(body, type);
  return world.send(path, { ...init, headers: { ...own(), ...(init.headers as Record<string, string>) } });
};

describe('read, because it can only be one thing', () => {
  test.each(CASES)('$what under $type at $place', async ({ make, type, place }) => {
    const where = PLACES[place]!;
    const answer = await post(where, make(where.fields()), type);
    expect({ isRead: where.isRead(answer), text: answer.text }).toEqual({ isRead: true, text: answer.text });
  });

  test('what was read is what was sent', async () => {
    const where = PLACES.hatch!;
    for (const [, make, [type]] of READ) {
      const { json } = await post(where, make(where.fields()), type);
      const { replies } = await world.done('GetTicket', { ticketid: json!.id });
      expect(replies).toMatchObject({ reply: [{ message: TEXT }] });
    }
  });

  test('files of a multipart body arrive under any type', async () => {
    const where = PLACES.hatch!;
    const body = multipartBody([
      ...fieldParts(where.fields()),
      { name: 'attachments[]', filename: 'a.txt', type: 'text/plain', value: 'in a file' },
    ]);
    const { json } = await post(where, body, JSON_TYPE);
    const file = await world.done('GetTicketAttachment', { relatedid: json!.id, type: 'ticket', index: 0 });
    expect(file).toMatchObject({ filename: 'a.txt', data: Buffer.from('in a file').toString('base64') });
  });

  test('the query string adds to it', async () => {
    const { deptid, ...rest } = PLACES.hatch!.fields();
    const answer = await world.send(
      `/includes/api.php?deptid=${deptid}&name=Other`,
      bytes(JSON.stringify(rest), URLENCODED),
    );
    const { name } = await world.done('GetTicket', { ticketid: answer.json!.id });
    expect(name).toBe('Ann Lee');
  });
});

describe('read as the form that it is', () => {
  test.each(['{"a":1}=x', '[a]=x', '{a}=x', '[]=x', '"a"=x', '%7Ba%7D=x', '-a=x', '<=x', '--a=x', '.a=x', '%7Bx=x'])(
    'with a first parameter %s',
    async (odd) => {
      const where = PLACES.hatch!;
      const { json } = await post(where, `${odd}&${encode(where.fields())}`, URLENCODED);
      expect(json).toMatchObject({ result: 'success' });
    },
  );

  test('with values that look like JSON', async () => {
    const where = PLACES.hatch!;
    const fields = { ...where.fields(), message: '{"action":"DeleteTicket"}' };
    for (const type of [URLENCODED, JSON_TYPE, undefined]) {
      const { json } = await post(where, encode(fields), type);
      const { replies } = await world.done('GetTicket', { ticketid: json!.id });
      expect(replies).toMatchObject({ reply: [{ message: '{"action":"DeleteTicket"}' }] });
    }
  });
});

const BAD_JSON = 'The body is not valid JSON, or too deeply nested';
const LIKE_JSON =
  'The body looks like JSON, but is not valid JSON, or too deeply nested: correct it and send it as application/json';
const NO_OBJECT = 'The JSON body must be an object of parameters';
const XML = 'The body looks like XML: send a form as application/x-www-form-urlencoded, or JSON as application/json';
const BAD_TYPE = 'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json';
const NOT_UTF8 = 'The body is not valid UTF-8 text: send it in UTF-8';
const COMPRESSED = 'The body is compressed: send it as it is';

const REFUSED: [string, string | Buffer, string | undefined, string][] = [
  ['JSON with an extra comma', '{"action":"OpenTicket",}', URLENCODED, LIKE_JSON],
  ['JSON with an ampersand and an equals sign', '{"message":"a&b=c",}', URLENCODED, LIKE_JSON],
  ['JSON with single quotes and one pair', '{"a":\'b=c\'}', undefined, LIKE_JSON],
  ['JSON that is cut off', '{"action":"OpenTicket"', 'text/plain', LIKE_JSON],
  ['JSON that is cut off', '{"action":"OpenTicket"', JSON_TYPE, BAD_JSON],
  ['JSON that is cut off', '{"action":"OpenTicket"', 'application/octet-stream', BAD_TYPE],
  ['JSON in UTF-32', utf32('{"action":"OpenTicket"}'), URLENCODED, NOT_UTF8],
  ['JSON that is too deep', `{"a":${'['.repeat(9)}${']'.repeat(9)}}`, URLENCODED, LIKE_JSON],
  ['JSON of too many values', `{"a":[${'1,'.repeat(10_000)}1]}`, URLENCODED, LIKE_JSON],
  ['JSON within JSON that is too deep', JSON.stringify(`{"a":${'['.repeat(9)}${']'.repeat(9)}}`), JSON_TYPE, NO_OBJECT],
  ['JSON that URLSearchParams cut', `${new URLSearchParams('{"message":"a&b=c"}')}`, URLENCODED, LIKE_JSON],
  ['a JSON list', '[{"a":1},{"a":2}]', URLENCODED, NO_OBJECT],
  ['a JSON list', '[{"a":1},{"a":2}]', JSON_TYPE, NO_OBJECT],
  ['a JSON text', '"text"', URLENCODED, NO_OBJECT],
  ['XML', '<?xml version="1.0"?><a b="c"/>', URLENCODED, XML],
  ['XML', '<ticket a="b">T</ticket>', 'text/plain', XML],
  ['XML', '<ticket/>', undefined, XML],
  ['XML', '<ticket/>', JSON_TYPE, XML],
  ['XML', '<ticket/>', 'multipart/form-data', XML],
  ['XML after a byte order mark', marked('<ticket/>'), URLENCODED, XML],
  ['XML', '<ticket/>', 'application/xml', BAD_TYPE],
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'application/octet-stream', BAD_TYPE],
  ['gzip', gzipSync('{"action":"OpenTicket"}'), JSON_TYPE, COMPRESSED],
  ['gzip', gzipSync('action=OpenTicket'), URLENCODED, COMPRESSED],
  ['gzip', gzipSync('action=OpenTicket'), undefined, COMPRESSED],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00]), 'application/octet-stream', COMPRESSED],
  ['JSON in latin1', Buffer.from('{"message":"Gr\xfc\xdfe"}', 'latin1'), 'application/json; charset=unknown', NOT_UTF8],
  ['JSON in latin1', Buffer.from('{"message":"Gr\xfc\xdfe"}', 'latin1'), URLENCODED, NOT_UTF8],
  ['UTF-16 that is cut off', Buffer.from('\ufeff{"a":1}', 'utf16le').subarray(0, -1), JSON_TYPE, NOT_UTF8],
  ['half a character in UTF-16', Buffer.from('\ufeff{"a":"\ud800"}', 'utf16le'), JSON_TYPE, NOT_UTF8],
];

describe('refused, saying what to send', () => {
  test.each(
    REFUSED.flatMap(([what, body, type, message]) =>
      Object.keys(PLACES)
        // Pages take small forms only.
        .filter((place) => place !== 'a page' || body.length < 16_000)
        .map((place) => ({ what, body, type, message, place })),
    ),
  )('$what under $type at $place', async ({ body, type, message, place }) => {
    const { status, text } = await post(PLACES[place]!, body, type);
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(message) });
  });
});

describe('a JSON body without responsetype is answered in JSON', () => {
  const call = (extra: Record<string, string> = {}): Record<string, string> => ({
    ...world.credentials,
    action: 'GetSupportDepartments',
    ...extra,
  });

  test.each<[string, () => string | Buffer, string | undefined, object]>([
    ['a list', () => JSON.stringify(call()), JSON_TYPE, { result: 'success' }],
    ['JSON called a form', () => JSON.stringify(call()), URLENCODED, { result: 'success' }],
    ['JSON without a type', () => marked(JSON.stringify(call())), undefined, { result: 'success' }],
    ['a form called JSON', () => encode(call()), JSON_TYPE, { result: 'success' }],
    ['a wrong secret', () => JSON.stringify(call({ secret: 'x' })), JSON_TYPE, { result: 'error' }],
    ['no action', () => JSON.stringify(world.credentials), 'text/plain', { message: 'Empty action request' }],
    ['broken JSON', () => '{"action":', JSON_TYPE, { message: BAD_JSON }],
    ['broken JSON called a form', () => '{"action":', URLENCODED, { message: LIKE_JSON }],
    ['an empty body', () => '', JSON_TYPE, { message: 'Invalid or missing credentials' }],
  ])('%s', async (_what, body, type, expected) => {
    const { json } = await world.send('/includes/api.php', bytes(body(), type));
    expect(json).toMatchObject(expected);
  });

  test('refused before it was read', async () => {
    const init = { ...bytes('{}', JSON_TYPE), method: 'PUT' };
    expect((await world.send('/includes/api.php', init)).json).toMatchObject({
      message: 'Only POST and GET are answered',
    });
    const gzipped = { ...init, method: 'POST', headers: { 'Content-Type': JSON_TYPE, 'Content-Encoding': 'gzip' } };
    expect((await world.send('/includes/api.php', gzipped)).json).toMatchObject({ result: 'error' });
  });

  test.each(['xml', 'nvp'])('unless it asks for %s', async (responsetype) => {
    for (const fields of [call({ responsetype }), call()]) {
      const path = fields.responsetype === undefined ? `?responsetype=${responsetype}` : '';
      const answer = await world.send(`/includes/api.php${path}`, bytes(JSON.stringify(fields), JSON_TYPE));
      expect(answer.json).toBeUndefined();
    }
  });

  test('and a form, or a query, without responsetype is answered as before', async () => {
    const form = await world.send('/includes/api.php', bytes(encode(call()), URLENCODED));
    const parted = await world.send('/includes/api.php', bytes(parts(call()), MULTIPART));
    const query = await world.send(`/includes/api.php?${encode(call())}`, { headers: { 'Content-Type': JSON_TYPE } });
    for (const { headers: answered } of [form, parted, query]) {
      expect(answered.get('content-type')).toBe('application/xml; charset=utf-8');
    }
    const refused = await world.send('/includes/api.php', bytes('action=x', URLENCODED));
    expect(refused.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });
});

test('a boundary in the header counts if the body has it', async () => {
  const where = PLACES.hatch!;
  const preamble = `{"This is": "a preamble"}\r\n${parts(where.fields())}`;
  expect((await post(where, preamble, MULTIPART)).json).toMatchObject({ result: 'success' });
  const cut = await post(where, `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx`, MULTIPART);
  expect(cut.text).toContain('The multipart body is not complete');
});
