import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { RunMacro } from '../src/generated/RunMacro';
import { textFiller } from '../src/mail/reply-text';
import { findStaffByReference } from '../src/store/people/people';
import { holdMacro } from '../src/store/tickets/macros';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { findTicketView } from '../src/store/tickets/whmcs-views';
import { ofStaff } from '../src/tickets/authors';
import { checkRights, readyMacro, runMacro } from '../src/tickets/macro';
import { refuseStale, seenIn } from '../src/tickets/stale';

/** Checks in the order of `x-refusals`. */
export default action<RunMacro>(async (params, context) => {
  const { db, caller } = context;
  const reference = referenceOf(params);
  const ticket = await findTicketForUpdate(db, reference, caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const macro = await holdMacro(db, caller.staff?.id ?? null, params.macroid);
  if (macro === undefined) throw notFound('Macro ID Not Found');
  checkRights(context, macro);
  const catalogue = await context.catalogue('fresh');
  const staff = /^[1-9]/.test(macro.assignee ?? '') ? await findStaffByReference(db, macro.assignee ?? '') : undefined;
  const ready = readyMacro(context, macro, catalogue, staff);
  const author = ofStaff(caller.staff?.id ?? null, caller.staff?.name ?? '');
  await refuseStale(context, ticket, author, seenIn(reference, params));
  const view = await findTicketView(db, { id: ticket.id }, caller);
  if (view === undefined) throw notFound('Ticket ID Not Found');
  const fill = await textFiller(context, view, true);
  const [reply, note] = [fill(macro.replyBody).trim(), fill(macro.noteBody).trim()];
  if (macro.replyBody !== '' && reply === '') throw invalid('The reply of this macro is empty');
  const { replyId, noteId } = await runMacro(context, ticket, { ...ready, reply, note }, catalogue);
  return { ticketid: ticket.id, macroid: macro.id, replyid: replyId ?? 0, noteid: noteId ?? 0 };
});
