import { action, type Context } from '../../src/calls/action';
import { reaches } from '../../src/dialects/helpdeskeddy/tickets';
import { notFound } from '../../src/errors';
import type { HelpdeskeddyGetFile } from '../../src/generated/helpdeskeddy/GetFile';
import { type FileFacts, findFileFacts, readAttachment } from '../../src/store/tickets/attachments';

export default action<HelpdeskeddyGetFile>(async ({ id }, context) => {
  const file = await findFileFacts(context.db, id);
  // Reads the bytes only after the check, because there may be many.
  const data = file !== undefined && isThere(context, file) ? await readAttachment(context.db, id) : undefined;
  if (file === undefined || data === undefined) throw notFound(`File with id {${id}} not found`);
  return { filename: file.filename, data };
});

/** Whether the file exists for the caller. Clients see the files of their tickets' messages only. */
const isThere = (context: Context, file: FileFacts): boolean =>
  !file.removed &&
  file.url === null &&
  reaches(context, file) &&
  (context.caller.clientId === null || !file.isForStaff);
