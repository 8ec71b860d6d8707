import { action } from '../src/calls/action';
import { readCustomMail } from '../src/dialects/whmcs/mail';
import { invalid, notFound } from '../src/errors';
import type { SendAdminEmail } from '../src/generated/SendAdminEmail';
import { type MergeFields, mergeFields } from '../src/mail/merge';
import { addressKey, eachOnce, isMachine } from '../src/mail/people';
import { chooseTemplate, sendDraft, sendingFailed } from '../src/mail/send';
import { listUndeliverable } from '../src/store/desk/email-sending';
import { listTemplatesNamed } from '../src/store/desk/email-templates';
import { NO_ID } from '../src/store/ids';
import { listStaffCorrespondents } from '../src/store/people/correspondents';
import { rowExists } from '../src/store/rows';
import { findTicketId } from '../src/store/tickets/tickets';
import { isEmail } from '../src/tickets/authors';

export default action<SendAdminEmail>(async (params, context) => {
  const { db, caller } = context;
  const custom = params.messagename === undefined ? readCustom(params) : undefined;
  if (params.deptid !== undefined && !(await rowExists(db, 'departments', params.deptid))) {
    throw notFound('Department ID Not Found');
  }
  const named = custom === undefined ? await listTemplatesNamed(db, params.messagename ?? '') : [];
  const templates = named.filter(({ kind }) => kind === 'admin');
  const draftIn = (language: string) => custom ?? chooseTemplate(context, templates, language);
  // Refuses a missing template even if nobody would get the mail.
  draftIn('');
  const all = (await listStaffCorrespondents(db, params.deptid)).filter(({ email }) => isEmail(email));
  const dead = await listUndeliverable(
    db,
    all.map(({ email }) => addressKey(email)),
  );
  const [staff = []] = eachOnce(
    [all.map((one) => ({ ...one, address: one.email }))],
    (address) => isMachine(address) || dead.includes(addressKey(address)),
  );
  if (staff.length === 0) throw sendingFailed();
  const fields = mergeFields(params.mergefields);
  const ticketId = await findTicketId(db, { number: numberIn(fields), otherwiseId: NO_ID }, caller);
  for (const { id, name, username, address, language } of staff) {
    const to = { staffId: id, name, address, ...(ticketId !== undefined && { ticketId }) };
    await sendDraft(context, draftIn(language), to, { admin_name: name, admin_username: username, ...fields });
  }
  return {};
});

/** The number of the ticket that a mail is about, under WHMCS's name for it or ours. */
function numberIn({ ticket_tid, ticket_id }: MergeFields): string {
  const number = ticket_tid ?? ticket_id;
  return typeof number === 'string' ? number.trim() : '';
}

function readCustom(params: SendAdminEmail) {
  if (params.customsubject === undefined && params.custommessage === undefined) {
    throw invalid('You must provide either an existing email template name or a custom message');
  }
  return readCustomMail(params);
}
