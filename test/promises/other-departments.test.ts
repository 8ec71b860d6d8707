import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeMail } from '../../src/inbound/take';
import { mailOf } from '../support/mail-text';
import { scheduledReplies } from '../support/scheduled-replies';
import { type StaffBrowser, staffBrowser } from '../support/staff-session';
import { type Credentials, useWorld } from '../support/world';

/**
 * For an administrator who works in some departments, and for their credentials, tickets elsewhere do not exist: whatever
 * a call names is answered as if it were not there, and nothing is changed.
 */
const world = useWorld();

type Params = Record<string, string>;

/** What a call can name: a ticket with a reply and a note that have files, and what belongs to it. */
interface Things {
  ticket: string;
  /** As a customer knows it. */
  number: string;
  /** A ticket that was merged into it. */
  merged: string;
  reply: string;
  note: string;
  /** A scheduled reply of an administrator who is gone. */
  scheduled: string;
  /** A mail that one of its messages came in. */
  mail: string;
  delivery: string;
}

/** Administrators: `sam` works in the first department only, `jo` in all. */
const staff = { sam: 0, jo: 0 };
let sam: Credentials;
let jo: Credentials;
let elsewhere: number;
let mine: Things;
let theirs: Things;
/** What was never there, in as many digits. */
const absent: Things = {
  ...{ ticket: '999990', number: 'NOSUCH-1', merged: '999991', reply: '999992', note: '999993' },
  ...{ scheduled: '999994', mail: '999995', delivery: '999996' },
};
let macro: string;
let template: string;

const SECRET = 'a secret of the other department';
const file = (name: string) => JSON.stringify([{ name, data: Buffer.from(SECRET).toString('base64') }]);

async function belongings(deptid: number): Promise<Things> {
  const email = `ann-${deptid}@example.com`;
  const { mailLogId } = await takeMail(world.desk, mailOf({ from: `Ann <${email}>`, subject: SECRET, text: SECRET }), {
    ...{ way: 'imap' as const, departmentId: deptid, recipients: [], receivedAt: world.now, mailboxId: null },
  });
  const [opened] = await world.rows<{ id: number; tid: string }>(
    'select t.id, t.number as tid from mail_log l join tickets t on t.id = l.ticket_id where l.id = $1',
    [mailLogId],
  );
  const ticketid = opened?.id;
  const other = await world.ticket({ deptid, subject: SECRET, attachments: file('first.txt') });
  await world.done('MergeTicket', { ticketid, mergeticketids: String(other.id) });
  const reply = { ticketid, message: SECRET, name: 'Ann', email, attachments: file('reply.txt') };
  const { replyid } = await world.done('AddTicketReply', reply);
  const { noteid } = await world.done('AddTicketNote', { ticketid, message: SECRET, attachments: file('note.txt') });
  const gone = await world.admin(`gone-${deptid}`);
  const { scheduledid } = await world.done(
    'ScheduleTicketReply',
    { ticketid, message: SECRET, delay: 86_400 },
    `gone-${deptid}`,
  );
  await world.done('DeleteAdmin', { adminid: gone });
  const [delivery] = await world.change<{ id: number }>(
    `insert into deliveries (listener, event, ticket_id, state, attempts, due_at, log, request, created_at)
     values ('webhook 9', 'TicketOpen', $1, 'dead', 1, now(), '[]', '{}', now()) returning id`,
    [ticketid],
  );
  return {
    ...{ ticket: String(ticketid), number: opened?.tid ?? '', merged: String(other.id), reply: String(replyid) },
    ...{
      note: String(noteid),
      scheduled: String(scheduledid),
      mail: String(mailLogId),
      delivery: String(delivery?.id),
    },
  };
}

