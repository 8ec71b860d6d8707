import { type Html, html, isolated, NONE, when } from '../../html';
import { consolePage, type StaffVisit, told } from '../layout';
import { dangers, quickActions } from './actions';
import { queueLink, ticketLink } from './addresses';
import { entryCard } from './entries';
import { eventLine, moreEvents } from './events';
import { enteredOr, facts, opened } from './facts';
import { customFields } from './fields';
import { exactTime } from './moments';
import { requesterCard } from './requester';
import type { ShownEvent, TicketPage } from './shown';

/** The parts that other files make: each is nothing where it has nothing to say. */
interface TicketParts {
  /** Who else is at the ticket. */
  presence: Html;
  /** The forms to answer and to add notes. */
  replies: Html;
  macros: Html;
  merging: Html;
}

/** The page of a ticket. */
export function ticketPage(visit: StaffVisit, page: TicketPage, parts: TicketParts): string {
  const { ticket, view } = page;
  const { ticket: texts } = visit.texts;
  const content = html`<div data-live-ticket="${ticket.ticketid}">
${heading(visit, page)}
${told({ done: texts.done[view.done as keyof typeof texts.done] ?? '', problem: view.problem })}
${parts.presence}
<div class="ticket">
<div class="conversation"><div data-live="conversation"><h2 class="unseen">${texts.conversation}</h2>
${conversation(visit, page)}
</div>
${parts.replies}
</div>
<aside aria-label="${texts.facts}">
<section class="card facts-card" aria-labelledby="facts" data-live="facts"><h2 id="facts">${texts.facts}</h2>
${facts(visit, page)}
${about(visit, page)}</section>
${parts.macros}
${requesterCard(visit, page)}
${customFields(visit, page)}
${parts.merging}
${dangers(visit, page)}
</aside>
</div>
</div>`;
  return consolePage(visit, {
    ...{ title: `#${ticket.tid} ${ticket.subject}`, current: 'tickets', kind: 'wide', hasHeading: true, content },
  });
}

/** The subject, the ways to other tickets, and what is done most. */
function heading(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, view } = page;
  const { ticket: texts } = visit.texts;
  const step = (part: 'previous' | 'next', sign: string): Html =>
    html`<a class="button second" href="${ticketLink(visit, ticket.ticketid, { part: `/${part}`, from: view.from })}" data-key="${part}" title="${texts[part]}"><span aria-hidden="true">${sign}</span><span class="unseen">${texts[part]}</span></a>`;
  const subject = html`<h1><bdi>${ticket.subject}</bdi></h1>`;
  return html`<div class="ticket-top" data-live="heading">
<div class="row"><a href="${queueLink(visit, view.from)}" data-key="queue">${texts.back}</a>
<span class="steps">${step('previous', '↑')}${step('next', '↓')}</span></div>
${
  visit.may('UpdateTicket')
    ? opened(visit, page, {
        ...{ task: 'subject', label: '', key: 'subject', shown: subject },
        content: html`<label for="fact-subject">${texts.subject}</label>
<input id="fact-subject" name="subject" value="${enteredOr(page, 'subject', 'subject', ticket.subject)}" autocomplete="off" dir="auto" required><button>${texts.save}</button>`,
      })
    : subject
}
<div class="row"><span class="hint">#<bdi>${ticket.tid}</bdi></span>
<span class="state${ticket.closed ? ' closed' : ''}"><bdi>${ticket.status}</bdi></span>
<span class="hint"><bdi>${ticket.deptname}</bdi></span>
${when(ticket.flag !== 0, () => html`<span class="hint">${texts.assignee} <bdi>${ticket.flagname}</bdi></span>`)}
${when(ticket.snoozeuntil !== null, () => html`<span class="tag">${texts.snooze} ${exactTime(visit, ticket.snoozeuntil ?? visit.now)}</span>`)}
<span class="quick">${quickActions(visit, page)}</span>
<a href="#end" class="to-end">${texts.toEnd}</a></div>
</div>`;
}

/** Facts that do not change here. */
function about(visit: StaffVisit, { ticket }: TicketPage): Html {
  const { ticket: texts } = visit.texts;
  const line = (label: string, value: Html): Html => html`<p class="fact"><span>${label}</span> ${value}</p>
`;
  return html`${line(texts.opened, html`<span>${exactTime(visit, ticket.date)}</span>`)}
${ticket.closedat === null ? NONE : line(texts.closedAt, html`<span>${exactTime(visit, ticket.closedat)}</span>`)}
${line(texts.source, html`<bdi>${ticket.source}</bdi>`)}
${ticket.rating === undefined ? NONE : line(texts.rating, html`<bdi>${ticket.rating.value}</bdi> <bdi>${ticket.rating.comment}</bdi>`)}
${when(ticket.mergedtickets.ticket.length > 0, () => line(texts.merged, html`<span>${ticket.mergedtickets.ticket.map(({ tid }) => `#${isolated(tid)}`).join(', ')}</span>`))}
${when(ticket.viewed, () => html`<p class="hint">${texts.seen}</p>`)}`;
}

/** Messages and notes with what happened between them, in the order of time. */
function conversation(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, events, view } = page;
  const { ticket: texts } = visit.texts;
  const entries = ticket.entries.entry;
  const oldest = entries.find(({ kind }) => kind === 'message')?.id;
  const rest: ShownEvent[] = [...events];
  const shown: Html[] = [];
  for (const entry of entries) {
    const end = rest.findIndex(({ date }) => date >= entry.date);
    for (const event of rest.splice(0, end < 0 ? rest.length : end)) shown.push(eventLine(visit, page, event));
    shown.push(entryCard(visit, page, entry));
  }
  for (const event of rest) shown.push(eventLine(visit, page, event));
  const older = { from: view.from, before: oldest ?? 0 };
  return html`${when(ticket.older && oldest !== undefined, () => html`<p class="pages"><a href="${ticketLink(visit, ticket.ticketid, older)}">${texts.older}</a></p>`)}
${moreEvents(visit, page.isMoreEvents)}
${shown}
<span id="end"></span>
${when(view.before !== undefined, () => html`<p class="pages"><a href="${ticketLink(visit, ticket.ticketid, { from: view.from })}">${texts.newest}</a></p>`)}`;
}
