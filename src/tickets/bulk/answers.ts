import { listStatuses } from '../../store/desk/statuses';
import type { BulkTicketRow } from '../../store/tickets/bulk-writes';
import { insertReplies } from '../../store/tickets/replying';
import { findTicketViews, type TicketView } from '../../store/tickets/whmcs-views';
import { ofStaff } from '../authors';
import { replyRow } from '../reply';
import { statusAfterReply } from '../status';
import { type AnswerVariable, fillVariables } from '../variables';
import type { Batch } from './batch';

/** PostgreSQL has its own deadline for a statement. */
const NO_DEADLINE = 'infinity';

/** Answers tickets with one text, in which each has its own values. @returns the ids of the replies by ticket */
export async function replyToMany(
  { context, changes: { reply, status, quiet = false } }: Batch,
  tickets: BulkTicketRow[],
): Promise<Map<number, number>> {
  if (reply === undefined || tickets.length === 0) return new Map();
  const { db, now, desk, caller } = context;
  const [statuses, views] = await Promise.all([
    listStatuses(db),
    findTicketViews(
      db,
      tickets.map(({ id }) => id),
    ),
  ]);
  const author = ofStaff(caller.staff?.id ?? null, reply.name);
  const viewOf = new Map(views.map((view) => [view.id, view]));
  const rows = tickets.map((ticket) => {
    const view = viewOf.get(ticket.id);
    const after = status ??
      statusAfterReply(statuses, author, ticket) ?? { id: ticket.statusId, title: ticket.statusTitle, isClosed: false };
    const values = valuesOf(view, { admin_name: reply.name, company_name: desk.companyName });
    return replyRow(
      context,
      ticket,
      { author, body: fillVariables(reply.body, values), format: reply.format, createdAt: now, status: after, quiet },
      (entry) => context.entryOf(entry),
    );
  });
  const ids = await insertReplies.write(db, rows, NO_DEADLINE);
  return new Map(tickets.flatMap(({ id }, place) => (ids[place] === undefined ? [] : [[id, ids[place]] as const])));
}

const valuesOf = (
  view: TicketView | undefined,
  own: Pick<Record<AnswerVariable, string>, 'admin_name' | 'company_name'>,
): Record<AnswerVariable, string> => ({
  ...own,
  client_name: view?.name ?? '',
  client_first_name: firstNameOf(view?.name ?? ''),
  client_email: view?.email ?? '',
  ticket_id: view?.number ?? '',
  ticket_subject: view?.subject ?? '',
  ticket_department: view?.departmentName ?? '',
  ticket_status: view?.status ?? '',
  ticket_priority: view?.priority ?? '',
});

const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
