import type { Db } from '../../database/pool';

/** Reads which key seals the desk's secrets. @returns undefined if none does yet */
export async function readKeyId(db: Pick<Db, 'query'>): Promise<string | undefined> {
  const [row] = await db.query<{ keyId: string }>('select key_id as "keyId" from desk_key');
  return row?.keyId;
}

/** Whether the tables are new enough to say which key seals the desk's secrets. */
export async function hasKeyId(db: Pick<Db, 'query'>): Promise<boolean> {
  const [row] = await db.query<{ isThere: boolean }>(`select to_regclass('desk_key') is not null as "isThere"`);
  return row?.isThere === true;
}

/** Says which key seals the desk's secrets, unless that is known. @returns the one that does */
export async function claimKeyId(db: Db, keyId: string): Promise<string> {
  await db.query('insert into desk_key (key_id) values ($1) on conflict do nothing', [keyId]);
  return (await readKeyId(db)) ?? keyId;
}

/** Says that another key seals the desk's secrets from now on. It does not wait: the commit does. */
export const replaceKeyId = (db: Db, keyId: string): void => db.send('update desk_key set key_id = $1', [keyId]);
