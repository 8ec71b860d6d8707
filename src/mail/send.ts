import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { type EmailTemplate, inLanguage, listTemplatesNamed } from '../store/desk/email-templates';
import type { NewEmail } from '../store/desk/emails';
import { isEmail } from '../tickets/authors';
import { fillBody, fillSubject, type MergeFields } from './merge';
import { queueEmail } from './queue';

/** A subject and a body with merge fields. */
type Draft = Pick<EmailTemplate, 'subject' | 'body'> & { id: number | null };

/** Who gets a mail, and what it is about. */
export interface Addressee extends Pick<NewEmail, 'clientId' | 'userId' | 'staffId' | 'ticketId' | 'cc'> {
  name: string;
  address: string;
}

/** The published refusal of a mail with nobody to send to, or nothing to send. */
export const sendingFailed = () => invalid('Sending Failed. Please see documentation.');

/**
 * Fills in a mail's merge fields, including those that every mail has, and queues it.
 *
 * @returns its id.
 * @throws ApiError (invalid) `Sending Failed. Please see documentation.` when the address is not valid or the body is
 * empty; what {@link fillSubject} and {@link fillBody} refuse.
 */
export async function sendDraft(
  context: Context,
  draft: Draft,
  { name, address, cc = [], ...about }: Addressee,
  fields: MergeFields,
): Promise<number> {
  const { desk, now } = context;
  const all: MergeFields = {
    company_name: desk.companyName,
    whmcs_url: `${desk.publicUrl}/`,
    // Swedish writes dates as 2027-01-31.
    date: new Intl.DateTimeFormat('sv-SE', { timeZone: desk.timeZone, dateStyle: 'short' }).format(now),
    ...fields,
  };
  const subject = fillSubject(draft.subject, all);
  const body = fillBody(draft.body, all);
  if (!isEmail(address) || body.trim() === '') throw sendingFailed();
  return queueEmail(context, {
    ...about,
    templateId: draft.id,
    recipients: [{ name, address: address.trim() }],
    cc: cc.filter(isEmail),
    subject,
    body,
  });
}

/**
 * Chooses the template in a language, or else the one without a language.
 *
 * @param language empty for the desk's language.
 * @throws ApiError (invalid) `Email Template not found`, `Email Template is disabled`.
 */
export function chooseTemplate({ desk }: Context, templates: EmailTemplate[], language: string): EmailTemplate {
  const template = inLanguage(templates, language || desk.language);
  if (template === undefined) throw invalid('Email Template not found');
  if (template.disabled) throw invalid('Email Template is disabled');
  return template;
}

/**
 * Sends one of the desk's own mails.
 *
 * @throws ApiError (invalid) what {@link chooseTemplate} and {@link sendDraft} refuse.
 */
export async function sendTemplate(
  context: Context,
  name: string,
  language: string,
  to: Addressee,
  fields: MergeFields,
): Promise<number> {
  const template = chooseTemplate(context, await listTemplatesNamed(context.db, name), language);
  return sendDraft(context, template, to, fields);
}
