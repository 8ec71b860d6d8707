import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

export interface CountingProxy {
  port: number;
  /** How often a client has sent something after hearing an answer. */
  turns(): number;
  close(): void;
}

/** Long enough for everything that a client sends without waiting to arrive before the first answer goes back. */
const HOLD_MS = 2;

/**
 * Sits between a server and its database and counts round trips: turns from listening to speaking. It holds the
 * database's answers until the database has been silent for a moment, then passes them on in one piece. So statements
 * that travel together count once, and only a client that really waits for an answer makes another turn.
 *
 * @param target the Unix socket of the database, or the port of a pooler.
 */
export async function startCountingProxy(target: string | number): Promise<CountingProxy> {
  let turns = 0;
  const open = new Set<Socket>();

  const server = createServer({ noDelay: true }, (client) => {
    const database = typeof target === 'string' ? dial(target) : dial(target, '127.0.0.1');
    let held: Buffer[] = [];
    let heard = true;
    let listens = false;
    let timer: NodeJS.Timeout | undefined;
    client.on('data', (chunk) => {
      // The server's LISTEN connection checks now and then that it is alive. No call waits for that, so don't count it.
      listens ||= chunk.includes('listen ');
      if (heard && !listens) turns++;
      heard = false;
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      held.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(() => {
        client.write(Buffer.concat(held));
        held = [];
        heard = true;
      }, HOLD_MS);
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
    turns: () => turns,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
