import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { findTicketCode } from '../../store/access/ticket-codes';
import { type Caller, ticketCaller } from '../caller';
import { Guesses } from '../guesses';
import { neighbourhoodOf, siteOf } from '../networks';
import { Pace } from '../pace';
import { sameText } from '../secrets';
import type { SharedCounts } from '../shared-counts';

/** Authentication by a ticket's number and access code, as the links in mails have them. */
export interface TicketCodes {
  /**
   * Finds out whether somebody knows a ticket's access code. Wrong codes and numbers that do not exist get the same
   * answer, after the same work.
   *
   * After twenty wrong codes, those of the network wait for their turn, and so do those about the ticket of networks that
   * were wrong about it before. A wrong one is then answered as too many, but the right one gets in.
   *
   * @param address where the visitor comes from; wrong codes count against it, its network and the ticket
   * @throws ApiError (not_found) `Ticket Not Found`; (too_many) `Too many wrong links, please try again later`
   */
  ticketCode(number: string, code: string, address: string): Promise<Caller>;
}

export interface TicketCodeParts {
  database: Database;
  clock: () => Date;
  counts: SharedCounts;
}

/** Authenticates visitors against the tickets' access codes. */
export function createTicketCodes({ database, clock, counts }: TicketCodeParts): TicketCodes {
  const guesses = new Guesses(counts, clock, 'wrong-code', 'Too many wrong links, please try again later');
  const pace = new Pace();

  return {
    async ticketCode(number, code, address) {
      const network = siteOf(address);
      const places = [...new Set([neighbourhoodOf(address), network])];
      const about = `ticket ${number}`;
      const isThrottled = guesses.isTooMany(about, places);
      if (isThrottled && !(await pace.take(network))) throw guesses.refusal();
      const found = await database.transaction('read', (db) => findTicketCode(db, number));
      // Both are always compared, so that it takes as long whatever is wrong.
      const isNumber = sameText(number, found?.number ?? '');
      const isCode = sameText(code, found?.code ?? '');
      if (found !== undefined && !found.isDeleted && isNumber && isCode) return ticketCaller(found.ticketId);
      guesses.noteFrom(about, places);
      throw isThrottled ? guesses.refusal() : new ApiError('not_found', 'Ticket Not Found');
    },
  };
}
