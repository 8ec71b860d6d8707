import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { nameOf } from './people';

/** A note about a client, which only staff sees. */
export interface ClientNote {
  id: number;
  clientId: number;
  /** 0 if a program wrote it. */
  staffId: number;
  staffName: string;
  body: string;
  /** Whether it is listed first. */
  sticky: boolean;
  createdAt: Date;
}

const NOTES = {
  select: `n.id, n.client_id as "clientId", coalesce(n.staff_id, 0) as "staffId",
    coalesce(nullif(n.author_name, ''), ${nameOf.staff('s')}) as "staffName", n.body, n.sticky, n.created_at as "createdAt"`,
  from: 'client_notes n left join staff s on s.id = n.staff_id',
  orderBy: 'n.sticky desc, n.created_at desc, n.id desc',
};

/** Lists a page of the notes about a client: the pinned ones first, then the newest. */
export const listClientNotes = (db: Db, clientId: number, page: Page): Promise<Listed<ClientNote>> =>
  listPage<ClientNote>(db, NOTES, [['n.client_id = ?', clientId]], page);
