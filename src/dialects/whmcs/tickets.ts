import { NO_ID } from '../../store/ids';
import type { AttachmentRow } from '../../store/tickets/attachments';
import type { AuthorKind, TicketReference } from '../../store/tickets/tickets';
import { idOfUnique } from '../../tickets/numbers';

/**
 * Reads the reference to a ticket in a WHMCS call: `ticketid`, or else `ticketnum`, which may also be the second public
 * number that the HelpDeskEddy API shows. Without either parameter, the ticket is not found.
 */
export function referenceOf({ ticketid, ticketnum }: { ticketid?: number; ticketnum?: string }): TicketReference {
  if (ticketid !== undefined) return { id: ticketid };
  const number = ticketnum?.trim() ?? '';
  return { number, otherwiseId: idOfUnique(number) ?? NO_ID };
}

/** The author's role in WHMCS's words. Where WHMCS has two words for a role, this is the one of its client area. */
export function requestorType(kind: AuthorKind, isOwner: boolean): string {
  if (kind === 'user') return isOwner ? 'Owner' : 'Authorized User';
  return { client: 'Owner', contact: 'Sub-account', guest: 'Guest', staff: 'Operator' }[kind];
}

/**
 * Shows files in two ways: their stored names separated by pipes, and each with the index to fetch it by. The names
 * stay even if all files were removed.
 */
export function attachmentList(files: AttachmentRow[]) {
  return {
    attachment: files.map(({ storedName }) => storedName).join('|'),
    attachments: files.map(({ filename, position }) => ({ filename, index: position })),
    attachments_removed: files.length > 0 && files.every(({ removed }) => removed),
  };
}
