import type { Db } from '../../database/pool';
import type { Named } from '../desk/named';

export interface CategoryPath extends Named {
  /** From the top down. */
  parents: Named[];
}

/** Lists some categories with all their parents. */
export const listCategoryPaths = (db: Db, ids: number[]): Promise<CategoryPath[]> =>
  db.query(
    `with recursive above as (
       select id as leaf, id, parent_id, name, 0 as height from categories where id = any($1::int[])
       union all
       select above.leaf, c.id, c.parent_id, c.name, above.height + 1 from categories c join above on c.id = above.parent_id)
     select leaf as id, min(name) filter (where height = 0) as name,
       coalesce(json_agg(json_build_object('id', id, 'name', name) order by height desc) filter (where height > 0), '[]')
         as parents
     from above group by leaf`,
    [ids],
  );

/** Lists all categories in their order. */
export const listCategoryRows = (db: Db): Promise<{ id: number; name: string; parentId: number | null }[]> =>
  db.query('select id, name, parent_id as "parentId" from categories order by sort_order, id');

/** Whether a category has subcategories. */
export async function hasCategoriesBelow(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from categories where parent_id = $1 limit 1', [id])).length > 0;
}

/** Counts the tickets in a category, including deleted and merged ones. */
export async function countTicketsInCategory(db: Db, id: number): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) from tickets where category_id = $1', [id]);
  return row?.count ?? 0;
}

/** A category as its row has it. */
export interface CategoryRow extends Named {
  /** 0 at the top. */
  parentId: number;
  sortOrder: number;
}

/** Lists all categories in their order, or only the one with an id. */
export const listCategories = (db: Db, id: number | undefined): Promise<CategoryRow[]> =>
  db.query(
    `select id, coalesce(parent_id, 0) as "parentId", name, sort_order as "sortOrder"
     from categories where $1::int is null or id = $1 order by sort_order, id`,
    [id ?? null],
  );
