import { action } from '../src/action';
import { countsOf, pageOf } from '../src/dialects/whmcs';
import { notFound } from '../src/errors';
import type { GetEmails } from '../src/generated/GetEmails';
import { rowExists } from '../src/store/rows';

/** A day, or a moment down to whatever is said of it, as the desk's clock showed it. */
const MATCHES = `client_id = $1 and strpos(lower(subject), lower($2)) > 0
  and starts_with(to_char(created_at at time zone $4, 'YYYY-MM-DD HH24:MI:SS'), $3)`;

const PAGE = `
  select id, client_id as userid, subject, body as message, created_at as date,
    (select coalesce(string_agg(r ->> 'address', ', '), '') from jsonb_array_elements(recipients) r) as "to",
    array_to_string(cc, ', ') as cc, array_to_string(bcc, ', ') as bcc, null as attachments,
    (status = 'pending')::int as pending, null as message_data, (status = 'failed')::int as failed, failure_reason,
    retry_count, created_at, updated_at, 0 as campaign_id
  from emails where ${MATCHES} order by created_at desc, id desc offset $5 limit $6`;

export default action<GetEmails>(async (params, { db, desk }) => {
  const { clientid, date = '', subject = '' } = params;
  if (!(await rowExists(db, 'clients', clientid))) throw notFound('Client ID Not Found');
  const page = pageOf(params);
  const filter = [clientid, subject, date.replace('T', ' '), desk.timeZone];
  const [counted, email] = await Promise.all([
    db.query<{ total: number }>(`select count(*) as total from emails where ${MATCHES}`, filter),
    db.query(PAGE, [...filter, page.offset, page.limit]),
  ]);
  return { ...countsOf(page, { total: counted[0]?.total ?? 0, rows: email }), emails: { email } };
});
