import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { staleRefusals } from '../support/stale-refusals';
import { TEXTS } from '../support/texts';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
});
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

let staffId: number;

beforeAll(async () => {
  staffId = await world.admin('jo');
  await world.admin('other');
});

const file = (name: string, text = 'contents') => ({ name, data: base64(text) });

type Shown = Record<string, unknown> & { notes: { note: Record<string, unknown>[] } };

const shown = async (ticketid: unknown): Promise<Shown> =>
  (await world.done('GetTicket', { ticketid })) as unknown as Shown;

/** Writes a note to a new ticket, and gives both as GetTicket does. */
async function noted(params: Record<string, unknown> = {}, admin?: string) {
  const { id } = await world.ticket({ created: '2024-01-01 00:00:00' });
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note', ...params }, admin);
  const ticket = await shown(id);
  return { id, noteid, ticket, note: ticket.notes.note[0]! };
}

test('answers with the id of the note', async () => {
  const { id } = await world.ticket();
  const answer = await world.call('AddTicketNote', { ticketid: id, message: 'Note' });
  expectAnswer('AddTicketNote', answer);
  expect((await shown(id)).notes.note).toEqual([expect.objectContaining({ noteid: answer.noteid, message: 'Note' })]);
});

test('finds the ticket by id first, then by number', async () => {
  const [one, two] = [await world.ticket(), await world.ticket()];
  await world.done('AddTicketNote', { ticketnum: one.tid, message: 'By number' });
  await world.done('AddTicketNote', { ticketid: two.id, ticketnum: one.tid, message: 'By id' });
  expect((await shown(one.id)).notes.note).toEqual([expect.objectContaining({ message: 'By number' })]);
  expect((await shown(two.id)).notes.note).toEqual([expect.objectContaining({ message: 'By id' })]);
});

test('a note is not a reply: the conversation, the status and the last reply stay', async () => {
  const { ticket } = await noted();
  expect(ticket).toMatchObject({ status: 'Open', lastreply: '2024-01-01 00:00:00', replies: { reply: [{}] } });
  expect((ticket.replies as { reply: unknown[] }).reply).toHaveLength(1);
});

test('counts as a change for updated_since', async () => {
  const { id } = await world.ticket();
  const before = world.now;
  world.now = new Date(before.getTime() + 60_000);
  await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  const answer = await world.done('GetTickets', { updated_since: world.now.toISOString() });
  world.now = before;
  expect(answer).toMatchObject({ tickets: { ticket: [{ id }] } });
});

describe('the author', () => {
  test('is the calling administrator', async () => {
    expect((await noted({}, 'jo')).note).toMatchObject({ admin: 'Jo Admin' });
  });

  test('is empty without an administrator', async () => {
    expect((await noted()).note).toMatchObject({ admin: '' });
  });
});

test('takes the draft with it, if the call says so', async () => {
  const { id } = await world.ticket();
  const drafts = async () => (await world.done('GetTicketDraft', { ticketid: id }, 'jo')).drafts;
  for (const kind of ['reply', 'note']) {
    await world.done('SaveTicketDraft', { ticketid: id, kind, message: 'Begun' }, 'jo');
  }
  await world.done('AddTicketNote', { ticketid: id, message: 'Another' }, 'jo');
  expect(await drafts()).toMatchObject({ draft: [{ kind: 'reply' }, { kind: 'note' }] });
  await world.done('AddTicketNote', { ticketid: id, message: 'Begun', removedraft: true }, 'jo');
  expect(await drafts()).toMatchObject({ draft: [{ kind: 'reply' }] });
});

describe('the date', () => {
  test('is now by default', async () => {
    expect((await noted()).note).toMatchObject({ date: world.now.toISOString().slice(0, 19).replace('T', ' ') });
  });

  test.each([
    ['2024-05-06 07:08:09', '2024-05-06 07:08:09'],
    ['2024-05-06T07:08:09+02:00', '2024-05-06 05:08:09'],
  ])('takes %s', async (created, date) => {
    const { note, ticket } = await noted({ created });
    expect(note).toMatchObject({ date });
    expect(ticket).toMatchObject({ lastreply: '2024-01-01 00:00:00' });
  });

  test("is read in the desk's time zone", async () => {
    const { id } = await romanWorld.ticket();
    const created = '2024-07-01 12:00:00';
    const { noteid } = await romanWorld.done('AddTicketNote', { ticketid: id, message: 'Note', created });
    const [row] = await romanWorld.rows<{ at: Date }>('select created_at as at from notes where id = $1', [noteid]);
    expect(row!.at.toISOString()).toBe('2024-07-01T10:00:00.000Z');
    const ticket = await romanWorld.done('GetTicket', { ticketid: id });
    expect(ticket).toMatchObject({ notes: { note: [{ date: created }] } });
  });
});

