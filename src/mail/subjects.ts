import type { Context } from '../calls/action';
import type { TemplateKind } from '../store/desk/email-templates';
import {
  findClientCorrespondent,
  findDepartmentCorrespondent,
  findHolding,
  findLastMessage,
  type Holding,
} from '../store/people/correspondents';
import { findUser } from '../store/people/users';
import { findTicketView } from '../store/tickets/whmcs-views';
import type { MergeFields } from './merge';
import { addressKey, silentKeys } from './people';
import type { Addressee } from './send';
import { clientFields, departmentSender, ticketFields, ticketTag } from './ticket-fields';

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
 * @returns undefined if there is no such row, or if whoever would get it does not want mail of that kind.
 */
export async function findSubject(
  context: FindingContext,
  kind: TemplateKind,
  id: number,
): Promise<Subject | undefined> {
  return FINDERS[kind]?.(context, id);
}

type FindingContext = Pick<Context, 'db' | 'desk' | 'caller'>;

type Finder = (context: FindingContext, id: number) => Promise<Subject | undefined>;

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

async function ofTicket({ db, desk, caller }: FindingContext, id: number): Promise<Subject | undefined> {
  const ticket = await findTicketView(db, { id }, caller);
  if (ticket === undefined) return undefined;
  const [client, message, department] = await Promise.all([
    findClientCorrespondent(db, ticket.clientId),
    findLastMessage(db, ticket.id),
    findDepartmentCorrespondent(db, ticket.departmentId),
  ]);
  const silent = silentKeys(client);
  if (silent.has(addressKey(ticket.email))) return undefined;
  return {
    to: {
      clientId: client?.id ?? null,
      ticketId: ticket.id,
      name: ticket.name,
      address: ticket.email,
      cc: ticket.cc.split(',').filter((address) => !silent.has(addressKey(address))),
      tag: ticketTag(desk, ticket),
      ...(department !== undefined && { from: departmentSender(desk, department) }),
    },
    language: client?.language ?? '',
    fields: ticketFields(desk, ticket, client, message),
  };
}

async function ofUser({ db }: FindingContext, id: number): Promise<Subject | undefined> {
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
