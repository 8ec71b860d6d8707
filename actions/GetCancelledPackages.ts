import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetCancelledPackages } from '../src/generated/GetCancelledPackages';
import { listPage } from '../src/store/pages';

const REQUESTS = {
  select: `id, created_at as date, service_id as relid, reason, kind as type, created_at, created_at as updated_at`,
  from: 'cancel_requests',
  orderBy: 'id',
};

export default action<GetCancelledPackages>(async (params, { db }) => {
  const page = pageOf(params);
  const listed = await listPage(db, REQUESTS, [], page);
  return { ...countsOf(page, listed), packages: { package: listed.rows } };
});