beforeAll(async () => {
  elsewhere = await world.department({ name: 'Elsewhere' });
  staff.sam = await world.admin('sam', { departmentIds: [1] });
  staff.jo = await world.admin('jo');
  sam = await world.credential(['*'], { admin: staff.sam });
  jo = await world.credential(['*'], { admin: staff.jo });
  mine = await belongings(1);
  theirs = await belongings(elsewhere);
  macro = String((await world.done('AddMacro', { name: 'Hello', note: 'Hello', shared: true })).macroid);
  const templates = (await world.done('GetEmailTemplates', { type: 'support' })) as unknown as {
    emailtemplates: { emailtemplate: { id: number }[] };
  };
  template = String(templates.emailtemplates.emailtemplate[0]?.id);
});

type Named = (things: Things) => Params;

const byTicket = (more: Params = {}): Named[] => [
  ({ ticket }) => ({ ticketid: ticket, ...more }),
  ({ number }) => ({ ticketnum: number, ...more }),
  ({ merged }) => ({ ticketid: merged, ...more }),
];

/** Every call that names a ticket or a part of one, in all ways. */
const CALLS: Record<string, Named[]> = {
  AddTicketNote: byTicket({ message: 'Hello' }),
  AddTicketReply: [
    ...byTicket({ message: 'Hello', adminusername: 'sam' }),
    // With files, the ticket is looked up in another way.
    ...byTicket({ message: 'Hello', adminusername: 'sam', attachments: file('a.txt') }),
  ],
  BlockTicketSender: [({ ticket }) => ({ ticketid: ticket })],
  CancelScheduledReply: [({ scheduled }) => ({ scheduledid: scheduled })],
  DeleteTicket: [({ ticket }) => ({ ticketid: ticket })],
  DeleteTicketNote: [({ note }) => ({ noteid: note })],
  DeleteTicketReply: [({ ticket, reply }) => ({ ticketid: ticket, replyid: reply })],
  GetDeliveries: [({ ticket }) => ({ ticketid: ticket })],
  GetDelivery: [({ delivery }) => ({ deliveryid: delivery })],
  GetEvents: [({ ticket }) => ({ ticketid: ticket })],
  GetMailImportLog: [({ mail }) => ({ mailid: mail }), ({ ticket }) => ({ ticketid: ticket })],
  GetMergedTickets: [({ ticket }) => ({ ticketid: ticket })],
  GetPredefinedReplies: [({ ticket }) => ({ ticketid: ticket })],
  GetReceivedMail: [({ mail }) => ({ mailid: mail })],
  GetScheduledReplies: [({ scheduled }) => ({ scheduledid: scheduled }), ({ ticket }) => ({ ticketid: ticket })],
  GetTicket: byTicket(),
  GetTicketAttachment: [
    ({ merged }) => ({ relatedid: merged, type: 'ticket', index: '0' }),
    ({ number }) => ({ ticketnum: number, type: 'ticket', index: '0' }),
    ({ reply }) => ({ relatedid: reply, type: 'reply', index: '0' }),
    ({ note }) => ({ relatedid: note, type: 'note', index: '0' }),
  ],
  GetTicketConversation: byTicket(),
  GetTicketDraft: byTicket(),
  GetTicketHistory: byTicket(),
  GetTicketNotes: byTicket(),
  GetTicketPresence: [({ ticket }) => ({ ticketids: ticket })],
  ImportMail: [({ mail }) => ({ mailid: mail })],
  MarkTicketRead: byTicket(),
  MarkTicketUnread: byTicket(),
  MergeTicket: [
    ({ ticket }) => ({ ticketid: ticket, mergeticketids: mine.ticket }),
    ({ ticket }) => ({ ticketid: mine.ticket, mergeticketids: ticket }),
  ],
  PreviewEmailTemplate: [({ ticket }) => ({ templateid: template, id: ticket })],
  RetryDelivery: [({ delivery }) => ({ deliveryid: delivery })],
  RunMacro: [
    ...byTicket().map(
      (named): Named =>
        (things) => ({ ...named(things), macroid: macro }),
    ),
    // Whether the macro exists is not told before the ticket.
    ...byTicket({ macroid: '999999' }),
  ],
  SaveTicketDraft: byTicket({ message: 'Hello' }),
  ScheduleTicketReply: byTicket({ message: 'Hello' }),
  SendEmail: [
    ({ ticket }) => ({ id: ticket, customtype: 'support', customsubject: 'Hello', custommessage: '{$ticket_message}' }),
  ],
  SendScheduledReply: [({ scheduled }) => ({ scheduledid: scheduled })],
  SetTicketPresence: [({ ticket }) => ({ ticketid: ticket, state: 'viewing' })],
  SplitTicket: [({ ticket, reply }) => ({ ticketid: ticket, messageids: reply })],
  StartBulkChange: [({ ticket }) => ({ ticketids: mine.ticket, mergeinto: ticket })],
  UnmergeTicket: [({ merged }) => ({ ticketid: merged })],
  UpdateTicket: byTicket({ subject: 'Mine now' }),
  UpdateTicketReply: [({ reply }) => ({ replyid: reply, message: 'Mine now' })],
};

