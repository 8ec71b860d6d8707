import type { Db } from '../../database/pool';

/** Lists the names of all tags in alphabetical order. */
export async function listTagNames(db: Db): Promise<string[]> {
  const rows = await db.query<{ name: string }>('select name from tags order by lower(name)');
  return rows.map(({ name }) => name);
}

/** SQL for the order of a ticket's tags: as sent, or alphabetical if they are from before we kept that. */
export const ORDER_OF_TAGS = 'tt.position, lower(g.name)';

/** Lists the names of a ticket's tags in their order. */
export async function listTags(db: Db, ticketId: number): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select g.name from ticket_tags tt join tags g on g.id = tt.tag_id where tt.ticket_id = $1 order by ${ORDER_OF_TAGS}`,
    [ticketId],
  );
  return rows.map(({ name }) => name);
}
