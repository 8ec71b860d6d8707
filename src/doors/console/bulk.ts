import { ADDRESSES } from '../../config/addresses';
import { bulkPage, type ChosenTickets } from '../../pages/console/bulk';
import { type BulkChoice, TICKET_FIELD } from '../../pages/console/bulk-bar';
import { AGAIN_SECONDS, bulkProgressPage, goesOn, type ShownBulkChange } from '../../pages/console/bulk-progress';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { readBulkChoices } from './choices';
import { type ConsolePage, type Desk, goTo, keyAfter, orAgain, showConsole } from './console-page';
import { MERGING_PAGES } from './merging';

/** Of more tickets, nobody looks for one in a list of what to merge into. */
const MOST_MASTERS = 25;

/** An answer may be as long as one on the page of a ticket. */
const MOST_BYTES = 300_000;

/** The parameters that each form sends on. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  change: ['status', 'flag', 'deptid', 'priority', 'addtags', 'removetags', 'noemail'],
  answer: ['message', 'markdown', 'status'],
  merge: ['mergeinto'],
};

/** What those forms do that need no parameters. */
const TASKS: Readonly<Record<string, Record<string, unknown>>> = {
  ...{ close: { close: true }, delete: { delete: true }, spam: { spam: true } },
};

/** The tickets that were chosen, in a form of the queue or in a link. */
function chosenIn({ fields }: Desk): Omit<ChosenTickets, 'count'> {
  const sent = fields[TICKET_FIELD.replace('[]', '')] ?? fields.ticketids ?? [];
  const items = (Array.isArray(sent) ? sent : String(sent).split(',')).map((item) => String(item).trim());
  const query = fields.all === undefined ? '' : text(fields.query).trim();
  return { ids: [...new Set(items.filter(Boolean))], query, from: text(fields.from) };
}

/** How many tickets were chosen. */
async function countChosen(desk: Desk, { ids, query }: Omit<ChosenTickets, 'count'>): Promise<number> {
  if (query === '') return ids.length;
  return Number((await desk.ask<{ totalresults: number }>('GetTickets', { query, limitnum: 1 })).totalresults);
}

async function showBulk(desk: Desk, problem = '', keptKey = ''): Promise<string> {
  const chosen = chosenIn(desk);
  const [choices, count, masters] = await Promise.all([
    readBulkChoices(desk),
    countChosen(desk, chosen),
    findMasters(desk, chosen),
  ]);
  const entered = Object.fromEntries(Object.entries(desk.fields).map(([name, value]) => [name, text(value)]));
  const key = keptKey || drawText(ALPHANUMERIC, 22);
  return bulkPage(desk.visit, {
    chosen: { ...chosen, count },
    choices: { ...choices, masters },
    entered,
    problem,
    key,
  });
}

/** The chosen tickets by number and subject, if they are few. */
async function findMasters(desk: Desk, { ids, query }: Omit<ChosenTickets, 'count'>): Promise<BulkChoice[]> {
  const mayMerge = desk.visit.may('MergeTicket') && desk.visit.may('GetTicket');
  if (query !== '' || ids.length > MOST_MASTERS || !mayMerge) return [];
  const named = ids.map(async (ticketid) => {
    const { tid, subject } = await desk.ask<{ tid: string; subject: string }>('GetTicket', { ticketid });
    return { value: ticketid, name: `#${tid} ${subject}` };
  });
  const found = await Promise.allSettled(named);
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** What a form of the queue or of the page asks for. */
async function changeMany(desk: Desk): Promise<Reply> {
  const { fields } = desk;
  const { ids, query, from } = chosenIn(desk);
  const task = text(fields.task);
  const chosen: Record<string, string> = query === '' ? { ticketids: ids.join(',') } : { query };
  if (task === 'more') {
    const more = { ...chosen, ...(query !== '' && { all: '1' }), ...(from !== '' && { from }) };
    return goTo(desk, ADDRESSES.consoleBulk, more);
  }
  const sent = (PARAMETERS[task] ?? []).map((name) => [name, text(fields[name])]).filter(([, value]) => value !== '');
  const key = text(fields.key);
  return orAgain(
    desk,
    async () => {
      const change = await desk.ask<{ bulkid: number }>(
        'StartBulkChange',
        { ...chosen, ...Object.fromEntries(sent), ...TASKS[task] },
        key === '' ? {} : { idempotencyKey: key },
      );
      return goTo(desk, `${ADDRESSES.consoleBulk}/${change.bulkid}`, from === '' ? {} : { from });
    },
    (problem, error) => showBulk(desk, problem, keyAfter(desk, error)),
  );
}

async function showProgress(desk: Desk, problem = ''): Promise<{ body: string; headers: Record<string, string> }> {
  const change = await desk.ask<ShownBulkChange>('GetBulkChange', { bulkid: desk.params.id, limitnum: 100 });
  return {
    body: bulkProgressPage(desk.visit, { change, from: text(desk.fields.from), problem }),
    headers: goesOn(change) ? { Refresh: String(AGAIN_SECONDS) } : {},
  };
}

async function endOrUndo(desk: Desk): Promise<Reply> {
  const from = text(desk.fields.from);
  return orAgain(
    desk,
    async () => {
      const action = text(desk.fields.task) === 'cancel' ? 'CancelBulkChange' : 'UndoBulkChange';
      await desk.ask(action, { bulkid: desk.params.id });
      return goTo(desk, `${ADDRESSES.consoleBulk}/${desk.params.id ?? ''}`, from === '' ? {} : { from });
    },
    async (problem) => (await showProgress(desk, problem)).body,
  );
}

const FROM = { from: { description: 'The query string of the queue that the reader came from', isRequired: false } };
const CHOSEN = {
  ticketids: { description: 'The ids of the tickets, separated by commas', isRequired: false },
  all: { description: '1 for all tickets that the query finds', isRequired: false },
  query: { description: 'The search that finds them', isRequired: false },
  ...FROM,
};
const REFUSALS = {
  303: 'Not signed in: redirects to the sign-in',
  403: 'None of the roles allows it, or the address is banned',
};

/** The pages of changes of many tickets, and those on which tickets are merged and split. */
export const BULK_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleBulk,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Changes, answers, merges or deletes the tickets that were chosen in the queue',
    fields: { ...CHOSEN, task: { description: 'With POST: what is to be done', isRequired: false } },
    answers: {
      ...{ 200: 'What can be done', 400: 'Refused: the page, with what was entered and why' },
      ...{ ...REFUSALS, 303: 'Done: leads to the progress. Not signed in: redirects to the sign-in' },
    },
    mostBytes: MOST_BYTES,
    answer: async (desk) => (desk.req.method === 'POST' ? changeMany(desk) : showConsole(await showBulk(desk))),
  },
  {
    path: `${ADDRESSES.consoleBulk}/:id`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'How far a change of many tickets is; ends it, or takes it back',
    fields: { ...FROM, task: { description: 'With POST: `undo` or `cancel`', isRequired: false } },
    answers: {
      ...{ 200: 'How far it is', 400: 'Refused: the page, and why', 404: 'There is no such change, or it has gone' },
      ...REFUSALS,
    },
    async answer(desk) {
      if (desk.req.method === 'POST') return endOrUndo(desk);
      const { body, headers } = await showProgress(desk);
      return showConsole(body, 200, headers);
    },
  },
  ...MERGING_PAGES,
];
