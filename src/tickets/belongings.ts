import type { Context } from '../calls/action';

/**
 * A service or a domain goes to a client: tickets of others are no longer about it. Waits for tickets that are being
 * written about it.
 */
export async function letTicketsGo(
  { db, now }: Context,
  what: 'service' | 'domain',
  id: number,
  clientId: number,
): Promise<void> {
  await db.query(`select 1 from ${what}s where id = $1 for update`, [id]);
  db.send(
    `update tickets set ${what}_id = null, updated_at = $3 where ${what}_id = $1 and client_id is distinct from $2`,
    [id, clientId, now],
  );
}
