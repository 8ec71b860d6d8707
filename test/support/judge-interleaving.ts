import type { ConsoleBrowser } from './console-browser';
import type { World } from './world';

export interface Agent {
  id: number;
  browser: ConsoleBrowser;
}

/** The ids of what an agent has had on the screen. */
export interface Seen {
  reply: readonly number[];
  note: readonly number[];
}

/** A text that somebody wrote, and what they were told became of it. */
export interface Written {
  text: string;
  agent: Agent;
  kind: 'reply' | 'note';
  seen: Seen;
  /** `taken` back, or replaced by a longer one. */
  state: 'accepted' | 'refused' | 'taken';
}

/** What an interleaving showed; every list but the counts must be empty. */
export interface Findings {
  stale: string[];
  lost: string[];
  doubled: string[];
  /** Answers that no page should give, such as 500. */
  odd: string[];
  sent: number;
  refused: number;
  takenBack: number;
  stopped: number;
}

export const nothingFound = (): Findings => ({
  ...{ stale: [], lost: [], doubled: [], odd: [], sent: 0, refused: 0, takenBack: 0, stopped: 0 },
});

/** Adds the findings of an interleaving to those of others. */
export function addTo(all: Findings, found: Findings): void {
  for (const list of ['stale', 'lost', 'doubled', 'odd'] as const) all[list].push(...found[list]);
  for (const count of ['sent', 'refused', 'takenBack', 'stopped'] as const) all[count] += found[count];
}

interface Sent {
  id: number;
  body: string;
  staff_id: number | null;
}

/** An interleaving that is over, but for what is sent later. */
export interface Played {
  seed: number;
  ticketId: number;
  agents: readonly Agent[];
  written: Written[];
  /** What stands in each agent's editor, kept by the server. */
  drafts: ReadonlyMap<Agent, string>;
  found: Findings;
}

/** Looks at what became of everything that was written. @returns the findings, with those of before */
export async function judge(world: World, played: Played): Promise<Findings> {
  const { seed, ticketId, agents, written, drafts, found } = played;
  const messages = await world.rows<Sent>(
    'select id, body, staff_id from messages where ticket_id = $1 and not is_draft and not is_first order by id',
    [ticketId],
  );
  const notes = await world.rows<Sent>('select id, body, staff_id from notes where ticket_id = $1 order by id', [
    ticketId,
  ]);
  // Ids of messages and of notes are not comparable. Events are written in the order of the changes.
  const events = await world.rows<{ reply: number | null; note: number | null }>(
    `select (payload->>'replyid')::int as reply, (payload->>'noteid')::int as note from outbox
     where (payload->>'ticketid')::int = $1 and event in ('TicketUserReply', 'TicketAdminReply', 'TicketAddNote') order by id`,
    [ticketId],
  );
  const happened = events.map(({ reply, note }) => ({
    kind: note === null ? ('reply' as const) : ('note' as const),
    row: (note === null ? messages : notes).find(({ id }) => id === (note ?? reply)),
  }));
  const say = (list: 'stale' | 'lost' | 'doubled', text: string) => void found[list].push(`seed ${seed}: ${text}`);
  const pages = new Map<Agent, string>();
  for (const agent of agents) {
    await agent.browser.open(`/admin/tickets/${ticketId}`);
    pages.set(agent, agent.browser.words());
  }
  // The words of a page have single spaces between them.
  const isShown = (agent: Agent, text: string): boolean =>
    pages.get(agent)?.includes(text.replace(/\s+/g, ' ')) === true;
  const stopped = await world.rows<{ body: string }>(
    `select body from scheduled_replies where ticket_id = $1 and state = 'stopped'`,
    [ticketId],
  );
  found.stopped += stopped.length;
  for (const { text, agent, kind, seen, state } of written) {
    const places = happened.flatMap((one, index) => (one.kind === kind && one.row?.body === text ? [index] : []));
    if (places.length > 1) say('doubled', `${kind} ${text} is there ${places.length} times`);
    if (places.length > 0 && state !== 'accepted') say('stale', `${kind} ${text} was ${state}, and is there`);
    const isWaitingForAuthor = stopped.some(({ body }) => body === text) && isShown(agent, text);
    // What was taken back may have been written on, so that a later text has its words.
    const isWrittenOn = written.some((one) => one.agent === agent && one.text !== text && one.text.startsWith(text));
    const isKept = drafts.get(agent)?.startsWith(text) === true || isWrittenOn;
    if (state === 'accepted' && places.length === 0 && !isWaitingForAuthor) say('lost', `${kind} ${text} was accepted`);
    if (state === 'taken' && !isKept && !isShown(agent, text)) say('lost', `${kind} ${text} was taken back`);
    const [place] = places;
    if (place === undefined) continue;
    if (kind === 'reply') found.sent += 1;
    for (const before of happened.slice(0, place)) {
      const isNew = !seen[before.kind].includes(before.row?.id ?? 0);
      if (isNew && before.row?.staff_id !== agent.id) {
        say('stale', `${kind} ${text} came after ${before.kind} ${before.row?.id ?? 0}, which its author had not seen`);
      }
    }
  }
  for (const [agent, draft] of drafts) {
    if (!isShown(agent, draft)) say('lost', `draft ${draft} is not on the page`);
  }
  return found;
}
