import { isMigrated } from '../database/migrate';
import type { Database } from '../database/pool';

/** What `/readyz` answers: `ready`, or why calls should go elsewhere. */
type Readiness = 'ready' | 'stopping' | 'migrations are pending' | 'the database is not available';

/** Finds out whether a process should get calls. Unlike health, readiness ends as soon as the server begins to stop. */
export async function readinessOf(database: Database, isStopping: () => boolean): Promise<Readiness> {
  if (isStopping()) return 'stopping';
  try {
    return (await isMigrated(database)) ? 'ready' : 'migrations are pending';
  } catch {
    return 'the database is not available';
  }
}
