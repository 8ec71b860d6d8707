import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientBase, type ClientConfig } from 'pg';
import { type Address, CONNECT_WITHIN_MS, type Connection, Hosts, roleOf } from './hosts';

const TRY_AGAIN_MS = 50;

/**
 * An administrator may have given the role or the database time limits, which suit calls, but would end a migration, an
 * import or a lock that is held for them; and forms of texts and dates that neither our statements nor the driver expect. A
 * server older than a setting does not know it. Behind a pooler, whose announced process is not the server's, the session
 * belongs to others too, so it stays as it is.
 */
const OWN_SETTINGS = `
  select set_config(name, value, false) from (values ('datestyle', 'ISO'), ('standard_conforming_strings', 'on'),
    ('statement_timeout', '0'), ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
    ('idle_session_timeout', '0'), ('transaction_timeout', '0')) own (name, value)
  where pg_backend_pid() = $1 and current_setting(name, true) is not null`;

/** Frees a session of our own from what the role or the database sets for its sessions. */
export async function makeOwn(client: ClientBase): Promise<void> {
  // The driver's types leave the announced number out.
  const { processID } = client as ClientBase & { processID: number | null };
  await client.query(OWN_SETTINGS, [processID]);
}

/**
 * A client that closes its connection when it cannot sign in. The driver leaves it open where the server waits, as for a
 * password that nobody has set, and the process could not end for a minute.
 */
export class TidyClient extends Client {
  override connect(): Promise<Client>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<Client> | undefined {
    const close = (): void => void this.end().catch(() => {});
    if (callback === undefined) {
      return super.connect().catch((error: unknown) => {
        close();
        throw error;
      });
    }
    super.connect((error: Error) => {
      if (error) close();
      callback(error);
    });
    return undefined;
  }
}

/** Returns the server to use. @throws Error as {@link Hosts.find} does, after that many milliseconds */
export async function addressOf(connection: Connection, withinMs: number): Promise<Address> {
  return connection instanceof Hosts ? connection.find(performance.now() + withinMs) : connection;
}

/**
 * Opens one connection. If the database has several hosts, it leads to the one that is wanted, which was asked just now.
 *
 * Its statements have no time limits, whatever the role has. Errors of the connection don't end the process: the next
 * statement fails.
 *
 * @param withinMs how long to look for that host
 * @throws the driver's error, or that of {@link Hosts.find}
 */
export async function openClient(
  connection: Connection,
  options: ClientConfig = {},
  withinMs = 10_000,
): Promise<Client> {
  if (!(connection instanceof Hosts)) return open({ ...options, ...connection });
  const until = performance.now() + withinMs;
  for (;;) {
    const address = await connection.find(until);
    try {
      const client = await open({ connectionTimeoutMillis: CONNECT_WITHIN_MS, ...options, ...address });
      if (connection.suits(await roleOf(client))) return client;
      client.end().catch(() => {});
      connection.leave(address);
    } catch (error) {
      connection.leave(address);
      if (performance.now() + TRY_AGAIN_MS > until) throw error;
    }
    await pause(TRY_AGAIN_MS);
  }
}

async function open(config: ClientConfig): Promise<Client> {
  const client = new TidyClient(config);
  client.on('error', () => {});
  await client.connect();
  try {
    await makeOwn(client);
    return client;
  } catch (error) {
    client.end().catch(() => {});
    throw error;
  }
}
