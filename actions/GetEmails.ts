import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import { notFound } from '../src/errors';
import type { GetEmails } from '../src/generated/GetEmails';
import type { Condition } from '../src/store/conditions';
import { listPage } from '../src/store/pages';
import { rowExists } from '../src/store/rows';

const EMAILS = {
  select: `id, client_id as userid, subject, body as message, created_at as date,
    (select coalesce(string_agg(r ->> 'address', ', '), '') from jsonb_array_elements(recipients) r) as "to",
    array_to_string(cc, ', ') as cc, array_to_string(bcc, ', ') as bcc, null as attachments,
    (status = 'pending')::int as pending, null as message_data, (status = 'failed')::int as failed, failure_reason,
    retry_count, created_at, updated_at, 0 as campaign_id`,
  from: 'emails',
  orderBy: 'created_at desc, id desc',
};

/** A day, or a moment down to whatever is said of it, as the desk's clock showed it. */
const BEGINS_WITH = `starts_with(to_char(created_at at time zone ?, 'YYYY-MM-DD HH24:MI:SS'), ?)`;

export default action<GetEmails>(async (params, { db, desk }) => {
  if (!(await rowExists(db, 'clients', params.clientid))) throw notFound('Client ID Not Found');
  const page = pageOf(params);
  const conditions: Condition[] = [
    ['client_id = ?', params.clientid],
    ['strpos(lower(subject), lower(?)) > 0', params.subject],
    [BEGINS_WITH, desk.timeZone, params.date?.replace('T', ' ')],
  ];
  const listed = await listPage(db, EMAILS, conditions, page);
  return { ...countsOf(page, listed), emails: { email: listed.rows } };
});
