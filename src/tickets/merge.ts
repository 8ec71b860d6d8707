import type { Context } from '../calls/action';
import { mergeInto } from '../store/tickets/merging';
import type { TicketRow } from '../store/tickets/tickets';
import { logTicket } from './log';

/**
 * Locks tickets in the order of their ids, as every call that locks several does, so that two calls never deadlock.
 *
 * @param hold finds and locks one.
 * @returns the locked tickets by id, without those that were merged before.
 */
export async function holdInOrder(
  ids: number[],
  hold: (id: number) => Promise<TicketRow | undefined>,
): Promise<Map<number, TicketRow>> {
  const held = new Map<number, TicketRow>();
  for (const id of [...new Set(ids)].sort((one, other) => one - other)) {
    const ticket = await hold(id);
    if (ticket?.id === id) held.set(id, ticket);
  }
  return held;
}

/**
 * Merges tickets into a master: their messages and notes move there, and their ids and numbers lead to it from now on.
 * Emits `TicketMerge`.
 *
 * @param tickets living ones that are locked, without the master.
 * @param subject the master's subject before and after, if it gets another one by the merge.
 */
export function mergeTickets(
  context: Context,
  master: Pick<TicketRow, 'id' | 'clientId'>,
  tickets: Pick<TicketRow, 'id' | 'departmentId'>[],
  subject?: { before: string; after: string },
): void {
  const { db, now, caller, emit } = context;
  const ids = tickets.map(({ id }) => id);
  const fromdeptids = [...new Set(tickets.map(({ departmentId }) => departmentId))];
  mergeInto(db, master.id, ids, { now, staffId: caller.staff?.id ?? null, subject });
  logTicket(context, master, 'Tickets merged', { changes: { merged: [null, ids] } });
  emit('TicketMerge', { adminId: caller.staff?.id ?? 0, mergedTicketIds: ids, masterTicketId: master.id, fromdeptids });
}
