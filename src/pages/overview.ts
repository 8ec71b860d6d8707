import { ADDRESSES } from '../config/addresses';
import { announcementCards, type ListedAnnouncement } from './announcements';
import { Html, html, when } from './html';
import { here, page, type Visit } from './layout';
import { type ListedTicket, listAddress, type TicketCounts, ticketTable } from './ticket-list';
import { numberOf } from './times';

/** The answer of pages/GetOverview. */
export interface Overview {
  /** What to call the client; may be empty. */
  name: string;
  counts: TicketCounts;
  answered: ListedTicket[];
  announcements: ListedAnnouncement[];
}

/** The first page of a client who is signed in: what waits for them, and where to go. */
export function overviewPage(visit: Visit, { name, counts, answered, announcements }: Overview): string {
  const { lists, news, site, submit, allTickets } = visit.language.texts;
  const open = counts.waiting + counts.answered;
  return page(
    visit,
    name === '' ? lists.hello : lists.helloTo(name),
    html`${when(visit.portal.welcome !== '', () => html`<div class="text" dir="auto">${new Html(visit.portal.welcome)}</div>`)}
<p class="row"><a class="button" href="${here(ADDRESSES.newTicket)}">${submit.link}</a>
<a class="button second" href="${here(ADDRESSES.ticketList)}">${allTickets}</a></p>
<section aria-labelledby="answered"><h2 id="answered">${lists.forYou}</h2>
${answered.length === 0 ? html`<p>${lists.nothingForYou}</p>` : ticketTable(visit, answered)}
<p>${lists.open(open, numberOf(visit, open))}
${when(counts.answered > answered.length, () => html`<a href="${listAddress({ kind: 'answered' })}">${lists.allAnswered(numberOf(visit, counts.answered))}</a>`)}</p></section>
${when(
  announcements.length > 0,
  () => html`<section aria-labelledby="news"><h2 id="news">${site.announcements}</h2>
${announcementCards(visit, announcements, 'h3')}
<p><a href="${here(ADDRESSES.announcements)}">${news.all}</a></p></section>`,
)}`,
  );
}
