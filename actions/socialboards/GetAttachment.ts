import { action } from '../../src/calls/action';
import { findVisibleTicket } from '../../src/dialects/socialboards/tickets';
import { invalid, notFound } from '../../src/errors';
import type { SocialboardsGetAttachment } from '../../src/generated/socialboards/GetAttachment';
import { listTicketAttachments, readAttachment } from '../../src/store/tickets/attachments';

/** This API does not have the files of notes. */
export default action<SocialboardsGetAttachment>(async ({ ticketId, attachmentId }, context) => {
  const ticket = await findVisibleTicket(context, ticketId);
  const files = await listTicketAttachments(context.db, ticket.id);
  const file = files.find(({ id, messageId }) => id === attachmentId && messageId !== null);
  if (file === undefined || file.removed) throw notFound('Attachment not found');
  if (file.url !== null) throw invalid('The attachment is a link to another server, which is not fetched');
  const data = await readAttachment(context.db, file.id);
  if (data === undefined) throw notFound('Attachment not found');
  return { filename: file.filename, data };
});
