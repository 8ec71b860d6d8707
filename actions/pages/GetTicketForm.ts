import { action } from '../../src/calls/action';
import { isHeld, MOST_HELD_BYTES } from '../../src/dialects/pages/held';
import { refuseStrangers } from '../../src/dialects/pages/new-ticket';
import type { PagesGetTicketForm } from '../../src/generated/pages/GetTicketForm';
import type { Names } from '../../src/store/desk/named';
import {
  listOfferedDepartments,
  listOfferedFields,
  listOfferedPriorities,
  listRelated,
} from '../../src/store/tickets/new-ticket-form';

export default action<PagesGetTicketForm>(async ({ deptid, language = '' }, context) => {
  refuseStrangers(context);
  const { db, caller, desk } = context;
  const nameIn = ({ name, names }: { name: string; names: Names }): string => names[language] ?? name;
  const departments = await listOfferedDepartments(db, caller.clientId !== null);
  const only = departments.length === 1 ? departments[0] : undefined;
  const chosen = deptid === undefined ? only : departments.find(({ id }) => id === deptid);
  const [priorities, fields, related] = await Promise.all([
    listOfferedPriorities(db),
    chosen === undefined ? [] : listOfferedFields(db, chosen.id),
    caller.clientId === null ? [] : listRelated(db, caller.clientId),
  ]);
  return {
    departments: departments.map((one) => ({ id: one.id, name: nameIn(one), description: one.description })),
    department: chosen === undefined ? null : { id: chosen.id, name: nameIn(chosen) },
    priorities: priorities.map((one) => ({ value: one.name, name: nameIn(one) })),
    default_priority: desk.defaultPriority,
    fields: fields.map(({ options, ...field }) => ({
      ...field,
      options: options.map((option) => ({ id: option.id, parent_id: option.parentId, name: nameIn(option) })),
    })),
    related: related.map(({ kind, id, name, status }) => ({
      value: `${kind === 'service' ? 'S' : 'D'}${id}`,
      ...{ name, status },
    })),
    file_limits: {
      count: desk.attachmentMaxFiles,
      bytes: desk.attachmentMaxBytes,
      total: isHeld(context) ? MOST_HELD_BYTES : 0,
      types: Array.from(desk.attachmentExtensions, (extension) => `.${extension}`).join(','),
    },
  };
});
