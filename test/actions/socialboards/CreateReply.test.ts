import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, GUID, openTicket, success, teammate } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, attachmentMaxFiles: 2 };
});

type Shown = Record<string, unknown> & { id: number };

let headers: Record<string, string>;
let jo: { id: number; uuid: string; email: string };
let ticketId: number;

beforeAll(async () => {
  headers = await asProgram(world);
  jo = await teammate(world, 'jo');
  ticketId = await openTicket(world, headers, { cc: ['copy@guests.example'] });
});

const reply = (body: Record<string, unknown>, id = ticketId, how = headers) =>
  ask(world, how, 'POST', `/tickets/${id}/replies`, { message: 'Reply', ...body });
const replied = async (body: Record<string, unknown>, id = ticketId, how = headers) =>
  dataOf<Shown>(await reply(body, id, how));

const ticketOf = async (id: number) =>
  dataOf<Record<string, unknown>>(await ask(world, headers, 'GET', `/tickets/${id}`));
const statusOf = async (id: number) =>
  (
    await world.rows<{ title: string }>(
      'select s.title from tickets t join statuses s on s.id = t.status_id where t.id = $1',
      [id],
    )
  )[0]!.title;

test("adds a teammate's reply by address, in any letter case, and answers all of it in order", async () => {
  world.now = new Date('2027-01-31T07:00:00Z');
  const id = await openTicket(world, headers, { cc: ['copy@guests.example'] });
  await world.events();
  world.now = new Date('2027-01-31T08:00:00.123Z');
  const answer = await reply(
    {
      message: '<p>Hello</p><script>x</script>',
      author: { email: ' JO@desk.example' },
      attachments: [{ url: 'https://a.example/a.txt', name: 'A.txt' }],
      isDraft: false,
      isHtml: true,
      isTicketNeededToBeCompleted: false,
      parentReplyId: null,
    },
    id,
  );
  const { id: replyId } = answer.json!.data as Shown;
  expect(answer.text).toBe(
    JSON.stringify(
      success({
        id: replyId,
        ticketId: id,
        parentReplyId: null,
        level: 0,
        message: 'Hello',
        htmlMessage: `<div id="sb-message-${replyId}" class="sb-html-message"><p>Hello</p></div>`,
        author: {
          ...{ id: jo.uuid, name: 'Jo Admin', email: jo.email, image: null },
          ...{ isBot: false, status: 'team', customIdentifier: null },
        },
        attachments: [{ name: 'A.txt', url: 'https://a.example/a.txt', isContentPart: false }],
        ccEmails: ['copy@guests.example'],
        toEmails: ['bill@guests.example'],
        creationTime: '2027-01-31T08:00:00.1230000+00:00',
        properties: { isByTeam: true, isDraft: false, isHidden: false },
        tags: [],
      }),
    ),
  );
  expect(await statusOf(id)).toBe('Answered');
  expect(await world.events()).toEqual(['TicketAdminReply']);
  expect(await ticketOf(id)).toMatchObject({
    status: 'pending',
    replyCount: 1,
    lastThreadElementCreationTime: '2027-01-31T08:00:00.1230000+00:00',
  });
});

describe('the author', () => {
  test("is the ticket's guest", async () => {
    await world.events();
    const { author, ...shown } = await replied({ author: { email: 'BILL@guests.example' } });
    expect(author).toEqual({
      id: expect.stringMatching(GUID),
      name: 'Bill Smith',
      image: null,
      email: 'bill@guests.example',
      status: 'client',
      isBot: false,
      customIdentifier: null,
    });
    expect(author).toMatchObject({ id: ((await ticketOf(ticketId)).author as Shown).id });
    expect(shown).toMatchObject({ ccEmails: [], toEmails: [], properties: { isByTeam: false } });
    expect(await statusOf(ticketId)).toBe('Customer-Reply');
    expect(await world.events()).toEqual(['TicketUserReply']);
  });

  test("is the ticket's client, or its contact by the contact's own address", async () => {
    const { clientId } = await world.client('Ann Lee');
    await world.change(`update clients set email = 'ann@clients.example' where id = $1`, [clientId]);
    const contactId = await world.contact(clientId);
    const { id } = await world.ticket({ clientid: clientId, contactid: contactId });
    const contact = await replied({ author: { email: 'Con.Tact@example.com' } }, id);
    const client = await replied({ author: { email: 'ANN@clients.example' } }, id);
    expect(contact).toMatchObject({ author: { name: 'Con Tact', status: 'client' } });
    expect(client).toMatchObject({ author: { name: 'Ann Lee', status: 'client' } });
    const rows = 'select client_id, contact_id from messages where id = any($1::int[]) order by id';
    expect(await world.rows(rows, [[contact.id, client.id]])).toEqual([
      { client_id: clientId, contact_id: contactId },
      { client_id: clientId, contact_id: null },
    ]);
  });

  test('the teammate behind the token by default', async () => {
    const shown = await replied({}, ticketId, await asProgram(world, ['socialboards/createreply'], jo.id));
    expect(shown).toMatchObject({ author: { id: jo.uuid, email: jo.email } });
  });
});

