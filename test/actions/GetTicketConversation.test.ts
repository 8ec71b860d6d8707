import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Entry {
  kind: string;
  id: number;
  first: boolean;
  author: string;
  html: string;
  rating?: number;
  mailid: number;
  emails?: { email: { id: number; state: string; recipients: { recipient: unknown[] } }[] };
  files: { file: { relatedid: number; relatedtype: string; index: number; filename: string; image: boolean }[] };
}

interface Answer extends Record<string, unknown> {
  older: boolean;
  entries: { entry: Entry[] };
}

async function conversationOf(ticketid: number, params = {}): Promise<Answer> {
  const answer = await world.done('GetTicketConversation', { ticketid, ...params });
  expectAnswer('GetTicketConversation', answer);
  return answer as unknown as Answer;
}

const wordsOf = ({ entries }: Answer): string[] => entries.entry.map(({ kind, html }) => `${kind} ${html}`);

const at = (minute: number): string => `2026-01-01 00:${String(minute).padStart(2, '0')}:00`;

/** A ticket with a reply in every even minute and a note in every odd one. */
async function longTicket(): Promise<number> {
  const { id } = await world.ticket({ message: 'm0', created: at(0), noemail: true });
  for (let minute = 2; minute <= 8; minute += 2) {
    const reply = { ticketid: id, message: `m${minute}`, created: at(minute), name: 'Gus', email: 'gus@example.com' };
    await world.done('AddTicketReply', { ...reply, noemail: true });
  }
  for (let minute = 1; minute <= 9; minute += 2) {
    await world.done('AddTicketNote', { ticketid: id, message: `n${minute}`, created: at(minute) });
  }
  return id;
}

test('puts notes between the messages, and shows every one on exactly one page', async () => {
  const id = await longTicket();
  const whole = await conversationOf(id);
  const words = ['m0', 'n1', 'm2', 'n3', 'm4', 'n5', 'm6', 'n7', 'm8', 'n9'];
  expect(wordsOf(whole)).toEqual(words.map((word) => `${word.startsWith('m') ? 'message' : 'note'} ${word}`));
  expect(whole).toMatchObject({ older: false });
  for (const limitnum of [1, 2, 3, 4, 5]) {
    const pages: string[][] = [];
    for (let before = 0, isMore = true; isMore; ) {
      const page = await conversationOf(id, { limitnum, before });
      pages.unshift(page.entries.entry.map(({ html }) => html));
      before = page.entries.entry.find(({ kind }) => kind === 'message')!.id;
      isMore = page.older;
    }
    expect([limitnum, pages.flat()]).toEqual([limitnum, words]);
  }
});

test('says what UpdateTicket changes', async () => {
  const jo = await world.admin('jo');
  const { categoryid } = await world.done('AddTicketCategory', { name: 'Hosting' });
  const { clientId } = await world.client('Ann Lee');
  const { id } = await world.ticket({ clientid: clientId });
  const until = new Date(world.now.getTime() + 60_000);
  await world.done('UpdateTicket', {
    ...{ ticketid: id, flag: 'jo', categoryid, tags: 'b,a', cc: 'c@example.com,d@example.com' },
    ...{ duedate: '2027-01-31 09:00:00', snoozeuntil: until.toISOString(), priority: 'High', status: 'Closed' },
  });
  const facts = {
    ...{ flag: jo, flagname: 'Jo Admin', categoryid, category: 'Hosting', typeid: 0 },
    ...{ tags: { tag: ['b', 'a'] }, cc: { email: ['c@example.com', 'd@example.com'] } },
    ...{ duedate: '2027-01-31 09:00:00', priority: 'High', status: 'Closed', closed: true, timezone: 'UTC' },
    ...{ userid: clientId, name: 'Ann Lee', clientstatus: 'Active', requestor_type: 'Owner' },
  };
  expect(await conversationOf(id)).toMatchObject(facts);
  expect((await conversationOf(id)).snoozeuntil).not.toBe('');
  const now = world.now;
  world.now = until;
  expect((await conversationOf(id)).snoozeuntil).toBe('');
  world.now = now;
});

