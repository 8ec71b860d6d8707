import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface SlowProxy {
  port: number;
  /** How late each answer of the database arrives from now on. */
  delay(milliseconds: number): void;
  close(): void;
}

/**
 * Sits between a server and its database and delays everything that the database says. Statements that travel together
 * are delayed once, and what nobody waits for delays nobody.
 *
 * @param target the Unix socket of the database, or the port of a pooler
 */
export async function startSlowProxy(target: string | number): Promise<SlowProxy> {
  let milliseconds = 0;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const database = typeof target === 'string' ? dial(target) : dial(target, '127.0.0.1');
    let last = Promise.resolve();
    client.on('data', (chunk) => database.write(chunk));
    database.on('data', (chunk) => {
      const due = sleep(milliseconds);
      // In their order, even while the delay changes.
      last = Promise.all([last, due]).then(() => {
        client.write(chunk);
      });
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    delay(time) {
      milliseconds = time;
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
