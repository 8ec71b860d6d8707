import type { Context } from '../calls/action';
import type { TicketRow } from '../store/tickets/tickets';
import { tell } from './log';

/**
 * Holds tickets in the order of their ids, as whoever else holds several, so that two calls never wait for each other.
 *
 * @param hold finds one and holds it.
 * @returns those that are tickets of their own, by id: what was merged before is none any more.
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
 * Merges tickets into one: their messages and notes move there, and their ids and numbers answer as it from now on.
 * Emits `TicketMerge`.
 *
 * @param ids of living tickets, locked, without the master's own.
 */
export function mergeTickets(context: Context, master: Pick<TicketRow, 'id' | 'clientId'>, ids: number[]): void {
  const { db, now, caller, emit } = context;
  db.send('update messages set ticket_id = $1, is_first = false where ticket_id = any($2::int[])', [master.id, ids]);
  db.send('update notes set ticket_id = $1 where ticket_id = any($2::int[])', [master.id, ids]);
  // Those that were merged into one of them before follow it, so that no chain ever has two links.
  db.send(
    `update tickets set merged_into_id = $1, updated_at = $3
     where (id = any($2::int[]) or merged_into_id = any($2::int[])) and id <> $1`,
    [master.id, ids, now],
  );
  db.send(
    `update tickets t set updated_at = $2, last_reply_at = greatest(t.last_reply_at, m.latest)
     from (select max(created_at) as latest from messages where ticket_id = $1 and not is_draft) m where t.id = $1`,
    [master.id, now],
  );
  tell(context, master, 'Tickets merged', { changes: { merged: [null, ids] } });
  emit('TicketMerge', { adminId: caller.staff?.id ?? 0, mergedTicketIds: ids, masterTicketId: master.id });
}
