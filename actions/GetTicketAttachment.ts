import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { GetTicketAttachment } from '../src/generated/GetTicketAttachment';
import { findFilesOf, readAttachment } from '../src/store/tickets/attachments';

export default action<GetTicketAttachment>(async ({ relatedid, type, index }, { db }) => {
  // Validation allows only these three words, in any letter case.
  const files = await findFilesOf(db, type.toLowerCase() as 'ticket' | 'reply' | 'note', relatedid);
  if (files === undefined) throw notFound('Related ID Not Found');
  if (files.length === 0) throw notFound('No Attachments Found');
  if (files.every(({ removed }) => removed)) throw notFound('Attachments Deleted');
  const file = files.find(({ position }) => position === index);
  if (file === undefined) throw invalid('Invalid Attachment Index');
  if (file.url !== null) throw invalid('The attachment is a link to another server, which is not fetched');
  const bytes = await readAttachment(db, file.id);
  if (bytes === undefined) throw notFound('Attachments Deleted');
  return { filename: file.filename, data: bytes.toString('base64') };
});
