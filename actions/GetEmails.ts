import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { notFound } from '../src/errors';
import type { GetEmails } from '../src/generated/GetEmails';
import { type EmailRow, listEmails } from '../src/store/desk/emails';
import { rowExists } from '../src/store/rows';

export default action<GetEmails>(async (params, { db, desk, caller }) => {
  if (!(await rowExists(db, 'clients', params.clientid))) throw notFound('Client ID Not Found');
  const page = pageOf(params);
  const filter = {
    clientId: params.clientid,
    subject: params.subject,
    // A day, or a moment to any precision.
    begins: params.date?.replace('T', ' '),
    timeZone: desk.timeZone,
    departmentIds: caller.departmentIds ?? undefined,
  };
  const listed = await listEmails(db, filter, page);
  return { ...countsOf(page, listed), emails: { email: listed.rows.map(present) } };
});

const present = (email: EmailRow) => ({
  id: email.id,
  userid: email.clientId,
  subject: email.subject,
  message: email.body,
  date: email.createdAt,
  to: email.to,
  cc: email.cc,
  bcc: email.bcc,
  attachments: null,
  pending: Number(email.state === 'waiting' || email.state === 'deferred'),
  message_data: null,
  failed: Number(email.state === 'failed' || email.state === 'bounced'),
  state: email.state,
  answer: email.answer,
  failure_reason: email.failureReason,
  retry_count: email.retryCount,
  created_at: email.createdAt,
  updated_at: email.updatedAt,
  campaign_id: 0,
});
