import type { Context } from '../action';
import type { TicketRow } from '../store/tickets';

/**
 * Merges tickets into one: their messages and notes move there, and their ids and numbers answer as it from now on.
 * Emits `TicketMerge`.
 *
 * @param ids of living tickets, locked, without the master's own.
 */
export function mergeTickets({ db, now, caller, emit }: Context, master: Pick<TicketRow, 'id'>, ids: number[]): void {
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
     from (select max(created_at) as latest from messages where ticket_id = $1) m where t.id = $1`,
    [master.id, now],
  );
  emit('TicketMerge', { adminId: caller.staff?.id ?? 0, mergedTicketIds: ids, masterTicketId: master.id });
}
