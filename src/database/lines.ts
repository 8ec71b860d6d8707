import type { Connection } from './hosts';
import { type SingleConnection, withSingleConnection } from './single-connection';

/** Opens several connections for some work, and closes them afterwards. See {@link withSingleConnection}. */
export function withConnections<T>(
  connection: Connection,
  name: string,
  count: number,
  work: (connections: SingleConnection[]) => Promise<T>,
): Promise<T> {
  if (count === 0) return work([]);
  return withSingleConnection(connection, name, (one) =>
    withConnections(connection, name, count - 1, (others) => work([one, ...others])),
  );
}

/**
 * Works through a list on several connections at once. After a failure, none begins anything more.
 *
 * @throws what the first that failed threw, once all have ended
 */
export async function divideAmong<T>(
  connections: readonly SingleConnection[],
  list: readonly T[],
  work: (db: SingleConnection, one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...list];
  const failures: unknown[] = [];
  const line = async (db: SingleConnection): Promise<void> => {
    try {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(db, one);
    } catch (failure) {
      waiting.length = 0;
      failures.push(failure);
    }
  };
  await Promise.all(connections.map(line));
  if (failures.length > 0) throw failures[0];
}
