import { readAddress } from '../src/access/networks';
import { action, type Context } from '../src/calls/action';
import { pageOf } from '../src/dialects/whmcs/paging';
import type { GetActivityLog } from '../src/generated/GetActivityLog';
import { type ActivityEntry, findActors, listActivity } from '../src/store/desk/activity';
import { listIdsInScope, type Scope } from '../src/store/tickets/tickets';
import { dayAround } from '../src/tickets/dates';
import { readLogged } from '../src/tickets/log';

export default action<GetActivityLog>(async (params, { db, desk, caller }) => {
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
  const hidden = caller.departmentIds === null ? new Set<ActivityEntry>() : await findForeign(db, rows, caller);
  const entry = rows.map((row) => present(hidden.has(row) ? { ...row, changes: null } : row));
  return { totalresults: total, startnumber: page.offset, activity: { entry } };
});

/** The entries about tickets that do not exist for the caller. What was changed there has their subjects and people. */
async function findForeign(db: Context['db'], entries: ActivityEntry[], caller: Scope): Promise<Set<ActivityEntry>> {
  const about = entries
    .map((entry) => ({ entry, id: readLogged(entry.description).ticketId }))
    .filter(({ id }) => id !== 0);
  const ids = about.map(({ id }) => id);
  const known = new Set(await listIdsInScope(db, ids, caller));
  return new Set(about.filter(({ id }) => !known.has(id)).map(({ entry }) => entry));
}

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
