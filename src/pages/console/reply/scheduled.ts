import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, isolated, NONE, when } from '../../html';
import { SENT_BY_SCRIPT } from '../../script-parts';
import { timeOf } from '../../times';
import { form, type StaffVisit } from '../layout';
import { ticketLink } from '../ticket/addresses';
import type { ReplyState, ScheduledReply, Seen } from './state';

/** What is due so soon is counted down, to be undone. */
const UNDO_MS = 60_000;

/** The replies to a ticket that wait or were stopped: one's own with buttons, those of colleagues as a warning. */
export const scheduledReplies = (visit: StaffVisit, { scheduled }: Pick<ReplyState, 'scheduled'>, seen: Seen): Html =>
  html`${scheduled.map((reply) => {
    if (reply.adminid !== visit.staff.id && reply.adminid !== 0) return ofColleague(visit, reply);
    if (reply.state === 'stopped') return stopped(visit, reply, seen);
    return reply.dueat.getTime() - reply.date.getTime() <= UNDO_MS ? undoBar(visit, reply) : waiting(visit, reply);
  })}`;

const addressOf = ({ ticketid, scheduledid }: ScheduledReply, task: 'cancel' | 'send'): string =>
  `${ADDRESSES.consoleTicket}${ticketid}/scheduled/${scheduledid}/${task}`;

function ofColleague({ texts: { reply: texts }, ...visit }: StaffVisit, reply: ScheduledReply): Html {
  if (reply.state !== 'pending') return NONE;
  const name = isolated(reply.admin);
  return html`<p class="waits" role="status">${texts.colleague(name)} ${timeOf(visit, reply.dueat)}</p>`;
}

/** Whoever has just sent a reply can take it back. The script counts the seconds. */
function undoBar(visit: StaffVisit, reply: ScheduledReply): Html {
  const { texts } = visit;
  const left = Math.max(0, Math.ceil((reply.dueat.getTime() - visit.now.getTime()) / 1000));
  return html`<undo-bar class="undo" left="${left}" counting="${texts.reply.sendsIn}" sending="${texts.reply.sending}" id="undo-${reply.scheduledid}">
<span role="status">${left === 0 ? texts.reply.sending : texts.reply.sendsIn.replace('{seconds}', String(left))}</span>
${form(visit, {
  to: addressOf(reply, 'cancel'),
  content: html`<button data-key="undo">${texts.reply.undo}</button>`,
  more: html` ${SENT_BY_SCRIPT}`,
})}</undo-bar>`;
}

const words = ({ texts: { reply: texts } }: StaffVisit, reply: ScheduledReply): Html =>
  html`<p class="lines text" dir="auto">${reply.message}</p>
${when(reply.attachments.length > 0, () => html`<p class="hint">${texts.files}: <bdi>${reply.attachments.map(({ filename }) => filename).join(', ')}</bdi></p>`)}`;

function waiting(visit: StaffVisit, reply: ScheduledReply): Html {
  const { texts } = visit;
  return html`<section class="card waits" aria-labelledby="waits-${reply.scheduledid}">
<h2 id="waits-${reply.scheduledid}">${texts.reply.waits} ${timeOf(visit, reply.dueat)}</h2>
${words(visit, reply)}
<div class="row">${button(visit, reply, 'cancel', texts.reply.edit)}
${button(visit, reply, 'send', texts.reply.sendNow)}
${button(visit, reply, 'cancel', texts.reply.discard, html`<input type="hidden" name="discard" value="1">`)}</div></section>`;
}

/** A reply that was stopped, with what to do now. What has arrived is on the page. */
function stopped(visit: StaffVisit, reply: ScheduledReply, seen: Seen): Html {
  const { texts } = visit;
  const reason = texts.reply.reasons[reply.reason] ?? '';
  const isGone = reply.reason === 'gone' || reply.reason === 'rights';
  return html`<section class="card stopped" aria-labelledby="stopped-${reply.scheduledid}">
<h2 id="stopped-${reply.scheduledid}">${texts.reply.stopped}</h2>
<p role="alert">${reason}</p>
${words(visit, reply)}
<div class="row">${isGone ? NONE : button(visit, reply, 'send', texts.reply.sendAnyway, seenFields(seen))}
${button(visit, reply, 'cancel', texts.reply.edit)}
${button(visit, reply, 'cancel', texts.reply.discard, html`<input type="hidden" name="discard" value="1">`)}</div></section>`;
}

const button = (
  visit: StaffVisit,
  reply: ScheduledReply,
  task: 'cancel' | 'send',
  label: string,
  fields: Html = NONE,
): Html =>
  form(visit, {
    to: addressOf(reply, task),
    content: html`${fields}<button class="second">${label}</button>`,
    more: html` ${SENT_BY_SCRIPT}`,
  });

/** What somebody has seen who sends a form of this page. */
export const seenFields = ({ seenreplyid, seennoteid, seenstatus }: Seen): Html =>
  html`<input type="hidden" name="seenreplyid" value="${seenreplyid}"><input type="hidden" name="seennoteid" value="${seennoteid}"><input type="hidden" name="seenstatus" value="${seenstatus}">`;

/** The link back to the ticket. */
export const backToTicket = (visit: StaffVisit, ticketId: number): Html =>
  html`<p class="pages"><a href="${ticketLink(visit, ticketId)}">${visit.texts.reply.back}</a></p>`;
