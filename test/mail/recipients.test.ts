import { expectAnswer } from '../support/answers';
import { useMailServer } from '../support/mail-server';
import { deliverMail } from '../support/mailing';
import { useWorld } from '../support/world';

const mails = useMailServer();
const world = useWorld((config) => mails.configure(config));

let billing: number;
let ann: number;

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, email: 'support@desk.example.com' });
  billing = await world.department({ name: 'Billing' });
  ann = await world.admin('ann', { email: 'ann@staff.example.com' });
  await world.admin('bob', { email: 'bob@staff.example.com', departmentIds: [billing] });
  await world.admin('nobody');
});

/** Delivers, and forgets what was delivered. @returns who got each mail, in the order of the rows */
async function told(): Promise<string[][]> {
  await deliverMail(world);
  world.now = new Date(world.now.getTime() + 60_000);
  const all = mails.received.map(({ envelope }) => envelope.to);
  return all.sort((one, other) => (one.join() < other.join() ? -1 : 1));
}

const reply = (ticketid: number, params = {}) =>
  world.done('AddTicketReply', { ticketid, message: 'Done.', adminusername: 'ann', ...params });

/** Opens a ticket whose mail is of no interest. */
async function quietTicket(params: Record<string, unknown> = {}) {
  const { clientid, ...others } = params;
  const who = clientid === undefined ? {} : { clientid, name: undefined, email: undefined };
  return world.ticket({ ...who, ...others, noemail: true });
}

test('a new ticket is acknowledged, told to the staff of its department, and shows its mails', async () => {
  const { id, tid } = await world.ticket({ deptid: billing });
  expect(await told()).toEqual([['ann@staff.example.com'], ['bob@staff.example.com'], ['guest@example.com']]);
  const acknowledged = mails.received.find(({ envelope }) => envelope.to.includes('guest@example.com'));
  expect(acknowledged?.parsed.text).toContain(`Its number is ${tid}.\n\nGuest wrote:\n\nMessage\n`);
  const answer = await world.done('GetTicket', { ticketid: id });
  expectAnswer('GetTicket', answer);
  const [first] = (answer.replies as { reply: { emails: { email: Record<string, unknown>[] } }[] }).reply;
  expect(first?.emails.email).toMatchObject([
    { to: 'guest@example.com', state: 'sent', answer: expect.stringMatching(/^250 /), failure_reason: '' },
    { to: 'ann@staff.example.com', state: 'sent' },
    { to: 'bob@staff.example.com', state: 'sent' },
  ]);
});

test('whoever has the ticket is told alone, unless they cannot be', async () => {
  const { id } = await quietTicket({ deptid: billing });
  await world.done('UpdateTicket', { ticketid: id, flag: ann });
  await world.done('AddTicketReply', { ticketid: id, message: 'More', name: 'Guest', email: 'guest@example.com' });
  expect(await told()).toEqual([['ann@staff.example.com']]);
  mails.received = [];
  await world.change('update staff set disabled = true where id = $1', [ann]);
  await world.done('AddTicketReply', { ticketid: id, message: 'More', name: 'Guest', email: 'guest@example.com' });
  expect(await told()).toEqual([['bob@staff.example.com']]);
  await world.change('update staff set disabled = false where id = $1', [ann]);
});

test('an assignee who works in other departments is told nothing, because they cannot open the ticket', async () => {
  const sales = await world.department({ name: 'Sales' });
  const cleo = await world.admin('cleo', { email: 'cleo@staff.example.com', departmentIds: [sales] });
  const isTold = async (id: number) => {
    mails.received = [];
    await world.done('AddTicketReply', { ticketid: id, message: 'More', name: 'Guest', email: 'guest@example.com' });
    return told();
  };
  const { id } = await quietTicket({ deptid: sales });
  await world.done('UpdateTicket', { ticketid: id, flag: cleo });
  expect(await isTold(id)).toEqual([['cleo@staff.example.com']]);
  await world.done('UpdateTicket', { ticketid: id, deptid: billing });
  expect((await world.done('GetTicket', { ticketid: id })).flag).toBe(cleo);
  expect(await world.call('GetTicket', { ticketid: id }, 'cleo')).toMatchObject({ result: 'error' });
  expect(await isTold(id)).toEqual([['ann@staff.example.com'], ['bob@staff.example.com']]);
});

