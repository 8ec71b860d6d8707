import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const GUEST = { name: 'Gus', email: 'gus@example.com' };
const file = (name: string, data: string | Buffer) => ({ name, data: Buffer.from(data).toString('base64') });

const withFiles = async (): Promise<number> =>
  (await world.ticket({ attachments: [file('a.txt', 'one'), file('b.txt', 'two')] })).id;

/** A ticket whose files with these indexes were removed, as those of old tickets are. */
async function withRemoved(...indexes: number[]): Promise<number> {
  const id = await withFiles();
  await world.desk.database.transaction('write', async (db) => {
    const rows = await db.query<{ id: number }>(
      `update attachments set removed_at = now() where position = any($2::int[])
         and message_id = (select id from messages where ticket_id = $1) returning id`,
      [id, indexes],
    );
    const ids = rows.map((row) => row.id);
    await db.query('delete from attachment_contents where attachment_id = any($1::int[])', [ids]);
  });
  return id;
}

test('answers with the name and the bytes as base64', async () => {
  const relatedid = await withFiles();
  const answer = await world.call('GetTicketAttachment', { relatedid, type: 'ticket', index: 1 });
  expectAnswer('GetTicketAttachment', answer);
  expect(answer).toEqual({ result: 'success', filename: 'b.txt', data: Buffer.from('two').toString('base64') });
});

test('finds the file of a first message, of a reply and of a note, each by its own id', async () => {
  const { id } = await world.ticket({ attachments: [file('ticket.txt', 'of the ticket')] });
  const { replyid } = await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Reply',
    ...GUEST,
    attachments: [file('reply.txt', 'of the reply')],
  });
  const attachments = [file('note.txt', 'of the note')];
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note', attachments });
  for (const [type, relatedid] of [
    ['ticket', id],
    ['reply', replyid],
    ['note', noteid],
  ]) {
    expect(await world.done('GetTicketAttachment', { relatedid, type, index: '0' })).toMatchObject({
      filename: `${type}.txt`,
      data: Buffer.from(`of the ${type}`).toString('base64'),
    });
  }
});

test.each(['ticket', 'Ticket', 'TICKET'])('the type may be written %s', async (type) => {
  const relatedid = await withFiles();
  expect(await world.call('GetTicketAttachment', { relatedid, type, index: 0 })).toMatchObject({ filename: 'a.txt' });
});

test('gives every byte back', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
  const { id } = await world.ticket({ attachments: [file('all.zip', bytes), file('none.txt', '')] });
  const { data } = await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index: 0 });
  expect(Buffer.from(String(data), 'base64').equals(bytes)).toBe(true);
  expect(await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index: 1 })).toMatchObject({
    data: '',
  });
});

test('gives the bytes back over HTTP as well', async () => {
  const relatedid = await withFiles();
  const params = { relatedid: String(relatedid), type: 'ticket', index: '0' };
  const { json } = await world.post({ action: 'GetTicketAttachment', ...params });
  expect(json).toEqual({ result: 'success', filename: 'a.txt', data: Buffer.from('one').toString('base64') });
});

/** Tickets `a`, `b` and `c` with two files each. `a` was merged into `b`, and later `b` into `c`, which has replies. */
async function merged() {
  const [a, b, c] = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      world.ticket({ attachments: [file(`${name}0.txt`, `${name} 0`), file(`${name}1.txt`, `${name} 1`)] }),
    ),
  );
  const attachments = [file('reply.txt', 'reply')];
  await world.done('AddTicketReply', { ticketid: c!.id, message: 'Reply', ...GUEST, attachments });
  await world.done('MergeTicket', { ticketid: b!.id, mergeticketids: a!.id });
  await world.done('MergeTicket', { ticketid: c!.id, mergeticketids: b!.id });
  return { a: a!, b: b!, c: c! };
}

