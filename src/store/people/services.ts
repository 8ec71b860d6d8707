import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

/** SQL for a day as text. An unknown day is `0000-00-00`, as in WHMCS. */
export const dayText = (column: string): string => `coalesce(to_char(${column}, 'YYYY-MM-DD'), '0000-00-00')`;

/** A product or service of a client. */
export interface Service {
  id: number;
  clientId: number;
  productId: number;
  name: string;
  groupName: string;
  domain: string;
  status: string;
  username: string;
  serverName: string;
  dedicatedIp: string;
  quantity: number;
  billingCycle: string;
  firstPayment: string;
  recurring: string;
  paymentMethod: string;
  registeredOn: string;
  nextDueOn: string;
  notes: string;
  createdAt: Date;
  updatedAt: Date;
}

const SERVICES = {
  select: `id, client_id as "clientId", product_id as "productId", name, group_name as "groupName", domain, status,
    username, server_name as "serverName", dedicated_ip as "dedicatedIp", quantity, billing_cycle as "billingCycle",
    first_payment as "firstPayment", recurring, payment_method as "paymentMethod",
    ${dayText('registered_on')} as "registeredOn", ${dayText('next_due_on')} as "nextDueOn", notes,
    created_at as "createdAt", updated_at as "updatedAt"`,
  from: 'services',
  orderBy: 'id',
};

/** Which services to list. Undefined members exclude none, and texts match in any letter case. */
interface ServiceFilter {
  id: number | undefined;
  clientId: number | undefined;
  productId?: number | undefined;
  domain: string | undefined;
  username?: string | undefined;
  status?: string | undefined;
}

/** Lists a page of the services in the order of their ids. */
export const listServices = (db: Db, filter: ServiceFilter, page: Page): Promise<Listed<Service>> =>
  listPage<Service>(
    db,
    SERVICES,
    [
      ['id = ?', filter.id],
      ['client_id = ?', filter.clientId],
      ['product_id = ?', filter.productId],
      ["lower(domain) = lower(?) and domain <> ''", filter.domain],
      ['lower(username) = lower(?)', filter.username],
      ['lower(status) = lower(?)', filter.status],
    ],
    page,
  );

/** Finds whether a service's client is closed; undefined if there is no such service. */
export async function findServiceOwner(db: Db, id: number): Promise<{ isClosed: boolean } | undefined> {
  const [row] = await db.query<{ isClosed: boolean }>(
    `select c.status = 'Closed' as "isClosed" from services s join clients c on c.id = s.client_id where s.id = $1`,
    [id],
  );
  return row;
}
