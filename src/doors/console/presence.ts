import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import type { PersonAt } from '../../pages/console/presence';
import { text } from '../pages/page-door';
import { json } from '../responses';
import { type ConsolePage, type Desk, showConsole } from './console-page';

/** Who is at some tickets; nobody for an administrator who may not know it. */
export async function presentAt({ visit, ask }: Desk, ticketIds: readonly number[]): Promise<PersonAt[]> {
  if (ticketIds.length === 0 || !visit.may('GetTicketPresence')) return [];
  const { people } = await ask<{ people: { person: PersonAt[] } }>('GetTicketPresence', {
    ticketids: ticketIds.join(','),
  });
  return people.person;
}

/**
 * Tells others that the administrator looks at a ticket, whose page is about to be shown: that works without the script
 * too. A page that the script only brings up to date says nothing new. It never keeps the page from being shown.
 */
export async function noteViewing(desk: Desk, ticketId: number): Promise<void> {
  if (desk.req.get('x-hatchdesk-live') !== undefined) return;
  await note(desk, ticketId, 'viewing');
}

async function note({ visit, ask }: Desk, ticketId: number, state: string): Promise<void> {
  if (!visit.may('SetTicketPresence')) return;
  try {
    await ask('SetTicketPresence', { ticketid: ticketId, state });
  } catch (thrown) {
    // The ticket may just have been deleted, and a database that only reads shows pages all the same.
    if (asApiError(thrown).kind === 'internal') throw thrown;
  }
}

/** So many tickets has nobody open. */
const MOST = 50;

const STATED = /^(\d{1,9}):(viewing|typing|away)$/;

/** Notes what a browser says: `815:typing,816:away`. What cannot be read is left aside. */
async function hear(desk: Desk): Promise<void> {
  const said = text(desk.fields.tickets).split(',', MOST);
  for (const one of said) {
    const [, ticketId, state] = STATED.exec(one) ?? [];
    if (ticketId !== undefined && state !== undefined) await note(desk, Number(ticketId), state);
  }
}

export const PRESENCE_PAGE: ConsolePage = {
  path: ADDRESSES.consolePresence,
  methods: ['GET', 'HEAD', 'POST'],
  summary: 'Who is at which ticket, for the script of the console, and what its page says about itself',
  fields: {
    tickets: {
      description: 'With GET, the ids of tickets, separated by commas; with POST, each with viewing, typing or away',
      isRequired: false,
    },
    proof: { description: 'With POST, proves that it comes from a page of the session', isRequired: false },
  },
  answers: {
    200: 'The people at these tickets, as GetTicketPresence answers',
    204: 'It is noted',
    403: 'The form does not come from a page of the session',
  },
  async answer(desk) {
    if (desk.req.method === 'POST') {
      await hear(desk);
      return showConsole('', 204);
    }
    const ids = text(desk.fields.tickets)
      .split(',')
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0);
    const people = await presentAt(desk, ids.slice(0, MOST));
    return json(
      200,
      people.map(({ ticketid, adminid, name, state }) => ({ ticketid, adminid, name, state })),
    );
  },
};
