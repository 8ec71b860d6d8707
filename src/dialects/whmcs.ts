import type { Listed, Page } from '../store/pages';
import type { TicketReference } from '../store/tickets';
import { idOfUnique } from '../tickets/numbers';

/**
 * The ticket that a call of WHMCS's actions names: by `ticketid`, or else by `ticketnum`, which may also be the second
 * public number that the HelpDeskEddy API shows. A call that names none names one that there is not.
 */
export function referenceOf({ ticketid, ticketnum }: { ticketid?: number; ticketnum?: string }): TicketReference {
  if (ticketid !== undefined) return { id: ticketid };
  const number = ticketnum?.trim() ?? '';
  return { number, otherwiseId: idOfUnique(number) ?? NONE };
}

/** Ids begin at 1. */
const NONE = 0;

/** The page of a list that a call asks for. */
export const pageOf = ({ limitstart = 0, limitnum = 25 }: { limitstart?: number; limitnum?: number }) => ({
  offset: limitstart,
  limit: limitnum,
});

/** What is said of every list that comes in pages, in the published order. */
export const countsOf = ({ offset }: Pick<Page, 'offset'>, { total, rows }: Listed<unknown>) => ({
  totalresults: total,
  startnumber: offset,
  numreturned: rows.length,
});

/** The version of WHMCS whose API this is, for callers that compare it. */
export const WHMCS_VERSION = { version: '9.0.0', canonicalversion: '9.0.0-release.1' };
