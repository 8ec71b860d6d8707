import { action } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { GetTicketDraft } from '../src/generated/GetTicketDraft';
import { findDraft, staffDraft } from '../src/store/tickets/drafts';
import { findTicketView } from '../src/store/tickets/whmcs-views';

const KINDS = ['reply', 'note'] as const;

export default action<GetTicketDraft>(async (params, { db, caller }) => {
  const ticket = await findTicketView(db, referenceOf(params), caller);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  const { staff } = caller;
  if (staff === null) throw invalid('Only an administrator has drafts');
  const found = await Promise.all(KINDS.map((kind) => findDraft(db, ticket.id, staffDraft(staff.id, kind))));
  const draft = found.flatMap((kept, place) =>
    kept === undefined ? [] : [{ kind: KINDS[place], message: kept.message, date: kept.savedAt }],
  );
  return { drafts: { draft } };
});
