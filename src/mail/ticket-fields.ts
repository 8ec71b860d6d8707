import { ADDRESSES } from '../config/addresses';
import type { DeskSettings } from '../store/desk/settings';
import type { ClientCorrespondent } from '../store/people/correspondents';
import type { MessageFormat } from '../store/tickets/tickets';
import type { TicketView } from '../store/tickets/whmcs-views';
import { renderHtml } from '../tickets/render';
import { plainOf } from './html';
import type { MergeFields, MergeValue } from './merge';
import type { Person } from './people';
import type { Quotation } from './quote';
import { shortened } from './shorten';

/** Long enough for what people write, and short enough for every mail program. */
const LONGEST_SUBJECT = 400;
const LONGEST_MESSAGE = 200_000;

/** The same as HTML, where a text may be six times as long. It leaves room for a quotation. */
const LONGEST_HTML = 600_000;

/** The sender of mail about tickets of a department. @returns no address if neither it nor the desk has one */
export const departmentSender = (desk: DeskSettings, department: { name: string; email: string }): Person => ({
  name: `${desk.companyName} ${department.name}`,
  address: department.email || desk.email,
});

/** The tag in the subject that shows which ticket a mail is about. */
export const ticketTag = (desk: DeskSettings, { number }: Pick<TicketView, 'number'>): string =>
  desk.ticketSubjectTag.replace('N]', () => `${number}]`);

/**
 * The merge fields of mail about a ticket.
 *
 * @param message the one that the mail is about, if any.
 * @param notes what the mail says after the message, such as files that were left out.
 * @param quoted what the mail quotes, if it does
 */
export function ticketFields(
  desk: DeskSettings,
  ticket: TicketView,
  client: ClientCorrespondent | undefined,
  message: { body: string; format: MessageFormat } | undefined,
  notes: string[] = [],
  quoted?: Quotation,
): MergeFields {
  // Without an address of its own, the desk has no links that lead anywhere.
  const url = desk.publicUrl === '' ? '' : desk.publicUrl + pageOf(ticket);
  return {
    ticket_id: ticket.number,
    ticket_department: ticket.departmentName,
    ticket_subject: shortened(ticket.subject, LONGEST_SUBJECT),
    ticket_message: message === undefined ? '' : messageValue(message, notes),
    ticket_quote: quoted ?? '',
    ticket_status: ticket.status,
    ticket_priority: ticket.priority,
    ticket_url: url,
    ticket_link: linkTo(url),
    ...(client !== undefined && clientFields(client)),
    client_name: ticket.name,
    client_email: ticket.email,
  };
}

/** A link whose text is its address, as WHMCS's templates have it. */
export const linkTo = (url: string): MergeValue => {
  const shown = renderHtml(url, 'plain');
  return url === '' ? '' : { text: url, html: `<a href="${shown}">${shown}</a>` };
};

const pageOf = ({ number, accessCode }: TicketView): string =>
  `${ADDRESSES.ticket}?tid=${encodeURIComponent(number)}&c=${accessCode}`;

function messageValue({ body, format }: { body: string; format: MessageFormat }, notes: string[]) {
  const whole = format === 'html' ? plainOf(renderHtml(body, format)) : body;
  const text = shortened(whole, LONGEST_MESSAGE);
  const rendered = body.length <= LONGEST_MESSAGE ? renderHtml(body, format) : undefined;
  // A part of some HTML or Markdown may mean something else than the whole.
  const html =
    rendered !== undefined && rendered.length <= LONGEST_HTML
      ? rendered
      : renderHtml(shortened(whole, LONGEST_MESSAGE, LONGEST_HTML), 'plain');
  if (notes.length === 0) return { text, html };
  const more = notes.join('\n');
  return { text: `${text}\n\n${more}`, html: `${html}<br /><br />${renderHtml(more, 'plain')}` };
}

/** The merge fields of mail about a client. */
export const clientFields = (client: ClientCorrespondent): MergeFields => ({
  client_id: String(client.id),
  client_name: client.name,
  client_first_name: client.firstName,
  client_last_name: client.lastName,
  client_company_name: client.company,
  client_email: client.email,
  client_address1: client.address1,
  client_address2: client.address2,
  client_city: client.city,
  client_state: client.state,
  client_postcode: client.postcode,
  client_country: client.country,
  client_phonenumber: client.phone,
});

/**
 * Puts the quotation after the message, for templates that have no place of their own for it.
 *
 * @param body of the template
 */
export function withQuotation(fields: MergeFields, body: string): MergeFields {
  const { ticket_quote: quoted, ticket_message: message } = fields;
  if (quoted === undefined || typeof quoted === 'string' || typeof message !== 'object') return fields;
  if (/\$ticket_quote\b/.test(body)) return fields;
  const joined = { text: `${message.text}\n\n${quoted.text}`, html: `${message.html}<br /><br />${quoted.html}` };
  return { ...fields, ticket_message: joined };
}