test('staff reads who wrote a reply, if that was not the requester', async () => {
  const { id } = await quietTicket({ name: 'Guest' });
  await world.done('AddTicketReply', { ticketid: id, message: 'More', name: 'Zoe', email: 'zoe@example.com' });
  expect(await told()).toEqual([['ann@staff.example.com']]);
  expect(mails.received[0]?.parsed.from?.text).toContain('Zoe via ');
  expect(mails.received[0]?.parsed.text).toMatch(/^Zoe has answered in /);
});

test('staff who opens a ticket is not told of it', async () => {
  const { clientId } = await world.client();
  await world.change('update clients set email = $2 where id = $1', [clientId, 'client@example.com']);
  await world.done(
    'OpenTicket',
    { clientid: clientId, deptid: billing, subject: 'S', message: 'M', admin: true },
    'ann',
  );
  expect(await told()).toEqual([['bob@staff.example.com'], ['client@example.com']]);
  expect(mails.received.map(({ raw }) => /^Auto-Submitted: /m.test(raw)).sort()).toEqual([false, true]);
});

test('copies go to nobody twice, to no machine and not to the desk', async () => {
  const { id } = await quietTicket({ email: 'Guest@example.com' });
  await world.change(
    `insert into recipients (ticket_id, kind, position, email) values
    ($1, 'cc', 1, 'guest@EXAMPLE.com'), ($1, 'cc', 2, 'one@example.com'), ($1, 'cc', 3, 'Support+abc@desk.example.com'),
    ($1, 'cc', 4, 'desk@desk.example.com'), ($1, 'cc', 5, 'no-reply@example.com'), ($1, 'cc', 6, 'not an address'),
    ($1, 'bcc', 1, 'ONE@example.com'), ($1, 'bcc', 2, 'hidden@example.com'), ($1, 'bcc', 3, 'jürgen@example.com')`,
    [id],
  );
  await reply(id);
  // Few servers take an address that is not ASCII, so it must not hold up the others.
  expect(await told()).toEqual([
    ['Guest@example.com', 'one@example.com', 'hidden@example.com'],
    ['jürgen@example.com'],
  ]);
  const shared = mails.received.find(({ envelope }) => envelope.to.length === 3)!;
  expect(shared.raw).toMatch(/^Cc: one@example\.com\r$/m);
  expect(shared.raw).not.toContain('hidden@');
});

test('a member of staff who takes part as a customer gets each mail once', async () => {
  const department = await world.department({ name: 'Twice' });
  await world.admin('twin', { email: 'Twin@Bücher.example.net', departmentIds: [department] });
  const others = ['ann@staff.example.com'];
  const { id } = await world.ticket({
    deptid: department,
    cc: 'twin@xn--bcher-kva.example.net',
    email: 'one@example.com',
  });
  expect(await told()).toEqual([['Twin@bücher.example.net'], others, ['one@example.com']]);
  mails.received = [];
  await reply(id);
  expect(await told()).toEqual([['one@example.com', 'twin@bücher.example.net']]);
  mails.received = [];
  // Whoever writes learns nothing new, as staff or as somebody who gets copies.
  await reply(id, { adminusername: 'twin' });
  expect(await told()).toEqual([['one@example.com']]);
  mails.received = [];
  await world.done('AddTicketReply', { ticketid: id, message: 'M', name: 'T', email: 'TWIN@bücher.example.net' });
  expect(await told()).toEqual([others]);
  mails.received = [];
  await world.ticket({ deptid: department, email: 'twin@BÜCHER.example.net' });
  expect(await told()).toEqual([others, ['twin@bücher.example.net']]);
});

