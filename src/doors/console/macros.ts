import { ADDRESSES } from '../../config/addresses';
import { macroRefused, type ShownMacro } from '../../pages/console/macros';
import { type FilledReply, type FoundReplies, predefinedOptions, predefinedPage } from '../../pages/console/predefined';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, gone, orAgain, showConsole } from './console-page';
import { returnToTicket, toTicket } from './named-ticket';

/** The macros that somebody may run; none for those who may not. */
export async function macrosFor({ ask, visit }: Pick<Desk, 'ask' | 'visit'>): Promise<ShownMacro[]> {
  if (!visit.may('RunMacro') || !visit.may('GetMacros')) return [];
  return (await ask<{ macros: { macro: ShownMacro[] } }>('GetMacros')).macros.macro;
}

/** The id in the path. @throws ApiError (not_found) if it is none */
function ticketIdIn(desk: Desk): number {
  const { id = '' } = desk.params;
  if (!/^[1-9]\d{0,8}$/.test(id)) throw gone(desk);
  return Number(id);
}

async function run(desk: Desk): Promise<Reply> {
  const { fields, visit } = desk;
  const ticketId = ticketIdIn(desk);
  const seen = ['seenreplyid', 'seennoteid', 'seenstatus'].flatMap((name) =>
    text(fields[name]) === '' ? [] : [[name, text(fields[name])] as const],
  );
  const key = text(fields.key);
  return orAgain(
    desk,
    async () => {
      const sent = { ticketid: ticketId, macroid: text(fields.macro), ...Object.fromEntries(seen) };
      await desk.ask('RunMacro', sent, key === '' ? {} : { idempotencyKey: key });
      return returnToTicket(desk, { done: 'macro' });
    },
    async (problem) => macroRefused(visit, ticketId, problem),
  );
}

const MOST_REPLIES = 25;

const kindIn = ({ fields }: Desk): 'reply' | 'note' => (text(fields.kind) === 'note' ? 'note' : 'reply');

async function find(desk: Desk, which: Record<string, unknown>): Promise<{ total: number; replies: FilledReply[] }> {
  const answer = await desk.ask<{ totalresults: number; predefinedreplies: { predefinedreply: FilledReply[] } }>(
    'GetPredefinedReplies',
    { ticketid: ticketIdIn(desk), markdown: true, limitnum: MOST_REPLIES, ...which },
  );
  return { total: answer.totalresults, replies: answer.predefinedreplies.predefinedreply };
}

/** `/admin/tickets/:id/predefined`: finds texts, or adds one to the draft. */
async function predefined(desk: Desk): Promise<Reply> {
  const ticketId = ticketIdIn(desk);
  const kind = kindIn(desk);
  if (desk.req.method === 'POST') return use(desk, ticketId, kind);
  const search = text(desk.fields.q).trim().replace(/^\//, '');
  const { total, replies } = await find(desk, search === '' ? {} : { search });
  const isWanted = ({ key }: FilledReply) => key !== '' && key.toLowerCase() === search.toLowerCase();
  const begins = ({ key }: FilledReply) => key.toLowerCase().startsWith(search.toLowerCase());
  const rank = (reply: FilledReply): number => (isWanted(reply) ? 0 : search !== '' && begins(reply) ? 1 : 2);
  const sorted = [...replies].sort((one, other) => rank(one) - rank(other));
  const found: FoundReplies = { ticketId, kind, search, replies: sorted, isMore: total > replies.length };
  return showConsole(text(desk.fields.part) === '' ? predefinedPage(desk.visit, found) : predefinedOptions(found));
}

/** Adds a text to the draft, which the form of the ticket's page shows. */
async function use(desk: Desk, ticketId: number, kind: 'reply' | 'note'): Promise<Reply> {
  const { replies } = await find(desk, { predefinedreplyid: text(desk.fields.use) });
  const { drafts } = await desk.ask<{ drafts: { draft: { kind: string; message: string }[] } }>('GetTicketDraft', {
    ticketid: ticketId,
  });
  const before = drafts.draft.find((draft) => draft.kind === kind)?.message ?? '';
  const message = [before, replies[0]?.filled ?? ''].filter((words) => words.trim() !== '').join('\n\n');
  if (replies.length > 0) await desk.ask('SaveTicketDraft', { ticketid: ticketId, kind, message });
  return toTicket(desk);
}

const ANSWERS = {
  303: 'Done: redirects to the ticket',
  403: 'Nobody is signed in, or may do this',
  404: 'There is no such ticket',
};

/** Macros and predefined replies on the page of a ticket. */
export const MACRO_PAGES: readonly ConsolePage[] = [
  {
    path: `${ADDRESSES.consoleTicket}:id/macro`,
    methods: ['POST'],
    summary: 'Runs a macro on a ticket',
    fields: {
      macro: { description: 'The id of the macro', isRequired: true },
      key: { description: 'A key that keeps it from being run twice', isRequired: false },
      seenreplyid: { description: 'The newest reply that was seen', isRequired: false },
      seennoteid: { description: 'The newest note that was seen', isRequired: false },
      seenstatus: { description: 'The status that was seen', isRequired: false },
    },
    answers: { ...ANSWERS, 400: 'The macro was refused', 409: 'Something arrived meanwhile' },
    answer: run,
  },
  {
    path: `${ADDRESSES.consoleTicket}:id/predefined`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Predefined replies, filled in for a ticket; POST adds one to the draft',
    fields: {
      q: { description: 'A key, or words of the name or the text', isRequired: false },
      kind: { description: 'reply (by default) or note', isRequired: false },
      part: { description: 'Anything: only the list, for the script', isRequired: false },
      use: { description: 'With POST: the id of the reply', isRequired: false },
    },
    answers: { ...ANSWERS, 200: 'The page' },
    answer: predefined,
  },
];
