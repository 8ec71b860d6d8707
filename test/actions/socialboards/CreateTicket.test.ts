import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpuTimeOfAll } from '../../support/cpu-time';
import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket, SAMPLE, success, teammate } from '../../support/socialboards';
import { TEXTS } from '../../support/texts';
import { refuseUnknown, useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, attachmentMaxFiles: 2 };
  refuseUnknown(config);
});
const otherWorld = useWorld((config) => {
  config.desk = { ...config.desk, defaultDepartmentId: 2, defaultPriority: 'Low' };
});

/** The ids that the published sample names. */
const SAMPLE_ASSIGNEE = '43b8adc7-755d-2be3-afb1-b6a462631977';
const SAMPLE_CATEGORY = 15597;
const SAMPLE_FIELD = 42623;

let headers: Record<string, string>;
let staffId: number;
const refused = { staff: '', numberField: 0, patternField: 0, strict: {} as Record<string, string> };

beforeAll(async () => {
  const { id, uuid } = await teammate(world, 'gone');
  await world.change('update staff set disabled = true where id = $1', [id]);
  refused.staff = uuid;
  refused.numberField = await world.customField({ name: 'Number', type: 'number' });
  refused.patternField = await world.customField({ name: 'Digits', type: 'regex', pattern: '^[0-9]+$' });
  const departmentId = await world.department({ name: 'Strict' });
  await world.customField({ name: 'Needed', type: 'text', departmentId, required: true });
  refused.strict = await asProgram(world, ['*'], await world.admin('strict', { departmentIds: [departmentId] }));
  headers = await asProgram(world, ['socialboards/createticket', 'socialboards/getticket']);
  ({ id: staffId } = await teammate(world, 'jo'));
  await world.change('update staff set uuid = $2 where id = $1', [staffId, SAMPLE_ASSIGNEE]);
  await world.change('insert into categories (id, name) overriding system value values ($1, $2)', [
    SAMPLE_CATEGORY,
    'Cars',
  ]);
  await world.change(`insert into custom_fields (id, name, type) overriding system value values ($1, 'City', 'text')`, [
    SAMPLE_FIELD,
  ]);
});

const post = (body: unknown, how = headers) => ask(world, how, 'POST', '/tickets', body);

const rowOf = async (id: number) => (await world.rows('select * from tickets where id = $1', [id]))[0]!;
const messageOf = async (id: number) =>
  (await world.rows('select * from messages where ticket_id = $1 and is_first', [id]))[0]!;

const shown = async (id: number) => dataOf<Record<string, unknown>>(await ask(world, headers, 'GET', `/tickets/${id}`));

test('answers the published sample, unedited, as published', async () => {
  await world.events();
  const answer = await post(SAMPLE);
  const id = answer.json!.data as number;
  expect(Number.isInteger(id)).toBe(true);
  expect(answer).toMatchObject({ status: 200, text: `{"data":${id},"errorCode":-1,"errorText":null}` });
  expect(await world.events()).toEqual(['TicketOpen', 'TicketFlagged']);

  expect(await rowOf(id)).toMatchObject({
    subject: 'New car price list.',
    department_id: 1,
    category_id: SAMPLE_CATEGORY,
    assignee_id: staffId,
    opener_kind: 'guest',
    client_id: null,
    requester_name: 'Bill Smith',
    requester_email: 'bill_smith@gmail.com',
    requester_phone: '',
    requester_image: null,
    sentiment: 'question',
    source: 'socialboards',
    source_name: '',
    created_at: world.now,
  });
  const message = await messageOf(id);
  expect(message).toMatchObject({
    body: 'Hello I want to buy a new car, how can I get a price list?',
    format: 'html',
    author_kind: 'guest',
    author_name: 'Bill Smith',
    author_email: 'bill_smith@gmail.com',
  });
  expect(await world.rows('select * from recipients where ticket_id = $1', [id])).toEqual([
    { ticket_id: id, kind: 'cc', position: 1, email: 'ann_smith@gmail.com' },
  ]);
  expect(await world.rows('select field_id, value from custom_field_values where ticket_id = $1', [id])).toEqual([
    { field_id: SAMPLE_FIELD, value: 'Oslo' },
  ]);
  expect(await world.rows('select * from ticket_tags where ticket_id = $1', [id])).toEqual([]);
  expect(await world.rows('select filename, stored_name, size, url from attachments')).toEqual([
    {
      filename: 'filename.png',
      stored_name: expect.stringMatching(/^\d{6}_filename\.png$/),
      size: 0,
      url: 'https://your.attachment.url/filename.png',
    },
  ]);
  expect(await world.rows('select * from attachment_contents')).toEqual([]);
});

const upperKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(upperKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toUpperCase(), upperKeys(inner)]));
};
const pascalKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascalKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), pascalKeys(inner)]),
  );
};

test.each([
  ['PascalCase', pascalKeys],
  ['upper case', upperKeys],
])('accepts keys in %s at every depth', async (_what, respell) => {
  const ids = [dataOf<number>(await post(SAMPLE)), dataOf<number>(await post(respell(JSON.parse(SAMPLE))))];
  const [one, other] = await Promise.all(ids.map(shown));
  const own = { id: 0, htmlMessage: '' };
  expect({ ...other, ...own }).toEqual({ ...one, ...own });
  expect(other).toMatchObject({ category: { Id: SAMPLE_CATEGORY }, customFields: [{ value: 'Oslo' }] });
});

test('takes the same from a form as from JSON', async () => {
  const body = new URLSearchParams({
    title: 'A form',
    message: 'Message',
    'creator[name]': 'Ann',
    'creator[email]': 'ann@guests.example',
    isHtml: 'false',
    categoryId: String(SAMPLE_CATEGORY),
    'tags[0]': 'one',
    'customFields[0][id]': String(SAMPLE_FIELD),
    'customFields[0][value]': 'Oslo',
  });
  const { json } = await world.send('/tickets', { method: 'POST', headers, body });
  expect(await shown(json!.data as number)).toMatchObject({
    title: 'A form',
    author: { name: 'Ann', email: 'ann@guests.example' },
    category: { Id: SAMPLE_CATEGORY },
    tags: ['one'],
    customFields: [{ id: SAMPLE_FIELD, key: 'City', value: 'Oslo' }],
  });
});

describe('a member left out', () => {
  test('stays unset', async () => {
    const id = dataOf<number>(await post({ message: 'Message', creator: { name: 'Ann' } }));
    expect(await rowOf(id)).toMatchObject({
      category_id: null,
      assignee_id: null,
      sentiment: null,
      source_name: '',
      requester_email: '',
    });
  });

  test('null in a list means nobody', async () => {
    const lists = { cc: [{ email: 'one@example.com\u200b' }, null], tags: [null, 'a'] };
    const id = dataOf<number>(await post({ message: 'Message', creator: { name: 'Ann' }, ...lists }));
    expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({
      cc: 'one@example.com',
      tags: { tag: ['a'] },
    });
  });

  test('null means the same', async () => {
    const nothing = { title: null, categoryId: null, assigneeId: null, sentiment: null, sourceName: null, tags: null };
    const lists = { cc: null, customFields: null, attachments: null, isHtml: null };
    const creator = { name: 'Ann', email: null, image: null, phoneNumber: null };
    const id = dataOf<number>(await post({ message: 'Message', creator, ...nothing, ...lists }));
    expect(await rowOf(id)).toMatchObject({
      category_id: null,
      assignee_id: null,
      sentiment: null,
      subject: 'Message',
    });
    expect(await messageOf(id)).toMatchObject({ format: 'html' });
  });
});

describe('the title', () => {
  test.each([
    ['as sent', 'As sent ', 'Message', 'As sent '],
    ['the message if left out', undefined, 'A short <b>message</b>', 'A short message'],
    ['the message if blank', ' ', 'one<br>two', 'one two'],
    ['the beginning of a long message', '', 'word '.repeat(40), Array(16).fill('word').join(' ')],
    ['80 characters of a long word', '', '😀'.repeat(100), '😀'.repeat(80)],
    ['a stand-in if no text is left', '', '<img src="x">', 'No title'],
  ])('is %s', async (_what, title, message, subject) => {
    expect(await rowOf(await openTicket(world, headers, { title, message }))).toMatchObject({ subject });
  });
});

