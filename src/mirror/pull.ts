import type { Connection } from '../database/pool';
import { withSingleConnection } from '../database/single-connection';
import { CARRIERS } from '../moving/carriers/all';
import { MoveRefused } from '../moving/refused';
import { runImport } from '../moving/run';
import { isOfNewest, type Newest, openNewest } from '../moving/sources/whmcs/api-newest';
import { tryLockUntilCommit } from '../store/locks';
import { findCarried, listStamps } from '../store/moving/pulling';

interface PullParts {
  connection: Connection;
  upstream: { url: string; identifier: string; secret: string };
  /** Where the clocks of the old server are. */
  timeZone: string;
  clock: () => Date;
  /** How long the first pause after a failed call takes, if not a second. */
  pauseMs?: number;
}

/** What a look at the old desk led to. */
type Pulled = 'carried' | 'nothing new' | 'nothing imported' | 'another process does it';

interface Pull {
  /**
   * Carries the tickets and replies that are new in the old desk, as a run of its import: nobody is notified.
   *
   * @throws MoveRefused if the old desk cannot be read, or an import runs or was interrupted
   */
  run(): Promise<Pulled>;
  /** Ends what runs. */
  close(): Promise<void>;
}

/**
 * So long after its last reply a ticket is looked at again: another status, department or assignee leaves its place in the
 * old desk's list.
 */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/** The old desk answers customers, too, and a look finds few tickets. */
const PARALLEL = 2;

/** The next look is a minute away. */
const TRIES = 3;

/** Brings what happens in the old desk here, for weeks in which both work. */
export function createPull({ connection, upstream, timeZone, clock, pauseMs = 1_000 }: PullParts): Pull {
  const closing = new AbortController();
  const { signal } = closing;
  let opened: Promise<Newest> | undefined;
  let running: Promise<unknown> = Promise.resolve();

  const open = (): Promise<Newest> => {
    opened ??= openNewest({ ...upstream, timeZone, now: clock, parallel: PARALLEL, tries: TRIES, pauseMs });
    return opened;
  };

  /** Next time, it is asked anew what the credential may do. */
  const forget = async (): Promise<void> => {
    const last = opened;
    opened = undefined;
    await last?.then(
      (newest) => newest.close(),
      () => {},
    );
  };

  const pull = (): Promise<Pulled> =>
    withSingleConnection(connection, 'hatchdesk mirror', (guard) =>
      guard.transaction(async () => {
        if (!(await tryLockUntilCommit(guard, 'mirror: pull'))) return 'another process does it';
        const carried = await findCarried(guard);
        if (carried === undefined) return 'nothing imported';
        const { importId, startedAt, interrupted } = carried;
        if (interrupted !== null && !isOfNewest(interrupted)) {
          throw new MoveRefused('An import was interrupted. Start it again: until it is done, nothing new is carried.');
        }
        if (startedAt === null) return 'nothing imported';
        const since = new Date(startedAt.getTime() - LOOK_BACK_MS);
        const newest = await open();
        const source = await newest.since(since, (ids) => listStamps(guard, importId, ids), signal);
        if (source === undefined) return 'nothing new';
        await runImport(connection, source, { carriers: CARRIERS, now: clock, signal });
        return 'carried';
      }),
    );

  return {
    run() {
      const pulling = pull().catch(async (error: unknown) => {
        await forget();
        throw error;
      });
      running = pulling.catch(() => {});
      return pulling;
    },
    async close() {
      closing.abort(new Error('this server stops'));
      await running;
      await forget();
    },
  };
}