describe('the ticket', () => {
  test.each([
    ['a teammate', () => ({ email: jo.email })],
    ['the guest', () => ({ email: 'bill@guests.example' })],
  ])('is completed if %s says so', async (_who, author) => {
    const id = await openTicket(world, headers);
    await world.events();
    await replied({ author: author(), isTicketNeededToBeCompleted: true }, id);
    expect(await ticketOf(id)).toMatchObject({ status: 'completed' });
    expect(await world.events()).toContain('TicketClose');
  });

  describe.each([
    ['a teammate', () => ({ email: jo.email })],
    ['the guest', () => ({ email: 'bill@guests.example' })],
  ])('answered by %s', (_who, author) => {
    const answered = async (status: string, body: Record<string, unknown>) => {
      const id = await openTicket(world, headers);
      await world.done('UpdateTicket', { ticketid: id, status });
      const [before] = await world.rows('select closed_at from tickets where id = $1', [id]);
      await world.events();
      await replied({ author: author(), ...body }, id);
      expect(await world.rows('select closed_at from tickets where id = $1', [id])).toEqual([before]);
      expect(await world.events()).toEqual([expect.stringMatching(/^Ticket(Admin|User)Reply$/)]);
      return statusOf(id);
    };

    test.each(['Open', 'On Hold', 'Answered', 'Customer-Reply', 'Closed'])(
      'it stays %s if its status must not follow',
      async (status) => {
        expect(await answered(status, { suppressTicketStatusAutoupdate: true })).toBe(status);
        expect(await answered(status, { SuppressTicketStatusAutoUpdate: 'true' })).toBe(status);
      },
    );

    test.each([{}, { suppressTicketStatusAutoupdate: false }, { suppressTicketStatusAutoupdate: null }])(
      'its status follows with %j',
      async (body) => {
        expect(await answered('On Hold', body)).toMatch(/^(Answered|Customer-Reply)$/);
      },
    );

    test('it is completed if the reply says so, whether or not its status follows', async () => {
      const id = await openTicket(world, headers);
      const both = { isTicketNeededToBeCompleted: true, suppressTicketStatusAutoupdate: true };
      await replied({ author: author(), ...both }, id);
      expect(await ticketOf(id)).toMatchObject({ status: 'completed' });
    });
  });

  test('a draft leaves it unchanged and emits no event', async () => {
    const id = await openTicket(world, headers);
    await world.events();
    const shown = await replied({ author: { email: jo.email }, isDraft: true, isTicketNeededToBeCompleted: true }, id);
    expect(shown).toMatchObject({ properties: { isDraft: true } });
    expect(await ticketOf(id)).toMatchObject({ status: 'open', replyCount: 0, properties: { hasDraft: true } });
    expect(await world.events()).toEqual([]);
  });

  test('keeps its status if an operator renamed the usual one', async () => {
    await world.change(`update statuses set title = 'Replied', slug = null where title = 'Answered'`);
    const id = await openTicket(world, headers);
    await replied({ author: { email: jo.email } }, id);
    await world.change(`update statuses set title = 'Answered', slug = 'answered' where title = 'Replied'`);
    expect(await statusOf(id)).toBe('Open');
  });
});

test('puts a reply to a reply one level deeper', async () => {
  const author = { email: jo.email };
  const first = await replied({ author });
  const second = await replied({ author, parentReplyId: first.id });
  const third = await replied({ Author: { Email: jo.email }, ParentReplyId: String(second.id) });
  expect([first, second, third]).toMatchObject([
    { level: 0, parentReplyId: null },
    { level: 1, parentReplyId: first.id },
    { level: 2, parentReplyId: second.id },
  ]);
});

