import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { AddEmailTemplate } from '../src/generated/AddEmailTemplate';
import { checkTemplate } from '../src/mail/check-template';
import { listTemplatesNamed } from '../src/store/desk/email-templates';
import { insertRow, lockNames, rowExists } from '../src/store/rows';

export default action<AddEmailTemplate>(async ({ type, subject, message, disabled, ...params }, context) => {
  const { db, now } = context;
  const name = params.name.trim();
  const language = params.language?.toLowerCase() ?? '';
  const departmentId = params.deptid ?? null;
  if (departmentId !== null && !(await rowExists(db, 'departments', departmentId))) {
    throw notFound('Department ID Not Found');
  }
  await lockNames(db, 'email_templates');
  const others = await listTemplatesNamed(db, name);
  if (others.some((other) => other.language === language && other.departmentId === departmentId)) {
    throw invalid('There is an email template of that name already');
  }
  const [first] = others;
  const isVersion = language !== '' || departmentId !== null;
  if (isVersion && first === undefined) throw invalid('There is no email template of that name yet');
  if (first !== undefined && first.kind !== type) throw invalid(`The type of that email template is ${first.kind}`);
  checkTemplate({ subject, message, plainmessage: params.plainmessage });
  const templateid = await insertRow(db, 'email_templates', {
    ...{ kind: type, name: first?.name ?? name, language, departmentId, subject, body: message, disabled },
    plain: params.plainmessage ?? '',
    custom: true,
    updatedAt: now,
  });
  context.record({ changes: { name: [null, name] } });
  return { templateid };
});
