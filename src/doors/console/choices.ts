import type { BulkChoices } from '../../pages/console/bulk';
import type { BulkChoice } from '../../pages/console/bulk-bar';
import type { Desk } from './console-page';

/** More administrators are in no list. */
const MOST_ADMINS = 500;

interface Named {
  id: number;
  name: string;
}

const byId = ({ id, name }: Named): BulkChoice => ({ value: String(id), name });
const byName = ({ name }: { name: string }): BulkChoice => ({ value: name, name });

/** Asks for what a change of many tickets is chosen from, as far as the caller may see it. */
export async function readBulkChoices(desk: Desk): Promise<Omit<BulkChoices, 'masters'>> {
  const ask = async <Answer>(action: string, fields: Record<string, unknown> = {}) =>
    desk.visit.may(action) ? desk.ask<Answer>(action, fields) : undefined;
  const [statuses, priorities, departments, admins] = await Promise.all([
    ask<{ statuses: { status: { title: string }[] } }>('GetStatuses'),
    ask<{ priorities: { priority: Named[] } }>('GetPriorities'),
    ask<{ departments: { department: Named[] } }>('GetDepartments'),
    ask<{ admins: { admin: (Named & { disabled: boolean })[] } }>('GetAdmins', { limitnum: MOST_ADMINS }),
  ]);
  return {
    statuses: (statuses?.statuses.status ?? []).map(({ title }) => ({ value: title, name: title })),
    priorities: (priorities?.priorities.priority ?? []).map(byName),
    departments: (departments?.departments.department ?? []).map(byId),
    admins: (admins?.admins.admin ?? []).filter(({ disabled }) => !disabled).map(byId),
  };
}
