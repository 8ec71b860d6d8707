import { action } from '../src/calls/action';
import type { GetStatuses } from '../src/generated/GetStatuses';
import { listStatusRows, type StatusRow } from '../src/store/desk/statuses';

export default action<GetStatuses>(async ({ statusid }, { db }) => {
  const status = (await listStatusRows(db, statusid)).map(present);
  return { totalresults: status.length, statuses: { status } };
});

const present = (status: StatusRow) => ({
  id: status.id,
  title: status.title,
  color: status.color,
  active: status.isActive,
  awaitingreply: status.isAwaiting,
  closed: status.isClosed,
  autoclose: status.autoClose,
  slug: status.slug,
  sortorder: status.sortOrder,
});
