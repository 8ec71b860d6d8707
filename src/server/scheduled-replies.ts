import type { Logger } from 'pino';
import { type Caller, roleCaller } from '../access/caller';
import type { Desk } from '../desk/desk';
import { createSeldom } from '../desk/seldom';
import { perform } from '../doors/door';
import { ApiError, isOutageOrBusy } from '../errors';
import { findStaffRights } from '../store/people/staff';
import { type DueReply, listAnswered, listDue } from '../store/tickets/scheduled';

/** What cannot be sent because of a bug waits this long, so that it keeps no other reply waiting. */
const RETRY_MS = 60_000;

const SEND = 'sendscheduledreply';

type Means = Pick<Desk, 'database' | 'dispatcher' | 'clock' | 'config'>;

export interface ScheduledReplies {
  /** Sends the replies that are due. @param isWanted is asked before each whether to go on */
  send(isWanted: () => boolean): Promise<void>;
  /** Stops the replies whose ticket's customer was faster. @param isWanted is asked before each whether to go on */
  stop(isWanted: () => boolean): Promise<void>;
}

/**
 * Sends what staff has scheduled, by SendScheduledReply and in the name of its author. Each reply is sent in a
 * transaction of its own, which also marks it as sent. So any number of processes may do it at once, and whenever one
 * is killed, each reply is sent once.
 */
export function createScheduledReplies(desk: Means, log: Pick<Logger, 'warn'>): ScheduledReplies {
  const { database, clock } = desk;
  const failed = new Map<number, number>();
  const seldom = createSeldom(() => performance.now());

  const sendAll = async (list: (skipped: number[]) => Promise<DueReply[]>, isWanted: () => boolean) => {
    for (const [id, until] of failed) if (until < performance.now()) failed.delete(id);
    for (const reply of await list([...failed.keys()])) {
      if (!isWanted()) return;
      try {
        await send(desk, reply);
      } catch (error) {
        if (isOutageOrBusy(error)) throw error;
        // It was sent, or taken back, in the meantime.
        if (error instanceof ApiError && error.kind !== 'internal') continue;
        failed.set(reply.id, performance.now() + RETRY_MS);
        const repeated = seldom('failed');
        if (repeated !== undefined)
          log.warn({ err: error, reply: reply.id, repeated }, 'a scheduled reply was not sent');
      }
    }
  };
  return {
    send: (isWanted) =>
      sendAll((skipped) => database.transaction('read', (db) => listDue(db, clock(), skipped)), isWanted),
    stop: (isWanted) => sendAll((skipped) => database.transaction('read', (db) => listAnswered(db, skipped)), isWanted),
  };
}

async function send({ database, dispatcher, config }: Means, { id, staffId }: DueReply): Promise<void> {
  const rights =
    staffId === null ? undefined : await database.transaction('read', (db) => findStaffRights(db, staffId));
  const none = { actions: [], staffId, staffName: '', username: '', departmentIds: null };
  const author = roleCaller(`staff:${staffId ?? 0}`, rights ?? none, 'number');
  // Sending what they have scheduled needs no right of its own. The action checks whether they may still reply.
  const caller: Caller = { ...author, may: (action) => action === SEND || author.may(action) };
  await perform(
    { dispatcher, timeZone: config.desk.timeZone },
    {
      ...{ caller, action: SEND, address: '', how: { idFormat: 'number' } },
      read: async () => ({ fields: { scheduledid: id, onlydue: true }, files: [] }),
    },
  );
}
