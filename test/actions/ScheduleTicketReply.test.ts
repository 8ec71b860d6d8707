import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { base64 } from '../support/requests';
import { scheduledReplies } from '../support/scheduled-replies';
import { staleRefusals } from '../support/stale-refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
});
const berlin = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Berlin' };
});
const { schedule, find, passed, messages } = scheduledReplies(world);

let staffId: number;
let limited: Credentials;

beforeAll(async () => {
  staffId = await world.admin('jo');
  await world.admin('other');
  limited = await world.credential(['scheduleticketreply'], { admin: staffId });
  await berlin.admin('jo');
});

const file = (name: string, text = 'contents') => ({ name, data: base64(text) });
const at = (seconds: number) => new Date(world.now.getTime() + seconds * 1000);
const written = (date: Date) => date.toISOString().slice(0, 19).replace('T', ' ');

test('waits for ten seconds by default, then becomes a reply of its author', async () => {
  const { id } = await world.ticket({ noemail: true });
  await world.events();
  const answer = await world.call('ScheduleTicketReply', { ticketid: id, message: 'Later' }, 'jo');
  expectAnswer('ScheduleTicketReply', answer);
  expect(answer).toMatchObject({ dueat: written(at(10)) });
  expect(await world.logged()).toMatchObject({
    description: `Reply scheduled: id ${id}, scheduled reply ${answer.scheduledid}`,
    ...{ action: 'ScheduleTicketReply', staffId },
  });
  expect(await world.events()).toEqual(['TicketReplyScheduled']);
  await passed(9);
  expect(await messages(id)).toEqual([]);
  await passed(11);
  const [reply] = (await find(Number(answer.scheduledid))) ? await replies(id) : [];
  expect(reply).toMatchObject({ message: 'Later', admin: 'Jo Admin', date: written(at(11)) });
  expect(await world.events()).toEqual(['TicketAdminReply']);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ status: 'Answered' });
  expect(await world.logged()).toMatchObject({
    ...{ action: 'SendScheduledReply', username: 'jo', staffId },
    description: `Reply added: id ${id}, reply ${reply!.replyid}`,
  });
  await passed(12);
  expect(await messages(id)).toHaveLength(1);
});

const replies = async (ticketid: number) =>
  (
    (await world.done('GetTicket', { ticketid })).replies as unknown as { reply: Record<string, unknown>[] }
  ).reply.slice(1);

test('keeps format, status, copies and files', async () => {
  const { id } = await world.ticket({ noemail: true });
  await schedule({
    ...{ ticketid: id, message: '**Later**', markdown: true, status: 'closed', cc: 'ann@example.com,nobody' },
    attachments: [file('a.txt', 'A'), file('b.txt', 'B')],
  });
  await passed(10);
  const [reply] = await replies(id);
  expect(reply).toMatchObject({ attachments: [{ filename: 'a.txt' }, { filename: 'b.txt' }] });
  const index = { relatedid: reply!.replyid, type: 'reply', index: 1 };
  expect(await world.done('GetTicketAttachment', index)).toMatchObject({ filename: 'b.txt', data: base64('B') });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ status: 'Closed', cc: 'ann@example.com' });
  expect(await world.rows('select format from messages where id = $1', [reply!.replyid])).toEqual([
    { format: 'markdown' },
  ]);
});

test('takes over the files of a reply that was taken back', async () => {
  const { id } = await world.ticket();
  const first = await schedule({ ticketid: id, attachments: [file('a.txt', 'A')] });
  await world.done('CancelScheduledReply', { scheduledid: first }, 'jo');
  const second = await schedule({ ticketid: id, filesof: first, attachments: [file('b.txt', 'B')] });
  expect((await find(second)).attachments).toEqual([
    { filename: 'a.txt', size: 1 },
    { filename: 'b.txt', size: 1 },
  ]);
  expect((await find(first)).attachments).toEqual([]);
});

test('removes the draft of the reply, and not that of the note', async () => {
  const { id } = await world.ticket();
  for (const kind of ['reply', 'note']) {
    await world.done('SaveTicketDraft', { ticketid: id, kind, message: 'Begun' }, 'jo');
  }
  await schedule({ ticketid: id });
  expect(await world.done('GetTicketDraft', { ticketid: id }, 'jo')).toMatchObject({
    drafts: { draft: [{ kind: 'note' }] },
  });
});

test('remembers what there was if the author does not say what they had seen', async () => {
  const { id } = await world.ticket();
  const { replyid } = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'More',
    name: 'G',
    email: 'g@x.org',
  });
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  const scheduledid = await schedule({ ticketid: id });
  expect(await find(scheduledid)).toMatchObject({
    ...{ seenreplyid: replyid, seennoteid: noteid, seenstatus: 'Customer-Reply' },
  });
});

