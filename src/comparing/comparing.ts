import type { Database } from '../database/pool';
import { recordComparisons } from '../store/comparing/comparisons';
import { isOnlyHere } from '../store/comparing/only-here';
import type { UpstreamAnswer, UpstreamClient } from '../upstream/client';
import { isCompared, nameCall, pairsFor, seesAll, thingNamed } from './actions';
import { faultOf, isOnlyOurs, judge, type OurAnswer } from './judge';
import { groupOf, type Outcome } from './outcomes';
import { UnreadableAnswer } from './read-answer';
import { type Findings, Tally } from './tally';

/** A call that was let in and only reads. */
interface ReadCall {
  /** The action's own name. */
  action: string;
  caller: { name: string; clientId: number | null; ticketId: number | null; departmentIds: readonly number[] | null };
  /** The parameters as they were sent. */
  fields: Readonly<Record<string, unknown>>;
  responsetype: 'json' | 'xml' | 'nvp' | undefined;
  /** Whether the caller has gone. */
  signal: AbortSignal;
}

/** A call whose answer is compared with the other desk's. */
export interface ComparedCall {
  /**
   * Takes our answer. It must be asked once.
   *
   * @param afterwards is given what is to be done once the caller has the answer
   * @returns the other desk's answer, if the caller is to get that
   */
  answered(ours: OurAnswer, afterwards: (then: () => void) => void): Promise<UpstreamAnswer | undefined>;
}

/** Asks the other desk what callers ask us, and records how the answers differ. */
export interface Comparing {
  /**
   * Begins to compare a call, if it is one that is compared. The caller must be known to be allowed to make it.
   *
   * @returns undefined if nothing more is to be done
   */
  begin(call: ReadCall): Promise<ComparedCall | undefined>;
  /** How many calls were compared, and were not, by result. Every result is there from the start. */
  counts(): ReadonlyMap<string, number>;
  /** Writes down what was found. @throws as `transaction` does; nothing is lost then */
  write(): Promise<void>;
  /** Drops what waits, and writes down what was found. */
  stop(): Promise<void>;
}

interface ComparingParts {
  client: Pick<UpstreamClient, 'call'>;
  database: Pick<Database, 'transaction'>;
  settings: () => Promise<{ compareReads: 'off' | 'ours' | 'theirs'; compareShare: number }>;
  /** What an action does to the desk; undefined for a name that is no action's. */
  accessOf: (action: string) => 'read' | 'write' | undefined;
  clock: () => Date;
}

/** Few, because the other desk has its own work to do. */
const AT_ONCE = 2;
const MOST_WAITING = 200;
/** The answers of ours that wait, in characters. */
const MOST_HELD = 16_000_000;
/** Comparing larger ones would hold up calls. */
const LARGEST = 1_000_000;

/** A call of which the other desk's answer is wanted, or there already. */
interface Waiting {
  call: ReadCall;
  ours: OurAnswer;
  theirs: UpstreamAnswer | undefined;
}

