import { ADDRESSES } from '../../../config/addresses';
import { linkTo, type StaffVisit } from '../layout';

/** The address of a ticket's page or of a part of it. @param part such as `/change` */
export const ticketPath = (id: number, part = ''): string => `${ADDRESSES.consoleTicket}${id}${part}`;

/** A link to a ticket's page or a part of it, which keeps the queue that the reader came from. */
export function ticketLink(
  visit: StaffVisit,
  id: number,
  { part = '', from = visit.from, ...query }: { part?: string; from?: string } & Record<string, string | number> = {},
): string {
  const parameters = new URLSearchParams();
  if (from !== '') parameters.set('from', from);
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  const text = parameters.toString();
  return linkTo(visit, ticketPath(id, part)) + (text === '' ? '' : `?${text}`);
}

/** A link back to the queue as the reader left it. */
export const queueLink = (visit: StaffVisit, from: string): string =>
  linkTo(visit, ADDRESSES.console) + (from === '' ? '' : `?${from}`);

/** A link to a file of a message or note. */
export const fileLink = (
  visit: StaffVisit,
  ticketId: number,
  { relatedtype, relatedid, index }: { relatedtype: string; relatedid: number; index: number },
  query: Record<string, number> = {},
): string => ticketLink(visit, ticketId, { part: `/files/${relatedtype}/${relatedid}/${index}`, ...query });