describe('the message', () => {
  const hostile =
    '<p onclick="x()">Hello <b>you</b></p><script>alert(1)</script><img src=x onerror=x()><a href="javascript:x()">go</a>';

  test('is HTML by default, stored as sent and cleaned when shown', async () => {
    const id = await openTicket(world, headers, { message: hostile });
    const { id: messageId, ...message } = await messageOf(id);
    expect(message).toMatchObject({ body: hostile, format: 'html' });
    expect(await shown(id)).toMatchObject({
      message: 'Hello you\ngo',
      htmlMessage: `<div id="sb-message-${messageId}" class="sb-html-message"><p>Hello <b>you</b></p><a rel="noopener noreferrer nofollow" target="_blank">go</a></div>`,
    });
  });

  test('is plain text with isHtml false', async () => {
    const id = await openTicket(world, headers, { message: hostile, isHtml: false });
    const { id: messageId, ...message } = await messageOf(id);
    expect(message).toMatchObject({ body: hostile, format: 'plain' });
    const { message: text, htmlMessage } = await shown(id);
    expect(text).toBe(hostile);
    expect(htmlMessage).toMatch(
      new RegExp(`^<div id="sb-message-${messageId}" class="sb-html-message">&lt;p onclick=&quot;`),
    );
    expect(String(htmlMessage).slice(0, -'</div>'.length)).not.toContain('</');
  });

  test.each(TEXTS)('comes back unchanged as plain text: %s', async (_what, message) => {
    expect(await shown(await openTicket(world, headers, { message, isHtml: false }))).toMatchObject({ message });
  });

  test.each([
    ['elements that never end', `${'<a>'.repeat(150_000)}${'</b>'.repeat(120_000)}`],
    ['spaces', `<p>${' '.repeat(400_000)}x</p>`],
  ])('takes no time to show, even if it consists of %s', async (_what, message) => {
    const show = async () => shown(await openTicket(world, headers, { message }));
    expect(await cpuTimeOfAll(show)).toBeLessThan(5_000);
  });
});

describe('the creator', () => {
  test('is the client with that address, in any letter case', async () => {
    const { clientId } = await world.client('Ann Lee');
    await world.change(`update clients set email = 'Ann.Lee@Clients.example' where id = $1`, [clientId]);
    const creator = { name: 'Another name', email: 'ann.lee@clients.EXAMPLE', phoneNumber: '+47 1', image: null };
    const id = await openTicket(world, headers, { creator });
    expect(await rowOf(id)).toMatchObject({ client_id: clientId, opener_kind: 'client', requester_phone: '+47 1' });
    expect(await shown(id)).toMatchObject({ author: { name: 'Ann Lee', email: 'Ann.Lee@Clients.example' } });
  });

  test.each([
    [
      'by address alone, which is the name too',
      { email: ' a@guests.example ' },
      'a@guests.example',
      'a@guests.example',
    ],
    ['by name alone', { name: 'Ann' }, 'Ann', ''],
  ])('is a guest %s', async (_what, creator, name, email) => {
    const id = await openTicket(world, headers, { creator });
    expect(await rowOf(id)).toMatchObject({ opener_kind: 'guest', requester_name: name, requester_email: email });
    expect(await shown(id)).toMatchObject({ author: { name, email } });
  });

  test('may have a telephone number and a picture', async () => {
    const image = 'https://pictures.example/ann.png?size=1';
    const id = await openTicket(world, headers, { creator: { name: 'Ann', phoneNumber: '+47 123', image } });
    expect(await rowOf(id)).toMatchObject({ requester_phone: '+47 123', requester_image: image });
    expect(await shown(id)).toMatchObject({ author: { image } });
  });
});

