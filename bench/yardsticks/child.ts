import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool, type PoolConfig } from 'pg';

const POOL_SIZE = 16;

/**
 * Runs a yardstick in this process, which the bench has forked: the settings of the database come as a message, and the
 * port goes back as one.
 *
 * @param listen starts the server on a free port of 127.0.0.1
 */
export function runYardstick(listen: (pool: Pool, ready: () => void) => Server): void {
  process.once('message', (settings: PoolConfig) => {
    const pool = new Pool({ ...settings, max: POOL_SIZE });
    pool.on('error', () => process.exit(1));
    const server = listen(pool, () => process.send?.((server.address() as AddressInfo).port));
  });
  process.on('disconnect', () => process.exit());
}
