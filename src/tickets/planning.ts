import type { Context } from '../calls/action';
import { invalid } from '../errors';
import type { Named } from '../store/desk/named';
import { writeTags, writeTicketDetails } from '../store/tickets/details';
import { type TicketPlan, wakeOne, writeDueDate } from '../store/tickets/planning';
import type { TicketRow } from '../store/tickets/tickets';
import { logTicket } from './log';

/** How the work on a ticket is to be planned. Absent members stay as they are, and null clears them. */
export interface PlanChange {
  tags?: string[];
  dueAt?: Date | null;
  snoozeUntil?: Date | null;
  category?: Named | null;
  type?: Named;
}

/** What changing the plan needs to know of a ticket. */
type Planned = Pick<TicketRow, 'id' | 'clientId'>;

/** Names in the activity log may be of any length, dates are in ISO 8601. */
const dated = (date: Date | null): string | null => date?.toISOString() ?? null;

/**
 * Changes how the work on a ticket is planned. Emits `TicketSnoozed` if it is to come back at another time, and
 * `TicketUnsnoozed` if it comes back now.
 *
 * @param before how it was planned so far
 * @param change checked names of tags, and a snooze that {@link checkSnooze} has checked
 */
export function changePlan(context: Context, ticket: Planned, before: TicketPlan, change: PlanChange): void {
  const { db } = context;
  const { tags, dueAt, category, type } = change;
  const log = (name: string, from: unknown, to: unknown): void => {
    if (from !== to) logTicket(context, ticket, 'Ticket changed', { changes: { [name]: [from, to] } });
  };
  if (tags !== undefined) {
    writeTags(db, ticket.id, tags);
    log('tags', before.tags.join(', '), tags.join(', '));
  }
  if (dueAt !== undefined) {
    writeDueDate(db, ticket.id, dueAt);
    log('due', dated(before.dueAt), dated(dueAt));
  }
  writeTicketDetails(db, ticket.id, {
    ...(category !== undefined && { categoryId: category?.id ?? null }),
    ...(type !== undefined && { typeId: type.id }),
  });
  if (category !== undefined) log('category', before.category?.name ?? null, category?.name ?? null);
  if (type !== undefined) log('type', before.type.name, type.name);
  if (change.snoozeUntil !== undefined) snooze(context, ticket, before, change.snoozeUntil);
}

/**
 * Checks until when a ticket is to be snoozed.
 *
 * @throws ApiError (invalid) `A ticket can be snoozed only until a time in the future`
 */
export function checkSnooze(until: Date, now: Date): Date {
  if (until <= now) throw invalid('A ticket can be snoozed only until a time in the future');
  return until;
}

function snooze(context: Context, ticket: Planned, { frozenUntil }: TicketPlan, until: Date | null): void {
  if (dated(ahead(frozenUntil, context)) === dated(until)) return;
  writeTicketDetails(context.db, ticket.id, { frozenUntil: until });
  tellSnooze(context, ticket, frozenUntil, until);
}

/** A time that is still to come; null for one that is over. */
const ahead = (until: Date | null, { now }: Context): Date | null => (until !== null && until > now ? until : null);

/**
 * Tells that a ticket is to come back at another time. Emits `TicketSnoozed`, or `TicketUnsnoozed` if it comes back now.
 *
 * @param before until when it was snoozed
 * @param until what is written: a time that is over snoozes nothing
 */
export function tellSnooze(context: Context, ticket: Planned, before: Date | null, until: Date | null): void {
  const { caller, emit } = context;
  const [from, to] = [dated(ahead(before, context)), dated(ahead(until, context))];
  if (from === to) return;
  logTicket(context, ticket, 'Ticket changed', { changes: { snooze: [from, to] } });
  if (to === null) emit('TicketUnsnoozed', { ticketid: ticket.id });
  else emit('TicketSnoozed', { ticketid: ticket.id, until: to, adminid: caller.staff?.id ?? 0 });
}

/**
 * Brings back one snoozed ticket whose time has come, or whose customer has replied: a reply ends the time. Emits
 * `TicketUnsnoozed`.
 *
 * @returns whether there was one
 */
export async function wakeTicket(context: Context): Promise<boolean> {
  const woken = await wakeOne(context.db, context.now);
  if (woken === undefined) return false;
  logTicket(context, woken, 'Ticket changed', { changes: { snooze: [dated(woken.frozenUntil), null] } });
  context.emit('TicketUnsnoozed', { ticketid: woken.id });
  return true;
}
