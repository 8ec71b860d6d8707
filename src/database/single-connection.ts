import { Client } from 'pg';
import type { Connection } from './pool';

/** A connection for work that takes longer than a call may. Its statements have no timeout. */
export interface SingleConnection {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs statements in a transaction of their own, which is rolled back if `work` throws. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Opens a connection for some work, and closes it afterwards.
 *
 * @param name the connection's name in the server's list (`application_name`)
 * @throws the error that `work` throws, or the driver's if the server cannot be reached
 */
export async function withSingleConnection<T>(
  connection: Connection,
  name: string,
  work: (single: SingleConnection) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...connection, application_name: name });
  // An unhandled error event would end the process. If the connection breaks, the next statement fails anyway.
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