test('whoever wrote a ticket that was merged hears the answer, in the conversation that they know', async () => {
  const { id } = await quietTicket({ email: 'one@example.com', cc: 'Copy@example.com' });
  const { id: second } = await world.ticket({ email: 'two@example.com', cc: 'copy@example.com,three@example.com' });
  await told();
  const known = mails.received.find(({ envelope }) => envelope.to.includes('two@example.com'))?.parsed.messageId;
  mails.received = [];
  const { id: third } = await quietTicket({ email: 'ONE@example.com' });
  await world.done('MergeTicket', { ticketid: id, mergeticketids: `${second},${third}` });
  const answer = await world.done('GetTicket', { ticketid: id });
  expect(answer.cc).toBe('Copy@example.com,two@example.com,three@example.com');
  const { reply: replies } = answer.replies as { reply: { emails?: { email: { to: string }[] } }[] };
  expect(replies.flatMap(({ emails }) => emails?.email ?? []).map(({ to }) => to)).toContain('two@example.com');
  await reply(id);
  expect(await told()).toEqual([['one@example.com', 'Copy@example.com', 'two@example.com', 'three@example.com']]);
  expect(mails.received[0]?.parsed.references).toContain(known);
});

test('a reply to a ticket that is merged at once is told from there', async () => {
  const { id } = await quietTicket({ email: 'one@example.com' });
  const { id: second } = await quietTicket({ email: 'two@example.com' });
  await reply(second, { message: 'In time.' });
  await world.done('MergeTicket', { ticketid: id, mergeticketids: second });
  expect(await told()).toEqual([['one@example.com', 'two@example.com']]);
  expect(mails.received[0]?.parsed.text).toContain('In time.');
});

test('staff is not told at an address that does not exist, or that nobody reads', async () => {
  const department = await world.department({ name: 'Lost' });
  await world.admin('lost', { email: 'lost@example.net', departmentIds: [department] });
  await world.admin('machine', { email: 'no-reply@example.net', departmentIds: [department] });
  await world.change(`insert into undeliverable_addresses values ('lost@example.net', '550 5.1.1', now())`);
  await world.ticket({ deptid: department, email: 'one@example.com' });
  expect(await told()).toEqual([['ann@staff.example.com'], ['one@example.com']]);
});

test('an address that the mail server cannot take fails alone', async () => {
  const { id } = await quietTicket({ email: 'first@example.com' });
  await world.done('UpdateTicket', { ticketid: id, cc: 'jürgen@example.com,third@example.com' });
  await mails.stop();
  mails.without = { hideSMTPUTF8: true };
  await mails.start();
  try {
    await reply(id);
    const words = { customtype: 'support', customsubject: 'S', custommessage: 'M', id };
    const { emailid } = await world.done('SendEmail', words);
    const others = ['first@example.com', 'third@example.com'];
    expect(await told()).toEqual([others, others]);
    const rows = await world.rows<{ id: number; status: string; failure_reason: string; to: string }>(
      `select id, status, failure_reason, recipients -> 0 ->> 'address' as to from emails where ticket_id = $1 order by id`,
      [id],
    );
    const failure = 'The mail server takes no address such as jürgen@example.com: it lacks SMTPUTF8';
    expect(rows).toMatchObject([
      { id: emailid, to: 'first@example.com', status: 'sent' },
      { to: 'jürgen@example.com', status: 'failed', failure_reason: failure },
      { to: 'first@example.com', status: 'sent' },
      { to: 'jürgen@example.com', status: 'failed', failure_reason: failure },
    ]);
  } finally {
    await mails.stop();
    mails.without = {};
    await mails.start();
  }
});

