import { divideAmong, withConnections } from '../../database/lines';
import type { Connection } from '../../database/pool';
import type { SingleConnection } from '../../database/single-connection';

/** The name of the connections that load, in the server's list. */
export const NAME = 'hatchdesk seed-load';

/** Works through a list in several lines, each with a connection of its own. See {@link divideAmong}. */
export const inLines = <T>(
  connection: Connection,
  list: readonly T[],
  count: number,
  work: (db: SingleConnection, one: T) => Promise<void>,
): Promise<void> =>
  withConnections(connection, NAME, Math.min(count, list.length), (connections) =>
    divideAmong(connections, list, work),
  );
