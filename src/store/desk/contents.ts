import type { Db } from '../../database/pool';

/** Whether a desk has any of these. */
export interface Contents {
  clients: boolean;
  customFields: boolean;
  /** Tickets that were put away count too. */
  tickets: boolean;
}

/** Looks at what a desk has, for whoever wants an empty one. */
export async function findContents(db: Db): Promise<Contents> {
  const [row] = await db.query<Contents>(
    `select exists (select from clients) as "clients", exists (select from custom_fields) as "customFields",
       exists (select from tickets) as "tickets"`,
  );
  return row ?? { clients: false, customFields: false, tickets: false };
}
