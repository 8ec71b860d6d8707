import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { GetTicketAttachment } from '../src/generated/GetTicketAttachment';
import { findFilesOf, findFilesOfTicket, readAttachment } from '../src/store/tickets/attachments';

export default action<GetTicketAttachment>(async ({ index, ...owner }, { db, caller }) => {
  const files = await findFiles(owner, { db, caller });
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

/** Finds the files of what the call names. Only a ticket has a number. */
async function findFiles(
  { relatedid, ticketnum, type }: Omit<GetTicketAttachment, 'index'>,
  { db, caller }: Pick<Context, 'db' | 'caller'>,
) {
  // Validation allows only these three words, in any letter case.
  const owner = type.toLowerCase() as 'ticket' | 'reply' | 'note';
  if (owner === 'ticket') {
    const reference = relatedid === undefined ? { ticketnum: ticketnum ?? '' } : { ticketid: relatedid };
    return findFilesOfTicket(db, referenceOf(reference), caller);
  }
  return relatedid === undefined ? undefined : findFilesOf(db, owner, relatedid, caller);
}
