import { createHmac, createPublicKey, createSign, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { PERSONAL_TOKEN } from '../../src/access/callers/bearer';
import { hashSecret } from '../../src/access/secrets';
import { findCredential } from '../../src/store/access/credentials';
import { type Audience, insertGrant } from '../../src/store/access/grants';
import { asClient, ask, asProgram, ENVELOPES } from '../support/doors';
import { contentOf } from '../support/refusals';
import { bytes, MULTIPART, multipartBody, URLENCODED } from '../support/requests';
import { openTicket, SAMPLE, teammate } from '../support/socialboards';
import { type HttpAnswer, refuseUnknown, useWorld } from '../support/world';

const BODY_BYTES = 200_000;
const world = useWorld((config) => {
  config.limits = { ...config.limits, bodyBytes: BODY_BYTES };
  refuseUnknown(config);
});

type Headers = Record<string, string>;

let headers: Headers;
let ticketId: number;
let email: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  headers = await asProgram(world);
  ticketId = await openTicket(world, headers);
  ({ email } = await teammate(world, 'jo'));
  await drawTokens();
});

const grant = (values: Parameters<typeof insertGrant>[1]): Promise<string> =>
  world.desk.database.transaction('write', (db) => insertGrant(db, values));

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens of every kind that must be refused here, and one that is accepted. */
async function drawTokens(): Promise<void> {
  const { identifier } = await world.credential(['*']);
  const credential = await world.desk.database.transaction('read', (db) => findCredential(db, identifier));
  const credentialId = credential!.id;
  const { clientId } = await world.client();
  const subject = `credential:${credentialId}`;
  const id = await grant({ audience: 'socialboards', credentialId });
  const sign = (audience: Audience, grantId = id) => world.desk.tokens.sign({ id: grantId, audience, subject });

  const good = await sign('socialboards');
  const [head = '', payload = '', signature = ''] = good.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
  const { keys } = await world.desk.tokens.publicKeys();
  const publicPem = createPublicKey({ key: keys[0] as JsonWebKey, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = createSign('RSA-SHA256').update(`${head}.${payload}`).sign(privateKey).toString('base64url');
  const hmacHead = base64url({ alg: 'HS256', typ: 'JWT', kid: header.kid });
  const hmac = createHmac('sha256', publicPem).update(`${hmacHead}.${payload}`).digest('base64url');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const client = await grant({ audience: 'keliweb', clientId });
  const before = world.now;
  world.now = new Date(before.getTime() - 7_200_000);
  const expired = await sign('socialboards');
  world.now = before;
  const revoked = await grant({ audience: 'socialboards', credentialId });
  await world.change('update grants set revoked_at = now() where id = $1', [revoked]);
  const ended = `${PERSONAL_TOKEN}ended`;
  await grant({ audience: 'socialboards', credentialId, tokenHash: hashSecret(ended), expiresAt: new Date(0) });
  Object.assign(tokens, {
    good,
    expired,
    'alg none': `${base64url({ alg: 'none', typ: 'JWT', kid: header.kid })}.${payload}.`,
    'alg None with its signature': `${base64url({ alg: 'None', typ: 'JWT', kid: header.kid })}.${payload}.${signature}`,
    'HS256 under the public key': `${hmacHead}.${payload}.${hmac}`,
    'signed by another key': `${head}.${payload}.${foreign}`,
    'another payload': `${head}.${base64url({ ...claims, exp: 9_999_999_999 })}.${signature}`,
    'another kid': `${base64url({ alg: 'RS256', typ: 'JWT', kid: 'other' })}.${payload}.${signature}`,
    'without signature': `${head}.${payload}`,
    'for the Keliweb API': await sign('keliweb', client),
    'for the Keliweb API, naming a grant of this one': await sign('keliweb'),
    'naming a grant of the Keliweb API': await sign('socialboards', client),
    'naming an unknown grant': await sign('socialboards', '00000000-0000-4000-8000-000000000000'),
    revoked: await sign('socialboards', revoked),
    'the published sample': 'eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJjaWQiOiIxIiwidHlwZSI6IkNvbW11bml0eSJ9.AAAA',
    'an unknown personal token': `${PERSONAL_TOKEN}unknown`,
    'an expired personal token': ended,
    'a personal token of the Keliweb API': (await asClient(world, clientId)).Authorization!.replace('Bearer ', ''),
    'not a token at all': 'x',
    'very long': 'x'.repeat(10_000),
  });
}

const create = (body: unknown) => ask(world, headers, 'POST', '/tickets', body);
const wrong = (members: Record<string, unknown>) => () =>
  create({ message: 'Message', creator: { name: 'Bill' }, ...members });
const raw = (body: string | Buffer, type?: string, more: Headers = {}) => {
  const request = bytes(body, type);
  return world.send('/tickets', { ...request, headers: { ...(request.headers as Headers), ...headers, ...more } });
};
const JSON_TYPE = 'application/json';
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const to = (method: string, path: string, body?: unknown) => () =>
  ask(world, headers, method, path.replace(':id', String(ticketId)), body);
const reply = (body: Record<string, unknown>) => () =>
  ask(world, headers, 'POST', `/tickets/${ticketId}/replies`, { message: 'M', author: { email }, ...body });
const list = (body: Record<string, unknown>) => to('POST', '/tickets/list', body);

interface Bad {
  what: string;
  message: string;
  status?: number;
  request: () => Promise<HttpAnswer>;
}

const NOT_TEXT = 'contains characters that are not valid text';
const NOT_JSON = 'The body is not valid JSON, or too deeply nested';
const NO_TOKEN = { status: 401, message: 'Unauthenticated.' };
const NOTHING = { status: 404, message: 'There is nothing at this address' };
const NOT_FOUND = { status: 404, message: 'Ticket ID not found' };

const withAuthorization = (Authorization: string | undefined) => () =>
  ask(world, Authorization === undefined ? {} : { Authorization }, 'POST', '/tickets', SAMPLE);

const REFUSED_TOKENS = [
  'expired',
  'alg none',
  'alg None with its signature',
  'HS256 under the public key',
  'signed by another key',
  'another payload',
  'another kid',
  'without signature',
  'for the Keliweb API',
  'for the Keliweb API, naming a grant of this one',
  'naming a grant of the Keliweb API',
  'naming an unknown grant',
  'revoked',
  'the published sample',
  'an unknown personal token',
  'an expired personal token',
  'a personal token of the Keliweb API',
  'not a token at all',
  'very long',
];

const BAD: Bad[] = [
  { what: 'no token', ...NO_TOKEN, request: withAuthorization(undefined) },
  { what: 'another scheme', ...NO_TOKEN, request: withAuthorization(`Basic ${Buffer.from('a:b').toString('base64')}`) },
  { what: 'a scheme and nothing else', ...NO_TOKEN, request: withAuthorization('Bearer ') },
  { what: 'an unknown path, without a token', ...NO_TOKEN, request: () => world.send('/tickets/1/notes') },
  ...REFUSED_TOKENS.map((what) => ({
    what: `a token: ${what}`,
    ...NO_TOKEN,
    request: () => withAuthorization(`Bearer ${tokens[what]}`)(),
  })),
  {
    what: 'no permission',
    status: 403,
    message: 'Invalid Permissions: API action "socialboards/createticket" is not allowed',
    request: async () => ask(world, none, 'POST', '/tickets', SAMPLE),
  },

  { what: 'no such path', ...NOTHING, request: to('GET', '/tickets/:id/notes') },
  { what: 'no such path below', ...NOTHING, request: to('GET', '/tickets/:id/replies/1') },
  { what: 'no such teammate', ...NOTHING, request: to('GET', '/Teammates/1') },
  { what: 'no such category', ...NOTHING, request: to('GET', '/categories/1') },
  { what: 'two slashes', ...NOTHING, request: to('GET', '/tickets//:id//nowhere') },
  {
    what: 'GET of a POST address',
    status: 405,
    message: 'Only POST is answered here',
    request: to('GET', '/tickets'),
  },
  { what: 'DELETE', status: 405, message: 'Only GET is answered here', request: to('DELETE', '/tickets/:id') },
  {
    what: 'PUT of a list',
    status: 405,
    message: 'Only POST, GET are answered here',
    request: to('PUT', '/tickets/list', {}),
  },
  {
    what: 'POST of teammates',
    status: 405,
    message: 'Only GET is answered here',
    request: to('POST', '/Teammates', {}),
  },
  {
    what: 'GET of a status',
    status: 405,
    message: 'Only PUT, PATCH are answered here',
    request: to('GET', '/tickets/:id/status'),
  },
  {
    what: 'a broken percent sign',
    message: 'The address is not valid: a percent sign must be followed by two hexadecimal digits',
    request: to('GET', '/tickets/%zz'),
  },

  { what: 'invalid JSON', message: NOT_JSON, request: () => raw('{"message": "Hello"', JSON_TYPE) },
  { what: 'JSON with comments', message: NOT_JSON, request: () => raw('{"message": "Hello" // why\n}', JSON_TYPE) },
  {
    what: 'JSON in another encoding',
    message: 'The body is not valid UTF-8 text: send it in UTF-8',
    request: () => raw(Buffer.from('{"message":"H\u00f8"}', 'latin1'), JSON_TYPE),
  },
  { what: 'JSON too deep', message: NOT_JSON, request: () => raw(`{"tags": ${nested(5000)}}`, JSON_TYPE) },
  { what: 'JSON too wide', message: NOT_JSON, request: () => raw(`{"tags": [${'1,'.repeat(20_000)}1]}`, JSON_TYPE) },
  ...['[]', '"text"', 'null', '7'].map((text) => ({
    what: `JSON that is ${text}`,
    message: 'The JSON body must be an object of parameters',
    request: () => raw(text, JSON_TYPE),
  })),
  ...['text/xml', 'image/png'].map((type) => ({
    what: `a body that is ${type}`,
    message: 'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json',
    request: () => raw('<message>Hello</message>', type),
  })),
  {
    what: 'a body over the limit',
    status: 413,
    message: `The request body is larger than the ${BODY_BYTES} bytes allowed`,
    request: wrong({ message: 'x'.repeat(BODY_BYTES) }),
  },
  {
    what: 'a compressed body',
    message: 'A Content-Encoding is not supported: send the body as it is',
    request: () => raw(SAMPLE, JSON_TYPE, { 'Content-Encoding': 'gzip' }),
  },
  {
    what: 'a multipart body without an end',
    message: 'The multipart body is not complete',
    request: () => raw(multipartBody([{ name: 'message', value: 'M' }], ''), MULTIPART),
  },
  {
    what: 'an Idempotency-Key with spaces',
    message: 'The Idempotency-Key must be 1 to 255 printable ASCII characters without spaces',
    request: () => raw(SAMPLE, JSON_TYPE, { 'Idempotency-Key': 'a b' }),
  },

  { what: 'nothing at all', message: 'Parameter "creator" is required', request: () => raw('') },
  { what: 'an empty object', message: 'Parameter "creator" is required', request: () => create({}) },
  { what: 'a message of spaces', message: 'Parameter "message" must not be empty', request: wrong({ message: '\t ' }) },
  {
    what: 'a message that is a list',
    message: 'Parameter "message" must be of type string',
    request: wrong({ message: ['M'] }),
  },
  {
    what: 'a message that is true',
    message: 'Parameter "message" must be of type string',
    request: wrong({ message: true }),
  },
  { what: 'a NUL in the message', message: `Parameter "message" ${NOT_TEXT}`, request: wrong({ message: 'a\u0000b' }) },
  {
    what: 'half a character',
    message: `Parameter "message" ${NOT_TEXT}`,
    request: () => raw('{"message":"\\ud800"}', JSON_TYPE),
  },
  {
    what: 'a NUL further down',
    message: `Parameter "creator.name" ${NOT_TEXT}`,
    request: wrong({ creator: { name: '\u0000' } }),
  },
  { what: 'a NUL in a list', message: `Parameter "tags[1]" ${NOT_TEXT}`, request: wrong({ tags: ['a', '\u0000'] }) },
  {
    what: 'a NUL in a link',
    message: `Parameter "attachments[0].url" ${NOT_TEXT}`,
    request: wrong({ attachments: [{ url: 'https://a.example/\u0000' }] }),
  },
  {
    what: 'a form in another encoding',
    message: 'Parameter "message" is not valid UTF-8 text',
    request: () => raw('message=%ff%fe&creator[name]=Bill', URLENCODED),
  },
  {
    what: 'a long title',
    message: 'Parameter "title" may have at most 1000 characters',
    request: wrong({ title: 'x'.repeat(1001) }),
  },
  {
    what: 'a title that is an object',
    message: 'Parameter "title" must be of type string',
    request: wrong({ title: {} }),
  },
  { what: 'no creator', message: 'Parameter "creator" is required', request: wrong({ creator: undefined }) },
  {
    what: 'a creator that is a list',
    message: 'Parameter "creator" must be an object',
    request: wrong({ creator: [] }),
  },
  {
    what: 'a creator without name or email',
    message: 'Parameter "creator" must have a name or an email',
    request: wrong({ creator: {} }),
  },
  {
    what: 'a long name',
    message: 'Parameter "creator.name" may have at most 250 characters',
    request: wrong({ creator: { name: 'x'.repeat(251) } }),
  },
  {
    what: 'an email that is an object',
    message: 'Parameter "creator.email" must be of type string',
    request: wrong({ creator: { email: {} } }),
  },
  {
    what: 'an invalid email',
    message: 'Parameter "creator.email" must be an e-mail address',
    request: wrong({ creator: { email: 'bill@' } }),
  },
  {
    what: 'a long picture',
    message: 'Parameter "creator.image" may have at most 2000 characters',
    request: wrong({ creator: { name: 'B', image: `https://a.example/${'x'.repeat(2000)}` } }),
  },
  {
    what: 'isHtml that is a word',
    message: 'Parameter "isHtml" must be true or false',
    request: wrong({ isHtml: 'maybe' }),
  },
  {
    what: 'a category that is a name',
    message: 'Parameter "categoryId" must be a whole number',
    request: wrong({ categoryId: 'Cars' }),
  },
  {
    what: 'a category that is huge',
    message: 'Parameter "categoryId" must be a whole number',
    request: wrong({ categoryId: 1e20 }),
  },
  {
    what: 'a category that is a fraction',
    message: 'Parameter "categoryId" must be a whole number',
    request: wrong({ categoryId: 1.5 }),
  },
  {
    what: 'a category that is true',
    message: 'Parameter "categoryId" must be a whole number',
    request: wrong({ categoryId: true }),
  },
  {
    what: 'a long assignee',
    message: 'Parameter "assigneeId" may have at most 100 characters',
    request: wrong({ assigneeId: 'x'.repeat(101) }),
  },
  {
    what: 'an assignee that is a list',
    message: 'Parameter "assigneeId" must be of type string',
    request: wrong({ assigneeId: [1] }),
  },
  { what: 'cc that is a text', message: 'Parameter "cc" must be a list', request: wrong({ cc: 'a@b.example' }) },
  {
    what: 'cc with an object without an address',
    message: 'Parameter "cc[0]" must be of type string',
    request: wrong({ cc: [{ name: 'Bob' }] }),
  },
  {
    what: 'attachments that are files',
    message: 'Parameter "attachments[0]" must be an object',
    request: wrong({ attachments: ['QUJD'] }),
  },
  {
    what: 'a link without an address',
    message: 'Parameter "attachments[0].url" is required',
    request: wrong({ attachments: [{}] }),
  },
  {
    what: 'a link that is a list',
    message: 'Parameter "attachments[0].url" must be of type string',
    request: wrong({ attachments: [{ url: ['https://a.example/'], name: 'a' }] }),
  },
  {
    what: 'a link to a file of the server',
    message: 'Parameter "attachments[0].url" must be an http:// or https:// URL',
    request: wrong({ attachments: [{ url: 'file:///etc/passwd' }] }),
  },
  {
    what: 'custom fields by id',
    message: 'Parameter "customFields" must be a list',
    request: wrong({ customFields: { city: 'Oslo' } }),
  },
  {
    what: 'a custom field without id',
    message: 'Parameter "customFields[0].id" is required',
    request: wrong({ customFields: [{ key: 1, value: 'Oslo' }] }),
  },
  {
    what: 'a custom field by name',
    message: 'Parameter "customFields[0].id" must be a whole number',
    request: wrong({ customFields: [{ id: 'City', value: 'x' }] }),
  },
  {
    what: 'a custom field with an object',
    message: 'Parameter "customFields[0].value" must be of type string',
    request: wrong({ customFields: [{ id: 1, value: { a: 1 } }] }),
  },
  {
    what: 'an unknown custom field',
    message: 'Custom field "77" does not exist in this department',
    request: wrong({ customFields: [{ id: 77, value: 'x' }] }),
  },
  {
    what: 'an unknown sentiment',
    message: 'Parameter "sentiment" must be one of question, praise, suggestion, complaint',
    request: wrong({ sentiment: 'QUESTIONS' }),
  },
  {
    what: 'a sentiment that is a list',
    message: 'Parameter "sentiment" must be of type string',
    request: wrong({ sentiment: ['praise'] }),
  },
  {
    what: 'tags that are an object',
    message: 'Parameter "tags" must be a list',
    request: wrong({ tags: { name: 'x' } }),
  },
  {
    what: 'tags with an object',
    message: 'Parameter "tags[0]" must be of type string',
    request: wrong({ tags: [{}] }),
  },
  { what: 'a long tag', message: 'A tag may have at most 100 characters', request: wrong({ tags: ['x'.repeat(101)] }) },
  {
    what: 'a long source',
    message: 'Parameter "sourceName" may have at most 250 characters',
    request: wrong({ sourceName: 'x'.repeat(251) }),
  },

  { what: 'an unknown ticket', ...NOT_FOUND, request: to('GET', '/tickets/999999') },
  {
    what: 'a ticket id that is a word',
    message: 'Parameter "ticketId" must be a whole number',
    request: to('GET', '/tickets/first'),
  },
  { what: 'a ticket id below 1', message: 'Parameter "ticketId" is out of range', request: to('GET', '/tickets/-1') },
  {
    what: 'a ticket id that is SQL',
    message: 'Parameter "ticketId" must be a whole number',
    request: to('GET', '/tickets/1%20or%201=1'),
  },
  {
    what: 'a ticket id with a NUL',
    message: 'Parameter "ticketId" must be a whole number',
    request: to('GET', '/tickets/1%00'),
  },
  { what: 'replies of an unknown ticket', ...NOT_FOUND, request: to('GET', '/tickets/999999/replies') },
  {
    what: 'an empty page',
    message: 'Parameter "take" is out of range',
    request: to('GET', '/tickets/:id/replies?take=0'),
  },
  { what: 'a reply without message', message: 'Parameter "message" is required', request: reply({ message: null }) },
  {
    what: 'an author that is a text',
    message: 'Parameter "author" must be an object',
    request: reply({ author: 'jo' }),
  },
  {
    what: 'an author from elsewhere',
    message: `Parameter "author.email" must be the address of a teammate or of the ticket's author`,
    request: reply({ author: { email: 'x@y.example' } }),
  },
  {
    what: 'a parent that is a word',
    message: 'Parameter "parentReplyId" must be a whole number',
    request: reply({ parentReplyId: 'first' }),
  },
  {
    what: 'an unknown parent',
    message: 'Parameter "parentReplyId" must be the id of a reply to this ticket',
    request: reply({ parentReplyId: 0 }),
  },
  {
    what: 'a draft that is a number',
    message: 'Parameter "isDraft" must be true or false',
    request: reply({ isDraft: 2 }),
  },
  {
    what: 'a status that is null',
    message: 'Parameter "status" is required',
    request: to('PUT', '/tickets/:id/status', { status: null }),
  },
  {
    what: 'a missing assignee',
    message: 'Parameter "assigneeId" is required',
    request: to('PATCH', '/tickets/:id/assignee', {}),
  },
  {
    what: 'a category that is a list',
    message: 'Parameter "categoryId" must be a whole number',
    request: to('PATCH', '/tickets/:id/category', { id: [1] }),
  },
  {
    what: 'missing tags',
    message: 'Parameter "tags" is required',
    request: to('PUT', '/tickets/:id/tags', {}),
  },
  {
    what: 'an unknown file',
    status: 404,
    message: 'Attachment not found',
    request: to('GET', '/tickets/:id/attachments/1'),
  },
  {
    what: 'a group that is a word',
    message: 'Parameter "group" must be a whole number',
    request: to('GET', '/Teammates?group=support'),
  },
  { what: 'a negative page', message: 'Parameter "skip" is out of range', request: list({ skip: -1 }) },
  {
    what: 'a day that does not exist',
    message: 'Parameter "from" must be a date and time',
    request: list({ from: '2026-02-30' }),
  },
  { what: 'a date that is a number', message: 'Parameter "to" must be a date and time', request: list({ to: 7 }) },
  { what: 'ids that are a text', message: 'Parameter "ticketIds" must be a list', request: list({ ticketIds: '1,2' }) },
  {
    what: 'too many ids',
    message: 'Parameter "ticketIds" must have at most 1000 entries',
    request: list({ ticketIds: Array(1001).fill(1) }),
  },
  {
    what: 'an empty filter',
    message: 'Parameter "customFields[0].key" must not be empty',
    request: list({ customFields: [{ key: '', value: '' }] }),
  },
];

let none: Headers;
beforeAll(async () => {
  none = await asProgram(world, ['createticket']);
});

test('there are enough bad requests', () => {
  expect(BAD.length).toBeGreaterThan(60);
  expect(REFUSED_TOKENS.sort()).toEqual(
    Object.keys(tokens)
      .filter((name) => name !== 'good')
      .sort(),
  );
});

test.each(BAD)('refuses $what', async ({ message, status = 400, request }) => {
  const content = await contentOf(world);
  const answer = await request();
  expect({ status: answer.status, json: answer.json }).toEqual({
    status,
    json: ENVELOPES.socialboards(status, message),
  });
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  expect(answer.headers.get('allow') !== null).toBe(status === 405);
  expect(await contentOf(world)).toEqual(content);
});

test('a signed token is accepted, as a personal one is', async () => {
  const answer = await ask(world, { Authorization: `bearer ${tokens.good}` }, 'GET', `/tickets/${ticketId}`);
  expect(answer).toMatchObject({ status: 200, json: { errorCode: -1 } });
});

test('the log contains neither requests nor tokens', () => {
  const lines = JSON.stringify(world.log);
  for (const secret of [headers.Authorization!.replace('Bearer ', ''), tokens.good!, 'bill@guests.example']) {
    expect(lines).not.toContain(secret);
  }
  expect(lines).toContain('socialboards/CreateTicket');
});

test('pages of other origins may call it, after a preflight request', async () => {
  const { status, headers: sent } = await world.send('/tickets', {
    method: 'OPTIONS',
    headers: { Origin: 'https://page.example', 'Access-Control-Request-Method': 'PATCH' },
  });
  expect(status).toBe(204);
  expect(sent.get('access-control-allow-methods')).toContain('PATCH');
});

test('the WHMCS API reaches none of its actions', async () => {
  const answer = await world.post({ action: 'socialboards/CreateTicket', message: 'M' });
  expect(answer.json).toMatchObject({ result: 'error', message: 'Command Not Found' });
});
