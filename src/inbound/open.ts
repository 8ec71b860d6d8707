import { ApiError } from '../errors';
import { findFirstMessage, writeReplyAddress } from '../store/inbound/messages';
import type { Author } from '../store/tickets/tickets';
import { openTicket } from '../tickets/open';
import { findOpening } from '../tickets/opening';
import { authorOf, findKnown, guestOf } from './author';
import { findBrake } from './brake';
import { chooseCopies } from './copies';
import { chooseFiles } from './files';
import { originalSender } from './forwarded';
import { keepMessage } from './keep';
import { isForward } from './reading/forwards';
import type { Outcome, Received } from './received';
import { refuse } from './refusal';
import { bodyOf, subjectOf } from './text';

/**
 * Opens a ticket from a mail, unless its department does not take it or its sender sends too many.
 *
 * @param flags what is known about the mail so far
 */
export async function openFromMail(received: Received, mailLogId: number, flags: string[]): Promise<Outcome> {
  const { context, mail, origin, sender, verdict, department, isForced } = received;
  if (department === undefined) throw new Error('the desk has no department');
  const forwarded = await findForwarded(received);
  const opener = forwarded ?? openerOf(received);
  const isFree = isForced || origin.isSilent === true;
  if (!isFree && department.repliesOnly) return refuse(received, 'replies-only');
  const isStranger = opener.kind === 'guest' && !(received.known.staff !== undefined && verdict === 'pass');
  if (!isFree && department.clientsOnly && isStranger) return refuse(received, 'clients-only');
  const answeredKey = (sender.replyTo ?? sender).key;
  const brake = await findBrake(context, sender.key, answeredKey);
  if (brake.isOn && !isFree) {
    return { outcome: 'ignored', reason: 'loop', detail: 'ten tickets of this address in 15 minutes', flags };
  }
  const isAcknowledged = brake.mayAcknowledge && forwarded === undefined && mayAcknowledge(received);
  const chosen = chooseFiles(mail, context.desk);
  const copies = await chooseCopies(context, received);
  const body = bodyOf(mail, false);
  const createdAt = dateOf(received);
  const found = await findOpening(context, {
    ...{ departmentId: department.id, priority: context.desk.defaultPriority, fieldKeys: [] },
    ...{ clientId: undefined, userId: undefined, contactId: undefined, serviceId: undefined, domainId: undefined },
    defaultPriority: context.desk.defaultPriority,
    guestEmail: undefined,
  });
  if (found.priority === null) throw new Error('the default priority is missing');
  const opened = await openTicket(context, {
    ...{ department, status: found.status, priority: found.priority, opener, createdAt },
    subject: subjectOf(mail),
    body: body.shown,
    format: 'plain',
    ...{ serviceId: null, domainId: null, customFields: [], spamFilters: [] },
    preventClientClosure: department.preventClientClosure,
    attachments: chosen.attachments,
    // What staff remarks when forwarding is not for the one whose mail it is.
    quiet: origin.isSilent === true || forwarded !== undefined,
    cc: copies.cc,
    extras: { details: { source: 'email', sourceName: department.email } },
    isChanged: true,
  }).catch((error: unknown) => {
    // One of the operator's hooks does not want it.
    if (error instanceof ApiError && error.kind === 'invalid') return error;
    throw error;
  });
  if (opened instanceof ApiError) return refuse(received, 'hook', opened.message);
  const messageId = (await findFirstMessage(context.db, opened.id)) ?? null;
  if (messageId === null) throw new Error('a new ticket has no message');
  if (sender.replyTo !== null && verdict !== 'fail' && forwarded === undefined)
    writeReplyAddress(context.db, opened.id, sender.replyTo.address);
  keepMessage(received, mailLogId, { messageId }, body, chosen.files, !isAcknowledged && !origin.isSilent);
  return {
    ...{ outcome: 'ticket', reason: 'new-ticket', ticketId: opened.id, messageId, departmentId: department.id },
    flags: [
      ...new Set([
        ...flags,
        ...(forwarded === undefined ? [] : ['forwarded-by-staff']),
        ...copies.flags,
        ...chosen.flags,
      ]),
    ],
    ...{ leftOut: chosen.leftOut, isAcknowledged, answeredKey: isAcknowledged ? answeredKey : '' },
  };
}

/** The client, or one of its people. Whoever cannot be the one in From, or only claims it in a form, is a guest. */
const openerOf = ({ sender, known, verdict }: Received): Author =>
  verdict === 'fail' ? guestOf(sender) : authorOf(sender, known, null);

/**
 * Staff who forwards a mail opens the ticket for whoever wrote that. Nobody else can: the text could name anybody.
 *
 * @returns undefined if it is no such mail
 */
async function findForwarded({ context, mail, known, verdict, sender, own }: Received): Promise<Author | undefined> {
  if (known.staff === undefined || verdict !== 'pass' || !isForward(mail)) return undefined;
  const original = originalSender(mail.text);
  if (original === undefined || original.key === sender.key || own.has(original.address)) return undefined;
  const author = authorOf(original, await findKnown(context, original.address), null);
  return { ...author, kind: 'staff', staffId: known.staff.id };
}

/** Whether the sender gets an acknowledgement: a person, under an address that is probably theirs. */
const mayAcknowledge = ({ signs, verdict, origin }: Received): boolean =>
  !signs.wantsNoAnswer && verdict !== 'fail' && origin.isSilent !== true;

/** The date of a message: now, or for an archive when it was sent. */
export function dateOf({ context, mail, origin }: Pick<Received, 'context' | 'mail' | 'origin'>): Date {
  if (origin.isSilent !== true) return context.now;
  const sent = mail.date ?? origin.receivedAt;
  return sent.getTime() > context.now.getTime() ? context.now : sent;
}
