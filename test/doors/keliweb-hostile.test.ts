import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto';
import { decodeJwt, importPKCS8, type JWTHeaderParameters, SignJWT } from 'jose';
import { PERSONAL_TOKEN } from '../../src/access/callers/bearer';
import { drawToken, hashSecret } from '../../src/access/secrets';
import { insertGrant, revokeGrant } from '../../src/store/access/grants';
import { listSigningKeys } from '../../src/store/access/signing-keys';
import { asClient, asProgram } from '../support/doors';
import { PATIENCE_MS } from '../support/patience';
import { contentOf } from '../support/refusals';
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

const BODY_LIMIT = 2_097_152;

/** The reseller API under hostile requests. */
const world = useWorld((config) => {
  config.limits.bodyBytes = BODY_LIMIT;
  refuseUnknown(config);
});

beforeAll(() => world.serve());

let token: string;

beforeAll(async () => {
  const { clientId } = await world.client();
  token = (await asClient(world, clientId)).Authorization!;
  await world.ticket({ clientid: clientId });
  await world.customField({ name: 'Domain', type: 'text', pattern: '^[a-z.]+$' });
  await world.customField({ name: 'Visits', type: 'number' });
  await world.customField({ name: 'Plan', type: 'select', options: ['Small', 'Large'] });
});

const TICKET = { deptid: '1', subject: 'Subject', message: 'Message' };
const REPLY = { ticketid: '1', message: 'Reply' };

const without = (name: keyof typeof TICKET) =>
  Object.fromEntries(Object.entries(TICKET).filter(([other]) => other !== name));

type Request = [method: string, init: RequestInit];

const open = (changes: Record<string, string>): Request => form('open-ticket', { ...TICKET, ...changes });
const reply = (changes: Record<string, string>): Request => form('add-ticket-reply', { ...REPLY, ...changes });
const form = (method: string, fields: Record<string, string>): Request => [method, bytes(encode(fields), URLENCODED)];
const raw = (body: string | Buffer, type?: string): Request => ['open-ticket', bytes(body, type)];
const openAnd = (rest: string | Buffer): Request =>
  raw(Buffer.concat([Buffer.from(`${encode(TICKET)}&`), Buffer.from(rest)]), URLENCODED);
const json = (changes: Record<string, unknown>): Request =>
  raw(JSON.stringify({ ...TICKET, ...changes }), 'application/json');
const parts = (...more: Part[]): Request => raw(multipartBody([...fieldParts(TICKET), ...more]), MULTIPART);
const files = (value: unknown): Request => open({ attachments: base64(value) });
const fields = (value: string): Request => open({ customfields: base64(value) });

const NO_DEPARTMENT = 'Department ID not found';
const NO_CLIENT = 'Client ID Not Found';
const NO_CONTACT = 'Contact ID Not Found';
const NO_TICKET = 'Ticket ID not found';
const NO_SUBJECT = 'Subject is required';
const NO_MESSAGE = 'Message is required';
const BAD_FIELDS = 'customfields must be a base64 encoded serialized array or JSON object of field id => value';
const BAD_FILES = 'attachments must be a base64 encoded JSON list of {name, data}';
const BAD_JSON = 'The body is not valid JSON, or too deeply nested';
const NOT_UTF8 = 'The body is not valid UTF-8 text: send it in UTF-8';
const BAD_TYPE = 'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json';
const TOO_LARGE = `The request body is larger than the ${BODY_LIMIT} bytes allowed`;
const BAD_KEY = 'The Idempotency-Key must be 1 to 255 printable ASCII characters without spaces';
const notUtf8 = (name: string): string => `Parameter "${name}" is not valid UTF-8 text`;
const withNul = (name: string): string => `Parameter "${name}" contains a NUL character`;
const notText = (name: string): string => `Parameter "${name}" contains characters that are not valid text`;

const deep = (depth: number, inner: string, before: string, after: string): string =>
  before.repeat(depth) + inner + after.repeat(depth);

