import { keptCaller } from '../access/caller';
import type { Desk } from '../desk/desk';
import { ApiError } from '../errors';
import { tryLockUntilCommit } from '../store/locks';
import { listDueBulkChanges } from '../store/tickets/bulk-changes';
import type { BulkCaller } from '../tickets/bulk/changes';
import { FIRST_PASS, giveUpTicket, type Pass, workOnChange } from '../tickets/bulk/work';

/** Few enough to be changed within a second, so that nobody waits long for a ticket of them. */
const LARGEST_BATCH = 500;

/** What of a change is worked on. */
interface Work {
  id: number;
  name: string;
  caller: BulkCaller;
}

/** Another process works on changes. */
const ELSEWHERE = Symbol('elsewhere');

/**
 * Makes the changes of many tickets that wait, and undoes those that are to be undone. One process at a time does so. A
 * batch is one transaction: whatever is killed, each ticket is changed once.
 *
 * @returns what does so once. It is asked before each batch whether to go on
 */
export function createBulkWork(desk: Pick<Desk, 'database' | 'dispatcher' | 'clock'>) {
  let size = LARGEST_BATCH;

  const within = <T>({ name, caller }: Work, run: Parameters<typeof desk.dispatcher.within<T>>[2]) =>
    desk.dispatcher.within(name, keptCaller(caller), async (context) =>
      (await tryLockUntilCommit(context.db, 'bulk changes')) ? run(context) : ELSEWHERE,
    );

  /** A batch that fails is tried again in smaller ones: it may have been too slow, or one ticket is at fault. */
  async function batch(work: Work, pass: Pass) {
    const limit = size;
    try {
      const worked = await within(work, (context) => workOnChange(context, work.id, { limit, pass }));
      size = Math.min(LARGEST_BATCH, 2 * size);
      return worked;
    } catch (error) {
      size = Math.max(1, Math.floor(limit / 5));
      // The database's own trouble passes, and is told elsewhere.
      if (error instanceof ApiError) throw error;
      if (limit === 1) await within(work, (context) => giveUpTicket(context, work.id, pass));
      return { tickets: 1, pass, isFinished: false };
    }
  }

  return async (isWanted: () => boolean = () => true): Promise<void> => {
    const due = await desk.database.transaction('read', (db) => listDueBulkChanges<BulkCaller>(db, desk.clock()));
    for (const { id, state, caller } of due) {
      const work = { id, name: state === 'undoing' ? 'UndoBulkChange' : 'StartBulkChange', caller };
      let pass = FIRST_PASS;
      for (let isOver = false; !isOver; ) {
        if (!isWanted()) return;
        const worked = await batch(work, pass);
        if (worked === ELSEWHERE) return;
        // What others have locked waits for the next time.
        isOver = worked.isFinished || worked.tickets === 0;
        pass = worked.pass;
      }
    }
  };
}
