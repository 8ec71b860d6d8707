import type { Db } from '../../database/pool';

/**
 * Replaces the password hash of a user or a member of staff, unless it has changed. It is the same password, so that
 * nothing that was proved with it ends, and the row does not count as changed.
 *
 * @returns the hash that the row has now; undefined if it has none or is gone
 */
export async function replacePasswordHash(
  db: Db,
  { table, id, passwordHash }: { table: 'users' | 'staff'; id: number; passwordHash: string | null },
  better: string,
): Promise<string | undefined> {
  const replaced = await db.query<{ hash: string }>(
    `update ${table} set password_hash = $3 where id = $1 and password_hash = $2 returning password_hash as hash`,
    [id, passwordHash, better],
  );
  const found = await (replaced.length > 0
    ? replaced
    : db.query<{ hash: string | null }>(`select password_hash as hash from ${table} where id = $1`, [id]));
  return found[0]?.hash ?? undefined;
}