test('shows the fields of the department with their values and options', async () => {
  const other = await world.department({ name: 'Other' });
  await world.customField({ name: 'Elsewhere', type: 'text', departmentId: other });
  const colour = await world.customField({ name: 'Colour', type: 'select', options: ['Red', 'Blue'] });
  const path = await world.customField({ name: 'Path', type: 'hierarchy', options: ['A>B', 'A>C'] });
  const box = await world.customField({ name: 'Box', type: 'checkbox', staffOnly: true });
  const { id } = await world.ticket({ customfields: { [colour]: 'Blue', [box]: 'on' } });
  const { customfields } = (await conversationOf(id)) as unknown as {
    customfields: { customfield: { options: { option: { name: string; chosen: boolean }[] } }[] };
  };
  expect(customfields.customfield).toMatchObject([
    {
      id: colour,
      type: 'select',
      value: 'Blue',
      options: { option: [{ chosen: false }, { name: 'Blue', chosen: true }] },
    },
    { id: path, type: 'hierarchy', value: '', options: { option: [{ parentid: 0 }, { name: 'B' }, { name: 'C' }] } },
    { id: box, type: 'checkbox', value: '1', staffonly: true },
  ]);
});

test('shows files as GetTicketAttachment names them, and mails at their message', async () => {
  const file = { name: 'pic.png', data: Buffer.from('x').toString('base64') };
  const { id } = await world.ticket({ attachments: [file] });
  const sent = { ticketid: id, message: 'Answer', attachments: [file, { ...file, name: 'a.txt' }] };
  const { replyid } = await world.done('AddTicketReply', { ...sent, adminusername: 'Jo' });
  await world.done('AddTicketNote', { ticketid: id, message: 'Note', attachments: [file] });
  await world.change(
    `insert into emails (ticket_id, message_id, from_address, recipients, subject, body, plain, status, failure_reason,
       due_at, created_at, updated_at)
     values ($1, $2, 'desk@example.com', '[{"name": "", "address": "gus@example.com"}]', 'Subject', '', '', 'failed', '550 no', now(), now(), now())`,
    [id, replyid],
  );
  await world.change(
    'insert into message_ratings (message_id, stars, rated_at, first_rated_at) values ($1, 4, now(), now())',
    [replyid],
  );
  const { entries } = await conversationOf(id);
  expect(entries.entry).toMatchObject([
    {
      first: true,
      author: 'guest',
      files: { file: [{ relatedid: id, relatedtype: 'ticket', index: 0, image: true }] },
    },
    { id: replyid, author: 'staff', rating: 4 },
    { kind: 'note', files: { file: [{ relatedtype: 'note' }] } },
  ]);
  const emails = entries.entry[1]!.emails!.email.filter(({ state }) => state === 'failed');
  expect(emails).toMatchObject([
    { recipients: { recipient: [{ address: 'gus@example.com', state: 'failed', failure_reason: '550 no' }] } },
  ]);
  for (const { relatedid, relatedtype: type, index, filename } of entries.entry.flatMap((one) => one.files.file)) {
    expect(await world.done('GetTicketAttachment', { relatedid, type, index })).toMatchObject({ filename });
  }
});

test('shows nothing that runs, and folds long quotes', async () => {
  const quote = Array.from({ length: 30 }, (_, index) => `> line ${index}`).join('\n');
  const { id } = await world.ticket({ message: `<script>alert(1)</script>\n\n${quote}` });
  await world.done('AddTicketNote', { ticketid: id, message: '**bold** [x](javascript:alert(1))', markdown: true });
  const [message, note] = (await conversationOf(id)).entries.entry;
  expect(message!.html).toMatch(/^&lt;script&gt;.*<details><summary><\/summary>/s);
  expect(note!.html).toContain('<strong>bold</strong>');
  expect(note!.html).not.toContain('href="javascript');
});

test('follows a merged ticket, and names it', async () => {
  const [one, two] = [await world.ticket({ message: 'one' }), await world.ticket({ message: 'two' })];
  await world.done('MergeTicket', { ticketid: one.id, mergeticketids: String(two.id) });
  const answer = await conversationOf(two.id);
  expect(answer).toMatchObject({ ticketid: one.id, mergedtickets: { ticket: [{ ticketid: two.id, tid: two.tid }] } });
  expect(wordsOf(answer)).toEqual(['message one', 'message two']);
  expect(await world.done('GetTicketConversation', { ticketnum: two.tid })).toEqual(
    await world.done('GetTicketConversation', { ticketid: one.id }),
  );
});

testRefusals(world, 'GetTicketConversation', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999_999 } },
  { message: 'Ticket ID Not Found', because: 'none', params: {} },
]);
