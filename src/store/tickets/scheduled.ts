import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';
import type { NewAttachment } from './attachments';
import type { MessageFormat } from './tickets';

/** A stopped reply stays until its author decides; the others are kept for a while. */
export type ScheduledState = 'pending' | 'stopped' | 'sent' | 'cancelled';

/** A reply of staff that is sent later. */
export interface NewScheduledReply {
  ticketId: number;
  ticketNumber: string;
  subject: string;
  staffId: number;
  authorName: string;
  body: string;
  format: MessageFormat;
  /** The status that the ticket gets; null for the usual one. */
  statusId: number | null;
  cc: string[];
  /** Which messages the mail quotes: `none`, `last`, `all` or ids; null for what mails quote by default. */
  quoting: 'none' | 'last' | 'all' | number[] | null;
  /** The newest reply and note that the author had seen, 0 for none, and the title of the status. */
  seenReplyId: number;
  seenNoteId: number;
  seenStatus: string;
  createdAt: Date;
  dueAt: Date;
}

export interface ScheduledReply extends Omit<NewScheduledReply, 'ticketId' | 'staffId'> {
  id: number;
  /** Null if the ticket was deleted for good. */
  ticketId: number | null;
  /** Null if the author was deleted. */
  staffId: number | null;
  statusTitle: string;
  state: ScheduledState;
  /** Why it was stopped, as one word; empty if it was not. */
  reason: string;
  /** The reply that it became. */
  replyId: number | null;
  files: { filename: string; size: number }[];
}

