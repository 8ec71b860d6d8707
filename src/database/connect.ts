import type { Config } from '../config';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import type { Connection } from './pool';

export interface Connected {
  connection: Connection;
  /** Where the data is, for the operator: a folder, or "the server of DATABASE_URL". */
  place: string;
  /** Stops the embedded server, if this process started it. */
  stop(): Promise<void>;
}

/**
 * Returns how to reach the database, after starting the embedded one if DATABASE_URL is not set.
 *
 * @param log receives what the embedded server's supervisor does
 * @throws Error in one line when this platform has no embedded server
 */
export async function connect(
  config: Pick<Config, 'databaseUrl' | 'dataDirectory'>,
  log: (message: string) => void = () => {},
): Promise<Connected> {
  if (config.databaseUrl !== undefined) {
    const connection = { connectionString: config.databaseUrl };
    return { connection, place: 'the server of DATABASE_URL', stop: async () => {} };
  }
  const embedded = await startEmbeddedPostgres({ dataRoot: config.dataDirectory, log });
  return { connection: embedded.connection, place: embedded.dataDirectory, stop: embedded.stop };
}
