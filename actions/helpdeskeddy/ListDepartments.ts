import { action } from '../../src/calls/action';
import { presentNamed } from '../../src/dialects/helpdeskeddy/dictionary';
import { onlyPage } from '../../src/dialects/helpdeskeddy/paging';
import type { HelpdeskeddyListDepartments } from '../../src/generated/helpdeskeddy/ListDepartments';
import { listDepartmentNames } from '../../src/store/desk/departments';

export default action<HelpdeskeddyListDepartments>(async ({ page }, { db, caller }) => {
  const departments = await listDepartmentNames(db, caller.clientId === null);
  return { data: onlyPage(departments, page).map(presentNamed) };
});
