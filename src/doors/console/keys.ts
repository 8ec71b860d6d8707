import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { keysPage } from '../../pages/console/key-list';
import type { Reply } from '../door';
import { type ConsolePage, type Desk, goTo, showConsole } from './console-page';

/** Leads to the ticket of a number, as people read it to each other. What is no ticket's number is looked for. */
async function findTicket(desk: Desk): Promise<Reply> {
  const number = desk.params.number ?? '';
  try {
    const { id } = await desk.ask<{ id: number }>('GetTicket', { ticketnum: number });
    return goTo(desk, `${ADDRESSES.consoleTicket}${id}`);
  } catch (thrown) {
    if (asApiError(thrown).kind !== 'not_found') throw thrown;
    return goTo(desk, ADDRESSES.console, { q: number });
  }
}

/** The list of keys, and what the command palette leads to. */
export const KEY_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleKeys,
    methods: ['GET', 'HEAD'],
    summary: 'The keys of the console, and the switch for those without Ctrl',
    fields: {},
    answers: { 200: 'The list of keys', 303: 'Not signed in: redirects to the sign-in' },
    answer: async ({ visit }) => showConsole(keysPage(visit)),
  },
  {
    path: `${ADDRESSES.consoleTicketNumber}:number`,
    methods: ['GET', 'HEAD'],
    summary: 'Leads to the ticket of a number',
    fields: {},
    answers: { 303: 'Redirects to the ticket, to a search for the number, or to the sign-in' },
    answer: findTicket,
  },
];