test.each([
  [{ markdown: true }, 'markdown'],
  [{ markdown: 'false' }, 'plain'],
  [{}, 'plain'],
  [{ useMarkdown: 'true' }, 'markdown'],
])('%j is %s', async (params, format) => {
  const { noteid } = await noted(params);
  expect(await world.rows('select format from notes where id = $1', [noteid])).toEqual([{ format }]);
});

describe('attachments', () => {
  const two = [file('a.txt', 'one'), file('b.txt', 'two')];

  test.each<[string, unknown]>([
    ['base64 of JSON', base64(JSON.stringify(two))],
    ['JSON with `filename`', JSON.stringify(two.map(({ name, data }) => ({ filename: name, data })))],
    ['the array itself', two],
  ])('as %s', async (_how, attachments) => {
    const { note, noteid } = await noted({ attachments });
    expect(note).toMatchObject({
      attachment: expect.stringMatching(/^\d{6}_a\.txt\|\d{6}_b\.txt$/),
      attachments: [
        { filename: 'a.txt', index: 0 },
        { filename: 'b.txt', index: 1 },
      ],
      attachments_removed: false,
    });
    const answer = await world.done('GetTicketAttachment', { relatedid: noteid, type: 'note', index: 1 });
    expect(answer).toMatchObject({ filename: 'b.txt', data: base64('two') });
  });

  test('as file parts', async () => {
    const { id } = await world.ticket();
    const body = new FormData();
    const fields = { ...world.credentials, responsetype: 'json', action: 'AddTicketNote', ticketid: String(id) };
    for (const [name, value] of Object.entries({ ...fields, message: 'Note' })) body.append(name, value);
    body.append('attachments[]', new Blob(['one']), 'a.txt');
    const { json } = await world.send('/includes/api.php', { method: 'POST', body });
    const answer = await world.done('GetTicketAttachment', { relatedid: json!.noteid, type: 'note', index: 0 });
    expect(answer).toMatchObject({ filename: 'a.txt', data: base64('one') });
  });
});

test('emits TicketAddNote once, with the published fields', async () => {
  const { id } = await world.ticket();
  await world.events();
  const params = { ticketid: id, message: 'Note', attachments: [file('a.txt')] };
  const { noteid } = await world.done('AddTicketNote', params, 'jo');
  expect(await world.events()).toEqual(['TicketAddNote']);
  const [row] = await world.rows<{ payload: unknown }>('select payload from outbox order by id desc limit 1');
  expect(row!.payload).toMatchObject({ ticketid: id, noteid, adminid: staffId, attachments: ['a.txt'] });
});

const onTicket = async (params: Record<string, unknown>) => ({
  ticketid: (await world.ticket()).id,
  message: 'Note',
  ...params,
});

testRefusals(world, 'AddTicketNote', [
  ...staleRefusals(world, { message: 'Late' }),
  { message: 'Ticket ID not found', params: { ticketid: 999_999, message: 'Note' } },
  { message: 'Ticket ID not found', because: 'none', params: { message: 'Note' } },
  { message: 'Ticket ID not found', because: 'no number', params: { ticketid: '1;', message: 'Note' } },
  { message: 'Ticket ID not found', because: 'ticketnum', params: { ticketnum: 'x', message: 'Note' } },
  { message: 'Message is required', params: () => onTicket({ message: undefined }) },
  { message: 'Message is required', because: 'spaces', params: () => onTicket({ message: ' \n ' }) },
  { message: 'Invalid Date Format', params: () => onTicket({ created: '6 May 2024' }) },
  {
    message: 'Ticket creation date cannot be in the future',
    params: () => onTicket({ created: new Date(world.now.getTime() + 121_000).toISOString() }),
  },
  {
    message: 'Attachment "a.php": this type of file is not allowed. Allowed are: txt',
    params: () => onTicket({ attachments: [file('a.php')] }),
  },
  {
    message: 'Attachment "a.txt" is larger than the 100 bytes allowed',
    params: () => onTicket({ attachments: [file('a.txt', 'x'.repeat(101))] }),
  },
  {
    message: 'attachments must be a base64 encoded JSON list of {name, data}',
    params: () => onTicket({ attachments: 'not base64!' }),
  },
  { message: 'Attachment 1 has no file name', params: () => onTicket({ attachments: [{ data: base64('x') }] }) },
  { message: 'Attachment "a.txt" has no data', params: () => onTicket({ attachments: [{ name: 'a.txt' }] }) },
  {
    message: 'Attachment "a.txt": data is not valid base64',
    params: () => onTicket({ attachments: [{ name: 'a.txt', data: '***' }] }),
  },
  {
    message: 'At most 2 attachments are allowed',
    params: () => onTicket({ attachments: [file('a.txt'), file('b.txt'), file('c.txt')] }),
  },
]);

test.each(TEXTS)('text comes back unchanged: %s', async (_what, text) => {
  expect((await noted({ message: text })).note).toMatchObject({ message: text });
});
