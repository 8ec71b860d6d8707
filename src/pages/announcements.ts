import { ADDRESSES } from '../config/addresses';
import { Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';
import { queryOf } from './query';
import { pageLinks } from './ticket-list';
import { monthOf, numberOf, timeOf } from './times';

/** An announcement in the answers of pages/GetAnnouncements and pages/GetOverview. */
export interface ListedAnnouncement {
  id: number;
  announced_at: Date;
  title: string;
  /** The beginning of the text, without markup. */
  excerpt: string;
}

/** The answer of pages/GetAnnouncements. */
export interface AnnouncementList {
  total: number;
  page: number;
  last_page: number;
  months: { month: string; count: number }[];
  announcements: ListedAnnouncement[];
}

/** The answer of pages/GetAnnouncement. */
export interface ShownAnnouncement {
  id: number;
  announced_at: Date;
  title: string;
  /** Safe markup, made by the action. */
  html: string;
}

/** The address of one announcement. */
export const announcementAddress = (id: number): string => here(ADDRESSES.announcements) + queryOf({ id });

/** The announcements, newest first. @param month the one that was chosen; empty for all */
export function announcementsPage(visit: Visit, month: string, list: AnnouncementList): string {
  const { site, news } = visit.language.texts;
  const addressOf = (number: number) =>
    here(ADDRESSES.announcements) + queryOf({ month, page: number === 1 ? undefined : number });
  return page(
    visit,
    site.announcements,
    html`${when(list.months.length > 1, () => monthForm(visit, month, list))}
${list.announcements.length === 0 ? html`<p>${news.none}${month === '' && list.page === 1 ? NONE : html` <a href="${here(ADDRESSES.announcements)}">${news.all}</a>`}</p>` : announcementCards(visit, list.announcements, 'h2')}
${pageLinks(visit, list.page, list.last_page, addressOf)}
<p class="hint"><a href="${here(ADDRESSES.announcementFeed)}" type="application/atom+xml">${news.feed}</a></p>`,
  );
}

function monthForm(visit: Visit, chosen: string, { months }: AnnouncementList): Html {
  const { news, lists } = visit.language.texts;
  const options = months.map(
    ({ month, count }) =>
      html`<option value="${month}"${month === chosen ? html` selected` : NONE}>${monthOf(visit, month)} (${numberOf(visit, count)})</option>
`,
  );
  return html`<form class="row search" action="${here(ADDRESSES.announcements)}">
<label class="unseen" for="month">${news.month}</label>
<select id="month" name="month"><option value="">${news.everyMonth}</option>
${options}</select> <button class="second">${lists.show}</button></form>`;
}

/** Announcements in a list. @param heading the level of their titles */
export function announcementCards(
  visit: Visit,
  announcements: readonly ListedAnnouncement[],
  heading: 'h2' | 'h3',
): Html {
  const [open, close] = [new Html(`<${heading}>`), new Html(`</${heading}>`)];
  return html`${announcements.map(
    ({ id, announced_at, title, excerpt }) => html`<article class="card">
<div class="who">${open}<a href="${announcementAddress(id)}"><bdi>${title}</bdi></a>${close}${timeOf(visit, announced_at)}</div>
<div class="text" dir="auto">${excerpt}</div></article>
`,
  )}`;
}

/** One announcement. */
export function announcementPage(visit: Visit, { announced_at, title, html: body }: ShownAnnouncement): string {
  const { news } = visit.language.texts;
  return page(
    visit,
    title,
    html`<p class="facts">${timeOf(visit, announced_at)}</p>
<div class="card text" dir="auto">${new Html(body)}</div>
<p><a href="${here(ADDRESSES.announcements)}">${news.all}</a></p>`,
  );
}
