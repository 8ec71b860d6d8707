import type { Db } from '../database/pool';
import type { Named } from './desk';

export async function categoryExists(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from categories where id = $1', [id])).length > 0;
}

export interface CategoryPath extends Named {
  /** From the topmost down. */
  parents: Named[];
}

/** Some categories with all that they lie in. */
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

/** All categories in their order. */
export const listCategoryRows = (db: Db): Promise<{ id: number; name: string; parentId: number | null }[]> =>
  db.query('select id, name, parent_id as "parentId" from categories order by sort_order, id');

/** From here to the end of the transaction nobody else changes which category lies in which. */
export async function holdCategoryTree(db: Db): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('tree of categories', 0))`);
}

/** Whether a category is another one or lies in it, at whatever depth. */
export async function isCategoryWithin(db: Db, id: number, otherId: number): Promise<boolean> {
  const rows = await db.query(
    `with recursive above as (
       select id, parent_id from categories where id = $1
       union
       select c.id, c.parent_id from categories c join above on c.id = above.parent_id)
     select 1 from above where id = $2`,
    [id, otherId],
  );
  return rows.length > 0;
}
