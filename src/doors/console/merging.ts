import { ADDRESSES } from '../../config/addresses';
import { asApiError, invalid } from '../../errors';
import { mergingPage, mergingPath } from '../../pages/console/merging';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, goTo, keyAfter, orAgain, showConsole } from './console-page';
import { toTicket } from './named-ticket';

/** What the page shows of a ticket, as GetTicket answers it. */
interface ShownTicket {
  ticketid: number;
  tid: string;
  subject: string;
  userid: number;
  email: string;
  replies: {
    reply: { replyid: number; name: string; requestor_name: string; date: Date; message: string; admin: string }[];
  };
}

interface ListedTicket {
  id: number;
  tid: string;
  subject: string;
  status: string;
}

type Merged = Parameters<typeof mergingPage>[1]['merged'];

const MOST_OTHERS = 25;
const LONGEST_EXCERPT = 200;

/** The items of a list in a form. */
const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : text(value).split(',')).map((item) => String(item).trim()).filter(Boolean);

async function showMerging(desk: Desk, problem = '', keptKey = ''): Promise<string> {
  const { visit, fields } = desk;
  const ticket = await desk.ask<ShownTicket>('GetTicket', { ticketid: desk.params.id });
  const [merged, others] = await Promise.all([
    visit.may('GetMergedTickets')
      ? desk.ask<{ tickets: { ticket: Merged } }>('GetMergedTickets', { ticketid: ticket.ticketid })
      : undefined,
    listOthers(desk, ticket),
  ]);
  // The first is the ticket's own message, which stays.
  const messages = ticket.replies.reply.slice(1).map(({ replyid, name, admin, date, message }) => ({
    ...{ id: Number(replyid), name: admin || name, date, excerpt: message.slice(0, LONGEST_EXCERPT).toWellFormed() },
  }));
  return mergingPage(visit, {
    ticket: { id: Number(ticket.ticketid), tid: ticket.tid, subject: ticket.subject },
    merged: merged?.tickets.ticket ?? [],
    ...{ others, messages, problem },
    chosen: [...listOf(fields.messages), text(fields.message)],
    entered: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)])),
    done: text(fields.done),
    key: keptKey || drawText(ALPHANUMERIC, 22),
  });
}

/** The newest other tickets of the same requester. */
async function listOthers(desk: Desk, { ticketid, userid, email }: ShownTicket): Promise<ListedTicket[]> {
  const of = Number(userid) > 0 ? { clientid: userid } : { email };
  if (!desk.visit.may('GetTickets') || (Number(userid) === 0 && email === '')) return [];
  const listed = await desk.ask<{ tickets: { ticket: ListedTicket[] } }>('GetTickets', {
    ...of,
    limitnum: MOST_OTHERS + 1,
  });
  return listed.tickets.ticket.filter(({ id }) => Number(id) !== Number(ticketid));
}

/** The ids of tickets by their numbers, which is what people know of a ticket. @throws ApiError (invalid) for an unknown one */
async function idsOf(desk: Desk, numbers: string[]): Promise<number[]> {
  const { bulk: texts } = desk.visit.texts;
  const ids: number[] = [];
  for (const number of numbers.map((one) => one.replace(/^#/, ''))) {
    const found = await desk.ask<ShownTicket>('GetTicket', { ticketnum: number }).catch((thrown) => {
      throw asApiError(thrown).kind === 'not_found' ? invalid(texts.noSuchNumber(number)) : thrown;
    });
    const id = Number(found.ticketid);
    if (id === Number(desk.params.id)) throw invalid(texts.ownNumber(number));
    ids.push(id);
  }
  return ids;
}

async function mergeOrSplit(desk: Desk): Promise<Reply> {
  const { fields, params, visit } = desk;
  const task = text(fields.task);
  const more = text(fields.key) === '' ? {} : { idempotencyKey: text(fields.key) };
  return orAgain(
    desk,
    async () => {
      if (task === 'unmerge') await desk.ask('UnmergeTicket', { ticketid: text(fields.id) });
      if (task === 'merge') {
        const mergeticketids = [...listOf(fields.ids), ...(await idsOf(desk, listOf(fields.others)))].join(',');
        await desk.ask('MergeTicket', { ticketid: params.id, mergeticketids }, more);
      }
      if (task !== 'split') return toTicket(desk, { done: task }, '/merge');
      const messageids = listOf(fields.messages).join(',');
      const sent = { ticketid: params.id, messageids, subject: text(fields.subject) };
      const split = await desk.ask<{ id: number }>('SplitTicket', sent, more);
      return goTo(desk, mergingPath(Number(split.id)), {
        ...(visit.from !== '' && { from: visit.from }),
        done: 'split',
      });
    },
    (problem, error) => showMerging(desk, problem, keyAfter(desk, error)),
  );
}

/** The page on which a ticket is merged and split. */
export const MERGING_PAGES: readonly ConsolePage[] = [
  {
    path: `${ADDRESSES.consoleTicket}:id/merge`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Merges other tickets into one, takes that back, and splits messages off',
    fields: {
      message: { description: 'The id of a message to split off', isRequired: false },
      task: { description: 'With POST: `merge`, `unmerge` or `split`', isRequired: false },
    },
    answers: {
      ...{ 200: 'What can be done', 400: 'Refused: the page, and why', 404: 'There is no such ticket, or it has gone' },
      303: 'Done: leads to the page again, or to that of the new ticket. Not signed in: redirects to the sign-in',
      403: 'None of the roles allows it, or the address is banned',
    },
    answer: async (desk) => (desk.req.method === 'POST' ? mergeOrSplit(desk) : showConsole(await showMerging(desk))),
  },
];
