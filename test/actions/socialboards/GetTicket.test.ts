import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { category, dataOf, GUID, openTicket, success, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Oslo', publicUrl: 'https://desk.example/base' };
});

let headers: Record<string, string>;

beforeAll(async () => {
  headers = await asProgram(world);
});

const get = (id: number, how = headers) => ask(world, how, 'GET', `/tickets/${id}`);
const shown = async (id: number) => dataOf<Record<string, unknown>>(await get(id));

test('answers with the whole ticket, in the published order', async () => {
  const cars = await category(world, 'Cars');
  const vans = await category(world, 'Vans', cars);
  const small = await category(world, 'Small', vans);
  const jo = await teammate(world, 'jo');
  const town = await world.customField({ name: 'Town', type: 'text' });
  const { clientId } = await world.client('Ann Lee');
  const [client] = await world.change(
    `update clients set email = 'ann@clients.example', image = 'https://a.example/ann.png' where id = $1 returning uuid`,
    [clientId],
  );
  world.now = new Date('2027-01-31T08:00:00.123Z');
  const id = await openTicket(world, headers, {
    title: 'New car price list.',
    message: 'How <i>much</i>?',
    creator: { email: 'ann@clients.example' },
    categoryId: small,
    assigneeId: jo.uuid,
    customFields: [{ id: town, value: 'Oslo' }],
    sentiment: 'question',
    sourceName: 'Our page',
    tags: ['b', 'a'],
    attachments: [{ url: 'https://a.example/price.pdf' }],
  });
  const [message] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [id]);
  const answer = await get(id);
  expect(answer.text).toBe(
    JSON.stringify(
      success({
        id,
        title: 'New car price list.',
        message: 'How much?',
        htmlMessage: `<div id="sb-message-${message!.id}" class="sb-html-message">How <i>much</i>?</div>`,
        author: {
          id: (client as { uuid: string }).uuid,
          name: 'Ann Lee',
          email: 'ann@clients.example',
          image: 'https://a.example/ann.png',
          isBot: false,
          status: 'client',
          customIdentifier: null,
        },
        category: {
          Id: small,
          Name: 'Small',
          Parents: [
            { Id: cars, Name: 'Cars' },
            { Id: vans, Name: 'Vans' },
          ],
        },
        creationTime: '2027-01-31T09:00:00.1230000+01:00',
        lastThreadElementCreationTime: '2027-01-31T09:00:00.1230000+01:00',
        customFields: [{ id: town, key: 'Town', value: 'Oslo' }],
        lockedBy: {
          ...{ id: jo.uuid, name: 'Jo Admin', email: 'jo@desk.example', image: null },
          ...{ isBot: false, status: 'team', customIdentifier: null },
        },
        originalLink: null,
        properties: {
          isAnonymized: false,
          isMuted: false,
          hasAttachments: true,
          hasDraft: false,
          isAssignedToBot: false,
          isDeleted: false,
          isExpired: false,
          isHidden: false,
          isLocked: false,
          isSpam: false,
          isSensitive: false,
        },
        replyCount: 0,
        isMuted: false,
        sentiment: 'question',
        source: 'web',
        detailedSource: 'web_website',
        sourceName: 'Our page',
        status: 'open',
        tags: ['b', 'a'],
        attachments: [{ name: 'price.pdf', url: 'https://a.example/price.pdf', isContentPart: false }],
      }),
    ),
  );
});

test('has null and empty lists for what a ticket of another API lacks', async () => {
  const { id } = await world.ticket({ markdown: true, message: 'Some *words*', created: '2024-07-01 12:00:00' });
  expect(await shown(id)).toMatchObject({
    message: 'Some *words*',
    htmlMessage: expect.stringMatching(
      /^<div id="sb-message-\d+" class="sb-html-message"><p>Some <em>words<\/em><\/p><\/div>$/,
    ),
    author: { id: expect.stringMatching(GUID), name: 'Guest', email: 'guest@example.com', image: null },
    category: null,
    creationTime: '2024-07-01T12:00:00.0000000+02:00',
    customFields: [],
    lockedBy: null,
    properties: { hasAttachments: false },
    sentiment: null,
    source: 'web',
    sourceName: null,
    tags: [],
    attachments: [],
  });
});

