import { action } from '../src/calls/action';
import type { GetCustomFields } from '../src/generated/GetCustomFields';

export default action<GetCustomFields>(async ({ fieldid, owner }, { db }) => {
  const field = await db.query(
    `select id, name, type, owner, coalesce(department_id, 0) as departmentid, description,
       coalesce(pattern, '') as pattern, required, staff_only as staffonly, sort_order as sortorder
     from custom_fields where ($1::int is null or id = $1) and ($2::text is null or owner = $2) order by sort_order, id`,
    [fieldid ?? null, owner ?? null],
  );
  return { totalresults: field.length, fields: { field } };
});
