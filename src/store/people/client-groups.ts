import type { Db } from '../../database/pool';

export interface ClientGroup {
  id: number;
  name: string;
  color: string;
  discountPercent: string;
  suspendExempt: boolean;
  separateInvoices: boolean;
}

/** Lists all client groups in the order of their ids. */
export const listClientGroups = (db: Db): Promise<ClientGroup[]> =>
  db.query(
    `select id, name, color, discount_percent as "discountPercent", suspend_exempt as "suspendExempt",
       separate_invoices as "separateInvoices"
     from client_groups order by id`,
  );