describe('a merged ticket stands for its own first message', () => {
  let tickets: Awaited<ReturnType<typeof merged>>;
  beforeAll(async () => {
    tickets = await merged();
  });

  const WAYS: [string, (ticket: { id: number; tid: string }) => Record<string, string>][] = [
    ['relatedid with the id', ({ id }) => ({ relatedid: String(id) })],
    ['relatedid with the number', ({ tid }) => ({ relatedid: tid })],
    ['ticketnum', ({ tid }) => ({ ticketnum: tid })],
  ];

  test.each(WAYS.flatMap(([way, name]) => (['a', 'b', 'c'] as const).map((which) => ({ way, name, which }))))(
    '$which, by $way',
    async ({ name, which }) => {
      for (const index of [0, 1]) {
        const asked = { action: 'GetTicketAttachment', ...name(tickets[which]), type: 'ticket', index: String(index) };
        expect((await world.post(asked)).json).toEqual({
          result: 'success',
          filename: `${which}${index}.txt`,
          data: Buffer.from(`${which} ${index}`).toString('base64'),
        });
      }
      const beyond = { ...name(tickets[which]), type: 'ticket', index: 2 };
      expect(await world.call('GetTicketAttachment', beyond)).toMatchObject({ message: 'Invalid Attachment Index' });
    },
  );

  test('a number with letters, by ticketnum', async () => {
    await world.change("update tickets set number = 'ABC-1-2027' where id = $1", [tickets.a.id]);
    const asked = { ticketnum: 'ABC-1-2027', type: 'ticket', index: 0 };
    expect(await world.done('GetTicketAttachment', asked)).toMatchObject({ filename: 'a0.txt' });
    await world.change('update tickets set number = $2 where id = $1', [tickets.a.id, tickets.a.tid]);
  });

  test('an id is an id, even if it is the number of another ticket', async () => {
    const { id } = await world.ticket({ attachments: [file('other.txt', 'other')] });
    await world.change('update tickets set number = $2::text where id = $1', [id, tickets.a.id]);
    const asked = { relatedid: tickets.a.id, type: 'ticket', index: 0 };
    expect(await world.done('GetTicketAttachment', asked)).toMatchObject({ filename: 'a0.txt' });
  });
});

test('still returns those that were not removed', async () => {
  const relatedid = await withRemoved(0);
  const answer = await world.call('GetTicketAttachment', { relatedid, type: 'ticket', index: 1 });
  expect(answer).toMatchObject({ filename: 'b.txt' });
});

const reply = async (): Promise<number> => {
  const params = { ticketid: await withFiles(), message: 'Reply', ...GUEST };
  return (await world.done('AddTicketReply', params)).replyid as number;
};
/** The id of a first message. Callers cannot know it, only the id of its ticket. */
const firstMessage = async (): Promise<number> => {
  const id = await withFiles();
  const [row] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [id]);
  return row!.id;
};

