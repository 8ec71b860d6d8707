import { action, type Context } from '../../src/calls/action';
import { holdsTicket } from '../../src/dialects/pages/tickets';
import { notFound } from '../../src/errors';
import type { PagesGetFile } from '../../src/generated/pages/GetFile';
import { type FileFacts, findFileFacts, readAttachment } from '../../src/store/tickets/attachments';

export default action<PagesGetFile>(async ({ id }, context) => {
  const file = await findFileFacts(context.db, id);
  // Reads the bytes only after the check, because there may be many.
  const data = file !== undefined && isThere(context, file) ? await readAttachment(context.db, id) : undefined;
  if (file === undefined || data === undefined) throw notFound('File Not Found');
  return { filename: file.filename, data };
});

/** Whether the file exists for the caller: pages show the files of messages, and never those of notes. */
const isThere = ({ caller }: Context, file: FileFacts): boolean =>
  !file.removed && file.url === null && !file.isForStaff && holdsTicket(caller, file);
