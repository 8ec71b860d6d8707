import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { GetTicketAttachment } from '../src/generated/GetTicketAttachment';
import { readAttachment } from '../src/store/tickets/attachments';

/**
 * What the file belongs to: a row where it exists, in a ticket that was not put away, and the condition that picks its
 * attachments.
 */
const OWNERS = {
  ticket: {
    // The first message of a ticket that became part of another is a reply there, and has its files.
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

interface File {
  id: number;
  position: number;
  filename: string;
  removed: boolean;
  url: string | null;
}

export default action<GetTicketAttachment>(async ({ relatedid, type, index }, { db }) => {
  const owner = OWNERS[type.toLowerCase() as keyof typeof OWNERS];
  const [related, files] = await Promise.all([
    db.query(`select 1 ${owner.exists}`, [relatedid]),
    db.query<File>(
      `select id, position, filename, removed_at is not null as removed, url from attachments
       where ${owner.files} order by position`,
      [relatedid],
    ),
  ]);
  if (related.length === 0) throw notFound('Related ID Not Found');
  if (files.length === 0) throw notFound('No Attachments Found');
  if (files.every(({ removed }) => removed)) throw notFound('Attachments Deleted');
  const file = files.find(({ position }) => position === index);
  if (file === undefined) throw invalid('Invalid Attachment Index');
  if (file.url !== null) throw invalid('The attachment is a link to another server, which is not fetched');
  const bytes = await readAttachment(db, file.id);
  if (bytes === undefined) throw notFound('Attachments Deleted');
  return { filename: file.filename, data: bytes.toString('base64') };
});
