import { ADDRESSES } from '../../config/addresses';
import { type ApiError, asApiError, FormRefused } from '../../errors';
import type { BulkChoice } from '../../pages/console/bulk-bar';
import type { PersonAt } from '../../pages/console/presence';
import { PAGE_SIZE, type Queue, type QueueList, queuePage } from '../../pages/console/queue/page';
import {
  type Asked,
  COLUMNS,
  type Column,
  ORDERS,
  type QueueTicket,
  type ShownView,
  USUAL_COLUMNS,
} from '../../pages/console/queue/shown';
import { HTTP_STATUS } from '../headers';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, problemIn, showConsole } from './console-page';

/** As long as GetTickets takes. */
const LONGEST_QUERY = 1000;

/** The view of whoever asks for none. */
const FIRST_VIEW = 'open';

interface Listed {
  totalresults: number;
  tickets: { ticket: QueueTicket[] };
}

interface Views {
  views: { view: ShownView[] };
}

/** The values of a field that a form repeats: a list, or text with commas. */
export const valuesOf = (field: unknown): string[] =>
  (typeof field === 'object' && field !== null ? Object.values(field) : text(field).split(',')).filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );

const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name);

/** Reads an order as addresses have it: `-lastreply`. */
export function readOrder(order: string): { orderBy: string; direction: 'asc' | 'desc' } | undefined {
  const orderBy = order.replace(/^-/, '');
  if (!Object.values(ORDERS).includes(orderBy)) return undefined;
  return { orderBy, direction: order.startsWith('-') ? 'desc' : 'asc' };
}

/** What the address asks for. What it cannot mean is left out, so that an old link shows the list. */
function askedBy({ fields }: Desk, view: ShownView | undefined): Asked {
  const query = fields.q === undefined ? undefined : text(fields.q).trim().slice(0, LONGEST_QUERY);
  const order = readOrder(text(fields.order));
  const chosen = valuesOf(fields.columns).filter(isColumn);
  const ofView = view?.columns.filter(isColumn) ?? [];
  const page = text(fields.page);
  return {
    view: view?.id ?? '',
    query,
    ...(order ?? { orderBy: view?.orderby ?? 'lastreply', direction: view?.order === 'asc' ? 'asc' : 'desc' }),
    isOrdered: order !== undefined,
    columns: chosen.length > 0 ? chosen : ofView.length > 0 ? ofView : USUAL_COLUMNS,
    isChosen: chosen.length > 0,
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** The view that the address names, or that everybody has. A search of its own has none. */
async function viewOf({ ask, fields }: Desk): Promise<ShownView | undefined> {
  const wanted = text(fields.view);
  if (wanted === '' && fields.q !== undefined) return undefined;
  const ids = wanted === '' ? [FIRST_VIEW] : [wanted.slice(0, 50), FIRST_VIEW];
  for (const viewid of ids) {
    try {
      return (await ask<Views>('GetTicketViews', { viewid })).views.view[0];
    } catch (error) {
      // A view that is gone, or was never there, leads to the first one.
      if (asApiError(error).kind !== 'not_found') throw error;
    }
  }
  return undefined;
}

async function queue(desk: Desk) {
  const { visit, ask, fields, res } = desk;
  const view = await viewOf(desk);
  const asked = askedBy(desk, view);
  const query = asked.query ?? view?.query ?? '';
  const [{ views }, found, people, admins] = await Promise.all([
    ask<Views>('GetTicketViews', { counts: true }),
    listOr(desk, asked, query),
    peopleAt(desk),
    adminsFor(desk),
  ]);
  const done = text(fields.done);
  const shown: Queue = { asked, query, views: views.view, list: undefined, problem: '', done, people, admins };
  if (!('problem' in found)) return showConsole(queuePage(visit, { ...shown, list: found }));
  res.locals.call.refused = 'invalid';
  return showConsole(queuePage(visit, { ...shown, problem: found.problem }), HTTP_STATUS.invalid);
}

/** Who is at which ticket, as far as the administrator may know. */
async function peopleAt({ visit, ask }: Desk): Promise<PersonAt[]> {
  if (!visit.may('GetTicketPresence')) return [];
  return (await ask<{ people: { person: PersonAt[] } }>('GetTicketPresence')).people.person;
}

const MOST_ADMINS = 500;

interface Admin {
  id: number;
  name: string;
  disabled: boolean;
  departments: { department: number[] };
}

/**
 * To whom the selected tickets can be assigned, for whoever may do that: those who can open tickets of a department that
 * the queue shows.
 */
async function adminsFor({ visit, ask, caller }: Desk): Promise<BulkChoice[]> {
  if (!visit.may('StartBulkChange') || !visit.may('GetAdmins')) return [];
  const { admins } = await ask<{ admins: { admin: Admin[] } }>('GetAdmins', { limitnum: MOST_ADMINS });
  const shown = caller.departmentIds;
  const isColleague = ({ departments: { department: own } }: Admin) =>
    shown === null || own.length === 0 || own.some((id) => shown.includes(id));
  return admins.admin
    .filter((admin) => !admin.disabled && isColleague(admin))
    .map(({ id, name }) => ({ value: String(id), name }));
}

/** The list, or why the search was refused. */
async function listOr(desk: Desk, asked: Asked, query: string): Promise<QueueList | { problem: string }> {
  try {
    const { totalresults, tickets } = await desk.ask<Listed>('GetTickets', {
      ...(query !== '' && { query }),
      ...{ limitstart: (asked.page - 1) * PAGE_SIZE, limitnum: PAGE_SIZE, rowdetails: true },
      ...{ orderby: asked.orderBy, order: asked.direction },
    });
    return { total: totalresults, tickets: tickets.ticket };
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.kind !== 'invalid') throw thrown;
    return { problem: problemOf(desk, error) };
  }
}

/** What is wrong with a query, in the reader's language. */
export function problemOf({ visit }: Pick<Desk, 'visit'>, error: ApiError): string {
  const { problems } = visit.texts.queue;
  if (!(error instanceof FormRefused)) return problemIn(visit, error);
  return error.problems.map(({ code, details, message }) => problems[code]?.(...details) ?? message).join(' ');
}

/** What the script of the search field asks for while somebody types. */
async function complete({ ask, fields }: Desk) {
  const query = text(fields.query).slice(0, LONGEST_QUERY);
  const answer = await ask<{ suggestions: unknown }>('CompleteTicketQuery', { query });
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return showConsole(JSON.stringify(answer.suggestions), 200, headers);
}

/** The queue. */
export const QUEUE_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.console,
    methods: ['GET', 'HEAD'],
    summary: 'The queue: tickets by view, with their counts',
    fields: {
      view: { description: 'The view, by its id in GetTicketViews; open by default', isRequired: false },
      q: { description: 'A query instead of the view’s, as GetTickets takes it', isRequired: false },
      order: { description: 'The order, as GetTickets names it; with `-` before it, descending', isRequired: false },
      columns: { description: 'The columns to show, parted by commas', isRequired: false },
      page: { description: 'The page of the list, from 1', isRequired: false },
    },
    answers: {
      200: 'The queue',
      303: 'Not signed in: redirects to the sign-in',
      400: 'The query is refused; the page says why',
    },
    answer: queue,
  },
  {
    path: ADDRESSES.consoleCompletion,
    methods: ['GET', 'HEAD'],
    summary: 'What CompleteTicketQuery suggests, as JSON',
    fields: { query: { description: 'The query so far', isRequired: false } },
    answers: { 200: 'The suggestions', 303: 'Not signed in: redirects to the sign-in' },
    answer: complete,
  },
];
