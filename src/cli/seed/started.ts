import type { Client } from 'pg';
import type { Plan } from './plan';
import { ask } from './rows';

/** How a load began, kept in the database so that another goes on in the same way. */
export interface Started {
  plan: Plan;
  /** Statements that make the indexes again that were dropped to be quicker. */
  indexes: string[];
  finished: boolean;
}

const NAME = 'SeedLoad';

/** How the load of this desk began; undefined where none did. */
export async function findStarted(client: Client): Promise<Started | undefined> {
  const [row] = await ask<{ value: Started }>(client, 'select value from settings where name = $1', [NAME]);
  return row?.value;
}

/** Writes down how it began and how far its indexes are. */
export const keep = (client: Client, started: Started) =>
  client.query(
    `insert into settings (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value, updated_at = now()`,
    [NAME, JSON.stringify(started)],
  );
