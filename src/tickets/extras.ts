import type { Context } from '../calls/action';
import { invalid } from '../errors';
import type { Staff } from '../store/people/people';
import {
  listRecipients,
  type TicketDetails,
  writeFollowers,
  writeRecipients,
  writeTags,
  writeTicketDetails,
} from '../store/tickets/details';
import { touchTicket } from '../store/tickets/tickets';
import { checkEmail, isEmail } from './authors';
import { logTicket } from './log';
import { type Assigned, assign } from './update';

/** What some APIs set on a ticket beyond what WHMCS's sets. Absent members stay as they are. */
export interface TicketExtras {
  details?: TicketDetails;
  /** Names. Tags that don't exist yet are added. */
  tags?: string[];
  cc?: string[];
  bcc?: string[];
  /** Members of staff. */
  followerIds?: number[];
  assignee?: Pick<Staff, 'id' | 'name'> | null;
}

/** Writes the extras of a ticket. Emits `TicketFlagged` if somebody new gets it. */
export function changeExtras(context: Context, ticket: Assigned, extras: TicketExtras): void {
  const { db } = context;
  if (extras.details !== undefined) writeTicketDetails(db, ticket.id, extras.details);
  if (extras.tags !== undefined) writeTags(db, ticket.id, extras.tags);
  if (extras.cc !== undefined) writeRecipients(db, ticket.id, 'cc', extras.cc);
  if (extras.bcc !== undefined) writeRecipients(db, ticket.id, 'bcc', extras.bcc);
  if (extras.followerIds !== undefined) writeFollowers(db, ticket.id, extras.followerIds);
  if (extras.assignee !== undefined) assign(context, ticket, extras.assignee);
}

/** Writes the extras of an existing ticket, and marks it as changed. */
export function updateExtras(context: Context, ticket: Assigned, extras: TicketExtras): void {
  touchTicket(context.db, ticket.id, context.now);
  logTicket(context, ticket, 'Ticket changed');
  changeExtras(context, ticket, extras);
}

/** How many people may get copies of one ticket's mail: a ticket is not a mail relay. */
export const MOST_RECIPIENTS = 10;

/**
 * Checks the addresses of people who get copies.
 *
 * @param name the caller's name for the list.
 * @throws ApiError (invalid) `Email Address Invalid`; `A ticket may have at most 10 addresses in <name>`.
 */
export function checkRecipients(emails: string[], name: string): string[] {
  const given = emails.filter((email) => email.trim() !== '').map(checkEmail);
  if (given.length > MOST_RECIPIENTS)
    throw invalid(`A ticket may have at most ${MOST_RECIPIENTS} addresses in ${name}`);
  return [...new Set(given)];
}

/** Adds people who get copies of a ticket's mail. Addresses that cannot be used are ignored. */
export async function addRecipients(context: Context, ticket: { id: number }, emails: string[]): Promise<void> {
  if (emails.length === 0) return;
  const already = await listRecipients(context.db, ticket.id, 'cc');
  writeRecipients(context.db, ticket.id, 'cc', readableRecipients(context, 'cc', emails, already));
}

/**
 * The addresses of people who get copies, without those that cannot be used. A ticket does not fail over a copy.
 *
 * @param name the caller's name for the list.
 * @param already who gets copies so far, and stays.
 */
export function readableRecipients(
  { ignore }: Pick<Context, 'ignore'>,
  name: string,
  emails: string[],
  already: string[] = [],
): string[] {
  const recipients = new Map(already.map((email) => [email.toLowerCase(), email]));
  for (const [index, email] of emails.entries()) {
    const isNew = !recipients.has(email.trim().toLowerCase());
    if (email.trim() === '') continue;
    if (!isEmail(email)) ignore(`${name}[${index}]`, 'not an e-mail address');
    else if (isNew && recipients.size >= MOST_RECIPIENTS)
      ignore(`${name}[${index}]`, `over ${MOST_RECIPIENTS} addresses`);
    else if (isNew) recipients.set(email.trim().toLowerCase(), email.trim());
  }
  return [...recipients.values()];
}

const MOST_TAGS = 50;
const LONGEST_TAG = 100;

/**
 * Checks the names of tags. Empty ones are dropped, and of names that differ only in letter case the first stays.
 *
 * @throws ApiError (invalid) `A ticket may have at most 50 tags`; `A tag may have at most 100 characters`.
 */
export function checkTags(names: string[]): string[] {
  const given = new Map<string, string>();
  for (const name of names.map((sent) => sent.trim()).filter(Boolean)) {
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), name);
  }
  if (given.size > MOST_TAGS) throw invalid(`A ticket may have at most ${MOST_TAGS} tags`);
  const tags = [...given.values()];
  if (tags.some((tag) => tag.length > LONGEST_TAG)) throw invalid(`A tag may have at most ${LONGEST_TAG} characters`);
  return tags;
}
