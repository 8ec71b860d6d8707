import type { Config } from '../config';
import { hostsOf } from '../config/database-url';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { type Connection, Hosts } from './hosts';

export interface Connected {
  connection: Connection;
  /** Where reads may go; undefined if the configuration names no replica. */
  replica?: Hosts | undefined;
  /** Where the data is, for the operator: a folder, or "the server of DATABASE_URL". */
  place: string;
  /** Stops using the embedded server, which ends with its last user. */
  stop(): Promise<void>;
}

/**
 * Returns how to reach the database, after starting the embedded one if DATABASE_URL is not set.
 *
 * @param log receives what the embedded server's supervisor does
 * @throws Error in one line when this platform has no embedded server
 */
export async function connect(
  config: Pick<Config, 'databaseUrl' | 'dataDirectory'> & Partial<Pick<Config, 'readUrl' | 'workers' | 'database'>>,
  log: (message: string) => void = () => {},
): Promise<Connected> {
  if (config.databaseUrl !== undefined) {
    const hosts = hostsOf(config.databaseUrl);
    const [only] = hosts;
    const isOne = hosts.length === 1 && only !== undefined;
    const connection = isOne ? { connectionString: only.url } : new Hosts(hosts, 'primary');
    const replica = config.readUrl === undefined ? undefined : new Hosts(hostsOf(config.readUrl), 'standby');
    return { connection, replica, place: 'the server of DATABASE_URL', stop: async () => {} };
  }
  const embedded = await startEmbeddedPostgres({ dataRoot: config.dataDirectory, settings: roomFor(config), log });
  return { connection: embedded.connection, place: embedded.dataDirectory, stop: embedded.stop };
}

/** As many connections as the embedded server takes unless told otherwise. */
const USUAL_CONNECTIONS = 60;
/** For commands, backups and the like. */
const OTHER_CONNECTIONS = 15;

/** Makes the embedded server take the connections of all workers: each has its share of the pool and two to listen. */
function roomFor({ workers = 1, database }: Partial<Pick<Config, 'workers' | 'database'>>): Record<string, number> {
  if (workers === 1 || database === undefined) return {};
  const needed = workers * (Math.max(2, Math.ceil(database.poolSize / workers)) + 2) + OTHER_CONNECTIONS;
  return needed > USUAL_CONNECTIONS ? { max_connections: needed } : {};
}