interface Case {
  request: Request;
  message: string | RegExp;
  status: number;
  headers: Record<string, string>;
}

const hostile = (
  name: string,
  request: Request,
  message: string | RegExp,
  status = 200,
  headers: Record<string, string> = {},
): [string, Case] => [name, { request, message, status, headers }];

const cases: [string, Case][] = [
  // Missing values.
  hostile('no body', ['open-ticket', {}], NO_DEPARTMENT),
  hostile('no department', form('open-ticket', without('deptid')), NO_DEPARTMENT),
  hostile('no subject', form('open-ticket', without('subject')), NO_SUBJECT),
  hostile('no message', form('open-ticket', without('message')), NO_MESSAGE),
  hostile('a message of white space', open({ message: ' \r\n\t ' }), NO_MESSAGE),
  hostile('a reply to nothing', form('add-ticket-reply', { message: 'Reply' }), NO_TICKET),
  hostile('a reply of nothing', form('add-ticket-reply', { ticketid: '1' }), NO_MESSAGE),
  hostile('nothing to get', ['get-ticket', {}], 'Ticket ID Not Found'),

  // Values of other types.
  ...[
    'abc',
    '-1',
    '0',
    '1e0',
    '0x1',
    '1.5',
    '١',
    '2147483648',
    '9'.repeat(400),
    "1' or '1'='1",
    '1;drop table tickets',
  ].map((deptid) => hostile(`a department of ${deptid.slice(0, 30)}`, open({ deptid }), NO_DEPARTMENT)),
  hostile('a department that is a list', openAnd('deptid[]=1'), NO_DEPARTMENT),
  hostile('a department that is an object in JSON', json({ deptid: { length: 1e9 } }), NO_DEPARTMENT),
  hostile('a department that is true', json({ deptid: true }), NO_DEPARTMENT),
  hostile('a subject that is a list', openAnd('subject[]=a'), NO_SUBJECT),
  hostile('a subject that is an object in JSON', json({ subject: { toString: 'x' } }), NO_SUBJECT),
  hostile('a message that is a list in JSON', json({ message: ['a'] }), NO_MESSAGE),
  hostile('a flag that is a list', openAnd('markdown[]=1'), 'Parameter "markdown" must be true or false'),
  hostile('a word for a client', open({ clientid: 'me' }), NO_CLIENT),
  hostile('a negative client', open({ clientid: '-1' }), NO_CLIENT),
  hostile('a client that is a list', openAnd('clientid[]=1'), NO_CLIENT),
  hostile('a client under another spelling', open({ ClientID: '999' }), NO_CLIENT),
  hostile('a word for a contact', reply({ contactid: 'any' }), NO_CONTACT),
  hostile('a contact beyond 64 bits', open({ contactid: '9'.repeat(20) }), NO_CONTACT),
  hostile('SQL for a service', open({ serviceid: '1 or 1=1' }), 'Service ID Not Found'),
  hostile('a name for a domain', open({ domainid: 'example.com' }), 'Domain ID Not Found'),
  hostile('SQL for a priority', open({ priority: "Low'--" }), /^Invalid Ticket Priority\. Valid priorities are: /),
  hostile('a word for a ticket', reply({ ticketid: 'first' }), NO_TICKET),
  hostile('a ticket number of a megabyte', reply({ ticketid: '', ticketnum: '1'.repeat(1_000_000) }), NO_TICKET),
  hostile('a ticket number that is a list', ['get-ticket', bytes('ticketnum[]=1', URLENCODED)], 'Ticket ID Not Found'),
  hostile(
    'SQL for an order',
    form('get-ticket', { ticketid: '1', repliessort: 'ASC; drop table tickets' }),
    'Invalid repliessort. Must be ASC or DESC',
  ),

  // Values that are not text.
  ...['subject', 'message', 'priority', 'customfields'].flatMap((name) => [
    hostile(`NUL in ${name}`, open({ [name]: 'a\0b' }), withNul(name)),
    hostile(`bytes that are not UTF-8 in ${name}`, openAnd(`${name}=a%ff`), notUtf8(name)),
  ]),
  hostile('NUL in JSON', json({ subject: 'a\0b' }), notText('subject')),
  hostile('a lone surrogate in JSON', json({ message: 'a\ud800' }), notText('message')),
  hostile('latin1 in a part', parts({ name: 'subject', value: Buffer.from('caf\xe9', 'latin1') }), notUtf8('subject')),
  hostile(
    'an unknown charset',
    parts({ name: 'subject', type: 'text/plain; charset=x-none', value: 'x' }),
    'Parameter "subject" has a charset that is not supported: send UTF-8',
  ),
  hostile('latin1 as JSON', raw(Buffer.from('{"subject":"caf\xe9"}', 'latin1'), 'application/json'), NOT_UTF8, 400),

  // Attachments.
  hostile('attachments that are not base64', open({ attachments: '<files>' }), BAD_FILES),
  hostile('attachments that are not JSON', open({ attachments: base64('no json') }), BAD_FILES),
  hostile('attachments that are cut off', open({ attachments: base64('[{"name":"a.txt"') }), BAD_FILES),
  hostile('attachments that are a number', files(7), BAD_FILES),
  hostile('attachments that are a text', files('"a"'), BAD_FILES),
  hostile('attachments within attachments', files([[{ name: 'a.txt', data: 'eA==' }]]), BAD_FILES),
  hostile('attachments a thousand deep', open({ attachments: base64(deep(1000, '', '[', ']')) }), BAD_FILES),
  hostile('PHP’s $_FILES', files({ name: ['passwd'], tmp_name: ['/etc/passwd'], error: [0] }), BAD_FILES),
  hostile('PHP’s $_FILES, one by one', files([{ name: 'passwd.txt', tmp_name: '/etc/passwd' }]), BAD_FILES),
  hostile('a file without a name', files([{ data: 'eA==' }]), 'Attachment 1 has no file name'),
  hostile('a file without data', files([{ name: 'a.txt' }]), 'Attachment "a.txt" has no data'),
  hostile(
    'data that is not base64',
    files([{ name: 'a.txt', data: '%%%' }]),
    /^Attachment "a\.txt": data is not valid/,
  ),
  hostile(
    'data that claims a billion bytes',
    files([{ name: 'a.txt', data: { length: 1e9 } }]),
    'Attachment "a.txt": data is not valid base64',
  ),
  hostile('a program', files([{ name: 'shell.php', data: 'eA==' }]), /^Attachment "shell\.php": this type of file is/),
  hostile(
    'a program as a part',
    parts({ name: 'attachments[]', filename: 'run.exe', value: 'MZ' }),
    /^Attachment "run\.exe"/,
  ),
  hostile(
    'a hundred files',
    files(Array.from({ length: 100 }, (_, index) => ({ name: `${index}.txt`, data: 'eA==' }))),
    /^At most \d+ attachments are allowed$/,
  ),

  // Custom fields.
  hostile('custom fields that are not base64', open({ customfields: '<fields>' }), BAD_FIELDS),
  hostile('custom fields of a word in base64', fields('Google'), BAD_FIELDS),
  hostile('a PHP object', fields('O:8:"stdClass":1:{s:1:"a";i:1;}'), BAD_FIELDS),
  hostile('a PHP object in an array', fields('a:1:{i:1;O:8:"stdClass":0:{}}'), BAD_FIELDS),
  hostile('a PHP reference', fields('a:2:{i:1;s:1:"a";i:2;R:2;}'), BAD_FIELDS),
  hostile('a serialized array that is cut off', fields('a:2:{i:1;s:6:"Goo'), BAD_FIELDS),
  hostile('a serialized array with trailing text', fields('a:1:{i:1;s:1:"a";}x'), BAD_FIELDS),
  hostile(
    'a wrong length in a serialized array',
    fields('a:1:{i:1;s:9:"Google";}'),
    'customfields: a length in the serialized array is wrong, because PHP counts bytes',
  ),
  hostile('a prototype in a serialized array', fields('a:1:{s:9:"__proto__";s:1:"a";}'), BAD_FIELDS),
  hostile('serialized arrays a thousand deep', fields(deep(1000, 'i:1;', 'a:1:{i:1;', '}')), BAD_FIELDS),
  hostile('a prototype in JSON', open({ customfields: '{"__proto__":"x"}' }), BAD_FIELDS),
  hostile('JSON ten thousand deep', open({ customfields: deep(10_000, '', '[', ']') }), BAD_FIELDS),
  hostile(
    'an unknown field',
    open({ customfields: '{"999":"x"}' }),
    'Custom field "999" does not exist in this department',
  ),
  hostile(
    'a value that the field does not accept',
    reply({ customfields: '{"2":"many"}' }),
    'Custom field "Visits" must be a number',
  ),
  hostile(
    'an unknown option',
    reply({ customfields: '{"3":"Huge"}' }),
    'Custom field "Plan" must be one of its options',
  ),
  hostile(
    'a value of the wrong form',
    reply({ customfields: '{"1":"<b>"}' }),
    'Custom field "Domain" does not have the required format',
  ),

  // Bodies.
  hostile('bad JSON', raw('{"deptid":', 'application/json'), BAD_JSON, 400),
  hostile('JSON of a list', raw('[1]', 'application/json'), 'The JSON body must be an object of parameters', 400),
  hostile('JSON of a thousand levels', raw(deep(1000, '1', '{"a":', '}'), 'application/json'), BAD_JSON, 400),
  hostile('JSON under the name of XML', raw('<ticket/>', 'application/xml'), BAD_TYPE, 400),
  hostile('a malformed content type', raw('a ticket', 'ticket'), BAD_TYPE, 400),
  hostile(
    'multipart of another kind',
    raw('--x\r\nContent-Type: text/plain\r\n\r\nx\r\n--x--', 'multipart/mixed; boundary=x'),
    BAD_TYPE,
    400,
  ),
  hostile(
    'a multipart body that is cut off',
    raw(multipartBody(fieldParts(TICKET), ''), MULTIPART),
    'The multipart body is not complete',
    400,
  ),
  hostile(
    'a multipart body of another boundary',
    raw('--x\r\n\r\nx\r\n--x--', 'multipart/form-data; boundary=other'),
    'The multipart body is not complete',
    400,
  ),
  hostile(
    'a part with a malformed header',
    raw(`--${BOUNDARY}\r\nbro ken\r\n\r\nx\r\n--${BOUNDARY}--\r\n`, MULTIPART),
    /^The multipart body /,
    400,
  ),
  hostile(
    '2,000 parts',
    parts(...Array.from({ length: 2000 }, (_, index) => ({ name: `p${index}`, value: 'x' }))),
    'The multipart body has too many parts',
    413,
  ),
  hostile('too many parameters', openAnd('a=1&'.repeat(1001)), 'A request may have at most 1000 parameters', 413),
  hostile('a body over the limit', open({ message: 'x'.repeat(BODY_LIMIT) }), TOO_LARGE, 413),
  hostile('a compressed body', open({}), 'A Content-Encoding is not supported: send the body as it is', 400, {
    'Content-Encoding': 'gzip',
  }),
  hostile('an idempotency key with spaces', open({}), BAD_KEY, 200, { 'Idempotency-Key': 'two words' }),
  hostile('an idempotency key of 300 characters', open({}), BAD_KEY, 200, { 'Idempotency-Key': 'x'.repeat(300) }),
  hostile(
    'a method that cannot be read',
    ['%zz', bytes('', URLENCODED)],
    'The address is not valid: a percent sign must be followed by two hexadecimal digits',
    400,
  ),
  hostile('a method of a thousand characters', ['x'.repeat(1000), {}], 'There is no such method', 404),
];

