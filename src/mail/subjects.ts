import type { Context } from '../calls/action';
import { ADDRESSES } from '../config/addresses';
import type { TemplateKind } from '../store/desk/email-templates';
import {
  type ClientCorrespondent,
  findClientCorrespondent,
  findHolding,
  findLastMessage,
  type Holding,
} from '../store/people/correspondents';
import { findUser } from '../store/people/users';
import { findTicketView } from '../store/tickets/whmcs-views';
import { renderText } from '../tickets/render';
import type { MergeFields } from './merge';
import type { Addressee } from './send';

/** What a mail is about: its recipient, their language, and the values for its merge fields. */
interface Subject {
  to: Addressee;
  language: string;
  fields: MergeFields;
}

/**
 * Finds what a mail of a kind is about. The desk has no invoices and no affiliates, so their ids are never found.
 *
 * @param id of a client (general), service (product), domain, ticket (support) or user.
 * @returns undefined if there is no such row, or if the client does not want mail of that kind.
 */
export async function findSubject(context: Context, kind: TemplateKind, id: number): Promise<Subject | undefined> {
  return FINDERS[kind]?.(context, id);
}

type Finder = (context: Context, id: number) => Promise<Subject | undefined>;

const FINDERS: Partial<Record<TemplateKind, Finder>> = {
  general: ({ db }, id) => ofClient(db, 'general', id),
  product: ({ db }, id) => ofHolding(db, 'product', id),
  domain: ({ db }, id) => ofHolding(db, 'domain', id),
  support: ofTicket,
  user: ofUser,
};

async function ofClient(db: Context['db'], kind: TemplateKind, id: number): Promise<Subject | undefined> {
  const client = await findClientCorrespondent(db, id);
  if (client === undefined || client.preferences[kind] === false) return undefined;
  return {
    to: { clientId: client.id, name: client.name, address: client.email },
    language: client.language,
    fields: clientFields(client),
  };
}

async function ofHolding(db: Context['db'], kind: 'product' | 'domain', id: number): Promise<Subject | undefined> {
  const held = await findHolding(db, kind === 'product' ? 'service' : 'domain', id);
  const owner = held && (await ofClient(db, kind, held.clientId));
  return owner && { ...owner, fields: { ...owner.fields, ...HOLDING_FIELDS[kind](held) } };
}

async function ofTicket({ db, desk }: Context, id: number): Promise<Subject | undefined> {
  const ticket = await findTicketView(db, { id }, null);
  if (ticket === undefined) return undefined;
  const [client, message] = await Promise.all([
    findClientCorrespondent(db, ticket.clientId),
    findLastMessage(db, ticket.id),
  ]);
  const isForClient = client !== undefined && ticket.email === client.email;
  if (isForClient && client.preferences.support === false) return undefined;
  return {
    to: {
      clientId: client?.id ?? null,
      ticketId: ticket.id,
      name: ticket.name,
      address: ticket.email,
      cc: ticket.cc.split(','),
    },
    language: client?.language ?? '',
    fields: {
      ...(client !== undefined && clientFields(client)),
      client_name: ticket.name,
      client_email: ticket.email,
      ticket_id: ticket.number,
      ticket_department: ticket.departmentName,
      ticket_subject: ticket.subject,
      ticket_message: message === undefined ? '' : renderText(message.body, message.format),
      ticket_status: ticket.status,
      ticket_priority: ticket.priority,
      ticket_url: `${desk.publicUrl}${ADDRESSES.ticket}?tid=${encodeURIComponent(ticket.number)}&c=${ticket.accessCode}`,
    },
  };
}

async function ofUser({ db }: Context, id: number): Promise<Subject | undefined> {
  const user = await findUser(db, { id });
  return (
    user && {
      to: { userId: user.id, name: fullName(user), address: user.email },
      language: user.language,
      fields: userFields(user),
    }
  );
}

/** A name as mails write it; empty if both parts are. */
export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim();

/** The merge fields that every mail to a user has. */
export const userFields = (user: { id: number; firstName: string; lastName: string; email: string }): MergeFields => ({
  user_id: String(user.id),
  user_name: fullName(user),
  user_first_name: user.firstName,
  user_last_name: user.lastName,
  user_email: user.email,
});

const clientFields = (client: ClientCorrespondent): MergeFields => ({
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

const HOLDING_FIELDS: Record<'product' | 'domain', (held: Holding) => MergeFields> = {
  product: (held) => ({
    service_id: String(held.id),
    service_product_name: held.name,
    service_domain: held.domain,
    service_status: held.status,
    service_next_due_date: held.nextDueOn,
  }),
  domain: (held) => ({
    domain_id: String(held.id),
    domain_name: held.name,
    domain_status: held.status,
    domain_next_due_date: held.nextDueOn,
  }),
};
