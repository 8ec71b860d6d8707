import { action, type Context } from '../../src/calls/action';
import { readUserId } from '../../src/dialects/helpdeskeddy/people';
import { showComment } from '../../src/dialects/helpdeskeddy/posts';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyCreateComment } from '../../src/generated/helpdeskeddy/CreateComment';
import { listStaffByIds, type Staff } from '../../src/store/people/people';
import { checkAttachments } from '../../src/tickets/attachments';
import { addNote } from '../../src/tickets/note';

export default action<HelpdeskeddyCreateComment>(async ({ id, text, user_id, files }, context) => {
  const ticket = await holdTicket(context, id);
  const staff = user_id === undefined ? undefined : await findStaff(context, user_id);
  const attachments = checkAttachments(files, context.desk);
  const noteId = await addNote(context, ticket, {
    body: text,
    format: 'html',
    createdAt: context.now,
    attachments,
    ...(staff !== undefined && { staff }),
  });
  return { data: await showComment(context, ticket.id, noteId) };
});

async function findStaff({ db }: Context, userId: number): Promise<Staff> {
  const { kind, id } = readUserId(userId);
  const [staff] = kind === 'staff' ? await listStaffByIds(db, [id]) : [];
  if (staff === undefined) throw invalid('Parameter "user_id" must be the id of a member of staff');
  return staff;
}
