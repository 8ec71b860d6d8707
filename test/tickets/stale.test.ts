import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  for (const username of ['ann', 'bob']) await world.admin(username);
});

interface Shown {
  replies: { reply: { replyid: string | number; admin: string; message: string }[] };
  notes: { note: { noteid: number; message: string }[] };
}

const CUSTOMER = { name: 'Gus', email: 'gus@example.com', noemail: true };

const shown = async (ticketid: number) => (await world.done('GetTicket', { ticketid })) as unknown as Shown;

/** A generator of numbers below a limit that draws the same ones for the same seed (mulberry32). */
function drawer(seed: number) {
  let state = seed;
  return (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

interface Seen {
  ticketid: number;
  seenreplyid: number;
  seennoteid: number;
}

/** What somebody who looks at a ticket now sees of it. */
async function lookAt(ticketid: number): Promise<Seen> {
  const { replies, notes } = await shown(ticketid);
  return {
    ticketid,
    seenreplyid: Number(replies.reply.at(-1)?.replyid ?? 0),
    seennoteid: notes.note.at(-1)?.noteid ?? 0,
  };
}

test('of two replies that are sent at the same instant, exactly one succeeds', async () => {
  for (let round = 0; round < 20; round += 1) {
    const seen = await lookAt((await world.ticket({ noemail: true })).id);
    const answers = await Promise.all(
      ['ann', 'bob'].map((adminusername) =>
        world.call('AddTicketReply', { ...seen, message: `By ${adminusername}`, adminusername }),
      ),
    );
    expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
    expect((await shown(seen.ticketid)).replies.reply).toHaveLength(2);
  }
});

test('whatever happens in whatever order, nobody answers over somebody else', async () => {
  const draw = drawer(19);
  let sent = 0;
  let stopped = 0;
  for (let round = 0; round < 40; round += 1) {
    const { id } = await world.ticket({ noemail: true });
    /** What each successful call had written, and what its writer had seen. */
    const written: { writer: string; kind: 'reply' | 'note'; id: number; seen?: Seen }[] = [];
    const turn = async (writer: string): Promise<void> => {
      const seen = await lookAt(id);
      for (let waits = draw(4); waits > 0; waits -= 1) await lookAt(id);
      const kind = draw(4) === 0 ? 'note' : 'reply';
      const isCustomer = writer === 'customer';
      const own = isCustomer ? CUSTOMER : kind === 'note' ? {} : { adminusername: writer };
      const action = kind === 'note' && !isCustomer ? 'AddTicketNote' : 'AddTicketReply';
      // Customers say nothing of what they have seen, so their replies lock no ticket.
      const params = { ticketid: id, message: writer, ...own, ...(!isCustomer && seen) };
      const answer = await world.call(action, params, action === 'AddTicketNote' ? writer : undefined);
      if (answer.result === 'error') {
        expect(answer.message).toMatch(/^Stopped: /);
        stopped += 1;
        return;
      }
      sent += 1;
      const isNote = action === 'AddTicketNote';
      written.push({
        ...{ writer, kind: isNote ? 'note' : 'reply', id: Number(isNote ? answer.noteid : answer.replyid) },
        ...(!isCustomer && { seen }),
      });
    };
    const turns = Array.from({ length: 5 }, () => turn(['ann', 'bob', 'customer'][draw(3)] ?? ''));
    await Promise.all(turns);
    // Entries of one ticket have the order in which they were written, because each locks the ticket first.
    const log = await world.rows<{ id: number; description: string }>(
      'select id, description from activity_log where description ~ $1 order by id',
      [`^(Reply|Note) added: id ${id},`],
    );
    const placeOf = ({ kind, id: own }: { kind: string; id: number }) =>
      log.findIndex(({ description }) => description.endsWith(`, ${kind} ${own}`));
    expect(log).toHaveLength(written.length);
    for (const message of written) {
      const { seen } = message;
      if (seen === undefined) continue;
      const unseen = written.filter(
        (other) =>
          other.writer !== message.writer &&
          placeOf(other) < placeOf(message) &&
          other.id > (other.kind === 'note' ? seen.seennoteid : seen.seenreplyid),
      );
      expect(unseen).toEqual([]);
    }
  }
  // Both happen often, or the test shows nothing.
  expect(sent).toBeGreaterThan(40);
  expect(stopped).toBeGreaterThan(10);
});
