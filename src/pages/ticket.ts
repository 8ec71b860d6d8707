import { ADDRESSES } from '../config/addresses';
import { conversation, type ShownConversation, type View } from './conversation';
import { copies } from './copies';
import { type Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';
import { type Entered, type ShownRating, ticketRating } from './ratings';
import { draftKeeper, type FileLimits, fileLimits, filesHint, SENT_BY_SCRIPT } from './script-parts';
import { ticketAddress, type Way } from './ticket-address';
import { hidden } from './ticket-forms';

export { ticketAddress, type Way } from './ticket-address';

/** The answer of pages/GetTicket, as the page shows it. */
export interface ShownTicket extends ShownConversation {
  number: string;
  subject: string;
  state: 'waiting' | 'answered' | 'closed' | 'other';
  status: string;
  created_at: Date;
  cc: string[];
  /** Whether we answered and the client has not seen it yet. */
  is_new: boolean;
  may_close: boolean;
  may_reopen: boolean;
  /** The reply that the visitor has begun and not sent. */
  draft?: { message: string; saved_at: Date };
  /** Absent while the ticket cannot be rated, and was not. */
  rating?: ShownRating;
  file_limits: FileLimits;
  /** The user who is signed in; undefined for whoever has the link. */
  userId: number | undefined;
}

/** What to show in the form after a call. */
interface Told {
  /** What was done, in a sentence; empty if nothing was. */
  done: string;
  /** Why a call was refused; empty if none was. */
  problem: string;
  /** The message that was refused, so that no word is lost. */
  message: string;
  /** The address for copies that was refused. */
  email?: string;
  /** The rating that was refused. */
  rating?: Entered;
}

/**
 * The page of one ticket: the conversation, and below it the form to answer.
 *
 * @param key sent with the form, so that sending it twice adds one reply
 */
export function ticketPage(visit: Visit, way: Way, ticket: ShownTicket, told: Told, key: string, view: View): string {
  const { texts } = visit.language;
  return page(
    visit,
    ticket.subject,
    html`${when(told.done !== '', () => html`<p class="done" role="status">${told.done}</p>`)}
${when(told.problem !== '', () => html`<p class="problem" role="alert">${told.problem}</p>`)}
${facts(visit, way, ticket)}
${conversation(visit, way, ticket, view)}
${ticket.state === 'closed' ? closed(visit, way, ticket, key) : NONE}
${ticketRating(visit, way, ticket.rating, told.rating)}
${replyForm(visit, way, ticket, told, key)}
${when(ticket.may_close && ticket.state !== 'closed', () => closeForm(visit, way, key))}
${copies(visit, way, ticket.cc, told.email)}
<p class="hint">${texts.timeZone(visit.timeZone)}</p>`,
  );
}

/** The conversation alone, to be printed: nothing is folded, and there are no forms. */
export function printedTicketPage(visit: Visit, way: Way, ticket: ShownTicket, view: View): string {
  const { texts } = visit.language;
  return page(
    { ...visit, proof: undefined },
    ticket.subject,
    html`<div class="printed">${facts(visit, way, ticket, false)}
<p class="hint">${texts.timeZone(visit.timeZone)}</p>
${conversation(visit, way, ticket, view)}</div>
<p class="pages"><a href="${ticketAddress(ADDRESSES.ticket, way)}">${texts.conversation.back}</a></p>`,
  );
}

function facts(visit: Visit, way: Way, ticket: ShownTicket, isPrintable = true): Html {
  const { texts } = visit.language;
  const state = ticket.state === 'other' ? ticket.status : texts.states[ticket.state];
  return html`<p class="facts"><span class="state ${ticket.state}">${state}</span>
<span>${texts.ticket} <bdi>${ticket.number}</bdi></span> <span><bdi>${ticket.department}</bdi></span>
${when(ticket.cc.length > 0 && !isPrintable, () => html`<span>${texts.copies} <bdi>${ticket.cc.join(', ')}</bdi></span>`)}
${when(isPrintable, () => html`<a class="unprinted" href="${ticketAddress(ADDRESSES.ticket, way, { print: 1 })}">${texts.conversation.print}</a>`)}</p>`;
}

function replyForm(visit: Visit, way: Way, ticket: ShownTicket, told: Told, key: string): Html {
  const { texts } = visit.language;
  const { number, userId, file_limits: limits } = ticket;
  // A refused rating says nothing about the reply that somebody has begun.
  const isSettled = told.problem !== '' && told.message !== '';
  const draft = isSettled ? undefined : ticket.draft;
  // People who use one browser after each other have drafts of their own, as they have on the server.
  const name = userId === undefined ? `reply:${number}` : `reply:${number}:${userId}`;
  return html`<form class="card" method="post" enctype="multipart/form-data" action="${here(ADDRESSES.ticket)}" id="reply" ${SENT_BY_SCRIPT}>
${hidden(visit, way, 'reply', key)}
<p class="field"><label for="message">${texts.reply}</label>
<textarea id="message" name="message" dir="auto" required>
${draft?.message ?? told.message}</textarea></p>
${draftKeeper(visit, { name, place: 'browser', to: here(ADDRESSES.saveDraft), saved: draft?.saved_at, isSettled })}
${when(limits.count > 0, () =>
  fileLimits(
    visit,
    limits,
    html`<p class="field"><label for="files">${texts.addFiles}</label>
<input id="files" type="file" name="attachments[]" multiple accept="${limits.types}" aria-describedby="files-hint">
<span class="hint" id="files-hint">${filesHint(visit, limits)}</span></p>`,
  ),
)}
<button>${texts.send}</button>
</form>`;
}

const closeForm = (
  visit: Visit,
  way: Way,
  key: string,
): Html => html`<form class="row" method="post" action="${here(ADDRESSES.ticket)}" ${SENT_BY_SCRIPT}>
${hidden(visit, way, 'close', `${key}c`)}
<button class="second">${visit.language.texts.close}</button> <span class="hint">${visit.language.texts.closeHint}</span></form>`;

function closed(visit: Visit, way: Way, ticket: ShownTicket, key: string): Html {
  const { texts } = visit.language;
  return html`<p class="row"><strong>${texts.isClosed}</strong> ${texts.reopenHint}</p>
${when(
  ticket.may_reopen,
  () => html`<form class="field" method="post" action="${here(ADDRESSES.ticket)}" ${SENT_BY_SCRIPT}>${hidden(visit, way, 'reopen', `${key}o`)}
<button class="second">${texts.reopen}</button></form>`,
)}`;
}