test('a client who wants no mail about tickets gets none, and others still do', async () => {
  const { clientId } = await world.client();
  await world.done('UpdateClient', { clientid: clientId, email_preferences: { support: false } });
  const { id } = await quietTicket({ clientid: clientId });
  await reply(id);
  expect(await told()).toEqual([]);
  await world.done('UpdateTicket', { ticketid: id, cc: 'cc@example.com' });
  await reply(id);
  expect(await told()).toEqual([['cc@example.com']]);
});

test('a contact who wants no mail about tickets gets none, neither for its own nor as a copy', async () => {
  const { clientId } = await world.client();
  const contactid = await world.contact(clientId);
  await world.done('UpdateContact', { contactid, email: 'Con@example.com', email_preferences: { support: false } });
  const { id } = await quietTicket({ clientid: clientId, contactid, cc: 'cc@example.com' });
  await reply(id);
  expect(await told()).toEqual([['cc@example.com']]);
  mails.received = [];
  await world.change(`update clients set email = 'owner@example.com' where id = $1`, [clientId]);
  const { id: own } = await quietTicket({ clientid: clientId, cc: 'con@EXAMPLE.com' });
  await reply(own);
  expect(await told()).toEqual([['owner@example.com']]);
  mails.received = [];
  await world.done('UpdateContact', { contactid, email_preferences: { support: true } });
  await reply(id);
  expect(await told()).toEqual([['Con@example.com', 'cc@example.com']]);
});

test.each<[string, (id: number) => Promise<unknown>]>([
  ['a quiet reply', (id) => reply(id, { noemail: true })],
  ['a quiet reply that closes', (id) => reply(id, { noemail: true, status: 'Closed' })],
  [
    'a reply that is deleted at once',
    async (ticketid) => {
      await reply(ticketid);
      const [last] = await world.rows<{ id: number }>('select max(id) as id from messages');
      await world.done('DeleteTicketReply', { ticketid, replyid: last!.id });
    },
  ],
  [
    'a ticket that is deleted at once',
    async (ticketid) => {
      await reply(ticketid);
      await world.done('DeleteTicket', { ticketid });
    },
  ],
  [
    'a program that opened the ticket',
    async (id) => {
      await world.change('update messages set is_automatic = true where ticket_id = $1', [id]);
      await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
    },
  ],
  [
    'a machine',
    (id) =>
      world
        .change(`update tickets set requester_email = 'mailer-daemon@x.org' where id = $1`, [id])
        .then(() => reply(id)),
  ],
])('%s causes no mail', async (_what, happen) => {
  const { id } = await quietTicket();
  await happen(id);
  expect(await told()).toEqual([]);
});

test('an event that is delivered again writes nothing again', async () => {
  const { id } = await quietTicket();
  await reply(id);
  await told();
  const again = `update deliveries set state = 'waiting', due_at = created_at where ticket_id = $1 returning 1`;
  expect(await world.change(again, [id])).not.toEqual([]);
  await told();
  expect(mails.received).toHaveLength(1);
});

test('closing tells the requester, and a reply that closes is told as both', async () => {
  const { id } = await quietTicket();
  await reply(id, { status: 'Closed' });
  await told();
  expect(mails.received.map(({ parsed }) => parsed.text?.includes('have closed')).sort()).toEqual([false, true]);
});

const words = { type: 'support', name: 'Support Ticket Reply' };
const subjectsOf = () => mails.received.map(({ parsed }) => parsed.subject);

test('a template for the language and the department is used, and one that is disabled sends nothing', async () => {
  const { templateid } = await world.done('AddEmailTemplate', {
    ...words,
    language: 'german',
    subject: 'Antwort',
    message: 'Hallo {$client_name}, {$ticket_message}',
  });
  const { clientId } = await world.client('Käte Müller');
  await world.done('UpdateClient', { clientid: clientId, language: 'German' });
  const { id, tid } = await quietTicket({ clientid: clientId, message: 'x' });
  await reply(id, { message: '**1** < 2', markdown: true });
  await told();
  expect(subjectsOf()).toEqual([`[Ticket #${tid}] Antwort`]);
  expect(mails.received[0]?.parsed.text?.trim()).toBe('Hallo Käte Müller, **1** < 2');
  expect(mails.received[0]?.parsed.html).toContain('Hallo Käte Müller, <p><strong>1</strong> &lt; 2</p>');
  mails.received = [];
  await world.done('UpdateEmailTemplate', { templateid, disabled: true });
  await reply(id);
  expect(await told()).toEqual([]);
});

