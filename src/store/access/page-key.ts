import type { Db } from '../../database/pool';

/** Reads the key of the proofs in the forms of pages. */
export async function readPageKey(db: Pick<Db, 'query'>): Promise<string> {
  const [row] = await db.query<{ key: string }>('select key from page_key');
  if (row === undefined) throw new Error('the table page_key has no row');
  return row.key;
}
