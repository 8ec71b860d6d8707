import type { Db } from '../../database/pool';

/** What a customer says of a closed ticket. */
type Verdict = 'good' | 'okay' | 'bad';

export interface TicketRating {
  rating: Verdict;
  comment: string;
  firstRatedAt: Date;
  ratedAt: Date;
}

/** Finds what the customer said of a ticket. */
export async function findTicketRating(db: Db, ticketId: number): Promise<TicketRating | undefined> {
  const [row] = await db.query<TicketRating>(
    `select rating, comment, first_rated_at as "firstRatedAt", rated_at as "ratedAt"
     from ticket_ratings where ticket_id = $1`,
    [ticketId],
  );
  return row;
}

/** Writes what the customer says of a ticket, in place of what they said before. It does not wait: the commit does. */
export function writeTicketRating(
  db: Db,
  ticketId: number,
  { rating, comment }: Pick<TicketRating, 'rating' | 'comment'>,
  now: Date,
): void {
  db.send(
    `insert into ticket_ratings (ticket_id, rating, comment, first_rated_at, rated_at) values ($1, $2, $3, $4, $4)
     on conflict (ticket_id) do update set rating = excluded.rating, comment = excluded.comment, rated_at = $4`,
    [ticketId, rating, comment, now],
  );
}

/** What a customer says of one reply: one to five stars. */
export interface ReplyRating {
  messageId: number;
  stars: number;
  firstRatedAt: Date;
}

/** Lists what the customer said of the replies to a ticket. */
export const listReplyRatings = (db: Db, ticketId: number): Promise<ReplyRating[]> =>
  db.query(
    `select r.message_id as "messageId", r.stars, r.first_rated_at as "firstRatedAt"
     from message_ratings r join messages m on m.id = r.message_id where m.ticket_id = $1`,
    [ticketId],
  );

/** Writes what the customer says of a reply, in place of what they said before. It does not wait: the commit does. */
export function writeReplyRating(db: Db, messageId: number, stars: number, now: Date): void {
  db.send(
    `insert into message_ratings (message_id, stars, first_rated_at, rated_at) values ($1, $2, $3, $3)
     on conflict (message_id) do update set stars = excluded.stars, rated_at = $3`,
    [messageId, stars, now],
  );
}
