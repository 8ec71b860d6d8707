import type { Client } from 'pg';
import { settleTallies } from '../../store/tickets/tallies';
import { ask, inTransaction } from './rows';
import { keep, type Started } from './started';

/**
 * Drops the indexes that slow a load down; those that keep something unique stay, and those by which triggers find the texts
 * of a ticket that another becomes part of.
 *
 * @returns the statements that make them again.
 */
export async function dropIndexes(client: Client): Promise<string[]> {
  const rows = await ask<{ name: string; statement: string }>(
    client,
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as statement
     from pg_index i
     where i.indrelid = any('{tickets,messages,ticket_subjects,ticket_words}'::regclass[]) and not i.indisunique
       and i.indexrelid <> all ('{messages_ticket,tickets_merged}'::regclass[])
     order by i.indexrelid`,
  );
  await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  return rows.map(({ statement }) => statement);
}

/** Makes the indexes again, each in a transaction that also crosses it off the list, and lets the planner see what there is. */
export async function finish(client: Client, started: Started, progress: (what: string) => void): Promise<void> {
  await client.query(`set maintenance_work_mem = '512MB'`);
  let { indexes } = started;
  for (let next = indexes[0]; next !== undefined; next = indexes[0]) {
    progress(`index ${started.indexes.length - indexes.length + 1} of ${started.indexes.length}`);
    indexes = indexes.slice(1);
    const [statement, left] = [next, indexes];
    await inTransaction(client, async () => {
      await client.query(statement);
      await keep(client, { ...started, indexes: left });
    });
  }
  const db = {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query(text, [...values])).rows as Row[],
  };
  await inTransaction(client, () => settleTallies(db));
  for (const table of TABLES) {
    progress(`looking at ${table}`);
    await client.query(`vacuum (analyze) ${table}`);
  }
  await keep(client, { ...started, indexes, finished: true });
}

const TABLES = [
  ...[
    'tickets',
    'messages',
    'notes',
    'attachments',
    'attachment_contents',
    'recipients',
    'ticket_tags',
    'ticket_tallies',
    'ticket_subjects',
    'ticket_words',
  ],
  ...['clients', 'users', 'client_users', 'contacts', 'services', 'domains', 'statuses', 'departments', 'staff'],
];
