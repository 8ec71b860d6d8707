import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddEmailTemplate } from '../src/generated/AddEmailTemplate';
import { listTemplatesNamed } from '../src/store/desk/email-templates';
import { insertRow, lockNames } from '../src/store/rows';

export default action<AddEmailTemplate>(async ({ type, subject, message, disabled, ...params }, context) => {
  const { db, now } = context;
  const name = params.name.trim();
  const language = params.language?.toLowerCase() ?? '';
  await lockNames(db, 'email_templates');
  const others = await listTemplatesNamed(db, name);
  if (others.some((other) => other.language === language)) {
    throw invalid('There is an email template of that name already');
  }
  const [first] = others;
  if (language !== '' && first === undefined) throw invalid('There is no email template of that name yet');
  if (first !== undefined && first.kind !== type) throw invalid(`The type of that email template is ${first.kind}`);
  const templateid = await insertRow(db, 'email_templates', {
    ...{ kind: type, name: first?.name ?? name, language, subject, body: message, disabled },
    custom: true,
    updatedAt: now,
  });
  context.record({ changes: { name: [null, name] } });
  return { templateid };
});
