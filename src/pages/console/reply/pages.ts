import { ADDRESSES } from '../../../config/addresses';
import { Html, html, isolated, NONE, when } from '../../html';
import { timeOf } from '../../times';
import { consolePage, form, type StaffVisit, told } from '../layout';
import { replyForms } from './forms';
import { backToTicket } from './scheduled';
import type { AnsweredTicket, ReplyState } from './state';

/** A reply or note that came while somebody wrote. */
export interface Arrived {
  kind: 'reply' | 'note';
  id: number;
  name: string;
  date: Date;
  message: string;
}

/**
 * The forms on a page of their own: where they were refused, and for who wants nothing else.
 *
 * @param arrived what its author had not seen
 */
export const replyPage = (
  visit: StaffVisit,
  ticket: AnsweredTicket & { subject: string },
  state: ReplyState,
  arrived: readonly Arrived[],
): string =>
  consolePage(visit, {
    title: visit.texts.reply.title(isolated(ticket.tid)),
    current: 'tickets',
    content: html`<p class="facts"><bdi>${ticket.subject}</bdi> <span class="state"><bdi>${ticket.status}</bdi></span></p>
${when(arrived.length > 0, () => arrivals(visit, arrived))}
${replyForms(visit, ticket, state)}
${backToTicket(visit, ticket.ticketid)}`,
  });

const arrivals = (visit: StaffVisit, arrived: readonly Arrived[]): Html =>
  html`<section aria-labelledby="arrived"><h2 id="arrived">${visit.texts.reply.arrived}</h2>
${arrived.map(
  ({ kind, id, name, date, message }) =>
    html`<article class="card${kind === 'note' ? ' note' : ''}" id="arrived-${kind}-${id}"><div class="who"><h3><bdi>${name}</bdi></h3> ${kind === 'note' ? html`<span class="role">${visit.texts.reply.note}</span>` : NONE} ${timeOf(visit, date)}</div>
<p class="lines text" dir="auto">${message}</p></article>
`,
)}</section>`;

/** What a message looks like, alone: the script puts it under the form. @param safe as PreviewTicketMessage answers it */
export const previewPart = (safe: string): string => html`<div class="text" dir="auto">${new Html(safe)}</div>`.text;

/** What a message looks like, as a page, where there is no script. @param safe as PreviewTicketMessage answers it */
export const previewPage = (visit: StaffVisit, safe: string): string =>
  consolePage(visit, {
    title: visit.texts.reply.previewTitle,
    current: 'tickets',
    content: html`<div class="card">${safe === '' ? html`<p>${visit.texts.reply.nothing}</p>` : new Html(previewPart(safe))}</div>`,
  });

interface ChangedReply {
  ticketId: number;
  id: number;
  message: string;
  /** Empty if nothing was refused. */
  problem: string;
}

/** The form to change a reply, and the one to delete it. */
export const editPage = (visit: StaffVisit, { ticketId, id, message, problem }: ChangedReply): string =>
  consolePage(visit, {
    title: visit.texts.reply.editTitle,
    current: 'tickets',
    content: html`${told({ problem })}
${when(visit.may('UpdateTicketReply'), () =>
  form(visit, {
    to: `${ADDRESSES.consoleTicket}${ticketId}/replies/${id}`,
    more: html` class="card"`,
    content: html`<p class="field"><label for="message">${visit.texts.reply.message}</label>
<textarea id="message" name="message" rows="12" dir="auto" required>
${message}</textarea></p>
<button>${visit.texts.reply.save}</button>`,
  }),
)}
${when(visit.may('DeleteTicketReply'), () => deleteForm(visit, `${ticketId}/replies/${id}/delete`, visit.texts.reply.deleteReply))}
${backToTicket(visit, ticketId)}`,
  });

/** The question before a note is deleted. */
export const deleteNotePage = (visit: StaffVisit, { ticketId, id, problem }: Omit<ChangedReply, 'message'>): string =>
  consolePage(visit, {
    title: visit.texts.reply.delete,
    current: 'tickets',
    content: html`${told({ problem })}
${deleteForm(visit, `${ticketId}/notes/${id}/delete`, visit.texts.reply.deleteNote)}
${backToTicket(visit, ticketId)}`,
  });

const deleteForm = (visit: StaffVisit, to: string, question: string): Html =>
  form(visit, {
    to: ADDRESSES.consoleTicket + to,
    more: html` class="card"`,
    content: html`<p>${question}</p><button class="second">${visit.texts.reply.delete}</button>`,
  });

/** The link to change or delete a reply, or to delete a note, for who may; for the page of the ticket. */
export function changeLink(
  visit: Pick<StaffVisit, 'texts' | 'may'>,
  { kind, id, first }: Pick<AnsweredTicket['entries']['entry'][number], 'kind' | 'id' | 'first'>,
  link: (part: string) => string,
): Html {
  const { texts } = visit;
  const mayChange = visit.may('UpdateTicketReply') || visit.may('DeleteTicketReply');
  if (kind === 'message' && !first && mayChange) {
    return html`<a class="change" href="${link(`/replies/${id}`)}">${texts.reply.editTitle}</a>`;
  }
  if (kind === 'note' && visit.may('DeleteTicketNote')) {
    return html`<a class="change" href="${link(`/notes/${id}/delete`)}">${texts.reply.delete}</a>`;
  }
  return NONE;
}
