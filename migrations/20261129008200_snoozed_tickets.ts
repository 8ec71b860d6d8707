import type { Knex } from 'knex';

/**
 * A snoozed ticket comes back at `frozen_until`, which the HelpDeskEddy API has shown all along and goes on showing
 * afterwards. So `woken_until` says for which end the ticket has come back already. Snoozes that are over when this runs
 * cause no events.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tickets add column due_at timestamptz, add column woken_until timestamptz;
    update tickets set woken_until = frozen_until where frozen_until <= now();
    create index tickets_snoozed on tickets (frozen_until)
      where frozen_until is not null and woken_until is distinct from frozen_until;
    create index tickets_due on tickets (due_at) where due_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table tickets drop column due_at, drop column woken_until');
}
