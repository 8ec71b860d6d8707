import type { Db } from '../database/pool';
import type { MessageFormat } from './tickets';

export interface NewNoteRow {
  ticketId: number;
  staffId: number | null;
  /** The name to show where no member of staff is known. */
  authorName: string;
  body: string;
  format: MessageFormat;
  createdAt: Date;
}

/** Inserts a note and gives its id. */
export async function insertNote(db: Db, note: NewNoteRow): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into notes (ticket_id, staff_id, author_name, body, format, created_at) values ($1, $2, $3, $4, $5, $6)
     returning id`,
    [note.ticketId, note.staffId, note.authorName, note.body, note.format, note.createdAt],
  );
  if (row === undefined) throw new Error('an insert returned no row');
  return row.id;
}