/** Calls that take the same parameters, and why they are not among these. */
const OTHERS: Record<string, string> = {
  GetWebhookDeliveries: 'Those of a webhook. Webhooks of other departments are not found.',
  RedeliverWebhook: 'Those of a webhook. Webhooks of other departments are not found.',
};

const NAMES = ['ticketid', 'ticketnum', 'ticketids', 'replyid', 'noteid', 'relatedid', 'scheduledid', 'mailid'];

test('every action that names a ticket or a part of one is tried', () => {
  const folder = join(__dirname, '..', '..', 'schemas');
  const naming = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .filter((name) => {
      const { properties = {} } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return [...NAMES, 'deliveryid'].some((one) => one in properties);
    })
    .map((name) => name.replace('.json', ''));
  const tried = [...Object.keys(CALLS), ...Object.keys(OTHERS)];
  expect(naming.filter((name) => !tried.includes(name))).toEqual([]);
});

/** An answer without the ids and numbers that the call has named. */
async function answerTo(who: Credentials, action: string, params: Params, things: Things): Promise<string> {
  const { status, text } = await world.post({ ...who, action, ...params });
  expect(status).toBeLessThan(500);
  return Object.values(things).reduce((rest, value) => rest.replace(new RegExp(`\\b${value}\\b`, 'g'), '#'), text);
}

const rows = Object.entries(CALLS).flatMap(([action, ways]) => ways.map((named, way) => ({ action, way, named })));

describe('what belongs to another department is answered like what does not exist', () => {
  test.each(rows)('$action, way $way', async ({ action, named }) => {
    // What only reads runs in a read-only transaction.
    const counts = async () => (action.startsWith('Get') ? {} : { ...(await world.counts()), activity_log: 0 });
    const before = await counts();
    const missing = await answerTo(sam, action, named(absent), absent);
    expect(await answerTo(sam, action, named(theirs), theirs)).toEqual(missing);
    expect(await counts()).toEqual(before);
  });
});

test('a change of many tickets leaves those of other departments alone', async () => {
  const params = { ticketids: `${theirs.ticket},999990`, priority: 'High' };
  const { json } = await world.post({ ...sam, action: 'StartBulkChange', ...params });
  const done = await world.post({ ...sam, action: 'GetBulkChange', bulkid: String(json?.bulkid) });
  expect((done.json as { failures: { failure: unknown[] } }).failures.failure).toMatchObject([
    { ticketid: Number(theirs.ticket), tid: '', reason: 'Ticket ID Not Found' },
    { ticketid: 999_990, tid: '', reason: 'Ticket ID Not Found' },
  ]);
});

/** Calls that change nothing, for which no answer may have changed. */
const READS = ['GetTicket', 'GetTicketConversation', 'GetTicketHistory', 'GetTicketNotes', 'GetTicketAttachment'];

