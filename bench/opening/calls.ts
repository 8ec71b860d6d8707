import { randomBytes } from 'node:crypto';
import { CREDENTIAL } from '../servers';
import type { Callers } from './callers';
import { type TicketTexts, ticketTexts } from './texts';

/** What the load generator sends, in turn. */
export interface Calls {
  path: string;
  headers: Record<string, string>;
  bodies: string[];
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_BODY = { 'Content-Type': 'application/json' };
const ATTACHMENT_BYTES = 100 * 1024;
/** Fewer than texts, because the load generator gets all of them before it begins. */
const ATTACHMENTS = 16;

/** The calls of ours that are compared with a guest's OpenTicket, by their names in the report. */
export const KINDS = {
  reply: 'AddTicketReply',
  client: 'OpenTicket for a client',
  fields: 'OpenTicket with three custom fields',
  attachment: 'OpenTicket with an attachment of 100 KB',
  keliweb: 'a client through the reseller API (Bearer)',
  socialboards: 'a guest through the Socialboards API',
  helpdeskeddy: 'a client through the HelpDeskEddy API',
} as const;

export type Kind = keyof typeof KINDS;
export type OurCalls = Record<'guest' | Kind, Calls>;

/** The same form for the product and the yardsticks, as PHP's `http_build_query` writes it. */
function whmcs(action: string, parameters: Record<string, string>[]): Calls {
  const common = { action, ...CREDENTIAL, responsetype: 'json' };
  return {
    path: '/includes/api.php',
    headers: FORM,
    // URLSearchParams encodes two characters differently, which these texts don't contain.
    bodies: parameters.map((more) => new URLSearchParams({ ...common, ...more }).toString()),
  };
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** A guest's tickets: what every server can open. */
export const guestCalls = (): Calls =>
  whmcs(
    'OpenTicket',
    ticketTexts().map((texts) => ({ deptid: '1', ...texts })),
  );

/**
 * Returns the calls that the product is measured with.
 *
 * @param tickets the ids of existing tickets of guests, which are replied to
 */
export function ourCalls({ client, fieldIds, tokens, apiKey }: Callers, tickets: string[]): OurCalls {
  const texts = ticketTexts();
  const guests = texts.map((one) => ({ deptid: '1', ...one }));
  const withoutAuthor = texts.map(({ subject, message }) => ({ deptid: '1', subject, message }));
  const customfields = base64(Object.fromEntries(fieldIds.map((id, at) => [id, `value ${at}`])));
  const attachments = Array.from({ length: ATTACHMENTS }, () => {
    const data = randomBytes(ATTACHMENT_BYTES).toString('base64');
    return base64([{ name: 'photo.png', data }]);
  });
  const replies = tickets.map((ticketid, at) => {
    const { name, email, message } = texts[at % texts.length] as TicketTexts;
    return { ticketid, name, email, message };
  });
  return {
    guest: guestCalls(),
    reply: whmcs('AddTicketReply', replies),
    client: whmcs(
      'OpenTicket',
      withoutAuthor.map((one) => ({ ...one, clientid: client.id })),
    ),
    fields: whmcs(
      'OpenTicket',
      guests.map((one) => ({ ...one, customfields })),
    ),
    attachment: whmcs(
      'OpenTicket',
      attachments.map((one, at) => ({ ...guests[at], attachments: one })),
    ),
    keliweb: {
      path: '/api/v2/keliweb/open-ticket',
      headers: { ...FORM, Authorization: `Bearer ${tokens.keliweb}` },
      bodies: withoutAuthor.map((one) => new URLSearchParams(one).toString()),
    },
    socialboards: {
      path: '/tickets',
      headers: { ...JSON_BODY, Authorization: `Bearer ${tokens.socialboards}` },
      bodies: texts.map(({ subject: title, message, name, email }) =>
        JSON.stringify({ title, message, isHtml: false, creator: { name, email } }),
      ),
    },
    helpdeskeddy: {
      path: '/api/v2/tickets/',
      headers: { ...JSON_BODY, Authorization: `Basic ${Buffer.from(`${client.email}:${apiKey}`).toString('base64')}` },
      bodies: texts.map(({ subject: title, message: description }) =>
        JSON.stringify({ title, description, department_id: 1 }),
      ),
    },
  };
}
