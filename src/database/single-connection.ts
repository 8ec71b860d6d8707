import { Client } from 'pg';
import type { Connection } from './pool';

/** One connection for work that takes longer than a call may: none of its statements is timed out. */
export interface SingleConnection {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs statements in a transaction of their own; where `work` throws, none of it is kept. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Opens a connection for some work, and closes it afterwards.
 *
 * @param name what the server's list of connections calls it.
 * @throws whatever `work` throws, and what the driver throws where the server cannot be reached.
 */
export async function withSingleConnection<T>(
  connection: Connection,
  name: string,
  work: (single: SingleConnection) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...connection, application_name: name });
  // A connection that breaks between two statements is told by the next one.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work({
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
      transaction: (work) => inTransaction(client, work),
    });
  } finally {
    await client.end();
  }
}

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