const LEAK =
  /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d+|\/src\/|\/dist\/|select .+ from |insert into |SQLSTATE|\b(Type|Range|Syntax|Reference)Error\b/;

const send = ([method, init]: Request, headers: Record<string, string>): Promise<HttpAnswer> =>
  world.send(`/api/v2/keliweb/${method}`, {
    method: 'POST',
    ...init,
    headers: { ...headers, ...(init.headers as Record<string, string>) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

async function expectRefusal(answer: HttpAnswer, status: number, message: string | RegExp): Promise<void> {
  expect({ status: answer.status, json: answer.json }).toEqual({
    status,
    json: { result: 'error', message: typeof message === 'string' ? message : expect.stringMatching(message) },
  });
  expect(Object.keys(answer.json!)).toEqual(['result', 'message']);
  expect(answer.text).not.toMatch(LEAK);
  expect(answer.headers.get('x-request-id')).not.toBeNull();
}

test('there are enough of them, and every name is unique', () => {
  expect(cases.length).toBeGreaterThan(90);
  expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length);
});

test('the request that they are derived from is accepted', async () => {
  for (const request of [open({}), reply({}), json({}), parts(), form('get-ticket', { ticketid: '1' })]) {
    expect((await send(request, { Authorization: token })).json).toMatchObject({ result: 'success' });
  }
});

describe('refused in this API’s envelope, with nothing done', () => {
  let before: unknown;

  beforeAll(async () => {
    before = await contentOf(world);
  });

  test.each(cases)('%s', async (_name, { request, message, status, headers }) => {
    await expectRefusal(await send(request, { Authorization: token, ...headers }), status, message);
    expect(await contentOf(world)).toEqual(before);
  });
});

describe('invalid tokens', () => {
  const grants: Record<'living' | 'revoked' | 'social', string> = { living: '', revoked: '', social: '' };
  let signed: string;
  let rightKey: string;
  let publicKey: JsonWebKey;
  let keyId: string;
  let personal: Record<'revoked' | 'expired' | 'social', string>;
  let before: unknown;
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

  const insert = (grant: Parameters<typeof insertGrant>[1]): Promise<string> =>
    world.desk.database.transaction('write', (db) => insertGrant(db, grant));
  const revoke = (id: string) => world.desk.database.transaction('write', async (db) => revokeGrant(db, id, world.now));

  beforeAll(async () => {
    const { clientId } = await world.client();
    grants.living = await insert({ audience: 'keliweb', clientId });
    grants.revoked = await insert({ audience: 'keliweb', clientId });
    grants.social = await insert({ audience: 'socialboards', clientId });
    signed = await world.desk.tokens.sign({ id: grants.living, audience: 'keliweb', subject: `client:${clientId}` });
    await revoke(grants.revoked);
    const [key] = await world.desk.database.transaction('read', (db) => listSigningKeys(db, world.now));
    keyId = key!.id;
    rightKey = key!.privateKey;
    publicKey = key!.publicKey as JsonWebKey;
    const insertPersonal = (text: string, expiresAt: Date | null = null) =>
      insert({ audience: 'keliweb', clientId, tokenHash: hashSecret(text), expiresAt });
    const [revoked, expired] = [PERSONAL_TOKEN + drawToken(), PERSONAL_TOKEN + drawToken()];
    await revoke(await insertPersonal(revoked));
    await insertPersonal(expired, new Date(world.now.getTime() - 1000));
    personal = {
      revoked: `Bearer ${revoked}`,
      expired: `Bearer ${expired}`,
      social: (await asProgram(world)).Authorization!,
    };
    before = await contentOf(world);
  });

  /** The valid token with other claims (undefined removes one) or another header, signed with our key or another one. */
  async function forged(
    claims: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    key: 'ours' | 'stranger' = 'ours',
  ): Promise<string> {
    const merged = Object.entries({ ...decodeJwt(signed), ...claims }).filter(([, value]) => value !== undefined);
    const protectedHeader = { alg: 'RS256', typ: 'JWT', kid: keyId, ...header } as JWTHeaderParameters;
    const signer = key === 'ours' ? await importPKCS8(rightKey, protectedHeader.alg) : stranger.privateKey;
    return new SignJWT(Object.fromEntries(merged)).setProtectedHeader(protectedHeader).sign(signer);
  }

  const encodeJson = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = (alg: string): string => `${encodeJson({ alg, typ: 'JWT', kid: keyId })}.${signed.split('.')[1]}.`;
  const withSecret = (secret: string | Buffer): string => {
    const text = `${encodeJson({ alg: 'HS256', typ: 'JWT', kid: keyId })}.${signed.split('.')[1]}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const pem = (type: 'spki' | 'pkcs1'): string =>
    String(createPublicKey({ key: publicKey, format: 'jwk' }).export({ type, format: 'pem' }));
  const seconds = () => Math.floor(world.now.getTime() / 1000);
  const flipped = (at: number): string => {
    const pieces = signed.split('.');
    const piece = pieces[at]!;
    pieces[at] = piece.slice(0, 20) + (piece[20] === 'A' ? 'B' : 'A') + piece.slice(21);
    return pieces.join('.');
  };

  const tokens: [string, () => string | Promise<string>][] = [
    ['no header at all', () => ''],
    ['no token', () => 'Bearer '],
    ['two tokens', () => `Bearer ${signed} ${signed}`],
    ['another scheme', () => `Token ${signed}`],
    ['Basic', () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['a token without its scheme', () => signed],
    ['what the published sample shows', () => 'Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NhMmNlNkNjNhMmU2MmUxIzZDRk-3EHc'],
    ['a word', () => 'Bearer token'],
    ['SQL', () => "Bearer hdp_'or'1'='1"],
    ['10 kB', () => `Bearer ${'x'.repeat(10_000)}`],
    ['a personal token of 10 kB', () => `Bearer ${PERSONAL_TOKEN}${'x'.repeat(10_000)}`],
    ['an unknown personal token', () => `Bearer ${PERSONAL_TOKEN}${drawToken()}`],
    ['the beginning of a personal token', () => `Bearer ${PERSONAL_TOKEN}`],
    ['a personal token with one letter more', () => `${token}x`],
    ['a personal token in capitals', () => `Bearer ${token.slice('Bearer '.length).toUpperCase()}`],
    ['a revoked personal token', () => personal.revoked],
    ['an expired personal token', () => personal.expired],
    ['a personal token of the Socialboards API', () => personal.social],
    ['two points', () => 'Bearer ..'],
    ['a signature that is cut off', () => `Bearer ${signed.slice(0, -10)}`],
    ['no signature', () => `Bearer ${signed.split('.').slice(0, 2).join('.')}.`],
    ['another header under the same signature', () => `Bearer ${flipped(0)}`],
    ['other claims under the same signature', () => `Bearer ${flipped(1)}`],
    ['another signature', () => `Bearer ${flipped(2)}`],
    ['alg none', () => `Bearer ${unsigned('none')}`],
    ['alg NONE', () => `Bearer ${unsigned('NONE')}`],
    ['alg of nothing', () => `Bearer ${unsigned('')}`],
    ['HS256 with the public key in PEM', () => `Bearer ${withSecret(pem('spki'))}`],
    ['HS256 with the public key in PKCS 1', () => `Bearer ${withSecret(pem('pkcs1'))}`],
    ['HS256 with the public key as JSON', () => `Bearer ${withSecret(JSON.stringify(publicKey))}`],
    ['HS256 with the modulus', () => `Bearer ${withSecret(Buffer.from(publicKey.n!, 'base64url'))}`],
    ['HS256 with nothing', () => `Bearer ${withSecret('')}`],
    ['the right claims, signed by a stranger', async () => `Bearer ${await forged({}, {}, 'stranger')}`],
    ['an unknown key', async () => `Bearer ${await forged({}, { kid: 'nobody' })}`],
    ['no key id', async () => `Bearer ${await forged({}, { kid: undefined })}`],
    [
      'a key in the header itself',
      async () => {
        const jwk = stranger.publicKey.export({ format: 'jwk' });
        return `Bearer ${await forged({}, { jwk }, 'stranger')}`;
      },
    ],
    [
      'a key at an address in the header',
      async () => `Bearer ${await forged({}, { jku: `${world.url}/.well-known/jwks.json`, kid: '../x' }, 'stranger')}`,
    ],
    ['PS256 with the right key', async () => `Bearer ${await forged({}, { alg: 'PS256' })}`],
    ['RS512 with the right key', async () => `Bearer ${await forged({}, { alg: 'RS512' })}`],
    ['another type', async () => `Bearer ${await forged({}, { typ: 'at+jwt' })}`],
    ['an expired token', async () => `Bearer ${await forged({ exp: seconds() - 60 })}`],
    ['no expiry', async () => `Bearer ${await forged({ exp: undefined })}`],
    ['an expiry that is a text', async () => `Bearer ${await forged({ exp: 'never' })}`],
    ['a token that is not valid yet', async () => `Bearer ${await forged({ nbf: seconds() + 600 })}`],
    ['the audience of the Socialboards API', async () => `Bearer ${await forged({ aud: 'socialboards' })}`],
    ['no audience', async () => `Bearer ${await forged({ aud: undefined })}`],
    ['another issuer', async () => `Bearer ${await forged({ iss: 'https://evil.example' })}`],
    ['no issuer', async () => `Bearer ${await forged({ iss: undefined })}`],
    ['no subject', async () => `Bearer ${await forged({ sub: undefined })}`],
    ['no grant', async () => `Bearer ${await forged({ grant: undefined })}`],
    ['a grant that is a list', async () => `Bearer ${await forged({ grant: [grants.living] })}`],
    ['SQL for a grant', async () => `Bearer ${await forged({ grant: "' or true --" })}`],
    ['an unknown grant', async () => `Bearer ${await forged({ grant: randomUUID() })}`],
    ['a revoked grant', async () => `Bearer ${await forged({ grant: grants.revoked })}`],
    [
      'a token of the Socialboards API',
      async () =>
        `Bearer ${await world.desk.tokens.sign({ id: grants.social, audience: 'socialboards', subject: 'credential:1' })}`,
    ],
    [
      'a grant of the Socialboards API under the right audience',
      async () => `Bearer ${await forged({ grant: grants.social })}`,
    ],
  ];

  test('the token that they are derived from is accepted', async () => {
    for (const good of [signed, await forged()]) {
      const answer = await send(form('get-ticket', { ticketid: '999' }), { Authorization: `Bearer ${good}` });
      expect(answer).toMatchObject({ status: 200, json: { message: 'Ticket ID Not Found' } });
    }
    expect(tokens.length).toBeGreaterThan(50);
  });

  test.each(tokens)('%s', async (_name, make) => {
    const header = await make();
    const answer = await send(open({}), header === '' ? {} : { Authorization: header });
    expect(answer).toMatchObject({ status: 401, text: '{"result":"error","message":"Unauthenticated."}' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await contentOf(world)).toEqual(before);
  });
});

test('the log of all this contains no tokens and no failures of ours', () => {
  expect(world.log.length).toBeGreaterThan(cases.length);
  expect(world.log.filter(({ status, err }) => Number(status) >= 500 || err !== undefined)).toEqual([]);
  const text = JSON.stringify(world.log);
  for (const secret of [token.replace('Bearer ', ''), 'drop table', 'stdClass', 'passwd']) {
    expect(text).not.toContain(secret);
  }
});
