import { Dice } from './dice';
import type { MessageFacts, TicketFacts } from './facts';
import { message, note } from './messages';
import { OldDesk } from './old-desk';
import { staffAuthor } from './setup';
import { mergedInto, ticket } from './tickets';

/** When it happened: the night of the move, after everything else. */
const LATER = new Date('2026-11-25T09:30:00Z');

export const CHANGES = [
  ...['replied', 'renamed', 'edited', 'noted', 'tagged', 'closed', 'deleted', 'reply deleted', 'moved', 'rated'],
] as const;
export type Change = (typeof CHANGES)[number];

/** What happened to a ticket since the first dump. Tickets that take part in a merge stay as they are. */
export function changeOf(id: number, every: number): Change | undefined {
  return mergedInto(id) === 0 && mergedInto(id + 1) !== id ? CHANGES[(id % every) - 1] : undefined;
}

const withLast = (messages: readonly MessageFacts[], change: (last: MessageFacts) => MessageFacts): MessageFacts[] =>
  messages.map((one, at) => (at === messages.length - 1 ? change(one) : one));

function changed(one: TicketFacts, change: Change | undefined): TicketFacts | undefined {
  const dice = new Dice('later', one.id);
  switch (change) {
    case undefined:
      return one;
    case 'replied': {
      const reply = { ...message(dice, one.id * 100 + 60, staffAuthor(2), LATER), files: [] };
      return { ...one, messages: [...one.messages, reply], status: 'Answered', lastReplyAt: LATER, updatedAt: LATER };
    }
    case 'renamed':
      return { ...one, subject: `Renamed & "moved" ${one.id}`, updatedAt: LATER };
    case 'edited':
      return {
        ...one,
        messages: withLast(one.messages, (last) => ({ ...last, body: `Edited <later>\n${last.body}` })),
      };
    case 'noted':
      return { ...one, notes: [...one.notes, { ...note(dice, one.id * 10 + 9, LATER), files: [] }] };
    case 'tagged':
      return { ...one, tags: ['later', ...one.tags], assigneeId: 3, watcherIds: [1] };
    case 'closed':
      return { ...one, status: 'Closed', priority: 'High', updatedAt: LATER };
    case 'deleted':
      return undefined;
    case 'reply deleted':
      return { ...one, messages: one.messages.length > 1 ? one.messages.slice(0, -1) : one.messages };
    case 'moved':
      return { ...one, departmentId: 3, cc: ['later@example.com'] };
    case 'rated':
      return {
        ...one,
        messages: one.messages.map((reply) =>
          reply.author.kind === 'staff' && reply.id > 0 ? { ...reply, rating: 5 } : reply,
        ),
      };
  }
}

/** Tickets that were opened since. */
export const laterTickets = (size: number): TicketFacts[] =>
  Array.from({ length: 40 }, (_, at) => size + 1 + at)
    .filter((id) => mergedInto(id) === 0)
    .slice(0, 5)
    .map((id) => ({ ...ticket(id, size), number: `LATER-${id}` }));

/**
 * The old desk some days later.
 *
 * @param every of so many tickets in a row, each of the first ten had one of {@link CHANGES}
 * @param but changes that did not happen, such as those that a second run does not carry
 */
export function laterDesk(size: number, every = 50, but: readonly Change[] = []): OldDesk {
  const change = (one: TicketFacts) => {
    const what = changeOf(one.id, every);
    return what !== undefined && but.includes(what) ? one : changed(one, what);
  };
  return new OldDesk(size, change, laterTickets(size));
}
