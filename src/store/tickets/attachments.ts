import type { Db } from '../../database/pool';
import { type Scope, scopeSql, scopeValues, type TicketReference } from './tickets';

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
  ticketId: number;
  clientId: number | null;
  departmentId: number;
  deletedAt: Date | null;
}

/** Finds a file by its id, without its bytes. */
export async function findFileFacts(db: Db, id: number): Promise<FileFacts | undefined> {
  const [row] = await db.query<FileFacts>(
    `select a.id, a.filename, a.removed_at is not null as removed, a.url,
       a.note_id is not null or m.is_draft as "isForStaff", t.id as "ticketId", t.client_id as "clientId",
       t.department_id as "departmentId", t.deleted_at as "deletedAt"
     from attachments a left join messages m on m.id = a.message_id left join notes n on n.id = a.note_id
       join tickets t on t.id = coalesce(m.ticket_id, n.ticket_id)
     where a.id = $1`,
    [id],
  );
  return row;
}

type OwnedFile = Pick<AttachmentRow, 'id' | 'position' | 'filename' | 'removed' | 'url'>;

/** Lists the files of a message or note, in their order. */
const listFiles = (db: Db, column: 'message_id' | 'note_id', id: number): Promise<OwnedFile[]> =>
  db.query(
    `select id, position, filename, removed_at is not null as removed, url from attachments
     where ${column} = $1 order by position`,
    [id],
  );

/** Lists the files of a reply or a note, in their order; undefined if that does not exist or its ticket is deleted. */
export async function findFilesOf(
  db: Db,
  owner: 'reply' | 'note',
  id: number,
  scope: Scope,
): Promise<OwnedFile[] | undefined> {
  const isReply = owner === 'reply';
  const [related, files] = await Promise.all([
    db.query(
      `select 1 from ${isReply ? 'messages' : 'notes'} o join tickets kept on kept.id = o.ticket_id
       where o.id = $1 and kept.deleted_at is null ${isReply ? 'and not o.is_first and not o.is_draft' : ''}
         and ${scopeSql('kept', 2)}`,
      [id, ...scopeValues(scope)],
    ),
    listFiles(db, isReply ? 'message_id' : 'note_id', id),
  ]);
  return related.length === 0 ? undefined : files;
}

/**
 * Which ticket a reference means, with the id as `$1` and the number as `$2`, and which one comes first.
 *
 * An id counts as a number only if it is higher than all ids so far. Otherwise the id of a ticket that was deleted could
 * lead to another ticket's files.
 */
const MEANT = {
  id: `t.id = $1 or (t.number = $2 and $1 > coalesce(pg_sequence_last_value(pg_get_serial_sequence('tickets', 'id')::regclass), 0))
    order by t.id = $1 desc`,
  number: 't.id = $1 or t.number = $2 order by t.number = $2 desc',
};

/**
 * Lists the files of the message that opened a ticket, in their order. A merged ticket's first message is a reply of the
 * other ticket now, but its old id and number still stand for it.
 *
 * @returns undefined if there is no such ticket or message, or if the ticket that has the message is deleted
 */
export async function findFilesOfTicket(
  db: Db,
  reference: TicketReference,
  scope: Scope,
): Promise<OwnedFile[] | undefined> {
  const [meant, values] =
    'id' in reference
      ? [MEANT.id, [reference.id, String(reference.id)]]
      : [MEANT.number, [reference.otherwiseId, reference.number]];
  const [message] = await db.query<{ id: number }>(
    `select m.id from (select t.id, t.first_message_id from tickets t where ${meant} limit 1) t
       join messages m on m.id = coalesce(t.first_message_id,
         (select f.id from messages f where f.ticket_id = t.id and f.is_first))
       join tickets kept on kept.id = m.ticket_id
     where kept.deleted_at is null and ${scopeSql('kept', 3)}`,
    [...values, ...scopeValues(scope)],
  );
  return message && listFiles(db, 'message_id', message.id);
}
