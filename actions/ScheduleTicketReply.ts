import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { ScheduleTicketReply } from '../src/generated/ScheduleTicketReply';
import { findByName } from '../src/store/desk/named';
import { findNewest } from '../src/store/tickets/arrivals';
import { removeDraft, staffDraft } from '../src/store/tickets/drafts';
import { holdScheduled } from '../src/store/tickets/scheduled';
import { findTicketForUpdate, type TicketRow } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { ofStaff } from '../src/tickets/authors';
import { readableRecipients } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { catalogueWith } from '../src/tickets/opening';
import { findQuoted, readQuoting } from '../src/tickets/quoting';
import { refuseNotReplying, scheduleReply } from '../src/tickets/scheduled';
import { refuseStale, seenIn } from '../src/tickets/stale';

const DEFAULT_DELAY_SECONDS = 10;
const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;

/** Checks in the order of `x-refusals`. */
export default action<ScheduleTicketReply>(async (params, context) => {
  const { db, now, desk, caller } = context;
  const reference = referenceOf(params);
  const ticket = await findTicketForUpdate(db, reference, caller);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  if (caller.staff === null) throw invalid('Only an administrator can schedule replies');
  refuseNotReplying(context);
  const status = await findStatus(context, params.status);
  const dueAt = timeToSend(params, now);
  const files = checkAttachments(params.attachments, desk);
  if (params.filesof !== undefined) await checkTakenBack(context, params.filesof, ticket, files.length);
  await refuseStale(context, ticket, ofStaff(caller.staff.id, caller.staff.name), seenIn(reference, params));
  const quoting = readQuoting(params.quote);
  await findQuoted(context, ticket, quoting);

  const newest = await findNewest(db, ticket.id);
  const reply = {
    ...{ ticketId: ticket.id, ticketNumber: ticket.number, subject: ticket.subject },
    ...{ staffId: caller.staff.id, authorName: caller.staff.name },
    ...{ body: params.message, format: formatOf(params.markdown), statusId: status?.id ?? null },
    quoting: quoting ?? null,
    cc: readableRecipients(context, 'cc', params.cc ?? []),
    seenReplyId: params.seenreplyid ?? newest.replyId,
    seenNoteId: params.seennoteid ?? newest.noteId,
    seenStatus: params.seenstatus ?? ticket.statusTitle,
    ...{ createdAt: now, dueAt },
  };
  const scheduledid = await scheduleReply(context, ticket, reply, files, params.filesof);
  removeDraft(db, ticket.id, staffDraft(caller.staff.id, 'reply'));
  return { scheduledid, dueat: dueAt };
});

/** @throws ApiError (invalid) `Invalid Ticket Status` */
async function findStatus(context: Context, title: string | undefined): Promise<{ id: number } | undefined> {
  if (title === undefined) return undefined;
  const find = ({ statuses }: Awaited<ReturnType<Context['catalogue']>>) =>
    findByName(statuses, title, (status) => status.title);
  const status = find(await catalogueWith(context, (known) => find(known) !== undefined));
  if (status === undefined) throw invalid('Invalid Ticket Status');
  return status;
}

/** @throws ApiError (invalid) `The time to send the reply must be in the future`, or `within a year` */
function timeToSend({ sendat, delay = DEFAULT_DELAY_SECONDS }: ScheduleTicketReply, now: Date): Date {
  if (sendat === undefined) return new Date(now.getTime() + delay * 1000);
  if (sendat <= now) throw invalid('The time to send the reply must be in the future');
  if (sendat.getTime() - now.getTime() > LONGEST_MS) throw invalid('The time to send the reply must be within a year');
  return sendat;
}

/**
 * Checks that files may be taken over from a reply, and locks it.
 *
 * @param more how many files come with the new reply
 * @throws ApiError (not_found) `Scheduled Reply ID Not Found`; (invalid) `At most xxx attachments are allowed`
 */
async function checkTakenBack({ db, desk, caller }: Context, id: number, ticket: TicketRow, more: number) {
  const earlier = await holdScheduled(db, id);
  const isOwn = earlier?.staffId === caller.staff?.id && earlier?.ticketId === ticket.id;
  if (earlier === undefined || !isOwn || earlier.state !== 'cancelled') throw notFound('Scheduled Reply ID Not Found');
  if (earlier.files.length + more > desk.attachmentMaxFiles) {
    throw invalid(`At most ${desk.attachmentMaxFiles} attachments are allowed`);
  }
}
