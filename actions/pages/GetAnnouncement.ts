import { action } from '../../src/calls/action';
import { renderAnnouncement } from '../../src/dialects/pages/announcements';
import { notFound } from '../../src/errors';
import type { PagesGetAnnouncement } from '../../src/generated/pages/GetAnnouncement';
import { findPublicAnnouncement } from '../../src/store/desk/public-announcements';

export default action<PagesGetAnnouncement>(async ({ id, language = '' }, { db, now }) => {
  const announcement = await findPublicAnnouncement(db, id, { language, now });
  if (announcement === undefined) throw notFound('Announcement Not Found');
  const { announcedAt, title, body } = announcement;
  return { id, announced_at: announcedAt, title, html: renderAnnouncement(body) };
});