/** Inserts a scheduled reply, and returns its id. */
export async function insertScheduled(db: Db, reply: NewScheduledReply): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into scheduled_replies (ticket_id, ticket_number, subject, staff_id, author_name, body, format, status_id, cc,
       seen_reply_id, seen_note_id, seen_status, created_at, due_at, quoting)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb) returning id`,
    [
      ...[reply.ticketId, reply.ticketNumber, reply.subject, reply.staffId, reply.authorName, reply.body, reply.format],
      ...[reply.statusId, reply.cc, reply.seenReplyId, reply.seenNoteId, reply.seenStatus, reply.createdAt],
      ...[reply.dueAt, reply.quoting === null ? null : JSON.stringify(reply.quoting)],
    ],
  );
  return inserted(rows).id;
}

/**
 * Inserts the files of a scheduled reply, after those that it has. Each is a statement of its own, as in
 * `insertAttachments`. It does not wait: the commit does.
 */
export function insertScheduledFiles(db: Db, id: number, files: NewAttachment[], from: number): void {
  for (const [place, { filename, storedName, data }] of files.entries()) {
    db.send(
      `insert into scheduled_files (scheduled_reply_id, position, filename, stored_name, bytes)
       values ($1, $2, $3, $4, $5)`,
      [id, from + place, filename, storedName, data],
    );
  }
}

/** Gives the files of a scheduled reply that was taken back to the one that follows it. @returns how many */
export async function moveScheduledFiles(db: Db, from: number, to: number): Promise<number> {
  const moved = await db.query(
    'update scheduled_files set scheduled_reply_id = $2 where scheduled_reply_id = $1 returning 1',
    [from, to],
  );
  return moved.length;
}

/**
 * Makes the files of a scheduled reply those of a message, without reading them here. It does not wait: the commit does.
 */
export function attachScheduledFiles(db: Db, id: number, messageId: number): void {
  db.send(
    `with file as (
       insert into attachments (message_id, position, filename, stored_name, size)
       select $2, position, filename, stored_name, length(bytes) from scheduled_files where scheduled_reply_id = $1
       returning id, position)
     insert into attachment_contents (attachment_id, bytes)
     select file.id, f.bytes from file join scheduled_files f on f.scheduled_reply_id = $1 and f.position = file.position`,
    [id, messageId],
  );
  db.send('delete from scheduled_files where scheduled_reply_id = $1', [id]);
}

const COLUMNS = `r.id, r.ticket_id as "ticketId", r.ticket_number as "ticketNumber", r.subject, r.staff_id as "staffId",
  r.author_name as "authorName", r.body, r.format, r.status_id as "statusId", coalesce(s.title, '') as "statusTitle", r.cc, r.quoting,
  r.seen_reply_id as "seenReplyId", r.seen_note_id as "seenNoteId", r.seen_status as "seenStatus",
  r.created_at as "createdAt", r.due_at as "dueAt", r.state, r.reason, r.reply_id as "replyId",
  coalesce((select json_agg(json_build_object('filename', f.filename, 'size', length(f.bytes)) order by f.position)
    from scheduled_files f where f.scheduled_reply_id = r.id), '[]') as files`;

/** Finds a scheduled reply, and locks it until the transaction ends. */
export async function holdScheduled(db: Db, id: number): Promise<ScheduledReply | undefined> {
  // The lock comes first: after waiting for it, the row is read as the other call has left it.
  await db.query('select 1 from scheduled_replies where id = $1 for no key update', [id]);
  const [row] = await db.query<ScheduledReply>(
    `select ${COLUMNS} from scheduled_replies r left join statuses s on s.id = r.status_id where r.id = $1`,
    [id],
  );
  return row;
}

/** Which scheduled replies to list. Absent members exclude none. */
interface ScheduledFilter {
  id?: number | undefined;
  ticketId?: number | undefined;
  staffId?: number | undefined;
  /** Who reads the list and works in these departments only: they see the replies to tickets there, and their own. */
  reader?: { departmentIds: number[]; staffId: number } | undefined;
  states: ScheduledState[];
}

/** Lists a page of the scheduled replies, in the order in which they are due. */
export const listScheduled = (db: Db, filter: ScheduledFilter, page: Page): Promise<Listed<ScheduledReply>> =>
  listPage<ScheduledReply>(
    db,
    {
      select: COLUMNS,
      from: 'scheduled_replies r left join statuses s on s.id = r.status_id',
      orderBy: 'r.due_at, r.id',
    },
    [
      ['r.id = ?', filter.id],
      // Until it is due, a reply to a ticket that was merged is the old ticket's.
      ['r.ticket_id in (select t.id from tickets t where t.id = ? or t.merged_into_id = ?)', filter.ticketId],
      ['r.staff_id = ?', filter.staffId],
      [
        '(r.ticket_id in (select t.id from tickets t where t.department_id = any(?::int[])) or r.staff_id = ?)',
        ...(filter.reader === undefined ? [undefined] : [filter.reader.departmentIds, filter.reader.staffId]),
      ],
      ['r.state = any(?::text[])', filter.states],
    ],
    page,
  );

/** Ends a scheduled reply, or stops it until its author decides. It does not wait: the commit does. */
export function endScheduled(
  db: Db,
  id: number,
  end: { state: ScheduledState; reason?: string; replyId?: number },
  now: Date,
): void {
  db.send('update scheduled_replies set state = $2, reason = $3, reply_id = $4, ended_at = $5 where id = $1', [
    id,
    end.state,
    end.reason ?? '',
    end.replyId ?? null,
    now,
  ]);
}

/** A reply that is to be sent or stopped. */
export interface DueReply {
  id: number;
  /** Null if the author was deleted. */
  staffId: number | null;
}

/** Lists some pending replies that are due, the longest due first. @param skipped ids to leave out */
export const listDue = (db: Db, now: Date, skipped: number[]): Promise<DueReply[]> =>
  db.query(
    `select id, staff_id as "staffId" from scheduled_replies
     where state = 'pending' and due_at <= $1 and id <> all($2::int[]) order by due_at, id limit 100`,
    [now, skipped],
  );

/**
 * Lists some pending replies to tickets whose customer has written something that the author had not seen.
 *
 * @param skipped ids to leave out
 */
export const listAnswered = (db: Db, skipped: number[]): Promise<DueReply[]> =>
  db.query(
    `select r.id, r.staff_id as "staffId" from scheduled_replies r
     where r.state = 'pending' and r.id <> all($1::int[]) and exists (
       select from messages m where m.ticket_id = r.ticket_id and m.id > r.seen_reply_id and m.author_kind <> 'staff'
         and not m.is_first and not m.is_draft)
     order by r.id limit 100`,
    [skipped],
  );

/** Deletes replies that were sent, or taken back, thirty days ago, some at a time. @returns how many it deleted */
export const forgetOldScheduled = (db: Db, now: Date): Promise<number> =>
  deleteSome(
    db,
    'scheduled_replies',
    `state in ('sent', 'cancelled') and ended_at <= $1::timestamptz - interval '30 days'`,
    [now],
  );
