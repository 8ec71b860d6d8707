import type { Knex } from 'knex';

/** Counts how often the mail server broke off after it may have taken a mail, because that decides when it is sent again. */
export const up = (db: Knex): Promise<void> =>
  db.raw('alter table emails add column times_in_doubt int not null default 0');

export const down = (db: Knex): Promise<void> => db.raw('alter table emails drop column times_in_doubt');
