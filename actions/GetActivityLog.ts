import { readAddress } from '../src/access/networks';
import { action } from '../src/calls/action';
import { pageOf } from '../src/dialects/whmcs/paging';
import type { GetActivityLog } from '../src/generated/GetActivityLog';
import { type ActivityEntry, findActors, listActivity } from '../src/store/desk/activity';
import { dayAround } from '../src/tickets/dates';

export default action<GetActivityLog>(async (params, { db, desk }) => {
  const { clientid, date, user, description, ipaddress } = params;
  const page = pageOf(params);
  const day = date && dayAround(date, desk.timeZone);
  const filter = {
    clientId: clientid,
    since: day?.begins,
    until: day?.ends,
    actors: user === undefined ? undefined : await findActors(db, user),
    description,
    address: ipaddress === undefined ? undefined : (readAddress(ipaddress) ?? ipaddress.trim()),
  };
  const { total, rows } = await listActivity(db, filter, page);
  return { totalresults: total, startnumber: page.offset, activity: { entry: rows.map(present) } };
});

const present = (entry: ActivityEntry) => ({
  id: entry.id,
  clientId: entry.clientId,
  userId: entry.userId,
  adminId: entry.staffId,
  date: entry.at,
  description: entry.description,
  username: entry.username,
  ipaddress: entry.address,
  action: entry.action,
  caller: entry.caller,
  changes: { change: Object.entries(entry.changes ?? {}).map(changeItem) },
  userid: entry.clientId,
});

const changeItem = ([name, [from, to]]: [string, [unknown, unknown]]) => ({ name, from: text(from), to: text(to) });

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
