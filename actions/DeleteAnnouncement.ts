import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteAnnouncement } from '../src/generated/DeleteAnnouncement';
import { takeRow } from '../src/store/rows';

export default action<DeleteAnnouncement>(async ({ announcementid }, { db, record }) => {
  const announcement = await takeRow<{ title: string }>(db, 'announcements', announcementid);
  if (announcement === undefined) throw notFound('Announcement ID Not Found');
  record({ changes: { title: [announcement.title, null] } });
  return { announcementid };
});
