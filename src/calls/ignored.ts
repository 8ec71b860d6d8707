import type { Caller } from '../access/caller';
import type { Database } from '../database/pool';
import { noteIgnored } from '../store/desk/ignored';

/** More names are only counted: a caller may send a thousand. */
const MOST = 20;
const LONGEST_NAME = 60;

/** What a call said and the desk left aside, such as an unknown priority: names and reasons, in the order found. */
export class Ignored {
  private readonly reasons = new Map<string, string>();
  private more = 0;

  /** @param name as the caller sent it; characters that a header cannot have become question marks */
  add(name: string, reason: string): void {
    const shown = Array.from(name.slice(0, 2 * LONGEST_NAME), (character) =>
      /[\x21-\x7e ]/.test(character) && !/[,:]/.test(character) ? character : '?',
    );
    const key = shown.slice(0, LONGEST_NAME).join('');
    if (this.reasons.size < MOST || this.reasons.has(key)) this.reasons.set(key, reason);
    else this.more += 1;
  }

  /** `priority: unknown`, one text for each name. */
  list(): string[] {
    const listed = Array.from(this.reasons, ([name, reason]) => `${name}: ${reason}`);
    return this.more === 0 ? listed : [...listed, `${this.more} more`];
  }

  /** Names and reasons. */
  entries(): [name: string, reason: string][] {
    return [...this.reasons];
  }

  names(): string[] {
    return [...this.reasons.keys()];
  }
}

interface Noted {
  caller: Caller;
  action: string;
  address: string;
  now: Date;
  ignored: Ignored;
}

const DAY_MS = 86_400_000;
const MOST_REMEMBERED = 10_000;

/**
 * Notes in the activity log what calls said and the desk ignored, once a day per caller and name: a program that sends
 * the same unknown field with every ticket would otherwise fill the log.
 */
export function createIgnoredNotes(database: Database) {
  /** What this process knows to be in the log, so that most calls ask nothing of the database. */
  const noted = new Map<string, number>();
  return async function note({ caller, action, address, now, ignored }: Noted): Promise<void> {
    const key = (name: string) => `${caller.name} ${name}`;
    const isNew = (name: string) => (noted.get(key(name)) ?? Number.NEGATIVE_INFINITY) <= now.getTime() - DAY_MS;
    const names = ignored.names().filter(isNew);
    if (names.length === 0) return;
    await database.transaction('write', async (db) =>
      noteIgnored(db, names, {
        ...{ at: now, action, address },
        description: `${action}: ignored ${ignored.list().join(', ')}`,
        caller: caller.name,
        username: caller.username,
        staffId: caller.staff?.id ?? null,
        clientId: caller.clientId,
      }),
    );
    if (noted.size > MOST_REMEMBERED) noted.clear();
    for (const name of names) noted.set(key(name), now.getTime());
  };
}
