import type { Context } from '../calls/action';
import { invalid } from '../errors';
import { listUndeliverable } from '../store/desk/email-sending';
import { type EmailTemplate, listTemplatesNamed, pickTemplate } from '../store/desk/email-templates';
import { listThread } from '../store/desk/email-threads';
import type { NewEmail } from '../store/desk/emails';
import { isEmail, isReachable } from '../tickets/authors';
import { headerName } from './header-text';
import { mailHtml, plainOfTemplate } from './html';
import { fillBody, fillPlain, fillSubject, type MergeFields, type TooLong } from './merge';
import { addressKey, eachOnce, isMachine, mailsTo, OwnAddresses, type Person } from './people';
import { type MailContext, queueEmail } from './queue';
import { findFault } from './smarty';
import { threadOf } from './threads';
import { linkTo } from './ticket-fields';

/** A subject and a body with merge fields. */
type Draft = Pick<EmailTemplate, 'subject' | 'body'> & { id: number | null; plain?: string };

/** Who gets a mail, who sends it, and what it is about. */
export interface Addressee extends Pick<NewEmail, 'clientId' | 'userId' | 'staffId' | 'ticketId' | 'cc'> {
  name: string;
  address: string;
  /** By default, the desk. */
  from?: Person;
  /** Shows which ticket the subject is about. */
  tag?: string;
}

/** The published refusal of a mail with nobody to send to, or nothing to send. */
export const sendingFailed = () => invalid('Sending Failed. Please see documentation.');

/** Making one takes longer than composing a mail. There are few time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time as `2027-01-31 09:00:00`, which is how Swedish writes it. */
function timeIn(timeZone: string, time: Date): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(time);
}

/** A mail's words, filled in. */
type Letter = Required<Pick<NewEmail, 'subject' | 'body' | 'plain' | 'templateId'>>;

/**
 * Fills in a mail's merge fields, including those that every mail has.
 *
 * @throws ApiError (invalid) what {@link fillSubject} and {@link fillBody} refuse, if values are not to be shortened.
 */
export function writeLetter(
  { desk, now }: MailContext,
  draft: Draft,
  fields: MergeFields,
  tooLong: TooLong = 'shorten',
): Letter {
  const written = timeIn(desk.timeZone, now);
  const all: MergeFields = {
    company_name: desk.companyName,
    whmcs_url: `${desk.publicUrl}/`,
    whmcs_link: linkTo(desk.publicUrl),
    date: written.slice(0, 10),
    'smarty.now': written,
    ...fields,
  };
  return {
    subject: fillSubject(draft.subject, all, tooLong),
    body: mailHtml(fillBody(draft.body, all, tooLong)),
    plain: fillPlain(draft.plain || plainOfTemplate(draft.body), all, tooLong),
    templateId: draft.id,
  };
}

/**
 * Fills in a mail's merge fields and queues it.
 *
 * @returns its id; of several, that of the recipient's.
 * @throws ApiError (invalid) `Sending Failed. Please see documentation.` when the address is not valid or belongs to a
 * machine, when the body is empty, or when words that are no template have a {@link findFault}; what {@link writeLetter} refuses.
 */
export async function sendDraft(
  context: Context,
  draft: Draft,
  { name, address, cc = [], from, tag, ...about }: Addressee,
  fields: MergeFields,
  tooLong: TooLong = 'refuse',
): Promise<number> {
  const { desk } = context;
  // A template was checked when it was saved.
  if (draft.id === null && [draft.subject, draft.body].some((text) => findFault(text) !== undefined))
    throw sendingFailed();
  const letter = writeLetter(context, draft, fields, tooLong);
  if (!isReachable(address.trim()) || isMachine(address) || letter.body.trim() === '') throw sendingFailed();
  const own = new OwnAddresses([desk.email, from?.address ?? '']);
  const to = { name: headerName(name), address: address.trim() };
  const copies = cc.filter(isEmail).map((copy) => ({ address: copy }));
  const dead = new Set(await listUndeliverable(context.db, cc.map(addressKey)));
  // Whoever asks for a mail to the desk itself, or to an address that failed before, gets it.
  const [, others = []] = eachOnce(
    [[to], copies],
    (one) => own.has(one) || isMachine(one) || dead.has(addressKey(one)),
  );
  const thread = about.ticketId == null ? [] : await listThread(context.db, about.ticketId);
  const common = {
    ...about,
    ...letter,
    subject: tag === undefined ? letter.subject : withTag(letter.subject, tag),
    fromName: headerName(from?.name ?? desk.companyName),
    fromAddress: from?.address || desk.email,
    automatic: 'auto-generated' as const,
    ...threadOf(thread, about.staffId ?? null),
  };
  const named = others.map((copy) => ({ name: '', ...copy }));
  let id = 0;
  for (const { to: recipients, cc: copies } of mailsTo({ to: [to], cc: named, bcc: [] })) {
    const queued = await queueEmail(context, { ...common, recipients, cc: copies.map((copy) => copy.address) });
    if (id === 0 || recipients.includes(to)) id = queued;
  }
  return id;
}

/** Any tag: `[Ticket #123456]` or `[Ticket ID: 123456]`. */
const TAG = /\[Ticket (?:#|ID: )([^\][]*)\]/;

/** Puts the ticket's tag into a subject: in place of the one that a template wrote, or in front. */
export function withTag(subject: string, tag: string): string {
  const [, number] = TAG.exec(tag) ?? [];
  const written = TAG.exec(subject);
  if (written === null || written[1] !== number) return `${tag} ${subject}`;
  return subject.replace(written[0], () => tag);
}

/**
 * Chooses the template in a language and for a department, or else the one without either.
 *
 * @param language empty for the desk's language.
 * @throws ApiError (invalid) `Email Template not found`, `Email Template is disabled`.
 */
export function chooseTemplate(
  { desk }: Pick<MailContext, 'desk'>,
  templates: EmailTemplate[],
  language: string,
  departmentId?: number,
): EmailTemplate {
  const template = pickTemplate(templates, language || desk.language, departmentId);
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
  return sendDraft(context, template, to, fields, 'shorten');
}
