import { NO_ID } from '../../store/ids';
import type { AttachmentRow } from '../../store/tickets/attachments';
import type { AuthorKind, TicketReference } from '../../store/tickets/tickets';
import { idOfUnique } from '../../tickets/numbers';

/**
 * The ticket that a call of WHMCS's actions names: by `ticketid`, or else by `ticketnum`, which may also be the second
 * public number that the HelpDeskEddy API shows. A call that names none names one that there is not.
 */
export function referenceOf({ ticketid, ticketnum }: { ticketid?: number; ticketnum?: string }): TicketReference {
  if (ticketid !== undefined) return { id: ticketid };
  const number = ticketnum?.trim() ?? '';
  return { number, otherwiseId: idOfUnique(number) ?? NO_ID };
}

/** What kind of person wrote, in the words of the API; those with two are named as its client area names them. */
export function requestorType(kind: AuthorKind, isOwner: boolean): string {
  if (kind === 'user') return isOwner ? 'Owner' : 'Authorized User';
  return { client: 'Owner', contact: 'Sub-account', guest: 'Guest', staff: 'Operator' }[kind];
}

/**
 * Files as lists show them: their stored names with pipes between, and each with the index under which it is fetched.
 * Where all were removed, the names stay.
 */
export function attachmentList(files: AttachmentRow[]) {
  return {
    attachment: files.map(({ storedName }) => storedName).join('|'),
    attachments: files.map(({ filename, position }) => ({ filename, index: position })),
    attachments_removed: files.length > 0 && files.every(({ removed }) => removed),
  };
}
