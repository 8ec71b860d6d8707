import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeleteAnnouncement } from '../src/generated/DeleteAnnouncement';
import { deleteRow } from '../src/store/rows';

export default action<DeleteAnnouncement>(async ({ announcementid }, { db }) => {
  if (!(await deleteRow(db, 'announcements', announcementid))) throw notFound('Announcement ID Not Found');
  return { announcementid };
});
