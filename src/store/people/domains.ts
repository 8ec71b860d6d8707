import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { dayText } from './services';

export interface Domain {
  id: number;
  clientId: number;
  name: string;
  registrar: string;
  kind: string;
  status: string;
  years: number;
  firstPayment: string;
  recurring: string;
  paymentMethod: string;
  registeredOn: string;
  expiresOn: string;
  nextDueOn: string;
  dnsManagement: boolean;
  emailForwarding: boolean;
  idProtection: boolean;
  doNotRenew: boolean;
  notes: string;
  createdAt: Date;
  updatedAt: Date;
}

const DOMAINS = {
  select: `id, client_id as "clientId", name, registrar, kind, status, years, first_payment as "firstPayment", recurring,
    payment_method as "paymentMethod", ${dayText('registered_on')} as "registeredOn",
    ${dayText('expires_on')} as "expiresOn", ${dayText('next_due_on')} as "nextDueOn",
    dns_management as "dnsManagement", email_forwarding as "emailForwarding", id_protection as "idProtection",
    do_not_renew as "doNotRenew", notes, created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'domains',
  orderBy: 'id',
};

/** Which domains to list. Undefined members exclude none, and texts match in any letter case. */
interface DomainFilter {
  id: number | undefined;
  clientId: number | undefined;
  name: string | undefined;
  status?: string | undefined;
}

/** Lists a page of the domains in the order of their ids. */
export const listDomains = (db: Db, filter: DomainFilter, page: Page): Promise<Listed<Domain>> =>
  listPage<Domain>(
    db,
    DOMAINS,
    [
      ['id = ?', filter.id],
      ['client_id = ?', filter.clientId],
      ['lower(name) = lower(?)', filter.name],
      ['lower(status) = lower(?)', filter.status],
    ],
    page,
  );
