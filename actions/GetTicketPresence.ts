import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { GetTicketPresence } from '../src/generated/GetTicketPresence';
import { listPresent, type Present } from '../src/store/tickets/presence';

/** Reads before its own transaction, because that may be on a replica, which has no unlogged tables. */
export default action<GetTicketPresence, Present[]>(
  async ({ ticketids }, { read, caller, now }) => {
    const ids = ticketids === undefined ? null : readIds(ticketids);
    return read((db) => listPresent(db, { ticketIds: ids, departmentIds: caller.departmentIds, now }));
  },
  async (_params, _context, present) => ({
    totalresults: present.length,
    people: {
      person: present.map(({ ticketId, staffId, name, since, isTyping, expiresAt }) => ({
        ...{ ticketid: ticketId, adminid: staffId, name },
        ...{ state: isTyping ? 'typing' : 'viewing', since, expires: expiresAt },
      })),
    },
  }),
);

/** Ten digits and more are no id: no desk has a billion tickets. */
const ID = /^\d{1,9}$/;

/** Reads a list of ids. @throws ApiError (invalid) `The ticket ids must be numbers separated by commas` */
function readIds(list: string | (string | number)[]): number[] {
  const items = (typeof list === 'string' ? list.split(',') : list).map((item) => String(item).trim()).filter(Boolean);
  if (!items.every((item) => ID.test(item))) throw invalid('The ticket ids must be numbers separated by commas');
  return items.map(Number);
}
