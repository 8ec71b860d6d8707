import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packagedBinaries, usableBinaries } from './binaries';
import { DATABASE_NAME, DATABASE_USER, ensureCluster } from './cluster';
import { type Location, locate, socketDirectory } from './location';
import { Membership } from './membership';
import { POLL_INTERVAL } from './poll';
import { readPostmasterFile } from './postmaster-file';
import { isPostmaster } from './processes';
import { SERVER_PORT } from './server';
import { closed, misplaced, nearestExisting, unwritable } from './usable-folder';

// Longer than the owner's own start timeout, which begins only after the owner has created the database.
const SHARING_PATIENCE = 45_000;

/** A Postgres server on this machine, ready for connections. */
export interface EmbeddedPostgres {
  /** `host` is the directory of a Unix socket, as `pg` and libpq take it. There is no password. */
  connection: { host: string; port: number; user: string; database: string };
  /** Where the data is: below `dataRoot`, or in a system folder when the server's account cannot reach `dataRoot`. */
  dataDirectory: string;
  /**
   * Whether another start, usually another process, owned the server when this one began to use it. When the owner ends,
   * one of those who share the server takes it over, and its connections stay open.
   */
  shared: boolean;
  /** Stops using the server. The last one to do so shuts it down and waits until it has ended. */
  stop(): Promise<void>;
}

interface EmbeddedPostgresOptions {
  /** A directory that holds nothing else; created when missing. */
  dataRoot: string;
  /** Postgres settings by name; fsync and synchronous_commit stay on unless set here. */
  settings?: Record<string, string | number>;
  /** Receives messages for the operator, one sentence each. */
  log?: (message: string) => void;
}

/**
 * Starts the Postgres that comes with the package, or shares the one that another running process has on the same
 * `dataRoot`. The first start creates the database. The owner restarts a server that dies. When the owner ends, another
 * takes over within a second, however it ended, and a start after any kind of kill needs no manual repair. The server listens on a Unix socket that only its account and root can reach.
 *
 * @throws Error with a sentence for the operator: this platform has no embedded Postgres (set DATABASE_URL), the data
 *   or the socket's directory belongs to another account, this user may not write in `dataRoot` or the folders there, or Postgres
 *   did not start (with the last lines of its log)
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, settings = {} } = options;
  const native = packagedBinaries();
  const dataRoot = path.resolve(options.dataRoot);
  const problem = misplaced(dataRoot) ?? unwritable(nearestExisting(dataRoot));
  if (problem !== undefined) throw new Error(problem);
  const location = locate(dataRoot);
  const shut = closed(location);
  if (shut !== undefined) throw new Error(shut);
  const membership = new Membership(
    location,
    async (ending) => {
      const programs = usableBinaries(native, location);
      await ensureCluster(programs, location, log, ending);
      return { programs, location, socketDirectory: socketDirectory(location), settings, log };
    },
    log,
  );
  try {
    return await join(membership, location);
  } catch (error) {
    await membership.leave();
    throw error;
  }
}

async function join(membership: Membership, location: Location): Promise<EmbeddedPostgres> {
  const deadline = performance.now() + SHARING_PATIENCE;
  let owner = await membership.own();
  for (;;) {
    const socket = readySocket(location.dataDirectory);
    if (socket) {
      if (owner !== undefined) membership.watchOwner();
      return { ...addressed(location, socket), shared: owner !== undefined, stop: () => membership.leave() };
    }
    if (performance.now() > deadline) {
      const who = owner === undefined ? 'This process' : `Process ${owner}`;
      throw new Error(`${who} owns ${location.dataDirectory}, but its server takes no connections`);
    }
    await sleep(POLL_INTERVAL);
    if (owner !== undefined) owner = await membership.own();
  }
}

function addressed({ dataDirectory }: Location, host: string): Pick<EmbeddedPostgres, 'connection' | 'dataDirectory'> {
  return { connection: { host, port: SERVER_PORT, user: DATABASE_USER, database: DATABASE_NAME }, dataDirectory };
}

/** The socket directory of the server on that data directory; undefined when none accepts connections. */
function readySocket(dataDirectory: string): string | undefined {
  const file = readPostmasterFile(dataDirectory);
  return file?.ready && isPostmaster(file.pid, dataDirectory) ? file.socketDirectory : undefined;
}
