import { announcementAddress, type ListedAnnouncement } from './announcements';
import { html } from './html';
import type { Visit } from './layout';

/** XML allows no other characters, escaped or not. */
const legal = (text: string): string => text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

/**
 * The announcements as an Atom feed, by RFC 4287.
 *
 * @param base the address of the desk as seen from outside, without a trailing slash
 * @param address the path of the feed
 */
export function announcementFeed(
  { language, portal, now }: Visit,
  announcements: readonly ListedAnnouncement[],
  base: string,
  address: string,
): string {
  const { site } = language.texts;
  const title = portal.title === '' ? site.announcements : `${site.announcements} · ${portal.title}`;
  const entries = announcements.map(({ id, announced_at, title: own, excerpt }) => {
    const link = `${base}/${announcementAddress(id)}`;
    return html`<entry>
<id>${link}</id><link href="${link}"/>
<title>${legal(own)}</title><updated>${announced_at.toISOString()}</updated>
<summary>${legal(excerpt)}</summary>
</entry>
`;
  });
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language.code}">
<id>${base}${address}</id><link rel="self" href="${base}${address}"/>
<title>${legal(title)}</title><updated>${(announcements[0]?.announced_at ?? now).toISOString()}</updated>
<author><name>${legal(portal.title === '' ? 'Hatchdesk' : portal.title)}</name></author>
${entries}</feed>
`.text;
}
