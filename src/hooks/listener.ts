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
  async deliver({ event, payload, request }, signal) {
    const { hooks, ...rest } = payload;
    const causedBy = Array.isArray(hooks) ? hooks.map(String) : [];
    // Otherwise a hook that adds a note whenever a note is added would never end.
    if (causedBy.includes(hook.name)) return { state: 'delivered', text: 'not run: the hook itself caused it' };
    const written = writtenIn(payload);
    // What was deleted meanwhile is empty, because hooks read it as text.
    const message = written && ((await database.transaction('read', (db) => findWrittenText(db, written))) ?? '');
    const vars = { ...rest, ...(message !== undefined && { message }) };
    const except = placesIn(request, hook.file.digest);
    const ran = await hook.tell({ event, vars, except }, deskFor([...causedBy, hook.name]), signal);
    await note(ran);
    // A later order to deliver the event again means all of them.
    if (ran.state === 'done') return { state: 'delivered', text: 'done', ...(request !== null && { request: '' }) };
    const done = [...except, ...ran.returned.keys()];
    return { state: 'failed', text: ran.text, request: JSON.stringify({ digest: hook.file.digest, done }) };
  },
});

/** The places of the hooks that were told in earlier attempts, unless the file has changed since. */
function placesIn(request: string | null, digest: string): number[] {
  if (!request) return [];
  const noted = JSON.parse(request) as { digest: string; done: number[] };
  return noted.digest === digest ? noted.done : [];
}