describe('a time in the zone of the desk, also where clocks change', () => {
  test.each([
    ['2027-03-28 01:59:59', '2027-03-28T00:59:59.000Z'],
    // This hour is skipped: it counts on from the hour before.
    ['2027-03-28T02:30', '2027-03-28T01:30:00.000Z'],
    ['2027-03-28 03:00:00', '2027-03-28T01:00:00.000Z'],
    // This hour comes twice: its first pass is meant.
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
    ['2027-10-31T03:00', '2027-10-31T02:00:00.000Z'],
    ['2027-10-31T02:30:00+01:00', '2027-10-31T01:30:00.000Z'],
  ])('%s', async (sendat, due) => {
    berlin.now = new Date('2027-01-01T00:00:00Z');
    const { id } = await berlin.ticket();
    await berlin.done('ScheduleTicketReply', { ticketid: id, message: 'Later', sendat }, 'jo');
    const [row] = await berlin.rows<{ due_at: Date }>('select due_at from scheduled_replies order by id desc limit 1');
    expect(row!.due_at.toISOString()).toBe(due);
  });
});

test('with an idempotency key, sending the form twice schedules one reply', async () => {
  const { id } = await world.ticket();
  const params = { ticketid: id, message: 'Once', idempotencykey: 'form-1' };
  const answers = await Promise.all([1, 2, 3].map(() => world.done('ScheduleTicketReply', params, 'jo')));
  expect(new Set(answers.map(({ scheduledid }) => scheduledid)).size).toBe(1);
});

const onTicket = async (params: Record<string, unknown> = {}) => ({
  ...{ ticketid: (await world.ticket()).id, message: 'Later' },
  ...params,
});

const asJo: typeof world.call = (action, params) => world.call(action, params, 'jo');
const refused = (message: string, params: Record<string, unknown>) => ({
  ...{ message, call: asJo },
  params: () => onTicket(params),
});

testRefusals(world, 'ScheduleTicketReply', [
  ...staleRefusals(world, { message: 'Late' }).map((row) => ({ ...row, call: asJo })),
  { message: 'Ticket ID not found', params: { ticketid: 999_999, message: 'Later' }, call: asJo },
  { message: 'Message is required', params: () => onTicket({ message: ' ' }), call: asJo },
  { message: 'Only an administrator can schedule replies', params: () => onTicket() },
  {
    message: 'Invalid Permissions: API action "addticketreply" is not allowed',
    params: () => onTicket(),
    call: async (action, params) => {
      const { json } = await world.post({ ...strings(params), ...limited, action });
      return json as Awaited<ReturnType<typeof world.call>>;
    },
  },
  refused('Invalid quote. Must be none, last, all or ids of messages of the ticket', { quote: '999999' }),
  refused('Invalid Ticket Status', { status: 'Vanished' }),
  refused('Invalid Date Format', { sendat: 'tomorrow' }),
  refused('The time to send the reply must be in the future', { sendat: '2020-01-01 00:00:00' }),
  refused('The time to send the reply must be within a year', { sendat: '2999-01-01 00:00:00' }),
  refused('Parameter "delay" is out of range', { delay: 86_401 }),
  refused('Scheduled Reply ID Not Found', { filesof: 999_999 }),
  {
    ...{ message: 'Scheduled Reply ID Not Found', because: 'not taken back', call: asJo },
    params: async () => {
      const params = await onTicket();
      return { ...params, filesof: await schedule(params) };
    },
  },
  {
    ...{ message: 'Scheduled Reply ID Not Found', because: "another's", call: asJo },
    params: async () => {
      const params = await onTicket();
      const filesof = await schedule(params, 'other');
      await world.done('CancelScheduledReply', { scheduledid: filesof }, 'other');
      return { ...params, filesof };
    },
  },
  {
    ...{ message: 'At most 2 attachments are allowed', because: 'with those taken over', call: asJo },
    params: async () => {
      const params = await onTicket();
      const filesof = await schedule({ ...params, attachments: [file('a.txt'), file('b.txt')] });
      await world.done('CancelScheduledReply', { scheduledid: filesof }, 'jo');
      return { ...params, filesof, attachments: [file('c.txt')] };
    },
  },
  refused('At most 2 attachments are allowed', { attachments: [file('a.txt'), file('b.txt'), file('c.txt')] }),
  refused('Attachment "a.php": this type of file is not allowed. Allowed are: txt', { attachments: [file('a.php')] }),
  refused('Attachment "a.txt" is larger than the 100 bytes allowed', { attachments: [file('a.txt', 'x'.repeat(101))] }),
  refused('attachments must be a base64 encoded JSON list of {name, data}', { attachments: 'not base64!' }),
  refused('Attachment 1 has no file name', { attachments: [{ data: base64('x') }] }),
  refused('Attachment "a.txt" has no data', { attachments: [{ name: 'a.txt' }] }),
  refused('Attachment "a.txt": data is not valid base64', { attachments: [{ name: 'a.txt', data: '***' }] }),
]);

const strings = (params: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
