import type { Context } from '../calls/action';
import { addressKey } from '../mail/people';
import type { DepartmentRow } from '../store/desk/departments';
import { EVERY_TICKET, findTicketForUpdate, type TicketRow } from '../store/tickets/tickets';
import { findTicketView } from '../store/tickets/whmcs-views';
import type { Verdict } from './authentication';
import type { Known } from './author';
import { type Proofs, ticketsOf } from './proofs';

/** Where a mail belongs. */
export interface Destination {
  /** Locked; undefined for a new ticket. */
  ticket: TicketRow | undefined;
  /** Another living ticket that it names. */
  otherTicketId: number | null;
  /** Whether the sender is on the ticket, and not just somebody who has a mail about it. */
  isOnTicket: boolean;
  /** Whether the sender answers as staff: a notification, or a ticket on which he is only as staff. */
  asStaff: boolean;
  flags: string[];
}

interface Question {
  proofs: Proofs;
  /** The sender's address for comparing. */
  senderKey: string;
  known: Known;
  verdict: Verdict;
  /** Whether the sender is the one in From, and nobody is beside: only then can anything vouch for the address. */
  isOnlyAuthor: boolean;
  isForward: boolean;
  department: DepartmentRow | undefined;
}

/**
 * Finds the ticket of a mail. A mail that answers one of ours, or goes to an address that only leads to a ticket, belongs
 * there, whoever sent it. A number in the subject counts only for people who are on the ticket, and for verified staff.
 */
export async function findDestination(context: Context, question: Question): Promise<Destination> {
  const { proofs, senderKey, known, verdict, isOnlyAuthor } = question;
  const proven = proofs.proofs.flatMap(({ ticketId }) => ticketId ?? []);
  const on = await ticketsOf(context, senderKey, [...proven, ...proofs.tagged]);
  const isStaff = known.staff !== undefined && verdict === 'pass';
  const permitted: number[] = [];
  const foreign: number[] = [];
  for (const id of proofs.tagged) {
    // Whoever cannot be the one in From, or is not the only one there, may know the number only.
    const mayWrite = on.has(id) ? verdict !== 'fail' && isOnlyAuthor : isStaff && (await worksOn(context, known, id));
    if (mayWrite) permitted.push(id);
    else if (!on.has(id) || !isOnlyAuthor) foreign.push(id);
  }
  const all = [...new Set([...proven, ...permitted])];
  const first = await firstLiving(context, all);
  const isElsewhere = first !== undefined && goesElsewhere(question, first);
  const ticket = isElsewhere ? undefined : first;
  const otherTicketId = all.find((id) => id !== ticket?.id) ?? null;
  const isNew = ticket === undefined;
  const isOnTicket = !isNew && on.has(ticket.id);
  const answered = proofs.proofs.find(({ ticketId }) => ticketId === ticket?.id);
  const isForCustomers = answered?.sent === undefined ? isOnTicket : answered.sent.staffId === null && isOnTicket;
  return {
    ...{ ticket, otherTicketId, isOnTicket },
    asStaff: !isNew && known.staff !== undefined && !isForCustomers,
    flags: [
      ...(otherTicketId === null ? [] : ['also-refers']),
      ...(isNew && !isElsewhere && proofs.proofs.length > 0 ? ['ticket-gone'] : []),
      ...(isNew && foreign.length > 0 ? ['names-foreign-ticket'] : []),
    ],
  };
}

/** Locks the first of some tickets that is still there. */
async function firstLiving({ db }: Context, ids: number[]): Promise<TicketRow | undefined> {
  for (const id of ids) {
    const ticket = await findTicketForUpdate(db, { id }, EVERY_TICKET);
    if (ticket !== undefined) return ticket;
  }
  return undefined;
}

/** Whether a member of staff works in the department of a ticket. */
async function worksOn({ db }: Context, { staff }: Known, ticketId: number): Promise<boolean> {
  if (staff === undefined || staff.departmentIds.length === 0) return staff !== undefined;
  const scope = { ...EVERY_TICKET, departmentIds: staff.departmentIds };
  return (await findTicketView(db, { id: ticketId }, scope)) !== undefined;
}

/** Whether a mail was forwarded to a department that had nothing to do with its ticket: that is a new matter. */
function goesElsewhere({ proofs, isForward, department }: Question, ticket: TicketRow): boolean {
  if (!isForward || department === undefined || department.id === ticket.departmentId) return false;
  const ofTicket = proofs.proofs.filter(({ ticketId }) => ticketId === ticket.id);
  const own = addressKey(department.email);
  return !ofTicket.some(
    ({ isAddress, sent }) => isAddress || (sent !== undefined && addressKey(sent.fromAddress) === own),
  );
}