test('gives a guest an id made of the address on every ticket, or one for the ticket without an address', async () => {
  const idOf = async (creator: object) =>
    ((await shown(await openTicket(world, headers, { creator }))).author as { id: string }).id;
  const one = await idOf({ name: 'One', email: 'one@guests.example' });
  expect(one).toMatch(GUID);
  expect(await idOf({ name: 'Other name', email: 'ONE@guests.example' })).toBe(one);
  const [nameless, another] = [await idOf({ name: 'Two' }), await idOf({ name: 'Two' })];
  expect(new Set([one, nameless, another]).size).toBe(3);
});

test.each([
  ['Open', 'open'],
  ['Answered', 'pending'],
  ['Customer-Reply', 'open'],
  ['On Hold', 'pending'],
  ['In Progress', 'pending'],
  ['Closed', 'completed'],
])('%s is %s', async (title, status) => {
  const { id } = await world.ticket();
  await world.done('UpdateTicket', { ticketid: id, status: title });
  expect(await shown(id)).toMatchObject({ status });
});

test('stored files have an address, removed ones have none', async () => {
  const data = Buffer.from('text').toString('base64');
  const { id } = await world.ticket({
    attachments: [
      { name: 'a.txt', data },
      { name: 'b.txt', data },
    ],
  });
  await world.change(`update attachments set removed_at = now() where filename = 'a.txt'`);
  const [file] = await world.rows<{ id: number }>(`select id from attachments where filename = 'b.txt'`);
  expect(await shown(id)).toMatchObject({
    attachments: [
      { name: 'b.txt', url: `https://desk.example/base/tickets/${id}/attachments/${file!.id}`, isContentPart: false },
    ],
  });
});

test('counts replies, and mentions drafts and files of replies', async () => {
  const { id } = await world.ticket();
  const jo = await teammate(world, 'draft');
  const attachments = [{ url: 'https://a.example/a.txt' }];
  for (const isDraft of [true, false]) {
    const body = { message: 'Reply', author: { email: jo.email }, isDraft, attachments };
    await ask(world, headers, 'POST', `/tickets/${id}/replies`, body);
  }
  expect(await shown(id)).toMatchObject({ replyCount: 1, properties: { hasDraft: true, hasAttachments: true } });
});

test('deleted and locked tickets say so; a merged one leads to the ticket it went into', async () => {
  const [{ id: deleted }, { id: locked }, { id: merged }] = [
    await world.ticket(),
    await world.ticket(),
    await world.ticket(),
  ];
  await world.change('update tickets set deleted_at = now() where id = $1', [deleted]);
  await world.change('update tickets set locked = true where id = $1', [locked]);
  await world.change('update tickets set merged_into_id = $2 where id = $1', [merged, locked]);
  expect(await shown(deleted)).toMatchObject({ properties: { isDeleted: true } });
  expect(await shown(locked)).toMatchObject({ properties: { isLocked: true } });
  expect(await shown(merged)).toMatchObject({ id: locked });
});

test('takes HEAD, a slash at the end and any letter case', async () => {
  const { id } = await world.ticket();
  expect(await world.send(`/TICKETS/${id}/`, { headers })).toMatchObject({ status: 200, json: { data: { id } } });
  expect(await world.send(`/tickets/${id}`, { method: 'HEAD', headers })).toMatchObject({ status: 200, text: '' });
});

const elsewhere = async () => {
  const departmentId = await world.department();
  return asProgram(world, ['*'], await world.admin(`of-${departmentId}`, { departmentIds: [departmentId] }));
};
let theirs: Record<string, string>;
let ours: number;
beforeAll(async () => {
  theirs = await elsewhere();
  ({ id: ours } = await world.ticket());
});

