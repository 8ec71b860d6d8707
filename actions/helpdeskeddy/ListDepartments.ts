import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import type { HelpdeskeddyListDepartments } from '../../src/generated/helpdeskeddy/ListDepartments';
import type { Named, Names } from '../../src/store/desk/named';

export default action<HelpdeskeddyListDepartments>(async (_params, { db, caller }) => {
  const departments = await db.query<Named & { names: Names }>(
    'select id, name, names from departments where $1 or not hidden order by sort_order, id',
    [caller.clientId === null],
  );
  return { data: departments.map(presentNamed) };
});
