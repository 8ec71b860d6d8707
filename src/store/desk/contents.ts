import type { Db } from '../../database/pool';

/** Which kinds of rows a desk has. */
interface Contents {
  clients: boolean;
  customFields: boolean;
  /** Deleted tickets count too. */
  tickets: boolean;
}

/** Finds out what a desk has, for commands that need an empty one. */
export async function findContents(db: Db): Promise<Contents> {
  const [row] = await db.query<Contents>(
    `select exists (select from clients) as "clients", exists (select from custom_fields) as "customFields",
       exists (select from tickets) as "tickets"`,
  );
  return row ?? { clients: false, customFields: false, tickets: false };
}
