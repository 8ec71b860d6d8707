import type { Caller } from '../access/caller';
import type { ActivityRow } from '../store/desk/activity';
import type { Entry, Result } from './action';

/** What a call that writes leaves in the activity log: collected while it runs, written once at its end. */
export class ActivityEntry {
  /** Whether a verb writes the entry in a statement of its own. */
  isTaken = false;
  private entry: Entry = {};

  constructor(private readonly call: { at: Date; action: string; caller: Caller; address: string }) {}

  /** Adds to what was said so far: the last description and client count, changes are merged by name. */
  add({ changes, ...entry }: Entry): void {
    const all = { ...this.entry.changes, ...changes };
    this.entry = { ...this.entry, ...entry, ...(Object.keys(all).length > 0 && { changes: all }) };
  }

  /** Hands the row to a verb that writes it; the pipeline then writes none. */
  take(entry: Entry): ActivityRow {
    this.add(entry);
    this.isTaken = true;
    return this.row({}, {});
  }

  /** The row as it is written. Without a description, it names the action and the ids in its parameters and answer. */
  row(params: Record<string, unknown>, result: Result): ActivityRow {
    const { at, action, caller, address } = this.call;
    return {
      ...{ at, action, address },
      description: this.entry.description ?? describe(action, { ...params, ...result }),
      caller: caller.name,
      username: caller.username,
      staffId: caller.staff?.id ?? null,
      clientId: this.entry.clientId ?? caller.clientId,
      userId: this.entry.userId ?? null,
      changes: this.entry.changes ?? null,
    };
  }
}

/** `AddTicketNote: ticketid 5, noteid 7`: ids are no secrets. */
function describe(action: string, values: Record<string, unknown>): string {
  const ids = Object.entries(values).filter(([name, value]) => /id$/i.test(name) && Number.isInteger(value));
  return ids.length === 0 ? action : `${action}: ${ids.map(([name, id]) => `${name} ${id}`).join(', ')}`;
}
