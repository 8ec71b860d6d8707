import { action, type Context } from '../src/calls/action';
import { readCustomMail } from '../src/dialects/whmcs/mail';
import { invalid } from '../src/errors';
import type { SendEmail } from '../src/generated/SendEmail';
import { mergeFields } from '../src/mail/merge';
import { chooseTemplate, sendDraft, sendingFailed } from '../src/mail/send';
import { findSubject } from '../src/mail/subjects';
import { type EmailTemplate, listTemplatesNamed, type TemplateKind } from '../src/store/desk/email-templates';

/** Templates that only the desk itself can send: with a link made for the mail, or to somebody who has no id. */
const NOT_ON_DEMAND = new Set([
  'account access invitation',
  'clients only bounce message',
  'closed ticket bounce message',
  'password reset validation',
  'replies only bounce message',
]);

export default action<SendEmail>(async (params, context) => {
  const custom = params.messagename === undefined ? readCustom(params) : undefined;
  if (params.customvars === null) throw invalid('The custom variables you provided are invalid.');
  if (params.id === undefined) throw invalid('A related ID is required');
  const templates = custom === undefined ? await findTemplates(context, params.messagename ?? '') : [];
  const kind = custom?.kind ?? templates[0]?.kind ?? 'general';
  const subject = await findSubject(context, kind, params.id);
  const draft = custom ?? chooseTemplate(context, templates, subject?.language ?? '');
  if (subject === undefined || NOT_ON_DEMAND.has(params.messagename?.trim().toLowerCase() ?? '')) throw sendingFailed();
  const emailid = await sendDraft(context, draft, subject.to, { ...subject.fields, ...mergeFields(params.customvars) });
  context.record({ clientId: subject.to.clientId ?? null, userId: subject.to.userId ?? null });
  return { emailid };
});

function readCustom(params: SendEmail) {
  if (params.customtype === undefined) {
    throw invalid('You must provide either an existing email template name or a custom message type');
  }
  return { ...readCustomMail(params), kind: params.customtype as TemplateKind };
}

async function findTemplates({ db }: Context, name: string): Promise<EmailTemplate[]> {
  const templates = await listTemplatesNamed(db, name);
  return templates.filter(({ kind }) => kind !== 'admin');
}
