import { action } from '../src/calls/action';
import { pageOf } from '../src/dialects/whmcs/pages';
import type { GetActivityLog } from '../src/generated/GetActivityLog';
import { type Changes, findActors } from '../src/store/desk/activity';
import { listPage } from '../src/store/pages';
import { dayAround } from '../src/tickets/dates';

interface EntryRow {
  id: number;
  clientId: number;
  changes: Changes | null;
}

const ENTRIES = {
  select: `id, coalesce(client_id, 0) as "clientId", coalesce(user_id, 0) as "userId", coalesce(staff_id, 0) as "adminId",
    at as date, description, username, address as ipaddress, action, caller, changes`,
  from: 'activity_log',
  orderBy: 'id desc',
};

export default action<GetActivityLog>(async (params, { db, desk }) => {
  const { clientid, date, user, description, ipaddress } = params;
  const page = pageOf(params);
  const day = date && dayAround(date, desk.timeZone);
  const actors = user === undefined ? undefined : await findActors(db, user);
  const listed = await listPage<EntryRow>(
    db,
    ENTRIES,
    [
      ['client_id = ?', clientid],
      ['at >= ?', day?.begins],
      ['at < ?', day?.ends],
      [
        '(username = any(?::text[]) or client_id = any(?::int[]) or user_id = any(?::int[]))',
        ...[actors?.usernames, actors?.clientIds, actors?.userIds],
      ],
      ['strpos(lower(description), lower(?)) > 0', description],
      ['address = ?', ipaddress?.trim()],
    ],
    page,
  );
  const entry = listed.rows.map(({ changes, ...row }) => ({
    ...row,
    changes: { change: Object.entries(changes ?? {}).map(changeItem) },
    userid: row.clientId,
  }));
  return { totalresults: listed.total, startnumber: page.offset, activity: { entry } };
});

const changeItem = ([name, [from, to]]: [string, [unknown, unknown]]) => ({ name, from: text(from), to: text(to) });

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
