import { action } from '../src/calls/action';
import { readCustomMail } from '../src/dialects/whmcs/mail';
import { invalid, notFound } from '../src/errors';
import type { SendAdminEmail } from '../src/generated/SendAdminEmail';
import { mergeFields } from '../src/mail/merge';
import { chooseTemplate, sendDraft, sendingFailed } from '../src/mail/send';
import { listTemplatesNamed } from '../src/store/desk/email-templates';
import { listStaffCorrespondents } from '../src/store/people/correspondents';
import { rowExists } from '../src/store/rows';
import { isEmail } from '../src/tickets/authors';

export default action<SendAdminEmail>(async (params, context) => {
  const { db } = context;
  const custom = params.messagename === undefined ? readCustom(params) : undefined;
  if (params.deptid !== undefined && !(await rowExists(db, 'departments', params.deptid))) {
    throw notFound('Department ID Not Found');
  }
  const named = custom === undefined ? await listTemplatesNamed(db, params.messagename ?? '') : [];
  const templates = named.filter(({ kind }) => kind === 'admin');
  const draftIn = (language: string) => custom ?? chooseTemplate(context, templates, language);
  // Refuses a missing template even if nobody would get the mail.
  draftIn('');
  const staff = (await listStaffCorrespondents(db, params.deptid)).filter(({ email }) => isEmail(email));
  if (staff.length === 0) throw sendingFailed();
  const fields = mergeFields(params.mergefields);
  for (const { id, name, username, email, language } of staff) {
    const to = { staffId: id, name, address: email };
    await sendDraft(context, draftIn(language), to, { admin_name: name, admin_username: username, ...fields });
  }
  return {};
});

function readCustom(params: SendAdminEmail) {
  if (params.customsubject === undefined && params.custommessage === undefined) {
    throw invalid('You must provide either an existing email template name or a custom message');
  }
  return readCustomMail(params);
}
