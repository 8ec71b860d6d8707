import type { Config } from '../config';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import type { Connection } from './pool';

export interface Connected {
  connection: Connection;
  /** Where the data lies, in words for the operator: a folder, or "the server of DATABASE_URL". */
  place: string;
  /** Stops the embedded server, if this process started it. */
  stop(): Promise<void>;
}

/**
 * Says how to reach the database, after starting the embedded one where no DATABASE_URL is set.
 *
 * @param log hears what the embedded server's supervisor does.
 * @throws Error in one line when this platform has no embedded server.
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
