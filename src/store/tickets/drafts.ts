import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** A reply that somebody has begun. */
interface Draft {
  message: string;
  savedAt: Date;
}

/** The writer of what a member of staff begins: a reply and a note have a draft each, whichever device they use. */
export const staffDraft = (staffId: number, kind: 'reply' | 'note'): string => `staff:${staffId}:${kind}`;

/** The draft of a ticket's reply, if there is one. @param writer the caller's name, or {@link staffDraft} */
export async function findDraft(db: Db, ticketId: number, writer: string): Promise<Draft | undefined> {
  const [draft] = await db.query<Draft>(
    'select message, saved_at as "savedAt" from drafts where ticket_id = $1 and writer = $2',
    [ticketId, writer],
  );
  return draft;
}

/** Keeps the draft of a ticket's reply, in place of the one before. */
export function keepDraft(db: Db, ticketId: number, writer: string, { message, savedAt }: Draft): void {
  db.send(
    `insert into drafts (ticket_id, writer, message, saved_at) values ($1, $2, $3, $4)
     on conflict (ticket_id, writer) do update set message = excluded.message, saved_at = excluded.saved_at`,
    [ticketId, writer, message, savedAt],
  );
}

/** Removes the draft of a ticket's reply, if there is one. */
export const removeDraft = (db: Db, ticketId: number, writer: string): void =>
  db.send('delete from drafts where ticket_id = $1 and writer = $2', [ticketId, writer]);

/** Deletes drafts that are thirty days old, some at a time. @returns how many it deleted */
export const forgetOldDrafts = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'drafts', `saved_at <= $1::timestamptz - interval '30 days'`, [now]);
