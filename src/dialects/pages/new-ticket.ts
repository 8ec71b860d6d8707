import type { Context } from '../../calls/action';
import { ApiError, notFound } from '../../errors';
import type { KnownDepartment } from '../../store/desk/catalogue';
import type { CustomFieldChange } from '../../store/tickets/custom-fields';
import type { Author } from '../../store/tickets/tickets';
import { checkAttachments } from '../../tickets/attachments';
import { checkEmail, guest, ofClient } from '../../tickets/authors';
import { checkRecipients } from '../../tickets/extras';
import type { openTicket } from '../../tickets/open';
import { findOpening, type Opening } from '../../tickets/opening';
import { checkFormFields } from './form-fields';
import { Problems } from './problems';

/** What somebody entered in the form for a new ticket. */
export interface EnteredTicket {
  deptid?: number;
  name?: string;
  email?: string;
  subject?: string;
  message?: string;
  priority?: string;
  related?: string;
  cc?: string;
  customfields?: Record<string, unknown>;
  files?: { filename: string; data: Buffer }[];
}

/** A ticket as the verb takes it. */
type CheckedTicket = Parameters<typeof openTicket>[1];

/**
 * Refuses guests where only clients may open tickets.
 *
 * @throws ApiError (forbidden) `Only clients may open tickets here`
 */
export function refuseStrangers({ caller, desk }: Pick<Context, 'caller' | 'desk'>): void {
  if (caller.clientId === null && desk.ticketGuestOpening === 'off') {
    throw new ApiError('forbidden', 'Only clients may open tickets here');
  }
}

const LONGEST = { subject: 1_000, message: 200_000, name: 250 };

/**
 * Checks everything in the form: what OpenTicket checks, by the same rules, and what only a form offers.
 *
 * @throws ApiError (forbidden) what {@link refuseStrangers} refuses; (not_found) `Department ID not found`; FormRefused
 *   with all that is wrong
 */
export async function checkNewTicket(context: Context, entered: EnteredTicket): Promise<CheckedTicket> {
  refuseStrangers(context);
  const { caller, desk, now } = context;
  const clientId = caller.clientId ?? undefined;
  const { subject = '', message = '', related = '' } = entered;
  const [, kind, relatedId] = /^([SD])([1-9]\d{0,9})$/.exec(related) ?? [];
  const found = await findOpening(context, {
    departmentId: entered.deptid ?? 0,
    ...{ clientId, userId: undefined, contactId: undefined },
    serviceId: kind === 'S' ? Number(relatedId) : undefined,
    domainId: kind === 'D' ? Number(relatedId) : undefined,
    priority: (entered.priority || desk.defaultPriority).trim(),
    defaultPriority: desk.defaultPriority,
    guestEmail: clientId === undefined ? (entered.email ?? '').trim() : undefined,
    fieldKeys: [],
  });
  const department = openTo(clientId !== undefined, found.department);
  const problems = new Problems();
  checkWords(problems, { subject, message });
  const opener = clientId === undefined ? await checkGuest(problems, entered.name, entered.email) : ofClient(clientId);
  const priority = checkPriority(problems, entered.priority ?? '', found);
  const refersToNothing = found.serviceId === null && found.domainId === null;
  if (clientId !== undefined && related !== '' && refersToNothing) {
    problems.add('related', 'choose', kind === 'D' ? 'Domain ID Not Found' : 'Service ID Not Found');
  }
  const cc = await checkCopies(problems, entered.cc ?? '');
  const fields = found.customFields.filter(({ staffOnly }) => !staffOnly);
  const customFields: CustomFieldChange[] = await checkFormFields(
    context,
    fields,
    entered.customfields ?? {},
    problems,
  );
  const attachments = await problems.check(
    'files',
    (text) => fileProblem(text, desk),
    () => checkAttachments(entered.files, desk),
  );
  problems.refuse();
  if (opener === undefined || priority === null) throw new Error('a problem was not refused');
  return {
    ...{ department, status: found.status, priority, opener, subject, body: message, format: 'plain' },
    ...{ serviceId: found.serviceId, domainId: found.domainId },
    preventClientClosure: department.preventClientClosure,
    ...{ createdAt: now, customFields, attachments: attachments ?? [], quiet: false },
    ...{ spamFilters: found.spamFilters, cc: cc ?? [] },
  };
}

function openTo(isClient: boolean, department: KnownDepartment | null): KnownDepartment {
  if (department === null || department.hidden || (department.clientsOnly && !isClient)) {
    throw notFound('Department ID not found');
  }
  return department;
}

function checkWords(problems: Problems, words: { subject: string; message: string }): void {
  const missing = { subject: 'Subject is required', message: 'Message is required' };
  for (const name of ['subject', 'message'] as const) {
    if (words[name].trim() === '') problems.add(name, 'required', missing[name]);
    else checkLength(problems, name, words[name]);
  }
}

function checkLength(problems: Problems, name: keyof typeof LONGEST, text: string): void {
  if (text.length <= LONGEST[name]) return;
  const word = { subject: 'Subject', message: 'Message', name: 'Name' }[name];
  problems.add(name, 'too_long', `${word} may have at most ${LONGEST[name]} characters`, LONGEST[name], text.length);
}

const NO_NAME = 'Name and email address are required if not a client';

async function checkGuest(problems: Problems, name = '', email = ''): Promise<Author | undefined> {
  if (name.trim() === '') problems.add('name', 'required', NO_NAME);
  else checkLength(problems, 'name', name);
  if (email.trim() === '') problems.add('email', 'required', NO_NAME);
  else
    await problems.check(
      'email',
      () => ['email'],
      () => checkEmail(email),
    );
  try {
    return guest(name, email);
  } catch {
    return undefined;
  }
}

function checkPriority(problems: Problems, sent: string, { priority, priorityNames }: Opening): Opening['priority'] {
  const isUnknown = sent.trim() !== '' && priority?.name.toLowerCase() !== sent.trim().toLowerCase();
  if (!isUnknown && priority !== null) return priority;
  problems.add('priority', 'choose', `Invalid Ticket Priority. Valid priorities are: ${priorityNames}`);
  return null;
}

/** People write one address on a line, or several with commas, semicolons or spaces, perhaps as `Ann <ann@example.com>`. */
const addressesIn = (sent: string): string[] =>
  sent.split(/[,;\r\n]+/).flatMap((item) => {
    const [, inBrackets] = /<([^<>]*)>\s*$/.exec(item) ?? [];
    return inBrackets === undefined ? item.split(/\s+/).filter(Boolean) : [inBrackets.trim()];
  });

const checkCopies = (problems: Problems, sent: string): Promise<string[] | undefined> => {
  const emails = addressesIn(sent);
  const codeOf = (message: string): [string, ...string[]] =>
    message.startsWith('A ticket') ? ['too_many_copies', '10'] : ['copies', emails.find(isWrong) ?? ''];
  return problems.check('cc', codeOf, () => checkRecipients(emails, 'cc'));
};

function isWrong(email: string): boolean {
  try {
    checkEmail(email);
    return false;
  } catch {
    return true;
  }
}

/** Tells the rule that files break from its published text, which names the file. */
function fileProblem(text: string, desk: Context['desk']): [code: string, ...details: (string | number)[]] {
  const [, name = ''] = /^Attachment "(.*)"(?: is larger|: this type)/s.exec(text) ?? [];
  if (text.startsWith('At most')) return ['too_many_files', desk.attachmentMaxFiles];
  if (text.includes(': this type of file')) return ['file_type', name, [...desk.attachmentExtensions].join(', ')];
  return ['file_size', name, desk.attachmentMaxBytes];
}
