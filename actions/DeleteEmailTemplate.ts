import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteEmailTemplate } from '../src/generated/DeleteEmailTemplate';
import { deleteTemplate, type EmailTemplate } from '../src/store/desk/email-templates';
import { holdRow, lockNames } from '../src/store/rows';

export default action<DeleteEmailTemplate>(async ({ templateid }, { db, record }) => {
  await lockNames(db, 'email_templates');
  const template = await holdRow<EmailTemplate>(db, 'email_templates', templateid);
  if (template === undefined) throw notFound('Email Template ID Not Found');
  if (!template.custom) throw invalid('A built-in email template cannot be deleted');
  await deleteTemplate(db, template);
  record({ changes: { name: [template.name, null] } });
  return { templateid };
});
