import { type ClientBase, type ClientConfig, Pool, type PoolConfig, types } from 'pg';
import { type Address, CONNECT_WITHIN_MS, type Connection, Hosts } from './hosts';
import { TidyClient } from './open-client';
import type { PoolSettings } from './pool';
import type { Sessions } from './session';

const READ_ONLY_TRANSACTION = '25006';

/** Reads 64-bit integers as numbers, because counts fit. The driver's default is text. */
const INT8 = 20;
const typeParsers = new Map<number, (text: string) => unknown>([[INT8, Number]]);

/**
 * Opens the driver's pool of connections, each of which is examined before its first use. The first one is made on first
 * use.
 *
 * @param leadsTo is told where each connection leads, if there are several hosts
 */
export function openConnections(
  connection: Connection,
  settings: PoolSettings,
  sessions: Sessions,
  leadsTo: WeakMap<ClientBase, Address>,
): Pool {
  const hosts = connection instanceof Hosts ? connection : undefined;
  return new Pool({
    ...poolConfig(connection, settings),
    ...(hosts && poolOfHosts(hosts, leadsTo, settings)),
    onConnect: async (client: ClientBase) => {
      const session = await sessions.examine(client);
      if (hosts !== undefined && !hosts.suits(session)) throw notWanted();
    },
  } as PoolConfig);
}

const notWanted = (): Error =>
  Object.assign(new Error('the host became a standby, or read-only'), { code: READ_ONLY_TRANSACTION });

/**
 * Settings of a pool whose connections lead to the host in use.
 *
 * @param leadsTo is told where each connection leads
 */
function poolOfHosts(hosts: Hosts, leadsTo: WeakMap<ClientBase, Address>, { connectTimeoutMs }: PoolSettings) {
  return {
    Client: class extends TidyClient {
      constructor(config: ClientConfig) {
        const address = hosts.latest;
        super({ ...config, ...address });
        leadsTo.set(this, address);
      }
    },
    // A host that vanished must leave a call time for another one.
    connectionTimeoutMillis: Math.min(CONNECT_WITHIN_MS, connectTimeoutMs / 2),
  };
}

function poolConfig(connection: Connection, settings: PoolSettings): PoolConfig {
  return {
    Client: TidyClient,
    ...(connection instanceof Hosts ? {} : connection),
    max: settings.poolSize,
    // Queued statements are sent at once, so begin, lookups and commit need no round trips of their own.
    pipeline: true,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    application_name: 'hatchdesk',
    keepAlive: true,
    types: { getTypeParser: (oid, format) => typeParsers.get(oid) ?? types.getTypeParser(oid, format) },
  } as PoolConfig;
}
