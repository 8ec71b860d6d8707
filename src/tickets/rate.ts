import type { Context } from '../calls/action';
import { invalid } from '../errors';
import {
  findTicketRating,
  listReplyRatings,
  type TicketRating,
  writeReplyRating,
  writeTicketRating,
} from '../store/tickets/ratings';
import type { TicketRow } from '../store/tickets/tickets';
import { logTicket } from './log';

/** How long a rating can be changed after it was given first. */
const CHANGEABLE_MS = 30 * 24 * 60 * 60 * 1000;

/** Whether a rating may be given or changed at a time. @param rated what was said so far, if anything was */
export const isChangeable = (rated: { firstRatedAt: Date } | undefined, now: Date): boolean =>
  rated === undefined || now.getTime() - rated.firstRatedAt.getTime() < CHANGEABLE_MS;

/** The refusal of a change after thirty days. */
const tooLate = () => invalid('This rating can no longer be changed');

/**
 * Notes what the customer says of a closed ticket. Emits `TicketRated` if that is new.
 *
 * @param ticket locked
 * @throws ApiError (invalid) `This rating can no longer be changed`
 */
export async function rateTicket(
  context: Context,
  ticket: TicketRow,
  { rating, comment }: Pick<TicketRating, 'rating' | 'comment'>,
): Promise<void> {
  const { db, now, emit } = context;
  const before = await findTicketRating(db, ticket.id);
  if (before?.rating === rating && before.comment === comment) return;
  if (!isChangeable(before, now)) throw tooLate();
  writeTicketRating(db, ticket.id, { rating, comment }, now);
  logTicket(context, ticket, 'Ticket rated', { changes: { rating: [before?.rating ?? null, rating] } });
  emit('TicketRated', { ticketid: ticket.id, rating, comment });
}

/**
 * Notes how many stars the customer gives a reply of staff. Emits `TicketReplyRated` if that is new.
 *
 * @param ticket locked
 * @param messageId a reply to the ticket
 * @throws ApiError (invalid) `This rating can no longer be changed`
 */
export async function rateReply(context: Context, ticket: TicketRow, messageId: number, stars: number): Promise<void> {
  const { db, now, emit } = context;
  const before = (await listReplyRatings(db, ticket.id)).find((rated) => rated.messageId === messageId);
  if (before?.stars === stars) return;
  if (!isChangeable(before, now)) throw tooLate();
  writeReplyRating(db, messageId, stars, now);
  const changes = { rating: [before?.stars ?? null, stars] as [unknown, unknown] };
  logTicket(context, ticket, 'Reply rated', { part: `reply ${messageId}`, changes });
  emit('TicketReplyRated', { ticketid: ticket.id, replyid: messageId, rating: stars });
}
