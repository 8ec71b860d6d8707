import type { Db } from '../../database/pool';
import { inserted } from '../rows';
import type { MessageFormat } from './tickets';

interface NewNoteRow {
  ticketId: number;
  staffId: number | null;
  /** The name to show if there is no member of staff. */
  authorName: string;
  body: string;
  format: MessageFormat;
  createdAt: Date;
}

/** Inserts a note and returns its id. */
export async function insertNote(db: Db, note: NewNoteRow): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into notes (ticket_id, staff_id, author_name, body, format, created_at) values ($1, $2, $3, $4, $5, $6)
     returning id`,
    [note.ticketId, note.staffId, note.authorName, note.body, note.format, note.createdAt],
  );
  return inserted(rows).id;
}

/** A note with its author's id, for the APIs that show more than WHMCS's does. */
export interface NoteFacts {
  id: number;
  ticketId: number;
  staffId: number | null;
  createdAt: Date;
  body: string;
  format: MessageFormat;
}

const NOTE = `
  select n.id, n.ticket_id as "ticketId", n.staff_id as "staffId", n.created_at as "createdAt", n.body, n.format
  from notes n`;

/** Lists a page of a ticket's notes in the order of their dates, and counts them all. */
export async function listNoteFacts(
  db: Db,
  ticketId: number,
  page: { order: 'asc' | 'desc'; offset: number; limit: number },
): Promise<{ notes: NoteFacts[]; total: number }> {
  const [counted, notes] = await Promise.all([
    db.query<{ total: number }>('select count(*) as total from notes where ticket_id = $1', [ticketId]),
    db.query<NoteFacts>(
      `${NOTE} where n.ticket_id = $1 order by n.created_at ${page.order}, n.id ${page.order} offset $2 limit $3`,
      [ticketId, page.offset, page.limit],
    ),
  ]);
  return { notes, total: counted[0]?.total ?? 0 };
}

/** Finds one note of a ticket. */
export async function findNoteFacts(db: Db, ticketId: number, id: number): Promise<NoteFacts | undefined> {
  const [row] = await db.query<NoteFacts>(`${NOTE} where n.ticket_id = $1 and n.id = $2`, [ticketId, id]);
  return row;
}

/** Rewrites a note of a ticket. It does not wait: the commit does. */
export function updateNote(db: Db, ticketId: number, note: { id: number; body: string; format: MessageFormat }): void {
  db.send('update notes set body = $3, format = $4 where id = $1 and ticket_id = $2', [
    note.id,
    ticketId,
    note.body,
    note.format,
  ]);
}

/** Deletes a ticket's note with its files. It does not wait: the commit does. */
export function deleteNote(db: Db, ticketId: number, id: number): void {
  db.send('delete from notes where id = $1 and ticket_id = $2', [id, ticketId]);
}