test('keeps links and pictures, which are never fetched', async () => {
  let asked = 0;
  const server = createServer((_req, res) => {
    asked += 1;
    res.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const attachments = [{ url: `${base}/folder/a%20file.txt` }, { url: `${base}/`, name: '../../etc/pass|wd' }];
  const creator = { name: 'Ann', email: 'ann@guests.example', image: `${base}/ann.png` };
  const id = await openTicket(world, headers, { attachments, creator, message: `<img src="${base}/x.png">` });
  expect(await shown(id)).toMatchObject({
    attachments: [
      { name: 'a file.txt', url: `${base}/folder/a%20file.txt`, isContentPart: false },
      { name: 'pass_wd', url: `${base}/`, isContentPart: false },
    ],
  });
  server.close();
  expect(asked).toBe(0);
});

describe('tags', () => {
  test('are names; new ones are created', async () => {
    await openTicket(world, headers, { tags: ['Known'] });
    const id = await openTicket(world, headers, { tags: ['known', 'New one', 'NEW ONE', ' ', 7] });
    expect(await shown(id)).toMatchObject({ tags: ['Known', 'New one', '7'] });
  });

  test('new ones that two concurrent tickets share are created once', async () => {
    const tags = ['b at once', 'A at once'];
    const sent = [tags, [...tags].reverse(), tags, tags];
    const ids = await Promise.all(sent.map((names) => openTicket(world, headers, { tags: names })));
    for (const [index, id] of ids.entries()) expect(await shown(id)).toMatchObject({ tags: sent[index] });
    expect(await world.rows(`select 1 from tags where name ilike '% at once'`)).toHaveLength(2);
  });
});

test('takes any text as sourceName', async () => {
  const id = await openTicket(world, headers, { sourceName: 'Our page / Facebook 😀' });
  expect(await shown(id)).toMatchObject({ source: 'web', sourceName: 'Our page / Facebook 😀' });
});

describe('custom fields', () => {
  test('of every kind are checked and shown', async () => {
    const town = await world.customField({ name: 'Town', type: 'select', options: ['Oslo', 'Bergen'] });
    const place = await world.customField({ name: 'Place', type: 'hierarchy', options: ['Norway > Oslo', 'Italy'] });
    const box = await world.customField({ name: 'Box', type: 'checkbox' });
    const size = await world.customField({ name: 'Size', type: 'number' });
    const customFields = [
      { id: town, value: 'bergen' },
      { id: place, value: 'Norway > Oslo' },
      { id: box, value: 'true' },
      { id: size, value: 12 },
      { id: SAMPLE_FIELD, value: null },
    ];
    expect(await shown(await openTicket(world, headers, { customFields }))).toMatchObject({
      customFields: [
        { id: town, key: 'Town', value: 'Bergen' },
        { id: place, key: 'Place', value: 'Norway > Oslo' },
        { id: box, key: 'Box', value: '1' },
        { id: size, key: 'Size', value: '12' },
      ],
    });
  });
});

describe('the department', () => {
  test('and the priority are the configured ones', async () => {
    await otherWorld.department({ name: 'Second' });
    const id = await openTicket(otherWorld, await asProgram(otherWorld));
    expect(await otherWorld.rows('select department_id, priority_id from tickets where id = $1', [id])).toEqual([
      { department_id: 2, priority_id: 1 },
    ]);
  });

  test('is one of those of the teammate behind the token', async () => {
    const departmentId = await world.department({ name: 'Elsewhere' });
    const admin = await world.admin('elsewhere', { departmentIds: [departmentId] });
    const theirs = await asProgram(world, ['*'], admin);
    const id = await openTicket(world, theirs);
    expect(await rowOf(id)).toMatchObject({ department_id: departmentId });
    expect((await ask(world, theirs, 'GET', `/tickets/${id}`)).status).toBe(200);
  });
});

test('makes one ticket of two calls with an Idempotency-Key', async () => {
  const keyed = { ...headers, 'Idempotency-Key': 'one-ticket' };
  const [first, second] = [await post(SAMPLE, keyed), await post(SAMPLE, keyed)];
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
});

test('needs permission', async () => {
  const answer = await post(SAMPLE, await asProgram(world, ['socialboards/getticket', 'createticket']));
  expect(answer).toMatchObject({
    status: 403,
    json: {
      data: null,
      errorCode: 403,
      errorText: 'Invalid Permissions: API action "socialboards/createticket" is not allowed',
    },
  });
  expect(success(1)).toEqual({ data: 1, errorCode: -1, errorText: null });
});

beforeAll(async () => {
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
});

const wrong = (body: Record<string, unknown>) => () =>
  post({ message: 'Message', creator: { name: 'Bill', email: 'bill@guests.example' }, ...body });
const link = (url: string) => ({ attachments: [{ url: 'https://a.example/a.txt' }, { url }] });
const MUST_BE_URL = 'must be an http:// or https:// URL';
const NO_TEAMMATE = 'Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them';
const NO_CATEGORY = 'Parameter "categoryId" must be the id of a category, as /categories lists them';

/** Desks without the configured priority, and without a department. */
const unrankedWorld = useWorld((config) => {
  config.desk = { ...config.desk, defaultPriority: 'Whenever' };
});
const bareWorld = useWorld();
const elsewhere = { unranked: {} as Record<string, string>, bare: {} as Record<string, string> };
beforeAll(async () => {
  elsewhere.unranked = await asProgram(unrankedWorld);
  elsewhere.bare = await asProgram(bareWorld);
  await bareWorld.change('delete from departments');
});
const VALID = { message: 'Message', creator: { name: 'Bill' } };

testDoorRefusals(world, 'socialboards/CreateTicket', [
  {
    message: 'This desk has no department to open tickets in',
    request: () => ask(bareWorld, elsewhere.bare, 'POST', '/tickets', VALID),
    world: bareWorld,
  },
  {
    message: 'This desk has no priority Whenever',
    request: () => ask(unrankedWorld, elsewhere.unranked, 'POST', '/tickets', VALID),
    world: unrankedWorld,
  },
  { message: 'The sender is blocked', request: wrong({ creator: { email: 'anybody@spam.example' } }) },
  { message: 'The ticket was taken for spam', request: wrong({ message: 'Xyzzy!' }) },
  { message: 'Parameter "message" is required', request: wrong({ message: undefined }) },
  { message: 'Parameter "message" is required', because: 'null', request: wrong({ message: null }) },
  { message: 'Parameter "message" must not be empty', request: wrong({ message: ' \n' }) },
  { message: 'Parameter "creator" is required', request: wrong({ creator: null }) },
  { message: 'Parameter "creator" must be an object', request: wrong({ creator: 'Bill' }) },
  {
    message: 'Parameter "creator" must have a name or an email',
    request: wrong({ creator: { name: ' ', email: null } }),
  },
  {
    message: 'Parameter "creator.email" must be an e-mail address',
    request: wrong({ creator: { name: 'Bill', email: 'bill@localhost\r\nBcc: x@y.z' } }),
  },
  {
    message: `Parameter "creator.image" ${MUST_BE_URL}`,
    request: wrong({ creator: { name: 'B', image: 'javascript:x()' } }),
  },
  {
    message: 'Parameter "creator.image" must not contain a user name or password',
    request: wrong({ creator: { name: 'B', image: 'https://user@a.example/' } }),
  },
  { message: NO_TEAMMATE, request: wrong({ assigneeId: '00000000-0000-4000-8000-000000000000' }) },
  { message: NO_TEAMMATE, because: 'no GUID', request: wrong({ assigneeId: `1' or true --` }) },
  {
    message: NO_TEAMMATE,
    because: 'disabled',
    request: () => wrong({ assigneeId: refused.staff })(),
  },
  { message: NO_CATEGORY, request: wrong({ categoryId: 999_999 }) },
  { message: NO_CATEGORY, because: '0 is not null', request: wrong({ categoryId: 0 }) },
  {
    message: 'At most 2 attachments are allowed',
    request: wrong({ attachments: Array(3).fill({ url: 'https://a.example/' }) }),
  },
  { message: `Parameter "attachments[1].url" ${MUST_BE_URL}`, request: wrong(link('file:///etc/passwd')) },
  { message: `Parameter "attachments[1].url" ${MUST_BE_URL}`, because: 'no URL', request: wrong(link('/a.txt')) },
  {
    message: 'Parameter "attachments[1].url" must not contain a user name or password',
    request: wrong(link('https://:secret@a.example/')),
  },
  {
    message: 'Parameter "attachments[1].url" may have at most 2000 characters',
    request: wrong(link(`https://a.example/${'x'.repeat(2000)}`)),
  },
  { message: 'Parameter "attachments[0].url" is required', request: wrong({ attachments: [{ name: 'a.txt' }] }) },
  {
    message: 'A ticket may have at most 50 tags',
    request: wrong({ tags: Array.from({ length: 51 }, (_, index) => `t${index}`) }),
  },
  { message: 'A tag may have at most 100 characters', request: wrong({ tags: ['x'.repeat(101)] }) },
  {
    message: 'Parameter "sentiment" must be one of question, praise, suggestion, complaint',
    request: wrong({ sentiment: 'anger' }),
  },
  {
    message: 'Parameter "sourceName" may have at most 250 characters',
    request: wrong({ sourceName: 'x'.repeat(251) }),
  },
  {
    message: 'Custom field "999999" does not exist in this department',
    request: wrong({ customFields: [{ id: 999_999, value: '1' }] }),
  },
  {
    message: 'Custom field "Number" must be a number',
    request: () => wrong({ customFields: [{ id: refused.numberField, value: 'many' }] })(),
  },
  {
    message: 'Custom field "Digits" does not have the required format',
    request: () => wrong({ customFields: [{ id: refused.patternField, value: 'x' }] })(),
  },
  {
    message: 'Custom field "Needed" is required',
    request: () => post({ message: 'Message', creator: { name: 'Bill' } }, refused.strict),
  },
]);
