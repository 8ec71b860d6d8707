import type { Db } from '../../database/pool';

/** A file to be stored with a message or note. */
export interface NewAttachment {
  filename: string;
  /** `NNNNNN_filename`, the name in WHMCS's pipe-separated lists. */
  storedName: string;
  /** Its bytes; null for a link, which has a `url` instead. */
  data: Buffer | null;
  url?: string;
}

/** A file without its bytes. */
export interface AttachmentRow {
  id: number;
  messageId: number | null;
  noteId: number | null;
  /** From 0, in the order in which the caller sent the files. */
  position: number;
  filename: string;
  storedName: string;
  removed: boolean;
  /** The address of a link; null for a file that is stored here. */
  url: string | null;
}

type Owner = { messageId: number } | { noteId: number };

const columnOf = (owner: Owner) => ('messageId' in owner ? 'message_id' : 'note_id');
const idOf = (owner: Owner) => ('messageId' in owner ? owner.messageId : owner.noteId);

/**
 * Inserts the files of one message or note, in their order. It does not wait: the commit does.
 *
 * Each file's bytes go in a statement of their own, as a parameter that the driver sends without encoding it.
 */
export function insertAttachments(db: Db, owner: Owner, files: NewAttachment[]): void {
  if (files.length === 0) return;
  const column = columnOf(owner);
  db.send(
    `insert into attachments (${column}, position, filename, stored_name, size, url)
     select $1, f.position - 1, f.filename, f.stored_name, f.size, f.url
     from unnest($2::text[], $3::text[], $4::int[], $5::text[]) with ordinality
       as f (filename, stored_name, size, url, position)`,
    [
      idOf(owner),
      files.map(({ filename }) => filename),
      files.map(({ storedName }) => storedName),
      files.map(({ data }) => data?.length ?? 0),
      files.map(({ url }) => url ?? null),
    ],
  );
  for (const [position, { data }] of files.entries()) {
    if (data === null) continue;
    db.send(
      `insert into attachment_contents (attachment_id, bytes)
       select id, $3 from attachments where ${column} = $1 and position = $2`,
      [idOf(owner), position, data],
    );
  }
}

const COLUMNS = `a.id, a.message_id as "messageId", a.note_id as "noteId", a.position, a.filename,
  a.stored_name as "storedName", a.removed_at is not null as removed, a.url`;

/** Lists the files of some tickets' first messages, in their order. */
export const listFirstMessageAttachments = (
  db: Db,
  ticketIds: number[],
): Promise<(AttachmentRow & { ticketId: number })[]> =>
  db.query(
    `select m.ticket_id as "ticketId", ${COLUMNS} from attachments a join messages m on m.id = a.message_id
     where m.is_first and m.ticket_id = any($1::int[]) order by m.ticket_id, a.position`,
    [ticketIds],
  );

/** Lists the files of a ticket's messages and notes, in their order. */
export const listTicketAttachments = (db: Db, ticketId: number): Promise<AttachmentRow[]> =>
  db.query(
    `select ${COLUMNS} from attachments a join messages m on m.id = a.message_id where m.ticket_id = $1
     union all
     select ${COLUMNS} from attachments a join notes n on n.id = a.note_id where n.ticket_id = $1
     order by position`,
    [ticketId],
  );

/** Lists the files of some messages or notes, in their order. */
export const listAttachmentsOf = (db: Db, kind: 'message' | 'note', ids: number[]): Promise<AttachmentRow[]> =>
  db.query(
    `select ${COLUMNS} from attachments a where a.${kind}_id = any($1::int[]) order by a.${kind}_id, a.position`,
    [ids],
  );

/** Reads the bytes of a file; undefined if it was removed or is a link. */
export async function readAttachment(db: Db, id: number): Promise<Buffer | undefined> {
  const [content] = await db.query<{ bytes: Buffer }>(
    'select bytes from attachment_contents where attachment_id = $1',
    [id],
  );
  return content?.bytes;
}

/** A file with what decides who may read it. */
export interface FileFacts {
  id: number;
  filename: string;
  removed: boolean;
  url: string | null;
  /** Whether it belongs to a note or a draft, which only staff may see. */
  isForStaff: boolean;
  clientId: number | null;
  departmentId: number;
  deletedAt: Date | null;
}

/** Finds a file by its id, without its bytes. */
export async function findFileFacts(db: Db, id: number): Promise<FileFacts | undefined> {
  const [row] = await db.query<FileFacts>(
    `select a.id, a.filename, a.removed_at is not null as removed, a.url,
       a.note_id is not null or m.is_draft as "isForStaff", t.client_id as "clientId",
       t.department_id as "departmentId", t.deleted_at as "deletedAt"
     from attachments a left join messages m on m.id = a.message_id left join notes n on n.id = a.note_id
       join tickets t on t.id = coalesce(m.ticket_id, n.ticket_id)
     where a.id = $1`,
    [id],
  );
  return row;
}

/** What files can belong to. `exists` finds it unless its ticket is deleted, and `files` selects its attachments. */
const OWNERS = {
  ticket: {
    // A merged ticket's first message is a reply of the other ticket now, and its files belong to that reply.
    exists: 'from tickets where id = $1 and merged_into_id is null and deleted_at is null',
    files: 'message_id = (select id from messages where is_first and ticket_id = $1)',
  },
  reply: {
    exists: `from messages m join tickets kept on kept.id = m.ticket_id
      where m.id = $1 and not m.is_first and not m.is_draft and kept.deleted_at is null`,
    files: 'message_id = $1',
  },
  note: {
    exists: 'from notes n join tickets kept on kept.id = n.ticket_id where n.id = $1 and kept.deleted_at is null',
    files: 'note_id = $1',
  },
};

/** Lists the files of a ticket's first message, a reply or a note, in their order; undefined if that does not exist. */
export async function findFilesOf(
  db: Db,
  owner: keyof typeof OWNERS,
  id: number,
): Promise<Pick<AttachmentRow, 'id' | 'position' | 'filename' | 'removed' | 'url'>[] | undefined> {
  const { exists, files } = OWNERS[owner];
  const [related, rows] = await Promise.all([
    db.query(`select 1 ${exists}`, [id]),
    db.query<Pick<AttachmentRow, 'id' | 'position' | 'filename' | 'removed' | 'url'>>(
      `select id, position, filename, removed_at is not null as removed, url from attachments
       where ${files} order by position`,
      [id],
    ),
  ]);
  return related.length === 0 ? undefined : rows;
}
