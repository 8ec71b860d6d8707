import type { Choices } from '../../pages/console/ticket/shown';
import type { Desk } from './console-page';

/** Nothing to choose from, for whoever may change nothing. */
export const NO_CHOICES: Choices = {
  ...{ statuses: [], priorities: [], departments: [], admins: [], categories: [], types: [] },
};

/** More administrators are in no list. */
const MOST_ADMINS = 500;

interface Named {
  id: number;
  name: string;
}

interface Admin extends Named {
  disabled: boolean;
  departments: { department: number[] };
}

/** Asks for what a ticket's facts are chosen from, as far as the caller may see it. */
export async function readChoices(desk: Desk): Promise<Choices> {
  const ask = <Answer>(action: string, fields: Record<string, unknown> = {}) =>
    desk.visit.may(action) ? desk.ask<Answer>(action, fields) : undefined;
  const [statuses, priorities, departments, admins, categories, types] = await Promise.all([
    ask<{ statuses: { status: { title: string; closed: boolean }[] } }>('GetStatuses'),
    ask<{ priorities: { priority: Named[] } }>('GetPriorities'),
    ask<{ departments: { department: Named[] } }>('GetDepartments'),
    ask<{ admins: { admin: Admin[] } }>('GetAdmins', { limitnum: MOST_ADMINS }),
    ask<{ categories: { category: (Named & { parentid: number })[] } }>('GetTicketCategories'),
    ask<{ types: { type: Named[] } }>('GetTicketTypes'),
  ]);
  const byId = ({ id, name }: Named) => ({ value: String(id), name });
  const listed = (admins?.admins.admin ?? []).filter(({ disabled }) => !disabled);
  return {
    statuses: (statuses?.statuses.status ?? []).map(({ title, closed }) => ({
      ...{ value: title, name: title, isClosed: closed },
    })),
    priorities: (priorities?.priorities.priority ?? []).map(({ name }) => ({ value: name, name })),
    departments: (departments?.departments.department ?? []).map(byId),
    admins: listed.map(({ departments: { department }, ...admin }) => ({ ...byId(admin), departments: department })),
    categories: paths(categories?.categories.category ?? []),
    types: (types?.types.type ?? []).map(byId),
  };
}

/** Categories with those above them in their names. */
function paths(categories: (Named & { parentid: number })[]): Choices['categories'] {
  const known = new Map(categories.map((category) => [category.id, category]));
  const pathOf = ({ name, parentid }: Named & { parentid: number }, depth = 0): string => {
    const above = known.get(parentid);
    return above === undefined || depth > categories.length ? name : `${pathOf(above, depth + 1)} > ${name}`;
  };
  return categories.map((category) => ({ value: String(category.id), name: pathOf(category) }));
}
