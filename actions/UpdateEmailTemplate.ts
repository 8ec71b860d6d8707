import { action, type Context } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdateEmailTemplate } from '../src/generated/UpdateEmailTemplate';
import { checkTemplate } from '../src/mail/check-template';
import { type EmailTemplate, listTemplatesNamed, renameTemplates } from '../src/store/desk/email-templates';
import { changeRow, holdRow, lockNames } from '../src/store/rows';

export default action<UpdateEmailTemplate>(async (params, context) => {
  const { db, now, record } = context;
  const { templateid, subject, message, plainmessage, disabled } = params;
  const name = params.name?.trim();
  if (name !== undefined) await lockNames(db, 'email_templates');
  const template = await holdRow<EmailTemplate>(db, 'email_templates', templateid);
  if (template === undefined) throw notFound('Email Template ID Not Found');
  if (name !== undefined && name !== template.name) await rename(context, template.name, name);
  checkTemplate({ subject, message, plainmessage });
  const changes = await changeRow(db, 'email_templates', templateid, {
    ...{ subject, body: message, plain: plainmessage?.trim() === '' ? '' : plainmessage, disabled },
    updatedAt: now,
  });
  if (changes) record({ changes });
  return { templateid };
});

/** Renames a template in all languages and departments: they share one name. */
async function rename({ db, now, record }: Context, from: string, to: string): Promise<void> {
  const renamed = await listTemplatesNamed(db, from);
  if (renamed.some(({ custom }) => !custom)) throw invalid('A built-in email template cannot be renamed');
  const ids = renamed.map(({ id }) => id);
  const others = await listTemplatesNamed(db, to);
  if (others.some(({ id }) => !ids.includes(id))) throw invalid('There is an email template of that name already');
  await renameTemplates(db, ids, to, now);
  record({ changes: { name: [from, to] } });
}
