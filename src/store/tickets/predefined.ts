import type { Db } from '../../database/pool';
import { searchable } from '../conditions';
import { type Listed, listPage, type Page, WHOLE } from '../pages';

interface ReplyCategory {
  id: number;
  /** 0 at the top. */
  parentId: number;
  name: string;
  replyCount: number;
  sortOrder: number;
}

/**
 * Lists all categories of predefined replies in their order, or only the one with an id, with the number of their
 * replies.
 */
export const listReplyCategories = (db: Db, id?: number): Promise<ReplyCategory[]> =>
  db.query(
    `select c.id, coalesce(c.parent_id, 0) as "parentId", c.name, c.sort_order as "sortOrder",
       (select count(*) from predefined_replies r where r.category_id = c.id) as "replyCount"
     from predefined_reply_categories c where $1::int is null or c.id = $1 order by c.sort_order, c.id`,
    [id ?? null],
  );

interface PredefinedReply {
  id: number;
  /** 0 without a category. */
  categoryId: number;
  name: string;
  body: string;
  sortOrder: number;
  /** Empty without one. */
  key: string;
}

interface ReplyFilter {
  id?: number | undefined;
  /** 0 for replies without a category. */
  categoryId?: number | undefined;
  /** Text that the name, body or key contains, in any letter case. */
  search?: string | undefined;
  /** In any letter case. */
  key?: string | undefined;
}

const REPLIES = {
  select:
    'id, coalesce(category_id, 0) as "categoryId", name, body, sort_order as "sortOrder", coalesce(key, \'\') as key',
  from: 'predefined_replies',
  orderBy: 'sort_order, id',
};

/** Lists a page of predefined replies in their order, by default all of them. */
export const listPredefinedReplies = (
  db: Db,
  { id, categoryId, search, key }: ReplyFilter,
  page: Page = WHOLE,
): Promise<Listed<PredefinedReply>> =>
  listPage<PredefinedReply>(
    db,
    REPLIES,
    [
      ['id = ?', id],
      ['coalesce(category_id, 0) = ?', categoryId],
      [`position(${searchable('?')} in ${searchable("name || ' ' || body || ' ' || coalesce(key, '')")}) > 0`, search],
      ['lower(key) = lower(?)', key],
    ],
    page,
  );

/** Whether a category has neither replies nor subcategories. */
export async function isReplyCategoryEmpty(db: Db, id: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from predefined_replies where category_id = $1
     union all select 1 from predefined_reply_categories where parent_id = $1 limit 1`,
    [id],
  );
  return rows.length === 0;
}