/** Begins to compare calls with another desk's answers. */
export function createComparing({ client, database, settings, accessOf, clock }: ComparingParts): Comparing {
  const tally = new Tally();
  const counts = new Map<string, number>(['equal', 'different', 'skipped', 'failed'].map((result) => [result, 0]));
  const waiting: Waiting[] = [];
  let held = 0;
  let running = 0;
  let share = 0;
  let isOpen = true;
  let unwritten: Findings | undefined;
  let writing = Promise.resolve();

  const note = (result: string): void => {
    counts.set(result, (counts.get(result) ?? 0) + 1);
  };
  function skip(action: string, outcome: Outcome, said = ''): void {
    tally.count(action, outcome, clock(), said);
    note(groupOf(outcome));
  }

  /** Takes a share of calls, evenly spread. */
  function isChosen(percent: number): boolean {
    share += percent;
    if (share < 100) return false;
    share -= 100;
    return true;
  }

  function enqueue(job: Waiting): void {
    const { length } = job.ours.body;
    if (!isOpen) return;
    if (length > LARGEST) {
      skip(job.call.action, 'large');
    } else if (waiting.length >= MOST_WAITING || held + length > MOST_HELD) {
      skip(job.call.action, 'full');
    } else {
      held += length;
      waiting.push(job);
      void work();
    }
  }

  async function work(): Promise<void> {
    if (running >= AT_ONCE) return;
    running++;
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      held -= job.ours.body.length;
      await compareOne(job);
    }
    running--;
  }

  /** Never throws: nobody waits for it. */
  async function compareOne({ call, ours, theirs }: Waiting): Promise<void> {
    const { action, fields } = call;
    try {
      const answer = theirs ?? (await client.call(action, pairsFor(fields), { ...optionsOf(call), who: 'comparing' }));
      const fault = faultOf(answer);
      if (fault !== undefined) return skip(action, fault.outcome, fault.said);
      const comparison = judge(ours, answer);
      if (!comparison.isSameThing) return skip(action, 'another');
      tally.add(action, nameCall(fields), comparison, clock());
      note(comparison.differences.length === 0 ? 'equal' : 'different');
    } catch (error) {
      const { outcome, said } = failureOf(error);
      if (outcome !== undefined) skip(action, outcome, said);
    }
  }

  /** Asks at once: the caller waits for it. */
  function askNow(call: ReadCall): Promise<UpstreamAnswer | undefined> {
    const { action, fields, signal } = call;
    return client.call(action, pairsFor(fields), { ...optionsOf(call), signal }).then(
      (answer) => {
        const fault = faultOf(answer);
        if (fault === undefined) return answer;
        skip(action, fault.outcome, fault.said);
        return undefined;
      },
      (error: unknown) => {
        const { outcome, said } = failureOf(error);
        if (outcome !== undefined) skip(action, outcome, said);
        return undefined;
      },
    );
  }

  async function writeNow(): Promise<void> {
    // What could not be written the last time comes first.
    for (let round = 0; round < 2; round++) {
      unwritten ??= tally.take();
      const { calls, differences } = unwritten;
      if (calls.length > 0) {
        await database.transaction('write', async (db) => recordComparisons(db, calls, differences));
      }
      unwritten = undefined;
    }
  }

  return {
    async begin(call) {
      if (!isOpen || !isCompared(call.action) || accessOf(call.action) !== 'read') return undefined;
      const { compareReads, compareShare } = await settings();
      if (compareReads === 'off') return undefined;
      const chosen = isChosen(compareShare);
      if (!seesAll(call.caller)) {
        if (chosen) skip(call.action, 'part');
        return undefined;
      }
      if (compareReads === 'ours') {
        if (!chosen) return undefined;
        return {
          async answered(ours, afterwards) {
            afterwards(() => enqueue({ call, ours, theirs: undefined }));
            return undefined;
          },
        };
      }
      const thing = thingNamed(call.action, call.fields);
      // Notes and files don't tell whose they are: somebody would get those of another ticket.
      if (thing !== undefined && (await database.transaction('read', (db) => isOnlyHere(db, thing)))) {
        if (chosen) skip(call.action, 'another');
        return undefined;
      }
      const asking = askNow(call);
      return {
        async answered(ours, afterwards) {
          const theirs = await asking;
          if (theirs !== undefined && ours.body.length <= LARGEST && isOnlyOurs(ours, theirs)) {
            if (chosen) skip(call.action, 'another');
            return undefined;
          }
          if (theirs !== undefined && chosen) afterwards(() => enqueue({ call, ours, theirs }));
          return theirs;
        },
      };
    },
    counts: () => counts,
    write() {
      // One after the other: what is being written must not be written twice.
      writing = writing.catch(() => {}).then(writeNow);
      return writing;
    },
    async stop() {
      isOpen = false;
      for (const { call } of waiting.splice(0)) skip(call.action, 'full');
      held = 0;
      await this.write();
    },
  };
}

const optionsOf = ({ responsetype, caller }: ReadCall) => ({
  who: caller.name,
  ...(responsetype !== undefined && { responsetype }),
});

/** How a call counts to which the other desk gave no answer that can be compared. */
function failureOf(error: unknown): { outcome: Outcome | undefined; said: string } {
  if (error instanceof UnreadableAnswer) return { outcome: 'unreadable', said: error.message };
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
  if (reason === 'cancelled') return { outcome: undefined, said: '' };
  if (reason === 'resting') return { outcome: 'down', said: '' };
  if (reason === 'full') return { outcome: 'full', said: '' };
  return { outcome: 'failed', said: reason === undefined ? 'it cannot be compared' : (error as Error).message };
}
