import type { PublicAnnouncement } from '../../store/desk/public-announcements';
import { renderHtml, renderText } from '../../tickets/render';

/** Enough to see what it is about, and little enough for three of them on a phone. */
const EXCERPT = 200;

/** Staff writes announcements in HTML, as in WHMCS, or in Markdown. Both become markup that is safe in a page. */
export const renderAnnouncement = (body: string): string =>
  renderHtml(body, /<[a-z][^<>]*>/i.test(body) ? 'html' : 'markdown');

/** An announcement in a list. */
export function presentAnnouncement({ id, announcedAt, title, body }: PublicAnnouncement) {
  // Ten times as much markup as text, at most: the rest would be cut off anyway.
  const text = renderText(renderAnnouncement(body.slice(0, 10 * EXCERPT)), 'html').replace(/\s+/g, ' ');
  const beginning = [...text].slice(0, EXCERPT).join('');
  const excerpt = beginning === text ? text : `${beginning.replace(/\s\S*$/, '')} …`;
  return { id, announced_at: announcedAt, title, excerpt };
}
