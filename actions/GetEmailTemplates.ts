import { action } from '../src/calls/action';
import type { GetEmailTemplates } from '../src/generated/GetEmailTemplates';
import { type EmailTemplate, listTemplates } from '../src/store/desk/email-templates';

export default action<GetEmailTemplates>(async ({ type, language = '', templateid }, { db }) => {
  const templates = await listTemplates(db, { id: templateid, kind: type?.trim(), language: language.trim() });
  const emailtemplate = templates.map(present);
  return { totalresults: emailtemplate.length, emailtemplates: { emailtemplate } };
});

const present = (template: EmailTemplate) => ({
  id: template.id,
  name: template.name,
  type: template.kind,
  language: template.language,
  deptid: template.departmentId ?? 0,
  subject: template.subject,
  message: template.body,
  plainmessage: template.plain,
  disabled: template.disabled,
  custom: Number(template.custom),
});