test('takes plain text with isHtml false', async () => {
  const { message, htmlMessage } = await replied({ message: 'a < b\nc', isHtml: false, author: { email: jo.email } });
  expect(message).toBe('a < b\nc');
  expect(htmlMessage).toContain('a &lt; b<br />c');
});

const foreign = { reply: 0, message: 0, deleted: 0, theirs: {} as Record<string, string> };
beforeAll(async () => {
  const other = await openTicket(world, headers);
  foreign.reply = (await replied({ author: { email: jo.email } }, other)).id;
  const [row] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1 and is_first', [
    ticketId,
  ]);
  foreign.message = row!.id;
  foreign.deleted = await openTicket(world, headers);
  await world.change('update tickets set deleted_at = now() where id = $1', [foreign.deleted]);
  const departmentId = await world.department();
  const admin = await world.admin('elsewhere', { departmentIds: [departmentId] });
  foreign.theirs = await asProgram(world, ['*'], admin);
  await world.change(`update staff set email = 'gone@desk.example', disabled = true where id = $1`, [
    await world.admin('gone'),
  ]);
});

let blocked: number;
beforeAll(async () => {
  blocked = await openTicket(world, headers, { creator: { email: 'anybody@spam.example' } });
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
});

/** The person the ticket is for. */
const BILL = { email: 'bill@guests.example' };
const AUTHOR = `Parameter "author.email" must be the address of a teammate or of the ticket's author`;
const PARENT = 'Parameter "parentReplyId" must be the id of a reply to this ticket';
const byJo = (body: Record<string, unknown>) => reply({ author: { email: jo.email }, ...body });
const url = (text: string) => byJo({ attachments: [{ url: text }] });

testDoorRefusals(world, 'socialboards/CreateReply', [
  { message: 'The sender is blocked', request: () => reply({ author: { email: 'anybody@spam.example' } }, blocked) },
  { message: 'The ticket was taken for spam', request: () => reply({ author: BILL, message: 'Xyzzy!' }) },
  { message: 'Ticket ID not found', status: 404, request: () => reply({}, 999_999) },
  { message: 'Ticket ID not found', because: 'deleted', status: 404, request: () => reply({}, foreign.deleted) },
  {
    message: 'Ticket ID not found',
    because: 'another department',
    status: 404,
    request: () => reply({}, ticketId, foreign.theirs),
  },
  { message: 'Parameter "message" is required', request: () => byJo({ message: null }) },
  { message: 'Parameter "message" must not be empty', request: () => byJo({ message: '' }) },
  { message: 'Parameter "author" is required: no teammate is behind this token', request: () => reply({}) },
  { message: 'Parameter "author.email" is required', request: () => reply({ author: {} }) },
  { message: 'Parameter "author.email" must not be empty', request: () => reply({ author: { email: ' ' } }) },
  { message: AUTHOR, request: () => reply({ author: { email: 'nobody@guests.example' } }) },
  { message: AUTHOR, because: 'disabled', request: () => reply({ author: { email: 'gone@desk.example' } }) },
  {
    message: 'Parameter "isDraft" can be true only for a teammate',
    request: () => reply({ author: { email: 'bill@guests.example' }, isDraft: true }),
  },
  { message: PARENT, request: () => byJo({ parentReplyId: 999_999 }) },
  { message: PARENT, because: 'of another ticket', request: () => byJo({ parentReplyId: foreign.reply }) },
  { message: PARENT, because: 'the first message', request: () => byJo({ parentReplyId: foreign.message }) },
  { message: 'Parameter "isDraft" must be true or false', request: () => byJo({ isDraft: 'perhaps' }) },
  {
    message: 'At most 2 attachments are allowed',
    request: () => byJo({ attachments: Array(3).fill({ url: 'https://a.example/' }) }),
  },
  {
    message: 'Parameter "attachments[0].url" must be an http:// or https:// URL',
    request: () => url('ftp://a.example/'),
  },
  {
    message: 'Parameter "attachments[0].url" must not contain a user name or password',
    request: () => url('https://a:b@c.example/'),
  },
  {
    message: 'Parameter "attachments[0].url" may have at most 2000 characters',
    request: () => url(`https://a.example/${'x'.repeat(2000)}`),
  },
]);
