import type { Db } from '../../database/pool';

/** Lists the addresses of departments and of mailboxes. */
export async function listDeskAddresses(db: Db): Promise<string[]> {
  const rows = await db.query<{ address: string }>(
    `select email as address from departments where email <> ''
     union select address from mailboxes where address <> ''`,
  );
  return rows.map(({ address }) => address);
}
