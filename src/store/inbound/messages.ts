import type { Db } from '../../database/pool';

/** What a message keeps of the mail that it came in. */
interface MailOfMessage {
  /** The Message-ID without brackets; null if there is none. */
  mailId: string | null;
  /** Whether nobody may answer it automatically. */
  isAutomatic: boolean;
}

/** Notes on a message which mail it came in. It does not wait: the commit does. */
export function markMessage(db: Db, messageId: number, { mailId, isAutomatic }: MailOfMessage): void {
  db.send('update messages set mail_id = $2, is_automatic = $3 where id = $1', [messageId, mailId, isAutomatic]);
}

/** Finds the first message of a ticket. */
export async function findFirstMessage(db: Db, ticketId: number): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>('select id from messages where ticket_id = $1 and is_first', [ticketId]);
  return row?.id;
}

/**
 * Notes by which names the HTML of a mail shows its files. It does not wait: the commit does.
 *
 * @param files in the order of the attachments
 */
export function markFiles(
  db: Db,
  owner: { messageId: number } | { noteId: number },
  files: { contentId: string | null; isInline: boolean }[],
): void {
  if (files.every(({ contentId, isInline }) => contentId === null && !isInline)) return;
  const [column, id] = 'messageId' in owner ? ['message_id', owner.messageId] : ['note_id', owner.noteId];
  db.send(
    `update attachments a set content_id = f.content_id, is_inline = f.is_inline
     from unnest($2::text[], $3::boolean[]) with ordinality as f (content_id, is_inline, place)
     where a.${column} = $1 and a.position = f.place - 1`,
    [id, files.map(({ contentId }) => contentId), files.map(({ isInline }) => isInline)],
  );
}

/** Sets where the requester of a ticket wants answers. It does not wait: the commit does. */
export function writeReplyAddress(db: Db, ticketId: number, address: string): void {
  db.send('update tickets set reply_address = $2 where id = $1', [ticketId, address]);
}

/**
 * Notes that a mail of ours came back. It does not wait: the commit does.
 *
 * @param reason what the report says, in one line
 */
export function markReturned(db: Db, emailId: number, reason: string, now: Date): void {
  db.send(
    `update emails set status = case when status = 'sent' then 'bounced' else status end,
       failure_reason = case when position($2 in failure_reason) > 0 then failure_reason
         else concat_ws('; ', nullif(failure_reason, ''), $2) end,
       updated_at = $3
     where id = $1`,
    [emailId, reason, now],
  );
}

/** Notes that nothing automatic goes to some addresses any more, because mail to them came back. */
export function markUndeliverable(db: Db, addresses: string[], reason: string, now: Date): void {
  if (addresses.length === 0) return;
  db.send(
    `insert into undeliverable_addresses (address, reason, since)
     select address, $2, $3 from unnest($1::text[]) as given (address) order by address
     on conflict (address) do update set reason = excluded.reason`,
    [addresses, `${RETURNED}${reason}`, now],
  );
}

/** How the reason begins if a mail came back. That a mail server takes the next one proves nothing then. */
const RETURNED = 'Returned: ';

/** Notes that somebody reads the mail of an address again, because mail came from it. It does not wait. */
export function markDeliverable(db: Db, address: string): void {
  db.send('delete from undeliverable_addresses where address = $1', [address]);
}

/** A file of a message or note that came by mail. */
interface MailedFile {
  id: number;
  filename: string;
  size: number;
  /** By which the HTML names it. */
  contentId: string | null;
  isInline: boolean;
}

/** Lists the files of a message or note in their order, without removed ones. */
export const listMailFiles = (
  db: Db,
  { messageId, noteId }: { messageId: number | null; noteId: number | null },
): Promise<MailedFile[]> =>
  db.query(
    `select id, filename, size, content_id as "contentId", is_inline as "isInline" from attachments
     where (message_id = $1 or note_id = $2) and removed_at is null order by position`,
    [messageId, noteId],
  );
