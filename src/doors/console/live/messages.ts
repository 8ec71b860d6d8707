/** An event as GetEvents answers it; what the stream needs of it. */
export interface LiveEvent {
  sequence: number;
  type: string;
  data: Record<string, unknown>;
  ticket: { id: number } | null;
}

/** Somebody at a ticket, as GetTicketPresence answers. */
export interface PersonAt {
  ticketid: number;
  adminid: number;
  name: string;
  state: string;
}

/** Events that change no list and no count. */
const WITHOUT_COUNTS = /^Ticket(AddNote|DeleteReply|Rated|ReplyRated|SubjectChange)$/;

/** How soon a browser should connect again. */
export const RETRY = 'retry: 2000\n\n';

const message = (kind: string, data: unknown, id?: number): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;

/** The beginning of a stream. @param isReset whether anything may have changed meanwhile */
export const hello = (since: number, isReset: boolean): string => message('hello', { reset: isReset }, since);

/** Shows that the connection works, and says where to go on. */
export const comment = (since: number | undefined): string =>
  since === undefined ? ':\n\n' : `: nothing new\nid: ${since}\n\n`;

/** Which tickets changed, and how. It has no words of theirs: who wants to know asks for the page. */
export function changed(events: readonly LiveEvent[], since: number): string {
  const tickets = new Set(events.flatMap(ticketsOf));
  if (tickets.size === 0) return '';
  const ofTickets = events.filter(({ type }) => type.startsWith('Ticket'));
  const kinds = new Set(ofTickets.map(({ type }) => type));
  const counts = ofTickets.some(({ type }) => !WITHOUT_COUNTS.test(type));
  return message('changed', { tickets: [...tickets], kinds: [...kinds], counts }, since);
}

/** The tickets that an event is about. Those that were merged, or are gone, are only in its data. */
function ticketsOf({ type, data, ticket }: LiveEvent): number[] {
  if (!type.startsWith('Ticket')) return [];
  const named = Object.entries(data).flatMap(([name, value]) => (/ticketids?$/i.test(name) ? value : []));
  return [...named, ticket?.id].filter((id) => typeof id === 'number');
}

/** Who is at each ticket, by its id; nobody is an empty list. */
export type Present = ReadonlyMap<number, readonly PersonAt[]>;

/** Who is at some tickets now. @param isAll whether nobody is at any other */
export const presence = (present: Present, isAll: boolean): string =>
  message('presence', {
    all: isAll,
    tickets: Object.fromEntries(
      [...present].map(([ticket, people]) => [
        ticket,
        people.map(({ adminid, name, state }) => ({ id: adminid, name, state })),
      ]),
    ),
  });
