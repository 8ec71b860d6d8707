import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { SplitTicket } from '../src/generated/SplitTicket';
import { findDepartment } from '../src/store/desk/departments';
import { listStatuses } from '../src/store/desk/statuses';
import { findTicketForUpdate } from '../src/store/tickets/tickets';
import { splitTicket } from '../src/tickets/split';
import { openStatus } from '../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<SplitTicket>(async ({ ticketid, messageids, subject, deptid }, context) => {
  const { db, caller } = context;
  const sent = readList(messageids);
  const ticket = await findTicketForUpdate(db, { id: ticketid }, caller);
  if (ticket === undefined) throw notFound('Ticket ID Not Found');
  const [department, statuses] = await Promise.all([
    findDepartment(db, deptid ?? ticket.departmentId),
    listStatuses(db),
  ]);
  if (department === undefined) throw notFound('Department ID Not Found');
  const wrong = sent.filter((item) => !/^\d{1,9}$/.test(item));
  if (wrong.length > 0) throw invalid(`Invalid Message IDs: ${wrong.join(', ')}`);
  const messageIds = [...new Set(sent.map(Number))];
  const opened = await splitTicket(context, ticket, {
    ...{ messageIds, department, subject: subject?.trim() || ticket.subject },
    statusId: openStatus(statuses)?.id ?? ticket.statusId,
  });
  return { id: opened.id, tid: opened.number, c: opened.accessCode };
});

const MOST_MESSAGES = 500;
const LONGEST_SHOWN = 20;

/** @throws ApiError (invalid) `Message IDs Required`; `At most 500 messages can be moved at once`. */
function readList(list: string | (string | number)[]): string[] {
  const items = (typeof list === 'string' ? list.split(',') : list).map((item) => String(item).trim()).filter(Boolean);
  if (items.length === 0) throw invalid('Message IDs Required');
  if (items.length > MOST_MESSAGES) throw invalid(`At most ${MOST_MESSAGES} messages can be moved at once`);
  return items.map((item) => item.slice(0, LONGEST_SHOWN));
}
