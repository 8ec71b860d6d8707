import type { Db } from '../../database/pool';
import type { Named, Names } from '../desk/named';
import type { CustomFieldOption, CustomFieldType } from './custom-fields';

/** A department in which somebody may open a ticket. */
interface OfferedDepartment extends Named {
  names: Names;
  description: string;
}

/** Lists the departments in which a client, or a guest, may open tickets. */
export const listOfferedDepartments = (db: Db, isClient: boolean): Promise<OfferedDepartment[]> =>
  db.query(
    `select id, name, names, description from departments
     where not hidden and ($1 or not clients_only) order by sort_order, id`,
    [isClient],
  );

/** A custom field as a form shows it. */
interface OfferedField {
  id: number;
  name: string;
  type: CustomFieldType;
  description: string;
  required: boolean;
  options: CustomFieldOption[];
}

/** Lists the fields of tickets in a department that are not for staff only, in their order. */
export const listOfferedFields = (db: Db, departmentId: number): Promise<OfferedField[]> =>
  db.query(
    `select f.id, f.name, f.type, f.description, f.required,
       (select coalesce(json_agg(json_build_object('id', o.id, 'parentId', o.parent_id, 'name', o.name,
                                                   'names', o.names) order by o.sort_order, o.id), '[]')
        from custom_field_options o where o.field_id = f.id) as options
     from custom_fields f
     where f.owner = 'ticket' and not f.staff_only and (f.department_id is null or f.department_id = $1)
     order by f.sort_order, f.id`,
    [departmentId],
  );

/** Lists all priorities in their order, with their names by language. */
export const listOfferedPriorities = (db: Db): Promise<(Named & { names: Names })[]> =>
  db.query('select id, name, names from priorities order by sort_order, id');

/** Nobody looks for one among more of them in a list. */
const MOST_RELATED = 500;

/** Lists the services of a client, newest first, and then the domains, so that a ticket can name one. */
export const listRelated = (
  db: Db,
  clientId: number,
): Promise<{ kind: 'service' | 'domain'; id: number; name: string; status: string }[]> =>
  db.query(
    `(select 'service' as kind, id, concat_ws(' – ', name, nullif(domain, '')) as name, status
      from services where client_id = $1 order by id desc limit ${MOST_RELATED})
     union all
     (select 'domain', id, name, status from domains where client_id = $1 order by id desc limit ${MOST_RELATED})`,
    [clientId],
  );
