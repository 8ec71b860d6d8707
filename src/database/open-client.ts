import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { type Address, CONNECT_WITHIN_MS, type Connection, Hosts, roleOf } from './hosts';

const TRY_AGAIN_MS = 50;

/** Returns the server to use. @throws Error as {@link Hosts.find} does, after that many milliseconds */
export async function addressOf(connection: Connection, withinMs: number): Promise<Address> {
  return connection instanceof Hosts ? connection.find(performance.now() + withinMs) : connection;
}

/**
 * Opens one connection. If the database has several hosts, it leads to the one that is wanted, which was asked just now.
 *
 * Errors of the connection don't end the process: the next statement fails.
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
  const client = new Client(config);
  client.on('error', () => {});
  await client.connect();
  return client;
}
