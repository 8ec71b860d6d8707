import { headerName } from '../mail/header-text';
import { isMachine } from '../mail/people';
import { queueEmail } from '../mail/queue';
import { writeLetter } from '../mail/send';
import { findEnabled } from '../mail/templates';
import { departmentSender } from '../mail/ticket-fields';
import { listUndeliverable } from '../store/desk/email-sending';
import { listTemplatesNamed } from '../store/desk/email-templates';
import type { TicketRow } from '../store/tickets/tickets';
import { isEmail } from '../tickets/authors';
import { mayBeRefused } from './brake';
import type { Outcome, Received } from './received';
import { subjectOf } from './text';
import { threadTo } from './threading';

/** The templates that tell a sender why a mail was not taken. */
const TEMPLATES = {
  'clients-only': 'Clients Only Bounce Message',
  'replies-only': 'Replies Only Bounce Message',
  'closed-ticket': 'Closed Ticket Bounce Message',
  hook: undefined,
};

/**
 * Refuses a mail, and tells its sender once an hour at most. Automatic mail, and mail that somebody else may have sent in
 * the sender's name, is never answered.
 *
 * @param detail more about the reason, in words
 * @param ticket the one that is closed
 */
export async function refuse(
  received: Received,
  reason: keyof typeof TEMPLATES,
  detail = '',
  ticket?: TicketRow,
): Promise<Outcome> {
  const template = TEMPLATES[reason];
  const isTold = template !== undefined && (await mayTell(received)) && (await tell(received, template, ticket));
  return { outcome: 'refused', reason, detail, isTold, departmentId: received.department?.id ?? null };
}

async function mayTell({ context, sender, signs, verdict, own }: Received): Promise<boolean> {
  const { address, key } = sender;
  const isUnfit =
    signs.wantsNoAnswer || verdict === 'fail' || isMachine(address) || own.has(address) || !isEmail(address);
  if (isUnfit) return false;
  return (await mayBeRefused(context, key)) && (await listUndeliverable(context.db, [key])).length === 0;
}

/** @returns whether a mail was queued: an operator may have disabled the template */
async function tell(received: Received, name: string, ticket: TicketRow | undefined): Promise<boolean> {
  const { context, mail, sender, department } = received;
  const { desk, db } = context;
  const template = findEnabled(context, await listTemplatesNamed(db, name), '', department?.id ?? 0);
  if (template === undefined) return false;
  const from = departmentSender(desk, department ?? { name: '', email: '' });
  const letter = writeLetter(context, template, {
    ...{ client_name: sender.name, client_email: sender.address, ticket_subject: ticket?.subject ?? subjectOf(mail) },
    ...{ ticket_id: ticket?.number ?? '', ticket_department: department?.name ?? '' },
  });
  await queueEmail(context, {
    ...letter,
    fromName: headerName(from.name),
    fromAddress: from.address,
    recipients: [{ name: headerName(sender.name), address: sender.address }],
    automatic: 'auto-replied',
    ...threadTo(mail),
  });
  return true;
}
