import type { Knex } from 'knex';

/**
 * Lets a statement refuse to write once nobody waits for it. A server that stood still for a while finds statements in
 * its sockets whose callers were told long ago that they failed.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function in_time(deadline timestamptz) returns boolean language plpgsql volatile as $$
    begin
      if clock_timestamp() > deadline then
        raise exception 'nobody waits for this statement any more' using errcode = 'query_canceled';
      end if;
      return true;
    end $$;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function in_time');
}