describe('nothing changes for the departments’ own people, for who works in all, and for a credential of nobody', () => {
  test.each(rows.filter(({ action }) => READS.includes(action)))('$action, way $way', async ({ action, named }) => {
    for (const [who, things] of [
      [sam, mine],
      [jo, theirs],
      [world.credentials, theirs],
    ] as const) {
      // The first message of the ticket that came by mail has no file.
      const message =
        'ticketnum' in named(things) && action === 'GetTicketAttachment' ? 'No Attachments Found' : undefined;
      const { json } = await world.post({ ...who, action, ...named(things) });
      expect(json).toMatchObject(message === undefined ? { result: 'success' } : { message });
    }
  });

  test('an administrator in every department works like one of all', async () => {
    const each = await world.credential(['*'], { admin: await world.admin('each', { departmentIds: [1, elsewhere] }) });
    for (const { ticket } of [mine, theirs]) {
      const reply = { ...each, action: 'AddTicketReply', ticketid: ticket, message: 'Hello', adminusername: 'each' };
      expect((await world.post(reply)).json).toMatchObject({ result: 'success' });
    }
  });
});

describe('lists', () => {
  test('have no access codes of other departments, even if the call ignores them', async () => {
    const list = async (more: Params) =>
      (await world.post({ ...sam, action: 'GetTickets', ignore_dept_assignments: '1', ...more })) as unknown as {
        headers: Headers;
        json: { tickets: { ticket: { id: number; c: string }[] } };
      };
    const { json } = await list({});
    const codeOf = new Map(json.tickets.ticket.map(({ id, c }) => [String(id), c]));
    expect(codeOf.get(theirs.ticket)).toBe('');
    expect(codeOf.get(mine.ticket)).toMatch(/^\w{8}$/);
    for (const more of [{ search: 'secret department' }, { query: 'secret department' }]) {
      const searched = await list(more);
      expect(searched.json.tickets.ticket.map(({ id }) => String(id))).toEqual([mine.ticket]);
      expect(searched.headers.get('X-Hatchdesk-Ignored')).toBe('ignore_dept_assignments: with a search');
    }
  });

  test('of a client’s mails have none about tickets of other departments', async () => {
    const { clientId } = await world.client();
    for (const deptid of [1, elsewhere]) {
      const { id } = await world.ticket({ clientid: clientId, deptid, noemail: true });
      const mail = { id, customtype: 'support', customsubject: `About ${deptid}`, custommessage: SECRET };
      await world.done('SendEmail', mail);
    }
    await world.done('SendEmail', { id: clientId, customtype: 'general', customsubject: 'Hello', custommessage: 'Hi' });
    const subjects = async (who: Credentials) => {
      const { json } = await world.post({ ...who, action: 'GetEmails', clientid: String(clientId) });
      const { emails, totalresults } = json as { emails: { email: { subject: string }[] }; totalresults: number };
      expect(Number(totalresults)).toBe(emails.email.length);
      return emails.email.map(({ subject }) => subject.replace(/^\[.*?\] /, '')).sort();
    };
    expect(await subjects(sam)).toEqual(['About 1', 'Hello']);
    expect(await subjects(jo)).toEqual(['About 1', `About ${elsewhere}`, 'Hello']);
    await world.change("update emails set event_id = 9999, ticket_id = null, part = 'x' where subject like '%About 1'");
    expect(await subjects(sam)).toEqual(['Hello']);
  });

  test('of what was done say of other departments’ tickets only that something was', async () => {
    for (const { ticket } of [mine, theirs]) {
      await world.done('UpdateTicket', { ticketid: ticket, subject: 'Another subject' });
    }
    const changes = async (who: Credentials, { ticket }: Things) => {
      const { json } = await world.post({
        ...who,
        action: 'GetActivityLog',
        description: `Ticket changed: id ${ticket}`,
      });
      const { entry } = (json as { activity: { entry: { changes: { change: { name: string }[] } }[] } }).activity;
      return entry.map((one) => one.changes.change.map(({ name }) => name));
    };
    expect(await changes(sam, mine)).toEqual([['subject']]);
    expect(await changes(sam, theirs)).toEqual([[]]);
    expect(await changes(jo, theirs)).toEqual([['subject']]);
  });
});

