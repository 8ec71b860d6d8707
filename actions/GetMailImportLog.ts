import { action } from '../src/calls/action';
import { presentMail } from '../src/dialects/whmcs/mails';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetMailImportLog } from '../src/generated/GetMailImportLog';
import { addressKey } from '../src/mail/people';
import { listMails } from '../src/store/inbound/mail-log';

export default action<GetMailImportLog>(async (params, { db, caller }) => {
  const page = pageOf(params);
  const { mailid, outcome, reason, ticketid, deptid, email, subject } = params;
  const listed = await listMails(
    db,
    {
      ...{ id: mailid, outcome, reason, ticketId: ticketid, departmentId: deptid, search: subject },
      departmentIds: caller.departmentIds ?? undefined,
      senderKey: email === undefined ? undefined : addressKey(email) || email.toLowerCase(),
    },
    page,
  );
  return { ...countsOf(page, listed), mails: { mail: listed.rows.map(presentMail) } };
});
