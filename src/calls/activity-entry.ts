import type { Caller } from '../access/caller';
import type { ActivityRow } from '../store/desk/activity';
import type { Entry, Result } from './action';

/**
 * The activity-log entry of a call that writes. Details are collected while it runs; the entry is written at its end.
 */
export class ActivityEntry {
  /** Whether a verb writes the entry in its own statement. */
  isTaken = false;
  private readonly entry: Entry = {};

  constructor(private readonly call: { at: Date; action: string; caller: Caller; address: string }) {}

  /** Whether nobody has said anything about the call. */
  get isEmpty(): boolean {
    return Object.keys(this.entry).length === 0;
  }

  /** Adds details. The last description and client win, and changes are merged by name. */
  add({ changes, ...entry }: Entry): void {
    Object.assign(this.entry, entry);
    if (changes !== undefined && Object.keys(changes).length > 0) {
      this.entry.changes = { ...this.entry.changes, ...changes };
    }
  }

  /** Hands the row to a verb that writes it. The dispatcher then writes none. */
  take(entry: Entry): ActivityRow {
    this.add(entry);
    this.isTaken = true;
    return this.row({}, {});
  }

  /** The row of another entry of the same call, for verbs that change many things at once. */
  other(entry: Entry): ActivityRow {
    return new ActivityEntry(this.call).take(entry);
  }

  /** The row to insert. Its description defaults to the action and the ids in its parameters and answer. */
  row(params: Record<string, unknown>, result: Result): ActivityRow {
    const { at, action, caller, address } = this.call;
    return {
      at,
      action,
      description: this.entry.description ?? describe(action, { ...params, ...result }),
      caller: caller.name,
      username: caller.username,
      address,
      staffId: caller.staff?.id ?? null,
      clientId: this.entry.clientId ?? caller.clientId,
      userId: this.entry.userId ?? null,
      changes: this.entry.changes ?? null,
    };
  }
}

/** Writes `AddTicketNote: ticketid 5, noteid 7`. Only ids are included, because they are never secret. */
function describe(action: string, values: Record<string, unknown>): string {
  const ids = Object.entries(values).filter(([name, value]) => /id$/i.test(name) && Number.isInteger(value));
  return ids.length === 0 ? action : `${action}: ${ids.map(([name, id]) => `${name} ${id}`).join(', ')}`;
}
