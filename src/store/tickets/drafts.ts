import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';

/** A reply that somebody has begun. */
interface Draft {
  message: string;
  savedAt: Date;
}

/** The writer of what a member of staff begins: a reply and a note have a draft each, whichever device they use. */
export const staffDraft = (staffId: number, kind: 'reply' | 'note'): string => `staff:${staffId}:${kind}`;

/**
 * SQL for the drafts `d` of a writer `$2` at a ticket `$1`, and at those that were merged into it: merging moves no
 * draft, so that taking it back need not know where each came from. Whoever has the link of a merged ticket is a writer
 * by the link of the other one now.
 */
const OF_WRITER = `d.ticket_id in (select t.id from tickets t where t.id = $1 or t.merged_into_id = $1)
  and (d.writer = $2 or ($2 = 'ticket:' || $1::int and d.writer = 'ticket:' || d.ticket_id))`;

/**
 * The draft of a ticket's reply, if there is one. If drafts of merged tickets came together, it has the words of all.
 *
 * @param writer who began it: a user of a client, whoever has the link, or {@link staffDraft}
 */
export async function findDraft(db: Db, ticketId: number, writer: string): Promise<Draft | undefined> {
  const [draft] = await db.query<{ [member in keyof Draft]: Draft[member] | null }>(
    `select string_agg(message, e'\\n\\n' order by saved_at, ticket_id) as message, max(saved_at) as "savedAt"
     from drafts d where ${OF_WRITER}`,
    [ticketId, writer],
  );
  const { message = null, savedAt = null } = draft ?? {};
  return message === null || savedAt === null ? undefined : { message, savedAt };
}

/** Keeps the draft of a ticket's reply, in place of the one before. */
export function keepDraft(db: Db, ticketId: number, writer: string, { message, savedAt }: Draft): void {
  db.send(`delete from drafts d where ${OF_WRITER} and d.ticket_id <> $1`, [ticketId, writer]);
  db.send(
    `insert into drafts (ticket_id, writer, message, saved_at) values ($1, $2, $3, $4)
     on conflict (ticket_id, writer) do update set message = excluded.message, saved_at = excluded.saved_at`,
    [ticketId, writer, message, savedAt],
  );
}

/** Removes the draft of a ticket's reply, if there is one. */
export const removeDraft = (db: Db, ticketId: number, writer: string): void =>
  db.send(`delete from drafts d where ${OF_WRITER}`, [ticketId, writer]);

/** Deletes drafts that are thirty days old, some at a time. @returns how many it deleted */
export const forgetOldDrafts = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'drafts', `saved_at <= $1::timestamptz - interval '30 days'`, [now]);
