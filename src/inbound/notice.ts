import { headerName } from '../mail/header-text';
import { leftOutInWords } from '../mail/left-out';
import { isMachine } from '../mail/people';
import { queueEmail } from '../mail/queue';
import { withTag, writeLetter } from '../mail/send';
import { findEnabled } from '../mail/templates';
import { departmentSender, ticketTag } from '../mail/ticket-fields';
import { listTemplatesNamed } from '../store/desk/email-templates';
import type { TicketRow } from '../store/tickets/tickets';
import { isReachable } from '../tickets/authors';
import { renderHtml } from '../tickets/render';
import { mayBeAnswered } from './brake';
import type { Received } from './received';
import { threadTo } from './threading';

/**
 * Tells the sender of an answer which files were left out, as answers are not acknowledged. Automatic mail is not told.
 *
 * @returns whether a mail was queued
 */
export async function tellLeftOut(
  received: Received,
  ticket: TicketRow,
  leftOut: { name: string; because: string }[],
): Promise<boolean> {
  const { context, mail, sender, signs, verdict, origin, department } = received;
  const { desk, db } = context;
  const words = leftOutInWords(leftOut, mail.flags);
  const isUnfit = signs.wantsNoAnswer || verdict === 'fail' || origin.isSilent === true || isMachine(sender.address);
  if (words.length === 0 || isUnfit || !isReachable(sender.address)) return false;
  if (!(await mayBeAnswered(context, sender.key))) return false;
  const template = findEnabled(
    context,
    await listTemplatesNamed(db, 'Support Ticket Files Left Out'),
    '',
    ticket.departmentId,
  );
  if (template === undefined) return false;
  const text = words.join('\n');
  const letter = writeLetter(context, template, {
    ...{ client_name: sender.name, client_email: sender.address, ticket_id: ticket.number },
    ...{ ticket_subject: ticket.subject, ticket_department: ticket.departmentName },
    ticket_message: { text, html: renderHtml(text, 'plain') },
  });
  const from = departmentSender(desk, department ?? { name: ticket.departmentName, email: '' });
  await queueEmail(context, {
    ...letter,
    subject: withTag(letter.subject, ticketTag(desk, ticket)),
    ...{ ticketId: ticket.id, fromName: headerName(from.name), fromAddress: from.address },
    recipients: [{ name: headerName(sender.name), address: sender.address }],
    automatic: 'auto-replied',
    ...threadTo(mail),
  });
  return true;
}