testDoorRefusals(world, 'socialboards/GetTicket', [
  { message: 'Ticket ID not found', status: 404, request: () => get(999_999) },
  { message: 'Ticket ID not found', because: 'another department', status: 404, request: () => get(ours, theirs) },
  { message: 'Parameter "ticketId" must be a whole number', request: () => ask(world, headers, 'GET', '/tickets/abc') },
  { message: 'Parameter "ticketId" must be a whole number', because: 'huge', request: () => get(99_999_999_999) },
  { message: 'Parameter "ticketId" is out of range', request: () => get(0) },
]);

describe('an id stands for one person', () => {
  let clientId: number;
  /** Each person, with what OpenTicket and AddTicketReply call them by. */
  let people: Record<string, Record<string, unknown>>;

  beforeAll(async () => {
    const client = await world.client('Una Rau');
    clientId = client.clientId;
    const image = 'https://a.example/una.png';
    await world.change('update clients set image = $2 where id = $1', [clientId, image]);
    const other = await world.client('Uwe Fox');
    await world.change('insert into client_users (client_id, user_id) values ($1, $2)', [clientId, other.userId]);
    people = {
      'the client': { clientid: clientId },
      'the owner': { clientid: clientId, userid: client.userId },
      'another user': { clientid: clientId, userid: other.userId },
      'a contact': { clientid: clientId, contactid: await world.contact(clientId) },
      'another contact': { clientid: clientId, contactid: await world.contact(clientId) },
      'a guest': { name: 'Gus', email: 'gus@guests.example' },
    };
  });

  type Author = { id: string; name: string; image: string | null };
  const authorOf = async (params: Record<string, unknown>) =>
    (await shown((await world.ticket(params)).id)).author as Author;
  const repliers = async (id: number) =>
    dataOf<{ author: Author }[]>(await ask(world, headers, 'GET', `/tickets/${id}/replies`)).map(
      ({ author }) => author,
    );

  test('at any ticket, and only the client has the picture', async () => {
    const authors: Record<string, Author> = {};
    for (const [who, params] of Object.entries(people)) {
      authors[who] = await authorOf(params);
      expect(await authorOf(params)).toEqual(authors[who]);
    }
    const ids = Object.values(authors).map(({ id }) => id);
    for (const id of ids) expect(id).toMatch(GUID);
    // The client's own user is the client.
    expect(authors['the owner']!.id).toBe(authors['the client']!.id);
    expect(new Set(ids).size).toBe(ids.length - 1);
    const pictured = Object.keys(authors).filter((who) => authors[who]!.image !== null);
    expect(pictured).toEqual(['the client', 'the owner']);
  });

  test.each(['the client', 'a contact', 'another contact', 'a guest'])('in the replies of %s, too', async (who) => {
    const author = await authorOf(people[who]!);
    const { id } = await world.ticket(who === 'a guest' ? people[who] : { clientid: clientId });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', ...people[who] });
    expect(await repliers(id)).toEqual([author]);
  });

  test('of a contact who was deleted', async () => {
    const contactid = await world.contact(clientId);
    const { id } = await world.ticket({ clientid: clientId });
    await world.done('AddTicketReply', { ticketid: id, message: 'Reply', clientid: clientId, contactid });
    await world.done('DeleteContact', { contactid });
    const [replier] = await repliers(id);
    expect(replier!.id).not.toBe((await authorOf({ clientid: clientId })).id);
    expect(replier).toMatchObject({ id: expect.stringMatching(GUID), image: null });
  });

  test('of two guests without an address whose tickets were merged', async () => {
    const [one, two] = [
      await openTicket(world, headers, { creator: { name: 'One' } }),
      await openTicket(world, headers, { creator: { name: 'Two' } }),
    ];
    const { id } = (await shown(one)).author as Author;
    await world.done('MergeTicket', { ticketid: one, mergeticketids: two });
    expect((await shown(one)).author).toMatchObject({ id, name: 'One' });
    const [merged] = await repliers(one);
    expect(merged).toMatchObject({ name: 'Two' });
    expect(merged!.id).not.toBe(id);
  });
});
