import { action } from '../src/calls/action';
import type { GetStaffOnline } from '../src/generated/GetStaffOnline';
import { listStaffOnline } from '../src/store/people/staff-online';

export default action<GetStaffOnline>(async (_params, { db, now }) => {
  const staff = (await listStaffOnline(db, now)).map(({ username, since, address, lastSeen }) => ({
    adminusername: username,
    logintime: since,
    ipaddress: address,
    lastvisit: lastSeen,
  }));
  return { totalresults: staff.length, staffonline: { staff } };
});
