import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Client, Query } from 'pg';
import type { Connection } from './hosts';
import { openClient } from './open-client';

/** A connection for work that takes longer than a call may. Its statements have no timeout. */
export interface SingleConnection {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs `copy ... from stdin` with these bytes, and takes no more of them than the server reads. Throws the driver's error
   * if the server refuses them.
   */
  copyIn(statement: string, bytes: Buffer | Iterable<Buffer>): Promise<void>;
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
  const client = await openClient(connection, { application_name: name });
  try {
    return await work({
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
      copyIn: (statement, bytes) => copyIn(client, statement, bytes),
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

/** What a driver's connection can do while the server waits for bytes. */
interface Receiving {
  stream: Writable;
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
}

/** How much may wait in this process to be sent. */
const WAITING_BYTES = 1_000_000;

/** The driver's own query refuses to send anything. */
class CopyIn extends Query {
  private isDone = false;

  constructor(
    statement: string,
    private readonly chunks: Iterable<Buffer>,
    done: (error: Error | undefined) => void,
  ) {
    super(statement, (error: Error | undefined) => {
      this.isDone = true;
      done(error);
    });
  }

  handleCopyInResponse(connection: Receiving): void {
    this.send(connection).catch((error: unknown) => connection.stream.destroy(error as Error));
  }

  private async send(connection: Receiving): Promise<void> {
    for (const chunk of this.chunks) {
      if (this.isDone) return;
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableLength > WAITING_BYTES) await once(connection.stream, 'drain');
    }
    if (!this.isDone) connection.endCopyFrom();
  }
}

function copyIn(client: Client, statement: string, bytes: Buffer | Iterable<Buffer>): Promise<void> {
  const chunks = Buffer.isBuffer(bytes) ? [bytes] : bytes;
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, chunks, (error) => (error ? reject(error) : resolve())));
  });
}