test('a mail goes with its ticket to another department', async () => {
  const { ticket, mail } = await belongings(1);
  const find = async (who: Credentials) =>
    (await world.post({ ...who, action: 'GetReceivedMail', mailid: mail })).json?.result;
  expect(await find(sam)).toBe('success');
  await world.done('UpdateTicket', { ticketid: ticket, deptid: elsewhere });
  expect([await find(sam), await find(jo)]).toEqual(['error', 'success']);
  const there = await world.credential(['*'], { admin: await world.admin('there', { departmentIds: [elsewhere] }) });
  expect(await find(there)).toBe('success');
});

test('whoever moves a ticket to another department hands it over', async () => {
  const { ticket } = await belongings(1);
  const move = { ...sam, action: 'UpdateTicket', ticketid: ticket, deptid: String(elsewhere) };
  expect((await world.post(move)).json).toMatchObject({ result: 'success' });
  expect((await world.post({ ...sam, action: 'GetTicket', ticketid: ticket })).json).toEqual({
    result: 'error',
    message: 'Ticket ID Not Found',
  });
});

test('whoever answers and then moves the ticket has the answer sent', async () => {
  const { schedule, find, passed } = scheduledReplies(world);
  const { id } = await world.ticket();
  const scheduled = await schedule({ ticketid: id, message: 'Legal will write to you' }, 'sam');
  await world.done('UpdateTicket', { ticketid: id, deptid: elsewhere }, 'sam');
  await passed(10);
  expect(await find(scheduled)).toMatchObject({ state: 'sent', reason: '' });
});

describe('in the console', () => {
  let browser: StaffBrowser;

  beforeAll(async () => {
    browser = await staffBrowser(world, staff.sam);
  });

  test.each([
    '',
    '/print',
    '/next',
    '/previous',
    '/merge',
    '/files/reply/:reply/0',
    '/files/note/:note/0',
    '/mails/:mail',
  ])('a ticket of another department is answered like one that does not exist: %s', async (page) => {
    const look = async ({ ticket, reply, note, mail }: Things) => {
      const path = page.replace(':reply', reply).replace(':note', note).replace(':mail', mail);
      const { status, text } = await world.send(`/admin/tickets/${ticket}${path}`, {
        headers: browser.headers,
        redirect: 'manual',
      });
      return { status, isSecret: text.includes(SECRET) };
    };
    expect(await look(theirs)).toEqual(await look(absent));
    expect((await look(theirs)).isSecret).toBe(false);
  });

  test('whoever moves a ticket to another department is back in the queue', async () => {
    const given = String(
      (await world.done('AddMacro', { name: 'Hand over', deptid: elsewhere, shared: true })).macroid,
    );
    for (const [way, form] of [
      ['change', { task: 'deptid', deptid: String(elsewhere) }],
      ['macro', { macro: given }],
    ] as const) {
      const { id } = await world.ticket();
      const sent = await send(browser, `/admin/tickets/${id}/${way}`, { from: 'q=is:open', ...form });
      expect(sent).toEqual([303, '/admin/?q=is%3Aopen&done=moved']);
    }
    const { text } = await world.send('/admin/?q=is:open&done=moved', { headers: browser.headers });
    expect(text).toContain('The ticket is in another department now.');
  });

  test('whoever works in all departments stays at a ticket that they move', async () => {
    const { id } = await world.ticket();
    const form = { task: 'deptid', deptid: String(elsewhere) };
    const sent = await send(await staffBrowser(world, staff.jo), `/admin/tickets/${id}/change`, form);
    expect(sent).toEqual([303, `/admin/tickets/${id}?done=changed`]);
  });
});

/** Sends a form. @returns the status, and the path to which it leads */
async function send({ headers, proof }: StaffBrowser, path: string, form: Params): Promise<[number, string]> {
  const body = new URLSearchParams({ proof, ...form });
  const answer = await world.send(path, { method: 'POST', headers, redirect: 'manual', body });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '', world.url + path);
  return [answer.status, pathname + search];
}