test('a department may have a template of its own, also as plain text', async () => {
  const department = await world.department({ name: 'Night shift' });
  const { templateid } = await world.done('AddEmailTemplate', {
    ...{ ...words, deptid: department, subject: 'Good night', message: '<b>{$ticket_message}</b>' },
    plainmessage: 'In short: {$ticket_message}',
  });
  const { id, tid } = await quietTicket({ deptid: department });
  await reply(id, { message: '1 < 2' });
  await told();
  expect(subjectsOf()).toEqual([`[Ticket #${tid}] Good night`]);
  expect(mails.received[0]?.parsed.text?.trim()).toBe('In short: 1 < 2');
  expect(mails.received[0]?.parsed.html).toContain('<b>1 &lt; 2</b>');
  await world.done('DeleteEmailTemplate', { templateid });
});

test('files arrive byte for byte, with the type that their name says', async () => {
  const { id } = await quietTicket();
  const files: [name: string, type: string, data: Buffer][] = [
    ['photo.PNG', 'image/png', Buffer.from([137, 80, 78, 71, 0, 255, 13, 10])],
    ['Größe.pdf', 'application/pdf', Buffer.from('%PDF')],
    ['utf8.txt', 'text/plain; charset=utf-8', Buffer.from('Käte\n\r\n')],
    ['latin.csv', 'text/csv', Buffer.from('K\xe4te\n', 'latin1')],
    ['mail.eml', 'application/octet-stream', Buffer.from('Subject: x\n\nFrom here\n')],
    ['photo.heic', 'application/octet-stream', Buffer.from('x')],
  ];
  await reply(id, { attachments: files.map(([name, , data]) => ({ name, data: data.toString('base64') })) });
  await told();
  const [{ parsed, raw }] = mails.received as [(typeof mails.received)[0]];
  expect(parsed.attachments.map(({ filename, content }) => [filename, content])).toEqual(
    files.map(([name, , data]) => [name, data]),
  );
  // The parser guesses types by itself.
  const types = [...raw.matchAll(/^Content-Type: ([^;\r]*(?:; charset=[^;\r]*)?)/gm)].map(([, type]) => type);
  expect(types.slice(-files.length)).toEqual(files.map(([, type]) => type));
});

test('answers go to the plain address if the server knows no other, and the tag is the one that is set', async () => {
  await world.done('SetConfigurationValue', { setting: 'MailPlusAddresses', value: 'off' });
  await world.done('SetConfigurationValue', { setting: 'TicketSubjectTag', value: '[Ticket ID: N]' });
  const { id, tid } = await quietTicket({ subject: 'About [Ticket #1]' });
  await reply(id);
  await told();
  expect(subjectsOf()).toEqual([`[Ticket ID: ${tid}] About [Ticket #1]`]);
  expect(mails.received[0]?.envelope.from).toBe('support@desk.example.com');
  expect(mails.received[0]?.raw).not.toMatch(/^Reply-To:/m);
  // A department may say what its own mailbox does.
  const { departmentid } = await world.done('AddDepartment', {
    ...{ name: 'Own', email: 'own@desk.example.com', plusaddresses: 'on' },
  });
  const { id: other } = await quietTicket({ deptid: departmentid });
  mails.received = [];
  await reply(other);
  await told();
  expect(mails.received[0]?.envelope.from).toMatch(/^own\+\w{32}@desk\.example\.com$/);
  expect((await world.done('GetDepartments', { departmentid })).departments).toMatchObject({
    department: [{ plusaddresses: 'on' }],
  });
  await world.done('ResetConfigurationValue', { setting: 'MailPlusAddresses' });
  await world.done('ResetConfigurationValue', { setting: 'TicketSubjectTag' });
});

