import type { Database } from '../database/pool';
import type { Listener } from '../deliveries/listener';
import { findWrittenText, writtenIn } from '../store/deliveries/texts';
import type { Hook, HookLimits } from './hook';
import type { AskDesk, Ran } from './thread';

interface ListenerParts {
  database: Pick<Database, 'transaction'>;
  limits: HookLimits;
  deskFor(causedBy: readonly string[]): AskDesk;
  note(ran: Ran): Promise<void>;
}

/** Hooks wait for each other only within a file and a ticket. */
const CONCURRENCY = 5;

/** What failed may have done half of its work, so it is not tried often. */
const PAUSES_MS = [5_000, 60_000, 600_000];

/** For what a run needs besides its own time: a thread that starts, and the message that it is about. */
const SPARE_MS = 5_000;

/** The name under which a hook's deliveries are found. */
const listenerOf = (name: string): string => `hook ${name}`;

/** Makes a listener of a file of hooks. */
export const asListener = (hook: Hook, { database, limits, deskFor, note }: ListenerParts): Listener => ({
  name: listenerOf(hook.name),
  concurrency: CONCURRENCY,
  timeoutMs: limits.loadMs + limits.runMs + SPARE_MS,
  pausesMs: PAUSES_MS,
  wants: ({ event }) => hook.events.has(event),
  async deliver({ event, payload }, signal) {
    const { hooks, ...rest } = payload;
    const causedBy = Array.isArray(hooks) ? hooks.map(String) : [];
    // Otherwise a hook that adds a note whenever a note is added would never end.
    if (causedBy.includes(hook.name)) return { state: 'delivered', text: 'not run: the hook itself caused it' };
    const written = writtenIn(payload);
    const message = written && (await database.transaction('read', (db) => findWrittenText(db, written)));
    const vars = { ...rest, ...(message !== undefined && { message }) };
    const ran = await hook.tell(event, vars, deskFor([...causedBy, hook.name]), signal);
    await note(ran);
    return ran.state === 'done' ? { state: 'delivered', text: 'done' } : { state: 'failed', text: ran.text };
  },
});
