import { ADDRESSES } from '../../config/addresses';
import { CONSOLE_HEADERS } from '../../pages/console/layout';
import type { Reply } from '../door';
import { type ConsolePage, type Desk, showConsole } from './console-page';
import { ticketIdOf } from './named-ticket';
import { noteViewing } from './presence';
import { changeTicket, removeTicket } from './ticket-changes';
import { rawMail, receivedMail, ticketFile } from './ticket-files';
import { nextTicket, previousTicket } from './ticket-neighbours';
import { renderTicket } from './ticket-page';

/** `/admin/tickets/:id`. */
async function showTicket(desk: Desk): Promise<Reply> {
  const body = await renderTicket(desk);
  noteSeen(desk);
  return showConsole(body, 200, desk.fields.images === undefined ? {} : WITH_REMOTE_IMAGES);
}

/** The reader asked for pictures on other servers. */
const WITH_REMOTE_IMAGES: Reply['headers'] = {
  'Content-Security-Policy': (CONSOLE_HEADERS['Content-Security-Policy'] ?? '').replace(
    "img-src 'self'",
    "img-src 'self' https:",
  ),
};

/**
 * Notes that its reader has seen the ticket, and tells others who is there. The page does not wait for either, and is none
 * the worse without.
 */
function noteSeen(desk: Desk): void {
  if (desk.req.method !== 'GET') return;
  const id = ticketIdOf(desk);
  const seen = desk.visit.may('MarkTicketRead') ? desk.ask('MarkTicketRead', { ticketid: id }) : undefined;
  void Promise.allSettled([noteViewing(desk, id), seen]);
}

const PATH = `${ADDRESSES.consoleTicket}:id`;
const READS = ['GET', 'HEAD'] as const;
const REFUSALS = {
  303: 'Not signed in: redirects to the sign-in',
  403: 'None of the roles allows it, or the address is banned',
  404: 'There is no such ticket, or it has gone',
};
const FROM = { from: { description: 'The query of the queue that the reader came from', isRequired: false } };
const TASK = { task: { description: 'What is to be done', isRequired: true }, ...FROM };
const DONE = 'Done: leads back to the ticket. Not signed in: redirects to the sign-in';

/** A link to the ticket before or after one in the queue. */
const step = (name: string, answer: ConsolePage['answer']): ConsolePage => ({
  path: `${PATH}/${name}`,
  methods: READS,
  summary: `Leads to the ${name} ticket of the queue`,
  fields: FROM,
  answers: { ...REFUSALS, 303: 'Redirects to that ticket, to the queue if there is none, or to the sign-in' },
  answer,
});

/** The page of a ticket, and what its forms and links lead to. */
export const TICKET_PAGES: readonly ConsolePage[] = [
  {
    path: PATH,
    methods: READS,
    summary: 'A ticket: its conversation, its facts, and what is known of its requester',
    fields: {
      ...FROM,
      before: { description: 'Only messages before the one with this id', isRequired: false },
      images: { description: 'The id of the message whose pictures on other servers are shown', isRequired: false },
    },
    answers: { 200: 'The ticket', ...REFUSALS },
    answer: showTicket,
  },
  {
    path: `${PATH}/change`,
    methods: ['POST'],
    summary: 'Changes one fact of a ticket',
    fields: TASK,
    answers: { ...REFUSALS, 303: DONE, 400: 'Refused: the ticket, with what was entered and why' },
    answer: changeTicket,
  },
  {
    path: `${PATH}/remove`,
    methods: ['POST'],
    summary: 'Deletes a ticket, blocks its sender, or both',
    fields: TASK,
    answers: { ...REFUSALS, 303: DONE, 400: 'Refused: the ticket, and why' },
    answer: removeTicket,
  },
  step('next', nextTicket),
  step('previous', previousTicket),
  {
    path: `${PATH}/files/:kind/:owner/:index`,
    methods: READS,
    summary: 'A file of a ticket',
    fields: { preview: { description: 'Anything: only a picture, to be shown on the page', isRequired: false } },
    answers: { 200: 'The file', ...REFUSALS },
    answer: ticketFile,
  },
  {
    path: `${PATH}/mails/:mail`,
    methods: READS,
    summary: 'The mail that a message came in, with all that it quotes',
    fields: {},
    answers: { 200: 'The mail', ...REFUSALS },
    answer: receivedMail,
  },
  {
    path: `${PATH}/mails/:mail/raw`,
    methods: READS,
    summary: 'The bytes of a mail',
    fields: {},
    answers: { 200: 'The mail', ...REFUSALS },
    answer: rawMail,
  },
];
