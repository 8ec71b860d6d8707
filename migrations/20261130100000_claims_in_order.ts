import type { Knex } from 'knex';

/**
 * Leaves what is due to one index. Both held what is pending of a listener, so with the statistics of a time when nothing
 * waited PostgreSQL took either: by this one, each claim read and sorted all that waited. Now only those use it who say
 * that a delivery is not finished. Processes of the version before do without it meanwhile: they find the deliveries of a
 * ticket by another index.
 */
export const up = (db: Knex): Promise<void> => orderBy(db, 'finished_at is null');

export const down = (db: Knex): Promise<void> => orderBy(db, `state in ('waiting', 'retrying')`);

async function orderBy(db: Knex, pending: string): Promise<void> {
  await db.raw(`
    drop index deliveries_in_order;
    create index deliveries_in_order on deliveries (listener, ticket_id, sequence) where ${pending}`);
}
