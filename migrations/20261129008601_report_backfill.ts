import type { Knex } from 'knex';

/** Each step is a transaction of its own, so that tickets are locked only briefly while others work on them. */
export const config = { transaction: false };

const TICKETS_EACH = 10_000;

/**
 * Counts the replies that were there before. Broken off, it begins again: counting a ticket's replies twice changes
 * nothing.
 */
export async function up(db: Knex): Promise<void> {
  const { rows } = await db.raw<{ rows: { last: number }[] }>('select coalesce(max(id), 0) as last from tickets');
  const last = rows[0]?.last ?? 0;
  for (let from = 1; from <= last; from += TICKETS_EACH) {
    // The locks make changes to these tickets wait, which are then counted on top of this.
    await db.raw(
      `select count_replies_again(array_agg(id))
       from (select id from tickets where id between ? and ? order by id for share) as held having count(*) > 0`,
      [from, from + TICKETS_EACH - 1],
    );
  }
}

/** The table goes with the migration before. */
export async function down(): Promise<void> {}
