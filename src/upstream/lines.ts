import { Turns } from '../database/turns';

/** Gives a place back. */
type Leave = () => void;

/** The lines in which calls wait for a connection. */
interface Lines {
  /**
   * Waits for a connection.
   *
   * @param who whose line to wait in
   * @param until when to give up, on the clock of `performance.now()`
   * @returns undefined if there is no place to wait, or none came free in time
   */
  take(who: string, until: number): Promise<Leave | undefined>;
  /** How many calls wait for a connection or have one. */
  waiting(): number;
}

/** @param mostWaiting how many calls of one caller may wait or run; all together may be twice as many */
export function createLines(connections: number, mostWaiting: number): Lines {
  const turns = new Turns(connections, () => {});
  const of = new Map<string, number>();
  let all = 0;
  return {
    waiting: () => all,
    async take(who, until) {
      const own = of.get(who) ?? 0;
      if (own >= mostWaiting || all >= 2 * mostWaiting) return undefined;
      of.set(who, own + 1);
      all += 1;
      const leave = () => {
        all -= 1;
        const left = (of.get(who) ?? 1) - 1;
        if (left === 0) of.delete(who);
        else of.set(who, left);
      };
      try {
        const release = await turns.take(who, until);
        return () => {
          release();
          leave();
        };
      } catch {
        leave();
        return undefined;
      }
    },
  };
}
