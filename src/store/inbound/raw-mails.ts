import type { Db } from '../../database/pool';

/** As much travels in one statement. */
const PIECE_BYTES = 4_194_304;

/** Keeps the bytes of a mail, piece by piece. */
export async function keepRaw(db: Db, mailId: number, raw: Buffer, now: Date): Promise<void> {
  for (let part = 0; part * PIECE_BYTES < raw.length; part++) {
    const piece = raw.subarray(part * PIECE_BYTES, (part + 1) * PIECE_BYTES);
    await db.query('insert into raw_mails (mail_id, part, taken_at, bytes) values ($1, $2, $3, $4)', [
      mailId,
      part,
      now,
      piece,
    ]);
  }
}

/** Where a mail went: its bytes go when that goes. */
interface Place {
  messageId: number | null;
  noteId: number | null;
}

/** Ties the bytes of a mail to the message or note that it became. It does not wait: the commit does. */
export function tieRaw(db: Db, mailId: number, { messageId, noteId }: Place): void {
  db.send('update raw_mails set message_id = $2, note_id = $3 where mail_id = $1', [mailId, messageId, noteId]);
}

/** Reads the bytes of a mail; undefined if they are gone. */
export async function readRaw(db: Db, mailId: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  for (;;) {
    const [row] = await db.query<{ bytes: Buffer }>('select bytes from raw_mails where mail_id = $1 and part = $2', [
      mailId,
      pieces.length,
    ]);
    if (row === undefined) return pieces.length === 0 ? undefined : Buffer.concat(pieces);
    pieces.push(row.bytes);
  }
}

/** Few enough to be deleted in a moment. */
const SWEPT_AT_ONCE = 200;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes a batch of bytes that were kept long enough.
 *
 * @param days 0 keeps them for ever
 * @returns how many pieces; 0 once none is left
 */
export async function forgetOldRaw(db: Db, now: Date, days: number): Promise<number> {
  if (days === 0) return 0;
  const rows = await db.query(
    `delete from raw_mails where (mail_id, part) in (
       select mail_id, part from raw_mails where taken_at < $1 order by taken_at limit ${SWEPT_AT_ONCE}) returning 1`,
    [new Date(now.getTime() - days * DAY_MS)],
  );
  return rows.length;
}

/** What a message does not show of its mail. */
export interface MailTexts extends Place {
  text: string;
  /** As received. */
  html: string | null;
  /** How much of the HTML comes before what it quotes; null if that is not known, or if it quotes nothing. */
  htmlVisible: number | null;
}

/** Keeps the whole text and the HTML of a mail. It does not wait: the commit does. */
export function keepTexts(db: Db, mailId: number, { messageId, noteId, text, html, htmlVisible }: MailTexts): void {
  db.send(
    'insert into mail_texts (mail_id, message_id, note_id, text, html, html_visible) values ($1, $2, $3, $4, $5, $6)',
    [mailId, messageId, noteId, text, html, htmlVisible],
  );
}

/** Finds what was kept of a mail's text; undefined if it became no message, or that is gone. */
export async function findTexts(db: Db, mailId: number): Promise<MailTexts | undefined> {
  const [row] = await db.query<MailTexts>(
    `select message_id as "messageId", note_id as "noteId", text, html, html_visible as "htmlVisible"
     from mail_texts where mail_id = $1`,
    [mailId],
  );
  return row;
}
