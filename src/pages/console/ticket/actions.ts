import { type Html, html, NONE, when } from '../../html';
import { form, type StaffVisit } from '../layout';
import { ticketPath } from './addresses';
import { changeForm } from './facts';
import type { TicketPage } from './shown';

/** The buttons for what is done most. */
export function quickActions(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, choices } = page;
  const { ticket: texts } = visit.texts;
  if (!visit.may('UpdateTicket')) return NONE;
  const isMine = ticket.flag === visit.staff.id;
  const button = (task: string, key: string, words: string): Html =>
    changeForm(visit, page, task, html`<button class="second" data-key="${key}">${words}</button>`);
  const mayReopen = choices.statuses.some(({ isClosed }) => !isClosed);
  const mayClose = choices.statuses.some(({ isClosed }) => isClosed);
  return html`${isMine ? NONE : button('take', 'assign-me', texts.take)}
${when(!ticket.closed && mayClose, () => button('close', 'close', texts.close))}
${when(ticket.closed && mayReopen, () => button('reopen', 'reopen', texts.reopen))}`;
}

/** What cannot be undone, each behind one more click. */
export function dangers(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, view } = page;
  const { ticket: texts } = visit.texts;
  const isGuest = ticket.userid === 0 && ticket.email !== '';
  const danger = (task: string, words: string, hint: string, button: string): Html =>
    html`<details class="fact"${view.entered?.task === task ? html` open` : NONE}><summary data-key="${task}">${words}</summary>
<div><p>${hint}</p>${form(visit, {
      to: ticketPath(ticket.ticketid, '/remove'),
      content: html`<input type="hidden" name="task" value="${task}"><button class="danger">${button}</button>`,
    })}</div></details>`;
  const forms = html`${when(visit.may('DeleteTicket'), () => danger('delete', texts.delete, texts.deleteHint, texts.deleteButton))}
${when(
  isGuest && visit.may('BlockTicketSender'),
  () => html`${danger('block', texts.block, texts.blockHint(ticket.email), texts.blockButton)}
${danger('spam', texts.spam, texts.spamHint(ticket.email), texts.spamButton)}`,
)}`;
  return forms.text.trim() === ''
    ? NONE
    : html`<section class="card" aria-labelledby="more"><h2 id="more">${texts.more}</h2>${forms}</section>`;
}