testRefusals(world, 'GetTicketAttachment', [
  { message: 'Related ID Required', params: { type: 'ticket', index: 0 } },
  { message: 'Related ID Required', because: 'empty', params: { relatedid: '', type: 'ticket', index: 0 } },
  { message: 'Related ID Required', because: 'no number', params: { relatedid: 'abc', type: 'ticket', index: 0 } },
  {
    message: 'Invalid Type. Must be one of ticket, reply, note',
    params: async () => ({ relatedid: await withFiles(), type: 'message', index: 0 }),
  },
  {
    message: 'Invalid Type. Must be one of ticket, reply, note',
    because: 'none',
    params: async () => ({ relatedid: await withFiles(), index: 0 }),
  },
  { message: 'Related ID Not Found', params: { relatedid: 999_999, type: 'ticket', index: 0 } },
  { message: 'Related ID Not Found', because: 'reply', params: { relatedid: 999_999, type: 'reply', index: 0 } },
  { message: 'Related ID Not Found', because: 'note', params: { relatedid: 999_999, type: 'note', index: 0 } },
  {
    message: 'Related ID Not Found',
    because: 'a first message is no reply',
    params: async () => ({ relatedid: await firstMessage(), type: 'reply', index: 0 }),
  },
  {
    message: 'Related ID Not Found',
    because: 'a ticket that became part of another, without its first message',
    params: async () => {
      const [ticketid, merged] = [await withFiles(), await withFiles()];
      const [row] = await world.rows<{ id: number }>('select id from messages where ticket_id = $1', [merged]);
      await world.done('MergeTicket', { ticketid, mergeticketids: merged });
      await world.done('DeleteTicketReply', { ticketid, replyid: row!.id });
      return { relatedid: merged, type: 'ticket', index: 0 };
    },
  },
  {
    message: 'Related ID Not Found',
    because: 'a ticket that became part of another, which was put away',
    params: async () => {
      const [ticketid, merged] = [await withFiles(), await withFiles()];
      await world.done('MergeTicket', { ticketid, mergeticketids: merged });
      await world.change('update tickets set deleted_at = now() where id = $1', [ticketid]);
      return { relatedid: merged, type: 'ticket', index: 0 };
    },
  },
  {
    message: 'Related ID Not Found',
    because: 'the id of an erased ticket, which is the number of another',
    params: async () => {
      const [erased, other] = [await withFiles(), await withFiles()];
      await world.done('DeleteTicket', { ticketid: erased });
      await world.change('update tickets set number = $2::text where id = $1', [other, erased]);
      return { relatedid: erased, type: 'ticket', index: 0 };
    },
  },
  {
    message: 'Related ID Not Found',
    because: 'only a ticket has a number',
    params: async () => {
      const { tid } = await world.ticket({ attachments: [file('a.txt', 'one')] });
      return { ticketnum: tid, type: 'reply', index: 0 };
    },
  },
  ...(['ticket', 'reply', 'note'] as const).map((type) => ({
    message: 'Related ID Not Found',
    because: `a ${type} that was put away`,
    params: async () => {
      const ticketid = await withFiles();
      const attachments = [{ name: 'a.txt', data: Buffer.from('a').toString('base64') }];
      const reply = await world.done('AddTicketReply', { ticketid, message: 'M', adminusername: 'Jo', attachments });
      const note = await world.done('AddTicketNote', { ticketid, message: 'M', attachments });
      await world.change('update tickets set deleted_at = now() where id = $1', [ticketid]);
      return { relatedid: { ticket: ticketid, reply: reply.replyid, note: note.noteid }[type], type, index: 0 };
    },
  })),
  {
    message: 'Attachment Index Required',
    params: async () => ({ relatedid: await withFiles(), type: 'ticket' }),
  },
  {
    message: 'Attachment Index Required',
    because: 'no number',
    params: async () => ({ relatedid: await withFiles(), type: 'ticket', index: 'first' }),
  },
  {
    message: 'No Attachments Found',
    params: async () => ({ relatedid: (await world.ticket()).id, type: 'ticket', index: 0 }),
  },
  {
    message: 'No Attachments Found',
    because: 'the ticket has some, the reply has none',
    params: async () => ({ relatedid: await reply(), type: 'reply', index: 0 }),
  },
  {
    message: 'Attachments Deleted',
    params: async () => ({ relatedid: await withRemoved(0, 1), type: 'ticket', index: 0 }),
  },
  {
    message: 'Attachments Deleted',
    because: 'this one',
    params: async () => ({ relatedid: await withRemoved(1), type: 'ticket', index: 1 }),
  },
  {
    message: 'Invalid Attachment Index',
    params: async () => ({ relatedid: await withFiles(), type: 'ticket', index: 2 }),
  },
  {
    message: 'The attachment is a link to another server, which is not fetched',
    params: async () => {
      const relatedid = await withFiles();
      await world.change(
        `update attachments set url = 'https://files.example/a.txt'
         where message_id = (select id from messages where ticket_id = $1) and position = 0`,
        [relatedid],
      );
      return { relatedid, type: 'ticket', index: 0 };
    },
  },
]);