test('a conversation is one thread, by headers and by subject, for each of its readers', async () => {
  const { id, tid } = await world.ticket({ email: 'talker@example.com', cc: 'copy@example.com', subject: 'Lamp' });
  await told();
  await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Any news?',
    name: 'Guest',
    email: 'talker@example.com',
  });
  await world.change(`update messages set mail_id = 'news@post.example.com' where id = (select max(id) from messages)`);
  await told();
  await reply(id);
  await told();
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  await told();
  const of = (reader: string) =>
    mails.received.filter(({ envelope }) => envelope.to.includes(reader)).map(({ parsed }) => parsed);
  const [acknowledged, answered, closed, ...others] = of('talker@example.com');
  expect(others).toEqual([]);
  expect(acknowledged?.inReplyTo).toBeUndefined();
  expect(answered?.inReplyTo).toBe('<news@post.example.com>');
  expect(answered?.references).toEqual([acknowledged?.messageId, '<news@post.example.com>']);
  expect(closed?.inReplyTo).toBe('<news@post.example.com>');
  expect(closed?.references).toEqual([acknowledged?.messageId, answered?.messageId, '<news@post.example.com>']);
  expect(of('copy@example.com')).toEqual(of('talker@example.com'));
  const [opened, news] = of('ann@staff.example.com');
  expect(news?.inReplyTo).toBe(opened?.messageId);
  expect(new Set(subjectsOf())).toEqual(new Set([`[Ticket #${tid}] Lamp`]));
  expect(new Set(mails.received.map(({ parsed }) => parsed.messageId)).size).toBe(5);
});

test('a mail that a call sends about a ticket is part of its conversation', async () => {
  const { id, tid } = await world.ticket({ email: 'asker@example.com', subject: 'Fan' });
  await told();
  const [first] = mails.received.filter(({ envelope }) => envelope.to.includes('asker@example.com'));
  const [notice] = mails.received.filter(({ envelope }) => envelope.to.includes('ann@staff.example.com'));
  mails.received = [];
  const words = { customsubject: '{$ticket_subject}', custommessage: 'A reminder.' };
  await world.done('SendEmail', { ...words, customtype: 'support', id });
  await told();
  expect(mails.received[0]?.parsed).toMatchObject({
    subject: `[Ticket #${tid}] Fan`,
    inReplyTo: first?.parsed.messageId,
    references: first?.parsed.messageId,
  });
  const reminded = mails.received[0]?.parsed.messageId;
  mails.received = [];
  await reply(id);
  await told();
  expect(mails.received[0]?.parsed.references).toEqual([first?.parsed.messageId, reminded]);
  mails.received = [];
  await world.done('SendAdminEmail', {
    ...words,
    type: 'support',
    mergefields: { ticket_id: tid, ticket_subject: 'Fan' },
  });
  await told();
  const [toldAnn] = mails.received.filter(({ envelope }) => envelope.to.includes('ann@staff.example.com'));
  expect(toldAnn?.parsed.inReplyTo).toBe(notice?.parsed.messageId);
});

test('a long conversation keeps its first and its last mails in the headers', async () => {
  const { id } = await quietTicket();
  await world.change(
    `insert into emails (ticket_id, recipients, subject, body, from_address, token, status, created_at, updated_at)
     select $1, '[]', 's', 'b', 'support@desk.example.com', 'old' || n, 'sent', now() - interval '1 day' + n * interval '1 s', now()
     from generate_series(1, 100) n`,
    [id],
  );
  await reply(id);
  await told();
  const references = [mails.received[0]!.parsed.references ?? []].flat();
  expect(references).toHaveLength(20);
  expect(references[0]).toBe('<old1@desk.example.com>');
  expect(references.at(-1)).toBe('<old100@desk.example.com>');
});
