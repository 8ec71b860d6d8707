import { macroMenu } from '../../pages/console/macros';
import { mergeForms } from '../../pages/console/merging';
import { presenceNotice } from '../../pages/console/presence';
import { replyForms } from '../../pages/console/reply/forms';
import { seenOf } from '../../pages/console/reply/state';
import { ticketPage } from '../../pages/console/ticket/page';
import type { Entered, Requester, ShownEvent, ShownTicket, TicketView } from '../../pages/console/ticket/shown';
import { NONE } from '../../pages/html';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import { text } from '../pages/page-door';
import { type Desk, gone } from './console-page';
import { macrosFor } from './macros';
import { fromOf, ticketIdOf } from './named-ticket';
import { presentAt } from './presence';
import { type RefusedReply, replyStateOf } from './reply-state';
import { NO_CHOICES, readChoices } from './ticket-choices';

/** What has just happened to the page. */
interface Shown {
  problem?: string;
  entered?: Entered;
  /** The key that the refused form keeps. */
  key?: string;
  /** A reply or a note that was refused. */
  answer?: RefusedReply;
}

const MOST_EVENTS = 100;
const MOST_OTHERS = 6;
const MOST_BELONGINGS = 20;

/** Renders the page of a ticket. @throws ApiError (not_found) if there is no such ticket */
export async function renderTicket(desk: Desk, shown: Shown = {}): Promise<string> {
  const { visit, fields } = desk;
  const id = ticketIdOf(desk);
  if (id === 0) throw gone(desk);
  // Forms are sent to other addresses, so what they show again is the newest part.
  const isShowing = desk.req.method !== 'POST';
  const number = (name: string) => (isShowing ? Number(text(fields[name])) || undefined : undefined);
  const view: TicketView = {
    ...{
      from: fromOf(desk),
      before: number('before'),
      images: number('images'),
      key: shown.key || drawText(ALPHANUMERIC, 22),
    },
    ...{ done: isShowing ? text(fields.done) : '', problem: shown.problem ?? '', entered: shown.entered },
  };
  const [ticket, newest, choices, answer, people, macros] = await Promise.all([
    desk.ask<ShownTicket>('GetTicketConversation', {
      ticketid: id,
      ...(view.before !== undefined && { before: view.before }),
      ...(view.images !== undefined && { remoteimages: view.images }),
    }),
    view.before === undefined ? askHistory(desk, id, {}) : NO_HISTORY,
    visit.may('UpdateTicket') ? readChoices(desk) : NO_CHOICES,
    view.before === undefined ? replyStateOf(desk, id, shown.answer) : undefined,
    presentAt(desk, [id]),
    view.before === undefined ? macrosFor(desk) : [],
  ]);
  const [history, requester] = await Promise.all([
    view.before === undefined ? newest : askHistory(desk, id, spanOf(ticket)),
    readRequester(desk, ticket),
  ]);
  const oldest = ticket.older ? ticket.entries.entry[0]?.date : undefined;
  const events = history.history.entry.filter(({ date }) => oldest === undefined || date >= oldest).reverse();
  const isMoreEvents = !ticket.older && history.totalresults > history.history.entry.length;
  return ticketPage(
    visit,
    { ticket, events, isMoreEvents, choices, requester, view },
    {
      presence: presenceNotice(visit, people, ticket.ticketid),
      replies: answer === undefined ? NONE : replyForms(visit, ticket, answer),
      macros: macroMenu(visit, macros, ticket.ticketid, { key: drawText(ALPHANUMERIC, 22), seen: seenOf(ticket) }),
      merging: mergeForms(visit, ticket),
    },
  );
}

interface History {
  totalresults: number;
  history: { entry: ShownEvent[] };
}

const NO_HISTORY: History = { totalresults: 0, history: { entry: [] } };

/** The time of the messages that a page of older ones shows. */
function spanOf({ older, entries: { entry } }: ShownTicket): { since?: string; until?: string } {
  const [oldest, newest] = [entry[0]?.date, entry.at(-1)?.date];
  return {
    ...(older && oldest !== undefined && { since: oldest.toISOString() }),
    ...(newest !== undefined && { until: newest.toISOString() }),
  };
}

const askHistory = (desk: Desk, ticketid: number, span: { since?: string; until?: string }): Promise<History> =>
  desk.visit.may('GetTicketHistory')
    ? desk.ask<History>('GetTicketHistory', { ticketid, limitnum: MOST_EVENTS, ...span })
    : Promise.resolve(NO_HISTORY);

/** Asks for what else is known of the requester, as far as the reader may see it. */
async function readRequester(desk: Desk, ticket: ShownTicket): Promise<Requester> {
  const { userid: clientid, email } = ticket;
  const isClient = clientid !== 0;
  const ask = <Answer>(action: string, fields: Record<string, unknown>, isWanted: boolean) =>
    isWanted && desk.visit.may(action) ? desk.ask<Answer>(action, fields) : undefined;
  const [others, services, domains, notes] = await Promise.all([
    ask<{ totalresults: number; tickets: { ticket: NonNullable<Requester['others']> } }>(
      'GetTickets',
      { ...(isClient ? { clientid } : { email }), limitnum: MOST_OTHERS },
      isClient || email !== '',
    ),
    ask<{ products: { product: NonNullable<Requester['services']> } }>(
      'GetClientsProducts',
      { clientid, limitnum: MOST_BELONGINGS },
      isClient,
    ),
    ask<{ domains: { domain: NonNullable<Requester['domains']> } }>(
      'GetClientsDomains',
      { clientid, limitnum: MOST_BELONGINGS },
      isClient,
    ),
    ask<{ notes: { note: NonNullable<Requester['notes']> } }>('GetClientNotes', { userid: clientid }, isClient),
  ]);
  return {
    others: others?.tickets.ticket.filter(({ id }) => id !== ticket.ticketid),
    othersTotal: others?.totalresults ?? 0,
    services: services?.products.product,
    domains: domains?.domains.domain,
    notes: notes?.notes.note,
  };
}
