import { action } from '../../src/calls/action';
import { presentAnnouncement } from '../../src/dialects/pages/announcements';
import type { PagesGetAnnouncements } from '../../src/generated/pages/GetAnnouncements';
import { listAnnouncedMonths, listPublicAnnouncements } from '../../src/store/desk/public-announcements';

const ON_A_PAGE = 10;

export default action<PagesGetAnnouncements>(async ({ language = '', month = '', page = 1 }, { db, now, desk }) => {
  const { timeZone } = desk;
  const place = { offset: (page - 1) * ON_A_PAGE, limit: ON_A_PAGE };
  const [months, announcements] = await Promise.all([
    listAnnouncedMonths(db, now, timeZone),
    listPublicAnnouncements(db, { language, now }, { month, timeZone }, place),
  ]);
  const total = months.filter((one) => month === '' || one.month === month).reduce((sum, { count }) => sum + count, 0);
  return {
    total,
    page,
    last_page: Math.max(1, Math.ceil(total / ON_A_PAGE)),
    months,
    announcements: announcements.map(presentAnnouncement),
  };
});
