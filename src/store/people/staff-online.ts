import type { Db } from '../../database/pool';

/**
 * A member of staff is online if the activity log has an entry of theirs from the last 15 minutes. They have been
 * online since the first of the entries that follow each other within 15 minutes. The statement looks back one day at
 * most.
 */
const ONLINE = `
  select s.username, run.began as since, newest.address, newest.at as "lastSeen"
  from staff s
    cross join lateral (select at, address from activity_log where staff_id = s.id order by at desc, id desc limit 1) newest
    cross join lateral (
      select max(entry.at) as began
      from (select at, lag(at) over (order by at, id) as before from activity_log
            where staff_id = s.id and at > newest.at - interval '1 day') entry
      where entry.before is null or entry.at - entry.before > interval '15 minutes') run
  where newest.at > $1::timestamptz - interval '15 minutes' and not s.disabled
  order by newest.at desc, s.id`;

/** A member of staff who is online. */
interface StaffOnline {
  username: string;
  since: Date;
  address: string;
  lastSeen: Date;
}

/** Lists the members of staff who are online, the last seen first. */
export const listStaffOnline = (db: Db, now: Date): Promise<StaffOnline[]> => db.query(ONLINE, [now]);
