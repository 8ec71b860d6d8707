import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { PreviewEmailTemplate } from '../src/generated/PreviewEmailTemplate';
import { showHtml } from '../src/inbound/shown-html';
import { checkTemplate } from '../src/mail/check-template';
import { mailHtml, plainOf } from '../src/mail/html';
import { withTag, writeLetter } from '../src/mail/send';
import { findSubject } from '../src/mail/subjects';
import { type EmailTemplate, listTemplates } from '../src/store/desk/email-templates';

export default action<PreviewEmailTemplate>(async (params, context) => {
  const { templateid, id, shownhtml = false } = params;
  const [saved] = await listTemplates(context.db, { id: templateid, kind: undefined, language: '' });
  if (saved === undefined) throw notFound('Email Template ID Not Found');
  const template = edited(saved, params);
  if (id === undefined) return answer(template, template, shownhtml);
  // Mail to staff is about tickets.
  const subject = await findSubject(context, template.kind === 'admin' ? 'support' : template.kind, id);
  if (subject === undefined) throw notFound('Related ID Not Found');
  const letter = writeLetter(context, template, subject.fields);
  const { tag } = subject.to;
  return answer(template, tag === undefined ? letter : { ...letter, subject: withTag(letter.subject, tag) }, shownhtml);
});

/** A template with what is about to be saved in it, which is checked as UpdateEmailTemplate checks it. */
function edited(saved: EmailTemplate, { subject, message, plainmessage }: PreviewEmailTemplate): EmailTemplate {
  checkTemplate({ subject, message, plainmessage });
  const plain = plainmessage?.trim() === '' ? '' : plainmessage;
  return {
    ...saved,
    ...(subject !== undefined && { subject }),
    ...(message !== undefined && { body: message }),
    ...(plain !== undefined && { plain }),
  };
}

function answer(
  { id }: EmailTemplate,
  { subject, body, plain }: { subject: string; body: string; plain: string },
  isShown: boolean,
) {
  const html = mailHtml(body);
  const text = plain || plainOf(body);
  return {
    ...{ templateid: id, subject, html, text },
    ...(isShown && { shownhtml: showHtml(html, text, [], false).html }),
  };
}
