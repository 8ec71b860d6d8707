import type { ComparedCalls, CountedDifference } from '../store/comparing/comparisons';
import { EXAMPLES_KEPT } from '../store/comparing/comparisons';
import type { Comparison, Difference } from './diff';
import type { Outcome } from './outcomes';

/** What a process has found since it last wrote it down. */
export interface Findings {
  calls: ComparedCalls[];
  differences: CountedDifference[];
}

/** A desk that answers nonsense must not fill the memory. */
const MOST_DIFFERENCES = 200;
const LONGEST_FIELD = 200;
const LONGEST_SAID = 300;
const LONGEST_CALL = 100;

/** Counts what comparing finds, until it is written down. */
export class Tally {
  private calls = new Map<string, ComparedCalls>();
  private differences = new Map<string, CountedDifference>();
  /** How many distinct differences each action has. */
  private distinct = new Map<string, number>();

  /**
   * Counts a call.
   *
   * @param said why it was not compared, in words
   */
  count(action: string, outcome: Outcome, now: Date, said = ''): void {
    const row = this.row(action, outcome, now);
    row.calls++;
    if (said !== '') row.said = said.slice(0, LONGEST_SAID);
  }

  /**
   * Counts a call that was compared, and what differs.
   *
   * @param call the call by its ids, for examples
   */
  add(action: string, call: string, { fields, differences }: Comparison, now: Date): void {
    const row = this.row(action, differences.length === 0 ? 'equal' : 'different', now);
    row.calls++;
    row.fields += fields;
    row.differing += differences.length;
    const seen = new Set<CountedDifference>();
    for (const difference of differences) {
      const counted = this.difference(action, difference, now);
      if (counted === undefined) continue;
      counted.times++;
      counted.lastAt = now;
      if (!seen.has(counted)) this.addExample(counted, call.slice(0, LONGEST_CALL), difference, now);
      seen.add(counted);
    }
  }

  /** What was found, in the order in which it is written. */
  take(): Findings {
    const found = { calls: [...this.calls.values()], differences: [...this.differences.values()] };
    this.calls = new Map();
    this.differences = new Map();
    this.distinct = new Map();
    return found;
  }

  private row(action: string, outcome: Outcome, now: Date): ComparedCalls {
    const day = dayOf(now);
    const key = `${day} ${action} ${outcome}`;
    const row = this.calls.get(key) ?? {
      ...{ day, action, outcome, calls: 0, fields: 0, differing: 0, said: '' },
      lastAt: now,
    };
    row.lastAt = now;
    this.calls.set(key, row);
    return row;
  }

  private difference(action: string, { field, kind }: Difference, now: Date): CountedDifference | undefined {
    const day = dayOf(now);
    const name = field === '' ? '(answer)' : field.replace(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_FIELD);
    const key = `${day} ${action} ${name} ${kind}`;
    const known = this.differences.get(key);
    if (known !== undefined) return known;
    const count = this.distinct.get(action) ?? 0;
    if (count >= MOST_DIFFERENCES) return undefined;
    this.distinct.set(action, count + 1);
    const made = { ...{ day, action, field: name, kind, times: 0, calls: 0 }, firstAt: now, lastAt: now, examples: [] };
    this.differences.set(key, made);
    return made;
  }

  private addExample(counted: CountedDifference, call: string, { here, there }: Difference, now: Date): void {
    counted.calls++;
    if (counted.examples.length >= EXAMPLES_KEPT) return;
    counted.examples.push({ at: now.toISOString(), call, here: clean(here), there: clean(there) });
  }
}

/** PostgreSQL stores no NUL in JSON. */
const clean = (text: string): string => text.replaceAll('\0', '\ufffd').toWellFormed();

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
