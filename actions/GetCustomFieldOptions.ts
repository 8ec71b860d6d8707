import { action } from '../src/calls/action';
import type { GetCustomFieldOptions } from '../src/generated/GetCustomFieldOptions';

export default action<GetCustomFieldOptions>(async ({ fieldid, optionid }, { db }) => {
  const option = await db.query(
    `select o.id, o.field_id as fieldid, coalesce(o.parent_id, 0) as parentid, o.name, o.sort_order as sortorder
     from custom_field_options o join custom_fields f on f.id = o.field_id
     where ($1::int is null or f.id = $1) and ($2::int is null or o.id = $2)
     order by f.sort_order, f.id, o.sort_order, o.id`,
    [fieldid ?? null, optionid ?? null],
  );
  return { totalresults: option.length, options: { option } };
});
