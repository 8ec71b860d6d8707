import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetCancelledPackages } from '../src/generated/GetCancelledPackages';
import { type CancelRequest, listCancelRequests } from '../src/store/people/cancellations';

export default action<GetCancelledPackages>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listCancelRequests(db, page);
  return { ...countsOf(page, listed), packages: { package: listed.rows.map(present) } };
});

const present = ({ id, serviceId, reason, kind, createdAt }: CancelRequest) => ({
  id,
  date: createdAt,
  relid: serviceId,
  reason,
  type: kind,
  created_at: createdAt,
  updated_at: createdAt,
});
