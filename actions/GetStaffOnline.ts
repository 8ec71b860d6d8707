import { action } from '../src/action';
import type { GetStaffOnline } from '../src/generated/GetStaffOnline';

/**
 * Who has an entry in the activity log of the last 15 minutes is there, and came with the first entry of those that
 * followed each other as closely. Nobody is looked back at for more than a day.
 */
const ONLINE = `
  select s.username as adminusername, run.began as logintime, newest.address as ipaddress, newest.at as lastvisit
  from staff s
    cross join lateral (select at, address from activity_log where staff_id = s.id order by at desc, id desc limit 1) newest
    cross join lateral (
      select max(entry.at) as began
      from (select at, lag(at) over (order by at, id) as before from activity_log
            where staff_id = s.id and at > newest.at - interval '1 day') entry
      where entry.before is null or entry.at - entry.before > interval '15 minutes') run
  where newest.at > $1::timestamptz - interval '15 minutes' and not s.disabled
  order by newest.at desc, s.id`;

export default action<GetStaffOnline>(async (_params, { db, now }) => {
  const staff = await db.query<{ adminusername: string; logintime: Date; ipaddress: string; lastvisit: Date }>(ONLINE, [
    now,
  ]);
  return { totalresults: staff.length, staffonline: { staff } };
});
