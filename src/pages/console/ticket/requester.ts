import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { numberOf, timeOf } from '../../times';
import { form, linkTo, type StaffVisit } from '../layout';
import { ticketLink, ticketPath } from './addresses';
import { enteredOr } from './facts';
import type { TicketPage } from './shown';

/** Who the ticket is for, and what else is known of them. */
export function requesterCard(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, requester, view } = page;
  const { ticket: texts } = visit.texts;
  const all = linkTo(visit, ADDRESSES.console);
  const query = new URLSearchParams({ q: `from:${ticket.email}` }).toString();
  return html`<section class="card" aria-labelledby="requester"><h2 id="requester">${texts.requester}</h2>
<p class="contact"><strong><bdi>${ticket.name}</bdi></strong>
${when(ticket.email !== '', () => html`<bdi class="hint">${ticket.email}</bdi>`)}
${when(ticket.company !== '', () => html`<bdi>${ticket.company}</bdi>`)}
${when(ticket.groupname !== '', () => html`<bdi class="tag">${ticket.groupname}</bdi>`)}
${when(ticket.userid === 0, () => html`<span class="hint">${texts.guest}</span>`)}
${when(ticket.clientstatus !== '' && ticket.clientstatus !== 'Active', () => html`<span class="hint">${ticket.clientstatus}</span>`)}</p>
${notes(visit, page)}
${part(
  texts.otherTickets,
  requester.others?.map(
    (other) =>
      html`<li><a href="${ticketLink(visit, other.id, { from: view.from })}"><bdi>${other.subject}</bdi></a> <small><bdi>${other.status}</bdi> · ${timeOf(visit, other.lastreply)}</small></li>
`,
  ),
  when(
    requester.othersTotal > (requester.others?.length ?? 0) + 1 && ticket.email !== '',
    () => html`<a href="${all}?${query}">${texts.allTickets} (${numberOf(visit, requester.othersTotal)})</a>`,
  ),
  texts.noneOfThese,
)}
${part(
  texts.services,
  requester.services?.map(
    ({
      name,
      domain,
      status,
    }) => html`<li><bdi>${name}</bdi> <small><bdi>${domain}</bdi> <bdi>${status}</bdi></small></li>
`,
  ),
)}
${part(
  texts.domains,
  requester.domains?.map(
    ({ domainname, status }) => html`<li><bdi>${domainname}</bdi> <small><bdi>${status}</bdi></small></li>
`,
  ),
)}</section>`;
}

/** A list with a heading. @param empty what it says without items; without this text, it is then left out */
function part(heading: string, items: Html[] | undefined, more: Html = NONE, empty = ''): Html {
  if (items === undefined || (items.length === 0 && empty === '')) return NONE;
  return html`<h3>${heading}</h3>${items.length === 0 ? html`<p class="hint">${empty}</p>` : html`<ul class="plain-list">${items}</ul>`}${more}`;
}

function notes(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, requester, view } = page;
  const { ticket: texts } = visit.texts;
  if (ticket.userid === 0 || requester.notes === undefined) return NONE;
  const items = requester.notes.map(
    (
      note,
    ) => html`<li class="client-note"><div class="lines" dir="auto">${note.note}</div><small>${when(note.sticky, () => html`${texts.sticky} · `)}<bdi>${note.admin}</bdi> ${timeOf(visit, note.date)}</small></li>
`,
  );
  const add = when(visit.may('AddClientNote'), () => {
    const isOpen = view.entered?.task === 'client-note';
    return html`<details class="fact"${isOpen ? html` open` : NONE}><summary>${texts.addNote}</summary>${form(visit, {
      to: ticketPath(ticket.ticketid, '/change'),
      more: html` class="fact-form"`,
      key: view.key,
      content: html`<input type="hidden" name="task" value="client-note">
<input type="hidden" name="userid" value="${ticket.userid}">
<label for="client-note">${texts.noteText}</label><textarea id="client-note" name="notes" rows="2" dir="auto">
${enteredOr(page, 'client-note', 'notes', '')}</textarea>
<label class="tick"><input type="checkbox" name="sticky" value="1"> ${texts.sticky}</label><button>${texts.save}</button>`,
    })}</details>`;
  });
  return html`${part(texts.clientNotes, items)}${add}`;
}
